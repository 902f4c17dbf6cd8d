// Reading a form that came back: which format it has, by its content and never by its name, since
// people and mail programs rename files.
#include "read/forms/returned.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/translate.h"
#include "read/forms/form_reader.h"
#include "read/forms/guard.h"
#include "read/forms/packed.h"
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

// Of a form that is put together with others: the file's, changed by its place.
static void part_digest(struct returned *r, const struct returned *first, unsigned part)
{
    memcpy(r->digest, first->digest, sizeof r->digest);
    r->digest[0] ^= (uint8_t)part;
    r->digest[1] ^= (uint8_t)(part >> 8);
}

void returned_read_bytes(struct form_reader *g, const char *bytes, size_t n)
{
    bool is_xml = looks_like_xml(bytes, n);
    hash_bytes(bytes, n, g->r->digest);
    if (packed_is(bytes, n)) packed_read(g, bytes, n, 0);
    else if (!is_xml && find(bytes, n, "%PDF")) pdf_read(g, bytes, n);
    else if (!is_xml && find(bytes, n, "%FDF")) pdf_read_fdf(g, bytes, n);
    else if (is_xml) xfdf_read(g, bytes, n);
    else form_reader_stop(g, RETURNED_UNKNOWN, n ? NULL : N_("it is empty"));
    if (g->holds_files && g->r->state == RETURNED_OTHER) packed_read_attached(g, bytes, n);
    unsigned part = 0;
    bool has_form = false;
    for (struct returned *r = g->r->next; r && r->file == g->r->file; r = r->next)
        part_digest(r, g->r, ++part);
    for (const struct returned *r = g->r; r; r = r->next) has_form |= r->state == RETURNED_FORM;
    if (has_form && !g->stopped) return;
    if (g->part_count) g->r->next = NULL;
    g->r->values = NULL;
    g->r->count = g->r->room = 0;
}

// The file's bytes into *file; false: the state says why there are none.
static bool read_file(struct form_reader *g, struct buf *file)
{
    int error = file_read(g->r->file, file, RETURNED_BYTES);
    if (!error && file->n > RETURNED_BYTES) error = EFBIG;
    if (!error) return true;
    if (error == EFBIG) {
        form_reader_stop(g, RETURNED_TOO_LARGE, "it is larger than 32 MB");
        return false;
    }
    g->r->is_system = error != EISDIR && error != ENOENT && error != ENOTDIR && error != EINVAL;
    form_reader_stop(g, RETURNED_UNREADABLE,
                     error == EISDIR
                         ? N_("it is a folder that cannot be listed, or is nested too deep")
                         : arena_strdup(g->a, translate_error(error)));
    return false;
}

size_t returned_read_some(struct arena *a, const char *const *paths, size_t count,
                          struct returned **out)
{
    struct form_reader readers[RETURNED_AT_ONCE] = {0};
    struct buf files[RETURNED_AT_ONCE] = {0};
    struct guard_work all[RETURNED_AT_ONCE] = {0};
    size_t taken = 0, works = 0, bytes = 0;
    for (; taken < count && taken < RETURNED_AT_ONCE && bytes < RETURNED_BYTES; taken++) {
        struct form_reader *g = &readers[taken];
        struct buf *file = &files[taken];
        *g = (struct form_reader){.a = a, .r = out[taken] = ARENA_NEW(a, struct returned)};
        g->r->file = arena_strdup(a, paths[taken]);
        if (read_file(g, file))
            all[works++] = (struct guard_work){g, buf_cstr(file), file->n, returned_read_bytes};
        bytes += file->n;
    }
    guard_read(all, works);
    for (size_t i = 0; i < taken; i++) buf_free(&files[i]);
    return taken;
}

struct returned *returned_read(struct arena *a, const char *path)
{
    struct returned *r;
    returned_read_some(a, &path, 1, &r);
    return r;
}
