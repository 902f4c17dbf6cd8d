// Any bytes as an HR export: a workbook where they are an archive, else a text. Built by
// tests/fuzz/run.sh.
#include <stdint.h>

#include "folder.h"
#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *name = n > 2 && !memcmp(bytes, "PK", 2) ? "a.xlsx" : "a.csv";
    char path[400];
    fuzz_write(name, bytes, n);
    snprintf(path, sizeof path, "%s/%s", fuzz_folder(), name);
    const char *const paths[] = {path};
    struct arena a = {0};
    struct diags *d = diag_new();
    struct column_maps maps = {0};
    import_read(
        d, &a,
        &(struct import_files){.paths = paths, .count = 1, .as_of = {2027, 1, 1}, .maps = &maps});
    struct buf out = {0};
    diag_text(d, &out);
    buf_free(&out);
    diag_free(d);
    arena_free(&a);
    return 0;
}
