// The last of a chart: one unit above all, nobody without a unit, ids.
#include <string.h>

#include "base/nearest.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "import/staff.h"
#include "read/ids.h"

enum { DEEP = 28 };  // units in each other: as deep as a YAML file may be

// ---- Circles

static void cut_circles(struct staff *s)
{
    for (size_t i = 0; i < s->unit_count; i++) {
        struct staff_unit *u = s->units[i];
        size_t steps = 0;
        for (u = u->parent; u && u != s->units[i] && steps <= s->unit_count; u = u->parent) steps++;
        if (u != s->units[i]) continue;
        struct buf names = {0};
        do {
            buf_printf(&names, _("\"%s\" (line %u) is under "), u->name, u->place.line);
            u = u->parent;
        } while (u != s->units[i]);
        struct diag *g = diag_error(s->d, u->place, "export-unit-circle",
                                    "units stand under each other: %s\"%s\"", buf_cstr(&names),
                                    u->name);
        diag_hint(s->d, g, "correct the unit above one of them in the export");
        u->parent = NULL;
        buf_free(&names);
    }
}

// ---- The root

// The person at the top: who leads others, has no leader here, and leads most of those who lead.
static struct staff_person *top_person(const struct staff *s)
{
    struct staff_person *top = NULL;
    size_t *below = ARENA_ARRAY(s->a, size_t, s->person_count);
    for (size_t i = 0; i < s->person_count; i++) {
        const struct staff_person *p = s->people[i];
        size_t steps = 0;
        if (!staff_is_in(p)) continue;
        while (p->rows[0]->leader.person && steps++ < s->person_count)
            p = p->rows[0]->leader.person;
        if (p->leads) below[p->index]++;
    }
    for (size_t i = 0; i < s->person_count; i++)
        if (below[i] && (!top || below[i] > below[top->index])) top = s->people[i];
    return top;
}

// The value that the column of the whole organisation has in all rows; NULL: there is none.
static const char *company_name(const struct staff *s)
{
    const char *name = NULL;
    for (size_t i = 0; i < s->row_count; i++) {
        const struct columns *c = s->rows[i]->columns;
        for (size_t k = c->heading_row + 1; c->at[MEANS_COMPANY] >= 0 && k < c->grid->count; k++) {
            const struct grid_row *row = &c->grid->rows[k];
            if (row->line != s->rows[i]->line) continue;
            const char *text = grid_cell_at(row, (unsigned)c->at[MEANS_COMPANY])->text;
            if (name && *text && strcmp(name, text)) return NULL;
            if (*text) name = text;
        }
        if (i > 200) break;
    }
    return name;
}

static struct staff_unit *named_root(const struct staff *s, const char *name)
{
    for (size_t i = 0; name && i < s->unit_count; i++)
        if (!s->units[i]->parent &&
            !strcmp(utf8_fold(s->a, s->units[i]->name), utf8_fold(s->a, name)))
            return s->units[i];
    return NULL;
}

static struct staff_unit *make_root(struct staff *s, const char *name, struct staff_person *top)
{
    struct place at = {0};
    if (s->row_count) at.source = s->rows[0]->columns->grid->source;
    if (!name) {
        name = s->english ? "The organisation" : "Organisasjonen";
        struct diag *g = diag_warning(s->d, at, "export-top-unit-guessed",
                                      "the export does not name the whole organisation: "
                                      "its topmost unit is called \"%s\"",
                                      name);
        diag_hint(s->d, g, "give it its name in org.yaml");
    }
    struct staff_unit *root = units_add(s, "\nroot", name, NULL, NULL, at);
    root->leader = (struct staff_link){.person = top, .given = top};
    root->leader_is_guess = top;
    return root;
}

