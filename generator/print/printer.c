// Sends files to a printer by lp, and writes down what was sent.
#include "print/printer.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/json_line.h"
#include "base/map.h"
#include "base/translate.h"
#include "print/record.h"

extern char **environ;

enum { ARGUMENTS_MOST = 16 + 2 * PRINTER_OPTIONS_MOST, SENT_MOST = 1 << 28, OUTPUT_MOST = 4000 };

struct printer {
    struct arena *arena;
    const struct options *options;
    const char *folder;  // the output folder
    const char *record;  // print/sent below it: a line for each job
    struct map sent;     // the line without its last column → itself
};

// ---- What has been sent

static void read_sent(struct printer *p)
{
    struct buf bytes = {0};
    if (!file_read(p->record, &bytes, SENT_MOST)) {
        char *text = arena_strndup(p->arena, bytes.p, bytes.n), *rest = NULL;
        for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
            char *id = strrchr(line, '\t');  // the job's, in the last column
            if (id) *id = '\0', map_set(&p->sent, p->arena, line, line);
        }
    }
    buf_free(&bytes);
}

struct printer *printer_open(struct arena *a, const struct options *o, const char *folder)
{
    struct printer *p = ARENA_NEW(a, struct printer);
    *p = (struct printer){
        .arena = a, .options = o, .folder = folder, .record = file_join(a, folder, "print/sent")};
    read_sent(p);
    return p;
}

static const char *line_of(struct printer *p, const struct print_job *job)
{
    char hash[HASH_TEXT];
    hash_text(job->sha256, hash);
    const char *pages = job->first ? arena_printf(p->arena, "%zu-%zu", job->first, job->last)
                                   : "all";
    return arena_printf(p->arena, "%s\t%s\t%s\t%s", hash, pages, p->options->printer, job->path);
}

// Written at once, so that what a run has sent is known though it is killed. 0 or an errno value.
static int record_sent(struct printer *p, const char *line, const char *id)
{
    struct buf text = {0};
    buf_printf(&text, "%s\t%s\n", line, id);
    int error = record_append(p->record, &text);
    buf_free(&text);
    map_set(&p->sent, p->arena, line, p);
    return error;
}

// ---- The command

struct lp_command {
    const char *arguments[ARGUMENTS_MOST];
    size_t count;
};

static void add_argument(struct lp_command *c, const char *argument)
{
    c->arguments[c->count++] = argument;
}

static void add_option(struct lp_command *c, const char *option)
{
    add_argument(c, "-o");
    add_argument(c, option);
}

static const char *sides(const struct options *o, bool booklet)
{
    switch (o->duplex) {
    case DUPLEX_OFF: return "sides=one-sided";
    case DUPLEX_LONG: return "sides=two-sided-long-edge";
    case DUPLEX_SHORT: return "sides=two-sided-short-edge";
    }
    return booklet ? "sides=two-sided-short-edge" : "sides=two-sided-long-edge";
}

// The job's title is the file's path: printers show it, and it holds ids, no names.
static struct lp_command command_of(struct printer *p, const struct print_job *job)
{
    const struct options *o = p->options;
    struct lp_command c = {0};
    add_argument(&c, "lp");
    add_argument(&c, "-d");
    add_argument(&c, o->printer);
    add_argument(&c, "-t");
    add_argument(&c, job->path);
    add_option(&c, sides(o, job->booklet));
    if (o->staple) add_option(&c, "finishings=4");
    if (o->pin) {
        add_option(&c, arena_printf(p->arena, "job-password=%s", o->pin));
        add_option(&c, "job-password-encryption=none");
    }
    for (int i = 0; i < o->printer_option_count; i++) add_option(&c, o->printer_options[i]);
    if (job->first) {
        add_argument(&c, "-P");
        add_argument(&c, arena_printf(p->arena, "%zu-%zu", job->first, job->last));
    }
    add_argument(&c, "--");
    add_argument(&c, file_join(p->arena, p->folder, job->path));
    return c;
}

static bool needs_quotes(const char *argument)
{
    for (const char *s = argument; *s; s++)
        if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_=+./,:@%", *s))
            return true;
    return !*argument;
}

static void print_json(const struct lp_command *c)
{
    struct buf line = {0};
    json_line_begin(&line);
    json_line_texts(&line, "command", (const char *const *)c->arguments, c->count);
    json_line_print(&line, stdout);
}

