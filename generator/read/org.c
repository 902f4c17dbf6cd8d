// Reading org.yaml: a tree of units with their people. References to others are kept as they are
// written; resolve.c follows them when everyone is known.
#include "read/org.h"

#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/translate.h"
#include "read/cycle_readers.h"
#include "read/schema.h"
#include "read/scalar.h"
#include "read/tables.h"

struct person_entry {  // while it is read
    struct person person;
    struct person_links links;
    const struct node *node;
};

#define AT_PERSON(member) offsetof(struct person_entry, member)
#define AT_UNIT(member) offsetof(struct unit_entry, member)

// Words for messages.
#define WORDS(r, format, ...) arena_printf(reader_tree_arena(r), _(format), __VA_ARGS__)

static const char *name_or_id(const struct node *map)
{
    const char *name = node_localized_text(map, "name");
    return name ? name : node_text(map, "id");
}

static const char *person_words(struct reader *r, const struct node *map)
{
    const char *name = name_or_id(map);
    return name ? WORDS(r, "employee \"%.100s\"", name) : _("the employee");
}

static const char *unit_words(struct reader *r, const struct node *map)
{
    const char *name = name_or_id(map);
    return name ? WORDS(r, "unit \"%.100s\"", name) : _("the unit");
}

// ---- People

static const char *const conversation_words[] = {"not-needed"};
static const char *const weekdays[] = {"monday", "tuesday", "wednesday", "thursday", "friday"};
static const char *const print_words[] = {"normal", "large"};
static const char *const leads_words[] = {"others"};

static const struct field conversation_fields[] = {
    {.key = "at", .type = FIELD_MOMENT, .offset = AT_PERSON(person.conversation_at)},
    {.key = "place", .type = FIELD_LOCALIZED, .offset = AT_PERSON(person.conversation_place)},
    {.key = "by", .type = FIELD_NODE, .offset = AT_PERSON(links.by), .is = FIELD_IS(ID)},
};

static void read_conversation(struct reader *r, void *target, const struct node *n)
{
    struct person_entry *e = target;
    unsigned word;
    if (n->kind == NODE_SCALAR) {
        e->person.not_needed = scalar_choice(
            r, (struct label){"conversation", person_words(r, e->node)}, n, conversation_words, 1,
            &word);
        return;
    }
    const struct node *at = node_get(n, "at");
    if (at) e->person.conversation_at_place = at->place;
    SCHEMA_READ(r, conversation_fields, n,
                WORDS(r, "the conversation of %s", person_words(r, e->node)), e);
    if (at && r->cycle->is_other_period) {
        e->person.conversation_at = (struct datetime){0};
        e->person.conversation_place = (struct cycle_text){0};
    }
}

static void read_away(struct reader *r, void *target, const struct node *n)
{
    struct person_entry *e = target;
    schema_window(r, n, WORDS(r, "\"away\" of %s", person_words(r, e->node)), true,
                  &e->person.away);
}

// "09:00" or "9.30": minutes from midnight.
static void read_time_of_day(struct reader *r, const struct node *n, const char *key, int *out)
{
    int hour, minute, end = 0;
    const char *text = n->kind == NODE_SCALAR ? n->text : "";
    bool read = sscanf(text, "%2d%*1[:.]%2d%n", &hour, &minute, &end) == 2 && !text[end];
    if (read && hour >= 0 && hour < 24 && minute >= 0 && minute < 60) *out = hour * 60 + minute;
    else
        READER_ERROR(r, n->place, "time-of-day-invalid", "\"%s\" is a time of day, such as 09:00",
                     key);
}

static void read_available_from(struct reader *r, void *target, const struct node *n)
{
    read_time_of_day(r, n, "from", &((struct available *)target)->from);
}

static void read_available_to(struct reader *r, void *target, const struct node *n)
{
    read_time_of_day(r, n, "to", &((struct available *)target)->to);
}

static void read_weekday(struct reader *r, void *target, const struct node *n)
{
    struct available *a = target;
    unsigned word;
    if (scalar_choice(r, (struct label){"weekdays", NULL}, n, weekdays, COUNT(weekdays), &word))
        a->weekdays |= (uint8_t)(2U << word);
}

static const struct field available_fields[] = {
    {.key = "weekdays",
     .type = FIELD_LIST,
     .most = COUNT(weekdays),
     .read = read_weekday,
     .items = FIELD_IS(CHOICE),
     FIELD_WORDS(weekdays)},
    {.key = "from",
     .type = FIELD_ANY,
     .required = true,
     .read = read_available_from,
     .is = FIELD_IS(TIME)},
    {.key = "to",
     .type = FIELD_ANY,
     .required = true,
     .read = read_available_to,
     .is = FIELD_IS(TIME)},
};

