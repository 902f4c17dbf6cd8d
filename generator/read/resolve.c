// Resolving the ids of org.yaml to people: who leads which unit, and who leads whom. A person's
// leader is the one of their own `leader:`, else the unit's, else, for those who lead the unit
// themselves, that of the nearest unit above with another leader. Where leaders have a day, it is
// who leads on the cycle's.
#include <string.h>

#include "base/nearest.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "read/org.h"
#include "read/cycle_readers.h"
#include "read/schema.h"
#include "read/scalar.h"
#include "read/tables.h"

enum { SEARCHES = 50 };  // for ids like unknown ones: each takes long in a large chart

struct resolver {
    struct reader *r;
    struct cycle *c;
    struct org *org;
    const char **ids;  // of everyone; made when first needed
    size_t searches;
    struct map outsiders;  // by name and address
    size_t outsider_room;
};

// ---- Ids

static void index_units(struct reader *r)
{
    struct cycle *c = r->cycle;
    for (size_t i = 0; i < c->unit_count; i++) {
        struct unit *u = c->units[i], *other = *u->id ? cycle_unit(c, u->id) : NULL;
        if (other) {
            struct diag *g = READER_ERROR(r, u->place, "unit-id-twice",
                                          "the units \"%s\" and \"%s\" have the same id",
                                          other->name.text, u->name.text);
            diag_hint(r->d, g, "the first is on line %u", (unsigned)other->place.line);
        } else if (*u->id) {
            map_set(&c->units_by_id, r->a, u->id, u);
        }
    }
}

static void add_former(struct reader *r, struct unit *u, const char *id)
{
    struct cycle *c = r->cycle;
    struct former_unit *f = map_get(&c->former_units, id);
    if (!f) map_set(&c->former_units, r->a, id, f = ARENA_NEW(r->a, struct former_unit));
    if (!f->count || f->units[f->count - 1] != u)
        *ARENA_PUSH(r->a, f->units, f->count, f->room) = u;
}

// An id that a unit has is nobody's former one: it says which unit is meant.
static void index_former_units(struct reader *r)
{
    struct cycle *c = r->cycle;
    for (size_t i = 0; i < c->unit_count; i++) {
        struct unit *u = c->units[i];
        for (size_t k = 0; k < u->formerly_count; k++) {
            const struct unit *now = cycle_unit(c, u->formerly[k]);
            if (!now) {
                add_former(r, u, u->formerly[k]);
                continue;
            }
            struct place at = r->org->units[i]->formerly[k]->place;
            struct diag *g = now == u ? READER_ERROR(r, at, "unit-formerly-itself",
                                                     "\"%s\" is the id that unit \"%s\" has now",
                                                     u->formerly[k], u->name.text)
                                      : READER_ERROR(r, at, "unit-formerly-current",
                                                     "\"%s\" is the id of unit \"%s\" today, so "
                                                     "\"%s\" cannot have had it formerly",
                                                     now->id, now->name.text, u->name.text);
            diag_hint(r->d, g, "leave it out of formerly: plans that name it belong to that unit");
        }
    }
}

static void index_people(struct reader *r)
{
    struct cycle *c = r->cycle;
    for (size_t i = 0; i < c->person_count; i++) {
        struct person *p = c->people[i], *other = cycle_person(c, p->id);
        if (!other) {
            map_set(&c->people_by_id, r->a, p->id, p);
            continue;
        }
        struct diag *g = READER_ERROR(r, p->place, "employee-id-twice",
                                      "%s and %s have the same id", other->name, p->name);
        diag_hint(r->d, g,
                  "the first is on line %u; write someone with two positions once, with also:",
                  (unsigned)other->place.line);
    }
}

// The name, and with it the title where that counts, in one spelling.
static const char *call_of(struct arena *a, const struct person *p, bool with_title)
{
    const char *title = with_title && p->title.text ? p->title.text : "";
    return utf8_fold(a, arena_printf(a, "%s\n%s", p->name, title));
}

// Marks those who have their name, and where that counts their title, in common with others.
static void find_namesakes(const struct cycle *c, bool with_title, enum namesake mark)
{
    struct arena a = {0};
    struct map first = {0};
    for (size_t i = 0; i < c->person_count; i++) {
        struct person *p = c->people[i];
        if (with_title && !p->namesake) continue;
        const char *call = call_of(&a, p, with_title);
        struct person *other = map_get(&first, call);
        if (other) p->namesake = other->namesake = mark;
        else map_set(&first, &a, call, p);
        if (with_title && !p->title.text) p->namesake = NAMESAKE_BY_ID;
    }
    arena_free(&a);
}

