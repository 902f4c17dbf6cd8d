// samtale init: the program's example → a small cycle directory to start from. Its files are
// written aside and get their names when all of them are on the disk; samtale.yaml comes last.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/json_line.h"
#include "base/staging.h"
#include "base/translate.h"
#include "cli/data.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "run/run.h"
#include "run/secret_file.h"

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
    struct arena *a;         // the run's
    const char *directory;   // as the user names it
    const char *language;    // a folder of init/
    int period;              // a calendar year
    struct date start;       // the Monday on which the conversations begin
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

static struct date today(void)
{
    struct date day;
    struct tm tm;
    time_t now = time(NULL);
    if (inputs_epoch_day(&day) && date_is_set(day)) return day;
    localtime_r(&now, &tm);
    return (struct date){(int16_t)(tm.tm_year + 1900), (int8_t)(tm.tm_mon + 1), (int8_t)tm.tm_mday};
}

// The first of a weekday (1 Monday) on a day or after it.
static struct date weekday_from(struct date day, int weekday)
{
    return date_add_days(day, (weekday - date_weekday(day) + 7) % 7);
}

// In January and February this year's conversations can still be held; later it is the next
// year's. People are told in time.
static void choose_dates(struct init *t)
{
    enum { FEBRUARY = 2, DAYS_BEFORE = 21 };
    struct date now = today(), told = date_add_days(now, DAYS_BEFORE);
    t->period = now.month <= FEBRUARY ? now.year : now.year + 1;
    struct date first = {(int16_t)t->period, 1, 11};
    t->start = weekday_from(date_compare(told, first) > 0 ? told : first, 1);
}

// ---- The example's texts. What they leave open:
//     {{period}} {{previous}}   the years
//     {{mon start+2}}           that weekday, in the third week of the conversations
//     {{fri period-05-18}}      the first of that weekday on this day of the year or after it

static bool read_day(const struct init *t, const char *text, struct date *out)
{
    static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri"};
    char weekday[4], base[10];
    int month, day, weeks = 0, number = 0;
    if (sscanf(text, "%3s %9[a-z]", weekday, base) != 2) return false;
    while (number < (int)COUNT(weekdays) && strcmp(weekday, weekdays[number])) number++;
    const char *rest = text + strlen(weekday) + 1 + strlen(base);
    if (number == COUNT(weekdays)) return false;
    if (!strcmp(base, "start")) {
        if (*rest && sscanf(rest, "%d", &weeks) != 1) return false;
        *out = date_add_days(t->start, 7 * weeks + number);
        return true;
    }
    bool previous = !strcmp(base, "previous");
    if (sscanf(rest, "-%d-%d", &month, &day) != 2) return false;
    struct date from = {(int16_t)(t->period - previous), (int8_t)month, (int8_t)day};
    *out = weekday_from(from, number + 1);
    return true;
}

static void add_value(const struct init *t, const char *text, struct buf *out)
{
    struct date day;
    if (!strcmp(text, "period")) buf_printf(out, "%d", t->period);
    else if (!strcmp(text, "previous")) buf_printf(out, "%d", t->period - 1);
    else if (read_day(t, text, &day))
        buf_printf(out, "%04d-%02d-%02d", day.year, day.month, day.day);
    else buf_printf(out, "{{%s}}", text);
}

static void fill(const struct init *t, const char *text, struct buf *out)
{
    for (const char *open, *close; (open = strstr(text, "{{")); text = close + 2) {
        close = strstr(open, "}}");
        if (!close) break;
        buf_add(out, text, (size_t)(open - text));
        add_value(t, arena_strndup(t->a, open + 2, (size_t)(close - open - 2)), out);
    }
    buf_str(out, text);
}

static void add_file(struct init *t, const char *name, const void *bytes, size_t n)
{
    *ARENA_PUSH(t->a, t->list, t->count, t->room) = (struct init_file){
        .name = name, .bytes = arena_strndup(t->a, bytes, n), .n = n};
}

