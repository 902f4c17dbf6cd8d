// Which files are kept: those that are there as the manifest says, and would be made from the same.
// Everything that is written to the output folder goes through here.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "run/run.h"

bool keep_open_manifest(struct run *r)
{
    const struct options *o = r->options;
    if (o->dump || r->manifest) return true;
    r->manifest = (o->dry_run ? manifest_read : manifest_open)(r->diags, o->out,
                                                               partition_manifest_name(r));
    if (r->manifest && o->shard.n) manifest_set_base(r->manifest, MANIFEST_NAME, o->shard.k == 1);
    return r->manifest;
}

static const char *path_of(struct arena *a, const struct run *r, const char *path)
{
    return file_join(a, r->options->out, path);
}

// ---- How a file is

static bool same_trace(const struct file_stamp *a, const struct file_stamp *b)
{
    return a->size == b->size && a->modified == b->modified && a->changed == b->changed &&
           a->inode == b->inode;
}

// By its trace where that is as it was, else by its bytes.
static enum file_state find_state(const struct run *r, const char *path, struct file_status *s)
{
    struct manifest_entry *e = &s->entry;
    struct file_stamp trace;
    if (!file_stamp(path, &trace)) return FILE_GONE;
    if (e->known && !r->options->verify && same_trace(&trace, &e->trace)) return FILE_INTACT;
    if (hash_file(path, s->found)) return FILE_GONE;
    if (!hash_same(s->found, e->sha256)) return FILE_EDITED;
    s->stale = !same_trace(&trace, &e->trace);
    e->trace = trace;
    return FILE_INTACT;
}

struct file_status keep_file_status(struct run *r, const char *path)
{
    struct file_status s = {.state = FILE_UNLISTED};
    struct arena a = {0};
    if (r->manifest && manifest_find(r->manifest, path, &s.entry))
        s.state = find_state(r, path_of(&a, r, path), &s);
    arena_free(&a);
    return s;
}

static bool may_keep(const struct run *r, const struct file_status *s)
{
    return s->state == FILE_INTACT && s->entry.known && !r->options->force;
}

bool keep_has_key(const struct run *r, const struct file_status *s, const uint8_t key[HASH_SIZE])
{
    static const uint8_t none[HASH_SIZE];
    return may_keep(r, s) && !s->entry.reported && !hash_same(key, none) &&
           hash_same(key, s->entry.key);
}

bool keep_has_inputs(const struct run *r, const struct file_status *s, const struct buf *inputs)
{
    uint8_t hash[HASH_SIZE];
    if (!may_keep(r, s)) return false;
    hash_keyed(r->key, inputs->p, inputs->n, hash);
    return hash_same(hash, s->entry.inputs);
}

// ---- Counting

static struct file_tally *tally_of(struct run *r, const char *document)
{
    for (size_t i = 0; i < r->document_count; i++)
        if (!strcmp(r->documents[i], document)) return &r->tallies[i];
    return &r->other;
}

static void count(struct run *r, const struct manifest_entry *e, bool made)
{
    pthread_mutex_lock(&r->lock);
    struct file_tally *t = tally_of(r, e->document);
    t->papers++;
    t->pages += e->pages;
    t->sheets += (e->pages + 1) / 2;
    t->made += made;
    pthread_mutex_unlock(&r->lock);
}

void keep_file(struct run *r, const struct file_status *s, const uint8_t key[HASH_SIZE])
{
    struct manifest_entry e = s->entry;
    bool stale = s->stale || !hash_same(e.key, key);
    memcpy(e.key, key, HASH_SIZE);
    manifest_keep(r->manifest, &e, stale);
    count(r, &e, false);
}

// ---- Writing

static bool cannot_write(struct run *r, const char *path, int error)
{
    diag_system(
        r->diags, (struct place){0}, "%s/%s could not be written: %s", r->options->out, path,
        error == ELOOP ? "a folder on the way is a link that leads elsewhere" : strerror(error));
    return false;
}

static void add_warning(struct run *r, const struct file_status *s, const char *path)
{
    if (s->state != FILE_GONE && s->state != FILE_EDITED) return;
    const struct options *o = r->options;
    pthread_mutex_lock(&r->lock);
    *ARENA_PUSH(&r->warnings_arena, r->warnings, r->warning_count, r->warning_room) = arena_printf(
        &r->warnings_arena, "%s/%s %s, and %s made anew", o->out, path,
        s->state == FILE_GONE ? "was gone" : "had been changed since it was made",
        o->dry_run ? "would be" : "is");
    pthread_mutex_unlock(&r->lock);
}

// Whether the file holds these bytes already: another program made the same, or a kill came before
// it was written down.
static bool holds(struct run *r, const struct file_status *s, const struct manifest_entry *e,
                  size_t n)
{
    struct arena a = {0};
    struct file_stamp trace;
    uint8_t found[HASH_SIZE];
    const char *path = path_of(&a, r, e->path);
    bool same = s->state == FILE_INTACT ? hash_same(s->entry.sha256, e->sha256)
              : s->state == FILE_EDITED
                  ? hash_same(s->found, e->sha256)
                  : s->state == FILE_UNLISTED && file_stamp(path, &trace) &&
                        (size_t)trace.size == n &&
                        !file_crosses_symlink(r->options->out, e->path) &&
                        !hash_file(path, found) && hash_same(found, e->sha256);
    arena_free(&a);
    return same && !r->options->force;
}

static bool trace_again(struct run *r, struct manifest_entry *e)
{
    struct arena a = {0};
    bool there = file_stamp(path_of(&a, r, e->path), &e->trace);
    arena_free(&a);
    return there;
}

static bool write_file(struct run *r, struct manifest_entry *e, const struct buf *bytes)
{
    int error = manifest_error(r->manifest);
    if (!error) error = manifest_forget(r->manifest, e->path);
    // what is made now could not be written down
    if (error) return cannot_write(r, partition_manifest_name(r), error);
    error = file_write_staged(manifest_aside(r->manifest), r->options->out, e->path, bytes->p,
                              bytes->n, &e->trace);
    return !error || cannot_write(r, e->path, error);
}

bool keep_or_write(struct run *r, const struct file_status *s, struct manifest_entry e,
                   const struct buf *inputs, const struct buf *bytes)
{
    hash_bytes(bytes->p, bytes->n, e.sha256);
    hash_keyed(r->key, inputs->p, inputs->n, e.inputs);
    e.known = true;
    bool there = holds(r, s, &e, bytes->n) && trace_again(r, &e);
    if (!there) add_warning(r, s, e.path);
    if (!there && !r->options->dry_run && !write_file(r, &e, bytes)) return false;
    manifest_add(r->manifest, &e);
    count(r, &e, !there);
    return true;
}

// ---- Saying

void keep_report_warnings(struct run *r)
{
    enum { NAMED = 10 };
    if (r->warning_count)
        qsort(r->warnings, r->warning_count, sizeof *r->warnings, array_compare_texts);
    for (size_t i = 0; i < r->warning_count && i < NAMED; i++)
        diag_warning(r->diags, (struct place){0}, "%s", r->warnings[i]);
    if (r->warning_count > NAMED)
        diag_warning(r->diags, (struct place){0}, "%zu more files were gone or had been changed",
                     r->warning_count - NAMED);
}
