// Diagnostics: collected, sorted, and written as text or JSON.
#include "base/diag_list.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/translate.h"
#include "base/utf8.h"

const char *const diag_level_names[] = {
    [DIAG_WARNING] = N_("warning"),
    [DIAG_ERROR] = N_("error"),
    [DIAG_SYSTEM] = N_("error"),
};

struct diags *diag_new(void)
{
    struct diags *d = mem_alloc(sizeof *d);
    pthread_mutex_init(&d->lock, NULL);
    return d;
}

void diag_free(struct diags *d)
{
    pthread_mutex_destroy(&d->lock);
    arena_free(&d->arena);
    mem_free(d);
}

void diag_merge(struct diags *d, struct diags *from)
{
    for (size_t i = 0; i < from->count; i++) {
        struct diag *g = ARENA_NEW(&d->arena, struct diag);
        *g = *from->list[i];
        g->text = arena_strdup(&d->arena, g->text);
        if (g->hint) g->hint = arena_strdup(&d->arena, g->hint);
        if (g->about) g->about = arena_strdup(&d->arena, g->about);
        if (g->alike) g->alike = arena_strdup(&d->arena, g->alike);
        *ARENA_PUSH(&d->arena, d->list, d->count, d->room) = g;
    }
    diag_free(from);
}

// What a message quotes may hold anything: names of files need not even be UTF-8.
static const char *on_one_line(struct arena *a, const char *text)
{
    struct buf out = {0};
    char bytes[4];
    for (uint32_t c; (c = utf8_next(&text));) {
        if (c == '\n' || c == '\t') c = ' ';
        buf_add(&out, bytes, utf8_put(bytes, utf8_is_control(c) ? 0xFFFD : c));
    }
    const char *clean = arena_strndup(a, out.p, out.n);
    buf_free(&out);
    return clean;
}

static const char *format_text(struct arena *a, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    char *text = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
    if (n > 0) vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return on_one_line(a, text);
}

static struct diag *add(struct diags *d, enum diag_level level, struct place at, const char *id,
                        const char *format, va_list args)
{
    pthread_mutex_lock(&d->lock);
    struct diag *new = ARENA_NEW(&d->arena, struct diag);
    *new = (struct diag){
        .level = level, .id = id, .place = at, .text = format_text(&d->arena, _(format), args)};
    *ARENA_PUSH(&d->arena, d->list, d->count, d->room) = new;
    pthread_mutex_unlock(&d->lock);
    return new;
}

#define REPORT(level)                                       \
    va_list args;                                           \
    va_start(args, format);                                 \
    struct diag *new = add(d, level, at, id, format, args); \
    va_end(args);                                           \
    return new

struct diag *diag_error(struct diags *d, struct place at, const char *id, const char *format, ...)
{
    REPORT(DIAG_ERROR);
}

struct diag *diag_warning(struct diags *d, struct place at, const char *id, const char *format, ...)
{
    REPORT(DIAG_WARNING);
}

struct diag *diag_system(struct diags *d, struct place at, const char *id, const char *format, ...)
{
    REPORT(DIAG_SYSTEM);
}

void diag_hint(struct diags *d, struct diag *to, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    pthread_mutex_lock(&d->lock);
    to->hint = format_text(&d->arena, _(format), args);
    pthread_mutex_unlock(&d->lock);
    va_end(args);
}

void diag_about(struct diags *d, struct diag *to, const char *text)
{
    pthread_mutex_lock(&d->lock);
    to->about = arena_strdup(&d->arena, text);
    pthread_mutex_unlock(&d->lock);
}

void diag_alike(struct diags *d, struct diag *to, const char *text)
{
    pthread_mutex_lock(&d->lock);
    to->alike = arena_strdup(&d->arena, text);
    pthread_mutex_unlock(&d->lock);
}

size_t diag_total(const struct diags *d)
{
    return d->count;
}

size_t diag_count(const struct diags *d, enum diag_level level)
{
    size_t n = 0;
    for (size_t i = 0; i < d->count; i++) n += d->list[i]->level == level;
    return n;
}

const char *diag_first_error(const struct diags *d, struct place *at)
{
    for (size_t i = 0; i < d->count; i++) {
        if (d->list[i]->level == DIAG_WARNING) continue;
        *at = d->list[i]->place;
        return d->list[i]->text;
    }
    return NULL;
}

int diag_exit_status(const struct diags *d)
{
    if (diag_count(d, DIAG_SYSTEM)) return 3;
    return diag_count(d, DIAG_ERROR) ? 1 : 0;
}

void diag_hide(struct diags *d, const char *name)
{
    d->hidden = name;
}

void diag_show(struct diags *d, struct diag *to)
{
    pthread_mutex_lock(&d->lock);
    to->shown = true;
    pthread_mutex_unlock(&d->lock);
}

