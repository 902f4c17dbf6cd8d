// Looking at objects of PDF files, reading their texts and streams, and finding scripts.
#include "read/forms/object.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"

// Takes work from the budget; false: there is not enough left.
static bool spend(struct pdf_reader *p, size_t work)
{
    if (p->work >= work) {
        p->work -= work;
        return true;
    }
    p->work = 0;
    if (!p->is_lenient)
        form_reader_stop(p->g, RETURNED_TOO_LARGE, "it takes too much work to read");
    return false;
}

qpdf_oh object_get(struct pdf_reader *p, qpdf_oh dictionary, const char *key)
{
    if (!spend(p, 1) || !qpdf_oh_is_dictionary(p->q, dictionary)) return p->none;
    return qpdf_oh_get_key(p->q, dictionary, key);
}

qpdf_oh object_array_item(struct pdf_reader *p, qpdf_oh array, int i)
{
    if (!spend(p, 1) || !qpdf_oh_is_array(p->q, array)) return p->none;
    return qpdf_oh_get_array_item(p->q, array, i);
}

int object_array_length(struct pdf_reader *p, qpdf_oh array)
{
    return qpdf_oh_is_array(p->q, array) ? qpdf_oh_get_array_n_items(p->q, array) : 0;
}

bool object_exists(struct pdf_reader *p, qpdf_oh object)
{
    return qpdf_oh_is_initialized(p->q, object) && !qpdf_oh_is_null(p->q, object);
}

bool object_is_dictionary(struct pdf_reader *p, qpdf_oh object)
{
    return qpdf_oh_is_dictionary(p->q, object);
}

bool object_is_name(struct pdf_reader *p, qpdf_oh object, const char *name)
{
    return qpdf_oh_is_name_and_equals(p->q, object, name);
}

// ---- Text

struct bytes {
    const char *p;
    size_t n;
};

static bool is_marked(const char *s, size_t n)
{
    return (n >= 2 && (!memcmp(s, "\xFE\xFF", 2) || !memcmp(s, "\xFF\xFE", 2))) ||
           (n >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3));
}

// Whether a string without a mark is UTF-8 all the same, as some writers put it: PDF's own letters
// above 127 are hardly ever that by chance.
static bool is_raw_utf8(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] > 127) return utf8_valid(s, n, NULL);
    return false;
}

static bool is_letter(unsigned char c)
{
    return c >= 0xC0 || ascii_is_letter((char)c);
}

static bool is_gap(unsigned char c)
{
    return !c || c == ' ' || c == '\n' || c == '\r' || ascii_is_digit((char)c);
}

// Whether a string is in the letters of Windows, as scripts write them that fill in forms. Of these
// 128 to 159 are others than in PDF, where a dash would be a lonely Œ, an apostrophe a ™ within a
// word, and quotation marks two ligatures around words.
static bool is_of_windows(const char *s, size_t n)
{
    bool open = false;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i], before = i ? (unsigned char)s[i - 1] : 0,
                      behind = i + 1 < n ? (unsigned char)s[i + 1] : 0;
        bool dash = (c == 0x96 || c == 0x97) && is_gap(before) && is_gap(behind);
        bool apostrophe = c == 0x92 && is_letter(before) && is_letter(behind);
        bool close = c == 0x94 && open && !is_gap(before) && !is_letter(behind);
        if (dash || apostrophe || close) return true;
        open |= c == 0x93 && !is_letter(before) && is_letter(behind);
    }
    return false;
}

static struct bytes from_windows(struct pdf_reader *p, const char *s, size_t n)
{
    static const uint16_t above_127[] = {
        0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
        0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    char *out = arena_alloc(p->g->a, 3 * n + 1), *to = out;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        to += utf8_put(to, c >= 0x80 && c < 0xA0 ? above_127[c - 0x80] : c);
    }
    *to = '\0';
    return (struct bytes){out, (size_t)(to - out)};
}

// A string's bytes, until the next call to qpdf. qpdf copies the string, so that its length costs
// work.
static struct bytes string_bytes(struct pdf_reader *p, qpdf_oh string)
{
    struct bytes raw = {"", 0}, text = {"", 0};
    raw.p = qpdf_oh_get_binary_string_value(p->q, string, &raw.n);
    if (!spend(p, raw.n / 64)) return text;
    bool is_utf8 = p->is_utf8 || is_raw_utf8(raw.p, raw.n);
    if (is_utf8 && !is_marked(raw.p, raw.n)) return raw;
    if (raw.n > 2 * RETURNED_TEXT + 2) return raw;  // too long however it is decoded
    if (!is_marked(raw.p, raw.n) && is_of_windows(raw.p, raw.n))
        return from_windows(p, raw.p, raw.n);
    text.p = qpdf_oh_get_binary_utf8_value(p->q, string, &text.n);
    return text;
}

static struct bytes bytes_of(struct pdf_reader *p, qpdf_oh o)
{
    struct bytes b = {"", 0};
    if (!spend(p, 1)) return b;
    if (qpdf_oh_is_string(p->q, o)) return string_bytes(p, o);
    if (qpdf_oh_is_name(p->q, o)) b.p = qpdf_oh_get_name(p->q, o);
    else if (qpdf_oh_is_integer(p->q, o) || qpdf_oh_is_real(p->q, o))
        b.p = qpdf_oh_unparse_resolved(p->q, o);
    b.n = qpdf_get_last_string_length(p->q);
    if (!*b.p) b.n = 0;
    if (*b.p == '/') b.p++, b.n--;
    return b;
}

