// HR exports → a chart.
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "import/staff.h"

struct import_files {
    const char *const *paths;
    size_t count;
    struct date as_of;
    const char *organisation;  // what samtale.yaml calls it; NULL: not known
    struct column_maps *maps;  // which of them were used is noted in them
};

struct import_grid {  // what was made of one file or sheet
    const struct grid *grid;
    const struct columns *columns;  // NULL: no headings were found
    const char *unused;             // why nothing was read from it; NULL: it was
};

struct imported {
    struct staff *staff;  // NULL: nothing could be read
    struct import_grid *grids;
    size_t count, room;
};

// Reads exports. After errors the staff is what could be understood, and not to be written.
struct imported import_read(struct diags *d, struct arena *a, const struct import_files *files);

#endif
