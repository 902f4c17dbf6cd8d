// Waits until a file of the cycle directory is saved that papers are made from.
#ifndef PREVIEW_WATCH_H
#define PREVIEW_WATCH_H

#include <stddef.h>

struct watch;

// From now on, in the current folder: samtale.yaml and org.yaml, and all of templates/,
// priorities/, plans/, conversations/ and answers/, with folders that are not there yet. 0 or an
// errno value.
int watch_open(struct watch **w);
// From now on also the folder of this file, which settings name; path from the current folder;
// NULL: none.
void watch_add_file(struct watch *w, const char *path);
void watch_close(struct watch *w);

// Waits for what is saved, or was since the last time, and until nothing more is for a moment: the
// paths, sorted, which live until the next time. NULL: the run is to stop, or *error, an errno
// value, is set.
const char *const *watch_wait(struct watch *w, size_t *count, int *error);

#endif
