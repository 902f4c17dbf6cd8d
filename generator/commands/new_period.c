// samtale new-period: samtale.yaml, org.yaml and the units' texts become those of the next period,
// and what was is kept. Files first, samtale.yaml last: a run that is killed is run once more.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/file_update.h"
#include "base/json_line.h"
#include "base/staging.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "commands/schemas.h"
#include "compose/words/words.h"
#include "describe/describe.h"
#include "figures/history.h"
#include "period/appointments.h"
#include "period/look.h"
#include "period/next_files.h"
#include "period/renew.h"
#include "read/ids.h"
#include "run/run.h"
#include "yaml/emit.h"
#include "yaml/splice.h"

enum { ORG_LIMIT = 48 << 20 };  // bytes

static const struct place nowhere;

struct changed_file {  // one of the user's own
    const char *path;
    const struct source *source;  // as it was read; NULL: there is none
    struct buf bytes;             // as it is to be; empty: it stays as it is
};

struct new_period {
    struct run run;
    const struct cycle *cycle;
    const char *name, *kept_settings;  // "2028", "periods/2027.yaml"
    struct shift shift;
    struct renewal renewal;
    struct appointments times;
    struct next_files files;
    struct changed_file settings, org, conversations;
    struct look_list look;
    int lock;
};

// ---- Whether it can begin

// What a period that has begun has.
static const char *trace_of(struct new_period *w)
{
    const char *const traces[] = {"periods/%s.yaml", "plans/%s", "answers/%s", "history/%s.json"};
    for (size_t i = 0; i < sizeof traces / sizeof *traces; i++) {
        const char *path = arena_printf(&w->run.arena, traces[i], w->name);
        size_t count = 1;
        if (i == 1 || i == 2) file_list(&w->run.arena, path, &count);
        if (count && file_exists(path)) return path;
    }
    return NULL;
}

static bool check_name(struct new_period *w)
{
    const struct cycle *c = w->cycle;
    if (!ids_valid(w->name, false))
        return refuse("folders are named after it: letters a–z, digits, - and _",
                      "\"%.60s\" cannot be the name of a period", w->name);
    if (!strcmp(w->name, c->period))
        return refuse("name the period that comes next", "samtale.yaml is of the period %s already",
                      c->period);
    const char *trace = trace_of(w);
    if (trace)
        return refuse("--period works with it; nothing of it is overwritten",
                      "the period %s is there already: %s", w->name, trace);
    return shift_find(&w->shift, c->period, w->name, &c->dates) ||
           refuse("name a later one, such as 2028 after 2027, 2027-28 after 2026-27",
                  "the period %s does not come after %s", w->name, c->period);
}

static bool check_command_line(struct new_period *w)
{
    if (!w->cycle->part_of) return check_name(w);
    return refuse("HR begins the period, and samtale split makes a new directory for it",
                  "a new period does not begin in a leader's own directory");
}

// ---- What becomes of each file

static const struct node *open_tree(struct new_period *w, struct changed_file *f, size_t limit)
{
    struct run *r = &w->run;
    f->source = diag_source_open(r->diags, &r->arena, f->path, f->path, limit);
    return f->source ? tree_read(r->diags, &r->arena, f->source) : NULL;
}

// Whether the text that is to be reads well; if not, it is the program's fault, and nothing is
// written.
static bool is_sound(struct new_period *w, const struct changed_file *f,
                     bool (*check)(struct arena *a, struct diags *d, const struct changed_file *f))
{
    struct diags *inner = diag_new();
    bool sound = check(&w->run.arena, inner, f);
    struct buf why = {0};
    diag_show_errors_only(inner);
    diag_text(inner, &why);
    if (!sound) {
        struct diag *g = diag_error(w->run.diags, nowhere, "new-period-would-be-wrong",
                                    "%s would be wrong, so nothing was written", f->path);
        diag_hint(w->run.diags, g, "%.*s", (int)strcspn(buf_cstr(&why), "\n"), buf_cstr(&why));
    }
    buf_free(&why);
    diag_free(inner);
    return sound;
}

