// Positions → people: several rows of one person, the same row twice, namesakes; and finding people
// by number, address or name.
#include <string.h>

#include "base/array.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "import/staff.h"

struct name_list {  // people of one name
    struct staff_person **list;
    size_t count, room;
};

bool staff_is_in(const struct staff_person *p)
{
    return !p->has_left && !p->same;
}

static const char *shown(struct arena *a, const struct staff_person *p)
{
    return p->number ? arena_printf(a, "%s (%s)", p->name, p->number) : p->name;
}

static bool equal(const char *a, const char *b)
{
    return !strcmp(a ? a : "", b ? b : "");
}

// ---- The same row twice

static bool same_links(const struct staff_link *a, const struct staff_link *b)
{
    bool same = a->count == b->count && a->vacant == b->vacant;
    for (size_t i = 0; same && i < a->count; i++)
        same = equal(a->cells[i].number, b->cells[i].number) &&
               equal(a->cells[i].name, b->cells[i].name) &&
               equal(a->cells[i].address, b->cells[i].address);
    return same;
}

static bool same_row(const struct staff_row *a, const struct staff_row *b)
{
    bool same = equal(a->number, b->number) && equal(a->name, b->name) &&
                equal(a->title, b->title) && equal(a->email, b->email) &&
                a->level_count == b->level_count && equal(a->parent.name, b->parent.name) &&
                a->percent == b->percent && !date_compare(a->from, b->from) &&
                !date_compare(a->to, b->to) && same_links(&a->leader, &b->leader);
    for (unsigned i = 0; same && i < a->level_count; i++)
        same = equal(a->levels[i].name, b->levels[i].name) &&
               equal(a->levels[i].code, b->levels[i].code);
    return same;
}

static bool is_repeated(struct staff *s, const struct staff_person *p, const struct staff_row *r)
{
    for (size_t i = 0; i < p->row_count; i++)
        if (same_row(p->rows[i], r)) {
            staff_note_row(s, staff_row_place(r), shown(s->a, p),
                           arena_printf(s->a, _("the same row as line %u"), p->rows[i]->line));
            return true;
        }
    return false;
}

// ---- Whose a row is

// Whether one name has all the words of the other.
static bool names_agree(struct arena *a, const char *x, const char *y)
{
    const char *longer = strlen(x) > strlen(y) ? x : y, *shorter = longer == x ? y : x;
    longer = arena_printf(a, "-%s-", names_plain_key(a, longer));
    shorter = names_plain_key(a, shorter);
    for (const char *p = shorter; *p;) {
        size_t n = strcspn(p, "-");
        if (!strstr(longer, arena_printf(a, "-%.*s-", (int)n, p))) return false;
        p += n + (p[n] == '-');
    }
    return true;
}

static void report_shared_number(struct staff *s, const struct staff_person *p,
                                 const struct staff_row *r)
{
    struct diag *g = diag_error(s->d, staff_row_place(r), "export-number-shared",
                                "%s and %s have the same number, %s", p->name, r->name, r->number);
    diag_hint(s->d, g, "%s stands on line %u; give one of them another number in the export",
              p->name, p->rows[0]->line);
}

static struct staff_person *add_person(struct staff *s, struct staff_row *r)
{
    struct staff_person *p = ARENA_NEW(s->a, struct staff_person);
    *p = (struct staff_person){
        .number = r->number,
        .name = r->name,
        .login = r->login,
        .email = r->email,
        .name_key = names_key(s->a, r->name),
        .index = s->person_count,
    };
    *ARENA_PUSH(s->a, s->people, s->person_count, s->person_room) = p;
    return p;
}

static void add_name(struct staff *s, struct map *m, const char *key, struct staff_person *p)
{
    struct name_list *list = map_get(m, key);
    if (!list) {
        list = ARENA_NEW(s->a, struct name_list);
        map_set(m, s->a, key, list);
    }
    for (size_t i = 0; i < list->count; i++)
        if (list->list[i] == p) return;
    *ARENA_PUSH(s->a, list->list, list->count, list->room) = p;
}

static void add_addresses(struct staff *s, struct staff_person *p, const struct staff_row *r)
{
    const char *const addresses[] = {r->login, r->email};
    for (size_t i = 0; i < COUNT(addresses); i++) {
        const char *key = addresses[i] ? utf8_fold(s->a, addresses[i]) : NULL;
        if (key && !map_get(&s->by_address, key)) map_set(&s->by_address, s->a, key, p);
    }
}

