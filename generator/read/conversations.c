// Reading conversations/PERIOD.yaml: when conversations are and were held, by the id of the person,
// and the units' briefings. The plan's own `held` wins over it, and it wins over org.yaml. It
// counts, too, how often what calendars hold was moved: commands/appointments.c writes that.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/translate.h"
#include "read/cycle_readers.h"
#include "read/folder.h"
#include "read/tables.h"

#define AT(member) offsetof(struct person, member)
#define OF(member) offsetof(struct person, appointment.member)

enum { CHANGES_MOST = 100000 };

static void read_leader(struct reader *r, void *target, const struct node *id)
{
    struct in_calendars *a = &((struct person *)target)->appointment;
    struct person *leader = id->kind == NODE_SCALAR ? cycle_person(r->cycle, id->text) : NULL;
    if (!leader) return;  // who is gone has no calendar
    struct person **list = ARENA_ARRAY(r->a, struct person *, a->leader_count + 1);
    for (size_t i = 0; i < a->leader_count; i++) list[i] = a->leaders[i];
    list[a->leader_count++] = leader;
    a->leaders = list;
}

static const struct field conversation_fields[] = {
    {.key = "at", .type = FIELD_MOMENT, .offset = AT(conversation_at)},
    {.key = "place", .type = FIELD_LOCALIZED, .offset = AT(conversation_place)},
    {.key = "held", .type = FIELD_DATE, .offset = AT(conversation_held)},
    {.key = "changes", .type = FIELD_NUMBER, .offset = OF(changes), .most = CHANGES_MOST},
    {.key = "changed", .type = FIELD_DATE, .offset = OF(changed)},
    {.key = "cancelled", .type = FIELD_DATE, .offset = OF(cancelled)},
    {.key = "was", .type = FIELD_MOMENT, .offset = OF(was)},
    {.key = "leaders", .type = FIELD_LIST, .read = read_leader, .items = FIELD_IS(ID)},
};

static const struct field briefing_fields[] = {
    {.key = "at",
     .type = FIELD_MOMENT,
     .required = true,
     .offset = offsetof(struct unit, briefing_at)},
    {.key = "place", .type = FIELD_LOCALIZED, .offset = offsetof(struct unit, briefing_place)},
};

const struct schema_table conversations_tables[] = {
    SCHEMA_TABLE("PERSON", conversation_fields),
    SCHEMA_TABLE("briefings.UNIT", briefing_fields),
    {0},
};

static bool same_moment(struct datetime a, struct datetime b)
{
    return !date_compare(a.date, b.date) && a.hour == b.hour &&
           (a.hour < 0 || a.minute == b.minute);
}

static void add_cancelled(struct reader *r, const char *kind, const char *which,
                          const struct in_calendars *a)
{
    struct cycle *c = r->cycle;
    if (date_is_set(a->cancelled))
        *ARENA_PUSH(r->a, c->cancelled, c->cancelled_count,
                    c->cancelled_room) = (struct cancelled){kind, which, *a};
}

// "follow-up 2": no id has a space.
static bool read_follow_up(struct reader *r, const struct node *id, const struct node *value)
{
    static const char begin[] = "follow-up ";
    struct cycle *c = r->cycle;
    struct person said = {.conversation_at.hour = -1};
    if (strncmp(id->text, begin, sizeof begin - 1)) return false;
    const char *which = id->text + sizeof begin - 1;
    unsigned long number = strtoul(which, NULL, 10);
    if (!SCHEMA_READ(r, conversation_fields, value, id->text, &said)) return true;
    if (number >= 1 && number <= c->follow_up_count)
        c->follow_ups[number - 1].appointment = said.appointment;
    else add_cancelled(r, "follow-up", which, &said.appointment);
    return true;
}

// Who has a plan in the period has left; another id may be mistyped.
static bool has_left(const struct reader *r, const char *id)
{
    const char *plan = arena_printf(r->a, "plans/%s/%s.yaml", r->cycle->period, id);
    return file_exists(file_join(r->a, r->directory, plan));
}

// Of somebody whom the chart does not have any more.
static void read_of_nobody(struct reader *r, const struct node *id, const struct node *value)
{
    struct person said = {.conversation_at.hour = -1};
    if (node_get(value, "cancelled")) {
        if (SCHEMA_READ(r, conversation_fields, value, id->text, &said))
            add_cancelled(r, "conversation", id->text, &said.appointment);
        return;
    }
    if (!has_left(r, id->text))
        diag_warning(r->d, id->place, "conversation-person-unknown",
                     "\"%.100s\" is nobody in the chart", id->text);
}

