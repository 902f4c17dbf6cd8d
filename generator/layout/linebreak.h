// Breaking a paragraph into lines: of all ways to do it, the one whose right edge is least ragged.
#ifndef LAYOUT_LINEBREAK_H
#define LAYOUT_LINEBREAK_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/paper.h"

enum fragment_end {  // how the text may be broken behind a fragment
    END_SPACE,       // at a space, which then ends the line
    END_PLAIN,       // without a space, as behind a slash or a hyphen
    END_HYPHEN,      // with a hyphen that is added
    END_ANYWHERE,    // in the middle of a word that is wider than the line
    END_MUST,        // a line always ends here
};

struct fragment {         // what stays together: a word, or a part of one
    uint32_t start, end;  // bytes of the text, without the space behind
    uint32_t next;        // where the next fragment starts
    mpt width, space;     // of the text; of the space behind it
    mpt hyphen;           // END_HYPHEN: what the hyphen adds
    enum fragment_end ends;
    // the fragments of the word that it is a part of: those without a space between them
    uint32_t word, word_stop;
};

// Lines are the fragments (*breaks)[i] … (*breaks)[i + 1] - 1. Returns how many lines there are;
// breaks live in arena scratch.
size_t linebreak(const struct fragment *fragments, size_t count, mpt width, struct arena *scratch,
                 uint32_t **breaks);

#endif
