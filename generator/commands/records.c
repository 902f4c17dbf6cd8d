// The plans that collect changes: read, checked as they are to be, and written over the old ones.
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/file_update.h"
#include "base/share.h"
#include "base/staging.h"
#include "base/translate.h"
#include "commands/records.h"
#include "read/read.h"
#include "yaml/splice.h"

// what: a format for the path and the reason.
static void report_file_error(struct records *files, const char *path, int error, const char *what)
{
    diag_system(files->run->diags, (struct place){0}, "file-operation-failed", what, path,
                error == ELOOP ? _("a folder on the way is a link that leads elsewhere")
                               : translate_error(error));
}

// ---- One run at a time

bool records_lock(struct records *files)
{
    if (files->run->options->dry_run || staging_lock(".", &files->lock) != EWOULDBLOCK) return true;
    struct diag *g = diag_system(files->run->diags, (struct place){0}, "collect-running",
                                 "another run is collecting into this directory");
    diag_hint(files->run->diags, g, "wait until it has ended");
    return false;
}

static bool have_same_bytes(const char *a, const char *b)
{
    struct buf x = {0}, y = {0};
    bool same = !file_read(a, &x, READ_LIMIT) && !file_read(b, &y, READ_LIMIT) && x.n == y.n &&
                !memcmp(x.p, y.p, x.n);
    buf_free(&x);
    buf_free(&y);
    return same;
}

// A whole plan that stands here was being written in place: see file_update.h.
static void report_spare(struct records *files, const char *spare)
{
    char name[PATH_MAX];
    if (!staging_original(name, spare)) return;
    const char *plan = arena_printf(&files->run->arena, "plans/%s/%s",
                                    files->run->inputs.cycle->period, name);
    if (!file_exists(plan)) return;
    if (have_same_bytes(spare, plan)) {
        unlink(spare);
        return;
    }
    struct diag *g = diag_warning(files->run->diags, (struct place){0}, "collect-interrupted",
                                  "%s is what a run that was stopped was writing to %s", spare,
                                  plan);
    diag_hint(files->run->diags, g, "compare the two, keep the whole one, and delete %s", spare);
}

void records_clear_leftovers(struct records *files)
{
    struct arena *a = &files->run->arena;
    size_t count;
    if (files->lock < 0) return;
    const char *period = files->run->inputs.cycle->period;
    const char *const folders[] = {"plans", "answers"};
    for (size_t i = 0; i < COUNT(folders); i++) staging_clear(file_join(a, folders[i], period));
    const char **names = file_list(a, ".", &count);
    for (size_t i = 0; i < count; i++) report_spare(files, names[i]);
}

void records_unlock(struct records *files)
{
    if (files->lock >= 0) close(files->lock);
    files->lock = -1;
}

// ---- Reading

struct record *records_open(struct records *files, const struct person *p,
                            const struct returned *form)
{
    struct record *r = collect_leaves_out(files->collect, form) ? NULL
                                                                : collect_record(files->collect, p);
    if (r) return r;
    const char *path = arena_printf(&files->run->arena, "plans/%s/%s.yaml",
                                    files->run->inputs.cycle->period, p->id);
    if (!file_exists(path)) return collect_add_record(files->collect, p, form, path, NULL, NULL);
    struct source *s = diag_source_open(files->run->diags, &files->run->arena, path, path,
                                        READ_LIMIT);
    struct node *tree = s ? tree_read(files->run->diags, &files->run->arena, s) : NULL;
    return tree && tree->kind == NODE_MAP
             ? collect_add_record(files->collect, p, form, path, s, tree)
             : NULL;
}

// ---- Writing

static bool is_unchanged(const struct record *r)  // as it was when it was read
{
    struct buf now = {0};
    if (!r->source) return !file_exists(r->path);
    bool same = !file_read(r->path, &now, READ_LIMIT) && now.n >= r->source->n &&
                !memcmp(now.p + (now.n - r->source->n), r->source->text, r->source->n);
    buf_free(&now);
    return same;
}

