// Puts diagnostics into the order in which they are shown.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diag_list.h"
#include "base/map.h"
#include "base/translate.h"
#include "base/utf8.h"

static const char *hint_of(const struct diag *g)
{
    return g->hint ? g->hint : "";
}

static const char *id_of(const struct diag *g)
{
    return g->id ? g->id : "";
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
    if (!c) c = strcmp(id_of(a), id_of(b));  // the same in every language
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

// ---- Lines of sources

const char *diag_order_line(struct diag_cursor *at, const struct source *s, uint32_t line,
                            size_t *n)
{
    if (at->source != s || at->line > line) *at = (struct diag_cursor){s, 1, s->text};
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
static void find_about(struct diag_cursor *cursor, struct diag *g)
{
    enum { FAR = 1 << 16 };  // bytes; what is further away is something else
    const struct source *s = g->place.source;
    size_t n, wanted = strlen(g->about);
    if (!s || !g->place.line || !wanted) return;
    const char *line = diag_order_line(cursor, s, g->place.line, &n);
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

// What is worst comes last, where whoever reads is at the end.
static void sort_by_level(struct diags *d)
{
    struct diag **sorted = ARENA_ARRAY(&d->arena, struct diag *, d->count);
    size_t count = 0;
    for (int level = DIAG_WARNING; level <= DIAG_SYSTEM; level++)
        for (size_t i = 0; i < d->count; i++)
            if ((int)d->list[i]->level == level) sorted[count++] = d->list[i];
    if (count) memcpy(d->list, sorted, count * sizeof *sorted);
}

void diag_order(struct diags *d)
{
    struct diag_cursor cursor = {0};
    sort(d);
    for (size_t i = 0; i < d->count; i++)
        if (d->list[i]->about && !d->list[i]->found) find_about(&cursor, d->list[i]);
    drop_repeats(d);
    sort(d);
    join_lines(d);
    sort_by_level(d);
}

bool diag_order_leaves_out(const struct diags *d, const struct diag *g)
{
    if (g->level != DIAG_WARNING) return false;
    return d->errors_only || g->left_out || (d->left_out && g->id && !strcmp(g->id, d->left_out));
}
