// samtale person: all that is held of one person, told to them, taken away, or under another name.
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/json_line.h"
#include "base/translate.h"
#include "cli/refuse.h"
#include "cli/select.h"
#include "commands/commands.h"
#include "commands/held.h"
#include "compose/words/words.h"
#include "held/account.h"
#include "held/find.h"
#include "held/mentions.h"
#include "held/removal.h"
#include "output/keep.h"
#include "read/ids.h"
#include "run/papers.h"

enum { SHOWN = 20 };

struct person_run {
    struct run run;
    struct held held;
    const char *id;
    const struct person *person;  // NULL: not in org.yaml any more
    const char *language;         // of the paper
};

// ---- Who is meant

// The person with this id or name; or the id of somebody who has left, of whom there are files.
static bool find_person(struct person_run *w)
{
    const struct cycle *c = w->run.inputs.cycle;
    struct options meant = {.employee = w->run.options->operands[0]};
    select_resolve(&meant, c);
    w->id = meant.employee;
    w->person = cycle_person(c, w->id);
    w->language = w->person ? cycle_person_language(c, w->person) : c->language;
    if (w->person || ids_valid(w->id, true)) find_of_person(&w->held, w->id);
    for (size_t i = 0; !w->person && i < w->held.found.count; i++) {
        const struct held_thing *t = &w->held.found.list[i];
        if (t->id && !strcmp(t->id, w->id)) return true;
    }
    return w->person || select_check_person(c, "person", w->run.options->operands[0]);
}

static const char *name_of(const struct person_run *w)
{
    return w->person ? w->person->name : w->id;
}

// ---- Telling it

static const char *word(const void *arg, const char *key)
{
    const struct person_run *w = arg;
    return templates_string(w->run.inputs.templates, w->language, key);
}

// What a template's document is called; NULL: there is none of this name.
static const char *template_name(const struct person_run *w, const char *name)
{
    if (!templates_find(w->run.inputs.templates, w->language, name)) return NULL;
    return templates_name(w->run.inputs.templates, &((struct person_run *)w)->run.arena,
                          w->language, name);
}

// "archive/evaluation" is a copy of an evaluation, "print/packs/leader" a batch of packs.
static const char *copy_name(const struct person_run *w, const char *key, const char *of)
{
    struct arena *a = &((struct person_run *)w)->run.arena;
    const char *document = arena_strndup(a, of, strcspn(of, "/"));
    const char *name = template_name(w, !strcmp(document, "packs") ? "pack" : document);
    const struct word_arg args[] = {{"name", name}};
    return name ? words_fill(a, word(w, key), args, COUNT(args)) : NULL;
}

// In the words of the person's language; NULL: there are none.
static const char *document(const void *arg, const char *name)
{
    const struct person_run *w = arg;
    static const char tree[] = "by-leader/";
    static const char *const others[][2] = {{"calendar", "index.calendar"},
                                            {"index", "account.made.index"},
                                            {"archive", "account.made.archive-list"},
                                            {"figures", "account.made.figures"},
                                            {"mail-merge", "account.made.mail-merge"},
                                            {"printed", "account.made.printed"},
                                            {"sent", "account.made.sent"}};
    if (!strncmp(name, tree, sizeof tree - 1)) name += sizeof tree - 1;
    for (size_t i = 0; i < COUNT(others); i++)
        if (!strcmp(name, others[i][0])) return word(arg, others[i][1]);
    if (ascii_ends_with(name, ".zip")) return word(arg, "index.zip");
    if (!strncmp(name, "archive/", 8)) return copy_name(w, "account.made.archive", name + 8);
    if (!strncmp(name, "print/", 6)) return copy_name(w, "account.made.batch", name + 6);
    if (!strncmp(name, "mail/", 5))
        return word(arg, ascii_ends_with(name, "/recipients") ? "account.made.recipients"
                                                              : "account.made.mail");
    return template_name(w, !strcmp(name, HELD_DATA) ? "person" : name);
}

// False after a diagnostic.
static bool write_json(struct person_run *w, const struct account *all)
{
    struct run *r = &w->run;
    struct buf out = {0};
    const char *path = arena_printf(&r->arena, "person/%s.json", w->id);
    account_json(all, w->id, w->person ? w->person->name : NULL, w->held.today, &out);
    struct file_status status = keep_file_status(&r->output, path);
    struct manifest_entry e = {.path = path, .document = r->output.others, .employee = w->id};
    if (w->person) e.unit = w->person->unit->id;
    bool ok = keep_or_write(&r->output, &status, e, &out, &out);
    buf_free(&out);
    return ok;
}

