// samtale purge: what is kept longer than keep: allows is shown, and with --yes removed.
#include <stdio.h>
#include <string.h>

#include "base/translate.h"
#include "commands/commands.h"
#include "commands/held.h"
#include "held/find.h"
#include "held/removal.h"
#include "run/run.h"

static void carry_out(struct run *r)
{
    struct held h = held_begin(r);
    bool removes = r->options->yes && !r->options->dry_run;
    if (removes) removal_clear(&h);
    find_too_old(&h);
    bool *gone = ARENA_ARRAY(&r->arena, bool, h.found.count + 1);
    size_t count = removes ? removal_carry_out(&h, r->options, gone) : 0;
    held_print(r, &h, removes ? gone : NULL);
    if (!removes || count < h.found.count) held_print_refused(r, &h);
    held_print_end(r, &h, removes, count, "samtale purge --yes");
}

static int purge_run(const struct options *o)
{
    struct run r;
    int status;
    if (!run_open(&r, o, INPUTS_TEMPLATES | INPUTS_TODAY, &status)) return status;
    diag_show_errors_only(r.diags);  // samtale check says the rest
    carry_out(&r);
    return run_close(&r, stderr);
}

const struct command purge_command = {
    .name = "purge",
    .options = "as-of yes out dry-run",
    .summary = N_("remove what is kept longer than keep: allows"),
    .help = N_("Shows what is here longer than keep: in samtale.yaml allows today (or on the day\n"
               "of --as-of): plans, times and what was made of those periods, answers whose\n"
               "results are released, and people who left, when their last plan is too old.\n"
               "Papers of the period after that are about people go too, because they show the\n"
               "last plan: samtale packs makes them again without it.\n"
               "\n"
               "--yes removes it, in org.yaml and conversations/ with all else left as it is,\n"
               "and notes in history/purged.jsonl how much it was: counts and dates, nobody's\n"
               "name. What somebody has changed since it was made stays, and is said; so does\n"
               "what the law has kept (keep: { archived: personnel-file }). Leaders run the\n"
               "same in their own directories. A run that was stopped is run once more.\n"),
    .examples = N_("  samtale purge\n"
                   "  samtale purge --as-of 2029-01-01       what goes by then\n"
                   "  samtale purge --yes\n"),
    .run = purge_run,
};
