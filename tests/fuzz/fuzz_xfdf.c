// Any bytes as XFDF, and as the XMP packet of a PDF. Built by tests/fuzz/run.sh.
#include <stdlib.h>

#include "read/forms/xfdf.h"
#include "read/forms/xmp.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct arena a = {0};
    struct returned r = {0};
    struct form_reader g = {.a = &a, .r = &r};
    xfdf_read(&g, (const char *)bytes, n);
    for (size_t i = 0; i < r.count; i++)
        if (!r.values[i].copy || !*r.values[i].path || !r.values[i].value) abort();
    xmp_form_name(&a, (const char *)bytes, n);
    arena_free(&a);
    return 0;
}
