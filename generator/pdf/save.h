// A document → bytes: streams as they are, everything else in object streams, then the cross-reference stream.
#ifndef PDF_SAVE_H
#define PDF_SAVE_H

#include <libdeflate.h>

#include "pdf/document.h"

// *id holds the document's identity; its content is added, and the whole becomes the file's /ID.
bool save_document(struct document *d, struct libdeflate_compressor *z, struct md5_ctx *id, struct buf *out);

#endif
