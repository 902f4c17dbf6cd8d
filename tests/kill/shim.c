// Loaded before the C library (LD_PRELOAD): ends the program, or lets a call fail, at one call that
// touches a folder.
//     SHIM_FOLDER  the folder, as the program names it; or several, divided by colons
//     SHIM_AT      "write:paper 3 kill": the third such call; see `actions` for what happens there
//     SHIM_LOG     a file that gets the name of each call, and "!" where it happened
// A call's name is what it does and to what: a paper, the journal, the manifest, the cache, a
// folder, something aside; in a user's folders a file, its staging name (.NAME.samtale-XXXXXX), a
// batch of answers, their key.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum action { NOTHING, KILL, KILL_AFTER, HALF, SHORT, FAIL };
static const struct {
    const char *name;
    enum action action;
    int error;
    bool stays;  // every later call of a file fails, too
} actions[] = {
    {"kill", KILL, 0, false},  // before the call
    {"kill-after", KILL_AFTER, 0, false},
    {"half", HALF, 0, false},    // half is written, then the end
    {"short", SHORT, 0, false},  // half is written, and the call says so
    {"ENOSPC", FAIL, ENOSPC, false},
    {"EIO", FAIL, EIO, false},
    {"EINTR", FAIL, EINTR, false},
    {"full", FAIL, ENOSPC, true},  // no byte fits any more
};

enum { FILES = 4096 };
static char kinds[FILES][16];  // of open files below the folder, by descriptor; "": it is none
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int left = -1, chosen = -1;
static char wanted[64];
static bool failing;

#define REAL(type, name, ...)         \
    static type (*real)(__VA_ARGS__); \
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name)

static void log_line(const char *call, const char *mark)
{
    const char *path = getenv("SHIM_LOG");
    if (!path) return;
    REAL(int, open, const char *, int, ...);
    static ssize_t (*put)(int, const void *, size_t);
    if (!put) *(void **)&put = dlsym(RTLD_NEXT, "write");
    static int (*shut)(int);
    if (!shut) *(void **)&shut = dlsym(RTLD_NEXT, "close");
    char line[128];
    int n = snprintf(line, sizeof line, "%s%s\n", call, mark),
        fd = real(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd >= 0 && n > 0) put(fd, line, (size_t)n);
    if (fd >= 0) shut(fd);
}

