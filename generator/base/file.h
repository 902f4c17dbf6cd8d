// Files: read whole, written aside and renamed, so that a file appears whole or not at all. For
// whom files and folders are made is base/share.h's to say. All of these answer 0 or an errno
// value, unless they say otherwise, and leave nothing half-written behind.
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"

// The whole file, added to *out. EFBIG over limit (bytes); EISDIR for a folder.
int file_read(const char *path, struct buf *out, size_t limit);
// Makes or replaces a file, and makes the folders that are missing; on the disk when this answers.
// A link at path is replaced: for what belongs to the user there is base/file_update.h.
int file_write(const char *path, const void *bytes, size_t n);
// The same for root/below, refused with ELOOP where a folder below the root is a link that leads
// elsewhere.
int file_write_below(const char *root, const char *below, const void *bytes, size_t n);
// A file in a folder that is not in use yet: written where it stands, and not on the disk until
// file_sync_all(). Makes the folders that are missing.
int file_create(const char *path, const void *bytes, size_t n);
// All that has been written to the folder's file system is on the disk.
int file_sync_all(const char *folder);
// the folder itself and those above it
int file_make_folders(const char *path);

struct file_stamp {  // how a file is known again without reading it; times in nanoseconds
    int64_t size, modified, changed, inode;
};
// False: there is no such file, or it is a link or a folder.
bool file_stamp(const char *path, struct file_stamp *out);
// Like file_write_below(), but what is not whole yet stands in the folder `staging`, of the same
// file system, where the next run finds what a kill has left. trace: of the new file.
int file_write_staged(const char *staging, const char *root, const char *below, const void *bytes,
                      size_t n, struct file_stamp *stamp);
// Appends the next part of a file; false: it was the last.
typedef bool file_chunk(void *arg, struct buf *out);
// Replaces a file, written in the folder `staging`; on the disk, with its name, before this
// answers.
int file_replace(const char *staging, const char *path, file_chunk *next_chunk, void *arg);
bool file_crosses_symlink(const char *root, const char *below);  // a folder on the way is a link

// The names in a folder, sorted by bytes, without "." and ".."; count 0 when there is no such
// folder.
const char **file_list(struct arena *a, const char *folder, size_t *count);
bool file_exists(const char *path);
// Whether there is a file of that name, and not a link, a folder or anything else.
bool file_is_regular(const char *path);
const char *file_join(struct arena *a, const char *folder, const char *name);

#endif
