// One sheet of a workbook, and what its cells refer to.
#ifndef IMPORT_XLSX_SHEET_H
#define IMPORT_XLSX_SHEET_H

#include "import/grid.h"
#include "import/package.h"

enum xlsx_format { XLSX_GENERAL, XLSX_DATE };

struct xlsx_style {
    enum xlsx_format format;
    unsigned zeros;  // digits at least: the format 00000 is 5
};

struct xlsx_strings {  // texts that cells share
    const char **list;
    size_t count, room;
};

struct xlsx_book {
    struct package *package;
    struct arena *a;
    struct xlsx_strings strings;
    struct xlsx_style *styles;  // by the number that cells give
    size_t style_count, style_room;
    bool from_1904;
};

// Reads the sheet's cells into g. False after a diagnostic.
bool xlsx_sheet_read(struct xlsx_book *book, const char *part, struct grid *g);

#endif
