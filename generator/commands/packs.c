// samtale packs: preparation packs for employees, packs for leaders, start letters and calendars.
#include "commands/commands.h"
#include "run/papers.h"

int packs_run(const struct options *o)
{
    struct run r;
    int status;
    if (!run_open(&r, o, INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS, &status)) return status;
    size_t count;
    const char *const *documents = templates_documents(r.inputs.templates, &r.arena, "packs",
                                                       &count);
    r.calendar = (struct calendar){r.inputs.cycle, inputs_paper_date(&r.inputs), SAMTALE_VERSION};
    r.output.calendars = true;
    papers_order(&r, documents, count);
    return papers_make(&r);
}
