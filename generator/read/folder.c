// Asking about folders.
#include "read/folder.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/nearest.h"
#include "base/translate.h"

bool folder_readable(struct diags *d, const char *path, const char *name)
{
    DIR *dir = opendir(path);
    int error = dir ? 0 : errno;
    if (dir) closedir(dir);
    struct stat st;
    if (error == ENOENT && !lstat(path, &st)) {
        struct diag *g = diag_error(d, (struct place){0}, "folder-link-broken",
                                    "%s is a link to something that is not there", name);
        diag_hint(d, g, "is a network drive not connected?");
        return false;
    }
    if (!error || error == ENOENT) return true;
    if (error == ENOTDIR)
        diag_error(d, (struct place){0}, "folder-expected", "%s must be a folder", name);
    else
        diag_system(d, (struct place){0}, "folder-unreadable", "the folder %s cannot be read: %s",
                    name, translate_error(error));
    return false;
}

// Whether n bytes of a name hold what no id does.
static bool is_odd(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strchr(" (", s[i]) || ascii_lower(s[i]) != s[i]) return true;
    return false;
}

bool folder_warn_of_copy(struct diags *d, struct arena *a, const char *directory,
                         const char *folder, const char *file)
{
    const char *dot = strrchr(file, '.');
    size_t n = dot ? (size_t)(dot - file) : 0;
    for (size_t i = n; i-- > 1;) {
        if (!strchr(" -(_", file[i]) || !is_odd(file + i, n - i)) continue;
        const char *original = arena_printf(a, "%.*s%s", (int)i, file, dot);
        const char *path = *folder ? file_join(a, folder, original) : original;
        if (!file_exists(file_join(a, directory, path))) continue;
        const char *name = *folder ? file_join(a, folder, file) : file;
        struct place at = {.source = diag_source_new(d, a, name, "", 0)};
        struct diag *g = diag_warning(d, at, "copy-ignored",
                                      "this looks like a copy, and is not read");
        diag_hint(d, g, "%s is read: keep there what is right, and delete this file", original);
        return true;
    }
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
