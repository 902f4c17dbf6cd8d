// Diagnostics: collected, sorted, and written as text or JSON.
#include "base/diag.h"

#include <errno.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/json_line.h"
#include "base/map.h"
#include "base/translate.h"
#include "base/utf8.h"

struct diag {
    enum diag_level level;
    struct place place;
    const char *text, *hint;
    const char *about;  // see diag_about(); NULL: nothing
    bool found;         // what it is about stands at its place
    bool shown;         // its line is quoted though its file is hidden
};

struct diags {
    pthread_mutex_t lock;
    struct arena arena;
    struct diag **list;
    size_t count, room;
    unsigned sources;    // how many there are
    const char *hidden;  // files whose name begins so are not quoted; NULL: all are
    bool errors_only;    // warnings are not shown
};

static const char *const level_names[] = {
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

static struct diag *add(struct diags *d, enum diag_level level, struct place at, const char *format,
                        va_list args)
{
    pthread_mutex_lock(&d->lock);
    struct diag *new = ARENA_NEW(&d->arena, struct diag);
    *new = (struct diag){
        .level = level, .place = at, .text = format_text(&d->arena, _(format), args)};
    *ARENA_PUSH(&d->arena, d->list, d->count, d->room) = new;
    pthread_mutex_unlock(&d->lock);
    return new;
}

#define REPORT(level)                                   \
    va_list args;                                       \
    va_start(args, format);                             \
    struct diag *new = add(d, level, at, format, args); \
    va_end(args);                                       \
    return new

struct diag *diag_error(struct diags *d, struct place at, const char *format, ...)
{
    REPORT(DIAG_ERROR);
}

struct diag *diag_warning(struct diags *d, struct place at, const char *format, ...)
{
    REPORT(DIAG_WARNING);
}

struct diag *diag_system(struct diags *d, struct place at, const char *format, ...)
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

int diag_exit_status(const struct diags *d)
{
    if (diag_count(d, DIAG_SYSTEM)) return 3;
    return diag_count(d, DIAG_ERROR) ? 1 : 0;
}

static const char *hint_of(const struct diag *g)
{
    return g->hint ? g->hint : "";
}

// File order: what has no place comes last.
static int compare(const void *x, const void *y)
{
    const struct diag *a = *(struct diag *const *)x, *b = *(struct diag *const *)y;
    int c = COMPARE(a->place.source ? a->place.source->index : ~0u,
                    b->place.source ? b->place.source->index : ~0u);
    if (!c && a->place.source && b->place.source)
        c = strcmp(a->place.source->name, b->place.source->name);
    if (!c) c = COMPARE(a->place.line, b->place.line);
    if (!c) c = COMPARE(a->place.col, b->place.col);
    if (!c) c = COMPARE(b->level, a->level);
    if (!c) c = strcmp(a->text, b->text);
    return c ? c : strcmp(hint_of(a), hint_of(b));
}

static bool same(const struct diag *a, const struct diag *b)
{
    return a->level == b->level && a->place.source == b->place.source &&
           a->place.line == b->place.line && a->place.col == b->place.col &&
           !strcmp(a->text, b->text);
}

static void sort(struct diags *d)
{
    if (d->count) qsort(d->list, d->count, sizeof *d->list, compare);
    size_t kept = 0;
    for (size_t i = 0; i < d->count; i++)
        if (!kept || !same(d->list[kept - 1], d->list[i])) d->list[kept++] = d->list[i];
    d->count = kept;
}

struct line_cursor {  // the line that was found last: diagnostics come in file order
    const struct source *source;
    uint32_t line;
    const char *start;
};

// The bytes of a source's line, without its end.
static const char *line_of(struct line_cursor *at, const struct source *s, uint32_t line, size_t *n)
{
    if (at->source != s || at->line > line) *at = (struct line_cursor){s, 1, s->text};
    const char *p = at->start, *end = s->text + s->n;
    for (; at->line < line && p < end; p++) at->line += *p == '\n';
    at->start = p;
    const char *q = memchr(p, '\n', (size_t)(end - p));
    if (!q) q = end;
    *n = (size_t)(q - p);
    if (*n && p[*n - 1] == '\r') --*n;
    return p;
}

// ---- What diagnostics are about

// Looks for the text from the diagnostic's line on.
static void find_about(struct line_cursor *cursor, struct diag *g)
{
    enum { FAR = 1 << 16 };  // bytes; what is further away is something else
    const struct source *s = g->place.source;
    size_t n, wanted = strlen(g->about);
    if (!s || !g->place.line || !wanted) return;
    const char *line = line_of(cursor, s, g->place.line, &n);
    size_t rest = (size_t)(s->text + s->n - line);
    const char *at = memmem(line, rest < FAR ? rest : FAR, g->about, wanted);
    if (!at) return;
    for (const char *p = line; (p = memchr(p, '\n', (size_t)(at - p)));) {
        g->place.line++;
        line = ++p;
    }
    g->place.col = (uint32_t)utf8_length(line, (size_t)(at - line)) + 1;
    g->place.len = (uint32_t)utf8_length(at, wanted);
    g->hint = NULL;
    g->found = true;
}

// Of those about a text that was not found, the first stays; none where the text was found for
// another.
static void drop_repeats(struct diags *d)
{
    struct arena scratch = {0};
    struct map known = {0};
    size_t kept = 0;
    for (size_t i = 0; i < d->count; i++)
        if (d->list[i]->found) map_set(&known, &scratch, d->list[i]->about, d);
    for (size_t i = 0; i < d->count; i++) {
        struct diag *g = d->list[i];
        if (g->about && !g->found && map_get(&known, g->about)) continue;
        if (g->about && !g->found) map_set(&known, &scratch, g->about, d);
        d->list[kept++] = g;
    }
    d->count = kept;
    arena_free(&scratch);
}

// Of several about the same line the first stays, and says that there are more.
static void join_lines(struct diags *d)
{
    size_t kept = 0, more = 0;
    for (size_t i = 0; i < d->count; i++) {
        struct diag *g = d->list[i], *last = kept ? d->list[kept - 1] : NULL;
        bool joins = g->found && last && last->found && last->place.source == g->place.source &&
                     last->place.line == g->place.line;
        more = joins ? more + 1 : 0;
        if (!joins) d->list[kept++] = g;
        else
            last->hint = arena_printf(&d->arena,
                                      translate_count("there is %zu more like it on this line",
                                                      "there are %zu more like it on this line",
                                                      more),
                                      more);
    }
    d->count = kept;
}

static void merge_and_sort(struct diags *d)
{
    struct line_cursor cursor = {0};
    sort(d);
    for (size_t i = 0; i < d->count; i++)
        if (d->list[i]->about && !d->list[i]->found) find_about(&cursor, d->list[i]);
    drop_repeats(d);
    sort(d);
    join_lines(d);
}

// ---- As text

// Adds the code points first … last of a line, control characters and tabs made visible as one
// column each.
static void add_clean(struct buf *out, const char *line, size_t n, uint32_t first, uint32_t last)
{
    const char *end = line + n;
    uint32_t col = 1;
    for (const char *p = line; p < end && col <= last; col++) {
        const char *start = p;
        uint32_t c = utf8_next(&p);
        if (p == start) break;
        if (col < first) continue;
        if (c == '\t') buf_c(out, ' ');
        else if (utf8_is_control(c) || c == 0xFFFD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F))
            BUF_LIT(out, "\xEF\xBF\xBD");
        else buf_add(out, start, (size_t)(p - start));
    }
}

