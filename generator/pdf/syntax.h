// PDF's spelling of numbers, references and texts.
#ifndef PDF_SYNTAX_H
#define PDF_SYNTAX_H

#include "base/buf.h"
#include "model/paper.h"

// millipoints as points, to the hundredth; within PDF/A's ±32767
void syntax_points(struct buf *b, mpt v);
mpt syntax_round(mpt v);  // what syntax_points() writes
void syntax_reference(struct buf *b, uint32_t number);
// A text string: PDFDocEncoding where that has all of it, else UTF-16. Strings end where PDF/A
// wants them to.
void syntax_text(struct buf *b, const char *utf8);
void syntax_prose(struct buf *b, const char *utf8);  // the same, and line breaks stay
// a string of ASCII: the rest percent-encoded
void syntax_uri(struct buf *b, const char *uri);
// The bytes of a text in PDFDocEncoding; false, with nothing added, where that lacks a character of
// it.
bool syntax_doc_bytes(struct buf *b, const char *utf8);
// big-endian with its mark, as bytes; how many
size_t syntax_utf16(struct buf *b, const char *utf8);

#endif