static struct staff_person *with_address(struct staff *s, const char *address)
{
    return address ? map_get(&s->by_address, utf8_fold(s->a, address)) : NULL;
}

// The one person, known so far, of a row without number and address; NULL: none. Two such rows are
// one person's when their percentages are at most a whole position.
static struct staff_person *of_name(struct staff *s, const struct staff_row *r)
{
    struct name_list *list = map_get(&s->by_name, names_key(s->a, r->name));
    struct staff_person *p = list && list->count == 1 ? list->list[0] : NULL;
    if (!p || p->number || p->email || p->login) return NULL;
    double whole = r->percent > 1 ? 100 : 1;
    bool parts = r->has_percent && p->rows[0]->has_percent &&
                 r->percent + p->rows[0]->percent <= whole + 0.001;
    diag_warning(s->d, staff_row_place(r), "export-person-twice",
                 parts ? N_("%s stands on line %u, too, without number or address: taken for one "
                            "person with two positions")
                       : N_("%s stands on line %u, too, without number or address: taken for two "
                            "people"),
                 r->name, p->rows[0]->line);
    return parts ? p : NULL;
}

// Whose row it is; NULL: somebody's who is not known yet.
static struct staff_person *owner(struct staff *s, const struct staff_row *r)
{
    struct staff_person *p = r->number ? map_get(&s->by_number, r->number) : NULL;
    if (p) {
        bool same = names_agree(s->a, p->name, r->name) ||
                    (p->email && r->email && !strcasecmp(p->email, r->email));
        if (!same) report_shared_number(s, p, r);
        else if (strcmp(names_plain_key(s->a, p->name), names_plain_key(s->a, r->name)))
            diag_warning(s->d, staff_row_place(r), "export-name-differs",
                         "number %s is %s here and %s on line %u: taken for one person", r->number,
                         r->name, p->name, p->rows[0]->line);
        return p;
    }
    p = with_address(s, r->login);
    if (!p) p = with_address(s, r->email);
    if (p && !names_agree(s->a, p->name, r->name)) return NULL;  // see share_address()
    if (p && p->number && r->number) {
        diag_warning(s->d, staff_row_place(r), "export-number-differs",
                     "%s has number %s here and %s on line %u, with the same name and address: "
                     "taken for one person",
                     r->name, r->number, p->number, p->rows[0]->line);
        staff_note_row(
            s, staff_row_place(r), shown(s->a, p),
            arena_printf(s->a, _("one person under two numbers, see line %u"), p->rows[0]->line));
        map_set(&s->by_number, s->a, r->number, p);
    }
    if (!p && !r->number && !r->email && !r->login) p = of_name(s, r);
    return p;
}

// An address that several people have is nobody's own.
static void share_address(struct staff *s, const struct staff_row *r, struct staff_person *p)
{
    struct staff_person *other = with_address(s, r->email);
    if (!other || other == p || !p->email) return;
    if (names_agree(s->a, other->name, p->name) && other->number && p->number) return;
    struct diag *g = diag_warning(s->d, staff_row_place(r), "export-email-shared",
                                  "%s has the same e-mail address as %s on line %u: left out",
                                  shown(s->a, p), shown(s->a, other), other->rows[0]->line);
    diag_hint(s->d, g, "personal papers would go to the other one: correct it in the export");
    p->email = NULL;
    other->email = NULL;
}

static void place_row(struct staff *s, struct staff_row *r)
{
    struct staff_person *p = owner(s, r);
    bool known = p;
    if (p && is_repeated(s, p, r)) return;
    if (!p) p = add_person(s, r);
    r->person = p;
    *ARENA_PUSH(s->a, p->rows, p->row_count, p->row_room) = r;
    if (!p->number) p->number = r->number;
    if (!p->email && !known) p->email = r->email;
    if (!p->login) p->login = r->login;
    if (r->number && !map_get(&s->by_number, r->number)) map_set(&s->by_number, s->a, r->number, p);
    if (!known) share_address(s, r, p);
    add_addresses(s, p, r);
    add_name(s, &s->by_name, p->name_key, p);
    add_name(s, &s->by_plain_name, names_plain_key(s->a, p->name), p);
}

// ---- Of several positions, the main one

// Whether a goes before b.
static bool goes_before(const struct staff_row *a, const struct staff_row *b)
{
    if (a->has_left != b->has_left) return !a->has_left;
    if (a->is_main != b->is_main) return a->is_main;
    return a->percent > b->percent;
}

