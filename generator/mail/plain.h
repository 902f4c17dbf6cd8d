// A composed document as plain text, for a message.
#ifndef MAIL_PLAIN_H
#define MAIL_PLAIN_H

#include "base/buf.h"
#include "model/doc.h"

// Appends the words of a document or a section to out: paragraphs are a line each, and stand apart
// by an empty one; lines end in a line feed. What a mail cannot be, such as pictures and places to
// write, is left out.
void plain_add(const struct doc_node *doc, struct buf *out);

#endif
