// samtale init: the program's example → a small cycle directory to start from. Its files are
// written aside and get their names when all of them are on the disk; samtale.yaml comes last.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/json_line.h"
#include "base/staging.h"
#include "base/translate.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "commands/example.h"
#include "commands/schemas.h"
#include "describe/describe.h"
#include "run/run.h"
#include "run/secret_file.h"
#include "yaml/tree.h"

static const struct place nowhere;

struct init_file {
    const char *name;  // in the directory
    const void *bytes;
    size_t n;
    struct staging staging;
    enum { FILE_NONE, FILE_ASIDE, FILE_NAMED } state;
};

struct init {
    struct run *run;
    struct arena *a;        // the run's
    const char *directory;  // as the user names it
    struct example example;
    bool has_org;  // an org.yaml is there, and what is made up of people and units is left out
    struct init_file *list;  // in the order in which they get their names
    size_t count, room;
    const char **made;  // folders, those above before those in them
    size_t made_count, made_room;
};

static const char *path_of(const struct init *t, const char *name)
{
    return strcmp(t->directory, ".") ? file_join(t->a, t->directory, name) : name;
}

static bool fail(struct init *t, const char *path, int error)
{
    diag_system(t->run->diags, nowhere, "file-unwritable", "%s could not be written: %s", path,
                translate_error(error));
    return false;
}

// ---- Language and dates

static const char *language_of_locale(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *value = NULL;
    for (size_t i = 0; i < COUNT(variables) && !(value && *value); i++)
        value = getenv(variables[i]);
    return value && !strncmp(value, "nn", 2) ? "nn" : "nb";
}

// In January and February this year's conversations can still be held; later it is the next
// year's. People are told in time.
static void choose_dates(struct init *t)
{
    enum { FEBRUARY = 2, DAYS_BEFORE = 21 };
    struct date now = inputs_today(), told = date_add_days(now, DAYS_BEFORE);
    t->example.period = now.month <= FEBRUARY ? now.year : now.year + 1;
    struct date first = {(int16_t)t->example.period, 1, 11};
    t->example.start = example_weekday_from(date_compare(told, first) > 0 ? told : first, 1);
}

static void add_file(struct init *t, const char *name, const void *bytes, size_t n)
{
    *ARENA_PUSH(t->a, t->list, t->count, t->room) = (struct init_file){
        .name = name, .bytes = arena_strndup(t->a, bytes, n), .n = n};
}

// What import has put there stays.
static void add_schemas(struct init *t)
{
    size_t count;
    const struct schemas_file *files = schemas_make(t->a, t->example.language, &count);
    for (size_t i = 0; i < count; i++)
        if (!file_is_regular(path_of(t, files[i].name)))
            add_file(t, files[i].name, files[i].bytes, files[i].n);
}

// What an org.yaml that is there calls the organisation; NULL: nothing that can be read.
static const char *organisation_of(struct init *t, const char *path)
{
    struct diags *quiet = diag_new();
    const struct source *s = diag_source_open(quiet, t->a, path, path, READ_LIMIT);
    const struct node *unit = node_get(s ? tree_read(quiet, t->a, s) : NULL, "unit");
    const char *name = node_localized_text(unit, "name");
    diag_free(quiet);
    return name;
}

// An org.yaml that import made, or somebody, is one to begin with: the settings are written for it,
// and of the example's people and units nothing.
static bool add_for_org(struct init *t, const struct example_files *files)
{
    const char *organisation = organisation_of(t, path_of(t, "org.yaml"));
    for (size_t i = 0; i < files->count; i++) {
        const struct example_file *f = &files->list[i];
        struct diags *d = t->run->diags;
        struct buf own = {0};
        if (example_is_content(f->name)) continue;
        if (strcmp(f->name, "samtale.yaml") != 0) {
            add_file(t, f->name, f->bytes, f->n);
            continue;
        }
        const struct source *s = diag_source_new(d, t->a, f->name, f->bytes, f->n);
        bool adopted = example_adopt(&t->example, d, t->a, s, organisation, &own);
        if (adopted) add_file(t, f->name, own.p, own.n);
        buf_free(&own);
        if (!adopted) return false;
    }
    return true;
}

static bool read_example(struct init *t)
{
    struct example_files files = {0};
    uint8_t secret[HASH_SIZE];
    int error = secret_file_random(secret);
    if (error) return fail(t, SECRET_FILE, error);
    add_file(t, SECRET_FILE, secret, HASH_SIZE);
    add_schemas(t);
    t->has_org = file_is_regular(path_of(t, "org.yaml")) &&
                 !file_is_regular(path_of(t, "samtale.yaml"));
    if (!example_read(&t->example, t->run->diags, t->a, &files)) return false;
    if (t->has_org) return add_for_org(t, &files);
    for (size_t i = 0; i < files.count; i++)
        add_file(t, files.list[i].name, files.list[i].bytes, files.list[i].n);
    return true;
}

