// Units, and what is above what, as far as the export says it itself: by columns for the levels, by
// a path, by the unit above, or in a list of their own.
#include <string.h>

#include "base/utf8.h"
#include "import/staff.h"

struct staff_unit *units_add(struct staff *s, const char *key, const char *name, const char *code,
                             struct staff_unit *parent, struct place at)
{
    struct staff_unit *u = map_get(&s->units_by_key, key);
    if (u) {
        if (!u->name) u->name = name;
        return u;
    }
    u = ARENA_NEW(s->a, struct staff_unit);
    *u = (struct staff_unit){.key = key,
                             .name = name,
                             .code = code,
                             .parent = parent,
                             .place = at,
                             .index = s->unit_count};
    map_set(&s->units_by_key, s->a, key, u);
    *ARENA_PUSH(s->a, s->units, s->unit_count, s->unit_room) = u;
    return u;
}

static const char *fold(struct staff *s, const char *text)
{
    return text ? utf8_fold(s->a, text) : "";
}

// What a unit is known by: its code, or else its name.
static const char *key_of(struct staff *s, struct staff_unit_name u)
{
    const char *code = u.code ? names_number(s->a, u.code) : NULL;
    if (u.code) return arena_printf(s->a, "#%s", code ? code : "0");
    return arena_printf(s->a, "%s", fold(s, u.name));
}

static struct staff_unit_name own_unit(const struct staff_row *r)
{
    return r->level_count ? r->levels[r->level_count - 1] : (struct staff_unit_name){0};
}

static bool same_unit(struct staff *s, const struct staff_unit *u, struct staff_unit_name n)
{
    if (u->code && n.code)
        return !strcmp(key_of(s, (struct staff_unit_name){NULL, u->code}),
                       key_of(s, (struct staff_unit_name){NULL, n.code}));
    return u->name && n.name && !strcmp(fold(s, u->name), fold(s, n.name));
}

// ---- By levels, or by a path

static struct staff_unit *unit_of_levels(struct staff *s, const struct staff_row *r)
{
    struct staff_unit *u = NULL;
    for (unsigned i = 0; i < r->level_count; i++) {
        if (u && same_unit(s, u, r->levels[i])) continue;
        const char *key = arena_printf(s->a, "%s\n%s", u ? u->key : "", key_of(s, r->levels[i]));
        u = units_add(s, key, r->levels[i].name, r->levels[i].code, u, staff_row_place(r));
    }
    return u;
}

// A code is one unit's, wherever it stands.
static void check_codes(struct staff *s)
{
    struct map known = {0};
    for (size_t i = 0; i < s->unit_count; i++) {
        struct staff_unit *u = s->units[i];
        if (!u->code || !u->name) continue;
        const char *key = arena_printf(s->a, "%s\n%s", fold(s, u->code), fold(s, u->name));
        struct staff_unit *other = map_get(&known, key);
        map_set(&known, s->a, key, u);
        if (!other || other->parent == u->parent) continue;
        struct diag *g = diag_error(s->d, u->place, "export-unit-above-differs",
                                    "the unit \"%s\" (%s) is under \"%s\" here and under \"%s\" on "
                                    "line %u",
                                    u->name, u->code, u->parent ? u->parent->name : "nothing",
                                    other->parent ? other->parent->name : "nothing",
                                    other->place.line);
        diag_hint(s->d, g, "it can stand in one place only: correct the export");
    }
}

// ---- By the unit above

struct parent_choice {  // a unit's name with one of the units above that rows give it
    struct staff_unit_name unit, parent;
    const struct staff_row *first;
    const struct staff_row **rows;
    size_t row_count, row_room;
};

struct parent_choices {
    struct parent_choice *list;
    size_t count, room;
};

static struct parent_choices *choices_of(struct staff *s, struct map *all, const char *key)
{
    struct parent_choices *c = map_get(all, key);
    if (c) return c;
    c = ARENA_NEW(s->a, struct parent_choices);
    map_set(all, s->a, key, c);
    return c;
}

