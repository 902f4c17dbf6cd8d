// Versions of a file that may have been handed on, so that it is never replaced: what is made
// otherwise later gets a path of its own.
#ifndef OUTPUT_VERSION_H
#define OUTPUT_VERSION_H

#include "output/output.h"

// The path of version n, from 1, of a file: "archive/a/b.pdf", "archive/version-2/a/b.pdf".
const char *version_path(struct arena *a, const char *path, unsigned n);
// The newest version of the file that there is, or was; 1: there is one, or none.
unsigned version_newest(const struct output *o, const char *path);
// The first version from n on whose place is free for these bytes: where nothing lies, or they do,
// or what was made of them and has been changed or removed since.
unsigned version_for(const struct output *o, const char *path, unsigned n, const struct buf *bytes);

#endif
