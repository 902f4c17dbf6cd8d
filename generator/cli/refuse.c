// What is wrong with the command line: a sentence and a hint on standard error.
#include "cli/refuse.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/nearest.h"
#include "base/translate.h"

static void print_sentence(const char *format, va_list args)
{
    fprintf(stderr, "samtale: %s: ", _("error"));
    vfprintf(stderr, _(format), args);
    fputc('\n', stderr);
}

static void print_hint(const char *hint)
{
    if (hint) fprintf(stderr, "      = %s\n", _(hint));
}

bool refuse(const char *hint, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_sentence(format, args);
    va_end(args);
    print_hint(hint);
    return false;
}

bool refuse_unknown(const char *word, const char *const *known, size_t count, const char *hint,
                    const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_sentence(format, args);
    va_end(args);
    const char *near = nearest_word(word, known, count);
    if (near) fprintf(stderr, _("      = did you mean %s?\n"), near);
    else print_hint(hint);
    return false;
}
