// Margins: header and footer, with the organisation and the document above, the marking, the form's
// number and the page number below. They belong to the paper and not to a section, because only the
// paper knows its page numbers.
#include "layout/pen.h"

#include <assert.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"

enum { MOST_LINES = 3 };

struct margin {  // the header and footer of one page
    struct layout *layout;
    struct arena *arena;
    struct slab *slab;
    const struct stylesheet *styles;
    const char *language;
    mpt width, height;
    mpt left, right;  // where text begins and ends
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
    const struct text_style *text_style;
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
static struct wrapped_text wrap(const struct margin *m, const struct text_style *text_style,
                                const char *text, mpt width, size_t most)
{
    struct wrapped_text w = {.text_style = text_style};
    for (bool more = *text; more; w.count++) {
        bool fits = pen_width(m->layout, text_style, m->language, text) <= width;
        size_t n = fits || w.count + 1 == most ? 0 : line_length(m, text_style, text, width);
        more = n > 0;
        w.lines[w.count] = more ? arena_strndup(&m->layout->scratch, text, n)
                                : shorten(m, text_style, text, width);
        mpt line = pen_width(m->layout, text_style, m->language, w.lines[w.count]);
        if (line > w.width) w.width = line;
        text += n + more;
    }
    return w;
}

// The first line stands on the baseline, the others below it.
static void put(const struct margin *m, const struct wrapped_text *w, bool right, mpt baseline)
{
    for (size_t i = 0; i < w->count; i++) {
        mpt x = m->left, y = baseline + w->text_style->leading * (mpt)i;
        if (right) x = m->right - pen_width(m->layout, w->text_style, m->language, w->lines[i]);
        pen_text(m->layout, m->arena, m->slab, w->text_style, m->language, w->lines[i], x, y,
                 ELEMENT_ARTIFACT);
    }
}

// As large as the margin allows, its lower edge at bottom. Text begins to the right of it.
static void put_logo(struct margin *m, const struct image *logo, mpt bottom)
{
    mpt height = bottom - MM(6), most = (m->right - m->left) / 3;
    int64_t width = (int64_t)height * logo->width / logo->height;
    if (width > most) {
        width = most;
        height = (mpt)((int64_t)most * logo->height / logo->width);
    }
    slab_item(&m->layout->scratch, m->slab, ITEM_PICTURE, ELEMENT_ARTIFACT)->picture =
        (struct paper_picture){{m->left, bottom - height, (mpt)width, height}, logo};
    m->left += (mpt)width + PT(6);
}

static void put_rule(const struct margin *m, mpt y)
{
    slab_rule(&m->layout->scratch, m->slab,
              &(struct paper_rule){m->left, y, m->right, y, PT(0.5), TONE_RULE, false, false});
}

// Organisation and document, beside each other. The right one takes more than half of the width
// only where the left one leaves it. Two lines end at the baseline.
static void typeset_header(struct margin *m, const struct margin_text *words, bool first)
{
    const struct text_style *quiet = &m->styles->of[STYLE_HEADER];
    mpt baseline = m->styles->header, rule = baseline + PT(6), left = m->left;
    if (words->logo && first) put_logo(m, words->logo, rule - PT(5));
    const char *organisation = words->organisation ? words->organisation : "";
    const char *document = words->document ? words->document : "";
    mpt room = m->right - m->left - PT(18);
    mpt left_width = pen_width(m->layout, quiet, m->language, organisation);
    mpt right_width = pen_width(m->layout, quiet, m->language, document);
    if (left_width + right_width > room && right_width > room / 2)
        right_width = left_width < room / 2 ? room - left_width : room / 2;
    struct wrapped_text second = wrap(m, quiet, document, right_width, 2);
    struct wrapped_text begin = wrap(m, quiet, organisation, room - second.width, 2);
    put(m, &begin, false, baseline - (begin.count > 1 ? quiet->leading : 0));
    put(m, &second, true, baseline - (second.count > 1 ? quiet->leading : 0));
    m->left = left;
    put_rule(m, rule);
}

// A format's text, with numbers in the place of {page}, {pages} and {sheet}.
static const char *page_text(struct arena *scratch, const char *format, size_t page, size_t pages)
{
    char most[128];
    struct buf out = BUF_IN(most);
    while (*format) {
        if (!strncmp(format, "{page}", 6)) buf_int(&out, (int64_t)page), format += 6;
        else if (!strncmp(format, "{pages}", 7)) buf_int(&out, (int64_t)pages), format += 7;
        else if (!strncmp(format, "{sheet}", 7)) buf_int(&out, (int64_t)page), format += 7;
        else buf_c(&out, *format++);
    }
    const char *text = arena_strndup(scratch, out.p, out.n);
    buf_free(&out);
    return text;
}

struct page_place {  // which page of a paper the margins are of
    const struct paper_section *section;
    size_t in_section, number, count;  // from 0; from 1 in the paper; the paper's pages
    bool only_sheets;                  // the whole paper is one form on sheets of its own
};

static bool has_places_to_write(const struct paper_page *p)
{
    if (p->widget_count) return true;
    for (size_t i = 0; i < p->item_count; i++) {
        const struct paper_item *item = &p->items[i];
        if (item->kind == ITEM_RULE && item->rule.write_on) return true;
        if (item->kind == ITEM_BOX && item->box.stroke == TONE_INK) return true;  // to tick
    }
    return false;
}

// "HP-2 · Ark 1, forside"; NULL: the page is of no form.
static const char *form_text(struct arena *scratch, const struct margin_text *words,
                             const struct page_place *at)
{
    const char *sheet = at->section->sheet;
    if (!sheet) return words->form;
    if (!*sheet) return NULL;
    const char *side = at->in_section % 2 ? words->sheet_back : words->sheet_front;
    if (!side) return sheet;
    return arena_printf(scratch, "%s · %s", sheet,
                        page_text(scratch, side, at->in_section / 2 + 1, 0));
}

// To the right, the form's number and the page's; to the left, in what room that leaves, the
// marking, and below it what must not be written here.
static void typeset_footer(struct margin *m, const struct margin_text *words,
                           const struct page_place *at)
{
    const struct text_style *quiet = &m->styles->of[STYLE_HEADER];
    struct arena *scratch = &m->layout->scratch;
    mpt baseline = m->height - m->styles->footer;
    const char *form = form_text(scratch, words, at), *page = NULL;
    if (words->page_format && !(form && at->only_sheets))
        page = page_text(scratch, words->page_format, at->number, at->count);
    if (form) m->right -= m->styles->code + MM(4);
    put_rule(m, baseline - quiet->leading - PT(2));
    mpt whole = m->right - m->left, room = whole - PT(18), width = 0;
    const char *const texts[] = {form, page};
    size_t lines = 0;
    for (size_t i = 0; i < COUNT(texts); i++) {
        if (!texts[i]) continue;
        struct wrapped_text w = wrap(m, quiet, texts[i], room / 2, 1);
        put(m, &w, true, baseline + quiet->leading * (mpt)lines++);
        if (w.width > width) width = w.width;
    }
    bool writes = words->marking && has_places_to_write(&at->section->pages[at->in_section]);
    const char *note = writes ? words->no_health : NULL;
    struct wrapped_text marking = wrap(m, &m->styles->of[STYLE_MARKING],
                                       words->marking ? words->marking : "", room - width,
                                       note ? MOST_LINES - 1 : MOST_LINES);
    put(m, &marking, false, baseline);
    if (!note) return;
    bool beside = pen_width(m->layout, quiet, m->language, note) <= room - width;
    size_t line = beside || marking.count > lines ? marking.count : lines;
    struct wrapped_text below = wrap(m, quiet, note, beside ? room - width : whole, 1);
    put(m, &below, false, baseline + quiet->leading * (mpt)line);
}

static void fill_page(struct layout *l, struct arena *a, const struct paper *paper,
                      const struct margin_text *words, const struct page_place *at,
                      struct paper_page *out)
{
    const struct stylesheet *styles = stylesheet_get(words->large);
    struct slab_list unused = {0};
    struct margin m = {l,
                       a,
                       slab_new(&l->scratch, &unused),
                       styles,
                       paper->language,
                       at->section->page_width,
                       at->section->page_height,
                       styles->left,
                       at->section->page_width - styles->right};
    typeset_header(&m, words, at->number == 1);
    typeset_footer(&m, words, at);
    out->item_count = out->item_room = m.slab->item_count;
    out->items = ARENA_ARRAY(a, struct paper_item, m.slab->item_count);
    memcpy(out->items, m.slab->items, m.slab->item_count * sizeof *out->items);
}

static bool is_only_sheets(const struct paper *p)
{
    for (size_t i = 0; i < p->section_count; i++)
        if (!p->sections[i]->sheet) return false;
    return true;
}

void margins_typeset(struct layout *l, struct arena *a, struct paper *paper,
                     const struct margin_text *m)
{
    paper->page_count = paper_pages(paper);
    paper->margins = ARENA_ARRAY(a, struct paper_page, paper->page_count);
    size_t page = 0;
    struct page_place at = {.count = paper->page_count / (paper->copies ? paper->copies : 1),
                            .only_sheets = is_only_sheets(paper)};
    for (size_t i = 0; i < paper->section_count; i++) {
        at.section = paper->sections[i];
        for (at.in_section = 0; at.in_section < at.section->page_count; at.in_section++, page++) {
            at.number = page % at.count + 1;
            fill_page(l, a, paper, m, &at, &paper->margins[page]);
        }
    }
    assert(page == paper->page_count);
    arena_reset(&l->scratch);
}
