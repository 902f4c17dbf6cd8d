// samtale preview [DOCUMENT]: the pages of one paper as pictures, and again whenever a file is
// saved.
#include "preview/preview.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/array.h"
#include "base/file.h"
#include "base/json_line.h"
#include "base/translate.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "commands/forms.h"
#include "commands/summaries.h"
#include "preview/watch.h"
#include "run/results.h"
#include "run/stop.h"

struct remake {                  // why a paper is made anew
    const char *const *changes;  // the files that were saved
    size_t change_count;
    struct timespec begun;
};

// ---- Which paper

// All documents that packs, forms and summaries make; in the run's arena.
static const char *const *list_documents(struct run *r, size_t *count)
{
    static const char *const commands[] = {"packs", "forms", "summaries", "summaries --half-year",
                                           "summaries --competence"};
    const char **all = NULL;
    size_t room = 0;
    *count = 0;
    for (size_t i = 0; i < COUNT(commands); i++) {
        size_t n;
        const char *const *names = templates_documents(r->inputs.templates, &r->arena, commands[i],
                                                       &n);
        for (size_t k = 0; k < n; k++) *ARENA_PUSH(&r->arena, all, *count, room) = names[k];
    }
    return all;
}

static bool knows_document(struct run *r, const char *document)
{
    const struct templates *t = r->inputs.templates;
    size_t count, known_count;
    const char *const *all = list_documents(r, &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(all[i], document)) return true;
    const char *list = templates_list(t, &r->arena, r->inputs.cycle->language, all, count);
    const char *const *known = templates_all_names(t, &r->arena, all, count, &known_count);
    return refuse_unknown(document, known, known_count,
                          arena_printf(&r->arena, _("write one of these: %s"), list),
                          "there is no document \"%s\"", document);
}

static void make_orders(struct run *r, const char *document)
{
    r->orders = orders_make(r->diags, &r->arena, r->options, r->inputs.cycle, r->inputs.templates,
                            &document, 1);
}

// What reports show is counted from plans that are read one by one, so the run begins again without
// them.
static bool open_report(struct run *r, const struct options *kind, int *status)
{
    r->is_reported = true;
    run_close(r, stderr);
    if (!run_open(r, kind, INPUTS_TEMPLATES | INPUTS_FONTS, status)) return false;
    if (!summaries_begin(r)) {
        *status = run_close_wrong_command_line(r);
        return false;
    }
    make_orders(r, options_operand(r->options, 0, ""));
    if (summaries_preview(r)) return true;
    *status = run_close(r, stderr);
    return false;
}

// Opens a run with orders of the document. False: it is closed, and *status is the exit status.
static bool open_run(struct run *r, const struct options *o, int *status)
{
    struct options kind = *o;
    if (!run_open(r, o, INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS, status)) return false;
    const char *document = options_operand(r->options, 0, "pack");
    if (!knows_document(r, document) || !forms_knows_follow_up(r, document)) {
        *status = run_close_wrong_command_line(r);
        return false;
    }
    if (summaries_is_report(r, &r->arena, document, &kind)) return open_report(r, &kind, status);
    make_orders(r, document);
    return true;
}

// ---- Saying what was made

// "pack, Ingrid Haugen (e1001)"
static const char *paper_name(struct run *r, const struct preview *p)
{
    const struct subject *s = &p->order->subject;
    const char *document = p->order->document;
    if (s->employee)
        return arena_printf(&r->arena, "%s, %s (%s)", document, s->employee->name, s->employee->id);
    if (!s->unit) return document;
    return arena_printf(&r->arena, "%s, %s (%s)", document, s->unit->name.text, s->unit->id);
}

static const char *folder_of(struct run *r, const struct preview *p)
{
    return file_join(&r->arena, r->output.folder, p->folder);
}

static void begin_json(const struct preview *p, struct buf *line)
{
    const struct subject *s = &p->order->subject;
    const struct unit *u = orders_unit_of(p->order);
    json_line_text(line, "document", p->order->document);
    json_line_text(line, "employee", s->employee ? s->employee->id : NULL);
    json_line_text(line, "unit", u ? u->id : NULL);
    json_line_number(line, "pages", (int64_t)p->pages);
    json_line_number(line, "changed", (int64_t)p->changed_count);
}

static void print_json(struct run *r, const struct preview *p)
{
    struct buf line = {0};
    json_line_begin(&line);
    begin_json(p, &line);
    json_line_text(&line, "folder", folder_of(r, p));
    json_line_text(&line, "contact-sheet", arena_printf(&r->arena, "%s-all.png", p->name));
    json_line_print(&line, stdout);
}

static void print_made(struct run *r, const struct preview *p)
{
    if (r->options->quiet) return;
    if (r->options->json) {
        if (p->order) print_json(r, p);
        return;
    }
    if (!p->order) {
        puts(_("nobody among those you asked for is to have papers"));
        results_print_absences(&r->orders);
        return;
    }
    const char *folder = folder_of(r, p);
    printf(translate_count("%s: %zu page", "%s: %zu pages", p->pages), paper_name(r, p), p->pages);
    printf(_(", all of them on %s/%s-all.png\n"), folder, p->name);
    results_print_where(r, folder);
}

// ---- Saying what was made anew

static int64_t milliseconds_since(const struct timespec *begun)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)(now.tv_sec - begun->tv_sec) * 1000 + (now.tv_nsec - begun->tv_nsec) / 1000000;
}

