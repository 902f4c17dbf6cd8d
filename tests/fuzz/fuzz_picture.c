// Any bytes as a picture's file. Built by tests/fuzz/run.sh.
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char folder[] = "/tmp/samtale-fuzz-XXXXXX", path[64];
    if (!mkdtemp(folder)) abort();
    snprintf(path, sizeof path, "%s/a", folder);
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes, 1, n, f) != n || fclose(f)) abort();
    struct arena a = {0};
    struct diags *d = diag_new();
    const struct image *image = picture_read(d, &a, (struct place){0}, folder, "a", DIAG_ERROR);
    if (!image == !diag_exit_status(d)) abort();
    if (image && image->kind != IMAGE_JPEG &&
        image->n != (size_t)image->width * image->height * (image->kind == IMAGE_RGB ? 3 : 1))
        abort();
    unlink(path);
    rmdir(folder);
    diag_free(d);
    arena_free(&a);
    return 0;
}
