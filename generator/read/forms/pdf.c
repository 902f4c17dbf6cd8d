// PDF and FDF, both by qpdf: an FDF file is a PDF without pages and cross-reference table, which
// qpdf makes anew. Which form a PDF is, its topmost field says; a second time the metadata do,
// which stay when a viewer prints the form to a file or gives the fields other names.

#include <stdlib.h>
#include <string.h>

#include "read/forms/qpdf.h"

enum {
    WORK = 1000000,        // looks at objects for the fields
    WORK_PAGES = 300000,   // and for what pages hold
    PAGES_SEEN = 50,       // to tell a scan
    PAGES_SCRIPTS = 1000,  // to find scripts
    PAGE_ANNOTATIONS = 1000,
    RESOURCES_SEEN = 50,
};

// ---- Opening

static void stop_with_error(struct pdf_reading *p)
{
    qpdf_error error = qpdf_get_error(p->q);
    enum qpdf_error_code_e code = error ? qpdf_get_error_code(p->q, error) : qpdf_e_damaged_pdf;
    if (code == qpdf_e_password || code == qpdf_e_unsupported) {
        returned_stop(p->g, RETURNED_ENCRYPTED, NULL);
        return;
    }
    const char *why = error ? qpdf_get_error_message_detail(p->q, error) : "";
    why = returned_line(p->g, why, strlen(why), 200);
    if (strstr(why, "bad_alloc"))
        returned_stop(p->g, RETURNED_TOO_LARGE, "it takes too much memory to read");
    returned_stop(p->g, RETURNED_DAMAGED, *why ? why : NULL);
}

// qpdf goes on after an error, with less than there is.
static void stop_if_error(struct pdf_reading *p)
{
    if (!p->g->stopped && qpdf_has_error(p->q)) stop_with_error(p);
}

static bool open_bytes(struct pdf_reading *p, const char *bytes, size_t n)
{
    p->q = qpdf_init();
    qpdf_silence_errors(p->q);
    qpdf_set_suppress_warnings(p->q, QPDF_TRUE);
    QPDF_ERROR_CODE result = qpdf_read_memory(p->q, "form", bytes, n, NULL);
    p->none = qpdf_oh_new_null(p->q);
    if (result & QPDF_ERRORS) stop_with_error(p);
    else if (qpdf_is_encrypted(p->q)) returned_stop(p->g, RETURNED_ENCRYPTED, NULL);
    return !p->g->stopped;
}

// ---- Pages

// Answers whether there were fields by now.
static bool take_widgets(struct pdf_reading *p, qpdf_oh page)
{
    qpdf_oh annotations = reading_key(p, page, "/Annots");
    int count = reading_count(p, annotations);
    for (int i = 0; i < count && i < PAGE_ANNOTATIONS && !p->g->stopped; i++) {
        qpdf_oh annotation = reading_item(p, annotations, i);
        if (reading_is_name(p, reading_key(p, annotation, "/Subtype"), "/Widget"))
            reading_widget(p, annotation);
    }
    return p->g->fields > 0;
}

// Tools that join files may lose the list of fields; the pages still show them.
static bool has_lost_fields(struct pdf_reading *p, int pages)
{
    bool found = false;
    for (int i = 0; i < pages && i < PAGES_SCRIPTS && !p->g->stopped; i++)
        found = take_widgets(p, qpdf_get_page_n(p->q, (size_t)i)) || found;
    return found;
}

static bool page_has_script(struct pdf_reading *p, qpdf_oh page)
{
    if (reading_has_script(p, page)) return true;
    qpdf_oh annotations = reading_key(p, page, "/Annots");
    int count = reading_count(p, annotations);
    for (int i = 0; i < count && i < PAGE_ANNOTATIONS; i++)
        if (reading_has_script(p, reading_item(p, annotations, i))) return true;
    return false;
}

struct content {
    bool has_fonts, has_images;
};

static void look_at(struct pdf_reading *p, qpdf_oh resources, struct content *c, unsigned depth);

// An image, or a drawing that may hold one.
static void look_at_object(struct pdf_reading *p, qpdf_oh object, struct content *c, unsigned depth)
{
    enum { DEEP = 3 };
    if (!qpdf_oh_is_stream(p->q, object)) return;
    qpdf_oh dictionary = qpdf_oh_get_dict(p->q, object);
    if (reading_is_name(p, reading_key(p, dictionary, "/Subtype"), "/Image")) c->has_images = true;
    else if (depth < DEEP) look_at(p, reading_key(p, dictionary, "/Resources"), c, depth + 1);
}

static size_t keys_of(struct pdf_reading *p, qpdf_oh dictionary, const char **keys, size_t most)
{
    size_t n = 0;
    if (!reading_is_dictionary(p, dictionary)) return 0;
    qpdf_oh_begin_dict_key_iter(p->q, dictionary);
    while (n < most && qpdf_oh_dict_more_keys(p->q))
        keys[n++] = arena_strdup(p->g->a, qpdf_oh_dict_next_key(p->q));
    return n;
}

