// Orders → print batches → papers, made as single ones are → one PDF for each batch, with slip and
// cover sheets → a printer. A batch is made by one worker; it becomes several files where it has
// more sheets than wanted.
#include "print/print.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/json_line.h"
#include "base/nearest.h"
#include "base/translate.h"
#include "cli/refuse.h"
#include "output/keep.h"
#include "output/old.h"
#include "print/batch.h"
#include "print/batch_file.h"
#include "print/printed.h"
#include "print/printer.h"
#include "print/proof.h"
#include "run/listing.h"
#include "run/results.h"
#include "run/stop.h"
#include "run/work.h"

struct printing {
    struct run *run;
    struct batch_kind kind;
    struct batches batches;
    size_t files, recipients, pages;  // in all
    struct printer *printer;
    size_t jobs, jobs_before;  // sent by this run, and by earlier ones
    struct printed *printed;   // NULL: nothing of this run counts as printed
    struct proof proof;
};

struct print_worker {
    struct printing *printing;
    struct worker *worker;
};

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
static void find_packs(struct run *r, struct batch_kind *kind)
{
    size_t count;
    const char *const *all = templates_documents(r->inputs.templates, &r->arena, "packs", &count);
    const char **list = ARENA_ARRAY(&r->arena, const char *, count);
    for (int leaders = 0; leaders < 2; leaders++)
        for (size_t i = 0; i < count; i++) {
            const struct template *t = templates_find(r->inputs.templates,
                                                      r->inputs.cycle->language, all[i]);
            enum audience wanted = leaders ? FOR_LEADER : FOR_EMPLOYEE;
            if (t && front_audience(t) == wanted) list[kind->document_count++] = all[i];
        }
    kind->documents = list;
}

static bool unknown_document(struct run *r, const char *document)
{
    size_t packs, forms;
    const char *const *first = templates_documents(r->inputs.templates, &r->arena, "packs", &packs);
    const char *const *second = templates_documents(r->inputs.templates, &r->arena, "forms",
                                                    &forms);
    const char **all = ARENA_ARRAY(&r->arena, const char *, packs + forms + 2);
    for (size_t i = 0; i < packs; i++) all[i] = first[i];
    for (size_t i = 0; i < forms; i++) all[packs + i] = second[i];
    const struct templates *t = r->inputs.templates;
    const char *list = templates_list(t, &r->arena, r->inputs.cycle->language, all, packs + forms);
    all[packs + forms] = "packs";
    all[packs + forms + 1] = "forms";
    size_t count;
    const char *const *known = templates_all_names(t, &r->arena, all, packs + forms + 2, &count);
    return refuse_unknown(document, known, count,
                          arena_printf(&r->arena, _("write one of these: packs, forms, %s"), list),
                          "there is no document \"%s\" to print", document);
}

static bool find_documents(struct run *r, struct batch_kind *kind)
{
    const struct options *o = r->options;
    kind->what = options_operand(o, 0, "packs");
    bool forms = !strcmp(kind->what, "forms");
    if (!forms && o->operand_count > 1)
        return refuse("write samtale print DOCUMENT, or samtale print forms DOCUMENT",
                      "\"%s\" is not expected here", o->operands[1]);
    if (!strcmp(kind->what, "packs")) {
        find_packs(r, kind);
        return true;
    }
    if (forms) kind->what = options_operand(o, 1, "action-plan");
    if (!is_made_by(r, "packs", kind->what) && !is_made_by(r, "forms", kind->what))
        return unknown_document(r, kind->what);
    const char **document = ARENA_NEW(&r->arena, const char *);
    *document = kind->what;
    kind->documents = document;
    kind->document_count = 1;
    return true;
}

// ---- Making them

static bool make_batch(void *worker, size_t i)
{
    struct print_worker *w = worker;
    return !stop_asked() && batch_file_make_all(w->worker, &w->printing->batches.list[i]);
}

static void make_all(struct printing *p)
{
    struct run *r = p->run;
    int jobs = run_job_count(r, p->batches.count);
    void **workers = ARENA_ARRAY(&r->arena, void *, jobs);
    for (int i = 0; i < jobs; i++) {
        struct print_worker *w = ARENA_NEW(&r->arena, struct print_worker);
        *w = (struct print_worker){.printing = p, .worker = worker_new(r)};
        workers[i] = w;
    }
    size_t papers = 0;
    for (size_t i = 0; i < p->batches.count; i++) papers += p->batches.list[i].order_count;
    stop_count(0, papers);
    run_begin_progress(r, papers);
    work_run(workers, jobs, p->batches.count, make_batch);
    progress_end(r->progress);
    for (int i = 0; i < jobs; i++) worker_free(((struct print_worker *)workers[i])->worker);
}

// ---- Printing

static bool note_part(struct printing *p, const struct batch_part *part)
{
    return !p->printed || printed_note(p->printed, part->orders, part->order_count);
}

static bool note_file(struct printing *p, const struct batch_file *f)
{
    bool ok = true;
    for (size_t i = 0; ok && i < f->part_count; i++) ok = note_part(p, &f->parts[i]);
    return ok;
}

// part: NULL: the whole file.
static bool send_part(struct printing *p, const struct batch_file *f, const struct batch_part *part)
{
    struct print_job job = {.path = f->path,
                            .booklet = f->booklet,
                            .first = part ? part->first : 0,
                            .last = part ? part->last : 0};
    memcpy(job.sha256, f->sha256, sizeof job.sha256);
    switch (printer_send(p->printer, p->run->diags, &job)) {
    case PRINTER_FAILED: return false;
    case PRINTER_SENT: p->jobs++; break;
    case PRINTER_SENT_BEFORE: p->jobs_before++; break;
    }
    return part ? note_part(p, part) : note_file(p, f);
}

