// Faces: what an opened one has.
#include "type/face.h"

static bool has_glyph(const struct face *f, uint32_t c)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(f->hb_font, c, &glyph) && glyph;
}

bool face_has(const struct face *f, uint32_t c)
{
    if (has_glyph(f, c)) return true;
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    hb_codepoint_t first, second;
    if (hb_unicode_general_category(unicode, c) == HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR)
        return has_glyph(f, ' ');
    if (c == 0x2011) return has_glyph(f, 0x2010);  // the hyphen that does not break
    if (!hb_unicode_decompose(unicode, c, &first, &second)) return false;
    return has_glyph(f, second ? second : first) && (!second || face_has(f, first));
}

void face_close(struct face *f)
{
    hb_font_destroy(f->hb_font);
    pthread_mutex_destroy(&f->preparing);
    hb_face_destroy(f->prepared);
    hb_face_destroy(f->hb);
}
