// The shortest edit of lines: E. W. Myers, An O(ND) Difference Algorithm and Its Variations (1986).
#include "base/line_diff.h"

#include <string.h>

#include "base/arena.h"

enum { CONTEXT = 2, EDITS_MOST = 2000 };

struct line_text {
    const char **lines;
    size_t *lengths;
    long count;
};

struct line_pair {
    struct line_text a, b;
    bool *gone, *added;  // by line of a, of b
};

static struct line_text split(struct arena *x, const char *p, size_t n)
{
    struct line_text t = {0};
    size_t count = 1, at = 0;
    for (size_t i = 0; i < n; i++) count += p[i] == '\n';
    t.lines = ARENA_ARRAY(x, const char *, count);
    t.lengths = ARENA_ARRAY(x, size_t, count);
    while (at < n) {
        const char *end = memchr(p + at, '\n', n - at);
        size_t length = end ? (size_t)(end - p) - at : n - at;
        t.lines[t.count] = p + at;
        t.lengths[t.count++] = length;
        at += length + 1;
    }
    return t;
}

static bool is_same(const struct line_pair *p, long i, long k)
{
    return p->a.lengths[i] == p->b.lengths[k] &&
           !memcmp(p->a.lines[i], p->b.lines[k], p->a.lengths[i]);
}

// How far diagonal k reaches with one edit more; v: how far each diagonal reaches with one less.
static long furthest(const struct line_pair *p, const long *v, long d, long k)
{
    bool down = k == -d || (k != d && v[k - 1] < v[k + 1]);
    long x = down ? v[k + 1] : v[k - 1] + 1;
    while (x < p->a.count && x - k < p->b.count && is_same(p, x, x - k)) x++;
    return x;
}

// Marks the lines of the edits on the way back from the ends.
static void mark(struct line_pair *p, long *const *trace, long d)
{
    long x = p->a.count, y = p->b.count;
    for (; d > 0; d--) {
        const long *v = trace[d] + d + 1;
        long k = x - y;
        bool down = k == -d || (k != d && v[k - 1] < v[k + 1]);
        long from = down ? k + 1 : k - 1, x0 = v[from], y0 = x0 - from;
        if (down) p->added[y0] = true;
        else p->gone[x0] = true;
        x = x0, y = y0;
    }
}

static void compare(struct arena *x, struct line_pair *p)
{
    long most = p->a.count + p->b.count, room = most < EDITS_MOST ? most : EDITS_MOST;
    long middle = room + 1, *v = ARENA_ARRAY(x, long, (size_t)(2 * middle + 1));
    long **trace = ARENA_ARRAY(x, long *, (size_t)room + 1);
    for (long d = 0; d <= room; d++) {
        trace[d] = ARENA_ARRAY(x, long, (size_t)(2 * d + 3));
        memcpy(trace[d], v + middle - d - 1, (size_t)(2 * d + 3) * sizeof *v);
        for (long k = -d; k <= d; k += 2) {
            v[middle + k] = furthest(p, v + middle, d, k);
            if (v[middle + k] < p->a.count || v[middle + k] - k < p->b.count) continue;
            mark(p, trace, d);
            return;
        }
    }
    memset(p->gone, true, (size_t)p->a.count);
    memset(p->added, true, (size_t)p->b.count);
}

// ---- Writing

struct line_op {  // one line of the diff: ' ', '-' or '+'
    char sign;
    const char *line;
    size_t length;
};

static struct line_op *list_ops(struct arena *x, const struct line_pair *p, long *count)
{
    struct line_op *ops = ARENA_ARRAY(x, struct line_op, (size_t)(p->a.count + p->b.count));
    *count = 0;
    for (long i = 0, k = 0; i < p->a.count || k < p->b.count;) {
        bool gone = i < p->a.count && p->gone[i], added = k < p->b.count && p->added[k];
        const struct line_text *t = gone || !added ? &p->a : &p->b;
        long at = gone || !added ? i : k;
        char sign = ' ';
        if (gone) sign = '-';
        else if (added) sign = '+';
        ops[(*count)++] = (struct line_op){sign, t->lines[at], t->lengths[at]};
        i += sign != '+';
        k += sign != '-';
    }
    return ops;
}

// Behind the last edit of the hunk that begins with the edit at `at`, and its context.
static long hunk_end(const struct line_op *ops, long count, long at)
{
    long last = at;
    for (long i = at; i < count && i - last <= 2 * CONTEXT; i++)
        if (ops[i].sign != ' ') last = i;
    return last + 1 + CONTEXT < count ? last + 1 + CONTEXT : count;
}

static long count_lines(const struct line_op *ops, long from, long to, char without)
{
    long n = 0;
    for (long i = from; i < to; i++) n += ops[i].sign != without;
    return n;
}

void line_diff(struct buf *out, const char *a, size_t a_n, const char *b, size_t b_n)
{
    struct arena x = {0};
    struct line_pair p = {.a = split(&x, a, a_n), .b = split(&x, b, b_n)};
    p.gone = ARENA_ARRAY(&x, bool, (size_t)p.a.count + 1);
    p.added = ARENA_ARRAY(&x, bool, (size_t)p.b.count + 1);
    compare(&x, &p);
    long count, line_a = 1, line_b = 1;  // of what is not shown yet
    const struct line_op *ops = list_ops(&x, &p, &count);
    for (long at = 0, shown = 0; at < count; at++) {
        if (ops[at].sign == ' ') continue;
        long from = at - shown > CONTEXT ? at - CONTEXT : shown, to = hunk_end(ops, count, at);
        line_a += from - shown;
        line_b += from - shown;
        long gone = count_lines(ops, from, to, '+'), added = count_lines(ops, from, to, '-');
        buf_printf(out, "@@ -%ld,%ld +%ld,%ld @@\n", line_a - !gone, gone, line_b - !added, added);
        for (long i = from; i < to; i++) {
            buf_c(out, ops[i].sign);
            buf_add(out, ops[i].line, ops[i].length);
            buf_c(out, '\n');
        }
        line_a += gone;
        line_b += added;
        shown = to;
        at = to - 1;
    }
    arena_free(&x);
}
