// samtale help [COMMAND]: how the program or a command is used. With --format json, every command
// and option as a line of JSON, for programs that complete or test command lines.
#include <stdio.h>

#include "base/json_line.h"
#include "base/translate.h"
#include "cli/folder.h"
#include "cli/help.h"
#include "cli/option_table.h"
#include "commands/commands.h"

// ---- JSON

static void print_command_line(const struct command *c)
{
    struct arena a = {0};
    struct buf line = {0};
    const char **names = ARENA_ARRAY(&a, const char *, option_table_count);
    size_t count = 0;
    for (size_t i = 0; i < option_table_count; i++)
        if (command_has(c, &option_table[i]))
            names[count++] = option_table_typed(&a, &option_table[i]);
    json_line_begin(&line);
    json_line_text(&line, "command", c->name);
    json_line_text(&line, "operands", c->operands);
    json_line_text(&line, "summary", _(c->summary));
    json_line_texts(&line, "options", names, count);
    json_line_print(&line, stdout);
    arena_free(&a);
}

static void print_option_line(const struct option_row *row)
{
    struct arena a = {0};
    struct buf line = {0};
    json_line_begin(&line);
    json_line_text(&line, "option", option_table_typed(&a, row));
    json_line_text(&line, "argument", row->argument);
    json_line_text(&line, "help", _(row->help));
    json_line_bool(&line, "everywhere", row->everywhere);
    json_line_print(&line, stdout);
    arena_free(&a);
}

// One command with its options; NULL: all.
static void print_json(const struct command *one)
{
    for (const struct command *const *c = commands_list; *c; c++)
        if (!one || *c == one) print_command_line(*c);
    for (size_t i = 0; i < option_table_count; i++)
        if (!one || command_has(one, &option_table[i])) print_option_line(&option_table[i]);
}

// ---- Text

static void print_text(const struct command *one)
{
    struct buf out = {0};
    if (one) help_print_command(one, &out);
    else help_print_general(commands_list, &out);
    fwrite(out.p, 1, out.n, stdout);
    buf_free(&out);
}

int help_run(const struct options *o)
{
    const struct command *about = o->command;
    const char *topic = options_operand(o, 0, NULL);
    if (about == &help_command && !o->help) {
        // Other topics than commands, such as the keys of samtale.yaml, are looked up here.
        about = topic ? command_find(commands_list, topic) : NULL;
        if (topic && !about) {
            command_refuse(commands_list, topic);
            return 2;
        }
    }
    if (o->json) print_json(about);
    else print_text(about);
    return 0;
}

int help_without_command(const struct options *o, struct arena *a)
{
    if (o->json || folder_has_cycle(o, a)) help_run(o);
    else
        fputs("There is no cycle here, and none above. To begin:\n"
              "  samtale init DIR             writes a small one that works, with explanations\n"
              "  samtale import people.xlsx   makes org.yaml of a list from your HR system\n"
              "  samtale help                 lists the commands\n",
              stdout);
    return 2;
}

const struct command help_command = {
    .name = "help",
    .operands = "[COMMAND]",
    .operands_most = 1,
    .anywhere = true,
    .summary = N_("show how a command is used"),
    .help = N_("Shows what a command does, the options that it has and examples; without\n"
               "COMMAND, all commands. With --format json each command and option is a line of\n"
               "JSON.\n"),
    .examples = N_("  samtale help packs\n"
                   "  samtale packs --help   the same\n"),
    .run = help_run,
};
