// Reading PDF and FDF through qpdf. An FDF file is a PDF without pages and cross-reference table,
// which qpdf makes anew. The topmost field says which form a PDF is, and so do the metadata, which
// stay when a viewer prints the form to a file or gives the fields other names.
#include "read/forms/pdf.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/translate.h"
#include "read/forms/fields.h"
#include "read/forms/object.h"
#include "read/forms/xmp.h"

enum {
    WORK = 1000000,        // looks at objects for the fields
    WORK_PAGES = 300000,   // and for what pages hold
    PAGES_SEEN = 50,       // to tell a scan
    PAGES_SCRIPTS = 1000,  // to find scripts
    PAGE_ANNOTATIONS = 1000,
    RESOURCES_SEEN = 50,
};

// ---- Opening

// What is wrong with a damaged file, in words for those who sent it, with qpdf's own behind them.
static const char *damage(struct pdf_reader *p, const char *detail)
{
    static const char *const of_table[] = {"trailer", "/Root", "xref", "startxref"};
    bool is_table = false;
    for (size_t i = 0; i < COUNT(of_table); i++) is_table |= strstr(detail, of_table[i]) != NULL;
    return arena_printf(p->g->a,
                        is_table ? _("its end, where it is listed what is in it, is missing or "
                                     "damaged: ask for it once more (%s)")
                                 : _("something in it is damaged: ask for it once more (%s)"),
                        detail);
}

static void stop_with_error(struct pdf_reader *p)
{
    qpdf_error error = qpdf_get_error(p->q);
    enum qpdf_error_code_e code = error ? qpdf_get_error_code(p->q, error) : qpdf_e_damaged_pdf;
    if (code == qpdf_e_password || code == qpdf_e_unsupported) {
        form_reader_stop(p->g, RETURNED_ENCRYPTED, NULL);
        return;
    }
    const char *why = error ? qpdf_get_error_message_detail(p->q, error) : "";
    why = form_reader_line(p->g, why, strlen(why), 200);
    if (strstr(why, "bad_alloc")) mem_exhausted();  // guard.c says what that means
    form_reader_stop(p->g, RETURNED_DAMAGED, *why ? damage(p, why) : NULL);
}

// qpdf goes on after an error, but leaves objects out.
static void stop_if_error(struct pdf_reader *p)
{
    if (!p->g->stopped && qpdf_has_error(p->q)) stop_with_error(p);
}

static bool open_bytes(struct pdf_reader *p, const char *bytes, size_t n)
{
    p->q = qpdf_init();
    qpdf_silence_errors(p->q);
    qpdf_set_suppress_warnings(p->q, QPDF_TRUE);
    QPDF_ERROR_CODE result = qpdf_read_memory(p->q, "form", bytes, n, NULL);
    p->none = qpdf_oh_new_null(p->q);
    if (result & QPDF_ERRORS) stop_with_error(p);
    return !p->g->stopped;
}

// ---- Pages

// Reads the fields of a page's widgets that have not been read.
static void read_widgets(struct pdf_reader *p, qpdf_oh page)
{
    qpdf_oh annotations = object_get(p, page, "/Annots");
    int count = object_array_length(p, annotations);
    for (int i = 0; i < count && i < PAGE_ANNOTATIONS && !p->g->stopped; i++) {
        qpdf_oh annotation = object_array_item(p, annotations, i);
        if (object_is_name(p, object_get(p, annotation, "/Subtype"), "/Widget"))
            fields_read_widget(p, annotation);
    }
}

// Reads the fields that only pages show, since tools that join files may lose their list, or keep
// that of the first file only; whether there are any.
static bool read_lost_fields(struct pdf_reader *p, int pages)
{
    size_t before = p->g->fields;
    for (int i = 0; i < pages && i < PAGES_SCRIPTS && !p->g->stopped; i++)
        read_widgets(p, qpdf_get_page_n(p->q, (size_t)i));
    return p->g->fields > before;
}

