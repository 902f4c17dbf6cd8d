// Comparing two cycles: who gets another leader, which plans stay with the former one, which
// conversations have to be agreed on again.
#include "move/follows.h"

#include <string.h>

#include "base/translate.h"
#include "model/coverage.h"

enum { NAMED = 3 };  // people in one line

struct group {  // of people of whom the same is said
    const char *key, *id, *was, *is, *names;
    size_t people;
};

struct groups {
    struct arena *a;
    struct map by_key;
    struct group **list;
    size_t count, room;
};

void follows_add(struct follows *f, const char *kind, const char *id, const char *sentence)
{
    *ARENA_PUSH(f->a, f->list, f->count, f->room) = (struct follow_on){kind, id, sentence};
}

static const char *name_of(const struct person *p)
{
    return p ? p->name : _("nobody");
}

static const char *id_of(const struct person *p)
{
    if (!p) return "";
    return p->id ? p->id : p->name;
}

// Whether two cycles' people are the same.
static bool is_same(const struct person *x, const struct person *y)
{
    return !strcmp(id_of(x), id_of(y));
}

static void add_to_group(struct groups *g, const char *key, const char *was, const char *is,
                         const struct person *p)
{
    struct group *one = map_get(&g->by_key, key);
    if (!one) {
        one = ARENA_NEW(g->a, struct group);
        *one = (struct group){key, p->id, was, is, p->name, 0};
        map_set(&g->by_key, g->a, key, one);
        *ARENA_PUSH(g->a, g->list, g->count, g->room) = one;
    } else if (one->people < NAMED) {
        one->names = arena_printf(g->a, "%s, %s", one->names, p->name);
    }
    one->people++;
}

static const char *names_of(struct arena *a, const struct group *g)
{
    return g->people > NAMED ? arena_printf(a, _("%s and %zu more"), g->names, g->people - NAMED)
                             : g->names;
}

// ---- Leaders and plans

static void find_leaders(struct follows *f, const struct cycle *was, const struct cycle *is)
{
    struct groups g = {.a = f->a};
    for (size_t i = 0; i < is->person_count; i++) {
        const struct person *p = is->people[i], *then = cycle_person(was, p->id);
        if (!then || is_same(p->leader, then->leader)) continue;
        add_to_group(&g, arena_printf(f->a, "%s\n%s", id_of(then->leader), id_of(p->leader)),
                     name_of(then->leader), name_of(p->leader), p);
    }
    for (size_t i = 0; i < g.count; i++)
        follows_add(f, N_("leader"), g.list[i]->id,
                    arena_printf(f->a, _("%s: %s, was %s"), names_of(f->a, g.list[i]),
                                 g.list[i]->is, g.list[i]->was));
}

// Those who get another leader on a later day than today: the cycles as they stand on that day.
static void find_later_leaders(struct follows *f, const struct cycle *was, const struct cycle *is,
                               const struct cycle *today)
{
    struct groups g = {.a = f->a};
    struct date day = is->as_of;
    for (size_t i = 0; i < is->person_count; i++) {
        const struct person *p = is->people[i], *then = cycle_person(was, p->id),
                            *now = cycle_person(today, p->id);
        if (!then || !now || is_same(p->leader, then->leader) || is_same(p->leader, now->leader))
            continue;
        add_to_group(&g, arena_printf(f->a, "%s\n%s", id_of(now->leader), id_of(p->leader)),
                     name_of(now->leader), name_of(p->leader), p);
    }
    for (size_t i = 0; i < g.count; i++)
        follows_add(f, N_("leader"), g.list[i]->id,
                    arena_printf(f->a, _("%s: %s from %04d-%02d-%02d, until then %s"),
                                 names_of(f->a, g.list[i]), g.list[i]->is, day.year, day.month,
                                 day.day, g.list[i]->was));
}

static void find_plans(struct follows *f, const struct cycle *was, const struct cycle *is)
{
    struct groups g = {.a = f->a};
    for (size_t i = 0; i < is->person_count; i++) {
        const struct person *p = is->people[i], *then = cycle_person(was, p->id);
        if (!then || !p->plan || !then->leader || is_same(p->leader, then->leader)) continue;
        if (!cycle_plan_is_with(then->plan, then->leader)) continue;
        add_to_group(&g, id_of(then->leader), then->leader->name, NULL, p);
    }
    for (size_t i = 0; i < g.count; i++)
        follows_add(
            f, N_("plan"), g.list[i]->id,
            arena_printf(f->a,
                         translate_count("the plan of %s stays with %s, with whom it was "
                                         "made, and is not changed",
                                         "the plans of %s stay with %s, with whom they were "
                                         "made, and are not changed",
                                         g.list[i]->people),
                         names_of(f->a, g.list[i]), g.list[i]->was));
}

// ---- Conversations

static bool is_within(const struct window *w, struct date day)
{
    return date_compare(w->from, day) <= 0 && date_compare(day, w->to) <= 0;
}