static void count_choice(struct staff *s, struct map *all, const struct staff_row *r)
{
    struct staff_unit_name u = own_unit(r);
    struct parent_choices *c = choices_of(s, all, key_of(s, u));
    const char *parent = key_of(s, r->parent);
    for (size_t i = 0; i < c->count; i++)
        if (!strcmp(key_of(s, c->list[i].parent), parent)) {
            struct parent_choice *same = &c->list[i];
            *ARENA_PUSH(s->a, same->rows, same->row_count, same->row_room) = r;
            return;
        }
    struct parent_choice *new = ARENA_PUSH(s->a, c->list, c->count, c->room);
    *new = (struct parent_choice){.unit = u, .parent = r->parent, .first = r};
    *ARENA_PUSH(s->a, new->rows, new->row_count, new->row_room) = r;
}

static const char *link_words(const struct staff_link *l)
{
    for (size_t i = 0; i < l->count; i++)
        if (l->cells[i].number) return l->cells[i].number;
    return l->count && l->cells[0].name ? l->cells[0].name : "";
}

static bool has_parent(const struct parent_choice *c)
{
    return c->parent.name || c->parent.code;
}

static const char *parent_words(const struct parent_choice *c)
{
    return c->parent.name ? c->parent.name : c->parent.code;
}

// Whether somebody in the one is led by the leader, or is the leader.
static bool knows_leader(const struct parent_choice *c, const char *leader)
{
    for (size_t i = 0; *leader && i < c->row_count; i++) {
        const struct staff_row *r = c->rows[i];
        if (!strcmp(link_words(&r->leader), leader) || (r->number && !strcmp(r->number, leader)) ||
            !strcmp(r->name, leader))
            return true;
    }
    return false;
}

// Of two units above, whether the second is a slip: in one row, with a leader whom the others know.
static bool is_slip(const struct parent_choice *a, const struct parent_choice *b)
{
    return a->unit.code || (b->row_count == 1 && a->row_count > 1 &&
                            knows_leader(a, link_words(&b->first->leader)));
}

static void report_slip(struct staff *s, const struct parent_choice *a,
                        const struct parent_choice *b)
{
    struct diag *g = diag_error(s->d, staff_row_place(b->first), "export-unit-above-differs",
                                "the unit \"%s\" is under \"%s\" here and under \"%s\" on line %u",
                                b->unit.name ? b->unit.name : b->unit.code, parent_words(b),
                                parent_words(a), a->first->line);
    diag_hint(s->d, g, "it can stand in one place only: correct the export");
}

// Decides which units of one name there are: usually one; two where two units above have one each.
static void judge_choices(struct staff *s, struct parent_choices *c)
{
    struct parent_choice *most = NULL;
    for (size_t i = 0; i < c->count; i++)
        if (has_parent(&c->list[i]) && (!most || c->list[i].row_count > most->row_count))
            most = &c->list[i];
    for (size_t i = 0; most && i < c->count; i++) {
        struct parent_choice *b = &c->list[i];
        if (b == most) continue;
        if (!has_parent(b)) b->parent = most->parent;
        else if (is_slip(most, b)) report_slip(s, most, b), b->parent = most->parent;
        else
            diag_warning(s->d, staff_row_place(b->first), "export-units-same-name",
                         "there is a unit \"%s\" under \"%s\" and one under \"%s\" (line %u): "
                         "taken for two units",
                         b->unit.name, parent_words(b), parent_words(most), most->first->line);
    }
}

static const char *pair_key(struct staff *s, const struct parent_choice *c)
{
    return arena_printf(s->a, "%s\n%s", key_of(s, c->unit), key_of(s, c->parent));
}

// The unit that the name of a unit above means; it is made where no row is in it.
static struct staff_unit *unit_above(struct staff *s, struct map *all, struct staff_unit_name n,
                                     struct place at)
{
    struct parent_choices *c = map_get(all, key_of(s, n));
    if (c && c->count) return map_get(&s->units_by_key, pair_key(s, &c->list[0]));
    for (size_t i = 0; i < s->unit_count; i++)
        if (same_unit(s, s->units[i], n)) return s->units[i];
    return units_add(s, key_of(s, n), n.name ? n.name : n.code, n.code, NULL, at);
}

