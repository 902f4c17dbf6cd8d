// Making waves: conversations run from the top down, so that each leader has had their own before
// holding others'. A wave is everyone equally deep below the top; the conversation window is shared
// between the waves by their numbers of conversations.
#include <assert.h>
#include <stdlib.h>

#include "base/array.h"
#include "read/cycle_readers.h"

static bool begins(const struct person *p)
{
    return !p->leader || !p->leader->id || !p->leader->leader;
}

// Sets the wave of a person and of all leaders above: up to one whose wave is known, then down
// again. There are no circles, since resolve.c has cut them.
static void set_wave(struct person *p, bool *known, struct person **chain)
{
    size_t n = 0;
    for (; !known[p->index]; p = p->leader) {
        chain[n++] = p;
        if (begins(p)) break;
    }
    while (n--) {
        chain[n]->wave = begins(chain[n]) ? 0 : chain[n]->leader->wave + 1;
        known[chain[n]->index] = true;
    }
}

// Whoever has no leader yet, and leads nobody, is met with those whom the nearest leader above
// leads.
static void set_waves_of_vacant(struct cycle *c, struct arena *scratch)
{
    bool *leads = ARENA_ARRAY(scratch, bool, c->person_count);
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *leader = c->people[i]->leader;
        if (leader && leader->id) leads[leader->index] = true;
    }
    for (size_t i = 0; i < c->person_count; i++) {
        struct person *p = c->people[i];
        const struct unit *u = p->unit;
        if (!p->leader_is_vacant || leads[i]) continue;
        while (u && (!u->leader || !u->leader->id)) u = u->parent;
        if (u) p->wave = u->leader->wave + 1;
    }
}

static void set_waves(struct cycle *c)
{
    struct arena scratch = {0};
    bool *known = ARENA_ARRAY(&scratch, bool, c->person_count);
    struct person **chain = ARENA_ARRAY(&scratch, struct person *, c->person_count);
    for (size_t i = 0; i < c->person_count; i++) set_wave(c->people[i], known, chain);
    set_waves_of_vacant(c, &scratch);
    for (size_t i = 0; i < c->person_count; i++)
        if (c->people[i]->wave >= c->wave_count) c->wave_count = (size_t)c->people[i]->wave + 1;
    arena_free(&scratch);
}

// Whether a person's conversation counts for the length of the wave: newcomers have a window of
// their own.
static bool counts(const struct cycle *c, const struct person *p)
{
    bool later = date_is_set(p->employed.from) &&
                 date_compare(p->employed.from, c->conversations.from) > 0;
    bool left = date_is_set(p->employed.to) &&
                date_compare(p->employed.to, c->conversations.from) < 0;
    return (p->leader || p->leader_is_vacant) && !p->not_needed && !later && !left;
}

static struct date not_on_weekend(struct date d)
{
    int weekday = date_weekday(d);
    return weekday > 5 ? date_add_days(d, 8 - weekday) : d;
}

// The first day of each wave: as many days into the window as is the share of the conversations
// before it.
static void split_by_size(struct cycle *c, struct date *starts)
{
    struct arena scratch = {0};
    int64_t *sizes = ARENA_ARRAY(&scratch, int64_t, c->wave_count), total = 0, before = 0;
    for (size_t i = 0; i < c->person_count; i++)
        if (counts(c, c->people[i])) sizes[c->people[i]->wave]++, total++;
    int64_t days = date_day_number(c->conversations.to) - date_day_number(c->conversations.from) +
                   1;
    for (size_t w = 0; w < c->wave_count; w++) {
        struct date day = date_add_days(c->conversations.from,
                                        (int32_t)(total ? days * before / total : 0));
        if (w && sizes[w - 1] && date_compare(day, starts[w - 1]) <= 0)
            day = date_add_days(starts[w - 1], 1);
        if (w) day = not_on_weekend(day);
        starts[w] = date_compare(day, c->conversations.to) > 0 ? c->conversations.to : day;
        before += sizes[w];
    }
    arena_free(&scratch);
}

static void split_by_dates(const struct cycle *c, struct date *starts, size_t count)
{
    for (size_t w = 0; w < count; w++)
        starts[w] = c->wave_starts[w < c->wave_start_count ? w : c->wave_start_count - 1];
}

// A wave ends on the last working day before the next one begins, but never before it has begun
// itself.
static struct date wave_end(const struct cycle *c, const struct date *starts, size_t count,
                            size_t w)
{
    size_t next = w + 1;
    while (next < count && !date_compare(starts[next], starts[w])) next++;
    if (next == count) return c->conversations.to;
    struct date day = date_add_days(starts[next], -1);
    while (date_weekday(day) > 5 && date_compare(day, starts[w]) > 0) day = date_add_days(day, -1);
    return day;
}

// In a leader's own directory there may be dates for levels below its people, too.
static void set_windows(struct cycle *c)
{
    c->waves = ARENA_ARRAY(c->arena, struct window, c->wave_count);
    if (!date_is_set(c->conversations.from) || !date_is_set(c->conversations.to)) return;
    struct arena scratch = {0};
    size_t count = c->part_of && c->wave_start_count > c->wave_count ? c->wave_start_count
                                                                     : c->wave_count;
    struct date *starts = ARENA_ARRAY(&scratch, struct date, count);
    if (c->wave_start_count) split_by_dates(c, starts, count);
    else split_by_size(c, starts);
    for (size_t w = 0; w < c->wave_count; w++)
        c->waves[w] = (struct window){starts[w], wave_end(c, starts, count, w),
                                      c->conversations.place};
    arena_free(&scratch);
}

static int by_cascade(const void *x, const void *y)
{
    const struct person *a = *(const struct person *const *)x,
                        *b = *(const struct person *const *)y;
    int order = COMPARE(a->wave, b->wave);
    if (!order) order = COMPARE(a->unit->index, b->unit->index);
    return order ? order : COMPARE(a->index, b->index);
}

void waves_make(struct cycle *c)
{
    set_waves(c);
    set_windows(c);
    c->cascade = ARENA_ARRAY(c->arena, struct person *, c->person_count);
    for (size_t i = 0; i < c->person_count; i++) c->cascade[i] = c->people[i];
    if (c->person_count) qsort(c->cascade, c->person_count, sizeof *c->cascade, by_cascade);
    for (size_t i = 0; i < c->person_count; i++) {
        struct person *p = c->cascade[i];
        assert(p->wave < c->wave_count);
        if (p->leader)
            *ARENA_PUSH(c->arena, p->leader->people, p->leader->people_count,
                        p->leader->people_room) = p;
    }
}
