// Word documents as Markdown, by way of pandoc, which has to be installed for that.
#ifndef IMPORT_WORD_H
#define IMPORT_WORD_H

#include "base/buf.h"

enum word_result {
    WORD_READ,
    WORD_NO_PANDOC,  // it is not installed
    WORD_FAILED,     // it could not read the document
    WORD_TOO_LONG,   // it took too long, or gave too much
};

// Adds the document at path to *out, as CommonMark with pipe tables, headings one level lower, for
// each focus area has a level-2 heading. Nothing of it is run, no other file is read, and no shell
// sees its name.
enum word_result word_read(const char *path, struct buf *out);

#endif
