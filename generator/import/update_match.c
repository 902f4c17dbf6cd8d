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

static bool is_same_name(struct update *u, const struct org_unit *o, const struct staff_unit *unit)
{
    const char *name = o ? folded(u->a, node_text(o->node, "name")) : NULL;
    return name && !strcmp(name, folded(u->a, unit->name));
}

// The one that the last export called so, whatever it is called now.
static struct org_unit *as_last_time(struct update *u, const struct org_index *mine,
                                     const struct org_index *base, const struct staff_unit *unit,
                                     struct map *taken)
{
    const struct org_unit *found = NULL;
    size_t count = 0;
    for (size_t i = 0; i < base->unit_count; i++) {
        if (!is_same_name(u, base->units[i], unit)) continue;
        found = base->units[i];
        count++;
    }
    return count == 1 && !map_get(taken, found->id) ? org_index_unit(mine, found->id) : NULL;
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

static struct org_unit *match_in_round(struct update *u, const struct staff *s,
                                       const struct org_index *mine, const struct org_index *base,
                                       const struct staff_unit *unit, struct map *taken, int round)
{
    if (round == 0) return with_name(u, mine, unit, taken);
    if (round == 1) return as_last_time(u, mine, base, unit, taken);
    return with_people(mine, s, unit, taken);
}

static void match_units(struct update *u, struct staff *s, const struct org_index *mine)
{
    enum { ROUNDS = 3 };
    struct map taken = {0};
    const struct org_index base = org_index_make(u->a, u->base);
    bool *matched = ARENA_ARRAY(u->a, bool, s->unit_count);
    for (size_t i = 0; i < s->unit_count; i++) {
        struct staff_unit *unit = s->units[i];
        struct org_unit *o = org_index_unit(mine, unit->id);
        if (!o || !is_same_name(u, o, unit)) continue;
        map_set(&taken, u->a, unit->id, o);
        matched[i] = true;
    }
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < s->unit_count; i++) {
            struct staff_unit *unit = s->units[i];
            if (matched[i]) continue;
            struct org_unit *o = match_in_round(u, s, mine, &base, unit, &taken, round);
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

// ---- What the last export said, with the ids of today

static void rename_positions(const struct org_index *base, const char *was, const char *is)
{
    for (size_t i = 0; i < base->person_count; i++) {
        struct node *also = node_get(base->people[i]->node, "also");
        for (size_t k = 0; also && also->kind == NODE_LIST && k < also->count; k++) {
            struct node *id = node_get(also->items[k], "unit");
            if (id && id->kind == NODE_SCALAR && !strcmp(id->text, was)) id->text = is;
        }
    }
}

// A unit that has another id since is the same one; of several that were joined, the one that
// kept its id is.
static void follow_renamed(struct update *u, const struct org_index *mine)
{
    const struct org_index base = org_index_make(u->a, u->base);
    for (size_t i = 0; i < mine->unit_count; i++) {
        struct org_unit *o = mine->units[i], *was = NULL;
        const struct node *formerly = node_get(o->node, "formerly");
        size_t count = formerly && formerly->kind == NODE_LIST ? formerly->count : 0;
        for (size_t k = 0; k < count && !was; k++)
            if (formerly->items[k]->kind == NODE_SCALAR)
                was = org_index_unit(&base, formerly->items[k]->text);
        if (!was || org_index_unit(&base, o->id) || org_index_unit(mine, was->id)) continue;
        rename_positions(&base, was->id, o->id);
        node_get(was->node, "id")->text = o->id;
    }
}

void update_match(struct update *u, struct staff *s)
{
    struct org_index mine = org_index_make(u->a, u->to.tree);
    follow_renamed(u, &mine);
    match_people(u, s, &mine);
    match_units(u, s, &mine);
}
