// Checking a template without a cycle: every path is looked up, and the widest scope is remembered.
// A template that passes needs no error handling when a paper is made.
#ifndef COMPOSE_SYNTAX_CHECK_H
#define COMPOSE_SYNTAX_CHECK_H

#include "compose/values/value.h"
#include "model/doc.h"
#include "model/node.h"

struct check {
    struct env env;         // without a cycle; its variables have types, and no items
    enum doc_scope widest;  // of what was checked since it was last set to SCOPE_RUN
    bool of_batch;          // the document is about a print batch: it has no person's values
    bool in_subject;        // a message's, which a mailbox shows
    bool of_mail;           // it is a message's text: it has nothing of a plan
    const struct doc_node *document;  // whose pages can be referred to; NULL: nobody's
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

// Reports a fault in the template and sets ok to false. Returns the diagnostic, for diag_hint().
struct diag *check_fail(struct check *c, struct place at, const char *id, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// Looks a path up; false after a diagnostic when there is no such value, when it is known of
// narrower subjects than the document is about, or when it is not of one of kinds.
bool check_path(struct check *c, const char *path, struct place at, unsigned kinds,
                struct value_ref *out);
// Checks the {{values}} in a plain text.
void check_text(struct check *c, const char *text, struct place at);
// Checks the values in a Markdown block and in all below it.
void check_blocks(struct check *c, const struct doc_node *block);
// Gives d a hint: which of the known words is spelt most like word, or where none is and they are
// few, all of them.
void check_nearest(struct check *c, struct diag *d, const char *word, const char *const *known,
                   size_t count);

#endif
