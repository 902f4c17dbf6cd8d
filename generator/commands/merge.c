// samtale merge: the manifests of shards → one manifest, with the files that it lists beside it.
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "output/merge.h"
#include "run/work.h"
#include "commands/commands.h"
#include "run/run.h"

static const struct place nowhere;

struct merging {
    struct run *run;
    struct merge merge;
};

struct hand {
    struct merging *m;
    struct buf bytes;
    size_t copied;
};

// ---- Reading

static bool same_folder(const char *a, const char *b)
{
    char x[PATH_MAX], y[PATH_MAX];
    return realpath(a, x) && realpath(b, y) && !strcmp(x, y);
}

static void read_folders(struct merging *m)
{
    const struct options *o = m->run->options;
    merge_read(&m->merge, o->out);
    for (size_t i = 0; i < o->file_count; i++) {
        size_t before = m->merge.count;
        bool again = same_folder(o->files[i], o->out);
        for (size_t k = 0; k < i; k++) again = again || same_folder(o->files[i], o->files[k]);
        if (again) continue;
        merge_read(&m->merge, o->files[i]);
        if (m->merge.count == before && !file_exists(o->files[i]))
            diag_error(m->run->diags, nowhere, "there is no folder %s", o->files[i]);
        else if (m->merge.count == before)
            diag_error(m->run->diags, nowhere, "there is no manifest of a shard in %s",
                       o->files[i]);
    }
    if (m->merge.count || diags_total(m->run->diags)) return;
    struct diag *d = diag_error(m->run->diags, nowhere, "there is no manifest of a shard in %s",
                                o->out);
    diag_hint(m->run->diags, d, "samtale packs --shard K/N writes one");
}

// ---- Each file

static bool look(void *worker, size_t piece)
{
    struct hand *w = worker;
    struct merge_file *f = &w->m->merge.files[piece];
    meter_unit(w->m->run->meter, f->entry->unit, f->entry->unit);
    f->fate = merge_look(f, &w->bytes);
    meter_step(w->m->run->meter);
    return true;
}

static bool is_ours(const struct merging *m, const struct merge_file *f)
{
    return !strcmp(f->of->folder, m->run->options->out);
}

static bool is_there(struct hand *w, const struct merge_file *f)
{
    const struct options *o = w->m->run->options;
    struct shard_manifest here = {.folder = o->out};
    struct merge_file same = {.entry = f->entry, .of = &here};
    struct arena a = {0};
    bool is = merge_look(&same, &w->bytes) == MERGE_GOOD &&
              file_trace(file_join(&a, o->out, f->entry->path), &f->entry->trace);
    arena_free(&a);
    return is;
}

static bool write_file(struct hand *w, const struct merge_file *f)
{
    struct run *r = w->m->run;
    const char *out = r->options->out, *path = f->entry->path;
    int error = merge_look(f, &w->bytes) == MERGE_GOOD ? manifest_forget(r->manifest, path)
                                                       : EAGAIN;
    if (error == EAGAIN) {
        diag_system(r->diags, nowhere, "%s/%s has changed while it was copied", f->of->folder,
                    path);
        return false;
    }
    if (!error)
        error = file_write_aside(manifest_aside(r->manifest), out, path, w->bytes.p, w->bytes.n,
                                 &f->entry->trace);
    if (error)
        diag_system(r->diags, nowhere, "%s/%s could not be written: %s", out, path,
                    error == ELOOP ? "a folder on the way is a link that leads elsewhere"
                                   : strerror(error));
    w->copied++;
    return !error;
}

// Lists the file, and brings it in from another folder first, unless it is there already.
static bool take(void *worker, size_t piece)
{
    struct hand *w = worker;
    const struct merge_file *f = &w->m->merge.files[piece];
    meter_unit(w->m->run->meter, f->entry->unit, f->entry->unit);
    if (f->fate == MERGE_GOOD && !is_ours(w->m, f) && !is_there(w, f) && !write_file(w, f))
        return false;
    if (f->fate == MERGE_GOOD) manifest_add(w->m->run->manifest, f->entry);
    meter_step(w->m->run->meter);
    return true;
}

