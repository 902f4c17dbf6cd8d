// Document → bytes: streams by themselves, all other objects in object streams, then the
// cross-reference stream.
#ifndef PDF_SAVE_H
#define PDF_SAVE_H

#include "pdf/deflate_cache.h"
#include "pdf/document.h"

// The file in out, emptied first. id: has digested the document's identity; the digest of that and
// of the content becomes the file's /ID. False if libharu has failed.
bool save_document(struct document *d, struct deflate_cache *cache, struct md5_ctx *id,
                   struct buf *out);

#endif
