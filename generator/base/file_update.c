// Changing a file that belongs to the user.
#include "base/file_update.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/file.h"
#include "base/staging.h"

enum { ANY_SIZE = 1 << 30 };  // of a file that is written in place, in bytes

struct target {
    char path[PATH_MAX];  // behind all links
    struct stat st;       // as it was
};

static int find_target(const char *path, struct target *t)
{
    if (!realpath(path, t->path)) return errno;
    if (stat(t->path, &t->st)) return errno;
    if (S_ISDIR(t->st.st_mode)) return EISDIR;
    if (!S_ISREG(t->st.st_mode)) return EINVAL;
    bool is_read_only = !(t->st.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH));
    return is_read_only ? EACCES : 0;  // rights alone would not stop a rename, nor root
}

// ---- Extended attributes

static const char access_list[] = "system.posix_acl_access";

// Names, each with its NUL; empty where the file system has none.
static void list_attributes(const char *path, struct buf *names)
{
    ssize_t n = listxattr(path, NULL, 0);
    if (n <= 0) return;
    buf_reserve(names, (size_t)n);
    n = listxattr(path, names->p, (size_t)n);
    names->n = n > 0 ? (size_t)n : 0;
}

static bool has_attribute(const struct buf *names, const char *name)
{
    for (size_t at = 0; at < names->n; at += strlen(names->p + at) + 1)
        if (!strcmp(names->p + at, name)) return true;
    return false;
}

static bool get_attribute(const char *path, const char *name, struct buf *value)
{
    ssize_t n = getxattr(path, name, NULL, 0);
    value->n = 0;
    if (n < 0) return false;
    buf_reserve(value, (size_t)n + 1);
    n = getxattr(path, name, value->p, (size_t)n);
    if (n >= 0) value->n = (size_t)n;
    return n >= 0;
}

// False: it could not be given to the file at `to`.
static bool copy_attribute(const char *from, const char *to, const char *name)
{
    struct buf value = {0}, there = {0};
    bool found = get_attribute(from, name, &value);
    bool same = found && get_attribute(to, name, &there) && there.n == value.n &&
                !memcmp(there.p, value.p, value.n);
    bool given = same || (found && !setxattr(to, name, value.p, value.n, 0));
    buf_free(&value);
    buf_free(&there);
    return given;
}

// A new file can have attributes that the old one had not: an access list from its folder.
static bool remove_others(const struct buf *names, const char *to)
{
    struct buf there = {0};
    bool removed = true;
    list_attributes(to, &there);
    for (size_t at = 0; at < there.n; at += strlen(there.p + at) + 1) {
        const char *name = there.p + at;
        bool is_labelled_by_system = !strncmp(name, "security.", strlen("security."));
        if (!is_labelled_by_system && !has_attribute(names, name) && removexattr(to, name))
            removed = false;
    }
    buf_free(&there);
    return removed;
}

// An access list has a line for the file's group, so that with another group it would let in
// others.
static bool copy_attributes(const char *from, const char *to, bool same_group)
{
    struct buf names = {0};
    list_attributes(from, &names);
    bool all = remove_others(&names, to);
    for (size_t at = 0; at < names.n; at += strlen(names.p + at) + 1) {
        const char *name = names.p + at;
        if (!same_group && !strcmp(name, access_list)) all = false;
        else all &= copy_attribute(from, to, name);
    }
    buf_free(&names);
    return all;
}

// ---- Replacing

// Gives the new file what the old one had. Another group may do no more than everybody.
static unsigned inherit(int fd, const char *staging, const struct target *t)
{
    struct stat now;
    unsigned lost = 0;
    if (fchown(fd, t->st.st_uid, t->st.st_gid)) (void)!fchown(fd, (uid_t)-1, t->st.st_gid);
    bool known = !fstat(fd, &now);
    bool same_owner = known && now.st_uid == t->st.st_uid,
         same_group = known && now.st_gid == t->st.st_gid;
    mode_t mode = t->st.st_mode & 07777;
    if (!same_owner) mode &= ~(mode_t)S_ISUID;
    if (!same_group) mode = (mode & ~(mode_t)(S_ISGID | S_IRWXG)) | (mode & S_IRWXO) << 3;
    if (!copy_attributes(t->path, staging, same_group)) lost |= FILE_UPDATE_ATTRIBUTES;
    (void)!fchmod(fd, mode);
    if (fstat(fd, &now) || now.st_mode != t->st.st_mode) lost |= FILE_UPDATE_MODE;
    if (!same_owner) lost |= FILE_UPDATE_OWNER;
    if (!same_group) lost |= FILE_UPDATE_GROUP;
    return lost;
}

static int replace(const struct target *t, const void *bytes, size_t n, unsigned *lost)
{
    struct staging s;
    int error = staging_begin(&s, t->path, bytes, n);
    if (!error) *lost = inherit(s.fd, s.path, t);
    return staging_end(&s, error, t->path);
}

// ---- Writing in place

static int write_at_start(int fd, const char *bytes, size_t n)
{
    for (size_t done = 0; done < n;) {
        ssize_t more = pwrite(fd, bytes + done, n - done, (off_t)done);
        if (more > 0) done += (size_t)more;
        else if (!more || errno != EINTR) return more ? errno : EIO;
    }
    if (ftruncate(fd, (off_t)n)) return errno;
    return staging_sync(fd);
}

// What does not fit is known before the first byte is changed; whatever fails later, the old
// contents come back.
static int overwrite(const struct target *t, const void *bytes, size_t n)
{
    struct buf old = {0};
    int error = file_read(t->path, &old, ANY_SIZE);
    int fd = error ? -1 : open(t->path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (!error && fd < 0) error = errno;
    if (!error && n > old.n) error = posix_fallocate(fd, 0, (off_t)n);
    if (error == EOPNOTSUPP || error == EINVAL) error = 0;
    if (!error) error = write_at_start(fd, bytes, n);
    if (error && fd >= 0) write_at_start(fd, old.p, old.n);
    if (fd >= 0) close(fd);
    buf_free(&old);
    return error;
}

// While the file is not whole, the spare is; a run that is killed leaves it behind.
static int write_in_place(const struct target *t, const void *bytes, size_t n, const char *spare)
{
    if (access(t->path, W_OK)) return errno;
    struct staging s = {.fd = -1};
    struct arena a = {0};
    const char *name = strrchr(t->path, '/') + 1;
    if (spare && !staging_begin(&s, file_join(&a, spare, name), bytes, n)) staging_sync(s.fd);
    int error = overwrite(t, bytes, n);
    if (s.fd >= 0) unlink(s.path);
    if (s.fd >= 0) close(s.fd);
    arena_free(&a);
    return error;
}

int file_update(const char *path, const void *bytes, size_t n, const char *spare, unsigned *lost)
{
    struct target t;
    struct stat st;
    *lost = 0;
    if (lstat(path, &st) && errno == ENOENT) return file_write(path, bytes, n);
    int error = find_target(path, &t);
    if (error) return error;
    error = replace(&t, bytes, n, lost);
    // the folder may not be written, or it is not for us to remove from, or the file is mounted
    if (error != EACCES && error != EPERM && error != EBUSY) return error;
    *lost = 0;
    return write_in_place(&t, bytes, n, spare);
}
