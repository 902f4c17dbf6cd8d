// Counting files by the endings of their names.
#include "read/forms/kinds.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/buf.h"
#include "base/translate.h"

enum { ENDING = 10 };  // bytes; what is longer is none

static const char *ending_of(struct arena *a, const char *name)
{
    const char *slash = strrchr(name, '/'), *dot = strrchr(slash ? slash : name, '.');
    size_t n = dot ? strlen(dot) : 0;
    if (n < 2 || n > ENDING) return "";
    char *ending = arena_strdup(a, dot);
    for (char *p = ending; *p; p++) {
        if (p > ending && !ascii_is_letter(*p) && !ascii_is_digit(*p)) return "";
        *p = ascii_lower(*p);
    }
    return ending;
}

void kinds_add(struct kinds *k, struct arena *a, const char *name)
{
    const char *ending = ending_of(a, name);
    k->files++;
    for (size_t i = 0; i < k->count; i++)
        if (!strcmp(k->list[i].ending, ending)) {
            k->list[i].count++;
            return;
        }
    *ARENA_PUSH(a, k->list, k->count, k->room) = (struct kind_count){ending, 1};
}

static int by_count(const void *x, const void *y)
{
    const struct kind_count *a = x, *b = y;
    if (a->count != b->count) return COMPARE(b->count, a->count);
    return strcmp(a->ending, b->ending);
}

const char *kinds_text(const struct kinds *k, struct arena *a)
{
    struct buf text = {0};
    size_t shown = 0;
    if (!k->count) return NULL;
    qsort(k->list, k->count, sizeof *k->list, by_count);
    for (size_t i = 0; i < k->count && i < KINDS_SHOWN; i++) {
        buf_printf(&text, "%s%zu %s", i ? ", " : "", k->list[i].count,
                   *k->list[i].ending ? k->list[i].ending : _("without an ending"));
        shown += k->list[i].count;
    }
    if (shown < k->files) buf_printf(&text, _(", %zu others"), k->files - shown);
    const char *kept = arena_strdup(a, buf_cstr(&text));
    buf_free(&text);
    return kept;
}
