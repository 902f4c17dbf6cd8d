// samtale import: an HR export → a chart → org.yaml.
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/file_update.h"
#include "base/json_line.h"
#include "base/share.h"
#include "base/translate.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "commands/example.h"
#include "commands/schemas.h"
#include "import/import.h"
#include "import/org_tree.h"
#include "import/understood.h"
#include "import/settings.h"
#include "import/texts.h"
#include "import/times.h"
#include "import/update.h"
#include "read/read.h"
#include "run/run.h"
#include "yaml/emit.h"
#include "yaml/splice.h"

enum { ORG_LIMIT = 48 << 20 };  // bytes

struct import_run {
    struct run run;
    struct import_settings settings;
    struct imported imported;
    bool replaces;           // org.yaml is there, and nobody has worked in it
    bool is_new;             // org.yaml was written, not merged with
    bool is_example;         // it is the one that init writes,
    struct example example;  // this one
};

static const struct node *read_settings(struct arena *a, const struct source **s)
{
    struct diags *quiet = diag_new();
    *s = file_exists("samtale.yaml")
           ? diag_source_open(quiet, a, "samtale.yaml", "samtale.yaml", READ_LIMIT)
           : NULL;
    const struct node *top = *s ? tree_read(quiet, a, *s) : NULL;
    diag_free(quiet);
    return top;
}

// What samtale.yaml calls the organisation; NULL: there is no such file, or it does not say, or
// says what the example says. What is written is for the folder's group, too, where it says so.
static const char *organisation(struct import_run *w)
{
    const struct source *s;
    const struct node *top = read_settings(&w->run.arena, &s);
    const char *name = node_localized_text(top, "organisation"), *share = node_text(top, "share");
    if (share && !strcmp(share, "group")) share_with_group_of(".");
    const char *example = NULL;
    if (w->is_example)
        example = node_text(example_settings(&w->example, &w->run.arena), "organisation");
    return name && example && !strcmp(name, example) ? NULL : name;
}

// ---- Writing

static bool save(struct import_run *w, const char *path, const struct buf *bytes)
{
    unsigned lost;
    if (w->run.options->dry_run) return true;
    int error = file_update(path, bytes->p, bytes->n, ".", &lost);
    if (error)
        diag_system(w->run.diags, (struct place){0}, "file-unwritable",
                    "%s could not be written: %s", path, translate_error(error));
    return !error;
}

// Whether what is to be written reads as an org.yaml: if not, it is the program's fault, or a name
// is one that no file may hold; nothing is written then.
static bool is_sound(struct import_run *w, const struct buf *bytes)
{
    struct diags *inner = diag_new();
    bool sound = cycle_check_org(inner, &w->run.arena, "org.yaml", bytes->p, bytes->n);
    struct buf why = {0};
    diag_show_errors_only(inner);
    diag_text(inner, &why);
    if (!sound) {
        struct diag *g = diag_error(
            w->run.diags, (struct place){0}, "org-would-be-wrong",
            w->imported.staff && !file_exists("org.yaml")
                ? N_("the export would give an org.yaml that cannot be read, "
                     "so nothing was written")
                : N_("org.yaml cannot be read, or would not be with this "
                     "export in it, so nothing was written"));
        diag_hint(w->run.diags, g, "%.*s", (int)strcspn(buf_cstr(&why), "\n"), buf_cstr(&why));
    }
    buf_free(&why);
    diag_free(inner);
    return sound;
}

// ---- An org.yaml that is there

// What is behind the comment at the top of a file; NULL: it cannot be read, or there is none.
static const char *behind_comment(const char *path, struct buf *bytes)
{
    if (!file_is_regular(path) || file_read(path, bytes, ORG_LIMIT)) return NULL;
    const char *text = buf_cstr(bytes), *end = NULL;
    while (text && *text == '#') {
        end = strchr(text, '\n');
        text = end ? end + 1 : NULL;
    }
    return end;
}

// Whether it is as the last import wrote it, and there is no plan that its numbers are for.
static bool is_as_imported(void)
{
    struct buf org = {0}, last = {0};
    const char *a = behind_comment("org.yaml", &org);
    const char *b = behind_comment("import.last.yaml", &last);
    bool same = a && b && !strcmp(a, b) && !file_exists("plans") && !file_exists("answers");
    buf_free(&org);
    buf_free(&last);
    return same;
}

