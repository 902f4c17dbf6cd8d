// The files of forms that a command line names.
#ifndef READ_FORMS_FILES_H
#define READ_FORMS_FILES_H

#include <stdbool.h>

#include "base/arena.h"
#include "read/forms/kinds.h"

enum { FILES_LIMIT = 100000 };  // of one call; there may be more where more arguments are given

// Whether a file is called *.pdf, *.fdf, *.xfdf, *.zip, *.eml or *.mbox.
bool files_is_form_name(const char *name);
struct files_watch {  // is told of each folder; see NULL: nobody is
    void (*see)(void *state);
    void *state;
};
// A file stands for itself, whatever its name; a folder for the files that are called as forms are,
// and the *.yaml files that are deliveries, in it and below it, sorted by bytes, without hidden
// ones and without folders that are links. A folder that cannot be listed, or is nested too deep,
// stands for itself, so that returned_read() says so. The list is made in arena a. left_out: what
// else is in the folders is counted there.
const char **files_list(struct arena *a, const char *const *arguments, size_t argument_count,
                        size_t *count, struct kinds *left_out, const struct files_watch *watch);

#endif
