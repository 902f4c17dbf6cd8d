// One print batch: its recipients' papers are laid out one after the other and kept; when they are
// as many sheets as one file may have, or all, slip sheets and the cover are laid out, which tell
// of the others, and the file is written.
#include <string.h>

#include "output/keep.h"
#include "pdf/pdf.h"
#include "run/stop.h"
#include "print/print.h"

enum { ENVELOPES_A_PAGE = 18 };  // of the cover's list, at the least

struct worker *batch_worker(const struct batch_draft *m)
{
    return m->worker->worker;
}
const struct run *batch_run(const struct batch_draft *m)
{
    return m->worker->printing->run;
}

// ---- Counting

static size_t even(size_t n)
{
    return n + n % 2;
}

// Each copy begins on a front side.
size_t batch_pages(const struct paper *p)
{
    size_t copies = p->copies ? p->copies : 1;
    return copies * even(paper_pages(p) / copies);
}

size_t batch_sheets(const struct batch_draft *m, size_t pages)
{
    return batch_run(m)->options->booklet ? (pages + 3) / 4 : pages / 2;
}

// Of all that the next file has, with a cover that is not made yet.
static size_t sheets_with(const struct batch_draft *m, const struct handout *next)
{
    size_t cover = 1 + (m->count + 1) / ENVELOPES_A_PAGE,
           sheets = batch_sheets(m, even(cover)) + batch_sheets(m, next->pages);
    for (size_t i = 0; i < m->count; i++) sheets += batch_sheets(m, m->list[i].pages);
    return sheets;
}

// ---- One recipient's papers

static void handout_free(struct handout *h)
{
    arena_free(&h->arena);
    buf_free(&h->inputs);
}

void batch_add_inputs(const struct worker *w, struct buf *to)
{
    uint8_t hash[HASH_SIZE];
    hash_bytes(w->inputs.p, w->inputs.n, hash);
    buf_add(to, hash, sizeof hash);
}

// False where everything stands under a condition, and nothing of it is for this one.
static bool handout_compose(struct batch_draft *m, struct handout *h)
{
    struct worker *w = batch_worker(m);
    h->inputs.n = 0;
    h->papers = ARENA_ARRAY(&w->paper, const struct paper *, h->order_count + 1);
    h->documents = ARENA_ARRAY(&w->paper, const char *, h->order_count + 1);
    h->paper_count = 1;
    h->pages = 2;
    for (size_t i = 0; i < h->order_count; i++) {
        const struct order *o = h->orders[i];
        w->bytes.n = 0;
        struct paper_names names = orders_paper_names(o, &w->paper);
        const struct template *t = templates_find(w->run->inputs.templates, o->subject.language,
                                                  o->document);
        const struct paper *paper = worker_make(w, t, o, &names);
        layout_trim(w->layout);
        if (!paper->section_count) continue;
        h->documents[h->paper_count] = o->document;
        h->papers[h->paper_count++] = paper;
        h->pages += batch_pages(paper);
        batch_add_inputs(w, &h->inputs);
    }
    h->arena = w->paper;
    w->paper = (struct arena){0};
    return h->paper_count > 1;
}

// ---- Writing

static struct paper_batch join(const struct batch_draft *m, struct arena *a,
                               const struct print_batch *about, const struct paper *cover,
                               const char *identity)
{
    struct paper_part *parts = ARENA_ARRAY(a, struct paper_part, m->count + 1);
    const struct paper **first = ARENA_NEW(a, const struct paper *);
    *first = cover;
    parts[0] = (struct paper_part){
        .title = cover->title, .label = "", .papers = first, .paper_count = 1, .cover = true};
    for (size_t i = 0; i < m->count; i++) {
        const struct recipient *r = &about->recipients[i];
        const struct handout *h = &m->list[i];
        const char *name = r->person ? r->person->name
                         : r->unit   ? r->unit->name
                                     : h->papers[1]->title;
        parts[i + 1] = (struct paper_part){.title = name,
                                           .label = arena_printf(a, "%zu", r->number),
                                           .papers = h->papers,
                                           .paper_count = h->paper_count,
                                           .slip = true};
    }
    struct paper_batch batch = {.about = *cover, .parts = parts, .part_count = m->count + 1};
    batch.about.sections = NULL;
    batch.about.section_count = batch.about.section_room = 0;
    batch.about.margins = NULL;
    batch.about.page_count = 0;
    batch.about.form = NULL;
    batch.about.copies = 0;
    batch.about.identity = identity;
    return batch;
}

static const struct page_range *ranges(const struct batch_draft *m, size_t cover)
{
    struct page_range *list = ARENA_ARRAY(&m->batch->arena, struct page_range, m->count + 1);
    size_t at = 1;
    for (size_t i = 0; i <= m->count; i++) {
        size_t pages = 2 * batch_sheets(m, i ? m->list[i - 1].pages : cover);
        list[i] = (struct page_range){at, at + pages - 1};
        at += pages;
    }
    return list;
}

static const char *path_of(const struct batch_draft *m)
{
    struct arena *a = &m->batch->arena;
    return m->file_number ? arena_printf(a, "%s+%u.pdf", m->batch->path, m->file_number)
                          : arena_printf(a, "%s.pdf", m->batch->path);
}

