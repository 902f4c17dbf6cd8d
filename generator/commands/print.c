// samtale print [DOCUMENT]: print batches.
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
    .options =
        "unit employee leader wave as-of period blank large-print by new from proof max-sheets "
        "cover slips "
        "booklet printer "
        "duplex staple pin o again out jobs prune force verify dry-run dump",
    .summary = N_("make print batches of packs or forms, and send them to a printer"),
    .help = N_("Makes one PDF for each leader, of packs (when no DOCUMENT is named) or of a form\n"
               "or another document, in cascade order: out/PERIOD/print/DOCUMENT/leader/ID.pdf.\n"
               "Leader packs show plans in the leader's own batch alone. A booklet shrinks A4 to\n"
               "A5; sheets that are handed in come as A4 beside it, in ID+sheets.pdf.\n"),
    .examples = N_("  samtale print --by unit\n"
                   "  samtale print --new                 newcomers and changed invitations\n"
                   "  samtale print --printer hr-copier --staple --dry-run\n"),
    .run = print_run,
};
