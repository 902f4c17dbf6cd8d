// What the program says of its commands and options, from their records and the table.
#include "cli/help.h"

#include <string.h>

#include "base/translate.h"
#include "cli/option_table.h"

enum { SUMMARY_COLUMN = 14, OPTION_COLUMN = 29 };

static void add_options(const struct command *c, bool everywhere, struct buf *out)
{
    struct arena a = {0};
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_row *row = &option_table[i];
        if (everywhere ? !row->everywhere : row->everywhere || !command_has(c, row)) continue;
        const char *usage = option_table_usage(&a, row);
        buf_printf(out, "  %-*s", OPTION_COLUMN - 2, usage);
        if (strlen(usage) > OPTION_COLUMN - 3) buf_c(out, ' ');
        buf_printf(out, "%s\n", _(row->help));
    }
    arena_free(&a);
}

void help_print_general(const struct command *const *commands, struct buf *out)
{
    buf_str(out,
            _("Usage: samtale [-C DIR] COMMAND [OPTION…]\n"
              "\n"
              "Turns an organisation's chart and its units' priorities into the papers of a\n"
              "goal-and-development cycle. A command works in the cycle directory: the current\n"
              "folder, the nearest one above it that holds samtale.yaml, or DIR.\n"
              "\n"
              "Commands\n"));
    for (; *commands; commands++)
        buf_printf(out, "  %-*s%s\n", SUMMARY_COLUMN - 2, (*commands)->name,
                   _((*commands)->summary));
    buf_str(out,
            _("\n"
              "samtale help COMMAND shows how a command is used, samtale help KEY what a key of\n"
              "samtale.yaml or another file means. These options every command has:\n"));
    add_options(NULL, true, out);
    buf_str(out, _("\n"
                   "Exit status: 0 done, 1 something in the files is wrong, 2 the command line is\n"
                   "wrong, 3 the system failed (disk full, no permission).\n"));
    buf_str(out,
            _("\n"
              "Guides, with the year in pictures, and samples to try are in\n"
              "/usr/share/doc/samtale/samples, or below /usr/local: GUIDE.en.md, GUIDE.nb.md.\n"));
}

void help_print_command(const struct command *c, struct buf *out)
{
    buf_printf(out, _("Usage: samtale %s [OPTION…]%s%s\n\n"), c->name, c->operands ? " " : "",
               c->operands ? c->operands : "");
    buf_str(out, _(c->help));
    if (c->options) buf_c(out, '\n');
    add_options(c, false, out);
    struct arena a = {0};
    buf_printf(out, "\n%s\n ", _("Every command also has:"));
    for (size_t i = 0, count = 0; i < option_table_count; i++)
        if (option_table[i].everywhere)
            buf_printf(out, "%s %s", count++ ? "," : "", option_table_usage(&a, &option_table[i]));
    buf_printf(out, "\n\n%s\n%s", _("Examples"), _(c->examples));
    arena_free(&a);
}
