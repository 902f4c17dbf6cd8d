// samtale print: orders → batches of recipients → compose and layout, as for single papers → one
// PDF for each batch, with slip and cover sheets → a printer. A batch is one worker's; it becomes
// several files where it has more sheets than wanted.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/json_line.h"
#include "base/nearest.h"
#include "cli/refuse.h"
#include "output/keep.h"
#include "output/old.h"
#include "print/print.h"
#include "print/printer.h"
#include "run/results.h"
#include "run/stop.h"
#include "run/work.h"

// ---- What is printed

static bool is_made_by(struct run *r, const char *command, const char *document)
{
    size_t count;
    const char *const *known = templates_documents(r->inputs.templates, &r->arena, command, &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(known[i], document)) return true;
    return false;
}

// All that packs makes for a person: for leaders that is a pack of their own and one as a leader,
// in this order.
static void find_packs(struct printing *p)
{
    struct run *r = p->run;
    size_t count;
    const char *const *all = templates_documents(r->inputs.templates, &r->arena, "packs", &count);
    const char **list = ARENA_ARRAY(&r->arena, const char *, count);
    for (int leaders = 0; leaders < 2; leaders++)
        for (size_t i = 0; i < count; i++) {
            const struct template *t = templates_find(r->inputs.templates,
                                                      r->inputs.cycle->language, all[i]);
            enum audience wanted = leaders ? FOR_LEADER : FOR_EMPLOYEE;
            if (t && templates_audience(t) == wanted) list[p->document_count++] = all[i];
        }
    p->documents = list;
}

static bool unknown_document(struct run *r, const char *document)
{
    size_t packs, forms;
    const char *const *first = templates_documents(r->inputs.templates, &r->arena, "packs", &packs);
    const char *const *second = templates_documents(r->inputs.templates, &r->arena, "forms",
                                                    &forms);
    const char **known = ARENA_ARRAY(&r->arena, const char *, packs + forms + 2);
    for (size_t i = 0; i < packs; i++) known[i] = first[i];
    for (size_t i = 0; i < forms; i++) known[packs + i] = second[i];
    known[packs + forms] = "packs";
    known[packs + forms + 1] = "forms";
    return refuse_unknown(document, known, packs + forms + 2,
                          "name packs, a form, or another document that packs or forms makes",
                          "there is no document \"%s\" to print", document);
}

static bool find_documents(struct printing *p)
{
    struct run *r = p->run;
    const struct options *o = r->options;
    p->what = options_operand(o, 0, "packs");
    bool forms = !strcmp(p->what, "forms");
    if (!forms && o->operand_count > 1)
        return refuse("samtale print forms DOCUMENT takes two, and print DOCUMENT one",
                      "\"%s\" is one word too many", o->operands[1]);
    if (!strcmp(p->what, "packs")) {
        find_packs(p);
        return true;
    }
    if (forms) p->what = options_operand(o, 1, "action-plan");
    if (!is_made_by(r, "packs", p->what) && !is_made_by(r, "forms", p->what))
        return unknown_document(r, p->what);
    p->documents = ARENA_NEW(&r->arena, const char *);
    *p->documents = p->what;
    p->document_count = 1;
    return true;
}

// ---- Whose it is, and who hands it out

static const struct person *person_of(const struct order *o)
{
    const struct person *p = o->subject.employee;
    return p && p->name ? p : NULL;
}

static const struct unit *unit_of(const struct order *o)
{
    return person_of(o) ? person_of(o)->unit : o->subject.unit;
}

static const struct person *leader_of(const struct printing *p, const struct order *o)
{
    const struct unit *u = o->subject.unit ? o->subject.unit : p->run->inputs.cycle->root;
    return person_of(o) ? person_of(o)->leader
                        : cycle_unit_leader_on(u, p->run->inputs.cycle->as_of);
}

static unsigned wave_of(const struct printing *p, const struct order *o)
{
    const struct person *one = person_of(o) ? person_of(o) : leader_of(p, o);
    return one && one->id ? one->wave + 1 : 1;
}

// Ids never begin with "_".
static const char *name_of(const struct printing *p, const struct order *o)
{
    struct arena *a = &p->run->arena;
    const struct cycle *c = p->run->inputs.cycle;
    if (p->by == PRINT_BY_WAVE) return arena_printf(a, "%u", wave_of(p, o));
    if (p->by == PRINT_BY_UNIT) return (unit_of(o) ? unit_of(o) : c->root)->id;
    const struct person *leader = leader_of(p, o);
    if (!leader) return "_nobody";
    if (leader->id) return leader->id;
    size_t i = 0;
    while (i < c->outsider_count && c->outsiders[i] != leader) i++;
    return arena_printf(a, "_outside-%zu", i + 1);
}

