// Pictures, ready to be written: deflated once however many documents show them. Their name in
// content streams comes from what they show, so that it is the same in every document and thread.
#ifndef PDF_PICTURE_H
#define PDF_PICTURE_H

#include "base/arena.h"
#include "model/paper.h"
#include "pdf/digest.h"
#include "pdf/document.h"

struct libdeflate_compressor;

struct picture {
    // that has been asked for, and another picture shows the same when `same` is not NULL
    const struct image *image;
    const struct picture *same;
    struct digest digest;
    char name[20];
    const char *entries;  // of its dictionary
    const unsigned char *bytes;
    size_t n;
    struct picture *next;
};

struct picture_cache {  // all that have been seen
    struct picture *first;
    struct arena *arena;
    struct libdeflate_compressor *z;
};

// The picture of an image: two images with one content have one picture. An image stays as it is
// while p is in use.
const struct picture *picture_get(struct picture_cache *p, const struct image *image);

#endif
