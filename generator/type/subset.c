// Subsets: the part of a font that goes into a file. Glyphs keep their ids, so that one content
// stream is right with any subset; hinting and layout tables go. The same face and glyphs give the
// same bytes and the same tag.
#include "type/subset.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <libdeflate.h>
#include <string.h>

#include "base/array.h"
#include "type/features.h"

enum { LEVEL_COMMON = 12, TAG_LETTERS = 6 };

static const char unneeded[][5] = {
    "GSUB", "GPOS", "GDEF", "name", "post", "OS/2", "cmap", "kern", "hdmx", "VDMX",
    "LTSH", "gasp", "DSIG", "STAT", "MATH", "BASE", "FFTM", "vhea", "vmtx", "VORG",
    "meta", "PCLT", "JSTF", "Feat", "Silf", "Sill", "Glat", "Gloc", "COLR", "CPAL",
    "SVG ", "sbix", "CBDT", "CBLC", "EBDT", "EBLC", "EBSC",
};

// characters: those that the subset's map leads to its glyphs; NULL: it has no map.
// The part of a face that the glyphs need, for the caller to destroy; NULL if the font is broken.
static hb_face_t *cut(hb_face_t *from, const hb_set_t *glyphs, const hb_set_t *characters)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) return NULL;
    hb_set_union(hb_subset_input_glyph_set(input), glyphs);
    if (characters) hb_set_union(hb_subset_input_unicode_set(input), characters);
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < COUNT(unneeded); i++)
        hb_set_add(drop, hb_tag_from_string(unneeded[i], 4));
    if (characters) hb_set_del(drop, HB_TAG('c', 'm', 'a', 'p'));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *face = hb_subset_or_fail(from, input);
    hb_subset_input_destroy(input);
    return face;
}

// The bytes deflated, in arena a; *packed: how many that makes.
static unsigned char *deflate(struct libdeflate_compressor *z, const void *bytes, size_t n,
                              struct arena *a, size_t *packed)
{
    size_t room = libdeflate_zlib_compress_bound(z, n);
    unsigned char *scratch = mem_realloc(NULL, room);
    *packed = libdeflate_zlib_compress(z, bytes, n, scratch, room);
    unsigned char *copy = arena_alloc(a, *packed);
    memcpy(copy, scratch, *packed);
    mem_free(scratch);
    return copy;
}

// The font program, deflated: PDF wants a bare CFF table, or a whole TrueType file.
static bool program(const struct face *f, hb_face_t *from, const hb_set_t *glyphs,
                    const hb_set_t *characters, struct libdeflate_compressor *z, struct arena *a,
                    struct type_subset *out)
{
    hb_face_t *part = cut(from, glyphs, characters);
    if (!part) return false;
    hb_blob_t *blob = f->info.cff ? hb_face_reference_table(part, HB_TAG('C', 'F', 'F', ' '))
                                  : hb_face_reference_blob(part);
    unsigned n;
    const char *bytes = hb_blob_get_data(blob, &n);
    if (n) out->bytes = deflate(z, bytes, n, a, &out->n);
    out->raw = n;
    hb_blob_destroy(blob);
    hb_face_destroy(part);
    return n > 0;
}

// The body of /W for these glyphs.
static const char *widths(const struct face *f, const hb_set_t *glyphs, struct arena *a)
{
    struct buf b = {0};
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID, next = 0;
    while (hb_set_next(glyphs, &glyph)) {
        if (b.n && glyph == next) {
            buf_c(&b, ' ');
        } else {
            if (b.n) buf_c(&b, ']');
            buf_int(&b, glyph);
            buf_c(&b, '[');
        }
        buf_int(&b, f->widths[glyph]);
        next = glyph + 1;
    }
    if (b.n) buf_c(&b, ']');
    const char *text = arena_strndup(a, b.p, b.n);
    buf_free(&b);
    return text;
}

static void add_utf16(struct buf *b, uint32_t c)
{
    if (c < 0x10000) buf_printf(b, "%04X", c);
    else
        buf_printf(b, "%04X%04X", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + ((c - 0x10000) & 0x3FF));
}

static uint32_t meaning(const struct face *f, uint32_t glyph)
{
    return f->characters[glyph] ? f->characters[glyph] : 0xFFFD;
}

// The last glyph of the range from first on in which glyphs and the characters they mean both count
// up by one. Only the last byte of either changes, as in a range of a CMap it must.
static uint32_t range_end(const struct face *f, const hb_set_t *glyphs, uint32_t first)
{
    uint32_t last = first, c = meaning(f, first);
    while ((last & 0xFF) != 0xFF && (c & 0xFF) != 0xFF && c < 0xFFFD &&
           hb_set_has(glyphs, last + 1) && meaning(f, last + 1) == c + 1)
        last++, c++;
    return last;
}

static void add_blocks(struct buf *b, const char *kind, const struct buf *lines, size_t count)
{
    enum { PER_BLOCK = 100 };  // the most that a CMap allows
    const char *at = lines->p;
    while (count) {
        size_t n = count < PER_BLOCK ? count : PER_BLOCK;
        const char *end = at;
        for (size_t i = 0; i < n; i++) end = strchr(end, '\n') + 1;
        buf_printf(b, "%zu begin%s\n", n, kind);
        buf_add(b, at, (size_t)(end - at));
        buf_printf(b, "end%s\n", kind);
        at = end;
        count -= n;
    }
}

