// Any bytes as what is remembered of made files (the first byte says where: manifest, journal,
// cache, a shard's manifest), and as fonts.yaml. Built by tests/fuzz/run.sh.
#include <stdint.h>

#include "folder.h"
#include "output/manifest.h"
#include "output/shard_manifest.h"
#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const names[] = {"manifest.json", ".manifest.journal", ".manifest.cache",
                                        "fonts.yaml"};
    if (!n) return -1;
    struct arena a = {0};
    struct diags *d = diag_new();
    const char *why, *shard = shard_manifest_name(&a, (struct shard){1, 2});
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) fuzz_remove(names[i]);
    size_t which = bytes[0] % 5;
    fuzz_write(which < 4 ? names[which] : shard, bytes + 1, n - 1);
    if (which == 3) {
        char path[400];
        snprintf(path, sizeof path, "%s/fonts.yaml", fuzz_folder());
        static const struct cycle none;
        fonts_read(d, &a, path, &none);
    } else if (which == 4) {
        shard_manifest_read(d, &a, fuzz_folder(), shard, &why);
    } else {
        manifest_close(manifest_read(d, fuzz_folder(), MANIFEST_NAME));
    }
    struct buf out = {0};
    diag_text(d, &out);
    buf_free(&out);
    diag_free(d);
    arena_free(&a);
    return 0;
}
