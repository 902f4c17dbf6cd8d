// Writes a print batch: its recipients' papers are made one after the other and kept; when they are
// as many sheets as one file may have, or all, the slip sheets and the cover are made, which tell
// of the others, and the file is written.
#include "print/batch_file.h"

#include <assert.h>
#include <string.h>

#include "output/keep.h"
#include "pdf/pdf.h"
#include "print/sheets.h"
#include "run/stop.h"

enum { ENVELOPES_A_PAGE = 18 };  // of the cover's list, at the least

static const struct options *options_of(const struct batch_draft *m)
{
    return m->worker->run->options;
}

// Of all that the file has with one more handout, and with a cover that is not made yet.
static size_t sheets_with(const struct batch_draft *m, const struct handout *next)
{
    const struct options *o = options_of(m);
    size_t cover = o->cover ? 1 + (m->count + 1) / ENVELOPES_A_PAGE : 0;
    size_t sheets = handout_sheets(o, cover) + handout_sheets(o, next->pages);
    for (size_t i = 0; i < m->count; i++) sheets += handout_sheets(o, m->list[i].pages);
    return sheets;
}

// ---- Writing

static const char *part_title(const struct recipient *r, const struct handout *h)
{
    if (r->person) return r->person->name;
    return r->unit ? r->unit->name.text : h->papers[1]->title;
}

struct file_draft {
    struct batch_file file;
    struct arena *arena;  // of its parts, which are the paper's
    struct paper_part *parts;
    struct batch_part *pages;  // beside them
    size_t count, page_count;
};

static struct file_draft draft_for(const struct batch_draft *m, struct arena *a, bool apart)
{
    return (struct file_draft){
        .file = {.booklet = options_of(m)->booklet && !apart, .apart = apart},
        .arena = a,
        .parts = ARENA_ARRAY(a, struct paper_part, m->count + 1),
        .pages = ARENA_ARRAY(&m->batch->arena, struct batch_part, m->count + 1),
    };
}

// Adds a part, unless it has no pages. h: the recipient's; NULL: it is the cover.
static void add_part(struct file_draft *f, const struct paper_part *part, const struct handout *h)
{
    size_t pages = 0;
    for (size_t i = 0; i < part->paper_count; i++) pages += handout_pages(part->papers[i]);
    if (!pages) return;
    size_t sides = f->file.booklet ? (pages + 3) / 4 * 2 : pages;
    f->pages[f->count] = (struct batch_part){f->page_count + 1, f->page_count + sides,
                                             h ? h->orders : NULL, h ? h->order_count : 0};
    f->page_count += sides;
    f->parts[f->count++] = *part;
}

static void add_cover(struct file_draft *f, const struct paper *cover)
{
    const struct paper **first = ARENA_NEW(f->arena, const struct paper *);
    *first = cover;
    struct paper_part part = {
        .title = cover->title, .label = "", .papers = first, .paper_count = 1, .cover = true};
    add_part(f, &part, NULL);
}

static void add_recipient(struct file_draft *f, const struct recipient *r, const struct handout *h)
{
    bool slip = h->papers[0] && !f->file.apart;
    const struct paper **all = f->file.apart ? h->apart : h->papers;
    struct paper_part part = {
        .title = part_title(r, h),
        .label = arena_printf(f->arena, "%zu", r->number),
        .papers = ARENA_ARRAY(f->arena, const struct paper *, h->paper_count),
        .slip = slip,
    };
    for (size_t i = slip ? 0 : 1; i < h->paper_count; i++)
        if (all[i] && all[i]->section_count) part.papers[part.paper_count++] = all[i];
    add_part(f, &part, h);
}

static const char *path_of(const struct batch_draft *m, bool apart)
{
    struct arena *a = &m->batch->arena;
    const char *kind = apart ? "+sheets" : "";
    return m->file_number ? arena_printf(a, "%s+%u%s.pdf", m->batch->path, m->file_number, kind)
                          : arena_printf(a, "%s%s.pdf", m->batch->path, kind);
}

static bool write_file(struct batch_draft *m, struct file_draft *f, const struct paper *about,
                       const struct buf *inputs)
{
    struct worker *w = m->worker;
    struct batch *b = m->batch;
    struct paper_batch batch = {.about = *about, .parts = f->parts, .part_count = f->count};
    f->file.path = path_of(m, f->file.apart);
    f->file.parts = f->pages;
    f->file.part_count = f->count;
    batch.about.identity = arena_printf(f->arena, "%s/%s/%u%s", b->path,
                                        w->run->inputs.cycle->period, m->file_number,
                                        f->file.apart ? "/apart" : "");
    w->inputs.n = 0;
    buf_add(&w->inputs, inputs->p, inputs->n);
    if (!(f->file.booklet ? booklet_make_pdf : joined_make_pdf)(w->pdf, &batch, &w->bytes))
        return false;
    struct manifest_entry e = {
        .path = f->file.path,
        .document = b->kind->folder,
        .employee = b->leader ? b->leader->id : NULL,
        .unit = b->unit ? b->unit->id : NULL,
        .pages = f->page_count,
        .kind = f->file.booklet ? "booklet" : "batch",
    };
    hash_bytes(w->bytes.p, w->bytes.n, f->file.sha256);
    *ARENA_PUSH(&b->arena, b->files, b->file_count, b->file_room) = f->file;
    b->pages += f->page_count;
    struct output *output = &w->run->output;
    struct file_status status = keep_file_status(output, e.path);
    return keep_or_write(output, &status, e, &w->inputs, &w->bytes);
}