// Whether it is what people write or draw on a page with a viewer's other tools, instead of in a
// field.
static bool is_note(struct pdf_reader *p, qpdf_oh annotation)
{
    static const char *const kinds[] = {"/FreeText", "/Text",      "/Ink",           "/Stamp",
                                        "/Line",     "/Square",    "/Circle",        "/Polygon",
                                        "/PolyLine", "/Highlight", "/Squiggly",      "/Underline",
                                        "/Caret",    "/StrikeOut", "/FileAttachment"};
    qpdf_oh kind = object_get(p, annotation, "/Subtype");
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (object_is_name(p, kind, kinds[i])) return true;
    return false;
}

static void count_notes(struct pdf_reader *p, int pages)
{
    for (int i = 0; i < pages && i < PAGES_SCRIPTS; i++) {
        qpdf_oh annotations = object_get(p, qpdf_get_page_n(p->q, (size_t)i), "/Annots");
        int count = object_array_length(p, annotations);
        for (int k = 0; k < count && k < PAGE_ANNOTATIONS; k++)
            p->g->r->notes += is_note(p, object_array_item(p, annotations, k));
    }
}

static bool page_has_script(struct pdf_reader *p, qpdf_oh page)
{
    if (object_has_script(p, page)) return true;
    qpdf_oh annotations = object_get(p, page, "/Annots");
    int count = object_array_length(p, annotations);
    for (int i = 0; i < count && i < PAGE_ANNOTATIONS; i++)
        if (object_has_script(p, object_array_item(p, annotations, i))) return true;
    return false;
}

struct page_resources {
    bool has_fonts, has_images;
};

static void scan_resources(struct pdf_reader *p, qpdf_oh resources, struct page_resources *c,
                           unsigned depth);

// An image, or a drawing that may hold one.
static void scan_object(struct pdf_reader *p, qpdf_oh object, struct page_resources *c,
                        unsigned depth)
{
    enum { DEEP = 3 };
    if (!qpdf_oh_is_stream(p->q, object)) return;
    qpdf_oh dictionary = qpdf_oh_get_dict(p->q, object);
    if (object_is_name(p, object_get(p, dictionary, "/Subtype"), "/Image")) c->has_images = true;
    else if (depth < DEEP) scan_resources(p, object_get(p, dictionary, "/Resources"), c, depth + 1);
}

static size_t keys_of(struct pdf_reader *p, qpdf_oh dictionary, const char **keys, size_t most)
{
    size_t n = 0;
    if (!object_is_dictionary(p, dictionary)) return 0;
    qpdf_oh_begin_dict_key_iter(p->q, dictionary);
    while (n < most && qpdf_oh_dict_more_keys(p->q))
        keys[n++] = arena_strdup(p->g->a, qpdf_oh_dict_next_key(p->q));
    return n;
}

static void scan_resources(struct pdf_reader *p, qpdf_oh resources, struct page_resources *c,
                           unsigned depth)
{
    const char *keys[RESOURCES_SEEN];
    if (keys_of(p, object_get(p, resources, "/Font"), keys, 1)) c->has_fonts = true;
    qpdf_oh objects = object_get(p, resources, "/XObject");
    size_t count = keys_of(p, objects, keys, RESOURCES_SEEN);
    for (size_t i = 0; i < count && p->work; i++)
        scan_object(p, object_get(p, objects, keys[i]), c, depth);
}

static qpdf_oh resources_of(struct pdf_reader *p, qpdf_oh page)
{
    enum { DEEP = 32 };
    for (unsigned i = 0; i < DEEP && object_is_dictionary(p, page); i++) {
        qpdf_oh resources = object_get(p, page, "/Resources");
        if (object_exists(p, resources)) return resources;
        page = object_get(p, page, "/Parent");
    }
    return p->none;
}

