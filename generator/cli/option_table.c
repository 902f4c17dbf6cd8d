// The table of options, and how each takes its value.
#include "cli/option_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/translate.h"
#include "cli/options.h"
#include "cli/refuse.h"
#include "model/cycle.h"

enum {
    NUMBER_MOST = 100000,
    BLANK_MOST = 5000,  // copies in one file: what a PDF's page tree holds, whatever the form
};

static bool wrong_value(const struct option_row *row, const char *value, const char *hint)
{
    return refuse(hint, "%s%s cannot be \"%s\"", row->name[1] ? "--" : "-", row->name, value);
}

// ---- Setters of one member

static void *member_of(struct options *o, const struct option_row *row)
{
    return (char *)o + row->member;
}

static bool set_flag(struct options *o, const struct option_row *row, const char *value)
{
    (void)value;
    *(bool *)member_of(o, row) = true;
    return true;
}

static bool set_text(struct options *o, const struct option_row *row, const char *value)
{
    *(const char **)member_of(o, row) = value;
    return true;
}

static bool set_number(struct options *o, const struct option_row *row, const char *value)
{
    char *end, hint[100];
    long number = strtol(value, &end, 10);
    snprintf(hint, sizeof hint, _("write a number from 1 to %d"), row->most);
    if (end == value || *end || number < 1 || number > row->most)
        return wrong_value(row, value, hint);
    *(int *)member_of(o, row) = (int)number;
    return true;
}

// ---- Setters of choices, which the row's argument lists

int option_table_choice(const struct option_row *row, const char *value)
{
    int number = 1;
    for (const char *choice = row->argument; choice; number++) {
        size_t n = strcspn(choice, "|");
        if (strlen(value) == n && !memcmp(choice, value, n)) return number;
        choice = choice[n] ? choice + n + 1 : NULL;
    }
    return 0;
}

// A sentence that says what can be written: choices, divided by "|".
static void refuse_choice(const struct option_row *row, const char *value, const char *choices)
{
    struct arena a = {0};
    struct buf list = {0};
    for (const char *p = choices; *p; p++) {
        if (*p == '|') BUF_LIT(&list, ", ");
        else buf_c(&list, *p);
    }
    wrong_value(row, value, arena_printf(&a, _("write one of these: %s"), buf_cstr(&list)));
    buf_free(&list);
    arena_free(&a);
}

// Which choice the value is, from 1; 0 after a sentence: none of them.
static int parse_choice(const struct option_row *row, const char *value)
{
    int number = option_table_choice(row, value);
    if (!number) refuse_choice(row, value, row->argument);
    return number;
}

static bool set_format(struct options *o, const struct option_row *row, const char *value)
{
    int choice = parse_choice(row, value);
    o->json = choice == 2;
    return choice;
}

static bool set_language(struct options *o, const struct option_row *row, const char *value)
{
    (void)o;  // options_parse() has looked for it first: this sentence is in that language
    return parse_choice(row, value);
}

static bool set_dump(struct options *o, const struct option_row *row, const char *value)
{
    o->dump = (enum dump_kind)parse_choice(row, value);
    return o->dump;
}

static bool set_prefer(struct options *o, const struct option_row *row, const char *value)
{
    o->prefer = parse_choice(row, value);
    return o->prefer;
}

static bool set_duplex(struct options *o, const struct option_row *row, const char *value)
{
    o->duplex = parse_choice(row, value);
    return o->duplex;
}

static bool set_cycle_language(struct options *o, const struct option_row *row, const char *value)
{
    o->cycle_language = value;
    return parse_choice(row, value);
}

static bool set_csv(struct options *o, const struct option_row *row, const char *value)
{
    int choice = parse_choice(row, value);
    o->csv_excel = choice == 2;
    o->csv_given = true;
    return choice;
}

// Several, between commas or with the option given again; in the order of enum need.
static bool add_missing(struct options *o, const struct option_row *row, const char *value)
{
    static const struct option_row needs = {.argument = OPTION_NEEDS};
    char word[16];
    for (const char *p = value;; p++) {
        size_t n = strcspn(p, ",");
        int number = 0;
        if (n < sizeof word) {
            memcpy(word, p, n);
            word[n] = '\0';
            number = option_table_choice(&needs, word);
        }
        if (!number) refuse_choice(row, value, needs.argument);
        if (!number) return false;
        o->missing |= 1u << (number - 1);
        p += n;
        if (!*p) return true;
    }
}

