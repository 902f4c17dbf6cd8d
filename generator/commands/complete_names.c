// The names that a command line can hold and a cycle has. org.yaml is read without its reader's
// checks, since what is wrong in it is nobody's question here.
#include "commands/complete_names.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/map.h"
#include "read/cycle_readers.h"
#include "yaml/tree.h"

struct name_walk {
    struct arena *a;
    struct complete_names *out;
    struct map leaders;  // by id
};

static void note_leader(struct name_walk *w, const struct node *map, const char *key)
{
    const char *id = node_text(map, key);
    if (id && !map_get(&w->leaders, id)) map_set(&w->leaders, w->a, id, (void *)id);
}

static void add_person(struct name_walk *w, const struct node *n)
{
    struct complete_names *to = w->out;
    const char *id = node_text(n, "id");
    note_leader(w, n, "leader");
    if (!id) return;
    *ARENA_PUSH(w->a, to->people, to->person_count, to->person_room) = (struct complete_name){
        id, node_localized_text(n, "name"), false};
}

// The YAML reader limits the depth of the recursion.
static void add_unit(struct name_walk *w, const struct node *n)
{
    struct complete_names *to = w->out;
    const char *id = node_text(n, "id");
    const struct node *people = node_get(n, "employees"), *below = node_get(n, "units");
    note_leader(w, n, "leader");
    note_leader(w, node_get(n, "acting"), "id");
    if (id)
        *ARENA_PUSH(w->a, to->units, to->unit_count, to->unit_room) = (struct complete_name){
            id, node_localized_text(n, "name"), false};
    for (size_t i = 0; people && people->kind == NODE_LIST && i < people->count; i++)
        add_person(w, people->items[i]);
    for (size_t i = 0; below && below->kind == NODE_LIST && i < below->count; i++)
        add_unit(w, below->items[i]);
}

void complete_names_read(struct arena *a, struct complete_names *out)
{
    struct diags *quiet = diag_new();
    struct name_walk w = {a, out, {0}};
    const struct source *s = file_exists("org.yaml")
                               ? diag_source_open(quiet, a, "org.yaml", "org.yaml", ORG_FILE)
                               : NULL;
    const struct node *top = s ? tree_read(quiet, a, s) : NULL;
    const struct node *unit = top && top->kind == NODE_MAP ? node_get(top, "unit") : NULL;
    if (unit) add_unit(&w, unit);
    for (size_t i = 0; i < out->person_count; i++)
        out->people[i].leads = map_get(&w.leaders, out->people[i].id);
    diag_free(quiet);
}

const char **complete_names_periods(struct arena *a, size_t *count)
{
    static const char *const folders[] = {"plans", "priorities", "periods"};
    const char **list = NULL;
    size_t room = 0, kept = 0;
    *count = 0;
    for (size_t f = 0; f < COUNT(folders); f++) {
        size_t n;
        const char **names = file_list(a, folders[f], &n);
        for (size_t i = 0; i < n; i++) {
            size_t stem = strcspn(names[i], ".");
            if (stem && (!names[i][stem] || !strcmp(names[i] + stem, ".yaml")))
                *ARENA_PUSH(a, list, *count, room) = arena_strndup(a, names[i], stem);
        }
    }
    if (*count) qsort(list, *count, sizeof *list, array_compare_texts);
    for (size_t i = 0; i < *count; i++)
        if (!kept || strcmp(list[kept - 1], list[i]) != 0) list[kept++] = list[i];
    *count = kept;
    return list;
}
