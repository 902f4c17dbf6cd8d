// The journal of a run: lines appended in batches by a thread of its own.
#include "output/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/share.h"

enum { FLUSH_BYTES = 128 << 10, FLUSH_SECONDS = 1 };  // of lines; whichever comes first

struct journal {
    int fd;
    const char *path;
    struct arena arena;
    pthread_mutex_t writing;  // held while lines are appended
    off_t end;                // of the whole lines in the file
    bool torn;                // half a line stands behind them and could not be cut off

    pthread_mutex_t lock;  // of what follows
    pthread_cond_t wake;
    struct buf pending;  // lines whose files may not be on the disk yet
    int error;
    bool ending, threaded;
    pthread_t thread;
};

static void set_error(struct journal *j, int error)
{
    pthread_mutex_lock(&j->lock);
    if (!j->error) j->error = error;
    pthread_mutex_unlock(&j->lock);
}

int journal_error(struct journal *j)
{
    pthread_mutex_lock(&j->lock);
    int error = j->error;
    pthread_mutex_unlock(&j->lock);
    return error;
}

// ---- Writing

static int sync_with(int (*sync)(int fd), int fd)
{
    while (sync(fd))
        if (errno != EINTR) return errno;
    return 0;
}

// Whole lines or none: half a line would hide those that come behind it.
static int append(struct journal *j, const char *bytes, size_t n)
{
    pthread_mutex_lock(&j->writing);
    int error = j->torn ? EIO : 0;
    for (size_t done = 0; !error && done < n;) {
        ssize_t more = pwrite(j->fd, bytes + done, n - done, j->end + (off_t)done);
        if (more > 0) done += (size_t)more;
        else if (!more || errno != EINTR) error = more ? errno : EIO;
    }
    if (!error) j->end += (off_t)n;
    else if (ftruncate(j->fd, j->end)) j->torn = true;
    pthread_mutex_unlock(&j->writing);
    return error;
}

// The files first, all of their file system at once, then the lines that tell of them.
static void flush_lines(struct journal *j, const struct buf *lines)
{
    int error = sync_with(syncfs, j->fd);
    if (!error) error = append(j, lines->p, lines->n);
    if (!error) error = sync_with(fdatasync, j->fd);
    if (error) set_error(j, error);
}

// Takes what is pending; the lock is held.
static struct buf take_pending(struct journal *j)
{
    struct buf lines = j->pending;
    j->pending = (struct buf){0};
    return lines;
}

static void *flush_repeatedly(void *arg)
{
    struct journal *j = arg;
    pthread_mutex_lock(&j->lock);
    while (!j->ending) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += FLUSH_SECONDS;
        while (!j->ending && j->pending.n < FLUSH_BYTES &&
               pthread_cond_timedwait(&j->wake, &j->lock, &until) != ETIMEDOUT) {
        }
        if (!j->pending.n || j->error) {
            // after an error no line is written any more
            if (j->error && !j->ending) pthread_cond_wait(&j->wake, &j->lock);
            continue;
        }
        struct buf lines = take_pending(j);
        pthread_mutex_unlock(&j->lock);
        flush_lines(j, &lines);
        buf_free(&lines);
        pthread_mutex_lock(&j->lock);
    }
    pthread_mutex_unlock(&j->lock);
    return NULL;
}

static void end_thread(struct journal *j)
{
    if (!j->threaded) return;
    pthread_mutex_lock(&j->lock);
    j->ending = true;
    pthread_cond_signal(&j->wake);
    pthread_mutex_unlock(&j->lock);
    pthread_join(j->thread, NULL);
    j->threaded = j->ending = false;
}

// The thread starts with the first line, and is gone after each journal_sync().
void journal_add(struct journal *j, const char *text, size_t n)
{
    pthread_mutex_lock(&j->lock);
    size_t start = j->pending.n;
    buf_add(&j->pending, text, n);
    lines_end(&j->pending, start);
    if (!j->threaded) j->threaded = !pthread_create(&j->thread, NULL, flush_repeatedly, j);
    if (j->pending.n >= FLUSH_BYTES) pthread_cond_signal(&j->wake);
    pthread_mutex_unlock(&j->lock);
}

int journal_add_now(struct journal *j, const char *text, size_t n)
{
    struct buf line = {0};
    buf_add(&line, text, n);
    lines_end(&line, 0);
    int error = append(j, line.p, line.n);
    buf_free(&line);
    return error;
}

int journal_sync(struct journal *j)
{
    end_thread(j);
    if (j->pending.n && !j->error) flush_lines(j, &j->pending);
    buf_free(&j->pending);
    return j->error;
}

int journal_clear(struct journal *j)
{
    if (ftruncate(j->fd, 0)) return errno;
    j->end = 0;
    return 0;
}

// ---- Opening and closing

static bool is_at(int fd, const char *path)
{
    struct stat opened, there;
    return !fstat(fd, &opened) && !lstat(path, &there) && opened.st_ino == there.st_ino &&
           opened.st_dev == there.st_dev;
}

// Opens and locks the file. The run that had it before may have removed it meanwhile: then what was
// opened has no name any more, and it is tried again.
static int open_locked(const char *path, int *out)
{
    for (;;) {
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
        if (fd < 0) return errno;
        int error = flock(fd, LOCK_EX | LOCK_NB) ? errno : 0;
        if (error == EINTR || (!error && !is_at(fd, path))) {
            close(fd);
            continue;
        }
        share_fd(fd);
        // a file system without locks
        if (error == ENOSYS || error == EOPNOTSUPP || error == ENOLCK) error = 0;
        if (error) close(fd);
        *out = fd;
        return error;
    }
}

static int read_left(struct journal *j, struct buf *left)
{
    for (;;) {
        buf_reserve(left, 64 << 10);
        ssize_t got = pread(j->fd, left->p + left->n, left->room - left->n, (off_t)left->n);
        if (!got) return 0;
        if (got > 0) left->n += (size_t)got;
        else if (errno != EINTR) return errno;
    }
}

int journal_open(struct journal **out, const char *path, struct buf *left)
{
    struct journal *j = mem_alloc(sizeof *j);
    int error = open_locked(path, &j->fd);
    if (error) {
        mem_free(j);
        return error;
    }
    j->path = arena_strdup(&j->arena, path);
    pthread_mutex_init(&j->writing, NULL);
    pthread_mutex_init(&j->lock, NULL);
    pthread_cond_init(&j->wake, NULL);
    left->n = 0;
    error = read_left(j, left);
    j->end = (off_t)lines_each(left->p, left->n, NULL, NULL);
    *out = j;
    if (error) journal_close(j, false);
    return error;
}

void journal_close(struct journal *j, bool remove)
{
    end_thread(j);
    if (remove) unlink(j->path);  // while it is still ours
    close(j->fd);
    buf_free(&j->pending);
    pthread_mutex_destroy(&j->writing);
    pthread_mutex_destroy(&j->lock);
    pthread_cond_destroy(&j->wake);
    arena_free(&j->arena);
    mem_free(j);
}
