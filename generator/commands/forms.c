// samtale forms [DOCUMENT]: forms for a meeting, blank or prefilled.
#include <string.h>

#include "base/translate.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "commands/forms.h"
#include "run/leaders.h"
#include "run/papers.h"

static bool knows_document(struct run *r, const char *document)
{
    const struct templates *t = r->inputs.templates;
    size_t count, known_count;
    const char *const *names = templates_documents(t, &r->arena, "forms", &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], document)) return true;
    const char *command = templates_made_by(t, document);
    if (command)
        return refuse(arena_printf(&r->arena, _("samtale %s makes it"), command),
                      "\"%s\" is no form", document);
    const char *list = templates_list(t, &r->arena, r->inputs.cycle->language, names, count);
    const char *const *known = templates_all_names(t, &r->arena, names, count, &known_count);
    return refuse_unknown(document, known, known_count,
                          arena_printf(&r->arena, _("write one of these: %s"), list),
                          "there is no form \"%s\"", document);
}

bool forms_knows_follow_up(struct run *r, const char *document)
{
    const struct cycle *c = r->inputs.cycle;
    int wanted = r->options->follow_up;
    size_t count = c->follow_up_count ? c->follow_up_count : 1;
    if (!wanted) return true;
    if (strncmp(document, "follow-up", strlen("follow-up")) != 0)
        return refuse(_("give it with this: samtale forms follow-up"),
                      "the form \"%s\" is of no follow-up", document);
    if (wanted < 0 || (size_t)wanted <= count) return true;
    return refuse(arena_printf(&r->arena, _("write a number from 1 to %zu, or all"), count),
                  "there is no follow-up %d in this cycle", wanted);
}

static int forms_run(const struct options *o)
{
    struct run r;
    int status;
    if (o->by_given && !leaders_check(o)) return 2;
    if (!run_open(&r, o, INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS, &status)) return status;
    const char *document = options_operand(r.options, 0, "action-plan");
    if (!knows_document(&r, document) || !forms_knows_follow_up(&r, document))
        return run_close_wrong_command_line(&r);
    papers_order(&r);
    return papers_make(&r);
}

const struct command forms_command = {
    .name = "forms",
    .operands = "[DOCUMENT]",
    .operands_most = 1,
    .operands_are_documents = true,
    .options =
        "unit employee leader wave as-of period by blank follow-up large-print flat out jobs shard "
        "prune force verify dry-run dump",
    .summary = N_("make action plans, follow-up sheets and evaluations to fill in"),
    .help = N_("Makes forms to fill in, on a screen or by hand, with what is known already\n"
               "filled in: action-plan (when no DOCUMENT is named), follow-up and\n"
               "follow-up-preparation (of the next one that has not been held), evaluation,\n"
               "process-evaluation, or a document of your own. They are in\n"
               "out/PERIOD/forms/DOCUMENT/UNIT/EMPLOYEE.pdf; samtale collect reads them when\n"
               "they come back. --by leader makes a folder and a zip for each leader. Nothing\n"
               "comes back from leader-overview (a line for each of a leader's people), agenda,\n"
               "poster and waves (when each level has its conversations): they tell how things\n"
               "stand on the day of --as-of.\n"),
    .examples = N_("  samtale forms\n"
                   "  samtale forms follow-up --leader e1302\n"
                   "  samtale forms follow-up --follow-up all    one sheet for each, held or not\n"
                   "  samtale forms leader-overview --as-of 2027-06-01\n"
                   "  samtale forms evaluation --blank 20     one file with 20 empty ones\n"),
    .run = forms_run,
};
