// Paragraphs: text with the pictures in it.
#ifndef LAYOUT_PARAGRAPH_H
#define LAYOUT_PARAGRAPH_H

#include "layout/text.h"

// Appends the inlines from first up to stop (NULL: to the last) as lines of text, and behind them
// the pictures among them; returns how many lines.
size_t paragraph_lines(const struct context *c, const struct doc_node *first,
                       const struct doc_node *stop, const struct paragraph *p);
// Inlines without a paragraph around them: straight in the context's element, or (own) in a P of
// their own.
void paragraph_typeset_inlines(const struct context *c, const struct doc_node *first,
                               const struct doc_node *stop, bool own);

#endif
