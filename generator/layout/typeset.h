// Setting: what the files of layout/ share. A section is set by walking its blocks; each kind of
// block has one function that appends slabs to the list of its context. Text and glyphs go to the
// result's arena, all else to the scratch arena.
#ifndef LAYOUT_TYPESET_H
#define LAYOUT_TYPESET_H

#include "base/buf.h"
#include "layout/hyphenator.h"
#include "layout/layout.h"
#include "layout/linebreak.h"
#include "layout/stylesheet.h"
#include "layout/slab.h"

struct line_cache;

struct layout {
    struct diags *diags;
    const struct typefaces *type;
    struct shaper *shaper;
    struct hyphenator *hyphenator;
    struct arena scratch;     // emptied after every section
    struct buf text, glyphs;  // of the run that is being gathered
    struct line_cache *line_cache;
};

struct typesetter {  // one section
    struct layout *layout;
    struct arena *arena, *scratch;
    const struct stylesheet *styles;
    bool large, flat;
    struct paper_section *section;
    mpt page_height;    // of the text area
    int heading;        // the level of the last heading's tag
    const char *title;  // the section's own words for its first bookmark, NULL: the heading's
};

struct context {  // where a block is set
    struct typesetter *ts;
    struct slab_list *out;
    mpt x, width;     // of the column, in the list
    int32_t element;  // the structure element it belongs to
    const char *language;
    enum style_name body;  // of plain paragraphs
    enum doc_align align;  // of paragraphs
    bool inside;           // in a box, a cell, a quote: headings there are not in the outline
    int depth;             // of blocks in blocks
    int list_depth;
};

enum {
    DEPTH_LIMIT = 40,      // blocks in blocks; what is deeper is set as plain paragraphs
    WIDTH_LIMIT = PT(60),  // no indentation makes a column narrower than this
};

// block.c
void block_typeset(const struct context *c, const struct doc_node *n);
void block_typeset_children(const struct context *c, const struct doc_node *parent);
const struct doc_node *block_child(const struct doc_node *n, size_t index);  // NULL: there is none
// The blocks of an item or a cell: plain paragraphs belong to its element without one of their own.
void block_typeset_plain(const struct context *c, const struct doc_node *parent);
// a column of its own
struct context block_context(const struct context *c, struct slab_list *out, mpt width);

// tag.c: structure elements
int32_t element_new(struct typesetter *s, const char *type, int32_t parent);
struct paper_element *element_get(struct typesetter *s, int32_t element);
// a level that never skips
int32_t element_heading(struct typesetter *s, int level, int32_t parent, int *given);
void element_drop(struct typesetter *s, int32_t element);  // the newest one, when it stayed empty

// paragraph.c
struct paragraph {
    enum style_name text_style;
    enum doc_align align;
    int32_t element;
    bool keep_next;
    mpt before;  // instead of the look's own, when it is larger
};
// The inlines from first up to stop as lines of text; how many.
size_t paragraph_lines(const struct context *c, const struct doc_node *first,
                       const struct doc_node *stop, const struct paragraph *p);
void paragraph_typeset(const struct context *c, const struct doc_node *n);
// Inlines without a paragraph around them: straight in the context's element, or in a P of their
// own.
void paragraph_typeset_inlines(const struct context *c, const struct doc_node *first,
                               const struct doc_node *stop, bool own);
void paragraph_typeset_heading(const struct context *c, const struct doc_node *n);

// pen.c: text that is no paragraph: markers, labels of drawings, headers
mpt pen_width(struct layout *l, const struct text_style *text_style, const char *language,
              const char *text);
void pen_text(struct layout *l, struct arena *a, struct slab *s,
              const struct text_style *text_style, const char *language, const char *text, mpt x,
              mpt baseline, int32_t element);
mpt pen_baseline(const struct layout *l,
                 const struct text_style *text_style);  // from the top of a line

// One function per kind of block, each in the file of its name
void address_typeset(const struct context *c, const struct doc_node *n);
void list_typeset(const struct context *c, const struct doc_node *n);
void list_typeset_checklist(const struct context *c, const struct doc_node *n);
void box_typeset_quote(const struct context *c, const struct doc_node *n);
void box_typeset(const struct context *c, const struct doc_node *n);
void box_typeset_keep(const struct context *c, const struct doc_node *n);
// box.c: what was set since the last heading stays on one page with it and with what comes next;
// only the last of it does when all is higher than most.
void box_keep_heading(const struct context *c, mpt most);
void code_typeset(const struct context *c, const struct doc_node *n);
void box_typeset_rule(const struct context *c, const struct doc_node *n);
void table_typeset(const struct context *c, const struct doc_node *n);
void fields_typeset(const struct context *c, const struct doc_node *n);
void lines_typeset(const struct context *c, const struct doc_node *n);
void columns_typeset(const struct context *c, const struct doc_node *n);
void timeline_typeset(const struct context *c, const struct doc_node *n);
void signatures_typeset(const struct context *c, const struct doc_node *n);
void figure_typeset(const struct context *c, const struct doc_node *n);
void choices_typeset(const struct context *c, const struct doc_node *n);
void scale_typeset(const struct context *c, const struct doc_node *n);
void mark_typeset(const struct context *c, const struct doc_node *n);
void input_typeset(const struct context *c, const struct doc_node *n);
void input_typeset_marks(const struct context *c, const struct doc_node *n);
void chart_typeset(const struct context *c, const struct doc_node *n);

// tick.c: a box to tick at x, before the words on the line. label: the element that the box is read
// with, made before that of the words. shift: how far the line's own list is from that x.
int32_t mark_label(const struct context *c, const struct doc_node *check, const char *type,
                   int32_t parent);
void mark_box(const struct context *c, struct slab *line, const struct doc_node *check,
              int32_t label, mpt x, mpt shift);
// list.c: the marker's items come before the line's own, as they are read.
void list_put_first(struct arena *scratch, struct slab *line, const struct slab *marker, mpt shift);

// A line to write on, from the left edge of the column.
void lines_rule(const struct context *c, struct slab *s, mpt x, mpt width, mpt y);

static inline const struct text_style *style_of(const struct context *c, enum style_name name)
{
    return &c->ts->styles->of[name];
}

static inline mpt em_to_mpt(int64_t thousandths, mpt size)
{
    return (mpt)((thousandths * size + 500) / 1000);
}

#endif
