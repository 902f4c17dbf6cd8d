// Moves the files of an output folder of version 0.1 into their period's folder. The manifest goes
// last, so that a run that is stopped leaves the rest to the next one.
#include "run/takeover.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/translate.h"
#include "read/forms/returned.h"

enum { FORMS_ASKED = 3, FORMS_TRIED = 50 };

struct takeover {
    struct run *r;
    struct arena arena;
    const char *out;     // as --out names it
    const char *period;  // of the files; NULL: not known
    const char **names;  // what to move: names in the output folder
    size_t count, room;
    struct map known_names;
};

static void add_name(struct takeover *t, const char *name)
{
    if (map_get(&t->known_names, name)) return;
    map_set(&t->known_names, &t->arena, name, (void *)name);
    *ARENA_PUSH(&t->arena, t->names, t->count, t->room) = name;
}

// The period that a file's fields or metadata name; NULL: it is no form.
static const char *period_of(struct takeover *t, const char *path)
{
    const struct returned *form = returned_read(&t->arena, file_join(&t->arena, t->out, path));
    bool ours = form->state == RETURNED_FORM || form->state == RETURNED_FLATTENED;
    return ours ? form->form.period : NULL;
}

// False: two forms are of two periods.
static bool ask_form(struct takeover *t, const char *path, size_t *asked)
{
    const char *period = period_of(t, path);
    if (!period) return true;
    (*asked)++;
    if (t->period && strcmp(t->period, period)) return false;
    t->period = period;
    return true;
}

static void read_entries(struct takeover *t, const json_t *files)
{
    size_t asked = 0, tried = 0, i;
    const json_t *file;
    bool same = true;
    json_array_foreach(files, i, file)
    {
        struct manifest_entry e;
        if (!entry_parse(file, &e) || !entry_has_path(&e)) continue;
        add_name(t, arena_strndup(&t->arena, e.path, strcspn(e.path, "/")));
        if (!same || asked == FORMS_ASKED || tried == FORMS_TRIED || e.kind) continue;
        if (!strstr(e.path, ".pdf")) continue;
        tried++;
        same = ask_form(t, arena_strdup(&t->arena, e.path), &asked);
    }
    if (!same) t->period = NULL;
}

static bool is_of_manifest(const char *name)
{
    return strcmp(name, MANIFEST_NAME) &&
           (!strncmp(name, "manifest.", 9) || !strncmp(name, ".manifest.", 10));
}

// Whether there is an old manifest, and what it lists.
static bool read_manifest(struct takeover *t)
{
    json_t *all = json_load_file(file_join(&t->arena, t->out, MANIFEST_NAME), 0, NULL);
    const json_t *files = json_object_get(all, "files");
    bool is = json_is_array(files);
    if (is) read_entries(t, files);
    json_decref(all);
    if (!is) return false;
    size_t count;
    const char **names = file_list(&t->arena, t->out, &count);
    for (size_t i = 0; i < count; i++)
        if (is_of_manifest(names[i])) add_name(t, names[i]);
    add_name(t, MANIFEST_NAME);
    return true;
}

// One that another run has moved already is no error.
static bool move(struct takeover *t, const char *name)
{
    struct run *r = t->r;
    const char *to = file_join(&t->arena, file_join(&t->arena, t->out, t->period), name);
    if (!rename(file_join(&t->arena, t->out, name), to) || errno == ENOENT) return true;
    diag_system(r->diags, (struct place){0}, "file-not-moved", "%s/%s could not be moved to %s: %s",
                t->out, name, to, translate_error(errno));
    return false;
}

static bool move_all(struct takeover *t)
{
    struct run *r = t->r;
    const char *folder = file_join(&t->arena, t->out, t->period);
    int error = file_make_folders(folder);
    if (error) {
        diag_system(r->diags, (struct place){0}, "folder-not-made", "%s could not be made: %s",
                    folder, translate_error(error));
        return false;
    }
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->names[i], t->period) && !move(t, t->names[i])) return false;
    diag_warning(r->diags, (struct place){0}, "old-output-moved",
                 "%s was made by version 0.1 of samtale: its files are of %s, and now in %s",
                 t->out, t->period, folder);
    return true;
}

static void report_stay(const struct takeover *t, const char *why)
{
    struct diag *g = diag_warning(t->r->diags, (struct place){0}, "old-output-left",
                                  "%s/%s and its files are of version 0.1 of samtale, and stay "
                                  "where they are: %s",
                                  t->out, MANIFEST_NAME, _(why));
    diag_hint(t->r->diags, g, "move them to a folder named after their period, or delete them");
}

bool takeover_old_output(struct run *r)
{
    const struct options *o = r->options;
    struct takeover t = {.r = r, .out = o->out};
    bool done = true;
    if (o->dry_run || o->dump || !file_exists(file_join(&t.arena, o->out, MANIFEST_NAME))) {
        arena_free(&t.arena);
        return true;
    }
    if (!read_manifest(&t)) report_stay(&t, N_("it cannot be read"));
    else if (!t.period) report_stay(&t, N_("no form among them tells of which period they are"));
    else if (file_exists(arena_printf(&t.arena, "%s/%s/" MANIFEST_NAME, o->out, t.period)))
        report_stay(&t, N_("there are files of their period already"));
    else done = move_all(&t);
    arena_free(&t.arena);
    return done;
}
