// Opening what forms are sent in. An entry is read when its name or its first bytes say that it may
// be a form, or is packed itself; what is left out is counted by kind.
#include "read/forms/packed.h"

#include <archive.h>
#include <archive_entry.h>
#include <gmime/gmime.h>
#include <locale.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/translate.h"
#include "read/forms/files.h"
#include "read/forms/kinds.h"
#include "read/forms/pdf.h"
#include "read/forms/returned.h"

struct unpacking {
    struct form_reader *g;
    unsigned depth;
    const char *outer;  // what the file is called
    size_t entries, bytes;
    bool full;              // there was too much in it
    bool is_document;       // it is an archive as office programs save them: only forms are read
    struct returned *last;  // of the chain; NULL: none yet
    struct kinds left_out;
    const char *why;  // what the last of these is, where it may hold a form; NULL: not known
};

static bool is_zip(const char *bytes, size_t n)
{
    return n >= 22 && !memcmp(bytes, "PK", 2) &&
           (!memcmp(bytes + 2, "\3\4", 2) || !memcmp(bytes + 2, "\5\6", 2));
}

// Where a mail begins: some programs put a byte order mark or empty lines before it.
static size_t mail_start(const char *bytes, size_t n)
{
    size_t at = n >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (at < n && (bytes[at] == '\r' || bytes[at] == '\n')) at++;
    return at;
}

// Whether the text begins with the header of a mail: lines "Name: value", of which one is known.
static bool is_mail(const char *bytes, size_t n)
{
    static const char *const known[] = {"Received",     "Return-Path",  "From",
                                        "MIME-Version", "Date",         "Subject",
                                        "Message-ID",   "Delivered-To", "X-"};
    size_t name = 0, start = mail_start(bytes, n);
    bytes += start, n -= start;
    while (name < n && name < 70 && (ascii_is_letter(bytes[name]) || bytes[name] == '-')) name++;
    if (name >= n || bytes[name] != ':') return false;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strncasecmp(bytes, known[i], strlen(known[i]))) return true;
    return false;
}

// Whether it is a mailbox: mails, each behind a line that begins with "From ".
static bool is_mailbox(const char *bytes, size_t n)
{
    enum { LINE = 2000 };
    const char *end = n > 5 && !memcmp(bytes, "From ", 5) ? memchr(bytes, '\n', n < LINE ? n : LINE)
                                                          : NULL;
    return end && is_mail(end + 1, n - (size_t)(end + 1 - bytes));
}

bool packed_is(const char *bytes, size_t n)
{
    return is_zip(bytes, n) || is_mail(bytes, n) || is_mailbox(bytes, n);
}

// The next form of the chain, which is called by the names of what it is packed in, too.
static struct returned *new_form(struct unpacking *u, const char *name)
{
    struct arena *a = u->g->a;
    struct returned *r = u->last ? ARENA_NEW(a, struct returned) : u->g->r;
    if (u->last) u->last->next = r;
    r->file = arena_printf(a, "%s%s%s", u->outer, *u->outer && *name ? "/" : "", name);
    u->last = r;
    return r;
}

static void add_refused(struct unpacking *u, const char *name, enum returned_state state,
                        const char *why)
{
    struct form_reader inner = {.a = u->g->a, .r = new_form(u, name)};
    form_reader_stop(&inner, state, why);
}

static void read_entry(struct unpacking *u, const char *name, const char *bytes, size_t n)
{
    struct form_reader inner = {.a = u->g->a, .r = new_form(u, name), .depth = u->depth + 1};
    if (packed_is(bytes, n)) packed_read(&inner, bytes, n, u->depth + 1);
    else returned_read_bytes(&inner, bytes, n);
    while (u->last->next) u->last = u->last->next;
}

static bool is_wanted(const char *name, const char *bytes, size_t n)
{
    const char *dot = strrchr(name, '.');
    static const char *const endings[] = {".zip", ".eml", ".mbox"};
    for (size_t i = 0; dot && i < COUNT(endings); i++)
        if (!strcasecmp(dot, endings[i])) return packed_is(bytes, n);
    return files_is_form_name(name) ||
           (n > 5 && (!memcmp(bytes, "%PDF-", 5) || !memcmp(bytes, "%FDF-", 5)));
}

// The name without folders and control characters that a stranger has given it.
static const char *entry_name(struct unpacking *u, const char *name)
{
    const char *slash = name ? strrchr(name, '/') : NULL;
    if (slash) name = slash + 1;
    name = name ? form_reader_line(u->g, name, strnlen(name, 255), 100) : "";
    return *name ? name : arena_printf(u->g->a, "%zu", u->entries);
}

