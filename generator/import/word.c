// Runs pandoc: with --sandbox, which keeps it from any file but the one on its standard input, and
// within limits of time, memory and output.
#include "import/word.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { OUTPUT_LIMIT = 4 << 20, SECONDS = 60, STATUS_NO_PROGRAM = 127 };

static int spawn(const char *path, int output, pid_t *child)
{
    char *const arguments[] = {"pandoc",
                               "--sandbox",
                               "--from=docx",
                               "--to=commonmark-raw_html+pipe_tables",
                               "--wrap=none",
                               "--track-changes=accept",
                               "--shift-heading-level-by=1",
                               "+RTS",
                               "-M1g",
                               "-RTS",
                               NULL};
    char *const environment[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8",
                                 "HOME=/nonexistent", NULL};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, path, O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int error = posix_spawnp(child, arguments[0], &actions, NULL, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static long now(void)  // in milliseconds
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

// Reads to the end; false: it took too long, or it was too much.
static bool read_all(int from, struct buf *out)
{
    long until = now() + SECONDS * 1000L;
    for (;;) {
        struct pollfd p = {.fd = from, .events = POLLIN};
        long left = until - now();
        if (left <= 0 || out->n > OUTPUT_LIMIT) return false;
        int ready = poll(&p, 1, (int)left);
        if (ready <= 0) {
            if (ready < 0 && errno == EINTR) continue;
            return false;
        }
        buf_reserve(out, 1 << 16);
        ssize_t n = read(from, out->p + out->n, 1 << 16);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return n == 0;
        out->n += (size_t)n;
    }
}

enum word_result word_read(const char *path, struct buf *out)
{
    int ends[2], status;
    pid_t child;
    if (pipe2(ends, O_CLOEXEC)) return WORD_FAILED;
    int error = spawn(path, ends[1], &child);
    close(ends[1]);
    if (error) {
        close(ends[0]);
        return error == ENOENT ? WORD_NO_PANDOC : WORD_FAILED;
    }
    bool read = read_all(ends[0], out);
    close(ends[0]);
    if (!read) kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
    if (!read) return WORD_TOO_LONG;
    if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_NO_PROGRAM) return WORD_NO_PANDOC;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? WORD_READ : WORD_FAILED;
}
