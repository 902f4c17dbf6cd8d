// samtale check: reads everything, reports everything wrong, writes nothing.
#include "commands/commands.h"
#include "run/run.h"

// The templates alone: nothing else is read, so the folder need not hold a cycle.
static void check_templates(struct run *r)
{
    struct inputs *in = &r->inputs;
    if (inputs_read_templates(in, r->diags, &r->arena))
        in->templates = templates_new(r->diags, &r->arena, in->template_set);
    if (in->templates) templates_check_languages(r->diags, in->templates);
}

int check_run(const struct options *o)
{
    struct run r;
    run_begin(&r, o);
    if (o->templates) check_templates(&r);
    else run_read(&r, INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS);
    const struct cycle *c = r.inputs.cycle;
    if (c && o->dump == DUMP_CYCLE) return run_close_with_dump(&r);
    if (c && !c->has_errors) remarks_report(r.diags, c);
    return run_close(&r, stdout);
}