static void take_entry(struct unpacking *u, const char *raw_name, const char *bytes, size_t n)
{
    const char *name = entry_name(u, raw_name);
    if (is_wanted(name, bytes, n)) read_entry(u, name, bytes, n);
    else if (*name != '.') {
        kinds_add(&u->left_out, u->g->a, name);
        const char *why = returned_packed_kind(bytes, n);
        if (why) u->why = why;
    }
}

// Whether it fits; false after the first thing that does not has been refused.
static bool is_within(struct unpacking *u, bool fits)
{
    if (!fits && !u->full)
        add_refused(u, "", RETURNED_TOO_LARGE,
                    N_("there is too much in it: the rest was not read; collect the forms in "
                       "smaller archives or mailboxes"));
    u->full |= !fits;
    return fits;
}

// Whether one more entry is read.
static bool has_room(struct unpacking *u)
{
    return is_within(u, ++u->entries <= PACKED_ENTRIES && u->bytes <= PACKED_BYTES);
}

// ---- ZIP archives

static bool read_data(struct unpacking *u, struct archive *zip, struct buf *out)
{
    out->n = 0;
    for (;;) {
        buf_reserve(out, 64 << 10);
        la_ssize_t n = archive_read_data(zip, out->p + out->n, 64 << 10);
        if (n < 0) return false;
        if (n == 0) return true;
        out->n += (size_t)n;
        u->bytes += (size_t)n;
        if (out->n > RETURNED_BYTES || u->bytes > PACKED_BYTES) return false;
    }
}

// An entry that cannot be unpacked.
static void skip_entry(struct unpacking *u, const char *raw_name, enum returned_state state)
{
    const char *name = entry_name(u, raw_name);
    if (files_is_form_name(name)) add_refused(u, name, state, NULL);
    else kinds_add(&u->left_out, u->g->a, name);
}

static bool next_entry(struct archive *zip, struct archive_entry **entry)
{
    int result = archive_read_next_header(zip, entry);
    return result == ARCHIVE_OK || result == ARCHIVE_WARN;
}

// Whether an entry says that the archive is a document of Word or Excel, of LibreOffice, or a book.
static bool is_of_document(const char *name, const struct buf *data)
{
    static const char *const types[] = {"application/vnd.oasis.", "application/vnd.sun.xml.",
                                        "application/epub+zip"};
    if (!strcmp(name, "[Content_Types].xml")) return true;
    for (size_t i = 0; i < COUNT(types) && !strcmp(name, "mimetype"); i++)
        if (data->n >= strlen(types[i]) && !memcmp(data->p, types[i], strlen(types[i])))
            return true;
    return false;
}

static void read_entry_of_zip(struct unpacking *u, struct archive *zip, const char *name,
                              bool is_encrypted, struct buf *data)
{
    if (is_encrypted) skip_entry(u, name, RETURNED_ENCRYPTED);
    else if (!read_data(u, zip, data)) skip_entry(u, name, RETURNED_DAMAGED);
    else if (is_of_document(name, data)) u->is_document = true;
    else take_entry(u, name, buf_cstr(data), data->n);
}

static void read_zip(struct unpacking *u, const char *bytes, size_t n)
{
    struct archive *zip = archive_read_new();
    struct archive_entry *entry;
    struct buf data = {0};
    // names are converted to the locale's letters
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before = uselocale(utf8);
    archive_read_support_format_zip(zip);
    bool open = archive_read_open_memory(zip, bytes, n) == ARCHIVE_OK;
    while (open && next_entry(zip, &entry)) {
        const char *name = archive_entry_pathname_utf8(entry);
        if (!name) name = archive_entry_pathname(entry);
        if (!name) name = "";
        if (u->is_document && !files_is_form_name(name)) continue;
        if (!has_room(u)) break;
        if (archive_entry_filetype(entry) != AE_IFREG || strstr(name, "__MACOSX/")) continue;
        read_entry_of_zip(u, zip, name, archive_entry_is_encrypted(entry), &data);
    }
    archive_read_free(zip);
    uselocale(before);
    if (utf8) freelocale(utf8);
    buf_free(&data);
}

// ---- Mails

static void read_message(struct unpacking *u, GMimeMessage *message, unsigned depth);

static void take_part(struct unpacking *u, GMimePart *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    const char *name = g_mime_part_get_filename(part);
    GMimeContentType *type = g_mime_object_get_content_type(GMIME_OBJECT(part));
    bool is_text = g_mime_content_type_is_type(type, "text", "*");
    if (!content || (is_text && !name) || !has_room(u)) return;
    GMimeStream *memory = g_mime_stream_mem_new();
    if (g_mime_data_wrapper_write_to_stream(content, memory) >= 0) {
        GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
        u->bytes += bytes->len;
        take_entry(u, name, bytes->len ? (const char *)bytes->data : "", bytes->len);
    }
    g_object_unref(memory);
}

