// Manifests of shards that have been joined, removed.
#include "output/shard_removal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

enum { LIST_LIMIT = 1 << 20 };  // bytes

static const char *list_path(struct arena *a, const char *folder)
{
    return file_join(a, folder, ".manifest.joined");
}

static bool write_list(void *list, struct buf *out)
{
    const struct buf *b = list;
    buf_add(out, b->p, b->n);
    return false;
}

int shard_removal_begin(struct arena *a, const char *staging, const char *folder,
                        struct shard_manifest *const *manifests, size_t count, const char **path)
{
    struct buf list = {0};
    for (size_t i = 0; i < count; i++) {
        char hash[HASH_TEXT];
        if (strcmp(manifests[i]->folder, folder)) continue;
        hash_text(manifests[i]->sha256, hash);
        buf_printf(&list, "%s %s\n", hash, shard_manifest_name(a, manifests[i]->shard));
    }
    *path = list_path(a, folder);
    int error = list.n ? file_replace(staging, *path, write_list, &list) : 0;
    buf_free(&list);
    return error;
}

// A line: the hash of a manifest and its name. What has been made anew since stays.
static int remove_one(struct arena *a, const char *folder, char *line, const char **path)
{
    uint8_t hash[HASH_SIZE], found[HASH_SIZE];
    struct shard shard;
    char *name = strchr(line, ' ');
    if (!name) return 0;
    *name++ = '\0';
    if (!hash_parse(line, hash) || !shard_manifest_has_name(name, &shard)) return 0;
    *path = file_join(a, folder, name);
    if (hash_file(*path, found) || !hash_same(found, hash)) return 0;
    unlink(manifest_cache_path(a, folder, name));
    return unlink(*path) ? errno : 0;
}

int shard_removal_finish(struct arena *a, const char *folder, bool *any, const char **path)
{
    struct buf list = {0};
    const char *own = *path = list_path(a, folder);
    int error = file_read(own, &list, LIST_LIMIT);
    *any = !error;
    if (error) return error == ENOENT ? 0 : error;
    char *rest = NULL;
    for (char *line = strtok_r(arena_strndup(a, list.p, list.n), "\n", &rest); line && !error;
         line = strtok_r(NULL, "\n", &rest))
        error = remove_one(a, folder, line, path);
    buf_free(&list);
    if (error) return error;
    *path = own;
    return unlink(own) ? errno : 0;
}
