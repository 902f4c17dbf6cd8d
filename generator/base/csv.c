// Writing CSV: cells, quoted where they must be.
#include "base/csv.h"

#include <string.h>

static void begin_cell(struct csv *c)
{
    if (c->begun) buf_c(c->out, c->separator);
    c->begun = true;
}

static bool is_formula(const char *text)
{
    return *text && strchr("=+-@\t\r\n", *text);
}

void csv_text(struct csv *c, const char *text)
{
    begin_cell(c);
    if (!text) return;
    bool formula = is_formula(text);
    if (!formula && !strpbrk(text, ",;\"\r\n") && *text != ' ') {
        buf_str(c->out, text);
        return;
    }
    buf_c(c->out, '"');
    if (formula) buf_c(c->out, '\'');
    for (; *text; text++) {
        if (*text == '"') buf_c(c->out, '"');
        buf_c(c->out, *text);
    }
    buf_c(c->out, '"');
}

void csv_number(struct csv *c, int64_t n)
{
    begin_cell(c);
    buf_int(c->out, n);
}

void csv_end_line(struct csv *c)
{
    buf_str(c->out, "\r\n");
    c->begun = false;
}
