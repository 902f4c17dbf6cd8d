// Finding out whose papers a file of focus areas with errors would show.
#include "base/translate.h"
#include "model/cycle.h"

static bool reads_errors(const struct cycle *c, const struct unit *u, const char *language)
{
    for (; u; u = u->parent) {
        const struct priorities *p = cycle_unit_priorities(c, u, language);
        if (p && p->has_errors) return true;
    }
    return false;
}

static size_t readers_of(const struct cycle *c, const struct priorities *file)
{
    size_t n = 0;
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        if (cycle_unit_is_within(p->unit, file->unit) &&
            cycle_unit_priorities(c, file->unit, cycle_person_language(c, p)) == file)
            n++;
    }
    return n;
}

static void report_readers(struct diags *d, const struct cycle *c, const struct priorities *file)
{
    size_t n = readers_of(c, file);
    const char *format =
        file->unit->unit_count
            ? translate_count("nobody in \"%s\" and below gets papers until this file is right "
                              "(%zu person)",
                              "nobody in \"%s\" and below gets papers until this file is right "
                              "(%zu people)",
                              n)
            : translate_count("nobody in \"%s\" gets papers until this file is right (%zu person)",
                              "nobody in \"%s\" gets papers until this file is right (%zu people)",
                              n);
    if (file->source && n)
        diag_error(d, (struct place){.source = file->source}, "unit-papers-held-back", format,
                   file->unit->name.text, n);
}

void cycle_errors_propagate(struct diags *d, const struct cycle *c)
{
    bool any = false;
    for (size_t i = 0; i < c->unit_count; i++)
        for (size_t j = 0; j < c->units[i]->priorities_count; j++)
            if (c->units[i]->priorities[j]->has_errors) {
                report_readers(d, c, c->units[i]->priorities[j]);
                any = true;
            }
    for (size_t i = 0; any && i < c->person_count; i++) {
        struct person *p = c->people[i];
        const char *language = cycle_person_language(c, p);
        p->has_errors |= reads_errors(c, p->unit, language);
        for (size_t j = 0; j < p->also_count; j++)
            p->has_errors |= reads_errors(c, p->also[j].unit, language);
    }
}
