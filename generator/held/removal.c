// Removes what is found: what is made first, org.yaml last, so that a run that was killed finds the
// rest again.
#include "held/removal.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/file_update.h"
#include "base/json_line.h"
#include "base/staging.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "held/mentions.h"
#include "import/org_edit.h"
#include "import/org_index.h"
#include "output/old.h"
#include "read/read.h"
#include "yaml/splice.h"
#include "yaml/tree.h"

enum { ORG_FILE = 64 << 20 };  // bytes
#define PURGED "history/purged.jsonl"

static const struct place nowhere;

// ---- Whole files

static bool failed(struct held *h, const char *path, int error)
{
    if (error)
        diag_system(h->d, nowhere, "file-unremovable", "%s could not be removed: %s", path,
                    translate_error(error));
    return error;
}

static void remove_empty_folders(struct held *h, const char *path)
{
    char *folder = arena_strdup(h->a, path);
    for (char *slash; (slash = strrchr(folder, '/'));) {
        *slash = '\0';
        if (rmdir(folder)) break;
    }
}

// What a link leads to is elsewhere, and may be somebody else's. Only the output folder itself may
// be one.
static bool is_link(struct held *h, const struct held_thing *t)
{
    const char *path = t->path, *below = t->folder ? path + strlen(t->folder) + 1 : path;
    if (!file_exists(path)) return false;
    if (file_is_regular(path) && !file_crosses_symlink(t->folder ? t->folder : ".", below))
        return false;
    struct diag *g = diag_error(h->d, nowhere, "purge-link",
                                "%s is not removed: it is a link, or behind one", path);
    diag_hint(h->d, g, "remove what it leads to, and then the link");
    return true;
}

static bool remove_file(struct held *h, const struct held_thing *t)
{
    if (is_link(h, t)) return false;
    int error = unlink(t->path) && errno != ENOENT ? errno : 0;
    if (failed(h, t->path, error)) return false;
    remove_empty_folders(h, t->path);
    return true;
}

// ---- Output folders

// stopped: becomes true where it could not be removed.
static bool remove_listed(struct held *h, struct output *o, const struct held_thing *t,
                          bool *stopped)
{
    struct manifest_entry e;
    const char *below = t->path + strlen(t->folder) + 1;
    if (!manifest_find(o->manifest, below, &e)) return true;
    enum old_removal how = old_remove_file(o, &e);
    *stopped |= how == OLD_FAILED;
    if (how == OLD_EDITED) {
        struct diag *g = diag_error(h->d, nowhere, "purge-changed-file",
                                    "%s stays: somebody has changed it since it was made", t->path);
        diag_hint(h->d, g, "look at it, and remove it yourself");
    }
    return how == OLD_REMOVED;
}

// Nothing is left that the manifest lists: it says nothing any more.
static void remove_manifest(struct held *h, const char *folder)
{
    struct diags *quiet = diag_new();
    size_t left;
    struct manifest *m = manifest_read(quiet, folder, MANIFEST_NAME);
    manifest_entries(m, h->a, &left);
    manifest_close(m);
    diag_free(quiet);
    if (left) return;
    const char *path = file_join(h->a, folder, MANIFEST_NAME);
    unlink(manifest_cache_path(h->a, folder, MANIFEST_NAME));
    if (!unlink(path)) remove_empty_folders(h, path);
}

// A run that was killed may have removed files which its manifest still lists: opening it for
// writing takes over what the journal says.
static void finish_journals(struct held *h, const struct options *options)
{
    size_t count;
    const char **periods = file_list(h->a, h->out, &count);
    for (size_t i = 0; i < count; i++) {
        const char *folder = file_join(h->a, h->out, periods[i]);
        struct output o;
        if (file_exists(file_join(h->a, folder, ".manifest.journal"))) {
            output_begin(&o, h->d, options);
            output_set_period(&o, periods[i]);
            output_open(&o);
            output_close(&o);
        }
        if (file_exists(file_join(h->a, folder, MANIFEST_NAME))) remove_manifest(h, folder);
    }
}

