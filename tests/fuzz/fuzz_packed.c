// Any bytes as a mail or an archive of forms. Built by tests/fuzz/run.sh.
#include <stdint.h>
#include <stdlib.h>

#include "read/forms/form_reader.h"
#include "read/forms/returned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena a = {0};
    struct returned r = {.file = "a"};
    struct form_reader g = {.a = &a, .r = &r};
    returned_read_bytes(&g, (const char *)bytes, n);
    for (const struct returned *one = &r; one; one = one->next)
        if (!one->file || (one->count && !one->values)) abort();
    arena_free(&a);
    return 0;
}
