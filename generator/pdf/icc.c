// An ICC.1:2004 display profile: header, tag table, tags. Numbers are big-endian; reals are fixed
// point, 16.16.
#include "pdf/icc.h"

enum { HEADER = 128, TAGS = 10, ENTRY = 12, TABLE = 4 + TAGS * ENTRY };

struct profile {
    struct buf *out;
    uint32_t tags, start;  // how many are in the table; where the one being written starts
};

static void put32(struct buf *b, uint32_t v)
{
    for (int shift = 24; shift >= 0; shift -= 8) buf_c(b, (char)(v >> shift & 0xFF));
}

static void set32(struct buf *b, size_t at, uint32_t v)
{
    for (int i = 0; i < 4; i++) b->p[at + (size_t)i] = (char)(v >> (24 - 8 * i) & 0xFF);
}

static void put_fixed(struct buf *b, int32_t millionths)
{
    int64_t scaled = (int64_t)millionths * 65536;
    put32(b, (uint32_t)(int32_t)((scaled + (scaled < 0 ? -500000 : 500000)) / 1000000));
}

static void enter(struct profile *p, const char *signature, uint32_t start, uint32_t n)
{
    size_t at = HEADER + 4 + (size_t)p->tags++ * ENTRY;
    memcpy(p->out->p + at, signature, 4);
    set32(p->out, at + 4, start);
    set32(p->out, at + 8, n);
}

static void begin(struct profile *p)
{
    while (p->out->n % 4) buf_c(p->out, 0);
    p->start = (uint32_t)p->out->n;
}

static void end(struct profile *p, const char *signature)
{
    enter(p, signature, p->start, (uint32_t)p->out->n - p->start);
}

static void add_text(struct profile *p, const char *signature, const char *text)
{
    enum { TEXT_AT = 28 };
    uint32_t n = (uint32_t)strlen(text);
    begin(p);
    buf_add(p->out, "mluc\0\0\0\0", 8);
    put32(p->out, 1);
    put32(p->out, 12);
    buf_add(p->out, "enUS", 4);
    put32(p->out, 2 * n);
    put32(p->out, TEXT_AT);
    for (uint32_t i = 0; i < n; i++) buf_c(p->out, 0), buf_c(p->out, text[i]);
    end(p, signature);
}

static void add_numbers(struct profile *p, const char *signature, const char *kind,
                        const int32_t *millionths, int count)
{
    begin(p);
    buf_add(p->out, kind, 4);
    put32(p->out, 0);
    for (int i = 0; i < count; i++) put_fixed(p->out, millionths[i]);
    end(p, signature);
}

static void add_curve(struct profile *p)  // one for the three colours
{
    static const int32_t srgb[] = {2400000, 947867, 52133, 77399, 40450};  // gamma, a, b, c, d
    begin(p);
    buf_add(p->out, "para\0\0\0\0\0\3\0\0", 12);
    for (int i = 0; i < 5; i++) put_fixed(p->out, srgb[i]);
    end(p, "rTRC");
    uint32_t n = (uint32_t)p->out->n - p->start;
    enter(p, "gTRC", p->start, n);
    enter(p, "bTRC", p->start, n);
}

static void add_header(struct buf *b)
{
    static const unsigned char version_4_2[] = {4, 0x20, 0, 0},
                               day[] = {7, 0xE8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};
    static const int32_t d50[] = {964200, 1000000, 824900};
    struct buf white = {0};
    memcpy(b->p + 8, version_4_2, sizeof version_4_2);
    memcpy(b->p + 12, "mntrRGB XYZ ", 12);
    memcpy(b->p + 24, day, sizeof day);
    memcpy(b->p + 36, "acsp", 4);
    for (int i = 0; i < 3; i++) put_fixed(&white, d50[i]);
    memcpy(b->p + 68, white.p, white.n);
    buf_free(&white);
}

void icc_srgb(struct buf *out)
{
    static const int32_t colours[4][3] = {{964200, 1000000, 824900},
                                          {436075, 222504, 13932},
                                          {385065, 716879, 97105},
                                          {143080, 60617, 714173}};
    static const char *const colour_names[4] = {"wtpt", "rXYZ", "gXYZ", "bXYZ"};
    static const int32_t adaptation[9] = {1047811, 22887, -50127, 29542, 990484,
                                          -17049,  -9235, 15044,  752132};
    struct profile p = {.out = out};
    out->n = 0;
    buf_reserve(out, HEADER + TABLE);
    memset(out->p, 0, HEADER + TABLE);
    out->n = HEADER + TABLE;
    set32(out, HEADER, TAGS);
    add_text(&p, "desc", "sRGB");
    add_text(&p, "cprt", "CC0");
    for (int i = 0; i < 4; i++) add_numbers(&p, colour_names[i], "XYZ ", colours[i], 3);
    add_numbers(&p, "chad", "sf32", adaptation, 9);
    add_curve(&p);
    begin(&p);
    add_header(out);
    set32(out, 0, (uint32_t)out->n);
}
