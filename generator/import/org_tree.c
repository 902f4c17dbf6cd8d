// People name their leader where it is another than the one whom org.yaml gives them by itself.
#include "import/org_tree.h"

#include <string.h>

static struct node *text(struct arena *a, const char *value)
{
    return value ? node_scalar(a, value) : NULL;
}

static struct node *day(struct arena *a, struct date d)
{
    return date_is_set(d)
             ? node_scalar(a, arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day))
             : NULL;
}

static struct node *not_empty(struct node *n)
{
    return n->count ? n : NULL;
}

// A leader as org.yaml writes one; NULL: nobody.
static struct node *who(struct arena *a, const struct staff_link *l)
{
    if (l->person) return staff_is_in(l->person) ? node_scalar(a, l->person->id) : NULL;
    if (!l->outside) return NULL;
    struct node *map = node_new(a, NODE_MAP);
    node_put(a, map, "name", text(a, l->outside));
    node_put(a, map, "email", text(a, l->outside_email));
    return map;
}

// Whom org.yaml gives a person of a unit as leader by itself, see read/resolve.c.
static const struct staff_link *given_by_unit(const struct staff_unit *u,
                                              const struct staff_person *p)
{
    while (u && u->leader.person == p) u = u->parent;
    return u ? &u->leader : NULL;
}

static bool same_leader(const struct staff_link *a, const struct staff_link *b)
{
    if (!b) return false;
    if (a->person || b->person) return a->person == b->person;
    return a->outside && b->outside && !strcmp(a->outside, b->outside);
}

static struct node *own_leader(struct arena *a, const struct staff_row *r,
                               const struct staff_unit *u)
{
    const struct staff_link *l = &r->leader;
    if ((!l->person && !l->outside) || l->person == r->person) return NULL;
    return same_leader(l, given_by_unit(u, r->person)) ? NULL : who(a, l);
}

static struct node *other_positions(struct arena *a, const struct staff_person *p)
{
    struct node *list = node_new(a, NODE_LIST);
    for (size_t i = 1; i < p->row_count; i++) {
        const struct staff_row *r = p->rows[i];
        bool known = !r->unit || r->unit == p->unit;
        for (size_t k = 1; k < i && !known; k++) known = p->rows[k]->unit == r->unit;
        if (known) continue;
        struct node *map = node_new(a, NODE_MAP);
        node_put(a, map, "unit", node_scalar(a, r->unit->id));
        node_put(a, map, "leader", own_leader(a, r, r->unit));
        node_append(a, list, map);
    }
    return not_empty(list);
}

static struct node *person(const struct staff *s, const struct staff_person *p)
{
    enum { RECENT = 365 };  // days: who began longer ago is no newcomer in any period at hand
    struct arena *a = s->a;
    struct node *map = node_new(a, NODE_MAP), *away = node_new(a, NODE_MAP);
    bool is_new = date_is_set(p->from) &&
                  date_compare(p->from, date_add_days(s->as_of, -RECENT)) > 0;
    node_put(a, map, "id", node_scalar(a, p->id));
    node_put(a, map, "name", text(a, p->name));
    node_put(a, map, "title", text(a, p->title));
    node_put(a, map, "email", text(a, p->email));
    node_put(a, map, "leader", own_leader(a, p->rows[0], p->unit));
    node_put(a, map, "also", other_positions(a, p));
    if (is_new) node_put(a, map, "from", day(a, p->from));
    node_put(a, map, "to", day(a, p->to));
    if (p->is_away) {
        node_put(a, away, "from", day(a, p->away_from));
        node_put(a, away, "to", day(a, p->away_to));
    }
    node_put(a, map, "away", not_empty(away));
    return map;
}

static struct node *unit(const struct staff *s, const struct staff_unit *u)
{
    struct arena *a = s->a;
    struct node *map = node_new(a, NODE_MAP), *people = node_new(a, NODE_LIST),
                *units = node_new(a, NODE_LIST);
    node_put(a, map, "id", node_scalar(a, u->id));
    node_put(a, map, "name", text(a, u->name));
    node_put(a, map, "leader", who(a, &u->leader));
    for (size_t i = 0; i < s->person_count; i++)
        if (staff_is_in(s->people[i]) && s->people[i]->unit == u)
            node_append(a, people, person(s, s->people[i]));
    for (size_t i = 0; i < u->unit_count; i++) node_append(a, units, unit(s, u->units[i]));
    node_put(a, map, "employees", not_empty(people));
    node_put(a, map, "units", not_empty(units));
    return map;
}

struct node *org_tree_make(const struct staff *s)
{
    struct node *top = node_new(s->a, NODE_MAP);
    node_put(s->a, top, "unit", unit(s, s->root));
    return top;
}
