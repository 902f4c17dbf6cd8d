// One file of the output folder as a line of JSON: written and read.
#include "output/entry.h"

#include <stdlib.h>
#include <string.h>

static const char *text_of(const json_t *o, const char *key)
{
    return json_string_value(json_object_get(o, key));
}

static int64_t number_of(const json_t *o, const char *key)
{
    return json_integer_value(json_object_get(o, key));
}

static json_t *manifest_json(const struct manifest_entry *e)
{
    static const uint8_t none[HASH_SIZE];
    char sha256[HASH_TEXT], inputs[HASH_TEXT], content[HASH_TEXT];
    hash_text(e->sha256, sha256);
    hash_text(e->inputs, inputs);
    hash_text(e->content, content);
    bool has_content = !hash_same(e->content, none);
    bool booklet = e->kind && !strcmp(e->kind, "booklet");
    return json_pack("{s:s, s:s, s:s*, s:s*, s:s*, s:s*, s:o*, s:I, s:I, s:s, s:s, s:s*}", "path",
                     e->path, "document", e->document, "employee", e->employee, "unit", e->unit,
                     "leaders", e->leaders, "kind", e->kind, "tagged",
                     booklet ? json_false() : NULL, "pages", (json_int_t)e->pages, "sheets",
                     (json_int_t)((e->pages + 1) / 2), "sha256", sha256, "inputs", inputs,
                     "content", has_content ? content : NULL);
}

static json_t *cache_json(const struct manifest_entry *e)
{
    char sha256[HASH_TEXT], key[HASH_TEXT];
    hash_text(e->sha256, sha256);
    hash_text(e->key, key);
    return json_pack("{s:s, s:s, s:s, s:b, s:I, s:I, s:I, s:I}", "path", e->path, "sha256", sha256,
                     "key", key, "reported", e->reported, "size", (json_int_t)e->stamp.size,
                     "modified", (json_int_t)e->stamp.modified, "changed",
                     (json_int_t)e->stamp.changed, "inode", (json_int_t)e->stamp.inode);
}

static void add(struct buf *out, json_t *o)
{
    char *text = json_dumps(o, JSON_COMPACT | JSON_PRESERVE_ORDER);
    if (text) buf_str(out, text);
    free(text);
    json_decref(o);
}

void entry_add(struct buf *out, const struct manifest_entry *e)
{
    add(out, manifest_json(e));
}

void entry_add_cached(struct buf *out, const struct manifest_entry *e)
{
    add(out, cache_json(e));
}

void entry_add_whole(struct buf *out, const struct manifest_entry *e)
{
    json_t *o = manifest_json(e), *more = cache_json(e);
    if (o && more) json_object_update(o, more);
    json_decref(more);
    add(out, o);
}

// A path that leaves the output folder was not written by this program.
bool entry_has_path(const struct manifest_entry *e)
{
    if (!e->path || !*e->path || *e->path == '/') return false;
    for (const char *s = e->path; s; s = strchr(s, '/') ? strchr(s, '/') + 1 : NULL)
        if (!strncmp(s, "..", 2) && (!s[2] || s[2] == '/')) return false;
    return true;
}

bool entry_parse(const json_t *o, struct manifest_entry *e)
{
    *e = (struct manifest_entry){
        .path = text_of(o, "path"),
        .document = text_of(o, "document"),
        .employee = text_of(o, "employee"),
        .unit = text_of(o, "unit"),
        .leaders = text_of(o, "leaders"),
        .kind = text_of(o, "kind"),
        .pages = (size_t)number_of(o, "pages"),
    };
    const char *content = text_of(o, "content");
    return entry_has_path(e) && e->document && hash_parse(text_of(o, "sha256"), e->sha256) &&
           hash_parse(text_of(o, "inputs"), e->inputs) &&
           (!content || hash_parse(content, e->content));
}

bool entry_parse_cached(const json_t *o, struct manifest_entry *e)
{
    e->path = text_of(o, "path");
    e->reported = json_is_true(json_object_get(o, "reported"));
    e->stamp = (struct file_stamp){number_of(o, "size"), number_of(o, "modified"),
                                   number_of(o, "changed"), number_of(o, "inode")};
    return entry_has_path(e) && hash_parse(text_of(o, "key"), e->key) &&
           hash_parse(text_of(o, "sha256"), e->sha256);
}

static const char *copy(struct arena *a, const char *s)
{
    return s ? arena_strdup(a, s) : NULL;
}

struct manifest_entry entry_copy(struct arena *a, const struct manifest_entry *e)
{
    struct manifest_entry mine = *e;
    mine.path = copy(a, e->path);
    mine.document = copy(a, e->document);
    mine.employee = copy(a, e->employee);
    mine.unit = copy(a, e->unit);
    mine.leaders = copy(a, e->leaders);
    mine.kind = copy(a, e->kind);
    return mine;
}
