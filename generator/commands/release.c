// samtale release: HR goes through the free texts of the anonymous answers; what is released, and
// the answers' figures, are kept in history/; then the answers are deleted. History first, so that
// a run that is killed is run once more.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/file.h"
#include "base/json_line.h"
#include "base/staging.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "commands/enter_ask.h"
#include "commands/publish.h"
#include "commands/summaries.h"

static const struct place nowhere;

struct releasing_answers {
    struct run run;
    const char *folder;  // "answers/2027"
    const struct figures *figures;
    struct publish_answers answers;
    const char **files;  // in the folder, as they were when the texts were read
    size_t file_count;
    bool *chosen;      // [text]: it is not asked about
    const char *left;  // in the folder, and no answer; NULL: nothing
};

// ---- Which texts

static const char *const question_titles[PUBLISHED_TEXTS] = {
    [PUBLISHED_HELPED] = N_("What helped"),
    [PUBLISHED_CHANGE] = N_("What to do differently next time"),
    [PUBLISHED_TRAINING] = N_("Other training that is needed"),
};

static bool deletes(const struct run *r)
{
    return !strcmp(r->inputs.cycle->keep_answers, "until-summary");
}

static bool choose_named(struct releasing_answers *w, const char *id)
{
    bool all = !strcmp(id, "all"), none = !strcmp(id, "none"), found = all || none;
    for (size_t i = 0; i < w->answers.text_count; i++) {
        struct text_choice *t = &w->answers.texts[i];
        if (!all && !none && strcmp(t->id, id) != 0) continue;
        found = w->chosen[i] = true;
        t->released = !none;
    }
    return found || refuse("samtale release --list shows all texts with their ids",
                           "there is no text \"%.40s\"", id);
}

static bool choose_by_command_line(struct releasing_answers *w)
{
    const struct options *o = w->run.options;
    size_t left = 0;
    w->chosen = ARENA_ARRAY(&w->run.arena, bool, w->answers.text_count);
    for (size_t i = 0; i < w->answers.text_count; i++) w->chosen[i] = w->answers.texts[i].released;
    for (int i = 0; i < o->operand_count; i++)
        if (!choose_named(w, o->operands[i])) return false;
    for (size_t i = 0; i < w->answers.text_count; i++) left += !w->chosen[i];
    if (o->list || o->dry_run) return true;
    if (o->yes && left && !o->operand_count)
        return refuse("name the ids that samtale release --list shows, or write all or none",
                      "--yes does not say which texts are released");
    return o->yes || isatty(STDIN_FILENO) ||
           refuse("--list shows the texts, and --yes with their ids asks nothing",
                  "release asks in a terminal, and this is none");
}

static size_t count_released(const struct releasing_answers *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->answers.text_count; i++) n += w->answers.texts[i].released;
    return n;
}

// ---- Showing them

// Every line indented; what could steer a terminal is left out.
static void print_words(const char *text)
{
    struct buf out = {0};
    BUF_LIT(&out, "    ");
    while (*text) {
        const char *from = text;
        uint32_t c = utf8_next(&text);
        if (c == '\n') BUF_LIT(&out, "\n    ");
        else if (!utf8_is_control(c)) buf_add(&out, from, (size_t)(text - from));
    }
    buf_c(&out, '\n');
    fwrite(out.p, 1, out.n, stdout);
    buf_free(&out);
}

static void print_title(const struct releasing_answers *w, size_t i)
{
    const struct text_choice *all = w->answers.texts;
    if (!i || all[i].question != all[i - 1].question)
        printf("\n%s\n\n", _(question_titles[all[i].question]));
}

static void print_list(const struct releasing_answers *w)
{
    for (size_t i = 0; i < w->answers.text_count; i++) {
        const struct text_choice *t = &w->answers.texts[i];
        struct buf line = {0};
        if (!w->run.options->json) {
            print_title(w, i);
            printf("  %s%s\n", t->id, t->released ? _(" (released)") : "");
            print_words(t->text);
            continue;
        }
        json_line_begin(&line);
        json_line_text(&line, "id", t->id);
        json_line_text(&line, "question", published_question_names[t->question]);
        json_line_text(&line, "text", t->text);
        json_line_bool(&line, "released", t->released);
        json_line_print(&line, stdout);
    }
}

