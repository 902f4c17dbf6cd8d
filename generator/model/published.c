// Finding published tables and rows.
#include "model/published.h"

#include <string.h>

const char *const published_text_names[PUBLISHED_TEXTS] = {[PUBLISHED_HELPED] = "helped",
                                                           [PUBLISHED_CHANGE] = "change",
                                                           [PUBLISHED_TRAINING] = "training-other"};

const struct published_table *published_find(const struct published *p, const char *id,
                                             const char *period)
{
    for (size_t i = 0; i < p->table_count; i++)
        if (!strcmp(p->tables[i]->id, id) && !strcmp(p->tables[i]->period, period))
            return p->tables[i];
    return NULL;
}

bool published_row(const struct published_table *t, const struct unit *u, const uint32_t **counts,
                   uint32_t *base)
{
    if (u->index < t->top->index || u->index - t->top->index >= t->unit_count) return false;
    size_t i = u->index - t->top->index;
    if (!t->shown[i]) return false;
    *counts = t->counts + i * t->category_count;
    *base = t->base[i];
    return true;
}
