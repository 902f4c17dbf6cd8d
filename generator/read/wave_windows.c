// When each wave is: the working days of the conversation window, divided between the waves.
#include <stdlib.h>

#include "base/array.h"
#include "base/translate.h"
#include "read/cycle_readers.h"

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

// ---- How many days each wave needs

struct wave_load {  // the conversations that somebody holds in a wave
    const struct person *holder;
    unsigned wave;
    size_t conversations;
};

static int by_holder(const void *x, const void *y)
{
    const struct wave_load *a = x, *b = y;
    int order = COMPARE(a->holder->index, b->holder->index);
    return order ? order : COMPARE(a->wave, b->wave);
}

// All loads of people in the chart; the count.
static size_t list_loads(const struct cycle *c, struct arena *a, struct wave_load **out)
{
    struct wave_load *list = ARENA_ARRAY(a, struct wave_load, c->person_count);
    size_t all = 0, count = 0;
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        if (counts(c, p) && p->held_by && p->held_by->id)
            list[all++] = (struct wave_load){p->held_by, p->wave, 1};
    }
    if (all) qsort(list, all, sizeof *list, by_holder);
    for (size_t i = 0; i < all; i++) {
        if (count && !by_holder(&list[count - 1], &list[i])) list[count - 1].conversations++;
        else list[count++] = list[i];
    }
    *out = list;
    return count;
}

static int64_t days_needed(const struct cycle *c, const struct wave_load *load)
{
    int64_t per_day = c->per_day;
    return ((int64_t)load->conversations + per_day - 1) / per_day;
}

// Working days that each wave needs, or with WAVES_BY_SIZE its conversations; at least one.
static void measure(const struct cycle *c, struct arena *a, int64_t *needs)
{
    for (size_t w = 0; w < c->wave_count; w++) needs[w] = 1;
    if (c->wave_split == WAVES_BY_SIZE) {
        for (size_t i = 0; i < c->person_count; i++)
            if (counts(c, c->people[i])) needs[c->people[i]->wave]++;
        for (size_t w = 0; w < c->wave_count; w++) needs[w] -= needs[w] > 1;
        return;
    }
    struct wave_load *loads;
    size_t count = list_loads(c, a, &loads);
    for (size_t i = 0; i < count; i++) {
        int64_t days = days_needed(c, &loads[i]);
        if (days > needs[loads[i].wave]) needs[loads[i].wave] = days;
    }
}

// ---- Dividing the window

static size_t list_working_days(const struct cycle *c, const struct window *w, struct arena *a,
                                struct date **out)
{
    size_t count = 0, room = 0;
    *out = NULL;
    for (struct date d = w->from; date_compare(d, w->to) <= 0; d = date_add_days(d, 1))
        if (!cycle_is_closed(c, d)) *ARENA_PUSH(a, *out, count, room) = d;
    return count;
}

// The working day, counted from 0, on which each wave begins. Where there are enough days, each
// wave has its share of them all; else a wave begins as early as it has to, and waves overlap.
static void divide(const int64_t *needs, size_t count, int64_t days, bool overlap, int64_t *starts)
{
    int64_t total = 0, before = 0, last = needs[count - 1];
    for (size_t w = 0; w < count; w++) total += needs[w];
    if (last > days) last = days;
    for (size_t w = 0; w < count; w++) {
        bool fits = total <= days || !overlap;
        starts[w] = fits ? days * before / total : 0;
        if (!fits && total > needs[count - 1])
            starts[w] = (days - last) * before / (total - needs[count - 1]);
        int64_t latest = days - (overlap && needs[w] < days ? needs[w] : 1);
        if (overlap && needs[w] >= days) latest = 0;
        if (starts[w] > latest) starts[w] = latest;
        before += needs[w];
    }
    for (size_t w = count - 1; w-- > 0;)
        if (starts[w] > starts[w + 1]) starts[w] = starts[w + 1];
}

