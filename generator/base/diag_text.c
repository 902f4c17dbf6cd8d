// Diagnostics as text: with the line that each is about, and the same thing in many places once.
#include <string.h>

#include "base/diag_list.h"
#include "base/map.h"
#include "base/translate.h"
#include "base/utf8.h"

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
static void add_excerpt(struct buf *out, struct diag_cursor *cursor, const struct place *at)
{
    enum { WIDTH = 100, LEAD = 30 };
    size_t n;
    const char *line = diag_order_line(cursor, at->source, at->line, &n);
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

// ---- One

static void add_place(struct buf *out, const struct place *at)
{
    buf_str(out, at->source ? at->source->name : "samtale");
    if (!at->source || !at->line) return;
    buf_printf(out, ":%u", at->line);
    if (at->col) buf_printf(out, ":%u", at->col);
}

static void add_level(struct buf *out, const struct diags *d, enum diag_level level)
{
    static const char *const colours[] = {
        [DIAG_WARNING] = "\033[1;33m", [DIAG_ERROR] = "\033[1;31m", [DIAG_SYSTEM] = "\033[1;31m"};
    buf_printf(out, "%s%s%s", d->colours ? colours[level] : "", _(diag_level_names[level]),
               d->colours ? "\033[0m" : "");
}

static void add_one(const struct diags *d, struct buf *out, struct diag_cursor *cursor,
                    const struct diag *g)
{
    const struct place *at = &g->place;
    add_place(out, at);
    BUF_LIT(out, ": ");
    add_level(out, d, g->level);
    buf_printf(out, ": %s\n", g->text);
    if (at->source && at->line && (g->shown || !is_hidden(d, at->source)))
        add_excerpt(out, cursor, at);
    if (g->hint) buf_printf(out, "      = %s\n", g->hint);
}

// ---- Many that are alike

// How many that are alike are shown together: fewer are likely to be different slips, each with its
// own hint. The places that are then named beside the first. And how many groups an id can have;
// what would need one more is together with the others of the id.
enum { TOGETHER = 8, NAMED = 3, GROUPS = 8 };

struct diag_group {  // of one id and level, and alike
    size_t count;
    const struct diag *named[NAMED + 1];
    size_t others;  // in the group of the whole id: how many groups it has beside this one
};

static struct diag_group *named_group(struct map *groups, struct arena *a, const char *key)
{
    struct diag_group *group = map_get(groups, key);
    if (!group) {
        group = ARENA_NEW(a, struct diag_group);
        map_set(groups, a, key, group);
    }
    return group;
}

static struct diag_group *group_of(struct map *groups, struct arena *a, const struct diag *g)
{
    const char *id = arena_printf(a, "%d %s", (int)g->level, g->id);
    struct diag_group *whole = named_group(groups, a, id);
    const char *key = g->alike ? arena_printf(a, "%s %s", id, g->alike) : NULL;
    if (!key || (!map_get(groups, key) && whole->others == GROUPS)) return whole;
    if (!map_get(groups, key)) whole->others++;
    return named_group(groups, a, key);
}

static void add_others(struct buf *out, const struct diag_group *group)
{
    size_t more = group->count - 1;
    BUF_LIT(out, "      = ");
    buf_printf(out,
               translate_count("the same in %zu more place", "the same in %zu more places", more),
               more);
    for (size_t i = 1; i < group->count && i <= NAMED; i++) {
        buf_str(out, i == 1 ? ": " : ", ");
        if (group->named[i]->place.source) add_place(out, &group->named[i]->place);
        else buf_str(out, group->named[i]->text);
    }
    if (more > NAMED) buf_str(out, _(" …; --all shows them all"));
    buf_c(out, '\n');
}

void diag_text(struct diags *d, struct buf *out)
{
    struct diag_cursor cursor = {0};
    struct arena a = {0};
    struct map groups = {0};
    diag_order(d);
    for (size_t i = 0; i < d->count && !d->all; i++) {
        struct diag_group *group = group_of(&groups, &a, d->list[i]);
        if (group->count++ <= NAMED) group->named[group->count - 1] = d->list[i];
    }
    for (size_t i = 0; i < d->count; i++) {
        const struct diag *g = d->list[i];
        if (diag_order_leaves_out(d, g)) continue;
        const struct diag_group *group = d->all ? NULL : group_of(&groups, &a, g);
        bool folded = group && group->count >= TOGETHER;
        if (folded && group->named[0] != g) continue;
        add_one(d, out, &cursor, g);
        if (folded) add_others(out, group);
    }
    arena_free(&a);
}
