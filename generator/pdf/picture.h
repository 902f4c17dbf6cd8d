// Pictures: image XObjects, deflated once for all documents that show them. Their names in content
// streams come from their content, so that they are the same in every document and thread.
#ifndef PDF_PICTURE_H
#define PDF_PICTURE_H

#include "base/arena.h"
#include "model/paper.h"
#include "pdf/digest.h"
#include "pdf/document.h"

struct libdeflate_compressor;

struct picture {
    const struct image *image;
    const struct picture *same;  // one with the same content that was there before; NULL: none was
    struct digest digest;        // of the content
    char name[20];
    const char *entries;  // of its dictionary
    const unsigned char *bytes;
    size_t n;
    struct picture *next;
};

struct picture_cache {  // {.arena, .z} is empty; the arena owns it. The key is the image's address
    struct picture *first;
    struct arena *arena;
    struct libdeflate_compressor *z;
};

// The picture of an image; images with the same content have the same picture. From the cache,
// where it is good until the cache is emptied. Images outlive the cache, unchanged.
const struct picture *picture_get(struct picture_cache *p, const struct image *image);

#endif
