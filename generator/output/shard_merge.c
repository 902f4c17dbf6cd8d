// Finds out whether shards belong together and are whole, and lists their files.
#include "output/shard_merge.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/translate.h"

enum { NAMED = 10 };  // things of one kind that are named one by one

static const struct place nowhere;

#define GAP(m, ...) ((m)->partial ? diag_warning : diag_error)((m)->diags, nowhere, __VA_ARGS__)

// ---- Reading

void shard_merge_read(struct shard_merge *m, const char *folder)
{
    size_t count;
    const char **names = file_list(m->arena, folder, &count);
    for (size_t i = 0; i < count; i++) {
        struct shard s;
        const char *why;
        if (shard_manifest_has_journal_name(names[i], &s))
            *ARENA_PUSH(m->arena, m->stopped, m->stopped_count, m->stopped_room) = s;
        if (!shard_manifest_has_name(names[i], &s)) continue;
        struct shard_manifest *one = shard_manifest_read(m->diags, m->arena, folder, names[i],
                                                         &why);
        if (one) {
            one->rank = m->count;
            *ARENA_PUSH(m->arena, m->manifests, m->count, m->room) = one;
        } else {
            GAP(m, "shard-manifest-unreadable", "%s/%s %s", folder, names[i], why);
        }
    }
}

static int by_shard(const void *x, const void *y)
{
    const struct shard_manifest *a = *(struct shard_manifest *const *)x,
                                *b = *(struct shard_manifest *const *)y;
    if (a->shard.n != b->shard.n) return COMPARE(a->shard.n, b->shard.n);
    if (a->shard.k != b->shard.k) return COMPARE(a->shard.k, b->shard.k);
    return COMPARE(a->rank, b->rank);
}

// ---- What is said of many shards at once

struct numbers {  // of shards, ascending
    int *list;
    size_t count, room;
};

static void add_number(struct shard_merge *m, struct numbers *s, int k)
{
    assert(!s->count || s->list[s->count - 1] < k);
    *ARENA_PUSH(m->arena, s->list, s->count, s->room) = k;
}

// "3, 5-7", with the separator between numbers and ranges.
static void add_ranges(struct buf *out, const struct numbers *s, const char *separator)
{
    for (size_t i = 0, end; i < s->count; i = end) {
        end = i + 1;
        while (end < s->count && s->list[end] == s->list[end - 1] + 1) end++;
        buf_printf(out, "%s%d", i ? separator : "", s->list[i]);
        if (end == i + 1) continue;
        buf_printf(out, "%s%d", end > i + 2 ? "-" : separator, s->list[end - 1]);
    }
}

// "3, 5-7", in a sentence.
static const char *in_words(struct shard_merge *m, const struct numbers *s)
{
    struct buf b = {0};
    add_ranges(&b, s, ", ");
    const char *words = arena_strdup(m->arena, buf_cstr(&b));
    buf_free(&b);
    return words;
}

// "3,5-7", as the option --array of Slurm has it.
static const char *for_array(struct shard_merge *m, const struct numbers *s)
{
    struct buf b = {0};
    add_ranges(&b, s, ",");
    const char *ranges = arena_strdup(m->arena, buf_cstr(&b));
    buf_free(&b);
    return ranges;
}

// format: a sentence about the shards "%s of %d", and the command "%s" where there is one.
static void gap(struct shard_merge *m, const struct numbers *s, const char *id, const char *format,
                const char *command)
{
    if (!s->count) return;
    struct diag *d = GAP(m, id, format, in_words(m, s), m->n, command);
    if (m->partial) return;
    if (s->count > 1)
        diag_hint(m->diags, d,
                  "make them with --shard (K is %s), or join what there is with --partial",
                  for_array(m, s));
    else
        diag_hint(m->diags, d, "make it with --shard %d/%d, or join what there is with --partial",
                  s->list[0], m->n);
}

// ---- Shards that do not belong together

static bool are_of_one_number(struct shard_merge *m)
{
    const struct shard_manifest *first = m->manifests[0], *last = m->manifests[m->count - 1];
    m->n = first->shard.n;
    if (m->n == last->shard.n) return true;
    struct diag *d = diag_error(m->diags, nowhere, "shard-counts-differ",
                                "%s is a part of %d and %s one of %d, so they are not of one run",
                                first->path, first->shard.n, last->path, last->shard.n);
    diag_hint(m->diags, d, "delete the manifests of the run that is no longer wanted");
    return false;
}

