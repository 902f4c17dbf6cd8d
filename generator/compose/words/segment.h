// A text with {{names}} in it, piece by piece: what stands as it is, and the names between.
#ifndef COMPOSE_WORDS_SEGMENT_H
#define COMPOSE_WORDS_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>

struct text_segment {  // a part of the text, not copied and not ended by NUL
    const char *text;
    size_t n;
    bool is_name;  // what stood between {{ and }}, without the spaces around it
};

// The next piece of *text, which is moved behind it. False at the end of the text. Braces that are
// not closed are text.
bool segment_next(const char **text, struct text_segment *out);

#endif
