// Files that hold forms: ZIP archives, mails with what is attached to them, and mailboxes.
#ifndef READ_FORMS_PACKED_H
#define READ_FORMS_PACKED_H

#include <stdbool.h>

#include "read/forms/form_reader.h"

enum {
    PACKED_ENTRIES = 2000,
    PACKED_BYTES = 128 << 20,  // of all entries together
    PACKED_MAILS = 20000,      // of a mailbox
    PACKED_DEPTH = 3,          // archives in mails in archives
    PACKED_FILE = 1 << 30,     // bytes of an archive or mailbox
};

bool packed_is(const char *bytes, size_t n);
// Reads the forms that are attached to a PDF which is none, as Acrobat puts those that came back
// into one portfolio. What the reader says of the PDF itself stays where there are none.
void packed_read_attached(struct form_reader *g, const char *bytes, size_t n);
// Reads the forms in n bytes: the reader's own becomes the first of them, and the others follow it
// (`next`). depth: what it is packed in.
void packed_read(struct form_reader *g, const char *bytes, size_t n, unsigned depth);

#endif
