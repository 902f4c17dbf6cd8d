// Orders → compose → layout → paper, and what one thread keeps from one paper to the next.
#include "run/worker.h"

#include <assert.h>

#include "base/array.h"
#include "base/cache.h"
#include "run/paging.h"

struct draft_section {  // a section, composed, and laid out where a paper that shows it is made
    struct paper_section *section;  // NULL: not laid out yet
    uint8_t inputs[HASH_SIZE];
    bool reported;             // making it has reported something
    bool sheet, back, spread;  // see paging.h
    bool one_page;             // all of it has to stand on one
    bool refers;               // to pages: it is laid out when those of the others are known
    // As long as the paper is made for which it was composed: it may point to what is in that one's
    // arena.
    struct doc_node *doc;
    size_t draft;  // that paper's number
};

struct worker *worker_new(struct run *r)
{
    struct worker *w = mem_alloc(sizeof *w);
    w->run = r;
    w->diags = diag_new();
    w->layout = layout_new(w->diags, r->inputs.typefaces, r->inputs.hyphenator);
    w->pdf = pdf_new(w->diags, r->inputs.typefaces);
    return w;
}

static void end(struct worker *w, bool reports)
{
    layout_free(w->layout);
    pdf_free(w->pdf);
    if (reports) diag_merge(w->run->diags, w->diags);
    else diag_free(w->diags);
    arena_free(&w->paper);
    arena_free(&w->shared);
    buf_free(&w->bytes);
    buf_free(&w->inputs);
    buf_free(&w->dump);
    mem_free(w);
}

void worker_free(struct worker *w)
{
    end(w, true);
}

void worker_discard(struct worker *w)
{
    end(w, false);
}

bool worker_is_full(const struct worker *w)
{
    return cache_is_full(w->shared.total, w->drafts - w->drafts_at_reset);
}

void worker_reset(struct worker *w, bool caches)
{
    arena_reset(&w->paper);
    layout_trim(w->layout);
    if (!caches) return;
    w->drafts_at_reset = w->drafts;
    arena_reset(&w->shared);
    w->sections = (struct map){0};
}

// ---- Composing

static struct subject subject_of(const struct paper_draft *d)
{
    struct subject s = d->order->subject;
    s.left_out = d->left_out;
    return s;
}

static struct doc_node *compose_doc(struct worker *w, struct arena *a, const struct paper_draft *d,
                                    const struct section_plan *plan, struct draft_section *p)
{
    size_t reported_before = diag_total(w->diags);
    struct subject s = subject_of(d);
    s.key = &d->names.key;
    struct doc_node *doc = compose_section(d->template, plan, &s, w->diags, a);
    p->reported |= diag_total(w->diags) > reported_before;
    return doc;
}

static void compose_draft_section(struct worker *w, struct arena *a, const struct paper_draft *d,
                                  const struct section_plan *plan, struct draft_section *p)
{
    const struct subject *s = &d->order->subject;
    p->doc = compose_doc(w, a, d, plan, p);
    p->draft = d->number;
    p->sheet = p->doc->title;
    p->back = p->doc->marked;
    p->spread = p->doc->level == DOC_SPREAD;
    p->refers = !plan->key && paging_refers(p->doc);
    p->one_page = s->published && !s->large && p->doc->tight;
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
    const struct margin_text *m = &d->margins;
    const char *const texts[] = {
        d->order->document, p->identity, p->form,       p->language, p->title,
        p->subject,         m->marking,  m->no_health,  m->form,     m->sheet_front,
        m->sheet_back,      m->document, m->page_format};
    for (size_t i = 0; i < COUNT(texts); i++) add_input(to, texts[i]);
    buf_printf(to, "%d %zu", m->large, p->copies);
    for (size_t i = 0; i < d->count; i++) {
        buf_printf(to, " %u ", d->plans[i].group);
        buf_add(to, d->sections[i]->inputs, HASH_SIZE);
    }
}

