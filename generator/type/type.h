// Type: faces, shaping and subsets. layout/ asks for metrics and glyphs, pdf/ for the bytes of
// fonts. A struct typefaces is read-only once opened and shared between threads; a struct shaper
// belongs to one thread.
#ifndef TYPE_TYPE_H
#define TYPE_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/arena.h"
#include "model/fonts.h"
#include "model/paper.h"

struct typefaces;
struct shaper;
struct libdeflate_compressor;

// Opens every face and makes its common subset. NULL after diagnostics: a font that is not there
// (system), that is not a font, or whose licence bits (OS/2 fsType) forbid embedding or subsetting.
struct typefaces *type_open(struct diags *d, const struct fonts *fonts);  // fonts outlive it
void type_close(struct typefaces *t);
size_t type_face_count(const struct typefaces *t);

struct type_metrics {  // 1/1000 em; descent is negative
    int ascent, descent, cap_height, x_height;
};
// of the style's first face
struct type_metrics type_metrics(const struct typefaces *t, enum font_style style);

struct glyph_run {  // glyphs of one face
    uint16_t face;
    uint32_t glyph_count;
    const struct glyph *glyphs;  // clusters count from `text`
    int32_t width;               // 1/1000 em
    const char *text;            // NUL-terminated
};

struct shaped_word {  // a word in one style: usually one run, more where faces change
    const struct glyph_run *runs;
    size_t run_count;
    int32_t width;  // 1/1000 em, of all runs
    // a character that no face has, 0: none. It is set as U+XXXX, or left out where it is a small
    // picture: the caller reports it.
    uint32_t missing;
};

struct shaper *shaper_new(const struct typefaces *t);
void shaper_free(struct shaper *s);
// Between two papers: empties the word cache when it has grown too large.
void shaper_trim(struct shaper *s);

// Shapes n bytes of text that holds no line break (spaces are fine; a space alone is a word too).
// Kerning on, ligatures off. The result is good until shaper_trim(). language: BCP 47, "nb",
// "nn", "en", "se"…; NULL: "nb". Characters that draw nothing (soft hyphens, controls, zero-width
// spaces) are left out of the runs' text.
const struct shaped_word *shaper_shape(struct shaper *s, enum font_style style,
                                       const char *language, const char *text, size_t n);
// Whether the character is a small picture, such as an emoji: it is left out where no face has it.
bool shaper_is_picture(uint32_t character);
// Whether the character draws nothing.
bool shaper_is_ignorable(uint32_t character);

// For pdf/: the bytes of fonts. A document uses the common subset of a face when all its glyphs are
// in it.
struct type_subset {
    const unsigned char *bytes;  // deflated font program
    size_t n, raw;               // deflated and plain size
    const char *widths;          // the body of /W […]
    const char *to_unicode;      // deflated ToUnicode CMap
    size_t to_unicode_n;
    const char *tag;  // six letters
};
struct type_face_info {  // for a font descriptor: 1/1000 em, degrees
    const char *postscript_name;
    bool cff;  // its outlines are CFF, not TrueType
    int ascent, descent, cap_height, italic_angle, stem_v;
    int bbox[4];
    unsigned flags;
};
struct type_face_info type_face_info(const struct typefaces *t, uint16_t face);
// Whether the glyph is in the face's common subset; false for a face without one.
bool type_common_has(const struct typefaces *t, uint16_t face, uint16_t glyph);
// The face whose common subset people's own typing is set in; false: no face can.
bool type_input_face(const struct typefaces *t, uint16_t *face);
// The character's glyph in the face; 0: none.
uint16_t type_glyph(const struct typefaces *t, uint16_t face, uint32_t character);
// The face's common subset, as long as t; NULL: it has none.
const struct type_subset *type_common(const struct typefaces *t, uint16_t face);
// A subset of just these glyphs (ids ascending), deflated with z; bytes in arena a. Its bytes are
// NULL if the font is too broken.
struct type_subset type_subset(const struct typefaces *t, uint16_t face, const uint16_t *glyphs,
                               size_t count, struct libdeflate_compressor *z, struct arena *a);
// Whether the glyphs extract as this text by the font's ToUnicode, in this order, or as a
// canonically equivalent one. A run whose text says otherwise needs /ActualText.
bool type_extracts_as(const struct typefaces *t, uint16_t face, const struct glyph *glyphs,
                      size_t count, const char *text);
// The glyph's width in 1/1000 em, unkerned: as in /W.
int type_glyph_width(const struct typefaces *t, uint16_t face, uint16_t glyph);

#endif
