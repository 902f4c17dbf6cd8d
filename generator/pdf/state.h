// struct pdf: what a thread keeps from one document to the next.
#ifndef PDF_STATE_H
#define PDF_STATE_H

#include "pdf/faces.h"
#include "pdf/deflate_cache.h"
#include "pdf/pdf.h"
#include "pdf/structure_cache.h"

struct pdf {
    struct diags *diags;
    const struct typefaces *type;
    struct arena document;  // of the document that is made
    struct arena cached;    // of the caches; see base/cache.h
    size_t papers;          // since the caches were emptied
    struct libdeflate_compressor *z;
    struct renderer renderer;
    struct drawing_cache drawing_cache;
    struct deflate_cache deflate_cache;
    struct picture_cache pictures;
    struct structure_cache structure_cache;
    struct faces faces;
    struct field_font {  // the same in every document: made with the first, in faces.permanent
        struct slice descriptor, font;
        const unsigned char *to_unicode;
        size_t to_unicode_n;
        struct digest digest;
    } field_font;
    struct buf profile;  // sRGB, deflated
    struct digest profile_digest;
};

void pdf_trim(struct pdf *p);  // before each document; see base/cache.h

#endif
