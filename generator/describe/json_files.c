// JSON Schemas of the files whose keys are in read/keys/: each table is a definition, and what is
// not in a table is an error, as it is for its reader.
#include "describe/json_files.h"

#include <string.h>

#include "base/ascii.h"
#include "base/translate.h"
#include "describe/json_types.h"

struct file_schema {
    struct arena *a;
    const struct keys_file *file;
    json_t *definitions;
};

static json_t *table_object(struct file_schema *s, const struct keys_file *file,
                            const struct schema_table *t);

// ---- One key

static json_t *table_reference(struct file_schema *s, const struct schema_table *t)
{
    const struct keys_file *file = keys_file_of(t);
    const char *name = t->under;
    if (file != s->file) name = arena_printf(s->a, "%s.%s", file->topic, name);
    if (!json_object_get(s->definitions, name)) {
        // while it is made, so that what holds itself finds it
        json_object_set_new(s->definitions, name, json_object());
        json_object_set_new(s->definitions, name, table_object(s, file, t));
    }
    return json_types_reference(name);
}

static json_t *map_of(struct file_schema *s, const struct keys_key *k);

static void add_number(const struct field *f, json_t *to)
{
    json_array_append_new(to, json_pack("{s:s, s:i, s:i}", "type", "integer", "minimum", f->least,
                                        "maximum", f->most));
    json_array_append_new(to, json_pack("{s:s, s:s}", "type", "string", "pattern", "^\\d+$"));
}

static json_t *alternatives(struct file_schema *s, const struct keys_key *k, unsigned is);

static json_t *list_of(struct file_schema *s, const struct keys_key *k)
{
    json_t *items = json_types_any(alternatives(s, k, k->field->items), NULL);
    json_t *list = json_pack("{s:s, s:o}", "type", "array", "items", items);
    if (k->field->most) json_object_set_new(list, "maxItems", json_integer(k->field->most));
    return list;
}

// All that a value can be whose types are these bits.
static json_t *alternatives(struct file_schema *s, const struct keys_key *k, unsigned is)
{
    const struct field *f = k->field;
    json_t *list = json_array();
    for (unsigned type = 0; is >> type; type++) {
        if (!(is >> type & 1)) continue;
        json_t *one = json_types_of(type, s->definitions);
        if (one) json_array_append_new(list, one);
        else if (type == FIELD_NUMBER) add_number(f, list);
        else if (type == FIELD_CHOICE)
            json_array_append_new(list, json_types_choice(f->choices, f->choice_count));
        else if (type == FIELD_LIST) json_array_append_new(list, list_of(s, k));
        else if (type == FIELD_MAP) json_array_append_new(list, map_of(s, k));
    }
    return list;
}

static json_t *map_of(struct file_schema *s, const struct keys_key *k)
{
    const struct schema_table *below = keys_table_below(k);
    if (below) return table_reference(s, below);
    json_t *map = json_pack("{s:s, s:o, s:o}", "type", "object", "propertyNames",
                            json_types_of(FIELD_ID, s->definitions), "additionalProperties",
                            json_types_any(alternatives(s, k, k->field->values), NULL));
    if (k->field->most) json_object_set_new(map, "maxProperties", json_integer(k->field->most));
    return map;
}

// What stands beside a key; where it need not be there, it can be empty, too.
static json_t *value_of(struct file_schema *s, const struct keys_key *k)
{
    const struct field *f = k->field;
    const char *says = arena_printf(s->a, "%s\n\n%s", _(k->entry->says), keys_sentences(s->a, k));
    json_t *list = alternatives(s, k, f->is ? f->is : 1U << f->type);
    if (!f->required) json_array_append_new(list, json_pack("{s:s}", "type", "null"));
    return json_types_any(list, says);
}

// ---- Tables

static json_t *table_object(struct file_schema *s, const struct keys_file *file,
                            const struct schema_table *t)
{
    json_t *properties = json_object(), *required = json_array();
    for (size_t i = 0; i < t->count; i++) {
        const struct field *f = &t->fields[i];
        struct keys_key k = keys_key_of(s->a, file, t, f);
        json_object_set_new(properties, f->key, value_of(s, &k));
        if (f->required) json_array_append_new(required, json_string(f->key));
    }
    json_t *object = json_pack("{s:s, s:o, s:b}", "type", "object", "properties", properties,
                               "additionalProperties", 0);
    if (json_array_size(required)) json_object_set(object, "required", required);
    json_decref(required);
    if (t->either[0])
        json_object_set_new(
            object, "anyOf",
            json_pack("[{s:[s]}, {s:[s]}]", "required", t->either[0], "required", t->either[1]));
    return object;
}

const char *json_files_name(struct arena *a, const struct keys_file *file)
{
    size_t n = strcspn(file->topic, ".");
    if (ascii_ends_with(file->topic, "-file")) n -= strlen("-file");
    return arena_strndup(a, file->topic, n);
}

static json_t *or_nothing(json_t *reference)
{
    return json_pack("{s:[o, {s:s}]}", "anyOf", reference, "type", "null");
}

// Each key is an id, with the first table below it; or "follow-up 2", which no id can be, for its
// window; or it is the first word of a table such as "briefings.UNIT", a map of units.
static void add_ids(struct file_schema *s, json_t *whole)
{
    const struct schema_table *person = s->file->tables;
    json_t *properties = json_object(),
           *follow_ups = json_pack("{s:o}", "^follow-up [1-9][0-9]?$",
                                   or_nothing(table_reference(s, person)));
    for (const struct schema_table *t = person + 1; t->under; t++) {
        json_t *map = json_pack("{s:[s, s], s:s, s:o, s:o}", "type", "object", "null",
                                "description", _("By the id of the unit."), "propertyNames",
                                json_types_of(FIELD_UNIT_ID, s->definitions),
                                "additionalProperties", or_nothing(table_reference(s, t)));
        json_object_set_new(properties, arena_strndup(s->a, t->under, strcspn(t->under, ".")), map);
    }
    json_t *names = json_pack("[o, {s:s}]", json_types_of(FIELD_ID, s->definitions), "pattern",
                              "^follow-up [1-9][0-9]?$");
    json_object_set_new(whole, "type", json_string("object"));
    json_object_set_new(whole, "propertyNames", json_pack("{s:o}", "anyOf", names));
    json_object_set_new(whole, "properties", properties);
    json_object_set_new(whole, "patternProperties", follow_ups);
    json_object_set_new(whole, "additionalProperties", or_nothing(table_reference(s, person)));
}

json_t *json_files_schema(struct arena *a, const struct keys_file *file)
{
    struct file_schema s = {a, file, json_object()};
    json_t *whole = json_pack("{s:s, s:s, s:s}", "$schema",
                              "http://json-schema.org/draft-07/schema#", "title", file->name,
                              "description", _(file->says));
    const struct schema_table *top = file->tables;
    while (top->under && *top->under) top++;
    if (top->under) {
        json_t *object = table_object(&s, file, top);
        json_object_update(whole, object);
        json_decref(object);
    } else add_ids(&s, whole);
    json_object_set_new(whole, "definitions", s.definitions);
    return whole;
}
