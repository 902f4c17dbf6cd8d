// The first sentence of rich text, for where there is no room for all of it.
#ifndef COMPOSE_VALUES_SENTENCE_H
#define COMPOSE_VALUES_SENTENCE_H

#include "compose/values/value.h"

// Appends to `to` the inlines of the first sentence, and behind it the text's first link where that
// is not in the sentence. False: there is no paragraph.
bool values_sentence_append(const struct env *e, const struct doc_node *rich, enum doc_scope scope,
                            const char *path, struct doc_node *to);

// The text's first link; NULL: it has none.
const struct doc_node *values_sentence_link(const struct doc_node *rich);

#endif
