// Listing the files of forms: people name a mail folder, a share, or a few files.
#include "read/forms/files.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "read/delivery.h"

enum { FOLDERS_DEEP = 16 };

struct listing {
    struct arena *a;
    struct kinds *left_out;
    const struct files_watch *watch;
    const char **files;
    size_t count, room;
};

static void add(struct listing *l, const char *path)
{
    if (l->count < FILES_LIMIT) *ARENA_PUSH(l->a, l->files, l->count, l->room) = path;
}

bool files_is_form_name(const char *name)
{
    static const char *const endings[] = {".pdf", ".fdf", ".xfdf", ".zip", ".eml", ".mbox"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < COUNT(endings); i++)
        if (!strcasecmp(dot, endings[i])) return true;
    return !strcmp(name, "mbox");  // in the folder that Apple's Mail makes
}

static bool is_yaml_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && !strcasecmp(dot, ".yaml");
}

static bool is_folder(const char *path, int (*status)(const char *, struct stat *))
{
    struct stat st;
    return !status(path, &st) && S_ISDIR(st.st_mode);
}

// What the kernel shows as files is none: there is no end to it.
static bool is_of_system(const char *path)
{
    static const char *const folders[] = {"/proc", "/sys", "/dev"};
    for (size_t i = 0; i < COUNT(folders); i++)
        if (!strcmp(path, folders[i])) return true;
    return false;
}

static void add_folder(struct listing *l, const char *folder, unsigned depth)
{
    if (depth > FOLDERS_DEEP || access(folder, R_OK | X_OK)) {
        add(l, folder);
        return;
    }
    size_t count;
    const char **names = file_list(l->a, folder, &count);
    if (l->watch->see) l->watch->see(l->watch->state);
    for (size_t i = 0; i < count && l->count < FILES_LIMIT; i++) {
        if (*names[i] == '.') continue;
        const char *path = file_join(l->a, folder, names[i]);
        if (is_of_system(path)) continue;
        if (is_folder(path, lstat)) add_folder(l, path, depth + 1);
        else if (files_is_form_name(names[i]) && !is_folder(path, stat)) add(l, path);
        else if (is_yaml_name(names[i]) && delivery_is(path)) add(l, path);
        else if (!is_folder(path, stat)) kinds_add(l->left_out, l->a, names[i]);
    }
}

static const char *without_last_slash(struct arena *a, const char *path)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/') n--;
    return arena_strndup(a, path, n);
}

const char **files_list(struct arena *a, const char *const *arguments, size_t argument_count,
                        size_t *count, struct kinds *left_out, const struct files_watch *watch)
{
    struct listing l = {.a = a, .left_out = left_out, .watch = watch};
    for (size_t i = 0; i < argument_count; i++) {
        size_t before = l.count;
        if (!is_folder(arguments[i], stat)) {
            add(&l, arguments[i]);
            continue;
        }
        add_folder(&l, without_last_slash(a, arguments[i]), 1);
        if (l.count > before)
            qsort(l.files + before, l.count - before, sizeof *l.files, array_compare_texts);
    }
    *count = l.count;
    return l.files;
}
