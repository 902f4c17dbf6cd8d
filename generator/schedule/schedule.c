// Proposing times: leader by leader from the top, each conversation on the day of its window on
// which the leader has fewest.
#include "schedule/schedule.h"

#include <string.h>

enum {
    STEP = 15,            // minutes: conversations begin on the quarter
    PAUSE = 15,           // minutes between two of one leader's
    USUAL_FROM = 9 * 60,  // where `available:` says nothing
    USUAL_TO = 15 * 60 + 30,
    USUAL_WEEKDAYS = 0x3e,  // bits 1 to 5
};

struct appointment {  // minutes from midnight; to: when the next can begin
    struct date day;
    int from, to;
};

struct diary {  // of one leader
    struct appointment *list;
    size_t count, room;
};

struct scheduler {
    struct arena *arena;
    const struct cycle *cycle;
    const bool *chosen;
    struct date first;
    struct diary *diaries;  // by the leader's index
    struct datetime *at;    // by the person's index: agreed or proposed; unset: neither
    struct schedule *out;
};

static void add(struct scheduler *s, const struct person *holder, const struct datetime *at)
{
    if (!holder || !holder->id || !date_is_set(at->date)) return;
    struct diary *d = &s->diaries[holder->index];
    int from = at->hour < 0 ? 0 : at->hour * 60 + at->minute;
    *ARENA_PUSH(s->arena, d->list, d->count,
                d->room) = (struct appointment){at->date, from, from + s->cycle->minutes + PAUSE};
}

// ---- What is possible

static size_t count_on(const struct diary *d, struct date day)
{
    size_t count = 0;
    for (size_t i = 0; i < d->count; i++) count += !date_compare(d->list[i].day, day);
    return count;
}

static bool works(const struct cycle *c, const struct person *holder, const struct person *p,
                  struct date day)
{
    int weekdays = holder->available.weekdays ? holder->available.weekdays : USUAL_WEEKDAYS;
    return !cycle_is_closed(c, day) && (weekdays >> date_weekday(day) & 1) &&
           cycle_person_is_employed(p, day) && !cycle_person_is_away(p, day) &&
           cycle_person_is_employed(holder, day) && !cycle_person_is_away(holder, day);
}

// The first time on a day at which the leader is free; -1: there is none.
static int free_from(const struct scheduler *s, const struct person *holder, struct date day)
{
    const struct diary *d = &s->diaries[holder->index];
    const struct datetime *own = &s->at[holder->index];
    int from = holder->available.to ? holder->available.from : USUAL_FROM,
        to = holder->available.to ? holder->available.to : USUAL_TO, minutes = s->cycle->minutes;
    from = (from + STEP - 1) / STEP * STEP;
    if (date_is_set(own->date) && !date_compare(own->date, day)) {
        if (own->hour < 0) return -1;
        int after = own->hour * 60 + own->minute + minutes + PAUSE;
        if (after > from) from = (after + STEP - 1) / STEP * STEP;
    }
    for (; from + minutes <= to; from += STEP) {
        bool taken = false;
        for (size_t i = 0; i < d->count && !taken; i++)
            taken = !date_compare(d->list[i].day, day) && from < d->list[i].to &&
                    d->list[i].from < from + minutes + PAUSE;
        if (!taken) return from;
    }
    return -1;
}

// The days on which a person's conversation can be: of their window, after the leader's own.
static struct window days_for(const struct scheduler *s, const struct person *p)
{
    struct window w = cycle_person_window(s->cycle, p);
    struct date own = s->at[p->held_by->index].date;
    if (date_compare(w.from, s->first) < 0) w.from = s->first;
    if (date_is_set(own) && date_compare(w.from, own) < 0) w.from = own;
    return w;
}

static struct datetime find_time(const struct scheduler *s, const struct person *p)
{
    const struct person *holder = p->held_by;
    struct window w = days_for(s, p);
    if (!date_is_set(w.from) || !date_is_set(w.to)) return (struct datetime){0};
    for (int most = 0; most < s->cycle->per_day; most++)
        for (struct date day = w.from; date_compare(day, w.to) <= 0; day = date_add_days(day, 1)) {
            if (!works(s->cycle, holder, p, day) ||
                count_on(&s->diaries[holder->index], day) != (size_t)most)
                continue;
            int minute = free_from(s, holder, day);
            if (minute >= 0)
                return (struct datetime){day, (int8_t)(minute / 60), (int8_t)(minute % 60)};
        }
    return (struct datetime){0};
}

// ---- The list

static bool has_none(const struct scheduler *s, const struct person *p)
{
    return cycle_person_pack(s->cycle, p) == PACK_DUE && p->held_by && p->held_by->id &&
           !date_is_set(p->conversation_at.date) && !date_is_set(p->conversation_held) &&
           !(p->plan && date_is_set(p->plan->conversation_held));
}

static void propose(struct scheduler *s, const struct person *p)
{
    struct datetime at = find_time(s, p);
    s->at[p->index] = at;
    add(s, p->held_by, &at);
    if (!s->chosen[p->index]) return;
    struct schedule *out = s->out;
    *ARENA_PUSH(s->arena, out->list, out->count, out->room) = (struct schedule_entry){p, at};
    out->without += !date_is_set(at.date);
}

// Those who lead others come first, so that they can begin with their own people.
void schedule_make(struct arena *a, const struct cycle *c, const bool *chosen, struct date first,
                   struct schedule *out)
{
    struct scheduler s = {.arena = a, .cycle = c, .chosen = chosen, .first = first, .out = out};
    *out = (struct schedule){0};
    s.diaries = ARENA_ARRAY(a, struct diary, c->person_count);
    s.at = ARENA_ARRAY(a, struct datetime, c->person_count);
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        s.at[i] = p->conversation_at;
        add(&s, p->held_by, &p->conversation_at);
    }
    for (size_t w = 0; w < c->wave_count; w++)
        for (int others = 0; others < 2; others++)
            for (size_t i = 0; i < c->person_count; i++) {
                const struct person *p = c->cascade[i];
                bool leads = p->people_count || p->leads;
                if (p->wave == w && leads != others && has_none(&s, p)) propose(&s, p);
            }
}
