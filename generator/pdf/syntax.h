// Numbers, references and strings in PDF's syntax.
#ifndef PDF_SYNTAX_H
#define PDF_SYNTAX_H

#include "base/buf.h"
#include "model/paper.h"

// Millipoints as points, to the hundredth, within ±32767, PDF/A's limit.
void syntax_points(struct buf *b, mpt v);
mpt syntax_round(mpt v);  // to what syntax_points() writes
void syntax_reference(struct buf *b, uint32_t number);
// A text string: in PDFDocEncoding where that has all its characters, else in UTF-16. It is cut
// where PDF/A's limit for strings is. Line breaks are left out.
void syntax_text(struct buf *b, const char *utf8);
void syntax_prose(struct buf *b, const char *utf8);  // the same with line breaks
// A string of ASCII; other characters are percent-encoded.
void syntax_uri(struct buf *b, const char *uri);
// Adds the bytes of a text in PDFDocEncoding. False, with nothing added, where that lacks a
// character.
bool syntax_doc_bytes(struct buf *b, const char *utf8);
// Adds the bytes of a text in UTF-16, big-endian, with its byte order mark; how many these are.
size_t syntax_utf16(struct buf *b, const char *utf8);

#endif