// What a run that was killed has left where the plan really is.
static void clear_behind_link(struct records *files, const char *path)
{
    char target[PATH_MAX];
    struct stat st;
    if (files->lock < 0 || lstat(path, &st) || !S_ISLNK(st.st_mode) || !realpath(path, target))
        return;
    *strrchr(target, '/') = '\0';
    staging_clear(target);
}

// The file as it is to be; false after a diagnostic. It must read as a plan, so that no form can
// spoil one.
static bool make_plan(struct records *files, const struct record *r, struct buf *out)
{
    struct splice_edit whole = {SPLICE_SET, NULL, 0, r->tree};
    const struct source *from = r->source ? r->source
                                          : diag_source_new(files->run->diags, &files->run->arena,
                                                            r->path, "", 0);
    if (!splice_edits(files->run->diags, from, r->source ? r->edits : &whole,
                      r->source ? r->edit_count : 1, out))
        return false;
    struct diags *inner = diag_new();
    bool sound = plans_check_text(inner, &files->run->arena, files->run->inputs.cycle, r->person,
                                  r->path, out->p, out->n);
    struct buf why = {0};
    diag_text(inner, &why);
    if (!sound) {
        struct diag *g = diag_error(
            files->run->diags, (struct place){.source = r->source}, "record-would-be-wrong",
            "what the forms of %s say would make %s wrong, so it was left as it is",
            r->person->name, r->path);
        diag_hint(files->run->diags, g, "%.*s", (int)strcspn(buf_cstr(&why), "\n"), buf_cstr(&why));
    }
    buf_free(&why);
    diag_free(inner);
    return sound;
}

// A link is followed, for a plan may be kept elsewhere; a folder that is one is not.
static int save_plan(struct records *files, const char *path, const struct buf *bytes)
{
    unsigned lost;
    if (file_crosses_symlink("plans", path + strlen("plans/"))) return ELOOP;
    clear_behind_link(files, path);
    int error = file_update(path, bytes->p, bytes->n, ".", &lost);
    if (share_is_on()) lost &= ~(unsigned)FILE_UPDATE_OWNER;  // colleagues write each other's files
    if (error || !lost) return error;
    if (!files->lost_count++) files->first_lost = path;
    files->lost |= lost;
    return 0;
}

void records_report_lost(struct records *files)
{
    static const struct {
        unsigned bit;
        const char *name;
    } losses[] = {{FILE_UPDATE_OWNER, N_("owner")},
                  {FILE_UPDATE_GROUP, N_("group")},
                  {FILE_UPDATE_MODE, N_("mode")},
                  {FILE_UPDATE_ATTRIBUTES, N_("extended attributes")}};
    struct buf what = {0}, others = {0};
    if (!files->lost_count) return;
    for (size_t i = 0; i < COUNT(losses); i++)
        if (files->lost & losses[i].bit)
            buf_printf(&what, "%s%s", what.n ? ", " : "", _(losses[i].name));
    if (files->lost_count > 1) buf_printf(&others, _(" and %zu more"), files->lost_count - 1);
    diag_warning(files->run->diags, (struct place){0}, "file-rights-not-kept",
                 "%s%s: saved, but the file system or your rights did not let it keep its %s",
                 files->first_lost, buf_cstr(&others), buf_cstr(&what));
    buf_free(&what);
    buf_free(&others);
}

void records_write(struct records *files, struct record *r)
{
    struct buf out = {0};
    struct place at = {.source = r->source};
    if (!r->changed) return;
    bool made = make_plan(files, r, &out);
    if (made && !is_unchanged(r)) {
        diag_error(
            files->run->diags, at, "record-changed-meanwhile",
            "%s was changed while forms were read, so it was left as it is: collect once more",
            r->path);
        made = false;
    }
    bool same = made && r->source && out.n == r->source->n &&
                !memcmp(out.p, r->source->text, out.n);
    int error = made && !same && !files->run->options->dry_run ? save_plan(files, r->path, &out)
                                                               : 0;
    if (error) report_file_error(files, r->path, error, N_("%s could not be written: %s"));
    r->failed = !made || error;
    buf_free(&out);
}
