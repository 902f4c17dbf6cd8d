// Writes the font of what people type into fields.
#include "pdf/field_font.h"

#include "pdf/syntax.h"

enum { DESCRIPTOR, TO_UNICODE, FONT, OBJECTS, FIRST = 32, LAST = 255 };

// What WinAnsi has from 128 to 159, and in place of what it leaves open, the no-break space and the
// soft hyphen, letters of Sámi.
static const uint16_t high[] = {
    0x20AC, 0x010C, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x010D, 0x017D, 0x0110, 0x0111, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x014A, 0x017E, 0x0178,
};
#define DIFFERENCES "127/eng 129/Ccaron 141/ccaron 143/Dcroat/dcroat 157/Eng 160/Tbar 173/tbar"

static uint32_t character_of(unsigned code)
{
    if (code == 127) return 0x014B;
    if (code == 160) return 0x0166;
    if (code == 173) return 0x0167;
    return code >= 128 && code < 160 ? high[code - 128] : code;
}

void field_font_appearance(struct buf *out, mpt size)
{
    BUF_LIT(out, "/DA(/Typed ");
    syntax_points(out, size);
    BUF_LIT(out, " Tf .098 .118 .137 rg)");
}

uint32_t field_font_reserve(struct document *d)
{
    return document_reserve(d, OBJECTS);
}

void field_font_use(struct resources *resources, const struct typefaces *t)
{
    uint16_t face;
    if (type_input_face(t, &face)) resources->faces[face].common = true;
}

static struct slice take_text(struct arena *a, struct buf *text)
{
    struct slice taken = {arena_strndup(a, text->p, text->n), text->n, false};
    text->n = 0;
    return taken;
}

static void make_to_unicode(struct pdf *p, struct buf *out)
{
    BUF_LIT(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                 "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                 "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                 "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
                 "2 beginbfrange\n<20> <7E> <0020>\n<A1> <AC> <00A1>\nendbfrange\n"
                 "1 beginbfrange\n<AE> <FF> <00AE>\nendbfrange\n35 beginbfchar\n");
    for (unsigned code = 127; code < 160; code++)
        buf_printf(out, "<%02X> <%04X>\n", code, character_of(code));
    buf_printf(out, "<A0> <%04X>\n<AD> <%04X>\n", character_of(160), character_of(173));
    BUF_LIT(out, "endbfchar\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    struct field_font *f = &p->field_font;
    f->to_unicode = stream_deflate_bytes(p->z, out->p, out->n, &p->faces.permanent,
                                         &f->to_unicode_n);
    f->digest = digest_of(f->to_unicode, f->to_unicode_n);
    out->n = 0;
}

static void make_font(struct writer *w, uint16_t face, uint32_t first, struct buf *out)
{
    const struct typefaces *t = w->pdf->type;
    struct type_face_info i = type_face_info(t, face);
    const char *tag = type_common(t, face)->tag;
    enum { NONSYMBOLIC = 32 };
    buf_printf(out,
               "<</Type/FontDescriptor/FontName/%s+%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle "
               "%d/Ascent %d/Descent %d"
               "/CapHeight %d/StemV %d/FontFile2 %u 0 R>>",
               tag, i.postscript_name, NONSYMBOLIC, i.bbox[0], i.bbox[1], i.bbox[2], i.bbox[3],
               i.italic_angle, i.ascent, i.descent, i.cap_height, i.stem_v,
               faces_program(&w->pdf->faces, w->fonts, face));
    w->pdf->field_font.descriptor = take_text(&w->pdf->faces.permanent, out);
    buf_printf(out,
               "<</Type/Font/Subtype/TrueType/BaseFont/%s+%s/FirstChar %d/LastChar "
               "%d/FontDescriptor %u 0 R/ToUnicode %u 0 R"
               "/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[" DIFFERENCES
               "]>>/Widths[",
               tag, i.postscript_name, FIRST, LAST, first + DESCRIPTOR, first + TO_UNICODE);
    for (unsigned code = FIRST; code <= LAST; code++) {
        buf_int(out, type_glyph_width(t, face, type_glyph(t, face, character_of(code))));
        buf_c(out, ' ');
    }
    BUF_LIT(out, "]>>");
    w->pdf->field_font.font = take_text(&w->pdf->faces.permanent, out);
}

void field_font_write(struct writer *w, struct buf *entries)
{
    struct field_font *f = &w->pdf->field_font;
    uint16_t face;
    if (!type_input_face(w->pdf->type, &face)) return;
    if (!f->font.text) {
        struct buf out = {0};
        make_to_unicode(w->pdf, &out);
        make_font(w, face, w->field_font, &out);
        buf_free(&out);
    }
    document_stream(&w->doc, w->field_font + TO_UNICODE, "/Filter/FlateDecode", f->to_unicode,
                    f->to_unicode_n, &f->digest);
    document_set(&w->doc, w->field_font + DESCRIPTOR, f->descriptor.text, f->descriptor.n);
    document_set(&w->doc, w->field_font + FONT, f->font.text, f->font.n);
    buf_printf(entries, "/Typed %u 0 R", w->field_font + FONT);
}
