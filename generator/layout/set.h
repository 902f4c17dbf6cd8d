// Setting: what the files of layout/ share. A section is set by walking its blocks; each kind of
// block has one function that appends slabs to the list of its context. Text and glyphs go to the
// result's arena, all else to the scratch arena.
#ifndef LAYOUT_SET_H
#define LAYOUT_SET_H

#include "base/buf.h"
#include "layout/hyphenate.h"
#include "layout/layout.h"
#include "layout/linebreak.h"
#include "layout/looks.h"
#include "layout/slab.h"

struct broken_cache;
struct kept_blocks;

struct layout {
    struct diags *diags;
    const struct type *type;
    struct shaper *shaper;
    struct hyphenator *hyphenator;
    struct arena scratch;     // emptied after every section
    struct buf text, glyphs;  // of the run that is being gathered
    struct broken_cache *broken;
    struct kept_blocks *kept;
};

struct setting {  // one section
    struct layout *layout;
    struct arena *arena, *scratch;
    const struct looks *looks;
    bool large, flat, shared;
    struct paper_section *section;
    mpt page_height;    // of the text area
    int heading;        // the level of the last heading's tag
    const char *title;  // the section's own words for its first bookmark, NULL: the heading's
};

struct context {  // where a block is set
    struct setting *set;
    struct slab_list *out;
    mpt x, width;     // of the column, in the list
    int32_t element;  // the structure element it belongs to
    const char *language;
    enum look_name body;   // of plain paragraphs
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
void block_set(const struct context *c, const struct doc_node *n);
void block_set_children(const struct context *c, const struct doc_node *parent);
const struct doc_node *block_child(const struct doc_node *n, size_t index);  // NULL: there is none
// The blocks of an item or a cell: plain paragraphs belong to its element without one of their own.
void block_set_plain(const struct context *c, const struct doc_node *parent);
// a column of its own
struct context context_at(const struct context *c, struct slab_list *out, mpt width);

// tag.c: structure elements
int32_t tag_new(struct setting *s, const char *type, int32_t parent);
struct paper_element *tag_get(struct setting *s, int32_t element);
// a level that never skips
int32_t tag_heading(struct setting *s, int level, int32_t parent, int *given);
void tag_drop(struct setting *s, int32_t element);  // the newest one, when it stayed empty

// paragraph.c
struct paragraph {
    enum look_name look;
    enum doc_align align;
    int32_t element;
    bool keep_next;
    mpt before;  // instead of the look's own, when it is larger
};
// The inlines from first up to stop as lines of text; how many.
size_t paragraph_lines(const struct context *c, const struct doc_node *first,
                       const struct doc_node *stop, const struct paragraph *p);
void paragraph_set(const struct context *c, const struct doc_node *n);
// Inlines without a paragraph around them: straight in the context's element, or in a P of their
// own.
void paragraph_set_inlines(const struct context *c, const struct doc_node *first,
                           const struct doc_node *stop, bool own);
void heading_set(const struct context *c, const struct doc_node *n);

// pen.c: text that is no paragraph: markers, labels of drawings, headers
mpt pen_width(struct layout *l, const struct look *look, const char *language, const char *text);
void pen_text(struct layout *l, struct arena *a, struct slab *s, const struct look *look,
              const char *language, const char *text, mpt x, mpt baseline, int32_t element);
mpt look_baseline(const struct layout *l, const struct look *look);  // from the top of a line

// One function per kind of block, each in the file of its name
void address_set(const struct context *c, const struct doc_node *n);
void list_set(const struct context *c, const struct doc_node *n);
void checklist_set(const struct context *c, const struct doc_node *n);
void quote_set(const struct context *c, const struct doc_node *n);
void box_set(const struct context *c, const struct doc_node *n);
void keep_set(const struct context *c, const struct doc_node *n);
// box.c: what was set since the last heading stays on one page with it and with what comes next;
// only the last of it does when all is higher than most.
void keep_heading(const struct context *c, mpt most);
void code_set(const struct context *c, const struct doc_node *n);
void rule_set(const struct context *c, const struct doc_node *n);
void table_set(const struct context *c, const struct doc_node *n);
void fields_set(const struct context *c, const struct doc_node *n);
void lines_set(const struct context *c, const struct doc_node *n);
void columns_set(const struct context *c, const struct doc_node *n);
void timeline_set(const struct context *c, const struct doc_node *n);
void signatures_set(const struct context *c, const struct doc_node *n);
void figure_set(const struct context *c, const struct doc_node *n);
void choices_set(const struct context *c, const struct doc_node *n);
void scale_set(const struct context *c, const struct doc_node *n);
void mark_set(const struct context *c, const struct doc_node *n);
void entry_set(const struct context *c, const struct doc_node *n);
void marks_set(const struct context *c, const struct doc_node *n);
void chart_set(const struct context *c, const struct doc_node *n);

// tick.c: a box to tick at x, before the words on the line. label: the element that the box is read
// with, made before that of the words. shift: how far the line's own list is from that x.
int32_t tick_label(const struct context *c, const struct doc_node *check, const char *type,
                   int32_t parent);
void tick_box(const struct context *c, struct slab *line, const struct doc_node *check,
              int32_t label, mpt x, mpt shift);
// list.c: the marker's items come before the line's own, as they are read.
void list_put_first(struct arena *scratch, struct slab *line, const struct slab *marker, mpt shift);

// A line to write on, from the left edge of the column.
void lines_rule(const struct context *c, struct slab *s, mpt x, mpt width, mpt y);

static inline const struct look *look_of(const struct context *c, enum look_name name)
{
    return &c->set->looks->of[name];
}

static inline mpt em_to_mpt(int64_t thousandths, mpt size)
{
    return (mpt)((thousandths * size + 500) / 1000);
}

#endif