static const char *const *all_ids(struct resolver *v)
{
    if (v->ids) return v->ids;
    v->ids = ARENA_ARRAY(reader_tree_arena(v->r), const char *, v->c->person_count);
    for (size_t i = 0; i < v->c->person_count; i++) v->ids[i] = v->c->people[i]->id;
    return v->ids;
}

// The first with the name; *ids: the ids of all.
static const struct person *person_named(struct resolver *v, const char *name, const char **ids)
{
    struct arena scratch = {0};
    const char *folded = utf8_fold(&scratch, name);
    const struct person *found = NULL;
    for (size_t i = 0; i < v->c->person_count; i++) {
        const struct person *p = v->c->people[i];
        if (strcmp(utf8_fold(&scratch, p->name), folded) != 0) continue;
        *ids = found ? arena_printf(v->r->a, "%s, %s", *ids, p->id) : p->id;
        if (!found) found = p;
    }
    arena_free(&scratch);
    return found;
}

static void hint_person(struct resolver *v, struct diag *g, const char *id)
{
    if (v->searches++ >= SEARCHES) return;
    const char *near = nearest_word(id, all_ids(v), v->c->person_count);
    const char *ids = near;
    const struct person *p = near ? cycle_person(v->c, near) : person_named(v, id, &ids);
    if (p && strcmp(ids, p->id) != 0)
        diag_hint(v->r->d, g, "write the id of the one you mean: %s", ids);
    else if (p) diag_hint(v->r->d, g, "did you mean %s (%s)?", p->id, p->name);
    else if (strchr(id, ' '))
        diag_hint(v->r->d, g, "write someone outside the org chart as a map: { name: %.100s }", id);
}

enum role { ROLE_LEADER, ROLE_ACTING, ROLE_HOLDER };

static struct diag *report_unknown(struct resolver *v, struct place at, enum role role,
                                   const char *id, const char *whom)
{
    switch (role) {
    case ROLE_ACTING:
        return READER_ERROR(v->r, at, "acting-unknown",
                            "\"%.100s\", acting leader of %s, is not in the org chart", id, whom);
    case ROLE_HOLDER:
        return READER_ERROR(v->r, at, "holder-unknown",
                            "\"%.100s\", who holds the conversation of %s, is not in the org chart",
                            id, whom);
    default:
        return READER_ERROR(v->r, at, "leader-unknown",
                            "\"%.100s\", leader of %s, is not in the org chart", id, whom);
    }
}

// The person with an id; NULL after an error. whom: for the error, "unit \"Oppvekst\"".
static struct person *find_person(struct resolver *v, const struct node *n, enum role role,
                                  const char *whom)
{
    static const char *const keys[] = {
        [ROLE_LEADER] = "leader", [ROLE_ACTING] = "acting", [ROLE_HOLDER] = "by"};
    const char *id = scalar_text(v->r, (struct label){keys[role], whom}, n, TEXT_LIMIT);
    struct person *p = id ? cycle_person(v->c, id) : NULL;
    if (!id || p || v->r->incomplete) return p;
    hint_person(v, report_unknown(v, n->place, role, id, whom), id);
    return NULL;
}

static const char *unit_words(struct resolver *v, const struct unit *u)
{
    return arena_printf(reader_tree_arena(v->r), _("unit \"%.100s\""), u->name.text);
}

// ---- Leaders

struct leader_entry {
    struct person *outsider;
    const struct node *id;
    const char *name, *email;
    struct cycle_text title;
    struct date from;
};

#define AT_LEADER(member) offsetof(struct leader_entry, member)

static const struct field outsider_fields[] = {
    {.key = "name", .type = FIELD_TEXT, .required = true, .offset = AT_LEADER(name)},
    {.key = "title", .type = FIELD_LOCALIZED, .offset = AT_LEADER(title)},
    {.key = "email", .type = FIELD_EMAIL, .offset = AT_LEADER(email)},
    {.key = "from", .type = FIELD_DATE, .offset = AT_LEADER(from)},
};

