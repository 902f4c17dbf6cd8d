// samtale check: reads everything, reports everything wrong, writes nothing.
#include "commands/commands.h"
#include "run/run.h"

// The templates alone: nothing else is read, so the folder need not hold a cycle.
static int check_templates(const struct options *o)
{
    struct run r;
    if (run_begin(&r, o)) r.templates = templates_new(r.diags, &r.arena, r.template_set);
    if (r.templates) templates_check_languages(r.diags, r.templates);
    return run_close(&r, stdout);
}

int check_run(const struct options *o)
{
    if (o->templates) return check_templates(o);
    struct run r;
    run_open(&r, o, true);
    if (o->dump == DUMP_CYCLE && r.cycle) return run_dump_cycle(&r);
    if (r.cycle && !r.cycle->has_errors) remarks_report(r.diags, r.cycle);
    return run_close(&r, stdout);
}
