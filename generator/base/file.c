#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"

static int read_all(int fd, struct buf *out, size_t limit)
{
    for (;;) {
        if (out->n > limit) return EFBIG;
        buf_reserve(out, 64 * 1024);
        ssize_t got = read(fd, out->p + out->n, out->room - out->n);
        if (got == 0) return 0;
        if (got > 0) out->n += (size_t)got;
        else if (errno != EINTR) return errno;
    }
}

int file_read(const char *path, struct buf *out, size_t limit)
{
    // a pipe in a file's place must not hang us
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return errno;
    struct stat st;
    int error = fstat(fd, &st)      ? errno
              : S_ISDIR(st.st_mode) ? EISDIR
              : S_ISREG(st.st_mode) ? 0
                                    : EINVAL;
    if (!error) error = read_all(fd, out, limit);
    close(fd);
    return error;
}

static int write_all(int fd, const char *bytes, size_t n)
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

int file_make_folders(const char *path)
{
    struct arena a = {0};
    char *p = arena_strdup(&a, path);
    int error = 0;
    for (char *s = p + 1; !error; s++) {
        if (*s != '/' && *s) continue;
        char end = *s;
        *s = '\0';
        if (mkdir(p, 0700) && errno != EEXIST) error = errno;
        *s = end;
        if (!end) break;
    }
    arena_free(&a);
    return error;
}

static int make_parent(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path) return 0;
    struct arena a = {0};
    int error = file_make_folders(arena_strndup(&a, path, (size_t)(slash - path)));
    arena_free(&a);
    return error;
}

// Most files go into a folder that is there, so that it is made only where renaming fails.
static int rename_into_place(const char *staging, const char *path)
{
    if (!rename(staging, path)) return 0;
    int error = errno == ENOENT ? make_parent(path) : errno;
    return !error && rename(staging, path) ? errno : error;
}

// Gives a file that stands aside its name, where it was written without error; nothing half-written
// is left.
static int finish(int fd, int error, const char *staging, const char *path, bool sync)
{
    while (!error && sync && fsync(fd))
        if (errno != EINTR) error = errno;
    // interrupted, it is closed all the same
    if (close(fd) && errno != EINTR && !error) error = errno;
    if (!error) error = rename_into_place(staging, path);
    if (error) unlink(staging);
    return error;
}

int file_write(const char *path, const void *bytes, size_t n)
{
    struct arena a = {0};
    char *staging = arena_printf(&a, "%s.XXXXXX", path);
    int fd = mkostemp(staging, O_CLOEXEC);  // 0600
    if (fd < 0 && errno == ENOENT) {
        int error = make_parent(path);
        if (error) {
            arena_free(&a);
            return error;
        }
        staging = arena_printf(&a, "%s.XXXXXX", path);
        fd = mkostemp(staging, O_CLOEXEC);
    }
    int error = fd < 0 ? errno : finish(fd, write_all(fd, bytes, n), staging, path, false);
    arena_free(&a);
    return error;
}

bool file_stamp(const char *path, struct file_stamp *out)
{
    struct stat st;
    if (lstat(path, &st) || !S_ISREG(st.st_mode)) return false;
    *out = (struct file_stamp){
        .size = st.st_size,
        .modified = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec,
        .changed = (int64_t)st.st_ctim.tv_sec * 1000000000 + st.st_ctim.tv_nsec,
        .inode = (int64_t)st.st_ino,
    };
    return true;
}

static int sync_folder_of(const char *path)
{
    struct arena a = {0};
    const char *slash = strrchr(path, '/');
    int fd = open(slash ? arena_strndup(&a, path, (size_t)(slash - path)) : ".",
                  O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int error = fd < 0 ? errno : 0;
    while (!error && fsync(fd))
        if (errno != EINTR) error = errno;
    if (fd >= 0) close(fd);
    arena_free(&a);
    return error == EINVAL ? 0 : error;  // where folders cannot be synced, nothing more can be done
}

// A file without a name yet; -1: see errno.
static int open_in(const char *staging, struct arena *a, char **temporary)
{
    *temporary = arena_printf(a, "%s/XXXXXX", staging);
    return mkostemp(*temporary, O_CLOEXEC);
}

static int write_chunks(int fd, file_chunk *next_chunk, void *arg)
{
    enum { CHUNK = 64 << 10 };  // bytes
    struct buf bytes = {0};
    bool more = true;
    int error = 0;
    while (more && !error) {
        bytes.n = 0;
        while (more && bytes.n < CHUNK) more = next_chunk(arg, &bytes);
        error = write_all(fd, bytes.p, bytes.n);
    }
    buf_free(&bytes);
    return error;
}

int file_replace(const char *staging, const char *path, file_chunk *next_chunk, void *arg)
{
    struct arena a = {0};
    char *temporary;
    int fd = open_in(staging, &a, &temporary);
    int error = fd < 0 ? errno
                       : finish(fd, write_chunks(fd, next_chunk, arg), temporary, path, true);
    arena_free(&a);
    return error ? error : sync_folder_of(path);
}

int file_write_staged(const char *staging, const char *root, const char *below, const void *bytes,
                      size_t n, struct file_stamp *stamp)
{
    if (file_crosses_symlink(root, below)) return ELOOP;
    struct arena a = {0};
    const char *path = file_join(&a, root, below);
    char *temporary;
    int fd = open_in(staging, &a, &temporary);
    int error = fd < 0 ? errno : finish(fd, write_all(fd, bytes, n), temporary, path, false);
    if (!error && !file_stamp(path, stamp)) error = ENOENT;
    arena_free(&a);
    return error;
}

bool file_crosses_symlink(const char *root, const char *below)
{
    struct arena a = {0};
    bool found = false;
    for (const char *slash = strchr(below, '/'); slash && !found; slash = strchr(slash + 1, '/')) {
        struct stat st;
        const char *folder = arena_printf(&a, "%s/%.*s", root, (int)(slash - below), below);
        found = !lstat(folder, &st) && S_ISLNK(st.st_mode);
    }
    arena_free(&a);
    return found;
}

int file_write_below(const char *root, const char *below, const void *bytes, size_t n)
{
    if (file_crosses_symlink(root, below)) return ELOOP;
    struct arena a = {0};
    int error = file_write(file_join(&a, root, below), bytes, n);
    arena_free(&a);
    return error;
}

const char **file_list(struct arena *a, const char *folder, size_t *count)
{
    const char **names = NULL;
    size_t room = 0;
    *count = 0;
    DIR *dir = opendir(folder);
    if (!dir) return NULL;
    for (struct dirent *e; (e = readdir(dir));)
        if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
            *ARENA_PUSH(a, names, *count, room) = arena_strdup(a, e->d_name);
    closedir(dir);
    if (*count) qsort(names, *count, sizeof *names, array_compare_texts);
    return names;
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

const char *file_join(struct arena *a, const char *folder, const char *name)
{
    return *name == '/' ? arena_strdup(a, name) : arena_printf(a, "%s/%s", folder, name);
}
