// samtale forms [DOCUMENT]: forms for a meeting, blank or prefilled.
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "commands/commands.h"
#include "run/papers.h"

static bool knows_document(struct run *r, const char *document)
{
    size_t count;
    const char *const *known = templates_documents(r->inputs.templates, &r->arena, "forms", &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(known[i], document)) return true;
    fprintf(stderr, "samtale: error: there is no form \"%s\"\n", document);
    const char *near = nearest_word(document, known, count);
    if (near) fprintf(stderr, "      = did you mean %s?\n", near);
    for (size_t i = 0; !near && i < count; i++)
        fprintf(stderr, "%s%s%s", i ? ", " : "      = there is ", known[i],
                i + 1 < count ? "" : "\n");
    return false;
}

static int forms_run(const struct options *o)
{
    struct run r;
    int status;
    if (!run_open(&r, o, INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS, &status)) return status;
    const char *document = options_operand(o, 0, "action-plan");
    if (!knows_document(&r, document)) return run_close_wrong_command_line(&r);
    papers_order(&r, &document, 1);
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
            "out/forms/DOCUMENT/UNIT/EMPLOYEE.pdf; samtale collect reads them when they come\n"
            "back.\n",
    .examples = "  samtale forms\n"
                "  samtale forms follow-up --leader e1302\n"
                "  samtale forms evaluation --blank 20     one file with 20 empty ones\n",
    .run = forms_run,
};
