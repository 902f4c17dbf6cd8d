// Stepping through a text with {{names}}.
#include "compose/words/segment.h"

#include <string.h>

bool segment_next(const char **text, struct text_segment *out)
{
    const char *s = *text, *open = strchr(s, '{');
    while (open && open[1] != '{') open = strchr(open + 1, '{');
    const char *close = open ? strstr(open, "}}") : NULL;
    if (!*s) return false;
    if (close && open == s) {
        const char *from = s + 2, *to = close;
        while (from < to && *from == ' ') from++;
        while (to > from && to[-1] == ' ') to--;
        *out = (struct text_segment){from, (size_t)(to - from), true};
        *text = close + 2;
        return true;
    }
    size_t n = close ? (size_t)(open - s) : strlen(s);
    *out = (struct text_segment){s, n, false};
    *text = s + n;
    return true;
}