// All things of one folder, from the one at `at`.
static void remove_of_folder(struct held *h, const struct options *options, size_t at, bool *gone,
                             bool *stopped)
{
    const struct held_list *f = &h->found;
    const char *folder = f->list[at].folder;
    struct output o;
    output_begin(&o, h->d, options);
    output_set_period(&o, f->list[at].period);
    if (output_open(&o)) {
        for (size_t i = at; i < f->count; i++) {
            const struct held_thing *t = &f->list[i];
            if (t->part == HELD_LISTED && !strcmp(t->folder, folder))
                gone[i] = remove_listed(h, &o, t, stopped);
        }
        *stopped |= !output_save(&o);
    } else *stopped = true;
    output_close(&o);
    remove_manifest(h, folder);
}

static void remove_listed_files(struct held *h, const struct options *o, bool *gone, bool *stopped)
{
    struct map done = {0};
    for (size_t i = 0; i < h->found.count; i++) {
        const struct held_thing *t = &h->found.list[i];
        if (t->part != HELD_LISTED || map_get(&done, t->folder)) continue;
        map_set(&done, h->a, t->folder, h);
        remove_of_folder(h, o, i, gone, stopped);
    }
}

// ---- Parts of files

static bool write_text(struct held *h, const char *path, const struct buf *text)
{
    unsigned lost;
    int error = file_update(path, text->p, text->n, ".", &lost);
    if (error)
        diag_system(h->d, nowhere, "file-unwritable", "%s could not be written: %s", path,
                    translate_error(error));
    return !error;
}

static bool remove_lines(struct held *h, const struct held_thing *t)
{
    struct buf bytes = {0}, left = {0};
    if (is_link(h, t)) return false;
    int error = file_read(t->path, &bytes, ORG_FILE);
    for (const char *p = bytes.p, *end = p + bytes.n, *next; !error && p < end; p = next) {
        next = memchr(p, '\n', (size_t)(end - p));
        next = next ? next + 1 : end;
        if (!mentions_in(p, (size_t)(next - p), t->id, NULL)) buf_add(&left, p, (size_t)(next - p));
    }
    bool ok = !failed(h, t->path, error) && write_text(h, t->path, &left);
    buf_free(&bytes);
    buf_free(&left);
    return ok;
}

struct yaml_file {
    const struct source *source;
    struct org_edits edits;
    struct org_index index;  // nobody where it is no org chart
};

static bool open_yaml(struct held *h, const char *path, struct yaml_file *f)
{
    *f = (struct yaml_file){.source = diag_source_open(h->d, h->a, path, path, ORG_FILE)};
    f->edits = (struct org_edits){.a = h->a};
    if (f->source) f->edits.tree = tree_read(h->d, h->a, f->source);
    f->index = org_index_make(h->a, f->edits.tree);
    return f->edits.tree;
}

static bool edit(struct held *h, const struct yaml_file *f, struct buf *text)
{
    return splice_edits(h->d, f->source, f->edits.edits, f->edits.edit_count, text);
}

static bool drop_person(struct yaml_file *f, const char *id)
{
    struct org_person *p = org_index_person(&f->index, id);
    if (p) org_edit_remove_item(&f->edits, p->unit->node, "employees", p->node);
    return p;
}

// An entry of their own, and as a leader whose calendar had somebody else's.
static void drop_times(struct yaml_file *f, const char *id)
{
    struct node *top = f->edits.tree;
    if (node_get_key(top, id)) org_edit_remove(&f->edits, top, id);
    for (size_t i = 0; top->kind == NODE_MAP && i < top->count; i++) {
        struct node *list = node_get(top->items[i], "leaders");
        for (size_t k = list && list->kind == NODE_LIST ? list->count : 0; k-- > 0;)
            if (list->items[k]->kind == NODE_SCALAR && !strcmp(list->items[k]->text, id))
                org_edit_remove_item(&f->edits, top->items[i], "leaders", list->items[k]);
    }
}

static bool remove_times(struct held *h, const struct held_thing *t)
{
    struct yaml_file f;
    struct buf text = {0};
    if (!open_yaml(h, t->path, &f)) return false;
    drop_times(&f, t->id);
    bool ok = edit(h, &f, &text) && write_text(h, t->path, &text);
    buf_free(&text);
    return ok;
}

