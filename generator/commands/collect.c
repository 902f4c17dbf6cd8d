// samtale collect: filled-in forms → read → merge → the cycle's own files.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "base/array.h"
#include "base/file.h"
#include "base/translate.h"
#include "collect/collect.h"
#include "collect/store.h"
#include "compose/compose.h"
#include "cli/refuse.h"
#include "cli/select.h"
#include "commands/collect.h"
#include "commands/commands.h"
#include "commands/publish.h"
#include "commands/records.h"
#include "run/run.h"
#include "run/secret_file.h"
#include "run/stop.h"
#include "read/delivery.h"
#include "read/read.h"
#include "read/forms/files.h"
#include "read/forms/returned.h"
#include "yaml/emit.h"

enum { ANSWERS_AT_LEAST = 5 };  // that are written together

struct late {  // forms and deliveries of another period, which are collected into that one
    const char *period;
    const char **files;  // that they are in
    size_t count, room;
};

struct lates {
    struct arena arena;  // outlives the run
    struct late *list;
    size_t count, room;
};

struct collect_state {
    struct run run;
    struct lates *lates;  // what this run leaves to others; NULL: it is one of those
    struct collect collect;
    struct collect_totals totals;
    struct store store;                      // of answers
    struct kinds left_out;                   // in folders, and not read
    const struct published_period *history;  // NULL: not read yet
    struct records records;
};

// ---- One form

// FDF and XFDF do not say what a field is called: the form that they are the data of does.
static void find_labels(struct collect_state *w, struct returned *form, const struct person *p)
{
    const char *language = p ? cycle_person_language(w->run.inputs.cycle, p)
                             : w->run.inputs.cycle->language;
    const struct template *t = templates_find(w->run.inputs.templates, language,
                                              form->form.document);
    static const struct person nobody;
    struct subject s = {
        .cycle = w->run.inputs.cycle, .employee = p ? p : &nobody, .language = language};
    struct compose_field *fields;
    if (form->is_pdf || !t || front_audience(t) > FOR_LEADER) return;
    struct arena scratch = {0};
    size_t count = compose_fields(t, &s, w->run.diags, &scratch, &fields);
    for (size_t i = 0; i < form->count; i++)
        for (size_t k = 0; k < count && !form->values[i].words; k++)
            if (!strcmp(form->values[i].path, fields[k].path))
                form->values[i].words = arena_strdup(&w->run.arena, fields[k].label);
    arena_free(&scratch);
}

static void process_plan(struct collect_state *w, struct returned *copy)
{
    const struct person *p = collect_match_person(&w->collect, copy);
    if (!p || !signature_fits(&w->collect, copy, p)) return;
    struct record *record = records_open(&w->records, p, copy);
    if (!record) return;
    find_labels(w, copy, p);
    form_merge(&w->collect, copy, record);
}

static void process_plans(struct collect_state *w, const struct returned *form)
{
    size_t count;
    struct returned *copies = collect_copies(&w->collect, form, &count);
    for (size_t i = 0; i < count; i++) process_plan(w, &copies[i]);
}

// ---- Anonymous answers

// Once HR has released a period's answers, and deleted them, nobody can tell what is new.
static bool are_released(struct collect_state *w, const struct returned *form)
{
    struct run *r = &w->run;
    if (!w->history) w->history = publish_period(r);
    if (!w->history) return true;
    struct date day = w->history->texts_released;
    if (!date_is_set(day)) return false;
    struct place at = {.source = diag_source_new(r->diags, &r->arena, form->file, "", 0)};
    diag_error(r->diags, at, "answer-after-release",
               "the answers of %s were released on %04d-%02d-%02d, so no more are taken",
               r->inputs.cycle->period, day.year, day.month, day.day);
    return true;
}

static void process_answers(struct collect_state *w, const struct returned *form)
{
    size_t count;
    if (are_released(w, form)) return;
    if (!store_find_key(&w->store, w->collect.secret)) return;
    struct returned *copies = collect_copies(&w->collect, form, &count);
    for (size_t i = 0; i < count; i++)
        answers_add(&w->collect, &copies[i], w->store.key, form->digest);
}

