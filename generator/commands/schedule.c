// samtale schedule: proposes times for conversations that have none.
#include <errno.h>
#include <stdio.h>

#include "base/json_line.h"
#include "base/staging.h"
#include "base/translate.h"
#include "cli/select.h"
#include "commands/commands.h"
#include "run/run.h"
#include "schedule/schedule.h"

// The first day that can be proposed: people are told some days ahead.
static struct date first_day(const struct run *r)
{
    const struct cycle *c = r->inputs.cycle;
    if (!date_is_set(r->options->as_of)) return c->conversations.from;
    return date_add_days(c->as_of, c->notice_days);
}

static void say_what_is_missing(struct run *r, const struct schedule *s)
{
    for (size_t i = 0; i < s->count; i++) {
        const struct person *p = s->list[i].person;
        if (date_is_set(s->list[i].at.date)) continue;
        struct diag *g = diag_warning(r->diags, p->place, "schedule-without-time",
                                      "there is no time left for the conversation of %s with %s",
                                      p->name, p->held_by->name);
        diag_hint(r->diags, g,
                  "more time for it: per-day, closed or conversations in samtale.yaml, available: "
                  "of the leader in org.yaml; or let somebody else hold it");
    }
}

// False after a diagnostic.
static bool write_file(struct run *r, const char *path, const struct buf *text)
{
    const struct place nowhere = {0};
    struct staging s;
    int error = staging_begin(&s, path, text->p, text->n);
    error = staging_end_new(&s, error, path);
    if (error == EEXIST) {
        struct diag *g = diag_error(r->diags, nowhere, "schedule-file-exists",
                                    "%s is there already, and is left as it is", path);
        diag_hint(r->diags, g, "name another file");
    } else if (error) {
        diag_system(r->diags, nowhere, "file-unwritable", "%s could not be written: %s", path,
                    translate_error(error));
    }
    return !error;
}

static void print_json(const struct schedule *s)
{
    struct buf line = {0};
    for (size_t i = 0; i < s->count; i++) {
        const struct datetime *at = &s->list[i].at;
        char text[40] = "";
        if (date_is_set(at->date))
            snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d", at->date.year, at->date.month,
                     at->date.day, at->hour, at->minute);
        json_line_begin(&line);
        json_line_text(&line, "employee", s->list[i].person->id);
        json_line_text(&line, "leader", s->list[i].person->held_by->id);
        json_line_text(&line, "at", *text ? text : NULL);
        json_line_print(&line, stdout);
    }
}

static void write_list(struct run *r, const struct schedule *s)
{
    struct buf text = {0};
    const char *path = r->options->operand_count ? r->options->operands[0] : NULL;
    size_t proposed = s->count - s->without;
    schedule_csv(s, r->options->csv_excel, &text);
    if (r->options->json) {
        if (!path || r->options->dry_run || write_file(r, path, &text)) print_json(s);
    } else if (!path) {
        fwrite(text.p, 1, text.n, stdout);
        fflush(stdout);  // what was wrong comes behind it, not within
    } else if ((r->options->dry_run || write_file(r, path, &text)) && !r->options->quiet) {
        printf(translate_count("%zu time proposed\n", "%zu times proposed\n", proposed), proposed);
        if (!r->options->dry_run)
            printf(_("change in %s what does not suit, then: samtale import --times %s\n"), path,
                   path);
    }
    buf_free(&text);
}

static int schedule_run(const struct options *o)
{
    struct run r;
    int status;
    if (!run_open(&r, o, INPUTS_PLANS, &status)) return status;
    const struct cycle *c = r.inputs.cycle;
    bool *chosen = ARENA_ARRAY(&r.arena, bool, c->person_count);
    for (size_t i = 0; i < c->person_count; i++) chosen[i] = select_has(o, c, c->people[i]);
    struct schedule s;
    schedule_make(&r.arena, c, chosen, first_day(&r), &s);
    say_what_is_missing(&r, &s);
    write_list(&r, &s);
    return run_close(&r, stderr);
}

const struct command schedule_command = {
    .name = "schedule",
    .operands = "[FILE]",
    .operands_most = 1,
    .operands_are_paths = true,
    .options = "unit employee leader wave as-of period csv dry-run",
    .summary = N_("propose a time for every conversation that has none"),
    .help = N_("Proposes times on working days of each one's window, within the hours that\n"
               "\"available\" of the leader says in org.yaml, at most per-day a day, after the\n"
               "leader's own conversation, and for nobody on leave. Writes them as a table (CSV)\n"
               "to FILE, which must not be there yet, or to the screen. Change there what does\n"
               "not suit, and read it with samtale import --times: until then nothing is\n"
               "recorded.\n"),
    .examples = N_("  samtale schedule times.csv --csv excel\n"
                   "  samtale schedule --leader e1302 --as-of 2027-01-04\n"),
    .run = schedule_run,
};
