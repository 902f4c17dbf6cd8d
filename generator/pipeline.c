#include "pipeline.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "batch/data.h"
#include "batch/manifest.h"
#include "batch/meter.h"
#include "batch/orders.h"
#include "batch/select.h"
#include "batch/work.h"
#include "calendar/calendar.h"
#include "compose/compose.h"
#include "export/export.h"
#include "figures/figures.h"
#include "layout/layout.h"
#include "pdf/pdf.h"
#include "read/read.h"
#include "status/status.h"
#include "type/type.h"

enum { SHARED_MEMORY = 64 << 20 };  // bytes of shared sections that a worker keeps before it starts over

struct run {  // what a command works on; read-only once it is open, but for what is behind the lock
    const struct options *options;
    struct diags *diags;
    struct arena arena;
    struct cycle *cycle;
    struct template_set *template_set;
    struct templates *templates;
    struct fonts *fonts;
    struct type *type;
    struct layout_style style[2];  // normal, large print
    uint8_t key[HASH_SIZE];        // of input hashes: from samtale.yaml, which only the organisation has

    struct meter *meter;
    pthread_mutex_t lock;
    struct manifest *manifest;
    struct orders orders;
    struct buf *dumps;  // per order, printed at the end
    struct tally {
        size_t papers, pages, sheets;
    } *tallies;  // per document of the command
    const char *const *documents;
    size_t document_count;
    struct calendar calendar;  // without a cycle: the command makes none
    size_t calendars;
};

// ---- Reading

static const char *const *pack_languages(struct run *r, size_t *count)
{
    const char **names = ARENA_ARRAY(&r->arena, const char *, r->template_set->count);
    *count = r->template_set->count;
    for (size_t i = 0; i < *count; i++) names[i] = r->template_set->packs[i].language;
    return names;
}

// Reads the templates; the folder of the program's own templates and fonts, NULL after a diagnostic.
static const char *run_begin(struct run *r, const struct options *o)
{
    *r = (struct run){.options = o, .diags = diags_new()};
    pthread_mutex_init(&r->lock, NULL);
    const char *data = data_folder(&r->arena);
    if (data) r->template_set = read_templates(r->diags, &r->arena, "templates", file_join(&r->arena, data, "templates"));
    else diag_system(r->diags, (struct place){0}, "the program's own templates and fonts are not where it was installed");
    return data;
}

// plans: whether they are read too; else whoever wants them reads one after the other.
static bool run_open(struct run *r, const struct options *o, bool plans)
{
    const char *data = run_begin(r, o);
    if (!data) return false;
    size_t count;
    const char *const *languages = pack_languages(r, &count);
    r->cycle = (plans ? read_cycle : read_cycle_alone)(r->diags, &r->arena, ".", languages, count, o->as_of);
    r->templates = templates_new(r->diags, &r->arena, r->template_set);
    if (r->templates) compose_check_cycle(r->diags, r->templates, r->cycle);
    r->fonts = read_fonts(r->diags, &r->arena, file_join(&r->arena, data, "fonts/fonts.yaml"), r->cycle);
    return !r->cycle->broken && r->templates && r->fonts;
}

static bool run_open_type(struct run *r)
{
    const struct options *o = r->options;
    struct buf bytes = {0};
    if (!file_read("samtale.yaml", &bytes, READ_LIMIT)) manifest_hash(bytes.p, bytes.n, r->key);
    buf_free(&bytes);
    bool letter = r->cycle->paper == PAPER_LETTER;
    for (int large = 0; large < 2; large++)
        r->style[large] = (struct layout_style){letter ? PT(612) : MM(210), letter ? PT(792) : MM(297), large, o->flat};
    r->type = type_open(r->diags, r->fonts);
    return r->type;
}

// Prints what was wrong, gives everything back and answers the exit status.
static int run_close(struct run *r, FILE *to)
{
    struct buf out = {0};
    (r->options->json ? diags_json : diags_text)(r->diags, &out);
    if (out.n) fwrite(out.p, 1, out.n, to);
    buf_free(&out);
    int status = diags_exit_status(r->diags);
    if (r->type) type_close(r->type);
    pthread_mutex_destroy(&r->lock);
    arena_free(&r->arena);
    diags_free(r->diags);
    return status;
}

// ---- Making papers

struct shared {  // a section that stands in many papers, and the hash of what it was made from
    struct paper_section *section;
    uint8_t inputs[HASH_SIZE];
};