// Where it names them elsewhere, too, such as a unit's leader, the whole of it goes: the next
// import then takes org.yaml for what the last one said.
static bool remove_from_import(struct held *h, const struct held_thing *t)
{
    struct yaml_file f;
    struct buf text = {0};
    bool ok = open_yaml(h, t->path, &f) && drop_person(&f, t->id) && edit(h, &f, &text) &&
              !mentions_in(text.p, text.n, t->id, t->name);
    ok = ok ? write_text(h, t->path, &text) : remove_file(h, t);
    buf_free(&text);
    return ok;
}

static const char *const *no_languages;

// Else why not, in why.
static bool is_right(struct held *h, const struct buf *text, struct buf *why)
{
    struct diags *inner = diag_new();
    const struct source *s = diag_source_new(inner, h->a, "org.yaml", text->p, text->n);
    const struct cycle *c = cycle_read_with_org(inner, h->a, ".", no_languages, 0, h->c->as_of, s);
    bool right = !c->has_errors;
    if (!right) {
        diag_show_errors_only(inner);
        diag_text(inner, why);
    }
    diag_free(inner);
    return right;
}

static void hint_why(struct held *h, struct diag *g, struct buf *why)
{
    diag_hint(h->d, g, "%.*s", (int)strcspn(buf_cstr(why), "\n"), buf_cstr(why));
    buf_free(why);
}

static bool can_be_without(struct held *h, const struct buf *text, const char *id)
{
    struct buf why = {0};
    if (is_right(h, text, &why)) return true;
    struct diag *g = diag_error(h->d, nowhere, "purge-person-needed",
                                "%s cannot be taken out of org.yaml, which would be wrong "
                                "without them",
                                id);
    hint_why(h, g, &why);
    return false;
}

static bool can_be_called(struct held *h, const struct buf *text, const char *id)
{
    struct buf why = {0};
    if (is_right(h, text, &why)) return true;
    struct diag *g = diag_error(h->d, nowhere, "rename-wrong",
                                "%s cannot be called so: org.yaml would be wrong", id);
    hint_why(h, g, &why);
    return false;
}

// The text of org.yaml without them. False after a diagnostic.
static bool org_without(struct held *h, const char *id, struct buf *text)
{
    struct yaml_file f;
    return open_yaml(h, "org.yaml", &f) && (!drop_person(&f, id) || edit(h, &f, text)) &&
           (!text->n || can_be_without(h, text, id));
}

bool removal_check_org(struct held *h, const char *id)
{
    struct buf text = {0};
    bool ok = org_without(h, id, &text);
    buf_free(&text);
    return ok;
}

bool removal_rename(struct held *h, const char *id, const char *name, bool dry_run)
{
    struct yaml_file f;
    struct buf text = {0};
    bool ok = open_yaml(h, "org.yaml", &f);
    struct org_person *p = org_index_person(&f.index, id);
    if (p) org_edit_set(&f.edits, p->node, "name", node_scalar(h->a, name));
    ok = ok && p && edit(h, &f, &text) && can_be_called(h, &text, id) &&
         (dry_run || write_text(h, "org.yaml", &text));
    buf_free(&text);
    return ok;
}

static bool remove_person(struct held *h, const struct held_thing *t)
{
    struct buf text = {0};
    bool ok = org_without(h, t->id, &text) && (!text.n || write_text(h, "org.yaml", &text));
    buf_free(&text);
    return ok;
}

static bool remove_entry(struct held *h, const struct held_thing *t)
{
    switch (t->what) {
    case HELD_TIMES: return remove_times(h, t);
    case HELD_LAST_IMPORT: return remove_from_import(h, t);
    case HELD_PEOPLE: return remove_person(h, t);
    default: return false;
    }
}

// ---- What is known of it afterwards

static size_t count_gone(const struct held *h, const bool *gone, enum held_what what,
                         const char *period)
{
    size_t count = 0;
    for (size_t i = 0; i < h->found.count; i++) {
        const struct held_thing *t = &h->found.list[i];
        count += gone[i] && t->what == what && !strcmp(t->period ? t->period : "", period);
    }
    return count;
}

