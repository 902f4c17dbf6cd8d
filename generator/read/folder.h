// Folders that may be missing, but not hidden: one that is there and cannot be read is the system's
// matter, never nothing.
#ifndef READ_FOLDER_H
#define READ_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/arena.h"

// False after a diagnostic that calls the folder name; true when it can be read or is not there.
bool folder_readable(struct diags *d, const char *path, const char *name);
bool folder_is(const char *path);
// The file of the folder that may be meant by a name that is not there: org.yml for org.yaml. NULL:
// none.
const char *folder_nearest(struct arena *a, const char *folder, const char *name);

#endif
