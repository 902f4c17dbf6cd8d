// samtale archive: flat PDF/A copies of what belongs in the archive, and a list of them for the
// archive's system. Plans, follow-ups and evaluations are made from the record; reports and start
// letters are copied as they were made.
#include <stdlib.h>
#include <string.h>

#include "archive/archive.h"
#include "base/array.h"
#include "base/ascii.h"
#include "base/file.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "cli/refuse.h"
#include "cli/select.h"
#include "commands/commands.h"
#include "commands/publish.h"
#include "commands/summaries.h"
#include "output/keep.h"
#include "output/version.h"
#include "run/papers.h"

#define FOLDER "archive/"
enum { PAPER_LIMIT = 256 << 20 };

static const struct place nowhere;

static const char *const of_people[] = {"action-plan", "evaluation", "follow-up"};
static const struct {
    const char *document;
    bool shielded;  // it names leaders, or shows what people wrote
} of_organisation[] = {
    {"competence-plan", true}, {"half-year-report", false},    {"half-year-unit-report", false},
    {"hr-report", true},       {"organisation-report", false}, {"start-letter", false},
    {"unit-report", false},
};

struct archiving {
    struct run *run;
    struct archive_file *files;
    size_t count, room;
    const struct published_period *history;
    bool is_over;     // the period, by today's date
    size_t left_out;  // reports that are not final
};

// ---- Which papers

static struct date last_follow_up(const struct plan *p)
{
    struct date last = {0};
    for (size_t i = 0; i < p->follow_up_count; i++)
        if (date_is_set(p->follow_ups[i].held) && date_compare(p->follow_ups[i].held, last) > 0)
            last = p->follow_ups[i].held;
    return last;
}

// The day of the document; unset: it is not finished, and no record yet.
static struct date day_of(const struct person *person, const char *document)
{
    const struct plan *p = person->plan;
    if (!p || !date_is_set(p->agreed_employee) || !date_is_set(p->agreed_leader))
        return (struct date){0};
    if (!strcmp(document, "evaluation")) return p->evaluation_held;
    if (!strcmp(document, "follow-up")) return last_follow_up(p);
    return date_compare(p->agreed_employee, p->agreed_leader) > 0 ? p->agreed_employee
                                                                  : p->agreed_leader;
}

static bool is_record(const struct order *o, const void *arg)
{
    (void)arg;
    return date_is_set(day_of(o->subject.employee, o->document));
}

// Earlier versions are no longer made, and yet they are wanted.
static void keep_earlier(struct run *r, const char *path, unsigned newest)
{
    static const uint8_t no_key[HASH_SIZE];
    for (unsigned n = 1; n < newest; n++) {
        struct file_status s = keep_file_status(&r->output, version_path(&r->arena, path, n));
        if (s.state == FILE_INTACT) keep_file(&r->output, &s, no_key);
    }
}

static void order_papers(struct run *r)
{
    const struct inputs *in = &r->inputs;
    r->output.tree = FOLDER;
    r->output.others = "archive";
    r->orders = orders_make(r->diags, &r->arena, r->options, in->cycle, in->templates, of_people,
                            COUNT(of_people));
    orders_keep(&r->orders, &r->arena, is_record, NULL);
    for (size_t i = 0; i < r->orders.count; i++)
        r->orders.list[i].folder = arena_printf(&r->arena, FOLDER "%s", r->orders.list[i].document);
    output_set_documents(&r->output, &r->arena, of_people, COUNT(of_people));
    for (size_t i = 0; i < COUNT(of_people); i++)
        r->output.documents[i].name = arena_printf(&r->arena, FOLDER "%s", of_people[i]);
    for (size_t i = 0; i < r->orders.count; i++) {
        struct order *o = &r->orders.list[i];
        const char *first = orders_paper_path(o, &r->arena);
        o->subject.archived = true;
        o->version = version_newest(&r->output, first);
        keep_earlier(r, first, o->version);
    }
}

// ---- What is said of them

// The same in every run, and unlike any other organisation's.
static void make_id(const struct run *r, const char *what, char out[ARCHIVE_ID])
{
    uint8_t hash[HASH_SIZE];
    struct buf text = {0};
    buf_key_text(&text, "archive");
    buf_key_text(&text, r->inputs.cycle->period);
    buf_key_text(&text, what);
    hash_keyed(r->inputs.secret.bytes, text.p, text.n, hash);
    buf_free(&text);
    archive_id(hash, out);
}

