// Whom a broken file of priorities touches.
#include "model/cycle.h"

static bool reads_broken(const struct cycle *c, const struct unit *u, const char *language)
{
    for (; u; u = u->parent) {
        const struct priorities *p = unit_priorities(c, u, language);
        if (p && p->broken) return true;
    }
    return false;
}

static size_t readers_of(const struct cycle *c, const struct priorities *file)
{
    size_t n = 0;
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        if (unit_is_within(p->unit, file->unit) &&
            unit_priorities(c, file->unit, person_language(c, p)) == file)
            n++;
    }
    return n;
}

static void name_left_out(struct diags *d, const struct cycle *c, const struct priorities *file)
{
    size_t n = readers_of(c, file);
    const char *below = file->unit->unit_count ? " and below" : "";
    if (file->source && n)
        diag_error(d, (struct place){.source = file->source},
                   "nobody in \"%s\"%s gets papers until this file is right (%zu %s)",
                   file->unit->name, below, n, n == 1 ? "person" : "people");
}

void cycle_leave_out(struct diags *d, const struct cycle *c)
{
    bool any = false;
    for (size_t i = 0; i < c->unit_count; i++)
        for (size_t j = 0; j < c->units[i]->priorities_count; j++)
            if (c->units[i]->priorities[j]->broken) {
                name_left_out(d, c, c->units[i]->priorities[j]);
                any = true;
            }
    for (size_t i = 0; any && i < c->person_count; i++) {
        struct person *p = c->people[i];
        const char *language = person_language(c, p);
        p->broken |= reads_broken(c, p->unit, language);
        for (size_t j = 0; j < p->also_count; j++)
            p->broken |= reads_broken(c, p->also[j].unit, language);
    }
}
