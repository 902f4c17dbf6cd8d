// The edits of a reorganisation.
#include "move/move.h"

#include <string.h>

#include "base/translate.h"
#include "read/ids.h"

static const struct place nowhere;

struct move move_begin(struct diags *d, struct arena *a, const struct cycle *c, struct node *tree)
{
    return (struct move){d, c, {.a = a, .tree = tree}, org_index_make(a, tree)};
}

static struct node *unit_node(const struct move *m, const struct unit *u)
{
    return org_index_unit(&m->org, u->id)->node;
}

static struct node *parent_node(const struct move *m, const struct unit *u)
{
    return org_index_unit(&m->org, u->id)->parent->node;
}

static struct node *day_node(struct arena *a, struct date d)
{
    struct node *n = node_scalar(a, arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day));
    n->plain = true;
    return n;
}

// ---- Leaders

// A leader as the file names them: an id, or who is outside the chart.
static struct node *leader_node(struct arena *a, const struct person *p)
{
    if (p->id) return node_scalar(a, p->id);
    struct node *map = node_new(a, NODE_MAP);
    node_put(a, map, "name", node_scalar(a, p->name));
    if (p->title.text) node_put(a, map, "title", node_scalar(a, p->title.text));
    if (p->email) node_put(a, map, "email", node_scalar(a, p->email));
    return map;
}

static struct node *leader_from(struct arena *a, const struct person *p, struct date from)
{
    struct node *map = leader_node(a, p);
    if (p->id) {
        map = node_new(a, NODE_MAP);
        node_put(a, map, "id", node_scalar(a, p->id));
    }
    node_put(a, map, "from", day_node(a, from));
    return map;
}

// Puts a leader under `leader` of a map, behind those who lead until then: what the map says, or
// who leads now.
static void set_leader(struct move *m, struct node *map, const struct person *now,
                       const struct person *leader, struct date from)
{
    struct arena *a = m->to.a;
    const struct node *own = node_get(map, "leader");
    if (!date_is_set(from)) {
        org_edit_set_first(&m->to, map, "leader", leader_node(a, leader));
        return;
    }
    struct node *list = node_new(a, NODE_LIST);
    if (node_is_null(own)) {
        if (now) node_append(a, list, leader_node(a, now));
    } else if (own->kind == NODE_LIST) {
        list = org_edit_copy(a, own);
    } else {
        node_append(a, list, org_edit_copy(a, own));
    }
    node_append(a, list, leader_from(a, leader, from));
    org_edit_set_first(&m->to, map, "leader", list);
}

void move_lead(struct move *m, const struct unit *u, const struct person *leader, struct date from)
{
    set_leader(m, unit_node(m, u), NULL, leader, from);
}

// ---- People

// A second position in the unit of the first is none.
static void drop_position(struct move *m, struct node *person, const struct unit *in)
{
    struct node *also = node_get(person, "also");
    for (size_t i = also && also->kind == NODE_LIST ? also->count : 0; i-- > 0;) {
        const char *id = node_text(also->items[i], "unit");
        if (id && cycle_unit_now(m->cycle, id, NULL) == in)
            org_edit_remove_item(&m->to, person, "also", also->items[i]);
    }
}

bool move_person(struct move *m, const struct person *p, const struct unit *to,
                 const struct person *leader, struct date from)
{
    struct org_person *at = org_index_person(&m->org, p->id);
    const struct person *next = leader;
    if (to == p->unit) {
        diag_error(m->d, nowhere, "move-there-already", "%s is in \"%s\" already", p->name,
                   to->name.text);
        return false;
    }
    if (to && date_is_set(from) && !next) next = cycle_unit_leader_on(to, from);
    if (date_is_set(from) && (!next || next == p)) {
        struct diag *g = diag_error(m->d, nowhere, "move-leader-missing",
                                    "nobody leads \"%s\" who could lead %s from that day",
                                    (to ? to : p->unit)->name.text, p->name);
        diag_hint(m->d, g, "say who does: --leader ID");
        return false;
    }
    if (to) org_edit_move(&m->to, at->unit->node, unit_node(m, to), "employees", at->node);
    if (to) drop_position(m, at->node, to);
    // The unit's own leader needs no mention.
    bool is_units = to && leader && !date_is_set(from) &&
                    leader == cycle_unit_leader_on(to, m->cycle->as_of);
    if (is_units && node_get(at->node, "leader")) org_edit_remove(&m->to, at->node, "leader");
    else if (next && !is_units) set_leader(m, at->node, p->leader, next, from);
    return true;
}

// ---- Units

static bool is_top(struct move *m, const struct unit *u)
{
    if (u->parent) return false;
    diag_error(m->d, nowhere, "move-top-unit",
               "\"%s\" is the whole organisation, which stays where it is", u->name.text);
    return true;
}

static bool is_below_itself(struct move *m, const struct unit *u, const struct unit *to)
{
    if (!cycle_unit_is_within(to, u)) return false;
    diag_error(m->d, nowhere, "move-below-itself", "\"%s\" is in \"%s\", or is that unit itself",
               to->name.text, u->name.text);
    return true;
}

bool move_unit(struct move *m, const struct unit *u, const struct unit *to)
{
    if (is_top(m, u) || is_below_itself(m, u, to)) return false;
    if (u->parent == to) {
        diag_error(m->d, nowhere, "move-there-already", "%s is in \"%s\" already", u->name.text,
                   to->name.text);
        return false;
    }
    org_edit_move(&m->to, parent_node(m, u), unit_node(m, to), "units", unit_node(m, u));
    return true;
}

