// Reads the command line: options and operands in any order; the first operand is the command.
#include "cli/options.h"

#include <assert.h>
#include <string.h>

#include "base/nearest.h"
#include "base/translate.h"
#include "cli/data.h"
#include "cli/option_table.h"
#include "cli/refuse.h"

struct argument {
    enum {
        ARGUMENT_OPERAND,
        ARGUMENT_OPTION,
        ARGUMENT_UNKNOWN,      // no option is called so
        ARGUMENT_AMBIGUOUS,    // cut so short that it can be several
        ARGUMENT_NEEDS_VALUE,  // it is the last, and its value is missing
        ARGUMENT_TAKES_NO_VALUE
    } kind;
    const char *text;              // as it is typed, without a value behind "="
    const struct option_row *row;  // of what is an option
    const char *value;
};

struct command_line {
    struct arena *arena;
    const struct command *const *commands;
    const struct command *command;
    struct argument *list;
    size_t count;
};

// ---- Arguments

// How many options have a name that begins with these n bytes, and one of them; a whole name
// counts alone. letter: of those that are one letter, or else of the others.
static size_t find_rows(const char *name, size_t n, bool letter, const struct option_row **found)
{
    size_t count = 0;
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_row *row = &option_table[i];
        if (!row->name[1] != letter || strncmp(row->name, name, n)) continue;
        *found = row;
        if (!row->name[n]) return 1;
        count++;
    }
    return count;
}

// "--unit ID", "--unit=ID", "-C DIR", "-CDIR". next: the argument behind it, NULL at the end.
static struct argument read_option(struct arena *a, const char *text, const char *next)
{
    bool letter = text[1] != '-';
    size_t dashes = letter ? 1 : 2, n = letter ? 2 : strcspn(text, "=");
    struct argument out = {.kind = ARGUMENT_UNKNOWN, .text = text};
    size_t matches = n > dashes ? find_rows(text + dashes, n - dashes, letter, &out.row) : 0;
    if (!matches) return out;
    out.text = arena_strndup(a, text, n);
    if (text[n]) out.value = text + n + (letter ? 0 : 1);
    if (matches > 1) {
        out.kind = ARGUMENT_AMBIGUOUS;
    } else if (!out.row->argument) {
        out.kind = out.value ? ARGUMENT_TAKES_NO_VALUE : ARGUMENT_OPTION;
    } else {
        if (!out.value) out.value = next;
        out.kind = out.value ? ARGUMENT_OPTION : ARGUMENT_NEEDS_VALUE;
    }
    return out;
}

static void read_arguments(struct command_line *line, int argc, char **argv)
{
    bool options_end = false;  // behind "--"
    line->list = ARENA_ARRAY(line->arena, struct argument, argc);
    for (int i = 1; i < argc; i++) {
        struct argument *one = &line->list[line->count];
        if (options_end || argv[i][0] != '-' || !argv[i][1]) {
            *one = (struct argument){.kind = ARGUMENT_OPERAND, .text = argv[i]};
        } else if (!strcmp(argv[i], "--")) {
            options_end = true;
            continue;
        } else {
            *one = read_option(line->arena, argv[i], argv[i + 1]);
            if (one->value && one->value == argv[i + 1]) i++;
        }
        line->count++;
    }
}

// ---- The command

static bool find_command(struct command_line *line)
{
    size_t i = 0;
    while (i < line->count && line->list[i].kind != ARGUMENT_OPERAND) i++;
    if (i == line->count) return true;
    const char *name = line->list[i].text;
    line->command = command_find(line->commands, name);
    return line->command || command_refuse(line->commands, name);
}

// ---- Wrong options

static const char *help_hint(const struct command_line *line)
{
    const char *name = line->command ? line->command->name : "COMMAND";
    return arena_printf(line->arena, _("samtale help %s lists the options"), name);
}

static const char *row_hint(const struct command_line *line, const struct option_row *row)
{
    return arena_printf(line->arena, "%s: %s", option_table_usage(line->arena, row), _(row->help));
}

static bool refuse_unknown_option(const struct command_line *line, const char *text)
{
    const char **names = ARENA_ARRAY(line->arena, const char *, option_table_count);
    size_t count = 0;
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_row *row = &option_table[i];
        if (row->name[1] && (!line->command || command_has(line->command, row)))
            names[count++] = row->name;
    }
    const char *name = arena_strndup(line->arena, text, strcspn(text, "="));
    const char *near = nearest_word(name + strspn(name, "-"), names, count);
    const char *hint = near ? arena_printf(line->arena, _("did you mean --%s?"), near)
                            : help_hint(line);
    return refuse(hint, "there is no option %s", name);
}

static bool refuse_ambiguous_option(const struct command_line *line, const char *text)
{
    const char *hint = _("it can be one of these:");
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_row *row = &option_table[i];
        if (row->name[1] && !strncmp(row->name, text + 2, strlen(text + 2)))
            hint = arena_printf(line->arena, "%s --%s", hint, row->name);
    }
    return refuse(hint, "%s can mean several options", text);
}

