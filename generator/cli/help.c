// What --help prints: text alone, so that it reads as one page.
#include <stdio.h>

#include "base/array.h"
#include "cli/options.h"

static const char commands[] =
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
    "  print [DOCUMENT]   make print batches of packs (when nothing is named), or of a form or\n"
    "                     another document: one PDF for each leader, with slip and cover sheets\n"
    "  status             say who has what: packs, conversations, plans, follow-ups and\n"
    "                     evaluations, and what is overdue; no text of a plan\n"
    "  summaries          when the period ends: evaluation reports for each unit, the\n"
    "                     organisation and HR, with the same figures as CSV and JSON\n"
    "  merge [DIR…]       join the manifests of the shards in the output folder; shards that\n"
    "                     were made in other folders are copied from there\n"
    "  split DIR          make a leader's own directory: the people of --leader ID, with their\n"
    "                     units and plans, so that conversations are kept where they are held;\n"
    "                     without --leader, one for each leader in DIR\n"
    "  deliver            in a leader's own directory: a file for HR to collect, with days,\n"
    "                     statuses and counts and nothing that anybody has written\n"
    "\n";

static const char whom[] = "For whom\n"
                           "  --unit ID          a unit and all below it\n"
                           "  --employee ID      one person\n"
                           "  --leader ID        the people whose leader this is\n"
                           "  --wave N           one wave, counted from 1 at the top\n"
                           "\n";

static const char how[] =
    "How\n"
    "  -C DIR             the cycle directory; other paths count from it\n"
    "  --out DIR          where papers go (default: out)\n"
    "  --as-of DATE       the day that texts are written for, and that decides what is overdue\n"
    "                     (default: the first day of the conversations; for summaries the\n"
    "                     last day of the period)\n"
    "  --jobs N           how many papers to make at a time (default: one per core)\n"
    "  --shard K/N        packs, forms, summaries: only the K-th of N parts, cut by unit, with a\n"
    "                     manifest of its own; in a task of a Slurm array job, without\n"
    "                     --shard, the task's part; --shard none for everything there, too\n"
    "  --partial          merge: join what there is, though shards or files are missing\n"
    "  --blank N          forms: one file with N empty copies; with --unit, for that unit\n"
    "  --large-print      everything in 16 pt, not only for those with print: large\n"
    "  --flat             for paper only, without fields to fill in on a screen\n"
    "  --with-comments    collect: comments and learning, too, in a leader's own directory\n"
    "  --prefer form|record\n"
    "                     collect: which counts where both have been changed\n"
    "  --as ID            collect: whose a blank form is\n"
    "  --bom              summaries: begin the CSV file as spreadsheet programs like it\n"
    "  --by leader|unit|wave|all\n"
    "                     print: what makes a batch (default: leader)\n"
    "  --max-sheets N     print: a larger batch becomes several files (default: 2000)\n"
    "  --booklet          print: two pages side by side, to be folded; without tags\n"
    "  --printer NAME     print: send the batches to a printer that CUPS knows, each once\n"
    "  --duplex long|short|off, --staple, --pin DIGITS, -o NAME=VALUE\n"
    "                     print: for the printer; --staple sends a job for each recipient\n"
    "  --again            print: send even what has been sent before\n";

static const char rest[] =
    "  --templates        check: the templates only\n"
    "  --prune            remove what an earlier run made and nobody is due any more\n"
    "  --force            make everything, also what is there and has not changed\n"
    "  --verify           read every file that is kept, and not only look at its size and times\n"
    "  --dry-run          say what would be made, write nothing\n"
    "  --dump cycle|doc|paper\n"
    "                     print what lies between the files and the papers, write nothing\n"
    "  --format text|json how messages and what a command has to say are printed\n"
    "  --quiet            print nothing but what is wrong\n"
    "  --help, --version\n"
    "\n"
    "Exit status: 0 done, 1 something in the files is wrong, 2 the command line is wrong,\n"
    "3 the system failed (disk full, no permission).\n";

void help_print(void)
{
    const char *const parts[] = {commands, whom, how, rest};
    for (size_t i = 0; i < COUNT(parts); i++) fputs(parts[i], stdout);
}
