// Watches folders, not files: an editor may save by putting a new file in the old one's place.
#include "preview/watch.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/file.h"
#include "run/stop.h"

enum {
    SETTLED = 100,   // milliseconds without a change
    LONGEST = 1000,  // from the first change on
    DEPTH_MOST = 8,
    EVENTS = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE,
};

struct folder {
    int number;  // inotify's
    const char *path;
};

struct watch {
    int fd;
    bool stale;          // a folder has come, gone or moved
    struct arena arena;  // of the folders
    struct folder *folders;
    size_t folder_count, folder_room;
    struct arena names;  // of the folders beside the roots
    const char **others;
    size_t other_count, other_room;
    struct arena scratch;  // of the changes
    const char **changes;
    size_t change_count, change_room;
};

static const char *const roots[] = {"templates", "priorities", "plans", "conversations", "answers"};

// ---- Which folders

static int add_folder(struct watch *w, const char *path)
{
    int number = inotify_add_watch(w->fd, path, EVENTS | IN_ONLYDIR);
    // one that is gone again, or was never one, is no error
    if (number < 0) return errno == ENOSPC || errno == ENOMEM ? errno : 0;
    *ARENA_PUSH(&w->arena, w->folders, w->folder_count, w->folder_room) = (struct folder){number,
                                                                                          path};
    return 0;
}

static bool is_folder(const char *path)
{
    struct stat st;
    return !lstat(path, &st) && S_ISDIR(st.st_mode);
}

// The folder, and those in it.
static int add_tree(struct watch *w, const char *path, int depth)
{
    size_t count;
    int error = add_folder(w, path);
    if (error || depth == DEPTH_MOST) return error;
    const char **names = file_list(&w->arena, path, &count);
    for (size_t i = 0; i < count && !error; i++) {
        const char *below = file_join(&w->arena, path, names[i]);
        if (names[i][0] != '.' && is_folder(below)) error = add_tree(w, below, depth + 1);
    }
    return error;
}

static void forget_folders(struct watch *w)
{
    if (w->fd >= 0) close(w->fd);
    arena_free(&w->arena);
    w->folders = NULL;
    w->folder_count = w->folder_room = 0;
}

static int add_all(struct watch *w)
{
    w->stale = false;
    w->fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    int error = w->fd < 0 ? errno : add_folder(w, ".");
    for (size_t i = 0; i < COUNT(roots) && !error; i++) error = add_tree(w, roots[i], 0);
    for (size_t i = 0; i < w->other_count && !error; i++) error = add_folder(w, w->others[i]);
    return error;
}

static bool is_watched(const struct watch *w, const char *folder)
{
    for (size_t i = 0; i < w->folder_count; i++)
        if (!strcmp(w->folders[i].path, folder)) return true;
    for (size_t i = 0; i < w->other_count; i++)
        if (!strcmp(w->others[i], folder)) return true;
    return false;
}

void watch_add_file(struct watch *w, const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    if (!slash) return;
    const char *folder = arena_strndup(&w->names, path, (size_t)(slash - path));
    if (is_watched(w, folder)) return;
    *ARENA_PUSH(&w->names, w->others, w->other_count, w->other_room) = folder;
    add_folder(w, folder);
}

int watch_open(struct watch **out)
{
    struct watch *w = mem_alloc(sizeof *w);
    int error = add_all(w);
    *out = w;
    if (error) watch_close(w);
    return error;
}

void watch_close(struct watch *w)
{
    forget_folders(w);
    arena_free(&w->scratch);
    arena_free(&w->names);
    mem_free(w);
}

// ---- What has changed

static void add_change(struct watch *w, const char *path)
{
    for (size_t i = 0; i < w->change_count; i++)
        if (!strcmp(w->changes[i], path)) return;
    *ARENA_PUSH(&w->scratch, w->changes, w->change_count,
                w->change_room) = arena_strdup(&w->scratch, path);
}

// Not what editors put beside a file while it is open.
static bool is_read(const char *name)
{
    static const char *const endings[] = {".yaml", ".md", ".png", ".jpg", ".jpeg", ".ttf", ".otf"};
    if (strchr(".#~", *name)) return false;
    for (size_t i = 0; i < COUNT(endings); i++)
        if (ascii_ends_with(name, endings[i])) return true;
    return false;
}

// Whether a folder that is watched is, or is in, the one of this name.
static bool is_root(const struct watch *w, const char *name)
{
    size_t n = strlen(name);
    for (size_t i = 0; i < COUNT(roots); i++)
        if (!strcmp(name, roots[i])) return true;
    for (size_t i = 0; i < w->other_count; i++)
        if (!strncmp(w->others[i], name, n) && strchr("/", w->others[i][n])) return true;
    return false;
}

static const char *folder_path(const struct watch *w, int number)
{
    for (size_t i = 0; i < w->folder_count; i++)
        if (w->folders[i].number == number) return w->folders[i].path;
    return NULL;
}

static void note(struct watch *w, const struct inotify_event *e)
{
    const char *folder = folder_path(w, e->wd);
    if (e->mask & IN_Q_OVERFLOW) {  // so much that some of it is not told
        w->stale = true;
        add_change(w, ".");
    }
    if (!folder || !e->len) return;
    bool top = !strcmp(folder, ".");
    const char *path = top ? e->name : file_join(&w->scratch, folder, e->name);
    bool moves = top ? is_root(w, e->name) : e->mask & IN_ISDIR && e->name[0] != '.';
    if (moves) w->stale = true;
    else if (e->mask & (IN_ISDIR | IN_CREATE) || !is_read(e->name)) return;
    add_change(w, path);
}

static void read_events(struct watch *w)
{
    _Alignas(struct inotify_event) char bytes[16384];
    ssize_t n;
    while ((n = read(w->fd, bytes, sizeof bytes)) > 0)
        for (const char *p = bytes; p < bytes + n;) {
            const struct inotify_event *e = (const void *)p;
            note(w, e);
            p += sizeof *e + e->len;
        }
}

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

// New folders are watched before anything is read: what is saved in them later is told.
static int renew(struct watch *w)
{
    forget_folders(w);
    return add_all(w);
}

const char *const *watch_wait(struct watch *w, size_t *count, int *error)
{
    int64_t first = 0;
    arena_reset(&w->scratch);
    w->changes = NULL;
    w->change_count = w->change_room = 0;
    *error = 0;
    for (;;) {
        struct pollfd one = {.fd = w->fd, .events = POLLIN};
        if (stop_asked()) return NULL;
        int ready = poll(&one, 1, w->change_count ? SETTLED : -1);
        if (ready > 0) read_events(w);
        if (w->stale && (*error = renew(w))) return NULL;
        if (!w->change_count) continue;
        if (!first) first = now();
        if (!ready || now() - first > LONGEST) break;
    }
    qsort(w->changes, w->change_count, sizeof *w->changes, array_compare_texts);
    *count = w->change_count;
    return w->changes;
}
