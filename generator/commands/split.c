// samtale split: cycle → one leader's part → a directory of the leader's own. It is made aside,
// read back and compared with what it was cut from, and only then gets its name.
#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/json_line.h"
#include "base/share.h"
#include "base/staging.h"
#include "base/translate.h"
#include "cli/select.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "describe/describe.h"
#include "run/results.h"
#include "run/run.h"
#include "run/secret_file.h"
#include "yaml/emit.h"
#include "yaml/splice.h"
#include "leader/split.h"

struct leader_directory {
    struct run *run;
    struct arena arena;             // this part's
    const struct source *settings;  // samtale.yaml
    struct leader_split split;
    const char *target, *aside;  // aside NULL: nothing is written
    struct map copied;           // files that stand in it, by name
    size_t file_count, plan_count;
    int lock;  // of aside; -1: there is none
    bool failed;
};

// ---- Files

static void note(struct leader_directory *p, const char *name, int error)
{
    map_set(&p->copied, &p->arena, name, p);
    p->file_count++;
    if (!error) return;
    diag_system(p->run->diags, (struct place){0}, "file-unwritable",
                "%s/%s could not be written: %s", p->target, name, translate_error(error));
    p->failed = true;
}

static void put(struct leader_directory *p, const char *name, const void *bytes, size_t n)
{
    if (map_get(&p->copied, name)) return;
    note(p, name, p->aside ? file_create(file_join(&p->arena, p->aside, name), bytes, n) : 0);
}

// A path that leads out of the directory only by way of a link, and would not in the new one.
static bool leaves_directory(const char *name)
{
    int depth = 0;
    for (const char *s = name; *s && depth >= 0; s += strcspn(s, "/"), s += *s == '/') {
        size_t n = strcspn(s, "/");
        if (n == 2 && !strncmp(s, "..", 2)) depth--;
        else if (n && !(n == 1 && *s == '.')) depth++;
    }
    return depth < 0;
}

static void copy(struct leader_directory *p, const char *name)
{
    struct buf bytes = {0};
    if (p->failed || map_get(&p->copied, name)) return;
    int error = leaves_directory(name) ? ELOOP : file_read(name, &bytes, READ_LIMIT);
    if (error)
        diag_system(p->run->diags, (struct place){0}, "file-not-copied",
                    "%s could not be copied: %s", name,
                    error == ELOOP ? _("it is outside the directory") : translate_error(error));
    else put(p, name, bytes.p, bytes.n);
    p->failed |= error;
    buf_free(&bytes);
}

// Links are followed: the new directory stands by itself.
static void copy_folder(struct leader_directory *p, const char *folder, unsigned depth)
{
    enum { DEEP = 8 };
    size_t count;
    const char **names = depth > DEEP ? NULL : file_list(&p->arena, folder, &count);
    for (size_t i = 0; names && i < count && !p->failed; i++) {
        struct stat st;
        const char *path = file_join(&p->arena, folder, names[i]);
        if (*names[i] == '.' || stat(path, &st)) continue;
        if (S_ISDIR(st.st_mode)) copy_folder(p, path, depth + 1);
        else if (S_ISREG(st.st_mode)) copy(p, path);
    }
}

// ---- What is in it

static void put_settings(struct leader_directory *p)
{
    struct run *r = p->run;
    const struct splice_step waves = {.key = "waves"}, mark = {.key = "part"},
                             share = {.key = "share"};
    struct splice_edit edits[] = {
        {SPLICE_REMOVE, &share, 1, NULL},  // the leader's group is another than HR's
        {SPLICE_SET, &waves, 1, split_org_waves(&p->arena, &p->split)},
        {SPLICE_SET, &mark, 1, split_org_part(&p->arena, &p->split)},
    };
    struct buf out = {0};
    if (splice_edits(r->diags, p->settings, edits, COUNT(edits), &out))
        put(p, "samtale.yaml", out.p, out.n);
    else p->failed = true;
    buf_free(&out);
}

// The settings name it in their first line, by which editors find it.
static void copy_schema(struct leader_directory *p)
{
    static const char name[] = DESCRIBE_FOLDER "/samtale.schema.json";
    if (file_is_regular(name)) copy(p, name);
}

