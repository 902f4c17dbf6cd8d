// The names that a command line can hold and a cycle has: units, people, periods.
#ifndef COMMANDS_COMPLETE_NAMES_H
#define COMMANDS_COMPLETE_NAMES_H

#include <stdbool.h>

#include "base/arena.h"

struct complete_names {  // in the current directory
    struct complete_name {
        const char *id, *name;  // name may be NULL
        bool leads;
    } * units, *people;
    size_t unit_count, unit_room, person_count, person_room;
};

// Reads org.yaml as far as it can be; in arena a.
void complete_names_read(struct arena *a, struct complete_names *out);
// The periods for which there are priorities, plans or settings, sorted.
const char **complete_names_periods(struct arena *a, size_t *count);

#endif
