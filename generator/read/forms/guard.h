// Reading in a process of its own, with little time and memory.
#ifndef READ_FORMS_GUARD_H
#define READ_FORMS_GUARD_H

#include "read/forms/form_reader.h"

typedef void guard_reader(struct form_reader *g, const char *bytes, size_t n);

// Calls read() with the bytes in a child process, and takes over what it finds. Where the child
// ends badly, the state says so.
void guard_read(struct form_reader *g, const char *bytes, size_t n, guard_reader *read);

#endif
