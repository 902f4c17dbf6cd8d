// What can stand on a command line, from the records of commands and the table of options.
#include "commands/complete.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/utf8.h"
#include "cli/data.h"
#include "cli/folder.h"
#include "cli/option_table.h"
#include "commands/addressees.h"
#include "commands/commands.h"
#include "commands/complete_names.h"
#include "compose/templates.h"
#include "describe/describe.h"
#include "read/keys/keys.h"
#include "read/read.h"

struct completion {
    struct arena a;
    const char *const *words;  // before the one that is typed, without quotes
    size_t word_count;
    const char *typed;  // without quotes
    bool in_quotes;     // they are still open
    const struct command *command;
    const struct option_row *value_of;  // an option whose value is typed; NULL: none
    size_t operand;                     // which operand is typed, from 0
    const char *first_operand;          // NULL: none stands before the one that is typed
    bool options_end, schema, man;
    const char *directory;
    struct offers {
        const char **list;
        size_t count, room;
    } offers,
        folded;  // what fits as it is typed; what fits but for capitals, where nothing else does
};

// ---- Words as a shell has them

// Without quotes and backslashes. open: whether a quote is still open at the end.
static const char *unquoted(struct arena *a, const char *word, bool *open)
{
    char *text = arena_alloc(a, strlen(word) + 1), *to = text;
    char quote = '\0';
    for (const char *s = word; *s; s++) {
        if (quote && *s == quote) quote = '\0';
        else if (!quote && (*s == '"' || *s == '\'')) quote = *s;
        else if (*s == '\\' && quote != '\'' && s[1]) *to++ = *++s;
        else *to++ = *s;
    }
    *to = '\0';
    *open = quote;
    return text;
}

static void print_quoted(const char *text, bool in_quotes)
{
    static const char special[] = " \t'\"\\$`&;()|<>*?[]#~!{}";
    for (const char *s = text; *s; s++) {
        if (!in_quotes && strchr(special, *s)) putchar('\\');
        putchar(*s);
    }
    putchar('\n');
}

// ---- What has been typed

static const struct option_row *option_named(const char *name, size_t n)
{
    for (size_t i = 0; i < option_table_count; i++)
        if (strlen(option_table[i].name) == n && !memcmp(option_table[i].name, name, n))
            return &option_table[i];
    return NULL;
}

static void take_option(struct completion *c, const char *word)
{
    size_t dashes = strspn(word, "-");
    const char *name = word + (dashes > 2 ? 2 : dashes), *equals = strchr(name, '=');
    const struct option_row *row = option_named(name, dashes == 1 ? 1 : strcspn(name, "="));
    if (!row) return;
    c->schema |= !strcmp(row->name, "schema");
    c->man |= !strcmp(row->name, "man");
    if (row->argument && !equals && (dashes > 1 || !name[1])) c->value_of = row;
    else if (!strcmp(row->name, "C")) c->directory = name + 1;
}

static void take_word(struct completion *c, const char *word)
{
    const struct option_row *of = c->value_of;
    if (of && !strcmp(word, "=")) return;  // bash divides words there
    c->value_of = NULL;
    if (of && !strcmp(of->name, "C")) c->directory = word;
    if (of) return;
    if (!c->options_end && !strcmp(word, "--")) c->options_end = true;
    else if (!c->options_end && word[0] == '-' && word[1]) take_option(c, word);
    else if (!c->command) c->command = command_find(commands_list, word);
    else if (!c->operand++) c->first_operand = word;
}

// "--unit=opp" where the shell has left it whole: its value is typed.
static void divide_typed(struct completion *c)
{
    const char *equals = strchr(c->typed, '=');
    if (!strcmp(c->typed, "=")) c->typed = "";
    if (c->value_of || c->options_end || !equals || strncmp(c->typed, "--", 2) != 0) return;
    const struct option_row *row = option_named(c->typed + 2, (size_t)(equals - c->typed - 2));
    if (!row || !row->argument) return;
    c->value_of = row;
    c->typed = equals + 1;
}

// ---- What it can become

static void offer(struct completion *c, const char *text)
{
    *ARENA_PUSH(&c->a, c->offers.list, c->offers.count, c->offers.room) = text;
}

static bool fits(struct completion *c, const char *text)
{
    return !strncmp(text, c->typed, strlen(c->typed));
}

// Names are typed in small letters, too; as: what is offered for the name.
static void offer_name(struct completion *c, const char *name, const char *as)
{
    const char *folded = utf8_fold(&c->a, c->typed);
    if (fits(c, name)) offer(c, as);
    else if (!strncmp(utf8_fold(&c->a, name), folded, strlen(folded)))
        *ARENA_PUSH(&c->a, c->folded.list, c->folded.count, c->folded.room) = as;
}

static int by_name(const void *x, const void *y)
{
    const struct complete_name *a = x, *b = y;
    return strcmp(a->name ? a->name : "", b->name ? b->name : "");
}

