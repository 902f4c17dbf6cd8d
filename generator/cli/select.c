// Whom a command is about: --unit, --employee, --leader and --wave together.
#include "cli/select.h"

#include <string.h>

#include "base/translate.h"
#include "base/utf8.h"
#include "cli/refuse.h"

// ---- Ids and names

enum { LISTED = 20 };  // of those who have one name

struct named {  // what has an id and a name
    const char *id, *name;
    const char *where;  // the name of the unit that it is in; NULL: in none
};

typedef struct named nth_named(const struct cycle *c, size_t i);

static struct named nth_person(const struct cycle *c, size_t i)
{
    const struct person *p = c->people[i];
    return (struct named){p->id, p->name, p->unit->name.text};
}

static struct named nth_unit(const struct cycle *c, size_t i)
{
    const struct unit *u = c->units[i];
    return (struct named){u->id, u->name.text, u->parent ? u->parent->name.text : NULL};
}

// A name to compare: without its case, and with one space where several stand, or others.
static const char *comparable(struct arena *a, const char *name)
{
    char *folded = utf8_fold(a, name), *end = folded;
    for (const char *s = folded + strspn(folded, " "); *s; s++)
        if (*s != ' ' || (s[1] && s[1] != ' ')) *end++ = *s;
    *end = '\0';
    return folded;
}

// How many have the name, whatever its case and its spaces; found: the first of them, up to LISTED.
static size_t find_named(const struct cycle *c, nth_named *nth, size_t count, const char *name,
                         struct named found[LISTED])
{
    struct arena a = {0};
    const char *wanted = comparable(&a, name);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        struct named one = nth(c, i);
        if (!strcmp(comparable(&a, one.name), wanted) && n++ < LISTED) found[n - 1] = one;
    }
    arena_free(&a);
    return n;
}

// The id that is meant; what was typed itself where nobody has that name, or several have.
static const char *meant(const struct cycle *c, nth_named *nth, size_t count, const char *typed)
{
    struct named found[LISTED];
    return find_named(c, nth, count, typed, found) == 1 ? found[0].id : typed;
}

static void resolve_person(const struct cycle *c, const char **typed)
{
    if (*typed && !cycle_person(c, *typed)) *typed = meant(c, nth_person, c->person_count, *typed);
}

void select_resolve(struct options *o, const struct cycle *c)
{
    resolve_person(c, &o->employee);
    resolve_person(c, &o->leader);
    resolve_person(c, &o->as);
    resolve_person(c, &o->from);
    if (o->from && !cycle_person(c, o->from) && !cycle_unit(c, o->from))
        o->from = meant(c, nth_unit, c->unit_count, o->from);
    if (o->unit && !cycle_unit(c, o->unit)) o->unit = meant(c, nth_unit, c->unit_count, o->unit);
}

// ---- Whether they are known

static bool refuse_several(const char *option, const char *typed, const struct named *found,
                           size_t count)
{
    struct arena a = {0};
    const char *list = "";
    for (size_t i = 0; i < count && i < LISTED; i++)
        list = arena_printf(&a, found[i].where ? "%s%s%s (%s)" : "%s%s%s", list, i ? ", " : "",
                            found[i].id, found[i].where);
    if (count > LISTED) list = arena_printf(&a, "%s, …", list);
    refuse(arena_printf(&a, _("write the id of the one you mean: %s"), list),
           "%s %s: several have this name", option, typed);
    arena_free(&a);
    return false;
}

// True: exactly one has this name.
static bool check_named(const struct cycle *c, nth_named *nth, size_t count, const char *option,
                        const char *typed, const char *format)
{
    struct named found[LISTED];
    size_t n = find_named(c, nth, count, typed, found);
    if (n == 1) return true;
    if (n) return refuse_several(option, typed, found, n);
    struct arena a = {0};
    const char **known = ARENA_ARRAY(&a, const char *, 2 * count);
    for (size_t i = 0; i < count; i++) {
        known[i] = nth(c, i).id;
        known[count + i] = nth(c, i).name;
    }
    refuse_unknown(typed, known, 2 * count, NULL, format, option, typed);
    arena_free(&a);
    return false;
}

bool select_check_person(const struct cycle *c, const char *option, const char *typed)
{
    return !typed || cycle_person(c, typed) ||
           check_named(c, nth_person, c->person_count, option, typed,
                       N_("%s %s: nobody in the org chart has this id or name"));
}