static bool set_for(struct options *o, const struct option_row *row, const char *value)
{
    int choice = parse_choice(row, value);
    if (choice) o->letters_for = (enum letter_to)(choice - 1);
    return choice;
}

static bool set_by(struct options *o, const struct option_row *row, const char *value)
{
    int choice = parse_choice(row, value);
    o->by = choice - 1;
    o->by_given = true;
    return choice;
}

// ---- Other setters

static bool set_as_of(struct options *o, const struct option_row *row, const char *value)
{
    return date_parse(value, &o->as_of) ||
           wrong_value(row, value, "write a day such as 2027-01-11");
}

static bool set_follow_up(struct options *o, const struct option_row *row, const char *value)
{
    char *end;
    o->follow_up = -1;
    if (!strcmp(value, "all")) return true;
    long number = strtol(value, &end, 10);
    o->follow_up = (int)number;
    return (end != value && !*end && number >= 1 && number <= row->most) ||
           wrong_value(row, value, "write a follow-up's number, or all");
}

static bool set_out(struct options *o, const struct option_row *row, const char *value)
{
    o->out = value;
    return *value || wrong_value(row, value, "write the name of a folder");
}

static bool set_shard(struct options *o, const struct option_row *row, const char *value)
{
    const char *hint;
    o->shard_given = true;
    return !strcmp(value, "none") || shard_parse(value, &o->shard, &hint) ||
           wrong_value(row, value, hint);
}

static bool set_printer(struct options *o, const struct option_row *row, const char *value)
{
    o->printer = value;
    return (*value && *value != '-') ||
           wrong_value(row, value, "the command lpstat -e lists the printers");
}

static bool set_pin(struct options *o, const struct option_row *row, const char *value)
{
    size_t n = strlen(value);
    o->pin = value;
    return (n >= 4 && n <= 16 && strspn(value, "0123456789") == n) ||
           wrong_value(row, value, "write 4 to 16 digits");
}

static bool add_printer_option(struct options *o, const struct option_row *row, const char *value)
{
    if (!strchr(value, '=') || *value == '=')
        return wrong_value(row, value, "write NAME=VALUE; the command lpoptions -l lists them");
    if (o->printer_option_count == PRINTER_OPTIONS_MOST)
        return wrong_value(row, value, "leave some of them out: there are too many");
    o->printer_options[o->printer_option_count++] = value;
    return true;
}

static bool add_map(struct options *o, const struct option_row *row, const char *value)
{
    if (!strchr(value, '=') || *value == '=')
        return wrong_value(row, value, "give COLUMN=FIELD, such as Tjenestested=unit");
    if (o->map_count == MAPS_MOST) return wrong_value(row, value, "there are too many already");
    o->maps[o->map_count++] = value;
    return true;
}

// ---- The table, in the order in which help lists it

#define MEMBER(name) .member = offsetof(struct options, name)
#define FLAG(name) .set = set_flag, MEMBER(name)
#define TEXT(name) .set = set_text, MEMBER(name)
#define NUMBER(name, largest) .set = set_number, MEMBER(name), .most = (largest)
#define FOR_PRINTER .needs = "printer"

