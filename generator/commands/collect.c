// samtale collect: filled-in forms → read → merge → the cycle's own files.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "base/file_update.h"
#include "base/share.h"
#include "base/staging.h"
#include "base/translate.h"
#include "collect/collect.h"
#include "collect/store.h"
#include "compose/compose.h"
#include "cli/refuse.h"
#include "cli/select.h"
#include "commands/collect.h"
#include "commands/commands.h"
#include "commands/publish.h"
#include "run/run.h"
#include "run/secret_file.h"
#include "run/stop.h"
#include "read/delivery.h"
#include "read/read.h"
#include "read/forms/files.h"
#include "read/forms/returned.h"
#include "yaml/emit.h"
#include "yaml/splice.h"

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
    int lock;                                // of the cycle directory; -1: it could not be had
    const struct published_period *history;  // NULL: not read yet
    // Of the plans that were written without something that they had (see file_update.h)
    unsigned lost;
    const char *first_lost;
    size_t lost_count;
};

// what: a format for the path and the reason.
static void report_file_error(struct collect_state *w, const char *path, int error,
                              const char *what)
{
    diag_system(w->run.diags, (struct place){0}, "file-operation-failed", what, path,
                error == ELOOP ? _("a folder on the way is a link that leads elsewhere")
                               : translate_error(error));
}

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
    if (form->is_pdf || !t || templates_audience(t) > FOR_LEADER) return;
    struct arena scratch = {0};
    size_t count = compose_fields(t, &s, w->run.diags, &scratch, &fields);
    for (size_t i = 0; i < form->count; i++)
        for (size_t k = 0; k < count && !form->values[i].words; k++)
            if (!strcmp(form->values[i].path, fields[k].path))
                form->values[i].words = arena_strdup(&w->run.arena, fields[k].label);
    arena_free(&scratch);
}

static struct record *open_record(struct collect_state *w, const struct person *p,
                                  const struct returned *form)
{
    struct record *r = collect_leaves_out(&w->collect, form) ? NULL
                                                             : collect_record(&w->collect, p);
    if (r) return r;
    const char *path = arena_printf(&w->run.arena, "plans/%s/%s.yaml", w->run.inputs.cycle->period,
                                    p->id);
    if (!file_exists(path)) return collect_add_record(&w->collect, p, form, path, NULL, NULL);
    struct source *s = diag_source_open(w->run.diags, &w->run.arena, path, path, READ_LIMIT);
    struct node *tree = s ? tree_read(w->run.diags, &w->run.arena, s) : NULL;
    return tree && tree->kind == NODE_MAP ? collect_add_record(&w->collect, p, form, path, s, tree)
                                          : NULL;
}

