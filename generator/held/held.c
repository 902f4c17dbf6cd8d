// What has been found, and until when it may be kept.
#include "held/held.h"

#include <stdlib.h>
#include <string.h>

#include "base/translate.h"
#include "read/read.h"

enum { PERIODS_MOST = 100 };

static const char *key_of(const struct held *h, const struct held_thing *t)
{
    bool is_part = t->part >= HELD_ENTRY;
    return arena_printf(h->a, "%d %s\n%s", t->part, t->path, is_part ? t->id : "");
}

void held_add(struct held *h, struct held_thing thing)
{
    struct held_list *f = &h->found;
    const char *key = key_of(h, &thing);
    if (map_get(&f->added, key)) return;
    map_set(&f->added, h->a, key, h);
    *ARENA_PUSH_REALLOC(h->a, f->list, f->count, f->room) = thing;
}

void held_add_beyond(struct held *h, const char *path)
{
    struct held_list *f = &h->found;
    if (map_get(&f->beyond_added, path)) return;
    map_set(&f->beyond_added, h->a, path, h);
    *ARENA_PUSH(h->a, f->beyond, f->beyond_count, f->beyond_room) = path;
}

static bool is_of_kind(const struct held_thing *x, const struct held_thing *y)
{
    if (x->what != y->what || !x->period != !y->period) return false;
    return !x->period || !strcmp(x->period, y->period);
}

// Those of a kind stand together but for a few, so that it is mostly the last.
size_t held_kinds(const struct held *h, struct held_kind **out)
{
    struct held_kind *kinds = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < h->found.count; i++) {
        const struct held_thing *t = &h->found.list[i];
        size_t k = count;
        while (k && !is_of_kind(kinds[k - 1].first, t)) k--;
        if (k) kinds[k - 1].count++;
        else *ARENA_PUSH(h->a, kinds, count, room) = (struct held_kind){t, 1};
    }
    *out = kinds;
    return count;
}

const char *held_word(enum held_what what)
{
    static const char *const words[HELD_WHATS] = {
        [HELD_OUTPUTS] = N_("made files"), [HELD_TIMES] = N_("times"),
        [HELD_LAST_IMPORT] = N_("import"), [HELD_ANSWERS] = N_("answers"),
        [HELD_PLANS] = N_("plans"),        [HELD_PEOPLE] = N_("people"),
    };
    return words[what];
}

// ---- Until when

// How many periods before the cycle's one is; -1: nobody knows. Names have no order, but where they
// begin with a year.
static int periods_before(const struct held *h, const char *period)
{
    const struct cycle *c = h->c;
    const char *known = c->period;
    for (int i = 0; known && i < PERIODS_MOST; i++) {
        if (!strcmp(known, period)) return i;
        known = i ? settings_files_previous(h->a, ".", known) : c->previous_period;
    }
    long then = strtol(period, NULL, 10), now = strtol(c->period, NULL, 10);
    return then >= 1900 && now >= then && now - then < PERIODS_MOST ? (int)(now - then) : -1;
}

struct date held_until(const struct held *h, const char *period, int periods)
{
    const struct cycle *c = h->c;
    struct date last = settings_files_last_day(h->a, ".", period);
    int before = periods_before(h, period);
    if (!date_is_set(c->dates.from) || !date_is_set(c->dates.to)) return (struct date){0};
    if (!strcmp(period, c->period)) last = c->dates.to;
    if (!date_is_set(last) && before < 0) return last;
    if (!date_is_set(last)) last = cycle_period_later(c, c->dates.to, -before);
    return cycle_period_later(c, last, periods - 1);
}

bool held_is_over(const struct held *h, struct date until)
{
    return date_is_set(until) && date_compare(h->today, until) > 0;
}
