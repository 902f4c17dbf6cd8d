// Reporting what is wrong in a text: only so much of it, so that a text with errors everywhere (a
// web page saved as Markdown) does not hide what is wrong in others.
#include "base/translate.h"
#include "read/markdown/state.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// Drops the last character, which may have been cut in two.
static void drop_last(char *text)
{
    size_t n = strlen(text);
    while (n && ((unsigned char)text[n - 1] & 0xC0) == 0x80) n--;
    text[n ? n - 1 : 0] = '\0';
}

static struct diag *report(struct markdown *m, enum diag_level level, struct place at,
                           const char *id, const char *text)
{
    return level == DIAG_WARNING ? diag_warning(m->d, at, id, "%s", text)
                                 : diag_error(m->d, at, id, "%s", text);
}

struct diag *markdown_report(struct markdown *m, enum diag_level level, struct place at,
                             const char *hint, const char *id, const char *format, ...)
{
    unsigned *reports = level == DIAG_WARNING ? &m->warnings : &m->errors;
    if (*reports > MARKDOWN_REPORTS) return NULL;
    if ((*reports)++ == MARKDOWN_REPORTS) {
        report(m, level, at, "more-in-this-text",
               _("there is more like this further down in the text"));
        return NULL;
    }
    char text[500];
    va_list args;
    va_start(args, format);
    if (vsnprintf(text, sizeof text, _(format), args) >= (int)sizeof text) drop_last(text);
    va_end(args);
    struct diag *g = report(m, level, at, id, text);
    if (hint) diag_hint(m->d, g, "%s", _(hint));
    return g;
}

bool markdown_report_depth(struct markdown *m, unsigned levels, struct place at)
{
    if (m->depth + levels <= MARKDOWN_DEPTH) return true;
    if (!m->deep)
        diag_warning(m->d, at, "markdown-too-deep",
                     "more than %d levels in each other: deeper ones are shown flat",
                     MARKDOWN_DEPTH);
    m->deep = true;
    return false;
}