static void read_one(struct reader *r, const struct node *id, const struct node *value)
{
    struct person *p = cycle_person(r->cycle, id->text);
    if (read_follow_up(r, id, value)) return;
    if (!p) {
        read_of_nobody(r, id, value);
        return;
    }
    struct person said = {.conversation_at.hour = -1};
    if (!SCHEMA_READ(r, conversation_fields, value,
                     arena_printf(r->a, _("the conversation of %s"), p->name), &said))
        return;
    const struct node *at = node_get(value, "at"), *held = node_get(value, "held");
    p->appointment = said.appointment;
    if (date_is_set(said.conversation_at.date)) {
        if (date_is_set(p->conversation_at.date) &&
            !same_moment(p->conversation_at, said.conversation_at)) {
            struct diag *g = diag_warning(r->d, at->place, "conversation-time-differs",
                                          "the conversation of %s is at another time in org.yaml",
                                          p->name);
            diag_hint(r->d, g, "what stands here counts; org.yaml says it on line %u",
                      (unsigned)p->conversation_at_place.line);
        }
        p->conversation_at = said.conversation_at;
        p->conversation_at_place = at->place;
    }
    if (said.conversation_place.text) p->conversation_place = said.conversation_place;
    if (date_is_set(said.conversation_held)) {
        p->conversation_held = said.conversation_held;
        p->conversation_held_place = held->place;
    }
}

static void read_briefing(struct reader *r, const struct node *id, const struct node *value)
{
    struct unit *u = cycle_unit(r->cycle, id->text);
    struct unit said = {.briefing_at.hour = -1};
    if (!u) {
        diag_warning(r->d, id->place, "briefing-unit-unknown", "\"%.100s\" is no unit in the chart",
                     id->text);
        return;
    }
    if (!SCHEMA_READ(r, briefing_fields, value,
                     arena_printf(r->a, _("the briefing of unit \"%.100s\""), u->name.text), &said))
        return;
    u->briefing_at = said.briefing_at;
    u->briefing_place = said.briefing_place;
}

// Somebody may have the id "briefings".
static bool is_briefings(const struct reader *r, const struct node *key)
{
    return !strcmp(key->text, "briefings") && !cycle_person(r->cycle, key->text);
}

static void read_briefings(struct reader *r, const struct node *units)
{
    if (!schema_expect_map(r, units, "\"briefings\"")) return;
    for (size_t i = 0; i < units->count; i++)
        if (!node_is_null(units->items[i])) read_briefing(r, units->keys[i], units->items[i]);
}

void conversations_read(struct reader *r)
{
    struct cycle *c = r->cycle;
    if (!c->period) return;
    const char *name = arena_printf(r->a, "conversations/%s.yaml", c->period);
    if (!file_exists(file_join(r->a, r->directory, name))) return;
    size_t count;
    const char **files = file_list(r->a, file_join(r->a, r->directory, "conversations"), &count);
    for (size_t i = 0; i < count; i++)
        folder_warn_of_copy(r->d, r->a, r->directory, "conversations", files[i]);
    const struct node *top = reader_open_draft(r, name, ORG_FILE);
    c->conversations_source = r->source;
    for (size_t i = 0; top && i < top->count; i++) {
        if (node_is_null(top->items[i])) continue;
        if (is_briefings(r, top->keys[i])) read_briefings(r, top->items[i]);
        else read_one(r, top->keys[i], top->items[i]);
    }
}

static void forget_appointments(struct cycle *c)
{
    for (size_t i = 0; i < c->person_count; i++)
        c->people[i]->appointment = (struct in_calendars){0};
    for (size_t i = 0; i < c->follow_up_count; i++)
        c->follow_ups[i].appointment = (struct in_calendars){0};
    c->cancelled = NULL;
    c->cancelled_count = c->cancelled_room = 0;
}

void conversations_reread(struct diags *d, struct arena *a, struct cycle *c, const char *name,
                          const char *text, size_t n)
{
    struct reader r = {.d = d, .a = a, .cycle = c, .directory = c->directory};
    const struct source *s = diag_source_new(d, a, name, text, n);
    const struct node *top = tree_read(d, a, s);
    if (!top || top->kind != NODE_MAP) return;
    forget_appointments(c);
    c->conversations_source = s;
    for (size_t i = 0; i < top->count; i++)
        if (!node_is_null(top->items[i]) && !is_briefings(&r, top->keys[i]))
            read_one(&r, top->keys[i], top->items[i]);
}

void conversations_check(struct reader *r)
{
    const struct cycle *c = r->cycle;
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        struct date held = p->plan ? p->plan->conversation_held : (struct date){0};
        if (!date_is_set(held) || !date_is_set(p->conversation_held) ||
            !date_compare(held, p->conversation_held))
            continue;
        struct diag *g = diag_warning(r->d, p->conversation_held_place, "conversation-held-differs",
                                      "the conversation of %s was held on another day by the plan",
                                      p->name);
        diag_hint(r->d, g, "the plan counts, which says %04d-%02d-%02d", held.year, held.month,
                  held.day);
    }
}
