// Orders → compose → layout → pdf → files: each worker makes its papers, and keeps what they share.
#include "run/papers.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/cache.h"
#include "output/keep.h"
#include "output/old.h"
#include "run/results.h"
#include "run/stop.h"
#include "run/work.h"

struct draft_section {  // a section, composed, and laid out where a paper that shows it is made
    struct paper_section *section;  // NULL: not laid out yet
    uint8_t inputs[HASH_SIZE];
    bool reported;  // making it has said something
    // as long as the paper is made for which it was composed: it may show what that one has
    const struct doc_node *doc;
    size_t draft;  // that paper's number
};

struct paper_draft {  // a paper that is being made
    size_t number;    // from 1
    const struct order *order;
    struct paper_names names;
    const struct template *template;
    uint8_t key[HASH_SIZE];
    struct paper paper;
    struct margin_text margins;
    struct section_plan *plans;
    struct draft_section **sections;  // of the plans
    size_t count;
};

struct worker *papers_worker_new(struct run *r)
{
    struct worker *w = mem_alloc(sizeof *w);
    w->run = r;
    w->diags = diag_new();
    w->layout = layout_new(w->diags, r->inputs.typefaces, r->inputs.hyphenator);
    w->pdf = pdf_new(w->diags, r->inputs.typefaces);
    return w;
}

void papers_worker_free(struct worker *w)
{
    layout_free(w->layout);
    pdf_free(w->pdf);
    diag_merge(w->run->diags, w->diags);
    arena_free(&w->paper);
    arena_free(&w->shared);
    buf_free(&w->bytes);
    buf_free(&w->inputs);
    buf_free(&w->dump);
    mem_free(w);
}

bool papers_worker_is_full(const struct worker *w)
{
    return cache_is_full(w->shared.total, w->drafts - w->drafts_at_reset);
}

void papers_worker_reset(struct worker *w, bool caches)
{
    arena_reset(&w->paper);
    layout_trim(w->layout);
    if (!caches) return;
    w->drafts_at_reset = w->drafts;
    arena_reset(&w->shared);
    w->sections = (struct map){0};
}

// ---- Composing

static const struct doc_node *compose_doc(struct worker *w, struct arena *a,
                                          const struct paper_draft *d,
                                          const struct section_plan *plan, struct draft_section *p)
{
    size_t reported_before = diag_total(w->diags);
    const struct doc_node *doc = compose_section(d->template, plan, &d->order->subject, w->diags,
                                                 a);
    p->reported |= diag_total(w->diags) > reported_before;
    return doc;
}

static void compose_draft_section(struct worker *w, struct arena *a, const struct paper_draft *d,
                                  const struct section_plan *plan, struct draft_section *p)
{
    p->doc = compose_doc(w, a, d, plan, p);
    p->draft = d->number;
    w->dump.n = 0;
    doc_bytes(p->doc, &w->dump);
    if (w->run->options->dump == DUMP_DOC) doc_dump(p->doc, &w->bytes);
    dependencies_add_pictures(&w->dump, p->doc);
    hash_bytes(w->dump.p, w->dump.n, p->inputs);
}

static struct draft_section *section_of(struct worker *w, const struct paper_draft *d,
                                        const struct section_plan *plan)
{
    struct arena *a = plan->key ? &w->shared : &w->paper;
    struct draft_section *found = plan->key ? map_get(&w->sections, plan->key) : NULL;
    if (found && w->run->options->dump != DUMP_DOC) return found;
    found = ARENA_NEW(a, struct draft_section);
    compose_draft_section(w, a, d, plan, found);
    if (plan->key) map_set(&w->sections, a, arena_strdup(a, plan->key), found);
    return found;
}

static void add_input(struct buf *to, const char *text)
{
    if (text) buf_str(to, text);
    buf_c(to, '\0');
}

