// Writes a content stream item by item: with marked content around everything, text in as few
// operators as it takes, colours and widths only where they change. It assumes nothing of the
// graphics state in which it begins.
#ifndef PDF_CONTENT_H
#define PDF_CONTENT_H

#include "base/buf.h"
#include "model/paper.h"
#include "pdf/resources.h"

struct content {
    struct buf *out;
    const struct typefaces *type;
    struct picture_cache *pictures;
    struct resources *resources;
    mpt height;  // of the page
    bool margins;
    // Marked content
    uint32_t mcid;     // of the next piece that belongs to an element
    const char *open;  // the tag that is open, or the properties of an artifact; NULL: nothing
    int32_t open_element;
    // What is being built
    enum { CONTENT_NOTHING, CONTENT_TEXT, CONTENT_LINES } building;
    // Graphics state; -1: not known
    int fill, stroke, dashed;
    mpt line_width;
    // Text state
    int font;
    mpt size, rise;
    bool in_array, in_string;
    int32_t string_n;
    mpt line_x, line_y;  // where the last line began, in PDF's coordinates
    int64_t pen;         // in thousandths of a millipoint
};

// Begins a stream in out. The caller has set type, pictures, resources, margins and mcid.
void content_begin(struct content *c, struct buf *out, mpt height);
// type: of the item's element, "P"; NULL: the item is an artifact.
void content_item(struct content *c, const struct paper_item *item, const char *type);
void content_end(struct content *c);
bool content_is_top(const struct paper_item *item, mpt height);  // in the upper half of the page
// The item without marked content around it.
void content_draw(struct content *c, const struct paper_item *item);

// What content.c writes items with. text.c:
void text_run(struct content *c, const struct paper_run *run);
// The run's /ActualText; NULL: it needs none, for readers get its text from the glyphs.
const char *text_actual(const struct content *c, const struct paper_run *run);
void text_end(struct content *c);
// shapes.c:
void shapes_rule(struct content *c, const struct paper_rule *rule);
void shapes_box(struct content *c, const struct paper_box *box);
void shapes_picture(struct content *c, const struct paper_picture *picture);
void shapes_end_lines(struct content *c);
// content.c:
void content_flush(struct content *c);  // ends the text or path that is being built
void content_fill(struct content *c, int tone);
void content_stroke(struct content *c, int tone, mpt width, bool dashed);
void content_point(struct content *c, mpt x, mpt y);  // y down, as in papers

#endif
