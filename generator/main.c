// The program: reads the command line and runs the command that it names.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/translate.h"
#include "cli/folder.h"
#include "cli/options.h"
#include "cli/out_folder.h"
#include "commands/commands.h"
#include "commands/complete.h"

static int run(struct arena *a, int argc, char **argv)
{
    struct options o;
    if (argc > 1 && !strcmp(argv[1], "__complete")) return complete_run(argc - 2, argv + 2);
    if (!options_parse(&o, a, commands_list, argc, argv)) return 2;
    if (o.version) return puts("samtale " SAMTALE_VERSION) < 0 ? 3 : 0;
    if (o.help) return help_run(&o);
    if (!o.command) return help_without_command(&o, a);
    int status;
    if (!folder_enter(&o, a, &status)) return status;
    bool writes = command_list_has(o.command->options, "out");
    return writes && !out_folder_check(o.out) ? 2 : o.command->run(&o);
}

int main(int argc, char **argv)
{
    // a file that may not grow is an error of writing, and nothing half-written stays
    signal(SIGXFSZ, SIG_IGN);
    struct arena a = {0};
    int status = run(&a, argc, argv);
    arena_free(&a);
    if (fflush(stdout) || ferror(stdout)) {
        fprintf(stderr, _("samtale: error: what was to be printed could not be written: %s\n"),
                translate_error(errno));
        return 3;
    }
    return status;
}
