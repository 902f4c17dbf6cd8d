// samtale collect: filled-in forms → read → merge → the cycle's own files.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "collect/collect.h"
#include "compose/compose.h"
#include "commands/commands.h"
#include "run/run.h"
#include "read/delivery.h"
#include "read/ids.h"
#include "read/read.h"
#include "read/forms/returned.h"
#include "yaml/splice.h"

enum {
    ANSWERS_AT_LEAST = 5,  // that are written together
    RETURNED_LIMIT = 64 << 20,
};

struct collect_state {
    struct run run;
    struct collect collect;
    struct collect_totals totals;
    uint8_t key[COLLECT_KEY_BYTES];
    enum { KEY_UNKNOWN, KEY_FOUND, KEY_MISSING } has_key;
};

static void report_file_error(struct collect_state *w, const char *path, int error,
                              const char *what)
{
    diag_system(w->run.diags, (struct place){0}, "%s could not be %s: %s", path, what,
                error == ELOOP ? "a folder on the way is a link that leads elsewhere"
                               : strerror(error));
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

static struct record *open_record(struct collect_state *w, const struct person *p)
{
    struct record *r = collect_record(&w->collect, p);
    if (r) return r;
    const char *path = arena_printf(&w->run.arena, "plans/%s/%s.yaml", w->run.inputs.cycle->period,
                                    p->id);
    if (!file_exists(path)) return collect_add_record(&w->collect, p, path, NULL, NULL);
    struct source *s = diag_source_open(w->run.diags, &w->run.arena, path, path, READ_LIMIT);
    struct node *tree = s ? tree_read(w->run.diags, &w->run.arena, s) : NULL;
    return tree && tree->kind == NODE_MAP ? collect_add_record(&w->collect, p, path, s, tree)
                                          : NULL;
}

static void process_plan(struct collect_state *w, struct returned *copy)
{
    const struct person *p = collect_match_person(&w->collect, copy);
    struct record *record = p ? open_record(w, p) : NULL;
    if (!record) return;
    find_labels(w, copy, p);
    form_merge(&w->collect, copy, record);
}

// ---- Anonymous answers

static const char *key_path(struct collect_state *w, const char *period)
{
    return arena_printf(&w->run.arena, "answers/%s/.key", period);
}

static int read_key(struct collect_state *w, const char *path)
{
    struct buf bytes = {0};
    int error = file_read(path, &bytes, COLLECT_KEY_BYTES);
    if (!error && bytes.n != COLLECT_KEY_BYTES) error = EINVAL;
    if (!error) memcpy(w->key, bytes.p, COLLECT_KEY_BYTES);
    buf_free(&bytes);
    return error;
}

static int make_key(struct collect_state *w, const char *path)
{
    if (getrandom(w->key, COLLECT_KEY_BYTES, 0) != COLLECT_KEY_BYTES) return errno;
    return w->run.options->dry_run
             ? 0
             : file_write_below("answers", path + strlen("answers/"), w->key, COLLECT_KEY_BYTES);
}

// The period's key: with it a file that is read again is known again. It goes when the period is
// over.
static bool find_key(struct collect_state *w)
{
    const char *path = key_path(w, w->run.inputs.cycle->period);
    if (w->has_key) return w->has_key == KEY_FOUND;
    int error = read_key(w, path);
    bool is_new = error == ENOENT;
    if (is_new) error = make_key(w, path);
    w->has_key = error ? KEY_MISSING : KEY_FOUND;
    if (error == EINVAL || error == EFBIG)
        diag_error(w->run.diags, (struct place){0}, "%s is no key, so no answer was read", path);
    else if (error) report_file_error(w, path, error, is_new ? "written" : "read");
    return w->has_key == KEY_FOUND;
}

static bool is_period_over(const struct collect_state *w)
{
    return date_compare(w->run.inputs.cycle->as_of, w->run.inputs.cycle->dates.to) > 0;
}

static void process_answers(struct collect_state *w, const struct returned *form)
{
    struct buf bytes = {0};
    uint8_t digest[COLLECT_DIGEST_BYTES];
    size_t count;
    if (is_period_over(w)) {
        struct place at = {
            .source = diag_source_new(w->run.diags, &w->run.arena, form->file, "", 0)};
        struct diag *g = diag_error(w->run.diags, at,
                                    "the period is over, and its answers are no longer collected");
        diag_hint(w->run.diags, g, "their key is gone, so that an answer could be counted twice");
        w->collect.unusable++;
        return;
    }
    if (!find_key(w)) return;
    int error = file_read(form->file, &bytes, RETURNED_LIMIT);
    if (error) report_file_error(w, form->file, error, "read");
    else answers_digest(bytes.p, bytes.n, digest);
    buf_free(&bytes);
    struct returned *copies = collect_copies(&w->collect, form, &count);
    for (size_t i = 0; i < count && !error; i++)
        answers_add(&w->collect, &copies[i], w->key, digest);
}

// Keys of earlier periods, and of this one when it is over.
static void drop_old_keys(struct collect_state *w)
{
    size_t count;
    const char **periods = file_list(&w->run.arena, "answers", &count);
    for (size_t i = 0; i < count; i++) {
        struct stat st;
        int comparison = strcmp(periods[i], w->run.inputs.cycle->period);
        bool is_link = lstat(file_join(&w->run.arena, "answers", periods[i]), &st) ||
                       S_ISLNK(st.st_mode);
        if (periods[i][0] != '.' && !is_link &&
            (comparison < 0 || (!comparison && is_period_over(w))))
            unlink(key_path(w, periods[i]));
    }
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

static const char *answer_path(struct collect_state *w, const struct answer *answer)
{
    return arena_printf(&w->run.arena, "answers/%s/%s", w->run.inputs.cycle->period, answer->name);
}

// All files of answers have the time at which the period begins.
static void set_time(struct collect_state *w, const char *path)
{
    int64_t seconds = (int64_t)date_day_number(w->run.inputs.cycle->dates.from) * 86400;
    struct timespec times[2] = {{.tv_sec = seconds}, {.tv_sec = seconds}};
    utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW);
}

static bool write_answer(struct collect_state *w, const struct answer *answer)
{
    const char *path = answer_path(w, answer);
    struct buf out = {0};
    emit_file(answer->tree, &out);
    int error = file_write_below("answers", path + strlen("answers/"), out.p, out.n);
    buf_free(&out);
    if (error) report_file_error(w, path, error, "written");
    else set_time(w, path);
    return !error;
}

// All of them, or none: a few could not be followed by the rest, for those would be too few.
static void write_all_answers(struct collect_state *w, const struct answer *answers, size_t count)
{
    size_t written = 0;
    while (written < count && write_answer(w, &answers[written])) written++;
    w->totals.answers_written = written == count ? count : 0;
    while (written < count && written > 0) unlink(answer_path(w, &answers[--written]));
}

static void write_answers(struct collect_state *w)
{
    struct answer *fresh = ARENA_ARRAY(&w->run.arena, struct answer, w->collect.answer_count);
    size_t count = 0;
    for (size_t i = 0; i < w->collect.answer_count; i++)
        if (!file_exists(answer_path(w, &w->collect.answers[i])))
            fresh[count++] = w->collect.answers[i];
    if (count < ANSWERS_AT_LEAST) {
        w->totals.answers_held = count;
        return;
    }
    shuffle(fresh, count);
    if (w->run.options->dry_run) w->totals.answers_written = count;
    else write_all_answers(w, fresh, count);
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
            w->run.diags, (struct place){.source = r->source},
            "what the forms of %s say would make %s wrong, so it was left as it is",
            r->person->name, r->path);
        diag_hint(w->run.diags, g, "%.*s", (int)strcspn(buf_cstr(&why), "\n"), buf_cstr(&why));
    }
    buf_free(&why);
    diag_free(inner);
    return sound;
}