static void settle(struct staff *s, struct staff_person *p)
{
    for (size_t i = 1; i < p->row_count; i++)
        for (size_t k = i; k && goes_before(p->rows[k], p->rows[k - 1]); k--) {
            struct staff_row *swap = p->rows[k];
            p->rows[k] = p->rows[k - 1];
            p->rows[k - 1] = swap;
        }
    const struct staff_row *main = p->rows[0];
    p->has_left = main->has_left;
    while (p->row_count > 1 && p->rows[p->row_count - 1]->has_left) p->row_count--;
    p->title = main->title;
    p->from = main->from;
    p->to = main->to;
    for (size_t i = 0; i < p->row_count; i++) {
        const struct staff_row *r = p->rows[i];
        if (date_is_set(p->to) && (!date_is_set(r->to) || date_compare(r->to, p->to) > 0))
            p->to = r->to;
        if (date_is_set(p->from) && date_is_set(r->from) && date_compare(r->from, p->from) < 0)
            p->from = r->from;
        if (r->is_away && !p->is_away) {
            p->is_away = true;
            p->away_from = r->away_from;
            p->away_to = r->away_to;
        }
    }
    bool over = date_is_set(p->away_to) && date_compare(p->away_to, s->as_of) < 0;
    if (over) p->is_away = false;
    if (p->is_away && !date_is_set(p->away_from)) p->away_from = s->as_of;
}

static void report_namesakes(struct staff *s)
{
    for (size_t i = 0; i < s->person_count; i++) {
        const struct name_list *list = map_get(&s->by_name, s->people[i]->name_key);
        if (list->count < 2 || list->list[0] != s->people[i]) continue;
        struct buf lines = {0};
        for (size_t k = 0; k < list->count; k++)
            buf_printf(&lines, "%s%u", k ? ", " : "", list->list[k]->rows[0]->line);
        diag_warning(s->d, staff_row_place(list->list[0]->rows[0]), "export-namesakes",
                     "%zu people are called %s (lines %s): taken for different people", list->count,
                     s->people[i]->name, buf_cstr(&lines));
        buf_free(&lines);
    }
}

// Who has no number where the others have one.
static void report_numberless(struct staff *s, const struct staff_person *p)
{
    const struct staff_row *r = p->rows[0];
    int column = r->columns->at[MEANS_NUMBER];
    if (!staff_is_in(p) || p->number || column < 0) return;
    bool secret = false, none = !r->columns->list[column].filled;
    for (size_t i = 0; i < p->row_count; i++) secret |= p->rows[i]->secret_number;
    if (none) return;
    struct diag *g = diag_warning(
        s->d, staff_row_place(r), secret ? "export-number-national" : "export-number-missing",
        secret ? N_("the only number of %s is a national identity number, which is never used: "
                    "known by address or name")
               : N_("%s has no employee number: known by address or name"),
        p->name);
    diag_hint(s->d, g, "have the employee number in the export");
}

void people_make(struct staff *s)
{
    for (size_t i = 0; i < s->row_count; i++) place_row(s, s->rows[i]);
    for (size_t i = 0; i < s->person_count; i++) settle(s, s->people[i]);
    for (size_t i = 0; i < s->person_count; i++) report_numberless(s, s->people[i]);
    report_namesakes(s);
}

// ---- Finding people

static bool is_within(const struct staff_unit *u, const struct staff_unit *top)
{
    while (u && u != top) u = u->parent;
    return u;
}

static bool works_in(const struct staff_person *p, const struct staff_unit *u)
{
    for (size_t i = 0; i < p->row_count; i++)
        if (p->rows[i]->unit == u) return true;
    return false;
}

// Of several of one name, the one who works in the unit, or else the one in a unit above.
static struct staff_person *nearest_of(const struct name_list *list, const struct staff_unit *near)
{
    struct staff_person *found = NULL;
    size_t count = 0;
    for (size_t i = 0; near && i < list->count; i++)
        if (staff_is_in(list->list[i]) && works_in(list->list[i], near))
            found = list->list[i], count++;
    for (size_t i = 0; near && !count && i < list->count; i++)
        if (staff_is_in(list->list[i]) && is_within(near, list->list[i]->unit))
            found = list->list[i], count++;
    return count == 1 ? found : NULL;
}