static void find_root(struct staff *s)
{
    size_t count = 0;
    struct staff_unit *root = NULL;
    for (size_t i = 0; i < s->unit_count; i++)
        if (!s->units[i]->parent) root = s->units[i], count++;
    if (count != 1) {
        struct staff_person *top = top_person(s);
        const char *company = company_name(s);
        root = named_root(s, company);
        if (!root) root = named_root(s, s->organisation);
        if (!root && top && top->unit && !top->unit->parent) root = top->unit;
        if (!root) root = make_root(s, company ? company : s->organisation, top);
    }
    s->root = root;
    struct buf names = {0};
    size_t moved = 0;
    for (size_t i = 0; i < s->unit_count; i++) {
        struct staff_unit *u = s->units[i];
        if (u->parent || u == root) continue;
        u->parent = root;
        if (moved++ < 5) buf_printf(&names, "%s\"%s\"", moved > 1 ? ", " : "", u->name);
    }
    if (moved > 5) buf_printf(&names, _(" and %zu more"), moved - 5);
    if (moved && s->shape != STAFF_FLAT)
        diag_warning(s->d, root->place, "export-unit-above-guessed",
                     "nothing is said of what is above %s: taken to be under \"%s\"",
                     buf_cstr(&names), root->name);
    buf_free(&names);
}

// ---- People

// Who leads a person in a unit, as org.yaml says it: the unit's leader, or for that one the leader
// of the unit above. NULL: nobody.
static const char *leader_in(const struct staff_person *p, const struct staff_unit *u)
{
    while (u && u->leader.person == p) u = u->parent;
    if (!u) return NULL;
    return u->leader.person ? u->leader.person->name : u->leader.outside;
}

// Who stands as their own leader, and who without any. At the top, both are as they should be.
static void report_leaderless(struct staff *s, const struct staff_person *p)
{
    for (size_t i = 0; i < p->row_count; i++) {
        const struct staff_row *r = p->rows[i];
        const struct staff_unit *u = r->unit ? r->unit : p->unit;
        const char *leader = leader_in(p, u);
        bool none = !i && !r->leader.given && r->columns->at[MEANS_LEADER] >= 0;
        if (s->root->leader.person == p) continue;
        if (r->is_own_leader && leader)
            diag_warning(s->d, staff_row_place(r), "export-own-leader",
                         "%s stands as their own leader: taken to be led by %s", p->name, leader);
        else if (r->is_own_leader)
            diag_warning(s->d, staff_row_place(r), "export-own-leader",
                         "%s stands as their own leader: nobody leads them here", p->name);
        else if (none && leader && u != s->root)
            diag_warning(s->d, staff_row_place(r), "export-leader-from-unit",
                         u->leader.person == p
                             ? N_("no leader is given for %s: taken to be led by %s, as the unit "
                                  "above is")
                             : N_("no leader is given for %s: taken to be led by %s, as the unit "
                                  "is"),
                         p->name, leader);
    }
}

static void place_people(struct staff *s)
{
    for (size_t i = 0; i < s->person_count; i++) {
        struct staff_person *p = s->people[i];
        if (!staff_is_in(p)) continue;
        const struct staff_row *main = p->rows[0];
        if (!p->unit) {
            p->unit = s->root;
            diag_warning(s->d, staff_row_place(main), "export-person-without-unit",
                         "%s is in no unit: put into \"%s\"", p->name, s->root->name);
        } else if (!main->unit && main->columns->level_count) {
            diag_warning(s->d, staff_row_place(main), "export-person-without-unit",
                         "%s is in no unit: put into \"%s\", where their leader is", p->name,
                         p->unit->name);
        }
        report_leaderless(s, p);
    }
}

// ---- Names that are nearly the same

static bool has_digit(const char *text)
{
    return text[strcspn(text, "0123456789")] != '\0';
}