static void make_by_parent(struct staff *s)
{
    struct map all = {0};
    for (size_t i = 0; i < s->row_count; i++)
        if (s->rows[i]->level_count) count_choice(s, &all, s->rows[i]);
    for (size_t i = 0; i < s->row_count; i++) {
        struct staff_row *r = s->rows[i];
        if (!r->level_count) continue;
        struct parent_choices *c = map_get(&all, key_of(s, own_unit(r)));
        if (c->list[0].first == r) judge_choices(s, c);
        size_t k = 0;
        const char *parent = key_of(s, r->parent);
        while (k + 1 < c->count && strcmp(key_of(s, c->list[k].first->parent), parent)) k++;
        r->unit = units_add(s, pair_key(s, &c->list[k]), c->list[k].unit.name, c->list[k].unit.code,
                            NULL, staff_row_place(r));
    }
    size_t own = s->unit_count;  // units_add() below adds units above that nobody works in
    for (size_t i = 0; i < s->row_count; i++) {
        struct staff_row *r = s->rows[i];
        if (!r->unit || r->unit->parent || r->unit->index >= own) continue;
        const struct parent_choices *c = map_get(&all, key_of(s, own_unit(r)));
        for (size_t k = 0; k < c->count; k++) {
            if (!has_parent(&c->list[k]) ||
                map_get(&s->units_by_key, pair_key(s, &c->list[k])) != r->unit)
                continue;
            struct staff_unit *above = unit_above(s, &all, c->list[k].parent, staff_row_place(r));
            if (above != r->unit) r->unit->parent = above;
        }
    }
}

// ---- In a list of their own

static const char *list_text(const struct columns *c, const struct grid_row *row, enum meaning m)
{
    return c->at[m] < 0 ? "" : grid_cell_at(row, (unsigned)c->at[m])->text;
}

static struct staff_unit_name list_name(const struct columns *c, const struct grid_row *row,
                                        enum meaning name, enum meaning code)
{
    const char *n = list_text(c, row, name), *k = list_text(c, row, code);
    return (struct staff_unit_name){*n ? n : NULL, *k ? k : NULL};
}

static struct staff_unit *find_unit(struct staff *s, struct staff_unit_name n)
{
    struct staff_unit *found = NULL;
    size_t count = 0;
    if (n.code) found = map_get(&s->units_by_key, key_of(s, n));
    if (found || !n.name) return found;
    for (size_t i = 0; i < s->unit_count; i++)
        if (s->units[i]->name && !strcmp(fold(s, s->units[i]->name), fold(s, n.name)))
            found = s->units[i], count++;
    return count == 1 ? found : NULL;
}

static void read_listed_leader(struct staff *s, const struct columns *c, const struct grid_row *row,
                               struct staff_unit *u)
{
    for (unsigned i = 0; i < c->count; i++) {
        const char *text = grid_cell_at(row, i)->text;
        if (c->list[i].meaning != MEANS_UNIT_LEADER || !*text) continue;
        struct name_reference r = names_reference(s->a, text);
        if (!r.vacant && u->leader.count < STAFF_REFERENCES) u->leader.cells[u->leader.count++] = r;
    }
    u->leader_is_given = c->at[MEANS_UNIT_LEADER] >= 0;
    u->leader.vacant = u->leader_is_given && !u->leader.count;
}

