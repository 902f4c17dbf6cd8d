// Making waves: conversations run from the top down, so that each leader has had their own before
// holding others'. A wave is everyone equally deep below the top. When each wave is:
// wave_windows.c.
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
    wave_windows_make(c);
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
