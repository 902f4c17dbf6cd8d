// Where the program's own templates and fonts.yaml are.
#include "cli/data.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"

static const char *program_folder(struct arena *a)
{
    char path[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0) return ".";
    path[n] = '\0';
    char *slash = strrchr(path, '/');
    if (slash) *slash = '\0';
    return arena_strdup(a, path);
}

static const char *real_path(struct arena *a, const char *path)
{
    char *real = realpath(path, NULL);
    const char *copy = real ? arena_strdup(a, real) : path;
    free(real);
    return copy;
}

const char *data_folder(struct arena *a)
{
    const char *here = program_folder(a);
    const char *const places[] = {arena_printf(a, "%s/..", here),
                                  arena_printf(a, "%s/../share/samtale", here), SAMTALE_DATADIR};
    for (size_t i = 0; i < COUNT(places); i++)
        if (file_exists(file_join(a, places[i], "fonts/fonts.yaml")) &&
            file_exists(file_join(a, places[i], "templates")))
            return real_path(a, places[i]);
    return NULL;
}

const char *data_catalogues(struct arena *a)
{
    const char *here = program_folder(a);
    const char *const places[] = {arena_printf(a, "%s/locale", here),
                                  arena_printf(a, "%s/../share/samtale/locale", here),
                                  SAMTALE_DATADIR "/locale"};
    // beside an installed program, "locale" can be another program
    for (size_t i = 0; i < COUNT(places); i++)
        if (file_exists(file_join(a, places[i], "nb/LC_MESSAGES"))) return places[i];
    return NULL;
}