static bool check_settings(struct arena *a, struct diags *d, const struct changed_file *f)
{
    return cycle_check_settings(d, a, ".", f->path, f->bytes.p, f->bytes.n);
}

static bool check_org(struct arena *a, struct diags *d, const struct changed_file *f)
{
    return cycle_check_org(d, a, f->path, f->bytes.p, f->bytes.n);
}

static bool make_settings(struct new_period *w)
{
    struct run *r = &w->run;
    w->settings.path = "samtale.yaml";
    const struct node *top = open_tree(w, &w->settings, READ_LIMIT);
    if (!top) return false;
    w->renewal = renew_settings(&r->arena, top, &w->shift, w->cycle->period, w->name);
    return splice_edits(r->diags, w->settings.source, w->renewal.edits, w->renewal.edit_count,
                        &w->settings.bytes) &&
           is_sound(w, &w->settings, check_settings);
}

// The first day to which a time in org.yaml can belong that is of the new period.
static struct date first_day(const struct new_period *w)
{
    struct date first = shift_window(&w->shift, &w->cycle->conversations).from;
    return date_compare(first, w->shift.now.from) < 0 ? first : w->shift.now.from;
}

static bool make_times(struct new_period *w)
{
    static const char comment[] =
        "# When conversations are, and when they were held. The plans' own "
        "days win over these, these over org.yaml.\n";
    struct run *r = &w->run;
    w->org.path = "org.yaml";
    w->conversations.path = arena_printf(&r->arena, "conversations/%s.yaml", w->cycle->period);
    bool is_there = file_exists(w->conversations.path);
    const struct node *org = open_tree(w, &w->org, ORG_LIMIT);
    const struct node *there = is_there ? open_tree(w, &w->conversations, ORG_LIMIT) : NULL;
    if (!org || (is_there && !w->conversations.source)) return false;
    w->times = appointments_move(&r->arena, org, there, first_day(w));
    const struct source *s = is_there ? w->conversations.source
                                      : diag_source_new(r->diags, &r->arena, w->conversations.path,
                                                        comment, sizeof comment - 1);
    if (w->times.kept_count &&
        !splice_edits(r->diags, s, w->times.kept, w->times.kept_count, &w->conversations.bytes))
        return false;
    return !w->times.org_count || (splice_edits(r->diags, w->org.source, w->times.org,
                                                w->times.org_count, &w->org.bytes) &&
                                   is_sound(w, &w->org, check_org));
}

// samtale.yaml as it is kept in periods/: byte for byte, but that editors find the schema from
// there. An error, or 0.
static int read_kept(struct buf *out)
{
    static const char here[] = EMIT_SCHEMA_BEGIN ".samtale/", there[] = EMIT_SCHEMA_BEGIN "../";
    struct buf now = {0};
    int error = file_read("samtale.yaml", &now, READ_LIMIT);
    size_t begin = sizeof EMIT_SCHEMA_BEGIN - 1;
    bool has = !error && now.n > sizeof here && !memcmp(now.p, here, sizeof here - 1);
    if (has) buf_add(out, there, sizeof there - 1);
    size_t from = has ? begin : 0;
    if (!error) buf_add(out, now.p + from, now.n - from);
    buf_free(&now);
    return error;
}

static bool check_kept(struct new_period *w)
{
    struct buf kept = {0}, now = {0};
    w->kept_settings = settings_files_name(&w->run.arena, w->cycle->period);
    int error = read_kept(&now);
    bool same = !error && (!file_exists(w->kept_settings) ||
                           (!file_read(w->kept_settings, &kept, READ_LIMIT) && kept.n == now.n &&
                            !memcmp(kept.p, now.p, now.n)));
    if (!same) {
        struct diag *g = diag_error(
            w->run.diags, nowhere, "period-settings-there",
            "%s is there already, and says something else than samtale.yaml", w->kept_settings);
        diag_hint(
            w->run.diags, g,
            "it is to keep samtale.yaml as it is now: if it is wrong, delete it and begin the "
            "period once more");
    }
    buf_free(&kept);
    buf_free(&now);
    return same;
}

