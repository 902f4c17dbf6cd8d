// Makes a paper as packs and forms do, but in memory alone, and keeps or writes its pictures.
#include "preview/preview.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "output/keep.h"
#include "output/old.h"
#include "pdf/pdf.h"
#include "preview/raster.h"
#include "run/stop.h"
#include "run/worker.h"

struct maker {
    struct run *run;
    struct worker *worker;
    struct preview *preview;
    bool reported;  // making the paper has reported something
    struct buf png;
};

// ---- Its files

static const char *page_path(struct maker *m, size_t number)
{
    const struct preview *p = m->preview;
    return arena_printf(&m->run->arena, "%s/%s-%zu.png", p->folder, p->name, number);
}

// No page is called so, whatever the ids are.
static const char *contact_sheet_path(struct maker *m)
{
    return arena_printf(&m->run->arena, "%s/%s-all.png", m->preview->folder, m->preview->name);
}

// The paper's own name, without the folder of its unit.
static void name_files(struct maker *m, const struct paper_draft *d)
{
    struct arena *a = &m->run->arena;
    struct preview *p = m->preview;
    const char *slash = strrchr(d->names.path, '/'), *file = slash ? slash + 1 : d->names.path;
    p->order = d->order;
    p->folder = arena_printf(a, PREVIEW_FOLDER "/%s", d->order->document);
    p->name = arena_strndup(a, file, strlen(file) - strlen(".pdf"));
}

static struct manifest_entry entry_for(struct maker *m, const char *path, size_t pages)
{
    const struct order *order = m->preview->order;
    const struct person *p = order->subject.employee;
    const struct unit *u = orders_unit_of(order);
    return (struct manifest_entry){.path = path,
                                   .document = OUTPUT_PREVIEW,
                                   .employee = p ? p->id : NULL,
                                   .unit = u ? u->id : NULL,
                                   .pages = pages,
                                   .reported = m->reported};
}

// changed: may be NULL.
static bool write_picture(struct maker *m, const char *path, size_t pages, bool *changed)
{
    struct output *o = &m->run->output;
    const struct output_tally *all = &o->documents[0].tally;
    struct file_status status = keep_file_status(o, path);
    size_t made = all->made;
    if (!keep_or_write(o, &status, entry_for(m, path, pages), &m->worker->inputs, &m->png))
        return false;
    if (changed) *changed = all->made > made;
    return true;
}

// ---- Keeping them all

static bool is_intact(struct maker *m, const char *path, struct file_status *status)
{
    *status = keep_file_status(&m->run->output, path);
    return keep_has_inputs(&m->run->output, status, &m->worker->inputs) && !status->entry.reported;
}

// Whether all pictures are there, of what the paper would be made from; then they are kept.
static bool keep_all(struct maker *m)
{
    static const uint8_t no_key[HASH_SIZE];
    struct output *o = &m->run->output;
    struct file_status sheet, page;
    if (!is_intact(m, contact_sheet_path(m), &sheet)) return false;
    size_t pages = sheet.entry.pages;
    for (size_t i = 1; i <= pages; i++)
        if (!is_intact(m, page_path(m, i), &page)) return false;
    keep_file(o, &sheet, no_key);
    for (size_t i = 1; i <= pages; i++) {
        page = keep_file_status(o, page_path(m, i));
        keep_file(o, &page, no_key);
    }
    m->preview->pages = pages;
    return true;
}

// ---- Drawing

static bool cannot_draw(struct maker *m)
{
    diag_system(m->run->diags, (struct place){0}, "preview-failed",
                "the pages of %s could not be drawn", m->preview->order->document);
    return false;
}

