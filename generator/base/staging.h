// A file is written under a name of its own, .NAME.samtale-XXXXXX, and gets its name when it is
// whole and on the disk: so it appears whole or not at all. What a run that was killed leaves
// behind is known by that name.
#ifndef BASE_STAGING_H
#define BASE_STAGING_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

struct staging {
    int fd;  // -1: it could not be made
    char path[PATH_MAX];
};

// Both answer 0 or an errno value.
// Writes the bytes beside the file that is to be at path; for whom is share.h's to say.
int staging_begin(struct staging *s, const char *path, const void *bytes, size_t n);
// Gives it its name, unless `error` (an errno value; it is answered) says that something is wrong
// with it: then it is removed.
int staging_end(struct staging *s, int error, const char *path);
// The same, but what is at path already stays, and the answer is EEXIST. After any other error
// there is nothing at path.
int staging_end_new(struct staging *s, int error, const char *path);

bool staging_has_name(const char *name);  // of a file or folder: .NAME.samtale-XXXXXX
// The template of such a name, for mkstemp() and mkdtemp(). False: it is too long.
bool staging_name(char out[PATH_MAX], const char *path);
// The NAME in such a name; false: it is none.
bool staging_original(char out[PATH_MAX], const char *name);
// Removes from a folder the files that are named so. Only for who has staging_lock()ed, or what
// another run is writing would be lost.
void staging_clear(const char *folder);
// Takes a folder for this process: one at a time changes what is in it. *fd: to close; -1 where the
// file system has no locks. EWOULDBLOCK: another has it.
int staging_lock(const char *folder, int *fd);

// The same for what is open: 0 or an errno value. A file system that cannot is no error.
int staging_write(int fd, const char *bytes, size_t n);
int staging_sync(int fd);
int staging_sync_folder_of(const char *path);

#endif
