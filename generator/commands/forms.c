// samtale forms [DOCUMENT]: forms for a meeting, blank or prefilled.
#include <string.h>

#include "cli/refuse.h"
#include "commands/commands.h"
#include "run/papers.h"

static bool knows_document(struct run *r, const char *document)
{
    size_t count;
    const char *const *known = templates_documents(r->inputs.templates, &r->arena, "forms", &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(known[i], document)) return true;
    const char *hint = "there is ";
    for (size_t i = 0; i < count; i++)
        hint = arena_printf(&r->arena, "%s%s%s", hint, i ? ", " : "", known[i]);
    return refuse_unknown(document, known, count, hint, "there is no form \"%s\"", document);
}

static int forms_run(const struct options *o)
{
    struct run r;
    int status;
    if (!run_open(&r, o, INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS, &status)) return status;
    if (!knows_document(&r, options_operand(o, 0, "action-plan")))
        return run_close_wrong_command_line(&r);
    papers_order(&r);
    return papers_make(&r);
}

const struct command forms_command = {
    .name = "forms",
    .operands = "[DOCUMENT]",
    .operands_most = 1,
    .options = "unit employee leader wave as-of blank large-print flat out jobs shard prune force "
               "verify dry-run dump",
    .summary = "make action plans, follow-up sheets and evaluations to fill in",
    .help = "Makes forms to fill in, on a screen or by hand, with what is known already\n"
            "filled in: action-plan (when no DOCUMENT is named), follow-up, evaluation,\n"
            "process-evaluation, or a document of your own. They are in\n"
            "out/PERIOD/forms/DOCUMENT/UNIT/EMPLOYEE.pdf; samtale collect reads them when\n"
            "they come back.\n",
    .examples = "  samtale forms\n"
                "  samtale forms follow-up --leader e1302\n"
                "  samtale forms evaluation --blank 20     one file with 20 empty ones\n",
    .run = forms_run,
};
