// Warns of what earlier runs made and nobody is due any more, or with --prune removes it.
#include "output/old.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/translate.h"
#include "cli/select.h"

enum { NAMED = 10 };

struct pruning {
    struct output *output;
    const struct options *options;
    const struct cycle *cycle;
};

// What another shard makes is not old.
static struct manifest_entry *find_old(const struct output *o, struct arena *a,
                                       const char *document, size_t *count)
{
    struct manifest_entry *old = manifest_old(o->manifest, a, document, count);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (!output_is_of_other_shard(o, old[i].path)) old[kept++] = old[i];
    *count = kept;
    return old;
}

// A blank form is due nobody, and yet it is wanted.
static bool is_blank(const struct manifest_entry *e)
{
    const char *slash = strrchr(e->path, '/');
    return !strcmp(slash ? slash + 1 : e->path, "_blank.pdf");
}

// Somebody who is left out because of an error is not gone.
static bool is_certain(const struct pruning *p, const struct manifest_entry *e)
{
    return !diag_count(p->output->diags, DIAG_ERROR) ||
           (e->employee && !cycle_person(p->cycle, e->employee));
}

static void warn_of_old(struct pruning *p, const char *document)
{
    struct diags *d = p->output->diags;
    struct arena a = {0};
    size_t count, named = 0;
    const struct manifest_entry *old = find_old(p->output, &a, document, &count);
    for (size_t i = 0; i < count; i++) {
        if (is_blank(&old[i]) || !is_certain(p, &old[i]) || ++named > NAMED) continue;
        struct diag *g = diag_warning(d, (struct place){0}, "paper-outdated",
                                      "%s/%s is from an earlier run, and no longer needed",
                                      p->output->folder, old[i].path);
        diag_hint(d, g,
                  "delete it, so that nobody is given it; the option --prune does that for you");
    }
    if (named > NAMED)
        diag_warning(d, (struct place){0}, "more-papers-outdated",
                     "%zu more papers are from an earlier run, and no longer needed",
                     named - NAMED);
    arena_free(&a);
}

// ---- Removing

static bool is_for_leaders(const struct output *o, const char *document)
{
    for (size_t i = 0; i < o->document_count; i++)
        if (!strcmp(o->documents[i].name, document)) return o->documents[i].for_leaders;
    return o->zips && !strcmp(o->zips, document);
}

static bool is_calendar(const struct output *o, const struct manifest_entry *e)
{
    size_t n = strlen(o->tree);
    return !strncmp(e->document, o->tree, n) && !strcmp(e->document + n, "calendar");
}

// The document of the paper that a calendar goes with; NULL: there is none.
static const char *paper_document(const struct output *o, const char *calendar)
{
    struct arena a = {0};
    struct manifest_entry paper;
    const char *path = arena_printf(&a, "%.*s.pdf", (int)(strlen(calendar) - strlen(".ics")),
                                    calendar);
    bool there = manifest_find(o->manifest, path, &paper);
    arena_free(&a);
    return there ? paper.document : NULL;
}

// The options may name somebody who is gone: then the unit says whether they mean this file.
// --leader means the papers of the leader's people, and of those for leaders the leader's own.
static bool is_selected(const struct pruning *p, const struct manifest_entry *e)
{
    const struct options *o = p->options;
    const struct cycle *c = p->cycle;
    if (select_all(o)) return true;
    if (e->kind) return false;  // a print batch is of people whom its entry does not name
    const char *document = is_calendar(p->output, e) ? paper_document(p->output, e->path)
                                                     : e->document;
    const struct person *who = e->employee ? cycle_person(c, e->employee) : NULL;
    if (who && document &&
        (is_for_leaders(p->output, document) ? select_has_leader : select_has)(o, c, who))
        return true;
    if (o->employee || o->leader || o->wave) return false;
    const struct unit *u = e->unit ? cycle_unit_now(c, e->unit, NULL) : NULL;
    return u && select_has_unit(o, c, u);
}

static void remove_empty_folders(const struct output *o, const char *path)
{
    struct arena a = {0};
    char *folder = arena_strdup(&a, path);
    for (char *slash; (slash = strrchr(folder, '/'));) {
        *slash = '\0';
        if (rmdir(file_join(&a, o->folder, folder))) break;
    }
    arena_free(&a);
}