static bool write_files(struct batch_draft *m, const struct print_batch *about,
                        const struct paper *cover, const struct buf *inputs)
{
    struct arena *a = &m->worker->paper;
    struct buf all = {0};
    buf_add(&all, inputs->p, inputs->n);
    struct paper title = sheets_about(m, a, about, &all);
    bool ok = title.title;
    for (int apart = 0; ok && apart <= options_of(m)->booklet; apart++) {
        struct file_draft f = draft_for(m, a, apart);
        if (cover && !apart) add_cover(&f, cover);
        for (size_t i = 0; i < m->count; i++) add_recipient(&f, &about->recipients[i], &m->list[i]);
        ok = !f.count || write_file(m, &f, &title, &all);
    }
    m->batch->recipients += m->count;
    buf_free(&all);
    return ok;
}

// Cover and slip sheets as text; the other papers are what packs and forms dump.
static void dump_file(struct batch_draft *m, const struct paper *cover, const struct buf *slips)
{
    struct buf *out = &m->batch->dump;
    const struct buf *doc = &m->worker->bytes;
    buf_printf(out, "=== %s\n", path_of(m, false));
    if (options_of(m)->dump == DUMP_DOC) {
        buf_add(out, doc->p, doc->n);
        buf_add(out, slips->p, slips->n);
        return;
    }
    if (cover) worker_dump(m->worker, cover, out);
    for (size_t i = 0; i < m->count; i++)
        if (m->list[i].papers[0]) worker_dump(m->worker, m->list[i].papers[0], out);
}

static bool finish_file(struct batch_draft *m, struct buf *inputs, bool last)
{
    struct worker *w = m->worker;
    struct print_batch about = sheets_describe(m, &w->paper, last);
    const struct paper *cover = NULL;
    w->bytes.n = 0;
    if (!sheets_add_slips(m, &about, inputs)) return false;
    struct buf slips = {0};
    buf_add(&slips, w->bytes.p, w->bytes.n);
    w->bytes.n = 0;
    if (options_of(m)->cover) cover = sheets_add_cover(m, &about, inputs);
    bool ok = cover || !options_of(m)->cover;
    if (ok && options_of(m)->dump) dump_file(m, cover, &slips);
    else if (ok) ok = write_files(m, &about, cover, inputs);
    buf_free(&slips);
    return ok;
}

// Empties the draft; caches: see worker_reset().
static void reset(struct batch_draft *m, bool caches)
{
    for (size_t i = 0; i < m->count; i++) handout_free(&m->list[i]);
    m->list = NULL;
    m->count = m->room = 0;
    arena_reset(&m->arena);
    worker_reset(m->worker, caches);
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

static const char *recipient_name(const struct batch_draft *m, const struct handout *h)
{
    const struct subject *s = &h->orders[0]->subject;
    if (s->employee && s->employee->name) return s->employee->name;
    return s->unit ? s->unit->name.text : m->batch->path;
}

static void warn_of_size(const struct batch_draft *m, const struct handout *h)
{
    struct diags *d = m->worker->run->diags;
    struct diag *warning = diag_warning(d, (struct place){0}, "batch-too-large",
                                        "%s alone has more than %d sheets", recipient_name(m, h),
                                        options_of(m)->max_sheets);
    diag_hint(d, warning, "--max-sheets divides batches between people only");
}

// Ends the file before the handout where it would become too large. Where the worker then starts
// over, what the handout's papers share is gone, and they are made again.
static bool make_room(struct batch_draft *m, struct handout *h)
{
    bool again = worker_is_full(m->worker);
    if (again) arena_free(&h->arena);
    if (!end_file(m, false, again)) return false;
    if (again) handout_make(m->worker, h);
    return true;
}

static bool add_handout(struct batch_draft *m, struct handout *h)
{
    size_t most = (size_t)options_of(m)->max_sheets;
    if (m->count && sheets_with(m, h) > most && !make_room(m, h)) return false;
    if (!m->count && sheets_with(m, h) > most) warn_of_size(m, h);
    *ARENA_PUSH(&m->arena, m->list, m->count, m->room) = *h;
    return true;
}

static void count_made(const struct batch_draft *m, size_t papers)
{
    for (size_t i = 0; i < papers; i++) {
        progress_step(m->worker->run->progress);
        stop_made();
    }
}

static bool make_handouts(struct batch_draft *m)
{
    const struct batch *b = m->batch;
    for (size_t i = 0, end; i < b->order_count; i = end) {
        end = i + 1;
        while (end < b->order_count && batch_same_recipient(b->orders[i], b->orders[end])) end++;
        struct handout h = {.orders = b->orders + i, .order_count = end - i};
        bool any = handout_make(m->worker, &h);
        count_made(m, h.order_count);
        if (any && add_handout(m, &h)) continue;
        handout_free(&h);
        if (any) return false;
    }
    return !m->count || end_file(m, true, false);
}

bool batch_file_make_all(struct worker *w, struct batch *b)
{
    struct batch_draft m = {.worker = w, .batch = b};
    bool ok = make_handouts(&m);
    reset(&m, worker_is_full(w));
    arena_free(&m.arena);
    return ok;
}
