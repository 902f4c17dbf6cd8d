// Text: inlines as lines, one slab each.
#ifndef LAYOUT_TEXT_H
#define LAYOUT_TEXT_H

#include "layout/inlines.h"

struct paragraph {  // how text is set
    enum style_name text_style;
    enum doc_align align;
    int32_t element;  // what the text belongs to
    bool keep_next;   // its last line stays on the page with what follows
    mpt before;       // instead of the style's own, when it is larger
};

// Appends the inlines from first up to stop (NULL: to the last) as lines of text; returns how many.
// What was gathered of them goes to *in: pictures among them are left to the caller.
size_t text_typeset(const struct context *c, const struct doc_node *first,
                    const struct doc_node *stop, const struct paragraph *p, struct inlines *in);

#endif
