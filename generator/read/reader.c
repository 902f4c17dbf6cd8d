// Opening the files and folders of a cycle directory.
#include "read/reader.h"

#include "base/file.h"
#include "read/folder.h"

struct arena *reader_tree_arena(struct reader *r)
{
    return r->trees ? r->trees : r->a;
}

struct tree_arenas reader_tree_arenas(struct reader *r)
{
    return (struct tree_arenas){reader_tree_arena(r), r->keys ? r->keys : r->a, r->a};
}

struct place reader_file_place(const struct node *n)
{
    return (struct place){.source = n->place.source};
}

size_t reader_error_count(const struct reader *r)
{
    return diag_count(r->d, DIAG_ERROR) + diag_count(r->d, DIAG_SYSTEM);
}

const char **reader_list(struct reader *r, const char *name, size_t *count)
{
    const char *path = file_join(r->a, r->directory, name);
    *count = 0;
    if (folder_readable(r->d, path, name)) return file_list(r->a, path, count);
    r->errors++;
    r->cycle->has_errors = true;
    return NULL;
}

void reader_hint_file(struct reader *r, struct diag *g, const char *name)
{
    // Notepad adds an ending, and Windows hides it.
    const char *text = arena_printf(r->a, "%s.txt", name);
    bool hidden = file_exists(file_join(r->a, r->directory, text));
    const char *near = hidden ? text : folder_nearest(r->a, r->directory, name);
    if (near) diag_hint(r->d, g, "there is %s: rename it to %s", near, name);
}

static const struct node *open_map(struct reader *r, const char *name, size_t limit, bool is_draft)
{
    size_t before = reader_error_count(r);
    r->source = NULL;
    struct source *s = diag_source_open(r->d, r->a, file_join(r->a, r->directory, name), name,
                                        limit);
    struct tree_arenas into = reader_tree_arenas(r);
    const struct node *n = s ? tree_read_into(r->d, &into, s, 0, s->n) : NULL;
    size_t found = reader_error_count(r) - before;
    r->errors += found;
    r->source = s;
    bool is_empty = s && !found && node_is_null(n);
    if (is_empty && is_draft) return NULL;
    if (is_empty) READER_ERROR(r, (struct place){.source = s}, "file-empty", "the file is empty");
    else if (n && n->kind != NODE_MAP)
        READER_ERROR(r, reader_file_place(n), "file-not-map",
                     "the file must hold keys with values, such as \"name: …\"");
    return n && n->kind == NODE_MAP ? n : NULL;
}

const struct node *reader_open(struct reader *r, const char *name, size_t limit)
{
    return open_map(r, name, limit, false);
}

const struct node *reader_open_draft(struct reader *r, const char *name, size_t limit)
{
    return open_map(r, name, limit, true);
}