struct worker {
    struct run *run;
    struct layout *layout;
    struct pdf *pdf;
    struct arena paper;   // one paper's
    struct arena shared;  // as long as `sections`
    struct map sections;  // key → struct shared
    struct buf bytes, inputs, dump;
};

static struct worker *worker_new(struct run *r)
{
    struct worker *w = mem_alloc(sizeof *w);
    w->run = r;
    w->layout = layout_new(r->diags, r->type, "/usr/share/hyphen");
    w->pdf = pdf_new(r->diags, r->type);
    return w;
}

static void worker_free(struct worker *w)
{
    layout_free(w->layout);
    pdf_free(w->pdf);
    arena_free(&w->paper);
    arena_free(&w->shared);
    buf_free(&w->bytes);
    buf_free(&w->inputs);
    buf_free(&w->dump);
    mem_free(w);
}

static struct paper_section *lay_out(struct worker *w, struct arena *a, const struct template *t, const struct section_plan *plan,
                                     const struct subject *s, uint8_t inputs[HASH_SIZE])
{
    struct doc_node *doc = compose_section(t, plan, s, w->run->diags, a);
    w->dump.n = 0;
    doc_dump(doc, &w->dump);
    manifest_hash(w->dump.p, w->dump.n, inputs);
    if (w->run->options->dump == DUMP_DOC) buf_add(&w->bytes, w->dump.p, w->dump.n);
    struct paper_section *section = layout_section(w->layout, a, &w->run->style[s->large], doc, s->language);
    section->shared = plan->key;
    section->group = plan->group;
    return section;
}

static const struct shared *shared_section(struct worker *w, const struct template *t, const struct section_plan *plan,
                                           const struct subject *s)
{
    struct shared *found = map_get(&w->sections, plan->key);
    if (found && w->run->options->dump != DUMP_DOC) return found;
    found = ARENA_NEW(&w->shared, struct shared);
    found->section = lay_out(w, &w->shared, t, plan, s, found->inputs);
    map_set(&w->sections, &w->shared, arena_strdup(&w->shared, plan->key), found);
    return found;
}

// A paper between two others is the moment to let go of shared sections that have become too many.
static void worker_tidy(struct worker *w)
{
    arena_reset(&w->paper);
    layout_trim(w->layout);
    if (w->shared.total < SHARED_MEMORY) return;
    pdf_forget(w->pdf);
    arena_reset(&w->shared);
    w->sections = (struct map){0};
}

static struct date paper_date(const struct cycle *c)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end;
    long long seconds = epoch ? strtoll(epoch, &end, 10) : 0;
    return epoch && *epoch && !*end && seconds > 0 && seconds < 32503680000 ? date_from_day_number((int32_t)(seconds / 86400)) : c->as_of;
}

static struct paper *compose_paper(struct worker *w, const struct template *t, const struct order *order)
{
    const struct subject *s = &order->subject;
    const struct cycle *c = s->cycle;
    struct section_plan *plans;
    size_t count = compose_plan(t, s, &w->paper, &plans);
    struct paper *paper = ARENA_NEW(&w->paper, struct paper);
    *paper = (struct paper){
        .title = compose_line(t, "title", s, &w->paper),
        .subject = compose_line(t, "subject", s, &w->paper),
        .author = c->organisation,
        .language = s->language,
        .identity = order->identity,
        .form = order->form,
        .date = paper_date(c),
        .producer = "samtale " SAMTALE_VERSION,
        .copies = order->copies,
    };
    w->inputs.n = 0;
    BUF_LIT(&w->inputs, SAMTALE_VERSION);
    buf_str(&w->inputs, w->run->options->flat ? " flat " : order->form);
    for (size_t i = 0; i < count; i++) {
        struct shared own;
        const struct shared *section = plans[i].key ? shared_section(w, t, &plans[i], s) : &own;
        if (!plans[i].key) own.section = lay_out(w, &w->paper, t, &plans[i], s, own.inputs);
        *ARENA_PUSH(&w->paper, paper->sections, paper->section_count, paper->section_room) = section->section;
        buf_add(&w->inputs, section->inputs, HASH_SIZE);
    }
    for (size_t i = count; i < count * order->copies; i++) {
        struct paper_section *again = paper->sections[i - count];
        *ARENA_PUSH(&w->paper, paper->sections, paper->section_count, paper->section_room) = again;
    }
    struct layout_margins margins = {
        .marking = compose_line(t, "marking", s, &w->paper),
        .logo = c->logo_image,
        .organisation = c->organisation,
        .document = compose_line(t, "header", s, &w->paper),
        .page_format = templates_string(w->run->templates, s->language, "page"),
        .large = s->large,
    };
    layout_margins(w->layout, &w->paper, paper, &margins);
    if (margins.marking) buf_str(&w->inputs, margins.marking);
    return paper;
}

