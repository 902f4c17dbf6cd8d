// samtale help [COMMAND|KEY]: how the program or a command is used, or what a key of the user's
// files means. With --format json, every command and option, or key, as a line of JSON, for
// programs that complete or test command lines.
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/json_line.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "cli/folder.h"
#include "cli/help.h"
#include "cli/option_table.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "describe/describe.h"
#include "read/keys/keys.h"

enum { COLUMNS = 80, LINES = 40, MEANING_COLUMN = 22 };  // of a screen

struct topic {
    const struct command *command;  // NULL: all of them, where nothing else is set
    const struct keys_file *file;
    bool files;  // all files
    struct keys_key *keys;
    size_t key_count;
};

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

static void print_key_line(struct arena *a, const struct keys_key *k)
{
    struct buf line = {0};
    json_line_begin(&line);
    json_line_text(&line, "key", k->field->key);
    json_line_text(&line, "path", k->path);
    json_line_text(&line, "file", k->file->name);
    json_line_text(&line, "help", _(k->entry->says));
    json_line_text(&line, "value", keys_value(a, k));
    json_line_bool(&line, "required", k->field->required);
    json_line_text(&line, "default", _(k->entry->otherwise));
    json_line_text(&line, "example", keys_example(a, k));
    json_line_print(&line, stdout);
}

static void print_topic_json(struct arena *a, const struct topic *t)
{
    size_t count = t->key_count;
    const struct keys_key *keys = t->keys;
    if (t->file || t->files) keys = keys_list(a, t->file, &count);
    if (t->command || !keys) print_json(t->command);
    else
        for (size_t i = 0; i < count; i++) print_key_line(a, &keys[i]);
}

// ---- Keys

// Adds words, in lines that begin at the column indent; the first line has come to the column at.
static void add_wrapped(struct buf *out, size_t at, size_t indent, const char *text)
{
    while (*(text += strspn(text, " "))) {
        size_t n = strcspn(text, " "), width = utf8_width(text, n);
        if (at > indent && at + 1 + width > COLUMNS) {
            buf_c(out, '\n');
            at = 0;
        }
        if (at > indent) buf_c(out, ' '), at++;
        for (; at < indent; at++) buf_c(out, ' ');
        buf_add(out, text, n);
        at += width;
        text += n;
    }
    buf_c(out, '\n');
}

static const char *first_sentence(struct arena *a, const char *text)
{
    const char *end = strstr(text, ". ");
    return end ? arena_strndup(a, text, (size_t)(end + 1 - text)) : text;
}

static const char *marked(struct arena *a, const struct field *f)
{
    return arena_printf(a, "%s%s", f->key, f->required ? "*" : "");
}

static const char *names_of(struct arena *a, const struct schema_table *t)
{
    const char *names = "";
    for (size_t i = 0; i < t->count; i++)
        names = arena_printf(a, "%s%s%s", names, i ? ", " : "", marked(a, &t->fields[i]));
    return names;
}

// By what help finds this one key: where its own name is not enough, with the file's.
static const char *path_of(struct arena *a, const struct keys_key *k)
{
    size_t count;
    keys_find(a, k->path, &count);
    return count > 1 ? arena_printf(a, "%s.%s", k->file->topic, k->path) : k->path;
}

static void add_key(struct arena *a, const struct keys_key *k, struct buf *out)
{
    buf_printf(out, "%s (%s)\n", path_of(a, k), k->file->name);
    add_wrapped(out, 0, 2, _(k->entry->says));
    add_wrapped(out, 0, 2, keys_sentences(a, k));
    for (const char *line = keys_example(a, k); line; line = *line ? line + 1 : NULL) {
        size_t n = strcspn(line, "\n");
        buf_printf(out, "    %.*s\n", (int)n, line);
        if (!*(line += n)) break;
    }
}

