// JSON Schemas of templates, from the schemas by which compose/ checks them. What a path leads to,
// and what a block asks of its body besides, only `samtale check --templates` can tell.
#include "describe/json_blocks.h"

#include <string.h>

#include "base/translate.h"
#include "compose/blocks/blocks.h"
#include "compose/front.h"
#include "compose/templates.h"
#include "describe/block_words.h"
#include "describe/json_types.h"

static json_t *body_of(const char *block, const struct schema *s);

// ---- One key

static json_t *text(void)
{
    return json_pack("{s:[s,s,s]}", "type", "string", "number", "boolean");
}

static json_t *path(void)
{
    return json_pack("{s:s, s:s}", "type", "string", "pattern", "^\\S+$");
}

static json_t *list_of(json_t *items)
{
    return json_pack("{s:s, s:i, s:o}", "type", "array", "minItems", 1, "items", items);
}

static size_t count_of(const char *const *choices)
{
    size_t n = 0;
    while (choices[n]) n++;
    return n;
}

static json_t *key_alternatives(const char *block, const struct key *k)
{
    switch (k->kind) {
    case KEY_TEXT: return json_pack("[o]", text());
    case KEY_PATH: return json_pack("[o]", path());
    case KEY_ITEM_PATH: return json_pack("[o,o]", path(), list_of(path()));
    case KEY_NUMBER:
        return json_pack("[{s:s, s:i, s:i}]", "type", "integer", "minimum", k->least, "maximum",
                         k->most);
    case KEY_CHOICE: return json_pack("[o]", json_types_choice(k->choices, count_of(k->choices)));
    case KEY_FLAG: return json_pack("[o]", json_types_of(FIELD_FLAG, NULL));
    case KEY_ITEMS: break;
    }
    return json_pack("[o]", body_of(block, k->schema));
}

static void add_logic(const char *block, json_t *properties)
{
    static const char *const logic[] = {"each", "if"};
    for (size_t i = 0; i < 2; i++)
        json_object_set_new(properties, logic[i],
                            json_types_any(json_pack("[{s:s}]", "type", "string"),
                                           block_words_key(block, logic[i])));
}

static void add_blocks(json_t *properties)
{
    for (const struct block *const *b = blocks_list; *b; b++)
        if (!json_object_get(properties, (*b)->name))
            json_object_set_new(properties, (*b)->name, json_types_reference((*b)->name));
}

// ---- A body

static json_t *map_of(const char *block, const struct schema *s)
{
    json_t *properties = json_object(), *required = json_array();
    for (size_t i = 0; i < s->count; i++) {
        const struct key *k = &s->keys[i];
        json_object_set_new(
            properties, k->name,
            json_types_any(key_alternatives(block, k), block_words_key(block, k->name)));
        if (k->required) json_array_append_new(required, json_string(k->name));
    }
    if (s->loops) add_logic(block, properties);
    if (s->across)
        json_object_set_new(properties, "across",
                            json_types_any(json_pack("[o]", body_of(block, s->across)),
                                           block_words_key(block, "across")));
    if (s->blocks) add_blocks(properties);
    json_t *map = json_pack("{s:s, s:o, s:b}", "type", "object", "properties", properties,
                            "additionalProperties", 0);
    if (json_array_size(required)) json_object_set(map, "required", required);
    json_decref(required);
    return map;
}

// An item that is only a text stands for the key `bare`.
static json_t *bare_of(const char *block, const struct schema *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (!strcmp(s->keys[i].name, s->bare))
            return json_types_any(key_alternatives(block, &s->keys[i]), NULL);
    return text();
}

static json_t *body_of(const char *block, const struct schema *s)
{
    json_t *list, *items;
    switch (s->form) {
    case FORM_NONE: return json_pack("{s:s}", "type", "null");
    case FORM_TEXT: return text();
    case FORM_MAP: return map_of(block, s);
    case FORM_LIST: break;
    }
    items = json_pack("[o]", map_of(block, s));
    if (s->bare) json_array_append_new(items, bare_of(block, s));
    list = json_pack("{s:s, s:o}", "type", "array", "items", json_types_any(items, NULL));
    return s->single ? json_pack("{s:[o,o]}", "anyOf", list, bare_of(block, s)) : list;
}

static bool is_required(const struct schema *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->keys[i].required) return true;
    return false;
}

// ---- Whole schemas

json_t *json_blocks_front(void)
{
    json_t *whole = json_pack("{s:s, s:s, s:s}", "$schema",
                              "http://json-schema.org/draft-07/schema#", "title",
                              "templates/LANG/NAME.md", "description", block_words("front-matter"));
    json_t *front = map_of("front-matter", &front_schema);
    json_object_update(whole, front);
    json_decref(front);
    return whole;
}

json_t *json_blocks_schema(void)
{
    json_t *properties = json_object(), *definitions = json_object();
    for (const struct block *const *b = blocks_list; *b; b++) {
        const struct schema *s = &(*b)->schema;
        json_t *body = json_pack("[o]", body_of((*b)->name, s));
        // a block whose keys are all as one likes can be empty
        if (s->form == FORM_MAP && !is_required(s))
            json_array_append_new(body, json_pack("{s:s}", "type", "null"));
        json_object_set_new(definitions, (*b)->name, json_types_any(body, block_words((*b)->name)));
        json_object_set_new(properties, (*b)->name, json_types_reference((*b)->name));
    }
    return json_pack("{s:s, s:s, s:s, s:s, s:o, s:b, s:o}", "$schema",
                     "http://json-schema.org/draft-07/schema#", "title", "templates/LANG/NAME.md",
                     "description", _("The bodies of a template's blocks, each under its name."),
                     "type", "object", "properties", properties, "additionalProperties", 0,
                     "definitions", definitions);
}
