// The manual pages of the program and of its commands, from their records and the table of options.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "cli/option_table.h"
#include "describe/mdoc.h"
#include "describe/pages.h"

static const char files_of_cycle[] =
    ".It Pa samtale.yaml\n"
    "The settings, and what makes a folder a cycle directory:\n.Xr samtale.yaml 5 .\n"
    ".It Pa org.yaml\n"
    "Who works where and who leads whom:\n.Xr samtale-org.yaml 5 .\n"
    ".It Pa priorities/PERIOD/UNIT.md\n"
    "What units give priority to:\n.Xr samtale-priorities 5 .\n"
    ".It Pa plans/PERIOD/EMPLOYEE.yaml\n"
    "What has been agreed:\n.Xr samtale-plans 5 .\n"
    ".It Pa out/PERIOD\n"
    "What is made, unless\n.Fl \\-out\nnames another folder.\n"
    ".It Pa secret.key\n"
    "The key with which forms are signed.\n";

void pages_see(struct buf *out, const char *name, int section, bool *first)
{
    buf_printf(out, "%s.Xr %s %d", *first ? "" : " ,\n", name, section);
    *first = false;
}

static void add_option(struct arena *a, const struct option_row *row, struct buf *out)
{
    buf_printf(out, ".It Fl %s%s%s%s\n", row->name[1] ? "\\-" : "", row->name,
               row->argument ? " Ar " : "", row->argument ? mdoc_word(a, row->argument) : "");
    mdoc_text(out, row->help);
}

static void add_options(struct arena *a, const struct command *c, bool everywhere, struct buf *out)
{
    BUF_LIT(out, ".Bl -tag -width Ds\n");
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_row *row = &option_table[i];
        if (row->everywhere == everywhere && (everywhere || command_has(c, row)))
            add_option(a, row, out);
    }
    BUF_LIT(out, ".El\n");
}

static void add_exit_status(struct buf *out)
{
    BUF_LIT(out, ".Sh EXIT STATUS\n.Bl -tag -width Ds -compact\n"
                 ".It 0\ndone, though there may be warnings\n"
                 ".It 1\nsomething in the files is wrong, or is reported as such\n"
                 ".It 2\nthe command line is wrong\n"
                 ".It 3\nthe system failed: the disk is full, or there is no permission\n"
                 ".El\n");
}

static void add_files(struct buf *out)
{
    buf_printf(out,
               ".Sh FILES\n.Bl -tag -width Ds\n%s"
               ".It Pa /usr/share/doc/samtale/samples\n"
               "Guides, with the year in pictures, and samples to try; or below\n"
               ".Pa /usr/local .\n.El\n",
               files_of_cycle);
}

// ---- One command

// In one line and with hyphens as they are typed, so that it can be copied into a shell.
static void add_command_line(struct buf *out, const char *text)
{
    BUF_LIT(out, ".Bd -literal -offset indent\n");
    for (const char *s = text; *s; s++) {
        if (*s == '-') BUF_LIT(out, "\\-");
        else if (*s == '\\') BUF_LIT(out, "\\e");
        else buf_c(out, *s);
    }
    BUF_LIT(out, "\n.Ed\n");
}

// Command lines, each with what it does behind three spaces.
static void add_examples(struct arena *a, const char *examples, struct buf *out)
{
    BUF_LIT(out, ".Sh EXAMPLES\n");
    for (const char *line = examples; *line;) {
        size_t n = strcspn(line, "\n");
        const char *one = arena_strndup(a, line + strspn(line, " "), n - strspn(line, " "));
        const char *gap = strstr(one, "   ");
        const char *does = gap ? gap + strspn(gap, " ") : "";
        if (line != examples && *does) BUF_LIT(out, ".Pp\n");
        if (*does) mdoc_text(out, arena_printf(a, "%c%s:", ascii_upper(*does), does + 1));
        add_command_line(out, gap ? arena_strndup(a, one, (size_t)(gap - one)) : one);
        line += n + (line[n] == '\n');
    }
}

