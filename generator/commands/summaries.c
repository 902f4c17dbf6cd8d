// samtale summaries: plans and answers → figures → release → reports, CSV and JSON.
#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/staging.h"
#include "base/translate.h"
#include "export/export.h"
#include "figures/figures.h"
#include "figures/history.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "commands/summaries.h"
#include "output/keep.h"
#include "run/papers.h"
#include "status/missing.h"

static const struct place nowhere;

struct counting {
    struct run *run;
    struct figures *figures;
    struct missing *missing;
    unsigned char *seen;  // by person's index
};

// ---- Counting

static void count_plan(void *arg, const struct plan *p)
{
    struct counting *k = arg;
    struct date day = k->run->inputs.cycle->as_of;
    figures_add_plan(k->figures, p, day);
    if (!p->person) return;
    figures_add_person(k->figures, p->person, day);
    missing_add(k->missing, p->person, day);
    k->seen[p->person->index] = 1;
}

struct asked {  // of the anonymous forms
    struct arena *arena;
    struct answer_question *list;
    size_t count, room;
};

static void add_question(struct asked *all, const char *path)
{
    static const char statement[] = "scales/", training[] = "training-needs/";
    bool is_training = !strncmp(path, training, strlen(training));
    if (!is_training && strncmp(path, statement, strlen(statement)) != 0) return;
    const char *id = strchr(path, '/') + 1;
    for (size_t i = 0; i < all->count; i++)
        if (!strcmp(all->list[i].id, id)) return;
    *ARENA_PUSH(all->arena, all->list, all->count,
                all->room) = (struct answer_question){id, is_training};
}

// What is counted is what the forms ask in this cycle, never what somebody has answered.
static struct asked questions_asked(struct run *r)
{
    struct asked all = {.arena = &r->arena};
    const struct cycle *c = r->inputs.cycle;
    const struct subject s = {.cycle = c, .language = c->language};
    size_t documents, count;
    const char *const *names = templates_documents(r->inputs.templates, &r->arena, "forms",
                                                   &documents);
    for (size_t i = 0; i < documents; i++) {
        struct compose_field *fields;
        const struct template *t = templates_find(r->inputs.templates, c->language, names[i]);
        if (!t || templates_audience(t) != FOR_RESPONDENTS) continue;
        count = compose_fields(t, &s, r->diags, &r->arena, &fields);
        for (size_t k = 0; k < count; k++) add_question(&all, fields[k].path);
    }
    return all;
}

// Each plan is read, counted and forgotten.
static const struct figures *count_everything(struct run *r, struct missing *missing)
{
    struct cycle *c = r->inputs.cycle;
    struct counting k = {r, figures_new(&r->arena, c, inputs_today()), missing,
                         arena_alloc(&r->arena, c->person_count + 1)};
    *missing = missing_new(&r->arena, c);
    size_t count;
    plans_each(r->diags, &r->arena, c, false, count_plan, &k);
    for (size_t i = 0; i < c->person_count; i++)
        if (!k.seen[i]) {
            figures_add_person(k.figures, c->people[i], c->as_of);
            missing_add(missing, c->people[i], c->as_of);
        }
    const struct answer_given *answers = answers_read(r->diags, &r->arena, c, &count);
    struct asked asked = questions_asked(r);
    figures_add_answers(k.figures, answers, count, asked.list, asked.count);
    return k.figures;
}

// ---- Releasing: once a period and kind; from then on it is told from history/

struct releasing {
    struct run *run;
    const struct figures *figures;
    struct published_period *period;
    bool has_errors;  // in plans, answers or what they rest on
    bool changed;
};

static enum release_kind kind_asked(const struct options *o)
{
    if (o->half_year) return RELEASE_HALF_YEAR;
    return o->competence ? RELEASE_COMPETENCE : RELEASE_EVALUATION;
}

