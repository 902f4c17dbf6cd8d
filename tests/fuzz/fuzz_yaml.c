// Any bytes as YAML: read, walked and reported. Built by tests/fuzz/run.sh.
#include <stdlib.h>

#include "base/utf8.h"
#include "read/read.h"

enum { DEPTH = 64 };

static void walk(const struct source *s, const struct node *n, unsigned depth)
{
    if (depth > DEPTH || n->start > n->end || n->end > s->n ||
        (n->kind == NODE_SCALAR) != (n->text != NULL))
        abort();
    for (size_t i = 0; i < n->count; i++) {
        if (n->kind == NODE_MAP) walk(s, n->keys[i], depth + 1);
        walk(s, n->items[i], depth + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (!utf8_valid((const char *)bytes, n, NULL)) return -1;  // refused when the file is opened
    struct arena a = {0};
    struct diags *d = diag_new();
    struct source *s = diag_source_new(d, &a, "a.yaml", (const char *)bytes, n);
    const struct node *whole = tree_read(d, &a, s), *part = tree_read_part(d, &a, s, n / 3, n / 3);
    if (whole) walk(s, whole, 1);
    if (part) walk(s, part, 1);
    struct buf out = {0};
    diag_text(d, &out);
    diag_json(d, &out);
    buf_free(&out);
    diag_free(d);
    arena_free(&a);
    return 0;
}