// Of conversations on a day from `from` on, which may be unset.
static void find_talks(struct follows *f, const struct cycle *was, const struct cycle *is,
                       struct date from)
{
    for (size_t i = 0; i < is->person_count; i++) {
        const struct person *p = is->people[i], *then = cycle_person(was, p->id);
        struct date day = p->conversation_at.date;
        if (!then || !date_is_set(day) || date_is_set(coverage_held_date(p))) continue;
        if (date_is_set(from) && date_compare(day, from) < 0) continue;
        struct window before = cycle_person_window(was, then), now = cycle_person_window(is, p);
        const char *text = arena_printf(f->a, "%04d-%02d-%02d", day.year, day.month, day.day);
        if (!is_same(p->held_by, then->held_by))
            follows_add(f, N_("talk"), p->id,
                        arena_printf(f->a,
                                     _("%s: agree on the conversation of %s again: it is with %s, "
                                       "and was with %s"),
                                     p->name, text, name_of(p->held_by), name_of(then->held_by)));
        if (is_within(&before, day) && !is_within(&now, day))
            follows_add(f, N_("talk"), p->id,
                        arena_printf(f->a,
                                     _("%s: the conversation of %s is outside the window, which is "
                                       "%04d-%02d-%02d to %04d-%02d-%02d now"),
                                     p->name, text, now.from.year, now.from.month, now.from.day,
                                     now.to.year, now.to.month, now.to.day));
    }
}

// ---- Units

static void find_units(struct follows *f, const struct cycle *was, const struct cycle *is)
{
    for (size_t i = 0; i < is->unit_count; i++) {
        const struct unit *u = is->units[i], *then = cycle_unit(was, u->id);
        const struct person *leader = cycle_unit_leader_on(u, is->as_of),
                            *moved = leader && leader->id ? cycle_person(was, leader->id) : NULL;
        if (then && cycle_unit_leader_on(then, was->as_of) && !leader)
            follows_add(f, N_("unit"), u->id,
                        arena_printf(f->a, _("%s has no leader now"), u->name.text));
        bool left = moved && then && leader->unit &&
                    cycle_unit_now(is, moved->unit->id, leader) != leader->unit &&
                    cycle_unit_is_within(moved->unit, then) &&
                    !cycle_unit_is_within(leader->unit, u);
        if (left)
            follows_add(f, N_("unit"), u->id,
                        arena_printf(f->a, _("%s is still led by %s, who is in %s now"),
                                     u->name.text, leader->name, leader->unit->name.text));
    }
}

static size_t supports_of(const struct unit *u)
{
    size_t n = 0;
    for (size_t i = 0; i < u->priorities_count; i++)
        for (size_t k = 0; k < u->priorities[i]->count; k++)
            n += u->priorities[i]->list[k].supports_count;
    return n;
}

// Focus areas of which papers do not say any longer what they support.
static void find_threads(struct follows *f, const struct cycle *was, const struct cycle *is)
{
    for (size_t i = 0; i < was->unit_count; i++) {
        const struct unit *then = was->units[i], *u = cycle_unit_now(is, then->id, NULL);
        if (!u || !u->priorities_count || supports_of(u) >= supports_of(then)) continue;
        follows_add(f, N_("text"), u->id,
                    arena_printf(f->a,
                                 _("%s: its focus areas support some that are not above it now; "
                                   "samtale check shows where"),
                                 u->priorities[0]->source->name));
    }
}

// ---- Papers

// What papers show of where somebody is.
static const char *shown_of(struct arena *a, const struct person *p)
{
    const char *text = arena_printf(a, "%s\n%s", id_of(p->leader), id_of(p->held_by));
    for (const struct unit *u = p->unit; u; u = u->parent)
        text = arena_printf(a, "%s\n%s\n%s", text, u->id, u->name.text);
    return text;
}

static size_t count_papers(const struct cycle *was, const struct cycle *is)
{
    struct arena scratch = {0};
    size_t n = 0;
    for (size_t i = 0; i < is->person_count; i++) {
        const struct person *p = is->people[i], *then = cycle_person(was, p->id);
        n += then && strcmp(shown_of(&scratch, p), shown_of(&scratch, then)) != 0;
    }
    arena_free(&scratch);
    return n;
}

struct follows follows_make(struct arena *a, const struct cycle *was, const struct cycle *is)
{
    struct follows f = {.a = a};
    find_leaders(&f, was, is);
    find_plans(&f, was, is);
    find_talks(&f, was, is, (struct date){0});
    find_units(&f, was, is);
    find_threads(&f, was, is);
    f.papers = count_papers(was, is);
    return f;
}

void follows_add_later(struct follows *f, const struct cycle *was, const struct cycle *is,
                       const struct cycle *today)
{
    find_later_leaders(f, was, is, today);
    find_talks(f, was, is, is->as_of);
    // Papers are made for the first day of the conversations.
    size_t papers = count_papers(was, is);
    if (date_compare(is->as_of, is->conversations.from) <= 0 && papers > f->papers)
        f->papers = papers;
}
