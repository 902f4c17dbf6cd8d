// Says what is held.
#include "commands/held.h"

#include <string.h>

#include "base/json_line.h"
#include "base/translate.h"
#include "figures/history.h"
#include "held/find.h"

// ---- Which documents name whom

static enum held_document kind_of(const void *arg, const char *document)
{
    const struct run *r = arg;
    const struct cycle *c = r->inputs.cycle;
    static const char archive[] = "archive/";  // copies of the papers of these names
    if (!strncmp(document, archive, sizeof archive - 1)) document += sizeof archive - 1;
    const struct template *t = r->inputs.templates
                                 ? templates_find(r->inputs.templates, c->language, document)
                                 : NULL;
    // what is held of one person can name others
    if (!t || !strcmp(document, "person")) return HELD_OTHER;
    switch (front_audience(t)) {
    case FOR_EMPLOYEE: return HELD_OWN;
    case FOR_LEADER: return HELD_LEADERS;
    case FOR_RESPONDENTS: return HELD_PUBLIC;
    case FOR_UNIT: return front_is_report(t) ? HELD_PUBLIC : HELD_OTHER;
    default: return HELD_OTHER;  // HR's report names leaders, and has needs in people's own words
    }
}

static enum held_summary summary_of(const void *arg, const char *period)
{
    struct arena *a = &((struct run *)arg)->arena;
    if (history_has(a, period, RELEASE_PROCESS)) return HELD_ANSWERS_SUMMARY;
    return history_has(a, period, RELEASE_EVALUATION) ? HELD_SUMMARY : HELD_NO_SUMMARY;
}

struct held held_begin(struct run *r)
{
    struct date day = r->options->as_of;
    return (struct held){.d = r->diags,
                         .a = &r->arena,
                         .c = r->inputs.cycle,
                         .out = r->output.root,
                         .today = date_is_set(day) ? day : inputs_today(),
                         .kind_of = kind_of,
                         .summary_of = summary_of,
                         .arg = r};
}

void held_warn_of_old(struct run *r)
{
    struct held h = held_begin(r);
    find_too_old(&h);
    find_warn(&h);
}

// ---- Printing

static void print_json(const struct held_thing *t, bool removes, bool gone)
{
    struct buf line = {0};
    json_line_begin(&line);
    json_line_text(&line, "held", held_word(t->what));
    json_line_text(&line, "file", t->path);
    if (t->period) json_line_text(&line, "period", t->period);
    if (t->id) json_line_text(&line, "employee", t->id);
    if (t->archived) json_line_bool(&line, "archived", true);
    if (removes) json_line_bool(&line, "removed", gone);
    json_line_print(&line, stdout);
}

static const char *until_words(const struct run *r, const struct held_thing *t)
{
    struct date d = t->until;
    return date_is_set(d) ? arena_printf((struct arena *)&r->arena,
                                         _(", kept until %04d-%02d-%02d"), d.year, d.month, d.day)
                          : "";
}

// One alone is named, several are counted.
static void print_kind(const struct run *r, const struct held_kind *kind)
{
    const struct held_thing *t = kind->first;
    printf("  %-12s %-8s ", _(held_word(t->what)), t->period ? t->period : "");
    if (t->what == HELD_PEOPLE && kind->count == 1) printf("%s (%s)", t->name, t->id);
    else if (kind->count == 1) fputs(t->path, stdout);
    else if (t->what == HELD_PEOPLE)
        printf(translate_count("%zu person", "%zu people", kind->count), kind->count);
    else printf(translate_count("%zu file", "%zu files", kind->count), kind->count);
    printf("%s\n", until_words(r, t));
}

void held_print(const struct run *r, const struct held *h, const bool *gone)
{
    const struct options *o = r->options;
    struct held_kind *kinds;
    size_t count = o->json || o->quiet ? 0 : held_kinds(h, &kinds);
    for (size_t i = 0; o->json && i < h->found.count; i++)
        print_json(&h->found.list[i], gone, gone && gone[i]);
    for (size_t i = 0; i < count; i++) print_kind(r, &kinds[i]);
    fflush(stdout);
}

void held_print_refused(const struct run *r, const struct held *h)
{
    size_t count = 0;
    for (size_t i = 0; i < h->found.count; i++) count += h->found.list[i].archived;
    if (!count || r->options->json || r->options->quiet) return;
    printf(translate_count("%zu of these stays: an agreed plan that keep: { archived: "
                           "personnel-file } says the law has kept; when it is in the personnel "
                           "file, remove it here by hand\n",
                           "%zu of these stay: agreed plans that keep: { archived: "
                           "personnel-file } says the law has kept; when they are in the "
                           "personnel file, remove them here by hand\n",
                           count),
           count);
}

static void print_beyond(struct held *h)
{
    const char **reach;
    size_t count = find_out_of_reach(h, h->id, &reach);
    if (h->found.beyond_count)
        puts(_("Look at these yourself: samtale did not make them, no longer lists them, or "
               "cannot tell from when they are"));
    for (size_t i = 0; i < h->found.beyond_count; i++) printf("  %s\n", h->found.beyond[i]);
    puts(_("Out of reach"));
    for (size_t i = 0; i < count; i++) printf("  %s\n", reach[i]);
}

void held_print_end(const struct run *r, struct held *h, bool removes, size_t count,
                    const char *how)
{
    const struct options *o = r->options;
    struct buf line = {0};
    if (o->json) {
        json_line_begin(&line);
        json_line_number(&line, "found", (int64_t)h->found.count);
        json_line_number(&line, "removed", (int64_t)count);
        json_line_texts(&line, "look-at", h->found.beyond, h->found.beyond_count);
        json_line_print(&line, stdout);
    } else if (!o->quiet) {
        if (h->found.count || h->found.beyond_count) print_beyond(h);
        if (!h->found.count) puts(_("nothing is kept too long"));
        else if (!removes) printf(_("nothing is removed; %s removes it\n"), how);
        else printf(translate_count("%zu removed\n", "%zu removed\n", count), count);
    }
    fflush(stdout);
}
