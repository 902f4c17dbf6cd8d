// Files that are written aside and renamed.
#include "base/staging.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/share.h"

static const char mark[] = ".samtale-";
enum { MARK = sizeof mark - 1, RANDOM = 6 };  // characters

int staging_write(int fd, const char *bytes, size_t n)
{
    while (n) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return done < 0 ? errno : EIO;
        bytes += done;
        n -= (size_t)done;
    }
    return 0;
}

int staging_sync(int fd)
{
    while (fsync(fd)) {
        if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP) return 0;
        if (errno != EINTR) return errno;
    }
    return 0;
}

// The length of the path of the folder that a path's last name is in; 0: "." or "/".
static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) : 0;
}

int staging_sync_folder_of(const char *path)
{
    char folder[PATH_MAX];
    size_t n = folder_length(path);
    if (n >= sizeof folder) return ENAMETOOLONG;
    memcpy(folder, path, n);
    folder[n] = '\0';
    const char *top = *path == '/' ? "/" : ".";
    int fd = open(n ? folder : top, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return errno == EACCES ? 0 : errno;
    int error = staging_sync(fd);
    close(fd);
    return error;
}

// ---- Names

bool staging_has_name(const char *name)
{
    size_t n = strlen(name);
    if (*name != '.' || n < 2 + MARK + RANDOM) return false;
    const char *random = name + n - RANDOM;
    for (const char *s = random; *s; s++)
        if (!ascii_is_letter(*s) && !ascii_is_digit(*s)) return false;
    return !memcmp(random - MARK, mark, MARK);
}

bool staging_original(char out[PATH_MAX], const char *name)
{
    if (!staging_has_name(name)) return false;
    snprintf(out, PATH_MAX, "%.*s", (int)(strlen(name) - 1 - MARK - RANDOM), name + 1);
    return true;
}

bool staging_name(char out[PATH_MAX], const char *path)
{
    size_t n = folder_length(path) + (strchr(path, '/') != NULL);
    int length = snprintf(out, PATH_MAX, "%.*s.%s%sXXXXXX", (int)n, path, path + n, mark);
    return length > 0 && length < PATH_MAX;
}

// ---- Writing aside

int staging_begin(struct staging *s, const char *path, const void *bytes, size_t n)
{
    s->fd = -1;
    if (!staging_name(s->path, path)) return ENAMETOOLONG;
    s->fd = mkostemp(s->path, O_CLOEXEC);  // 0600
    if (s->fd < 0) return errno;
    share_fd(s->fd);
    return staging_write(s->fd, bytes, n);
}

static int rename_over(const char *from, const char *to)
{
    return rename(from, to) ? errno : 0;
}

// Not every file system can rename without replacing, and not every one has links; where neither
// goes, two that begin at the same moment may replace each other's.
static int rename_new(const char *from, const char *to)
{
    if (!renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE)) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    if (!link(from, to)) {
        unlink(from);
        return 0;
    }
    if (errno == EEXIST) return EEXIST;
    struct stat st;
    return lstat(to, &st) ? rename_over(from, to) : EEXIST;
}

static int end(struct staging *s, int error, const char *path,
               int (*give_name)(const char *from, const char *to))
{
    if (s->fd < 0) return error;
    if (!error) error = staging_sync(s->fd);
    // interrupted, it is closed all the same
    if (close(s->fd) && errno != EINTR && !error) error = errno;
    if (!error) error = give_name(s->path, path);
    if (error) unlink(s->path);
    return error;
}

int staging_end(struct staging *s, int error, const char *path)
{
    error = end(s, error, path, rename_over);
    return error ? error : staging_sync_folder_of(path);
}

int staging_end_new(struct staging *s, int error, const char *path)
{
    error = end(s, error, path, rename_new);
    if (error) return error;
    error = staging_sync_folder_of(path);
    if (error) unlink(path);  // it was not there before
    return error;
}

// ---- What a run that was killed has left

int staging_lock(const char *folder, int *fd)
{
    *fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (*fd < 0) return errno;
    int error = 0;
    while (flock(*fd, LOCK_EX | LOCK_NB) && (error = errno) == EINTR) error = 0;
    if (error) {
        close(*fd);
        *fd = -1;
    }
    return error == EWOULDBLOCK ? error : 0;
}

void staging_clear(const char *folder)
{
    DIR *dir = opendir(folder);
    for (struct dirent *e; dir && (e = readdir(dir));)
        if (staging_has_name(e->d_name)) unlinkat(dirfd(dir), e->d_name, 0);
    if (dir) closedir(dir);
}