// One after the other where a screen holds them; else each in short.
static void add_keys(struct arena *a, const struct topic *t, struct buf *out)
{
    size_t lines = 0;
    for (size_t i = 0; i < t->key_count; i++) {
        if (i) buf_c(out, '\n');
        add_key(a, &t->keys[i], out);
    }
    for (size_t i = 0; i < out->n; i++) lines += out->p[i] == '\n';
    if (lines <= LINES) return;
    out->n = 0;
    for (size_t i = 0; i < t->key_count; i++) {
        buf_printf(out, "%s (%s)\n", path_of(a, &t->keys[i]), t->keys[i].file->name);
        add_wrapped(out, 0, 2, first_sentence(a, _(t->keys[i].entry->says)));
    }
    buf_printf(out, _("\nOne of them, with its values and an example: samtale help %s\n"),
               path_of(a, &t->keys[0]));
}

// A key of a list of them, with those below it.
static void add_listed(struct arena *a, const struct keys_key *k, struct buf *out)
{
    const char *name = marked(a, k->field), *says = first_sentence(a, _(k->entry->says));
    const struct schema_table *below = keys_table_below(k);
    bool told = false;
    for (size_t i = 0; i < k->file->told; i++) told = told || below == &k->file->tables[i];
    if (below && !told) says = arena_printf(a, "%s (%s)", says, names_of(a, below));
    buf_printf(out, "  %s", name);
    add_wrapped(out, 2 + strlen(name), MEANING_COLUMN - 1, says);
}

static void add_file(struct arena *a, const struct keys_file *file, struct buf *out)
{
    size_t count;
    const struct keys_key *keys = keys_list(a, file, &count);
    add_wrapped(out, 0, 0, arena_printf(a, "%s: %s", file->name, _(file->says)));
    for (size_t i = 0; i < count && keys[i].table < file->tables + file->told; i++) {
        bool begins = !i || keys[i].table != keys[i - 1].table;
        if (begins && *keys[i].table->under) buf_printf(out, "%s:\n", keys[i].table->under);
        add_listed(a, &keys[i], out);
    }
    add_wrapped(out, 0, 0,
                _("* must be there. samtale help KEY shows the values of one, and an example."));
}

static void add_files(struct arena *a, struct buf *out)
{
    for (const struct keys_file *const *f = keys_files; *f; f++) {
        add_wrapped(out, 0, 0, arena_printf(a, "%s: %s", (*f)->topic, _((*f)->says)));
        for (size_t i = 0; i < (*f)->told; i++) {
            const struct schema_table *t = &(*f)->tables[i];
            const char *names = names_of(a, t);
            if (*t->under) names = arena_printf(a, "%s: %s", t->under, names);
            add_wrapped(out, 0, 2, names);
        }
    }
    add_wrapped(out, 0, 0,
                _("\n* must be there. samtale help FILE says what each key means, such as samtale "
                  "help samtale.yaml; samtale help KEY says all of one."));
}

// ---- Text

// Where a command or a file has the name of a key, help on that key is asked for by its path.
static void add_others(struct arena *a, const struct topic *t, struct buf *out)
{
    const char *paths = "";
    for (size_t i = 0; i < t->key_count; i++)
        paths = arena_printf(a, "%s%s%s", paths, i ? ", " : "", path_of(a, &t->keys[i]));
    if (*paths) add_wrapped(out, 0, 0, arena_printf(a, _("A key, too: samtale help %s"), paths));
}

static void print_text(struct arena *a, const struct topic *t)
{
    struct buf out = {0};
    if (t->command) help_print_command(t->command, &out);
    else if (t->file) add_file(a, t->file, &out);
    else if (t->files) add_files(a, &out);
    else if (t->key_count) add_keys(a, t, &out);
    else help_print_general(commands_list, &out);
    if (t->command || t->file) add_others(a, t, &out);
    fwrite(out.p, 1, out.n, stdout);
    buf_free(&out);
}

// ---- What is asked

