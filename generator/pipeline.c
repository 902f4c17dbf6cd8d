#include "pipeline.h"

#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "batch/select.h"
#include "pipeline_run.h"
#include "status/status.h"

// The templates alone: nothing else is read, so the folder need not hold a cycle.
static int check_templates(const struct options *o)
{
    struct run r;
    if (run_begin(&r, o)) r.templates = templates_new(r.diags, &r.arena, r.template_set);
    if (r.templates) compose_check_languages(r.diags, r.templates);
    return run_close(&r, stdout);
}

int pipeline_check(const struct options *o)
{
    if (o->templates) return check_templates(o);
    struct run r;
    run_open(&r, o, true);
    if (o->dump == DUMP_CYCLE && r.cycle) return run_dump_cycle(&r);
    if (r.cycle && !r.cycle->broken) read_remarks(r.diags, r.cycle);
    return run_close(&r, stdout);
}

static int make_documents(struct run *r)
{
    r->orders = orders_make(r->diags, &r->arena, r->options, r->cycle, r->templates, r->documents, r->document_count);
    return run_make_papers(r);
}

int pipeline_packs(const struct options *o)
{
    struct run r;
    int status;
    if (!run_ready(&r, o, true, &status)) return status;
    r.documents = templates_documents(r.templates, &r.arena, "packs", &r.document_count);
    r.calendar = (struct calendar){r.cycle, run_paper_date(&r), SAMTALE_VERSION};
    return make_documents(&r);
}

static bool knows_document(struct run *r, const char *document)
{
    size_t count;
    const char *const *known = templates_documents(r->templates, &r->arena, "forms", &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(known[i], document)) return true;
    fprintf(stderr, "samtale: error: there is no form \"%s\"\n", document);
    const char *near = diag_nearest(document, known, count);
    if (near) fprintf(stderr, "      = did you mean %s?\n", near);
    for (size_t i = 0; !near && i < count; i++) fprintf(stderr, "%s%s%s", i ? ", " : "      = there is ", known[i], i + 1 < count ? "" : "\n");
    return false;
}

int pipeline_forms(const struct options *o)
{
    struct run r;
    int status;
    if (!run_ready(&r, o, true, &status)) return status;
    const char *document = o->document ? o->document : "action-plan";
    if (!knows_document(&r, document)) return run_wrong_command_line(&r);
    r.documents = &document;
    r.document_count = 1;
    return make_documents(&r);
}

// ---- Status

static struct status_scope status_scope(struct run *r)
{
    const struct options *o = r->options;
    const struct cycle *c = r->cycle;
    struct map made = manifest_people(r->diags, &r->arena, o->out, "pack");
    bool *people = ARENA_ARRAY(&r->arena, bool, c->person_count), *packs = ARENA_ARRAY(&r->arena, bool, c->person_count);
    bool *units = ARENA_ARRAY(&r->arena, bool, c->unit_count);
    for (size_t i = 0; i < c->person_count; i++) {
        people[i] = select_has(o, c, c->people[i]);
        packs[i] = map_get(&made, c->people[i]->id);
    }
    for (size_t i = 0; i < c->unit_count; i++) units[i] = select_has_unit(o, c, c->units[i]);
    return (struct status_scope){people, units, packs, !o->employee};
}

static void say_status(struct run *r)
{
    struct status_scope scope = status_scope(r);
    const struct status *s = status_make(&r->arena, r->cycle, &scope);
    struct buf out = {0};
    if (r->options->json) status_json(s, &out);
    else if (!r->options->quiet) status_text(s, &out);
    if (out.n) fwrite(out.p, 1, out.n, stdout);
    fflush(stdout);  // what was wrong comes behind it, not within; main() sees whether it failed
    buf_free(&out);
}

int pipeline_status(const struct options *o)
{
    struct run r;
    if (!run_open_record(&r, o)) return run_close(&r, stderr);
    if (o->dump == DUMP_CYCLE) return run_dump_cycle(&r);
    if (r.cycle->broken) return run_close(&r, stderr);
    if (!select_check(o, r.cycle)) return run_wrong_command_line(&r);
    say_status(&r);
    return run_close(&r, stderr);
}