// Where the batches of a run are, and what the manifest calls them.
static const char *folder_of(const struct printing *p)
{
    static const char *const names[] = {"leader", "unit", "wave", "all"};
    const struct options *o = p->run->options;
    return arena_printf(&p->run->arena, "print/%s/%s%s", p->what,
                        o->blank      ? "blank"
                        : o->employee ? "employee"
                                      : names[p->by],
                        o->booklet ? "-booklet" : "");
}

static const char *path_of(const struct printing *p, const struct order *o)
{
    const char *one = p->run->options->employee;  // does not take the place of the whole stack
    if (one) return arena_printf(&p->run->arena, "%s/%s", p->folder, one);
    return p->by == PRINT_ALL ? p->folder
                              : arena_printf(&p->run->arena, "%s/%s", p->folder, name_of(p, o));
}

static const char *language_of(const struct cycle *c, const struct batch *b)
{
    const char *language = c->language;
    if (b->leader && b->leader->id) language = cycle_person_language(c, b->leader);
    if (b->unit) language = cycle_unit_language(c, b->unit);
    return cycle_has_language(c, language) ? language : c->language;
}

static struct batch *batch_new(struct printing *p, const struct order *o, const char *path)
{
    struct batch *b = ARENA_PUSH(&p->run->arena, p->batches, p->batch_count, p->batch_room);
    *b = (struct batch){.path = path};
    if (p->by == PRINT_BY_LEADER) b->leader = leader_of(p, o);
    if (p->by == PRINT_BY_UNIT) b->unit = unit_of(o) ? unit_of(o) : p->run->inputs.cycle->root;
    if (p->by == PRINT_BY_WAVE) b->wave = wave_of(p, o);
    b->language = language_of(p->run->inputs.cycle, b);
    return b;
}

struct queued {  // an order, and where it comes in the cascade
    const struct order *order;
    size_t rank, document;
};

static int by_cascade(const void *x, const void *y)
{
    const struct queued *a = x, *b = y;
    if (a->rank != b->rank) return COMPARE(a->rank, b->rank);
    return COMPARE(a->document, b->document);
}

// What is about nobody in particular comes before the people, in the order of units.
static struct queued *queue(const struct printing *p)
{
    const struct run *r = p->run;
    const struct cycle *c = r->inputs.cycle;
    struct arena *a = &p->run->arena;
    size_t *ranks = ARENA_ARRAY(a, size_t, c->person_count);
    for (size_t i = 0; i < c->person_count; i++) ranks[c->cascade[i]->index] = i;
    struct queued *list = ARENA_ARRAY(a, struct queued, r->orders.count);
    for (size_t i = 0; i < r->orders.count; i++) {
        const struct order *o = &r->orders.list[i];
        size_t document = 0;
        while (document + 1 < p->document_count && strcmp(p->documents[document], o->document))
            document++;
        size_t rank = person_of(o)    ? c->unit_count + ranks[person_of(o)->index]
                    : o->subject.unit ? o->subject.unit->index
                                      : 0;
        list[i] = (struct queued){o, rank, document};
    }
    if (r->orders.count) qsort(list, r->orders.count, sizeof *list, by_cascade);
    return list;
}

static void make_batches(struct printing *p)
{
    struct arena *a = &p->run->arena;
    struct map seen = {0};  // path → one and the place of its batch
    const struct queued *list = queue(p);
    for (size_t i = 0; i < p->run->orders.count; i++) {
        const struct order *o = list[i].order;
        const char *path = path_of(p, o);
        size_t *at = map_get(&seen, path);
        if (!at) {
            at = ARENA_NEW(a, size_t);
            *at = p->batch_count;
            map_set(&seen, a, path, at);
            batch_new(p, o, path);
        }
        struct batch *b = &p->batches[*at];
        *ARENA_PUSH(a, b->orders, b->order_count, b->order_room) = o;
    }
}

// ---- Making them

static bool make_batch(void *worker, size_t i)
{
    struct print_worker *w = worker;
    struct batch *b = &w->printing->batches[i];
    return !stop_asked() && batch_make(w, b);
}

static void make_all(struct printing *p)
{
    struct run *r = p->run;
    int jobs = run_job_count(r, p->batch_count);
    void **workers = ARENA_ARRAY(&r->arena, void *, jobs);
    for (int i = 0; i < jobs; i++) {
        struct print_worker *w = ARENA_NEW(&r->arena, struct print_worker);
        *w = (struct print_worker){.printing = p, .worker = worker_new(r)};
        workers[i] = w;
    }
    stop_count(0, r->orders.count);
    run_begin_progress(r, r->orders.count);
    work_run(workers, jobs, p->batch_count, make_batch);
    progress_end(r->progress);
    for (int i = 0; i < jobs; i++) worker_free(((struct print_worker *)workers[i])->worker);
}

// ---- Printing