// The offending line under its diagnostic, with carets; a long line is cut to a window around them.
static void add_excerpt(struct buf *out, struct line_cursor *cursor, const struct place *at)
{
    enum { WIDTH = 100, LEAD = 30 };
    size_t n;
    const char *line = line_of(cursor, at->source, at->line, &n);
    uint32_t first = at->col > WIDTH - LEAD ? at->col - LEAD : 1;
    uint32_t length = (uint32_t)utf8_length(line, n), last = first + WIDTH - 1;
    buf_printf(out, "%5u | ", at->line);
    if (first > 1) BUF_LIT(out, "…");
    add_clean(out, line, n, first, last);
    if (last < length) BUF_LIT(out, "…");
    BUF_LIT(out, "\n      | ");
    if (!at->col) {
        out->n -= 8;  // a line without a column has no carets
        return;
    }
    for (uint32_t i = first > 1 ? first - 1 : first; i < at->col; i++) buf_c(out, ' ');
    uint32_t carets = at->len ? at->len : 1, most = last < length ? last + 1 : length + 1;
    if (at->col + carets > most) carets = most > at->col ? most - at->col : 1;
    for (uint32_t i = 0; i < carets; i++) buf_c(out, '^');
    buf_c(out, '\n');
}

static bool is_hidden(const struct diags *d, const struct source *s)
{
    return d->hidden && !strncmp(s->name, d->hidden, strlen(d->hidden));
}