static struct tally *tally_of(struct run *r, const char *document)
{
    size_t i = 0;
    while (i + 1 < r->document_count && strcmp(r->documents[i], document)) i++;
    return &r->tallies[i];
}

static void count_paper(struct tally *t, size_t pages)
{
    t->papers++;
    t->pages += pages;
    t->sheets += (pages + 1) / 2;
}

// Writes w->bytes, made from w->inputs, to the output folder; lists and counts the file.
static bool keep_file(struct worker *w, struct manifest_entry e)
{
    struct run *r = w->run;
    int error = r->options->dry_run ? 0 : file_write_below(r->options->out, e.path, w->bytes.p, w->bytes.n);
    if (error) {
        diag_system(r->diags, (struct place){0}, "%s/%s could not be written: %s", r->options->out, e.path,
                    error == ELOOP ? "a folder on the way is a link that leads elsewhere" : strerror(error));
        return false;
    }
    manifest_hash(w->bytes.p, w->bytes.n, e.sha256);
    manifest_keyed_hash(r->key, w->inputs.p, w->inputs.n, e.inputs);
    pthread_mutex_lock(&r->lock);
    if (r->manifest) manifest_add(r->manifest, &e);
    if (e.pages) count_paper(tally_of(r, e.document), e.pages);
    else r->calendars++;
    pthread_mutex_unlock(&r->lock);
    return true;
}

static struct manifest_entry entry_for(const struct order *order)
{
    const struct person *p = order->subject.employee;
    const struct unit *u = p && p->unit ? p->unit : order->subject.unit;
    return (struct manifest_entry){
        .path = order->path,
        .document = order->document,
        .employee = p ? p->id : NULL,
        .unit = u ? u->id : NULL,
    };
}

// The calendar that goes with a pack or a leader's pack, where there is anything to put in it.
static bool write_calendar(struct worker *w, const struct order *order)
{
    const struct run *r = w->run;
    const struct subject *s = &order->subject;
    bool leader = !strcmp(order->document, "leader-pack");
    if (!r->calendar.cycle || (!leader && strcmp(order->document, "pack"))) return true;
    struct calendar_titles titles = {
        .conversation = templates_string(r->templates, s->language, "calendar.conversation"),
        .follow_up = templates_string(r->templates, s->language, "calendar.follow-up"),
    };
    w->bytes.n = w->inputs.n = 0;
    if (!(leader ? calendar_of_leader : calendar_of_employee)(&r->calendar, s->employee, &titles, &w->bytes)) return true;
    buf_add(&w->inputs, w->bytes.p, w->bytes.n);  // a calendar shows all that it is made from
    struct manifest_entry e = entry_for(order);
    e.document = "calendar";
    e.path = arena_printf(&w->paper, "%.*s.ics", (int)(strlen(order->path) - strlen(".pdf")), order->path);
    return keep_file(w, e);
}

static bool write_paper(struct worker *w, const struct paper *paper, const struct order *order)
{
    if (!pdf_write(w->pdf, paper, &w->bytes)) return false;
    struct manifest_entry e = entry_for(order);
    e.pages = paper_pages(paper);
    return keep_file(w, e) && write_calendar(w, order);
}

static bool put_paper(struct worker *w, const struct paper *paper, const struct order *order, struct buf *dump)
{
    const struct run *r = w->run;
    if (r->options->dump == DUMP_PAPER) {
        const char **faces = ARENA_ARRAY(&w->paper, const char *, r->fonts->face_count);
        for (size_t i = 0; i < r->fonts->face_count; i++) faces[i] = r->fonts->faces[i].id;
        paper_dump(paper, faces, dump);
    } else if (r->options->dump == DUMP_DOC) {
        buf_add(dump, w->bytes.p, w->bytes.n);
    } else {
        return write_paper(w, paper, order);
    }
    return true;
}

