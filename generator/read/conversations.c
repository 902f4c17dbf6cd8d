// Reading conversations/PERIOD.yaml: when conversations are and were held, by the id of the person.
// The plan's own `held` wins over it, and it wins over org.yaml.
#include "base/array.h"
#include "base/file.h"
#include "base/translate.h"
#include "read/cycle_readers.h"
#include "read/folder.h"
#include "read/tables.h"

#define AT(member) offsetof(struct person, member)

static const struct field conversation_fields[] = {
    {.key = "at", .type = FIELD_MOMENT, .offset = AT(conversation_at)},
    {.key = "place", .type = FIELD_LOCALIZED, .offset = AT(conversation_place)},
    {.key = "held", .type = FIELD_DATE, .offset = AT(conversation_held)},
};

const struct schema_table conversations_tables[] = {
    SCHEMA_TABLE("PERSON", conversation_fields),
    {0},
};

static bool same_moment(struct datetime a, struct datetime b)
{
    return !date_compare(a.date, b.date) && a.hour == b.hour &&
           (a.hour < 0 || a.minute == b.minute);
}

static void read_one(struct reader *r, const struct node *id, const struct node *value)
{
    struct person *p = cycle_person(r->cycle, id->text);
    if (!p) {
        diag_warning(r->d, id->place, "conversation-person-unknown",
                     "\"%.100s\" is nobody in the chart", id->text);
        return;
    }
    struct person said = {.conversation_at.hour = -1};
    if (!SCHEMA_READ(r, conversation_fields, value,
                     arena_printf(r->a, _("the conversation of %s"), p->name), &said))
        return;
    const struct node *at = node_get(value, "at"), *held = node_get(value, "held");
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
    const struct node *top = reader_open(r, name, ORG_FILE);
    c->conversations_source = r->source;
    for (size_t i = 0; top && i < top->count; i++) read_one(r, top->keys[i], top->items[i]);
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
