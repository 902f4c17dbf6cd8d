// Any bytes as a form that came back, read without its guard. Built by tests/fuzz/run.sh.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/forms/form_reader.h"
#include "read/forms/returned.h"

static void text(const char *s, size_t most)
{
    if (!s) return;
    if (strlen(s) > most || !utf8_valid(s, strlen(s), NULL)) abort();
    for (; *s; s++)
        if ((unsigned char)*s < ' ' && *s != '\n' && *s != '\t') abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena a = {0};
    struct returned r = {0};
    struct form_reader g = {.a = &a, .r = &r};
    returned_read_bytes(&g, (const char *)bytes, n);
    if (r.state == RETURNED_FORM ? !r.count : r.count) abort();
    text(r.why, 2000);
    text(r.foreign_name, 400);
    for (size_t i = 0; i < r.count; i++) {
        const struct returned_value *v = &r.values[i];
        if (!v->copy || !*v->path || v->index != i) abort();
        text(v->path, RETURNED_NAME);
        text(v->value, 3 * RETURNED_TEXT);
        text(v->base, 3 * RETURNED_TEXT);
        text(v->words, 800);
        record_is_unchanged(v, NULL);
    }
    arena_free(&a);
    return 0;
}
