// Lines that a program such as git leaves in a file that two have changed: seven < above one
// version, seven = between them, and seven > below the other.
#include "base/conflict.h"

#include <string.h>

enum { MARK = 7 };

// Where the next line begins that is seven times the character, with or without words behind it;
// end: there is none.
static size_t next_mark(const char *text, size_t from, size_t end, char c)
{
    for (size_t at = from; at < end;) {
        size_t n = 0;
        while (at + n < end && text[at + n] == c) n++;
        bool is_over = at + n == end || strchr(" \r\n", text[at + n]);
        if (n == MARK && is_over) return at;
        const char *newline = memchr(text + at, '\n', end - at);
        at = newline ? (size_t)(newline - text) + 1 : end;
    }
    return end;
}

bool conflict_report(struct diags *d, const struct source *s, size_t start, size_t n)
{
    size_t end = start + n, at = next_mark(s->text, start, end, '<');
    size_t between = next_mark(s->text, at, end, '='),
           below = next_mark(s->text, between, end, '>');
    if (below == end) return false;
    struct diag *g = diag_error(d, diag_place(s, at, MARK), "versions-not-joined",
                                "two versions of the same lines stand here, which a program such "
                                "as git could not join");
    diag_hint(d, g,
              "keep the lines that are right, and take away those of <<<<<<<, ======= and >>>>>>> "
              "(the last is on line %u)",
              (unsigned)diag_place(s, below, MARK).line);
    return true;
}
