// Text in a content stream: glyph ids as strings in TJ arrays, with the adjustments that kerning
// and placed marks need between them. A run on the same baseline continues the array of the one
// before it.
#include <stdlib.h>

#include "pdf/content.h"
#include "pdf/syntax.h"

// bytes, PDF/A's limit being 32767; thousandths of an em
enum { LONGEST_STRING = 30000, LONGEST_ADJUSTMENT = 20000 };

static void end_string(struct content *c)
{
    if (c->in_string) buf_c(c->out, ')');
    c->in_string = false;
}

static void end_array(struct content *c)
{
    end_string(c);
    if (c->in_array) BUF_LIT(c->out, "]TJ\n");
    c->in_array = false;
}

static void start_array(struct content *c)
{
    if (!c->in_array) buf_c(c->out, '[');
    c->in_array = true;
}

static void add_adjustment(struct content *c,
                           int64_t adjustment)  // thousandths of an em, to the right
{
    if (!adjustment) return;
    end_string(c);
    start_array(c);
    buf_int(c->out, -adjustment);
    c->pen += adjustment * c->size;
}

static void add_byte(struct content *c, unsigned byte)
{
    if (byte == '(' || byte == ')' || byte == '\\') buf_c(c->out, '\\');
    if (byte == '\r') BUF_LIT(c->out, "\\r");
    else buf_c(c->out, (char)byte);
}

static void add_glyph(struct content *c, uint16_t glyph)
{
    if (c->in_string && c->string_n >= LONGEST_STRING) end_string(c);
    if (!c->in_string) {
        start_array(c);
        buf_c(c->out, '(');
        c->in_string = true;
        c->string_n = 0;
    }
    add_byte(c, glyph >> 8);
    add_byte(c, glyph & 0xFF);
    c->string_n += 2;
}

// A glyph beyond the face's common subset is shown with the extra font.
static void set_font(struct content *c, const struct paper_run *run, uint16_t glyph)
{
    bool common = type_common_has(c->type, run->face, glyph);
    int font = 2 * run->face + !common;
    if (common) c->resources->faces[run->face].common = true;
    else resources_add_glyph(c->resources, run->face, glyph);
    if (font == c->font && run->size == c->size) return;
    end_array(c);
    buf_printf(c->out, "/%c%u ", common ? 'F' : 'X', run->face);
    buf_milli(c->out, run->size);
    BUF_LIT(c->out, " Tf\n");
    c->font = font;
    c->size = run->size;
}

static void set_rise(struct content *c, mpt rise)
{
    if (syntax_round(rise) == c->rise) return;
    end_array(c);
    c->rise = syntax_round(rise);
    syntax_points(c->out, rise);
    BUF_LIT(c->out, " Ts\n");
}

static void move_line(struct content *c, mpt x, mpt y)
{
    end_array(c);
    syntax_points(c->out, x - c->line_x);
    buf_c(c->out, ' ');
    syntax_points(c->out, y - c->line_y);
    BUF_LIT(c->out, " Td\n");
    c->line_x = x;
    c->line_y = y;
    c->pen = (int64_t)x * 1000;
}

static void start_text(struct content *c)
{
    if (c->building == CONTENT_TEXT) return;
    content_flush(c);
    BUF_LIT(c->out, "BT\n");
    c->building = CONTENT_TEXT;
    c->line_x = c->line_y = 0;
    c->pen = INT64_MIN;
    c->in_array = c->in_string = false;
}

// The adjustment from where the last run ended to where this one begins. A run on another baseline,
// or far away, begins a line and needs none.
static int64_t first_adjustment(struct content *c, const struct paper_run *run)
{
    mpt x = syntax_round(run->x), y = syntax_round(c->height - run->baseline);
    if (c->pen != INT64_MIN && y == c->line_y) {
        int64_t gap = (int64_t)run->x * 1000 - c->pen;
        int64_t adjustment = (gap + (gap < 0 ? -run->size / 2 : run->size / 2)) / run->size;
        if (llabs(adjustment) <= LONGEST_ADJUSTMENT) return adjustment;
    }
    move_line(c, x, y);
    return 0;
}

static void show(struct content *c, const struct paper_run *run, int64_t adjustment)
{
    for (uint32_t i = 0; i < run->glyph_count; i++) {
        const struct glyph *g = &run->glyphs[i];
        int width = type_glyph_width(c->type, run->face, g->id);
        set_font(c, run, g->id);
        set_rise(c, (mpt)((int64_t)g->dy * run->size / 1000));
        add_adjustment(c, adjustment + g->dx);
        add_glyph(c, g->id);
        c->pen += (int64_t)width * run->size;
        adjustment = g->advance - width - g->dx;
    }
    set_rise(c, 0);
}

const char *text_actual(const struct content *c, const struct paper_run *run)
{
    if (run->actual) return run->actual;
    return type_extracts_as(c->type, run->face, run->glyphs, run->glyph_count, run->text)
             ? NULL
             : run->text;
}

void text_run(struct content *c, const struct paper_run *run)
{
    if (!run->glyph_count || run->size <= 0) return;
    start_text(c);
    if (c->fill != run->tone) end_array(c);
    content_fill(c, run->tone);
    show(c, run, first_adjustment(c, run));
}

void text_end(struct content *c)
{
    end_array(c);
    BUF_LIT(c->out, "ET\n");
}