// Who has left is nowhere in the cycle: what the paper needs of a person is the name.
static const struct person *stand_in(struct person_run *w)
{
    struct person *p = ARENA_NEW(&w->run.arena, struct person);
    *p = (struct person){.id = w->id, .name = w->id, .conversation_at.hour = -1};
    p->unit = w->run.inputs.cycle->root;
    p->language = w->language;
    return p;
}

static int tell(struct person_run *w)
{
    struct run *r = &w->run;
    static const char *const documents[] = {"person"};
    const struct account_words words = {word, document, w, w->language};
    struct account all = account_make(&w->held, w->id, &words);
    struct subject s = {.cycle = r->inputs.cycle,
                        .employee = w->person ? w->person : stand_in(w),
                        .language = w->language,
                        .account = &all};
    r->orders = orders_make_one(r->diags, &r->arena, r->options, r->inputs.templates, "person", &s,
                                w->id);
    output_set_documents(&r->output, &r->arena, documents, 1);
    r->output.others = HELD_DATA;
    r->own.employee = w->id;  // what is older of others is not looked at
    if (!output_open(&r->output)) return run_close(r, stderr);
    if (r->output.manifest && !write_json(w, &all)) return run_close(r, stderr);
    return papers_make(r);
}

// ---- Where else they are named

// Whether the file goes, or the line is their own.
static bool is_removed(const struct person_run *w, const struct mention *m)
{
    for (size_t i = 0; i < w->held.found.count; i++) {
        const struct held_thing *t = &w->held.found.list[i];
        if (t->part == HELD_FILE && !strcmp(t->path, m->path)) return true;
        if (t->what == HELD_LAST_IMPORT && !strcmp(t->path, m->path)) return true;
    }
    return false;
}

static void print_mention(const struct person_run *w, const struct mention *m)
{
    struct buf line = {0};
    if (!w->run.options->json) {
        printf(m->line ? "  %s:%zu\n" : "  %s\n", m->path, m->line);
        return;
    }
    json_line_begin(&line);
    json_line_text(&line, "named-in", m->path);
    if (m->line) json_line_number(&line, "line", (int64_t)m->line);
    json_line_print(&line, stdout);
}

// What other people have written is theirs: it is named, and not touched. Plans come last, which
// may be many: those of their people.
static void print_mentions(struct person_run *w, const char *id, const char *name)
{
    const struct options *o = w->run.options;
    struct mention *list;
    size_t count = mentions_find(&w->held, id, name, &list), shown = 0;
    if (o->quiet) return;
    for (size_t i = 0; i < 2 * count; i++) {
        const struct mention *m = &list[i % count];
        bool is_plan = !strncmp(m->path, "plans/", 6);
        if (is_plan != (i >= count) || is_removed(w, m)) continue;
        if (!shown && !o->json)
            puts(_("These name them too, and stay as they are: change them yourself where "
                   "they should not"));
        if (shown++ < SHOWN || o->json) print_mention(w, m);
    }
    if (shown > SHOWN && !o->json)
        printf(translate_count("  and %zu more\n", "  and %zu more\n", shown - SHOWN),
               shown - SHOWN);
}

// ---- Taking it away

static bool is_archived(struct person_run *w)
{
    bool any = false;
    for (size_t i = 0; i < w->held.found.count; i++) {
        const struct held_thing *t = &w->held.found.list[i];
        if (!t->archived) continue;
        any = true;
        struct diag *g = diag_error(w->run.diags, (struct place){0}, "erase-archived",
                                    "%s is an agreed plan, which keep: { archived: personnel-file "
                                    "} says the law has kept, so nothing of %s is removed",
                                    t->path, name_of(w));
        diag_hint(w->run.diags, g,
                  "where it is in the personnel file already, remove it here, and run this again");
    }
    return any;
}

static void print_lists(const struct person_run *w)
{
    const struct options *o = w->run.options;
    size_t others = 0;
    for (size_t i = 0; i < w->held.found.count; i++) {
        const struct held_thing *t = &w->held.found.list[i];
        others += t->what == HELD_OUTPUTS && (!t->id || strcmp(t->id, w->id));
    }
    if (!others || o->quiet || o->json) return;
    printf(translate_count("%zu of the files is a list, batch or paper of others that may name "
                           "them: make it again with samtale packs, print and so on\n",
                           "%zu of the files are lists, batches or papers of others that may name "
                           "them: make them again with samtale packs, print and so on\n",
                           others),
           others);
    puts(_("Answers are anonymous, and history/ holds nobody: there is nothing to remove there"));
}

