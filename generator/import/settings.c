// import.yaml has one key, columns: a heading and what it means, each.
#include "import/settings.h"

#include <string.h>

#include "base/file.h"
#include "base/file_update.h"
#include "base/translate.h"
#include "yaml/emit.h"
#include "yaml/splice.h"
#include "yaml/tree.h"

static const char name[] = "import.yaml";

static struct diag *add_map(struct import_settings *s, struct diags *d, struct arena *a,
                            struct place at, const char *column, const char *field)
{
    enum meaning m = heading_named(field);
    if (m < MEANINGS) {
        for (size_t i = 0; i < s->maps.count; i++)
            if (!strcmp(s->maps.list[i].column, column)) {
                s->maps.list[i].meaning = m;
                return NULL;
            }
        *ARENA_PUSH(a, s->maps.list, s->maps.count, s->maps.room) = (struct column_map){column, m,
                                                                                        false};
        return NULL;
    }
    struct diag *g = diag_error(d, at, "column-meaning-unknown",
                                "\"%.80s\" cannot be what the column \"%.80s\" means", field,
                                column);
    struct buf names = {0};
    for (int i = 0; i < MEANINGS; i++)
        if (heading_names[i]) buf_printf(&names, "%s%s", names.n ? ", " : "", heading_names[i]);
    diag_hint(d, g, "it is one of %s", buf_cstr(&names));
    buf_free(&names);
    return g;
}

static bool read_file(struct import_settings *s, struct diags *d, struct arena *a)
{
    enum { LIMIT = 1 << 20 };
    if (!file_exists(name)) return true;
    size_t before = diag_count(d, DIAG_ERROR) + diag_count(d, DIAG_SYSTEM);
    s->source = diag_source_open(d, a, name, name, LIMIT);
    const struct node *top = s->source ? tree_read(d, a, s->source) : NULL;
    const struct node *columns = node_get(top, "columns");
    for (size_t i = 0; top && top->kind == NODE_MAP && i < top->count; i++)
        if (strcmp(top->keys[i]->text, "columns"))
            diag_hint(d,
                      diag_error(d, top->keys[i]->place, "import-key-unknown",
                                 "\"%s\" is not known here", top->keys[i]->text),
                      "import.yaml has one key, columns");
    if (top && !node_is_null(top) && columns && columns->kind != NODE_MAP)
        diag_error(d, columns->place, "import-columns-invalid",
                   "columns: has a line for each column, such as "
                   "\"Tjenestested: unit\"");
    for (size_t i = 0; columns && columns->kind == NODE_MAP && i < columns->count; i++) {
        const struct node *field = columns->items[i];
        add_map(s, d, a, field->place, columns->keys[i]->text,
                field->kind == NODE_SCALAR ? field->text : "");
    }
    s->kept = s->maps.count;
    return before == diag_count(d, DIAG_ERROR) + diag_count(d, DIAG_SYSTEM);
}

bool settings_open(struct import_settings *s, struct diags *d, struct arena *a,
                   const char *const *maps, size_t count)
{
    bool right = read_file(s, d, a);
    for (size_t i = 0; i < count; i++) {
        const char *equals = strrchr(maps[i], '=');
        const char *column = arena_strndup(a, maps[i], (size_t)(equals - maps[i]));
        right &= !add_map(s, d, a, (struct place){0}, column, equals + 1);
    }
    return right;
}

bool settings_save(const struct import_settings *s, struct diags *d, struct arena *a, bool dry_run)
{
    static const char comment[] = EMIT_SCHEMA(
        ".samtale/import") "# How this organisation's export is read: what columns mean.\n";
    if (!s->maps.count || dry_run) return true;
    const struct source *source = s->source
                                    ? s->source
                                    : diag_source_new(d, a, name, comment, sizeof comment - 1);
    struct splice_edit *edits = ARENA_ARRAY(a, struct splice_edit, s->maps.count);
    for (size_t i = 0; i < s->maps.count; i++) {
        struct splice_step *steps = ARENA_ARRAY(a, struct splice_step, 2);
        steps[0] = (struct splice_step){.key = "columns"};
        steps[1] = (struct splice_step){.key = s->maps.list[i].column};
        edits[i] = (struct splice_edit){SPLICE_SET, steps, 2,
                                        node_scalar(a, heading_names[s->maps.list[i].meaning])};
    }
    struct buf out = {0};
    unsigned lost;
    bool right = splice_edits(d, source, edits, s->maps.count, &out);
    bool same = right && s->source && out.n == s->source->n &&
                !memcmp(out.p, s->source->text, out.n);
    int error = right && !same ? file_update(name, out.p, out.n, ".", &lost) : 0;
    if (error)
        diag_system(d, (struct place){0}, "file-unwritable", "%s could not be written: %s", name,
                    translate_error(error));
    buf_free(&out);
    return right && !error;
}
