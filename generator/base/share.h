// For whom files and folders are made: for their owner alone (0600, 0700), or for a group, too
// (0660, 02770). As with umask(), it holds for the whole process; it is set before there are
// threads.
#ifndef BASE_SHARE_H
#define BASE_SHARE_H

#include <stdbool.h>

// From here on what is made is for this folder's group, too. 0 or an errno value: EPERM when this
// process is not in the group.
int share_with_group_of(const char *folder);
bool share_is_on(void);
// Gives a file or folder that has just been made, with 0600 or 0700, to the group. Where the file
// system or the user's rights do not allow it, it stays its owner's alone.
void share_fd(int fd);
void share_folder(const char *path);
// The same for all that is in a folder, and the folder, where it was made before anything was
// shared. False: it is not this user's to share.
bool share_tree(const char *folder);

#endif
