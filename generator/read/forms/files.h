// The files of forms that a command line names.
#ifndef READ_FORMS_FILES_H
#define READ_FORMS_FILES_H

#include "base/arena.h"

enum { FILES_LIMIT = 100000 };  // of one call; there may be more where more arguments are given

// A file stands for itself, whatever its name; a folder for the *.pdf, *.fdf and *.xfdf files, and
// the *.yaml files that are deliveries, in it and below it, sorted by bytes, without hidden ones
// and without folders that are links. A folder that cannot be listed, or is nested too deep, stands
// for itself, so that returned_read() says so. The list is made in arena a.
const char **files_list(struct arena *a, const char *const *arguments, size_t argument_count,
                        size_t *count);

#endif
