// Commands and options. Everything else is in commands/check.c.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/diag.h"
#include "cli/options.h"
#include "commands/commands.h"

struct command {
    const char *name;
    int (*run)(const struct options *o);
};

static const struct command commands[] = {
    {"check", check_run},     {"packs", packs_run},   {"forms", forms_run},
    {"collect", collect_run}, {"status", status_run}, {"summaries", summaries_run},
    {"merge", merge_run},     {"split", split_run},   {"deliver", deliver_run},
    {"print", print_run},
};
enum { COMMANDS = COUNT(commands) };

static int unknown_command(const char *name)
{
    const char *names[COMMANDS];
    for (size_t i = 0; i < COMMANDS; i++) names[i] = commands[i].name;
    const char *near = nearest_word(name, names, COMMANDS);
    fprintf(stderr, "samtale: error: there is no command \"%s\"\n", name);
    if (near) fprintf(stderr, "      = did you mean %s?\n", near);
    else fputs("      = samtale --help shows the commands\n", stderr);
    return 2;
}

static int run(int argc, char **argv)
{
    struct options o;
    if (!options_parse(&o, argc, argv)) return 2;
    if (o.version) return puts("samtale " SAMTALE_VERSION) < 0 ? 3 : 0;
    if (o.help || !o.command) {
        help_print();
        return o.help ? 0 : 2;
    }
    const struct command *command = NULL;
    for (size_t i = 0; i < COMMANDS; i++)
        if (!strcmp(commands[i].name, o.command)) command = &commands[i];
    if (!command) return unknown_command(o.command);
    if (o.misplaced) {
        fprintf(stderr, "samtale: error: %s has no -%s%s\n      = it is for: %s\n", o.command,
                o.misplaced[1] ? "-" : "", o.misplaced, o.belongs_to);
        return 2;
    }
    if (o.directory && chdir(o.directory)) {
        fprintf(stderr, "samtale: error: -C %s: %s\n", o.directory, strerror(errno));
        return errno == EACCES ? 3 : 2;
    }
    return command->run(&o);
}

int main(int argc, char **argv)
{
    // a file that may not grow is an error of writing, and nothing half-written stays
    signal(SIGXFSZ, SIG_IGN);
    int status = run(argc, argv);
    if (fflush(stdout) || ferror(stdout)) {
        fprintf(stderr, "samtale: error: what was to be printed could not be written: %s\n",
                strerror(errno));
        return 3;
    }
    return status;
}