static bool removes(const struct options *o)
{
    return o->erase && o->yes && !o->dry_run;
}

static int erase(struct person_run *w)
{
    struct run *r = &w->run;
    const char *name = w->person ? arena_strdup(&r->arena, w->person->name) : NULL;
    bool *gone = ARENA_ARRAY(&r->arena, bool, w->held.found.count + 1);
    if (is_archived(w) || !removal_check_org(&w->held, w->id)) return run_close(r, stderr);
    size_t count = removes(r->options) ? removal_carry_out(&w->held, r->options, gone) : 0;
    held_print(r, &w->held, removes(r->options) ? gone : NULL);
    print_lists(w);
    if (removes(r->options)) print_mentions(w, w->id, name);
    held_print_end(r, &w->held, removes(r->options), count,
                   arena_printf(&r->arena, "samtale person %s --erase --yes", w->id));
    return run_close(r, stderr);
}

// ---- Another name

static int rename_person(struct person_run *w)
{
    struct run *r = &w->run;
    const struct options *o = r->options;
    if (!w->person) {
        refuse("only org.yaml holds names", "%s is not in org.yaml any more", w->id);
        return run_close_wrong_command_line(r);
    }
    const char *before = arena_strdup(&r->arena, w->person->name);
    if (!removal_rename(&w->held, w->id, o->rename, o->dry_run)) return run_close(r, stderr);
    if (!o->quiet && !o->json)
        printf(o->dry_run ? _("%s would be called %s in org.yaml\n")
                          : _("%s is called %s in org.yaml\n"),
               before, o->rename);
    w->held.found.count = 0;
    print_mentions(w, NULL, before);
    if (!o->quiet && !o->json) puts(_("make the papers again: samtale packs, and samtale forms"));
    return run_close(r, stderr);
}

static bool is_asked_right(const struct options *o)
{
    if (o->rename && (o->erase || o->yes))
        return refuse("give one of the two", "--rename does not go with --erase and --yes");
    if (o->rename && !*o->rename) return refuse("write the new name", "--rename is empty");
    return !o->yes || o->erase ||
           refuse("samtale person ID --erase --yes removes what is held of them",
                  "--yes goes with --erase");
}

static int person_run(const struct options *o)
{
    struct person_run w = {0};
    int status;
    if (!is_asked_right(o)) return 2;
    bool paper = !o->erase && !o->rename;
    unsigned parts = INPUTS_TEMPLATES | INPUTS_TODAY | (paper ? INPUTS_FONTS : 0);
    if (!run_open(&w.run, o, parts, &status)) return status;
    diag_show_errors_only(w.run.diags);  // samtale check says the rest
    w.held = held_begin(&w.run);
    if (removes(o)) removal_clear(&w.held);
    if (!find_person(&w)) return run_close_wrong_command_line(&w.run);
    if (o->erase) return erase(&w);
    return o->rename ? rename_person(&w) : tell(&w);
}

const struct command person_command = {
    .name = "person",
    .operands = "ID",
    .operands_least = 1,
    .operands_most = 1,
    .options = "as-of large-print rename erase yes out dry-run",
    .summary = N_("all that is held of one person: shown, erased or renamed"),
    .help = N_("ID is a person (id or name), also one who has left. Makes for them a paper,\n"
               "out/PERIOD/person/ID.pdf, and ID.json for another system: what org.yaml, plans\n"
               "of all periods, conversations/ and the last import say of them, field by field,\n"
               "and which files are about them or may name them. Answers are anonymous, and\n"
               "history/ holds nobody.\n"
               "\n"
               "--erase shows what would be removed, and with --yes removes it; what others have\n"
               "written about them stays, and is named. Refused where a plan is kept by law\n"
               "(keep: { archived: personnel-file }), and while org.yaml needs them, as a leader\n"
               "for instance. --rename gives them another name in org.yaml, and says where the\n"
               "old one stands in texts.\n"),
    .examples = N_("  samtale person e1303\n"
                   "  samtale person \"Kari Nordmann\"\n"
                   "  samtale person e1303 --erase           what would be removed\n"
                   "  samtale person e1303 --erase --yes\n"
                   "  samtale person e1303 --rename \"Kari Berg\"\n"),
    .run = person_run,
};