static void note_period(const struct held *h, const bool *gone, const char *period, struct buf *out)
{
    static const char *const names[HELD_WHATS] = {"files",   "times", "import",
                                                  "answers", "plans", "people"};
    struct buf line = {0};
    json_line_begin(&line);
    json_line_text(
        &line, "day",
        arena_printf(h->a, "%04d-%02d-%02d", h->today.year, h->today.month, h->today.day));
    if (*period) json_line_text(&line, "period", period);
    for (int what = 0; what < HELD_WHATS; what++) {
        size_t n = count_gone(h, gone, (enum held_what)what, period);
        if (n) json_line_number(&line, names[what], (int64_t)n);
    }
    json_line_end(&line);
    buf_add(out, line.p, line.n);
    buf_free(&line);
}

// A line for each period: how much, and when; nobody's.
static void note(struct held *h, const bool *gone)
{
    struct buf text = {0};
    struct map done = {0};
    int error = file_exists(PURGED) ? file_read(PURGED, &text, ORG_FILE) : 0;
    for (size_t i = 0; !error && i < h->found.count; i++) {
        const char *period = h->found.list[i].period ? h->found.list[i].period : "";
        if (!gone[i] || map_get(&done, period)) continue;
        map_set(&done, h->a, period, h);
        note_period(h, gone, period, &text);
    }
    if (done.count && !error) write_text(h, PURGED, &text);
    if (error)
        diag_system(h->d, nowhere, "file-unreadable", "%s could not be read: %s", PURGED,
                    translate_error(error));
    buf_free(&text);
}

static bool is_refused(struct held *h, const struct held_thing *t)
{
    if (!t->archived) return false;
    struct diag *g = diag_error(h->d, nowhere, "purge-archived",
                                "%s stays: it is an agreed plan, which keep: { archived: "
                                "personnel-file } says the law has kept",
                                t->path);
    diag_hint(h->d, g, "move it to the personnel file first, and then remove it here yourself");
    return true;
}

// ---- Several people's entries of one file

struct entries {         // those of one kind and file that may go
    const size_t *list;  // of what is found
    size_t count;
};

static bool is_named(const struct entries *e, const struct held *h, const struct buf *text)
{
    struct arena scratch = {0};
    struct map ids = {0};
    const char **found, *folded = utf8_fold(&scratch, arena_strndup(&scratch, text->p, text->n));
    bool named = false;
    for (size_t i = 0; i < e->count && !named; i++) {
        const struct held_thing *t = &h->found.list[e->list[i]];
        map_set(&ids, &scratch, t->id, &ids);
        named = t->name && mentions_name(folded, t->name);
    }
    named = named || mentions_of(&scratch, text->p, text->n, &ids, &found);
    arena_free(&scratch);
    return named;
}

static bool is_whole_without(struct held *h, const struct entries *e, enum held_what what,
                             const struct buf *text)
{
    struct buf why = {0};
    bool whole = what == HELD_PEOPLE ? is_right(h, text, &why)
                                     : what == HELD_TIMES || !is_named(e, h, text);
    buf_free(&why);
    return whole;
}

// All at once: the file is read and written once. False, and nothing is changed or said, where it
// cannot be: then one after the other tells of whom.
static bool remove_together(struct held *h, const struct entries *e)
{
    const struct held_thing *first = &h->found.list[e->list[0]];
    struct held quiet = *h;
    struct yaml_file f;
    struct buf text = {0};
    quiet.d = diag_new();
    bool ok = open_yaml(&quiet, first->path, &f);
    for (size_t i = 0; ok && i < e->count; i++) {
        const struct held_thing *t = &h->found.list[e->list[i]];
        if (t->what == HELD_TIMES) drop_times(&f, t->id);
        else drop_person(&f, t->id);
    }
    ok = ok && f.edits.edit_count && edit(&quiet, &f, &text) &&
         is_whole_without(&quiet, e, first->what, &text) && write_text(&quiet, first->path, &text);
    buf_free(&text);
    diag_free(quiet.d);
    return ok;
}

// ---- All of it

