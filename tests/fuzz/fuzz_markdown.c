// Any bytes as a unit's text: read, dumped and reported. Built by tests/fuzz/run.sh.
#include <stdlib.h>

#include "base/utf8.h"
#include "read/read.h"

enum { DEPTH = 220 };  // containers, a table in the deepest, and what its cells hold

static unsigned depth_of(const struct doc_node *n)
{
    unsigned deepest = 0;
    for (const struct doc_node *child = n->first; child; child = child->next) {
        unsigned depth = depth_of(child);
        if (child->parent != n) abort();
        if (depth > deepest) deepest = depth;
    }
    return deepest + 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (!utf8_valid((const char *)bytes, n, NULL)) return -1;  // refused when the file is opened
    struct arena a = {0};
    struct diags *d = diag_new();
    struct source *s = diag_source_new(d, &a, "a.md", (const char *)bytes, n);
    struct doc_node *document = markdown_read(d, &a, s, MARKDOWN_TEXT, NULL);
    struct buf out = {0};
    if (depth_of(document) > DEPTH) abort();
    doc_dump(document, &out);
    doc_plain(&a, doc_copy(&a, document));
    diag_text(d, &out);
    buf_free(&out);
    diag_free(d);
    arena_free(&a);
    return 0;
}