static void shuffle(struct answer *answers, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        uint32_t random;
        if (getrandom(&random, sizeof random, 0) != sizeof random) return;
        size_t other = random % i;
        struct answer kept = answers[i - 1];
        answers[i - 1] = answers[other];
        answers[other] = kept;
    }
}

// All of them, or none: a few could not be followed by the rest, for those would be too few.
static bool write_all_answers(struct collect_state *w, const struct answer *answers, size_t count)
{
    bool added = true;
    for (size_t i = 0; i < count && added; i++) {
        struct buf out = {0};
        emit_file(answers[i].tree, &out);
        added = store_add(&w->store, answers[i].name, out.p, out.n);
        buf_free(&out);
    }
    return added && store_write(&w->store);
}

// How many are left.
static size_t refuse_surplus(struct collect_state *w, struct answer *fresh, size_t count)
{
    size_t given_count;
    if (!count) return 0;
    const struct answer_given *given = answers_read(w->run.diags, &w->run.arena,
                                                    w->run.inputs.cycle, &given_count);
    return answers_refuse_surplus(&w->collect, fresh, count, given, given_count);
}

static void write_answers(struct collect_state *w)
{
    struct answer *fresh = ARENA_ARRAY(&w->run.arena, struct answer, w->collect.answer_count);
    size_t count = 0;
    for (size_t i = 0; i < w->collect.answer_count; i++) {
        const struct answer *one = &w->collect.answers[i];
        if (store_has(&w->store, one)) w->collect.forms[one->form].answer = ANSWER_COLLECTED;
        else fresh[count++] = *one;
    }
    count = refuse_surplus(w, fresh, count);
    if (count < ANSWERS_AT_LEAST) {
        w->totals.answers_held = count;
        return;
    }
    shuffle(fresh, count);
    if (write_all_answers(w, fresh, count)) w->totals.answers_written += count;
}

// ---- Of another period

static void add_late(struct lates *all, const char *period, const char *file)
{
    struct late *l = all->list;
    while (l < all->list + all->count && strcmp(l->period, period) != 0) l++;
    if (l == all->list + all->count) {
        l = ARENA_PUSH(&all->arena, all->list, all->count, all->room);
        *l = (struct late){.period = arena_strdup(&all->arena, period)};
    }
    if (l->count && !strcmp(l->files[l->count - 1], file)) return;
    *ARENA_PUSH(&all->arena, l->files, l->count, l->room) = arena_strdup(&all->arena, file);
}

// Whether what is in a file is of a period that is collected by a run of its own: another one whose
// settings are kept, and is not this run's matter.
static bool is_late(struct collect_state *w, const char *period, const char *file)
{
    const struct cycle *c = w->run.inputs.cycle;
    if (!period || !strcmp(period, c->period)) return false;
    if (!w->lates) return true;  // the first run has dealt with it
    const char *settings = settings_files_name(&w->run.arena, period);
    if (w->run.options->period || c->part_of || !settings || !file_exists(settings)) return false;
    add_late(w->lates, period, file);
    return true;
}

// Whether the first run has said all there is to say of a file that is no form.
static bool is_said(const struct collect_state *w, const struct returned *form)
{
    return !w->lates && form->state != RETURNED_FORM;
}

// ---- Files

// What a leader delivers. People who stand in it wrong are left out, and the rest goes on.
static void process_delivery(struct collect_state *w, const char *path)
{
    struct delivery *d = delivery_read(w->run.diags, &w->run.arena, w->run.inputs.cycle, path);
    if (!d) w->collect.unusable++;
    if (d && is_late(w, d->reported.period.letters, path)) return;
    if (!d || !delivery_is_accepted(&w->collect, d)) return;
    const struct returned *form = delivery_file(&w->collect, d);
    size_t first = w->collect.form_count;
    for (size_t i = 0; i < d->reported.count; i++) {
        const struct person *p = delivery_match_person(&w->collect, d, i);
        struct record *record = p ? records_open(&w->records, p, form) : NULL;
        if (record) delivery_merge(&w->collect, d, i, record);
    }
    if (collect_leaves_out(&w->collect, form)) signature_report_left_out(&w->collect, form, first);
}