static bool add_text(struct init *t, const char *path, const char *name)
{
    struct buf text = {0}, filled = {0};
    int error = file_read(path, &text, READ_LIMIT);
    if (!error) fill(t, buf_cstr(&text), &filled);
    if (!error) add_file(t, strcmp(name, "gitignore") ? name : ".gitignore", filled.p, filled.n);
    else
        diag_system(t->run->diags, nowhere, "file-unreadable", "%s could not be read: %s", path,
                    translate_error(error));
    buf_free(&text);
    buf_free(&filled);
    return !error;
}

// What a folder of the example is called in the directory.
static const char *folder_name(const struct init *t, const char *name)
{
    if (!strcmp(name, "PERIOD")) return arena_printf(t->a, "%d", t->period);
    if (!strcmp(name, "PREVIOUS")) return arena_printf(t->a, "%d", t->period - 1);
    return name;
}

// All that is in a folder of the example; what is in folders comes first, so that samtale.yaml,
// which makes a directory a cycle, is last.
static bool add_texts(struct init *t, const char *folder, const char *below)
{
    size_t count;
    const char **names = file_list(t->a, folder, &count);
    for (int files = 0; files < 2; files++) {
        for (size_t i = 0; i < count; i++) {
            struct stat st;
            const char *path = file_join(t->a, folder, names[i]);
            const char *name = arena_printf(t->a, "%s%s", below, folder_name(t, names[i]));
            bool is_folder = !stat(path, &st) && S_ISDIR(st.st_mode);
            if (is_folder == files) continue;
            if (is_folder ? !add_texts(t, path, arena_printf(t->a, "%s/", name))
                          : !add_text(t, path, name))
                return false;
        }
    }
    return true;
}

static bool read_example(struct init *t)
{
    const char *data = data_folder(t->a);
    const char *folder = data ? arena_printf(t->a, "%s/init/%s", data, t->language) : "init";
    uint8_t secret[HASH_SIZE];
    int error = secret_file_random(secret);
    if (error) return fail(t, SECRET_FILE, error);
    add_file(t, SECRET_FILE, secret, HASH_SIZE);
    if (!data || !file_exists(file_join(t->a, folder, "samtale.yaml"))) {
        diag_system(t->run->diags, nowhere, "example-not-installed",
                    "the program's own example is not where it was installed");
        return false;
    }
    return add_texts(t, folder, "");
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
    json_line_text(&line, "language", t->language);
    json_line_number(&line, "period", t->period);
    json_line_texts(&line, "files", names, t->count);
    json_line_bool(&line, "dry-run", t->run->options->dry_run);
    json_line_print(&line, stdout);
}

static void print_next(const struct init *t)
{
    const char *in = t->run->options->directory;
    const char *folder = in ? file_join(t->a, in, t->directory) : t->directory;
    puts(_("Everything in it is an example, to be replaced by what is yours. Next:"));
    if (in || strcmp(folder, ".")) printf("  cd %s\n", quoted(t, folder));
    printf(
        _("  samtale check                reads it, and says what is wrong and where\n"
          "  samtale packs                makes the papers, in out/%d\n"
          "  samtale import people.xlsx   makes org.yaml of your own people; delete the example's "
          "first\n"
          "Keep a copy of secret.key with the backup, and show it to nobody.\n"),
        t->period);
}

static void print_text(const struct init *t)
{
    bool dry = t->run->options->dry_run;
    printf(dry ? _("would be written to %s:\n") : _("written to %s:\n"),
           strcmp(t->directory, ".") ? t->directory : _("this folder"));
    for (size_t i = 0; i < t->count; i++) printf("  %s\n", t->list[i].name);
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
                     .language = o->cycle_language ? o->cycle_language : language_of_locale()};
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
               "does, a text for each unit, a plan of the period before, and secret.key. It\n"
               "works at once; replace what is in it by what is yours.\n"
               "\n"
               "In January and February the period is this year, later the next one. Nothing is\n"
               "overwritten: if one of the files is there already, none is written. Without\n"
               "--language the texts are in bokmål, or in nynorsk where LC_ALL or LANG says nn.\n"),
    .examples = N_("  samtale init elvestrand\n"
                   "  samtale init vår-kommune --language nn\n"
                   "  samtale init --dry-run   what would be written here\n"),
    .run = init_run,
};