// Names where they fit and are of one alone, ids where they are typed, and where several have one
// name.
static void offer_names(struct completion *c, struct complete_name *list, size_t count,
                        bool leaders)
{
    if (!count) return;
    qsort(list, count, sizeof *list, by_name);
    for (size_t i = 0; i < count; i++) {
        const char *name = list[i].name, *id = list[i].id;
        bool twice = (i && !by_name(&list[i - 1], &list[i])) ||
                     (i + 1 < count && !by_name(&list[i], &list[i + 1]));
        if (leaders && !list[i].leads) continue;
        if (name && *name) offer_name(c, name, twice ? id : name);
        if (*c->typed && fits(c, id)) offer(c, id);
    }
}

static void offer_all(struct completion *c, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fits(c, names[i])) offer(c, names[i]);
}

static void offer_periods(struct completion *c)
{
    size_t count;
    const char **periods = complete_names_periods(&c->a, &count);
    offer_all(c, periods, count);
}

static void offer_documents(struct completion *c)
{
    static const char *const makers[] = {"forms", "packs"};
    const char *data = data_folder(&c->a);
    bool forms_alone = c->command == &forms_command;
    struct diags *quiet = diag_new();
    const struct template_set *set = data ? templates_read(quiet, &c->a, "templates",
                                                           file_join(&c->a, data, "templates"))
                                          : NULL;
    const struct templates *t = set ? templates_new(quiet, &c->a, set) : NULL;
    for (size_t m = 0; t && m < (forms_alone ? 1 : COUNT(makers)); m++) {
        size_t count, all;
        const char *const *own = templates_documents(t, &c->a, makers[m], &count);
        const char *const *names = templates_all_names(t, &c->a, own, count, &all);
        if (*c->typed) offer_all(c, names, all);
        else offer_all(c, own, count);
    }
    diag_free(quiet);
}

static void offer_commands(struct completion *c)
{
    for (const struct command *const *one = commands_list; *one; one++)
        if (fits(c, (*one)->name)) offer(c, (*one)->name);
}

static void offer_topics(struct completion *c)
{
    size_t count;
    if (c->schema) {
        const char *const *names = describe_schemas(&c->a, &count);
        offer_all(c, names, count);
        return;
    }
    if (c->man) {
        const char *const *names = describe_pages(&c->a, commands_list, &count);
        offer_all(c, names, count);
        return;
    }
    offer_commands(c);
    for (const struct keys_file *const *f = keys_files; *f; f++)
        if (fits(c, (*f)->topic)) offer(c, (*f)->topic);
    const struct keys_key *keys = *c->typed ? keys_list(&c->a, NULL, &count) : NULL;
    bool is_path = strchr(c->typed, '.');  // "conversations.minutes"
    for (size_t i = 0; keys && i < count; i++) {
        const char *name = is_path ? keys[i].path : keys[i].field->key;
        if (fits(c, name)) offer(c, name);
    }
}

// ---- Which of these a value or an operand is

enum kind {
    UNITS = 1,
    PEOPLE = 2,
    LEADERS = 4,
    PERIODS = 8,
    DOCUMENTS = 16,
    TOPICS = 32,
    FILES = 64,
    FOLDERS = 128,
};

// Options and operands of which the tables do not say it: ID can be a unit or a person, and NAME
// one that is not there yet.
static const struct ids_row {
    const char *option;   // NULL: the operand of the command
    const char *command;  // NULL: of every other command
    unsigned kinds;
} ids_rows[] = {
    {"unit", NULL, UNITS},
    {"employee", NULL, PEOPLE},
    {"leader", "move", PEOPLE},  // the new one
    {"leader", NULL, LEADERS},
    {"to", NULL, UNITS},
    {"join", NULL, UNITS},
    {"rename", NULL, 0},  // what is not there yet
    {"from", "print", UNITS | PEOPLE},
    {"from", "enter", FILES},
    {"from", NULL, 0},
    {"as", NULL, PEOPLE},
    {"period", NULL, PERIODS},
    {NULL, "move", UNITS | PEOPLE},
    {NULL, "enter", PEOPLE},
    {NULL, "person", PEOPLE},
    {NULL, "release", 0},  // texts
};

static bool is_row(const struct ids_row *row, const char *option, const char *command)
{
    if (!row->option != !option) return false;
    if (option && strcmp(row->option, option) != 0) return false;
    return !row->command || (command && !strcmp(row->command, command));
}

