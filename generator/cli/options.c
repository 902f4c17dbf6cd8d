#include "cli/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/diag.h"

enum {
    OPT_UNIT = 256,
    OPT_EMPLOYEE,
    OPT_LEADER,
    OPT_WAVE,
    OPT_AS_OF,
    OPT_OUT,
    OPT_JOBS,
    OPT_DRY_RUN,
    OPT_QUIET,
    OPT_FORMAT,
    OPT_DUMP,
    OPT_BLANK,
    OPT_LARGE_PRINT,
    OPT_FLAT,
    OPT_WITH_COMMENTS,
    OPT_BOM,
    OPT_PREFER,
    OPT_AS,
    OPT_TEMPLATES,
    OPT_SHARD,
    OPT_PARTIAL,
    OPT_PRUNE,
    OPT_FORCE,
    OPT_VERIFY,
    OPT_BY,
    OPT_MAX_SHEETS,
    OPT_BOOKLET,
    OPT_PRINTER,
    OPT_DUPLEX,
    OPT_STAPLE,
    OPT_PIN,
    OPT_AGAIN,
    OPT_HELP,
    OPT_VERSION
};

enum { BLANK_MOST = 5000 };  // copies in one file: what a PDF's page tree holds, whatever the form

static const struct option long_options[] = {
    {"unit", required_argument, NULL, OPT_UNIT},
    {"employee", required_argument, NULL, OPT_EMPLOYEE},
    {"leader", required_argument, NULL, OPT_LEADER},
    {"wave", required_argument, NULL, OPT_WAVE},
    {"as-of", required_argument, NULL, OPT_AS_OF},
    {"out", required_argument, NULL, OPT_OUT},
    {"jobs", required_argument, NULL, OPT_JOBS},
    {"dry-run", no_argument, NULL, OPT_DRY_RUN},
    {"quiet", no_argument, NULL, OPT_QUIET},
    {"format", required_argument, NULL, OPT_FORMAT},
    {"dump", required_argument, NULL, OPT_DUMP},
    {"blank", required_argument, NULL, OPT_BLANK},
    {"large-print", no_argument, NULL, OPT_LARGE_PRINT},
    {"flat", no_argument, NULL, OPT_FLAT},
    {"with-comments", no_argument, NULL, OPT_WITH_COMMENTS},
    {"bom", no_argument, NULL, OPT_BOM},
    {"prefer", required_argument, NULL, OPT_PREFER},
    {"as", required_argument, NULL, OPT_AS},
    {"shard", required_argument, NULL, OPT_SHARD},
    {"partial", no_argument, NULL, OPT_PARTIAL},
    {"templates", no_argument, NULL, OPT_TEMPLATES},
    {"prune", no_argument, NULL, OPT_PRUNE},
    {"force", no_argument, NULL, OPT_FORCE},
    {"verify", no_argument, NULL, OPT_VERIFY},
    {"by", required_argument, NULL, OPT_BY},
    {"max-sheets", required_argument, NULL, OPT_MAX_SHEETS},
    {"booklet", no_argument, NULL, OPT_BOOKLET},
    {"printer", required_argument, NULL, OPT_PRINTER},
    {"duplex", required_argument, NULL, OPT_DUPLEX},
    {"staple", no_argument, NULL, OPT_STAPLE},
    {"pin", required_argument, NULL, OPT_PIN},
    {"again", no_argument, NULL, OPT_AGAIN},
    {"help", no_argument, NULL, OPT_HELP},
    {"version", no_argument, NULL, OPT_VERSION},
    {NULL, 0, NULL, 0},
};

// Options that mean something to these commands only. Elsewhere they would do nothing without a
// word.
static const struct {
    int option;
    const char *commands;
} restricted_options[] = {
    {OPT_BLANK, "forms, print"},
    {OPT_WITH_COMMENTS, "collect"},
    {OPT_PREFER, "collect"},
    {OPT_AS, "collect"},
    {OPT_BOM, "summaries"},
    {OPT_PARTIAL, "merge"},
    {OPT_TEMPLATES, "check"},
    {OPT_BY, "print"},
    {OPT_MAX_SHEETS, "print"},
    {OPT_BOOKLET, "print"},
    {OPT_PRINTER, "print"},
    {OPT_DUPLEX, "print"},
    {OPT_STAPLE, "print"},
    {OPT_PIN, "print"},
    {'o', "print"},
    {OPT_AGAIN, "print"},
};
enum { RESTRICTED_OPTIONS = COUNT(restricted_options) };