static void write_plan(struct collect_state *w, struct record *r)
{
    struct buf out = {0};
    struct place at = {.source = r->source};
    if (!r->changed) return;
    bool made = make_plan(w, r, &out);
    if (made && !is_unchanged(r)) {
        diag_error(
            w->run.diags, at,
            "%s was changed while forms were read, so it was left as it is: collect once more",
            r->path);
        made = false;
    }
    bool same = made && r->source && out.n == r->source->n &&
                !memcmp(out.p, r->source->text, out.n);
    int error = made && !same && !w->run.options->dry_run
                  ? file_write_below("plans", r->path + strlen("plans/"), out.p, out.n)
                  : 0;
    if (error) report_file_error(w, r->path, error, "written");
    r->failed = !made || error;
    buf_free(&out);
}

// ---- The command

// What a leader delivers. People who stand in it wrong are left out, and the rest goes on.
static void process_delivery(struct collect_state *w, const char *path)
{
    const struct delivery *d = delivery_read(w->run.diags, &w->run.arena, w->run.inputs.cycle,
                                             path);
    if (!d) w->collect.unusable++;
    if (!d ||
        !delivery_is_accepted(
            &w->collect, d, ids_from_text(&w->run.arena, w->run.inputs.cycle->organisation, false)))
        return;
    for (size_t i = 0; i < d->said.count; i++) {
        const struct person *p = delivery_match_person(&w->collect, d, i);
        struct record *record = p ? open_record(w, p) : NULL;
        if (record) delivery_merge(&w->collect, d, i, record);
    }
}

