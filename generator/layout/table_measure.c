// What the cells of a table's columns ask for: room for the widest fragment, and for the longest
// line. Text is walked as it stands in the document; no elements and no slabs are made.
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "layout/fragments.h"
#include "layout/table.h"

enum {
    DEEPEST = 40,       // nodes in nodes
    LONGEST = 200,      // bytes of a fragment
    MOST_STEPS = 8,     // of indent
    WIDEST = 60,        // per cent of a table of several columns: what a word may take
    EMPTY_INPUT = 800,  // per cent of an em: room for a date in what is to be filled in
};

struct walk {
    const struct context *context;
    const struct text_style *text_style;
    const char *language;
    bool divided;            // fragments end where a hyphen may stand
    int64_t fragment, line;  // their widths so far
    mpt indent;
    // a fragment wider than this is broken whatever the column's width, and then asks for so much
    int64_t widest, broken;
    struct column_content content;
};

static void end_fragment(struct walk *w)
{
    int64_t width = w->fragment + w->indent;
    if (width > w->widest) width = w->broken;
    if (width > w->content.min_width) w->content.min_width = width;
    w->fragment = 0;
}

static void end_line(struct walk *w)
{
    end_fragment(w);
    if (w->line + w->indent > w->content.max_width) w->content.max_width = w->line + w->indent;
    w->line = 0;
}

static mpt width_of(const struct walk *w, enum font_style style, const char *text, size_t n)
{
    return n ? em_to_mpt(
                   shaper_shape(w->context->ts->layout->shaper, style, w->language, text, n)->width,
                   w->text_style->size)
             : 0;
}

static bool begins_letter(char c)
{
    return ascii_is_letter(c) || (unsigned char)c >= 0xC3;
}

static bool is_letter_byte(char c)
{
    return begins_letter(c) || utf8_is_continuation(c);
}

// Adds a word to the fragment, which ends at each point where the word may take a hyphen.
static void add_parts(struct walk *w, enum font_style style, const char *word, size_t n)
{
    uint16_t points[HYPHENATOR_POINTS];
    size_t at = 0, count = hyphenator_find_points(w->context->ts->layout->hyphenator,
                                                  w->context->ts->layout->diags, w->language, word,
                                                  n, points);
    for (size_t i = 0; i < count; i++) {
        w->fragment += width_of(w, style, word + at, points[i] - at) + width_of(w, style, "-", 1);
        end_fragment(w);
        at = points[i];
    }
    w->fragment += width_of(w, style, word + at, n - at);
}

// Adds an address, which may be divided behind its signs only.
static void add_address(struct walk *w, enum font_style style, const char *text, size_t n)
{
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        if (!fragments_breaks_address(text[i]) && i + 1 < n) continue;
        w->fragment += width_of(w, style, text + from, i + 1 - from);
        end_fragment(w);
        from = i + 1;
    }
}

static void add_fragment(struct walk *w, enum font_style style, const char *text, size_t n)
{
    mpt width = width_of(w, style, text, n);
    w->line += width;
    if (!w->divided || style == FONT_MONO) {
        w->fragment += width;
        return;
    }
    if (fragments_is_address(text, n)) {
        add_address(w, style, text, n);
        return;
    }
    for (size_t at = 0, end; at < n; at = end) {
        bool word = is_letter_byte(text[at]);
        for (end = at; end < n && is_letter_byte(text[end]) == word;) end++;
        if (word) add_parts(w, style, text + at, end - at);
        else w->fragment += width_of(w, style, text + at, end - at);
    }
}

// Bytes up to where a line may end next, with the hyphen or slash before it.
static size_t fragment_length(const char *text)
{
    size_t n = 0;
    for (; text[n] && text[n] != '\n' && n < LONGEST; n++) {
        if (text[n] == ' ' && !fragments_is_number_gap(text, n)) break;
        if (n && (text[n] == '-' || text[n] == '/') && begins_letter(text[n + 1])) return n + 1;
    }
    while (n && utf8_is_continuation(text[n])) n--;
    return n;
}

static void walk_text(struct walk *w, enum font_style style, const char *text)
{
    while (*text) {
        size_t n = fragment_length(text);
        add_fragment(w, style, text, n);
        text += n;
        if (*text && !strchr(" \n", *text) && strchr("-/", text[-1])) end_fragment(w);
        if (*text != ' ' && *text != '\n') continue;
        end_fragment(w);
        w->line += w->text_style->size / 4;
        text++;
    }
}

static enum font_style style_in(enum font_style style, enum doc_kind kind)
{
    if (style == FONT_MONO || kind == DOC_CODE_SPAN || kind == DOC_CODE) return FONT_MONO;
    if (kind == DOC_STRONG) return style | FONT_BOLD;
    if (kind == DOC_EMPHASIS) return style | FONT_ITALIC;
    return style;
}

static void walk_node(struct walk *w, const struct doc_node *n, enum font_style style, int depth)
{
    const struct stylesheet *styles = w->context->ts->styles;
    mpt indent = w->indent;
    bool block = !doc_is_inline(n->kind);
    if (n->kind == DOC_IMAGE && n->image) return;
    if (block || n->kind == DOC_LINEBREAK) end_line(w);
    if (n->kind == DOC_LIST || n->kind == DOC_QUOTE) w->indent += styles->indent;
    if (n->kind == DOC_ENTRY && n->field && !n->first)
        w->line = w->text_style->size * EMPTY_INPUT / 100;
    if (n->kind == DOC_MARK) w->line = w->fragment = styles->mark_box * 3 / 2;
    if (n->kind == DOC_SOFTBREAK) walk_text(w, style, " ");
    style = style_in(style, n->kind);
    bool has_text = n->kind == DOC_TEXT || n->kind == DOC_CODE_SPAN || n->kind == DOC_CODE;
    if (has_text && n->text) walk_text(w, style, n->text);
    for (const struct doc_node *k = n->first; k && depth < DEEPEST; k = k->next)
        walk_node(w, k, style, depth + 1);
    if (block) end_line(w);
    w->indent = indent;
}

mpt table_measure_indent(const struct context *c, const struct doc_node *cell)
{
    return (cell->level < MOST_STEPS ? cell->level : MOST_STEPS) * style_of(c, STYLE_CELL)->size;
}

struct column_content *table_measure(const struct context *c, const struct doc_node *table,
                                     size_t columns, bool divided)
{
    struct column_content *all = ARENA_ARRAY(c->ts->scratch, struct column_content, columns);
    for (const struct doc_node *row = table->first; row; row = row->next) {
        size_t i = 0;
        if (row->across) continue;  // as wide as all columns are
        for (const struct doc_node *cell = row->first; cell && i < columns;
             cell = cell->next, i++) {
            struct walk w = {.context = c,
                             .text_style = style_of(c, row->header ? STYLE_CELL_HEAD : STYLE_CELL),
                             .language = cell->language ? cell->language : c->language,
                             .divided = divided,
                             .widest = columns > 1 ? (int64_t)c->width * WIDEST / 100 : c->width,
                             .broken = c->width / (mpt)columns / 2,
                             .indent = table->form ? 0 : table_measure_indent(c, cell)};
            walk_node(&w, cell, w.text_style->style, 0);
            if (w.content.min_width > all[i].min_width) all[i].min_width = w.content.min_width;
            if (w.content.max_width > all[i].max_width) all[i].max_width = w.content.max_width;
            if (!row->header && w.content.max_width > all[i].body_width)
                all[i].body_width = w.content.max_width;
        }
    }
    return all;
}
