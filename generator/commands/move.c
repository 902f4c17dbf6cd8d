// samtale move: a reorganisation, in org.yaml, and what follows from it.
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/file_update.h"
#include "base/json_line.h"
#include "base/line_diff.h"
#include "base/translate.h"
#include "cli/refuse.h"
#include "cli/select.h"
#include "commands/commands.h"
#include "move/follows.h"
#include "move/move.h"
#include "run/run.h"
#include "yaml/splice.h"

enum { ORG_FILE = 64 << 20 };  // bytes

static const struct place nowhere;

struct move_run {
    struct run run;
    const struct person *person, *leader;  // one of these two is what is moved
    const struct unit *unit;
    const struct unit *to, *join;
    struct date from;
    const struct source *org;  // org.yaml as it is
    struct follows follows;
};

// ---- What is asked

static bool find_named(struct move_run *w)
{
    const struct options *o = w->run.options;
    const struct cycle *c = w->run.inputs.cycle;
    if (!select_find(c, "move", o->operands[0], &w->person, &w->unit)) return false;
    if (o->to && !select_find(c, "--to", o->to, NULL, &w->to)) return false;
    if (o->join && !select_find(c, "--join", o->join, NULL, &w->join)) return false;
    w->leader = o->leader ? cycle_person(c, o->leader) : NULL;
    return !o->from || date_parse(o->from, &w->from) ||
           refuse("write a day such as 2027-06-01", "--from cannot be \"%s\"", o->from);
}

static bool is_asked_right(const struct move_run *w)
{
    const struct options *o = w->run.options;
    bool unit_only = o->rename || o->name || o->join || o->dissolve;
    if (w->person && unit_only)
        return refuse("a person is moved with --to and --leader",
                      "%s is a person: --rename, --name, --join and --dissolve are for units",
                      w->person->name);
    if (!unit_only && !o->to && !o->leader)
        return refuse("samtale help move shows examples", "nothing is said of where to move it");
    if (o->from && !o->dissolve && !o->leader && !w->person)
        return refuse("a unit's first and last day stand in org.yaml, from: and to:",
                      "--from goes with a person, a leader or --dissolve");
    return true;
}

// ---- Making it

static struct date last_day(const struct move_run *w)
{
    return date_is_set(w->from) ? date_add_days(w->from, -1) : w->run.inputs.cycle->as_of;
}

static bool change_unit(struct move_run *w, struct move *m)
{
    const struct options *o = w->run.options;
    if (o->join && !move_join(m, w->unit, w->join)) return false;
    if (o->dissolve && !move_dissolve(m, w->unit, last_day(w))) return false;
    if (w->leader) move_lead(m, w->unit, w->leader, w->from);
    if (w->to && !move_unit(m, w->unit, w->to)) return false;
    if (o->name) move_name(m, w->unit, o->name);
    return !o->rename || move_rename(m, w->unit, o->rename);
}

static bool make_edits(struct move_run *w, struct move *m)
{
    return w->person ? move_person(m, w->person, w->to, w->leader, w->from) : change_unit(w, m);
}

// The cycle with a text as its org.yaml, as it stands on a day.
static const struct cycle *read_with(struct move_run *w, struct diags *d, const char *text,
                                     size_t n, struct date day)
{
    struct arena *a = &w->run.arena;
    size_t count;
    const char *const *languages = inputs_languages(&w->run.inputs, a, &count);
    const struct source *s = diag_source_new(d, a, "org.yaml", text, n);
    return cycle_read_with_org(d, a, ".", languages, count, day, s);
}

// The cycle with the new text; NULL after an error: nobody could read it.
static const struct cycle *read_again(struct move_run *w, const struct buf *text)
{
    struct run *r = &w->run;
    struct diags *inner = diag_new();
    const struct cycle *again = read_with(w, inner, text->p, text->n, r->inputs.cycle->as_of);
    bool right = !again->has_errors;
    if (!right) {
        struct buf why = {0};
        diag_show_errors_only(inner);
        diag_text(inner, &why);
        struct diag *g = diag_error(r->diags, nowhere, "move-would-be-wrong",
                                    "org.yaml would be wrong with this in it, so nothing was "
                                    "written");
        diag_hint(r->diags, g, "%.*s", (int)strcspn(buf_cstr(&why), "\n"), buf_cstr(&why));
        buf_free(&why);
    }
    diag_free(inner);
    return right ? again : NULL;
}

