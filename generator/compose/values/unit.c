// Values of units and their focus areas: what everyone in a unit shares.
#include <string.h>

#include "base/array.h"
#include "compose/values/sentence.h"
#include "compose/values/value.h"

// ---- One unit

static struct priorities *own_file(const struct env *e, const struct unit *u)
{
    return cycle_unit_priorities(e->cycle, u, e->words->language);
}

// The unit whose focus areas a unit has: itself, else the nearest above that has some; NULL: none.
static const struct unit *source_unit(const struct env *e, const struct unit *u)
{
    for (; u; u = u->parent) {
        const struct priorities *p = own_file(e, u);
        if (p && p->count) return u;
    }
    return NULL;
}

static const struct priorities *source_file(const struct env *e, const struct unit *u)
{
    const struct unit *source = source_unit(e, u);
    return source ? own_file(e, source) : NULL;
}

static const char *other_language(const struct env *e, const struct priorities *p)
{
    return p && p->language && strcmp(p->language, e->words->language) ? p->language : NULL;
}

static struct value rich(const struct env *e, const struct priorities *p,
                         const struct doc_node *doc)
{
    return (struct value){.set = doc && doc->first, .rich = doc, .language = other_language(e, p)};
}

GETTER(name)
{
    const struct unit *u = item;
    struct value v = value_of_localized(e, &u->name);
    v.place = u->place;
    return v;
}

GETTER(type)
{
    const char *own = cycle_unit_type(item, e->words->language);
    return value_of_text(own ? own : words_text(e->words, "unit-type"));
}

static const struct person *leader(const struct env *e, const void *item)
{
    return cycle_unit_leader_on(item, e->cycle->as_of);
}

GETTER(leader_name)
{
    const struct person *p = leader(e, item);
    struct value v = value_of_text(p ? p->name : NULL);
    if (p) v.place = p->place;
    return v;
}

GETTER(leader_title)
{
    const struct person *p = leader(e, item);
    return p ? value_of_localized(e, &p->title) : (struct value){0};
}

GETTER(message)
{
    const struct priorities *p = own_file(e, item);
    if (p && p->message) return rich(e, p, p->message);
    if (!leader(e, item)) return (struct value){0};  // the default message is a leader's
    // The default message speaks of focus areas.
    if (!source_file(e, item)) return (struct value){0};
    struct value unit_type_text = type(e, item);
    const char *text = words_fill(e->arena, words_text(e->words, "default-message"),
                                  &(struct word_arg){"type", unit_type_text.text}, 1);
    struct doc_node *group = doc_new(e->arena, DOC_GROUP, (struct place){0});
    struct doc_node *paragraph = doc_append(group,
                                            doc_new(e->arena, DOC_PARAGRAPH, (struct place){0}));
    doc_text(e->arena, paragraph, text, (struct place){0});
    return rich(e, NULL, group);
}

GETTER(message_signed)
{
    return value_of_flag(message(e, item).set && leader(e, item));
}
GETTER(message_unsigned)
{
    return value_of_flag(message(e, item).set && !leader(e, item));
}
GETTER(own_message)
{
    const struct priorities *p = own_file(e, item);
    return value_of_flag(p && p->message);
}

GETTER(intro)
{
    const struct priorities *p = own_file(e, item);
    return p ? rich(e, p, p->intro) : (struct value){0};
}

// The first sentence of the introduction, where that leads further.
GETTER(intro_short)
{
    const struct priorities *p = own_file(e, item);
    if (!p || !p->intro || !values_sentence_link(p->intro)) return (struct value){0};
    struct doc_node *group = doc_new(e->arena, DOC_GROUP, (struct place){0});
    struct doc_node *paragraph = doc_append(group,
                                            doc_new(e->arena, DOC_PARAGRAPH, (struct place){0}));
    if (!values_sentence_append(e, p->intro, SCOPE_UNIT, NULL, paragraph)) return (struct value){0};
    return rich(e, p, group);
}

static struct value list_of(const struct env *e, const struct priorities *p)
{
    if (!p) return (struct value){0};
    struct value v = VALUE_LIST_OF(e, p->list, p->count);
    v.language = other_language(e, p);
    return v;
}

GETTER(priorities)
{
    return list_of(e, source_file(e, item));
}
GETTER(own_priorities)
{
    return list_of(e, own_file(e, item));
}

GETTER(source)
{
    const struct unit *u = source_unit(e, item);
    return u ? name(e, u) : (struct value){0};
}

GETTER(borrowed)
{
    const struct unit *u = source_unit(e, item);
    return value_of_flag(u && u != item);
}

// Whether its focus areas are those that frame the conversation.
// Or the person's own unit has no focus areas, but words to say in their place.
GETTER(framing)
{
    const struct priorities *own = own_file(e, item);
    bool any = false;
    for (size_t i = 0; i < e->frame_count; i++) any |= source_unit(e, e->frames[i]) == item;
    for (size_t i = 0; i < e->unit_count && own && !own->count; i++) any |= e->units[i] == item;
    return value_of_flag(any);
}

GETTER(written_in)
{
    const struct priorities *p = own_file(e, item);
    const char *language = other_language(e, p && p->count ? p : source_file(e, item));
    if (!language) return (struct value){0};
    const char *called = words_text(e->words, arena_printf(e->arena, "languages.%s", language));
    if (!called) return value_of_text(words_text(e->words, "another-language"));
    return value_of_text(words_fill(e->arena, words_text(e->words, "written-in"),
                                    &(struct word_arg){"language", called}, 1));
}