void diag_leave_out(struct diags *d, const char *id)
{
    d->left_out = id;
}

void diag_leave_out_warnings(struct diags *d)
{
    for (size_t i = 0; i < d->count; i++) d->list[i]->left_out = true;
}

void diag_show_errors_only(struct diags *d)
{
    d->errors_only = true;
}

void diag_show_all(struct diags *d)
{
    d->all = true;
}

void diag_show_colours(struct diags *d)
{
    d->colours = true;
}

struct source *diag_source_new(struct diags *d, struct arena *a, const char *name, const char *text,
                               size_t n)
{
    pthread_mutex_lock(&d->lock);
    unsigned index = d->sources++;
    pthread_mutex_unlock(&d->lock);
    struct source *s = ARENA_NEW(a, struct source);
    *s = (struct source){on_one_line(a, name), arena_strndup(a, text, n), n, index, false};
    return s;
}

// Warns where å, ø, æ or a quotation mark has become two or three letters: the text was UTF-8, was
// taken for Windows-1252, and was saved as UTF-8 once more.
static void report_garbled(struct diags *d, const struct source *s)
{
    static const char *const marks[] = {"Ã¥", "Ã¸", "Ã¦", "Ã…", "Ã˜", "Ã†", "â€"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *at = memmem(s->text, s->n, marks[i], strlen(marks[i]));
        if (!at) continue;
        struct diag *g = diag_warning(
            d, diag_place(s, (size_t)(at - s->text), strlen(marks[i])), "text-garbled",
            "letters of this file were garbled when it was saved: \"%s\"", marks[i]);
        diag_hint(d, g, "open what it was made from, and save that as UTF-8");
        return;
    }
}

// Whether it begins as documents do that somebody has called by the name of a text.
static bool is_document(const struct source *s)
{
    static const char *const begins[] = {"PK\x03\x04", "\xD0\xCF\x11\xE0", "{\\rtf", "%PDF-"};
    for (size_t i = 0; i < COUNT(begins); i++) {
        size_t n = strlen(begins[i]);
        if (s->n >= n && !memcmp(s->text, begins[i], n)) return true;
    }
    return false;
}

struct source *diag_source_open(struct diags *d, struct arena *a, const char *path,
                                const char *name, size_t limit)
{
    struct buf bytes = {0};
    int error = file_read(path, &bytes, limit);
    struct source *s = diag_source_new(d, a, name, bytes.p, error ? 0 : bytes.n);
    buf_free(&bytes);
    struct place whole = {.source = s};
    size_t bad;
    if (error == EFBIG)
        diag_error(d, whole, "file-too-large", "the file is larger than %zu MB", limit >> 20);
    else if (error == ENOENT) diag_error(d, whole, "file-missing", "there is no such file");
    else if (error == EISDIR)
        diag_error(d, whole, "file-is-folder", "this is a folder, not a file");
    else if (error == EINVAL || error == ENXIO)
        diag_error(d, whole, "file-is-device", "this is a pipe or a device, not a file");
    else if (error)
        diag_system(d, whole, "file-unreadable", "the file cannot be read: %s",
                    translate_error(error));
    else if (is_document(s)) {
        struct diag *g = diag_error(d, whole, "document-not-text",
                                    "this is a document of Word or another program, and no text");
        diag_hint(d, g, "save it as plain text, in UTF-8");
        error = EILSEQ;
    } else if (!utf8_valid(s->text, s->n, &bad)) {
        struct diag *g = diag_error(d, diag_place(s, bad, 0), "text-not-utf8",
                                    "the text is not UTF-8");
        diag_hint(d, g, "save the file again as UTF-8");
        error = EILSEQ;
    }
    if (error) return NULL;
    if (s->n >= 3 && !memcmp(s->text, "\xEF\xBB\xBF", 3)) {
        s->text += 3;
        s->n -= 3;
        s->bom = true;
    }
    report_garbled(d, s);
    return s;
}

struct place diag_place(const struct source *s, size_t byte, size_t bytes)
{
    if (byte > s->n) byte = s->n;
    if (bytes > s->n - byte) bytes = s->n - byte;
    uint32_t line = 1;
    size_t start = 0;
    for (const char *p = s->text; (p = memchr(p, '\n', (size_t)(s->text + byte - p))); p++) {
        line++;
        start = (size_t)(p - s->text) + 1;
    }
    const char *end = memchr(s->text + byte, '\n', bytes);
    if (end) bytes = (size_t)(end - s->text) - byte;  // carets stay on one line
    return (struct place){s, line, (uint32_t)utf8_length(s->text + start, byte - start) + 1,
                          (uint32_t)utf8_length(s->text + byte, bytes)};
}
