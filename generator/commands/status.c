// samtale status: who has what today, what is overdue, and whom to talk to.
#include <stdio.h>

#include "base/map.h"
#include "base/translate.h"
#include "cli/refuse.h"
#include "cli/select.h"
#include "commands/commands.h"
#include "commands/held.h"
#include "model/print.h"
#include "run/run.h"
#include "status/needs.h"
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

// ---- What is printed

static struct needs_wanted wanted(const struct options *o)
{
    struct needs_wanted w = {o->overdue ? NEEDS_ACTS : NEEDS_ALL,
                             o->overdue ? NEEDS_OVERDUE : NEEDS_OPEN};
    if (o->missing) w.needs = o->missing;
    return w;
}

static void print_groups(struct run *r, const struct status *s, struct buf *out, struct csv *csv)
{
    const struct options *o = r->options;
    struct needs_groups g = needs_group(&r->arena, s, o->by == PRINT_BY_UNIT, wanted(o));
    if (o->json) needs_groups_json(s, &g, out);
    else if (csv) needs_groups_csv(&g, csv);
    else needs_groups_text(s, &g, out);
}

static void print_list(struct run *r, const struct status *s, struct buf *out, struct csv *csv)
{
    struct needs_list n = needs_of(&r->arena, s, wanted(r->options));
    if (r->options->json) needs_json(s, &n, out);
    else if (csv) needs_csv(s, &n, csv);
    else needs_text(s, &n, out);
}

static void print_people(const struct run *r, const struct status *s, struct buf *out,
                         struct csv *csv)
{
    bool whole = select_all(r->options) && !r->inputs.cycle->part_of;
    if (r->options->json) status_json(s, out);
    else if (csv) status_csv(s, csv);
    else (whole ? status_overview : status_text)(s, out);
}

static void print_status(struct run *r)
{
    const struct options *o = r->options;
    struct status_scope scope = status_scope(r);
    const struct status *s = status_make(&r->arena, r->inputs.cycle, &scope);
    struct buf out = {0};
    struct csv table = {.out = &out, .separator = o->csv_excel ? ';' : ','}, *csv = NULL;
    if (o->csv_given) csv = &table;
    if (o->csv_excel) buf_str(&out, "\xEF\xBB\xBF");
    if (o->by_given) print_groups(r, s, &out, csv);
    else if (o->missing || o->overdue) print_list(r, s, &out, csv);
    else print_people(r, s, &out, csv);
    if (out.n && (o->json || csv || !o->quiet)) fwrite(out.p, 1, out.n, stdout);
    fflush(stdout);  // what was wrong comes behind it, not within; main() sees whether it failed
    buf_free(&out);
}

static bool check_options(const struct options *o)
{
    if (o->by_given && o->by > PRINT_BY_UNIT)
        return refuse(_("write one of these: leader, unit"), "status counts by leader or unit");
    if (o->json && o->csv_given)
        return refuse(_("give one of the two"), "--csv and --format json do not go together");
    return true;
}

static int status_run(const struct options *o)
{
    struct run r;
    int status;
    if (!check_options(o)) return 2;
    if (!run_open(&r, o, INPUTS_PLANS | INPUTS_TODAY, &status)) return status;
    if (!o->period) held_warn_of_old(&r);
    print_status(&r);
    return run_close(&r, stderr);
}

const struct command status_command = {
    .name = "status",
    .options = "unit employee leader wave as-of period overdue missing by csv out",
    .summary = N_("say who has what today, and what is overdue; no text of a plan"),
    .help = N_("Shows on one screen how many have what today (or on the day of --as-of), what is\n"
               "overdue, what comes next, and which leaders to talk to. With --unit, --employee,\n"
               "--leader or --wave it lists these people by unit and leader, with totals.\n"
               "\n"
               "To act on: --overdue lists who lacks what that is past its day; --missing who\n"
               "lacks a date for the conversation, a conversation, plan, follow-up or\n"
               "evaluation, due or not yet (several: plan,date); --by how many of each leader's\n"
               "or unit's people do, most overdue first. --csv makes a table of any of these, or\n"
               "of everyone. Nobody who is away, needs no conversation or is not employed lacks\n"
               "anything. Packs count as made that are listed in --out.\n"),
    .examples = N_("  samtale status\n"
                   "  samtale status --overdue --by leader\n"
                   "  samtale status --missing plan,date --unit oppvekst --csv excel\n"
                   "  samtale status --unit nordlia --as-of 2027-06-20   everyone, on that day\n"),
    .run = status_run,
};
