// samtale packs: preparation packs for employees, packs for leaders, start letters and calendars.
#include "base/translate.h"
#include "commands/appointments.h"
#include "commands/commands.h"
#include "run/leaders.h"
#include "run/papers.h"

static int packs_run(const struct options *o)
{
    struct run r;
    int status;
    if (o->by_given && !leaders_check(o)) return 2;
    if (!run_open(&r, o, INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS, &status)) return status;
    r.calendar = (struct calendar){r.inputs.cycle, inputs_paper_date(&r.inputs), SAMTALE_VERSION};
    r.output.calendars = true;
    remarks_report_drafts(r.diags, r.inputs.cycle);
    papers_order(&r);
    if (!output_open(&r.output)) return run_close(&r, stderr);
    appointments_count(&r);
    return papers_make(&r);
}

const struct command packs_command = {
    .name = "packs",
    .options =
        "unit employee leader wave as-of period by large-print short flat out jobs shard prune "
        "force verify "
        "dry-run dump",
    .summary = N_("make preparation packs, packs for leaders, and start letters"),
    .help = N_("Makes a preparation pack for everyone whose conversation is due, with a calendar\n"
               "file where it has a day, a pack for each leader, and a start letter for each\n"
               "unit: out/PERIOD/packs/UNIT/EMPLOYEE.pdf and so on. Only what has changed is\n"
               "made again. Texts are written for the first day of the conversations, unless\n"
               "--as-of says another. --by leader makes a folder and a zip for each leader.\n"),
    .examples = N_("  samtale packs\n"
                   "  samtale packs --unit oppvekst      one unit and all below it\n"
                   "  samtale packs --employee e1102     one person\n"
                   "  samtale packs --dry-run --prune    what would be made, and what removed\n"),
    .run = packs_run,
};
