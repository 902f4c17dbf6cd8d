#include "batch/shards.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

const char *shard_manifest_name(struct arena *a, struct shard s)
{
    return arena_printf(a, "manifest.%d-of-%d.json", s.k, s.n);
}

bool shard_manifest_has_name(const char *name, struct shard *out)
{
    struct shard s;
    int end = 0;
    if (sscanf(name, "manifest.%6d-of-%6d.json%n", &s.k, &s.n, &end) != 2 || !end || name[end]) return false;
    struct arena scratch = {0};
    bool is = s.k > 0 && s.k <= s.n && !strcmp(name, shard_manifest_name(&scratch, s));  // no zeros, signs or blanks
    arena_free(&scratch);
    if (is) *out = s;
    return is;
}

// ---- Reading

static const char *text_of(struct arena *a, const json_t *o, const char *key)
{
    const char *text = json_string_value(json_object_get(o, key));
    return text ? arena_strdup(a, text) : NULL;
}

static bool take_run(struct shard_manifest *m, struct arena *a, const json_t *o)
{
    struct shard_run run = {
        .command = text_of(a, o, "command"),
        .version = text_of(a, o, "version"),
        .inputs = text_of(a, o, "inputs"),
        .finished = json_is_true(json_object_get(o, "finished")),
    };
    if (!run.command || !run.version || !run.inputs) return false;
    *ARENA_PUSH(a, m->runs, m->run_count, m->run_room) = run;
    return true;
}

// A path that leaves the output folder was not written by us.
static bool take_file(struct shard_manifest *m, struct arena *a, const json_t *o)
{
    struct manifest_entry e = {
        .path = text_of(a, o, "path"),
        .document = text_of(a, o, "document"),
        .employee = text_of(a, o, "employee"),
        .unit = text_of(a, o, "unit"),
        .pages = (size_t)json_integer_value(json_object_get(o, "pages")),
    };
    if (!e.path || !e.document || *e.path == '/' || strstr(e.path, "..")) return false;
    if (!manifest_unhex(json_string_value(json_object_get(o, "sha256")), e.sha256)) return false;
    if (!manifest_unhex(json_string_value(json_object_get(o, "inputs")), e.inputs)) return false;
    *ARENA_PUSH(a, m->files, m->file_count, m->file_room) = e;
    return true;
}

static bool take_all(struct shard_manifest *m, struct arena *a, const json_t *root)
{
    const json_t *runs = json_object_get(root, "runs"), *files = json_object_get(root, "files");
    if (!json_is_array(runs) || !json_is_array(files)) return false;
    for (size_t i = 0; i < json_array_size(runs); i++)
        if (!take_run(m, a, json_array_get(runs, i))) return false;
    for (size_t i = 0; i < json_array_size(files); i++)
        if (!take_file(m, a, json_array_get(files, i))) return false;
    return true;
}

struct shard_manifest *shard_manifest_read(struct arena *a, const char *folder, const char *name, const char **why)
{
    struct shard_manifest *m = ARENA_NEW(a, struct shard_manifest);
    m->folder = arena_strdup(a, folder);
    m->path = file_join(a, folder, name);
    if (!shard_manifest_has_name(name, &m->shard)) return NULL;
    struct buf bytes = {0};
    int error = file_read(m->path, &bytes, (size_t)1 << 30);
    manifest_hash(bytes.p, bytes.n, m->sha256);
    json_t *root = error ? NULL : json_loadb(bytes.p, bytes.n, 0, NULL);
    bool whole = take_all(m, a, root);
    *why = error ? arena_printf(a, "could not be read: %s", strerror(error)) : "is no shard's manifest";
    json_decref(root);
    buf_free(&bytes);
    return whole ? m : NULL;
}

// ---- Writing

static void add_run(json_t *runs, const struct shard_run *run)
{
    json_array_append_new(runs, json_pack("{s:s, s:s, s:s, s:b}", "command", run->command, "version", run->version, "inputs",
                                          run->inputs, "finished", run->finished));
}

const char *shard_manifest_head(struct arena *a, const struct shard_manifest *earlier, struct shard s, const struct shard_run *run)
{
    json_t *runs = json_array();
    for (size_t i = 0; earlier && i < earlier->run_count; i++)
        if (strcmp(earlier->runs[i].command, run->command)) add_run(runs, &earlier->runs[i]);
    add_run(runs, run);
    char *text = json_dumps(runs, JSON_COMPACT | JSON_PRESERVE_ORDER);
    const char *head = arena_printf(a, "\"shard\":\"%d/%d\",\"runs\":%s", s.k, s.n, text ? text : "[]");
    free(text);
    json_decref(runs);
    return head;
}