// What follows from the new text: today, and on a later day of --from.
static void find_follows(struct move_run *w, const struct cycle *again, const struct buf *text)
{
    struct run *r = &w->run;
    const struct cycle *c = r->inputs.cycle;
    struct diags *quiet = diag_new();
    w->follows = follows_make(&r->arena, c, again);
    if (date_is_set(w->from) && date_compare(w->from, c->as_of) > 0) {
        follows_add_later(&w->follows, read_with(w, quiet, w->org->text, w->org->n, w->from),
                          read_with(w, quiet, text->p, text->n, w->from), again);
        if (w->person && w->to)
            follows_add(&w->follows, N_("unit"), w->person->id,
                        arena_printf(&r->arena,
                                     _("%s stands in %s at once: only the leader changes on "
                                       "%04d-%02d-%02d"),
                                     w->person->name, w->to->name.text, w->from.year, w->from.month,
                                     w->from.day));
    }
    diag_free(quiet);
}

// ---- Texts of a unit that gets another id

static bool is_text_of(const char *file, const char *id)
{
    size_t n = strlen(id);
    return !strncmp(file, id, n) && file[n] == '.' && strlen(file) >= n + 3 &&
           !strcmp(file + strlen(file) - 3, ".md");
}

static void rename_texts(struct move_run *w)
{
    struct run *r = &w->run;
    const struct options *o = r->options;
    struct arena *a = &r->arena;
    const char *folder = arena_printf(a, "priorities/%s", r->inputs.cycle->period);
    size_t count = 0;
    const char **files = o->rename && file_exists(folder) ? file_list(a, folder, &count) : NULL;
    for (size_t i = 0; files && i < count; i++) {
        if (!is_text_of(files[i], w->unit->id)) continue;
        const char *from = file_join(a, folder, files[i]),
                   *to = arena_printf(a, "%s/%s%s", folder, o->rename,
                                      files[i] + strlen(w->unit->id));
        const char *said = _("%s is called %s now");
        if (file_exists(to)) said = _("%s is not read any longer: %s is there already");
        else if (!o->dry_run && rename(from, to))
            said = _("%s could not be called %s, and is read as before");
        follows_add(&w->follows, N_("text"), w->unit->id, arena_printf(a, said, from, to));
    }
}

// ---- Saying it

static void add_papers(struct move_run *w)
{
    struct run *r = &w->run;
    size_t n = w->follows.papers;
    if (!n || !file_exists(file_join(&r->arena, r->output.folder, MANIFEST_NAME))) return;
    follows_add(&w->follows, N_("papers"), "",
                arena_printf(&r->arena,
                             translate_count("papers of %zu person show what was: samtale packs "
                                             "--prune and samtale forms --prune make them again",
                                             "papers of %zu people show what was: samtale packs "
                                             "--prune and samtale forms --prune make them again",
                                             n),
                             n));
    follows_add(
        &w->follows, N_("papers"), "",
        _("print them with samtale print --new; forms that are out are collected as before"));
}

static void print_follows(const struct move_run *w)
{
    const struct options *o = w->run.options;
    if (o->quiet) return;
    if (!o->json && w->follows.count) puts(_("What follows"));
    for (size_t i = 0; i < w->follows.count; i++) {
        const struct follow_on *f = &w->follows.list[i];
        struct buf line = {0};
        if (!o->json) {
            printf("  %-8s %s\n", _(f->kind), f->sentence);
            continue;
        }
        json_line_begin(&line);
        json_line_text(&line, "follows", f->kind);
        json_line_text(&line, "id", f->id);
        json_line_text(&line, "text", f->sentence);
        json_line_print(&line, stdout);
    }
}

static void print_change(const struct move_run *w, const struct buf *text)
{
    const struct options *o = w->run.options;
    struct buf diff = {0};
    if (o->quiet || o->json || !o->dry_run) return;
    line_diff(&diff, w->org->text, w->org->n, text->p, text->n);
    printf("--- org.yaml\n+++ org.yaml\n%s\n", buf_cstr(&diff));
    buf_free(&diff);
}

// ---- Writing

