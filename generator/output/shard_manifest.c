// Manifests of shards: named, read and written.
#include "output/shard_manifest.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/translate.h"

const char *shard_manifest_name(struct arena *a, struct shard s)
{
    return arena_printf(a, "manifest.%d-of-%d.json", s.k, s.n);
}

// The name with the numbers in the places of %d, and nothing that only looks like it: no zeros,
// signs or blanks.
static bool has_name(const char *name, const char *format, struct shard *out)
{
    struct shard s;
    char again[64];
    if (sscanf(name, format, &s.k, &s.n) != 2 || s.k < 1 || s.k > s.n || s.n > SHARD_MOST)
        return false;
    snprintf(again, sizeof again, format, s.k, s.n);
    if (strcmp(name, again)) return false;
    *out = s;
    return true;
}

bool shard_manifest_has_name(const char *name, struct shard *out)
{
    return has_name(name, "manifest.%d-of-%d.json", out);
}
bool shard_manifest_has_journal_name(const char *name, struct shard *out)
{
    return has_name(name, ".manifest.%d-of-%d.journal", out);
}

// ---- Reading

static const char *text_of(struct arena *a, const json_t *o, const char *key)
{
    const char *text = json_string_value(json_object_get(o, key));
    return text ? arena_strdup(a, text) : NULL;
}

static bool parse_run(struct shard_manifest *m, struct arena *a, const json_t *o)
{
    struct shard_run run = {
        .command = text_of(a, o, "command"),
        .version = text_of(a, o, "version"),
        .key = text_of(a, o, "key"),
        .inputs = text_of(a, o, "inputs"),
        .finished = json_is_true(json_object_get(o, "finished")),
    };
    if (!run.command || !run.version || !run.inputs) return false;
    *ARENA_PUSH(a, m->runs, m->run_count, m->run_room) = run;
    return true;
}

static bool parse_file(struct shard_manifest *m, struct arena *a, const json_t *o)
{
    struct manifest_entry e;
    if (!entry_parse(o, &e)) return false;
    *ARENA_PUSH(a, m->files, m->file_count, m->file_room) = entry_copy(a, &e);
    return true;
}

static bool parse_manifest(struct shard_manifest *m, struct arena *a, const json_t *root)
{
    const json_t *runs = json_object_get(root, "runs"), *files = json_object_get(root, "files");
    if (!json_is_array(runs) || !json_is_array(files)) return false;
    for (size_t i = 0; i < json_array_size(runs); i++)
        if (!parse_run(m, a, json_array_get(runs, i))) return false;
    for (size_t i = 0; i < json_array_size(files); i++)
        if (!parse_file(m, a, json_array_get(files, i))) return false;
    return true;
}

static void apply_cache(struct diags *d, struct shard_manifest *m, const char *name)
{
    struct manifest *known = manifest_read(d, m->folder, name);
    for (size_t i = 0; i < m->file_count; i++) {
        struct manifest_entry *e = &m->files[i], found;
        if (!manifest_find(known, e->path, &found) || !hash_same(found.sha256, e->sha256)) continue;
        e->known = found.known;
        e->reported = found.reported;
        e->stamp = found.stamp;
        memcpy(e->key, found.key, HASH_SIZE);
    }
    manifest_close(known);
}

struct shard_manifest *shard_manifest_read(struct diags *d, struct arena *a, const char *folder,
                                           const char *name, const char **why)
{
    struct shard_manifest *m = ARENA_NEW(a, struct shard_manifest);
    m->folder = arena_strdup(a, folder);
    m->path = file_join(a, folder, name);
    if (!shard_manifest_has_name(name, &m->shard)) return NULL;
    struct buf bytes = {0};
    int error = file_read(m->path, &bytes, (size_t)1 << 30);
    hash_bytes(bytes.p, bytes.n, m->sha256);
    json_t *root = error ? NULL : json_loadb(bytes.p, bytes.n, 0, NULL);
    bool whole = parse_manifest(m, a, root);
    *why = error ? arena_printf(a, _("could not be read: %s"), translate_error(error))
                 : _("is not the manifest of a shard");
    json_decref(root);
    buf_free(&bytes);
    if (whole) apply_cache(d, m, name);
    return whole ? m : NULL;
}

// ---- Writing

static void keep_runs(json_t *runs, const char *earlier, const struct shard_run *but)
{
    struct buf text = {0};
    if (earlier) buf_printf(&text, "{%s}", earlier);
    json_t *root = text.n ? json_loadb(text.p, text.n, 0, NULL) : NULL,
           *old = json_object_get(root, "runs");
    for (size_t i = 0; i < json_array_size(old); i++) {
        json_t *one = json_array_get(old, i);
        const char *command = json_string_value(json_object_get(one, "command"));
        if (command && strcmp(command, but->command)) json_array_append(runs, one);
    }
    json_decref(root);
    buf_free(&text);
}

const char *shard_manifest_head(struct arena *a, const char *earlier, struct shard s,
                                const struct shard_run *run)
{
    json_t *runs = json_array();
    keep_runs(runs, earlier, run);
    json_array_append_new(runs, json_pack("{s:s, s:s, s:s*, s:s, s:b}", "command", run->command,
                                          "version", run->version, "key", run->key, "inputs",
                                          run->inputs, "finished", run->finished));
    char *text = json_dumps(runs, JSON_COMPACT | JSON_PRESERVE_ORDER);
    const char *head = arena_printf(a, "\"shard\":\"%d/%d\",\"runs\":%s", s.k, s.n,
                                    text ? text : "[]");
    free(text);
    json_decref(runs);
    return head;
}