void pages_command(struct arena *a, const struct command *c, struct buf *out)
{
    mdoc_begin(a, out, arena_printf(a, "samtale-%s", c->name), 1, c->summary);
    buf_printf(out, ".Sh SYNOPSIS\n.Nm samtale %s\n.Op Ar OPTION ...\n", c->name);
    if (c->operands) buf_printf(out, ".Ar %s\n", mdoc_word(a, c->operands));
    BUF_LIT(out, ".Sh DESCRIPTION\n");
    mdoc_paragraphs(a, out, c->help);
    if (c->options) {
        BUF_LIT(out, ".Pp\nThe options are as follows:\n");
        add_options(a, c, false, out);
    }
    BUF_LIT(out, ".Pp\nEvery command also has the options that\n.Xr samtale 1\nlists.\n");
    add_exit_status(out);
    add_examples(a, c->examples, out);
    bool first = true;
    BUF_LIT(out, ".Sh SEE ALSO\n");
    pages_see(out, "samtale", 1, &first);
    pages_see(out, "samtale.yaml", 5, &first);
    buf_c(out, '\n');
}

// ---- The program

static void see_sorted(const char **names, size_t count, int section, bool *first, struct buf *out)
{
    qsort(names, count, sizeof *names, array_compare_texts);
    for (size_t i = 0; i < count; i++) pages_see(out, names[i], section, first);
}

static void see_all(struct arena *a, const struct command *const *commands, struct buf *out)
{
    const char **names = NULL;
    size_t count = 0, room = 0;
    bool first = true;
    BUF_LIT(out, ".Sh SEE ALSO\n");
    for (const struct command *const *c = commands; *c; c++)
        *ARENA_PUSH(a, names, count, room) = arena_printf(a, "samtale-%s", (*c)->name);
    see_sorted(names, count, 1, &first, out);
    count = 0;
    for (const struct keys_file *const *f = keys_files; *f; f++)
        *ARENA_PUSH(a, names, count, room) = pages_file_name(a, *f);
    *ARENA_PUSH(a, names, count, room) = "samtale-import.yaml";
    *ARENA_PUSH(a, names, count, room) = "samtale-templates";
    see_sorted(names, count, 5, &first, out);
    buf_c(out, '\n');
}

void pages_program(struct arena *a, const struct command *const *commands, struct buf *out)
{
    mdoc_begin(a, out, "samtale", 1, "papers of a goal\\-and\\-development cycle");
    BUF_LIT(out, ".Sh SYNOPSIS\n.Nm samtale\n.Op Fl C Ar DIR\n.Ar COMMAND\n.Op Ar OPTION ...\n"
                 ".Sh DESCRIPTION\n");
    mdoc_text(out,
              "Turns an organisation's chart and its units' priorities into the papers of a "
              "goal-and-development cycle. A command works in the cycle directory: the current "
              "folder, the nearest one above it that holds samtale.yaml, or DIR. The commands are "
              "as follows:");
    BUF_LIT(out, ".Bl -tag -width Ds\n");
    for (const struct command *const *c = commands; *c; c++) {
        buf_printf(out, ".It Xr samtale-%s 1\n", (*c)->name);
        mdoc_text(out, (*c)->summary);
    }
    BUF_LIT(out, ".El\n.Pp\nThese options every command has:\n");
    add_options(a, NULL, true, out);
    BUF_LIT(out, ".Sh ENVIRONMENT\n.Bl -tag -width Ds\n"
                 ".It Ev LANGUAGE , LC_ALL , LC_MESSAGES , LANG\n"
                 "The language of messages, unless\n.Fl \\-lang\nnames one.\n"
                 ".It Ev SOURCE_DATE_EPOCH\n"
                 "The time to reckon with, in seconds since 1970, instead of now.\n"
                 ".It Ev SLURM_ARRAY_TASK_ID , SLURM_ARRAY_TASK_COUNT\n"
                 "Set in a task of a Slurm array, which makes its part of the papers, as with\n"
                 ".Fl \\-shard .\n"
                 ".It Ev NO_COLOR , TERM\n"
                 "In a terminal messages have colours, unless\n.Ev NO_COLOR\n"
                 "is set or\n.Ev TERM\nis dumb.\n.El\n");
    add_files(out);
    add_exit_status(out);
    see_all(a, commands, out);
}