const char *object_text(struct pdf_reader *p, qpdf_oh object, const char *field)
{
    struct bytes b = bytes_of(p, object);
    return form_reader_text(p->g, field, b.p, b.n);
}

const char *object_line(struct pdf_reader *p, qpdf_oh string, size_t most)
{
    if (!qpdf_oh_is_string(p->q, string)) return NULL;
    struct bytes b = string_bytes(p, string);
    const char *line = form_reader_line(p->g, b.p, b.n, most);
    return *line ? line : NULL;
}

// ---- Streams: their raw bytes are inflated here, since qpdf would inflate them without bounds

enum coding { CODING_NONE, CODING_DEFLATE, CODING_OTHER };

static enum coding coding_of(struct pdf_reader *p, qpdf_oh dictionary)
{
    qpdf_oh filter = object_get(p, dictionary, "/Filter"),
            parameters = object_get(p, dictionary, "/DecodeParms");
    int count = object_array_length(p, filter);
    if (count == 1) {
        filter = object_array_item(p, filter, 0);
        if (object_array_length(p, parameters) == 1)
            parameters = object_array_item(p, parameters, 0);
    } else if (count > 1) {
        return CODING_OTHER;
    }
    if (!object_exists(p, filter) || (qpdf_oh_is_array(p->q, filter) && !count)) return CODING_NONE;
    qpdf_oh predictor = object_get(p, parameters, "/Predictor");
    if (object_exists(p, predictor) && strcmp(object_text(p, predictor, NULL), "1"))
        return CODING_OTHER;
    return object_is_name(p, filter, "/FlateDecode") || object_is_name(p, filter, "/Fl")
             ? CODING_DEFLATE
             : CODING_OTHER;
}

static bool inflate_into(const unsigned char *raw, size_t n, size_t limit, struct buf *out)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    if (!d) return false;
    buf_reserve(out, limit);
    enum libdeflate_result result = libdeflate_zlib_decompress(d, raw, n, out->p, limit, &out->n);
    libdeflate_free_decompressor(d);
    return result == LIBDEFLATE_SUCCESS;
}

bool object_stream_bytes(struct pdf_reader *p, qpdf_oh stream, size_t limit, struct buf *out)
{
    if (!qpdf_oh_is_stream(p->q, stream)) return false;
    enum coding coding = coding_of(p, qpdf_oh_get_dict(p->q, stream));
    unsigned char *raw = NULL;
    size_t n = 0;
    if (coding == CODING_OTHER) return false;
    if (qpdf_oh_get_stream_data(p->q, stream, qpdf_dl_none, NULL, &raw, &n) & QPDF_ERRORS) {
        qpdf_get_error(p->q);  // of this stream alone
        free(raw);
        return false;
    }
    bool good = spend(p, n / 64);
    if (good && coding == CODING_DEFLATE) good = inflate_into(raw, n, limit, out);
    else if (good && n <= limit) buf_add(out, raw, n);
    else good = false;
    free(raw);
    return good;
}

// ---- Scripts: whether there are any; none is ever run

static bool is_script(struct pdf_reader *p, qpdf_oh action, unsigned depth)
{
    enum { DEEP = 8, WIDE = 64 };
    if (depth > DEEP || !object_is_dictionary(p, action)) return false;
    if (object_is_name(p, object_get(p, action, "/S"), "/JavaScript")) return true;
    if (object_exists(p, object_get(p, action, "/JS"))) return true;
    qpdf_oh next = object_get(p, action, "/Next");
    int count = object_array_length(p, next);
    for (int i = 0; i < count && i < WIDE; i++)
        if (is_script(p, object_array_item(p, next, i), depth + 1)) return true;
    return is_script(p, next, depth + 1);
}

bool object_has_script(struct pdf_reader *p, qpdf_oh object)
{
    static const char *const events[] = {"/E",  "/X",  "/D",  "/U",  "/Fo", "/Bl", "/PO",
                                         "/PC", "/PV", "/PI", "/K",  "/F",  "/V",  "/C",
                                         "/O",  "/WC", "/WS", "/DS", "/WP", "/DP"};
    if (is_script(p, object_get(p, object, "/A"), 0)) return true;
    qpdf_oh actions = object_get(p, object, "/AA");
    if (!object_is_dictionary(p, actions)) return false;
    for (size_t i = 0; i < COUNT(events); i++)
        if (is_script(p, object_get(p, actions, events[i]), 0)) return true;
    return false;
}

void object_find_catalog_scripts(struct pdf_reader *p, qpdf_oh catalog)
{
    qpdf_oh scripts = object_get(p, object_get(p, catalog, "/Names"), "/JavaScript");
    if (object_is_dictionary(p, scripts) || object_has_script(p, catalog) ||
        is_script(p, object_get(p, catalog, "/OpenAction"), 0))
        p->g->r->has_scripts = true;
}
