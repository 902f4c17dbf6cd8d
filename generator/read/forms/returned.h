// Forms that came back: PDF, FDF and XFDF files → struct returned. The files are others' and
// hostile until proved otherwise: nothing in them is run, and what they take of time and memory is
// bounded.
#ifndef READ_FORMS_RETURNED_H
#define READ_FORMS_RETURNED_H

#include "base/arena.h"
#include "model/returned.h"

// One file; never NULL, says in `state` what it is. Lives in the arena.
struct returned *returned_read(struct arena *a, const char *path);

enum { FILES_LIMIT = 100000 };  // of one call; there may be more when so many are given

// The files that a command line means: a file is itself, whatever its name; a folder gives the
// *.pdf, *.fdf and *.xfdf files, and the *.yaml files that are deliveries, in it and below it,
// sorted by bytes, without hidden ones and without folders that are links. A folder that cannot be
// listed, or is nested too deep, stands for itself, so that returned_read() says so.
const char **files_list(struct arena *a, const char *const *arguments, size_t argument_count,
                        size_t *count);

#endif
