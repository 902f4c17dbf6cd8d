// A file that belongs to the user is changed as the user would change it: through symbolic links,
// whole or not at all, and with the owner, group, mode and extended attributes that it had.
#ifndef BASE_FILE_UPDATE_H
#define BASE_FILE_UPDATE_H

#include <stddef.h>

// What could not be kept, because the file system or the user's rights did not allow it.
enum file_update_loss {
    FILE_UPDATE_OWNER = 1,
    FILE_UPDATE_GROUP = 2,
    FILE_UPDATE_MODE = 4,
    FILE_UPDATE_ATTRIBUTES = 8,
};

// Gives the file at path these n bytes, on the disk when this answers; makes it, and the folders
// above it, where there is none. What is not whole yet stands beside the file (see
// base/staging.h). Where the folder may not be written but the file may, it is written in
// place, and until that is done the whole new contents stand in the folder `spare` (NULL: nowhere).
// *lost: what could not be kept, of enum file_update_loss.
// 0 or an errno value, after which the file is as it was: ENOENT for a link that leads nowhere,
// ELOOP for links in a circle, EACCES for a file that nobody may write (0444).
int file_update(const char *path, const void *bytes, size_t n, const char *spare, unsigned *lost);

#endif
