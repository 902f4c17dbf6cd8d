#include "batch/manifest.h"

#include <jansson.h>
#include <nettle/hmac.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"

struct manifest {
    struct diags *diags;
    struct arena *arena;
    const char *out, *path;
    struct manifest_entry *list;  // several of one path: the last one counts
    size_t count, room;
    size_t earlier;  // the first so many are an earlier run's
};

void manifest_hash(const void *bytes, size_t n, uint8_t out[HASH_SIZE])
{
    struct sha256_ctx ctx;
    sha256_init(&ctx);
    sha256_update(&ctx, n, bytes);
    sha256_digest(&ctx, HASH_SIZE, out);
}

void manifest_keyed_hash(const uint8_t key[HASH_SIZE], const void *bytes, size_t n, uint8_t out[HASH_SIZE])
{
    struct hmac_sha256_ctx ctx;
    hmac_sha256_set_key(&ctx, HASH_SIZE, key);
    hmac_sha256_update(&ctx, n, bytes);
    hmac_sha256_digest(&ctx, HASH_SIZE, out);
}

static void hex(const uint8_t hash[HASH_SIZE], char out[2 * HASH_SIZE + 1])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < HASH_SIZE; i++) {
        out[2 * i] = digits[hash[i] >> 4];
        out[2 * i + 1] = digits[hash[i] & 15];
    }
    out[2 * HASH_SIZE] = '\0';
}