static const struct field insider_fields[] = {
    {.key = "id",
     .type = FIELD_NODE,
     .required = true,
     .offset = AT_LEADER(id),
     .is = FIELD_IS(ID)},
    {.key = "from", .type = FIELD_DATE, .offset = AT_LEADER(from)},
};

// All of them, for help.
const struct field resolve_leader_fields[] = {
    {.key = "id", .type = FIELD_NODE, .is = FIELD_IS(ID)},
    {.key = "name", .type = FIELD_TEXT},
    {.key = "title", .type = FIELD_LOCALIZED},
    {.key = "email", .type = FIELD_EMAIL},
    {.key = "from", .type = FIELD_DATE},
};

static struct person *outsider(struct resolver *v, const struct node *n,
                               const struct leader_entry *e)
{
    struct person *p = ARENA_NEW(v->r->a, struct person);
    *p = (struct person){.name = e->name, .title = e->title, .email = e->email};
    const char *key = arena_printf(reader_tree_arena(v->r), "%s\n%s", p->name,
                                   p->email ? p->email : "");
    struct person *same = map_get(&v->outsiders, key);
    if (same) return same;
    p->place = node_get(n, "name")->place;
    map_set(&v->outsiders, reader_tree_arena(v->r), key, p);
    *ARENA_PUSH(v->r->a, v->c->outsiders, v->c->outsider_count, v->outsider_room) = p;
    return p;
}

// One leader; the person is NULL after an error.
static struct leader_since one_leader(struct resolver *v, const struct node *n, const char *whom)
{
    const char *what = arena_printf(reader_tree_arena(v->r), _("the leader of %s"), whom);
    struct leader_entry e = {0};
    if (n->kind != NODE_MAP)
        return (struct leader_since){find_person(v, n, ROLE_LEADER, whom), {0}};
    if (!node_get(n, "id")) {
        bool read = SCHEMA_READ(v->r, outsider_fields, n, what, &e);
        return (struct leader_since){read ? outsider(v, n, &e) : NULL, e.from};
    }
    bool read = SCHEMA_READ(v->r, insider_fields, n, what, &e);
    return (struct leader_since){read ? find_person(v, e.id, ROLE_LEADER, whom) : NULL, e.from};
}

static void check_order(struct resolver *v, const struct node *n, struct date before,
                        struct date from, const char *whom)
{
    if (date_is_set(from) && date_compare(before, from) < 0) return;
    struct diag *g = READER_ERROR(v->r, n->place, "leaders-order",
                                  "the leaders of %s do not follow each other by day", whom);
    diag_hint(v->r->d, g,
              "the first needs no day, and each of the others a later one: [ID, { id: ID, from: "
              "2027-06-01 }]");
}

// A leader, or a list of them, each from a day on.
static struct leader_since *leaders_from(struct resolver *v, const struct node *n, const char *whom,
                                         size_t *count)
{
    bool many = n->kind == NODE_LIST;
    struct leader_since *list = ARENA_ARRAY(v->r->a, struct leader_since, many ? n->count : 1);
    struct date before = {0};
    *count = 0;
    for (size_t i = 0; i < (many ? n->count : 1); i++) {
        const struct node *item = many ? n->items[i] : n;
        struct leader_since one = one_leader(v, item, whom);
        if (one.person && i) check_order(v, item, before, one.from, whom);
        if (one.person) list[(*count)++] = one;
        before = one.from;
    }
    return list;
}

// ---- Who leads

static void lead_unit(struct resolver *v, struct unit_entry *e)
{
    struct unit *u = &e->unit;
    if (e->leader) u->leaders = leaders_from(v, e->leader, unit_words(v, u), &u->leader_count);
    u->leader = cycle_leader_on(u->leaders, u->leader_count, v->c->as_of);
    if (e->acting) u->acting = find_person(v, e->acting, ROLE_ACTING, unit_words(v, u));
    if (!u->leader && !e->leader) u->leader = u->acting;
    if (u->leader_count && !u->leader && !u->acting) {
        struct date d = u->leaders[0].from;
        diag_warning(v->r->d, e->leader->place, "unit-leader-later",
                     "unit \"%s\" has no leader before %04d-%02d-%02d", u->name.text, d.year,
                     d.month, d.day);
    }
}

