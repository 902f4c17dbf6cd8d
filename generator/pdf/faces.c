// Writes the fonts of a document: their programs, ToUnicode maps and dictionaries.
#include "pdf/faces.h"

enum { PROGRAM, TO_UNICODE, DESCRIPTOR, CID_FONT, FONT, OBJECTS, PACKED = OBJECTS - DESCRIPTOR };

void faces_init(struct faces *f, const struct typefaces *t, struct arena *a,
                struct libdeflate_compressor *z)
{
    *f = (struct faces){.type = t, .arena = a, .z = z};
    f->common = ARENA_ARRAY(&f->permanent, struct cached_font, type_face_count(t));
}

static void find_digests(struct cached_font *font)
{
    font->program = digest_of(font->subset.bytes, font->subset.n);
    font->to_unicode = digest_of(font->subset.to_unicode, font->subset.to_unicode_n);
}

uint32_t faces_reserve(struct faces *f, struct document *d)
{
    uint32_t count = 0;
    for (uint16_t i = 0; i < type_face_count(f->type); i++)
        if (type_common(f->type, i)) count++;
    return document_reserve(d, count * OBJECTS);
}

uint32_t faces_program(const struct faces *f, uint32_t reserved, uint16_t face)
{
    for (uint16_t i = 0; i < face; i++)
        if (type_common(f->type, i)) reserved += OBJECTS;
    return reserved + PROGRAM;
}

static struct slice slice_of(const char *text)
{
    return (struct slice){text, strlen(text), false};
}

static void font_dictionaries(const struct type_face_info *i, const struct type_subset *s,
                              uint32_t first, struct arena *a, struct slice out[PACKED])
{
    out[0] = slice_of(arena_printf(a,
                                   "<</Type/FontDescriptor/FontName/%s+%s/Flags %u/FontBBox[%d %d "
                                   "%d %d]/ItalicAngle %d/Ascent %d/Descent %d"
                                   "/CapHeight %d/StemV %d/%s %u 0 R>>",
                                   s->tag, i->postscript_name, i->flags, i->bbox[0], i->bbox[1],
                                   i->bbox[2], i->bbox[3], i->italic_angle, i->ascent, i->descent,
                                   i->cap_height, i->stem_v, i->cff ? "FontFile3" : "FontFile2",
                                   first + PROGRAM));
    out[1] = slice_of(arena_printf(a,
                                   "<</Type/Font/Subtype/%s/BaseFont/%s+%s/CIDSystemInfo<</"
                                   "Registry(Adobe)/Ordering(Identity)/Supplement 0>>%s"
                                   "/DW 0/FontDescriptor %u 0 R/W[%s]>>",
                                   i->cff ? "CIDFontType0" : "CIDFontType2", s->tag,
                                   i->postscript_name, i->cff ? "" : "/CIDToGIDMap/Identity",
                                   first + DESCRIPTOR, s->widths));
    out[2] = slice_of(arena_printf(a,
                                   "<</Type/Font/Subtype/Type0/BaseFont/%s+%s/Encoding/Identity-H/"
                                   "DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>",
                                   s->tag, i->postscript_name, first + CID_FONT,
                                   first + TO_UNICODE));
}

static void write_streams(struct document *d, const struct type_face_info *info,
                          const struct cached_font *font, uint32_t first)
{
    const struct type_subset *s = &font->subset;
    const char *entries = info->cff
                            ? "/Subtype/CIDFontType0C/Filter/FlateDecode"
                            : arena_printf(d->arena, "/Length1 %zu/Filter/FlateDecode", s->raw);
    document_stream(d, first + PROGRAM, entries, s->bytes, s->n, &font->program);
    document_stream(d, first + TO_UNICODE, "/Filter/FlateDecode",
                    (const unsigned char *)s->to_unicode, s->to_unicode_n, &font->to_unicode);
}

static void write_common(struct faces *f, struct document *d, uint16_t face, uint32_t first)
{
    struct cached_font *font = &f->common[face];
    struct type_face_info info = type_face_info(f->type, face);
    if (!font->object_streams.count) {
        struct slice packed[PACKED];
        font->subset = *type_common(f->type, face);
        find_digests(font);
        font_dictionaries(&info, &font->subset, first, &f->permanent, packed);
        font->object_streams = stream_pack_objects(f->z, first + DESCRIPTOR, packed, PACKED, true,
                                                   &f->permanent);
    }
    write_streams(d, &info, font, first);
    document_add_object_streams(d, &font->object_streams);
}

// A font depends on its face, and on which glyphs it holds.
static void font_cache_key(struct buf *key, uint16_t face, const uint16_t *glyphs, size_t count)
{
    key->n = 0;
    BUF_KEY(key, face);
    buf_add(key, glyphs, count * sizeof *glyphs);
}

static struct cached_font *extra_font(struct faces *f, uint16_t face, const uint16_t *glyphs,
                                      size_t count)
{
    font_cache_key(&f->key, face, glyphs, count);
    struct cached_font *font = map_get_bytes(&f->extra, f->key.p, f->key.n);
    if (font) return font;
    font = ARENA_NEW(f->arena, struct cached_font);
    font->subset = type_subset(f->type, face, glyphs, count, f->z, f->arena);
    if (font->subset.bytes) find_digests(font);
    map_set_bytes(&f->extra, f->arena, arena_strndup(f->arena, f->key.p, f->key.n), f->key.n, font);
    return font;
}

static uint32_t write_extra(struct faces *f, struct document *d, uint16_t face,
                            const struct cached_font *font)
{
    struct slice objects[PACKED];
    struct type_face_info info = type_face_info(f->type, face);
    uint32_t first = document_reserve(d, OBJECTS);
    font_dictionaries(&info, &font->subset, first, d->arena, objects);
    write_streams(d, &info, font, first);
    for (uint32_t i = 0; i < PACKED; i++) {
        document_set(d, first + DESCRIPTOR + i, objects[i].text, objects[i].n);
        document_mark_unique(d, first + DESCRIPTOR + i);
    }
    return first;
}

static void add_entry(struct buf *entries, char kind, uint16_t face, uint32_t first)
{
    buf_printf(entries, "/%c%u %u 0 R", kind, face, first + FONT);
}

bool faces_write(struct faces *f, struct document *d, uint32_t reserved,
                 const struct resources *resources, struct buf *entries, uint16_t *invalid)
{
    for (uint16_t face = 0; face < resources->face_count; face++) {
        const struct face_glyphs *use = &resources->faces[face];
        if (use->common) {
            write_common(f, d, face, reserved);
            add_entry(entries, 'F', face, reserved);
        }
        if (type_common(f->type, face)) reserved += OBJECTS;
        if (!use->extra_count) continue;
        const struct cached_font *font = extra_font(f, face, use->extra, use->extra_count);
        *invalid = face;
        if (!font->subset.bytes) return false;
        add_entry(entries, 'X', face, write_extra(f, d, face, font));
    }
    return true;
}