static void clear_folder(const char *folder)
{
    int fd = -1;
    if (!file_exists(folder)) return;
    if (!staging_lock(folder, &fd)) staging_clear(folder);
    if (fd >= 0) close(fd);
}

void removal_clear(struct held *h)
{
    static const char *const written[] = {".", "conversations", "history"};
    size_t count;
    const char **periods = file_list(h->a, h->out, &count);
    for (size_t i = 0; i < COUNT(written); i++) clear_folder(written[i]);
    for (size_t i = 0; i < count; i++)
        clear_folder(arena_printf(h->a, "%s/%s/print", h->out, periods[i]));
}

static bool remove_thing(struct held *h, const struct held_thing *t)
{
    if (t->part == HELD_FILE) return remove_file(h, t);
    return t->part == HELD_LINES ? remove_lines(h, t) : remove_entry(h, t);
}

struct carrying_out {
    struct held *h;
    bool *gone;    // of each thing that is found
    bool stopped;  // something that is made is still there
    size_t waiting;
    struct map still;  // by the ids of people of whom something is there besides
};

static void note_who_is_still_there(struct carrying_out *w)
{
    for (size_t i = 0; i < w->h->found.count; i++) {
        const struct held_thing *t = &w->h->found.list[i];
        if (t->id && !w->gone[i] && t->what != HELD_PEOPLE && t->part != HELD_LISTED)
            map_set(&w->still, w->h->a, t->id, w);
    }
}

// By plans and by org.yaml the rest is found: they stay until it is gone.
static bool has_to_wait(const struct carrying_out *w, const struct held_thing *t)
{
    if (t->what == HELD_PEOPLE && map_get(&w->still, t->id)) return true;
    return (t->what == HELD_PLANS || t->what == HELD_PEOPLE) && w->stopped;
}

// The entry and all that may go with it.
static struct entries entries_with(const struct carrying_out *w, size_t at)
{
    const struct held_list *f = &w->h->found;
    size_t *list = ARENA_ARRAY(w->h->a, size_t, f->count - at), count = 0;
    for (size_t i = at; i < f->count; i++) {
        const struct held_thing *t = &f->list[i];
        if (t->part == HELD_ENTRY && t->what == f->list[at].what && !w->gone[i] &&
            !strcmp(t->path, f->list[at].path) && !has_to_wait(w, t))
            list[count++] = i;
    }
    return (struct entries){list, count};
}

static void remove_all(struct carrying_out *w, enum held_what what)
{
    struct map tried = {0};  // by path: its entries, together
    for (size_t i = 0; i < w->h->found.count; i++) {
        const struct held_thing *t = &w->h->found.list[i];
        if (t->what != what || t->part == HELD_LISTED || w->gone[i] || is_refused(w->h, t))
            continue;
        if (has_to_wait(w, t)) {
            w->waiting++;
            continue;
        }
        if (t->part == HELD_ENTRY && !map_get(&tried, t->path)) {
            map_set(&tried, w->h->a, t->path, w);
            struct entries e = entries_with(w, i);
            bool together = e.count > 1 && remove_together(w->h, &e);
            for (size_t k = 0; together && k < e.count; k++) w->gone[e.list[k]] = true;
        }
        if (!w->gone[i]) w->gone[i] = remove_thing(w->h, t);
        if (what == HELD_OUTPUTS) w->stopped |= !w->gone[i];
    }
}

size_t removal_carry_out(struct held *h, const struct options *o, bool *gone)
{
    struct carrying_out w = {.h = h, .gone = gone};
    size_t count = 0;
    finish_journals(h, o);
    remove_listed_files(h, o, gone, &w.stopped);
    for (int what = 0; what < HELD_WHATS; what++) {
        if (what == HELD_PEOPLE) note_who_is_still_there(&w);
        remove_all(&w, (enum held_what)what);
    }
    if (w.waiting) {
        struct diag *g = diag_error(h->d, nowhere, "purge-stopped",
                                    "plans and people stay until all that is made of them is gone");
        diag_hint(h->d, g, "run this again when what is said above is mended");
    }
    for (size_t i = 0; i < h->found.count; i++) count += gone[i];
    if (count) note(h, gone);
    return count;
}