// A case of its own for each person: {id} in the text stands for the person's id, which else comes
// behind it.
static const char *person_case(struct run *r, const struct person *p)
{
    const char *text = r->inputs.cycle->archive_personnel_case,
               *at = text ? strstr(text, "{id}") : NULL;
    if (!text) return p->id;
    if (!at) return arena_printf(&r->arena, "%s%s", text, p->id);
    return arena_printf(&r->arena, "%.*s%s%s", (int)(at - text), text, p->id, at + strlen("{id}"));
}

static const char *or_else(const char *text, const char *otherwise)
{
    return text ? text : otherwise;
}

// What a document is called, as at the beginning of a title.
static const char *name_of(struct run *r, const char *document)
{
    const char *name = templates_name(r->inputs.templates, &r->arena, r->inputs.cycle->language,
                                      document),
               *rest = name;
    char first[4];
    size_t n = utf8_put(first, utf8_upper(utf8_next(&rest)));
    return arena_printf(&r->arena, "%.*s%s", (int)n, first, rest);
}

static struct archive_file about(struct run *r, const char *path, const char *document)
{
    static const char law[] = "Offentleglova § 13 jf. forvaltningsloven § 13 første ledd nr. 1";
    const struct cycle *c = r->inputs.cycle;
    struct archive_file f = {.document = path,
                             .kind = name_of(r, document),
                             .access = or_else(c->archive_access, "UO"),
                             .authority = or_else(c->archive_authority, law),
                             .day = inputs_paper_date(&r->inputs)};
    make_id(r, path, f.id);
    return f;
}

// The version, where it is there.
static void add_version(struct archiving *w, const struct archive_file *f, const char *path)
{
    struct run *r = w->run;
    struct arena *a = &r->arena;
    struct file_status s = keep_file_status(&r->output, path);
    const struct manifest_entry *e = &s.entry;
    struct file_stamp stamp;
    char digest[HASH_TEXT];
    if (s.state != FILE_INTACT || !file_stamp(file_join(a, r->output.folder, path), &stamp)) return;
    struct archive_file *one = ARENA_PUSH(a, w->files, w->count, w->room);
    hash_text(e->sha256, digest);
    *one = *f;
    one->path = path + strlen(FOLDER);
    one->employee = e->employee ? arena_strdup(a, e->employee) : NULL;
    one->unit = e->unit ? arena_strdup(a, e->unit) : NULL;
    one->sha256 = arena_strdup(a, digest);
    one->bytes = (size_t)stamp.size;
}

static void add_versions(struct archiving *w, struct archive_file f)
{
    struct run *r = w->run;
    unsigned newest = version_newest(&r->output, f.document);
    for (f.version = 1; f.version <= newest; f.version++)
        add_version(w, &f, version_path(&r->arena, f.document, f.version));
}

static void add_papers(struct archiving *w)
{
    struct run *r = w->run;
    const struct cycle *c = r->inputs.cycle;
    struct arena *a = &r->arena;
    for (size_t i = 0; i < r->orders.count; i++) {
        struct order o = r->orders.list[i];
        const struct person *p = o.subject.employee;
        o.version = 1;
        struct archive_file f = about(r, orders_paper_path(&o, a), o.document);
        f.title = arena_printf(a, "%s %s – %s", f.kind, c->period, p->name);
        f.public_title = arena_printf(a, "%s %s – *****", f.kind, c->period);
        f.case_id = person_case(r, p);
        f.case_title = arena_printf(a, "%s (%s)", p->name, p->id);
        f.public_case_title = "*****";
        make_id(r, arena_printf(a, "employee %s", f.case_id), f.case_uid);
        f.day = day_of(p, o.document);
        if (!c->personnel_file) f.discard = cycle_period_later(c, c->dates.to, c->keep_plans - 1);
        add_versions(w, f);
    }
}

// ---- Copies of what summaries and packs have made

