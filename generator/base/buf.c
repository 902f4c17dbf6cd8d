// A growable byte buffer, and what is written into it: numbers, formats, texts of dumps.
#include "base/buf.h"

#include <assert.h>
#include <stdio.h>

#include "base/mem.h"

void buf_reserve(struct buf *b, size_t more)
{
    assert(b->n <= b->room);
    size_t room = b->room ? b->room : 256;
    while (room - b->n < more) room *= 2;
    char *borrowed = b->borrowed ? b->p : NULL;
    b->p = mem_realloc(borrowed ? NULL : b->p, room);
    if (borrowed) memcpy(b->p, borrowed, b->n);
    b->room = room;
    b->borrowed = false;
}

void buf_free(struct buf *b)
{
    if (!b->borrowed) mem_free(b->p);
    *b = (struct buf){0};
}

const char *buf_cstr(struct buf *b)
{
    buf_c(b, '\0');
    b->n--;
    return b->p;
}

void buf_key_text(struct buf *b, const char *s)
{
    buf_c(b, s ? 1 : 0);
    if (s) buf_add(b, s, strlen(s) + 1);
}

void buf_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_quoted(struct buf *b, const char *s)
{
    buf_c(b, '"');
    for (; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '\n') BUF_LIT(b, "\\n");
        else if (c == '"' || c == '\\') buf_printf(b, "\\%c", c);
        else if (c < 32 || c == 127) buf_printf(b, "\\x%02x", c);
        else buf_c(b, *s);
    }
    buf_c(b, '"');
}

void buf_int(struct buf *b, int64_t v)
{
    static const char pairs[] = "000102030405060708091011121314151617181920212223242526272829303132"
                                "3334353637383940414243444546474849"
                                "505152535455565758596061626364656667686970717273747576777879808182"
                                "8384858687888990919293949596979899";
    char digits[24];
    size_t i = sizeof digits;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    for (; u >= 100; u /= 100) {
        digits[--i] = pairs[u % 100 * 2 + 1];
        digits[--i] = pairs[u % 100 * 2];
    }
    if (u >= 10) {
        digits[--i] = pairs[u * 2 + 1];
        digits[--i] = pairs[u * 2];
    } else {
        digits[--i] = (char)('0' + u);
    }
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

// The conversions that object texts are made of, without printf's machinery: %s %c %d %u %zu %%.
// False, with nothing added, at any other.
static bool add_simple(struct buf *b, const char *format, va_list args)
{
    size_t before = b->n;
    for (const char *s = format, *percent; (percent = strchr(s, '%')); s = percent + 2) {
        buf_add(b, s, (size_t)(percent - s));
        switch (percent[1]) {
        case 's': buf_str(b, va_arg(args, const char *)); break;
        case 'c': buf_c(b, (char)va_arg(args, int)); break;
        case 'd': buf_int(b, va_arg(args, int)); break;
        case 'u': buf_int(b, va_arg(args, unsigned)); break;
        case '%': buf_c(b, '%'); break;
        case 'z':
            if (percent[2] == 'u') {
                buf_int(b, (int64_t)va_arg(args, size_t));
                percent++;
                break;
            }  // fall through
        default: b->n = before; return false;
        }
        format = percent + 2;
    }
    buf_str(b, format);
    return true;
}

static void add_formatted(struct buf *b, const char *format, va_list args)
{
    enum { USUAL = 64 };
    va_list again;
    va_copy(again, args);
    if (b->room - b->n < USUAL) buf_reserve(b, USUAL);
    int n = vsnprintf(b->p + b->n, b->room - b->n, format, args);
    if (n > 0 && (size_t)n >= b->room - b->n) {
        buf_reserve(b, (size_t)n + 1);
        vsnprintf(b->p + b->n, (size_t)n + 1, format, again);
    }
    if (n > 0) b->n += (size_t)n;
    va_end(again);
}

void buf_vprintf(struct buf *b, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    if (!add_simple(b, format, args)) add_formatted(b, format, again);
    va_end(again);
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(b, format, args);
    va_end(args);
}