static bool send_file(struct printing *p, const struct print_file *f)
{
    const struct options *o = p->run->options;
    for (size_t i = 0; i < (o->staple ? f->range_count : 1); i++) {
        const struct page_range *range = o->staple ? &f->ranges[i] : NULL;
        struct print_job job = {.options = o,
                                .out = o->out,
                                .path = f->path,
                                .first = range ? range->first : 0,
                                .last = range ? range->last : 0};
        memcpy(job.sha256, f->sha256, sizeof job.sha256);
        switch (printer_send(p->printer, p->run->diags, &job)) {
        case PRINTER_FAILED: return false;
        case PRINTER_SENT: p->jobs++; break;
        case PRINTER_SENT_BEFORE: p->jobs_before++; break;
        }
    }
    return true;
}

static void send_all(struct printing *p)
{
    struct run *r = p->run;
    p->printer = printer_open(&r->arena, r->options);
    for (size_t i = 0; i < p->batch_count; i++)
        for (size_t k = 0; k < p->batches[i].file_count; k++)
            if (!send_file(p, &p->batches[i].files[k])) return;
}

// ---- Saying what was done

static void add_up(struct printing *p)
{
    for (size_t i = 0; i < p->batch_count; i++) {
        const struct batch *b = &p->batches[i];
        p->files += b->file_count;
        p->recipients += b->recipients;
        p->pages += b->pages;
    }
}

static void print_totals_json(const struct printing *p)
{
    const struct options *o = p->run->options;
    struct buf line = {0};
    json_line_begin(&line);
    json_line_text(&line, "document", "print");
    json_line_text(&line, "what", p->what);
    json_line_number(&line, "batches", (int64_t)p->files);
    json_line_number(&line, "recipients", (int64_t)p->recipients);
    json_line_number(&line, "pages", (int64_t)p->pages);
    json_line_number(&line, "sheets", (int64_t)(p->pages / 2));
    json_line_bool(&line, "dry-run", o->dry_run);
    if (o->printer) {
        json_line_number(&line, "jobs", (int64_t)p->jobs);
        json_line_number(&line, "jobs-before", (int64_t)p->jobs_before);
    }
    json_line_print(&line, stdout);
}

static void print_totals(struct printing *p)
{
    const struct options *o = p->run->options;
    size_t sheets = p->pages / 2;
    if (o->json) {
        print_totals_json(p);
        return;
    }
    if (o->quiet) return;
    printf("print %s: %zu batch%s for %zu recipient%s, %zu page%s on %zu sheet%s\n", p->what,
           p->files, p->files == 1 ? "" : "es", p->recipients, plural(p->recipients), p->pages,
           plural(p->pages), sheets, plural(sheets));
    if (!p->run->orders.count) puts("nobody is due whom these options name");
    results_print_absences(&p->run->orders);
    results_print_pruned(p->run);
    printf(o->dry_run ? "nothing was written to %s\n" : "written to %s\n", o->out);
    if (!o->printer || o->dry_run) return;
    printf("sent to %s: %zu job%s\n", o->printer, p->jobs, plural(p->jobs));
    if (p->jobs_before)
        printf("sent before, and not again: %zu job%s (--again sends them)\n", p->jobs_before,
               plural(p->jobs_before));
}

static void print_dumps(struct printing *p)
{
    for (size_t i = 0; i < p->batch_count; i++) {
        struct buf *dump = &p->batches[i].dump;
        if (dump->n) fwrite(dump->p, 1, dump->n, stdout);
        buf_free(dump);
    }
}

// ---- All of it

static void finish(struct printing *p)
{
    struct run *r = p->run;
    if (!stop_asked()) old_warn_or_prune(&r->output, r->options, r->inputs.cycle);
    keep_report_warnings(&r->output);
    output_save(&r->output);
    add_up(p);
    if (r->options->printer && !stop_asked() && !diag_count(r->diags, DIAG_SYSTEM)) send_all(p);
}

bool print_make(struct run *r)
{
    struct printing printing = {.run = r}, *p = &printing;
    if (!find_documents(p)) return false;
    const struct options *o = r->options;
    r->orders = orders_make(r->diags, &r->arena, o, r->inputs.cycle, r->inputs.templates,
                            p->documents, p->document_count);
    p->by = o->blank ? PRINT_ALL : (enum print_by)o->by;
    p->folder = folder_of(p);
    output_set_documents(&r->output, &r->arena, &p->folder, 1);
    make_batches(p);
    if (!output_open(&r->output)) return true;
    r->dependencies = dependencies_new(&r->arena, &r->inputs);
    make_all(p);
    if (o->dump) print_dumps(p);
    else finish(p), stop_asked() ? stop_report() : print_totals(p);
    for (size_t i = 0; i < p->batch_count; i++) arena_free(&p->batches[i].arena);
    return true;
}