// Whether an org.yaml that is there may go: nobody has worked in it.
static bool may_replace(struct import_run *w)
{
    struct example now;
    if (!w->replaces) return true;
    if (w->is_example ? example_find(&w->run.arena, &now) : is_as_imported()) return true;
    diag_error(w->run.diags, (struct place){0}, "example-changed-meanwhile",
               "org.yaml was changed while the export was read, so it was left as it is: import "
               "once more");
    return false;
}

// What is written beside org.yaml: what columns mean, and what this export said, so that the next
// one's news can be told from what somebody changes in between.
static bool save_rest(struct import_run *w, const struct node *said)
{
    struct buf out = {0};
    buf_str(&out, "# What the last export said, for samtale import --update. Leave it as it is.\n");
    emit_file(said, &out);
    bool saved = settings_save(&w->settings, w->run.diags, &w->run.arena,
                               w->run.options->dry_run) &&
                 save(w, "import.last.yaml", &out);
    buf_free(&out);
    return saved;
}

static void say(const struct import_run *w, const char *done, const char *would)
{
    const struct options *o = w->run.options;
    if (!o->json && !o->quiet) puts(o->dry_run ? _(would) : _(done));
}

// "12 conversations → conversations/2027.yaml"
static void say_saved(const struct import_run *w, const char *what, const char *path)
{
    const struct options *o = w->run.options;
    if (o->json || o->quiet) return;
    printf("%s → %s%s\n", what, path, o->dry_run ? _(", which is not written") : "");
}

static void print_next(const struct import_run *w)
{
    const struct options *o = w->run.options;
    if (!w->is_new || o->json || o->quiet || o->dry_run) return;
    if (w->is_example)
        puts(_("The example's people, and its texts and plan that you had not changed, are gone."));
    puts(_("Next:"));
    if (!file_exists("samtale.yaml"))
        puts(_("  samtale init    writes samtale.yaml, the settings; org.yaml stays"));
    else if (w->is_example)
        puts(_("  samtale.yaml    open it in a text editor, and put in what is yours: dates, HR, "
               "data protection officer"));
    puts(_("  samtale check   reads all, and says what is missing or wrong, and where\n"
           "  samtale packs   makes the papers"));
}

// The schemas that editors read, in the language of samtale.yaml, where there is one.
static void save_schemas(struct import_run *w)
{
    struct arena *a = &w->run.arena;
    const struct source *s;
    const char *language = node_text(read_settings(a, &s), "language");
    if (!w->run.options->dry_run) schemas_renew(a, w->run.diags, language ? language : "nb");
}

// The example's samtale.yaml becomes that of the organisation that is imported.
static bool adopt_settings(struct import_run *w, const char *organisation)
{
    struct arena *a = &w->run.arena;
    const struct source *s;
    struct buf out = {0};
    if (!read_settings(a, &s)) return true;
    bool saved = example_adopt(&w->example, w->run.diags, a, s, organisation, &out) &&
                 save(w, "samtale.yaml", &out);
    buf_free(&out);
    return saved;
}

static void write_new(struct import_run *w)
{
    struct buf out = {0};
    const struct node *tree = org_tree_make(w->imported.staff);
    BUF_LIT(&out, EMIT_SCHEMA(".samtale/org"));
    buf_str(&out, "# The org chart, made by `samtale import`. Work on in it: `samtale import "
                  "--update` keeps what you add.\n");
    emit_file(tree, &out);
    if (!is_sound(w, &out) || !may_replace(w)) {
        buf_free(&out);
        return;
    }
    // First, so that a run that is killed leaves nobody with the plan of the example's 1102.
    if (w->is_example && !w->run.options->dry_run) example_remove(&w->example, &w->run.arena);
    if (save(w, "org.yaml", &out) && save_rest(w, tree) &&
        (!w->is_example ||
         adopt_settings(w, node_localized_text(node_get(tree, "unit"), "name")))) {
        say(w, N_("org.yaml is written"), N_("org.yaml would be written"));
        w->is_new = true;
        save_schemas(w);
    }
    buf_free(&out);
}

// ---- Merging

static struct node *read_tree(struct import_run *w, const char *name, const struct source **s)
{
    struct run *r = &w->run;
    *s = diag_source_open(r->diags, &r->arena, name, name, ORG_LIMIT);
    struct node *top = *s ? tree_read(r->diags, &r->arena, *s) : NULL;
    if (top && top->kind == NODE_MAP) return top;
    if (!diag_exit_status(r->diags))
        diag_error(r->diags, (struct place){.source = *s}, "org-chart-missing",
                   "the file holds no org chart");
    return NULL;
}

