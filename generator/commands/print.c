// samtale print [DOCUMENT]: print batches, with slip and cover sheets.
#include "base/translate.h"
#include "commands/commands.h"
#include "print/print.h"

static int print_run(const struct options *o)
{
    struct options flat = *o;  // what is printed is not filled in on a screen
    flat.flat = flat.printing = true;
    struct run r;
    int status;
    if (!run_open(&r, &flat, INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS, &status))
        return status;
    if (!print_make(&r)) return run_close_wrong_command_line(&r);
    return run_close(&r, stderr);
}

const struct command print_command = {
    .name = "print",
    .operands = "[DOCUMENT]",
    .operands_most = 2,  // print forms DOCUMENT
    .operands_are_documents = true,
    .options = "unit employee leader wave as-of blank large-print by max-sheets booklet printer "
               "duplex staple pin o again out jobs prune force verify dry-run dump",
    .summary = N_("make print batches of packs or forms, and send them to a printer"),
    .help = N_("Makes one PDF for each leader, of packs (when no DOCUMENT is named) or of a form\n"
               "or another document: a cover sheet, then a slip sheet and the papers of each\n"
               "person, in cascade order. They are in out/PERIOD/print/DOCUMENT/leader/ID.pdf.\n"
               "Only a leader's own batch holds the leader's pack with last period's plans; in\n"
               "batches by unit, by wave and of all it has names and dates only.\n"),
    .examples = N_("  samtale print --by unit\n"
                   "  samtale print follow-up --wave 1\n"
                   "  samtale print --printer hr-copier --staple --dry-run\n"),
    .run = print_run,
};
