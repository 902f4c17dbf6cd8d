// Text of manual pages in mdoc, which mandoc and groff set.
#ifndef DESCRIBE_MDOC_H
#define DESCRIBE_MDOC_H

#include "base/arena.h"
#include "base/buf.h"

// The page's first lines. name: "samtale-packs"; says: what it is, without a full stop.
void mdoc_begin(struct arena *a, struct buf *out, const char *name, int section, const char *says);
// A paragraph, in which nothing is a request.
void mdoc_text(struct buf *out, const char *text);
// A word as the argument of a macro: in quotes, so that it is none itself.
const char *mdoc_word(struct arena *a, const char *word);
// Lines as they are.
void mdoc_literal(struct buf *out, const char *lines);
// Paragraphs divided by empty lines; lines that begin with a space are literal.
void mdoc_paragraphs(struct arena *a, struct buf *out, const char *text);

#endif