static const struct value_entry of_unit[] = {
    {"name", SCOPE_UNIT, VALUE_TEXT, name, NULL, 0},
    {"type", SCOPE_UNIT, VALUE_TEXT, type, NULL, 0},
    {"leader.name", SCOPE_UNIT, VALUE_TEXT, leader_name, NULL, 0},
    {"leader.title", SCOPE_UNIT, VALUE_TEXT, leader_title, NULL, 0},
    {"message", SCOPE_UNIT, VALUE_RICH, message, NULL, 0},
    {"message-signed", SCOPE_UNIT, VALUE_FLAG, message_signed, NULL, 0},
    {"message-unsigned", SCOPE_UNIT, VALUE_FLAG, message_unsigned, NULL, 0},
    {"own-message", SCOPE_UNIT, VALUE_FLAG, own_message, NULL, 0},
    {"intro", SCOPE_UNIT, VALUE_RICH, intro, NULL, 0},
    {"intro-short", SCOPE_UNIT, VALUE_RICH, intro_short, NULL, 0},
    {"framing", SCOPE_UNIT, VALUE_FLAG, framing, NULL, 0},
    {"priorities", SCOPE_UNIT, VALUE_LIST, priorities, NULL, TYPE_PRIORITY},
    {"own-priorities", SCOPE_UNIT, VALUE_LIST, own_priorities, NULL, TYPE_PRIORITY},
    {"source", SCOPE_UNIT, VALUE_TEXT, source, NULL, 0},
    {"borrowed", SCOPE_UNIT, VALUE_FLAG, borrowed, NULL, 0},
    {"written-in", SCOPE_UNIT, VALUE_TEXT, written_in, NULL, 0},
};
const struct value_table values_of_unit = {of_unit, COUNT(of_unit)};

// ---- The subject's units

static struct value unit_list(const struct env *e, struct unit *const *units, size_t count)
{
    const void **items = ARENA_ARRAY(e->arena, const void *, count);
    for (size_t i = 0; i < count; i++) items[i] = units[i];
    return (struct value){.set = count > 0, .list = {items, count}};
}

GETTER(units)
{
    return unit_list(e, e->units, e->unit_count);
}
GETTER(frames)
{
    return unit_list(e, e->frames, e->frame_count);
}
GETTER(several)
{
    return value_of_flag(e->unit_count > 1);
}

static bool has(const void *const *items, size_t count, const void *wanted)
{
    size_t i = 0;
    while (i < count && items[i] != wanted) i++;
    return i < count;
}

// The units from the root down to each of the subject's units: each once, and only those that have
// focus areas or an introduction of their own.
GETTER(levels)
{
    const void **items = NULL;
    size_t count = 0, room = 0;
    struct unit *path[64];
    for (size_t i = 0; i < e->unit_count; i++) {
        size_t depth = cycle_unit_path(e->units[i], path, COUNT(path));
        for (size_t level = 0; level < depth; level++) {
            const struct priorities *p = own_file(e, path[level]);
            if (!p || (!p->count && !p->intro) || has(items, count, path[level])) continue;
            *ARENA_PUSH(e->arena, items, count, room) = path[level];
        }
    }
    return (struct value){.set = count > 0, .list = {items, count}};
}

// What goals can support: the focus areas of all units that frame the conversation.
GETTER(focus_areas)
{
    const void **items = NULL;
    size_t count = 0, room = 0;
    for (size_t i = 0; i < e->frame_count; i++) {
        const struct priorities *p = source_file(e, e->frames[i]);
        for (size_t k = 0; p && k < p->count; k++)
            if (!has(items, count, &p->list[k]))
                *ARENA_PUSH(e->arena, items, count, room) = &p->list[k];
    }
    return (struct value){.set = count > 0, .list = {items, count}};
}

GETTER(unit_name)
{
    return e->unit_count ? name(e, e->units[0]) : (struct value){0};
}
GETTER(unit_type_name)
{
    return e->unit_count ? type(e, e->units[0]) : (struct value){0};
}
GETTER(unit_leader)
{
    return e->unit_count ? leader_name(e, e->units[0]) : (struct value){0};
}

static const struct value_entry entries[] = {
    {"unit.name", SCOPE_UNIT, VALUE_TEXT, unit_name, NULL, 0},
    {"unit.type", SCOPE_UNIT, VALUE_TEXT, unit_type_name, NULL, 0},
    {"unit.leader.name", SCOPE_UNIT, VALUE_TEXT, unit_leader, NULL, 0},
    {"units", SCOPE_UNIT, VALUE_LIST, units, NULL, TYPE_UNIT},
    {"units.several", SCOPE_UNIT, VALUE_FLAG, several, NULL, 0},
    {"frames", SCOPE_UNIT, VALUE_LIST, frames, NULL, TYPE_UNIT},
    {"focus-areas", SCOPE_UNIT, VALUE_LIST, focus_areas, NULL, TYPE_PRIORITY},
    {"levels", SCOPE_UNIT, VALUE_LIST, levels, NULL, TYPE_UNIT},
};
const struct value_table values_unit = {entries, COUNT(entries)};

// ---- One focus area

GETTER(title)
{
    const struct priority *p = item;
    struct value v = value_of_text(doc_plain(e->arena, p->title));
    v.place = p->place;
    v.language = other_language(e, p->file);
    return v;
}

GETTER(body)
{
    const struct priority *p = item;
    return rich(e, p->file, p->body);
}

static const struct value_entry of_priority[] = {
    {"name", SCOPE_UNIT, VALUE_TEXT, title, NULL, 0},
    {"body", SCOPE_UNIT, VALUE_RICH, body, NULL, 0},
};
const struct value_table values_of_priority = {of_priority, COUNT(of_priority)};