static bool send_file(struct printing *p, const struct batch_file *f)
{
    bool ok = true;
    if (!p->run->options->staple) return send_part(p, f, NULL);
    for (size_t i = 0; ok && i < f->part_count; i++) ok = send_part(p, f, &f->parts[i]);
    return ok;
}

static bool send_all(struct printing *p)
{
    struct run *r = p->run;
    p->printer = printer_open(&r->arena, r->options, r->output.folder);
    for (size_t i = 0; i < p->batches.count; i++)
        for (size_t k = 0; k < p->batches.list[i].file_count; k++)
            if (!send_file(p, &p->batches.list[i].files[k])) return false;
    return true;
}

// Without a printer, files are made to be printed.
static bool note_all(struct printing *p)
{
    for (size_t i = 0; i < p->batches.count; i++)
        for (size_t k = 0; k < p->batches.list[i].file_count; k++)
            if (!note_file(p, &p->batches.list[i].files[k])) return false;
    return true;
}

// ---- Saying what was done

static void add_up(struct printing *p)
{
    for (size_t i = 0; i < p->batches.count; i++) {
        const struct batch *b = &p->batches.list[i];
        for (size_t k = 0; k < b->file_count; k++) p->files += !b->files[k].apart;
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
    json_line_text(&line, "what", p->kind.what);
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
    proof_print(&p->proof, o);
    size_t sheets = p->pages / 2;
    if (o->json) {
        print_totals_json(p);
        return;
    }
    if (o->quiet) return;
    printf(translate_count("print %s: %zu batch", "print %s: %zu batches", p->files), p->kind.what,
           p->files);
    printf(translate_count(" for %zu recipient", " for %zu recipients", p->recipients),
           p->recipients);
    results_print_pages(p->pages, sheets);
    if (!p->run->orders.count)
        puts(o->only_new ? _("everybody has been in a batch as they are now")
                         : _("nobody among those you asked for is to have papers"));
    results_print_absences(&p->run->orders);
    results_print_pruned(p->run);
    results_print_where(p->run, p->run->output.folder);
    if (!o->printer || o->dry_run) return;
    printf(translate_count("sent to %s: %zu job\n", "sent to %s: %zu jobs\n", p->jobs), o->printer,
           p->jobs);
    if (p->jobs_before)
        printf(translate_count("sent before, and not again: %zu job (--again sends it)\n",
                               "sent before, and not again: %zu jobs (--again sends them)\n",
                               p->jobs_before),
               p->jobs_before);
}

static void print_dumps(struct printing *p)
{
    for (size_t i = 0; i < p->batches.count; i++) {
        const struct buf *dump = &p->batches.list[i].dump;
        if (dump->n) fwrite(dump->p, 1, dump->n, stdout);
    }
}

// ---- All of it

static void finish(struct printing *p)
{
    struct run *r = p->run;
    if (!stop_asked()) old_warn_or_prune(&r->output, r->options, r->inputs.cycle);
    keep_report_warnings(&r->output);
    if (!stop_asked()) listing_write(r);
    output_save(&r->output);
    add_up(p);
    if (stop_asked() || diag_count(r->diags, DIAG_SYSTEM)) return;
    bool whole = r->options->printer ? send_all(p) : note_all(p);
    if (whole && p->printed && r->options->only_new && p->batches.count)
        printed_note_whole(p->printed, p->kind.folder);
}

static void make_and_print(struct printing *p)
{
    struct run *r = p->run;
    if (!output_open(&r->output)) return;
    r->dependencies = dependencies_new(&r->arena, &r->inputs);
    make_all(p);
    if (r->options->dump) {
        print_dumps(p);
    } else {
        finish(p);
        if (stop_asked()) stop_report();
        else print_totals(p);
    }
    for (size_t i = 0; i < p->batches.count; i++) batch_free(&p->batches.list[i]);
}

static struct printed *open_printed(struct run *r)
{
    size_t count;
    const char *const *packs = templates_documents(r->inputs.templates, &r->arena, "packs", &count);
    return printed_open(r, packs, count);
}

// Which papers are printed, of those that there are. False after a sentence on standard error.
static bool choose_orders(struct printing *p, struct printed *printed)
{
    struct run *r = p->run;
    const struct options *o = r->options;
    if (o->only_new) printed_keep_new(printed, &r->orders);
    if (o->proof) p->proof = proof_choose(r, &p->kind);
    if (!o->proof && !o->blank && !o->dry_run && !o->dump) p->printed = printed;
    p->batches = batch_divide(r, &p->kind);
    if (!o->from) return true;
    batch_begin_with(&p->batches, o->from);
    return p->batches.count ||
           refuse("without --from, the option --cover lists who is in a batch",
                  "--from %s: there is no such recipient in these batches", o->from);
}

bool print_make(struct run *r)
{
    struct printing p = {.run = r};
    if (!find_documents(r, &p.kind)) return false;
    const struct options *o = r->options;
    if (o->proof) r->own.by = PRINT_ALL;
    r->orders = orders_make(r->diags, &r->arena, o, r->inputs.cycle, r->inputs.templates,
                            p.kind.documents, p.kind.document_count);
    p.kind.by = o->blank ? PRINT_ALL : (enum print_by)o->by;
    struct printed *printed = open_printed(r);
    p.kind.folder = batch_folder(r, printed, &p.kind);
    size_t count;
    const char *const *folders = batch_folders(r, printed, &p.kind, &count);
    output_set_documents(&r->output, &r->arena, folders, count);
    if (!choose_orders(&p, printed)) return false;
    make_and_print(&p);
    return true;
}