static bool make_paper(struct worker *w, const struct order *order, struct buf *dump)
{
    const struct template *t = templates_find(w->run->templates, order->subject.language, order->document);
    w->bytes.n = 0;
    const struct paper *paper = compose_paper(w, t, order);
    // Where all of a document stands under conditions, and nothing of it is for this one, no paper is made.
    bool ok = !paper->section_count || put_paper(w, paper, order, dump);
    worker_tidy(w);
    meter_step(w->run->meter);
    return ok;
}

static bool make_group(void *worker, size_t group)
{
    struct worker *w = worker;
    const struct orders *all = &w->run->orders;
    size_t end = group + 1 < all->group_count ? all->groups[group + 1] : all->count;
    for (size_t i = all->groups[group]; i < end; i++)
        if (!make_paper(w, &all->list[i], w->run->dumps ? &w->run->dumps[i] : NULL)) return false;
    return true;
}

static void make_all(struct run *r)
{
    int jobs = r->options->jobs ? r->options->jobs : work_cores();
    if ((size_t)jobs > r->orders.group_count) jobs = r->orders.group_count ? (int)r->orders.group_count : 1;
    void **workers = ARENA_ARRAY(&r->arena, void *, jobs);
    for (int i = 0; i < jobs; i++) workers[i] = worker_new(r);
    r->meter = meter_new(r->orders.count, r->options->quiet || r->options->dump);
    work_run(workers, jobs, r->orders.group_count, make_group);
    meter_end(r->meter);
    for (int i = 0; i < jobs; i++) worker_free(workers[i]);
}

// ---- Saying what was done

static void say_absent(const struct orders *all)
{
    static const char *const why[] = {
        [PACK_NOT_NEEDED] = "need no conversation",
        [PACK_AWAY] = "away",
        [PACK_LEFT] = "not employed then",
        [PACK_NO_LEADER] = "without a leader",
        [PACK_BROKEN] = "left out because of an error",
    };
    const char *before = "people without: ";
    for (size_t i = 0; i <= PACK_BROKEN; i++) {
        if (!why[i] || !all->not_due[i]) continue;
        printf("%s%zu %s", before, all->not_due[i], why[i]);
        before = ", ";
    }
    if (*before == ',') putchar('\n');
}

static void say_done(const struct run *r)
{
    const struct options *o = r->options;
    for (size_t i = 0; i < r->document_count; i++) {
        const struct tally *t = &r->tallies[i];
        if (o->json)
            printf("{\"document\":\"%s\",\"papers\":%zu,\"pages\":%zu,\"sheets\":%zu,\"dry-run\":%s}\n", r->documents[i],
                   t->papers, t->pages, t->sheets, o->dry_run ? "true" : "false");
        else if (!o->quiet)
            printf("%s: %zu paper%s, %zu page%s on %zu sheet%s\n", r->documents[i], t->papers, t->papers == 1 ? "" : "s", t->pages,
                   t->pages == 1 ? "" : "s", t->sheets, t->sheets == 1 ? "" : "s");
    }
    if (r->calendar.cycle && o->json)
        printf("{\"document\":\"calendar\",\"files\":%zu,\"dry-run\":%s}\n", r->calendars, o->dry_run ? "true" : "false");
    if (o->json || o->quiet) return;
    if (!r->orders.count) puts("nobody is due whom these options name");
    if (r->calendar.cycle) printf("calendar: %zu file%s\n", r->calendars, r->calendars == 1 ? "" : "s");
    say_absent(&r->orders);
    printf(o->dry_run ? "nothing was written to %s\n" : "written to %s\n", o->out);
}

static void say_dumps(struct run *r)
{
    for (size_t i = 0; i < r->orders.count; i++) {
        struct buf *dump = &r->dumps[i];
        if (dump->n) {
            printf("=== %s\n", r->orders.list[i].path);
            fwrite(dump->p, 1, dump->n, stdout);
        }
        buf_free(dump);
    }
}

static int dump_cycle(struct run *r)
{
    struct buf out = {0};
    cycle_dump(r->cycle, &out);
    if (out.n) fwrite(out.p, 1, out.n, stdout);
    buf_free(&out);
    return run_close(r, stderr);
}

// ---- Commands

// The templates alone: nothing else is read, so the folder need not hold a cycle.
static int check_templates(const struct options *o)
{
    struct run r;
    if (run_begin(&r, o)) r.templates = templates_new(r.diags, &r.arena, r.template_set);
    if (r.templates) compose_check_languages(r.diags, r.templates);
    return run_close(&r, stdout);
}

