// A JSON object on one line.
#include "base/json_line.h"

#include "base/utf8.h"

static void add_character(struct buf *line, uint32_t c)
{
    switch (c) {
    case '"': BUF_LIT(line, "\\\""); return;
    case '\\': BUF_LIT(line, "\\\\"); return;
    case '\b': BUF_LIT(line, "\\b"); return;
    case '\f': BUF_LIT(line, "\\f"); return;
    case '\n': BUF_LIT(line, "\\n"); return;
    case '\r': BUF_LIT(line, "\\r"); return;
    case '\t': BUF_LIT(line, "\\t"); return;
    }
    char bytes[4];
    if (c < 0x20) buf_printf(line, "\\u%04X", c);
    else buf_add(line, bytes, utf8_put(bytes, c));
}

void json_line_string(struct buf *out, const char *text)
{
    buf_c(out, '"');
    for (uint32_t c; text && (c = utf8_next(&text));) add_character(out, c);
    buf_c(out, '"');
}

static void add_key(struct buf *line, const char *key)
{
    if (line->p[line->n - 1] != '{') buf_c(line, ',');
    buf_c(line, '"');
    buf_str(line, key);
    BUF_LIT(line, "\":");
}

void json_line_begin(struct buf *line)
{
    buf_c(line, '{');
}

void json_line_text(struct buf *line, const char *key, const char *value)
{
    if (!value) return;
    add_key(line, key);
    json_line_string(line, value);
}

void json_line_number(struct buf *line, const char *key, int64_t value)
{
    add_key(line, key);
    buf_int(line, value);
}

void json_line_real(struct buf *line, const char *key, double value)
{
    char text[32];
    snprintf(text, sizeof text, "%.9g", value);
    add_key(line, key);
    buf_str(line, text);
    if (!strpbrk(text, ".e")) BUF_LIT(line, ".0");
}

void json_line_bool(struct buf *line, const char *key, bool value)
{
    add_key(line, key);
    buf_str(line, value ? "true" : "false");
}

void json_line_texts(struct buf *line, const char *key, const char *const *values, size_t count)
{
    add_key(line, key);
    buf_c(line, '[');
    for (size_t i = 0; i < count; i++) {
        if (i) buf_c(line, ',');
        json_line_string(line, values[i]);
    }
    buf_c(line, ']');
}

void json_line_end(struct buf *line)
{
    BUF_LIT(line, "}\n");
}

void json_line_print(struct buf *line, FILE *to)
{
    json_line_end(line);
    fwrite(line->p, 1, line->n, to);
    buf_free(line);
}