// How many files were copied.
static size_t for_each_file(struct merging *m, bool (*make)(void *worker, size_t piece))
{
    struct run *r = m->run;
    int jobs = run_jobs(r, m->merge.file_count);
    void **workers = ARENA_ARRAY(&r->arena, void *, jobs);
    struct hand *list = ARENA_ARRAY(&r->arena, struct hand, jobs);
    size_t copied = 0;
    for (int i = 0; i < jobs; i++) list[i].m = m, workers[i] = &list[i];
    run_begin_progress(r, m->merge.file_count);
    work_run(workers, jobs, m->merge.file_count, make);
    meter_end(r->meter);
    for (int i = 0; i < jobs; i++) {
        copied += list[i].copied;
        buf_free(&list[i].bytes);
    }
    return copied;
}

// ---- Writing

static bool is_good(const struct merging *m)
{
    return !diags_exit_status(m->run->diags);
}

// How many files were copied. From the first one on the manifest's journal knows what is there, so
// this may be stopped.
static size_t write_all(struct merging *m)
{
    struct run *r = m->run;
    const char *out = r->options->out;
    r->manifest = manifest_open(r->diags, out, MANIFEST_NAME);
    if (!r->manifest) return 0;
    size_t copied = for_each_file(m, take);
    int error = is_good(m) ? manifest_save(r->manifest) : 0;
    if (error)
        diag_system(r->diags, nowhere, "%s/%s could not be written: %s", out, MANIFEST_NAME,
                    strerror(error));
    return copied;
}

// What is joined is one run, and no longer shards. Those of other folders are not ours to remove.
static void remove_shards(struct merging *m)
{
    struct run *r = m->run;
    for (size_t i = 0; i < m->merge.count; i++) {
        const struct shard_manifest *one = m->merge.manifests[i];
        if (strcmp(one->folder, r->options->out)) continue;
        if (unlink(one->path) && errno != ENOENT)
            diag_system(r->diags, nowhere, "%s could not be removed: %s", one->path,
                        strerror(errno));
        unlink(manifest_cache_path(&r->arena, one->folder,
                                   shard_manifest_name(&r->arena, one->shard)));
    }
}

static void say(const struct merging *m, size_t copied)
{
    const struct options *o = m->run->options;
    size_t count = 0, shards = m->merge.count;
    for (size_t i = 0; i < m->merge.file_count; i++) count += m->merge.files[i].fate == MERGE_GOOD;
    if (o->json) {
        printf("{\"shards\":%zu,\"of\":%d,\"files\":%zu,\"copied\":%zu,\"dry-run\":%s}\n", shards,
               m->merge.n, count, copied, o->dry_run ? "true" : "false");
    } else if (!o->quiet) {
        printf("%zu of %d shards, %zu file%s", shards, m->merge.n, count, count == 1 ? "" : "s");
        if (copied) printf(", %zu of them copied", copied);
        printf(o->dry_run ? "\nnothing was written to %s\n" : "\nlisted in %s/manifest.json\n",
               o->out);
    }
}

int command_merge(const struct options *o)
{
    struct run r = {.options = o, .diags = diags_new()};
    pthread_mutex_init(&r.lock, NULL);
    struct merging m = {&r, {.diags = r.diags, .arena = &r.arena, .partial = o->partial}};
    size_t copied = 0;
    read_folders(&m);
    if (!merge_shards(&m.merge)) return run_close(&r, stderr);
    for_each_file(&m, look);
    merge_report_files(&m.merge);
    if (is_good(&m) && !o->dry_run) copied = write_all(&m);
    if (is_good(&m) && !o->dry_run && !o->partial) remove_shards(&m);
    if (is_good(&m)) say(&m, copied);
    return run_close(&r, stderr);
}
