// The settings of other periods than samtale.yaml's, which are kept in periods/.
#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "read/cycle_readers.h"
#include "read/ids.h"
#include "read/read.h"
#include "read/reader.h"

const char *settings_files_name(struct arena *a, const char *period)
{
    return ids_valid(period, false) ? arena_printf(a, "periods/%s.yaml", period) : NULL;
}

const char **settings_files_periods(struct arena *a, const char *directory, size_t *count)
{
    size_t files;
    const char **names = file_list(a, file_join(a, directory, "periods"), &files);
    *count = 0;
    for (size_t i = 0; i < files; i++) {
        if (!ascii_ends_with(names[i], ".yaml")) continue;
        const char *period = arena_strndup(a, names[i], strlen(names[i]) - strlen(".yaml"));
        if (ids_valid(period, false)) names[(*count)++] = period;
    }
    return names;
}

// What periods/PERIOD.yaml holds, unread; NULL: nothing.
static const struct node *open_other(struct arena *a, const char *directory, const char *period)
{
    const char *file = settings_files_name(a, period);
    if (!file || !file_exists(file_join(a, directory, file))) return NULL;
    struct reader r = {.d = diag_new(), .a = a, .directory = directory};
    const struct node *n = reader_open(&r, file, SMALL_FILE);
    diag_free(r.d);
    return n;
}

const char *settings_files_previous(struct arena *a, const char *directory, const char *period)
{
    const struct node *n = open_other(a, directory, period);
    const char *previous = n ? node_text(n, "previous-period") : NULL;
    return previous && ids_valid(previous, false) ? previous : NULL;
}

struct date settings_files_last_day(struct arena *a, const char *directory, const char *period)
{
    const struct node *n = open_other(a, directory, period);
    const char *to = n ? node_text(node_get(n, "dates"), "to") : NULL;
    struct date last = {0};
    return to && date_parse(to, &last) ? last : (struct date){0};
}