const struct option_row option_table[] = {
    {"unit", "ID", N_("only this unit and all below it (id or name)"), TEXT(unit)},
    {"employee", "ID", N_("only this person (id or name)"), TEXT(employee)},
    {"leader", "ID", N_("only people whose leader this is; move: the new one"), TEXT(leader)},
    {"wave", "N", N_("only this wave, counted from 1 at the top"), NUMBER(wave, NUMBER_MOST)},
    {"as-of", "DATE", N_("as things stand on this day, such as 2027-01-11"), .set = set_as_of},
    {"period", "NAME", N_("another period than samtale.yaml's, such as 2026"), TEXT(period)},
    {"blank", "N", N_("one file with N empty copies"), NUMBER(blank, BLANK_MOST),
     .not_with = "employee leader wave by prune"},
    {"follow-up", "N|all", N_("which follow-up (default: the next one)"), .set = set_follow_up,
     MEMBER(follow_up), .most = FOLLOW_UPS_MAX},
    {"large-print", NULL, N_("all in 16 pt, not only for those with print: large"),
     FLAG(large_print)},
    {"short", NULL, N_("leader packs without a page for each conversation"), FLAG(is_short)},
    {"flat", NULL, N_("for paper only: no fields to fill in on a screen"), FLAG(flat)},
    {"overdue", NULL, N_("only what is past its day"), FLAG(overdue)},
    {"missing", "WHAT", N_("who lacks it: date, conversation, plan, …"), .set = add_missing},
    {"for", "leader|employee", N_("whom letters are for (default: leader)"), .set = set_for},
    {"attach", NULL, N_("put the files into the messages"), FLAG(attach)},
    {"csv", "rfc4180|excel", N_("excel: semicolons, as Norwegian spreadsheets do"), .set = set_csv},
    {"draft", NULL, N_("coverage only: release no results"), FLAG(draft),
     .not_with = "release-again"},
    {"half-year", NULL, N_("how goals stand after the first follow-up"), FLAG(half_year),
     .not_with = "competence"},
    {"competence", NULL, N_("what the agreed plans say is needed"), FLAG(competence)},
    {"release-again", NULL, N_("draw the results again; once a period"), FLAG(release_again),
     .not_with = "dry-run dump shard"},
    {"list", NULL, N_("only show the texts that are to be released or left"), FLAG(list),
     .not_with = "yes early dry-run out jobs"},
    {"yes", NULL, N_("do it without asking"), FLAG(yes)},
    {"early", NULL, N_("release while answers may still come in"), FLAG(early)},
    {"by", "leader|unit|wave|all", N_("batches, folders (leader only) or counts by this"),
     .set = set_by},
    {"max-sheets", "N", N_("divide larger batches into files (default: 2000)"),
     NUMBER(max_sheets, NUMBER_MOST)},
    {"new", NULL, N_("print: what is not printed yet; key: another key"), FLAG(only_new),
     .not_with = "blank from proof"},
    {"to", "ID", N_("the unit to move into (id or name)"), TEXT(to), .not_with = "join dissolve"},
    {"rename", "ID|NAME", N_("move: the unit's new id; person: the new name"), TEXT(rename),
     .not_with = "join dissolve"},
    {"name", "NAME", N_("the unit's new name"), TEXT(name), .not_with = "join dissolve"},
    {"join", "ID", N_("the unit that it becomes part of (id or name)"), TEXT(join),
     .not_with = "leader from dissolve"},
    {"dissolve", NULL, N_("the empty unit ends, today or before --from"), FLAG(dissolve),
     .not_with = "leader"},
    {"from", "ID|FILE|DATE", N_("print: this one first; enter: a file; move: a day"), TEXT(from),
     .not_with = "blank proof form"},
    {"proof", NULL, N_("only the extremes, to look at before all is printed"), FLAG(proof),
     .not_with = "blank by employee"},
    {"cover", NULL, N_("a sheet in front that lists who is in the batch"), FLAG(cover)},
    {"slips", NULL, N_("a sheet with the name before each person's papers"), FLAG(slips)},
    {"booklet", NULL, N_("two pages side by side, shrunk, to fold; no tags"), FLAG(booklet)},
    {"printer", "NAME", N_("send the batches to this printer, each only once"), .set = set_printer},
    {"duplex", "long|short|off", N_("both sides, bound at this edge; off: one side"),
     .set = set_duplex, FOR_PRINTER},
    {"staple", NULL, N_("staple what each person gets"), FLAG(staple), FOR_PRINTER},
    {"pin", "DIGITS", N_("the printer waits for these 4 to 16 digits"), .set = set_pin,
     FOR_PRINTER},
    {"o", "NAME=VALUE", N_("an option of the printer: lpoptions -l lists them"),
     .set = add_printer_option, FOR_PRINTER},
    {"again", NULL, N_("send even what has been sent before"), FLAG(again), FOR_PRINTER},
    {"with-comments", NULL, N_("comments and learning, too, in a leader's directory"),
     FLAG(with_comments)},
    {"prefer", "form|record", N_("which counts where both have been changed"), .set = set_prefer},
    {"as", "ID", N_("whose a blank form without a name is"), TEXT(as)},
    {"unsigned", NULL, N_("take blank and old forms; never overwrite"), FLAG(take_unsigned)},
    {"form", NULL, N_("print what can be entered, to fill in as a text"), FLAG(print_form),
     .not_with = "dry-run"},
    {"language", "nb|nn|en", N_("of its texts (default: LC_ALL's or LANG's, else nb)"),
     .set = set_cycle_language},
    {"templates", NULL, N_("read the templates only"), FLAG(templates),
     .not_with = "as-of period dump"},
    {"map", "COLUMN=FIELD", N_("what a column of the export means; it is kept"), .set = add_map},
    {"update", NULL, N_("merge the export into the org.yaml that is here"), FLAG(update)},
    {"times", NULL, N_("FILE says when conversations are, and were held"), FLAG(times),
     .not_with = "map update priorities"},
    {"priorities", NULL, N_("FILE is a folder of units' texts as Word documents"), FLAG(word_texts),
     .not_with = "map update"},
    {"schema", NULL, N_("a file's JSON Schema, for editors"), FLAG(schema), .not_with = "man"},
    {"man", NULL, N_("a manual page, for man"), FLAG(man)},
    {"watch", NULL, N_("wait for changes and make it anew, until Ctrl-C"), FLAG(watch)},
    {"out", "DIR", N_("the output folder (default: out)"), .set = set_out},
    {"jobs", "N", N_("papers made at a time (default: one per core)"), NUMBER(jobs, NUMBER_MOST)},
    {"shard", "K/N", N_("only the K-th of N parts; none: all, even in Slurm"), .set = set_shard},
    {"partial", NULL, N_("join what there is, though something is missing"), FLAG(partial)},
    {"erase", NULL, N_("what is held of the person is to be removed"), FLAG(erase)},
    {"prune", NULL, N_("remove what is no longer needed"), FLAG(prune)},
    {"force", NULL, N_("make everything, even what has not changed"), FLAG(force)},
    {"verify", NULL, N_("read each kept file, not only its size and times"), FLAG(verify)},
    {"dry-run", NULL, N_("say what would be done, write nothing"), FLAG(dry_run)},
    {"dump", "cycle|doc|paper|figures", N_("print what papers are made from, write nothing"),
     .set = set_dump},
    {"C", "DIR", N_("the cycle directory; other paths count from it"), TEXT(directory),
     .everywhere = true},
    {"lang", "nb|en", N_("language of messages (default: LANGUAGE, LC_ALL)"), .set = set_language,
     .everywhere = true},
    {"format", "text|json", N_("how results and messages are printed"), .set = set_format,
     .everywhere = true},
    {"all", NULL, N_("every place where the same thing is wrong"), FLAG(all), .everywhere = true},
    {"quiet", NULL, N_("print errors only"), FLAG(quiet), .everywhere = true},
    {"help", NULL, N_("how the command is used"), FLAG(help), .everywhere = true},
    {"version", NULL, N_("which samtale this is"), FLAG(version), .everywhere = true},
};
const size_t option_table_count = COUNT(option_table);

