// Loaded before the C library (LD_PRELOAD): every folder is like one of Windows that is mounted.
// Files have no rights and owners of their own, no attributes, no links and no locks; what is open
// cannot be renamed, replaced or removed; folders do not sync.
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(type, name, ...)         \
    static type (*real)(__VA_ARGS__); \
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name)

static int fail(int error)
{
    errno = error;
    return -1;
}

// Whether this program has it open, as a file.
static bool is_open(const char *path)
{
    struct stat wanted, st;
    REAL(int, lstat, const char *, struct stat *);
    if (real(path, &wanted) || !S_ISREG(wanted.st_mode)) return false;
    DIR *dir = opendir("/proc/self/fd");
    bool found = false;
    char name[PATH_MAX];
    for (struct dirent *e; dir && !found && (e = readdir(dir));) {
        snprintf(name, sizeof name, "/proc/self/fd/%s", e->d_name);
        found = *e->d_name != '.' && !stat(name, &st) && st.st_ino == wanted.st_ino &&
                st.st_dev == wanted.st_dev;
    }
    if (dir) closedir(dir);
    return found;
}

int chmod(const char *path, mode_t mode)
{
    return (void)path, (void)mode, fail(EPERM);
}
int fchmod(int fd, mode_t mode)
{
    return (void)fd, (void)mode, fail(EPERM);
}
int chown(const char *path, uid_t u, gid_t g)
{
    return (void)path, (void)u, (void)g, fail(EPERM);
}
int fchown(int fd, uid_t u, gid_t g)
{
    return (void)fd, (void)u, (void)g, fail(EPERM);
}
int link(const char *from, const char *to)
{
    return (void)from, (void)to, fail(EPERM);
}
int symlink(const char *from, const char *to)
{
    return (void)from, (void)to, fail(EPERM);
}
int flock(int fd, int how)
{
    return (void)fd, (void)how, fail(EOPNOTSUPP);
}
int posix_fallocate(int fd, off_t at, off_t n)
{
    return (void)fd, (void)at, (void)n, EOPNOTSUPP;
}
ssize_t listxattr(const char *path, char *names, size_t n)
{
    return (void)path, (void)names, (void)n, fail(EOPNOTSUPP);
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
    return (void)a, (void)from, (void)b, (void)to, (void)flags, fail(EINVAL);
}

int rename(const char *from, const char *to)
{
    REAL(int, rename, const char *, const char *);
    return is_open(from) || is_open(to) ? fail(EACCES) : real(from, to);
}

int unlink(const char *path)
{
    REAL(int, unlink, const char *);
    return is_open(path) ? fail(EBUSY) : real(path);
}

int fsync(int fd)
{
    struct stat st;
    REAL(int, fsync, int);
    return !fstat(fd, &st) && S_ISDIR(st.st_mode) ? fail(EINVAL) : real(fd);
}

int stat(const char *restrict path, struct stat *restrict st)
{
    REAL(int, stat, const char *, struct stat *);
    int failed = real(path, st);
    if (!failed) st->st_mode |= 0777;
    return failed;
}

int lstat(const char *restrict path, struct stat *restrict st)
{
    REAL(int, lstat, const char *, struct stat *);
    int failed = real(path, st);
    if (!failed) st->st_mode |= 0777;
    return failed;
}

int fstat(int fd, struct stat *st)
{
    REAL(int, fstat, int, struct stat *);
    int failed = real(fd, st);
    if (!failed) st->st_mode |= 0777;
    return failed;
}
