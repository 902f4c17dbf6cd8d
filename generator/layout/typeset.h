// Setting a section: what the files that set blocks share. A section is set by walking its blocks;
// each kind of block has one function, which appends slabs to the list of its context. Text and
// glyphs go to the result's arena, all else to the scratch arena.
#ifndef LAYOUT_TYPESET_H
#define LAYOUT_TYPESET_H

#include "base/buf.h"
#include "layout/hyphenator.h"
#include "layout/layout.h"
#include "layout/slab.h"
#include "layout/stylesheet.h"

struct context;
struct line_cache;

typedef void block_typesetter(const struct context *c, const struct doc_node *n);

struct layout {
    struct diags *diags;
    const struct typefaces *type;
    struct shaper *shaper;
    struct hyphenator *hyphenator;  // shared with other threads
    struct line_cache *line_cache;
    struct arena scratch;     // emptied after every section
    struct buf text, glyphs;  // of the run that a pen is gathering
};

struct typesetter {  // one section
    struct layout *layout;
    struct arena *arena, *scratch;  // the result's; the layout's
    const struct stylesheet *styles;
    block_typesetter *const *kinds;  // [DOC_KIND_COUNT], see kinds.h
    bool large, flat;                // as layout_options says
    struct paper_section *section;
    mpt page_height;    // of the text area
    int heading;        // the level of the last heading's element
    const char *title;  // the section's own words for its first bookmark; NULL: the heading's
};

struct context {  // where a block is set
    struct typesetter *ts;
    struct slab_list *out;
    mpt x, width;     // of the column, in the list
    int32_t element;  // the structure element that the block belongs to; -1: the section's root
    const char *language;
    enum style_name body;  // of plain paragraphs
    enum doc_align align;  // of paragraphs
    bool inside;           // in a box, a cell, a quote: headings there have no bookmark
    int depth;             // of blocks in blocks
    int list_depth;
};

enum {
    DEPTH_LIMIT = 40,      // blocks in blocks; what is deeper is set as plain paragraphs
    WIDTH_LIMIT = PT(60),  // no indentation makes a column narrower than this
};

// The context of a column of its own, from x = 0, whose slabs are appended to out.
static inline struct context context_column(const struct context *c, struct slab_list *out,
                                            mpt width)
{
    struct context column = *c;
    column.out = out;
    column.x = 0;
    column.width = width > PT(8) ? width : PT(8);
    return column;
}

static inline const struct text_style *style_of(const struct context *c, enum style_name name)
{
    return &c->ts->styles->of[name];
}

// The child of that index; NULL: there is none, or no node.
static inline const struct doc_node *child_of(const struct doc_node *n, size_t index)
{
    const struct doc_node *child = n ? n->first : NULL;
    while (child && index--) child = child->next;
    return child;
}

// A length of thousandths of an em in text of that size, rounded.
static inline mpt em_to_mpt(int64_t thousandths, mpt size)
{
    return (mpt)((thousandths * size + 500) / 1000);
}

#endif