static bool wrong(const char *what, const char *value, const char *wanted)
{
    fprintf(stderr, "samtale: error: %s cannot be \"%s\"\n      = %s\n", what, value, wanted);
    return false;
}

static bool parse_count(const char *text, int *out)
{
    char *end;
    long v = strtol(text, &end, 10);
    if (end == text || *end || v < 1 || v > 100000) return false;
    *out = (int)v;
    return true;
}

static bool parse_word(const char *text, const char *const *words, int count, int *out)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(text, words[i])) continue;
        *out = i;
        return true;
    }
    return false;
}

static bool parse_shard(struct options *o, const char *value)
{
    const char *hint;
    o->shard_given = true;
    return !strcmp(value, "none") || shard_parse(value, &o->shard, &hint) ||
           wrong("--shard", value, hint);
}

static bool is_pin(const char *text)
{
    size_t n = strlen(text);
    return n >= 4 && n <= 16 && strspn(text, "0123456789") == n;
}

static bool add_printer_option(struct options *o, const char *value)
{
    if (!strchr(value, '=') || *value == '=')
        return wrong("-o", value, "give NAME=VALUE, as lpoptions -l lists them");
    if (o->printer_option_count == PRINTER_OPTIONS_MOST)
        return wrong("-o", value, "there are too many of them already");
    o->printer_options[o->printer_option_count++] = value;
    return true;
}

static bool parse_value(struct options *o, int option, const char *value)
{
    static const char *const dumps[] = {"", "cycle", "doc", "paper"},
                             *const formats[] = {"text", "json"},
                             *const preferences[] = {"", "form", "record"},
                             *const groupings[] = {"leader", "unit", "wave", "all"},
                             *const duplexes[] = {"", "long", "short", "off"};
    int n;
    switch (option) {
    case 'C': o->directory = value; return true;
    case OPT_UNIT: o->unit = value; return true;
    case OPT_EMPLOYEE: o->employee = value; return true;
    case OPT_LEADER: o->leader = value; return true;
    case OPT_OUT: o->out = value; return *value ? true : wrong("--out", value, "name a folder");
    case OPT_WAVE:
        return parse_count(value, &o->wave) ? true : wrong("--wave", value, "waves count from 1");
    case OPT_JOBS:
        return parse_count(value, &o->jobs) ? true : wrong("--jobs", value, "give a number from 1");
    case OPT_AS_OF:
        return date_parse(value, &o->as_of)
                 ? true
                 : wrong("--as-of", value, "give a day such as 2027-01-11");
    case OPT_BLANK:
        return parse_count(value, &o->blank) && o->blank <= BLANK_MOST
                 ? true
                 : wrong("--blank", value, "give a number of copies from 1 to 5000");
    case OPT_LARGE_PRINT: return o->large_print = true;
    case OPT_FLAT: return o->flat = true;
    case OPT_BOM: return o->bom = true;
    case OPT_WITH_COMMENTS: return o->with_comments = true;
    case OPT_AS: o->as = value; return true;
    case OPT_PREFER:
        return parse_word(value, preferences, 3, &o->prefer) && *value
                 ? true
                 : wrong("--prefer", value, "it is form or record");
    case OPT_SHARD: return parse_shard(o, value);
    case OPT_PARTIAL: return o->partial = true;
    case OPT_BY:
        return parse_word(value, groupings, 4, &o->by)
                 ? true
                 : wrong("--by", value, "it is leader, unit, wave or all");
    case OPT_MAX_SHEETS:
        return parse_count(value, &o->max_sheets)
                 ? true
                 : wrong("--max-sheets", value, "give a number of sheets from 1");
    case OPT_BOOKLET: return o->booklet = true;
    case OPT_PRINTER:
        o->printer = value;
        return *value && *value != '-' ? true
                                       : wrong("--printer", value, "lpstat -e names the printers");
    case OPT_DUPLEX:
        return parse_word(value, duplexes, 4, &o->duplex) && *value
                 ? true
                 : wrong("--duplex", value, "it is long, short or off");
    case OPT_STAPLE: return o->staple = true;
    case OPT_PIN:
        o->pin = value;
        return is_pin(value) ? true : wrong("--pin", value, "it is 4 to 16 digits");
    case OPT_AGAIN: return o->again = true;
    case 'o': return add_printer_option(o, value);
    case OPT_TEMPLATES: return o->templates = true;
    case OPT_PRUNE: return o->prune = true;
    case OPT_FORCE: return o->force = true;
    case OPT_VERIFY: return o->verify = true;
    case OPT_DRY_RUN: return o->dry_run = true;
    case OPT_QUIET: return o->quiet = true;
    case OPT_HELP: return o->help = true;
    case OPT_VERSION: return o->version = true;
    case OPT_FORMAT:
        if (!parse_word(value, formats, 2, &n))
            return wrong("--format", value, "it is text or json");
        o->json = n == 1;
        return true;
    case OPT_DUMP:
        if (!*value || !parse_word(value, dumps, 4, &n))
            return wrong("--dump", value, "it is cycle, doc or paper");
        o->dump = (enum dump_kind)n;
        return true;
    }
    return false;
}

