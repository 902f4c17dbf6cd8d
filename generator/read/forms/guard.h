// Reading in a process of its own, with little time and memory.
#ifndef READ_FORMS_GUARD_H
#define READ_FORMS_GUARD_H

#include "read/forms/form_reader.h"

typedef void guard_reader(struct form_reader *g, const char *bytes, size_t n);

struct guard_work {
    struct form_reader *g;
    const char *bytes;
    size_t n;
    guard_reader *read;
};

// Calls each read() with its bytes in one child process, and takes over what they find. Where the
// child ends badly, each has a child of its own; where that ends badly, the state says so.
void guard_read(const struct guard_work *all, size_t count);

#endif