// Said before anything is written.
static bool may_be_written(struct new_period *w, const char *path)
{
    struct stat st;
    if (stat(path, &st) || (st.st_mode & 0222 && !access(path, W_OK))) return true;
    diag_system(w->run.diags, nowhere, "file-unwritable", "%s could not be written: %s", path,
                translate_error(EACCES));
    return false;
}

static void find_words(void *arg, const char *language, const char **from, const char **note)
{
    struct new_period *w = arg;
    const struct template_set *set = w->run.inputs.template_set;
    const struct node *words = NULL, *own = NULL;
    for (size_t i = 0; i < set->count; i++) {
        const struct node *draft = node_get(set->packs[i].strings, "draft");
        if (!strcmp(set->packs[i].language, language)) own = draft;
        if (!strcmp(set->packs[i].language, w->cycle->language)) words = draft;
    }
    const struct word_arg before = {"period", w->cycle->period}, now = {"period", w->name};
    const char *text = node_text(own ? own : words, "from");
    *from = words_fill(&w->run.arena, text ? text : "{{period}}", &before, 1);
    text = node_text(own ? own : words, "note");
    *note = words_fill(&w->run.arena, text ? text : "", &now, 1);
}

static void find_what_to_look_at(struct new_period *w)
{
    struct arena *a = &w->run.arena;
    const struct cycle *c = w->cycle;
    size_t count = 0, most = (size_t)c->keep_plans;
    const char **kept = ARENA_ARRAY(a, const char *, most + 2);
    kept[count++] = w->name;
    const char *period = c->period;
    while (period && count < most) {
        kept[count++] = period;
        period = period == c->period ? c->previous_period : settings_files_previous(a, ".", period);
    }
    kept[count++] = c->period;  // it is only now over
    struct look_facts facts = {.period = w->name,
                               .shift = &w->shift,
                               .briefings = w->times.briefings,
                               .kept = kept,
                               .kept_count = count,
                               .results_released = history_has(a, c->period, RELEASE_EVALUATION),
                               .answers_released = history_has(a, c->period, RELEASE_PROCESS)};
    for (size_t i = 0; i < w->files.count; i++)
        facts.drafts += w->files.list[i].is_draft && w->files.list[i].there != NEXT_FILE_OTHER;
    w->look = look_make(a, c, &facts);
}

static bool prepare(struct new_period *w)
{
    if (!make_settings(w) || !make_times(w) || !check_kept(w) ||
        !may_be_written(w, "samtale.yaml") || (w->org.bytes.n && !may_be_written(w, "org.yaml")) ||
        (w->conversations.bytes.n && !may_be_written(w, w->conversations.path)))
        return false;
    w->files = next_files_make(&w->run.arena, w->cycle, w->name, find_words, w);
    find_what_to_look_at(w);
    return true;
}

// ---- Writing

static bool report(struct new_period *w, const char *path, int error)
{
    if (error)
        diag_system(w->run.diags, nowhere, "file-unwritable", "%s could not be written: %s", path,
                    translate_error(error));
    return !error;
}

// What is there already stays.
static bool write_new(struct new_period *w, const char *path, const void *bytes, size_t n)
{
    struct staging s;
    const char *folder = arena_strndup(&w->run.arena, path, (size_t)(strrchr(path, '/') - path));
    int error = file_make_folders(folder);
    if (!error) {
        error = staging_begin(&s, path, bytes, n);
        error = staging_end_new(&s, error, path);
    }
    return report(w, path, error == EEXIST ? 0 : error);
}

static bool keep_settings(struct new_period *w)
{
    struct buf bytes = {0};
    int error = read_kept(&bytes);
    bool kept = report(w, "samtale.yaml", error) &&
                write_new(w, w->kept_settings, bytes.p, bytes.n);
    buf_free(&bytes);
    return kept;
}