static void print_changes(const struct import_run *w, const struct update *u)
{
    const struct options *o = w->run.options;
    if (o->quiet) return;
    if (!o->json)
        puts(u->change_count ? _("\nWhat changes in org.yaml")
                             : _("\nNothing changes in org.yaml"));
    for (size_t i = 0; i < u->change_count; i++) {
        const struct update_change *c = &u->changes[i];
        struct buf line = {0};
        if (!o->json) {
            printf("  %-9s %s\n", _(c->kind), c->text);
            continue;
        }
        json_line_begin(&line);
        json_line_text(&line, "change", c->kind);
        json_line_text(&line, "id", c->id);
        json_line_text(&line, "text", c->text);
        json_line_print(&line, stdout);
    }
}

// Whether nobody has changed org.yaml while this run was at work.
static bool is_unchanged(struct import_run *w, const struct source *s)
{
    struct buf now = {0};
    bool same = !file_read("org.yaml", &now, ORG_LIMIT) && now.n >= s->n &&
                !memcmp(now.p + (now.n - s->n), s->text, s->n);
    buf_free(&now);
    if (!same)
        diag_error(w->run.diags, (struct place){.source = s}, "org-changed-meanwhile",
                   "it was changed while the export was read, so it was left as it is: import "
                   "once more");
    return same;
}

static void write_update(struct import_run *w)
{
    struct run *r = &w->run;
    const struct source *s, *last;
    struct update u = {.d = r->diags, .a = &r->arena, .to.a = &r->arena};
    u.to.tree = read_tree(w, "org.yaml", &s);
    if (u.to.tree && file_exists("import.last.yaml"))
        u.base = read_tree(w, "import.last.yaml", &last);
    struct buf as_is = {0};
    if (s) buf_add(&as_is, s->text, s->n);
    bool right = u.to.tree && !diag_exit_status(r->diags) && is_sound(w, &as_is);
    buf_free(&as_is);
    if (!right) return;
    update_match(&u, w->imported.staff);
    struct node *tree = org_tree_make(w->imported.staff);
    update_make(&u, tree);
    print_changes(w, &u);
    struct buf out = {0};
    if (splice_edits(r->diags, s, u.to.edits, u.to.edit_count, &out) && is_sound(w, &out) &&
        is_unchanged(w, s) && (!u.to.edit_count || save(w, "org.yaml", &out)) &&
        save_rest(w, tree)) {
        save_schemas(w);
        if (u.to.edit_count) say(w, N_("org.yaml is updated"), N_("org.yaml would be updated"));
    }
    buf_free(&out);
}

// ---- The command

static void print_report(struct import_run *w)
{
    struct buf out = {0};
    const struct options *o = w->run.options;
    if (o->json) understood_json(&w->imported, &out);
    else if (!o->quiet) understood_text(&w->imported, &out);
    if (out.n) fwrite(out.p, 1, out.n, stdout);
    fflush(stdout);  // what was wrong comes behind it
    buf_free(&out);
}

static void import_files(struct import_run *w)
{
    const struct options *o = w->run.options;
    struct run *r = &w->run;
    const struct import_files files = {
        .paths = o->operands,
        .count = (size_t)o->operand_count,
        .as_of = date_is_set(o->as_of) ? o->as_of : inputs_today(),
        .organisation = organisation(w),
        .maps = &w->settings.maps,
    };
    w->imported = import_read(r->diags, &r->arena, &files);
    print_report(w);
    if (!w->imported.staff) return;
    if (diag_exit_status(r->diags)) {
        if (!o->json && !o->quiet)
            puts(_("Nothing is written: mend what follows in the export, and import it again."));
        fflush(stdout);
        return;
    }
    if (o->update && !w->is_example && file_exists("org.yaml")) write_update(w);
    else write_new(w);
}

// ---- Times and texts, into a cycle that is there

