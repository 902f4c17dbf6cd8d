// Encodings of exports: a byte order mark, zero bytes, whether it is UTF-8, and else whether
// Norwegian makes more sense as Windows-1252 (of which ISO 8859-1 is a part) or as Mac Roman. The
// tables are here because iconv's modules are missing on some systems.
#include "import/decode.h"

#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"

static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
};

static const uint16_t mac_roman[128] = {
    0xC4,   0xC5,   0xC7,   0xC9,   0xD1,   0xD6,  0xDC,   0xE1,   0xE0,   0xE2,   0xE4,   0xE3,
    0xE5,   0xE7,   0xE9,   0xE8,   0xEA,   0xEB,  0xED,   0xEC,   0xEE,   0xEF,   0xF1,   0xF3,
    0xF2,   0xF4,   0xF6,   0xF5,   0xFA,   0xF9,  0xFB,   0xFC,   0x2020, 0xB0,   0xA2,   0xA3,
    0xA7,   0x2022, 0xB6,   0xDF,   0xAE,   0xA9,  0x2122, 0xB4,   0xA8,   0x2260, 0xC6,   0xD8,
    0x221E, 0xB1,   0x2264, 0x2265, 0xA5,   0xB5,  0x2202, 0x2211, 0x220F, 0x3C0,  0x222B, 0xAA,
    0xBA,   0x3A9,  0xE6,   0xF8,   0xBF,   0xA1,  0xAC,   0x221A, 0x192,  0x2248, 0x2206, 0xAB,
    0xBB,   0x2026, 0xA0,   0xC0,   0xC3,   0xD5,  0x152,  0x153,  0x2013, 0x2014, 0x201C, 0x201D,
    0x2018, 0x2019, 0xF7,   0x25CA, 0xFF,   0x178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0xB7,   0x201A, 0x201E, 0x2030, 0xC2,  0xCA,   0xC1,   0xCB,   0xC8,   0xCD,   0xCE,
    0xCF,   0xCC,   0xD3,   0xD4,   0xF8FF, 0xD2,  0xDA,   0xDB,   0xD9,   0x131,  0x2C6,  0x2DC,
    0xAF,   0x2D8,  0x2D9,  0x2DA,  0xB8,   0x2DD, 0x2DB,  0x2C7,
};

static uint32_t from_windows(unsigned char c)
{
    return c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : c;
}

static uint32_t from_mac(unsigned char c)
{
    return c >= 0x80 ? mac_roman[c - 0x80] : c;
}

static void put(struct buf *out, uint32_t c)
{
    char letter[4];
    buf_add(out, letter, utf8_put(letter, c ? c : ' '));
}

// ---- UTF-16

static void decode_utf16(const char *bytes, size_t n, bool big, struct buf *out)
{
    uint32_t high = 0;
    for (size_t i = 0; i + 1 < n; i += 2) {
        unsigned a = (unsigned char)bytes[i], b = (unsigned char)bytes[i + 1];
        uint32_t c = big ? a << 8 | b : b << 8 | a;
        bool low = c >= 0xDC00 && c < 0xE000;
        if (high && !low) put(out, 0xFFFD);
        if (high && low) put(out, 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00));
        else if (low) put(out, 0xFFFD);
        else if (c < 0xD800 || c >= 0xDC00) put(out, c);
        high = c >= 0xD800 && c < 0xDC00 ? c : 0;
    }
}

// Zero bytes at most of the even places (big), or the odd ones.
static bool is_utf16(const char *bytes, size_t n, bool *big)
{
    size_t zeros[2] = {0}, most = n < 4096 ? n : 4096;
    for (size_t i = 0; i < most; i++) zeros[i & 1] += !bytes[i];
    *big = zeros[0] > zeros[1];
    return most >= 8 && zeros[*big ? 0 : 1] * 10 > most * 3 && zeros[*big ? 1 : 0] * 20 < most;
}

// ---- Eight bits

static bool is_nordic(uint32_t c)
{
    static const uint16_t letters[] = {0xC4, 0xC5, 0xC6, 0xC9, 0xD6,   0xD8,   0xE1, 0xE4,
                                       0xE5, 0xE6, 0xE9, 0xEB, 0xED,   0xF0,   0xF3, 0xF6,
                                       0xF8, 0xFA, 0xFC, 0xFE, 0x2013, 0x2019, 0xA0};
    for (size_t i = 0; i < COUNT(letters); i++)
        if (letters[i] == c) return true;
    return false;
}

