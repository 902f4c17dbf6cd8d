// samtale packs: preparation packs for employees, packs for leaders, start letters and calendars.
#include "commands/commands.h"
#include "run/run.h"

int packs_run(const struct options *o)
{
    struct run r;
    int status;
    if (!run_ready(&r, o, true, &status)) return status;
    r.documents = templates_documents(r.templates, &r.arena, "packs", &r.document_count);
    r.calendar = (struct calendar){r.cycle, run_paper_date(&r), SAMTALE_VERSION};
    return papers_make_documents(&r);
}