static void read_wish(void)
{
    const char *at = getenv("SHIM_AT");
    char action[32] = "";
    left = 0;
    if (!at || sscanf(at, "%63s %d %31s", wanted, &left, action) != 3) return;
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (!strcmp(actions[i].name, action)) chosen = (int)i;
    if (chosen < 0) abort();
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

// Which action this call is for; the folder's calls are counted.
static enum action touch(const char *what, const char *kind)
{
    char call[64];
    if (!*kind) return NOTHING;
    snprintf(call, sizeof call, "%s:%s", what, kind);
    pthread_mutex_lock(&lock);
    if (left < 0) read_wish();
    bool now = left > 0 && !strcmp(call, wanted) && --left == 0;
    bool still = failing &&
                 (!strcmp(what, "write") || !strcmp(what, "open") || !strcmp(what, "mkdir"));
    if (now && actions[chosen].stays) failing = true;
    log_line(call, now ? " !" : "");
    pthread_mutex_unlock(&lock);
    if (!now && !still) return NOTHING;
    if (actions[chosen].action == KILL) die();
    if (actions[chosen].action == FAIL) errno = actions[chosen].error;
    return actions[chosen].action;
}

// What is below one of the folders; "" for that folder; NULL: it is in none of them.
static const char *below_of(const char *path)
{
    for (const char *folder = getenv("SHIM_FOLDER"); folder && *folder;) {
        size_t n = strcspn(folder, ":");
        if (!strncmp(path, folder, n) && (!path[n] || path[n] == '/'))
            return path[n] ? path + n + 1 : "";
        folder += n + (folder[n] == ':');
    }
    return NULL;
}

static const char *kind_of(const char *path)
{
    const char *below = below_of(path);
    if (!below) return "";
    const char *slash = strrchr(below, '/'), *name = slash ? slash + 1 : below;
    if (strstr(below, ".manifest.aside/")) return "aside";
    if (!strcmp(name, ".manifest.aside")) return "folder";
    if (!strcmp(name, ".manifest.journal")) return "journal";
    if (!strcmp(name, ".manifest.cache")) return "cache";
    if (!strcmp(name, "manifest.json")) return "manifest";
    if (strstr(below, ".samtale-")) return "staging";
    if (strstr(below, ".new") || strstr(below, ".whole")) return "batch";
    if (!strcmp(name, ".key")) return "key";
    return strrchr(name, '.') ? "paper" : "folder";
}

// What stands aside is known by how it begins.
static const char *kind_of_bytes(int fd, const char *bytes)
{
    if (strcmp(kinds[fd], "aside")) return kinds[fd];
    return *bytes == '{' ? "manifest" : *bytes == '%' || *bytes == 'B' ? "paper" : "cache";
}

static bool known(int fd)
{
    return fd >= 0 && fd < FILES && *kinds[fd];
}

static int opened(int fd, const char *kind)
{
    if (fd >= 0 && fd < FILES) snprintf(kinds[fd], sizeof kinds[fd], "%s", kind);
    return fd;
}

static int after(enum action action, int result)
{
    if (action == KILL_AFTER || action == HALF) die();
    return result;
}

int open(const char *path, int flags, ...)
{
    REAL(int, open, const char *, int, ...);
    mode_t mode = 0600;
    bool writes = (flags & O_ACCMODE) != O_RDONLY;
    enum action action = writes ? touch("open", kind_of(path)) : NOTHING;
    if (action == FAIL) return -1;
    return after(action, opened(real(path, flags, mode),
                                writes || flags & O_DIRECTORY ? kind_of(path) : ""));
}

int mkostemp(char *path, int flags)
{
    REAL(int, mkostemp, char *, int);
    enum action action = touch("open", kind_of(path));
    if (action == FAIL) return -1;
    return after(action, opened(real(path, flags), kind_of(path)));
}

char *mkdtemp(char *path)
{
    REAL(char *, mkdtemp, char *);
    enum action action = touch("mkdir", kind_of(path));
    if (action == FAIL) return NULL;
    char *made = real(path);
    return after(action, 0), made;
}

ssize_t write(int fd, const void *bytes, size_t n)
{
    REAL(ssize_t, write, int, const void *, size_t);
    enum action action = known(fd) ? touch("write", kind_of_bytes(fd, bytes)) : NOTHING;
    if (action == FAIL) return -1;
    ssize_t done = real(fd, bytes, action == HALF || action == SHORT ? (n + 1) / 2 : n);
    return after(action, 0), done;
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at)
{
    REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
    enum action action = known(fd) ? touch("write", kinds[fd]) : NOTHING;
    if (action == FAIL) return -1;
    ssize_t done = real(fd, bytes, action == HALF || action == SHORT ? (n + 1) / 2 : n, at);
    return after(action, 0), done;
}

int close(int fd)
{
    REAL(int, close, int);
    enum action action = known(fd) ? touch("close", kinds[fd]) : NOTHING;
    if (fd >= 0 && fd < FILES) *kinds[fd] = '\0';
    int result = real(fd);
    return after(action, action == FAIL ? (errno = actions[chosen].error, -1) : result);
}

int rename(const char *from, const char *to)
{
    REAL(int, rename, const char *, const char *);
    enum action action = touch("rename", kind_of(to));
    return action == FAIL ? -1 : after(action, real(from, to));
}

#define ON_PATH(name)                                           \
    int name(const char *path)                                  \
    {                                                           \
        REAL(int, name, const char *);                          \
        enum action action = touch(#name, kind_of(path));       \
        return action == FAIL ? -1 : after(action, real(path)); \
    }
ON_PATH(unlink)
ON_PATH(rmdir)
ON_PATH(remove)

int mkdir(const char *path, mode_t mode)
{
    REAL(int, mkdir, const char *, mode_t);
    enum action action = touch("mkdir", kind_of(path));
    return action == FAIL ? -1 : after(action, real(path, mode));
}

#define ON_FILE(name)                                                       \
    int name(int fd)                                                        \
    {                                                                       \
        REAL(int, name, int);                                               \
        enum action action = known(fd) ? touch(#name, kinds[fd]) : NOTHING; \
        return action == FAIL ? -1 : after(action, real(fd));               \
    }
ON_FILE(fsync)
ON_FILE(fdatasync)
ON_FILE(syncfs)

int ftruncate(int fd, off_t n)
{
    REAL(int, ftruncate, int, off_t);
    enum action action = known(fd) ? touch("ftruncate", kinds[fd]) : NOTHING;
    return action == FAIL ? -1 : after(action, real(fd, n));
}

// So that a short run has many batches: whoever waits for a time waits for three milliseconds of
// it.
int pthread_cond_timedwait(pthread_cond_t *cond, pthread_mutex_t *mutex,
                           const struct timespec *until)
{
    REAL(int, pthread_cond_timedwait, pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    struct timespec soon;
    (void)until;
    clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_nsec += 3000000;
    if (soon.tv_nsec >= 1000000000) soon.tv_sec++, soon.tv_nsec -= 1000000000;
    return real(cond, mutex, &soon);
}
