// A document → bytes: streams as they are, everything else in object streams, then the
// cross-reference stream.
#ifndef PDF_SAVE_H
#define PDF_SAVE_H

#include "pdf/document.h"
#include "pdf/deflate_cache.h"

// *id holds the document's identity; its content is added, and the whole becomes the file's /ID.
bool save_document(struct document *d, struct deflate_cache *cache, struct md5_ctx *id,
                   struct buf *out);

#endif