// What the paper is made from, the same whatever else the run makes.
static void add_inputs(struct buf *to, const struct paper_draft *d)
{
    const struct paper *p = &d->paper;
    const char *const texts[] = {d->order->document,
                                 p->identity,
                                 p->form,
                                 p->language,
                                 p->title,
                                 p->subject,
                                 d->margins.marking,
                                 d->margins.document,
                                 d->margins.page_format};
    for (size_t i = 0; i < COUNT(texts); i++) add_input(to, texts[i]);
    buf_printf(to, "%d %zu", d->margins.large, p->copies);
    for (size_t i = 0; i < d->count; i++) {
        buf_printf(to, " %u ", d->plans[i].group);
        buf_add(to, d->sections[i]->inputs, HASH_SIZE);
    }
}

static void compose_paper(struct worker *w, struct paper_draft *d)
{
    const struct order *order = d->order;
    const struct subject *s = &order->subject;
    const struct template *t = d->template;
    d->count = compose_plan(t, s, &w->paper, &d->plans);
    d->sections = ARENA_ARRAY(&w->paper, struct draft_section *, d->count);
    d->paper = (struct paper){
        .title = compose_front_matter(t, "title", s, &w->paper),
        .subject = compose_front_matter(t, "subject", s, &w->paper),
        .author = s->cycle->organisation,
        .language = s->language,
        .identity = d->names.identity,
        .form = d->names.form,
        .date = inputs_paper_date(&w->run->inputs),
        .producer = "samtale " SAMTALE_VERSION,
        .copies = order->copies,
    };
    d->margins = (struct margin_text){
        .marking = compose_front_matter(t, "marking", s, &w->paper),
        .logo = s->cycle->logo_image,
        .organisation = s->cycle->organisation,
        .document = compose_front_matter(t, "header", s, &w->paper),
        .page_format = s->recipient
                         ? NULL
                         : templates_string(w->run->inputs.templates, s->language, "page"),
        .large = s->large,
    };
    for (size_t i = 0; i < d->count; i++) d->sections[i] = section_of(w, d, &d->plans[i]);
    w->inputs.n = 0;
    buf_add(&w->inputs, dependencies_style(w->run->dependencies), HASH_SIZE);
    add_inputs(&w->inputs, d);
}

// ---- Laying out

static void lay_out_section(struct worker *w, const struct paper_draft *d,
                            const struct section_plan *plan, struct draft_section *p)
{
    struct arena *a = plan->key ? &w->shared : &w->paper;
    const struct subject *s = &d->order->subject;
    const struct doc_node *doc = p->draft == d->number ? p->doc : compose_doc(w, a, d, plan, p);
    size_t reported_before = diag_total(w->diags);
    p->section = layout_section(w->layout, a, &w->run->inputs.styles[s->large], doc, s->language);
    p->section->shared = plan->key ? arena_strdup(a, plan->key) : NULL;
    p->section->group = plan->group;
    p->reported |= diag_total(w->diags) > reported_before;
}

// Whether making it has said anything.
static bool lay_out(struct worker *w, struct paper_draft *d)
{
    struct paper *paper = &d->paper;
    size_t reported_before = diag_total(w->diags);
    bool reported = false;
    for (size_t i = 0; i < d->count; i++) {
        if (!d->sections[i]->section) lay_out_section(w, d, &d->plans[i], d->sections[i]);
        *ARENA_PUSH(&w->paper, paper->sections, paper->section_count,
                    paper->section_room) = d->sections[i]->section;
        reported |= d->sections[i]->reported;
    }
    for (size_t i = d->count; i < d->count * d->order->copies; i++) {
        struct paper_section *again = paper->sections[i - d->count];
        *ARENA_PUSH(&w->paper, paper->sections, paper->section_count, paper->section_room) = again;
    }
    margins_typeset(w->layout, &w->paper, paper, &d->margins);
    return reported || diag_total(w->diags) > reported_before;
}

struct paper *papers_compose(struct worker *w, const struct template *t, const struct order *order,
                             const struct paper_names *names)
{
    struct paper_draft *d = ARENA_NEW(&w->paper, struct paper_draft);
    *d = (struct paper_draft){
        .number = ++w->drafts, .order = order, .names = *names, .template = t};
    compose_paper(w, d);
    if (d->count) lay_out(w, d);
    return &d->paper;
}