int pipeline_check(const struct options *o)
{
    if (o->templates) return check_templates(o);
    struct run r;
    run_open(&r, o, true);
    if (o->dump == DUMP_CYCLE && r.cycle) return dump_cycle(&r);
    if (r.cycle && !r.cycle->broken) read_remarks(r.diags, r.cycle);
    return run_close(&r, stdout);
}

static int make_ordered(struct run *r)
{
    const struct options *o = r->options;
    r->tallies = ARENA_ARRAY(&r->arena, struct tally, r->document_count);
    if (o->dump) r->dumps = ARENA_ARRAY(&r->arena, struct buf, r->orders.count);
    else if (!o->dry_run) r->manifest = manifest_open(r->diags, &r->arena, o->out);
    make_all(r);
    if (r->dumps) say_dumps(r);
    for (size_t i = 0; r->manifest && select_all(o) && !o->blank && i < r->document_count; i++)
        manifest_warn_of_old(r->manifest, r->documents[i]);
    if (r->manifest && r->calendar.cycle && select_all(o)) manifest_warn_of_old(r->manifest, "calendar");
    int error = r->manifest ? manifest_save(r->manifest) : 0;
    if (error) diag_system(r->diags, (struct place){0}, "%s/manifest.json could not be written: %s", o->out, strerror(error));
    if (!r->dumps) say_done(r);
    return run_close(r, stderr);
}

static int make_documents(struct run *r)
{
    r->orders = orders_make(r->diags, &r->arena, r->options, r->cycle, r->templates, r->documents, r->document_count);
    return make_ordered(r);
}

static int wrong_command_line(struct run *r)
{
    run_close(r, stderr);
    return 2;
}

// Everything read, the selectors known to name somebody and the fonts open; else the exit status is in *status.
static bool ready(struct run *r, const struct options *o, bool plans, int *status)
{
    bool opened = run_open(r, o, plans);
    if (r->cycle && o->dump == DUMP_CYCLE) *status = dump_cycle(r);
    else if (opened && !select_check(o, r->cycle)) *status = wrong_command_line(r);
    else if (!opened || !run_open_type(r)) *status = run_close(r, stderr);
    else return true;
    return false;
}

int pipeline_packs(const struct options *o)
{
    struct run r;
    int status;
    if (!ready(&r, o, true, &status)) return status;
    r.documents = templates_documents(r.templates, &r.arena, "packs", &r.document_count);
    r.calendar = (struct calendar){r.cycle, paper_date(r.cycle), SAMTALE_VERSION};
    return make_documents(&r);
}

static bool knows_document(struct run *r, const char *document)
{
    size_t count;
    const char *const *known = templates_documents(r->templates, &r->arena, "forms", &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(known[i], document)) return true;
    fprintf(stderr, "samtale: error: there is no form \"%s\"\n", document);
    const char *near = diag_nearest(document, known, count);
    if (near) fprintf(stderr, "      = did you mean %s?\n", near);
    for (size_t i = 0; !near && i < count; i++) fprintf(stderr, "%s%s%s", i ? ", " : "      = there is ", known[i], i + 1 < count ? "" : "\n");
    return false;
}

int pipeline_forms(const struct options *o)
{
    struct run r;
    int status;
    if (!ready(&r, o, true, &status)) return status;
    const char *document = o->document ? o->document : "action-plan";
    if (!knows_document(&r, document)) return wrong_command_line(&r);
    r.documents = &document;
    r.document_count = 1;
    return make_documents(&r);
}

// ---- Summaries

struct counting {
    struct run *run;
    struct figures *figures;
    unsigned char *seen;  // by person's index
};

static void count_plan(void *arg, const struct plan *p)
{
    struct counting *k = arg;
    struct date day = k->run->cycle->as_of;
    figures_add_plan(k->figures, p, day);
    if (!p->person || strcmp(p->period, k->run->cycle->period)) return;
    figures_add_person(k->figures, p->person, day);
    k->seen[p->person->index] = 1;
}