static bool unknown_option(const char *given)
{
    const char *names[COUNT(long_options)];
    size_t count = 0;
    while (long_options[count].name) {
        names[count] = long_options[count].name;
        count++;
    }
    const char *near = !strncmp(given, "--", 2) ? nearest_word(given + 2, names, count) : NULL;
    fprintf(stderr, "samtale: error: there is no option %s\n", given);
    if (near) fprintf(stderr, "      = did you mean --%s?\n", near);
    else fputs("      = samtale --help lists them\n", stderr);
    return false;
}

static bool is_one_of(const char *commands, const char *command)
{
    size_t n = strlen(command);
    const char *at = strstr(commands, command);
    return at && (at == commands || at[-1] == ' ') && (!at[n] || at[n] == ',');
}

static void find_misplaced(struct options *o, const bool given[RESTRICTED_OPTIONS])
{
    for (size_t i = 0; o->command && !o->misplaced && i < RESTRICTED_OPTIONS; i++) {
        if (!given[i] || is_one_of(restricted_options[i].commands, o->command)) continue;
        size_t k = 0;
        while (long_options[k].name && long_options[k].val != restricted_options[i].option) k++;
        o->misplaced = long_options[k].name ? long_options[k].name : "o";
        o->belongs_to = restricted_options[i].commands;
    }
}

// Everywhere else a run is whole.
static bool has_shards(const char *command)
{
    return !strcmp(command, "packs") || !strcmp(command, "forms") || !strcmp(command, "summaries");
}

static bool find_shard(struct options *o)
{
    const char *hint;
    if (!o->command || o->help) return true;
    if (!has_shards(o->command)) {
        if (o->shard.n) fprintf(stderr, "samtale: error: %s has no shards\n", o->command);
        return !o->shard.n;
    }
    if (o->shard_given || shard_from_slurm(&o->shard, &hint)) return true;
    fprintf(stderr,
            "samtale: error: the Slurm array job does not tell which shard this task makes\n      "
            "= %s\n",
            hint);
    return false;
}

bool options_parse(struct options *o, int argc, char **argv)
{
    *o = (struct options){.out = "out", .max_sheets = SHEETS_USUAL};
    bool given[RESTRICTED_OPTIONS] = {0};
    opterr = 0;
    for (;;) {
        int c = getopt_long(argc, argv, ":C:o:", long_options, NULL);
        if (c < 0) break;
        if (c == ':') {
            fprintf(stderr, "samtale: error: %s needs a value\n", argv[optind - 1]);
            return false;
        }
        char letter[] = {'-', (char)optopt, '\0'};
        if (c == '?')
            return unknown_option(optopt && optopt < OPT_UNIT ? letter : argv[optind - 1]);
        if (!parse_value(o, c, optarg)) return false;
        for (size_t i = 0; i < RESTRICTED_OPTIONS; i++)
            given[i] |= restricted_options[i].option == c;
    }
    if (optind < argc) o->command = argv[optind++];
    if (optind < argc && o->command && !strcmp(o->command, "forms")) o->document = argv[optind++];
    if (o->command && !strcmp(o->command, "print")) {
        if (optind < argc) o->document = argv[optind++];
        if (optind < argc && !strcmp(o->document, "forms")) o->document = argv[optind++];
    }
    find_misplaced(o, given);
    if (!find_shard(o)) return false;
    if (optind < argc && o->command && !strcmp(o->command, "split")) o->target = argv[optind++];
    if (o->command && (!strcmp(o->command, "collect") || !strcmp(o->command, "merge"))) {
        o->files = (const char *const *)argv + optind;
        o->file_count = (size_t)(argc - optind);
        return true;
    }
    if (optind < argc) {
        fprintf(stderr,
                "samtale: error: \"%s\" is one word too many\n      = samtale --help shows the "
                "commands\n",
                argv[optind]);
        return false;
    }
    return true;
}
