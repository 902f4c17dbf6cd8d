// Phrases: patterns of strings.yaml filled with inlines, which may be in several languages or hold
// links. All of them are made in arena a.
#ifndef COMPOSE_WORDS_PHRASE_H
#define COMPOSE_WORDS_PHRASE_H

#include "compose/words/words.h"
#include "model/doc.h"

struct phrase_arg {  // what stands for {{name}} in a pattern
    const char *name;
    const struct doc_node *inlines;  // its children are copied
};

// The words at key, with each {{name}} replaced by the inlines given for it: a DOC_GROUP.
const struct doc_node *phrase_fill(struct arena *a, const struct words *w, const char *key,
                                   const struct phrase_arg *with, size_t count);
// "a, b og c": a DOC_GROUP, or the only one of the list. The list is not empty.
const struct doc_node *phrase_join(struct arena *a, const struct words *w,
                                   const struct doc_node *const *list, size_t count);

// Where an e-mail address leads: "mailto:…"; NULL: the text is no address.
const char *phrase_contact_link(struct arena *a, const char *text);
// A way to reach somebody, a link where it is an e-mail address: a DOC_GROUP.
const struct doc_node *phrase_contact(struct arena *a, const char *text);

#endif
