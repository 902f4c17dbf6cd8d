// Makes the slip and cover sheets of a print batch, and what they tell.
#include "print/sheets.h"

#include <string.h>

static const struct template *sheet_template(const struct batch_draft *m, const char *document,
                                             const char **language)
{
    const struct run *r = m->worker->run;
    const struct template *t = templates_find(r->inputs.templates, *language, document);
    if (t) return t;
    *language = r->inputs.cycle->language;
    t = templates_find(r->inputs.templates, *language, document);
    if (!t)
        diag_error(r->diags, (struct place){0}, "print-template-missing",
                   "nothing can be printed: there is no templates/%s/%s.md", *language, document);
    return t;
}

static const struct paper *compose_sheet(struct batch_draft *m, const char *document,
                                         struct subject *s, const char *identity)
{
    struct worker *w = m->worker;
    const struct template *t = sheet_template(m, document, &s->language);
    if (!t) return NULL;
    struct order order = {.document = document, .subject = *s, .copies = 1};
    struct paper_names names = {.identity = identity, .form = ""};
    const struct paper *paper = worker_make(w, t, &order, &names);
    return paper->section_count ? paper : NULL;
}

static bool somebody_gets(const struct batch_draft *m, const char *document)
{
    for (size_t i = 0; i < m->count; i++)
        for (size_t k = 1; k < m->list[i].paper_count; k++)
            if (!strcmp(m->list[i].documents[k], document)) return true;
    return false;
}

static void name_documents(const struct batch_draft *m, struct arena *a, struct print_batch *about)
{
    const struct inputs *in = &m->worker->run->inputs;
    const struct batch_kind *kind = m->batch->kind;
    const char **list = ARENA_ARRAY(a, const char *, kind->document_count);
    about->documents = list;
    for (size_t i = 0; i < kind->document_count; i++) {
        const char *language = m->batch->language;
        struct subject s = {.cycle = in->cycle, .language = language};
        const struct template *t = templates_find(in->templates, language, kind->documents[i]);
        if (somebody_gets(m, kind->documents[i]))
            list[about->document_count++] = t ? compose_front_matter(t, "title", &s, a)
                                              : kind->documents[i];
    }
}

static void fill_recipient(const struct batch_draft *m, struct arena *a, const struct handout *h,
                           size_t number, struct recipient *r)
{
    const struct subject *s = &h->orders[0]->subject;
    struct printed_paper *papers = ARENA_ARRAY(a, struct printed_paper, h->paper_count - 1);
    for (size_t i = 1; i < h->paper_count; i++)
        papers[i - 1] = (struct printed_paper){h->papers[i]->title,
                                               paper_pages(h->papers[i]) +
                                                   (h->apart[i] ? paper_pages(h->apart[i]) : 0)};
    const struct person *person = s->employee && s->employee->name ? s->employee : NULL;
    *r = (struct recipient){
        .person = person,
        .unit = person ? person->unit : s->unit,
        .language = s->language,
        .large = s->large,
        .papers = papers,
        .paper_count = h->paper_count - 1,
        .number = number,
        .pages = h->pages,
        .sheets = handout_sheets(m->worker->run->options, h->pages) + h->apart_pages / 2,
    };
}

struct print_batch sheets_describe(const struct batch_draft *m, struct arena *a, bool last)
{
    const struct batch *b = m->batch;
    struct recipient *list = ARENA_ARRAY(a, struct recipient, m->count);
    for (size_t i = 0; i < m->count; i++) fill_recipient(m, a, &m->list[i], i + 1, &list[i]);
    struct print_batch about = {
        .by = b->kind->by,
        .leader = b->leader,
        .unit = b->unit,
        .wave = b->wave,
        .recipients = list,
        .recipient_count = m->count,
        .part = m->file_number,
        .last = last,
        .booklet = m->worker->run->options->booklet,
        .slips = m->worker->run->options->slips,
    };
    name_documents(m, a, &about);
    return about;
}

bool sheets_add_slips(struct batch_draft *m, const struct print_batch *about, struct buf *inputs)
{
    struct worker *w = m->worker;
    for (size_t i = 0; i < m->count; i++) buf_add(inputs, m->list[i].inputs.p, m->list[i].inputs.n);
    if (!w->run->options->slips) return true;
    for (size_t i = 0; i < m->count; i++) {
        struct handout *h = &m->list[i];
        struct subject s = h->orders[0]->subject;
        s.print = about;
        s.recipient = &about->recipients[i];
        h->papers[0] = compose_sheet(m, "print-slip", &s, "slip");
        if (!h->papers[0]) return false;
        h->pages += handout_pages(h->papers[0]) - 2;
        worker_add_inputs(w, inputs);
    }
    return true;
}

static void count_pages(const struct batch_draft *m, struct print_batch *about, size_t cover)
{
    about->sheets = handout_sheets(m->worker->run->options, cover);
    for (size_t i = 0; i < m->count; i++)
        about->sheets += handout_sheets(m->worker->run->options, m->list[i].pages);
    about->pages = 2 * about->sheets;
}

static struct subject subject_of(const struct batch_draft *m, const struct print_batch *about)
{
    const struct run *r = m->worker->run;
    return (struct subject){.cycle = r->inputs.cycle,
                            .language = m->batch->language,
                            .large = r->options->large_print,
                            .print = about};
}

struct paper sheets_about(const struct batch_draft *m, struct arena *a,
                          const struct print_batch *about, struct buf *inputs)
{
    struct subject s = subject_of(m, about);
    const struct template *t = sheet_template(m, "print-cover", &s.language);
    if (!t) return (struct paper){0};
    struct paper paper = {
        .title = compose_front_matter(t, "title", &s, a),
        .subject = compose_front_matter(t, "subject", &s, a),
        .author = cycle_text_in(&s.cycle->organisation, s.language).text,
        .language = s.language,
        .date = inputs_paper_date(&m->worker->run->inputs),
        .producer = "samtale " SAMTALE_VERSION,
    };
    buf_key_text(inputs, paper.title);
    buf_key_text(inputs, paper.subject ? paper.subject : "");
    buf_key_text(inputs, paper.author);
    return paper;
}

// The cover counts itself, too: it is laid out anew until it says how many pages there are.
const struct paper *sheets_add_cover(struct batch_draft *m, struct print_batch *about,
                                     struct buf *inputs)
{
    enum { TRIES = 4 };
    struct worker *w = m->worker;
    struct subject s = subject_of(m, about);
    const struct paper *cover = NULL;
    size_t pages = 2;
    for (int i = 0; i < TRIES; i++) {
        count_pages(m, about, pages);
        w->bytes.n = 0;
        cover = compose_sheet(m, "print-cover", &s, m->batch->path);
        if (!cover || handout_pages(cover) == pages) break;
        pages = handout_pages(cover);
    }
    worker_add_inputs(w, inputs);
    return cover;
}