// With it the leader's forms can be signed and read, and no others.
static void put_key(struct leader_directory *p)
{
    uint8_t key[HASH_SIZE];
    secret_form_key(&p->run->inputs.secret, p->split.leader->id, key);
    const char *path = p->aside ? file_join(&p->arena, p->aside, SECRET_FILE) : NULL;
    note(p, SECRET_FILE, path ? secret_file_write(path, key) : 0);
}

static void put_tree(struct leader_directory *p, const char *name, const char *comment,
                     const struct node *tree)
{
    struct buf out = {0};
    buf_str(&out, comment);
    emit_file(tree, &out);
    put(p, name, out.p, out.n);
    buf_free(&out);
}

static void put_org(struct leader_directory *p)
{
    const struct leader_split *s = &p->split;
    const char *comment = arena_printf(&p->arena, "# The part of %s (%s), cut by samtale split.\n",
                                       s->leader->name, s->leader->id);
    put_tree(p, "org.yaml", comment, split_org(&p->arena, s));
}

static void put_conversations(struct leader_directory *p)
{
    const struct node *tree = split_conversations(&p->arena, &p->split);
    const char *folder = p->aside ? file_join(&p->arena, p->aside, "conversations") : NULL;
    if (!tree) return;
    p->failed |= folder && file_make_folders(folder);
    put_tree(p, arena_printf(&p->arena, "conversations/%s.yaml", p->split.cycle->period),
             "# What calendars hold: samtale packs counts what is moved.\n", tree);
}

static void put_plan(struct leader_directory *p, const struct plan *plan)
{
    struct run *r = p->run;
    const struct node *tree = plan ? tree_read(r->diags, &p->arena, plan->source) : NULL;
    const struct node *cut = tree && tree->kind == NODE_MAP
                               ? split_plan(&p->arena, &p->split, plan, tree)
                               : NULL;
    if (!cut) return;
    put_tree(p, plan->source->name, "", cut);
    p->plan_count++;
}

static void copy_pictures(struct leader_directory *p, const char *folder, const struct doc_node *n)
{
    for (; n; n = n->next) {
        if (n->image) copy(p, file_join(&p->arena, folder, n->image->name));
        copy_pictures(p, folder, n->first);
    }
}

static void copy_priorities(struct leader_directory *p, const char *folder,
                            const struct priorities *of)
{
    copy(p, of->source->name);
    copy_pictures(p, folder, of->message);
    copy_pictures(p, folder, of->intro);
    for (size_t i = 0; i < of->extra_question_count; i++)
        copy_pictures(p, folder, of->extra_questions[i]);
    for (size_t i = 0; i < of->count; i++) {
        copy_pictures(p, folder, of->list[i].title);
        copy_pictures(p, folder, of->list[i].body);
    }
}

static void put_everything(struct leader_directory *p)
{
    const struct cycle *c = p->run->inputs.cycle;
    const char *const own[] = {c->logo, c->typeface_regular, c->typeface_bold, c->typeface_italic,
                               c->typeface_bold_italic};
    const char *folder = arena_printf(&p->arena, "priorities/%s", c->period);
    put_settings(p);
    copy_schema(p);
    put_org(p);
    put_conversations(p);
    put_key(p);
    for (size_t i = 0; i < COUNT(own); i++)
        if (own[i]) copy(p, own[i]);
    int error = p->aside && file_exists(folder)
                  ? file_make_folders(file_join(&p->arena, p->aside, folder))
                  : 0;
    p->failed |= error;
    for (size_t i = 0; i < c->unit_count; i++)
        for (size_t k = 0; p->split.units[i] && k < c->units[i]->priorities_count; k++)
            copy_priorities(p, folder, c->units[i]->priorities[k]);
    for (size_t i = 0; i < c->unit_count; i++)
        for (size_t k = 0; p->split.units[i] && k < c->units[i]->former_priorities_count; k++)
            copy_priorities(p, folder, c->units[i]->former_priorities[k]);
    for (size_t i = 0; i < c->person_count; i++) {
        if (p->split.people[i] != SPLIT_WHOLE) continue;
        put_plan(p, c->people[i]->plan);
        put_plan(p, c->people[i]->last_plan);
    }
    copy_folder(p, "templates", 0);
}

