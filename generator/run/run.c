// A run, opened and closed.
#include "run/run.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/share.h"
#include "cli/refuse.h"
#include "cli/select.h"
#include "run/period.h"
#include "run/secret_file.h"
#include "run/stop.h"
#include "run/takeover.h"
#include "run/work.h"

void run_begin(struct run *r, const struct options *o)
{
    *r = (struct run){.own = *o, .diags = diag_new()};
    r->options = &r->own;
    if (o->quiet) diag_show_errors_only(r->diags);
    if (o->all) diag_show_all(r->diags);
    output_begin(&r->output, r->diags, o);
}

// What is made from here on is for colleagues, too, where the settings say so.
static void share(struct run *r)
{
    const struct cycle *c = r->inputs.cycle;
    if (!c || c->share != SHARE_GROUP || share_with_group_of(".") != EPERM) return;
    struct diag *g = diag_warning(r->diags, (struct place){0}, "share-without-group",
                                  "share: group shares nothing, because you are not in the group "
                                  "of the cycle directory");
    diag_hint(r->diags, g, "join that group, or give the directory to one that you are in");
}

void run_resolve_names(struct run *r, const struct cycle *c)
{
    struct options *o = &r->own;
    const struct templates *t = r->inputs.templates;
    if (c) select_resolve(o, c);
    if (!t || !o->command->operands_are_documents) return;
    const char **operands = ARENA_ARRAY(&r->arena, const char *, o->operand_count + 1);
    for (int i = 0; i < o->operand_count; i++) {
        const char *document = templates_document(t, o->operands[i]);
        operands[i] = document ? document : o->operands[i];
    }
    o->operands = operands;
}

bool run_read(struct run *r, unsigned parts)
{
    const struct options *o = r->options;
    bool papers = parts & INPUTS_FONTS;
    if (!period_choose(r)) return false;
    const struct plan_chooser choose = {papers && o->shard.n ? partition_choose_plans : NULL, r};
    bool read = inputs_read(&r->inputs, r->diags, &r->arena, parts, &choose, o->as_of);
    bool by_leader = o->with_comments && r->inputs.cycle && r->inputs.cycle->part_of;
    if (!papers && !by_leader) diag_hide(r->diags, "plans/");
    run_resolve_names(r, r->inputs.cycle);
    share(r);
    if (r->inputs.cycle && r->inputs.cycle->period)
        output_set_period(&r->output, r->inputs.cycle->period);
    return read;
}

static bool open_fonts(struct run *r)
{
    char settings[HASH_TEXT];
    bool opened = inputs_open_fonts(&r->inputs, r->diags, r->options->flat);
    hash_text(r->inputs.settings, settings);
    secret_derive(&r->inputs.secret, "inputs", settings, r->output.key);
    secret_derive(&r->inputs.secret, "content", "", r->output.content_key);
    return opened;
}

bool run_open(struct run *r, const struct options *o, unsigned parts, int *status)
{
    bool papers = parts & INPUTS_FONTS;
    run_begin(r, o);
    if (papers) stop_listen();
    if (parts & INPUTS_TODAY) {
        if (!date_is_set(o->as_of)) r->own.as_of = inputs_today();
        diag_leave_out(r->diags, "notice-too-short");
    }
    bool read = run_read(r, parts);
    if (o->dump == DUMP_FIGURES && strcmp(o->command->name, "summaries")) {
        refuse("samtale summaries --dump figures prints what is counted",
               "--dump figures goes with summaries only");
        *status = run_close_wrong_command_line(r);
    } else if (r->inputs.cycle && o->dump == DUMP_CYCLE) *status = run_close_with_dump(r);
    else if (read && !select_check(o, r->inputs.cycle)) *status = run_close_wrong_command_line(r);
    else if (!read || (papers && !takeover_old_output(r)) ||
             ((papers || parts & INPUTS_SECRET) && !secret_file_open(r)) ||
             (papers && !open_fonts(r)))
        *status = run_close(r, stderr);
    else return true;
    return false;
}

// https://no-color.org
static bool shows_colours(FILE *to)
{
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return isatty(fileno(to)) && !(none && *none) && terminal && strcmp(terminal, "dumb");
}

void run_report(struct run *r, FILE *to)
{
    struct buf out = {0};
    if (r->is_reported) return;
    r->is_reported = true;
    if (shows_colours(to)) diag_show_colours(r->diags);
    (r->options->json ? diag_json : diag_text)(r->diags, &out);
    if (out.n) fwrite(out.p, 1, out.n, to);
    buf_free(&out);
}

int run_close(struct run *r, FILE *to)
{
    run_report(r, to);
    int status = r->has_wrong_command_line ? 2 : diag_exit_status(r->diags);
    if (stop_asked()) status = stop_status();
    output_close(&r->output);
    inputs_close(&r->inputs);
    arena_free(&r->arena);
    diag_free(r->diags);
    return status;
}

int run_close_with_dump(struct run *r)
{
    struct buf out = {0};
    cycle_dump(r->inputs.cycle, &out);
    if (out.n) fwrite(out.p, 1, out.n, stdout);
    buf_free(&out);
    return run_close(r, stderr);
}

int run_close_wrong_command_line(struct run *r)
{
    run_close(r, stderr);
    return 2;
}

int run_job_count(const struct run *r, size_t tasks)
{
    size_t jobs = (size_t)(r->options->jobs ? r->options->jobs : work_cores());
    if (jobs > tasks) jobs = tasks;
    return jobs ? (int)jobs : 1;
}

void run_begin_progress(struct run *r, size_t total)
{
    const struct options *o = r->options;
    enum progress_style style = o->json ? PROGRESS_EVENTS : PROGRESS_LINE;
    if (o->quiet || o->dump) style = PROGRESS_SILENT;
    const char *shard = o->shard.n ? arena_printf(&r->arena, "%d/%d", o->shard.k, o->shard.n)
                                   : NULL;
    r->progress = progress_new(style, total, o->command->name, shard);
}
