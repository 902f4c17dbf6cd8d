// Numbers, references and strings in PDF's syntax.
#include "pdf/syntax.h"

#include "base/utf8.h"

// limits of PDF/A: of a number, in millipoints; of a string, in bytes, with some to spare
enum { FURTHEST = 32767 * 1000, LONGEST = 32000 };

mpt syntax_round(mpt v)
{
    if (v > FURTHEST) v = FURTHEST;
    if (v < -FURTHEST) v = -FURTHEST;
    return (v + (v < 0 ? -5 : 5)) / 10 * 10;
}

void syntax_points(struct buf *b, mpt v)
{
    buf_milli(b, syntax_round(v));
}

void syntax_reference(struct buf *b, uint32_t number)
{
    buf_int(b, number);
    BUF_LIT(b, " 0 R");
}

static bool plain(const char *s)
{
    const char *from = s;
    while (*s >= ' ' && *s <= '~') s++;
    return !*s && s - from <= LONGEST;
}

static void add_escaped(struct buf *b, char c)
{
    if (c == '(' || c == ')' || c == '\\') buf_c(b, '\\');
    buf_c(b, c);
}

static void add_code_unit(struct buf *b, unsigned unit)
{
    buf_c(b, (char)(unit >> 8));
    buf_c(b, (char)(unit & 0xFF));
}

static size_t add_utf16(struct buf *b, const char *utf8, bool lines)
{
    size_t before = b->n;
    add_code_unit(b, 0xFEFF);
    for (uint32_t c; b->n - before < LONGEST && (c = utf8_next(&utf8));) {
        // as in XMP, which has none of them
        if ((c < ' ' && !(lines && c == '\n')) || c == 0xFFFE || c == 0xFFFF) continue;
        if (c >= 0x10000) {
            add_code_unit(b, 0xD800 + ((c - 0x10000) >> 10));
            add_code_unit(b, 0xDC00 + ((c - 0x10000) & 0x3FF));
        } else {
            add_code_unit(b, c);
        }
    }
    return b->n - before;
}

size_t syntax_utf16(struct buf *b, const char *utf8)
{
    return add_utf16(b, utf8, false);
}

static void add_hex(struct buf *b, const char *utf8, bool lines)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t from = b->n + 1;
    buf_c(b, '<');
    size_t n = add_utf16(b, utf8, lines);
    buf_reserve(b, n + 1);
    for (size_t i = n; i-- > 0;) {  // from the end, in place
        unsigned char byte = (unsigned char)b->p[from + i];
        b->p[from + 2 * i] = digits[byte >> 4];
        b->p[from + 2 * i + 1] = digits[byte & 15];
    }
    b->n = from + 2 * n;
    buf_c(b, '>');
}

// PDFDocEncoding's byte for a character of those that are written so: printable ones of Latin-1,
// and dashes. 0: it is none of them.
static unsigned char doc_byte(uint32_t c)
{
    if ((c >= ' ' && c <= '~') || (c > 0xA0 && c <= 0xFF && c != 0xAD)) return (unsigned char)c;
    enum { EN_DASH = 0x2013, EM_DASH = 0x2014 };
    if (c == EN_DASH) return 0x85;
    return c == EM_DASH ? 0x84 : 0;
}

static bool add_doc_bytes(struct buf *b, const char *utf8, bool escape)
{
    size_t before = b->n;
    for (uint32_t c; (c = utf8_next(&utf8));) {
        unsigned char byte = doc_byte(c);
        bool mark = b->n == before && byte >= 0xEF;  // þÿ and ï»¿ say which encoding follows
        if (!byte || mark || b->n - before > LONGEST) {
            b->n = before;
            return false;
        }
        if (escape) add_escaped(b, (char)byte);
        else buf_c(b, (char)byte);
    }
    return true;
}

bool syntax_doc_bytes(struct buf *b, const char *utf8)
{
    return add_doc_bytes(b, utf8, false);
}

void syntax_text(struct buf *b, const char *utf8)
{
    buf_c(b, '(');
    if (add_doc_bytes(b, utf8, true)) {
        buf_c(b, ')');
    } else {
        b->n--;
        add_hex(b, utf8, false);
    }
}

void syntax_prose(struct buf *b, const char *utf8)
{
    if (plain(utf8)) syntax_text(b, utf8);
    else add_hex(b, utf8, true);
}

void syntax_uri(struct buf *b, const char *uri)
{
    buf_c(b, '(');
    for (size_t before = b->n; *uri && b->n - before < LONGEST; uri++) {
        if (*uri > ' ' && *uri <= '~') add_escaped(b, *uri);
        else buf_printf(b, "%%%02X", (unsigned char)*uri);
    }
    buf_c(b, ')');
}
