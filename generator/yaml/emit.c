// Writing YAML. A text stands without quotes only where nobody, person or program, could take it
// for something else: the rules are narrower than YAML's. In a list, a map of a few scalars that
// fits on a line stands in braces, as plans have their measures; everything else stands on lines of
// its own.
#include "yaml/emit.h"

#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"

enum { LINE = 120 };  // columns

static bool is_alnum(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c);
}

// Spaces and marks that cannot be seen: quotes show at least where the text begins and ends.
static bool is_invisible(uint32_t c)
{
    return c == 0xA0 || c == 0xAD || (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
           (c >= 0x205F && c <= 0x206F) || c == 0x3000 || (c & 0xFFFE) == 0xFFFE || c == 0xFEFF;
}

static bool is_word_of_yaml(const char *text)
{
    static const char *const words[] = {"null", "true", "false", "yes", "no",
                                        "on",   "off",  "y",     "n"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (!strcasecmp(text, words[i])) return true;
    return false;
}

// A day, a month, a minute of a day: 2026-06-01, 2026-06, 2026-06-01T09:00.
static bool is_date(const char *text)
{
    static const char form[] = "dddd-dd-ddTdd:dd";
    size_t n = strlen(text);
    if (n != 7 && n != 10 && n != 16) return false;
    for (size_t i = 0; i < n; i++)
        if (form[i] == 'd' ? !ascii_is_digit(text[i]) : text[i] != form[i]) return false;
    return true;
}

// Whether a program or person might take it for a number: 12, 1.5, 1e3, 0x1F, 12:30, 1_000.
static bool is_numeric(const char *text)
{
    return ascii_is_digit(text[0]) && !text[strspn(text, "0123456789abcdefABCDEFoOxX.,:_+-")];
}

// Whether the character at p may stand in text without quotes.
static bool is_plain_at(const char *text, const char *p, bool flow)
{
    unsigned char before = p > text ? (unsigned char)p[-1] : ' ', after = (unsigned char)p[1];
    switch (*p) {
    case '#': return before != ' ';
    case ':': return is_alnum((char)after) || (after == '/' && p[2] == '/');
    case ',':
    case '[':
    case ']':
    case '{':
    case '}': return !flow;
    case ' ': return p > text && after;
    default: return (unsigned char)*p > ' ' && *p != 0x7F;
    }
}

static bool is_plain(const char *text, bool flow)
{
    unsigned char first = (unsigned char)text[0];
    if (!is_alnum((char)first) && first < 0x80 && first != '(' && first != '/') return false;
    const char *second = text;
    uint32_t begins = utf8_next(&second);
    if (begins == 0xAB || begins == 0xBB || (begins >= 0x2018 && begins <= 0x201E)) return false;
    if (is_word_of_yaml(text) || (is_numeric(text) && !is_date(text))) return false;
    for (const char *p = text; *p;) {
        if ((unsigned char)*p < 0x80 && !is_plain_at(text, p, flow)) return false;
        uint32_t c = utf8_next(&p);
        if ((c >= 0x80 && c < 0xA0) || is_invisible(c)) return false;
    }
    return true;
}

static void emit_quoted(struct buf *out, const char *text)
{
    buf_c(out, '"');
    for (const char *p = text, *from = text; *p; from = p) {
        uint32_t c = utf8_next(&p);
        if (c == '"' || c == '\\') buf_printf(out, "\\%c", (char)c);
        else if (c == '\n') BUF_LIT(out, "\\n");
        else if (c == '\t') BUF_LIT(out, "\\t");
        else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
                 c == 0xFFFE || c == 0xFFFF)
            buf_printf(out, "\\u%04X", (unsigned)c);
        else buf_add(out, from, (size_t)(p - from));
    }
    buf_c(out, '"');
}

void emit_scalar(struct buf *out, const char *text, bool flow)
{
    if (is_plain(text, flow)) buf_str(out, text);
    else emit_quoted(out, text);
}

static void emit_value(struct buf *out, const struct node *v, bool flow)
{
    if (v->plain) buf_str(out, v->text);
    else emit_scalar(out, v->text, flow);
}

void emit_spaces(struct buf *out, size_t n)
{
    while (n--) buf_c(out, ' ');
}

static void emit_key(struct buf *out, const struct node *key)
{
    emit_scalar(out, key->text, true);
    buf_c(out, ':');
}

void emit_flow(struct buf *out, const struct emit_style *style, const struct node *v)
{
    if (v->kind == NODE_SCALAR) {
        emit_value(out, v, true);
        return;
    }
    bool map = v->kind == NODE_MAP, airy = map && v->count && !style->tight;
    buf_c(out, map ? '{' : '[');
    for (size_t i = 0; i < v->count; i++) {
        if (i) BUF_LIT(out, ", ");
        else if (airy) buf_c(out, ' ');
        if (map) emit_key(out, v->keys[i]);
        if (map) buf_c(out, ' ');
        emit_flow(out, style, v->items[i]);
    }
    if (airy) buf_c(out, ' ');
    buf_c(out, map ? '}' : ']');
}

// Whether a list or map holds only scalars of one line.
static bool is_small(const struct node *v)
{
    for (size_t i = 0; i < v->count; i++)
        if (v->items[i]->kind != NODE_SCALAR || strchr(v->items[i]->text, '\n')) return false;
    return true;
}

static bool fits(const struct emit_style *style, const struct node *v, size_t column)
{
    if (!is_small(v)) return false;
    struct buf line = {0};
    emit_flow(&line, style, v);
    bool answer = column + utf8_length(line.p, line.n) <= LINE;
    buf_free(&line);
    return answer;
}

static void emit_map(struct buf *out, const struct emit_style *style, const struct node *map,
                     size_t column)
{
    for (size_t i = 0; i < map->count; i++) {
        if (i) buf_str(out, style->eol);
        if (i) emit_spaces(out, column);
        emit_key(out, map->keys[i]);
        emit_after_key(out, style, map->keys[i]->text, map->items[i], column);
    }
}

// How the maps of a list are written, which is the same for all of them.
static enum emit_maps maps_of(const struct emit_style *style, const struct node *list,
                              size_t column)
{
    bool only_maps = true;
    for (size_t i = 0; i < list->count; i++) {
        const struct node *item = list->items[i];
        if (item->kind != NODE_MAP) only_maps = false;
        else if (!fits(style, item, column + 2)) return EMIT_LINES;
    }
    return only_maps && style->whole && column <= style->list_step ? EMIT_LINES : EMIT_BRACES;
}

static void emit_list(struct buf *out, const struct emit_style *style, const struct node *list,
                      size_t column)
{
    enum emit_maps maps = maps_of(style, list, column);
    for (size_t i = 0; i < list->count; i++) {
        if (i) buf_str(out, style->eol);
        if (i) emit_spaces(out, column);
        buf_c(out, '-');
        emit_after_dash(out, style, list->items[i], column, maps);
    }
}

void emit_block(struct buf *out, const struct emit_style *style, const struct node *v,
                size_t column)
{
    if (v->kind == NODE_SCALAR) emit_value(out, v, false);
    else if (!v->count) emit_flow(out, style, v);
    else if (v->kind == NODE_MAP) emit_map(out, style, v, column);
    else emit_list(out, style, v, column);
}

void emit_after_key(struct buf *out, const struct emit_style *style, const char *key,
                    const struct node *v, size_t column)
{
    bool map = v->kind == NODE_MAP;
    if (v->kind == NODE_SCALAR || !v->count) {
        buf_c(out, ' ');
        emit_block(out, style, v, column);
    } else if (map && style->flow_maps &&
               fits(style, v, column + utf8_length(key, strlen(key)) + 2)) {
        buf_c(out, ' ');
        emit_flow(out, style, v);
    } else {
        column += map ? style->step : style->list_step;
        buf_str(out, style->eol);
        emit_spaces(out, column);
        emit_block(out, style, v, column);
    }
}

void emit_after_dash(struct buf *out, const struct emit_style *style, const struct node *v,
                     size_t column, enum emit_maps maps)
{
    bool lines = v->kind == NODE_SCALAR || (v->kind == NODE_MAP && maps == EMIT_LINES);
    buf_c(out, ' ');
    if (!lines && fits(style, v, column + 2)) emit_flow(out, style, v);
    else emit_block(out, style, v, column + 2);
}

void emit_file(const struct node *map, struct buf *out)
{
    static const struct emit_style style = {
        .eol = "\n", .step = 2, .list_step = 2, .flow_maps = true, .whole = true};
    emit_block(out, &style, map, 0);
    BUF_LIT(out, "\n");
}
