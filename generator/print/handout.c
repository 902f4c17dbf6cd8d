// Makes and counts one recipient's papers.
#include "print/handout.h"

#include "print/apart.h"

static size_t even(size_t n)
{
    return n + n % 2;
}

size_t handout_pages(const struct paper *p)
{
    size_t copies = p->copies ? p->copies : 1;
    return copies * even(paper_pages(p) / copies);
}

size_t handout_sheets(const struct options *o, size_t pages)
{
    return o->booklet ? (pages + 3) / 4 : (pages + 1) / 2;
}

static void add_paper(struct worker *w, struct handout *h, const struct order *o)
{
    w->bytes.n = 0;
    struct paper_names names = orders_paper_names(o, &w->run->inputs.secret, &w->paper);
    const struct template *t = templates_find(w->run->inputs.templates, o->subject.language,
                                              o->document);
    const struct paper *paper = worker_make(w, t, o, &names);
    layout_trim(w->layout);
    if (!paper->section_count) return;
    h->documents[h->paper_count] = o->document;
    if (w->run->options->booklet) paper = apart_divide(&w->paper, paper, &h->apart[h->paper_count]);
    if (h->apart[h->paper_count]) h->apart_pages += handout_pages(h->apart[h->paper_count]);
    h->papers[h->paper_count++] = paper;
    h->pages += handout_pages(paper);
    worker_add_inputs(w, &h->inputs);
}

bool handout_make(struct worker *w, struct handout *h)
{
    h->inputs.n = 0;
    h->papers = ARENA_ARRAY(&w->paper, const struct paper *, h->order_count + 1);
    h->apart = ARENA_ARRAY(&w->paper, const struct paper *, h->order_count + 1);
    h->documents = ARENA_ARRAY(&w->paper, const char *, h->order_count + 1);
    h->paper_count = 1;
    h->pages = w->run->options->slips ? 2 : 0;
    h->apart_pages = 0;
    for (size_t i = 0; i < h->order_count; i++) add_paper(w, h, h->orders[i]);
    h->arena = w->paper;
    w->paper = (struct arena){0};
    return h->paper_count > 1;
}

void handout_free(struct handout *h)
{
    arena_free(&h->arena);
    buf_free(&h->inputs);
}
