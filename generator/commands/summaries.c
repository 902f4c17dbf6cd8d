// samtale summaries: plans and answers → figures → release → reports, CSV and JSON.
#include <string.h>

#include "base/array.h"
#include "base/translate.h"
#include "export/export.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "commands/publish.h"
#include "commands/summaries.h"
#include "output/keep.h"
#include "run/papers.h"
#include "status/missing.h"

static const struct place nowhere;

// ---- Writing

// A file beside the reports.
static bool write_file(struct run *r, const char *path, struct buf *out)
{
    struct file_status status = keep_file_status(&r->output, path);
    bool ok = keep_or_write(&r->output, &status,
                            (struct manifest_entry){.path = path, .document = "figures"}, out, out);
    buf_free(out);
    return ok;
}

static const struct unit *only_unit(const struct run *r)
{
    return r->options->unit ? cycle_unit(r->inputs.cycle, r->options->unit) : NULL;
}

// Reports rest on everybody's plans and answers, which the cycle does not hold.
static void hash_figures(struct run *r, const struct published *p)
{
    struct buf out = {0};
    export_json(p, NULL, &out);
    hash_bytes(out.p, out.n, r->inputs.figures);
    buf_free(&out);
}

// ---- CSV and JSON

// As RFC 4180 has it, or as a Norwegian spreadsheet opens it in columns.
static struct csv begin_csv(const struct run *r, struct buf *out)
{
    bool excel = r->options->csv_excel;
    if (excel) buf_str(out, "\xEF\xBB\xBF");
    return (struct csv){.out = out, .separator = excel ? ';' : ','};
}

static bool write_csv(struct run *r, const struct published *p, const char *name)
{
    struct buf out = {0};
    struct csv csv = begin_csv(r, &out);
    export_csv(p, only_unit(r), &csv);
    return write_file(r, arena_printf(&r->arena, "summaries/%s.csv", name), &out);
}

static bool write_json(struct run *r, const struct published *p, const char *name)
{
    struct buf out = {0};
    export_json(p, only_unit(r), &out);
    return write_file(r, arena_printf(&r->arena, "summaries/%s.json", name), &out);
}

static const char *word(const struct run *r, const char *key)
{
    return templates_string(r->inputs.templates, r->inputs.cycle->language, key);
}

