// Units' focus areas that were written in Word → priorities/PERIOD/UNIT.md.
#ifndef IMPORT_TEXTS_H
#define IMPORT_TEXTS_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/cycle.h"

struct texts_file {
    const char *from, *path;  // the document, and the file that it becomes
    struct buf *text;
};

struct texts {
    struct texts_file *files;
    size_t count, room;
};

// Reads the Word documents in a folder, each named after a unit, by its id or name, with or without
// a language ("Nesset skole.nn.docx"). What is there already is left as it is, and reported.
// Until texts_free().
struct texts texts_read(struct diags *d, struct arena *a, const struct cycle *c,
                        const char *folder);
void texts_free(struct texts *t);

#endif
