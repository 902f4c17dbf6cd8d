// What decides what a template shows: conditions and loops, as the words behind `if` and `each` say
// them.
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
    int blanks;  // empty items where the list is not known
    struct place place;
};

// Both report and answer false when the words cannot be understood.
bool logic_condition_read(struct diags *d, struct arena *a, const char *words, struct place at,
                          struct condition *out);
bool logic_loop_read(struct diags *d, struct arena *a, const char *words, struct place at,
                     struct loop *out);

void logic_condition_check(struct check *c, const struct condition *condition);
// binds the loop's variable in c->env; false: nothing bound
bool logic_loop_check(struct check *c, const struct loop *loop);

bool logic_condition_holds(const struct env *e, const struct condition *condition);
// a LIST
struct value logic_loop_items(const struct env *e, const struct loop *loop, struct value_ref *ref);

#endif
