// Makes the part's org.yaml, and its own keys of samtale.yaml. Every person names their leader, so
// that the org chart says the same on any day, however much of it is left out.
#include "leader/split.h"

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

static struct node *moment(struct arena *a, struct datetime at)
{
    struct date d = at.date;
    if (!date_is_set(d) || at.hour < 0) return day(a, d);
    return node_scalar(
        a, arena_printf(a, "%04d-%02d-%02dT%02d:%02d", d.year, d.month, d.day, at.hour, at.minute));
}

static struct node *not_empty(struct node *map)
{
    return map->count ? map : NULL;
}

static struct node *window(struct arena *a, const struct window *w)
{
    struct node *map = node_new(a, NODE_MAP);
    node_put(a, map, "from", day(a, w->from));
    node_put(a, map, "to", day(a, w->to));
    return not_empty(map);
}

// A text, or the map of it by language.
static struct node *localized(struct arena *a, const struct cycle_text *t)
{
    if (!t->count) return text(a, t->text);
    struct node *map = node_new(a, NODE_MAP);
    for (size_t i = 0; i < t->count; i++)
        node_put(a, map, t->list[i].language, text(a, t->list[i].text));
    return map;
}

// A leader's id, or the map of one who is outside the org chart.
static struct node *who(struct arena *a, const struct person *p)
{
    if (!p || p->id) return p ? node_scalar(a, p->id) : NULL;
    struct node *map = node_new(a, NODE_MAP);
    node_put(a, map, "name", text(a, p->name));
    node_put(a, map, "title", localized(a, &p->title));
    node_put(a, map, "email", text(a, p->email));
    return map;
}

// ---- People

static struct node *conversation(struct arena *a, const struct person *p)
{
    if (p->not_needed) return node_scalar(a, "not-needed");
    struct node *map = node_new(a, NODE_MAP);
    node_put(a, map, "at", moment(a, p->conversation_at));
    node_put(a, map, "place", localized(a, &p->conversation_place));
    if (p->held_by != p->leader) node_put(a, map, "by", who(a, p->held_by));
    return not_empty(map);
}

static struct node *positions(struct arena *a, const struct person *p)
{
    struct node *list = node_new(a, NODE_LIST);
    for (size_t i = 0; i < p->also_count; i++) {
        struct node *map = node_new(a, NODE_MAP);
        node_put(a, map, "unit", node_scalar(a, p->also[i].unit->id));
        node_put(a, map, "leader", who(a, p->also[i].leader));
        node_append(a, list, map);
    }
    return not_empty(list);
}

static void put_whole(struct arena *a, struct node *map, const struct person *p)
{
    node_put(a, map, "also", positions(a, p));
    node_put(a, map, "from", day(a, p->employed.from));
    node_put(a, map, "to", day(a, p->employed.to));
    node_put(a, map, "away", window(a, &p->away));
    if (cycle_person_leads(p)) node_put(a, map, "leads", node_scalar(a, "others"));
}

static struct node *person(struct arena *a, const struct person *p, enum split_as as)
{
    struct node *map = node_new(a, NODE_MAP);
    node_put(a, map, "id", node_scalar(a, p->id));
    node_put(a, map, "name", text(a, p->name));
    node_put(a, map, "title", localized(a, &p->title));
    if (as >= SPLIT_REACHED) node_put(a, map, "email", text(a, p->email));
    if (as == SPLIT_WHOLE || as == SPLIT_LEADER) node_put(a, map, "language", text(a, p->language));
    node_put(a, map, "leader", who(a, p->leader));
    if (as >= SPLIT_HELD) node_put(a, map, "conversation", conversation(a, p));
    if (as == SPLIT_WHOLE) put_whole(a, map, p);
    if (p->print_large && (as == SPLIT_WHOLE || as == SPLIT_LEADER))
        node_put(a, map, "print", node_scalar(a, "large"));
    return map;
}

// ---- Units

static struct node *acting(struct arena *a, const struct unit *u)
{
    if (!u->acting) return NULL;
    struct node *map = node_new(a, NODE_MAP);
    node_put(a, map, "id", who(a, u->acting));
    node_put(a, map, "from", day(a, u->acting_window.from));
    node_put(a, map, "to", day(a, u->acting_window.to));
    return map;
}

static struct node *briefing(struct arena *a, const struct unit *u)
{
    struct node *map = node_new(a, NODE_MAP);
    node_put(a, map, "at", moment(a, u->briefing_at));
    if (map->count) node_put(a, map, "place", localized(a, &u->briefing_place));
    return not_empty(map);
}

// The unit that lists a person: their own, or the nearest above it that is in the part.
static const struct unit *home(const struct leader_split *s, const struct person *p)
{
    const struct unit *u = p->unit;
    while (u->parent && !s->units[u->index]) u = u->parent;
    return u;
}

struct homes {                     // each unit's people that are in the part
    const struct person **people;  // by unit
    size_t *first;                 // by unit's index, and one behind the last
};