// ---- What is there already

static void report_obstacles(struct init *t, const char *paths, size_t count)
{
    struct diag *g = diag_error(t->run->diags, nowhere, "init-files-there",
                                translate_count("%s is there already, so nothing was written",
                                                "%s are there already, so nothing was written",
                                                count),
                                paths);
    diag_hint(t->run->diags, g, "name a folder that is not there yet: samtale init DIR");
}

// The file itself, or what is no folder where it needs one; NULL: neither.
static const char *obstacle(struct init *t, const char *name)
{
    for (const char *end = strchr(name, '/');; end = strchr(end + 1, '/')) {
        struct stat st;
        const char *part = end ? arena_strndup(t->a, name, (size_t)(end - name)) : name;
        const char *path = path_of(t, part);
        if (lstat(path, &st)) {
            if (errno != ENOENT && errno != ENOTDIR) fail(t, path, errno);
            return NULL;
        }
        if (!end || !S_ISDIR(st.st_mode)) return path;
    }
}

static bool is_free(struct init *t)
{
    struct stat st;
    const char *paths = NULL, *last = "";
    size_t count = 0;
    if (!stat(t->directory, &st) && !S_ISDIR(st.st_mode)) {
        report_obstacles(t, t->directory, 1);
        return false;
    }
    for (size_t i = 0; i < t->count; i++) {
        const char *path = obstacle(t, t->list[i].name);
        if (!path || !strcmp(path, last)) continue;  // a folder's files come one after the other
        paths = count++ ? arena_printf(t->a, "%s, %s", paths, path) : path;
        last = path;
    }
    if (count) report_obstacles(t, paths, count);
    return !diag_exit_status(t->run->diags);
}

// ---- Writing

// A folder and those above it; notes which were not there.
static int make_folders(struct init *t, const char *path)
{
    for (const char *end = strchr(path + 1, '/');; end = strchr(end + 1, '/')) {
        const char *part = end ? arena_strndup(t->a, path, (size_t)(end - path)) : path;
        if (!file_exists(part)) *ARENA_PUSH(t->a, t->made, t->made_count, t->made_room) = part;
        if (!end) return file_make_folders(path);
    }
}

static int write_aside(struct init *t, struct init_file *f)
{
    const char *path = path_of(t, f->name), *slash = strrchr(f->name, '/');
    int error = slash ? make_folders(t, arena_strndup(t->a, path, strlen(path) - strlen(slash)))
                      : 0;
    if (error) return error;
    error = staging_begin(&f->staging, path, f->bytes, f->n);
    if (f->staging.fd >= 0) f->state = FILE_ASIDE;
    return error;
}

static int give_names(struct init *t, const char **path)
{
    int error = 0;
    for (size_t i = 0; i < t->count && !error; i++) {
        struct init_file *f = &t->list[i];
        *path = path_of(t, f->name);
        error = staging_end_new(&f->staging, 0, *path);
        f->state = error ? FILE_NONE : FILE_NAMED;
    }
    return error;
}

// Nothing of it stays.
static void undo(struct init *t, int error)
{
    for (size_t i = t->count; i-- > 0;) {
        struct init_file *f = &t->list[i];
        if (f->state == FILE_ASIDE) staging_end_new(&f->staging, error, path_of(t, f->name));
        else if (f->state == FILE_NAMED) unlink(path_of(t, f->name));
    }
    for (size_t i = t->made_count; i-- > 0;) rmdir(t->made[i]);
}

// What a run that was killed has left. The directory is locked for as long as this one is at it.
static int take_directory(struct init *t, int *lock)
{
    int error = staging_lock(t->directory, lock);
    if (!error) staging_clear(t->directory);
    for (size_t i = 0; i < t->count && !error; i++) {
        const char *path = path_of(t, t->list[i].name), *slash = strrchr(t->list[i].name, '/');
        if (slash) staging_clear(arena_strndup(t->a, path, strlen(path) - strlen(slash)));
    }
    return error;
}

static bool write_files(struct init *t)
{
    int lock = -1;
    const char *path = t->directory;
    int error = make_folders(t, path);
    if (!error) error = take_directory(t, &lock);
    for (size_t i = 0; i < t->count && !error; i++) {
        path = path_of(t, t->list[i].name);
        error = write_aside(t, &t->list[i]);
    }
    if (!error) error = give_names(t, &path);
    if (error) undo(t, error);
    if (lock >= 0) close(lock);
    if (error == EEXIST) report_obstacles(t, path, 1);
    else if (error == EWOULDBLOCK)
        diag_error(t->run->diags, nowhere, "init-running", "another samtale init is at work in %s",
                   path);
    else if (error) fail(t, path, error);
    else secret_file_check_rights(t->run->diags, path_of(t, SECRET_FILE));
    return !error;
}

// ---- What is said of it

