// Items as a content stream: the graphics state, marked content, and which writer an item needs.
#include "pdf/content.h"

#include "pdf/colours.h"
#include "pdf/syntax.h"

#define ARTIFACT_LAYOUT "/Type/Layout"
#define ARTIFACT_HEADER "/Type/Pagination/Subtype/Header/Attached[/Top]"
#define ARTIFACT_FOOTER "/Type/Pagination/Subtype/Footer/Attached[/Bottom]"

void content_begin(struct content *c, struct buf *out, mpt height)
{
    c->out = out;
    c->height = height;
    c->fill = c->stroke = c->dashed = c->font = -1;
    c->line_width = c->size = -1;
}

void content_flush(struct content *c)
{
    if (c->building == CONTENT_TEXT) text_end(c);
    if (c->building == CONTENT_LINES) shapes_end_lines(c);
    c->building = CONTENT_NOTHING;
}

void content_point(struct content *c, mpt x, mpt y)
{
    syntax_points(c->out, x);
    buf_c(c->out, ' ');
    syntax_points(c->out, c->height - y);
    buf_c(c->out, ' ');
}

void content_fill(struct content *c, int tone)
{
    if (c->fill == tone || tone == TONE_NONE) return;
    c->fill = tone;
    buf_str(c->out, colours[tone]);
    BUF_LIT(c->out, " rg\n");
}

void content_stroke(struct content *c, int tone, mpt width, bool dashed)
{
    if (c->stroke != tone) {
        c->stroke = tone;
        buf_str(c->out, colours[tone]);
        BUF_LIT(c->out, " RG ");
    }
    if (c->line_width != width) {
        c->line_width = width;
        syntax_points(c->out, width);
        BUF_LIT(c->out, " w ");
    }
    if (c->dashed != dashed) {
        c->dashed = dashed;
        buf_str(c->out, dashed ? "[3 3]0 d\n" : "[]0 d\n");
    }
}

static void close_mark(struct content *c)
{
    if (!c->open) return;
    content_flush(c);
    BUF_LIT(c->out, "EMC\n");
    c->open = NULL;
}

static void open_mark(struct content *c, const char *mark, int32_t element)
{
    if (c->open && c->open_element == element && c->open == mark) return;
    close_mark(c);
    c->open = mark;
    c->open_element = element;
    if (element == ELEMENT_ARTIFACT) {
        buf_printf(c->out, "/Artifact<<%s>>BDC\n", mark);
        return;
    }
    buf_printf(c->out, "/%s<</MCID %u>>BDC\n", mark, c->mcid++);
}

// A marked-content sequence for the run alone. Sequences are not nested: poppler takes the end of
// the inner one for the end of both.
static void open_actual_text(struct content *c, int32_t element, const char *actual)
{
    close_mark(c);
    c->open = "Span";
    c->open_element = element;
    buf_printf(c->out, "/Span<</MCID %u/ActualText", c->mcid++);
    syntax_text(c->out, actual);
    BUF_LIT(c->out, ">>BDC\n");
}

static mpt item_top(const struct paper_item *item)
{
    switch (item->kind) {
    case ITEM_RUN: return item->run.baseline;
    case ITEM_RULE: return item->rule.y1;
    case ITEM_BOX: return item->box.rect.y;
    case ITEM_PICTURE: return item->picture.rect.y;
    }
    return 0;
}

bool content_is_top(const struct paper_item *item, mpt height)
{
    return item_top(item) < height / 2;
}

static const char *artifact(const struct content *c, const struct paper_item *item)
{
    if (!c->margins) return ARTIFACT_LAYOUT;
    return content_is_top(item, c->height) ? ARTIFACT_HEADER : ARTIFACT_FOOTER;
}

void content_draw(struct content *c, const struct paper_item *item)
{
    switch (item->kind) {
    case ITEM_RUN: text_run(c, &item->run); break;
    case ITEM_RULE: shapes_rule(c, &item->rule); break;
    case ITEM_BOX: shapes_box(c, &item->box); break;
    case ITEM_PICTURE: shapes_picture(c, &item->picture); break;
    }
}

void content_item(struct content *c, const struct paper_item *item, const char *type)
{
    const char *actual = type && item->kind == ITEM_RUN ? text_actual(c, &item->run) : NULL;
    if (actual) open_actual_text(c, item->element, actual);
    else open_mark(c, type ? type : artifact(c, item), type ? item->element : ELEMENT_ARTIFACT);
    content_draw(c, item);
    if (actual) close_mark(c);
}

void content_end(struct content *c)
{
    close_mark(c);
}
