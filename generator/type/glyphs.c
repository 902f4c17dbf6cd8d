// What each glyph of a face says and how wide it is. A glyph says the lowest character that the
// font's cmap gives it to; a glyph that only a substitution reaches (a Sámi Ŋ of another shape)
// says what the glyph it replaces says.
#include "type/glyphs.h"

#include <hb-ot.h>

#include "base/array.h"
#include "type/features.h"

// Controls and marks of order: no glyph should extract as one.
static bool is_not_extractable(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0xFEFF || c == 0xFFFD ||
           (c & 0xFFFE) == 0xFFFE || (c >= 0x200B && c <= 0x200F) || (c >= 0xD800 && c <= 0xDFFF) ||
           c > 0x10FFFF;
}

static void read_cmap(const struct face *f, uint32_t *characters)
{
    hb_set_t *all = hb_set_create();
    hb_face_collect_unicodes(f->hb, all);
    hb_codepoint_t c = HB_SET_VALUE_INVALID, glyph;
    while (hb_set_next(all, &c)) {
        if (is_not_extractable(c) || !hb_font_get_nominal_glyph(f->hb_font, c, &glyph)) continue;
        if (glyph && glyph < f->glyph_count && !characters[glyph]) characters[glyph] = c;
    }
    hb_set_destroy(all);
}

static void follow_lookup(const struct face *f, unsigned lookup, uint32_t *characters)
{
    hb_set_t *input = hb_set_create();
    hb_ot_layout_lookup_collect_glyphs(f->hb, HB_OT_TAG_GSUB, lookup, NULL, input, NULL, NULL);
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
    while (hb_set_next(input, &glyph)) {
        hb_codepoint_t to[8];
        unsigned n = COUNT(to);
        if (glyph >= f->glyph_count || !characters[glyph]) continue;
        hb_ot_layout_lookup_get_glyph_alternates(f->hb, lookup, glyph, 0, &n, to);
        for (unsigned i = 0; i < n && i < COUNT(to); i++)
            if (to[i] && to[i] < f->glyph_count && !characters[to[i]])
                characters[to[i]] = characters[glyph];
    }
    hb_set_destroy(input);
}

static void follow_substitutions(const struct face *f, uint32_t *characters)
{
    hb_set_t *lookups = hb_set_create();
    hb_ot_layout_collect_lookups(f->hb, HB_OT_TAG_GSUB, NULL, NULL, features_on, lookups);
    hb_codepoint_t lookup = HB_SET_VALUE_INVALID;
    while (hb_set_next(lookups, &lookup)) follow_lookup(f, lookup, characters);
    hb_set_destroy(lookups);
}

void glyphs_read(struct face *f, struct arena *a)
{
    int16_t *widths = ARENA_ARRAY(a, int16_t, f->glyph_count);
    uint32_t *characters = ARENA_ARRAY(a, uint32_t, f->glyph_count);
    for (uint32_t g = 0; g < f->glyph_count; g++)
        widths[g] = (int16_t)face_units(f, hb_font_get_glyph_h_advance(f->hb_font, g));
    read_cmap(f, characters);
    follow_substitutions(f, characters);
    f->widths = widths;
    f->characters = characters;
}
