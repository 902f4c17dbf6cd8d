// The fonts of a document. The common subset of a face is the same bytes, with the same numbers, in
// every document that uses the face. Glyphs beyond it are in a second font, the extra one, which
// holds only those that the document shows. In content streams they are called F and X, followed by
// the face's index.
#ifndef PDF_FACES_H
#define PDF_FACES_H

#include "base/map.h"
#include "pdf/document.h"
#include "pdf/stream.h"
#include "pdf/resources.h"

// A font has five objects in a row: program, ToUnicode, descriptor, CIDFont and font. The last
// three are packed.
struct cached_font {
    struct type_subset subset;
    struct digest program, to_unicode;
    struct object_stream_list object_streams;  // of common fonts: made with the first document
};

struct faces {  // one thread's
    const struct typefaces *type;
    struct cached_font *common;  // by face
    struct map extra;            // the font cache: font_cache_key() → struct cached_font
    struct arena *arena;         // of that cache
    struct arena permanent;      // of the common ones
    struct buf key;
    struct libdeflate_compressor *z;
};

// a: of the font cache. All of it must outlive f.
void faces_init(struct faces *f, const struct typefaces *t, struct arena *a,
                struct libdeflate_compressor *z);
// Reserves the numbers of all common subsets; the first of them.
uint32_t faces_reserve(struct faces *f, struct document *d);
// The number of a common subset's program; reserved: from faces_reserve().
uint32_t faces_program(const struct faces *f, uint32_t reserved, uint16_t face);
// Writes the fonts that are in use, and their entries of the /Font dictionary. False if a font
// cannot be subset: *invalid.
bool faces_write(struct faces *f, struct document *d, uint32_t reserved,
                 const struct resources *resources, struct buf *entries, uint16_t *invalid);

#endif
