// samtale check: reads everything, reports everything wrong, writes nothing.
#include <stdio.h>

#include "base/json_line.h"
#include "base/translate.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "commands/held.h"
#include "read/read.h"
#include "run/run.h"

// The templates alone: nothing else is read, so the folder need not hold a cycle.
static void check_templates(struct run *r)
{
    struct inputs *in = &r->inputs;
    if (inputs_read_templates(in, r->diags, &r->arena))
        in->templates = templates_new(r->diags, &r->arena, in->template_set);
    if (in->templates) templates_check_languages(r->diags, in->templates);
}

// Which summaries would leave out.
static void check_answers(struct run *r)
{
    size_t count;
    answers_read(r->diags, &r->arena, r->inputs.cycle, &count);
}

// The same line whether anything is wrong or not, so that silence never has to be read.
static void print_summary(const struct run *r)
{
    const struct cycle *c = r->inputs.cycle;
    unsigned long people = c->person_count, units = c->unit_count, waves = c->wave_count,
                  errors = diag_count(r->diags, DIAG_ERROR) + diag_count(r->diags, DIAG_SYSTEM),
                  warnings = diag_count(r->diags, DIAG_WARNING);
    if (r->options->quiet) return;
    if (r->options->json) {
        struct buf line = {0};
        json_line_begin(&line);
        json_line_number(&line, "people", (int64_t)people);
        json_line_number(&line, "units", (int64_t)units);
        json_line_number(&line, "waves", (int64_t)waves);
        json_line_number(&line, "errors", (int64_t)errors);
        json_line_number(&line, "warnings", (int64_t)warnings);
        json_line_print(&line, stdout);
        return;
    }
    printf(translate_count("%lu person", "%lu people", people), people);
    printf(translate_count(", %lu unit", ", %lu units", units), units);
    printf(translate_count(", %lu wave", ", %lu waves", waves), waves);
    printf(translate_count(": %lu error", ": %lu errors", errors), errors);
    printf(translate_count(", %lu warning\n", ", %lu warnings\n", warnings), warnings);
}

static int check_run(const struct options *o)
{
    if (o->dump > DUMP_CYCLE) {
        refuse("samtale packs --dump doc prints what packs say",
               "check makes no papers, so only --dump cycle goes with it");
        return 2;
    }
    struct run r;
    run_begin(&r, o);
    if (o->templates) check_templates(&r);
    else run_read(&r, INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS);
    const struct cycle *c = r.inputs.cycle;
    if (c && o->dump == DUMP_CYCLE) return run_close_with_dump(&r);
    if (c && !c->has_errors) {
        remarks_report(r.diags, &r.arena, c);
        text_length_report(r.diags, c);
        check_answers(&r);
        if (!o->period) held_warn_of_old(&r);
    }
    run_report(&r, stdout);
    if (c) print_summary(&r);
    return run_close(&r, stdout);
}

const struct command check_command = {
    .name = "check",
    .options = "as-of period templates dump",
    .summary = N_("read everything, report everything wrong, write nothing"),
    .help = N_("Reads samtale.yaml, org.yaml, priorities, plans, answers and templates, and\n"
               "reports all that is wrong in one go: each with its file, line and column, and a\n"
               "hint where there is one. A warning stops nothing. With --as-of it also says what\n"
               "is late on that day.\n"
               "\n"
               "Exit status: 0 when there are warnings at most, 1 when there is an error.\n"),
    .examples = N_("  samtale check\n"
                   "  samtale check --as-of 2027-01-08\n"
                   "  samtale check --templates          templates alone, in any folder\n"),
    .run = check_run,
};
