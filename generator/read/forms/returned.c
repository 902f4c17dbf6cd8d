// Reading a form that came back: which format it has, by its content and never by its name, since
// people and mail programs rename files.
#include "read/forms/returned.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/translate.h"
#include "read/forms/form_reader.h"
#include "read/forms/guard.h"
#include "read/forms/pdf.h"
#include "read/forms/xfdf.h"

static const char *find(const char *bytes, size_t n, const char *what)
{
    enum { HEADER_WITHIN = 1024 };
    return memmem(bytes, n < HEADER_WITHIN ? n : HEADER_WITHIN, what, strlen(what));
}

static bool looks_like_xml(const char *s, size_t n)
{
    if (n >= 2 && (!memcmp(s, "\xFF\xFE", 2) || !memcmp(s, "\xFE\xFF", 2))) return true;
    size_t i = n >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (i < n && strchr(" \t\r\n", s[i]) && s[i]) i++;
    return i < n && s[i] == '<';
}

void returned_read_bytes(struct form_reader *g, const char *bytes, size_t n)
{
    bool is_xml = looks_like_xml(bytes, n);
    if (!is_xml && find(bytes, n, "%PDF")) pdf_read(g, bytes, n);
    else if (!is_xml && find(bytes, n, "%FDF")) pdf_read_fdf(g, bytes, n);
    else if (is_xml) xfdf_read(g, bytes, n);
    else form_reader_stop(g, RETURNED_UNKNOWN, n ? NULL : N_("it is empty"));
    if (g->r->state == RETURNED_FORM && !g->stopped) return;
    g->r->values = NULL;
    g->r->count = g->r->room = 0;
}

struct returned *returned_read(struct arena *a, const char *path)
{
    struct returned *r = ARENA_NEW(a, struct returned);
    struct form_reader g = {.a = a, .r = r};
    struct buf file = {0};
    r->file = arena_strdup(a, path);
    int error = file_read(path, &file, RETURNED_BYTES);
    if (!error && file.n > RETURNED_BYTES) error = EFBIG;
    if (error == EFBIG) form_reader_stop(&g, RETURNED_TOO_LARGE, "it is larger than 32 MB");
    else if (error)
        form_reader_stop(&g, RETURNED_UNREADABLE,
                         error == EISDIR
                             ? N_("it is a folder that cannot be listed, or is nested too deep")
                             : arena_strdup(a, translate_error(error)));
    else guard_read(&g, file.p, file.n, returned_read_bytes);
    buf_free(&file);
    return r;
}
