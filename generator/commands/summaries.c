// samtale summaries: plans and answers → figures → published → reports, CSV and JSON.
#include <string.h>

#include "export/export.h"
#include "figures/figures.h"
#include "commands/commands.h"
#include "run/run.h"

struct counting {
    struct run *run;
    struct figures *figures;
    unsigned char *seen;  // by person's index
};

static void count_plan(void *arg, const struct plan *p)
{
    struct counting *k = arg;
    struct date day = k->run->cycle->as_of;
    figures_add_plan(k->figures, p, day);
    if (!p->person || strcmp(p->period, k->run->cycle->period)) return;
    figures_add_person(k->figures, p->person, day);
    k->seen[p->person->index] = 1;
}

// Each plan is read, counted and forgotten.
static const struct published *count_everything(struct run *r)
{
    struct counting k = {r, figures_new(&r->arena, r->cycle),
                         arena_alloc(&r->arena, r->cycle->person_count + 1)};
    plans_each(r->diags, &r->arena, r->cycle, false, count_plan, &k);
    for (size_t i = 0; i < r->cycle->person_count; i++)
        if (!k.seen[i]) figures_add_person(k.figures, r->cycle->people[i], r->cycle->as_of);
    plans_each(r->diags, &r->arena, r->cycle, true, count_plan, &k);
    size_t count;
    const struct answer_given *answers = answers_read(r->diags, &r->arena, r->cycle, &count);
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
    struct file_status status = keep_file_status(r, path);
    bool ok = keep_or_write(
        r, &status, (struct manifest_entry){.path = path, .document = "figures"}, &out, &out);
    buf_free(&out);
    return ok;
}

static const struct unit *only_unit(const struct run *r)
{
    return r->options->unit ? cycle_unit(r->cycle, r->options->unit) : NULL;
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
    hash_bytes(out.p, out.n, r->figures);
    buf_free(&out);
}

int summaries_run(const struct options *o)
{
    struct run r;
    int status;
    if (!run_ready(&r, o, false, &status)) return status;
    if (r.cycle->part_of) {
        fputs("samtale: error: this is a leader's own directory, and a summary is of the whole "
              "organisation\n"
              "      = samtale status says who has what here; samtale deliver hands on what HR "
              "counts\n",
              stderr);
        return run_wrong_command_line(&r);
    }
    if (!date_is_set(o->as_of)) r.cycle->as_of = r.cycle->dates.to;  // summaries look back
    const struct published *published = count_everything(&r);
    r.documents = templates_documents(r.templates, &r.arena, "summaries", &r.document_count);
    r.orders = orders_make(r.diags, &r.arena, o, r.cycle, r.templates, r.documents,
                           r.document_count);
    for (size_t i = 0; i < r.orders.count; i++) r.orders.list[i].subject.published = published;
    hash_figures(&r, published);
    if (!keep_open_manifest(&r)) return run_close(&r, stderr);
    if (r.manifest && o->shard.k < 2 &&
        (!write_figures(&r, published, "summaries/summary.csv", write_csv) ||
         !write_figures(&r, published, "summaries/summary.json", write_json)))
        return run_close(&r, stderr);
    return papers_make(&r);
}
