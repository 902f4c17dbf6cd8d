// What was not read: how many files of each kind, by their names' endings.
#ifndef READ_FORMS_KINDS_H
#define READ_FORMS_KINDS_H

#include <stddef.h>

#include "base/arena.h"

enum { KINDS_SHOWN = 8 };

struct kind_count {
    const char *ending;  // ".docx"; "": the name has none
    size_t count;
};

struct kinds {
    struct kind_count *list;
    size_t count, room, files;
};

// Counts a file of that name. The list is in arena a.
void kinds_add(struct kinds *k, struct arena *a, const char *name);
// "2 .docx, 1 .jpg", those that there are most of first, in arena a; NULL: nothing was counted.
const char *kinds_text(const struct kinds *k, struct arena *a);

#endif
