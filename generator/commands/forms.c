// samtale forms [DOCUMENT]: forms for a meeting, blank or prefilled.
#include <string.h>

#include "base/translate.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "run/papers.h"

static bool knows_document(struct run *r, const char *document)
{
    const struct templates *t = r->inputs.templates;
    size_t count, known_count;
    const char *const *names = templates_documents(t, &r->arena, "forms", &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], document)) return true;
    const char *list = templates_list(t, &r->arena, r->inputs.cycle->language, names, count);
    const char *const *known = templates_all_names(t, &r->arena, names, count, &known_count);
    return refuse_unknown(document, known, known_count,
                          arena_printf(&r->arena, _("write one of these: %s"), list),
                          "there is no form \"%s\"", document);
}

static int forms_run(const struct options *o)
{
    struct run r;
    int status;
    if (!run_open(&r, o, INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS, &status)) return status;
    if (!knows_document(&r, options_operand(r.options, 0, "action-plan")))
        return run_close_wrong_command_line(&r);
    papers_order(&r);
    return papers_make(&r);
}

const struct command forms_command = {
    .name = "forms",
    .operands = "[DOCUMENT]",
    .operands_most = 1,
    .operands_are_documents = true,
    .options = "unit employee leader wave as-of blank large-print flat out jobs shard prune force "
               "verify dry-run dump",
    .summary = N_("make action plans, follow-up sheets and evaluations to fill in"),
    .help = N_("Makes forms to fill in, on a screen or by hand, with what is known already\n"
               "filled in: action-plan (when no DOCUMENT is named), follow-up, evaluation,\n"
               "process-evaluation, or a document of your own. They are in\n"
               "out/PERIOD/forms/DOCUMENT/UNIT/EMPLOYEE.pdf; samtale collect reads them when\n"
               "they come back. Nothing comes back from leader-overview (a line for each of a\n"
               "leader's people), agenda, poster, waves (when each level has its conversations)\n"
               "and reminder (to leaders who lack a time or a plan): they are made in the same\n"
               "way, and tell how things stand on the day of --as-of.\n"),
    .examples = N_("  samtale forms\n"
                   "  samtale forms follow-up --leader e1302\n"
                   "  samtale forms leader-overview --as-of 2027-06-01\n"
                   "  samtale forms evaluation --blank 20     one file with 20 empty ones\n"),
    .run = forms_run,
};
