#include "batch/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"

enum { OPT_UNIT = 256, OPT_EMPLOYEE, OPT_LEADER, OPT_WAVE, OPT_AS_OF, OPT_OUT, OPT_JOBS, OPT_DRY_RUN, OPT_QUIET, OPT_FORMAT,
       OPT_DUMP, OPT_BLANK, OPT_LARGE_PRINT, OPT_FLAT, OPT_WITH_COMMENTS, OPT_BOM, OPT_PREFER, OPT_AS, OPT_TEMPLATES, OPT_HELP, OPT_VERSION };

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
    {"templates", no_argument, NULL, OPT_TEMPLATES},
    {"help", no_argument, NULL, OPT_HELP},
    {"version", no_argument, NULL, OPT_VERSION},
    {NULL, 0, NULL, 0},
};

static const char help[] =
    "Usage: samtale [-C DIR] COMMAND [OPTION…]\n"
    "\n"
    "Turns an organisation's chart and its units' priorities into the papers of a\n"
    "goal-and-development cycle. DIR is the cycle directory; without -C, the current one.\n"
    "\n"
    "Commands\n"
    "  check              read everything, report everything wrong, write nothing\n"
    "  packs              make preparation packs for employees, packs for leaders, and\n"
    "                     start letters\n"
    "  forms [DOCUMENT]   make action-plan (when no other is named), follow-up, evaluation,\n"
    "                     process-evaluation, or a document of your own\n"
    "  collect FILE…      read filled-in forms (PDF, FDF, XFDF, or folders of them) back into\n"
    "                     plans and answers; and what leaders deliver\n"
    "  status             say who has what: packs, conversations, plans, follow-ups and\n"
    "                     evaluations, and what is overdue; no text of a plan\n"
    "  summaries          when the period ends: evaluation reports for each unit, the\n"
    "                     organisation and HR, with the same figures as CSV and JSON\n"
    "  split DIR          make a leader's own directory: the people of --leader ID, with their\n"
    "                     units and plans, so that conversations are kept where they are held;\n"
    "                     without --leader, one for each leader in DIR\n"
    "  deliver            in a leader's own directory: a file for HR to collect, with days,\n"
    "                     statuses and counts and nothing that anybody has written\n"
    "\n"
    "For whom\n"
    "  --unit ID          a unit and all below it\n"
    "  --employee ID      one person\n"
    "  --leader ID        the people whose leader this is\n"
    "  --wave N           one wave, counted from 1 at the top\n"
    "\n"
    "How\n"
    "  -C DIR             the cycle directory; other paths count from it\n"
    "  --out DIR          where papers go (default: out)\n"
    "  --as-of DATE       the day that texts are written for, and that decides what is overdue\n"
    "                     (default: the first day of the conversations; for summaries the\n"
    "                     last day of the period)\n"
    "  --jobs N           how many papers to make at a time (default: one per core)\n"
    "  --blank N          forms: one file with N empty copies; with --unit, for that unit\n"
    "  --large-print      everything in 16 pt, not only for those with print: large\n"
    "  --flat             for paper only, without fields to fill in on a screen\n"
    "  --with-comments    collect: comments and learning, too, in a leader's own directory\n"
    "  --prefer form|record\n"
    "                     collect: which counts where both have been changed\n"
    "  --as ID            collect: whose a blank form is\n"
    "  --bom              summaries: begin the CSV file as spreadsheet programs like it\n"
    "  --templates        check: the templates only\n"
    "  --dry-run          say what would be made, write nothing\n"
    "  --dump cycle|doc|paper\n"
    "                     print what lies between the files and the papers, write nothing\n"
    "  --format text|json how messages and what a command has to say are printed\n"
    "  --quiet            print nothing but what is wrong\n"
    "  --help, --version\n"
    "\n"
    "Exit status: 0 done, 1 something in the files is wrong, 2 the command line is wrong,\n"
    "3 the system failed (disk full, no permission).\n";

void options_help(void)
{
    fputs(help, stdout);
}

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

