// Writes a print batch as booklets: for each recipient two pages side by side on each side of a
// sheet, in the order in which they lie when the sheets are folded together. Pages are drawn at
// half their size; there are no tags.
#include <string.h>

#include "pdf/joined.h"
#include "pdf/syntax.h"

struct leaf {              // a page, as the numbers of the form XObjects that draw it
    uint32_t body, parts;  // the first one, and how many stand in a row
    uint32_t margins;      // 0: none
};

struct booklet {
    struct writer *w;
    const struct joined *joined;
    struct leaf *leaves;  // by page of the joined paper
    struct outline outline;
    mpt width, height;  // of a page
};

static uint32_t make_form(struct writer *w, const struct stream *s, mpt width, mpt height)
{
    struct buf entries = {0};
    uint32_t number = document_reserve(&w->doc, 1);
    BUF_LIT(&entries, "/Type/XObject/Subtype/Form/BBox[0 0 ");
    syntax_points(&entries, width);
    buf_c(&entries, ' ');
    syntax_points(&entries, height);
    buf_printf(&entries, "]/Resources %u 0 R", w->constants.resources);
    document_content(&w->doc, number, buf_cstr(&entries), s);
    buf_free(&entries);
    return number;
}

static uint32_t make_margins(struct writer *w, const struct paper_page *from, mpt width, mpt height)
{
    struct drawing_input d = {
        .items = from->items, .count = from->item_count, .context = IN_MARGINS, .height = height};
    if (!d.count) return 0;
    const struct drawn_items *drawn = drawing_cache_bypass(&w->pdf->renderer, &d, w->doc.arena);
    resources_merge(&w->resources, &drawn->resources);
    return make_form(w, &drawn->stream, width, height);
}

static void make_leaf(struct booklet *b, size_t i, size_t page)
{
    struct writer *w = b->w;
    const struct placed_section *p = &w->placed[i];
    const struct paper_section *section = p->rendered->section;
    const struct rendered_page *body = &p->rendered->pages[page];
    size_t first = b->joined->originals[i], whole = p->first_page + page;
    struct leaf *leaf = &b->leaves[whole];
    mpt width = section->page_width, height = section->page_height;
    if (joined_is_blank(w, p)) return;
    if (first < i) {
        *leaf = b->leaves[w->placed[first].first_page + page];
    } else {
        leaf->parts = (uint32_t)body->part_count;
        for (uint32_t k = 0; k < leaf->parts; k++) {
            uint32_t form = make_form(w, body->parts[k], width, height);
            if (!k) leaf->body = form;
        }
    }
    leaf->margins = make_margins(w, &w->paper->margins[whole], width, height);
}

static void make_leaves(struct booklet *b)
{
    struct writer *w = b->w;
    b->leaves = ARENA_ARRAY(w->doc.arena, struct leaf, w->page_count);
    for (size_t i = 0; i < w->paper->section_count; i++)
        for (size_t page = 0; page < w->paper->sections[i]->page_count; page++)
            make_leaf(b, i, page);
}

static void scale(struct buf *out, double value)  // five decimals, and a point in every locale
{
    int64_t n = (int64_t)(value * 100000 + 0.5);
    buf_printf(out, "%lld.%05lld", (long long)(n / 100000), (long long)(n % 100000));
}

static void draw(const struct booklet *b, const struct leaf *leaf, bool right, struct buf *content,
                 struct buf *forms)
{
    if (!leaf || !leaf->body) return;
    mpt half = b->height / 2;
    double across = (double)half / b->width, down = (double)b->width / b->height,
           by = across < down ? across : down;
    mpt x = (half - (mpt)(b->width * by)) / 2 + (right ? half : 0),
        y = (b->width - (mpt)(b->height * by)) / 2;
    BUF_LIT(content, "q ");
    scale(content, by);
    BUF_LIT(content, " 0 0 ");
    scale(content, by);
    buf_c(content, ' ');
    syntax_points(content, x);
    buf_c(content, ' ');
    syntax_points(content, y);
    BUF_LIT(content, " cm");
    for (uint32_t i = 0; i < leaf->parts; i++) {
        buf_printf(content, " /B%d.%u Do", right, i);
        buf_printf(forms, "/B%d.%u %u 0 R", right, i, leaf->body + i);
    }
    if (leaf->margins) {
        buf_printf(content, " /M%d Do", right);
        buf_printf(forms, "/M%d %u 0 R", right, leaf->margins);
    }
    BUF_LIT(content, " Q\n");
}