static bool leads(const struct cycle *c, const struct unit *u, const struct person *p)
{
    return u->leader == p || cycle_unit_leader_on(u, c->as_of) == p;
}

// The unit whose leader is a person's; NULL: they lead all of them.
static const struct unit *led_in(const struct cycle *c, const struct unit *u,
                                 const struct person *p)
{
    while (u && leads(c, u, p)) u = u->parent;
    return u;
}

static struct person *leader_in(const struct cycle *c, const struct unit *u, const struct person *p)
{
    u = led_in(c, u, p);
    return u ? cycle_unit_leader_on(u, c->as_of) : NULL;
}

// Whether a person without a leader has none because the unit has none. Who leads a unit above it
// is at the top, though in no unit that says so.
static bool is_vacant(const struct cycle *c, const struct person *p)
{
    const struct unit *u = led_in(c, p->unit, p);
    if (!u || u->leader || u->acting) return false;
    for (u = u->parent; u; u = u->parent)
        if (leads(c, u, p)) return false;
    return true;
}

static struct leader_since *own_leaders(struct resolver *v, const struct node *n,
                                        const struct person *p, size_t *count)
{
    struct leader_since *list = leaders_from(v, n, p->name, count);
    for (size_t i = 0; i < *count; i++) {
        if (list[i].person != p) continue;
        struct diag *g = READER_ERROR(v->r, n->place, "leader-is-oneself",
                                      "%s cannot be their own leader", p->name);
        diag_hint(v->r->d, g,
                  "leave out leader:, and the leader of the unit or of the one above counts");
        *count = 0;
    }
    return list;
}

// Who leads a person on the cycle's day where their entry says it, else the unit's leader.
static struct person *leader_of(struct resolver *v, const struct node *own, struct person *p,
                                const struct unit *u, struct leader_since **list, size_t *count)
{
    *list = own ? own_leaders(v, own, p, count) : NULL;
    if (own && !*count) return NULL;  // after an error
    struct person *leader = cycle_leader_on(*list, *count, v->c->as_of);
    return leader ? leader : leader_in(v->c, u, p);
}

static void unknown_unit(struct resolver *v, const struct node *n, const char *id,
                         const struct person *p)
{
    struct diag *g = READER_ERROR(
        v->r, n->place, "second-unit-unknown",
        "unit \"%.100s\", where %s has a second position, is not in the org chart", id, p->name);
    if (v->searches++ >= SEARCHES) return;
    const char **ids = ARENA_ARRAY(v->r->a, const char *, v->c->unit_count);
    for (size_t j = 0; j < v->c->unit_count; j++) ids[j] = v->c->units[j]->id;
    const char *near = nearest_word(id, ids, v->c->unit_count);
    if (near)
        diag_hint(v->r->d, g, "did you mean %s (%s)?", near, cycle_unit(v->c, near)->name.text);
}

static void hold_position(struct resolver *v, const struct also_entry *also, struct person *p)
{
    const char *id = scalar_text(v->r, (struct label){"also", p->name}, also->unit, TEXT_LIMIT);
    struct unit *u = id ? cycle_unit_now(v->c, id, p) : NULL;
    struct leader_since *list;
    size_t count = 0;
    if (!u) {
        if (id && !v->r->incomplete) unknown_unit(v, also->unit, id, p);
    } else if (u == p->unit) {
        READER_ERROR(v->r, also->unit->place, "second-unit-same",
                     "the second position of %s is in the unit of the first, \"%s\"", p->name,
                     u->name.text);
    } else {
        p->also[p->also_count++] = (struct second_position){
            u, leader_of(v, also->leader, p, u, &list, &count)};
    }
}

static void lead_person(struct resolver *v, struct person *p, const struct person_links *to)
{
    p->leader = leader_of(v, to->leader, p, p->unit, &p->leaders, &p->leader_count);
    p->leader_is_vacant = (!to->leader || p->leader_count) && !p->leader && is_vacant(v->c, p);
    p->held_by = to->by ? find_person(v, to->by, ROLE_HOLDER, p->name) : p->leader;
    if (to->by && p->held_by == p)
        READER_ERROR(v->r, to->by->place, "holder-is-oneself",
                     "%s cannot hold their own conversation", p->name);
    p->also = ARENA_ARRAY(v->r->a, struct second_position, to->also_count);
    for (size_t i = 0; i < to->also_count; i++) hold_position(v, &to->also[i], p);
}