static bool has_item(const struct node *list, const char *text)
{
    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++)
        if (list->items[i]->kind == NODE_SCALAR && !strcmp(list->items[i]->text, text)) return true;
    return false;
}

static void add_former(struct move *m, struct node *unit, const char *id)
{
    struct node *list = node_get(unit, "formerly"), *item = node_scalar(m->to.a, id);
    if (has_item(list, id)) return;
    if (list && list->kind == NODE_LIST && list->count) {
        org_edit_append(&m->to, unit, "formerly", item);
        return;
    }
    list = node_new(m->to.a, NODE_LIST);
    node_append(m->to.a, list, item);
    org_edit_set_first(&m->to, unit, "formerly", list);
}

// Second positions name the unit by its new id.
static void follow_positions(struct move *m, const char *was, const char *is)
{
    for (size_t i = 0; i < m->org.person_count; i++) {
        struct node *also = node_get(m->org.people[i]->node, "also");
        for (size_t k = 0; also && also->kind == NODE_LIST && k < also->count; k++) {
            const char *id = node_text(also->items[k], "unit");
            if (id && !strcmp(id, was))
                org_edit_set(&m->to, also->items[k], "unit", node_scalar(m->to.a, is));
        }
    }
}

bool move_rename(struct move *m, const struct unit *u, const char *id)
{
    struct node *node = unit_node(m, u), *formerly = node_get(node, "formerly");
    const struct unit *other = cycle_unit(m->cycle, id);
    if (!ids_valid(id, false)) {
        struct diag *g = diag_error(m->d, nowhere, "move-id-invalid", "\"%s\" cannot be an id", id);
        diag_hint(m->d, g, "ids have lower-case letters a to z, digits, - and _");
        return false;
    }
    if (other) {
        diag_error(m->d, nowhere, "move-id-taken", "\"%s\" is the id of \"%s\"", id,
                   other->name.text);
        return false;
    }
    for (size_t i = formerly && formerly->kind == NODE_LIST ? formerly->count : 0; i-- > 0;)
        if (formerly->items[i]->kind == NODE_SCALAR && !strcmp(formerly->items[i]->text, id))
            org_edit_remove_item(&m->to, node, "formerly", formerly->items[i]);
    org_edit_set(&m->to, node, "id", node_scalar(m->to.a, id));
    add_former(m, node, u->id);
    follow_positions(m, u->id, id);
    return true;
}

void move_name(struct move *m, const struct unit *u, const char *name)
{
    struct node *node = unit_node(m, u), *names = node_get(node, "name");
    bool many = names && names->kind == NODE_MAP;
    org_edit_set(&m->to, many ? names : node, many ? m->cycle->language : "name",
                 node_scalar(m->to.a, name));
}

static void take_over(struct move *m, struct node *from, struct node *to, const char *key)
{
    struct node *list = node_get(from, key);
    while (list && list->kind == NODE_LIST && list->count) {
        org_edit_move(&m->to, from, to, key, list->items[0]);
        list = node_get(from, key);
    }
}

bool move_join(struct move *m, const struct unit *u, const struct unit *with)
{
    struct node *from = unit_node(m, u), *to = unit_node(m, with);
    if (is_top(m, u) || is_below_itself(m, u, with)) return false;
    for (size_t i = 0; i < m->cycle->person_count; i++) {
        const struct person *p = m->cycle->people[i];
        struct node *person = org_index_person(&m->org, p->id)->node;
        if (p->unit == with) drop_position(m, person, u);
        if (p->unit == u) drop_position(m, person, with);
    }
    take_over(m, from, to, "employees");
    take_over(m, from, to, "units");
    follow_positions(m, u->id, with->id);
    add_former(m, to, u->id);
    for (size_t i = 0; i < u->formerly_count; i++) add_former(m, to, u->formerly[i]);
    org_edit_remove_item(&m->to, parent_node(m, u), "units", from);
    return true;
}

// After a diagnostic that names one of them.
static bool has_second_positions(struct move *m, const struct unit *u)
{
    for (size_t i = 0; i < m->cycle->person_count; i++) {
        const struct person *p = m->cycle->people[i];
        for (size_t k = 0; k < p->also_count; k++) {
            if (p->also[k].unit != u) continue;
            struct diag *g = diag_error(m->d, nowhere, "move-unit-second-position",
                                        "%s has a second position in \"%s\"", p->name,
                                        u->name.text);
            diag_hint(m->d, g, "take it away first: in org.yaml, under also");
            return true;
        }
    }
    return false;
}

bool move_dissolve(struct move *m, const struct unit *u, struct date last)
{
    if (is_top(m, u)) return false;
    if (u->person_count || u->unit_count) {
        struct diag *g = diag_error(m->d, nowhere, "move-unit-not-empty",
                                    "there are still people or units in \"%s\"", u->name.text);
        diag_hint(m->d, g,
                  "move them first, one by one with samtale move ID --to UNIT, or all of them with "
                  "samtale move %s --join UNIT",
                  u->id);
        return false;
    }
    if (has_second_positions(m, u)) return false;
    org_edit_set_first(&m->to, unit_node(m, u), "to", day_node(m->to.a, last));
    return true;
}
