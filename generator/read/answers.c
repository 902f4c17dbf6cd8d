// Reading answers/PERIOD/*.yaml: one anonymous answer a file.
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "read/cycle_readers.h"
#include "read/folder.h"
#include "read/read.h"
#include "read/schema.h"
#include "read/scalar.h"
#include "read/tables.h"

struct answer_entry {
    struct answer_given given;
    const char **ids, **values, **training;
    size_t id_room, value_room, training_room, ids_count, values_count;
    const char *role;
};

enum { ANSWER_LIMIT = 200 };

static void read_scales(struct reader *r, void *target, const struct node *n)
{
    struct answer_entry *e = target;
    for (size_t i = 0; i < n->count && i < ANSWER_LIMIT; i++) {
        const char *value = scalar_text(r, (struct label){n->keys[i]->text, "\"scales\""},
                                        n->items[i], TEXT_LIMIT);
        if (!value) continue;
        *ARENA_PUSH(r->a, e->ids, e->ids_count, e->id_room) = n->keys[i]->text;
        *ARENA_PUSH(r->a, e->values, e->values_count, e->value_room) = value;
    }
}

static void read_training(struct reader *r, void *target, const struct node *n)
{
    struct answer_entry *e = target;
    const char *id = scalar_text(r, (struct label){"training-needs", NULL}, n, TEXT_LIMIT);
    if (id) *ARENA_PUSH(r->a, e->training, e->given.training_count, e->training_room) = id;
}

// What is taken for false would hold back texts that somebody meant to release.
static void read_released(struct reader *r, void *target, const struct node *n)
{
    static const char *const words[] = {"false", "true"};
    unsigned which = 0;
    if (scalar_choice(r, (struct label){"released", NULL}, n, words, COUNT(words), &which))
        ((struct answer_entry *)target)->given.released = which == 1;
}

static const struct field fields[] = {
    {.key = "unit", .type = FIELD_TEXT, .offset = offsetof(struct answer_entry, given.unit)},
    {.key = "role", .type = FIELD_TEXT, .offset = offsetof(struct answer_entry, role)},
    {.key = "scales", .type = FIELD_MAP, .read = read_scales, .values = FIELD_IS(TEXT)},
    {.key = "training-needs",
     .type = FIELD_LIST,
     .most = ANSWER_LIMIT,
     .read = read_training,
     .items = FIELD_IS(TEXT)},
    {.key = "training-other",
     .type = FIELD_PROSE,
     .offset = offsetof(struct answer_entry, given.texts[PUBLISHED_TRAINING])},
    {.key = "helped",
     .type = FIELD_PROSE,
     .offset = offsetof(struct answer_entry, given.texts[PUBLISHED_HELPED])},
    {.key = "change",
     .type = FIELD_PROSE,
     .offset = offsetof(struct answer_entry, given.texts[PUBLISHED_CHANGE])},
    {.key = "released", .type = FIELD_ANY, .read = read_released, .is = FIELD_IS(FLAG)},
};

const struct schema_table answers_tables[] = {
    SCHEMA_TABLE("", fields),
    {0},
};

const struct answer_given *answers_read(struct diags *d, struct arena *a, struct cycle *c,
                                        size_t *count)
{
    struct reader r = {.d = d, .a = a, .cycle = c, .directory = c->directory};
    struct answer_given *list = NULL;
    size_t room = 0, file_count;
    const char *folder = arena_printf(a, "answers/%s", c->period);
    const char **files = reader_list(&r, folder, &file_count);
    *count = 0;
    for (size_t i = 0; i < file_count; i++) {
        size_t before = r.errors;
        if (files[i][0] == '.' || !ascii_ends_with(files[i], ".yaml")) continue;
        if (folder_warn_of_copy(d, a, r.directory, folder, files[i]))
            continue;  // nobody counts twice
        const struct node *top = reader_open(&r, arena_printf(a, "%s/%s", folder, files[i]),
                                             SMALL_FILE);
        struct answer_entry *e = ARENA_NEW(a, struct answer_entry);
        if (!top || !SCHEMA_READ(&r, fields, top, NULL, e) || r.errors > before) continue;
        e->given.scale_ids = e->ids;
        e->given.scale_values = e->values;
        e->given.scale_count = e->ids_count;
        e->given.training = e->training;
        *ARENA_PUSH(a, list, *count, room) = e->given;
    }
    return list;
}