static void look_at(struct pdf_reading *p, qpdf_oh resources, struct content *c, unsigned depth)
{
    const char *keys[RESOURCES_SEEN];
    if (keys_of(p, reading_key(p, resources, "/Font"), keys, 1)) c->has_fonts = true;
    qpdf_oh objects = reading_key(p, resources, "/XObject");
    size_t count = keys_of(p, objects, keys, RESOURCES_SEEN);
    for (size_t i = 0; i < count && p->work; i++)
        look_at_object(p, reading_key(p, objects, keys[i]), c, depth);
}

static qpdf_oh resources_of(struct pdf_reading *p, qpdf_oh page)
{
    enum { DEEP = 32 };
    for (unsigned i = 0; i < DEEP && reading_is_dictionary(p, page); i++) {
        qpdf_oh resources = reading_key(p, page, "/Resources");
        if (reading_is_there(p, resources)) return resources;
        page = reading_key(p, page, "/Parent");
    }
    return p->none;
}

static bool is_scan(struct pdf_reading *p, int pages)
{
    for (int i = 0; i < pages && i < PAGES_SEEN; i++) {
        struct content c = {0};
        look_at(p, resources_of(p, qpdf_get_page_n(p->q, (size_t)i)), &c, 0);
        if (!c.has_images || c.has_fonts) return false;
    }
    return pages > 0;
}

// ---- What it is

static const char *metadata_form(struct pdf_reading *p, qpdf_oh catalog)
{
    struct buf xml = {0};
    const char *name = NULL;
    if (reading_stream(p, reading_key(p, catalog, "/Metadata"), RETURNED_XMP, &xml))
        name = returned_xmp_form(p->g, xml.p ? xml.p : "", xml.n);
    buf_free(&xml);
    return name;
}

// A PDF whose fields do not say.
static enum returned_state state_without_fields(struct pdf_reading *p, qpdf_oh catalog, int pages)
{
    const char *name = metadata_form(p, catalog);
    bool is_ours = p->g->root || (name && returned_identify(p->g, name));
    if (!is_ours && p->g->is_newer) return RETURNED_NEWER;
    if (is_ours) return p->g->fields ? RETURNED_RENAMED : RETURNED_FLATTENED;
    return !p->g->fields && is_scan(p, pages) ? RETURNED_SCAN : RETURNED_OTHER;
}

static void look_for_scripts(struct pdf_reading *p, qpdf_oh catalog, int pages)
{
    struct returned *r = p->g->r;
    reading_catalog_scripts(p, catalog);
    for (int i = 0; i < pages && i < PAGES_SCRIPTS && !r->has_scripts; i++)
        r->has_scripts = page_has_script(p, qpdf_get_page_n(p->q, (size_t)i));
}

// The number of pages, or 0 when their tree is broken, which is no reason not to read the fields.
static int count_pages(struct pdf_reading *p)
{
    int pages = qpdf_get_num_pages(p->q);
    if (!qpdf_has_error(p->q)) return pages < 0 ? 0 : pages;
    qpdf_get_error(p->q);
    p->g->r->is_repaired = true;
    return 0;
}

static void read_pdf(struct pdf_reading *p)
{
    qpdf_oh catalog = qpdf_get_root(p->q), form = reading_key(p, catalog, "/AcroForm");
    struct returned *r = p->g->r;
    bool has_xfa = reading_is_there(p, reading_key(p, form, "/XFA"));
    reading_fields(p, reading_key(p, form, "/Fields"));
    stop_if_error(p);
    if (p->g->stopped) return;
    int pages = count_pages(p);
    if (!p->g->fields && has_lost_fields(p, pages)) r->is_repaired = true;
    stop_if_error(p);
    if (p->g->stopped) return;
    p->is_lenient = true;
    p->work = WORK_PAGES;
    look_for_scripts(p, catalog, pages);
    if (has_xfa) r->why = "it holds an XFA form, which is not read";
    if (!returned_settle(p->g)) r->state = state_without_fields(p, catalog, pages);
    if (qpdf_more_warnings(p->q) || qpdf_has_error(p->q)) r->is_repaired = true;
}

void returned_read_pdf(struct returning *g, const char *bytes, size_t n)
{
    struct pdf_reading p = {.g = g, .work = WORK};
    g->r->is_pdf = true;
    if (open_bytes(&p, bytes, n)) read_pdf(&p);
    qpdf_cleanup(&p.q);
}

void returned_read_fdf(struct returning *g, const char *bytes, size_t n)
{
    struct pdf_reading p = {.g = g, .work = WORK};
    if (open_bytes(&p, bytes, n)) {
        qpdf_oh fdf = reading_key(&p, qpdf_get_root(p.q), "/FDF");
        p.is_utf8 = !strcmp(reading_text(&p, reading_key(&p, fdf, "/Encoding"), NULL), "utf_8");
        reading_fields(&p, reading_key(&p, fdf, "/Fields"));
        stop_if_error(&p);
        if (!returned_settle(g)) g->r->state = RETURNED_OTHER;
    }
    qpdf_cleanup(&p.q);
}