bool papers_write_file(struct worker *w, struct manifest_entry e)
{
    struct file_status status = keep_file_status(&w->run->output, e.path);
    return keep_or_write(&w->run->output, &status, e, &w->inputs, &w->bytes);
}

// ---- One order

static struct manifest_entry entry_for(const struct paper_draft *d)
{
    const struct order *order = d->order;
    const struct person *p = order->subject.employee;
    const struct unit *u = orders_unit_of(order);
    struct manifest_entry e = {
        .path = d->names.path,
        .document = order->document,
        .employee = p ? p->id : NULL,
        .unit = u ? u->id : NULL,
    };
    memcpy(e.key, d->key, HASH_SIZE);
    return e;
}

// Where the calendar that goes with a pack or a leader's pack is; NULL: none does.
static const char *calendar_path(struct worker *w, const struct paper_draft *d)
{
    const char *document = d->order->document;
    if (!w->run->calendar.cycle || (strcmp(document, "leader-pack") && strcmp(document, "pack")))
        return NULL;
    return arena_printf(&w->paper, "%.*s.ics", (int)(strlen(d->names.path) - strlen(".pdf")),
                        d->names.path);
}

// The calendar, where there is anything to put in it. It comes before its paper: where the paper is
// known to be made, the calendar is.
static bool write_calendar(struct worker *w, const struct paper_draft *d,
                           const struct file_status *status)
{
    const struct run *r = w->run;
    const struct subject *s = &d->order->subject;
    bool leader = !strcmp(d->order->document, "leader-pack");
    struct calendar_titles titles = {
        .conversation = templates_string(r->inputs.templates, s->language, "calendar.conversation"),
        .follow_up = templates_string(r->inputs.templates, s->language, "calendar.follow-up"),
    };
    w->bytes.n = w->inputs.n = 0;
    if (!(leader ? calendar_of_leader : calendar_of_employee)(&r->calendar, s->employee, &titles,
                                                              &w->bytes))
        return true;
    buf_add(&w->inputs, w->bytes.p, w->bytes.n);  // a calendar shows all that it is made from
    struct manifest_entry e = entry_for(d);
    e.document = "calendar";
    e.path = calendar_path(w, d);
    return keep_or_write(&w->run->output, status, e, &w->inputs, &w->bytes);
}

static bool keep_or_write_calendar(struct worker *w, const struct paper_draft *d, bool paper_kept)
{
    const char *path = calendar_path(w, d);
    if (!path) return true;
    struct file_status status = keep_file_status(&w->run->output, path);
    if (!keep_has_key(&w->run->output, &status, d->key))
        return (paper_kept && status.state == FILE_UNLISTED) || write_calendar(w, d, &status);
    keep_file(&w->run->output, &status, d->key);
    return true;
}

void papers_dump(struct worker *w, const struct paper *paper, struct buf *out)
{
    const struct fonts *fonts = w->run->inputs.fonts;
    const char **faces = ARENA_ARRAY(&w->paper, const char *, fonts->face_count);
    for (size_t i = 0; i < fonts->face_count; i++) faces[i] = fonts->faces[i].id;
    paper_dump(paper, faces, out);
}

// Composed, it may turn out to be what is there; else it is laid out and written.
static bool write_paper(struct worker *w, struct paper_draft *d, const struct file_status *status)
{
    struct manifest_entry e = entry_for(d);
    bool same = keep_has_inputs(&w->run->output, status, &w->inputs);
    if (!same || status->entry.reported) e.reported = lay_out(w, d);
    if (same) {
        keep_file(&w->run->output, status, d->key);
        return true;
    }
    e.pages = paper_pages(&d->paper);
    return writer_make_pdf(w->pdf, &d->paper, &w->bytes) &&
           keep_or_write(&w->run->output, status, e, &w->inputs, &w->bytes);
}

