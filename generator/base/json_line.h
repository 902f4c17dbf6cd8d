// Writes a JSON object on one line, as short as it can be: {"document":"pack","papers":12}.
//     struct buf line = {0};
//     json_line_begin(&line);
//     json_line_text(&line, "document", document);
//     json_line_print(&line, stdout);
// Keys are the program's own words, of letters and hyphens: they are not escaped.
#ifndef BASE_JSON_LINE_H
#define BASE_JSON_LINE_H

#include <stdio.h>

#include "base/buf.h"

void json_line_begin(struct buf *line);
// NULL: left out. Bytes that are not UTF-8 become U+FFFD.
void json_line_text(struct buf *line, const char *key, const char *value);
void json_line_number(struct buf *line, const char *key, int64_t value);
void json_line_real(struct buf *line, const char *key, double value);  // finite; nine digits
void json_line_bool(struct buf *line, const char *key, bool value);
void json_line_texts(struct buf *line, const char *key, const char *const *values, size_t count);
void json_line_end(struct buf *line);  // with a newline
// Ends the line, writes it and frees the buffer.
void json_line_print(struct buf *line, FILE *to);

// Appends a text as JSON spells it, in quotation marks; NULL is "". For JSON that is not a line.
void json_line_string(struct buf *out, const char *text);

#endif