// ---- Whether it says what it was cut from

static bool is_same(const struct cycle *c, const struct person *was, const struct cycle *again)
{
    const struct person *p = cycle_person(again, was->id);
    if (!p || !p->leader || p->leader != again->part_of || p->has_errors) return false;
    struct window x = cycle_person_window(c, was), y = cycle_person_window(again, p);
    return !date_compare(x.from, y.from) && !date_compare(x.to, y.to) &&
           cycle_person_pack(c, was) == cycle_person_pack(again, p) &&
           !strcmp(cycle_person_language(c, was), cycle_person_language(again, p));
}

static void compare(struct leader_directory *p)
{
    struct run *r = p->run;
    struct diags *inner = diag_new();
    size_t count, about = 0;
    const char *const *languages = inputs_languages(&r->inputs, &p->arena, &count);
    const struct cycle *again = cycle_read(inner, &p->arena, p->aside, languages, count,
                                           r->inputs.cycle->as_of);
    bool same = !again->has_errors && !diag_count(inner, DIAG_ERROR) &&
                !diag_count(inner, DIAG_SYSTEM);
    for (size_t i = 0; same && i < r->inputs.cycle->person_count; i++)
        if (p->split.people[i] == SPLIT_WHOLE)
            same = is_same(r->inputs.cycle, r->inputs.cycle->people[i], again);
    for (size_t i = 0; same && i < again->person_count; i++)
        about += cycle_is_about(again, again->people[i]);
    struct buf why = {0};
    diag_text(inner, &why);
    if (!same || about != p->split.whole_count) {
        struct diag *g = diag_error(r->diags, (struct place){0}, "leader-directory-not-same",
                                    "%s was not made: it would not say the same as this directory",
                                    p->target);
        if (why.n)
            diag_hint(r->diags, g, "%.*s", (int)strcspn(buf_cstr(&why), "\n"), buf_cstr(&why));
        p->failed = true;
    }
    buf_free(&why);
    diag_free(inner);
}

// ---- The directory

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st, (void)kind, (void)at;
    return remove(path);
}

static void report_unmade(struct leader_directory *p, int error)
{
    struct diag *g = diag_system(p->run->diags, (struct place){0}, "folder-not-made",
                                 "%s could not be made: %s", p->target, translate_error(error));
    if (error == EBUSY || error == EXDEV)
        diag_hint(p->run->diags, g, "name a folder in it, which is not there yet");
    p->failed = true;
}

// The folder that a path's last name is in.
static const char *parent_of(struct arena *a, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash) return ".";
    return slash == path ? "/" : arena_strndup(a, path, (size_t)(slash - path));
}

// Whether the folder that is open is still there: another run may have taken it for a leftover.
static bool is_there(const char *path, int fd)
{
    struct stat there, opened;
    if (fd < 0) return true;
    return !lstat(path, &there) && !fstat(fd, &opened) && there.st_ino == opened.st_ino;
}

// A folder beside the target, locked for as long as this run is at it. 0 or an errno value.
static int make_aside(char path[PATH_MAX], const char *target, int *lock)
{
    enum { TRIES = 100 };
    int error = 0;
    *lock = -1;
    for (int i = 0; i < TRIES; i++) {
        if (!staging_name(path, target)) return ENAMETOOLONG;
        if (!mkdtemp(path)) return errno;  // 0700
        error = staging_lock(path, lock);
        if (!error && is_there(path, *lock)) return 0;
        if (*lock >= 0) close(*lock);
        if (error != EWOULDBLOCK && error != ENOENT && error) return error;
    }
    return error ? error : ENOENT;
}

static void begin_aside(struct leader_directory *p)
{
    char aside[PATH_MAX];
    int error = file_make_folders(parent_of(&p->arena, p->target));
    if (!error) error = make_aside(aside, p->target, &p->lock);
    if (error) {
        report_unmade(p, error);
        return;
    }
    share_folder(aside);
    p->aside = arena_strdup(&p->arena, aside);
}