// A manifest that was copied is the same one; the first counts.
static void drop_duplicates(struct shard_merge *m)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->count; i++) {
        struct shard_manifest *one = m->manifests[i],
                              *before = kept ? m->manifests[kept - 1] : NULL;
        if (!before || before->shard.k != one->shard.k) {
            m->manifests[kept++] = one;
        } else if (!hash_same(before->sha256, one->sha256)) {
            struct diag *d = diag_error(m->diags, nowhere, "shard-twice",
                                        "shard %d of %d is there twice, and differs: %s and %s",
                                        one->shard.k, m->n, before->path, one->path);
            diag_hint(m->diags, d, "delete the manifest that is no longer wanted");
        }
    }
    m->count = kept;
}

// ---- Gaps

static bool is_stopped(const struct shard_merge *m, int k)
{
    for (size_t i = 0; i < m->stopped_count; i++)
        if (m->stopped[i].k == k && m->stopped[i].n == m->n) return true;
    return false;
}

static void find_missing(struct shard_merge *m)
{
    struct numbers missing = {0}, stopped = {0};
    for (int i = 0, k = 1; k <= m->n; k++) {
        bool is_there = (size_t)i < m->count && m->manifests[i]->shard.k == k;
        if (is_stopped(m, k)) add_number(m, &stopped, k);
        else if (!is_there) add_number(m, &missing, k);
        i += is_there;
    }
    gap(m, &missing, "shard-missing",
        translate_count("shard %s of %d is missing", "shards %s of %d are missing", missing.count),
        NULL);
    gap(m, &stopped, "shard-stopped",
        translate_count("shard %s of %d was stopped, or is still at work",
                        "shards %s of %d were stopped, or are still at work", stopped.count),
        NULL);
}

static const struct shard_run *find_run(const struct shard_manifest *one, const char *command)
{
    for (size_t i = 0; i < one->run_count; i++)
        if (!strcmp(one->runs[i].command, command)) return &one->runs[i];
    return NULL;
}

