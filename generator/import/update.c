// Merging three ways: what the last export said, what this one says, and what org.yaml has become
// since. Each edit is made to the tree, too, so that the next one's path is right.
#include "import/update.h"

#include <string.h>

#include "base/array.h"
#include "base/translate.h"
#include "yaml/emit.h"

static const char *const person_keys[] = {"name", "title", "email", "leader",
                                          "also", "from",  "to",    "away"};

struct merging_org {
    struct update *u;
    struct org_index was, base, now, export;  // now: org.yaml as it becomes
};

static void note(struct update *u, const char *kind, const char *id, const char *text)
{
    *ARENA_PUSH(u->a, u->changes, u->change_count,
                u->change_room) = (struct update_change){kind, id, text};
}

static const char *name_of(const struct node *n)
{
    const char *name = node_localized_text(n, "name");
    return name ? name : node_text(n, "id");
}

// ---- Values

static const char *words_of(struct arena *a, const struct node *value)
{
    static const struct emit_style style = {.eol = "\n"};
    if (node_is_null(value)) return _("nothing");
    if (value->kind == NODE_SCALAR) return value->text;
    struct buf out = {0};
    emit_flow(&out, &style, value);
    const char *words = arena_strndup(a, out.p, out.n);
    buf_free(&out);
    return words;
}

static void note_value(struct update *u, const struct node *person, const char *key,
                       const struct node *was, const struct node *is)
{
    static const char *const kinds[][2] = {{"name", N_("name")}, {"title", N_("position")}};
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (!strcmp(kinds[i][0], key))
            note(u, kinds[i][1], node_text(person, "id"),
                 arena_printf(u->a, _("%s: %s, was %s"), name_of(person), words_of(u->a, is),
                              words_of(u->a, was)));
    if (!strcmp(key, "away") && !node_is_null(is))
        note(u, N_("leave"), node_text(person, "id"),
             arena_printf(u->a, "%s: %s", name_of(person), words_of(u->a, is)));
    if (!strcmp(key, "to") && !node_is_null(is))
        note(u, N_("last day"), node_text(person, "id"),
             arena_printf(u->a, "%s: %s", name_of(person), words_of(u->a, is)));
}

// Whether a text is what an export says: itself, or in one of the languages that it is written in.
static bool says_the_same(const struct node *mine, const struct node *export)
{
    bool same = org_index_same(mine, export);
    bool languages = mine && mine->kind == NODE_MAP && export && export->kind == NODE_SCALAR;
    for (size_t i = 0; languages && !same && i < mine->count; i++)
        same = org_index_same(mine->items[i], export);
    return same;
}

// Whether the export has something new to say of a value.
static bool is_news(const struct merging_org *m, const struct node *base_map,
                    const struct node *base, const struct node *mine, const struct node *export)
{
    if (says_the_same(mine, export)) return false;
    if (m->u->base && base_map) return !org_index_same(base, export);
    return !node_is_null(export);
}

static void merge_values(struct merging_org *m, struct node *mine, const struct node *base,
                         const struct node *export, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct node *was = node_get(mine, keys[i]), *is = node_get(export, keys[i]);
        if (!is_news(m, base, base ? node_get(base, keys[i]) : NULL, was, is)) continue;
        note_value(m->u, mine, keys[i], was, is);
        if (node_is_null(is)) org_edit_remove(&m->u->to, mine, keys[i]);
        else org_edit_set(&m->u->to, mine, keys[i], is);
    }
}

// ---- Units

static struct node *without_people(struct arena *a, const struct node *unit)
{
    struct node *copy = node_new(a, NODE_MAP);
    for (size_t i = 0; i < unit->count; i++)
        if (unit->items[i]->kind == NODE_SCALAR || !strcmp(unit->keys[i]->text, "leader"))
            node_put(a, copy, unit->keys[i]->text, org_edit_copy(a, unit->items[i]));
    return copy;
}

static void reindex(struct merging_org *m)
{
    m->now = org_index_make(m->u->a, m->u->to.tree);
}

static void move_unit(struct merging_org *m, struct org_unit *mine, const char *to)
{
    struct org_unit *above = org_index_unit(&m->now, to);
    for (const struct org_unit *x = above; x; x = x->parent)
        if (x == mine) return;  // below itself
    if (!above || !mine->parent) return;
    note(m->u, N_("unit"), mine->id,
         arena_printf(m->u->a, _("%s: under %s, was under %s"), name_of(mine->node),
                      name_of(above->node), name_of(mine->parent->node)));
    org_edit_move(&m->u->to, mine->parent->node, above->node, "units", mine->node);
    reindex(m);
}