static struct margin_text margin_words(struct worker *w, const struct paper_draft *d)
{
    const struct template *t = d->template;
    const struct subject *s = &d->order->subject;
    const struct templates *all = w->run->inputs.templates;
    return (struct margin_text){
        .marking = compose_front_matter(t, "marking", s, &w->paper),
        .no_health = templates_string(all, s->language, "no-health"),
        .form = compose_front_matter(t, "form", s, &w->paper),
        .sheet_front = templates_string(all, s->language, "sheet-front"),
        .sheet_back = templates_string(all, s->language, "sheet-back"),
        .logo = s->cycle->logo_image,
        .organisation = cycle_text_in(&s->cycle->organisation, s->language).text,
        .document = compose_front_matter(t, "header", s, &w->paper),
        .page_format = s->recipient ? NULL : templates_string(all, s->language, "page"),
        .large = s->large,
    };
}

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

static bool is_too_long(struct worker *w, const struct paper_draft *d)
{
    for (size_t i = 0; i < d->count; i++) {
        struct draft_section *p = d->sections[i];
        if (!p->one_page) continue;
        if (!p->section) lay_out_section(w, d, &d->plans[i], p);
        if (p->section->page_count > 1) return true;
    }
    return false;
}

static void compose_sections(struct worker *w, struct paper_draft *d)
{
    struct subject s = subject_of(d);
    d->count = compose_plan(d->template, &s, &w->paper, &d->plans);
    d->sections = ARENA_ARRAY(&w->paper, struct draft_section *, d->count);
    for (size_t i = 0; i < d->count; i++) d->sections[i] = section_of(w, d, &d->plans[i]);
}

// What has to be one page is composed with less on it until it is.
static void compose_to_fit(struct worker *w, struct paper_draft *d)
{
    size_t dumped = w->bytes.n;
    compose_sections(w, d);
    while (d->left_out < COMPOSE_MOST_LEFT_OUT && is_too_long(w, d)) {
        d->left_out++;
        w->bytes.n = dumped;
        compose_sections(w, d);
    }
}

void worker_compose(struct worker *w, struct paper_draft *d)
{
    const struct order *order = d->order;
    const struct subject *s = &order->subject;
    const struct template *t = d->template;
    assert(w->run->dependencies && t);
    d->paper = (struct paper){
        .title = compose_front_matter(t, "title", s, &w->paper),
        .subject = compose_front_matter(t, "subject", s, &w->paper),
        .author = cycle_text_in(&s->cycle->organisation, s->language).text,
        .language = s->language,
        .identity = d->names.identity,
        .form = d->names.form,
        .date = inputs_paper_date(&w->run->inputs),
        .producer = "samtale " SAMTALE_VERSION,
        .copies = order->copies,
    };
    d->margins = margin_words(w, d);
    compose_to_fit(w, d);
    w->inputs.n = 0;
    buf_add(&w->inputs, dependencies_style(w->run->dependencies), HASH_SIZE);
    w->content_at = w->inputs.n;
    add_inputs(&w->inputs, d);
}

void worker_hash_content(const struct worker *w, uint8_t out[HASH_SIZE])
{
    const struct output *o = &w->run->output;
    hash_keyed(o->content_key, w->inputs.p + w->content_at, w->inputs.n - w->content_at, out);
}

// ---- Laying out

static void add_section(struct worker *w, struct paper *paper, struct paper_section *section)
{
    *ARENA_PUSH(&w->paper, paper->sections, paper->section_count, paper->section_room) = section;
    paper->page_count += section->page_count;
}

static void add_blank_page(struct worker *w, struct paper *paper)
{
    const struct paper_section *last = paper->sections[paper->section_count - 1];
    struct paper_section *blank = ARENA_NEW(&w->paper, struct paper_section);
    *blank = (struct paper_section){.name = "blank",
                                    .page_width = last->page_width,
                                    .page_height = last->page_height,
                                    .page_count = 1,
                                    .pages = ARENA_NEW(&w->paper, struct paper_page)};
    add_section(w, paper, blank);
}