static void read_list(struct staff *s, const struct columns *c)
{
    for (size_t i = c->heading_row + 1; i < c->grid->count; i++) {
        const struct grid_row *row = &c->grid->rows[i];
        struct staff_unit_name n = list_name(c, row, MEANS_UNIT, MEANS_UNIT_CODE);
        struct place at = grid_place(c->grid, row->line);
        if (grid_row_is_empty(row) || !n.name) {
            if (n.code)
                diag_error(s->d, at, "export-unit-name-missing",
                           "the unit with the code %.60s has no name", n.code);
            s->skipped++;
            continue;
        }
        size_t before = s->unit_count;
        struct staff_unit_name above = list_name(c, row, MEANS_PARENT, MEANS_PARENT_CODE);
        const char *key = n.code ? key_of(s, n)
                                 : arena_printf(s->a, "%s\n%s", key_of(s, n), key_of(s, above));
        struct staff_unit *u = units_add(s, key, n.name, n.code, NULL, at);
        if (s->unit_count == before) {
            struct diag *g = diag_error(s->d, at, "export-unit-code-shared",
                                        "the units \"%s\" and \"%s\" have the same code", u->name,
                                        n.name);
            diag_hint(s->d, g, "the first is on line %u", u->place.line);
            continue;
        }
        read_listed_leader(s, c, row, u);
    }
}

static void link_list(struct staff *s, const struct columns *c)
{
    size_t next = 0;
    for (size_t i = c->heading_row + 1; i < c->grid->count && next < s->unit_count; i++) {
        const struct grid_row *row = &c->grid->rows[i];
        struct staff_unit *u = s->units[next];
        if (u->place.line != row->line) continue;
        next++;
        struct staff_unit_name above = list_name(c, row, MEANS_PARENT, MEANS_PARENT_CODE);
        if (above.code && !above.code[strspn(above.code, "0-")]) above.code = NULL;
        if (!above.name && !above.code) continue;
        struct staff_unit *parent = find_unit(s, above);
        if (parent && parent != u) u->parent = parent;
        if (parent) continue;
        struct diag *g = diag_error(s->d, u->place, "export-unit-above-unknown",
                                    "the unit above \"%s\", %s, is not in the list of units",
                                    u->name, above.code ? above.code : above.name);
        diag_hint(s->d, g, "add it, or correct it in the export");
    }
}

static struct staff_unit *listed_unit(struct staff *s, const struct staff_row *r)
{
    struct staff_unit_name n = own_unit(r);
    struct staff_unit *u = r->level_count ? find_unit(s, n) : NULL;
    if (u || !r->level_count || r->has_left) return u;
    struct diag *g = diag_error(s->d, staff_row_place(r), "export-unit-unknown",
                                "the unit of %s, %s, is not in the list of units", r->name,
                                n.code ? n.code : n.name);
    diag_hint(s->d, g, "add it there, or correct it here");
    return NULL;
}

// ---- All of them

static struct staff_unit *flat_unit(struct staff *s, const struct staff_row *r)
{
    struct staff_unit_name n = own_unit(r);
    if (!r->level_count) return NULL;
    return units_add(s, key_of(s, n), n.name ? n.name : n.code, n.code, NULL, staff_row_place(r));
}

void units_make(struct staff *s)
{
    if (s->units_list) {
        read_list(s, s->units_list);
        link_list(s, s->units_list);
    }
    if (s->shape == STAFF_BY_PARENT) make_by_parent(s);
    for (size_t i = 0; i < s->row_count; i++) {
        struct staff_row *r = s->rows[i];
        if (!r->person) continue;  // the same row as another
        if (s->shape == STAFF_BY_FILE) r->unit = listed_unit(s, r);
        if (s->shape == STAFF_BY_LEVELS || s->shape == STAFF_BY_PATH)
            r->unit = unit_of_levels(s, r);
        if (s->shape == STAFF_FLAT) r->unit = flat_unit(s, r);
        struct staff_unit *u = r->unit;
        if (!u || r->has_left) continue;
        *ARENA_PUSH(s->a, u->rows, u->row_count, u->row_room) = r;
    }
    for (size_t i = 0; i < s->unit_count; i++)
        if (!s->units[i]->name) s->units[i]->name = s->units[i]->code;
    for (size_t i = 0; i < s->person_count; i++) s->people[i]->unit = s->people[i]->rows[0]->unit;
    check_codes(s);
}
