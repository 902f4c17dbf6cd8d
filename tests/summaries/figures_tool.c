// A cycle's figures as text, or what is published of them: no part of the product.
// usage: figures_tool DIRECTORY DAY [csv | bom | json] [UNIT]
#include <stdio.h>
#include <string.h>

#include "export/export.h"
#include "figures/figures.h"
#include "read/read.h"

static struct figures *count(struct arena *a, const struct cycle *c)
{
    struct figures *f = figures_new(a, c);
    for (size_t i = 0; i < c->plan_count; i++) figures_add_plan(f, c->plans[i], c->as_of);
    for (size_t i = 0; i < c->person_count; i++) figures_add_person(f, c->people[i], c->as_of);
    return f;
}

static void write_as(struct arena *a, const struct figures *f, const char *format,
                     const struct unit *only, struct buf *out)
{
    if (!*format) figures_dump(f, out);
    else if (!strcmp(format, "json")) export_json(withhold_figures(a, f, true), only, out);
    else export_csv(withhold_figures(a, f, true), only, !strcmp(format, "bom"), out);
}

int main(int n, char **arguments)
{
    struct arena a = {0};
    struct buf out = {0};
    struct date day;
    struct diags *d = diag_new();
    if (n < 3 || !date_parse(arguments[2], &day)) return 2;
    const struct cycle *c = cycle_read(d, &a, arguments[1], NULL, 0, day);
    if (c->has_errors) return 1;
    write_as(&a, count(&a, c), n > 3 ? arguments[3] : "",
             n > 4 ? cycle_unit(c, arguments[4]) : NULL, &out);
    fwrite(out.p, 1, out.n, stdout);
    buf_free(&out);
    diag_free(d);
    arena_free(&a);
    return 0;
}
