// Margins: header and footer, with the organisation and the document above, the marking and the
// page number below. They belong to the paper and not to a section, because only the paper knows
// its page numbers.
#include "layout/pen.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

enum {
    MOST_LINES = 3,
    LEAST_SHARE = 70,  // per cent of the size: what text is made smaller to, before it is shortened
};

struct margin {  // the header and footer of one page
    struct layout *layout;
    struct arena *arena;
    struct slab *slab;
    const struct stylesheet *styles;
    const char *language;
    mpt width, height;
    mpt left;  // where text begins
};

// The text as it fits in width, shortened with an ellipsis at its end.
static const char *shorten(const struct margin *m, const struct text_style *text_style,
                           const char *text, mpt width)
{
    if (pen_width(m->layout, text_style, m->language, text) <= width) return text;
    struct arena *scratch = &m->layout->scratch;
    size_t low = 0, high = strlen(text);
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        while (middle > low && utf8_is_continuation(text[middle])) middle--;
        if (middle == low) break;
        const char *part = arena_printf(scratch, "%.*s…", (int)middle, text);
        if (pen_width(m->layout, text_style, m->language, part) <= width) low = middle;
        else high = middle;
    }
    size_t end = 0;
    for (size_t n; (n = utf8_grapheme(text + end)) && end + n <= low;) end += n;
    while (end && text[end - 1] == ' ') end--;
    return arena_printf(scratch, "%.*s…", (int)end, text);
}

struct wrapped_text {  // one text, on up to MOST_LINES lines
    const char *lines[MOST_LINES];
    size_t count;
    mpt width;  // of the longest
    struct text_style text_style;
    bool whole;  // nothing is left out
};

// Bytes of the text before the last space up to which it fits in width; 0: there is none.
static size_t line_length(const struct margin *m, const struct text_style *text_style,
                          const char *text, mpt width)
{
    size_t best = 0;
    for (const char *space = strchr(text, ' '); space; space = strchr(space + 1, ' ')) {
        const char *part = arena_strndup(&m->layout->scratch, text, (size_t)(space - text));
        if (pen_width(m->layout, text_style, m->language, part) > width) break;
        best = (size_t)(space - text);
    }
    return best;
}

// The text on as many lines as it needs, but no more than most: then the last one is shortened.
static struct wrapped_text break_lines(const struct margin *m, const struct text_style *text_style,
                                       const char *text, mpt width, size_t most)
{
    struct wrapped_text w = {.text_style = *text_style};
    for (bool more = true; more; w.count++) {
        bool fits = pen_width(m->layout, text_style, m->language, text) <= width;
        size_t n = fits || w.count + 1 == most ? 0 : line_length(m, text_style, text, width);
        more = n > 0;
        w.lines[w.count] = more ? arena_strndup(&m->layout->scratch, text, n)
                                : shorten(m, text_style, text, width);
        mpt line = pen_width(m->layout, text_style, m->language, w.lines[w.count]);
        if (line > w.width) w.width = line;
        w.whole = fits;
        text += n + more;
    }
    return w;
}

// The same, but the text is set smaller before it is shortened.
static struct wrapped_text wrap(const struct margin *m, const struct text_style *text_style,
                                const char *text, mpt width, size_t most)
{
    struct wrapped_text w = break_lines(m, text_style, text, width, most);
    for (int share = 90; !w.whole && share >= LEAST_SHARE; share -= 10) {
        struct text_style smaller = *text_style;
        smaller.size = text_style->size * share / 100;
        smaller.leading = text_style->leading * share / 100;
        w = break_lines(m, &smaller, text, width, most);
    }
    return w;
}

// A single line stands on the baseline; of two or three lines, the second one.
static void put(const struct margin *m, const struct wrapped_text *w, bool right, mpt baseline)
{
    const struct text_style *text_style = &w->text_style;
    for (size_t i = 0; i < w->count; i++) {
        mpt x = m->left, y = baseline + text_style->leading * ((mpt)i - (w->count > 1 ? 1 : 0));
        if (right)
            x = m->width - m->styles->right -
                pen_width(m->layout, text_style, m->language, w->lines[i]);
        pen_text(m->layout, m->arena, m->slab, text_style, m->language, w->lines[i], x, y,
                 ELEMENT_ARTIFACT);
    }
}

