// What a run that makes papers says at its end.
#include "run/stop.h"
#include "run/run.h"

void results_print_absences(const struct orders *all)
{
    static const char *const why[] = {
        [PACK_NOT_NEEDED] = "need no conversation",
        [PACK_AWAY] = "away",
        [PACK_LEFT] = "not employed then",
        [PACK_NO_LEADER] = "without a leader",
        [PACK_HAS_ERRORS] = "left out because of an error",
    };
    const char *before = "people without: ";
    for (size_t i = 0; i <= PACK_HAS_ERRORS; i++) {
        if (!why[i] || !all->not_due[i]) continue;
        printf("%s%zu %s", before, all->not_due[i], why[i]);
        before = ", ";
    }
    if (*before == ',') putchar('\n');
}

static void print_document_json(const struct run *r, const char *document,
                                const struct file_tally *t)
{
    printf("{\"document\":\"%s\",\"papers\":%zu,\"pages\":%zu,\"sheets\":%zu,\"made\":%zu,\"kept\":"
           "%zu,\"dry-run\":%s}\n",
           document, t->papers, t->pages, t->sheets, t->made, t->papers - t->made,
           r->options->dry_run ? "true" : "false");
}

// Other files than papers have no pages.
static void print_files_json(const struct run *r, const char *document, const struct file_tally *t)
{
    printf("{\"document\":\"%s\",\"files\":%zu,\"made\":%zu,\"kept\":%zu,\"dry-run\":%s}\n",
           document, t->papers, t->made, t->papers - t->made,
           r->options->dry_run ? "true" : "false");
}

static void print_kept(const struct file_tally *t)
{
    if (t->papers > t->made) printf(" (%zu made, %zu kept)", t->made, t->papers - t->made);
}

static void print_document(const char *document, const struct file_tally *t)
{
    printf("%s: %zu paper%s", document, t->papers, plural(t->papers));
    print_kept(t);
    printf(", %zu page%s on %zu sheet%s\n", t->pages, plural(t->pages), t->sheets,
           plural(t->sheets));
}

static const char *other_files(const struct run *r)
{
    return r->calendar.cycle ? "calendar" : "figures";
}
static bool has_other_files(const struct run *r)
{
    return r->calendar.cycle || r->other.papers;
}

static void print_totals_json(const struct run *r)
{
    partition_print(r);
    for (size_t i = 0; i < r->document_count; i++)
        print_document_json(r, r->documents[i], &r->tallies[i]);
    if (has_other_files(r)) print_files_json(r, other_files(r), &r->other);
    if (r->options->prune)
        printf("{\"pruned\":%zu,\"dry-run\":%s}\n", r->pruned,
               r->options->dry_run ? "true" : "false");
}

void results_print_pruned(const struct run *r)
{
    const struct options *o = r->options;
    if (o->prune)
        printf("%s: %zu file%s that nobody is due any more\n",
               o->dry_run ? "would be removed" : "removed", r->pruned, plural(r->pruned));
}

static void print_totals(const struct run *r)
{
    const struct options *o = r->options;
    partition_print(r);
    for (size_t i = 0; i < r->document_count; i++) print_document(r->documents[i], &r->tallies[i]);
    if (!r->orders.count && !r->whole.count) puts("nobody is due whom these options name");
    if (has_other_files(r)) {
        printf("%s: %zu file%s", other_files(r), r->other.papers, plural(r->other.papers));
        print_kept(&r->other);
        putchar('\n');
    }
    results_print_absences(&r->orders);
    results_print_pruned(r);
    printf(o->dry_run ? "nothing was written to %s\n" : "written to %s\n", o->out);
}

static void print_dumps(struct run *r)
{
    for (size_t i = 0; i < r->orders.count; i++) {
        struct buf *dump = &r->dumps[i];
        if (dump->n) {
            printf("=== %s\n", orders_paper_names(&r->orders.list[i], &r->arena).path);
            fwrite(dump->p, 1, dump->n, stdout);
        }
        buf_free(dump);
    }
}

void results_print(struct run *r)
{
    if (r->dumps) print_dumps(r);
    else if (stop_asked()) stop_report();
    else if (r->options->json) print_totals_json(r);
    else if (!r->options->quiet) print_totals(r);
}