static bool check_argument(const struct command_line *line, const struct argument *one)
{
    const struct command *command = line->command;
    struct arena *a = line->arena;
    switch (one->kind) {
    case ARGUMENT_OPERAND: return true;
    case ARGUMENT_UNKNOWN: return refuse_unknown_option(line, one->text);
    case ARGUMENT_AMBIGUOUS: return refuse_ambiguous_option(line, one->text);
    default: break;
    }
    if (command && !command_has(command, one->row)) {
        const char *names = command_names(line->commands, a, one->row);
        return refuse(arena_printf(a, _("these commands have it: %s"), names),
                      "%s has no option %s", command->name, option_table_typed(a, one->row));
    }
    if (one->kind == ARGUMENT_NEEDS_VALUE)
        return refuse(row_hint(line, one->row), "%s needs a value", one->text);
    if (one->kind == ARGUMENT_TAKES_NO_VALUE)
        return refuse(help_hint(line), "%s takes no value", one->text);
    return true;
}

// ---- Options together

static bool is_given(const struct command_line *line, const struct option_row *row)
{
    for (size_t i = 0; i < line->count; i++)
        if (line->list[i].row == row) return true;
    return false;
}

// Whether what is given beside an option lets it mean something.
static bool check_together(const struct command_line *line, const struct option_row *row)
{
    struct arena *a = line->arena;
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_row *other = &option_table[i];
        bool given = is_given(line, other);
        if (!given && row->needs && !strcmp(row->needs, other->name))
            return refuse(row_hint(line, other), "%s does nothing without %s",
                          option_table_typed(a, row), option_table_typed(a, other));
        if (given && command_list_has(row->not_with, other->name))
            return refuse(row_hint(line, row), "%s does nothing with %s",
                          option_table_typed(a, other), option_table_typed(a, row));
    }
    return true;
}

// ---- Operands

static bool take_operands(const struct command_line *line, struct options *o)
{
    const struct command *c = line->command;
    const char **operands = ARENA_ARRAY(line->arena, const char *, line->count);
    int count = 0;
    for (size_t i = 0; i < line->count; i++)
        if (line->list[i].kind == ARGUMENT_OPERAND) operands[count++] = line->list[i].text;
    o->operands = operands + 1;  // without the command
    o->operand_count = count - 1;
    const char *usage = arena_printf(line->arena, _("usage: samtale %s [OPTION…]%s%s"), c->name,
                                     c->operands ? " " : "", c->operands ? c->operands : "");
    if (o->operand_count > c->operands_most)
        return refuse(usage, "\"%s\" is not expected here", o->operands[c->operands_most]);
    if (o->operand_count < c->operands_least)
        return refuse(usage, "%s needs %s", c->name, c->operands);
    return true;
}

const char *options_operand(const struct options *o, int i, const char *otherwise)
{
    return i < o->operand_count ? o->operands[i] : otherwise;
}

// ---- The language of messages

// That of --lang, wherever it stands, else the environment's.
static void choose_language(const struct command_line *line)
{
    const char *language = translate_language_of_environment(),
               *folder = data_catalogues(line->arena);
    for (size_t i = 0; i < line->count; i++) {
        const struct argument *one = &line->list[i];
        bool names_it = one->row && one->value && !strcmp(one->row->name, "lang");
        if (names_it && option_table_choice(one->row, one->value)) language = one->value;
    }
    if (folder) translate_open(folder, language);
}

// ---- All of it

static bool find_shard(struct options *o)
{
    const char *hint;
    if (o->shard_given || !command_list_has(o->command->options, "shard") ||
        shard_from_slurm(&o->shard, &hint))
        return true;
    return refuse(hint, "the Slurm array job does not tell which shard this task is to make");
}

bool options_parse(struct options *o, struct arena *a, const struct command *const *commands,
                   int argc, char **argv)
{
    struct command_line line = {.arena = a, .commands = commands};
    assert(option_table_is_consistent());
    for (const struct command *const *c = commands; *c; c++) assert(command_is_consistent(*c));
    *o = (struct options){.max_sheets = SHEETS_USUAL};
    read_arguments(&line, argc, argv);
    choose_language(&line);
    if (!find_command(&line)) return false;
    o->command = line.command;
    for (size_t i = 0; i < line.count; i++)
        if (!check_argument(&line, &line.list[i])) return false;
    for (size_t i = 0; i < line.count; i++) {
        const struct argument *one = &line.list[i];
        if (one->row && !one->row->set(o, one->row, one->value)) return false;
    }
    if (!o->command || o->help || o->version) return true;
    for (size_t i = 0; i < line.count; i++)
        if (line.list[i].row && !check_together(&line, line.list[i].row)) return false;
    return take_operands(&line, o) && find_shard(o);
}
