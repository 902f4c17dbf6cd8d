// The manual pages of the files, from the tables by which they are read.
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/translate.h"
#include "compose/blocks/blocks.h"
#include "compose/front.h"
#include "compose/templates.h"
#include "describe/block_words.h"
#include "describe/json_files.h"
#include "describe/mdoc.h"
#include "describe/pages.h"
#include "import/heading.h"

const char *pages_file_name(struct arena *a, const struct keys_file *file)
{
    const char *name = strchr(file->topic, '.') ? file->topic : json_files_name(a, file);
    return strncmp(name, "samtale", 7) ? arena_printf(a, "samtale-%s", name) : name;
}

static void add_end(struct buf *out)
{
    bool first = true;
    BUF_LIT(out, ".Sh SEE ALSO\n");
    pages_see(out, "samtale", 1, &first);
    pages_see(out, "samtale-check", 1, &first);
    pages_see(out, "samtale-help", 1, &first);
    buf_c(out, '\n');
}

// ---- Files with keys

static void add_key(struct arena *a, const struct keys_key *k, struct buf *out)
{
    buf_printf(out, ".It Sy %s\n", mdoc_word(a, k->path));
    mdoc_text(out, k->entry->says);
    mdoc_text(out, keys_sentences(a, k));
    if (k->entry->example) mdoc_literal(out, k->entry->example);
}

void pages_file(struct arena *a, const struct keys_file *file, struct buf *out)
{
    size_t count;
    const struct keys_key *keys = keys_list(a, file, &count);
    const char *colon = strchr(file->says, ':'), *semicolon = strchr(file->says, ';');
    size_t n = strlen(file->says);
    if (colon) n = (size_t)(colon - file->says);
    else if (semicolon) n = (size_t)(semicolon - file->says);
    mdoc_begin(a, out, pages_file_name(a, file), 5, arena_strndup(a, file->says, n));
    buf_printf(out, ".Sh DESCRIPTION\nThis is\n.Pa %s\nin the cycle directory.\n", file->name);
    mdoc_text(out, arena_printf(a, "%c%s.", ascii_upper(*file->says), file->says + 1));
    BUF_LIT(out, ".Pp\nA key is named with the keys that it stands under.\n"
                 ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < count; i++) add_key(a, &keys[i], out);
    BUF_LIT(out, ".El\n");
    add_end(out);
}

void pages_import(struct arena *a, struct buf *out)
{
    mdoc_begin(a, out, "samtale-import.yaml", 5, "how exports of HR systems are read");
    BUF_LIT(out, ".Sh DESCRIPTION\n.Pa import.yaml\nin the cycle directory has one key,\n"
                 ".Sy columns :\nthe heading of each column, and what it means.\n"
                 ".Xr samtale-import 1\nwrites what\n.Fl \\-map\nsays of it.\n"
                 "The meanings are as follows:\n.Bl -tag -width Ds -compact\n");
    for (int i = 0; i < MEANINGS; i++)
        if (heading_names[i]) {
            buf_printf(out, ".It Sy %s\n", mdoc_word(a, heading_names[i]));
            mdoc_text(out, heading_words[i]);
        }
    BUF_LIT(out, ".El\n.Sh EXAMPLES\n");
    mdoc_literal(out, "columns:\n  Tjenestested: unit\n  Nærmeste leder: leader\n");
    add_end(out);
}

// ---- Templates

static const char *key_value(struct arena *a, const struct key *k)
{
    const char *words = NULL;
    if (k->kind == KEY_NUMBER)
        return arena_printf(a, _("a whole number from %d to %d"), k->least, k->most);
    for (size_t i = 0; k->kind == KEY_CHOICE && k->choices[i]; i++)
        words = words ? arena_printf(a, "%s, %s", words, k->choices[i]) : k->choices[i];
    return words;
}

static void add_schema(struct arena *a, const char *block, const struct schema *s, struct buf *out)
{
    if (!s->count) return;
    BUF_LIT(out, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < s->count; i++) {
        const struct key *k = &s->keys[i];
        const char *value = key_value(a, k), *says = block_words_key(block, k->name);
        buf_printf(out, ".It Sy %s\n", mdoc_word(a, k->name));
        mdoc_text(out, says ? says : "");
        if (value) mdoc_text(out, arena_printf(a, "Value: %s.", value));
        if (k->required) mdoc_text(out, "It must be there.");
        bool only_text = k->kind == KEY_ITEMS && k->schema->bare && k->schema->count == 1;
        if (k->kind == KEY_ITEMS && !only_text) add_schema(a, block, k->schema, out);
    }
    BUF_LIT(out, ".El\n");
}

void pages_templates(struct arena *a, struct buf *out)
{
    mdoc_begin(a, out, "samtale-templates", 5, "documents, as they are written");
    BUF_LIT(out, ".Sh DESCRIPTION\n"
                 "A file\n.Pa templates/LANG/NAME.md\nin the cycle directory stands in for the "
                 "program's own, or is a new document.\n"
                 "It is Markdown with values in\n.Sy {{...}} ;\n"
                 "conditions, loops and blocks are fences with their names.\n"
                 ".Ss Front matter\n");
    add_schema(a, "front-matter", &front_schema, out);
    for (const struct block *const *b = blocks_list; *b; b++) {
        buf_printf(out, ".Ss %s\n", (*b)->name);
        const char *says = block_words((*b)->name);
        mdoc_text(out, says ? says : "");
        add_schema(a, (*b)->name, &(*b)->schema, out);
    }
    add_end(out);
}