static void merge_unit(struct merging_org *m, const struct org_unit *export)
{
    static const char *const keys[] = {"name", "leader"};
    struct update *u = m->u;
    struct org_unit *mine = org_index_unit(&m->now, export->id);
    const struct org_unit *base = org_index_unit(&m->base, export->id);
    if (!mine && base && export->parent) return;  // somebody has removed it
    if (!mine) {
        struct org_unit *above = export->parent ? org_index_unit(&m->now, export->parent->id)
                                                : NULL;
        if (!above) above = m->now.units[0];
        note(u, N_("unit"), export->id,
             arena_printf(u->a, _("%s is new, under %s"), name_of(export->node),
                          name_of(above->node)));
        org_edit_append(&u->to, above->node, "units", without_people(u->a, export->node));
        reindex(m);
        return;
    }
    const char *before = name_of(mine->node);
    merge_values(m, mine->node, base ? base->node : NULL, export->node, keys, COUNT(keys));
    if (strcmp(before, name_of(mine->node)))
        note(u, N_("unit"), mine->id,
             arena_printf(u->a, _("%s was called %s"), name_of(mine->node), before));
    const char *to = export->parent ? export->parent->id : NULL;
    bool news = !u->base || !base || !base->parent || !to || strcmp(base->parent->id, to);
    if (to && mine->parent && strcmp(mine->parent->id, to) && news) move_unit(m, mine, to);
}

// ---- People

static void merge_person(struct merging_org *m, const struct org_person *export)
{
    struct update *u = m->u;
    struct org_person *mine = org_index_person(&m->now, export->id);
    const struct org_person *base = org_index_person(&m->base, export->id);
    struct org_unit *unit = org_index_unit(&m->now, export->unit->id);
    if (!unit) unit = m->now.units[0];
    if (!mine && base) {
        diag_warning(u->d, (struct place){0}, "update-person-removed",
                     "%s (%s) is in the export, but has been removed from org.yaml: left out",
                     name_of(export->node), export->id);
        return;
    }
    if (!mine) {
        const char *title = node_text(export->node, "title");
        note(u, N_("joins"), export->id,
             arena_printf(u->a, _("%s%s%s, in %s"), name_of(export->node), title ? ", " : "",
                          title ? title : "", name_of(unit->node)));
        org_edit_append(&u->to, unit->node, "employees", export->node);
        return;
    }
    merge_values(m, mine->node, base ? base->node : NULL, export->node, person_keys,
                 COUNT(person_keys));
    bool news = !u->base || !base || strcmp(base->unit->id, export->unit->id);
    if (mine->unit == unit || !news) return;
    note(u, N_("moves"), mine->id,
         arena_printf(u->a, _("%s: to %s, from %s"), name_of(mine->node), name_of(unit->node),
                      name_of(mine->unit->node)));
    org_edit_move(&u->to, mine->unit->node, unit->node, "employees", mine->node);
    mine->unit = unit;
}

static bool is_digits(const char *id)
{
    return *id && !id[strspn(id, "0123456789")];
}

// Whether somebody who is in org.yaml and not in the export has left, and not been added by hand.
static bool has_left(const struct merging_org *m, const struct org_person *p)
{
    if (m->u->base) return org_index_person(&m->base, p->id);
    size_t numbers = 0;
    for (size_t i = 0; i < m->export.person_count; i++)
        numbers += is_digits(m->export.people[i]->id);
    return is_digits(p->id) && numbers * 2 > m->export.person_count;
}

static void remove_leavers(struct merging_org *m, struct map *left)
{
    struct update *u = m->u;
    reindex(m);
    for (size_t i = 0; i < m->now.person_count; i++) {
        struct org_person *p = m->now.people[i];
        if (org_index_person(&m->export, p->id)) continue;
        if (!has_left(m, p)) {
            if (!u->base)
                diag_warning(u->d, (struct place){0}, "update-person-gone",
                             "%s (%s) is in org.yaml and not in the export: left as it is",
                             name_of(p->node), p->id);
            continue;
        }
        note(u, N_("leaves"), p->id,
             arena_printf(u->a, _("%s, from %s"), name_of(p->node), name_of(p->unit->node)));
        map_set(left, u->a, p->id, p);
        org_edit_remove_item(&u->to, p->unit->node, "employees", p->node);
    }
}

static bool is_empty(const struct node *unit)
{
    const struct node *people = node_get(unit, "employees"), *units = node_get(unit, "units");
    return (!people || !people->count) && (!units || !units->count);
}

static void remove_units(struct merging_org *m)
{
    reindex(m);
    for (size_t i = m->now.unit_count; i; i--) {
        struct org_unit *mine = m->now.units[i - 1];
        bool known = org_index_unit(&m->base, mine->id);
        if (!known || org_index_unit(&m->export, mine->id) || !mine->parent) continue;
        if (node_get(mine->node, "to") && is_empty(mine->node)) continue;  // its results count
        if (!is_empty(mine->node)) {
            diag_warning(m->u->d, (struct place){0}, "update-unit-gone",
                         "the unit \"%s\" is no longer in the export, but somebody has been added "
                         "to it: left as it is",
                         name_of(mine->node));
            continue;
        }
        note(m->u, N_("unit"), mine->id,
             arena_printf(m->u->a, _("%s is gone"), name_of(mine->node)));
        org_edit_remove_item(&m->u->to, mine->parent->node, "units", mine->node);
    }
}