static bool parse_value(struct options *o, int option, const char *value)
{
    static const char *const dumps[] = {"", "cycle", "doc", "paper"}, *const formats[] = {"text", "json"},
                             *const sides[] = {"", "form", "record"};
    int n;
    switch (option) {
    case 'C': o->directory = value; return true;
    case OPT_UNIT: o->unit = value; return true;
    case OPT_EMPLOYEE: o->employee = value; return true;
    case OPT_LEADER: o->leader = value; return true;
    case OPT_OUT:
        o->out = value;
        return *value ? true : wrong("--out", value, "name a folder");
    case OPT_WAVE: return parse_count(value, &o->wave) ? true : wrong("--wave", value, "waves count from 1");
    case OPT_JOBS: return parse_count(value, &o->jobs) ? true : wrong("--jobs", value, "give a number from 1");
    case OPT_AS_OF: return date_parse(value, &o->as_of) ? true : wrong("--as-of", value, "give a day such as 2027-01-11");
    case OPT_BLANK: return parse_count(value, &o->blank) ? true : wrong("--blank", value, "give a number of copies from 1");
    case OPT_LARGE_PRINT: return o->large_print = true;
    case OPT_FLAT: return o->flat = true;
    case OPT_BOM: return o->bom = true;
    case OPT_WITH_COMMENTS: return o->with_comments = true;
    case OPT_AS: o->as = value; return true;
    case OPT_PREFER: return parse_word(value, sides, 3, &o->prefer) && *value ? true : wrong("--prefer", value, "it is form or record");
    case OPT_TEMPLATES: return o->templates = true;
    case OPT_DRY_RUN: return o->dry_run = true;
    case OPT_QUIET: return o->quiet = true;
    case OPT_HELP: return o->help = true;
    case OPT_VERSION: return o->version = true;
    case OPT_FORMAT:
        if (!parse_word(value, formats, 2, &n)) return wrong("--format", value, "it is text or json");
        o->json = n == 1;
        return true;
    case OPT_DUMP:
        if (!*value || !parse_word(value, dumps, 4, &n)) return wrong("--dump", value, "it is cycle, doc or paper");
        o->dump = (enum dump)n;
        return true;
    }
    return false;
}

static bool unknown_option(const char *given)
{
    const char *names[sizeof long_options / sizeof *long_options];
    size_t count = 0;
    while (long_options[count].name) {
        names[count] = long_options[count].name;
        count++;
    }
    const char *near = !strncmp(given, "--", 2) ? diag_nearest(given + 2, names, count) : NULL;
    fprintf(stderr, "samtale: error: there is no option %s\n", given);
    if (near) fprintf(stderr, "      = did you mean --%s?\n", near);
    else fputs("      = samtale --help lists them\n", stderr);
    return false;
}

bool options_parse(struct options *o, int argc, char **argv)
{
    *o = (struct options){.out = "out"};
    opterr = 0;
    for (;;) {
        int c = getopt_long(argc, argv, ":C:", long_options, NULL);
        if (c < 0) break;
        if (c == ':') {
            fprintf(stderr, "samtale: error: %s needs a value\n", argv[optind - 1]);
            return false;
        }
        char letter[] = {'-', (char)optopt, '\0'};
        if (c == '?') return unknown_option(optopt && optopt < OPT_UNIT ? letter : argv[optind - 1]);
        if (!parse_value(o, c, optarg)) return false;
    }
    if (optind < argc) o->command = argv[optind++];
    if (optind < argc && o->command && !strcmp(o->command, "forms")) o->document = argv[optind++];
    if (optind < argc && o->command && !strcmp(o->command, "split")) o->target = argv[optind++];
    if (o->command && !strcmp(o->command, "collect")) {
        o->files = (const char *const *)argv + optind;
        o->file_count = (size_t)(argc - optind);
        return true;
    }
    if (optind < argc) {
        fprintf(stderr, "samtale: error: \"%s\" is one word too many\n      = samtale --help shows the commands\n", argv[optind]);
        return false;
    }
    return true;
}