static void read_available(struct reader *r, void *target, const struct node *n)
{
    struct person_entry *e = target;
    struct available *a = &e->person.available;
    SCHEMA_READ(r, available_fields, n, WORDS(r, "\"available\" of %s", person_words(r, e->node)),
                a);
    if (a->to && a->to <= a->from)
        READER_ERROR(r, n->place, "available-reversed", "\"available\" ends before it begins");
}

static const struct field also_fields[] = {
    {.key = "unit",
     .type = FIELD_NODE,
     .required = true,
     .offset = offsetof(struct also_entry, unit),
     .is = FIELD_IS(UNIT_ID)},
    {.key = "leader",
     .type = FIELD_NODE,
     .offset = offsetof(struct also_entry, leader),
     .is = FIELD_IS(ID) | FIELD_IS(MAP) | FIELD_IS(LIST),
     .items = FIELD_IS(ID) | FIELD_IS(MAP)},
};

static void read_also(struct reader *r, void *target, const struct node *n)
{
    struct person_entry *e = target;
    struct person_links *to = &e->links;
    struct also_entry *also = ARENA_PUSH(reader_tree_arena(r), to->also, to->also_count,
                                         to->also_room);
    *also = (struct also_entry){0};
    const char *what = WORDS(r, "a second position of %s", person_words(r, e->node));
    if (!SCHEMA_READ(r, also_fields, n, what, also)) to->also_count--;
}

static void read_print(struct reader *r, void *target, const struct node *n)
{
    struct person_entry *e = target;
    unsigned word;
    if (scalar_choice(r, (struct label){"print", person_words(r, e->node)}, n, print_words, 2,
                      &word))
        e->person.print_large = word;
}

static void read_leads(struct reader *r, void *target, const struct node *n)
{
    struct person_entry *e = target;
    unsigned word;
    e->person.leads = scalar_choice(r, (struct label){"leads", person_words(r, e->node)}, n,
                                    leads_words, 1, &word);
}

static const struct field person_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, .offset = AT_PERSON(person.id)},
    {.key = "name", .type = FIELD_TEXT, .required = true, .offset = AT_PERSON(person.name)},
    {.key = "title", .type = FIELD_LOCALIZED, .offset = AT_PERSON(person.title)},
    {.key = "email", .type = FIELD_EMAIL, .offset = AT_PERSON(person.email)},
    {.key = "language", .type = FIELD_LANGUAGE, .offset = AT_PERSON(person.language)},
    {.key = "leader",
     .type = FIELD_NODE,
     .offset = AT_PERSON(links.leader),
     .is = FIELD_IS(ID) | FIELD_IS(MAP) | FIELD_IS(LIST),
     .items = FIELD_IS(ID) | FIELD_IS(MAP)},
    {.key = "conversation",
     .type = FIELD_ANY,
     .read = read_conversation,
     .is = FIELD_IS(CHOICE) | FIELD_IS(MAP),
     FIELD_WORDS(conversation_words)},
    {.key = "also", .type = FIELD_LIST, .most = 20, .read = read_also, .items = FIELD_IS(MAP)},
    {.key = "from", .type = FIELD_DATE, .offset = AT_PERSON(person.employed.from)},
    {.key = "to", .type = FIELD_DATE, .offset = AT_PERSON(person.employed.to)},
    {.key = "away", .type = FIELD_MAP, .read = read_away},
    {.key = "available", .type = FIELD_MAP, .read = read_available},
    {.key = "print",
     .type = FIELD_ANY,
     .read = read_print,
     .is = FIELD_IS(CHOICE),
     FIELD_WORDS(print_words)},
    {.key = "leads",
     .type = FIELD_ANY,
     .read = read_leads,
     .is = FIELD_IS(CHOICE),
     FIELD_WORDS(leads_words)},
};

// Asks about a name that lists and exports write with the surname first.
static void check_name(struct reader *r, const struct node *map, const char *name)
{
    const char *comma = name ? strchr(name, ',') : NULL;
    if (!comma || comma == name || !comma[1 + strspn(comma + 1, " ")]) return;
    struct diag *g = diag_warning(r->d, node_get(map, "name")->place, "name-with-comma",
                                  "\"%s\" has a comma: does the surname stand first?", name);
    diag_hint(r->d, g, "names are written as they are said: %s %s",
              comma + 1 + strspn(comma + 1, " "),
              arena_strndup(r->a, name, (size_t)(comma - name)));
}