// False: the input ended before all had been asked about.
static bool ask_about_texts(struct releasing_answers *w)
{
    bool ended = false;
    if (w->answers.text_count)
        puts(_("Each text is shown once, sorted by what it says. Leave out what shows who anybody "
               "is. Enter leaves it out; Ctrl-C ends, and nothing is written."));
    for (size_t i = 0; i < w->answers.text_count && !ended; i++) {
        struct text_choice *t = &w->answers.texts[i];
        if (w->chosen[i]) continue;
        print_title(w, i);
        print_words(t->text);
        t->released = enter_ask_yes(_("Release it? [y/N]"), &ended);
    }
    if (!ended) return true;
    puts(_("\nNothing was written."));
    if (!count_released(w)) return false;
    fputs(_("This begins with the texts that you have released: samtale release"), stdout);
    for (size_t i = 0; i < w->answers.text_count; i++)
        if (w->answers.texts[i].released) printf(" %s", w->answers.texts[i].id);
    putchar('\n');
    return false;
}

static void print_outlook(const struct releasing_answers *w)
{
    const struct publish_answers *a = &w->answers;
    if (w->run.options->quiet || w->run.options->json) return;
    printf(translate_count("There is %zu answer.\n", "There are %zu answers.\n", a->count),
           a->count);
    if (a->is_possible)
        printf(translate_count("%zu of %zu text is to be released.\n",
                               "%zu of %zu texts are to be released.\n", a->text_count),
               count_released(w), a->text_count);
    else puts(_("There are too few answers to show anything of, texts included."));
    if (deletes(&w->run))
        puts(_("Then the answers are deleted, as the form says, which cannot be undone."));
}

// ---- Deleting

static bool is_answer(const char *name)
{
    return *name != '.' && ascii_ends_with(name, ".yaml");
}

static const char **list_answers(struct releasing_answers *w, size_t *count)
{
    size_t all;
    const char **names = file_list(&w->run.arena, w->folder, &all);
    *count = 0;
    for (size_t i = 0; i < all; i++)
        if (is_answer(names[i])) names[(*count)++] = names[i];
    return names;
}

static bool remove_one(struct releasing_answers *w, const char *path)
{
    if (!unlink(path) || errno == ENOENT) return true;
    diag_system(w->run.diags, nowhere, "file-not-removed", "%s could not be removed: %s", path,
                translate_error(errno));
    return false;
}

// What collect keeps beside the answers goes with them; anything else stays, and is named.
static size_t delete_answers(struct releasing_answers *w)
{
    struct arena *a = &w->run.arena;
    size_t all, gone = 0, begun;
    const char *fresh = file_join(a, w->folder, ".new"), **parts = file_list(a, fresh, &begun);
    for (size_t i = 0; i < begun; i++) remove_one(w, file_join(a, fresh, parts[i]));
    rmdir(fresh);
    staging_clear(w->folder);
    const char **names = file_list(a, w->folder, &all);
    for (size_t i = 0; i < all; i++) {
        const char *path = file_join(a, w->folder, names[i]);
        if (is_answer(names[i])) gone += remove_one(w, path);
        else if (!strcmp(names[i], ".key")) remove_one(w, path);
        else w->left = path;
    }
    int error = staging_sync_folder_of(file_join(a, w->folder, "x"));
    if (error && error != ENOENT)
        diag_system(w->run.diags, nowhere, "file-not-removed", "%s could not be removed: %s",
                    w->folder, translate_error(error));
    rmdir(w->folder);
    return gone;
}