static bool is_scan(struct pdf_reader *p, int pages)
{
    for (int i = 0; i < pages && i < PAGES_SEEN; i++) {
        struct page_resources c = {0};
        scan_resources(p, resources_of(p, qpdf_get_page_n(p->q, (size_t)i)), &c, 0);
        if (!c.has_images || c.has_fonts) return false;
    }
    return pages > 0;
}

// ---- What is attached to it

struct attached {
    struct pdf_reader *p;
    pdf_take *take;
    void *arg;
    bool is_over;
};

static qpdf_oh attached_files(struct pdf_reader *p)
{
    return object_get(p, object_get(p, qpdf_get_root(p->q), "/Names"), "/EmbeddedFiles");
}

static void take_attached(struct attached *all, qpdf_oh file)
{
    struct pdf_reader *p = all->p;
    qpdf_oh streams = object_get(p, file, "/EF"), stream = object_get(p, streams, "/F");
    const char *name = object_line(p, object_get(p, file, "/UF"), 100);
    if (!name) name = object_line(p, object_get(p, file, "/F"), 100);
    if (!object_exists(p, stream)) stream = object_get(p, streams, "/UF");
    struct buf bytes = {0};
    if (object_stream_bytes(p, stream, RETURNED_BYTES, &bytes))
        all->is_over = !all->take(all->arg, name ? name : "", buf_cstr(&bytes), bytes.n);
    buf_free(&bytes);
}

// A tree of names: pairs of a name and a file, or branches.
static void walk_attached(struct attached *all, qpdf_oh node, unsigned depth)
{
    struct pdf_reader *p = all->p;
    qpdf_oh pairs = object_get(p, node, "/Names"), branches = object_get(p, node, "/Kids");
    int count = object_array_length(p, pairs);
    for (int i = 1; i < count && p->work && !all->is_over; i += 2)
        take_attached(all, object_array_item(p, pairs, i));
    count = depth < RETURNED_DEPTH ? object_array_length(p, branches) : 0;
    for (int i = 0; i < count && p->work && !all->is_over; i++)
        walk_attached(all, object_array_item(p, branches, i), depth + 1);
}

void pdf_each_attached(struct form_reader *g, const char *bytes, size_t n, pdf_take *take,
                       void *arg)
{
    struct pdf_reader p = {.g = g, .work = WORK, .is_lenient = true};
    struct attached all = {.p = &p, .take = take, .arg = arg};
    if (open_bytes(&p, bytes, n)) walk_attached(&all, attached_files(&p), 0);
    qpdf_cleanup(&p.q);
}

// ---- What it is

static const char *metadata_form(struct pdf_reader *p, qpdf_oh catalog)
{
    struct buf xml = {0};
    const char *name = NULL;
    if (object_stream_bytes(p, object_get(p, catalog, "/Metadata"), RETURNED_XMP, &xml))
        name = xmp_form_name(p->g->a, xml.p ? xml.p : "", xml.n);
    buf_free(&xml);
    return name;
}

// The state of a PDF whose fields do not tell it.
static enum returned_state state_without_fields(struct pdf_reader *p, qpdf_oh catalog, int pages)
{
    const char *name = metadata_form(p, catalog);
    bool is_ours = p->g->part_count || (name && form_reader_identify(p->g, name));
    if (!is_ours && p->g->is_newer) return RETURNED_NEWER;
    if (is_ours) return p->g->fields ? RETURNED_RENAMED : RETURNED_FLATTENED;
    p->g->r->fields = p->g->fields;
    // a tool that has put forms together has left out what says whose they are
    if (form_reader_is_nameless(p->g)) return RETURNED_JOINED;
    return !p->g->fields && is_scan(p, pages) ? RETURNED_SCAN : RETURNED_OTHER;
}

// Whether the metadata name another form than the fields do. Those of a file that holds several
// forms are of one of them.
static bool is_contradictory(struct pdf_reader *p, qpdf_oh catalog)
{
    if (p->g->r->state != RETURNED_FORM || p->g->part_count != 1) return false;
    const char *name = metadata_form(p, catalog);
    return name && strcmp(name, p->g->parts[0].name);
}