// False after a diagnostic. Whoever has worked in the file meanwhile loses nothing.
static bool save(struct move_run *w, const struct buf *text)
{
    struct run *r = &w->run;
    struct buf now = {0};
    unsigned lost;
    if (r->options->dry_run) return true;
    bool same = !file_read("org.yaml", &now, ORG_FILE) && now.n >= w->org->n &&
                !memcmp(now.p + (now.n - w->org->n), w->org->text, w->org->n);
    buf_free(&now);
    if (!same) {
        diag_error(r->diags, (struct place){.source = w->org}, "move-org-changed",
                   "it was changed meanwhile, so it was left as it is: move once more");
        return false;
    }
    int error = file_update("org.yaml", text->p, text->n, ".", &lost);
    if (error)
        diag_system(r->diags, nowhere, "file-unwritable", "%s could not be written: %s", "org.yaml",
                    translate_error(error));
    return !error;
}

static void carry_out(struct move_run *w, struct node *tree)
{
    struct run *r = &w->run;
    struct buf text = {0};
    struct move m = move_begin(r->diags, &r->arena, r->inputs.cycle, tree);
    const struct cycle *again = NULL;
    if (make_edits(w, &m) && splice_edits(r->diags, w->org, m.to.edits, m.to.edit_count, &text))
        again = read_again(w, &text);
    if (again) find_follows(w, again, &text);
    if (again && save(w, &text)) {
        print_change(w, &text);
        rename_texts(w);
        add_papers(w);
        if (!r->options->quiet && !r->options->json)
            puts(r->options->dry_run ? _("org.yaml would be changed") : _("org.yaml is changed"));
        print_follows(w);
    }
    fflush(stdout);
    buf_free(&text);
}

static int move_run(const struct options *o)
{
    struct move_run w = {0};
    struct options own = *o;
    int status;
    if (!date_is_set(own.as_of)) own.as_of = inputs_today();
    if (!run_open(&w.run, &own, INPUTS_PLANS, &status)) return status;
    diag_show_errors_only(w.run.diags);  // samtale check says the rest
    if (w.run.inputs.cycle->part_of) {
        refuse("move where the whole org.yaml is", "this is a leader's own directory");
        return run_close_wrong_command_line(&w.run);
    }
    if (!find_named(&w) || !is_asked_right(&w)) return run_close_wrong_command_line(&w.run);
    struct diags *quiet = diag_new();
    w.org = diag_source_open(w.run.diags, &w.run.arena, "org.yaml", "org.yaml", ORG_FILE);
    struct node *tree = w.org ? tree_read(quiet, &w.run.arena, w.org) : NULL;
    if (tree) carry_out(&w, tree);
    diag_free(quiet);
    return run_close(&w.run, stderr);
}

const struct command move_command = {
    .name = "move",
    .operands = "ID",
    .operands_least = 1,
    .operands_most = 1,
    .options = "to leader from rename name join dissolve as-of out dry-run",
    .summary = N_("move a person or a unit in org.yaml, and say what follows"),
    .help = N_("ID is a person or a unit (id or name). Changes org.yaml and no more: comments,\n"
               "order and all plans stay. Then says what follows: who gets another leader, which\n"
               "plans stay with the former one, which conversations to agree on again, which\n"
               "papers to make again. --dry-run shows the change and writes nothing.\n"
               "\n"
               "A person goes to another unit with --to, and gets another leader with --leader;\n"
               "with --from on that day, and until then the present leader leads. A unit goes\n"
               "below another one with --to. --rename gives it another id and keeps the old one\n"
               "under formerly:, so that plans, forms and texts that name it stay right. --join\n"
               "puts its people and units into another one, which takes over its id the same\n"
               "way. --dissolve ends a unit that is empty. One that is divided becomes two new\n"
               "units in org.yaml, both with formerly: [the old id].\n"),
    .examples = N_("  samtale move e1303 --to kultur --dry-run\n"
                   "  samtale move e1303 --to kultur --leader e1101 --from 2027-06-01\n"
                   "  samtale move kultur --leader e1101 --from 2027-06-01\n"
                   "  samtale move kultur --rename kultur-og-idrett --name \"Kultur og idrett\"\n"
                   "  samtale move kultur --to nordlia\n"
                   "  samtale move sone-nord --join hjemmetjenesten\n"),
    .run = move_run,
};
