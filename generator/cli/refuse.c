// What is wrong with the command line, on standard error.
#include "cli/refuse.h"

#include <stdarg.h>
#include <stdio.h>

bool refuse(const char *hint, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("samtale: error: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    if (hint) fprintf(stderr, "      = %s\n", hint);
    return false;
}