static void find_scripts(struct pdf_reader *p, qpdf_oh catalog, int pages)
{
    struct returned *r = p->g->r;
    object_find_catalog_scripts(p, catalog);
    for (int i = 0; i < pages && i < PAGES_SCRIPTS && !r->has_scripts; i++)
        r->has_scripts = page_has_script(p, qpdf_get_page_n(p->q, (size_t)i));
}

// The number of pages, or 0 when their tree is damaged; the fields are read even then.
static int count_pages(struct pdf_reader *p)
{
    int pages = qpdf_get_num_pages(p->q);
    if (!qpdf_has_error(p->q)) return pages < 0 ? 0 : pages;
    qpdf_get_error(p->q);
    p->g->r->is_repaired = true;
    return 0;
}

static void read_pdf(struct pdf_reader *p)
{
    qpdf_oh catalog = qpdf_get_root(p->q), form = object_get(p, catalog, "/AcroForm");
    struct returned *r = p->g->r;
    bool has_xfa = object_exists(p, object_get(p, form, "/XFA"));
    fields_read(p, object_get(p, form, "/Fields"));
    stop_if_error(p);
    if (p->g->stopped) return;
    int pages = count_pages(p);
    if (read_lost_fields(p, pages)) r->is_repaired = true;
    stop_if_error(p);
    if (p->g->stopped) return;
    p->is_lenient = true;
    p->work = WORK_PAGES;
    find_scripts(p, catalog, pages);
    count_notes(p, pages);
    if (has_xfa) r->why = _("it holds an XFA form, which is not read");
    if (!form_reader_set_state(p->g)) r->state = state_without_fields(p, catalog, pages);
    p->g->holds_files = object_exists(p, attached_files(p));
    if (is_contradictory(p, catalog)) form_reader_stop(p->g, RETURNED_CONTRADICTORY, NULL);
    if (qpdf_more_warnings(p->q) || qpdf_has_error(p->q)) r->is_repaired = true;
}

// ---- All

// Whether objects follow the last end mark: what was saved last is not all there, and what was
// saved before is not what was sent.
static bool is_cut_off(const char *bytes, size_t n)
{
    const char *end = bytes + n, *last = NULL;
    for (const char *s = bytes; (s = memmem(s, (size_t)(end - s), "%%EOF", 5)); last = s += 5) {
    }
    return last && memmem(last, (size_t)(end - last), " obj", 4);
}

void pdf_read(struct form_reader *g, const char *bytes, size_t n)
{
    struct pdf_reader p = {.g = g, .work = WORK};
    g->r->is_pdf = true;
    // some programs fill the last block of what they store or send, with blanks or NULs
    while (n && (!bytes[n - 1] || strchr(" \t\r\n", bytes[n - 1]))) n--;
    if (is_cut_off(bytes, n)) {
        form_reader_stop(g, RETURNED_DAMAGED, N_("its end is missing"));
        return;
    }
    if (open_bytes(&p, bytes, n)) read_pdf(&p);
    qpdf_cleanup(&p.q);
}

void pdf_read_fdf(struct form_reader *g, const char *bytes, size_t n)
{
    struct pdf_reader p = {.g = g, .work = WORK};
    if (open_bytes(&p, bytes, n)) {
        qpdf_oh fdf = object_get(&p, qpdf_get_root(p.q), "/FDF");
        p.is_utf8 = !strcmp(object_text(&p, object_get(&p, fdf, "/Encoding"), NULL), "utf_8");
        fields_read(&p, object_get(&p, fdf, "/Fields"));
        int notes = object_array_length(&p, object_get(&p, fdf, "/Annots"));
        g->r->notes = notes > 0 ? (size_t)notes : 0;
        stop_if_error(&p);
        if (!form_reader_set_state(g)) g->r->state = RETURNED_OTHER;
    }
    qpdf_cleanup(&p.q);
}