// The sections on their pages, as often as the order has copies. What follows a section on sheets
// of its own begins on a front side, be it the next copy.
static void put_together(struct worker *w, struct paper_draft *d,
                         const struct paging_section *places)
{
    struct paper *paper = &d->paper;
    bool after_sheet = false;
    for (size_t i = 0; i < d->count; i++) {
        if (places[i].left_out) continue;
        while (paper->page_count + 1 < places[i].first) add_blank_page(w, paper);
        add_section(w, paper, d->sections[i]->section);
        after_sheet = places[i].sheet;
    }
    if (after_sheet && d->order->copies > 1 && paper->page_count % 2) add_blank_page(w, paper);
    size_t each = paper->section_count;
    for (size_t i = each; i < each * d->order->copies; i++)
        add_section(w, paper, paper->sections[i - each]);
}

static void place_sections(const struct paper_draft *d, struct paging_section *places)
{
    for (size_t i = 0; i < d->count; i++) {
        const struct draft_section *p = d->sections[i];
        places[i] = (struct paging_section){.id = d->plans[i].id,
                                            .pages = p->section ? p->section->page_count : 1,
                                            .sheet = p->sheet,
                                            .back = p->back,
                                            .spread = p->spread};
    }
    paging_place(places, d->count);
}

// Sections that refer to pages come last, and are taken to have one page until they are laid out.
// Where that was wrong, or the references make one longer, they are laid out again.
static void lay_out_references(struct worker *w, struct paper_draft *d,
                               struct paging_section *places)
{
    enum { ROUNDS = 4 };
    const struct templates *all = w->run->inputs.templates;
    const char *language = d->order->subject.language;
    struct paging_words words = {templates_string(all, language, "page-of"),
                                 templates_string(all, language, "pages-of")};
    for (int round = 0; round < ROUNDS; round++) {
        bool changed = false;
        place_sections(d, places);
        for (size_t i = 0; i < d->count; i++) {
            struct draft_section *p = d->sections[i];
            if (!p->refers || !paging_fill(&w->paper, p->doc, places, d->count, &words)) continue;
            lay_out_section(w, d, &d->plans[i], p);
            changed = true;
        }
        if (!changed) return;
    }
}

bool worker_lay_out(struct worker *w, struct paper_draft *d)
{
    struct paper *paper = &d->paper;
    assert(d->count && !paper->section_count);
    size_t reported_before = diag_total(w->diags);
    bool reported = false;
    struct paging_section *places = ARENA_ARRAY(&w->paper, struct paging_section, d->count);
    for (size_t i = 0; i < d->count; i++)
        if (!d->sections[i]->section && !d->sections[i]->refers)
            lay_out_section(w, d, &d->plans[i], d->sections[i]);
    lay_out_references(w, d, places);
    for (size_t i = 0; i < d->count; i++) {
        if (!d->sections[i]->section) lay_out_section(w, d, &d->plans[i], d->sections[i]);
        reported |= d->sections[i]->reported;
    }
    place_sections(d, places);
    put_together(w, d, places);
    margins_typeset(w->layout, &w->paper, paper, &d->margins);
    return reported || diag_total(w->diags) > reported_before;
}

struct paper_draft worker_draft(struct worker *w, const struct template *t,
                                const struct order *order, const struct paper_names *names)
{
    return (struct paper_draft){
        .number = ++w->drafts, .order = order, .names = *names, .template = t};
}

struct paper *worker_make(struct worker *w, const struct template *t, const struct order *order,
                          const struct paper_names *names)
{
    struct paper_draft *d = ARENA_NEW(&w->paper, struct paper_draft);
    *d = worker_draft(w, t, order, names);
    worker_compose(w, d);
    if (d->count) worker_lay_out(w, d);
    return &d->paper;
}

void worker_add_inputs(const struct worker *w, struct buf *to)
{
    uint8_t hash[HASH_SIZE];
    hash_bytes(w->inputs.p, w->inputs.n, hash);
    buf_add(to, hash, sizeof hash);
}

void worker_dump(struct worker *w, const struct paper *paper, struct buf *out)
{
    const struct fonts *fonts = w->run->inputs.fonts;
    const char **faces = ARENA_ARRAY(&w->paper, const char *, fonts->face_count);
    for (size_t i = 0; i < fonts->face_count; i++) faces[i] = fonts->faces[i].id;
    paper_dump(paper, faces, out);
}
