// Any bytes as a YAML file and edits to it. The file ends at the first zero byte; what is behind it
// chooses the edits. An edit that is done can be read back; one that is refused says why and gives
// nothing. Built by tests/fuzz/run.sh.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/read.h"
#include "yaml/splice.h"

enum { EDITS = 4, STEPS = 4 };

static const char *const texts[] = {"x",  "",  "~",  "- x",          "x: y", "x\ny",
                                    " #", "{", "12", "\xE2\x80\xA8", "å",    "\x07"};
static const char *const values[] = {"{a: b, c: \"d, e\"}", "[a, [b]]", "{a: {b: [c, {d: e}]}}",
                                     "[]", "{}"};

struct choices {
    const uint8_t *at, *end;
};

static size_t choose(struct choices *c, size_t n)
{
    return c->at < c->end ? *c->at++ % n : 0;
}

static const struct node *choose_value(struct choices *c, struct diags *d, struct arena *a)
{
    size_t i = choose(c, 17);
    if (i >= 12)
        return tree_read(d, a, diag_source_new(d, a, "v", values[i - 12], strlen(values[i - 12])));
    struct node *n = ARENA_NEW(a, struct node);
    n->text = texts[i];
    return n;
}

// Into the tree where there is one, so that most edits find something.
static size_t choose_path(struct choices *c, const struct node *n, struct splice_step *steps)
{
    size_t count = choose(c, STEPS + 1);
    for (size_t i = 0; i < count; i++) {
        size_t there = n && n->kind != NODE_SCALAR ? n->count : 0, at = choose(c, there + 1);
        bool list = there ? n->kind == NODE_LIST : choose(c, 4) == 0;
        steps[i] = (struct splice_step){list         ? NULL
                                        : at < there ? n->keys[at]->text
                                                     : "new",
                                        list ? at : 0};
        n = at < there ? n->items[at] : NULL;
    }
    return count;
}

static void check(struct diags *d, struct arena *a, bool done, struct buf *out)
{
    if (done ? diag_count(d, DIAG_ERROR) > 0 : out->n || !diag_count(d, DIAG_ERROR)) abort();
    if (!done) return;
    size_t skip = out->n >= 3 && !memcmp(out->p, "\xEF\xBB\xBF", 3) ? 3 : 0;
    tree_read(d, a, diag_source_new(d, a, "out", buf_cstr(out) + skip, out->n - skip));
    if (diag_count(d, DIAG_ERROR)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const uint8_t *zero = n ? memchr(bytes, 0, n) : NULL;
    size_t length = zero ? (size_t)(zero - bytes) : n;
    // refused when the file is opened
    if (!utf8_valid((const char *)bytes, length, NULL)) return -1;
    struct choices c = {bytes + length + (zero != NULL), bytes + n};
    struct arena a = {0};
    struct diags *d = diag_new(), *quiet = diag_new();
    struct source *s = diag_source_new(d, &a, "a.yaml", (const char *)bytes, length);
    const struct node *root = tree_read(quiet, &a, s);
    struct splice_edit edits[EDITS] = {0};
    struct splice_step steps[EDITS][STEPS] = {0};
    size_t count = 1 + choose(&c, EDITS);
    for (size_t i = 0; i < count; i++) {
        edits[i].action = (enum splice_action)choose(&c, 3);
        edits[i].step_count = choose_path(&c, root, steps[i]);
        edits[i].steps = steps[i];
        edits[i].value = choose_value(&c, quiet, &a);
    }
    struct buf out = {0};
    bool done = splice_edits(d, s, edits, count, &out);
    check(d, &a, done, &out);
    buf_free(&out);
    diag_free(d);
    diag_free(quiet);
    arena_free(&a);
    return 0;
}