static void report_similar(struct staff *s)
{
    enum { MANY = 600, SHORT = 6 };
    const char **names = ARENA_ARRAY(s->a, const char *, s->unit_count + 1);
    for (size_t i = 0; i < s->unit_count && s->unit_count <= MANY; i++) {
        const struct staff_unit *u = s->units[i];
        size_t n = 0;
        if (u->code || u->row_count > 2 || has_digit(u->name) || strlen(u->name) < SHORT) continue;
        for (size_t k = 0; k < s->unit_count; k++) {
            const struct staff_unit *o = s->units[k];
            if (o != u && o->row_count > u->row_count && !has_digit(o->name) &&
                strcmp(o->name, u->name))
                names[n++] = o->name;
        }
        const char *near = nearest_word(u->name, names, n);
        if (!near || (strlen(near) > strlen(u->name) + 2) || strlen(u->name) > strlen(near) + 2)
            continue;
        struct diag *g = diag_warning(s->d, u->place, "export-units-alike",
                                      "the unit \"%s\" is called nearly as \"%s\" is: taken for "
                                      "two units",
                                      u->name, near);
        diag_hint(s->d, g, "if it is one, correct the name in the export");
    }
}

// ---- Ids

static const char *unit_id(struct staff *s, struct map *taken, const struct staff_unit *u)
{
    const char *base = ids_from_text(s->a, u->name, false), *id = base;
    if (!*base && u->code) id = base = ids_from_text(s->a, u->code, false);
    if (!*base) id = base = s->english ? "unit" : "enhet";
    if (map_get(taken, id) && u->code)
        id = ids_from_text(s->a, arena_printf(s->a, "%.40s-%s", base, u->code), false);
    else if (map_get(taken, id) && u->parent && u->parent->id)
        id = ids_from_text(s->a, arena_printf(s->a, "%.30s-%.30s", base, u->parent->id), false);
    for (int i = 2; map_get(taken, id); i++) id = arena_printf(s->a, "%.50s-%d", base, i);
    return id;
}

// Whether several units have the name: then all of them have their code in the id, so that it does
// not depend on which comes first.
static bool is_shared_name(const struct staff *s, const struct staff_unit *u)
{
    const char *id = ids_from_text(s->a, u->name, false);
    for (size_t i = 0; i < s->unit_count; i++)
        if (s->units[i] != u && !strcmp(ids_from_text(s->a, s->units[i]->name, false), id))
            return true;
    return false;
}

static void name_units(struct staff *s, struct map *taken, struct staff_unit *u, size_t depth)
{
    u->depth = depth;
    if (depth > DEEP) {
        diag_error(s->d, u->place, "export-units-too-deep",
                   "there are more than %d units in each other", DEEP);
        return;
    }
    bool shared = u->code && is_shared_name(s, u);
    if (shared) map_set(taken, s->a, ids_from_text(s->a, u->name, false), s);
    u->id = unit_id(s, taken, u);
    map_set(taken, s->a, u->id, u);
    for (size_t i = 0; i < u->unit_count; i++) name_units(s, taken, u->units[i], depth + 1);
}

static const char *local_part(struct staff *s, const char *address)
{
    return arena_strndup(s->a, address, strcspn(address, "@"));
}

static void name_person(struct staff *s, struct map *taken, struct staff_person *p)
{
    const char *from = p->number;
    if (!from && (p->login || p->email)) from = local_part(s, p->login ? p->login : p->email);
    const char *id = from ? ids_from_text(s->a, from, true) : "";
    if (!*id) id = ids_from_text(s->a, p->name, true);
    if (!*id) id = "person";
    const char *base = id;
    for (int i = 2; map_get(taken, id); i++) id = arena_printf(s->a, "%.50s-%d", base, i);
    p->id = id;
    map_set(taken, s->a, id, p);
}

void settle_chart(struct staff *s)
{
    struct map units = {0}, people = {0};
    cut_circles(s);
    find_root(s);
    for (size_t i = 0; i < s->unit_count; i++) {
        struct staff_unit *u = s->units[i], *above = u->parent;
        if (above) *ARENA_PUSH(s->a, above->units, above->unit_count, above->unit_room) = u;
    }
    place_people(s);
    report_similar(s);
    name_units(s, &units, s->root, 0);
    for (size_t i = 0; i < s->person_count; i++)
        if (staff_is_in(s->people[i])) name_person(s, &people, s->people[i]);
}