static void print_anew_json(const struct preview *p, const struct remake *why)
{
    struct buf line = {0};
    json_line_begin(&line);
    json_line_texts(&line, "saved", why->changes, why->change_count);
    json_line_bool(&line, "made", p && p->order);
    if (p && p->order) begin_json(p, &line);
    json_line_number(&line, "milliseconds", milliseconds_since(&why->begun));
    json_line_print(&line, stdout);
}

// "1, 3"
static const char *list_pages(struct arena *a, const struct preview *p)
{
    const char *list = "";
    for (size_t i = 0; i < p->changed_count; i++)
        list = arena_printf(a, "%s%s%zu", list, *list ? ", " : "", p->changed[i]);
    return list;
}

static const char *what_changed(struct arena *a, const struct preview *p)
{
    if (!p) return _("nothing is made, because of what is wrong");
    if (!p->order) return _("nobody is to have it");
    if (p->changed_count)
        return arena_printf(a,
                            translate_count("page %s of %zu is made anew",
                                            "pages %s of %zu are made anew", p->changed_count),
                            list_pages(a, p), p->pages);
    if (p->removed)
        return arena_printf(
            a, translate_count("there is %zu page left", "there are %zu pages left", p->pages),
            p->pages);
    return _("no page has changed");
}

// p: NULL: nothing could be made, and the run is closed.
static void print_anew(const struct preview *p, const struct remake *why, const struct options *o)
{
    struct arena a = {0};
    if (o->json) {
        print_anew_json(p, why);
    } else if (!o->quiet) {
        for (size_t i = 0; i < why->change_count; i++)
            printf("%s%s", i ? ", " : "", why->changes[i]);
        printf(_(": %s (%lld ms)\n"), what_changed(&a, p),
               (long long)milliseconds_since(&why->begun));
    }
    fflush(stdout);
    arena_free(&a);
}

// ---- Making it

static void watch_named_files(struct watch *w, const struct cycle *c)
{
    const char *const files[] = {c->logo, c->typeface_regular, c->typeface_bold, c->typeface_italic,
                                 c->typeface_bold_italic};
    for (size_t i = 0; i < COUNT(files); i++) watch_add_file(w, files[i]);
}

// w: NULL: nothing is watched. why: NULL: for the first time. The exit status.
static int make(const struct options *o, struct watch *w, const struct remake *why)
{
    struct run r;
    struct preview p = {0};
    int status;
    bool made = open_run(&r, o, &status);
    if (made) {
        if (w) watch_named_files(w, r.inputs.cycle);
        made = preview_make(&r, &p);
        if (stop_asked() && !o->watch) stop_report();
        if (made && why) print_anew(&p, why, o);
        if (made && !why) print_made(&r, &p);
        status = run_close(&r, stderr);
    }
    if (!made && why && !stop_asked()) print_anew(NULL, why, o);
    return status;
}

static int stopped(void)
{
    stop_report();
    return stop_status();
}

static int cannot_watch(int error)
{
    struct diags *d = diag_new();
    struct buf out = {0};
    struct diag *g = diag_system(d, (struct place){0}, "watch-failed",
                                 "the cycle directory cannot be watched: %s",
                                 translate_error(error));
    diag_hint(d, g, "without --watch the command can be given again after each change");
    diag_text(d, &out);
    fwrite(out.p, 1, out.n, stderr);
    buf_free(&out);
    diag_free(d);
    return 3;
}

// Whatever is wrong with a file can be mended while it is watched.
static int watch(const struct options *o, struct watch *w)
{
    int error = 0;
    size_t count;
    const char *const *changes;
    if (!o->quiet && !o->json) puts(_("waiting for changes; Ctrl-C ends it"));
    fflush(stdout);
    while ((changes = watch_wait(w, &count, &error))) {
        struct remake why = {.changes = changes, .change_count = count};
        clock_gettime(CLOCK_MONOTONIC, &why.begun);
        make(o, w, &why);
        mem_trim();
    }
    return error ? cannot_watch(error) : stopped();
}

static int preview_run(const struct options *o)
{
    struct watch *w;
    if (!o->watch || !file_exists("samtale.yaml")) return make(o, NULL, NULL);
    int error = watch_open(&w);  // what is saved while the first is made is noticed, too
    if (error) return cannot_watch(error);
    stop_watching();
    int status = make(o, w, NULL);
    if (status <= 1) status = watch(o, w);
    watch_close(w);
    return stop_asked() ? stopped() : status;
}

const struct command preview_command = {
    .name = "preview",
    .operands = "[DOCUMENT]",
    .operands_most = 1,
    .operands_are_documents = true,
    .options = "unit employee leader as-of follow-up large-print short flat watch out",
    .summary = N_("draw the pages of one paper, and again whenever a file is saved"),
    .help = N_("Draws the pages of one paper as PNG pictures, and all of them small on one: of\n"
               "the pack (when no DOCUMENT is named), or any document that packs, forms or\n"
               "summaries make, of the first in cascade order who gets it, or of whom the\n"
               "options name. out/PERIOD/preview/DOCUMENT/EMPLOYEE-1.png is the first page,\n"
               "EMPLOYEE-all.png all of them. No PDF is written, and no results are released.\n"
               "\n"
               "--watch waits until a template, a text of priorities, a plan, a time, the logo,\n"
               "samtale.yaml or org.yaml is saved, draws the paper anew, and says which pages\n"
               "have changed.\n"),
    .examples = N_("  samtale preview\n"
                   "  samtale preview action-plan --employee e1102\n"
                   "  samtale preview poster --unit oppvekst --watch\n"),
    .run = preview_run,
};