static void print_done(const struct releasing_answers *w, size_t texts, size_t gone)
{
    const struct run *r = &w->run;
    struct buf line = {0};
    if (r->options->json) {
        json_line_begin(&line);
        json_line_text(&line, "period", r->inputs.cycle->period);
        json_line_number(&line, "texts-released", (int64_t)texts);
        json_line_number(&line, "answers-deleted", (int64_t)gone);
        json_line_bool(&line, "dry-run", r->options->dry_run);
        json_line_print(&line, stdout);
        return;
    }
    if (r->options->quiet) return;
    if (r->options->dry_run) {
        puts(_("Nothing was written."));
        return;
    }
    printf(_("history/%s.json has what is shown of them from now on.\n"), r->inputs.cycle->period);
    if (!deletes(r)) {
        printf(translate_count("The answers are kept for %s period, as keep: says.\n",
                               "The answers are kept for %s periods, as keep: says.\n",
                               strcmp(r->inputs.cycle->keep_answers, "1") != 0 ? 2 : 1),
               r->inputs.cycle->keep_answers);
        return;
    }
    printf(translate_count("%zu answer was deleted from %s.\n",
                           "%zu answers were deleted from %s.\n", gone),
           gone, w->folder);
    if (w->left) printf(_("%s is no answer, and stays.\n"), w->left);
    puts(_("Delete, too, the forms that came in, on paper and on screen, and what backups and "
           "printers keep of them."));
}

// ---- Whether it can be done

static bool wait_for_more(struct releasing_answers *w)
{
    const struct cycle *c = w->run.inputs.cycle;
    struct date last = date_is_set(c->process_evaluation.to) ? c->process_evaluation.to
                                                             : c->dates.to;
    if (w->answers.is_due || w->run.options->early || w->run.options->list) return false;
    struct diag *g = diag_error(w->run.diags, nowhere, "release-too-early",
                                "answers may come in until %04d-%02d-%02d is over, and afterwards "
                                "none is taken",
                                last.year, last.month, last.day);
    diag_hint(w->run.diags, g, "--early releases all the same");
    return true;
}

static bool can_be_done(struct releasing_answers *w)
{
    struct run *r = &w->run;
    if (file_crosses_symlink(".", file_join(&r->arena, w->folder, "x"))) {
        diag_error(r->diags, nowhere, "release-link", "%s is a link that leads elsewhere",
                   w->folder);
        return false;
    }
    if (file_exists(file_join(&r->arena, w->folder, ".whole"))) {
        struct diag *g = diag_error(r->diags, nowhere, "release-half-collected",
                                    "a run that was stopped has not put all answers into %s",
                                    w->folder);
        diag_hint(r->diags, g, "samtale collect with any form finishes that");
        return false;
    }
    return true;
}

static bool is_readable(struct releasing_answers *w)
{
    struct run *r = &w->run;
    if (!diag_count(r->diags, DIAG_ERROR)) return true;
    if (!r->options->quiet && !r->options->json)
        puts(_("Nothing was released: results are released once, so all files have to be right."));
    return false;
}

// ---- Doing it

// With the lock. What came in after the texts were read has not been looked at.
static bool is_as_it_was(struct releasing_answers *w)
{
    size_t count, same = 0;
    const char **now = list_answers(w, &count);
    while (same < count && same < w->file_count && !strcmp(now[same], w->files[same])) same++;
    if (same == count && same == w->file_count) return true;
    struct diag *g = diag_error(w->run.diags, nowhere, "release-more-came",
                                "answers have come in meanwhile, so nothing was written");
    diag_hint(w->run.diags, g, "release once more");
    return false;
}

static bool carry_out(struct releasing_answers *w, bool is_new)
{
    struct run *r = &w->run;
    int lock = -1;
    size_t gone = 0;
    if (!publish_lock(r, &lock)) return false;
    bool ok = !is_new || (is_as_it_was(w) && publish_texts(r, w->figures, &w->answers));
    if (ok && deletes(r)) gone = delete_answers(w);
    if (lock >= 0) close(lock);
    if (ok) print_done(w, is_new ? count_released(w) : 0, gone);
    return ok;
}