// Nobody has changed it while this run was at work.
static bool is_unchanged(struct new_period *w, const struct changed_file *f)
{
    struct buf now = {0};
    const struct source *s = f->source;
    bool same = s ? !file_read(f->path, &now, ORG_LIMIT) && now.n >= s->n &&
                        !memcmp(now.p + (now.n - s->n), s->text, s->n)
                  : !file_exists(f->path);
    buf_free(&now);
    if (!same)
        diag_error(w->run.diags, nowhere, "changed-meanwhile",
                   "%s was changed meanwhile, and is left as it is: begin the period once more",
                   f->path);
    return same;
}

static bool change(struct new_period *w, const struct changed_file *f)
{
    unsigned lost;
    if (!f->bytes.n) return true;
    return is_unchanged(w, f) &&
           report(w, f->path, file_update(f->path, f->bytes.p, f->bytes.n, NULL, &lost));
}

// In this order: until samtale.yaml is changed, all that is written is what the old period says,
// too, or is not read by it.
static bool write_all(struct new_period *w)
{
    struct arena *a = &w->run.arena;
    if (staging_lock(".", &w->lock) == EWOULDBLOCK) {
        struct diag *g = diag_system(w->run.diags, nowhere, "new-period-running",
                                     "another run is writing into this directory");
        diag_hint(w->run.diags, g, "wait until it has ended");
        return false;
    }
    if (w->lock >= 0) {
        staging_clear("periods");
        staging_clear(arena_printf(a, "priorities/%s", w->name));
    }
    if (!is_unchanged(w, &w->settings) || !is_unchanged(w, &w->org) || !keep_settings(w))
        return false;
    for (size_t i = 0; i < w->files.count; i++) {
        const struct next_file *f = &w->files.list[i];
        if (!f->there && !write_new(w, f->path, f->bytes.p, f->bytes.n)) return false;
    }
    if (file_exists(DESCRIBE_FOLDER) && !schemas_renew(a, w->run.diags, w->cycle->language))
        return false;
    return change(w, &w->conversations) && change(w, &w->org) && change(w, &w->settings);
}

// ---- What is said

static const char *days(struct arena *a, const struct window *w)
{
    const char *from = arena_printf(a, "%04d-%02d-%02d", w->from.year, w->from.month, w->from.day);
    if (!date_is_set(w->to)) return from;
    return arena_printf(a, "%s – %04d-%02d-%02d", from, w->to.year, w->to.month, w->to.day);
}

static void print_row(const char *what, const char *text)
{
    enum { COLUMN = 26 };
    int width = (int)utf8_length(what, strlen(what));
    printf("  %s%*s  %s\n", what, width < COLUMN ? COLUMN - width : 0, "", text);
}

static void count_files(const struct new_period *w, size_t *drafts, size_t *beside, size_t *others)
{
    *drafts = *beside = *others = 0;
    for (size_t i = 0; i < w->files.count; i++) {
        const struct next_file *f = &w->files.list[i];
        if (f->there == NEXT_FILE_OTHER) ++*others;
        else if (f->is_draft) ++*drafts;
        else ++*beside;
    }
}

static const char *files_text(struct new_period *w)
{
    struct arena *a = &w->run.arena;
    size_t drafts, beside, others;
    count_files(w, &drafts, &beside, &others);
    const char *text = arena_printf(
        a, translate_count("%zu text as a draft", "%zu texts as drafts", drafts), drafts);
    if (beside)
        text = arena_printf(
            a, translate_count("%s, %zu file beside them", "%s, %zu files beside them", beside),
            text, beside);
    if (others)
        text = arena_printf(a,
                            translate_count("%s; %zu is there already, and stays",
                                            "%s; %zu are there already, and stay", others),
                            text, others);
    return text;
}

static void print_files(struct new_period *w)
{
    struct arena *a = &w->run.arena;
    size_t n = w->times.conversations + w->times.briefings;
    puts(_("\nFiles"));
    print_row(w->kept_settings, _("samtale.yaml as it was: --period reads it"));
    if (w->files.count) print_row(arena_printf(a, "priorities/%s/", w->name), files_text(w));
    if (n)
        print_row(
            w->conversations.path,
            arena_printf(a,
                         translate_count("%zu time from org.yaml, which has it no longer",
                                         "%zu times from org.yaml, which has them no longer", n),
                         n));
    for (size_t i = 0; i < w->files.not_copied_count; i++)
        print_row(w->files.not_copied[i], _("is not copied"));
}