// What a run that was killed has left of a leader's directory: plans are in it. It is removed when
// it is ours, and nobody is at it.
static void clear_leftover(struct run *r, const char *path)
{
    struct stat st;
    int lock;
    if (lstat(path, &st) || !S_ISDIR(st.st_mode)) return;
    int error = staging_lock(path, &lock);
    bool is_ours = !error && lock >= 0 && st.st_uid == geteuid();
    if (is_ours && nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS)) is_ours = false;
    if (lock >= 0) close(lock);
    if (is_ours || error == EWOULDBLOCK) return;
    struct diag *g = diag_warning(
        r->diags, (struct place){0}, "leader-directory-interrupted",
        "%s is part of a leader's directory, which a run that was stopped "
        "has left",
        path);
    diag_hint(r->diags, g, "delete it when no other samtale split is running");
}

static void clear_leftovers(struct run *r, const char *folder)
{
    struct arena a = {0};
    size_t count;
    const char **names = r->options->dry_run ? (count = 0, NULL) : file_list(&a, folder, &count);
    for (size_t i = 0; i < count; i++)
        if (staging_has_name(names[i])) clear_leftover(r, file_join(&a, folder, names[i]));
    arena_free(&a);
}

static void write_directory(struct leader_directory *p)
{
    if (!p->run->options->dry_run) begin_aside(p);
    if (!p->failed) put_everything(p);
    if (!p->failed && p->aside) compare(p);
    int error = !p->failed && p->aside ? file_sync_all(p->aside) : 0;
    if (error) report_unmade(p, error);
    if (!p->failed && p->aside && rename(p->aside, p->target)) report_unmade(p, errno);
    if (p->failed && p->aside) nftw(p->aside, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    if (p->lock >= 0) close(p->lock);
}

static void print_json(const struct leader_directory *p)
{
    const struct leader_split *s = &p->split;
    struct buf line = {0};
    json_line_begin(&line);
    json_line_text(&line, "leader", s->leader->id);
    json_line_number(&line, "people", (int64_t)s->whole_count);
    json_line_number(&line, "units", (int64_t)s->unit_count);
    json_line_number(&line, "plans", (int64_t)p->plan_count);
    json_line_number(&line, "files", (int64_t)p->file_count);
    json_line_bool(&line, "dry-run", p->run->options->dry_run);
    json_line_print(&line, stdout);
}

static void print_text(const struct leader_directory *p)
{
    const struct leader_split *s = &p->split;
    printf("%s (%s): ", s->leader->name, s->leader->id);
    printf(translate_count("%zu person", "%zu people", s->whole_count), s->whole_count);
    printf(translate_count(", %zu unit", ", %zu units", s->unit_count), s->unit_count);
    printf(translate_count(", %zu plan\n", ", %zu plans\n", p->plan_count), p->plan_count);
    results_print_where(p->run, p->target);
}

static void print_directory(const struct leader_directory *p)
{
    const struct options *o = p->run->options;
    if (p->failed) return;
    if (o->json) print_json(p);
    else if (!o->quiet && o->leader) print_text(p);
}

// ---- The command

// What stands in the way; NULL: nothing does.
static const char *obstacle(struct arena *a, const char *target)
{
    struct stat st;
    size_t count;
    if (stat(target, &st)) return NULL;
    if (S_ISDIR(st.st_mode) && (file_list(a, target, &count), !count)) return NULL;
    return file_exists(file_join(a, target, "samtale.yaml"))
             ? N_("is a cycle directory already, and what has been kept in it would be lost")
             : N_("is there already, and not empty");
}

static bool check_command_line(struct run *r, const char *target)
{
    const struct options *o = r->options;
    const struct cycle *c = r->inputs.cycle;
    if (c->part_of)
        return refuse("go to the organisation's own directory, and split that one",
                      "this is already the own directory of %s", c->part_of->name);
    if (!select_check(o, c)) return false;
    if (!o->leader) return true;
    if (!cycle_person(c, o->leader)->people_count)
        return refuse("name somebody who leads others", "%s is nobody's leader",
                      cycle_person(c, o->leader)->name);
    const char *why = obstacle(&r->arena, target);
    return !why || refuse("name a directory that is not there yet", "%s %s", target, _(why));
}

static const char *without_last_slash(struct arena *a, const char *path)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/') n--;
    return arena_strndup(a, path, n);
}