static int import_times(struct import_run *w, const struct options *o)
{
    static const char comment[] = EMIT_SCHEMA(
        "../.samtale/conversations") "# When conversations are, and when they were held. The "
                                     "plans' own "
                                     "days win over these, these over org.yaml.\n";
    struct run *r = &w->run;
    struct times_edits edits = {.today = inputs_today()};
    struct buf out = {0};
    int status;
    if (!run_open(r, o, 0, &status)) return status;
    diag_hide(r->diags, "");
    const char *name = arena_printf(&r->arena, "conversations/%s.yaml", r->inputs.cycle->period);
    for (int i = 0; i < o->operand_count; i++)
        times_read(r->diags, &r->arena, r->inputs.cycle, o->operands[i], &edits);
    const struct source *s = r->inputs.cycle->conversations_source;
    if (!s) s = diag_source_new(r->diags, &r->arena, name, comment, sizeof comment - 1);
    if (edits.count && !diag_exit_status(r->diags) &&
        splice_edits(r->diags, s, edits.list, edits.count, &out) && save(w, name, &out)) {
        save_schemas(w);
        say_saved(
            w,
            arena_printf(&r->arena,
                         translate_count("%zu conversation", "%zu conversations", edits.people),
                         edits.people),
            name);
    }
    buf_free(&out);
    return run_close(r, stderr);
}

static int import_texts(struct import_run *w, const struct options *o)
{
    struct run *r = &w->run;
    int status;
    if (!run_open(r, o, 0, &status)) return status;
    for (int i = 0; i < o->operand_count; i++) {
        struct texts t = texts_read(r->diags, &r->arena, r->inputs.cycle, o->operands[i]);
        for (size_t k = 0; k < t.count; k++)
            if (save(w, t.files[k].path, t.files[k].text))
                say_saved(w, t.files[k].from, t.files[k].path);
        texts_free(&t);
    }
    return run_close(r, stderr);
}

// An org.yaml that somebody has worked in is merged with, never replaced.
static bool may_write(struct import_run *w)
{
    if (!file_exists("org.yaml")) return true;
    w->is_example = example_find(&w->run.arena, &w->example);
    w->replaces = w->is_example || (!w->run.options->update && is_as_imported());
    if (w->replaces || w->run.options->update) return true;
    return refuse("--update merges the export into it, --update --dry-run shows what would change; "
                  "to begin again with the export alone, give org.yaml another name first",
                  "there is an org.yaml here already");
}

static int import_command_run(const struct options *o)
{
    struct import_run w = {0};
    if (o->times) return import_times(&w, o);
    if (o->word_texts) return import_texts(&w, o);
    if (o->period) {
        refuse("times and texts of a period are imported with --times or --priorities",
               "org.yaml is the same in every period, so --period does nothing here");
        return 2;
    }
    run_begin(&w.run, o);
    diag_hide(w.run.diags, "");  // lines of exports are never quoted: they may hold anything
    if (!settings_open(&w.settings, w.run.diags, &w.run.arena, o->maps, (size_t)o->map_count))
        return run_close(&w.run, stderr);
    if (!may_write(&w)) return run_close_wrong_command_line(&w.run);
    import_files(&w);
    fflush(stdout);
    int status = run_close(&w.run, stderr);
    print_next(&w);  // behind what was doubtful, which is longer
    return status;
}

const struct command import_command = {
    .name = "import",
    .operands = "FILE…",
    .operands_least = 1,
    .operands_most = OPERANDS_UNLIMITED,
    .operands_are_paths = true,
    .options = "map update times priorities as-of period dry-run",
    .summary = N_("make org.yaml from an HR export (CSV, XLSX), or update it"),
    .help = N_("Reads an export of people, units and leaders from an HR or payroll system (CSV,\n"
               "or an XLSX workbook), shows what it understood and guessed and which rows it\n"
               "left out, and writes org.yaml; or says what to mend in the export, line by line,\n"
               "and writes nothing. Units may stand in a file of their own. What a column means\n"
               "is found by its heading; --map says it where that fails, and import.yaml keeps\n"
               "it for the next time. National identity numbers are never used, kept or shown.\n"
               "An org.yaml in which nobody has worked, init's example or the last import's, is\n"
               "replaced; --update merges a newer export into one that is yours.\n"
               "\n"
               "With --times FILE is a list of conversations, which goes into conversations/;\n"
               "with --priorities a folder of Word documents, which become priorities/ (pandoc\n"
               "has to be installed).\n"),
    .examples = N_("  samtale import people.csv --dry-run     what would be written\n"
                   "  samtale import people.csv units.csv\n"
                   "  samtale import people.xlsx --map Tjenestested=unit\n"
                   "  samtale import people.csv --update --dry-run   who joins, leaves, moves\n"
                   "  samtale import --times booked.xlsx\n"
                   "  samtale import --priorities texts/\n"),
    .run = import_command_run,
};
