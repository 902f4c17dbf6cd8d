// The fonts of a file. A face's common subset is the same bytes in every document that uses the
// face and stands under the same numbers; the glyphs beyond it are in a second font of the
// document's own. In content streams they are called F and X, with the face's index.
#ifndef PDF_FACES_H
#define PDF_FACES_H

#include "base/map.h"
#include "pdf/document.h"
#include "pdf/stream.h"
#include "pdf/resources.h"

// five objects in a row: program, ToUnicode, and packed together descriptor, CIDFont, font
struct cached_font {
    struct type_subset subset;
    struct digest program, to_unicode;
    struct object_stream_list object_streams;  // common fonts: made for the first document
};

struct faces {  // one thread's
    const struct typefaces *type;
    struct cached_font *common;  // by face
    struct map extra;            // a cache: font_key() → struct cached_font
    struct arena *arena;         // of that cache
    struct arena permanent;
    struct buf key;
    struct libdeflate_compressor *z;
};

void faces_init(struct faces *f, const struct typefaces *t, struct arena *a,
                struct libdeflate_compressor *z);
// a document's first numbers: the first of them
uint32_t faces_reserve(struct faces *f, struct document *d);
// the number of a common one's program
uint32_t faces_program(const struct faces *f, uint32_t reserved, uint16_t face);
// Writes the fonts in use and the /Font dictionary's entries; false if a font is too broken to
// subset (*broken).
bool faces_write(struct faces *f, struct document *d, uint32_t reserved,
                 const struct resources *resources, struct buf *entries, uint16_t *invalid);

#endif