static void print_command(const struct lp_command *c)
{
    for (size_t i = 0; i < c->count; i++) {
        const char *argument = c->arguments[i];
        if (i) putchar(' ');
        if (!needs_quotes(argument)) {
            fputs(argument, stdout);
            continue;
        }
        putchar('\'');
        for (; *argument; argument++)
            *argument == '\'' ? fputs("'\\''", stdout) : putchar(*argument);
        putchar('\'');
    }
    putchar('\n');
}

// In a fixed locale, for what lp says is parsed.
static char **environment(struct arena *a)
{
    size_t count = 0, n = 0;
    while (environ[count]) count++;
    char **copy = ARENA_ARRAY(a, char *, count + 2);
    for (size_t i = 0; i < count; i++)
        if (strncmp(environ[i], "LC_ALL=", 7)) copy[n++] = environ[i];
    copy[n] = arena_strdup(a, "LC_ALL=C.UTF-8");
    return copy;
}

static int start(struct arena *a, const struct lp_command *c, int output, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    char **arguments = ARENA_ARRAY(a, char *, c->count + 1);
    for (size_t i = 0; i < c->count; i++) arguments[i] = arena_strdup(a, c->arguments[i]);
    int error = posix_spawnp(child, arguments[0], &actions, NULL, arguments, environment(a));
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

// What lp says, on one line.
static void read_output(int input, struct buf *output)
{
    char piece[512];
    for (ssize_t n; (n = read(input, piece, sizeof piece)) > 0 || (n < 0 && errno == EINTR);)
        if (n > 0 && output->n < OUTPUT_MOST) buf_add(output, piece, (size_t)n);
    for (size_t i = 0; i < output->n; i++)
        if ((unsigned char)output->p[i] < ' ') output->p[i] = ' ';
    while (output->n && output->p[output->n - 1] == ' ') output->n--;
}

// Its exit status; below 0, an errno value with a minus: it did not start.
static int run_command(struct arena *a, const struct lp_command *c, struct buf *output)
{
    int ends[2], status = 0;
    pid_t child;
    if (pipe2(ends, O_CLOEXEC)) return -errno;
    int error = start(a, c, ends[1], &child);
    close(ends[1]);
    if (!error) read_output(ends[0], output);
    close(ends[0]);
    if (error) return -error;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -errno;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// ---- Sending

static void report(const struct printer *p, struct diags *d, const struct print_job *job,
                   int status, struct buf *output)
{
    const char *why = buf_cstr(output);
    if (!strncmp(why, "lp: ", 4)) why += 4;
    struct diag *shown;
    if (status == -ENOENT) {
        shown = diag_system(d, (struct place){0}, "printer-command-missing",
                            "%s was not sent to a printer: there is no command lp", job->path);
        diag_hint(d, shown, "it is in Debian's package cups-client");
    } else if (status < 0) {
        shown = diag_system(d, (struct place){0}, "print-failed",
                            "%s was not sent to a printer: lp: %s", job->path,
                            translate_error(-status));
    } else {
        shown = diag_system(d, (struct place){0}, "print-failed",
                            "%s was not sent to the printer %s: %s", job->path, p->options->printer,
                            *why ? why : _("lp says no more than that it failed"));
        diag_hint(d, shown,
                  "run the same command once more: what was sent before is not sent again");
    }
}

// "request id is Copier-12 (1 file(s))"
static const char *id_of(struct arena *a, struct buf *output)
{
    static const char before[] = "request id is ";
    const char *at = strstr(buf_cstr(output), before);
    return at ? arena_strndup(a, at + sizeof before - 1, strcspn(at + sizeof before - 1, " \t"))
              : "?";
}

enum printer_outcome printer_send(struct printer *p, struct diags *d, const struct print_job *job)
{
    const char *line = line_of(p, job);
    if (!p->options->again && map_get(&p->sent, line)) return PRINTER_SENT_BEFORE;
    struct lp_command c = command_of(p, job);
    if (p->options->dry_run) {
        (p->options->json ? print_json : print_command)(&c);
        return PRINTER_SENT;
    }
    struct buf output = {0};
    int status = run_command(p->arena, &c, &output), error = 0;
    if (status) report(p, d, job, status, &output);
    else if ((error = record_sent(p, line, id_of(p->arena, &output))))
        diag_system(d, (struct place){0}, "print-not-noted",
                    "%s has been sent to %s, but %s could not be written: %s", job->path,
                    p->options->printer, p->record, translate_error(error));
    buf_free(&output);
    return status || error ? PRINTER_FAILED : PRINTER_SENT;
}