static void read_person(struct reader *r, void *target, const struct node *n)
{
    struct unit_entry *in = target;
    struct org *org = r->org;
    struct cycle *c = r->cycle;
    struct person_entry e = {.node = n, .person = {.unit = &in->unit, .employed.place = n->place}};
    const char *what = person_words(r, n);
    SCHEMA_READ_SHARED(r, person_fields, n, what, &e, DIAG_ERROR);
    schema_check_window(r, &e.person.employed, WORDS(r, "the employment of %s", what));
    if (!e.person.id) r->incomplete = true;
    if (!e.person.id) return;
    check_name(r, n, e.person.name);
    if (!e.person.name) e.person.name = e.person.id;
    e.person.place = node_get(n, "id")->place;
    e.person.index = (unsigned)c->person_count;
    struct person *p = ARENA_NEW(r->a, struct person);
    *p = e.person;
    size_t count = c->person_count;
    *ARENA_PUSH_REALLOC(reader_tree_arena(r), org->people, count, org->person_room) = e.links;
    *ARENA_PUSH_REALLOC(r->a, c->people, c->person_count, org->cycle_person_room) = p;
    *ARENA_PUSH(r->a, in->unit.people, in->unit.person_count, in->person_room) = p;
}

// ---- Units

static const struct field acting_fields[] = {
    {.key = "id",
     .type = FIELD_NODE,
     .required = true,
     .offset = AT_UNIT(acting),
     .is = FIELD_IS(ID)},
    {.key = "from", .type = FIELD_DATE, .offset = AT_UNIT(unit.acting_window.from)},
    {.key = "to", .type = FIELD_DATE, .offset = AT_UNIT(unit.acting_window.to)},
};

static void read_acting(struct reader *r, void *target, const struct node *n)
{
    struct unit_entry *e = target;
    e->unit.acting_window.place = n->place;
    const char *what = WORDS(r, "\"acting\" of %s", unit_words(r, e->node));
    SCHEMA_READ(r, acting_fields, n, what, e);
    schema_check_window(r, &e->unit.acting_window, what);
}

static const struct field briefing_fields[] = {
    {.key = "at", .type = FIELD_MOMENT, .required = true, .offset = AT_UNIT(unit.briefing_at)},
    {.key = "place", .type = FIELD_LOCALIZED, .offset = AT_UNIT(unit.briefing_place)},
};

static void read_briefing(struct reader *r, void *target, const struct node *n)
{
    struct unit_entry *e = target;
    SCHEMA_READ(r, briefing_fields, n, WORDS(r, "\"briefing\" of %s", unit_words(r, e->node)), e);
    if (!r->cycle->is_other_period) return;
    e->unit.briefing_at = (struct datetime){0};
    e->unit.briefing_place = (struct cycle_text){0};
}

static void read_formerly(struct reader *r, void *target, const struct node *n)
{
    struct unit_entry *e = target;
    const char *id = scalar_id(r, n, false);
    if (!id || strcmp(id, n->text)) return;  // after an error: it is what was meant
    size_t count = e->unit.formerly_count;
    *ARENA_PUSH(reader_tree_arena(r), e->formerly, count, e->formerly_node_room) = n;
    *ARENA_PUSH(r->a, e->unit.formerly, e->unit.formerly_count, e->formerly_room) = id;
}

static void read_unit(struct reader *r, struct unit_entry *above, const struct node *n);

static void read_unit_below(struct reader *r, void *target, const struct node *n)
{
    read_unit(r, target, n);
}

static const struct field unit_fields[] = {
    {.key = "id", .type = FIELD_UNIT_ID, .required = true, .offset = AT_UNIT(unit.id)},
    {.key = "name", .type = FIELD_LOCALIZED, .required = true, .offset = AT_UNIT(unit.name)},
    {.key = "formerly",
     .type = FIELD_LIST,
     .most = 100,
     .read = read_formerly,
     .items = FIELD_IS(UNIT_ID)},
    {.key = "from", .type = FIELD_DATE, .offset = AT_UNIT(unit.exists.from)},
    {.key = "to", .type = FIELD_DATE, .offset = AT_UNIT(unit.exists.to)},
    {.key = "type", .type = FIELD_LOCALIZED, .offset = AT_UNIT(unit.type)},
    {.key = "language", .type = FIELD_LANGUAGE, .offset = AT_UNIT(unit.language)},
    {.key = "leader",
     .type = FIELD_NODE,
     .offset = AT_UNIT(leader),
     .is = FIELD_IS(ID) | FIELD_IS(MAP) | FIELD_IS(LIST),
     .items = FIELD_IS(ID) | FIELD_IS(MAP)},
    {.key = "acting", .type = FIELD_MAP, .read = read_acting},
    {.key = "briefing", .type = FIELD_MAP, .read = read_briefing},
    {.key = "employees", .type = FIELD_LIST, .read = read_person, .items = FIELD_IS(MAP)},
    {.key = "units",
     .type = FIELD_LIST,
     .read = read_unit_below,
     .items = FIELD_IS(MAP),
     .below = &org_tables[1]},
};

