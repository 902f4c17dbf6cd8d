// Orders → compose → layout → pdf → files: each worker makes its papers, and keeps what they share.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "batch/select.h"
#include "batch/work.h"
#include "pdf/pdf.h"
#include "pipeline_run.h"

enum { SHARED_MEMORY = 16 << 20 };  // bytes of shared sections that a worker keeps before it starts over

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
    doc_bytes(doc, &w->dump);
    manifest_hash(w->dump.p, w->dump.n, inputs);
    if (w->run->options->dump == DUMP_DOC) doc_dump(doc, &w->bytes);
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
        .date = run_paper_date(w->run),
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

// ---- All of it

int run_make_papers(struct run *r)
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
