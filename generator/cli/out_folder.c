// Where the output folder may be.
#include "cli/out_folder.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/translate.h"
#include "cli/refuse.h"

static const char *const inputs[] = {"priorities",    "plans",   "answers",
                                     "conversations", "history", "templates"};

// Goes from the folder at `at` to the one that a part of a path names. at: real, without a slash at
// its end but for "/". False: too long.
static bool enter(char at[PATH_MAX], const char *name, size_t n)
{
    char next[PATH_MAX], real[PATH_MAX];
    if (!n || (n == 1 && *name == '.')) return true;
    if (n == 2 && !memcmp(name, "..", 2)) {
        char *slash = strrchr(at, '/');
        slash[slash == at] = '\0';
        return true;
    }
    int length = snprintf(next, sizeof next, "%s/%.*s", at[1] ? at : "", (int)n, name);
    if (length < 0 || length >= PATH_MAX) return false;
    strcpy(at, realpath(next, real) ? real : next);
    return true;
}

// Where a path leads, without links and "..", as far as there are folders. False: too long, or
// there is no current folder.
static bool resolve(const char *path, char at[PATH_MAX])
{
    if (*path == '/') strcpy(at, "/");
    else if (!realpath(".", at)) return false;
    for (const char *s = path; *s; s += strspn(s, "/")) {
        size_t n = strcspn(s, "/");
        if (!enter(at, s, n)) return false;
        s += n;
    }
    return true;
}

static bool is_within(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    if (!folder[1]) return true;  // "/"
    return !strncmp(path, folder, n) && (!path[n] || path[n] == '/');
}

static const char hint[] = N_(
    "name a folder for what is made, and for nothing else; without --out it is out");

bool out_folder_check(const char *path)
{
    char out[PATH_MAX], here[PATH_MAX], input[PATH_MAX];
    if (!file_exists("samtale.yaml") || !resolve(path, out) || !resolve(".", here)) return true;
    if (!strcmp(out, here))
        return refuse(hint, "--out %s: this is the cycle directory itself", path);
    if (is_within(here, out)) return refuse(hint, "--out %s: the cycle directory is in it", path);
    for (size_t i = 0; i < COUNT(inputs); i++) {
        if (!resolve(inputs[i], input)) continue;
        if (is_within(out, input))
            return refuse(hint, "--out %s: this is in the cycle's own folder %s", path, inputs[i]);
        if (is_within(input, out))
            return refuse(hint, "--out %s: the cycle's own folder %s is in it", path, inputs[i]);
    }
    return true;
}