static void process_plan(struct collect_state *w, struct returned *copy)
{
    const struct person *p = collect_match_person(&w->collect, copy);
    if (!p || !signature_fits(&w->collect, copy, p)) return;
    struct record *record = open_record(w, p, copy);
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

// ---- Plans

static bool is_unchanged(const struct record *r)  // as it was when it was read
{
    struct buf now = {0};
    if (!r->source) return !file_exists(r->path);
    bool same = !file_read(r->path, &now, READ_LIMIT) && now.n >= r->source->n &&
                !memcmp(now.p + (now.n - r->source->n), r->source->text, r->source->n);
    buf_free(&now);
    return same;
}

// What a run that was killed has left where the plan really is.
static void clear_behind_link(struct collect_state *w, const char *path)
{
    char target[PATH_MAX];
    struct stat st;
    if (w->lock < 0 || lstat(path, &st) || !S_ISLNK(st.st_mode) || !realpath(path, target)) return;
    *strrchr(target, '/') = '\0';
    staging_clear(target);
}

// The file as it is to be; false after a diagnostic. It must read as a plan, so that no form can
// spoil one.
static bool make_plan(struct collect_state *w, const struct record *r, struct buf *out)
{
    struct splice_edit whole = {SPLICE_SET, NULL, 0, r->tree};
    const struct source *from = r->source
                                  ? r->source
                                  : diag_source_new(w->run.diags, &w->run.arena, r->path, "", 0);
    if (!splice_edits(w->run.diags, from, r->source ? r->edits : &whole,
                      r->source ? r->edit_count : 1, out))
        return false;
    struct diags *inner = diag_new();
    bool sound = plans_check_text(inner, &w->run.arena, w->run.inputs.cycle, r->person, r->path,
                                  out->p, out->n);
    struct buf why = {0};
    diag_text(inner, &why);
    if (!sound) {
        struct diag *g = diag_error(
            w->run.diags, (struct place){.source = r->source}, "record-would-be-wrong",
            "what the forms of %s say would make %s wrong, so it was left as it is",
            r->person->name, r->path);
        diag_hint(w->run.diags, g, "%.*s", (int)strcspn(buf_cstr(&why), "\n"), buf_cstr(&why));
    }
    buf_free(&why);
    diag_free(inner);
    return sound;
}

// A link is followed, for a plan may be kept elsewhere; a folder that is one is not.
static int save_plan(struct collect_state *w, const char *path, const struct buf *bytes)
{
    unsigned lost;
    if (file_crosses_symlink("plans", path + strlen("plans/"))) return ELOOP;
    clear_behind_link(w, path);
    int error = file_update(path, bytes->p, bytes->n, ".", &lost);
    if (share_is_on()) lost &= ~(unsigned)FILE_UPDATE_OWNER;  // colleagues write each other's files
    if (error || !lost) return error;
    if (!w->lost_count++) w->first_lost = path;
    w->lost |= lost;
    return 0;
}

static void report_lost(struct collect_state *w)
{
    static const struct {
        unsigned bit;
        const char *name;
    } losses[] = {{FILE_UPDATE_OWNER, N_("owner")},
                  {FILE_UPDATE_GROUP, N_("group")},
                  {FILE_UPDATE_MODE, N_("mode")},
                  {FILE_UPDATE_ATTRIBUTES, N_("extended attributes")}};
    struct buf what = {0}, others = {0};
    if (!w->lost_count) return;
    for (size_t i = 0; i < COUNT(losses); i++)
        if (w->lost & losses[i].bit)
            buf_printf(&what, "%s%s", what.n ? ", " : "", _(losses[i].name));
    if (w->lost_count > 1) buf_printf(&others, _(" and %zu more"), w->lost_count - 1);
    diag_warning(w->run.diags, (struct place){0}, "file-rights-not-kept",
                 "%s%s: saved, but the file system or your rights did not let it keep its %s",
                 w->first_lost, buf_cstr(&others), buf_cstr(&what));
    buf_free(&what);
    buf_free(&others);
}

static void write_plan(struct collect_state *w, struct record *r)
{
    struct buf out = {0};
    struct place at = {.source = r->source};
    if (!r->changed) return;
    bool made = make_plan(w, r, &out);
    if (made && !is_unchanged(r)) {
        diag_error(
            w->run.diags, at, "record-changed-meanwhile",
            "%s was changed while forms were read, so it was left as it is: collect once more",
            r->path);
        made = false;
    }
    bool same = made && r->source && out.n == r->source->n &&
                !memcmp(out.p, r->source->text, out.n);
    int error = made && !same && !w->run.options->dry_run ? save_plan(w, r->path, &out) : 0;
    if (error) report_file_error(w, r->path, error, N_("%s could not be written: %s"));
    r->failed = !made || error;
    buf_free(&out);
}

// ---- One run at a time

// Another run would not see what this one changes. False after a diagnostic.
static bool take_lock(struct collect_state *w)
{
    w->lock = -1;
    if (w->run.options->dry_run || staging_lock(".", &w->lock) != EWOULDBLOCK) return true;
    struct diag *g = diag_system(w->run.diags, (struct place){0}, "collect-running",
                                 "another run is collecting into this directory");
    diag_hint(w->run.diags, g, "wait until it has ended");
    return false;
}

static bool have_same_bytes(const char *a, const char *b)
{
    struct buf x = {0}, y = {0};
    bool same = !file_read(a, &x, READ_LIMIT) && !file_read(b, &y, READ_LIMIT) && x.n == y.n &&
                !memcmp(x.p, y.p, x.n);
    buf_free(&x);
    buf_free(&y);
    return same;
}

// A whole plan that stands here was being written in place: see file_update.h.
static void report_spare(struct collect_state *w, const char *spare)
{
    char name[PATH_MAX];
    if (!staging_original(name, spare)) return;
    const char *plan = arena_printf(&w->run.arena, "plans/%s/%s", w->run.inputs.cycle->period,
                                    name);
    if (!file_exists(plan)) return;
    if (have_same_bytes(spare, plan)) {
        unlink(spare);
        return;
    }
    struct diag *g = diag_warning(w->run.diags, (struct place){0}, "collect-interrupted",
                                  "%s is what a run that was stopped was writing to %s", spare,
                                  plan);
    diag_hint(w->run.diags, g, "compare the two, keep the whole one, and delete %s", spare);
}

// What runs that were killed have left. Only with the lock is it certain that nobody is at it.
static void clear_leftovers(struct collect_state *w)
{
    struct arena *a = &w->run.arena;
    size_t count;
    if (w->lock < 0) return;
    const char *period = w->run.inputs.cycle->period;
    const char *const folders[] = {"plans", "answers"};
    for (size_t i = 0; i < COUNT(folders); i++) staging_clear(file_join(a, folders[i], period));
    const char **names = file_list(a, ".", &count);
    for (size_t i = 0; i < count; i++) report_spare(w, names[i]);
}

// ---- The command

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
    const char *settings = settings_of_period(&w->run.arena, period);
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
        struct record *record = p ? open_record(w, p, form) : NULL;
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
    clear_leftovers(w);
    w->store = store_open(r->diags, &r->arena, r->inputs.cycle, o->dry_run,
                          &w->totals.answers_written);
    read_all(w);
    for (size_t i = 0; i < w->collect.record_count; i++) write_plan(w, w->collect.records[i]);
    report_lost(w);
    write_answers(w);
    if (w->lates ? !has_only_late(w) : say_late(w))
        report_collected(&w->collect, &w->totals, stdout);
    arena_free(&w->collect.scratch);
}