static bool copy(struct archiving *w, const struct manifest_entry *from, const char *path,
                 const char *document)
{
    struct run *r = w->run;
    struct buf bytes = {0};
    int error = file_read(file_join(&r->arena, r->output.folder, from->path), &bytes, PAPER_LIMIT);
    if (error) {
        diag_system(r->diags, nowhere, "file-unreadable", "%s could not be read: %s", from->path,
                    translate_error(error));
        buf_free(&bytes);
        return false;
    }
    unsigned version = version_for(&r->output, path, version_newest(&r->output, path), &bytes);
    path = version_path(&r->arena, path, version);
    struct file_status status = keep_file_status(&r->output, path);
    struct manifest_entry e = {.path = path,
                               .document = arena_printf(&r->arena, FOLDER "%s", document),
                               .unit = from->unit,
                               .pages = from->pages};
    bool ok = keep_or_write(&r->output, &status, e, &bytes, &bytes);
    buf_free(&bytes);
    return ok;
}

static bool is_meant(const struct run *r, const struct manifest_entry *e)
{
    const struct unit *u = e->unit ? cycle_unit(r->inputs.cycle, e->unit) : NULL;
    if (!ascii_ends_with(e->path, ".pdf")) return false;
    return u ? select_has_unit(r->options, r->inputs.cycle, u)
             : select_whole(r->options, r->inputs.cycle);
}

static bool add_copy(struct archiving *w, const struct manifest_entry *from, size_t which)
{
    struct run *r = w->run;
    struct arena *a = &r->arena;
    const struct cycle *c = r->inputs.cycle;
    const char *document = of_organisation[which].document, *name = strrchr(from->path, '/');
    const char *path = arena_printf(a, FOLDER "%s%s", document, name ? name : from->path);
    if (!copy(w, from, path, document)) return false;
    struct archive_file f = about(r, path, document);
    const struct unit *u = from->unit ? cycle_unit(c, from->unit) : NULL;
    f.title = arena_printf(a, "%s %s – %s", f.kind, c->period,
                           u ? u->name.text : c->organisation.text);
    f.public_title = f.title;
    f.case_id = or_else(c->archive_case, c->period);
    f.case_title = arena_printf(a, "%s %s", c->organisation.text, c->period);
    f.public_case_title = f.case_title;
    make_id(r, f.case_id, f.case_uid);
    if (!of_organisation[which].shielded) f.access = f.authority = NULL;
    add_versions(w, f);
    return true;
}

// A report changes until its results are released; what it says of who has held what, until the
// period is over.
static bool is_final(const struct archiving *w, const char *document)
{
    struct run *r = w->run;
    struct options kind = {0};
    if (!summaries_is_report(r, &r->arena, document, &kind)) return true;
    return w->is_over || w->history->releases[publish_kind(&kind)];
}

static void report_left_out(const struct archiving *w)
{
    struct diags *d = w->run->diags;
    if (!w->left_out) return;
    struct diag *g = diag_warning(
        d, nowhere, "archive-reports-early",
        translate_count("%zu report was left out, for its results are not released yet",
                        "%zu reports were left out, for their results are not released yet",
                        w->left_out),
        w->left_out);
    diag_hint(d, g,
              "samtale summaries releases them; once the period is over, reports are "
              "archived as they are");
}

static bool add_organisation_file(struct archiving *w, const struct manifest_entry *e)
{
    size_t which = 0;
    while (which < COUNT(of_organisation) && strcmp(e->document, of_organisation[which].document))
        which++;
    if (which == COUNT(of_organisation) || e->kind || !is_meant(w->run, e)) return true;
    if (is_final(w, e->document)) return add_copy(w, e, which);
    w->left_out++;
    return true;
}

static bool add_copies(struct archiving *w)
{
    struct run *r = w->run;
    size_t count, before = w->count;
    const struct manifest_entry **list = manifest_entries(r->output.manifest, &r->arena, &count);
    struct manifest_entry *entries = ARENA_ARRAY(&r->arena, struct manifest_entry, count);
    for (size_t i = 0; i < count; i++) entries[i] = entry_copy(&r->arena, list[i]);
    for (size_t i = 0; i < count; i++)
        if (!add_organisation_file(w, &entries[i])) return false;
    report_left_out(w);
    if (w->count == before && !w->left_out && select_whole(r->options, r->inputs.cycle)) {
        struct diag *g = diag_warning(r->diags, nowhere, "archive-no-reports",
                                      "there are no reports and start letters to archive");
        diag_hint(r->diags, g, "samtale summaries and samtale packs make them");
    }
    return true;
}

