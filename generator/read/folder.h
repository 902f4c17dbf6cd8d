// Folders that may be missing. One that is there and cannot be read is an error.
#ifndef READ_FOLDER_H
#define READ_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/arena.h"

// True when a folder can be read or does not exist; false after a diagnostic, in which it has this
// name.
bool folder_readable(struct diags *d, const char *path, const char *name);
bool folder_is(const char *path);  // whether there is a folder
// Whether a file is a copy of another one beside it, which a person has made ("e2 - Kopi.yaml"), or
// a program that could not tell which of two is right ("e2 (1).yaml", "e2-PC-KARI.yaml"): then a
// warning says that it is not read. folder: in the directory, or "" for itself.
bool folder_warn_of_copy(struct diags *d, struct arena *a, const char *directory,
                         const char *folder, const char *file);
// The file of a folder that is spelt most like a name, for a hint: org.yml for org.yaml. NULL:
// none.
const char *folder_nearest(struct arena *a, const char *folder, const char *name);

#endif
