// Conditions and loops of templates: what stands behind `if` and `each`.
#ifndef COMPOSE_SYNTAX_LOGIC_H
#define COMPOSE_SYNTAX_LOGIC_H

#include "compose/syntax/check.h"

struct condition {  // [not] PATH [is VALUE]
    bool negated;
    const char *path, *is;  // is: NULL, whether the path has a value at all
    struct place place;
};

struct loop {  // NAME in PATH [else COUNT]
    const char *name, *path;
    int blanks;  // how many blank items where the list is unset
    struct place place;
};

// Reads the words that stand behind `if` or `each`, at the place given. False after a diagnostic
// when they are no condition or loop. The texts are made in arena a.
bool logic_condition_read(struct diags *d, struct arena *a, const char *words, struct place at,
                          struct condition *out);
bool logic_loop_read(struct diags *d, struct arena *a, const char *words, struct place at,
                     struct loop *out);

// Checks the paths, and whether a choice can be what it is compared with.
void logic_condition_check(struct check *c, const struct condition *condition);
// Binds the loop's variable in c->env, until the caller takes it away; false after a diagnostic:
// nothing is bound.
bool logic_loop_check(struct check *c, const struct loop *loop);

bool logic_condition_holds(const struct env *e, const struct condition *condition);
// The items that a loop runs through, a LIST, and where it was found; unset: none.
struct value logic_loop_items(const struct env *e, const struct loop *loop, struct value_ref *ref);

#endif
