// Whom a command is about: --unit, --employee, --leader and --wave together.
#include "cli/select.h"

#include <string.h>

#include "cli/refuse.h"

static bool refuse_id(const char *option, const char *id, const char *what, const char *const *ids,
                      size_t count)
{
    return refuse_unknown(id, ids, count, NULL, "%s %s: there is no such %s in the chart", option,
                          id, what);
}

bool select_check_person(const struct cycle *c, const char *option, const char *id)
{
    if (!id || cycle_person(c, id)) return true;
    struct arena a = {0};
    const char **ids = ARENA_ARRAY(&a, const char *, c->person_count);
    for (size_t i = 0; i < c->person_count; i++) ids[i] = c->people[i]->id;
    refuse_id(option, id, "person", ids, c->person_count);
    arena_free(&a);
    return false;
}

static bool check_unit(const struct cycle *c, const char *id)
{
    if (!id || cycle_unit(c, id)) return true;
    struct arena a = {0};
    const char **ids = ARENA_ARRAY(&a, const char *, c->unit_count);
    for (size_t i = 0; i < c->unit_count; i++) ids[i] = c->units[i]->id;
    refuse_id("--unit", id, "unit", ids, c->unit_count);
    arena_free(&a);
    return false;
}

bool select_is_known(const struct options *o, const struct cycle *c)
{
    return (!o->unit || cycle_unit(c, o->unit)) && (!o->employee || cycle_person(c, o->employee)) &&
           (!o->leader || cycle_person(c, o->leader)) && (size_t)o->wave <= c->wave_count;
}

bool select_check(const struct options *o, const struct cycle *c)
{
    if (!check_unit(c, o->unit) || !select_check_person(c, "--employee", o->employee) ||
        !select_check_person(c, "--leader", o->leader))
        return false;
    size_t waves = c->wave_count;
    if ((size_t)o->wave <= waves) return true;
    return refuse(NULL, "--wave %d: there %s %zu wave%s", o->wave, waves == 1 ? "is" : "are", waves,
                  waves == 1 ? "" : "s");
}

bool select_has(const struct options *o, const struct cycle *c, const struct person *p)
{
    if (!cycle_is_about(c, p)) return false;
    if (o->unit && !cycle_unit_is_within(p->unit, cycle_unit(c, o->unit))) return false;
    if (o->employee && strcmp(p->id, o->employee)) return false;
    if (o->leader && p->leader != cycle_person(c, o->leader)) return false;
    return !o->wave || p->wave + 1 == (unsigned)o->wave;
}

bool select_has_leader(const struct options *o, const struct cycle *c, const struct person *p)
{
    bool others = o->unit || o->employee || o->wave;
    if (c->part_of && (p != c->part_of || others)) return false;
    if (c->part_of || (o->leader && !others && !o->printing))
        return !o->leader || !strcmp(p->id, o->leader);
    return select_has(o, c, p);
}

bool select_has_unit(const struct options *o, const struct cycle *c, const struct unit *u)
{
    return !c->part_of && !o->employee && !o->leader && !o->wave &&
           (!o->unit || cycle_unit_is_within(u, cycle_unit(c, o->unit)));
}

bool select_all(const struct options *o)
{
    return !o->employee && !o->leader && !o->wave && !o->unit;
}