static bool draw_pages(struct maker *m, struct raster *raster)
{
    struct preview *p = m->preview;
    p->pages = raster_pages(raster);
    p->changed = ARENA_ARRAY(&m->run->arena, size_t, p->pages);
    stop_count(0, 1);
    for (size_t i = 1; i <= p->pages; i++) {
        bool changed;
        if (stop_asked()) return false;
        if (!raster_page(raster, i, &m->png)) return cannot_draw(m);
        if (!write_picture(m, page_path(m, i), 1, &changed)) return false;
        if (changed) p->changed[p->changed_count++] = i;
    }
    if (!raster_contact_sheet(raster, &m->png)) return cannot_draw(m);
    return write_picture(m, contact_sheet_path(m), p->pages, NULL);
}

static bool draw(struct maker *m, struct paper_draft *d)
{
    struct worker *w = m->worker;
    name_files(m, d);
    if (keep_all(m)) return true;
    m->reported = worker_lay_out(w, d);
    if (!writer_make_pdf(w->pdf, &d->paper, &w->bytes)) return false;
    struct raster *raster = raster_open(&w->bytes);
    if (!raster) return cannot_draw(m);
    bool ok = draw_pages(m, raster);
    raster_close(raster);
    return ok;
}

// ---- Old pictures: of a paper that was longer, and of who is in the org chart no more

struct kept_for {
    const struct preview *preview;
    const struct cycle *cycle;
};

// Whether the file is a page of this preview's paper.
static bool is_page(const struct preview *p, const char *path)
{
    size_t folder = strlen(p->folder), name = strlen(p->name);
    if (strncmp(path, p->folder, folder) || path[folder] != '/') return false;
    path += folder + 1;
    if (strncmp(path, p->name, name) || path[name] != '-') return false;
    path += name + 1;
    return strspn(path, "0123456789") == strcspn(path, ".");
}

static bool is_old(const struct manifest_entry *e, const void *arg)
{
    const struct kept_for *k = arg;
    return is_page(k->preview, e->path) || (e->employee && !cycle_person(k->cycle, e->employee));
}

static void remove_old(struct run *r, struct preview *p)
{
    const struct kept_for k = {p, r->inputs.cycle};
    p->removed = old_remove(&r->output, OUTPUT_PREVIEW, is_old, &k);
}

// ---- All of it

static int compare_ranks(const void *x, const void *y)
{
    const struct order *const *a = x, *const *b = y;
    return COMPARE((*a)->rank, (*b)->rank);
}

// Where all of a document stands under conditions, and nothing of it is for the first, the next one
// has it.
static bool make_first(struct maker *m)
{
    struct run *r = m->run;
    struct worker *w = m->worker;
    size_t count = r->orders.count;
    const struct order **list = ARENA_ARRAY(&r->arena, const struct order *, count);
    for (size_t i = 0; i < count; i++) list[i] = &r->orders.list[i];
    if (count) qsort(list, count, sizeof *list, compare_ranks);
    for (size_t i = 0; i < count; i++) {
        if (stop_asked()) return false;
        const struct template *t = templates_find(r->inputs.templates, list[i]->subject.language,
                                                  list[i]->document);
        struct paper_names names = orders_paper_names(list[i], &r->inputs.secret, &w->paper);
        struct paper_draft d = worker_draft(w, t, list[i], &names);
        w->bytes.n = 0;
        worker_compose(w, &d);
        if (d.count) return draw(m, &d);
        worker_reset(w, worker_is_full(w));
    }
    return true;
}

bool preview_make(struct run *r, struct preview *p)
{
    static const char *const documents[] = {OUTPUT_PREVIEW};
    output_set_documents(&r->output, &r->arena, documents, 1);
    if (!output_open(&r->output)) return false;
    r->dependencies = dependencies_new(&r->arena, &r->inputs);
    struct maker m = {.run = r, .worker = worker_new(r), .preview = p};
    bool ok = make_first(&m);
    worker_free(m.worker);
    buf_free(&m.png);
    if (ok && p->order) remove_old(r, p);
    keep_report_warnings(&r->output);
    output_save(&r->output);
    return ok;
}