static const char *day_text(struct arena *a, struct date d)
{
    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

// Whoever's file cannot be read would be missing from what is released for good.
static bool would_miss_somebody(struct releasing *k, bool asked)
{
    if (k->has_errors && asked)
        diag_warning(k->run->diags, nowhere, "release-errors",
                     "results are released once, so none are before all files are right; this "
                     "shows coverage only");
    return k->has_errors;
}

// Why nothing is released now; false: it can be. What nobody asked for by name is not told of.
static bool is_waiting(struct releasing *k, enum release_kind kind, bool asked)
{
    struct run *r = k->run;
    const char *last = day_text(&r->arena, release_deadline(r->inputs.cycle, kind));
    if (!release_is_due(k->figures, kind)) {
        if (!asked) return true;
        struct diag *g = diag_warning(r->diags, nowhere, "release-waits",
                                      "no results are released before %s is over or everyone due "
                                      "has had theirs, so this shows coverage only",
                                      last);
        diag_hint(r->diags, g, "--draft shows coverage without this warning");
        return true;
    }
    if (release_is_possible(k->figures, kind)) return would_miss_somebody(k, asked);
    if (asked)
        diag_warning(r->diags, nowhere, "release-too-few",
                     "there are too few people to release any results, so this shows coverage "
                     "only");
    return true;
}

static void release(struct releasing *k, enum release_kind kind, bool asked)
{
    struct run *r = k->run;
    const struct published_release *before = k->period->releases[kind];
    bool again = asked && r->options->release_again;
    if ((before && !again) || is_waiting(k, kind, asked)) return;
    k->period->releases[kind] = release_draw(&r->arena, k->figures, kind, &r->inputs.secret,
                                             before ? before->number + 1 : 1);
    k->changed = true;
    if (before)
        diag_warning(r->diags, nowhere, "release-again",
                     "the results are drawn a second time: the two releases together double what "
                     "can be inferred about a person");
    if (before && strcmp(before->fingerprint, k->period->releases[kind]->fingerprint))
        diag_warning(r->diags, nowhere, "release-other-key",
                     "the first release was drawn with another secret.key");
}

// Whether --release-again can be done at all.
static bool check_again(struct run *r, const struct published_release *before)
{
    if (!r->options->release_again || (before && before->number == 1)) return true;
    struct diag *g = before ? diag_error(r->diags, nowhere, "release-again-twice",
                                         "the results have been drawn again already, on %s",
                                         day_text(&r->arena, before->day))
                            : diag_error(r->diags, nowhere, "release-again-none",
                                         "nothing has been released that could be drawn again");
    if (before) diag_hint(r->diags, g, "what is drawn a third time protects nobody any more");
    else diag_hint(r->diags, g, "leave --release-again out");
    return false;
}

// Another run must not release meanwhile: one of the two would be lost, and drawn again. What it
// keeps is soon kept; whoever changes plans takes longer. False after a diagnostic.
static bool take_lock(struct run *r, int *lock)
{
    enum { TRIES = 200 };
    const struct timespec pause = {.tv_nsec = 50000000};
    *lock = -1;
    for (int i = 0; i < TRIES; i++) {
        if (staging_lock(".", lock) != EWOULDBLOCK) return true;
        nanosleep(&pause, NULL);
    }
    struct diag *g = diag_system(r->diags, nowhere, "release-running",
                                 "another run is changing this directory");
    diag_hint(r->diags, g, "wait until it has ended");
    return false;
}

static bool read_and_release(struct releasing *k, size_t *count)
{
    struct run *r = k->run;
    const struct options *o = r->options;
    enum release_kind kind = kind_asked(o);
    struct published_period *list = k->period;
    if (!history_read(r->diags, &r->arena, r->inputs.cycle, list, count)) return false;
    if (!check_again(r, list[0].releases[kind])) return false;
    if (o->draft) {
        memset(list[0].releases, 0, sizeof list[0].releases);
    } else if (!o->dry_run && !o->dump) {
        release(k, kind, true);
        if (kind == RELEASE_EVALUATION) release(k, RELEASE_PROCESS, false);
    }
    return !k->changed || history_write(r->diags, &r->arena, &list[0]);
}

// What may be shown; NULL after a diagnostic. Nothing is released where nothing is written.
static const struct published *publish(struct run *r, const struct figures *f)
{
    struct published_period *list = ARENA_ARRAY(&r->arena, struct published_period,
                                                PUBLISHED_PERIODS);
    const struct options *o = r->options;
    struct releasing k = {r, f, list, diag_count(r->diags, DIAG_ERROR) > 0, false};
    size_t count;
    int lock = -1;
    if (!o->draft && !o->dry_run && !o->dump && !take_lock(r, &lock)) return NULL;
    bool ok = read_and_release(&k, &count);
    if (lock >= 0) close(lock);
    return ok ? release_publish(&r->arena, f, kind_asked(o), list, count) : NULL;
}

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
    return day_text(a, d);
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
    figures_dump(f, &out);
    fwrite(out.p, 1, out.n, stdout);
    buf_free(&out);
    return run_close(r, stderr);
}

// Summaries look back: on the whole period, or, before it is over, on what a release waits for.
static struct date last_day(const struct cycle *c, enum release_kind kind)
{
    struct date after = date_add_days(release_deadline(c, kind), 1);
    bool whole = kind == RELEASE_EVALUATION || date_compare(after, c->dates.to) > 0;
    return whole ? c->dates.to : after;
}

bool summaries_begin(struct run *r)
{
    const struct options *o = r->options;
    if (r->inputs.cycle->part_of)
        return refuse("samtale status says who has what here; samtale deliver hands on what HR "
                      "counts",
                      "this is a leader's own directory, and a summary is of the whole "
                      "organisation");
    if (!date_is_set(o->as_of)) r->inputs.cycle->as_of = last_day(r->inputs.cycle, kind_asked(o));
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
    const struct published *published = publish(r, count_everything(r, &missing));
    r->own.dry_run = false;
    if (published) give_orders(r, published);
    return published;
}

static int summaries_run(const struct options *o)
{
    struct run r;
    int status;
    bool dump = o->dump == DUMP_FIGURES;
    if (!run_open(&r, o, dump ? INPUTS_TEMPLATES : INPUTS_TEMPLATES | INPUTS_FONTS, &status))
        return status;
    if (!summaries_begin(&r)) return run_close_wrong_command_line(&r);
    struct missing missing;
    const struct figures *figures = count_everything(&r, &missing);
    if (dump) return dump_figures(&r, figures);
    const struct published *published = publish(&r, figures);
    return published ? make_reports(&r, published, &missing) : run_close(&r, stderr);
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
               "Coverage (who has held what) is counted up to the last day of the period, unless\n"
               "--as-of says another. Results are released once: when the last day of evaluation\n"
               "is over, by today's date, or everyone due is evaluated. They are drawn by lot in\n"
               "fives, for groups of ten or more, and kept in history/PERIOD.json; every later\n"
               "run shows the same. Before that, or with --draft, reports show coverage only.\n"
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
