// Keeps the files that are there as the manifest says and would be made from the same, and writes
// the others.
#include "output/keep.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/translate.h"

static const char *path_of(struct arena *a, const struct output *o, const char *path)
{
    return file_join(a, o->folder, path);
}

// ---- How a file is

static bool same_stamp(const struct file_stamp *a, const struct file_stamp *b)
{
    return a->size == b->size && a->modified == b->modified && a->changed == b->changed &&
           a->inode == b->inode;
}

// By its stamp where that is the same, else by its bytes.
static enum file_state find_state(const struct output *o, const char *path, struct file_status *s)
{
    struct manifest_entry *e = &s->entry;
    struct file_stamp stamp;
    if (!file_stamp(path, &stamp)) return FILE_GONE;
    if (e->known && !o->verify && same_stamp(&stamp, &e->stamp)) return FILE_INTACT;
    if (hash_file(path, s->found)) return FILE_GONE;
    if (!hash_same(s->found, e->sha256)) return FILE_EDITED;
    s->stale = !same_stamp(&stamp, &e->stamp);
    e->stamp = stamp;
    return FILE_INTACT;
}

struct file_status keep_file_status(struct output *o, const char *path)
{
    struct file_status s = {.state = FILE_UNLISTED};
    struct arena a = {0};
    if (o->manifest && manifest_find(o->manifest, path, &s.entry))
        s.state = find_state(o, path_of(&a, o, path), &s);
    arena_free(&a);
    return s;
}

static bool may_keep(const struct output *o, const struct file_status *s)
{
    return s->state == FILE_INTACT && s->entry.known && !o->force;
}

bool keep_has_key(const struct output *o, const struct file_status *s, const uint8_t key[HASH_SIZE])
{
    static const uint8_t none[HASH_SIZE];
    return may_keep(o, s) && !s->entry.reported && !hash_same(key, none) &&
           hash_same(key, s->entry.key);
}

bool keep_has_inputs(const struct output *o, const struct file_status *s, const struct buf *inputs)
{
    uint8_t hash[HASH_SIZE];
    if (!may_keep(o, s)) return false;
    hash_keyed(o->key, inputs->p, inputs->n, hash);
    return hash_same(hash, s->entry.inputs);
}

bool keep_has_content(const struct output *o, struct file_status *s,
                      const uint8_t content[HASH_SIZE])
{
    if (s->state != FILE_INTACT || o->force || !hash_same(content, s->entry.content)) return false;
    s->stale |= !s->entry.known;
    s->entry.known = true;
    return true;
}

// ---- Keeping

void keep_file(struct output *o, const struct file_status *s, const uint8_t key[HASH_SIZE])
{
    struct manifest_entry e = s->entry;
    bool stale = s->stale || !hash_same(e.key, key);
    memcpy(e.key, key, HASH_SIZE);
    manifest_keep(o->manifest, &e, stale);
    output_count(o, &e, false);
}

// ---- Writing

static bool cannot_write(struct output *o, const char *path, int error)
{
    diag_system(o->diags, (struct place){0}, "file-unwritable", "%s/%s could not be written: %s",
                o->folder, path,
                error == ELOOP ? _("a folder on the way is a link that leads elsewhere")
                               : translate_error(error));
    return false;
}

// Says that a file is made anew, with its folder and its path.
static const char *anew_text(bool gone, bool dry_run)
{
    if (gone)
        return dry_run ? _("%s/%s was gone, and would be made anew")
                       : _("%s/%s was gone, and is made anew");
    return dry_run ? _("%s/%s had been changed since it was made, and would be made anew")
                   : _("%s/%s had been changed since it was made, and is made anew");
}

static void add_warning(struct output *o, const struct file_status *s, const char *path)
{
    if (s->state != FILE_GONE && s->state != FILE_EDITED) return;
    pthread_mutex_lock(&o->lock);
    *ARENA_PUSH(&o->arena, o->warnings, o->warning_count, o->warning_room) = arena_printf(
        &o->arena, anew_text(s->state == FILE_GONE, o->dry_run), o->folder, path);
    pthread_mutex_unlock(&o->lock);
}

// Whether a file that the manifest does not list holds these bytes.
static bool is_same_file(const struct output *o, const struct manifest_entry *e, const char *path,
                         size_t n)
{
    struct file_stamp stamp;
    uint8_t found[HASH_SIZE];
    return file_stamp(path, &stamp) && (size_t)stamp.size == n &&
           !file_crosses_symlink(o->folder, e->path) && !hash_file(path, found) &&
           hash_same(found, e->sha256);
}

// Whether the file holds these bytes already: another program made the same, or a kill came before
// the journal told of it.
static bool holds(const struct output *o, const struct file_status *s,
                  const struct manifest_entry *e, size_t n)
{
    struct arena a = {0};
    bool same = false;
    switch (s->state) {
    case FILE_INTACT: same = hash_same(s->entry.sha256, e->sha256); break;
    case FILE_EDITED: same = hash_same(s->found, e->sha256); break;
    case FILE_UNLISTED: same = is_same_file(o, e, path_of(&a, o, e->path), n); break;
    case FILE_GONE: break;
    }
    arena_free(&a);
    return same && !o->force;
}

static bool renew_stamp(struct output *o, struct manifest_entry *e)
{
    struct arena a = {0};
    bool there = file_stamp(path_of(&a, o, e->path), &e->stamp);
    arena_free(&a);
    return there;
}

static bool write_file(struct output *o, struct manifest_entry *e, const struct buf *bytes)
{
    int error = manifest_error(o->manifest);
    if (!error) error = manifest_forget(o->manifest, e->path);
    // a file that the manifest could not tell of is not made
    if (error) return cannot_write(o, o->manifest_name, error);
    error = file_write_staged(manifest_staging(o->manifest), o->folder, e->path, bytes->p, bytes->n,
                              &e->stamp);
    return !error || cannot_write(o, e->path, error);
}

bool keep_or_write(struct output *o, const struct file_status *s, struct manifest_entry e,
                   const struct buf *inputs, const struct buf *bytes)
{
    hash_bytes(bytes->p, bytes->n, e.sha256);
    if (inputs) hash_keyed(o->key, inputs->p, inputs->n, e.inputs);
    else memcpy(e.inputs, e.sha256, HASH_SIZE);
    e.known = true;
    bool there = holds(o, s, &e, bytes->n) && renew_stamp(o, &e);
    if (!there) add_warning(o, s, e.path);
    if (!there && !o->dry_run && !write_file(o, &e, bytes)) return false;
    manifest_add(o->manifest, &e);
    output_count(o, &e, !there);
    return true;
}

// ---- Saying

void keep_report_warnings(struct output *o)
{
    enum { NAMED = 10 };
    if (o->warning_count)
        qsort(o->warnings, o->warning_count, sizeof *o->warnings, array_compare_texts);
    for (size_t i = 0; i < o->warning_count && i < NAMED; i++)
        diag_warning(o->diags, (struct place){0}, "file-made-anew", "%s", o->warnings[i]);
    if (o->warning_count > NAMED)
        diag_warning(o->diags, (struct place){0}, "more-files-made-anew",
                     "%zu more files were gone or had been changed", o->warning_count - NAMED);
}