static bool make_paper(struct worker *w, struct paper_draft *d, struct buf *dump)
{
    struct run *r = w->run;
    struct file_status status = keep_file_status(&r->output, d->names.path);
    dependencies_key(r->dependencies, d->order, &d->names, d->key);
    if (!dump && keep_has_key(&r->output, &status, d->key)) {
        keep_file(&r->output, &status, d->key);
        return keep_or_write_calendar(w, d, true);
    }
    if (!dump && !keep_or_write_calendar(w, d, false)) return false;
    w->bytes.n = 0;
    compose_paper(w, d);
    // Where all of a document stands under conditions, and nothing of it is for this one, no paper
    // is made.
    if (!d->count) return true;
    if (!dump) return write_paper(w, d, &status);
    lay_out(w, d);
    if (r->options->dump == DUMP_DOC) buf_add(dump, w->bytes.p, w->bytes.n);
    else papers_dump(w, &d->paper, dump);
    return true;
}

static bool make_order(struct worker *w, const struct order *order, struct buf *dump)
{
    struct paper_draft d = {
        .number = ++w->drafts,
        .order = order,
        .names = orders_paper_names(order, &w->paper),
        .template = templates_find(w->run->inputs.templates, order->subject.language,
                                   order->document),
    };
    bool ok = make_paper(w, &d, dump);
    papers_worker_reset(w, papers_worker_is_full(w));
    progress_step(w->run->progress);
    if (ok) stop_made();
    return ok;
}

static bool make_group(void *worker, size_t group)
{
    struct worker *w = worker;
    const struct orders *all = &w->run->orders;
    const struct unit *unit = orders_unit_of(&all->list[all->groups[group]]);
    if (unit) progress_set_unit(w->run->progress, unit->id, unit->name);
    size_t end = group + 1 < all->group_count ? all->groups[group + 1] : all->count;
    for (size_t i = all->groups[group]; i < end; i++)
        if (stop_asked() || !make_order(w, &all->list[i], w->run->dumps ? &w->run->dumps[i] : NULL))
            return false;
    return true;
}

static void make_all(struct run *r)
{
    int jobs = run_job_count(r, r->orders.group_count);
    void **workers = ARENA_ARRAY(&r->arena, void *, jobs);
    mem_trim();
    for (int i = 0; i < jobs; i++) workers[i] = papers_worker_new(r);
    stop_count(0, r->orders.count);
    run_begin_progress(r, r->orders.count);
    work_run(workers, jobs, r->orders.group_count, make_group);
    progress_end(r->progress);
    for (int i = 0; i < jobs; i++) papers_worker_free(workers[i]);
}

// ---- All of it

static void make_ordered(struct run *r)
{
    r->dependencies = dependencies_new(&r->arena, &r->inputs);
    partition_select_orders(r);
    if (r->options->dump) r->dumps = ARENA_ARRAY(&r->arena, struct buf, r->orders.count);
    make_all(r);
    if (!stop_asked()) old_warn_or_prune(&r->output, r->options, r->inputs.cycle);
    keep_report_warnings(&r->output);
    partition_end(r);
    output_save(&r->output);
    results_print(r);
}

static bool is_for_leaders(const struct run *r, const char *document)
{
    const struct inputs *in = &r->inputs;
    const struct template *t = templates_find(in->templates, in->cycle->language, document);
    return t && templates_audience(t) == FOR_LEADER;
}

void papers_order(struct run *r, const char *const *documents, size_t count)
{
    r->orders = orders_make(r->diags, &r->arena, r->options, r->inputs.cycle, r->inputs.templates,
                            documents, count);
    output_set_documents(&r->output, &r->arena, documents, count);
    for (size_t i = 0; i < count; i++)
        r->output.documents[i].for_leaders = is_for_leaders(r, documents[i]);
}

int papers_make(struct run *r)
{
    if (output_open(&r->output)) make_ordered(r);
    return run_close(r, stderr);
}
