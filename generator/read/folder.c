// Asking about folders.
#include "read/folder.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/nearest.h"
#include "base/translate.h"

bool folder_readable(struct diags *d, const char *path, const char *name)
{
    DIR *dir = opendir(path);
    int error = dir ? 0 : errno;
    if (dir) closedir(dir);
    if (!error || error == ENOENT) return true;
    if (error == ENOTDIR)
        diag_error(d, (struct place){0}, "folder-expected", "%s must be a folder", name);
    else
        diag_system(d, (struct place){0}, "folder-unreadable", "the folder %s cannot be read: %s",
                    name, translate_error(error));
    return false;
}

bool folder_is(const char *path)
{
    struct stat st;
    return !stat(path, &st) && S_ISDIR(st.st_mode);
}

const char *folder_nearest(struct arena *a, const char *folder, const char *name)
{
    size_t count;
    const char **files = file_list(a, folder, &count);
    return nearest_word(name, files, count);
}
