// What somebody types of a person is merged into the record as a form is, and written.
#include <stdio.h>
#include <stdlib.h>

#include "base/translate.h"
#include "commands/collect.h"
#include "commands/collect_typed.h"
#include "commands/records.h"

struct typed_state {
    struct run run;
    struct collect collect;
    struct collect_totals totals;
    struct records records;
};

static void report_kept(struct typed_state *w, const struct collected *f)
{
    size_t kept = f->counts[COLLECTED_KEPT];
    struct place at = {.source = diag_source_new(w->run.diags, &w->run.arena, f->file, "", 0)};
    if (!kept) return;
    struct diag *g = diag_error(
        w->run.diags, at, "entry-not-overwritten",
        translate_count("%zu value is another than the record's, which stays as it is",
                        "%zu values are others than the record's, which stay as they are", kept),
        kept);
    diag_hint(w->run.diags, g, "where the record is wrong, change it in %s", f->record->path);
}

static void merge_typed(struct typed_state *w, const struct person *p, const struct returned *form,
                        const struct collect_typed *typed)
{
    struct record *record = records_open(&w->records, p, form);
    if (!record) return;
    form_merge(&w->collect, form, record);
    const struct collected *f = &w->collect.forms[w->collect.form_count - 1];
    report_kept(w, f);
    if (f->counts[COLLECTED_REFUSED]) record->failed = true;  // all of it, or nothing
    bool shown = typed->agree && record->changed && !record->failed;
    if (shown) report_collected(&w->collect, &w->totals, stdout);
    if (!record->failed && (!shown || typed->agree())) records_write(&w->records, record);
    else if (shown) puts(_("Nothing was written."));
    if (!shown) report_collected(&w->collect, &w->totals, stdout);
    records_report_lost(&w->records);
}

static void collect_typed(struct typed_state *w, const struct collect_typed *typed, int *status)
{
    struct run *r = &w->run;
    const struct options *o = r->options;
    const struct person *p = cycle_person(r->inputs.cycle, o->as);
    struct collect_options options = {.with_comments = o->with_comments, .take_unsigned = true};
    w->collect = collect_begin(r->diags, &r->arena, r->inputs.cycle, r->inputs.templates,
                               &r->inputs.secret, &options);
    w->totals = (struct collect_totals){
        .dry_run = o->dry_run, .json = o->json, .quiet = o->quiet, .typed = true};
    const struct returned *form = typed->make(r, &w->collect, p, status);
    if (form && records_lock(&w->records)) merge_typed(w, p, form, typed);
    records_unlock(&w->records);
    arena_free(&w->collect.scratch);
}

static bool may_enter(struct run *r, const struct person *p)
{
    struct place nowhere = {0};
    if (!cycle_is_about(r->inputs.cycle, p)) {
        diag_error(r->diags, nowhere, "entry-plan-not-kept",
                   "the plan of %s is not kept in this directory", p->name);
        return false;
    }
    if (!p->has_errors && !p->plan_has_errors) return true;
    struct diag *g = diag_error(r->diags, nowhere, "entry-record-wrong",
                                "nothing can be added to the record of %s, which is wrong",
                                p->name);
    diag_hint(r->diags, g, "samtale check says what is wrong with it");
    return false;
}

int collect_typed_run(const struct options *o, const struct collect_typed *typed)
{
    struct typed_state w = {.records = {.run = &w.run, .collect = &w.collect, .lock = -1}};
    struct run *r = &w.run;
    int status = 0;
    run_begin(r, o);
    r->own.as = o->operands[0];
    if (!run_read(r, INPUTS_PLANS | INPUTS_TEMPLATES)) return run_close(r, stderr);
    r->own.from = o->from;  // a file, even where somebody is called like it
    if (!collect_fits_directory(r, "enter")) return run_close_wrong_command_line(r);
    diag_leave_out_warnings(r->diags);  // samtale check says what is not about this person
    if (may_enter(r, cycle_person(r->inputs.cycle, r->own.as))) collect_typed(&w, typed, &status);
    fflush(stdout);
    int closed = run_close(r, stderr);
    return status ? status : closed;
}