// ---- The lists

// A person may have the number that the organisation's case has.
static int by_case(const void *x, const void *y)
{
    const struct archive_file *a = x, *b = y;
    int c = strcmp(a->case_id, b->case_id);
    if (!c) c = strcmp(a->case_uid, b->case_uid);
    if (!c) c = strcmp(a->document, b->document);
    return c ? c : COMPARE(a->version, b->version);
}

// Nothing was made after it was archived, as where the evaluation belongs to the next conversation.
static struct date last_day(const struct run *r, const struct archiving *w)
{
    struct date last = inputs_paper_date(&r->inputs);
    for (size_t i = 0; i < w->count; i++)
        if (date_compare(w->files[i].day, last) > 0) last = w->files[i].day;
    return last;
}

static bool write_list(struct run *r, const char *path, struct buf *out)
{
    struct file_status status = keep_file_status(&r->output, path);
    struct manifest_entry e = {.path = path, .document = "archive"};
    bool ok = keep_or_write(&r->output, &status, e, out, out);
    buf_free(out);
    return ok;
}

static bool write_lists(struct run *r)
{
    const struct cycle *c = r->inputs.cycle;
    struct archiving w = {.run = r,
                          .history = publish_period(r),
                          .is_over = date_compare(inputs_today(), c->dates.to) > 0};
    struct buf xml = {0}, csv = {0};
    char id[ARCHIVE_ID];
    if (!w.history) return false;
    add_papers(&w);
    if (!add_copies(&w)) return false;
    if (!w.count) return true;
    qsort(w.files, w.count, sizeof *w.files, by_case);
    make_id(r, "", id);
    const struct archive_list list = {.organisation = c->organisation.text,
                                      .keeper = c->hr.name.text,
                                      .id = id,
                                      .day = last_day(r, &w),
                                      .files = w.files,
                                      .count = w.count};
    archive_xml(&list, &xml);
    archive_csv(&list, &csv);
    bool written = write_list(r, FOLDER "arkivmelding.xml", &xml);
    return write_list(r, FOLDER "arkivliste.csv", &csv) && written;
}

static int archive_run(const struct options *o)
{
    struct options flat = *o;  // what is archived is not filled in
    flat.flat = flat.archiving = true;
    flat.follow_up = -1;
    struct run r;
    int status;
    if (!run_open(&r, &flat, INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS, &status))
        return status;
    if (r.inputs.cycle->part_of) {
        refuse("HR archives in the organisation's directory",
               "this is a leader's own directory, and nothing is archived from it");
        return run_close_wrong_command_line(&r);
    }
    if (!date_is_set(o->as_of)) r.inputs.cycle->as_of = r.inputs.cycle->dates.to;
    if (!output_open(&r.output)) return run_close(&r, stderr);
    order_papers(&r);
    r.finish = write_lists;
    return papers_make(&r);
}

const struct command archive_command = {
    .name = "archive",
    .options = "unit employee leader period as-of out jobs prune force verify dry-run",
    .summary = N_("make copies for the archive, with arkivmelding.xml and a list"),
    .help = N_("Makes what belongs in the archive in out/PERIOD/archive/, as PDF/A without\n"
               "fields: of each person whose plan both have agreed on, plan, follow-ups and\n"
               "evaluation, when they have been held, without what stays between the two; and\n"
               "copies of the reports and start letters that summaries and packs have made.\n"
               "What has changed since becomes a new version, in version-2/ and so on.\n"
               "arkivmelding.xml (Noark 5) and arkivliste.csv say of each file its title, case,\n"
               "access code, until when it is kept, SHA-256 and size. Names stand in shielded\n"
               "titles only.\n"
               "\n"
               "Cases and access code: archive: in samtale.yaml; until when: keep:. Not archived\n"
               "are drafts, preparation notes, and reports before their results are released or\n"
               "the period is over.\n"),
    .examples = N_("  samtale archive --dry-run\n"
                   "  samtale archive\n"
                   "  samtale archive --employee e1102\n"),
    .run = archive_run,
};
