// samtale merge: the manifests of shards → one manifest, with the files that it lists beside it.
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json_line.h"
#include "base/translate.h"
#include "output/shard_merge.h"
#include "output/shard_removal.h"
#include "run/work.h"
#include "commands/commands.h"
#include "run/listing.h"
#include "run/period.h"
#include "run/run.h"
#include "run/secret_file.h"

static const struct place nowhere;

struct merging {
    struct run *run;
    struct shard_merge merge;
    const char *period;  // NULL: there is no samtale.yaml, and folders are taken as they are named
};

struct merge_worker {
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

// Where a folder that the command line names has the period's files: below it, or in itself.
static const char *period_folder(struct merging *m, const char *folder)
{
    struct arena *a = &m->run->arena;
    const char *below = m->period ? file_join(a, folder, m->period) : NULL;
    return below && file_exists(below) ? below : folder;
}

// may_be_none: it is no error that there are no shards.
static void read_folders(struct merging *m, bool may_be_none)
{
    const struct options *o = m->run->options;
    const char *out = m->run->output.folder;
    shard_merge_read(&m->merge, out);
    for (int i = 0; i < o->operand_count; i++) {
        size_t before = m->merge.count;
        const char *folder = period_folder(m, o->operands[i]);
        bool again = same_folder(folder, out);
        for (int k = 0; k < i; k++)
            again = again || same_folder(folder, period_folder(m, o->operands[k]));
        if (again) continue;
        shard_merge_read(&m->merge, folder);
        if (m->merge.count == before && !file_exists(o->operands[i]))
            diag_error(m->run->diags, nowhere, "folder-missing", "there is no folder %s",
                       o->operands[i]);
        else if (m->merge.count == before)
            diag_error(m->run->diags, nowhere, "shard-manifest-missing",
                       "there is no manifest of a shard in %s", o->operands[i]);
    }
    if (m->merge.count || may_be_none || diag_total(m->run->diags)) return;
    struct diag *d = diag_error(m->run->diags, nowhere, "shard-manifest-missing",
                                "there is no manifest of a shard in %s", out);
    diag_hint(m->run->diags, d, "samtale packs --shard K/N writes one");
}

// ---- Each file

static bool check_file(void *worker, size_t task)
{
    struct merge_worker *w = worker;
    struct shard_merge_file *f = &w->m->merge.files[task];
    progress_set_unit(w->m->run->progress, f->entry->unit, f->entry->unit);
    f->state = shard_merge_check_file(f, &w->bytes);
    progress_step(w->m->run->progress);
    return true;
}

static bool is_in_output(const struct merging *m, const struct shard_merge_file *f)
{
    return !strcmp(f->of->folder, m->run->output.folder);
}

static bool is_there(struct merge_worker *w, const struct shard_merge_file *f)
{
    const char *out = w->m->run->output.folder;
    struct shard_manifest here = {.folder = out};
    struct shard_merge_file same = {.entry = f->entry, .of = &here};
    struct arena a = {0};
    bool is = shard_merge_check_file(&same, &w->bytes) == SHARD_FILE_GOOD &&
              file_stamp(file_join(&a, out, f->entry->path), &f->entry->stamp);
    arena_free(&a);
    return is;
}

static bool write_file(struct merge_worker *w, const struct shard_merge_file *f)
{
    struct run *r = w->m->run;
    const char *out = r->output.folder, *path = f->entry->path;
    int error = shard_merge_check_file(f, &w->bytes) == SHARD_FILE_GOOD
                  ? manifest_forget(r->output.manifest, path)
                  : EAGAIN;
    if (error == EAGAIN) {
        diag_system(r->diags, nowhere, "file-changed-meanwhile",
                    "%s/%s has changed while it was copied", f->of->folder, path);
        return false;
    }
    if (!error)
        error = file_write_staged(manifest_staging(r->output.manifest), out, path, w->bytes.p,
                                  w->bytes.n, &f->entry->stamp);
    if (error)
        diag_system(r->diags, nowhere, "file-unwritable", "%s/%s could not be written: %s", out,
                    path,
                    error == ELOOP ? _("a folder on the way is a link that leads elsewhere")
                                   : translate_error(error));
    w->copied++;
    return !error;
}

// Lists the file, and brings it in from another folder first, unless it is there already.
static bool add_file(void *worker, size_t task)
{
    struct merge_worker *w = worker;
    const struct shard_merge_file *f = &w->m->merge.files[task];
    progress_set_unit(w->m->run->progress, f->entry->unit, f->entry->unit);
    if (f->state == SHARD_FILE_GOOD && !is_in_output(w->m, f) && !is_there(w, f) &&
        !write_file(w, f))
        return false;
    if (f->state == SHARD_FILE_GOOD) manifest_add(w->m->run->output.manifest, f->entry);
    progress_step(w->m->run->progress);
    return true;
}

// How many files were copied.
static size_t for_each_file(struct merging *m, bool (*make)(void *worker, size_t task))
{
    struct run *r = m->run;
    int jobs = run_job_count(r, m->merge.file_count);
    void **workers = ARENA_ARRAY(&r->arena, void *, jobs);
    struct merge_worker *list = ARENA_ARRAY(&r->arena, struct merge_worker, jobs);
    size_t copied = 0;
    for (int i = 0; i < jobs; i++) list[i].m = m, workers[i] = &list[i];
    run_begin_progress(r, m->merge.file_count);
    work_run(workers, jobs, m->merge.file_count, make);
    progress_end(r->progress);
    for (int i = 0; i < jobs; i++) {
        copied += list[i].copied;
        buf_free(&list[i].bytes);
    }
    return copied;
}

// ---- Writing

static bool is_good(const struct merging *m)
{
    return !diag_exit_status(m->run->diags);
}

// For the index, the cycle is read; what is wrong in it is for others to say, and then there is no
// index.
static void write_index(struct merging *m)
{
    struct run *r = m->run;
    struct diags *unheard = diag_new();
    struct date none = {0};
    if (m->period && inputs_read(&r->inputs, unheard, &r->arena, INPUTS_TEMPLATES, NULL, none))
        listing_write(r);
    diag_free(unheard);
}

// How many files were copied. From the first one on the manifest's journal knows what is there, so
// this may be stopped.
static size_t write_all(struct merging *m)
{
    struct run *r = m->run;
    if (!output_open(&r->output)) return 0;
    size_t copied = for_each_file(m, add_file);
    if (is_good(m) && !r->options->partial) write_index(m);
    if (is_good(m)) output_save(&r->output);
    return copied;
}

// Removes what shard_removal_begin() has written down; whether there was anything.
static bool finish_removal(struct run *r)
{
    const char *path;
    bool any;
    int error = shard_removal_finish(&r->arena, r->output.folder, &any, &path);
    if (error)
        diag_system(r->diags, nowhere, "file-unremovable", "%s could not be removed: %s", path,
                    translate_error(error));
    return any;
}

// What is joined is one run, and no longer shards. Those of other folders are not ours to remove.
static void remove_shards(struct merging *m)
{
    struct run *r = m->run;
    const char *path;
    int error = shard_removal_begin(&r->arena, manifest_staging(r->output.manifest),
                                    r->output.folder, m->merge.manifests, m->merge.count, &path);
    if (error)
        diag_system(r->diags, nowhere, "file-unwritable", "%s could not be written: %s", path,
                    translate_error(error));
    manifest_close(r->output.manifest);  // so that nothing is left to do behind the removal
    r->output.manifest = NULL;
    if (!error) finish_removal(r);
}

static void print_json(const struct merging *m, size_t files, size_t copied)
{
    struct buf line = {0};
    json_line_begin(&line);
    json_line_number(&line, "shards", (int64_t)m->merge.count);
    json_line_number(&line, "of", m->merge.n);
    json_line_number(&line, "files", (int64_t)files);
    json_line_number(&line, "copied", (int64_t)copied);
    json_line_bool(&line, "dry-run", m->run->options->dry_run);
    json_line_print(&line, stdout);
}

static void print_result(const struct merging *m, size_t copied)
{
    const struct options *o = m->run->options;
    size_t count = 0, shards = m->merge.count;
    for (size_t i = 0; i < m->merge.file_count; i++)
        count += m->merge.files[i].state == SHARD_FILE_GOOD;
    if (o->json) {
        print_json(m, count, copied);
    } else if (!o->quiet) {
        const char *out = m->run->output.folder;
        printf(translate_count("%zu of %d shards, %zu file", "%zu of %d shards, %zu files", count),
               shards, m->merge.n, count);
        if (copied) printf(_(", %zu of them copied"), copied);
        putchar('\n');
        printf(o->dry_run ? _("nothing was written to %s\n") : _("listed in %s/manifest.json\n"),
               out);
    }
}

// The shards' secret; compare_runs() has seen that all have the same. One that lies here must be
// it.
static void check_secret(struct merging *m)
{
    struct run *r = m->run;
    const struct shard_manifest *first = m->merge.manifests[0];
    struct secret here = {0};
    char fingerprint[SECRET_FINGERPRINT];
    r->output.fingerprint = first->run_count ? first->runs[0].key : NULL;
    if (!r->output.fingerprint || !m->period || secret_file_read(SECRET_FILE, here.bytes)) return;
    secret_fingerprint(&here, fingerprint);
    if (!strcmp(fingerprint, r->output.fingerprint)) return;
    struct diag *d = diag_error(r->diags, nowhere, "secret-key-not-of-shards",
                                "the shards were made with another %s than the one that is here",
                                SECRET_FILE);
    diag_hint(r->diags, d, "their fingerprint is %s, and that of the one here %s",
              r->output.fingerprint, fingerprint);
}

static int merge_run(const struct options *o)
{
    struct run r;
    run_begin(&r, o);
    struct merging m = {&r, {.diags = r.diags, .arena = &r.arena, .partial = o->partial}, NULL};
    size_t copied = 0;
    if (!period_choose(&r)) return run_close(&r, stderr);
    m.period = r.inputs.period ? r.inputs.period : settings_read_period(r.diags, &r.arena, ".");
    if (m.period) output_set_period(&r.output, m.period);
    bool was_joined = !o->dry_run && finish_removal(&r);  // by a run that was killed
    read_folders(&m, was_joined);
    if (was_joined && !m.merge.count) {
        output_open(&r.output);  // what that run has left of its own goes
        return run_close(&r, stderr);
    }
    if (!shard_merge_check(&m.merge)) return run_close(&r, stderr);
    check_secret(&m);
    for_each_file(&m, check_file);
    shard_merge_report_files(&m.merge);
    if (is_good(&m) && !o->dry_run) copied = write_all(&m);
    if (is_good(&m) && !o->dry_run && !o->partial) remove_shards(&m);
    if (is_good(&m)) print_result(&m, copied);
    return run_close(&r, stderr);
}

const struct command merge_command = {
    .name = "merge",
    .operands = "[DIR…]",
    .operands_most = OPERANDS_UNLIMITED,
    .operands_are_paths = true,
    .options = "period partial out jobs dry-run",
    .summary = N_("join what several machines or tasks have made with --shard"),
    .help = N_("Joins the manifests that --shard has left in the output folder to that of a\n"
               "single run. Shards that were made in other folders, DIR…, are copied from there.\n"
               "Every file is compared with its SHA-256, and nothing is written while one is\n"
               "missing or twice.\n"),
    .examples = N_("  samtale merge\n"
                   "  samtale merge machine-1/out machine-2/out\n"
                   "  samtale merge --partial --dry-run           what is missing\n"),
    .run = merge_run,
};
