// Periods that there are plans of, in the order of their dates.
#include "read/periods.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "read/folder.h"
#include "read/read.h"

bool periods_hold_plans(struct reader *r, const char *period)
{
    size_t count;
    const char **files = reader_list(r, arena_printf(r->a, "plans/%s", period), &count);
    for (size_t i = 0; i < count; i++)
        if (ascii_ends_with(files[i], ".yaml") && files[i][0] != '.') return true;
    return false;
}

// The day on which a plan says that its conversation was held; unset: it does not say.
static struct date held_day(struct arena *a, const char *path)
{
    struct diags *unreported = diag_new();
    struct date day = {0};
    const struct source *s = diag_source_open(unreported, a, path, path, READ_LIMIT);
    const struct node *top = s ? tree_read(unreported, a, s) : NULL;
    const char *text = node_text(node_get(top, "conversation"), "held");
    if (text && !date_parse(text, &day)) day = (struct date){0};
    diag_free(unreported);
    return day;
}

// The last day of the first year that a period's name says; unset: it says none.
static struct date day_of_name(const char *period)
{
    for (const char *s = period; *s; s++) {
        size_t digits = strspn(s, "0123456789");
        if (digits == 4) return (struct date){(int16_t)atoi(s), 12, 31};
        if (digits) s += digits - 1;
    }
    return (struct date){0};
}

// A day of a period that is not the cycle's, as one of its first plans says; else as its name says.
static struct date period_day(struct reader *r, const char *period)
{
    enum { FIRST = 20 };
    struct arena a = {0};
    struct date day = {0};
    size_t count;
    const char *folder = arena_printf(&a, "plans/%s", period);
    const char **files = reader_list(r, folder, &count);
    for (size_t i = 0; i < count && i < FIRST && !date_is_set(day); i++)
        if (ascii_ends_with(files[i], ".yaml") && files[i][0] != '.')
            day = held_day(&a, file_join(&a, file_join(&a, r->directory, folder), files[i]));
    arena_free(&a);
    return date_is_set(day) ? day : day_of_name(period);
}

const char *periods_last(struct reader *r)
{
    const struct cycle *c = r->cycle;
    const char *last = NULL;
    struct date last_day = {0};
    size_t count;
    const char **periods = reader_list(r, "plans", &count);
    for (size_t i = 0; i < count; i++) {
        const char *folder = file_join(r->a, file_join(r->a, r->directory, "plans"), periods[i]);
        if (periods[i][0] == '.' || !strcmp(periods[i], c->period) || !folder_is(folder) ||
            !periods_hold_plans(r, periods[i]))
            continue;
        struct date day = period_day(r, periods[i]);
        if (!date_is_set(day) || date_compare(day, c->dates.from) >= 0 ||
            date_compare(day, last_day) < 0)
            continue;
        last = periods[i];
        last_day = day;
    }
    return last;
}