static const char *day_in_words(void *arg, struct arena *a, struct date d)
{
    (void)arg;
    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static bool write_missing(struct run *r, const struct missing *m, const char *name)
{
    struct buf out = {0};
    struct csv csv = begin_csv(r, &out);
    const struct missing_words words = {.unit = word(r, "report.unit"),
                                        .leader = word(r, "report.leader"),
                                        .employee = word(r, "report.employee"),
                                        .what = word(r, "report.missing"),
                                        .deadline = word(r, "report.deadline"),
                                        .conversation = word(r, "report.missing-conversation"),
                                        .plan = word(r, "report.missing-plan"),
                                        .follow_up = word(r, "report.missing-follow-up"),
                                        .evaluation = word(r, "report.missing-evaluation"),
                                        .day = day_in_words};
    missing_csv(m, only_unit(r), &words, &csv);
    return write_file(r, arena_printf(&r->arena, "summaries/%s.csv", name), &out);
}

static bool write_tables(struct run *r, const struct published *p, const struct missing *m)
{
    static const char *const names[RELEASE_KINDS] = {[RELEASE_EVALUATION] = "summary",
                                                     [RELEASE_HALF_YEAR] = "half-year-summary",
                                                     [RELEASE_COMPETENCE] = "competence-summary"};
    static const char *const lists[RELEASE_KINDS] = {
        [RELEASE_EVALUATION] = "missing", [RELEASE_HALF_YEAR] = "half-year-missing"};
    return write_csv(r, p, names[p->kind]) && write_json(r, p, names[p->kind]) &&
           (!lists[p->kind] || write_missing(r, m, lists[p->kind]));
}

// Whether a unit has a page of its own: before results are released, where there are people enough.
static bool has_page(const struct published *p, const struct unit *u)
{
    const struct published_release *r = published_release(p, p->kind, 0);
    const struct published_unit *then = published_unit_then(r, p->cycle, u);
    if (!u->parent) return true;
    return r ? then && then->atoms : p->coverage[u->index].people >= p->limit;
}

static bool has_page_order(const struct order *o, const void *p)
{
    return has_page(p, o->subject.unit);
}

static void leave_out_small(struct run *r, const struct published *p)
{
    const struct unit *only = only_unit(r);
    orders_keep(&r->orders, &r->arena, has_page_order, p);
    if (!only || has_page(p, only)) return;
    struct diag *g = diag_warning(r->diags, nowhere, "report-too-small",
                                  "%s has too few people for a page of its own", only->name.text);
    diag_hint(r->diags, g, "its coverage is in the report of the unit above it");
}

static void give_orders(struct run *r, const struct published *published)
{
    leave_out_small(r, published);
    for (size_t i = 0; i < r->orders.count; i++) r->orders.list[i].subject.published = published;
    hash_figures(r, published);
}

static int make_reports(struct run *r, const struct published *published,
                        const struct missing *missing)
{
    papers_order(r);
    give_orders(r, published);
    if (!output_open(&r->output)) return run_close(r, stderr);
    if (r->output.manifest && r->options->shard.k < 2 && !write_tables(r, published, missing))
        return run_close(r, stderr);
    return papers_make(r);
}

static int dump_figures(struct run *r, const struct figures *f)
{
    struct buf out = {0};
    publish_dump(f, &out);
    fwrite(out.p, 1, out.n, stdout);
    buf_free(&out);
    return run_close(r, stderr);
}

// The last day that coverage is counted to, without --as-of. While the period is under way it is
// today: nothing that comes later is missing yet.
static struct date counted_to(const struct cycle *c, const struct options *o)
{
    struct date last = publish_last_day(c, publish_kind(o)), today = inputs_today();
    bool running = date_compare(c->dates.from, today) <= 0 && date_compare(today, last) < 0;
    return running ? today : last;
}

bool summaries_begin(struct run *r)
{
    const struct options *o = r->options;
    if (r->inputs.cycle->part_of)
        return refuse("samtale status says who has what here; samtale deliver hands on what HR "
                      "counts",
                      "this is a leader's own directory, and a summary is of the whole "
                      "organisation");
    if (!date_is_set(o->as_of)) r->inputs.cycle->as_of = counted_to(r->inputs.cycle, o);
    return true;
}

bool summaries_is_report(const struct run *r, struct arena *a, const char *document,
                         struct options *kind)
{
    static const char *const commands[] = {"summaries", "summaries --half-year",
                                           "summaries --competence"};
    for (size_t i = 0; i < COUNT(commands); i++) {
        size_t count;
        const char *const *names = templates_documents(r->inputs.templates, a, commands[i], &count);
        for (size_t k = 0; k < count; k++) {
            if (strcmp(names[k], document) != 0) continue;
            kind->half_year = i == 1;
            kind->competence = i == 2;
            return true;
        }
    }
    return false;
}

bool summaries_preview(struct run *r)
{
    struct missing missing;
    r->own.dry_run = true;  // nothing is released for it
    const struct published *published = publish_figures(r, publish_count(r, &missing), false);
    r->own.dry_run = false;
    if (published) give_orders(r, published);
    return published;
}

int summaries_make(const struct options *o, bool asked)
{
    struct run r;
    int status;
    bool dump = o->dump == DUMP_FIGURES;
    if (!run_open(&r, o, dump ? INPUTS_TEMPLATES : INPUTS_TEMPLATES | INPUTS_FONTS, &status))
        return status;
    if (!summaries_begin(&r)) return run_close_wrong_command_line(&r);
    struct missing missing;
    const struct figures *figures = publish_count(&r, &missing);
    if (dump) return dump_figures(&r, figures);
    const struct published *published = publish_figures(&r, figures, asked);
    return published ? make_reports(&r, published, &missing) : run_close(&r, stderr);
}

static int summaries_run(const struct options *o)
{
    return summaries_make(o, true);
}

const struct command summaries_command = {
    .name = "summaries",
    .options =
        "unit as-of period large-print csv draft half-year competence release-again out jobs shard "
        "prune force verify dry-run dump",
    .summary = N_("make evaluation reports, with the figures as CSV and JSON"),
    .help = N_("When the period ends: makes an evaluation report for each unit, for the\n"
               "organisation and for HR in out/PERIOD/summaries/, and the same figures in\n"
               "summary.csv and summary.json.\n"
               "\n"
               "Coverage (who has held what) is counted up to today, and when the period is\n"
               "over up to its last day, unless --as-of says another. Results are released once:\n"
               "when the last day of evaluation is over, by today's date, or everyone due is\n"
               "evaluated. They are drawn by lot in fives, for groups of ten or more, and kept\n"
               "in history/PERIOD.json; every later run shows the same. Before that, or with\n"
               "--draft, reports show coverage only.\n"
               "Units with fewer than ten evaluated stand in the report of the unit above.\n"
               "missing.csv lists who is missing what.\n"
               "\n"
               "--half-year (after the first follow-up) and --competence (when plans are agreed)\n"
               "make reports of their own from figures that are released once, too; their files\n"
               "begin with half-year and competence. --release-again draws again, where much\n"
               "came in too late: it doubles what can be inferred about a person.\n"),
    .examples = N_("  samtale summaries --draft\n"
                   "  samtale summaries\n"
                   "  samtale summaries --competence\n"
                   "  samtale summaries --unit oppvekst --csv excel\n"),
    .run = summaries_run,
};
