// Phrases: patterns of strings.yaml filled with inlines, which may be in several languages or hold
// links.
#ifndef COMPOSE_WORDS_PHRASE_H
#define COMPOSE_WORDS_PHRASE_H

#include "compose/values/value.h"

struct phrase_arg {  // what stands for {{name}} in a pattern
    const char *name;
    const struct doc_node *inlines;
};

// A DOC_GROUP of inlines.
const struct doc_node *phrase_fill(const struct env *e, const char *key,
                                   const struct phrase_arg *with, size_t count);
const struct doc_node *phrase_join(const struct env *e, const struct doc_node *const *list,
                                   size_t count);  // "a, b og c"; there is at least one

// where an e-mail address leads; NULL: it is none
const char *phrase_contact_link(struct arena *a, const char *text);
const struct doc_node *phrase_contact(const struct env *e, struct value contact);

#endif