// Two texts beside each other. The right one takes more than half of the width only where the left
// one leaves it. most: lines of the left one.
static void put_pair(const struct margin *m, const struct text_style *left_style, const char *left,
                     const struct text_style *text_style, const char *right, mpt baseline,
                     size_t most)
{
    mpt room = m->width - m->left - m->styles->right - PT(18);
    mpt left_width = pen_width(m->layout, left_style, m->language, left);
    mpt right_width = pen_width(m->layout, text_style, m->language, right);
    if (left_width + right_width > room && right_width > room / 2)
        right_width = left_width < room / 2 ? room - left_width : room / 2;
    struct wrapped_text second = wrap(m, text_style, right, right_width, 2);
    struct wrapped_text first = wrap(m, left_style, left, room - second.width, most);
    put(m, &first, false, baseline);
    put(m, &second, true, baseline);
}

// As large as the margin allows, its lower edge at bottom. Text begins to the right of it.
static void put_logo(struct margin *m, const struct image *logo, mpt bottom)
{
    mpt height = bottom - MM(6), most = (m->width - m->styles->left - m->styles->right) / 3;
    int64_t width = (int64_t)height * logo->width / logo->height;
    if (width > most) {
        width = most;
        height = (mpt)((int64_t)most * logo->height / logo->width);
    }
    slab_item(&m->layout->scratch, m->slab, ITEM_PICTURE, ELEMENT_ARTIFACT)->picture =
        (struct paper_picture){{m->styles->left, bottom - height, (mpt)width, height}, logo};
    m->left += (mpt)width + PT(6);
}

static const char *page_text(struct arena *scratch, const char *format, size_t page, size_t pages)
{
    struct buf out = {0};
    while (*format) {
        if (!strncmp(format, "{page}", 6)) buf_int(&out, (int64_t)page), format += 6;
        else if (!strncmp(format, "{pages}", 7)) buf_int(&out, (int64_t)pages), format += 7;
        else buf_c(&out, *format++);
    }
    const char *text = arena_strndup(scratch, out.p, out.n);
    buf_free(&out);
    return text;
}

static void typeset_margin(struct margin *m, const struct margin_text *words, size_t page,
                           size_t pages)
{
    const struct stylesheet *styles = m->styles;
    const struct text_style *quiet = &styles->of[STYLE_HEADER];
    mpt rule = styles->header + PT(6);
    if (words->logo && page == 1) put_logo(m, words->logo, rule - PT(5));
    put_pair(m, quiet, words->organisation ? words->organisation : "", quiet,
             words->document ? words->document : "", styles->header, 2);
    m->left = styles->left;
    slab_rule(&m->layout->scratch, m->slab,
              &(struct paper_rule){styles->left, rule, m->width - styles->right, rule, PT(0.5),
                                   TONE_RULE, false, false});
    const char *number = page_text(&m->layout->scratch,
                                   words->page_format ? words->page_format : "", page, pages);
    const char *marking = words->marking ? words->marking : "";
    put_pair(m, &styles->of[STYLE_MARKING], marking, quiet, number, m->height - styles->footer,
             MOST_LINES);
}

static void fill_page(struct layout *l, struct arena *a, const struct paper *paper,
                      const struct paper_section *section, const struct margin_text *words,
                      size_t page)
{
    struct slab_list unused = {0};
    struct margin m = {l,
                       a,
                       slab_new(&l->scratch, &unused),
                       stylesheet_get(words->large),
                       paper->language,
                       section->page_width,
                       section->page_height,
                       stylesheet_get(words->large)->left};
    size_t pages = paper->page_count / (paper->copies ? paper->copies : 1);
    typeset_margin(&m, words, page % pages + 1, pages);
    struct paper_page *out = &paper->margins[page];
    out->item_count = out->item_room = m.slab->item_count;
    out->items = ARENA_ARRAY(a, struct paper_item, m.slab->item_count);
    memcpy(out->items, m.slab->items, m.slab->item_count * sizeof *out->items);
}

void margins_typeset(struct layout *l, struct arena *a, struct paper *paper,
                     const struct margin_text *m)
{
    paper->page_count = paper_pages(paper);
    paper->margins = ARENA_ARRAY(a, struct paper_page, paper->page_count);
    size_t page = 0;
    for (size_t i = 0; i < paper->section_count; i++)
        for (size_t k = 0; k < paper->sections[i]->page_count; k++)
            fill_page(l, a, paper, paper->sections[i], m, page++);
    assert(page == paper->page_count);
    arena_reset(&l->scratch);
}
