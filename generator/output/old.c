// What earlier runs have made and nobody is due any more: named, or with --prune removed.
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/select.h"
#include "run/run.h"

enum { NAMED = 10 };

// What another shard makes is not old.
static struct manifest_entry *find_old(struct run *r, struct arena *a, const char *document,
                                       size_t *count)
{
    struct manifest_entry *old = manifest_old(r->manifest, a, document, count);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (!partition_other_shard_has(r, old[i].path)) old[kept++] = old[i];
    *count = kept;
    return old;
}

// Nobody is due a blank form, and yet it is wanted.
static bool is_blank(const struct manifest_entry *e)
{
    const char *slash = strrchr(e->path, '/');
    return !strcmp(slash ? slash + 1 : e->path, "_blank.pdf");
}

// Somebody who is left out because of an error is not gone.
static bool is_certain(const struct run *r, const struct manifest_entry *e)
{
    return !diag_count(r->diags, DIAG_ERROR) ||
           (e->employee && !cycle_person(r->cycle, e->employee));
}

static void warn_of_old(struct run *r, const char *document)
{
    struct arena a = {0};
    size_t count, named = 0;
    const struct manifest_entry *old = find_old(r, &a, document, &count);
    for (size_t i = 0; i < count; i++) {
        if (is_blank(&old[i]) || !is_certain(r, &old[i]) || ++named > NAMED) continue;
        struct diag *g = diag_warning(r->diags, (struct place){0},
                                      "%s/%s is from an earlier run, and nobody's any more",
                                      r->options->out, old[i].path);
        diag_hint(r->diags, g, "delete it, so that it is not handed out; --prune does");
    }
    if (named > NAMED)
        diag_warning(r->diags, (struct place){0},
                     "%zu more papers are from an earlier run, and nobody's any more",
                     named - NAMED);
    arena_free(&a);
}

// ---- Removing

static bool is_for_leaders(const struct run *r, const char *document)
{
    const struct template *t = templates_find(r->templates, r->cycle->language, document);
    return t && templates_audience(t) == FOR_LEADER;
}

// The document of the paper that a calendar goes with; NULL: there is none.
static const char *paper_of(struct run *r, const char *calendar)
{
    struct arena a = {0};
    struct manifest_entry paper;
    const char *path = arena_printf(&a, "%.*s.pdf", (int)(strlen(calendar) - strlen(".ics")),
                                    calendar);
    bool there = manifest_find(r->manifest, path, &paper);
    arena_free(&a);
    return there ? paper.document : NULL;
}

// The options may name somebody who is gone: then the unit says whether they mean this file.
// --leader means the papers of the leader's people, and of those for leaders the leader's own.
static bool is_selected(struct run *r, const struct manifest_entry *e)
{
    const struct options *o = r->options;
    const struct cycle *c = r->cycle;
    if (select_all(o)) return true;
    if (e->kind) return false;  // a stack is of people whom its entry does not name
    const char *document = strcmp(e->document, "calendar") ? e->document : paper_of(r, e->path);
    const struct person *p = e->employee ? cycle_person(c, e->employee) : NULL;
    if (p && document && (is_for_leaders(r, document) ? select_has_leader : select_has)(o, c, p))
        return true;
    if (o->employee || o->leader || o->wave) return false;
    const struct unit *u = e->unit ? cycle_unit(c, e->unit) : NULL;
    return u && select_has_unit(o, c, u);
}

static void remove_empty_folders(const struct run *r, const char *path)
{
    struct arena a = {0};
    char *folder = arena_strdup(&a, path);
    for (char *slash; (slash = strrchr(folder, '/'));) {
        *slash = '\0';
        if (rmdir(file_join(&a, r->options->out, folder))) break;
    }
    arena_free(&a);
}

// Only what is as we made it: an edited file is somebody's work.
static bool is_unchanged(struct run *r, const char *path, const struct manifest_entry *e)
{
    uint8_t found[HASH_SIZE];
    struct file_stamp trace;
    if (!file_crosses_symlink(r->options->out, e->path) && file_stamp(path, &trace) &&
        !hash_file(path, found) && hash_same(found, e->sha256))
        return true;
    diag_warning(r->diags, (struct place){0},
                 "%s is nobody's any more, but it is not as it was made, so it stays", path);
    return false;
}

static bool prune_file(struct run *r, const struct manifest_entry *e)
{
    struct arena a = {0};
    const char *path = file_join(&a, r->options->out, e->path);
    bool gone = is_unchanged(r, path, e);
    if (gone && !r->options->dry_run) {
        int error = manifest_remove(r->manifest, e->path);
        if (!error && unlink(path)) error = errno;
        if (error)
            diag_system(r->diags, (struct place){0}, "%s could not be removed: %s", path,
                        strerror(error));
        gone = !error;
        if (gone) remove_empty_folders(r, e->path);
    }
    arena_free(&a);
    return gone;
}

static void prune_document(struct run *r, const char *document)
{
    struct arena a = {0};
    size_t count, spared = 0;
    const struct manifest_entry *old = find_old(r, &a, document, &count);
    for (size_t i = 0; i < count; i++) {
        if (is_blank(&old[i]) || !is_selected(r, &old[i])) continue;
        if (!is_certain(r, &old[i])) spared++;
        else if (prune_file(r, &old[i])) r->pruned++;
    }
    if (spared)
        diag_warning(r->diags, (struct place){0},
                     "%zu file%s of %s would be removed, but an error may be why nobody is due "
                     "them, so they stay",
                     spared, spared == 1 ? "" : "s", document);
    arena_free(&a);
}

void old_warn_or_prune(struct run *r)
{
    const struct options *o = r->options;
    bool all = select_all(o), prune = o->prune;
    if (!r->manifest || o->blank || diag_count(r->diags, DIAG_SYSTEM) || (!all && !prune) ||
        (!prune && o->dry_run))
        return;
    for (size_t i = 0; i < r->document_count; i++)
        (prune ? prune_document : warn_of_old)(r, r->documents[i]);
    if (r->calendar.cycle) (prune ? prune_document : warn_of_old)(r, "calendar");
}
