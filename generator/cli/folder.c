// The cycle directory that a command works in: finding it, as git finds a repository, and what
// paths on the command line mean from there.
#include "cli/folder.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/translate.h"
#include "cli/refuse.h"

// ---- Finding it

static bool holds_files(struct arena *a, const char *folder)
{
    return file_exists(file_join(a, folder, "samtale.yaml")) ||
           file_exists(file_join(a, folder, "org.yaml"));
}

// A folder where everybody can put a file, such as /tmp, is nobody's cycle: what somebody else put
// there would decide where plans are written.
static bool holds_cycle(struct arena *a, const char *folder, const struct stat *st)
{
    bool everybodys = (st->st_mode & S_IWOTH) && (st->st_mode & S_ISVTX);
    return !everybodys && holds_files(a, folder);
}

static void remove_last(char *path)
{
    char *slash = strrchr(path, '/');
    *(slash ? slash : path) = '\0';
}

// The nearest folder above `here`, on the same file system, that holds a cycle; NULL: none does.
static const char *find_above(struct arena *a, const char *here)
{
    struct stat start, st;
    if (stat(here, &start)) return NULL;
    char *folder = arena_strdup(a, here);
    while (*folder) {
        remove_last(folder);
        const char *path = *folder ? folder : "/";
        if (stat(path, &st) || st.st_dev != start.st_dev) return NULL;
        if (holds_cycle(a, path, &st)) return path;
    }
    return NULL;
}

// ---- Paths

// A path that counts from the folder `below`, as it counts from the folder that `below` is in.
static const char *from_above(struct arena *a, const char *below, const char *path)
{
    if (!*path || *path == '/') return path;
    char *folder = arena_strdup(a, below);
    while (*path) {
        size_t n = strcspn(path, "/");
        bool same = n == 1 && path[0] == '.', up = n == 2 && path[0] == '.' && path[1] == '.';
        if (!same && !(up && *folder)) break;
        if (up) remove_last(folder);
        path += n + strspn(path + n, "/");
    }
    if (!*path) return *folder ? folder : ".";
    return *folder ? file_join(a, folder, path) : path;
}

static void move_paths(struct options *o, struct arena *a, const char *below)
{
    if (o->out) o->out = from_above(a, below, o->out);
    if (!o->command->operands_are_paths) return;
    const char **operands = ARENA_ARRAY(a, const char *, o->operand_count);
    for (int i = 0; i < o->operand_count; i++) operands[i] = from_above(a, below, o->operands[i]);
    o->operands = operands;
}

// ---- Going there

static bool enter_named(const char *folder, int *status)
{
    if (!chdir(folder)) return true;
    *status = errno == EACCES ? 3 : 2;
    return refuse(NULL, "-C %s: %s", folder, translate_error(errno));
}

static void enter_above(struct options *o, struct arena *a)
{
    struct stat st;
    char *here = getcwd(NULL, 0);
    const char *above = NULL;
    if (here && !stat(".", &st) && !holds_cycle(a, ".", &st)) above = find_above(a, here);
    if (above && !chdir(above)) {
        size_t n = strlen(above);
        move_paths(o, a, here + n + (above[n - 1] != '/'));
        // Names of files in messages count from there.
        if (!o->quiet && !o->json) fprintf(stderr, _("samtale: working in %s\n"), above);
    }
    free(here);
}

bool folder_enter(struct options *o, struct arena *a, int *status)
{
    if (o->directory && !enter_named(o->directory, status)) return false;
    if (!o->directory && !o->command->anywhere) enter_above(o, a);
    if (!o->out) o->out = FOLDER_OUT;
    return true;
}

bool folder_has_cycle(const struct options *o, struct arena *a)
{
    if (holds_files(a, o->directory ? o->directory : ".")) return true;
    char *here = o->directory ? NULL : getcwd(NULL, 0);
    bool above = here && find_above(a, here);
    free(here);
    return above;
}
