// samtale summaries: plans and answers → figures → published → reports, CSV and JSON.
#include <string.h>

#include "base/translate.h"
#include "export/export.h"
#include "figures/figures.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "output/keep.h"
#include "run/papers.h"

struct counting {
    struct run *run;
    struct figures *figures;
    unsigned char *seen;  // by person's index
};

static void count_plan(void *arg, const struct plan *p)
{
    struct counting *k = arg;
    struct date day = k->run->inputs.cycle->as_of;
    figures_add_plan(k->figures, p, day);
    if (!p->person || strcmp(p->period, k->run->inputs.cycle->period)) return;
    figures_add_person(k->figures, p->person, day);
    k->seen[p->person->index] = 1;
}

// Each plan is read, counted and forgotten.
static const struct published *count_everything(struct run *r)
{
    struct counting k = {r, figures_new(&r->arena, r->inputs.cycle),
                         arena_alloc(&r->arena, r->inputs.cycle->person_count + 1)};
    plans_each(r->diags, &r->arena, r->inputs.cycle, false, count_plan, &k);
    for (size_t i = 0; i < r->inputs.cycle->person_count; i++)
        if (!k.seen[i])
            figures_add_person(k.figures, r->inputs.cycle->people[i], r->inputs.cycle->as_of);
    plans_each(r->diags, &r->arena, r->inputs.cycle, true, count_plan, &k);
    size_t count;
    const struct answer_given *answers = answers_read(r->diags, &r->arena, r->inputs.cycle, &count);
    figures_add_answers(k.figures, &r->arena, answers, count);
    return withhold_figures(&r->arena, k.figures, true);
}

// The same figures for other programs, beside the reports.
static bool write_figures(struct run *r, const struct published *p, const char *path,
                          void (*write)(const struct run *r, const struct published *p,
                                        struct buf *out))
{
    struct buf out = {0};
    write(r, p, &out);
    struct file_status status = keep_file_status(&r->output, path);
    bool ok = keep_or_write(&r->output, &status,
                            (struct manifest_entry){.path = path, .document = "figures"}, &out,
                            &out);
    buf_free(&out);
    return ok;
}

static const struct unit *only_unit(const struct run *r)
{
    return r->options->unit ? cycle_unit(r->inputs.cycle, r->options->unit) : NULL;
}

static void write_csv(const struct run *r, const struct published *p, struct buf *out)
{
    export_csv(p, only_unit(r), r->options->bom, out);
}

static void write_json(const struct run *r, const struct published *p, struct buf *out)
{
    export_json(p, only_unit(r), out);
}

// Reports rest on everybody's plans and answers, which the cycle does not hold.
static void hash_figures(struct run *r, const struct published *p)
{
    struct buf out = {0};
    export_json(p, NULL, &out);
    hash_bytes(out.p, out.n, r->inputs.figures);
    buf_free(&out);
}

static int summaries_run(const struct options *o)
{
    struct run r;
    int status;
    if (!run_open(&r, o, INPUTS_TEMPLATES | INPUTS_FONTS, &status)) return status;
    if (r.inputs.cycle->part_of) {
        refuse("samtale status says who has what here; samtale deliver hands on what HR counts",
               "this is a leader's own directory, and a summary is of the whole organisation");
        return run_close_wrong_command_line(&r);
    }
    if (!date_is_set(o->as_of))
        r.inputs.cycle->as_of = r.inputs.cycle->dates.to;  // summaries look back
    const struct published *published = count_everything(&r);
    papers_order(&r);
    for (size_t i = 0; i < r.orders.count; i++) r.orders.list[i].subject.published = published;
    hash_figures(&r, published);
    if (!output_open(&r.output)) return run_close(&r, stderr);
    if (r.output.manifest && o->shard.k < 2 &&
        (!write_figures(&r, published, "summaries/summary.csv", write_csv) ||
         !write_figures(&r, published, "summaries/summary.json", write_json)))
        return run_close(&r, stderr);
    return papers_make(&r);
}

const struct command summaries_command = {
    .name = "summaries",
    .options = "unit as-of large-print bom out jobs shard prune force verify dry-run dump",
    .summary = N_("make evaluation reports, with the figures as CSV and JSON"),
    .help = N_("When the period ends: makes an evaluation report for each unit, for the\n"
               "organisation and for HR in out/PERIOD/summaries/, and the same figures in\n"
               "summary.csv and summary.json. What rests on too few people is withheld. It\n"
               "counts up to the last day of the period, unless --as-of says another.\n"),
    .examples = N_("  samtale summaries\n"
                   "  samtale summaries --as-of 2027-06-30\n"
                   "  samtale summaries --unit oppvekst --bom\n"),
    .run = summaries_run,
};