static bool same_key(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

static void compare_runs(struct shard_merge *m, const struct shard_run *wanted, int of)
{
    struct numbers without = {0}, unfinished = {0}, other = {0}, version = {0}, key = {0};
    for (size_t i = 0; i < m->count; i++) {
        int k = m->manifests[i]->shard.k;
        const struct shard_run *run = find_run(m->manifests[i], wanted->command);
        if (!run) add_number(m, &without, k);
        else if (!run->finished) add_number(m, &unfinished, k);
        if (run && strcmp(run->version, wanted->version)) add_number(m, &version, k);
        else if (run && !same_key(run->key, wanted->key)) add_number(m, &key, k);
        else if (run && strcmp(run->inputs, wanted->inputs)) add_number(m, &other, k);
    }
    gap(m, &without, "shard-not-run",
        translate_count("shard %s of %d has not run \"samtale %s\"",
                        "shards %s of %d have not run \"samtale %s\"", without.count),
        wanted->command);
    gap(m, &unfinished, "shard-not-finished",
        translate_count("shard %s of %d did not finish \"samtale %s\"",
                        "shards %s of %d did not finish \"samtale %s\"", unfinished.count),
        wanted->command);
    static const char *const ids[] = {"shard-other-version", "shard-other-key",
                                      "shard-other-files"};
    static const char *const ways[] = {
        N_("\"samtale %s\" made shard %s of %d by another version of samtale than shard %d"),
        N_("\"samtale %s\" made shard %s of %d with another secret.key than shard %d"),
        N_("\"samtale %s\" made shard %s of %d from other files, or for other papers, than shard "
           "%d")};
    const struct numbers *const odd[] = {&version, &key, &other};
    for (size_t i = 0; i < COUNT(odd); i++) {
        if (!odd[i]->count) continue;
        struct diag *d = diag_error(m->diags, nowhere, ids[i], ways[i], wanted->command,
                                    in_words(m, odd[i]), m->n, of);
        diag_hint(m->diags, d, "make all shards of the same cycle directory, by the same samtale");
    }
}

// Whatever one shard has run, all have; the first that has it is the measure.
static void find_gaps_in_runs(struct shard_merge *m)
{
    struct map seen = {0};
    for (size_t i = 0; i < m->count; i++) {
        const struct shard_manifest *one = m->manifests[i];
        for (size_t k = 0; k < one->run_count; k++) {
            if (map_get(&seen, one->runs[k].command)) continue;
            map_set(&seen, m->arena, one->runs[k].command, &one->runs[k]);
            compare_runs(m, &one->runs[k], one->shard.k);
        }
    }
}

// ---- Files

static int by_path(const void *x, const void *y)
{
    const struct shard_merge_file *a = x, *b = y;
    int c = strcmp(a->entry->path, b->entry->path);
    return c ? c : COMPARE(a->of->shard.k, b->of->shard.k);
}

static void list_files(struct shard_merge *m)
{
    size_t total = 0;
    for (size_t i = 0; i < m->count; i++) total += m->manifests[i]->file_count;
    m->files = ARENA_ARRAY(m->arena, struct shard_merge_file, total);
    for (size_t i = 0; i < m->count; i++)
        for (size_t k = 0; k < m->manifests[i]->file_count; k++)
            m->files[m->file_count++] = (struct shard_merge_file){&m->manifests[i]->files[k],
                                                                  m->manifests[i], SHARD_FILE_GOOD};
    if (total) qsort(m->files, total, sizeof *m->files, by_path);
}

static void find_overlaps(struct shard_merge *m)
{
    size_t found = 0;
    for (size_t i = 1; i < m->file_count; i++) {
        const struct shard_merge_file *a = &m->files[i - 1], *b = &m->files[i];
        if (!strcmp(a->entry->path, b->entry->path) && ++found <= NAMED)
            diag_error(m->diags, nowhere, "file-in-two-shards", "%s is in shards %d and %d of %d",
                       a->entry->path, a->of->shard.k, b->of->shard.k, m->n);
    }
    if (found > NAMED)
        diag_error(m->diags, nowhere, "more-files-in-two-shards",
                   "%zu more files are in two shards", found - NAMED);
}

bool shard_merge_check(struct shard_merge *m)
{
    if (!m->count) return false;
    qsort(m->manifests, m->count, sizeof *m->manifests, by_shard);
    if (!are_of_one_number(m)) return false;
    drop_duplicates(m);
    find_missing(m);
    find_gaps_in_runs(m);
    list_files(m);
    find_overlaps(m);
    return true;
}

enum shard_file_state shard_merge_check_file(const struct shard_merge_file *f, struct buf *bytes)
{
    struct arena scratch = {0};
    uint8_t hash[HASH_SIZE];
    bytes->n = 0;
    int error = file_read(file_join(&scratch, f->of->folder, f->entry->path), bytes,
                          (size_t)1 << 31);
    arena_free(&scratch);
    if (error)
        return error == ENOENT || error == ENOTDIR ? SHARD_FILE_MISSING : SHARD_FILE_UNREADABLE;
    hash_bytes(bytes->p, bytes->n, hash);
    return hash_same(hash, f->entry->sha256) ? SHARD_FILE_GOOD : SHARD_FILE_DIFFERS;
}

static void report_file(struct shard_merge *m, const struct shard_merge_file *f)
{
    const char *path = file_join(m->arena, f->of->folder, f->entry->path);
    static const char *const ids[] = {[SHARD_FILE_MISSING] = "shard-file-missing",
                                      [SHARD_FILE_DIFFERS] = "shard-file-changed",
                                      [SHARD_FILE_UNREADABLE] = "shard-file-unreadable"};
    static const char *const states[] = {
        [SHARD_FILE_MISSING] = N_("%s, of shard %d of %d, is missing"),
        [SHARD_FILE_DIFFERS] = N_("%s, of shard %d of %d, is not as it was made"),
        [SHARD_FILE_UNREADABLE] = N_("%s, of shard %d of %d, cannot be read"),
    };
    GAP(m, ids[f->state], states[f->state], path, f->of->shard.k, m->n);
}

void shard_merge_report_files(struct shard_merge *m)
{
    size_t found = 0;
    for (size_t i = 0; i < m->file_count; i++)
        if (m->files[i].state != SHARD_FILE_GOOD && ++found <= NAMED) report_file(m, &m->files[i]);
    if (found > NAMED)
        GAP(m, "more-shard-files-wrong", "%zu more files are missing or not as they were made",
            found - NAMED);
}