static bool check_unit(const struct cycle *c, const char *typed)
{
    return !typed || cycle_unit(c, typed) ||
           check_named(c, nth_unit, c->unit_count, "--unit", typed,
                       N_("%s %s: no unit in the org chart has this id or name"));
}

// Both have an id or a name: which one is meant?
static bool refuse_both(const char *what, const char *typed)
{
    return refuse("write the name of the one you mean",
                  "%s %s: a person and a unit have this id or name", what, typed);
}

bool select_find(const struct cycle *c, const char *what, const char *typed,
                 const struct person **person, const struct unit **unit)
{
    struct named people[LISTED], units[LISTED];
    size_t persons = person ? find_named(c, nth_person, c->person_count, typed, people) : 0,
           parts = find_named(c, nth_unit, c->unit_count, typed, units);
    struct person *p = person ? cycle_person(c, typed) : NULL;
    struct unit *u = cycle_unit(c, typed);
    if (person) *person = p;
    *unit = u;
    if (p && u) return refuse_both(what, typed);
    if (p || u) return true;
    if (persons && parts) return refuse_both(what, typed);
    if (persons == 1) *person = cycle_person(c, people[0].id);
    else if (persons) return refuse_several(what, typed, people, persons);
    else if (parts == 1) *unit = cycle_unit(c, units[0].id);
    else if (parts) return refuse_several(what, typed, units, parts);
    else if (person)
        return check_named(c, nth_person, c->person_count, what, typed,
                           N_("%s %s: neither a person nor a unit in the org chart has this id or "
                              "name"));
    else
        return check_named(c, nth_unit, c->unit_count, what, typed,
                           N_("%s %s: no unit in the org chart has this id or name"));
    return true;
}

bool select_is_known(const struct options *o, const struct cycle *c)
{
    return (!o->unit || cycle_unit(c, o->unit)) && (!o->employee || cycle_person(c, o->employee)) &&
           (!o->leader || cycle_person(c, o->leader)) && (size_t)o->wave <= c->wave_count;
}

bool select_check(const struct options *o, const struct cycle *c)
{
    if (!check_unit(c, o->unit) || !select_check_person(c, "--employee", o->employee) ||
        !select_check_person(c, "--leader", o->leader))
        return false;
    size_t waves = c->wave_count;
    if ((size_t)o->wave <= waves) return true;
    return refuse(
        NULL,
        translate_count("--wave %d: there is %zu wave", "--wave %d: there are %zu waves", waves),
        o->wave, waves);
}

// ---- Who is meant

bool select_has(const struct options *o, const struct cycle *c, const struct person *p)
{
    if (!cycle_is_about(c, p)) return false;
    if (o->unit && !cycle_unit_is_within(p->unit, cycle_unit(c, o->unit))) return false;
    if (o->employee && strcmp(p->id, o->employee)) return false;
    if (o->leader && p->leader != cycle_person(c, o->leader)) return false;
    return !o->wave || p->wave + 1 == (unsigned)o->wave;
}

bool select_has_leader(const struct options *o, const struct cycle *c, const struct person *p)
{
    bool others = o->unit || o->employee || o->wave;
    if (c->part_of && (p != c->part_of || others)) return false;
    if (c->part_of || (o->leader && !others && !o->printing))
        return !o->leader || !strcmp(p->id, o->leader);
    return select_has(o, c, p);
}

// Whether a leader's own folder is made, and what nobody hands out but who leads a unit is in it.
static bool is_in_folder(const struct options *o, const struct cycle *c, const struct unit *u)
{
    const struct person *leader = cycle_unit_leader_on(u, c->as_of);
    return o->by_given && !o->printing && leader && leader == cycle_person(c, o->leader);
}

bool select_has_unit(const struct options *o, const struct cycle *c, const struct unit *u)
{
    if (o->leader && is_in_folder(o, c, u)) return !c->part_of;
    return !c->part_of && !o->employee && !o->leader && !o->wave &&
           (!o->unit || cycle_unit_is_within(u, cycle_unit(c, o->unit)));
}

bool select_whole(const struct options *o, const struct cycle *c)
{
    return select_all(o) || (o->leader && c->root && is_in_folder(o, c, c->root));
}

bool select_all(const struct options *o)
{
    return !o->employee && !o->leader && !o->wave && !o->unit;
}
