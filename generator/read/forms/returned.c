// Reading a form that came back: which format it has, by its content and never by its name, since
// people and mail programs rename files.
#include "read/forms/returned.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

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

static bool begins(const char *bytes, size_t n, const char *what, size_t length)
{
    return n >= length && !memcmp(bytes, what, length);
}

#define BEGINS(literal) begins(bytes, n, literal, sizeof(literal) - 1)

const char *returned_packed_kind(const char *bytes, size_t n)
{
    if (BEGINS("\xD0\xCF\x11\xE0"))
        return N_(
            "it is a mail of Outlook, or a document of an old Office program: save the form that "
            "is attached to it as a file");
    if (BEGINS("\x1F\x8B") || BEGINS("7z\xBC\xAF") || BEGINS("Rar!"))
        return N_("it is an archive of another kind than ZIP: unpack it first");
    if (BEGINS("\x78\x9F\x3E\x22"))
        return N_("Outlook has packed the files in it: ask for the form as a file of its own");
    return NULL;
}

// What the file is that is no form, and what to do about it; NULL: not known.
static const char *other_kind(const char *bytes, size_t n)
{
    if (!n) return N_("it is empty");
    if (BEGINS("\xFF\xD8\xFF") || BEGINS("\x89PNG") || BEGINS("GIF8") || BEGINS("II*\0") ||
        BEGINS("MM\0*") || (n > 12 && !memcmp(bytes + 4, "ftyp", 4)))
        return N_("it is a picture: type in what it says");
    return returned_packed_kind(bytes, n);
}

// A page that one gets instead of a file, as where one has to log in.
static bool is_web_page(const char *bytes, size_t n)
{
    enum { WITHIN = 200 };
    char head[WITHIN + 1] = {0};
    memcpy(head, bytes, n < WITHIN ? n : WITHIN);
    return strcasestr(head, "<!doctype html") || strcasestr(head, "<html");
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
    else if (is_xml && is_web_page(bytes, n))
        form_reader_stop(
            g, RETURNED_UNKNOWN,
            N_("it is a web page, as one gets where one has to log in first: ask for the "
               "form once more"));
    else if (is_xml) xfdf_read(g, bytes, n);
    else form_reader_stop(g, RETURNED_UNKNOWN, other_kind(bytes, n));
    if (g->holds_files && (g->r->state == RETURNED_OTHER || g->r->state == RETURNED_FORM))
        packed_read_attached(g, bytes, n);
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

struct file_bytes {
    struct buf read;
    char *map;  // of a large one; NULL: none
    size_t n;
};

// Maps a large archive or mailbox, of which only a part is in memory at a time; false: it is none,
// or too large.
static bool map_packed(struct form_reader *g, struct file_bytes *file)
{
    int fd = open(g->r->file, O_RDONLY | O_CLOEXEC);
    struct stat st;
    bool is_file = fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size > 0;
    bool fits = is_file && st.st_size <= PACKED_FILE;
    enum { HEAD = 4096 };
    size_t n = fits ? (size_t)st.st_size : HEAD;
    void *map = is_file ? mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    if (fd >= 0) close(fd);
    bool is_packed = map != MAP_FAILED && packed_is(map, n);
    if (fits && is_packed) {
        file->map = map;
        file->n = n;
        return true;
    }
    if (map != MAP_FAILED) munmap(map, n);
    form_reader_stop(g, RETURNED_TOO_LARGE,
                     is_packed
                         ? N_("it is larger than 1 GB: collect the forms in smaller archives or "
                              "mailboxes")
                         : N_("it is larger than 32 MB"));
    return false;
}

// The file's bytes into *file; false: the state says why there are none.
static bool read_file(struct form_reader *g, struct file_bytes *file)
{
    int error = file_read(g->r->file, &file->read, RETURNED_BYTES);
    file->n = file->read.n;
    if (!error && file->n > RETURNED_BYTES) error = EFBIG;
    if (!error) return true;
    if (error == EFBIG) return map_packed(g, file);
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
    struct file_bytes files[RETURNED_AT_ONCE] = {0};
    struct guard_work all[RETURNED_AT_ONCE] = {0};
    size_t taken = 0, works = 0, bytes = 0;
    for (; taken < count && taken < RETURNED_AT_ONCE && bytes < RETURNED_BYTES; taken++) {
        struct form_reader *g = &readers[taken];
        struct file_bytes *file = &files[taken];
        *g = (struct form_reader){.a = a, .r = out[taken] = ARENA_NEW(a, struct returned)};
        g->r->file = arena_strdup(a, paths[taken]);
        if (read_file(g, file))
            all[works++] = (struct guard_work){g, file->map ? file->map : buf_cstr(&file->read),
                                               file->n, returned_read_bytes};
        bytes += file->n;
    }
    guard_read(all, works);
    for (size_t i = 0; i < taken; i++) {
        buf_free(&files[i].read);
        if (files[i].map) munmap(files[i].map, files[i].n);
    }
    return taken;
}

struct returned *returned_read(struct arena *a, const char *path)
{
    struct returned *r;
    returned_read_some(a, &path, 1, &r);
    return r;
}
