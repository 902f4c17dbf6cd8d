// What the values of the user's files can be, as parts of a JSON Schema: the same as read/scalar.c
// and base/date.c accept.
#include "describe/json_types.h"

#include <string.h>

#include "base/array.h"
#include "read/ids.h"
#include "read/keys/keys.h"
#include "read/scalar.h"

// ---- Patterns, as JavaScript and Python understand them

#define YEAR "(?:19|2\\d)\\d\\d"
#define LEAP_YEAR "(?:(?:19|2\\d)(?:0[48]|[2468][048]|[13579][26])|(?:2[048]00))"
#define DAY                                                                                   \
    "(?:" YEAR "-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]" \
    "\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|" LEAP_YEAR "-02-29)"
#define TIME "(?:[01]\\d|2[0-3]):[0-5]\\d(?::00)?"
#define ONE_LINE "^[^\\n]*[^\\s][^\\n]*$"

// YAML has numbers, and true and false, where people mean a text: it is what they wrote.
static const char *const any_scalar[] = {"string", "number", "boolean", NULL};
static const char *const number_or_text[] = {"string", "number", NULL};
static const char *const whole_or_text[] = {"string", "integer", NULL};
static const char *const text_only[] = {"string", NULL};

static const struct type_row {
    const char *name;  // of its definition; NULL: it depends on its field
    const char *const *types;
    const char *pattern;
    int longest;
} rows[] = {
    [FIELD_TEXT] = {"text", any_scalar, ONE_LINE, TEXT_LIMIT},
    [FIELD_PROSE] = {"prose", any_scalar, "\\S", PROSE_LIMIT},
    [FIELD_BETWEEN_US] = {"between-us", any_scalar, "\\S", PROSE_LIMIT},
    [FIELD_ID] = {"id", number_or_text, "^(?!.*\\.\\.)[a-z0-9][a-z0-9._\\-]*$", ID_LIMIT},
    [FIELD_UNIT_ID] = {"name-id", whole_or_text, "^[a-z0-9][a-z0-9_\\-]*$", ID_LIMIT},
    [FIELD_EMAIL] = {"email", text_only, "^[^@\\s<>,;]+@[^@\\s<>,;]+$", TEXT_LIMIT},
    [FIELD_PATH] = {"path", any_scalar, "^(?!\\/)(?!(?:.*\\/)?\\.\\.(?:\\/|$))[^\\n]*\\S[^\\n]*$",
                    TEXT_LIMIT},
    [FIELD_DATE] = {"day", text_only, "^" DAY "$", 0},
    [FIELD_MOMENT] = {"moment", text_only, "^" DAY "(?:[T ]" TIME ")?$", 0},
    [FIELD_TIME] = {"time", number_or_text, "^(?:[01]?\\d|2[0-3])[:.][0-5]?\\d$", 0},
    // what looks like a day, month or week is one
    [FIELD_DEADLINE] = {"deadline", any_scalar,
                        "^(?:" DAY "|\\d{4}-(?:0[1-9]|1[0-2])|\\d{4}-W(?:0[1-9]|[1-4]\\d|5[0-3])|"
                        "(?!\\d{4}-\\d\\d(?:-\\d\\d)?$|\\d{4}-W\\d\\d$)[^\\n]*[^\\s][^\\n]*)$",
                        TEXT_LIMIT},
    [FIELD_LINK] = {"link", text_only, "^(?:(?:https?|file):\\/\\/\\S+|\\\\\\\\[^\\n]+)$",
                    TEXT_LIMIT},
};

// ---- Parts

json_t *json_types_reference(const char *name)
{
    return json_pack("{s:o}", "$ref", json_sprintf("#/definitions/%s", name));
}

json_t *json_types_choice(const char *const *choices, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        if (choices[i]) json_array_append_new(list, json_string(choices[i]));
    return json_pack("{s:o}", "enum", list);
}

json_t *json_types_any(json_t *alternatives, const char *says)
{
    json_t *whole = json_object();
    if (says) json_object_set_new(whole, "description", json_string(says));
    json_t *only = json_array_size(alternatives) == 1 ? json_array_get(alternatives, 0) : NULL;
    if (only && !json_object_get(only, "$ref")) json_object_update(whole, only);
    // beside a reference nothing else counts
    else json_object_set(whole, only ? "allOf" : "anyOf", alternatives);
    json_decref(alternatives);
    return whole;
}

// ---- Languages

static void append_alternative(struct buf *pattern, const char *name)
{
    buf_printf(pattern, "|[%c%c]%s", name[0] - 'a' + 'A', name[0], name + 1);
}

// Those that the program has templates in, another with templates of one's own, or what people call
// one.
static json_t *language(void)
{
    static const char *const own[] = {"nb", "nn", "en"};
    struct buf pattern = {0};
    BUF_LIT(&pattern, "^(?:[A-Za-z]{2,3}(?:-[A-Za-z0-9_\\-]+)?");
    for (size_t i = 0; i < scalar_language_count; i++)
        append_alternative(&pattern, scalar_languages[i][0]);
    BUF_LIT(&pattern, ")$");
    json_t *other = json_pack("{s:s, s:s, s:i}", "type", "string", "pattern", buf_cstr(&pattern),
                              "maxLength", TEXT_LIMIT);
    buf_free(&pattern);
    return json_pack("{s:[o,o]}", "anyOf", json_types_choice(own, COUNT(own)), other);
}

// A text, or one for each language.
static json_t *localized(json_t *definitions)
{
    json_t *by_language = json_pack("{s:s, s:i, s:o, s:o}", "type", "object", "minProperties", 1,
                                    "propertyNames", json_types_of(FIELD_LANGUAGE, definitions),
                                    "additionalProperties", json_types_of(FIELD_TEXT, definitions));
    return json_pack("{s:[o,o]}", "anyOf", json_types_of(FIELD_TEXT, definitions), by_language);
}

// ---- Types

static json_t *definition(enum field_type type, const struct type_row *row)
{
    json_t *types = json_array(), *out = json_object();
    for (size_t i = 0; row->types[i]; i++) json_array_append_new(types, json_string(row->types[i]));
    json_object_set_new(out, "type", types);
    json_object_set_new(out, "pattern", json_string(row->pattern));
    if (row->longest) json_object_set_new(out, "maxLength", json_integer(row->longest));
    if (row->types == number_or_text || row->types == whole_or_text)
        json_object_set_new(out, "minimum", json_integer(0));
    const char *words = keys_type_words(type);
    if (words) json_object_set_new(out, "patternErrorMessage", json_string(words));
    return out;
}

json_t *json_types_of(enum field_type type, json_t *definitions)
{
    const struct type_row *row = &rows[type];
    const char *name = row->name;
    if (type == FIELD_LANGUAGE) name = "language";
    if (type == FIELD_LOCALIZED) name = "localized";
    if (type == FIELD_FLAG) return json_pack("{s:[b,b,s,s]}", "enum", 1, 0, "true", "false");
    if (!name) return NULL;
    if (!json_object_get(definitions, name)) {
        json_object_set_new(definitions, name, json_object());  // what it needs comes behind it
        json_t *made = NULL;
        if (type == FIELD_LANGUAGE) made = language();
        else if (type == FIELD_LOCALIZED) made = localized(definitions);
        else made = definition(type, row);
        json_object_set_new(definitions, name, made);
    }
    return json_types_reference(name);
}