static void process_form(struct collect_state *w, struct returned *form)
{
    if (!collect_accepts(&w->collect, form)) return;
    bool is_left_out = collect_leaves_out(&w->collect, form);
    size_t first = w->collect.form_count;
    if (!collect_is_anonymous(&w->collect, form)) process_plans(w, form);
    else if (!is_left_out) process_answers(w, form);
    if (is_left_out) signature_report_left_out(&w->collect, form, first);
}

// Says what was in an archive or mail, or in folders, and is not read. where: NULL: in folders.
static void report_not_read(struct collect_state *w, const char *where, const char *kinds)
{
    struct place at = {0};
    if (!kinds) return;
    if (where) at.source = diag_source_new(w->run.diags, &w->run.arena, where, "", 0);
    struct diag *g = diag_warning(w->run.diags, at, "files-not-read",
                                  "files that are no forms were not read: %s", kinds);
    diag_hint(
        w->run.diags, g,
        "forms come back as PDF, FDF or XFDF, in mails (.eml, .mbox) or archives (.zip), too");
}

static bool is_named(const struct collect_state *w, const char *file)
{
    const struct options *o = w->run.options;
    for (int i = 0; i < o->operand_count; i++)
        if (!strcmp(o->operands[i], file)) return true;
    return false;
}

// All forms of one file. Mails without any lie in every mail folder.
static void process_forms(struct collect_state *w, struct returned *form, const char *path)
{
    if (is_said(w, form)) return;
    if (form->state == RETURNED_EMPTY && !is_named(w, form->file)) {
        kinds_add(&w->left_out, &w->run.arena, form->file);
        if (form->left_out) report_not_read(w, form->file, form->left_out);
        return;
    }
    if (w->lates) report_not_read(w, form->file, form->left_out);
    for (; form; form = form->next)
        if (!is_said(w, form) && !is_late(w, form->form.period, path)) process_form(w, form);
}

static void process_files(struct collect_state *w, const char *const *files, size_t count)
{
    struct returned *forms[RETURNED_AT_ONCE];
    for (size_t i = 0, n; i < count; i += n) {
        for (n = 0; n < RETURNED_AT_ONCE && i + n < count && !delivery_is(files[i + n]);) n++;
        if (n) n = returned_read_some(&w->run.arena, files + i, n, forms);
        for (size_t k = 0; k < n; k++) process_forms(w, forms[k], files[i + k]);
        if (!n) process_delivery(w, files[i + n++]);
        for (size_t k = 0; k < n && w->run.progress; k++) progress_step(w->run.progress);
    }
}

static void count_folder(void *state)
{
    struct collect_state *w = state;
    progress_step(w->run.progress);
}

// Until the files have been read nothing is written, and the run can be stopped at any moment.
static void read_all(struct collect_state *w)
{
    struct run *r = &w->run;
    const struct options *o = r->options;
    size_t count;
    bool shown = !o->json;
    stop_listen();
    if (shown) run_begin_progress(r, 0);
    struct files_watch watch = {shown ? count_folder : NULL, w};
    const char **files = files_list(&r->arena, o->operands, (size_t)o->operand_count, &count,
                                    &w->left_out, &watch);
    if (shown) progress_end(r->progress);
    r->progress = NULL;
    if (shown) run_begin_progress(r, count);
    process_files(w, files, count);
    report_not_read(w, NULL, kinds_text(&w->left_out, &r->arena));
    if (shown) progress_end(r->progress);
    stop_listen_no_more();
}

// Whether the only forms that came in are collected by other runs.
static bool has_only_late(const struct collect_state *w)
{
    const struct collect *c = &w->collect;
    return w->lates->count && !c->form_count && !c->unusable && !c->delivery_count &&
           !w->totals.answers_written && !w->totals.json;
}

// Above what is said of forms of another period than samtale.yaml's; true.
static bool say_late(struct collect_state *w)
{
    w->totals.is_late = true;
    if (!w->totals.json && !w->totals.quiet)
        printf(_("\nOf the period %s, and collected into it:\n"), w->run.inputs.cycle->period);
    return true;
}