static struct staff_person *find_name(struct staff *s, const char *name,
                                      const struct staff_unit *near, struct place at,
                                      const char *whom)
{
    const struct name_list *list = map_get(&s->by_name, names_key(s->a, name));
    if (!list) list = map_get(&s->by_plain_name, names_plain_key(s->a, name));
    if (!list || list->count == 1) return list ? list->list[0] : NULL;
    struct staff_person *only = NULL;
    size_t in = 0;
    for (size_t i = 0; i < list->count; i++)
        if (staff_is_in(list->list[i])) only = list->list[i], in++;
    if (in == 1) return only;
    struct staff_person *p = nearest_of(list, near);
    if (p) {
        diag_warning(s->d, at, "export-leader-guessed",
                     "the leader of %s is called %s, as %zu people are: taken for %s, who works "
                     "nearest",
                     whom, name, list->count, p->number ? p->number : p->name);
        return p;
    }
    struct diag *g = diag_error(s->d, at, "export-leader-ambiguous",
                                "the leader of %s is called %s, as %zu people are", whom, name,
                                list->count);
    diag_hint(s->d, g, "write the number of the one who is meant in the export");
    return NULL;
}

// Whose number or address is nobody's, but whose name is somebody's: taken for a slip. Without a
// namesake here it is somebody of another organisation.
static struct staff_person *only_of_name(struct staff *s, const char *name, const char *other,
                                         struct place at, const char *whom)
{
    const struct name_list *list = map_get(&s->by_name, names_key(s->a, name));
    if (!list || list->count != 1 || !staff_is_in(list->list[0])) return NULL;
    struct staff_person *p = list->list[0];
    diag_warning(s->d, at, "export-leader-id-differs",
                 "the leader of %s is %s, who has %s here and %s in the row of their own: taken "
                 "for the same person",
                 whom, name, other, p->number ? p->number : "none");
    return p;
}

static struct staff_person *find_cell(struct staff *s, const struct name_reference *cell)
{
    struct staff_person *p = cell->number ? map_get(&s->by_number, cell->number) : NULL;
    if (!p) p = with_address(s, cell->address);
    return p;
}

// Remembers what leaders are called where they are named with their number or address, which often
// is not quite what stands in the row of their own: "Rupert Haldane", 'Rupert "Rip" Haldane'.
void people_learn_names(struct staff *s, const struct staff_link *link)
{
    struct staff_person *p = NULL;
    for (size_t i = 0; i < link->count && !p; i++) p = find_cell(s, &link->cells[i]);
    for (size_t i = 0; p && i < link->count; i++) {
        const char *name = link->cells[i].name;
        if (name && names_agree(s->a, name, p->name))
            add_name(s, &s->by_plain_name, names_plain_key(s->a, name), p);
    }
}

static void check_name(struct staff *s, const struct staff_link *link, const struct staff_person *p,
                       struct place at, const char *whom)
{
    for (size_t i = 0; i < link->count; i++) {
        const char *name = link->cells[i].name;
        if (!name || names_agree(s->a, name, p->name)) continue;
        struct diag *g = diag_warning(s->d, at, "export-leader-name-differs",
                                      "the leader of %s is number %s, who is %s and not %s", whom,
                                      p->number ? p->number : "?", p->name, name);
        diag_hint(s->d, g, "the number counts: correct the export if the name is right");
        return;
    }
}

void people_resolve(struct staff *s, struct staff_link *link, const struct staff_unit *near,
                    struct place at, const char *whom)
{
    struct staff_person *p = NULL;
    const char *name = NULL, *other = NULL;
    size_t before = diag_count(s->d, DIAG_ERROR);
    for (size_t i = 0; i < link->count && !p; i++) p = find_cell(s, &link->cells[i]);
    if (p) check_name(s, link, p, at, whom);
    for (size_t i = 0; i < link->count; i++) {
        const struct name_reference *cell = &link->cells[i];
        if (cell->name) name = cell->name;
        if (cell->number || cell->address) other = cell->number ? cell->number : cell->address;
    }
    if (!p && name) p = with_address(s, name);  // a sign-in name
    if (!p && name && !other) p = find_name(s, name, near, at, whom);
    if (!p && name && other) p = only_of_name(s, name, other, at, whom);
    if (p && p->has_left) {
        link->left = true;
        link->unknown = p->name;
        p = NULL;
    } else if (!p && name && diag_count(s->d, DIAG_ERROR) == before) {
        link->outside = name;
        for (size_t i = 0; i < link->count; i++)
            if (link->cells[i].address) link->outside_email = link->cells[i].address;
    } else if (!p) {
        link->unknown = other;
    }
    link->person = p;
}
