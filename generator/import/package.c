// libzip unpacks the parts, expat reads them, and a limit holds for all of them together.
#include "import/package.h"

#include <string.h>
#include <zip.h>

#include "base/translate.h"

enum {
    INFLATED_LIMIT = 512 << 20,  // bytes of all parts that are read
    PARTS_LIMIT = 10000,
    DEEP = 64,  // elements in each other
};

struct part_reader {
    const struct package_handler *h;
    XML_Parser parser;
    const char *wrong;  // NULL: nothing yet
    int depth;
};

static const char *local(const char *name)
{
    const char *divider = strrchr(name, '\n');
    return divider ? divider + 1 : name;
}

const char *package_attribute(const char **attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (!strcmp(local(attributes[0]), name)) return attributes[1];
    return NULL;
}

const char *package_target(struct arena *a, const char *folder, const char *target)
{
    struct buf path = {0};
    if (*target != '/' && *folder) buf_printf(&path, "%s/", folder);
    bool out = false;
    for (const char *p = target; *p && !out;) {
        size_t n = strcspn(p, "/\\");
        if (n == 2 && p[0] == '.' && p[1] == '.') {
            out = path.n < 2;
            if (path.n) path.n--;
            while (path.n && path.p[path.n - 1] != '/') path.n--;
        } else if (n && !(n == 1 && *p == '.')) {
            buf_add(&path, p, n);
            if (p[n]) buf_c(&path, '/');
        }
        p += n + (p[n] != '\0');
    }
    const char *part = out ? NULL : arena_strndup(a, path.p ? path.p : "", path.n);
    buf_free(&path);
    return part;
}

// ---- XML

static void stop(struct part_reader *r, const char *wrong)
{
    r->wrong = wrong;
    XML_StopParser(r->parser, XML_FALSE);
}

static void check_stop(struct part_reader *r)
{
    if (r->h->stop && *r->h->stop) XML_StopParser(r->parser, XML_FALSE);
}

static void XMLCALL on_start(void *arg, const char *name, const char **attributes)
{
    struct part_reader *r = arg;
    if (++r->depth > DEEP) stop(r, N_("its elements are in each other too deep"));
    else if (r->h->start) r->h->start(r->h->arg, local(name), attributes);
    check_stop(r);
}

static void XMLCALL on_end(void *arg, const char *name)
{
    struct part_reader *r = arg;
    r->depth--;
    if (r->h->end) r->h->end(r->h->arg, local(name));
    check_stop(r);
}

static void XMLCALL on_text(void *arg, const char *text, int n)
{
    struct part_reader *r = arg;
    if (r->h->text) r->h->text(r->h->arg, text, n);
}

static void XMLCALL on_doctype(void *arg, const char *name, const char *system, const char *public,
                               int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    stop(arg, N_("it has a document type, which no workbook has"));
}

static void parse(struct package *p, struct part_reader *r, zip_file_t *file)
{
    enum { CHUNK = 64 << 10 };
    for (;;) {
        void *into = XML_GetBuffer(r->parser, CHUNK);
        zip_int64_t n = into ? zip_fread(file, into, CHUNK) : -1;
        if (n < 0) r->wrong = N_("it is damaged");
        else if ((p->inflated += (size_t)n) > INFLATED_LIMIT) r->wrong = N_("it is too large");
        if (r->wrong) return;
        enum XML_Status status = XML_ParseBuffer(r->parser, (int)n, n == 0);
        bool stopped = r->h->stop && *r->h->stop;
        if (status == XML_STATUS_ERROR && !r->wrong && !stopped)
            r->wrong = XML_ErrorString(XML_GetErrorCode(r->parser));
        if (r->wrong || stopped || !n) return;
    }
}

bool package_read(struct package *p, const char *part, const struct package_handler *h)
{
    zip_int64_t at = zip_name_locate(p->zip, part, ZIP_FL_NOCASE);
    zip_file_t *file = at < 0 ? NULL : zip_fopen_index(p->zip, (zip_uint64_t)at, 0);
    struct part_reader r = {.h = h, .wrong = file ? NULL : N_("it is missing, or has a password")};
    if (file) {
        // the names' namespaces stand before a character that no name has
        r.parser = XML_ParserCreateNS(NULL, '\n');
        XML_SetUserData(r.parser, &r);
        XML_SetElementHandler(r.parser, on_start, on_end);
        XML_SetCharacterDataHandler(r.parser, on_text);
        XML_SetStartDoctypeDeclHandler(r.parser, on_doctype);
        parse(p, &r, file);
        XML_ParserFree(r.parser);
        zip_fclose(file);
    }
    if (!r.wrong) return true;
    struct diag *g = diag_error(p->d, p->place, "workbook-part-unreadable",
                                "the workbook's part %.100s cannot be read: %s", part, _(r.wrong));
    diag_hint(p->d, g, "open the workbook in a spreadsheet and save it anew as .xlsx");
    return false;
}

// ---- The package

bool package_open(struct package *p, const struct buf *bytes)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes->p, bytes->n, 0, &error);
    p->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (!p->zip && source) zip_source_free(source);
    bool right = p->zip && zip_get_num_entries(p->zip, 0) <= PARTS_LIMIT;
    if (!right) {
        struct diag *g = diag_error(p->d, p->place, "workbook-damaged", "the workbook is damaged");
        diag_hint(p->d, g, "export it anew");
        package_close(p);
    }
    zip_error_fini(&error);
    return right;
}

bool package_has(struct package *p, const char *part)
{
    return zip_name_locate(p->zip, part, ZIP_FL_NOCASE) >= 0;
}

void package_close(struct package *p)
{
    if (p->zip) zip_discard(p->zip);
    p->zip = NULL;
}