static void collect(struct collect_state *w)
{
    struct run *r = &w->run;
    const struct options *o = r->options;
    _Static_assert(PREFER_FORM == 1 && PREFER_RECORD == 2, "as the option's choices are counted");
    struct collect_options options = {
        .with_comments = o->with_comments,
        .prefer = (enum collect_preference)o->prefer,
        .as = o->as,
        .take_unsigned = o->take_unsigned,
    };
    w->collect = collect_begin(r->diags, &r->arena, r->inputs.cycle, r->inputs.templates,
                               &r->inputs.secret, &options);
    w->totals = (struct collect_totals){.dry_run = o->dry_run, .json = o->json, .quiet = o->quiet};
    records_clear_leftovers(&w->records);
    w->store = store_open(r->diags, &r->arena, r->inputs.cycle, o->dry_run,
                          &w->totals.answers_written);
    read_all(w);
    for (size_t i = 0; i < w->collect.record_count; i++)
        records_write(&w->records, w->collect.records[i]);
    records_report_lost(&w->records);
    write_answers(w);
    if (w->lates ? !has_only_late(w) : say_late(w))
        report_collected(&w->collect, &w->totals, stdout);
    arena_free(&w->collect.scratch);
}

// What stays between employee and leader never comes into the organisation's own record.
bool collect_fits_directory(const struct run *r, const char *as)
{
    const struct options *o = r->options;
    const struct cycle *c = r->inputs.cycle;
    if (o->with_comments && !c->part_of)
        return refuse("collect with it in the leader's own directory, which samtale split makes",
                      "comments stay between employee and leader, so --with-comments is not for "
                      "the organisation's own directory");
    return select_check_person(c, as, o->as);
}

// ---- The command

// lates: gets what is of other periods; NULL: o names one of those.
static int collect_period(const struct options *o, struct lates *lates)
{
    struct collect_state w = {.lates = lates,
                              .records = {.run = &w.run, .collect = &w.collect, .lock = -1}};
    run_begin(&w.run, o);
    if (!run_read(&w.run, INPUTS_PLANS | INPUTS_TEMPLATES)) return run_close(&w.run, stderr);
    if (!collect_fits_directory(&w.run, "--as")) return run_close_wrong_command_line(&w.run);
    if (!secret_file_open(&w.run)) return run_close(&w.run, stderr);
    if (records_lock(&w.records)) collect(&w);
    records_unlock(&w.records);
    fflush(stdout);
    return run_close(&w.run, stderr);
}

static int collect_run(const struct options *o)
{
    struct lates lates = {0};
    int status = collect_period(o, &lates);
    for (size_t i = 0; i < lates.count && !stop_asked(); i++) {
        struct options late = *o;
        late.period = lates.list[i].period;
        late.operands = lates.list[i].files;
        late.operand_count = (int)lates.list[i].count;
        int other = collect_period(&late, NULL);
        if (other > status) status = other;
    }
    arena_free(&lates.arena);
    return status;
}

const struct command collect_command = {
    .name = "collect",
    .operands = "FILE…",
    .operands_least = 1,
    .operands_most = OPERANDS_UNLIMITED,
    .operands_are_paths = true,
    .options = "as-of period with-comments prefer as unsigned dry-run",
    .summary = N_("read filled-in forms, and what leaders deliver, into the record"),
    .help = N_("Reads filled-in forms (PDF, FDF, XFDF, also in mails, ZIP archives and folders)\n"
               "and what leaders deliver into plans/ and answers/. What is unchanged in a form\n"
               "changes nothing. What has been changed both in the record and in a form is left\n"
               "as it is and named, until --prefer says which counts. Forms of a period before\n"
               "are collected into that one. Anonymous answers are written when five have come.\n"
               "What unsigned forms (blank ones, and those of version 0.1) would change is only\n"
               "listed; with --unsigned they fill what is empty.\n"),
    .examples = N_("  samtale collect returned/ --dry-run    what would change\n"
                   "  samtale collect returned/\n"
                   "  samtale collect maja.pdf --as e1102    a blank form that names nobody\n"),
    .run = collect_run,
};
