// How much of a pack a unit's own text takes: its focus areas stand there in full, each with room
// for an answer. Estimated from the text, as the pack's pages have it on A4 paper in normal print;
// tests/packs/text_length.py compares it with pages.
#include <string.h>

#include "base/utf8.h"
#include "model/doc.h"
#include "read/read.h"

enum {
    LINE = 15,        // points; and so are all that follow
    PAGE = 697,       // height of a page's text
    WIDTH = 467,      // of a line
    CHARACTERS = 96,  // of a line
    BETWEEN = 5,      // paragraphs
    ROW = 20,         // of a table: one line, with what is around it
    TITLE = 26,       // of a focus area
    THREAD = 19,      // below it: what it supports
    ANSWER = 82,      // the question, and lines to answer on
    PAGES_MOST = 2,
};

static int lines_of(const struct doc_node *n, struct arena *scratch, int characters)
{
    const char *text = doc_plain(scratch, n);
    int length = (int)utf8_length(text, strlen(text));
    return length ? (length + characters - 1) / characters : 1;
}

static int row_height(const struct doc_node *row, struct arena *scratch)
{
    int cells = 0, most = 1;
    for (const struct doc_node *cell = row->first; cell; cell = cell->next) cells++;
    for (const struct doc_node *cell = row->first; cell; cell = cell->next) {
        int lines = lines_of(cell, scratch, CHARACTERS * 5 / 4 / cells);
        if (lines > most) most = lines;
    }
    return ROW + (most - 1) * LINE;
}

static int picture_height(const struct image *image)
{
    if (!image || !image->width) return 2 * LINE;
    int64_t width = (int64_t)image->width * 3 / 4, height = (int64_t)image->height * 3 / 4;
    if (width > WIDTH) height = height * WIDTH / width;
    return (int)(height < PAGE / 2 ? height : PAGE / 2) + 2 * LINE;
}

static int height_of(const struct doc_node *n, struct arena *scratch)
{
    int height = 0;
    switch (n->kind) {
    case DOC_PARAGRAPH: height = lines_of(n, scratch, CHARACTERS) * LINE + BETWEEN; break;
    case DOC_HEADING: return TITLE;
    case DOC_ROW: return row_height(n, scratch);
    case DOC_IMAGE:
    case DOC_FIGURE: return picture_height(n->image);
    default: break;
    }
    for (const struct doc_node *k = n->first; k; k = k->next) height += height_of(k, scratch);
    return height;
}

static int height_in_pack(const struct priorities *p, struct arena *scratch)
{
    int height = p->intro ? height_of(p->intro, scratch) : 0;
    for (size_t i = 0; i < p->count; i++) {
        const struct priority *one = &p->list[i];
        height += TITLE + ANSWER + (one->supports_count ? THREAD : 0);
        if (one->body) height += height_of(one->body, scratch);
    }
    return height;
}

void text_length_report(struct diags *d, const struct cycle *c)
{
    struct arena scratch = {0};
    for (size_t i = 0; i < c->unit_count; i++)
        for (size_t k = 0; k < c->units[i]->priorities_count; k++) {
            const struct priorities *p = c->units[i]->priorities[k];
            if (p->has_errors) continue;
            int tenths = (height_in_pack(p, &scratch) * 10 + PAGE / 2) / PAGE;
            if (tenths <= PAGES_MOST * 10) continue;
            struct diag *g = diag_warning(
                d, (struct place){.source = p->source}, "priorities-too-long",
                "the text takes about %d.%d pages of every pack in the unit, and two is what there "
                "is room for",
                tenths / 10, tenths % 10);
            diag_hint(d, g,
                      "keep what people need before the conversation, and link to the rest; each "
                      "page more makes every pack longer");
        }
    arena_free(&scratch);
}
