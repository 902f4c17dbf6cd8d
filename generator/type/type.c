// The faces of a run: opened together, then asked for metrics, widths and subsets.
#include "type/type.h"

#include <assert.h>
#include <string.h>

#include "base/array.h"
#include "base/utf8.h"
#include "type/font_file.h"
#include "type/subset.h"
#include "type/typefaces.h"

// Which faces each style is set in, in order.
static void read_order(struct typefaces *t)
{
    for (int style = 0; style < FONT_STYLE_COUNT; style++) {
        int from = t->fonts->order_count[style] ? style : FONT_REGULAR;
        t->order[style] = t->fonts->order[from];
        t->order_count[style] = t->fonts->order_count[from];
    }
}

// What no face has is spelt as U+XXXX in a style's first face: it must be able to.
static bool can_spell(struct diags *d, const struct typefaces *t)
{
    bool can = true;
    for (int style = 0; style < FONT_STYLE_COUNT; style++) {
        if (!t->order_count[style]) {
            diag_error(d, (struct place){0}, "style-without-font",
                       "no font is named for the style %s", font_style_names[style]);
            return false;
        }
        const struct face *f = &t->faces[t->order[style][0]];
        uint32_t c = 0x20;
        while (c < 0x7F && face_has(f, c)) c++;
        if (c == 0x7F) continue;
        diag_error(d, f->font->place, "font-lacks-letter",
                   "the font %s comes first in its style, but lacks the character %c",
                   f->font->path, (int)c);
        can = false;
    }
    return can;
}

// An organisation's own typeface that lacks letters of everyday words would mix with another in
// most of them.
static void warn_of_letters(struct diags *d, const struct face *f)
{
    static const char letters[] = "æøåÆØÅéèóòôäöü–«»";
    struct buf lacks = {0};
    for (const char *s = letters; *s;) {
        const char *from = s;
        if (!face_has(f, utf8_next(&s))) buf_add(&lacks, from, (size_t)(s - from));
    }
    if (lacks.n) {
        struct diag *g = diag_warning(d, f->font->place, "font-lacks-characters",
                                      "the font %s lacks %s", f->font->path, buf_cstr(&lacks));
        diag_hint(d, g, "what it lacks is set in another typeface");
    }
    buf_free(&lacks);
}

// HarfBuzz keeps one list of languages for the process. It grows by atomics that thread checkers
// cannot see in a library. What is in it before the threads start they only read.
static void add_languages(void)
{
    static const char *const usual[] = {"nb", "nn", "en", "se"};
    for (size_t i = 0; i < COUNT(usual); i++) hb_language_from_string(usual[i], -1);
}

struct typefaces *type_open(struct diags *d, const struct fonts *fonts)
{
    struct typefaces *t = mem_alloc(sizeof *t);
    bool opened = true;
    add_languages();
    t->fonts = fonts;
    t->faces = mem_alloc(fonts->face_count * sizeof *t->faces);
    t->face_count = fonts->face_count;
    for (size_t i = 0; i < t->face_count; i++)
        if (!font_file_open(&t->faces[i], d, &fonts->faces[i], &t->arena)) opened = false;
    read_order(t);
    for (size_t i = 0; opened && i < t->face_count; i++)
        if (!fonts->faces[i].package) warn_of_letters(d, &t->faces[i]);
    if (opened && can_spell(d, t)) return t;
    type_close(t);
    return NULL;
}

void type_close(struct typefaces *t)
{
    if (!t) return;
    for (size_t i = 0; i < t->face_count; i++) face_close(&t->faces[i]);
    mem_free(t->faces);
    arena_free(&t->arena);
    mem_free(t);
}

size_t type_face_count(const struct typefaces *t)
{
    return t->face_count;
}

struct type_metrics type_metrics(const struct typefaces *t, enum font_style style)
{
    const struct face *f = &t->faces[t->order[style][0]];
    return (struct type_metrics){f->info.ascent, f->info.descent, f->info.cap_height, f->x_height};
}

struct type_face_info type_face_info(const struct typefaces *t, uint16_t face)
{
    assert(face < t->face_count);
    return t->faces[face].info;
}

bool type_common_has(const struct typefaces *t, uint16_t face, uint16_t glyph)
{
    assert(face < t->face_count);
    const struct face *f = &t->faces[face];
    return f->common && glyph < f->glyph_count && f->common[glyph >> 3] >> (glyph & 7) & 1;
}

// The first regular face of TrueType outlines that has a common subset, for that keeps its map of
// characters.
bool type_input_face(const struct typefaces *t, uint16_t *face)
{
    for (size_t i = 0; i < t->order_count[FONT_REGULAR]; i++) {
        *face = (uint16_t)t->order[FONT_REGULAR][i];
        if (t->faces[*face].common && !t->faces[*face].info.cff) return true;
    }
    return false;
}

uint16_t type_glyph(const struct typefaces *t, uint16_t face, uint32_t character)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(t->faces[face].hb_font, character, &glyph) ? (uint16_t)glyph
                                                                                : 0;
}

const struct type_subset *type_common(const struct typefaces *t, uint16_t face)
{
    return t->faces[face].common ? &t->faces[face].subset : NULL;
}

struct type_subset type_subset(const struct typefaces *t, uint16_t face, const uint16_t *glyphs,
                               size_t count, struct libdeflate_compressor *z, struct arena *a)
{
    return subset_glyphs(&t->faces[face], glyphs, count, z, a);
}

static uint32_t character(const struct typefaces *t, uint16_t face, uint16_t glyph)
{
    const struct face *f = &t->faces[face];
    return glyph < f->glyph_count ? f->characters[glyph] : 0;
}

int type_glyph_width(const struct typefaces *t, uint16_t face, uint16_t glyph)
{
    return glyph < t->faces[face].glyph_count ? t->faces[face].widths[glyph] : 0;
}

static bool private_use(uint32_t c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

// Whether two texts are canonically equivalent: they look the same.
static bool equivalent(const char *a, const char *b)
{
    struct arena scratch = {0};
    bool same = strcmp(utf8_nfc(&scratch, a), utf8_nfc(&scratch, b)) == 0;
    arena_free(&scratch);
    return same;
}

static bool extracts_otherwise(const struct typefaces *t, uint16_t face, const struct glyph *glyphs,
                               size_t count, const char *text)
{
    struct buf said = {0}, meant = {0};
    char bytes[4];
    for (size_t i = 0; i < count; i++) {
        uint32_t c = character(t, face, glyphs[i].id);
        buf_add(&said, bytes, utf8_put(bytes, c ? c : 0xFFFD));
    }
    for (uint32_t c; (c = utf8_next(&text));)
        if (!shaper_is_ignorable(c)) buf_add(&meant, bytes, utf8_put(bytes, c == 0xA0 ? ' ' : c));
    bool same = equivalent(buf_cstr(&said), buf_cstr(&meant));
    buf_free(&said);
    buf_free(&meant);
    return !same;
}

bool type_extracts_as(const struct typefaces *t, uint16_t face, const struct glyph *glyphs,
                      size_t count, const char *text)
{
    const char *rest = text;
    for (size_t i = 0; i < count; i++) {
        uint32_t c = character(t, face, glyphs[i].id);
        if (private_use(c)) return false;
        if (!c || utf8_next(&rest) != c) return !extracts_otherwise(t, face, glyphs, count, text);
    }
    return !*rest || !extracts_otherwise(t, face, glyphs, count, text);
}
