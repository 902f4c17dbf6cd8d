// What an export says, column by column: where the headings are, and what each means.
#ifndef IMPORT_COLUMNS_H
#define IMPORT_COLUMNS_H

#include "import/dates.h"
#include "import/grid.h"
#include "import/heading.h"

enum column_reason {
    COLUMN_UNKNOWN,
    COLUMN_BY_HEADING,
    COLUMN_BY_CONTENT,  // a guess
    COLUMN_BY_MAP,      // --map or import.yaml says so
};

struct grid_column {
    const char *heading;  // with what stands over it; "" where there is none
    enum meaning meaning;
    enum column_reason reason;
    bool spare;  // another column says the same, or says it better
    // of the rows below the headings
    size_t filled, numbers, addresses, secrets, may_be_secret, yes_no, distinct;
    int order_hints;  // of days: positive: the day stands first
};

enum columns_kind { COLUMNS_OTHER, COLUMNS_PEOPLE, COLUMNS_UNITS };

struct column_map {  // --map COLUMN=FIELD
    const char *column;
    enum meaning meaning;
    bool used;
};

struct column_maps {
    struct column_map *list;
    size_t count, room;
};

enum { COLUMNS_LEVELS = 12 };

struct columns {
    const struct grid *grid;
    enum columns_kind kind;
    size_t heading_row;  // its index; data begins in the next
    struct grid_column *list;
    unsigned count;
    int at[MEANINGS];  // the column that has the meaning; -1: none
    // units from the top down, where several columns name one each; -1: no such column
    struct column_level {
        int name, code;
    } levels[COLUMNS_LEVELS];
    unsigned level_count;
    enum dates_order order;
    bool english;  // the headings are
};

// NULL: no row of the grid looks like headings.
struct columns *columns_find(struct arena *a, const struct grid *g, struct column_maps *maps);

// ---- Between columns.c and columns_beside.c

// Notes where each meaning is.
void columns_index(struct columns *c);
// Whether each value of column `low` stands with one value of column `high` only.
bool columns_determine(const struct columns *c, int low, int high);
// Corrects meanings by what the columns beside them hold.
void columns_beside(struct columns *c);

#endif
