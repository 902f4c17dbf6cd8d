// Writes a paper as a PDF, in the order of writer_run(). Object numbers are given in three steps:
// first to what every document has, then to the shared sections, then to the rest. So what is
// shared has the same numbers, and the same bytes, in all papers with the same shared sections.
#include <assert.h>

#include "pdf/form.h"
#include "pdf/joined.h"
#include "pdf/metadata.h"
#include "pdf/outline.h"
#include "pdf/save.h"
#include "pdf/syntax.h"
#include "pdf/field_font.h"
#include "pdf/writer.h"

static size_t object_count(const struct paper *paper)
{
    // about: what every document has, fonts and bookmarks; a page with its streams and parents
    enum { AROUND = 512, A_PAGE = 6 };
    size_t count = AROUND;
    for (size_t i = 0; i < paper->section_count; i++)
        count += paper->sections[i]->element_count + A_PAGE * paper->sections[i]->page_count;
    return count;
}

void writer_begin(struct writer *w, struct pdf *p, const struct paper *paper)
{
    assert(!paper->copies || paper->section_count % paper->copies == 0);
    assert(paper->page_count <= paper_pages(paper));
    pdf_trim(p);
    *w = (struct writer){.pdf = p, .paper = paper};
    document_begin(&w->doc, &p->document, object_count(paper));
    struct arena *a = w->doc.arena;
    w->placed = ARENA_ARRAY(a, struct placed_section, paper->section_count);
    w->by_number = ARENA_ARRAY(a, const struct placed_section *, paper->section_count);
    resources_init(&w->resources, p->type, a);
    w->fonts = faces_reserve(&p->faces, &w->doc);
    w->field_font = field_font_reserve(&w->doc);
    w->root = document_reserve(&w->doc, 9);
    w->element = w->root + 1;
    w->parents = w->root + 2;
    w->metadata = w->root + 3;
    w->profile = w->root + 4;
    w->intent = w->root + 5;
    w->constants = (struct constants){
        .resources = w->root + 6, .form = w->root + 7, .empty_appearance = w->root + 8};
}

static void write_outline(struct writer *w)
{
    struct outline outline = {0};
    for (size_t i = 0; i < w->paper->section_count; i++) {
        if (w->joined) joined_add_bookmark(w->joined, &outline, w, i);
        outline_section(&outline, &w->doc, &w->placed[i]);
    }
    outline_write(&outline, &w->doc);
}

static void write_pictures(struct writer *w, struct buf *out)
{
    if (!w->resources.picture_count) return;
    BUF_LIT(out, "/XObject<<");
    for (size_t i = 0; i < w->resources.picture_count; i++) {
        const struct picture *picture = w->resources.pictures[i];
        uint32_t number = document_reserve(&w->doc, 1);
        document_stream(&w->doc, number, picture->entries, picture->bytes, picture->n,
                        &picture->digest);
        buf_printf(out, "/%s %u 0 R", picture->name, number);
    }
    BUF_LIT(out, ">>");
}

// All pages have one resource dictionary.
bool writer_resources(struct writer *w)
{
    struct buf out = {0};
    uint16_t invalid;
    BUF_LIT(&out, "<</Font<<");
    bool written = faces_write(&w->pdf->faces, &w->doc, w->fonts, &w->resources, &out, &invalid);
    if (written) {
        BUF_LIT(&out, ">>");
        write_pictures(w, &out);
        BUF_LIT(&out, ">>");
        document_set(&w->doc, w->constants.resources, arena_strndup(w->doc.arena, out.p, out.n),
                     out.n);
        document_mark_unique(&w->doc, w->constants.resources);
    } else {
        diag_system(w->pdf->diags, (struct place){0}, "font-broken",
                    "the font %s cannot be subset: it is broken",
                    type_face_info(w->pdf->type, invalid).postscript_name);
    }
    buf_free(&out);
    return written;
}

static void write_intent(struct writer *w)
{
    struct document *d = &w->doc;
    const struct buf *profile = &w->pdf->profile;
    document_stream(d, w->profile, "/N 3/Filter/FlateDecode", (const unsigned char *)profile->p,
                    profile->n, &w->pdf->profile_digest);
    const char *text = arena_printf(
        d->arena,
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
        "/Info(sRGB IEC61966-2.1)/DestOutputProfile %u 0 R>>",
        w->profile);
    document_set(d, w->intent, text, strlen(text));
    HPDF_Array intents = HPDF_Array_New(d->haru->mmgr);
    HPDF_Array_Add(intents, document_haru(d, w->intent));
    HPDF_Dict_Add(d->haru->catalog, "OutputIntents", intents);
}

static void add_flag(struct document *d, const char *dictionary, const char *flag)
{
    HPDF_Dict flags = HPDF_Dict_New(d->haru->mmgr);
    HPDF_Dict_AddBoolean(flags, flag, HPDF_TRUE);
    HPDF_Dict_Add(d->haru->catalog, dictionary, flags);
}

void writer_catalog(struct writer *w)
{
    struct document *d = &w->doc;
    const char *language = w->paper->language ? w->paper->language : "nb";
    HPDF_Dict_Add(d->haru->catalog, "Lang", HPDF_String_New(d->haru->mmgr, language, NULL));
    HPDF_Dict_Add(d->haru->catalog, "Metadata", document_haru(d, w->metadata));
    if (!w->paper->printer) {
        HPDF_Dict_Add(d->haru->catalog, "StructTreeRoot", document_haru(d, w->root));
        add_flag(d, "MarkInfo", "Marked");
    }
    add_flag(d, "ViewerPreferences", "DisplayDocTitle");
    metadata_info(d, w->paper);
    document_mark_unique(d, document_number(d->haru->info));
    if (w->varies) document_mark_unique(d, document_number(d->haru->root_pages));
    metadata_xmp(d, w->paper, w->metadata);
    write_intent(w);
}

bool writer_save(struct writer *w, struct buf *out)
{
    struct md5_ctx id;
    md5_init(&id);
    digest_text(&id, w->paper->identity);
    return save_document(&w->doc, &w->pdf->deflate_cache, &id, out);
}

bool writer_report(struct writer *w)
{
    unsigned code;
    if (document_failed(&w->doc, &code))
        diag_system(w->pdf->diags, (struct place){0}, "pdf-failed",
                    "the PDF of %s cannot be made: libharu says 0x%04X",
                    w->paper->identity ? w->paper->identity : w->paper->title, code);
    return false;
}

bool writer_run(struct pdf *p, const struct paper *paper, const struct joined *joined,
                struct buf *out)
{
    struct writer w;
    writer_begin(&w, p, paper);
    w.joined = joined;
    placement_render(&w);
    if (!placement_number_sections(&w) || !tree_write(&w)) return writer_report(&w);
    if (form_exists(&w)) field_font_use(&w.resources, p->type);
    if (!writer_resources(&w)) return writer_report(&w);
    pages_write(&w);
    form_write(&w);
    write_outline(&w);
    writer_catalog(&w);
    if (joined) joined_page_labels(joined, &w), joined_set_duplex(&w, "DuplexFlipLongEdge");
    return writer_save(&w, out) || writer_report(&w);
}

bool writer_make_pdf(struct pdf *p, const struct paper *paper, struct buf *out)
{
    return writer_run(p, paper, NULL, out);
}