// The plans of the leader's people only; false after a diagnostic that names whose are wrong.
static bool read_people(struct run *r, const struct person *leader)
{
    bool sound = true;
    for (size_t i = 0; i < leader->people_count; i++) {
        plans_read_of(r->diags, &r->arena, r->inputs.cycle, leader->people[i]);
        sound &= !leader->people[i]->has_errors;
    }
    if (!sound)
        diag_error(r->diags, (struct place){0}, "leader-directory-has-errors",
                   "nothing was written for %s: there are errors in the files of people whom "
                   "this leader leads",
                   leader->name);
    return sound;
}

struct split_totals {  // of all leaders that are meant
    const struct source *settings;
    size_t count, people, there;  // there: made before
};

static void make_directory(struct run *r, struct split_totals *all, const struct person *leader,
                           const char *target)
{
    struct leader_directory p = {.run = r, .settings = all->settings, .target = target, .lock = -1};
    if (read_people(r, leader)) {
        p.split = split_make(&p.arena, r->inputs.cycle, leader);
        write_directory(&p);
        print_directory(&p);
        all->count += !p.failed;
        all->people += p.failed ? 0 : p.split.whole_count;
    }
    arena_free(&p.arena);
}

static void make_directories(struct run *r, struct split_totals *all, const char *target)
{
    const struct options *o = r->options;
    clear_leftovers(r, o->leader ? parent_of(&r->arena, target) : target);
    for (size_t i = 0; i < r->inputs.cycle->person_count && !diag_count(r->diags, DIAG_SYSTEM);
         i++) {
        const struct person *p = r->inputs.cycle->cascade[i];
        if (!p->people_count || !select_has_leader(o, r->inputs.cycle, p)) continue;
        const char *own = o->leader ? target : arena_printf(&r->arena, "%s/%s", target, p->id);
        if (obstacle(&r->arena, own)) all->there++;
        else make_directory(r, all, p, own);
    }
}

static void print_totals(const struct run *r, const struct split_totals *all, const char *target)
{
    const struct options *o = r->options;
    if (o->json || o->quiet || o->leader) return;
    printf(translate_count("%zu leader with %zu people", "%zu leaders with %zu people", all->count),
           all->count, all->people);
    if (all->there) printf(_(", and %zu whose directory is there already"), all->there);
    putchar('\n');
    results_print_where(r, target);
}

static int split_run(const struct options *o)
{
    struct run r;
    run_begin(&r, o);
    if (!run_read(&r, 0)) return run_close(&r, stderr);
    const char *target = without_last_slash(&r.arena, o->operands[0]);
    if (!check_command_line(&r, target)) return run_close_wrong_command_line(&r);
    if (!secret_file_open(&r)) return run_close(&r, stderr);
    struct split_totals all = {.settings = diag_source_open(r.diags, &r.arena,
                                                            r.inputs.cycle->settings_file,
                                                            "samtale.yaml", READ_LIMIT)};
    if (all.settings) make_directories(&r, &all, target);
    print_totals(&r, &all, target);
    return run_close(&r, stderr);
}

const struct command split_command = {
    .name = "split",
    .operands = "DIR",
    .operands_least = 1,
    .operands_most = 1,
    .operands_are_paths = true,
    .options = "unit employee leader wave as-of period dry-run",
    .summary = N_("make a leader's own directory, or one for each leader"),
    .help = N_("Makes a cycle directory with the people whose leader is --leader ID, their units\n"
               "and their plans, so that conversations are kept where they are held. Without\n"
               "--leader, one for each leader, DIR/ID. A directory that is there already is left\n"
               "as it is.\n"),
    .examples = N_("  samtale split --leader e1302 /srv/e1302\n"
                   "  samtale split /srv/leaders               one for each leader\n"
                   "  samtale split /srv/leaders --unit helse --dry-run\n"),
    .run = split_run,
};
