// Slabs: what pages are built of. A block is set as a list of slabs, one under the other: a line of
// text, a rule, or something that holds columns of slabs itself (a table row, a tinted box).
// Positions in a slab count from its list's left edge and the slab's own top; pages give it a
// position, or divide it. Slabs, and what they point to, live in the scratch arena.
#ifndef LAYOUT_SLAB_H
#define LAYOUT_SLAB_H

#include "model/paper.h"

struct slab;

// A column of slabs: from first to stop (not included), then partial, the upper part of a divided
// slab. Without a partial one, stop is NULL or a slab that follows first.
struct column {
    mpt x;
    struct slab *first, *stop, *partial;
};

struct decor {  // what is drawn behind a slab's part on a page, as artifacts
    mpt x, width;
    uint8_t fill, stroke;  // tones of a box
    mpt strip;             // tinted, at its left edge
    mpt stroke_width, radius;
    uint8_t bar;  // tone of a bar at the left edge
    mpt bar_width;
    uint8_t above, below;  // tones of rules along the edges
    mpt above_width, below_width;
    const mpt *uprights;  // x of vertical rules
    size_t upright_count;
    uint8_t upright_tone;
    mpt upright_top;  // where they begin, from the top of the part
};

enum split_policy {
    SPLIT_FREELY,  // wherever its columns can be divided
    SPLIT_KEEP,    // only when taller than a page, or when a last page would be left all but empty
    SPLIT_TALL,    // only when taller than a page
};

// The Figure that a slab's items and those below it belong to; it covers this much of the list.
struct slab_figure {
    int32_t element;  // of its part on the first page; paint.c makes one for each further part
    mpt x, width;
};

// A card of a plan. What an empty one is made of is left out with it.
struct slab_card {
    bool optional;
    size_t element, element_end, field, field_end;  // of the section's
};

struct slab {
    struct slab *next;
    mpt before, after;    // space to the slabs around it; none at the top of a page
    mpt height;           // the least height
    mpt baseline;         // of its text, from its top; 0: none
    bool keep_next;       // no page break behind it
    bool introduces;      // a kicker: what it introduces follows closely
    bool starts_heading;  // a heading's first line
    bool repeated;        // a copy at the top of a further page
    struct paper_item *items;
    size_t item_count, item_room;
    struct paper_link *links;
    size_t link_count, link_room;
    struct paper_widget *widgets;
    size_t widget_count, widget_room;
    bool grows;  // takes what height is left in its column of a row, and its widgets with it
    const struct paper_bookmark *bookmark;
    mpt fill_pitch;  // not 0: write-on lines this far apart fill the page from here
    mpt fill_x, fill_width;
    const struct form_field *fill_field;  // what these lines alone are; NULL: none
    int32_t fill_element;                 // its Form element
    mpt fill_size;                        // of what is typed into it
    struct column *columns;               // side by side
    size_t column_count;
    mpt pad_top, pad_bottom;  // space around the columns
    enum split_policy split;
    const struct decor *decor;
    const struct slab_figure *figure;  // NULL: none
    const struct slab_card *card;      // NULL: none
    struct slab *header;               // repeated where the slab goes on on another page
};

struct slab_list {  // {0}: empty
    struct slab *first, *last;
};

// An empty slab, appended.
struct slab *slab_new(struct arena *scratch, struct slab_list *list);
// A slab of count columns at x = 0, empty ones, appended; the caller fills columns[i].first.
struct slab *slab_columns(struct arena *scratch, struct slab_list *list, size_t count,
                          enum split_policy split);
// Appends the slabs from first to last, which are linked already.
void slab_append(struct slab_list *list, struct slab *first, struct slab *last);
// Whether the list is linked as it should be: last is the last slab from first on. Walks the list.
bool slab_list_is_consistent(const struct slab_list *list);

// The following append an item. It is good until the slab's next one.
struct paper_item *slab_item(struct arena *scratch, struct slab *s, enum paper_item_kind kind,
                             int32_t element);
void slab_rule(struct arena *scratch, struct slab *s, const struct paper_rule *rule);  // artifact
void slab_box(struct arena *scratch, struct slab *s, const struct paper_box *box);     // artifact
// The line below a place to write in, an artifact. write_on: nothing stands there yet.
void slab_write_line(struct arena *scratch, struct slab *s, mpt x, mpt width, mpt y, bool write_on);
// The marker's items, moved to the left by shift, come before those of the line, as they are read.
void slab_put_first(struct arena *scratch, struct slab *line, const struct slab *marker, mpt shift);

// A copy with its columns, all of it artifacts, without links, widgets and bookmarks: to be
// repeated.
struct slab *slab_copy_artifact(struct arena *scratch, const struct slab *s);

static inline struct slab *column_first(const struct column *c)
{
    return c->first != c->stop ? c->first : c->partial;
}

static inline struct slab *column_after(const struct column *c, const struct slab *s)
{
    if (s == c->partial) return NULL;
    return s->next != c->stop ? s->next : c->partial;
}

static inline bool column_is_empty(const struct column *c)
{
    return !column_first(c);
}

#endif