// Each plan is read, counted and forgotten.
static const struct published *count_everything(struct run *r)
{
    struct counting k = {r, figures_new(&r->arena, r->cycle), arena_alloc(&r->arena, r->cycle->person_count + 1)};
    read_plans_each(r->diags, &r->arena, r->cycle, false, count_plan, &k);
    for (size_t i = 0; i < r->cycle->person_count; i++)
        if (!k.seen[i]) figures_add_person(k.figures, r->cycle->people[i], r->cycle->as_of);
    read_plans_each(r->diags, &r->arena, r->cycle, true, count_plan, &k);
    size_t count;
    const struct answer_given *answers = read_answers(r->diags, &r->arena, r->cycle, &count);
    figures_add_answers(k.figures, &r->arena, answers, count);
    return figures_withhold(&r->arena, k.figures, true);
}

// The same figures for other programs, beside the reports.
static void write_figures(struct run *r, const struct published *p, const char *name,
                          void (*write)(const struct run *r, const struct published *p, struct buf *out))
{
    const struct options *o = r->options;
    struct buf out = {0};
    write(r, p, &out);
    const char *path = arena_printf(&r->arena, "summaries/%s", name);
    int error = o->dry_run ? 0 : file_write_below(o->out, path, out.p, out.n);
    if (error) diag_system(r->diags, (struct place){0}, "%s/%s could not be written: %s", o->out, path, strerror(error));
    buf_free(&out);
}

static const struct unit *only_unit(const struct run *r) { return r->options->unit ? cycle_unit(r->cycle, r->options->unit) : NULL; }

static void write_csv(const struct run *r, const struct published *p, struct buf *out)
{
    export_csv(p, only_unit(r), r->options->bom, out);
}

static void write_json(const struct run *r, const struct published *p, struct buf *out) { export_json(p, only_unit(r), out); }

int pipeline_summaries(const struct options *o)
{
    struct run r;
    int status;
    if (!ready(&r, o, false, &status)) return status;
    if (!date_is_set(o->as_of)) r.cycle->as_of = r.cycle->dates.to;  // summaries look back
    const struct published *published = count_everything(&r);
    r.documents = templates_documents(r.templates, &r.arena, "summaries", &r.document_count);
    r.orders = orders_make(r.diags, &r.arena, o, r.cycle, r.templates, r.documents, r.document_count);
    for (size_t i = 0; i < r.orders.count; i++) r.orders.list[i].subject.published = published;
    if (!o->dump) {
        write_figures(&r, published, "summary.csv", write_csv);
        write_figures(&r, published, "summary.json", write_json);
    }
    return make_ordered(&r);
}

// ---- Status

static struct status_scope status_scope(struct run *r)
{
    const struct options *o = r->options;
    const struct cycle *c = r->cycle;
    struct map made = manifest_people(r->diags, &r->arena, o->out, "pack");
    bool *people = ARENA_ARRAY(&r->arena, bool, c->person_count), *packs = ARENA_ARRAY(&r->arena, bool, c->person_count);
    bool *units = ARENA_ARRAY(&r->arena, bool, c->unit_count);
    for (size_t i = 0; i < c->person_count; i++) {
        people[i] = select_has(o, c, c->people[i]);
        packs[i] = map_get(&made, c->people[i]->id);
    }
    for (size_t i = 0; i < c->unit_count; i++) units[i] = select_has_unit(o, c, c->units[i]);
    return (struct status_scope){people, units, packs, !o->employee};
}

static void say_status(struct run *r)
{
    struct status_scope scope = status_scope(r);
    const struct status *s = status_make(&r->arena, r->cycle, &scope);
    struct buf out = {0};
    if (r->options->json) status_json(s, &out);
    else if (!r->options->quiet) status_text(s, &out);
    if (out.n) fwrite(out.p, 1, out.n, stdout);
    fflush(stdout);  // what was wrong comes behind it, not within; main() sees whether it failed
    buf_free(&out);
}

// No paper is made, so neither fonts nor what templates say can stand in the way.
int pipeline_status(const struct options *o)
{
    struct run r;
    if (!run_begin(&r, o)) return run_close(&r, stderr);
    size_t count;
    const char *const *languages = pack_languages(&r, &count);
    r.cycle = read_cycle(r.diags, &r.arena, ".", languages, count, o->as_of);
    diags_hide(r.diags, "plans/");
    if (o->dump == DUMP_CYCLE) return dump_cycle(&r);
    if (r.cycle->broken) return run_close(&r, stderr);
    if (!select_check(o, r.cycle)) return wrong_command_line(&r);
    say_status(&r);
    return run_close(&r, stderr);
}