// What a run that was killed has left.
static bool finish(struct releasing_answers *w, const struct published_period *period)
{
    struct run *r = &w->run;
    struct date day = period->texts_released;
    size_t left;
    list_answers(w, &left);
    if (!r->options->quiet && !r->options->json)
        printf(_("The answers of %s were released on %04d-%02d-%02d.\n"), period->period, day.year,
               day.month, day.day);
    if (!left || !deletes(r) || r->options->dry_run || r->options->list) return false;
    return carry_out(w, false);
}

static bool release_new(struct releasing_answers *w)
{
    const struct options *o = w->run.options;
    if (o->list) {
        print_list(w);
        return false;
    }
    bool asks = !o->yes && !o->dry_run, ended = false;
    if (asks && w->answers.is_possible && !ask_about_texts(w)) return false;
    print_outlook(w);
    if (o->dry_run) {
        print_done(w, count_released(w), 0);
        return false;
    }
    if (asks && !enter_ask_yes(_("Do it? [y/N]"), &ended)) {
        puts(_("Nothing was written."));
        return false;
    }
    return carry_out(w, true);
}

static bool read_answers(struct releasing_answers *w)
{
    struct run *r = &w->run;
    struct missing missing;
    w->files = list_answers(w, &w->file_count);
    w->figures = publish_count(r, &missing);
    w->answers = publish_look(r, w->figures);
    if (!w->file_count && !r->options->quiet && !r->options->json)
        printf(_("There are no answers in %s.\n"), w->folder);
    return w->file_count && is_readable(w) && !wait_for_more(w);
}

// The reports as they are from now on.
static int make_reports(const struct options *o)
{
    struct options own = *o;
    own.command = &summaries_command;
    own.operand_count = 0;
    return summaries_make(&own, false);
}

static int release_run(const struct options *o)
{
    struct releasing_answers w = {0};
    int status;
    bool done = false;
    if (!run_open(&w.run, o, INPUTS_TEMPLATES | INPUTS_SECRET, &status)) return status;
    if (w.run.inputs.cycle->part_of) {
        refuse("HR releases answers, in the organisation's directory",
               "there are no answers in a leader's own directory");
        return run_close_wrong_command_line(&w.run);
    }
    diag_show_errors_only(w.run.diags);  // the reports' run says the rest
    w.folder = arena_printf(&w.run.arena, "answers/%s", w.run.inputs.cycle->period);
    const struct published_period *period = can_be_done(&w) ? publish_period(&w.run) : NULL;
    if (period && date_is_set(period->texts_released)) {
        done = finish(&w, period);
    } else if (period && read_answers(&w)) {
        if (!choose_by_command_line(&w)) return run_close_wrong_command_line(&w.run);
        done = release_new(&w);
    }
    fflush(stdout);
    status = run_close(&w.run, stderr);
    return done && !status ? make_reports(o) : status;
}

const struct command release_command = {
    .name = "release",
    .operands = "[ID…|all|none]",
    .operands_most = OPERANDS_UNLIMITED,
    .options = "list yes early period out jobs dry-run",
    .summary = N_("release the texts of anonymous answers, then delete the answers"),
    .help = N_("Shows each free text of the anonymous answers, to release or to leave out. Then\n"
               "keeps the figures of the answers and the released texts, without unit or order,\n"
               "in history/PERIOD.json, deletes the answers where keep: says until-summary, as\n"
               "the form promises, and makes the reports of summaries. From then on these show\n"
               "what history has, and collect takes no answer of the period.\n"
               "\n"
               "ID… are texts to release without being asked; all or none of them. With\n"
               "--yes the rest is left out, and nothing is asked. Nothing is written before the\n"
               "end; a run that was stopped is run once more.\n"),
    .examples = N_("  samtale release                          asks in the terminal\n"
                   "  samtale release --list                   all texts with their ids\n"
                   "  samtale release --yes 3f9a01c2d4 77b0e19a2c\n"
                   "  samtale release --yes none               only figures, no text\n"),
    .run = release_run,
};