// False after a sentence: there is nothing of this name.
static bool find_topic(struct arena *a, const char *word, struct topic *t)
{
    t->command = command_find(commands_list, word);
    t->files = !strcmp(word, "keys");
    t->file = keys_find_file(word);
    t->keys = keys_find(a, word, &t->key_count);
    if (t->command || t->files || t->file || t->key_count) return true;
    size_t count, n = 0;
    const struct keys_key *all = keys_list(a, NULL, &count);
    for (const struct command *const *c = commands_list; *c; c++) n++;
    const char **known = ARENA_ARRAY(a, const char *, n + count);
    for (size_t i = 0; i < n; i++) known[i] = commands_list[i]->name;
    for (size_t i = 0; i < count; i++) known[n + i] = all[i].field->key;
    return refuse_unknown(word, known, n + count,
                          "samtale help lists the commands, samtale help keys the keys of files",
                          "there is no command and no key \"%s\"", word);
}

// Schemas and manual pages: one, or without a word the names of all. False after a sentence.
static bool print_described(struct arena *a, const char *word, bool man)
{
    size_t count;
    struct buf out = {0};
    if (man) translate_switch("en");
    const char *const *names = man ? describe_pages(a, commands_list, &count)
                                   : describe_schemas(a, &count);
    bool found = !word || (man ? describe_page(a, commands_list, word, &out)
                               : describe_schema(a, word, &out));
    for (size_t i = 0; i < count && !word; i++) buf_printf(&out, "%s\n", names[i]);
    if (found) fwrite(out.p, 1, out.n, stdout);
    buf_free(&out);
    if (found) return true;
    return man ? refuse_unknown(word, names, count, "samtale help --man lists the manual's pages",
                                "there is no manual page \"%s\"", word)
               : refuse_unknown(word, names, count, "samtale help --schema lists the schemas",
                                "there is no schema \"%s\"", word);
}

int help_run(const struct options *o)
{
    struct arena a = {0};
    const char *word = options_operand(o, 0, NULL);
    if (o->command == &help_command && !o->help && (o->schema || o->man)) {
        bool printed = print_described(&a, word, o->man);
        arena_free(&a);
        return printed ? 0 : 2;
    }
    struct topic t = {0};
    bool found = true;
    if (o->command && (o->command != &help_command || o->help)) word = o->command->name;
    if (word) found = find_topic(&a, word, &t);
    if (found && o->json) print_topic_json(&a, &t);
    else if (found) print_text(&a, &t);
    arena_free(&a);
    return found ? 0 : 2;
}

int help_without_command(const struct options *o, struct arena *a)
{
    if (o->json || folder_has_cycle(o, a)) help_run(o);
    else
        fputs(_("There is no cycle here, and none above. To begin:\n"
                "  samtale init DIR             writes a small one that works, with explanations\n"
                "  samtale import people.xlsx   makes org.yaml of a list from your HR system\n"
                "  samtale help                 lists the commands\n"),
              stdout);
    return 2;
}

const struct command help_command = {
    .name = "help",
    .operands = "[COMMAND|KEY]",
    .operands_most = 1,
    .anywhere = true,
    .options = "schema man",
    .summary = N_("show how a command is used, or what a key means"),
    .help = N_("Shows what a command does, the options that it has and examples; without\n"
               "COMMAND, all commands. With KEY, such as waves or conversations.minutes, shows\n"
               "what a key of samtale.yaml, org.yaml or another file means and what its value\n"
               "can be; \"samtale help keys\" lists all keys. With --format json each command and\n"
               "option, or each key, is a line of JSON.\n"
               "\n"
               "With --schema and a file's name, such as org.yaml, prints its JSON Schema, by\n"
               "which editors complete and check what you write; with --man, the manual page\n"
               "of a command or a file. Without a name, lists what there is.\n"),
    .examples = N_("  samtale help packs\n"
                   "  samtale packs --help    the same\n"
                   "  samtale help waves      what \"waves:\" in samtale.yaml means\n"
                   "  samtale help org.yaml   the keys of org.yaml\n"
                   "  samtale help org.yaml --schema   the same, for an editor\n"),
    .run = help_run,
};
