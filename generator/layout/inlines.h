// Inlines as one string, with the spans that say how each part of it is set and what it belongs to.
#ifndef LAYOUT_INLINES_H
#define LAYOUT_INLINES_H

#include "layout/pen.h"

struct span {
    uint32_t start, end;  // bytes of the text
    struct pen_style style;
    const struct doc_node *node;  // for diagnostics
    int32_t link;                 // index into links, -1: none
    bool struck;                  // with a line through it
};

struct inline_link {
    const char *uri, *contents;
    int32_t element;
};

struct inlines {
    const char *text;  // white space collapsed unless it is code; '\n' is a hard break
    uint32_t n;
    struct span *spans;  // without gaps
    size_t span_count, span_room;
    uint32_t *soft;  // where soft hyphens stood
    size_t soft_count, soft_room;
    struct inline_link *links;
    size_t link_count, link_room;
    const struct doc_node **pictures;  // set behind the paragraph
    size_t picture_count, picture_room;
};

// Gathers the inlines from first up to stop (NULL: to the last) into *out, in the scratch arena.
// element: what the text belongs to; elements for links, code and other languages are made below
// it.
void inlines_gather(const struct context *c, const struct doc_node *first,
                    const struct doc_node *stop, const struct text_style *text_style,
                    int32_t element, struct inlines *out);
// n bytes of one line of code as they are, tabs as four spaces.
void inlines_code(const struct context *c, const struct doc_node *node, const char *text, size_t n,
                  int32_t element, struct inlines *out);
// The index of the span that holds this byte.
size_t inlines_span(const struct inlines *in, uint32_t at);

#endif