static void add_mapping(struct buf *b, const struct face *f, const hb_set_t *glyphs)
{
    struct buf chars = {0}, ranges = {0};
    size_t char_count = 0, range_count = 0;
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
    while (hb_set_next(glyphs, &glyph)) {
        uint32_t last = range_end(f, glyphs, glyph);
        struct buf *to = last > glyph ? &ranges : &chars;
        *(last > glyph ? &range_count : &char_count) += 1;
        buf_printf(to, "<%04X> ", glyph);
        if (last > glyph) buf_printf(to, "<%04X> ", last);
        buf_c(to, '<');
        add_utf16(to, meaning(f, glyph));
        BUF_LIT(to, ">\n");
        glyph = last;
    }
    buf_cstr(&chars);
    buf_cstr(&ranges);
    add_blocks(b, "bfrange", &ranges, range_count);
    add_blocks(b, "bfchar", &chars, char_count);
    buf_free(&chars);
    buf_free(&ranges);
}

static void to_unicode(const struct face *f, const hb_set_t *glyphs,
                       struct libdeflate_compressor *z, struct arena *a, struct type_subset *out)
{
    struct buf b = {0};
    BUF_LIT(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    add_mapping(&b, f, glyphs);
    BUF_LIT(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out->to_unicode = (const char *)deflate(z, b.p, b.n, a, &out->to_unicode_n);
    buf_free(&b);
}

// The six letters before the font's name, from its id and glyphs.
static const char *letters(const struct face *f, const hb_set_t *glyphs, struct arena *a)
{
    uint64_t hash = 0xcbf29ce484222325u;  // FNV-1a
    for (const char *c = f->font->id; *c; c++) hash = (hash ^ (unsigned char)*c) * 0x100000001b3u;
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
    while (hb_set_next(glyphs, &glyph)) hash = (hash ^ glyph) * 0x100000001b3u;
    char *tag = arena_alloc(a, TAG_LETTERS + 1);
    hash ^= hash >> 32;
    for (int i = 0; i < TAG_LETTERS; i++, hash /= 26) tag[i] = (char)('A' + hash % 26);
    return tag;
}

static bool subset_make(const struct face *f, hb_face_t *from, const hb_set_t *glyphs,
                        const hb_set_t *characters, struct libdeflate_compressor *z,
                        struct arena *a, struct type_subset *out)
{
    *out = (struct type_subset){0};
    if (!program(f, from, glyphs, characters, z, a, out)) return false;
    out->widths = widths(f, glyphs, a);
    to_unicode(f, glyphs, z, a, out);
    out->tag = letters(f, glyphs, a);
    return true;
}

// The glyphs of the repertoire, and those that shaping may put in their place; the caller destroys
// the set. The characters of the repertoire that the face has are added to the other set.
static hb_set_t *common_glyphs(const struct face *f, hb_set_t *characters)
{
    hb_set_t *glyphs = hb_set_create(), *lookups = hb_set_create();
    hb_codepoint_t glyph;
    for (size_t i = 0; i < f->font->repertoire_count; i++) {
        struct font_range range = f->font->repertoire[i];
        for (uint32_t c = range.first; c <= range.last && c <= 0x10FFFF; c++)
            if (hb_font_get_nominal_glyph(f->hb_font, c, &glyph) && glyph)
                hb_set_add(glyphs, glyph), hb_set_add(characters, c);
    }
    hb_ot_layout_collect_lookups(f->hb, HB_OT_TAG_GSUB, NULL, NULL, features_on, lookups);
    hb_ot_layout_lookups_substitute_closure(f->hb, lookups, glyphs);
    hb_set_destroy(lookups);
    hb_set_del(glyphs, 0);
    // a broken cmap may name them
    hb_set_del_range(glyphs, f->glyph_count, HB_SET_VALUE_INVALID - 1);
    return glyphs;
}

bool subset_common(struct face *f, struct arena *a)
{
    hb_set_t *characters = hb_set_create(), *glyphs = common_glyphs(f, characters);
    bool done = true;
    if (!hb_set_is_empty(glyphs)) {
        unsigned char *bits = arena_alloc(a, f->glyph_count / 8 + 1);
        hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
        while (hb_set_next(glyphs, &glyph)) bits[glyph >> 3] |= (unsigned char)(1u << (glyph & 7));
        f->common = bits;
        struct libdeflate_compressor *z = libdeflate_alloc_compressor(LEVEL_COMMON);
        done = subset_make(f, f->hb, glyphs, characters, z, a, &f->subset);
        libdeflate_free_compressor(z);
    }
    hb_set_destroy(characters);
    hb_set_destroy(glyphs);
    return done;
}

// The face with all its glyphs, but only the tables that a subset keeps, so that HarfBuzz need not
// look through the others each time.
static hb_face_t *prepare_face(const struct face *f)
{
    hb_set_t *all = hb_set_create();
    hb_set_add_range(all, 0, f->glyph_count - 1);
    hb_face_t *bare = cut(f->hb, all, NULL),
              *preprocessed = hb_subset_preprocess(bare ? bare : f->hb);
    hb_face_destroy(bare);
    hb_set_destroy(all);
    return preprocessed;
}

static hb_face_t *prepared(struct face *f)
{
    pthread_mutex_lock(&f->preparing);
    if (!f->prepared) f->prepared = prepare_face(f);
    pthread_mutex_unlock(&f->preparing);
    return f->prepared;
}

struct type_subset subset_glyphs(struct face *f, const uint16_t *glyphs, size_t count,
                                 struct libdeflate_compressor *z, struct arena *a)
{
    struct type_subset subset;
    hb_set_t *set = hb_set_create();
    for (size_t i = 0; i < count; i++)
        if (glyphs[i] < f->glyph_count) hb_set_add(set, glyphs[i]);
    subset_make(f, prepared(f), set, NULL, z, a, &subset);
    hb_set_destroy(set);
    return subset;
}