// As it is typed in a shell.
static const char *quoted(const struct init *t, const char *path)
{
    struct buf out = {0};
    const char *safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-";
    bool plain = true;
    for (const char *s = path; *s; s++) plain &= (*s & 0x80) || strchr(safe, *s);
    if (plain) return path;
    BUF_LIT(&out, "'");
    for (const char *s = path; *s; s++) {
        if (*s == '\'') BUF_LIT(&out, "'\\'");
        buf_c(&out, *s);
    }
    BUF_LIT(&out, "'");
    const char *text = arena_strdup(t->a, buf_cstr(&out));
    buf_free(&out);
    return text;
}

static void print_json(const struct init *t)
{
    struct buf line = {0};
    const char **names = ARENA_ARRAY(t->a, const char *, t->count);
    for (size_t i = 0; i < t->count; i++) names[i] = t->list[i].name;
    json_line_begin(&line);
    json_line_text(&line, "directory", t->directory);
    json_line_text(&line, "language", t->example.language);
    json_line_number(&line, "period", t->example.period);
    json_line_texts(&line, "files", names, t->count);
    json_line_bool(&line, "dry-run", t->run->options->dry_run);
    json_line_print(&line, stdout);
}

static void print_next(const struct init *t)
{
    const char *in = t->run->options->directory;
    const char *folder = in ? file_join(t->a, in, t->directory) : t->directory;
    puts(t->has_org
             ? _("org.yaml stays as it is. In samtale.yaml, put in what is yours: dates, HR, "
                 "data protection officer. Next:")
             : _("Everything in it is an example, to be replaced by what is yours. Next:"));
    if (in || strcmp(folder, "."))
        printf("  cd %s%s\n", *folder == '-' ? "./" : "", quoted(t, folder));
    printf(_("  samtale check                reads it, and says what is wrong and where\n"
             "  samtale packs                makes the papers, in out/%d\n"),
           t->example.period);
    if (!t->has_org)
        puts(_("  samtale import people.xlsx   puts your own people in instead of the example's"));
    puts(_("Keep a copy of secret.key with the backup, and show it to nobody."));
}

static void print_text(const struct init *t)
{
    bool dry = t->run->options->dry_run;
    printf(dry ? _("would be written to %s:\n") : _("written to %s:\n"),
           strcmp(t->directory, ".") ? t->directory : _("this folder"));
    bool schemas = false;
    for (size_t i = 0; i < t->count; i++) {
        bool is_one = !strncmp(t->list[i].name, DESCRIBE_FOLDER "/", strlen(DESCRIBE_FOLDER "/"));
        if (!is_one) printf("  %s\n", t->list[i].name);
        else if (!schemas) puts(_("  .samtale/    what editors complete and check these files by"));
        schemas = schemas || is_one;
    }
    if (!dry) print_next(t);
}

// ---- The command

static const char *without_last_slash(struct arena *a, const char *path)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/') n--;
    return arena_strndup(a, path, n);
}

static int init_run(const struct options *o)
{
    struct run r;
    run_begin(&r, o);
    const char *directory = options_operand(o, 0, ".");
    if (!*directory) {
        refuse("name a folder, or none for this one", "DIR is empty");
        return run_close_wrong_command_line(&r);
    }
    struct init t = {.run = &r,
                     .a = &r.arena,
                     .directory = without_last_slash(&r.arena, directory),
                     .example.language = o->cycle_language ? o->cycle_language
                                                           : language_of_locale()};
    if (!inputs_check_epoch(r.diags)) return run_close(&r, stderr);
    choose_dates(&t);
    if (!read_example(&t) || !is_free(&t) || (!o->dry_run && !write_files(&t)))
        return run_close(&r, stderr);
    if (o->json) print_json(&t);
    else if (!o->quiet) print_text(&t);
    return run_close(&r, stderr);
}

const struct command init_command = {
    .name = "init",
    .operands = "[DIR]",
    .operands_most = 1,
    .operands_are_paths = true,
    .anywhere = true,
    .options = "language dry-run",
    .summary = N_("write a small cycle that works, to begin with"),
    .help = N_("Writes a small cycle into this folder, or into DIR, which is made where it is\n"
               "missing: samtale.yaml and org.yaml, in which comments tell what each setting\n"
               "does, a text for each unit, a plan of the period before, secret.key, and in\n"
               ".samtale/ what editors complete and check these files by. It works at once;\n"
               "replace what is in it by what is yours.\n"
               "\n"
               "Where org.yaml is there already, from samtale import, it stays, and what belongs\n"
               "to the example's people is left out.\n"
               "\n"
               "In January and February the period is this year, later the next one. Nothing is\n"
               "overwritten: if one of the other files is there, none is written. Without\n"
               "--language the texts are in bokmål, or in nynorsk where LC_ALL or LANG says nn.\n"),
    .examples = N_("  samtale init elvestrand\n"
                   "  samtale init vår-kommune --language nn\n"
                   "  samtale init --dry-run   what would be written here\n"),
    .run = init_run,
};