static const struct option_row *find(const char *name, size_t n)
{
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_row *row = &option_table[i];
        if (strlen(row->name) == n && !memcmp(row->name, name, n)) return row;
    }
    return NULL;
}

bool option_table_has_all(const char *names)
{
    for (const char *p = names; p && *p; p += strspn(p, " ")) {
        size_t n = strcspn(p, " ");
        if (!find(p, n)) return false;
        p += n;
    }
    return true;
}

bool option_table_is_consistent(void)
{
    for (size_t i = 0; i < option_table_count; i++) {
        const struct option_row *row = &option_table[i];
        if (!row->set || !row->help || find(row->name, strlen(row->name)) != row) return false;
        if ((row->set == set_flag) != !row->argument) return false;
        bool counts = row->set == set_number || row->set == set_follow_up;
        if (counts != (row->most > 0)) return false;
        if (!option_table_has_all(row->needs) || !option_table_has_all(row->not_with)) return false;
    }
    return true;
}

const char *option_table_typed(struct arena *a, const struct option_row *row)
{
    return arena_printf(a, "%s%s", row->name[1] ? "--" : "-", row->name);
}

const char *option_table_usage(struct arena *a, const struct option_row *row)
{
    const char *typed = option_table_typed(a, row);
    return row->argument ? arena_printf(a, "%s %s", typed, row->argument) : typed;
}