// ---- What named somebody who has left

// Removes a reference; what: a format for whose it is, and who has left.
static void drop_reference(struct merging_org *m, struct map *left, struct node *map,
                           const char *key, const char *id_key, const char *what)
{
    const struct node *value = node_get(map, key);
    const char *id = value && id_key ? node_text(value, id_key) : node_text(map, key);
    if (!id || !map_get(left, id)) return;
    const struct org_person *gone = org_index_person(&m->was, id);
    diag_warning(m->u->d, (struct place){0}, "update-reference-dropped", what, name_of(map),
                 gone ? name_of(gone->node) : id);
    org_edit_remove(&m->u->to, map, key);
}

static void drop_references(struct merging_org *m, struct map *left)
{
    const char *led = N_("%s was led by %s, who has left: nobody is named now"),
               *acting = N_("%s was led, acting, by %s, who has left: nobody is named now");
    reindex(m);
    for (size_t i = 0; i < m->now.unit_count; i++) {
        drop_reference(m, left, m->now.units[i]->node, "leader", NULL, led);
        drop_reference(m, left, m->now.units[i]->node, "acting", "id", acting);
    }
    for (size_t i = 0; i < m->now.person_count; i++) {
        struct node *p = m->now.people[i]->node, *also = node_get(p, "also"),
                    *conversation = node_get(p, "conversation");
        drop_reference(m, left, p, "leader", NULL, led);
        if (conversation && conversation->kind == NODE_MAP && node_text(conversation, "by") &&
            map_get(left, node_text(conversation, "by")))
            org_edit_remove(&m->u->to, conversation, "by");
        for (size_t k = 0; also && also->kind == NODE_LIST && k < also->count; k++)
            if (node_text(also->items[k], "leader") &&
                map_get(left, node_text(also->items[k], "leader")))
                org_edit_remove(&m->u->to, also->items[k], "leader");
    }
}

enum { NAMED = 3 };  // people in one line

// A change of leader, of those in one unit who had the same and have the same now.
struct leader_change {
    const struct org_person *first;
    const char *was, *is;
    const char *names;  // of the first three
    size_t people;
};

static struct leader_change *same_change(struct leader_change *list, size_t count,
                                         const struct leader_change *c)
{
    for (size_t i = count; i && list[i - 1].first->unit == c->first->unit; i--)
        if (!strcmp(list[i - 1].was, c->was) && !strcmp(list[i - 1].is, c->is)) return &list[i - 1];
    return NULL;
}

static void note_change(struct update *u, const struct leader_change *c)
{
    const char *names = c->names;
    if (c->people > NAMED)
        names = arena_printf(u->a, _("%s and %zu more in %s"), names, c->people - NAMED,
                             name_of(c->first->unit->node));
    note(u, N_("leader"), c->first->id,
         arena_printf(u->a, _("%s: %s, was %s"), names, c->is, c->was));
}

// A unit's new leader is one line, however many people work in it.
static void note_leaders(struct merging_org *m)
{
    struct update *u = m->u;
    reindex(m);
    struct leader_change *list = ARENA_ARRAY(u->a, struct leader_change, m->now.person_count);
    size_t count = 0;
    for (size_t i = 0; i < m->now.person_count; i++) {
        const struct org_person *p = m->now.people[i], *was = org_index_person(&m->was, p->id);
        const struct node *a = was ? org_index_leader(&m->was, was) : NULL,
                          *b = org_index_leader(&m->now, p);
        if (!was || org_index_same(a, b)) continue;
        struct leader_change c = {p, org_index_words(&m->was, a), org_index_words(&m->now, b),
                                  name_of(p->node), 1},
                             *same = same_change(list, count, &c);
        if (!same) list[count++] = c;
        else if (same->people++ < NAMED)
            same->names = arena_printf(u->a, "%s, %s", same->names, c.names);
    }
    for (size_t i = 0; i < count; i++) note_change(u, &list[i]);
}

void update_make(struct update *u, struct node *export)
{
    struct merging_org m = {
        .u = u,
        .was = org_index_make(u->a, org_edit_copy(u->a, u->to.tree)),
        .base = org_index_make(u->a, u->base),
        .now = org_index_make(u->a, u->to.tree),
        .export = org_index_make(u->a, export),
    };
    struct map left = {0};
    if (!m.now.unit_count) return;
    for (size_t i = 0; i < m.export.unit_count; i++) merge_unit(&m, m.export.units[i]);
    reindex(&m);
    for (size_t i = 0; i < m.export.person_count; i++) merge_person(&m, m.export.people[i]);
    remove_leavers(&m, &left);
    remove_units(&m);
    drop_references(&m, &left);
    note_leaders(&m);
}