// Only a file that is as it was made: one that was edited is somebody's work.
static bool is_unchanged(const struct output *o, const char *path, const struct manifest_entry *e)
{
    uint8_t found[HASH_SIZE];
    struct file_stamp stamp;
    if (!file_crosses_symlink(o->folder, e->path) && file_stamp(path, &stamp) &&
        !hash_file(path, found) && hash_same(found, e->sha256))
        return true;
    diag_warning(o->diags, (struct place){0}, "paper-outdated-changed",
                 "%s is no longer needed, but somebody has changed it, so it stays", path);
    return false;
}

// Takes a file that is as it was made, or gone, off the list and away. False after a diagnostic: it
// is still listed, so that another run finds it.
static bool remove_file(struct output *o, const struct manifest_entry *e)
{
    struct arena a = {0};
    const char *path = file_join(&a, o->folder, e->path);
    int error = o->dry_run ? 0 : manifest_remove(o->manifest, e->path);
    if (!error && !o->dry_run && unlink(path) && errno != ENOENT) error = errno;
    if (error) {
        manifest_add(o->manifest, e);
        diag_system(o->diags, (struct place){0}, "file-unremovable", "%s could not be removed: %s",
                    path, translate_error(error));
    } else if (!o->dry_run) remove_empty_folders(o, e->path);
    arena_free(&a);
    return !error;
}

static bool prune_file(struct output *o, const struct manifest_entry *e)
{
    struct arena a = {0};
    bool gone = is_unchanged(o, file_join(&a, o->folder, e->path), e) && remove_file(o, e);
    arena_free(&a);
    return gone;
}

enum old_removal old_remove_file(struct output *o, const struct manifest_entry *e)
{
    struct arena a = {0};
    const char *path = file_join(&a, o->folder, e->path);
    uint8_t found[HASH_SIZE];
    bool there = file_exists(path);
    bool same = !there || (file_is_regular(path) && !file_crosses_symlink(o->folder, e->path) &&
                           !hash_file(path, found) && hash_same(found, e->sha256));
    arena_free(&a);
    if (!same) return OLD_EDITED;
    return remove_file(o, e) ? OLD_REMOVED : OLD_FAILED;
}

static void prune_document(struct pruning *p, const char *document)
{
    struct arena a = {0};
    size_t count, spared = 0;
    const struct manifest_entry *old = find_old(p->output, &a, document, &count);
    for (size_t i = 0; i < count; i++) {
        if (is_blank(&old[i]) || !is_selected(p, &old[i])) continue;
        if (!is_certain(p, &old[i])) spared++;
        else p->output->pruned += prune_file(p->output, &old[i]);
    }
    if (spared)
        diag_warning(p->output->diags, (struct place){0}, "papers-perhaps-outdated",
                     translate_count("%zu file of %s seems to be no longer needed, but it may be "
                                     "because of an error, so it stays",
                                     "%zu files of %s seem to be no longer needed, but it may be "
                                     "because of an error, so they stay",
                                     spared),
                     spared, document);
    arena_free(&a);
}

size_t old_remove(struct output *o, const char *document,
                  bool (*is)(const struct manifest_entry *e, const void *arg), const void *arg)
{
    struct arena a = {0};
    size_t count, removed = 0;
    const struct manifest_entry *old = manifest_old(o->manifest, &a, document, &count);
    for (size_t i = 0; i < count; i++)
        if (!is || is(&old[i], arg)) removed += prune_file(o, &old[i]);
    arena_free(&a);
    return removed;
}

void old_warn_or_prune(struct output *o, const struct options *options, const struct cycle *c)
{
    struct pruning p = {o, options, c};
    bool all = select_all(options), prune = options->prune;
    if (!o->manifest || options->blank || diag_count(o->diags, DIAG_SYSTEM) || (!all && !prune) ||
        (!prune && o->dry_run))
        return;
    for (size_t i = 0; i < o->document_count; i++)
        (prune ? prune_document : warn_of_old)(&p, o->documents[i].name);
    const char *calendar = arena_printf(&o->arena, "%scalendar", o->tree);
    if (o->calendars) (prune ? prune_document : warn_of_old)(&p, calendar);
    if (o->zips) (prune ? prune_document : warn_of_old)(&p, o->zips);
}

// ---- Shards

static void leave_document(struct output *o, const char *document)
{
    struct arena a = {0};
    size_t count;
    const struct manifest_entry *old = manifest_old(o->manifest, &a, document, &count);
    for (size_t i = 0; i < count; i++)
        if (output_is_of_other_shard(o, old[i].path)) manifest_forget(o->manifest, old[i].path);
    arena_free(&a);
}

void old_leave_to_other_shards(struct output *o)
{
    for (size_t i = 0; i < o->document_count; i++) leave_document(o, o->documents[i].name);
    leave_document(o, "calendar");
}
