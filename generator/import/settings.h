// import.yaml: how this organisation's export is to be read.
#ifndef IMPORT_SETTINGS_H
#define IMPORT_SETTINGS_H

#include "import/columns.h"

struct import_settings {
    struct column_maps maps;      // of the file, and then those of the command line
    const struct source *source;  // NULL: there is no such file
    size_t kept;                  // maps that the file has
};

// Reads import.yaml, if it is there, and what --map says: COLUMN=FIELD each. False after a
// diagnostic.
bool settings_open(struct import_settings *s, struct diags *d, struct arena *a,
                   const char *const *maps, size_t count);
// Writes the command line's maps into import.yaml, where they are new. False after a diagnostic.
bool settings_save(const struct import_settings *s, struct diags *d, struct arena *a, bool dry_run);

#endif
