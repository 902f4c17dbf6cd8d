#include "read/reader.h"

#include "base/file.h"
#include "read/read.h"

struct place reader_file(const struct node *n)
{
    return (struct place){.source = n->place.source};
}

size_t reader_found(const struct reader *r)
{
    return diags_count(r->d, DIAG_ERROR) + diags_count(r->d, DIAG_SYSTEM);
}

const struct node *reader_open(struct reader *r, const char *name, size_t limit)
{
    size_t before = reader_found(r);
    r->source = NULL;
    struct source *s = source_open(r->d, r->a, file_join(r->a, r->directory, name), name, limit);
    const struct node *n = s ? read_yaml(r->d, r->a, s) : NULL;
    size_t found = reader_found(r) - before;
    r->errors += found;
    r->source = s;
    if (s && !found && node_is_null(n)) READER_ERROR(r, (struct place){.source = s}, "the file is empty");
    else if (n && n->kind != NODE_MAP)
        READER_ERROR(r, reader_file(n), "the file must hold keys with values, such as \"name: …\"");
    return n && n->kind == NODE_MAP ? n : NULL;
}
