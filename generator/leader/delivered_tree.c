// Writes ids, days, numbers and this file's own keys, and nothing else: it includes no header
// through which it could reach a text of a plan.
#include "leader/delivered_tree.h"

static struct node *day(struct arena *a, struct date d)
{
    return date_is_set(d)
             ? node_scalar(a, arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day))
             : NULL;
}

static struct node *number(struct arena *a, int n)
{
    if (!n) return NULL;
    struct node *scalar = node_scalar(a, arena_printf(a, "%d", n));
    scalar->plain = true;
    return scalar;
}

static struct node *id(struct arena *a, const struct delivered_id *of)
{
    return node_scalar(a, arena_strdup(a, of->letters));
}

static struct node *not_empty(struct node *n)
{
    return n->count ? n : NULL;
}

static struct node *pair(struct arena *a, const char *one, struct date x, const char *other,
                         struct date y)
{
    struct node *map = node_new(a, NODE_MAP);
    node_put(a, map, one, day(a, x));
    node_put(a, map, other, day(a, y));
    return not_empty(map);
}

static struct node *follow_ups(struct arena *a, const struct delivered_person *p)
{
    struct node *map = node_new(a, NODE_MAP);
    for (int i = 0; i < DELIVERED_FOLLOW_UPS; i++)
        node_put(a, map, arena_printf(a, "f%d", i + 1), day(a, p->follow_ups[i]));
    return not_empty(map);
}

static struct node *evaluation(struct arena *a, const struct delivered_person *p)
{
    struct node *map = node_new(a, NODE_MAP);
    node_put(a, map, "held", day(a, p->evaluation_held));
    node_put(
        a, map, "agreed",
        pair(a, "employee", p->evaluation_agreed_employee, "leader", p->evaluation_agreed_leader));
    return not_empty(map);
}

static struct node *goals(struct arena *a, const struct delivered_person *p)
{
    struct node *map = node_new(a, NODE_MAP);
    for (int k = 0; k < DELIVERED_KINDS; k++) {
        struct node *kind = node_new(a, NODE_MAP);
        for (int i = 0; i < DELIVERED_ATTAINMENTS; i++)
            node_put(a, kind, delivered_attainment_names[i], number(a, p->goals[k][i]));
        node_put(a, map, delivered_kind_names[k], not_empty(kind));
    }
    return not_empty(map);
}

static struct node *measures(struct arena *a, const struct delivered_person *p)
{
    struct node *map = node_new(a, NODE_MAP), *due = node_new(a, NODE_LIST);
    for (int i = 0; i < p->due_count; i++) node_append(a, due, day(a, p->due[i]));
    node_put(a, map, "done", number(a, p->measures_done));
    node_put(a, map, "undated", number(a, p->measures_undated));
    node_put(a, map, "due", not_empty(due));
    return not_empty(map);
}

static struct node *person(struct arena *a, const struct delivered_person *p, bool named)
{
    struct node *map = node_new(a, NODE_MAP);
    if (named) node_put(a, map, "employee", id(a, &p->employee));
    node_put(a, map, "conversation", pair(a, "planned", p->planned, "held", p->held));
    node_put(a, map, "agreed", pair(a, "employee", p->agreed_employee, "leader", p->agreed_leader));
    node_put(a, map, "follow-ups", follow_ups(a, p));
    node_put(a, map, "evaluation", evaluation(a, p));
    node_put(a, map, "goals", goals(a, p));
    node_put(a, map, "measures", measures(a, p));
    return map;
}

struct node *delivered_tree_person(struct arena *a, const struct delivered_person *p)
{
    return person(a, p, false);
}

struct node *delivered_tree(struct arena *a, const struct delivered *d, const char *mac)
{
    struct node *top = node_new(a, NODE_MAP), *people = node_new(a, NODE_LIST);
    for (size_t i = 0; i < d->count; i++) node_append(a, people, person(a, &d->people[i], true));
    node_put(a, top, "samtale-delivery", number(a, DELIVERED_VERSION));
    node_put(a, top, "organisation", id(a, &d->organisation));
    node_put(a, top, "period", id(a, &d->period));
    node_put(a, top, "leader", id(a, &d->leader));
    node_put(a, top, "people", not_empty(people));
    node_put(a, top, "mac", mac ? node_scalar(a, arena_strdup(a, mac)) : NULL);
    return top;
}
