// What a run that makes papers says at its end.
#include "run/results.h"

#include "base/json_line.h"
#include "base/translate.h"
#include "run/stop.h"

void results_print_absences(const struct orders *all)
{
    static const char *const why[] = {
        [PACK_NOT_NEEDED] = N_("need no conversation"),
        [PACK_AWAY] = N_("away"),
        [PACK_LEFT] = N_("not employed then"),
        [PACK_NO_LEADER] = N_("without a leader"),
        [PACK_HAS_ERRORS] = N_("left out because of an error"),
    };
    const char *before = _("people without: ");
    if (all->followed_up) {
        printf("%s%zu %s", before, all->followed_up, _("have held all follow-ups"));
        before = ", ";
    }
    for (size_t i = 0; i <= PACK_HAS_ERRORS; i++) {
        if (!why[i] || !all->not_due[i]) continue;
        printf("%s%zu %s", before, all->not_due[i], _(why[i]));
        before = ", ";
    }
    if (*before == ',') putchar('\n');
}

// The end of a line, and the line.
static void print_made_json(const struct run *r, const struct output_tally *t, struct buf *line)
{
    json_line_number(line, "made", (int64_t)t->made);
    json_line_number(line, "kept", (int64_t)(t->files - t->made));
    json_line_bool(line, "dry-run", r->options->dry_run);
    json_line_print(line, stdout);
}

static void print_document_json(const struct run *r, const struct output_document *document)
{
    const struct output_tally *t = &document->tally;
    struct buf line = {0};
    json_line_begin(&line);
    json_line_text(&line, "document", document->name);
    json_line_number(&line, "papers", (int64_t)t->files);
    json_line_number(&line, "pages", (int64_t)t->pages);
    json_line_number(&line, "sheets", (int64_t)t->sheets);
    print_made_json(r, t, &line);
}

// Other files than papers have no pages.
static void print_files_json(const struct run *r, const char *document,
                             const struct output_tally *t)
{
    struct buf line = {0};
    json_line_begin(&line);
    json_line_text(&line, "document", document);
    json_line_number(&line, "files", (int64_t)t->files);
    print_made_json(r, t, &line);
}

static void print_kept(const struct output_tally *t)
{
    if (t->files > t->made) printf(_(" (%zu made, %zu kept)"), t->made, t->files - t->made);
}

void results_print_pages(size_t pages, size_t sheets)
{
    printf(translate_count(", %zu page", ", %zu pages", pages), pages);
    printf(translate_count(" on %zu sheet\n", " on %zu sheets\n", sheets), sheets);
}

void results_print_where(const struct run *r, const char *where)
{
    printf(r->options->dry_run ? _("nothing was written to %s\n") : _("written to %s\n"), where);
}

static void print_document(const struct output_document *document)
{
    const struct output_tally *t = &document->tally;
    printf(translate_count("%s: %zu paper", "%s: %zu papers", t->files), document->name, t->files);
    print_kept(t);
    results_print_pages(t->pages, t->sheets);
}

static const char *other_files(const struct run *r)
{
    if (r->output.zips) return r->output.calendars ? "zip+calendar" : "zip";
    if (r->output.others) return r->output.others;
    return r->output.calendars ? "calendar" : "figures";
}
static bool has_other_files(const struct run *r)
{
    return r->output.calendars || r->output.other_files.files;
}

static void print_totals_json(const struct run *r)
{
    partition_print(r);
    for (size_t i = 0; i < r->output.document_count; i++)
        print_document_json(r, &r->output.documents[i]);
    if (has_other_files(r)) print_files_json(r, other_files(r), &r->output.other_files);
    if (!r->options->prune) return;
    struct buf line = {0};
    json_line_begin(&line);
    json_line_number(&line, "pruned", (int64_t)r->output.pruned);
    json_line_bool(&line, "dry-run", r->options->dry_run);
    json_line_print(&line, stdout);
}

void results_print_pruned(const struct run *r)
{
    const struct options *o = r->options;
    size_t n = r->output.pruned;
    if (o->prune)
        printf(o->dry_run
                   ? translate_count("would be removed: %zu file that is no longer needed\n",
                                     "would be removed: %zu files that are no longer needed\n", n)
                   : translate_count("removed: %zu file that is no longer needed\n",
                                     "removed: %zu files that are no longer needed\n", n),
               n);
}

static void print_totals(const struct run *r)
{
    partition_print(r);
    for (size_t i = 0; i < r->output.document_count; i++) print_document(&r->output.documents[i]);
    if (!r->orders.count && !r->partition.whole.count)
        puts(_("nobody among those you asked for is to have papers"));
    if (has_other_files(r)) {
        size_t n = r->output.other_files.files;
        printf(translate_count("%s: %zu file", "%s: %zu files", n), other_files(r), n);
        print_kept(&r->output.other_files);
        putchar('\n');
    }
    results_print_absences(&r->orders);
    results_print_pruned(r);
    results_print_where(r, r->output.folder);
}

static void print_dumps(struct run *r)
{
    for (size_t i = 0; i < r->orders.count; i++) {
        struct buf *dump = &r->dumps[i];
        if (dump->n) {
            printf("=== %s\n", orders_paper_path(&r->orders.list[i], &r->arena));
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
