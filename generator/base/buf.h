// A growable byte buffer. {0} is empty; the owner calls buf_free(). The bytes are not ended by NUL:
// see buf_cstr().
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buf {
    char *p;
    size_t n, room;
    bool borrowed;  // p is an array of the caller's: what outgrows it is copied
};

// struct buf b = BUF_IN(array); begins in an array, and so usually needs no memory of its own.
#define BUF_IN(array)                                         \
    {                                                         \
        .p = (array), .room = sizeof(array), .borrowed = true \
    }

void buf_reserve(struct buf *b, size_t more);  // makes room for that many bytes beyond n
void buf_free(struct buf *b);                  // {0} again
// The bytes with a NUL behind them, valid until the next change.
const char *buf_cstr(struct buf *b);

static inline void buf_add(struct buf *b, const void *bytes, size_t n)
{
    if (b->room - b->n < n) buf_reserve(b, n);
    if (n) memcpy(b->p + b->n, bytes, n);
    b->n += n;
}

static inline void buf_c(struct buf *b, char c)
{
    if (b->n == b->room) buf_reserve(b, 1);
    b->p[b->n++] = c;
}

#define BUF_LIT(b, literal) buf_add((b), "" literal, sizeof(literal) - 1)

// Parts of a map's key. A number, or a struct without padding:
#define BUF_KEY(b, value) buf_add((b), &(value), sizeof(value))
// A text with its NUL, so that its end is told from what follows; NULL is not the same as "".
void buf_key_text(struct buf *b, const char *s);

void buf_str(struct buf *b, const char *s);
// in quotation marks on one line, as texts stand in dumps: \n, \", \\, and \x1b for other controls
void buf_quoted(struct buf *b, const char *s);
void buf_int(struct buf *b, int64_t v);
// 12500 → "12.5": as few decimals as it takes, and a point in every locale
void buf_milli(struct buf *b, int64_t thousandths);
// As printf().
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *b, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

#endif