// A wave lasts until the next one begins, and at least as long as it needs; where waves overlap,
// that long after the end of the one above, so that whoever has their own conversation on its last
// day can still hold those of their people.
static void set_by_needs(struct cycle *c, struct arena *a)
{
    struct date *days;
    size_t count = list_working_days(c, &c->conversations, a, &days);
    int64_t *needs = ARENA_ARRAY(a, int64_t, c->wave_count),
            *starts = ARENA_ARRAY(a, int64_t, c->wave_count);
    bool by_load = c->wave_split == WAVES_BY_LOAD;
    int64_t end_above = 0;
    for (size_t w = 0; w < c->wave_count; w++) c->waves[w] = c->conversations;
    if (!count) return;
    measure(c, a, needs);
    divide(needs, c->wave_count, (int64_t)count, by_load, starts);
    for (size_t w = 0; w < c->wave_count; w++) {
        size_t next = w + 1;
        while (next < c->wave_count && starts[next] == starts[w]) next++;
        int64_t end = next < c->wave_count ? starts[next] : (int64_t)count;
        int64_t above = end_above > starts[w] ? end_above : starts[w];
        if (by_load && end < above + needs[w]) end = above + needs[w];
        if (end > (int64_t)count) end = (int64_t)count;
        end_above = end;
        c->waves[w].from = w ? days[starts[w]] : c->conversations.from;
        c->waves[w].to = end == (int64_t)count ? c->conversations.to : days[end - 1];
    }
}

// A wave without a last day ends on the last working day before the next one begins, but never
// before it has begun itself. Levels below the last of the list share it.
static void set_by_dates(struct cycle *c)
{
    for (size_t w = 0; w < c->wave_count; w++) {
        size_t at = w < c->wave_date_count ? w : c->wave_date_count - 1, next = at + 1;
        struct window *wave = &c->waves[w];
        *wave = c->wave_dates[at];
        wave->place = c->conversations.place;
        if (date_is_set(wave->to)) continue;
        while (next < c->wave_date_count && !date_compare(c->wave_dates[next].from, wave->from))
            next++;
        wave->to = c->conversations.to;
        if (next == c->wave_date_count) continue;
        wave->to = date_add_days(c->wave_dates[next].from, -1);
        while (cycle_is_closed(c, wave->to) && date_compare(wave->to, wave->from) > 0)
            wave->to = date_add_days(wave->to, -1);
    }
}

void wave_windows_make(struct cycle *c)
{
    c->waves = ARENA_ARRAY(c->arena, struct window, c->wave_count);
    if (!date_is_set(c->conversations.from) || !date_is_set(c->conversations.to)) return;
    struct arena scratch = {0};
    if (c->wave_date_count) set_by_dates(c);
    else if (c->wave_count) set_by_needs(c, &scratch);
    arena_free(&scratch);
}

// ---- Warnings

static size_t count_working_days(const struct cycle *c, const struct window *w)
{
    size_t count = 0;
    for (struct date d = w->from; date_compare(d, w->to) <= 0; d = date_add_days(d, 1))
        count += !cycle_is_closed(c, d);
    return count;
}

static void check_load(struct reader *r, const struct wave_load *load)
{
    const struct cycle *c = r->cycle;
    const struct window *w = &c->waves[load->wave];
    size_t days = count_working_days(c, w), room = days * (size_t)c->per_day;
    if (load->conversations <= room) return;
    const char *to_hold = translate_count("%s has %zu conversation to hold",
                                          "%s has %zu conversations to hold", load->conversations);
    const char *said = arena_printf(r->a, to_hold, load->holder->name, load->conversations);
    struct diag *g = diag_warning(
        r->d, load->holder->place, "leader-has-too-many-conversations",
        "%s from %04d-%02d-%02d to %04d-%02d-%02d, and there is room for %zu", said, w->from.year,
        w->from.month, w->from.day, w->to.year, w->to.month, w->to.day, room);
    diag_hint(r->d, g,
              translate_count("that is %zu working day, with %d a day; let somebody else hold some "
                              "of them (conversation: { by: ID }), begin earlier, end later, or "
                              "raise per-day in samtale.yaml",
                              "that is %zu working days, with %d a day; let somebody else hold "
                              "some of them (conversation: { by: ID }), begin earlier, end later, "
                              "or raise per-day in samtale.yaml",
                              days),
              days, c->per_day);
}

void wave_windows_check(struct reader *r)
{
    const struct cycle *c = r->cycle;
    if (!date_is_set(c->conversations.from) || !date_is_set(c->conversations.to)) return;
    struct arena scratch = {0};
    struct wave_load *loads;
    size_t count = list_loads(c, &scratch, &loads);
    if (!count_working_days(c, &c->conversations))
        diag_warning(r->d, c->conversations.place, "window-without-working-days",
                     "there is no working day in the conversation window");
    else
        for (size_t i = 0; i < count; i++) check_load(r, &loads[i]);
    arena_free(&scratch);
}
