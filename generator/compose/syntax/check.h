// Checking a template without a cycle: every path is looked up, every widest scope remembered. What
// is right here cannot go wrong when a paper is made.
#ifndef COMPOSE_SYNTAX_CHECK_H
#define COMPOSE_SYNTAX_CHECK_H

#include "compose/values/value.h"
#include "model/doc.h"
#include "model/node.h"

struct check {
    struct env env;         // without a cycle; its variables have types only
    enum doc_scope widest;  // of what was checked since it was last set to SCOPE_RUN
    bool ok;
};

enum {  // which kinds of value may stand somewhere: bits
    VALUES_INLINE = 1 << VALUE_TEXT | 1 << VALUE_CONTACT | 1 << VALUE_CHOICE | 1 << VALUE_DATE |
                    1 << VALUE_DATETIME | 1 << VALUE_WINDOW | 1 << VALUE_COUNT | 1 << VALUE_LIST |
                    1 << VALUE_PHRASE,
    VALUES_LIST = 1 << VALUE_LIST,
    VALUES_WINDOW = 1 << VALUE_WINDOW | 1 << VALUE_DATE | 1 << VALUE_DATETIME,
    VALUES_RICH = 1 << VALUE_RICH,
    VALUES_ANY = (1 << VALUE_KIND_COUNT) - 1,
};

// The diagnostic of a fault in a template, for diag_hint(); the check has failed from then on.
struct diag *check_fail(struct check *c, struct place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool check_path(struct check *c, const char *path, struct place at, unsigned kinds,
                struct value_ref *out);
// the {{values}} in a plain text
void check_text(struct check *c, const char *text, struct place at);
// a Markdown block and all in it
void check_blocks(struct check *c, const struct doc_node *block);
void check_nearest(struct check *c, struct diag *d, const char *word, const char *const *known,
                   size_t count);

#endif
