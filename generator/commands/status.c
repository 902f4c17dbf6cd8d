// samtale status: who has what, and what is overdue.
#include <stdio.h>

#include "base/map.h"
#include "base/translate.h"
#include "cli/select.h"
#include "commands/commands.h"
#include "run/run.h"
#include "status/status.h"

static struct status_scope status_scope(struct run *r)
{
    const struct options *o = r->options;
    const struct cycle *c = r->inputs.cycle;
    struct map made = manifest_people(r->diags, &r->arena, r->output.folder, "pack"),
               sorted = manifest_people(r->diags, &r->arena, r->output.folder, "by-leader/pack");
    bool *people = ARENA_ARRAY(&r->arena, bool, c->person_count),
         *packs = ARENA_ARRAY(&r->arena, bool, c->person_count);
    bool *units = ARENA_ARRAY(&r->arena, bool, c->unit_count);
    for (size_t i = 0; i < c->person_count; i++) {
        people[i] = select_has(o, c, c->people[i]);
        packs[i] = map_get(&made, c->people[i]->id) || map_get(&sorted, c->people[i]->id);
    }
    for (size_t i = 0; i < c->unit_count; i++)
        units[i] = select_has_unit(o, c, c->units[i]) && cycle_unit_is_shown(c, c->units[i]);
    return (struct status_scope){people, units, packs, !o->employee};
}

static void print_status(struct run *r)
{
    struct status_scope scope = status_scope(r);
    const struct status *s = status_make(&r->arena, r->inputs.cycle, &scope);
    struct buf out = {0};
    if (r->options->json) status_json(s, &out);
    else if (!r->options->quiet) status_text(s, &out);
    if (out.n) fwrite(out.p, 1, out.n, stdout);
    fflush(stdout);  // what was wrong comes behind it, not within; main() sees whether it failed
    buf_free(&out);
}

static int status_run(const struct options *o)
{
    struct run r;
    int status;
    if (!run_open(&r, o, INPUTS_PLANS, &status)) return status;
    print_status(&r);
    return run_close(&r, stderr);
}

const struct command status_command = {
    .name = "status",
    .options = "unit employee leader wave as-of out",
    .summary = N_("say who has what, and what is overdue; no text of a plan"),
    .help = N_("Lists everyone by unit and leader, with totals: packs made, conversations held,\n"
               "plans agreed, follow-ups, evaluations and measures, and what is overdue on the\n"
               "day that --as-of names (without it, the first day of the conversations). No\n"
               "goal, comment or other text of a plan is shown. Packs count as made that are\n"
               "listed in --out.\n"),
    .examples = N_("  samtale status --as-of 2027-06-20\n"
                   "  samtale status --unit oppvekst --leader e1001\n"
                   "  samtale status --format json           a line for each unit and person\n"),
    .run = status_run,
};