// What stays between employee and leader never comes into the organisation's own record.
static bool check_command_line(const struct run *r)
{
    const struct options *o = r->options;
    const struct cycle *c = r->inputs.cycle;
    if (o->with_comments && !c->part_of)
        return refuse("collect with it in the leader's own directory, which samtale split makes",
                      "comments stay between employee and leader, so --with-comments is not for "
                      "the organisation's own directory");
    bool entered = o->command == &enter_command;
    return select_check_person(c, entered ? "enter" : "--as", o->as);
}

// ---- A form that is typed here

static void report_kept(struct collect_state *w, const struct collected *f)
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

static void merge_typed(struct collect_state *w, const struct person *p,
                        const struct returned *form, const struct collect_typed *typed)
{
    struct record *record = open_record(w, p, form);
    if (!record) return;
    form_merge(&w->collect, form, record);
    const struct collected *f = &w->collect.forms[w->collect.form_count - 1];
    report_kept(w, f);
    if (f->counts[COLLECTED_REFUSED]) record->failed = true;  // all of it, or nothing
    bool shown = typed->agree && record->changed && !record->failed;
    if (shown) report_collected(&w->collect, &w->totals, stdout);
    if (!record->failed && (!shown || typed->agree())) write_plan(w, record);
    else if (shown) puts(_("Nothing was written."));
    if (!shown) report_collected(&w->collect, &w->totals, stdout);
    report_lost(w);
}

static void collect_typed(struct collect_state *w, const struct collect_typed *typed, int *status)
{
    struct run *r = &w->run;
    const struct options *o = r->options;
    const struct person *p = cycle_person(r->inputs.cycle, o->as);
    struct collect_options options = {.with_comments = o->with_comments, .take_unsigned = true};
    w->collect = collect_begin(r->diags, &r->arena, r->inputs.cycle, r->inputs.templates,
                               &r->inputs.secret, &options);
    w->totals = (struct collect_totals){
        .dry_run = o->dry_run, .json = o->json, .quiet = o->quiet, .typed = true};
    w->lock = -1;
    const struct returned *form = typed->make(r, &w->collect, p, status);
    if (form && take_lock(w)) merge_typed(w, p, form, typed);
    if (w->lock >= 0) close(w->lock);
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
    struct collect_state w = {0};
    struct run *r = &w.run;
    int status = 0;
    run_begin(r, o);
    r->own.as = o->operands[0];
    if (!run_read(r, INPUTS_PLANS | INPUTS_TEMPLATES)) return run_close(r, stderr);
    r->own.from = o->from;  // a file, even where somebody is called like it
    if (!check_command_line(r)) return run_close_wrong_command_line(r);
    diag_leave_out_warnings(r->diags);  // samtale check says what is not about this person
    if (may_enter(r, cycle_person(r->inputs.cycle, r->own.as))) collect_typed(&w, typed, &status);
    fflush(stdout);
    int closed = run_close(r, stderr);
    return status ? status : closed;
}

// ---- The command

// lates: gets what is of other periods; NULL: o names one of those.
static int collect_period(const struct options *o, struct lates *lates)
{
    struct collect_state w = {.lates = lates};
    run_begin(&w.run, o);
    if (!run_read(&w.run, INPUTS_PLANS | INPUTS_TEMPLATES)) return run_close(&w.run, stderr);
    if (!check_command_line(&w.run)) return run_close_wrong_command_line(&w.run);
    if (!secret_file_open(&w.run)) return run_close(&w.run, stderr);
    if (take_lock(&w)) collect(&w);
    if (w.lock >= 0) close(w.lock);
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
