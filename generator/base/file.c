// Files and folders: reading whole, writing whole or not at all, listing, recognising.
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
#include "base/share.h"
#include "base/staging.h"

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
    int error = 0;
    if (fstat(fd, &st)) error = errno;
    else if (S_ISDIR(st.st_mode)) error = EISDIR;
    else if (!S_ISREG(st.st_mode)) error = EINVAL;
    if (!error) error = read_all(fd, out, limit);
    close(fd);
    return error;
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
        if (!mkdir(p, 0700)) share_folder(p);
        else if (errno != EEXIST) error = errno;
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
    if (!error && sync) error = staging_sync(fd);
    // interrupted, it is closed all the same
    if (close(fd) && errno != EINTR && !error) error = errno;
    if (!error) error = rename_into_place(staging, path);
    if (error) unlink(staging);
    return error;
}

// Folders that may be new are on the disk with their names.
static int sync_folders(const char *path)
{
    struct arena a = {0};
    char *p = arena_strdup(&a, path);
    int error = 0;
    for (char *slash; !error && (slash = strrchr(p, '/')) && slash != p; *slash = '\0')
        error = staging_sync_folder_of(p);
    if (!error) error = staging_sync_folder_of(p);
    arena_free(&a);
    return error;
}

int file_write(const char *path, const void *bytes, size_t n)
{
    struct staging s;
    int error = staging_begin(&s, path, bytes, n);
    bool is_folder_missing = error == ENOENT;
    if (is_folder_missing) error = make_parent(path);
    if (is_folder_missing && !error) error = staging_begin(&s, path, bytes, n);
    error = staging_end(&s, error, path);
    return error || !is_folder_missing ? error : sync_folders(path);
}

int file_create(const char *path, const void *bytes, size_t n)
{
    const int flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC;
    int fd = open(path, flags, 0600);
    if (fd < 0 && errno == ENOENT && !make_parent(path)) fd = open(path, flags, 0600);
    if (fd < 0) return errno;
    share_fd(fd);
    int error = staging_write(fd, bytes, n);
    if (close(fd) && errno != EINTR && !error) error = errno;
    return error;
}

int file_sync_all(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return errno;
    int error = 0;
    while (syncfs(fd) && (error = errno) == EINTR) error = 0;
    close(fd);
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

// A file without a name yet; -1: see errno.
static int open_in(const char *staging, struct arena *a, char **temporary)
{
    *temporary = arena_printf(a, "%s/XXXXXX", staging);
    int fd = mkostemp(*temporary, O_CLOEXEC);  // 0600
    if (fd >= 0) share_fd(fd);
    return fd;
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
        error = staging_write(fd, bytes.p, bytes.n);
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
    return error ? error : staging_sync_folder_of(path);
}

int file_write_staged(const char *staging, const char *root, const char *below, const void *bytes,
                      size_t n, struct file_stamp *stamp)
{
    if (file_crosses_symlink(root, below)) return ELOOP;
    struct arena a = {0};
    const char *path = file_join(&a, root, below);
    char *temporary;
    int fd = open_in(staging, &a, &temporary);
    int error = fd < 0 ? errno : finish(fd, staging_write(fd, bytes, n), temporary, path, false);
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

bool file_is_regular(const char *path)
{
    struct stat st;
    return !lstat(path, &st) && S_ISREG(st.st_mode);
}

const char *file_join(struct arena *a, const char *folder, const char *name)
{
    return *name == '/' ? arena_strdup(a, name) : arena_printf(a, "%s/%s", folder, name);
}
