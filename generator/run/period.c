// Which period a run is about.
#include "run/period.h"

#include <string.h>

#include "base/file.h"
#include "base/translate.h"
#include "cli/refuse.h"

static const char *period_here(struct run *r)
{
    struct diags *unreported = diag_new();
    const char *period = settings_read_period(unreported, &r->arena, ".");
    diag_free(unreported);
    return period;
}

static bool refuse_period(struct run *r, const char *here)
{
    struct arena *a = &r->arena;
    size_t count;
    const char **others = settings_files_periods(a, ".", &count);
    const char *list = here;
    for (size_t i = 0; i < count; i++)
        if (strcmp(others[i], here) != 0) list = arena_printf(a, "%s, %s", list, others[i]);
    r->has_wrong_command_line = true;
    return refuse("samtale new-period begins a new one, and keeps the settings of the old one in "
                  "periods/",
                  "there is no period \"%.60s\" here, only %s", r->options->period, list);
}

bool period_choose(struct run *r)
{
    const char *asked = r->options->period, *here = asked ? period_here(r) : NULL;
    r->inputs.period = NULL;
    if (!here || !strcmp(asked, here)) return true;  // without a samtale.yaml nothing can be read
    const char *file = settings_files_name(&r->arena, asked);
    if (!file || !file_exists(file)) return refuse_period(r, here);
    r->inputs.period = asked;
    return true;
}
