// samtale deliver: a leader's own cycle → what is delivered of it → one file for HR.
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json_line.h"
#include "base/translate.h"
#include "leader/deliver.h"
#include "leader/delivered_mac.h"
#include "leader/delivered_tree.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "run/results.h"
#include "run/run.h"
#include "yaml/emit.h"

static void print_json(const struct run *r, const struct delivered *d, int held, int goals)
{
    struct buf line = {0};
    json_line_begin(&line);
    json_line_text(&line, "leader", d->leader.letters);
    json_line_number(&line, "people", (int64_t)d->count);
    json_line_number(&line, "held", held);
    json_line_number(&line, "goals", goals);
    json_line_bool(&line, "dry-run", r->options->dry_run);
    json_line_print(&line, stdout);
}

static void print_text(const struct run *r, const struct delivered *d, int held, int goals,
                       const char *path)
{
    printf(translate_count("%zu person", "%zu people", d->count), d->count);
    printf(
        translate_count(", %d conversation held", ", %d conversations held", (unsigned long)held),
        held);
    printf(translate_count(", %d goal\n", ", %d goals\n", (unsigned long)goals), goals);
    results_print_where(r, path);
}

static void print_delivered(const struct run *r, const struct delivered *d, const char *path)
{
    const struct options *o = r->options;
    int held = 0, goals = 0;
    for (size_t i = 0; i < d->count; i++) {
        held += date_is_set(d->people[i].held);
        goals += delivered_goals(&d->people[i]);
    }
    if (o->json) print_json(r, d, held, goals);
    else if (!o->quiet) print_text(r, d, held, goals, path);
}

static void write_delivered(struct run *r)
{
    const struct cycle *c = r->inputs.cycle;
    struct delivered d = deliver_make(&r->arena, c);
    const char *name = arena_printf(&r->arena, "delivery-%s-%s.yaml", d.period.letters,
                                    d.leader.letters);
    struct buf out = {0};
    char mac[DELIVERED_MAC + 1];
    delivered_mac(&r->arena, &d, &r->inputs.secret, mac);
    buf_printf(&out,
               "# What %s delivers for %s: days, statuses and counts, and nothing that anybody has "
               "written.\n",
               d.leader.letters, d.period.letters);
    emit_file(delivered_tree(&r->arena, &d, mac), &out);
    int error = r->options->dry_run ? 0 : file_write_below(r->output.folder, name, out.p, out.n);
    buf_free(&out);
    if (error)
        diag_system(r->diags, (struct place){0}, "file-unwritable",
                    "%s/%s could not be written: %s", r->output.folder, name,
                    translate_error(error));
    else print_delivered(r, &d, file_join(&r->arena, r->output.folder, name));
}

static int deliver_run(const struct options *o)
{
    struct run r;
    int status;
    if (!run_open(&r, o, INPUTS_PLANS | INPUTS_SECRET, &status)) return status;
    if (!r.inputs.cycle->part_of) {
        refuse("deliver in a leader's own directory, as samtale split makes it",
               "this is the organisation's own directory, so nobody delivers from it");
        return run_close_wrong_command_line(&r);
    }
    write_delivered(&r);
    return run_close(&r, stderr);
}

const struct command deliver_command = {
    .name = "deliver",
    .options = "period out dry-run",
    .summary = N_("in a leader's own directory: make the file that HR collects"),
    .help = N_("In a directory that samtale split has made: writes\n"
               "out/PERIOD/delivery-PERIOD-LEADER.yaml for HR, who reads it with samtale\n"
               "collect. It holds days, statuses and counts, and nothing that anybody has\n"
               "written.\n"),
    .examples = N_("  samtale deliver\n"
                   "  samtale deliver --out to-hr\n"),
    .run = deliver_run,
};
