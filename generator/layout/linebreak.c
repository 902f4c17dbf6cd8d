// Total fit: the lines whose costs have the least sum. A line costs the square of the empty space
// at its end, and what a break of its kind costs. The best way to reach a fragment is found from
// those before it that fit on one line with it, so the work grows with the text and not with its
// square.
#include "layout/linebreak.h"

#include <assert.h>

enum {
    MOST_FRAGMENTS = 1500,  // on one line at most
    COST_LINE = 8000,
    COST_OVERFULL = 100000000,
    // a last line of one short word, or of the rest of one; of two short words, half of it
    COST_SHORT_LAST = 160000,
};

static const int64_t break_cost[] = {
    [END_SPACE] = 0,         [END_PLAIN] = 12000, [END_HYPHEN] = 70000,
    [END_ANYWHERE] = 250000, [END_MUST] = 0,
};

struct reach {      // the best way to end a line before a fragment
    int64_t cost;   // of all lines so far
    uint32_t from;  // the last line's first fragment
};

static int64_t line_cost(const struct fragment *fragments, size_t from, size_t to, mpt line,
                         mpt width, size_t count)
{
    const struct fragment *last = &fragments[to - 1];
    int64_t cost = COST_LINE + (line > width ? COST_OVERFULL : 0);
    if (to == count || last->ends == END_MUST) {
        bool one = to - from == 1, rest = one && from && fragments[from - 1].ends == END_HYPHEN;
        bool is_short = rest || (from && line < width / 6);
        if (!is_short) return cost;
        return cost + (one ? COST_SHORT_LAST : COST_SHORT_LAST / 2);
    }
    int64_t slack = line < width ? (int64_t)(width - line) * 1000 / width : 0;
    return cost + slack * slack + break_cost[last->ends];
}

static struct reach best_line(const struct fragment *fragments, const struct reach *reached,
                              size_t to, mpt width, size_t count)
{
    const struct fragment *last = &fragments[to - 1];
    struct reach best = {INT64_MAX, (uint32_t)to - 1};
    int64_t line = last->width + (last->ends == END_HYPHEN ? last->hyphen : 0);
    for (size_t from = to - 1;; from--) {
        if (from < to - 1 && line > width) break;
        int64_t cost = reached[from].cost + line_cost(fragments, from, to, (mpt)line, width, count);
        if (cost < best.cost) best = (struct reach){cost, (uint32_t)from};
        if (!from || to - from >= MOST_FRAGMENTS || fragments[from - 1].ends == END_MUST) break;
        line += fragments[from - 1].width + fragments[from - 1].space;
    }
    return best;
}

size_t linebreak(const struct fragment *fragments, size_t count, mpt width, struct arena *scratch,
                 uint32_t **breaks)
{
    struct reach *reached = ARENA_ARRAY(scratch, struct reach, count + 1);
    for (size_t to = 1; to <= count; to++)
        reached[to] = best_line(fragments, reached, to, width, count);
    size_t lines = 0;
    for (size_t at = count; at; at = reached[at].from) lines++;
    *breaks = ARENA_ARRAY(scratch, uint32_t, lines + 1);
    size_t line = lines;
    for (size_t at = count; at; at = reached[at].from) (*breaks)[line--] = (uint32_t)at;
    assert(!line && !(*breaks)[0] && (!lines || (*breaks)[lines] == count));
    return lines;
}
