// Forms that came back: PDF, FDF and XFDF files → struct returned. Nothing in the files is trusted:
// nothing is run, and what they take of time and memory is bounded.
#ifndef READ_FORMS_RETURNED_H
#define READ_FORMS_RETURNED_H

#include "base/arena.h"
#include "model/returned.h"

struct form_reader;

// Reads one file, in a process of its own. Never NULL: `state` says what the file is. In arena a.
struct returned *returned_read(struct arena *a, const char *path);
enum { RETURNED_AT_ONCE = 40 };
// Reads the first of so many files, in one process for all of them, into out[0], out[1] …; how many
// of them it has read, at most RETURNED_AT_ONCE.
size_t returned_read_some(struct arena *a, const char *const *paths, size_t count,
                          struct returned **out);
// What n bytes are that may hold a form but are not opened, and what to do about it; NULL: not
// known.
const char *returned_packed_kind(const char *bytes, size_t n);
// Reads n bytes in this process, unguarded. For the guard, and for tests.
void returned_read_bytes(struct form_reader *g, const char *bytes, size_t n);

#endif