// How many of the high bytes are what stands in names here, less those that do not.
static long score(const char *bytes, size_t n, uint32_t (*from)(unsigned char))
{
    long sum = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c >= 0x80) sum += is_nordic(from(c)) ? 1 : -1;
    }
    return sum;
}

static void decode_eight_bits(const char *bytes, size_t n, struct decoded *d, struct buf *out)
{
    bool mac = score(bytes, n, from_mac) > score(bytes, n, from_windows);
    d->encoding = mac ? "Mac Roman" : "Windows-1252";
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)bytes[i];
        put(out, mac ? from_mac(c) : from_windows(c));
    }
}

// ---- UTF-8

static unsigned char to_windows(uint32_t c)  // 0: it has no such letter
{
    for (unsigned i = 0; i < COUNT(windows_1252); i++)
        if (windows_1252[i] == c) return (unsigned char)(0x80 + i);
    return c < 0x100 ? (unsigned char)c : 0;
}

// Text that was UTF-8, was taken for Windows-1252 and was saved as UTF-8 again: "Ã¦" for "æ".
static bool undo_twice(struct buf *out, size_t from)
{
    struct buf once = {0};
    bool high = false;
    const char *p = buf_cstr(out) + from;
    for (uint32_t c; (c = utf8_next(&p));) {
        unsigned char byte = to_windows(c);
        if (!byte) break;
        high |= byte >= 0x80;
        buf_c(&once, (char)byte);
    }
    bool twice = high && p == out->p + out->n && utf8_valid(once.p, once.n, NULL);
    if (twice) {
        out->n = from;
        buf_add(out, once.p, once.n);
    }
    buf_free(&once);
    return twice;
}

// UTF-8 with a few bytes that are not, as when files are joined.
static void decode_mixed(const char *bytes, size_t n, struct decoded *d, struct buf *out)
{
    size_t bad, from = 0;
    unsigned line = 1;
    while (from < n && !utf8_valid(bytes + from, n - from, &bad)) {
        for (size_t i = from; i < from + bad; i++) line += bytes[i] == '\n';
        buf_add(out, bytes + from, bad);
        put(out, from_windows((unsigned char)bytes[from + bad]));
        from += bad + 1;
        if (!d->stray++) d->stray_line = line;
    }
    buf_add(out, bytes + from, n - from);
}

// Whether more of the letters beyond ASCII are UTF-8 than not.
static bool is_mostly_utf8(const char *bytes, size_t n)
{
    size_t right = 0, wrong = 0;
    for (size_t i = 0; i < n;) {
        unsigned char c = (unsigned char)bytes[i];
        size_t length = 1u + (c >= 0xC2) + (c >= 0xE0) + (c >= 0xF0);
        bool valid = c >= 0xC2 && i + length <= n && utf8_valid(bytes + i, length, NULL);
        if (c >= 0x80) *(valid ? &right : &wrong) += 1;
        i += valid ? length : 1;
    }
    return right > 4 * wrong;
}

struct decoded decode_bytes(const char *bytes, size_t n, struct buf *out)
{
    struct decoded d = {.encoding = "UTF-8"};
    bool big = n >= 2 && !memcmp(bytes, "\xFE\xFF", 2);
    size_t from = out->n;
    if (big || (n >= 2 && !memcmp(bytes, "\xFF\xFE", 2))) {
        d.bom = true;
        d.encoding = "UTF-16";
        decode_utf16(bytes + 2, n - 2, big, out);
        return d;
    }
    if (is_utf16(bytes, n, &big)) {
        d.encoding = "UTF-16";
        decode_utf16(bytes, n, big, out);
        return d;
    }
    d.bom = n >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3);
    if (d.bom) bytes += 3, n -= 3;
    if (utf8_valid(bytes, n, NULL)) {
        for (size_t i = 0; i < n; i++) buf_c(out, bytes[i] ? bytes[i] : ' ');
        d.twice = undo_twice(out, from);
    } else if (d.bom || is_mostly_utf8(bytes, n)) {
        decode_mixed(bytes, n, &d, out);
    } else {
        decode_eight_bits(bytes, n, &d, out);
    }
    return d;
}