static HPDF_Page make_side(struct booklet *b, const struct leaf *left, const struct leaf *right)
{
    struct writer *w = b->w;
    struct document *d = &w->doc;
    struct buf content = {0}, forms = {0};
    HPDF_Page page = HPDF_Page_New(d->haru->mmgr, d->haru->xref);
    if (!page || HPDF_Pages_AddKids(d->haru->root_pages, page) != HPDF_OK) return NULL;
    draw(b, left, false, &content, &forms);
    draw(b, right, true, &content, &forms);
    struct stream *drawn = ARENA_NEW(d->arena, struct stream);
    *drawn = stream_new(w->pdf->z, content.p, content.n, true, d->arena);
    document_page_content(d, page, drawn);
    uint32_t resources = document_reserve(d, 1);
    const char *text = arena_printf(d->arena, "<</XObject<<%s>>>>", buf_cstr(&forms));
    document_set(d, resources, text, strlen(text));
    HPDF_Page_SetWidth(page, (HPDF_REAL)b->height / 1000);
    HPDF_Page_SetHeight(page, (HPDF_REAL)b->width / 1000);
    HPDF_Dict_Add(page, "Resources", document_haru(d, resources));
    buf_free(&content);
    buf_free(&forms);
    return page;
}

// The booklet of the pages from first up to end: the outermost sheet has its last page and its
// first on the front.
static bool make_booklet(struct booklet *b, const char *title, size_t first, size_t end)
{
    size_t n = (end - first + 3) / 4 * 4;
    for (size_t side = 0; side < n / 2; side++) {
        size_t low = side, high = n - 1 - side;
        const struct leaf *outer = first + high < end ? &b->leaves[first + high] : NULL;
        const struct leaf *inner = first + low < end ? &b->leaves[first + low] : NULL;
        HPDF_Page page = side % 2 ? make_side(b, inner, outer) : make_side(b, outer, inner);
        if (!page) return false;
        if (!side) outline_add(&b->outline, &b->w->doc, page, b->width, title, 1, false);
    }
    return true;
}

static bool make_booklets(struct booklet *b)
{
    const struct joined *j = b->joined;
    for (size_t i = 0; i < j->start_count;) {
        size_t part = j->starts[i].part, first = j->starts[i].page;
        while (i < j->start_count && j->starts[i].part == part) i++;
        size_t end = i < j->start_count ? j->starts[i].page : j->paper.page_count;
        if (!make_booklet(b, j->batch->parts[part].title, first, end)) return false;
    }
    return true;
}

bool booklet_make_pdf(struct pdf *p, const struct paper_batch *batch, struct buf *out)
{
    struct arena a = {0};
    struct joined *j = joined_new(&a, batch);
    struct writer w;
    j->paper.printer = true;
    writer_begin(&w, p, &j->paper);
    w.joined = j;
    struct booklet b = {.w = &w, .joined = j};
    if (j->paper.section_count) {
        b.width = j->paper.sections[0]->page_width;
        b.height = j->paper.sections[0]->page_height;
    }
    placement_render(&w);
    make_leaves(&b);
    bool written = writer_resources(&w) && make_booklets(&b);
    if (written) {
        outline_write(&b.outline, &w.doc);
        writer_catalog(&w);
        joined_set_duplex(&w, "DuplexFlipShortEdge");
        written = writer_save(&w, out);
    }
    arena_free(&a);
    return written || writer_report(&w);
}
