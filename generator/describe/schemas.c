// The list of all schemas, and their text.
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/translate.h"
#include "describe/describe.h"
#include "describe/json_blocks.h"
#include "describe/json_files.h"
#include "describe/json_types.h"
#include "import/heading.h"

// ---- import.yaml, which has one key

static const char *columns_words(struct arena *a)
{
    const char *words = _("What columns of the export mean, each by its heading.");
    for (int i = 0; i < MEANINGS; i++)
        if (heading_names[i])
            words = arena_printf(a, "%s\n%s: %s", words, heading_names[i], _(heading_words[i]));
    return words;
}

static json_t *import_schema(struct arena *a)
{
    json_t *columns = json_pack("{s:s, s:o}", "type", "object", "additionalProperties",
                                json_types_choice(heading_names, MEANINGS));
    json_t *either = json_pack("[o, {s:s}]", columns, "type", "null");
    return json_pack("{s:s, s:s, s:s, s:s, s:{s:o}, s:b}", "$schema",
                     "http://json-schema.org/draft-07/schema#", "title", "import.yaml",
                     "description", _("how exports are read; samtale import writes it"), "type",
                     "object", "properties", "columns", json_types_any(either, columns_words(a)),
                     "additionalProperties", 0);
}

// ---- All of them

static json_t *front(struct arena *a)
{
    (void)a;
    return json_blocks_front();
}

static json_t *blocks(struct arena *a)
{
    (void)a;
    return json_blocks_schema();
}

// Those that are not of a file in read/keys/.
static const struct other {
    const char *name;
    json_t *(*make)(struct arena *a);
    bool edited;  // as a file of its own
} others[] = {
    {"import", import_schema, true},
    {"templates", front, false},
    {"blocks", blocks, false},
};

// What programs alone write, and what stands in a Markdown file.
static bool is_not_edited(const struct keys_file *file)
{
    return file == &keys_answers || file == &keys_deliveries || file == &keys_priorities;
}

static const char *const *names(struct arena *a, bool edited, size_t *count)
{
    const char **list = NULL;
    size_t room = 0;
    *count = 0;
    for (const struct keys_file *const *f = keys_files; *f; f++)
        if (!edited || !is_not_edited(*f))
            *ARENA_PUSH(a, list, *count, room) = json_files_name(a, *f);
    for (size_t i = 0; i < COUNT(others); i++)
        if (!edited || others[i].edited) *ARENA_PUSH(a, list, *count, room) = others[i].name;
    return list;
}

const char *const *describe_schemas(struct arena *a, size_t *count)
{
    return names(a, false, count);
}

const char *const *describe_edited(struct arena *a, size_t *count)
{
    return names(a, true, count);
}

static json_t *make(struct arena *a, const char *name)
{
    const struct keys_file *file = keys_find_file(name);
    for (const struct keys_file *const *f = keys_files; *f && !file; f++)
        if (!strcmp(json_files_name(a, *f), name)) file = *f;
    if (file) return json_files_schema(a, file);
    if (!strcmp(name, "import.yaml")) name = "import";
    for (size_t i = 0; i < COUNT(others); i++)
        if (!strcmp(others[i].name, name)) return others[i].make(a);
    return NULL;
}

bool describe_schema(struct arena *a, const char *name, struct buf *out)
{
    json_t *schema = make(a, name);
    if (!schema) return false;
    char *text = json_dumps(schema, JSON_INDENT(1));
    buf_str(out, text);
    buf_c(out, '\n');
    free(text);
    json_decref(schema);
    return true;
}
