// Who and what in an export is whom and what in org.yaml.
#include <string.h>

#include "base/utf8.h"
#include "import/update.h"

static const char *folded(struct arena *a, const char *text)
{
    return text ? utf8_fold(a, text) : NULL;
}

// ---- People

struct known_people {
    struct map by_address, by_name;  // org_person; those of several people are NULL-ed by `several`
    struct map several;
};

static void know(struct arena *a, struct known_people *k, struct map *m, const char *key,
                 struct org_person *p)
{
    if (!key || !*key) return;
    if (map_get(m, key)) map_set(&k->several, a, key, p);
    else map_set(m, a, key, p);
}

static struct org_person *find_known(struct known_people *k, struct map *m, const char *key)
{
    return key && !map_get(&k->several, key) ? map_get(m, key) : NULL;
}

static void match_people(struct update *u, struct staff *s, const struct org_index *mine)
{
    struct known_people k = {0};
    struct map taken = {0};
    for (size_t i = 0; i < mine->person_count; i++) {
        struct org_person *p = mine->people[i];
        const char *name = node_text(p->node, "name");
        know(u->a, &k, &k.by_address, folded(u->a, node_text(p->node, "email")), p);
        know(u->a, &k, &k.by_name, name ? names_key(u->a, name) : NULL, p);
    }
    for (size_t i = 0; i < s->person_count; i++)
        if (staff_is_in(s->people[i]) && org_index_person(mine, s->people[i]->id))
            map_set(&taken, u->a, s->people[i]->id, s->people[i]);
    for (size_t i = 0; i < s->person_count; i++) {
        struct staff_person *p = s->people[i];
        if (!staff_is_in(p) || org_index_person(mine, p->id)) continue;
        struct org_person *known = find_known(&k, &k.by_address, folded(u->a, p->email));
        if (!known) known = find_known(&k, &k.by_name, p->name_key);
        if (!known || map_get(&taken, known->id)) continue;
        map_set(&taken, u->a, known->id, p);
        p->id = known->id;
    }
}

// ---- Units

static struct org_unit *with_name(struct update *u, const struct org_index *mine,
                                  const struct staff_unit *unit, struct map *taken)
{
    struct org_unit *found = NULL;
    size_t count = 0;
    const char *name = folded(u->a, unit->name);
    for (size_t i = 0; i < mine->unit_count; i++) {
        struct org_unit *o = mine->units[i];
        const char *other = folded(u->a, node_text(o->node, "name"));
        if (!other || strcmp(other, name) || map_get(taken, o->id)) continue;
        bool same_parent = unit->parent && o->parent && !strcmp(unit->parent->id, o->parent->id);
        if (same_parent) return o;
        found = o;
        count++;
    }
    return count == 1 ? found : NULL;
}

// The unit, under another name, in which at least half of the people work who are in this one, and
// of whom at least half work in this one.
static struct org_unit *with_people(const struct org_index *mine, const struct staff *s,
                                    const struct staff_unit *unit, struct map *taken)
{
    size_t here = 0;
    for (size_t i = 0; i < s->person_count; i++)
        here += staff_is_in(s->people[i]) && s->people[i]->unit == unit;
    for (size_t i = 0; here && i < mine->unit_count; i++) {
        struct org_unit *o = mine->units[i];
        size_t both = 0, there = 0;
        if (map_get(taken, o->id)) continue;
        for (size_t k = 0; k < mine->person_count; k++) there += mine->people[k]->unit == o;
        for (size_t k = 0; k < s->person_count; k++) {
            const struct org_person *p = staff_is_in(s->people[k]) && s->people[k]->unit == unit
                                           ? org_index_person(mine, s->people[k]->id)
                                           : NULL;
            both += p && p->unit == o;
        }
        if (both * 2 >= here && both * 2 >= there && both) return o;
    }
    return NULL;
}

static bool is_same_name(struct update *u, const struct org_unit *o, const struct staff_unit *unit)
{
    const char *name = o ? folded(u->a, node_text(o->node, "name")) : NULL;
    return name && !strcmp(name, folded(u->a, unit->name));
}

static void match_units(struct update *u, struct staff *s, const struct org_index *mine)
{
    struct map taken = {0};
    bool *matched = ARENA_ARRAY(u->a, bool, s->unit_count);
    for (size_t i = 0; i < s->unit_count; i++) {
        struct staff_unit *unit = s->units[i];
        struct org_unit *o = org_index_unit(mine, unit->id);
        if (!o || !is_same_name(u, o, unit)) continue;
        map_set(&taken, u->a, unit->id, o);
        matched[i] = true;
    }
    for (int round = 0; round < 2; round++)  // by name, and then by people
        for (size_t i = 0; i < s->unit_count; i++) {
            struct staff_unit *unit = s->units[i];
            if (matched[i]) continue;
            struct org_unit *o = round ? with_people(mine, s, unit, &taken)
                                       : with_name(u, mine, unit, &taken);
            if (!o) continue;
            unit->id = o->id;
            map_set(&taken, u->a, o->id, o);
            matched[i] = true;
        }
    for (size_t i = 0; i < s->unit_count; i++) {  // a new unit takes no other's id
        struct staff_unit *unit = s->units[i];
        const char *id = unit->id;
        for (int n = 2; !matched[i] && (map_get(&taken, id) || org_index_unit(mine, id)); n++)
            id = arena_printf(u->a, "%.50s-%d", unit->id, n);
        unit->id = id;
        map_set(&taken, u->a, id, unit);
    }
}

void update_match(struct update *u, struct staff *s)
{
    struct org_index mine = org_index_make(u->a, u->to.tree);
    match_people(u, s, &mine);
    match_units(u, s, &mine);
}