static bool unhex(const char *text, uint8_t hash[HASH_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    if (!text || strlen(text) != 2 * HASH_SIZE) return false;
    for (int i = 0; i < 2 * HASH_SIZE; i++) {
        const char *d = strchr(digits, text[i]);
        if (!d) return false;
        hash[i / 2] = (uint8_t)((i & 1 ? hash[i / 2] << 4 : 0) | (d - digits));
    }
    return true;
}

static const char *text_of(const json_t *o, const char *key)
{
    return json_string_value(json_object_get(o, key));
}

// An earlier entry counts while its file is there. A path that leaves the output folder was not written by us.
static void take_earlier(struct manifest *m, const json_t *o)
{
    struct manifest_entry e = {
        .path = text_of(o, "path"),
        .document = text_of(o, "document"),
        .employee = text_of(o, "employee"),
        .unit = text_of(o, "unit"),
        .kind = text_of(o, "kind"),
        .pages = (size_t)json_integer_value(json_object_get(o, "pages")),
    };
    if (!e.path || !e.document || *e.path == '/' || strstr(e.path, "..")) return;
    if (!unhex(text_of(o, "sha256"), e.sha256) || !unhex(text_of(o, "inputs"), e.inputs)) return;
    struct arena scratch = {0};
    if (file_exists(file_join(&scratch, m->out, e.path))) manifest_add(m, &e);
    arena_free(&scratch);
}

static void read_earlier(struct manifest *m, const char *otherwise)
{
    if (!file_exists(m->path)) return;
    struct buf bytes = {0};
    int failed = file_read(m->path, &bytes, (size_t)1 << 30);
    json_error_t error;
    json_t *root = failed ? NULL : json_loadb(bytes.p, bytes.n, 0, &error);
    const json_t *files = json_object_get(root, "files");
    if (!json_is_array(files))
        diag_warning(m->diags, (struct place){0}, "%s was not readable%s", m->path, otherwise);
    for (size_t i = 0; i < json_array_size(files); i++) take_earlier(m, json_array_get(files, i));
    json_decref(root);
    buf_free(&bytes);
}

static struct manifest *open_with(struct diags *d, struct arena *a, const char *out, const char *otherwise)
{
    struct manifest *m = ARENA_NEW(a, struct manifest);
    m->diags = d;
    m->arena = a;
    m->out = arena_strdup(a, out);
    m->path = file_join(a, out, "manifest.json");
    read_earlier(m, otherwise);
    m->earlier = m->count;
    return m;
}

struct manifest *manifest_open(struct diags *d, struct arena *a, const char *out)
{
    return open_with(d, a, out, " and is made anew");
}

struct map manifest_people(struct diags *d, struct arena *a, const char *out, const char *document)
{
    struct map people = {0};
    const struct manifest *m = open_with(d, a, out, ", so it does not tell what has been made");
    for (size_t i = 0; i < m->count; i++) {
        struct manifest_entry *e = &m->list[i];
        if (e->employee && !strcmp(e->document, document)) map_set(&people, a, e->employee, e);
    }
    return people;
}

static const char *copy(struct arena *a, const char *s)
{
    return s ? arena_strdup(a, s) : NULL;
}

void manifest_add(struct manifest *m, const struct manifest_entry *e)
{
    struct manifest_entry *mine = ARENA_PUSH(m->arena, m->list, m->count, m->room);
    *mine = *e;
    mine->path = copy(m->arena, e->path);
    mine->document = copy(m->arena, e->document);
    mine->employee = copy(m->arena, e->employee);
    mine->unit = copy(m->arena, e->unit);
    mine->kind = copy(m->arena, e->kind);
}

struct ranked {
    const struct manifest_entry *entry;
};

static int by_path_then_age(const void *x, const void *y)
{
    const struct manifest_entry *a = ((const struct ranked *)x)->entry, *b = ((const struct ranked *)y)->entry;
    int c = strcmp(a->path, b->path);
    return c ? c : a < b ? -1 : a > b;
}

void manifest_warn_of_old(struct manifest *m, const char *document)
{
    enum { NAMED = 10 };
    struct map made = {0};
    size_t old = 0;
    for (size_t i = m->earlier; i < m->count; i++) map_set(&made, m->arena, m->list[i].path, &m->list[i]);
    for (size_t i = 0; i < m->earlier; i++) {
        const struct manifest_entry *e = &m->list[i];
        if (strcmp(e->document, document) || map_get(&made, e->path) || ++old > NAMED) continue;
        struct diag *d =
            diag_warning(m->diags, (struct place){0}, "%s/%s is from an earlier run, and nobody's any more", m->out, e->path);
        diag_hint(m->diags, d, "delete it, so that it is not handed out");
    }
    if (old > NAMED)
        diag_warning(m->diags, (struct place){0}, "%zu more papers are from an earlier run, and nobody's any more", old - NAMED);
}

static void add_entry(struct buf *out, const struct manifest_entry *e)
{
    char sha256[2 * HASH_SIZE + 1], inputs[2 * HASH_SIZE + 1];
    hex(e->sha256, sha256);
    hex(e->inputs, inputs);
    json_t *o = json_pack("{s:s, s:s, s:s*, s:s*, s:s*, s:o*, s:I, s:I, s:s, s:s}", "path", e->path, "document", e->document,
                          "employee", e->employee, "unit", e->unit, "kind", e->kind, "tagged",
                          e->kind && !strcmp(e->kind, "booklet") ? json_false() : NULL, "pages", (json_int_t)e->pages, "sheets",
                          (json_int_t)((e->pages + 1) / 2), "sha256", sha256, "inputs", inputs);
    char *text = json_dumps(o, JSON_COMPACT | JSON_PRESERVE_ORDER);
    if (text) buf_str(out, text);
    free(text);
    json_decref(o);
}

int manifest_save(struct manifest *m)
{
    struct ranked *order = ARENA_ARRAY(m->arena, struct ranked, m->count);
    for (size_t i = 0; i < m->count; i++) order[i].entry = &m->list[i];
    if (m->count) qsort(order, m->count, sizeof *order, by_path_then_age);
    struct buf out = {0};
    BUF_LIT(&out, "{\"samtale\":1,\"files\":[");
    bool first = true;
    for (size_t i = 0; i < m->count; i++) {
        if (i + 1 < m->count && !strcmp(order[i].entry->path, order[i + 1].entry->path)) continue;
        buf_str(&out, first ? "\n" : ",\n");
        add_entry(&out, order[i].entry);
        first = false;
    }
    BUF_LIT(&out, "\n]}\n");
    int error = file_write(m->path, out.p, out.n);
    buf_free(&out);
    return error;
}