static bool write_file(struct batch_draft *m, const struct paper_batch *batch,
                       const struct print_batch *about, size_t cover)
{
    struct worker *w = batch_worker(m);
    struct batch *b = m->batch;
    struct print_file file = {
        .path = path_of(m), .ranges = ranges(m, cover), .range_count = m->count + 1};
    if (!(about->booklet ? booklet_make_pdf : joined_make_pdf)(w->pdf, batch, &w->bytes))
        return false;
    struct manifest_entry e = {
        .path = file.path,
        .document = m->worker->printing->folder,
        .employee = b->leader ? b->leader->id : NULL,
        .unit = b->unit ? b->unit->id : NULL,
        .pages = about->pages,
        .kind = about->booklet ? "booklet" : "batch",
    };
    hash_bytes(w->bytes.p, w->bytes.n, file.sha256);
    *ARENA_PUSH(&b->arena, b->files, b->file_count, b->file_room) = file;
    b->recipients += m->count;
    b->pages += about->pages;
    struct output *output = &w->run->output;
    struct file_status status = keep_file_status(output, e.path);
    return keep_or_write(output, &status, e, &w->inputs, &w->bytes);
}

// Cover and slip sheets as text; the other papers are what packs and forms dump.
static bool dump_file(struct batch_draft *m, const struct paper *cover, const struct buf *slips)
{
    struct buf *out = &m->batch->dump;
    const struct buf *doc = &batch_worker(m)->bytes;
    buf_printf(out, "=== %s\n", path_of(m));
    if (batch_run(m)->options->dump == DUMP_DOC) {
        buf_add(out, doc->p, doc->n);
        buf_add(out, slips->p, slips->n);
        return true;
    }
    worker_dump(batch_worker(m), cover, out);
    for (size_t i = 0; i < m->count; i++) worker_dump(batch_worker(m), m->list[i].papers[0], out);
    return true;
}

static bool finish_file(struct batch_draft *m, struct buf *inputs, bool last)
{
    struct worker *w = batch_worker(m);
    struct arena *a = &w->paper;
    struct print_batch about = sheets_describe(m, a, last);
    w->bytes.n = 0;
    if (!sheets_add_slips(m, &about, inputs)) return false;
    struct buf slips = {0};
    buf_add(&slips, w->bytes.p, w->bytes.n);
    const struct paper *cover = sheets_add_cover(m, &about, inputs);
    bool ok = cover != NULL;
    if (cover && batch_run(m)->options->dump) {
        ok = dump_file(m, cover, &slips);
    } else if (cover) {
        const char *identity = arena_printf(a, "%s/%s/%u", m->batch->path,
                                            batch_run(m)->inputs.cycle->period, m->file_number);
        struct paper_batch batch = join(m, a, &about, cover, identity);
        w->inputs.n = 0;
        buf_add(&w->inputs, inputs->p, inputs->n);
        ok = write_file(m, &batch, &about, batch_pages(cover));
    }
    buf_free(&slips);
    return ok;
}

static void reset(struct batch_draft *m, bool caches)  // over: see worker_reset()
{
    for (size_t i = 0; i < m->count; i++) handout_free(&m->list[i]);
    m->list = NULL;
    m->count = m->room = 0;
    arena_reset(&m->arena);
    worker_reset(batch_worker(m), caches);
}

static bool end_file(struct batch_draft *m, bool last, bool caches)
{
    struct buf inputs = {0};
    if (m->file_number || !last) m->file_number++;
    bool ok = finish_file(m, &inputs, last);
    buf_free(&inputs);
    reset(m, caches);
    return ok;
}

// ---- All of it

static void warn_of_size(const struct batch_draft *m, const struct handout *h)
{
    const struct options *o = batch_run(m)->options;
    const struct subject *s = &h->orders[0]->subject;
    const char *whose = s->employee && s->employee->name ? s->employee->name
                      : s->unit                          ? s->unit->name
                                                         : m->batch->path;
    struct diag *d = diag_warning(batch_run(m)->diags, (struct place){0},
                                  "%s alone has more than %d sheets", whose, o->max_sheets);
    diag_hint(batch_run(m)->diags, d, "--max-sheets divides batches between people only");
}

static bool add_handout(struct batch_draft *m, struct handout *h)
{
    size_t most = (size_t)batch_run(m)->options->max_sheets;
    if (m->count && sheets_with(m, h) > most) {
        bool again = worker_is_full(batch_worker(m));  // what its papers share will be let go of
        if (again) arena_free(&h->arena);
        if (!end_file(m, false, again)) return false;
        if (again) handout_compose(m, h);
    }
    if (!m->count && sheets_with(m, h) > most) warn_of_size(m, h);
    *ARENA_PUSH(&m->arena, m->list, m->count, m->room) = *h;
    return true;
}

static bool same_recipient(const struct order *a, const struct order *b)
{
    const struct subject *x = &a->subject, *y = &b->subject;
    return x->employee == y->employee && x->unit == y->unit;
}

static bool make_handouts(struct batch_draft *m)
{
    const struct batch *b = m->batch;
    for (size_t i = 0, end; i < b->order_count; i = end) {
        for (end = i + 1; end < b->order_count && same_recipient(b->orders[i], b->orders[end]);)
            end++;
        struct handout h = {.orders = b->orders + i, .order_count = end - i};
        bool any = handout_compose(m, &h);
        for (size_t k = i; k < end; k++) {
            progress_step(batch_run(m)->progress);
            stop_made();
        }
        if (any && add_handout(m, &h)) continue;
        handout_free(&h);
        if (any) return false;
    }
    return !m->count || end_file(m, true, false);
}

bool batch_make(struct print_worker *w, struct batch *b)
{
    struct batch_draft m = {.worker = w, .batch = b};
    bool ok = make_handouts(&m);
    reset(&m, worker_is_full(batch_worker(&m)));
    arena_free(&m.arena);
    return ok;
}