// ---- Loops

static void report_loop(struct resolver *v, struct person *first)
{
    enum { NAMED = 8 };
    struct buf names = {0};
    struct person *p = first;
    size_t n = 0;
    do {
        if (n < NAMED) buf_printf(&names, "%s → ", p->name);
        p = p->leader;
        n++;
    } while (p != first);
    if (n > NAMED) buf_printf(&names, _("%zu more → "), n - NAMED);
    const struct node *own = v->org->people[first->index].leader;
    struct diag *g = READER_ERROR(v->r, own ? own->place : first->place, "leader-circle",
                                  "the leaders go round in a circle: %s%s", buf_cstr(&names),
                                  first->name);
    diag_hint(v->r->d, g, "give one of them another leader with leader: ID");
    buf_free(&names);
}

// Follows each person's leaders upwards, once each. A circle is reported at its first person, who
// is left without a leader.
static void cut_loops(struct resolver *v)
{
    struct arena scratch = {0};
    // by the index of each: the number of the walk that has met them, from 1; 0: none has
    size_t *walk = ARENA_ARRAY(&scratch, size_t, v->c->person_count);
    for (size_t i = 0; i < v->c->person_count; i++) {
        struct person *p = v->c->people[i];
        while (p && p->id && !walk[p->index]) {
            walk[p->index] = i + 1;
            p = p->leader;
        }
        if (!p || !p->id || walk[p->index] != i + 1 || !p->leader) continue;
        report_loop(v, p);
        p->leader = NULL;
    }
    arena_free(&scratch);
}

static void find_part(struct resolver *v)
{
    struct cycle *c = v->c;
    if (!c->part_leader) return;
    c->part_of = cycle_person(c, c->part_leader);
    if (c->part_of || v->r->incomplete) return;
    hint_person(
        v,
        READER_ERROR(v->r, c->part_place, "directory-leader-unknown",
                     "leader \"%.100s\", whose own directory this is, is not in the org chart",
                     c->part_leader),
        c->part_leader);
}

// ---- Units that have ended

static bool has_ended_by(const struct unit *u, struct date day)
{
    return u && date_is_set(u->exists.to) && date_compare(u->exists.to, day) <= 0;
}

// By the first position or another.
static bool works_within(const struct person *p, const struct unit *u)
{
    bool works = cycle_unit_is_within(p->unit, u);
    for (size_t i = 0; i < p->also_count && !works; i++)
        works = cycle_unit_is_within(p->also[i].unit, u);
    return works;
}

static void check_end(struct reader *r, const struct unit *u)
{
    const struct cycle *c = r->cycle;
    struct date end = u->exists.to;
    size_t people = 0;
    if (!date_is_set(end) || has_ended_by(u->parent, end)) return;
    if (date_is_set(c->dates.to) && date_compare(end, c->dates.to) >= 0) return;
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        bool stays = !date_is_set(p->employed.to) || date_compare(p->employed.to, end) > 0;
        people += stays && works_within(p, u);
    }
    if (!people) return;
    struct diag *g = diag_warning(
        r->d, u->place, "unit-ends-with-people",
        translate_count("unit \"%s\" ends on %04d-%02d-%02d, and %zu person is still in it",
                        "unit \"%s\" ends on %04d-%02d-%02d, and %zu people are still in it",
                        people),
        u->name.text, end.year, end.month, end.day, people);
    diag_hint(r->d, g,
              "by then they are elsewhere: samtale move moves a person, or joins the unit with "
              "another");
}

void resolve_leaders(struct reader *r)
{
    struct resolver v = {.r = r, .c = r->cycle, .org = r->org};
    index_units(r);
    index_former_units(r);
    index_people(r);
    for (size_t i = 0; i < v.c->unit_count; i++) lead_unit(&v, v.org->units[i]);
    for (size_t i = 0; i < v.c->person_count; i++)
        lead_person(&v, v.c->people[i], &v.org->people[i]);
    cut_loops(&v);
    find_namesakes(v.c, false, NAMESAKE_BY_TITLE);
    find_namesakes(v.c, true, NAMESAKE_BY_ID);
    find_part(&v);
    for (size_t i = 0; i < v.c->unit_count; i++) check_end(r, v.c->units[i]);
}