static void add_text(const struct diags *d, struct buf *out, struct line_cursor *cursor,
                     const struct diag *g)
{
    const struct place *at = &g->place;
    if (at->source) {
        buf_str(out, at->source->name);
        if (at->line) buf_printf(out, ":%u", at->line);
        if (at->line && at->col) buf_printf(out, ":%u", at->col);
    } else {
        BUF_LIT(out, "samtale");
    }
    buf_printf(out, ": %s: %s\n", _(level_names[g->level]), g->text);
    if (at->source && at->line && (g->shown || !is_hidden(d, at->source)))
        add_excerpt(out, cursor, at);
    if (g->hint) buf_printf(out, "      = %s\n", g->hint);
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

void diag_show_errors_only(struct diags *d)
{
    d->errors_only = true;
}

static bool is_left_out(const struct diags *d, const struct diag *g)
{
    return d->errors_only && g->level == DIAG_WARNING;
}

void diag_text(struct diags *d, struct buf *out)
{
    struct line_cursor cursor = {0};
    merge_and_sort(d);
    for (size_t i = 0; i < d->count; i++)
        if (!is_left_out(d, d->list[i])) add_text(d, out, &cursor, d->list[i]);
}

void diag_json(struct diags *d, struct buf *out)
{
    merge_and_sort(d);
    for (size_t i = 0; i < d->count; i++) {
        const struct diag *g = d->list[i];
        if (is_left_out(d, g)) continue;
        json_line_begin(out);
        json_line_text(out, "level", level_names[g->level]);
        json_line_text(out, "message", g->text);
        json_line_text(out, "hint", g->hint);
        if (g->place.source) json_line_text(out, "file", g->place.source->name);
        if (g->place.source && g->place.line) {
            json_line_number(out, "line", g->place.line);
            json_line_number(out, "column", g->place.col);
            json_line_number(out, "length", g->place.len);
        }
        json_line_end(out);
    }
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

struct source *diag_source_open(struct diags *d, struct arena *a, const char *path,
                                const char *name, size_t limit)
{
    struct buf bytes = {0};
    int error = file_read(path, &bytes, limit);
    struct source *s = diag_source_new(d, a, name, bytes.p, error ? 0 : bytes.n);
    buf_free(&bytes);
    struct place whole = {.source = s};
    size_t bad;
    if (error == EFBIG) diag_error(d, whole, "the file is larger than %zu MB", limit >> 20);
    else if (error == ENOENT) diag_error(d, whole, "there is no such file");
    else if (error == EISDIR) diag_error(d, whole, "this is a folder, not a file");
    else if (error == EINVAL || error == ENXIO)
        diag_error(d, whole, "this is a pipe or a device, not a file");
    else if (error) diag_system(d, whole, "the file cannot be read: %s", strerror(error));
    else if (!utf8_valid(s->text, s->n, &bad)) {
        struct diag *g = diag_error(d, diag_place(s, bad, 0), "the text is not UTF-8");
        diag_hint(d, g, "save the file again as UTF-8");
        error = EILSEQ;
    }
    if (error) return NULL;
    if (s->n >= 3 && !memcmp(s->text, "\xEF\xBB\xBF", 3)) {
        s->text += 3;
        s->n -= 3;
        s->bom = true;
    }
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