static struct homes find_homes(struct arena *a, const struct leader_split *s)
{
    const struct cycle *c = s->cycle;
    struct homes h = {ARENA_ARRAY(a, const struct person *, c->person_count + 1),
                      ARENA_ARRAY(a, size_t, c->unit_count + 1)};
    size_t *next = ARENA_ARRAY(a, size_t, c->unit_count + 1);
    for (size_t i = 0; i < c->person_count; i++)
        if (s->people[i]) h.first[home(s, c->people[i])->index + 1]++;
    for (size_t i = 0; i < c->unit_count; i++) h.first[i + 1] += h.first[i];
    for (size_t i = 0; i < c->unit_count; i++) next[i] = h.first[i];
    for (size_t i = 0; i < c->person_count; i++)
        if (s->people[i]) h.people[next[home(s, c->people[i])->index]++] = c->people[i];
    return h;
}

static struct node *unit(struct arena *a, const struct leader_split *s, const struct homes *h,
                         const struct unit *u)
{
    struct node *map = node_new(a, NODE_MAP), *people = node_new(a, NODE_LIST),
                *units = node_new(a, NODE_LIST), *formerly = node_new(a, NODE_LIST);
    node_put(a, map, "id", node_scalar(a, u->id));
    node_put(a, map, "name", localized(a, &u->name));
    node_put(a, map, "type", localized(a, &u->type));
    node_put(a, map, "language", text(a, u->language));
    for (size_t i = 0; i < u->formerly_count; i++)
        node_append(a, formerly, node_scalar(a, u->formerly[i]));
    node_put(a, map, "formerly", not_empty(formerly));
    node_put(a, map, "from", day(a, u->exists.from));
    node_put(a, map, "to", day(a, u->exists.to));
    node_put(a, map, "leader", who(a, u->leader));
    node_put(a, map, "acting", acting(a, u));
    node_put(a, map, "briefing", briefing(a, u));
    for (size_t i = h->first[u->index]; i < h->first[u->index + 1]; i++)
        node_append(a, people, person(a, h->people[i], s->people[h->people[i]->index]));
    for (size_t i = 0; i < u->unit_count; i++)
        if (s->units[u->units[i]->index]) node_append(a, units, unit(a, s, h, u->units[i]));
    node_put(a, map, "employees", not_empty(people));
    node_put(a, map, "units", not_empty(units));
    return map;
}

const struct node *split_org(struct arena *a, const struct leader_split *s)
{
    struct homes h = find_homes(a, s);
    struct node *top = node_new(a, NODE_MAP);
    node_put(a, top, "unit", unit(a, s, &h, s->cycle->root));
    return top;
}

// ---- conversations/PERIOD.yaml

static struct node *in_calendars(struct arena *a, const struct leader_split *s,
                                 const struct in_calendars *e)
{
    struct node *map = node_new(a, NODE_MAP), *leaders = node_new(a, NODE_LIST);
    if (!e->changes) return NULL;
    struct node *changes = node_scalar(a, arena_printf(a, "%d", e->changes));
    changes->plain = true;
    node_put(a, map, "changes", changes);
    node_put(a, map, "changed", day(a, e->changed));
    node_put(a, map, "cancelled", day(a, e->cancelled));
    node_put(a, map, "was", moment(a, e->was));
    for (size_t i = 0; i < e->leader_count; i++)
        if (e->leaders[i] == s->leader) node_append(a, leaders, node_scalar(a, s->leader->id));
    node_put(a, map, "leaders", not_empty(leaders));
    return map;
}

const struct node *split_conversations(struct arena *a, const struct leader_split *s)
{
    const struct cycle *c = s->cycle;
    struct node *top = node_new(a, NODE_MAP);
    for (size_t i = 0; i < c->person_count; i++)
        if (s->people[i] >= SPLIT_HELD)
            node_put(a, top, c->people[i]->id, in_calendars(a, s, &c->people[i]->appointment));
    for (size_t i = 0; i < c->follow_up_count; i++)
        node_put(a, top, arena_printf(a, "follow-up %zu", i + 1),
                 in_calendars(a, s, &c->follow_ups[i].appointment));
    for (size_t i = 0; i < c->cancelled_count; i++) {
        struct node *map = in_calendars(a, s, &c->cancelled[i].appointment);
        bool talk = !strcmp(c->cancelled[i].kind, "conversation");
        if (talk && node_get(map, "leaders")) node_put(a, top, c->cancelled[i].which, map);
    }
    return not_empty(top);
}

// ---- samtale.yaml

const struct node *split_org_waves(struct arena *a, const struct leader_split *s)
{
    struct node *list = node_new(a, NODE_LIST);
    for (size_t w = 0; w < s->cycle->wave_count; w++)
        node_append(a, list, window(a, &s->cycle->waves[w]));
    return list;
}

const struct node *split_org_part(struct arena *a, const struct leader_split *s)
{
    struct node *map = node_new(a, NODE_MAP);
    node_put(a, map, "leader", node_scalar(a, s->leader->id));
    return map;
}
