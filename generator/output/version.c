// Finds versions of files by what lies in the output folder, and what its manifest lists.
#include "output/version.h"

#include <string.h>

#include "base/file.h"

const char *version_path(struct arena *a, const char *path, unsigned n)
{
    const char *below = strchr(path, '/');
    if (n < 2 || !below) return path;
    return arena_printf(a, "%.*s/version-%u%s", (int)(below - path), path, n, below);
}

static bool is_there(const struct output *o, const char *path)
{
    struct manifest_entry e;
    struct arena a = {0};
    bool there = (o->manifest && manifest_find(o->manifest, path, &e)) ||
                 file_exists(file_join(&a, o->folder, path));
    arena_free(&a);
    return there;
}

unsigned version_newest(const struct output *o, const char *path)
{
    struct arena a = {0};
    unsigned n = 1;
    while (is_there(o, version_path(&a, path, n + 1))) n++;
    arena_free(&a);
    return n;
}

static bool is_free(const struct output *o, const char *path, const uint8_t sha256[HASH_SIZE])
{
    struct manifest_entry e;
    struct arena a = {0};
    uint8_t found[HASH_SIZE];
    const char *file = file_join(&a, o->folder, path);
    bool listed = o->manifest && manifest_find(o->manifest, path, &e);
    bool fits;
    if (listed && hash_same(e.sha256, sha256)) fits = true;
    else if (!file_exists(file)) fits = !listed;
    else fits = !hash_file(file, found) && hash_same(found, sha256);
    arena_free(&a);
    return fits;
}

unsigned version_for(const struct output *o, const char *path, unsigned n, const struct buf *bytes)
{
    struct arena a = {0};
    uint8_t sha256[HASH_SIZE];
    hash_bytes(bytes->p, bytes->n, sha256);
    while (!is_free(o, version_path(&a, path, n), sha256)) n++;
    arena_free(&a);
    return n;
}