static void process_file(struct collect_state *w, const char *path)
{
    if (delivery_is(path)) {
        process_delivery(w, path);
        return;
    }
    struct returned *form = returned_read(&w->run.arena, path);
    if (!collect_accepts(&w->collect, form)) return;
    if (collect_is_anonymous(&w->collect, form)) {
        process_answers(w, form);
        return;
    }
    size_t count;
    struct returned *copies = collect_copies(&w->collect, form, &count);
    for (size_t i = 0; i < count; i++) process_plan(w, &copies[i]);
}

static bool check_command_line(const struct collect_state *w)
{
    const struct options *o = w->run.options;
    if (!o->file_count) {
        fputs("samtale: error: collect which forms?\n      = name files, or folders of them: "
              "samtale collect returned/\n",
              stderr);
        return false;
    }
    if (!o->as || cycle_person(w->run.inputs.cycle, o->as)) return true;
    fprintf(stderr, "samtale: error: --as %s is nobody in the chart\n", o->as);
    return false;
}

static void collect(struct collect_state *w)
{
    struct run *r = &w->run;
    const struct options *o = r->options;
    struct collect_options options = {
        .with_comments = o->with_comments,
        .prefer = o->prefer == 1 ? PREFER_FORM
                : o->prefer == 2 ? PREFER_RECORD
                                 : PREFER_NONE,
        .as = o->as,
    };
    w->collect = collect_begin(r->diags, &r->arena, r->inputs.cycle, r->inputs.templates, &options);
    w->totals = (struct collect_totals){.dry_run = o->dry_run, .json = o->json, .quiet = o->quiet};
    size_t count;
    const char **files = files_list(&r->arena, o->files, o->file_count, &count);
    for (size_t i = 0; i < count; i++) process_file(w, files[i]);
    for (size_t i = 0; i < w->collect.record_count; i++) write_plan(w, w->collect.records[i]);
    write_answers(w);
    if (!o->dry_run) drop_old_keys(w);
    report_collected(&w->collect, &w->totals, stdout);
    arena_free(&w->collect.scratch);
}

int collect_run(const struct options *o)
{
    struct collect_state w = {0};
    int status;
    if (!run_open(&w.run, o, INPUTS_PLANS | INPUTS_TEMPLATES, &status)) return status;
    if (!check_command_line(&w)) return run_close_wrong_command_line(&w.run);
    collect(&w);
    return run_close(&w.run, stderr);
}