static void print_text(struct new_period *w)
{
    struct arena *a = &w->run.arena;
    printf(_("A new period: %s → %s\n"), w->cycle->period, w->name);
    puts(_("\nDays in samtale.yaml"));
    for (size_t i = 0; i < w->renewal.count; i++) {
        const struct renewed *one = &w->renewal.list[i];
        print_row(one->what,
                  arena_printf(a, "%s  →  %s", days(a, &one->before), days(a, &one->now)));
    }
    print_files(w);
    if (w->look.count) puts(_("\nTo look at"));
    for (size_t i = 0; i < w->look.count; i++) printf("  - %s\n", w->look.list[i].text);
    puts(w->run.options->dry_run ? _("\nNothing was written.")
                                 : _("\nNext: samtale check, and samtale schedule for times"));
}

static void print_json(struct new_period *w)
{
    struct arena *a = &w->run.arena;
    struct buf line = {0};
    size_t drafts, beside, others;
    for (size_t i = 0; i < w->renewal.count; i++) {
        json_line_begin(&line);
        json_line_text(&line, "change", w->renewal.list[i].what);
        json_line_text(&line, "before", days(a, &w->renewal.list[i].before));
        json_line_text(&line, "now", days(a, &w->renewal.list[i].now));
        json_line_print(&line, stdout);
    }
    for (size_t i = 0; i < w->look.count; i++) {
        json_line_begin(&line);
        json_line_text(&line, "look", w->look.list[i].id);
        json_line_text(&line, "text", w->look.list[i].text);
        json_line_print(&line, stdout);
    }
    count_files(w, &drafts, &beside, &others);
    json_line_begin(&line);
    json_line_text(&line, "period", w->name);
    json_line_text(&line, "previous-period", w->cycle->period);
    json_line_number(&line, "drafts", (int64_t)drafts);
    json_line_number(&line, "beside", (int64_t)beside);
    json_line_number(&line, "there-already", (int64_t)others);
    json_line_number(&line, "conversations", (int64_t)w->times.conversations);
    json_line_number(&line, "briefings", (int64_t)w->times.briefings);
    json_line_bool(&line, "dry-run", w->run.options->dry_run);
    json_line_print(&line, stdout);
}

// ---- The command

static void free_all(struct new_period *w)
{
    next_files_free(&w->files);
    buf_free(&w->settings.bytes);
    buf_free(&w->org.bytes);
    buf_free(&w->conversations.bytes);
    if (w->lock >= 0) close(w->lock);
}

static int new_period_run(const struct options *o)
{
    struct new_period w = {.lock = -1, .name = o->operands[0]};
    run_begin(&w.run, o);
    diag_show_errors_only(w.run.diags);  // check says what could be better
    if (!run_read(&w.run, 0)) return run_close(&w.run, stderr);
    w.cycle = w.run.inputs.cycle;
    if (!check_command_line(&w)) return run_close_wrong_command_line(&w.run);
    if (prepare(&w) && (o->dry_run || write_all(&w))) {
        if (o->json) print_json(&w);
        else if (!o->quiet) print_text(&w);
    }
    free_all(&w);
    fflush(stdout);
    return run_close(&w.run, stderr);
}

const struct command new_period_command = {
    .name = "new-period",
    .operands = "NAME",
    .operands_least = 1,
    .operands_most = 1,
    .options = "dry-run",
    .summary = N_("begin the next period; what was is kept"),
    .help = N_("Makes samtale.yaml that of the period NAME: its windows are moved to the same\n"
               "weeks of the new period, on working days. The settings as they were are kept in\n"
               "periods/, where --period finds them. The units' priorities are copied as drafts\n"
               "that say whence they are; times in org.yaml that are over go to conversations/.\n"
               "Says what is to be looked at. Nothing that is there is overwritten; a run that\n"
               "was stopped is run once more.\n"),
    .examples = N_("  samtale new-period 2028 --dry-run    what would change\n"
                   "  samtale new-period 2028\n"),
    .run = new_period_run,
};