// Whether all people and units below a unit could be read: an unknown key may be a misspelt
// `employees:`.
static bool is_complete(const struct node *n)
{
    if (n->kind != NODE_MAP) return false;
    for (size_t i = 0; i < n->count; i++) {
        size_t f = 0;
        while (f < COUNT(unit_fields) && strcmp(unit_fields[f].key, n->keys[i]->text)) f++;
        if (f == COUNT(unit_fields)) return false;
        if (unit_fields[f].type == FIELD_LIST && !node_is_null(n->items[i]) &&
            n->items[i]->kind != NODE_LIST)
            return false;
    }
    return true;
}

// A unit comes before those below it in the cycle's list, so it is added before it is read. The
// YAML reader limits the depth of the recursion.
static void read_unit(struct reader *r, struct unit_entry *above, const struct node *n)
{
    struct org *org = r->org;
    struct cycle *c = r->cycle;
    struct unit_entry *e = ARENA_NEW(r->a, struct unit_entry);
    const struct node *id = node_get(n, "id");
    e->node = n;
    e->unit.place = id ? id->place : n->place;
    e->unit.parent = above ? &above->unit : NULL;
    e->unit.depth = above ? above->unit.depth + 1 : 0;
    e->unit.index = (unsigned)c->unit_count;
    size_t count = c->unit_count;
    *ARENA_PUSH(reader_tree_arena(r), org->units, count, org->unit_room) = e;
    *ARENA_PUSH(r->a, c->units, c->unit_count, org->cycle_unit_room) = &e->unit;
    if (above)
        *ARENA_PUSH(r->a, above->unit.units, above->unit.unit_count, above->unit_room) = &e->unit;
    const char *what = unit_words(r, n);
    SCHEMA_READ_SHARED(r, unit_fields, n, what, e, DIAG_ERROR);
    if (!e->unit.name.text) e->unit.name.text = e->unit.id ? e->unit.id : "?";
    e->unit.exists.place = n->place;
    schema_check_window(r, &e->unit.exists, what);
    if (n->kind == NODE_MAP && !e->leader && !e->acting && cycle_unit_is_shown(c, &e->unit)) {
        struct diag *g = diag_warning(r->d, e->unit.place, "unit-without-leader",
                                      "%s has no leader", what);
        diag_hint(r->d, g,
                  "its papers say that the leader is not known yet; leader: ID gives it one");
    }
    if (!e->unit.id || !is_complete(n)) r->incomplete = true;
    if (!e->unit.id) e->unit.id = "";
}

static void read_root(struct reader *r, void *target, const struct node *n)
{
    (void)target;
    read_unit(r, NULL, n);
    r->cycle->root = r->cycle->units[0];
}

static const struct field fields[] = {
    {.key = "unit", .type = FIELD_MAP, .required = true, .read = read_root},
};

const struct schema_table org_tables[] = {
    SCHEMA_TABLE("", fields),
    SCHEMA_TABLE("unit", unit_fields),
    SCHEMA_TABLE("employees", person_fields),
    SCHEMA_TABLE_EITHER("leader", resolve_leader_fields, "id", "name"),
    SCHEMA_TABLE("acting", acting_fields),
    SCHEMA_TABLE("briefing", briefing_fields),
    SCHEMA_TABLE("conversation", conversation_fields),
    SCHEMA_TABLE("also", also_fields),
    SCHEMA_TABLE("away", schema_open_window_fields),
    SCHEMA_TABLE("available", available_fields),
    {0},
};

void org_read_text(struct reader *r, const struct source *s)
{
    size_t before = reader_error_count(r);
    struct tree_arenas into = reader_tree_arenas(r);
    r->org = ARENA_NEW(reader_tree_arena(r), struct org);
    const struct node *n = tree_read_into(r->d, &into, s, 0, s->n);
    r->errors += reader_error_count(r) - before;
    if (n) SCHEMA_READ(r, fields, n, NULL, NULL);
}

void org_read(struct reader *r)
{
    if (r->org_text) {
        org_read_text(r, r->org_text);
        return;
    }
    r->org = ARENA_NEW(reader_tree_arena(r), struct org);
    if (!file_exists(file_join(r->a, r->directory, "org.yaml"))) {
        struct diag *g = READER_ERROR(
            r, (struct place){0}, "org-missing",
            "there is no org.yaml here: it says who works where and leads whom");
        reader_hint_file(r, g, "org.yaml");
        return;
    }
    const struct node *n = reader_open(r, "org.yaml", ORG_FILE);
    if (n) SCHEMA_READ(r, fields, n, NULL, NULL);
}