struct visit {
    struct unpacking *u;
    unsigned depth;
};

static void visit_part(GMimeObject *parent, GMimeObject *part, gpointer data)
{
    struct visit *v = data;
    (void)parent;
    if (GMIME_IS_PART(part)) take_part(v->u, GMIME_PART(part));
    else if (GMIME_IS_MESSAGE_PART(part) && v->depth < PACKED_DEPTH)
        read_message(v->u, g_mime_message_part_get_message(GMIME_MESSAGE_PART(part)), v->depth + 1);
}

static void read_message(struct unpacking *u, GMimeMessage *message, unsigned depth)
{
    struct visit v = {u, depth};
    if (message) g_mime_message_foreach(message, visit_part, &v);
}

static void read_mail(struct unpacking *u, const char *bytes, size_t n)
{
    if (!is_within(u, n <= PACKED_BYTES)) return;
    static bool is_ready;
    if (!is_ready) g_mime_init();
    is_ready = true;
    size_t start = mail_start(bytes, n);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes + start, n - start);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    read_message(u, message, u->depth);
    if (message) g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
}

// Where the next mail of a mailbox begins, or the end. GMime's own reader of mailboxes takes every
// line that begins with "From " for the next one, and many programs leave such lines in a text.
static const char *next_mail(const char *from, const char *end)
{
    for (const char *s = from; (s = memmem(s, (size_t)(end - s), "\nFrom ", 6)); s++) {
        bool behind_blank = s > from && (s[-1] == '\n' || (s[-1] == '\r' && s[-2] == '\n'));
        if (behind_blank && is_mailbox(s + 1, (size_t)(end - s - 1))) return s + 1;
    }
    return end;
}

// The mails of a mailbox; what is in them is called by their numbers, too.
static void read_mailbox(struct unpacking *u, const char *bytes, size_t n)
{
    const char *outer = u->outer, *end = bytes + n, *next;
    for (unsigned i = 1; bytes < end && is_within(u, i <= PACKED_MAILS && !u->full); i++) {
        next = next_mail(bytes, end);
        bytes = (const char *)memchr(bytes, '\n', (size_t)(end - bytes)) + 1;
        u->outer = arena_printf(u->g->a, "%s%s%u", outer, *outer ? "/" : "", i);
        u->entries = u->bytes = 0;  // each mail has its own bounds
        read_mail(u, bytes, (size_t)(next - bytes));
        bytes = next;
    }
    u->outer = outer;
}

// ---- Portfolios

static bool take_attached(void *arg, const char *name, const char *bytes, size_t n)
{
    struct unpacking *u = arg;
    u->bytes += n;
    if (has_room(u)) take_entry(u, name, bytes, n);
    return !u->full;
}

static void add_left_out(struct unpacking *u)
{
    struct returned *r = u->g->r;
    const char *left_out = kinds_text(&u->left_out, u->g->a), *inner = r->left_out;
    if (left_out) r->left_out = inner ? arena_printf(u->g->a, "%s, %s", left_out, inner) : left_out;
}

void packed_read_attached(struct form_reader *g, const char *bytes, size_t n)
{
    struct returned of_pdf = *g->r;
    struct unpacking u = {.g = g, .depth = g->depth, .outer = of_pdf.file ? of_pdf.file : ""};
    if (g->depth >= PACKED_DEPTH) return;
    if (g->r->state == RETURNED_FORM) {
        for (u.last = g->r; u.last->next;) u.last = u.last->next;
        pdf_each_attached(g, bytes, n, take_attached, &u);
        add_left_out(&u);
        return;
    }
    *g->r = (struct returned){.file = of_pdf.file};
    memcpy(g->r->digest, of_pdf.digest, sizeof of_pdf.digest);
    pdf_each_attached(g, bytes, n, take_attached, &u);
    if (u.last) add_left_out(&u);
    else *g->r = of_pdf;
}

// ---- All

void packed_read(struct form_reader *g, const char *bytes, size_t n, unsigned depth)
{
    struct unpacking u = {.g = g, .depth = depth, .outer = g->r->file ? g->r->file : ""};
    if (depth >= PACKED_DEPTH) {
        form_reader_stop(g, RETURNED_TOO_LARGE, "it is packed too often");
        return;
    }
    if (is_zip(bytes, n)) read_zip(&u, bytes, n);
    else if (is_mailbox(bytes, n)) read_mailbox(&u, bytes, n);
    else read_mail(&u, bytes, n);
    add_left_out(&u);
    if (u.is_document && !u.last)
        form_reader_stop(
            g, RETURNED_UNKNOWN,
            N_("it is a document of Word, Excel or LibreOffice: ask for the PDF, or type "
               "in what it says"));
    if (!u.last) form_reader_stop(g, RETURNED_EMPTY, u.why);
}