// called: as the tables have it, such as "[DOCUMENT]". option NULL: it is an operand.
static unsigned kinds_of(const struct completion *c, const char *called, const char *option)
{
    static const struct {
        const char *called;
        unsigned kinds;
    } words[] = {{"DOCUMENT", DOCUMENTS}, {"KEY", TOPICS}, {"FILE", FILES}, {"DIR", FOLDERS}};
    const char *command = c->command ? c->command->name : NULL;
    for (size_t i = 0; i < COUNT(ids_rows); i++)
        if (is_row(&ids_rows[i], option, command)) return ids_rows[i].kinds;
    for (size_t i = 0; i < COUNT(words); i++)
        if (strstr(called, words[i].called)) return words[i].kinds;
    return 0;
}

static void offer_kinds(struct completion *c, unsigned kinds)
{
    struct complete_names names = {0};
    if (kinds & (UNITS | PEOPLE | LEADERS)) complete_names_read(&c->a, &names);
    if (kinds & UNITS) offer_names(c, names.units, names.unit_count, false);
    if (kinds & PEOPLE) offer_names(c, names.people, names.person_count, false);
    if (kinds & LEADERS) offer_names(c, names.people, names.person_count, true);
    if (kinds & PERIODS) offer_periods(c);
    if (kinds & DOCUMENTS) offer_documents(c);
    if (kinds & TOPICS) offer_topics(c);
    if (kinds & FILES) offer(c, ":files");
    if (kinds & FOLDERS) offer(c, ":folders");
}

// The words among alternatives: "all" of "N|all", or of "[ID…|all|none]".
static void offer_choices(struct completion *c, const char *argument)
{
    for (const char *choice = argument; *choice;) {
        size_t n = strcspn(choice, "|]");
        const char *word = arena_strndup(&c->a, choice, n);
        bool is_word = strpbrk(word, "abcdefghijklmnopqrstuvwxyz");
        if (is_word && fits(c, word)) offer(c, word);
        choice += n + (choice[n] != '\0');
    }
}

static void offer_value(struct completion *c, const struct option_row *row)
{
    offer_choices(c, strcmp(row->name, "missing") != 0 ? row->argument : OPTION_NEEDS);
    offer_kinds(c, kinds_of(c, row->argument, row->name));
}

static void offer_options(struct completion *c)
{
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_row *row = &option_table[i];
        const char *typed = option_table_typed(&c->a, row);
        bool has = c->command ? command_has(c->command, row) : row->everywhere;
        if (has && fits(c, typed)) offer(c, typed);
    }
}

// What the operand that is typed is called, as the usage line has it; NULL: it takes no more.
static const char *operand_called(struct completion *c)
{
    const char *called = c->command->operands;
    if (!called || c->operand >= (size_t)c->command->operands_most) return NULL;
    for (size_t i = 0; i < c->operand; i++) {
        const char *next = strchr(called, ' ');
        if (!next) break;
        called = next + 1;
    }
    return arena_strndup(&c->a, called, strcspn(called, " "));
}

static void offer_operand(struct completion *c)
{
    const char *called = operand_called(c);
    if (!called) return;
    bool is_document = !strcmp(called, "[DOCUMENT]");
    if (is_document && c->first_operand && strcmp(c->first_operand, "forms") != 0) return;
    if (!strcmp(called, "WHAT")) offer_all(c, addressees_kinds, MAIL_KINDS);
    offer_choices(c, called);
    offer_kinds(c, kinds_of(c, called, NULL));
}

static void complete(struct completion *c)
{
    bool option = !c->options_end && *c->typed == '-';
    if (c->value_of) {
        offer_value(c, c->value_of);
    } else if (option) {
        offer_options(c);
    } else if (!c->command) {
        offer_commands(c);
    } else {
        offer_operand(c);
    }
}

// ---- All of it

static void read_words(struct completion *c, int count, char **words)
{
    bool open;
    for (int i = 1; i + 1 < count; i++) take_word(c, unquoted(&c->a, words[i], &open));
    c->typed = unquoted(&c->a, count > 1 ? words[count - 1] : "", &c->in_quotes);
    divide_typed(c);
}

// Where the command would work.
static bool enter(struct completion *c)
{
    int status;
    const char *home = getenv("HOME"), *directory = c->directory;
    if (directory && !strncmp(directory, "~/", 2) && home)
        directory = file_join(&c->a, home, directory + 2);
    struct options o = {.command = &check_command, .directory = directory, .quiet = true};
    return folder_enter(&o, &c->a, &status);
}

static void print_offers(const struct completion *c)
{
    const struct offers *o = c->offers.count ? &c->offers : &c->folded;
    if (o->count) qsort(o->list, o->count, sizeof *o->list, array_compare_texts);
    for (size_t i = 0; i < o->count; i++)
        if (!i || strcmp(o->list[i - 1], o->list[i]) != 0) print_quoted(o->list[i], c->in_quotes);
}

int complete_run(int count, char **words)
{
    struct completion c = {0};
    if (!freopen("/dev/null", "w", stderr)) return 3;
    read_words(&c, count, words);
    if (enter(&c)) complete(&c);
    print_offers(&c);
    arena_free(&c.a);
    return 0;
}
