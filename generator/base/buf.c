#include "base/buf.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>

void buf_need(struct buf *b, size_t more)
{
    size_t room = b->room ? b->room : 256;
    while (room - b->n < more) room *= 2;
    b->p = mem_realloc(b->p, room);
    b->room = room;
}

void buf_free(struct buf *b)
{
    mem_free(b->p);
    *b = (struct buf){0};
}

const char *buf_cstr(struct buf *b)
{
    buf_c(b, '\0');
    b->n--;
    return b->p;
}

void buf_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_int(struct buf *b, int64_t v)
{
    char digits[24];
    size_t i = sizeof digits;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do digits[--i] = (char)('0' + u % 10);
    while (u /= 10);
    if (v < 0) digits[--i] = '-';
    buf_add(b, digits + i, sizeof digits - i);
}

void buf_milli(struct buf *b, int64_t thousandths)
{
    uint64_t u = thousandths < 0 ? 0 - (uint64_t)thousandths : (uint64_t)thousandths;
    if (thousandths < 0) buf_c(b, '-');
    buf_int(b, (int64_t)(u / 1000));
    unsigned rest = (unsigned)(u % 1000);
    if (!rest) return;
    buf_c(b, '.');
    for (unsigned place = 100; rest; place /= 10) {
        buf_c(b, (char)('0' + rest / place));
        rest %= place;
    }
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0) {
        buf_need(b, (size_t)n + 1);
        vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
        b->n += (size_t)n;
    }
    va_end(again);
}
