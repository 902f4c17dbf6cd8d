// Any bytes as what is remembered (the first byte says where): manifest, journal, cache, a shard's
// manifest, what was published, what was printed; and as fonts.yaml. Built by tests/fuzz/run.sh.
#include <stdint.h>

#include "figures/history.h"
#include "folder.h"
#include "output/manifest.h"
#include "output/shard_manifest.h"
#include "print/printed.h"
#include "read/read.h"

enum { FONTS = 3, SHARD, HISTORY, PRINTED, KINDS };

static void read_history(struct diags *d, struct arena *a)
{
    struct published_period periods[PUBLISHED_PERIODS];
    size_t count;
    if (chdir(fuzz_folder())) abort();
    if (!history_read(d, a, &(struct cycle){.period = "2027"}, periods, &count)) return;
    for (size_t i = 0; i < count; i++)
        if (!periods[i].period) abort();
}

static void read_printed(struct diags *d)
{
    struct run r = {.diags = d, .output = {.folder = fuzz_folder()}};
    struct printed *p = printed_open(&r, NULL, 0);
    printed_is_whole(p, "new-1");
    arena_free(&r.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const names[KINDS] = {
        "manifest.json",     ".manifest.journal", ".manifest.cache", "fonts.yaml", NULL,
        "history/2027.json", "print/printed"};
    if (!n) return -1;
    struct arena a = {0};
    struct diags *d = diag_new();
    const char *why, *shard = shard_manifest_name(&a, (struct shard){1, 2});
    for (size_t i = 0; i < KINDS; i++) fuzz_remove(names[i] ? names[i] : shard);
    size_t which = bytes[0] % KINDS;
    fuzz_write(names[which] ? names[which] : shard, bytes + 1, n - 1);
    if (which == FONTS) {
        char path[400];
        snprintf(path, sizeof path, "%s/fonts.yaml", fuzz_folder());
        static const struct cycle none;
        fonts_read(d, &a, path, &none);
    } else if (which == SHARD) {
        shard_manifest_read(d, &a, fuzz_folder(), shard, &why);
    } else if (which == HISTORY) {
        read_history(d, &a);
    } else if (which == PRINTED) {
        read_printed(d);
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
