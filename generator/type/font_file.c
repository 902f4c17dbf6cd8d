// Opening a font file: what is refused, and what is read once and for all.
#include "type/font_file.h"

#include <errno.h>
#include <hb-ot.h>
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/translate.h"
#include "type/glyphs.h"
#include "type/permission.h"
#include "type/subset.h"

enum { LARGEST_FILE = 64 << 20, LONGEST_NAME = 60 };

// A font that a package holds is the system's matter; the organisation's own is the user's.
static void refuse(struct diags *d, const struct font_face *font, const char *id, const char *why,
                   const char *hint)
{
    struct diag *(*report)(struct diags *, struct place, const char *, const char *,
                           ...) = font->package ? diag_system : diag_error;
    struct diag *diag = report(d, font->place, id, N_("the font %s %s"), font->path, _(why));
    if (hint) diag_hint(d, diag, "%s", _(hint));
}

static bool read_file(struct diags *d, const struct font_face *font, struct buf *bytes)
{
    int error = file_read(font->path, bytes, LARGEST_FILE);
    if (!error) return true;
    if (!font->package && (error == EISDIR || error == EINVAL || error == EFBIG)) {
        refuse(d, font, error == EFBIG ? "font-too-large" : "font-not-file",
               error == EFBIG ? N_("is too large for a font") : N_("is not a file"), NULL);
        return false;
    }
    struct diag *diag = diag_system(d, font->place, "font-unreadable",
                                    "the font %s cannot be read: %s", font->path,
                                    translate_error(error));
    if (font->package) diag_hint(d, diag, "it is in the Debian package %s", font->package);
    return false;
}

static bool has_table(hb_face_t *face, hb_tag_t tag, unsigned least)
{
    hb_blob_t *table = hb_face_reference_table(face, tag);
    bool there = hb_blob_get_length(table) >= least;
    hb_blob_destroy(table);
    return there;
}

static bool is_collection(const struct buf *b)
{
    return b->n >= 4 && memcmp(b->p, "ttcf", 4) == 0;
}

static const char *usable(hb_face_t *face)  // NULL, or why a face cannot be set
{
    if (!hb_face_get_glyph_count(face) || !has_table(face, HB_TAG('h', 'e', 'a', 'd'), 54) ||
        !has_table(face, HB_TAG('h', 'h', 'e', 'a'), 36) ||
        !has_table(face, HB_TAG('h', 'm', 't', 'x'), 4) ||
        !has_table(face, HB_TAG('c', 'm', 'a', 'p'), 4))
        return N_("is not a TrueType or OpenType font, or a broken one");
    if (hb_ot_var_has_data(face))
        return N_("is a variable font, and only fonts of one weight and width can be used");
    if (!has_table(face, HB_TAG('g', 'l', 'y', 'f'), 1) &&
        !has_table(face, HB_TAG('C', 'F', 'F', ' '), 1))
        return N_("has no outlines");
    return permission_refusal(face);
}

static const char *postscript_name(const struct face *f, struct arena *a)
{
    char raw[256];
    unsigned n = sizeof raw;
    hb_ot_name_get_utf8(f->hb, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &n, raw);
    if (!n) snprintf(raw, sizeof raw, "%s", f->font->id);
    char *name = arena_strdup(a, raw), *to = name;
    for (const char *c = name; *c && to - name < LONGEST_NAME; c++)
        if (ascii_is_letter(*c) || ascii_is_digit(*c) || *c == '-' || *c == '_') *to++ = *c;
    *to = '\0';
    return *name ? name : "Font";
}

static void read_box(struct face *f)
{
    hb_blob_t *head = hb_face_reference_table(f->hb, HB_TAG('h', 'e', 'a', 'd'));
    const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(head, NULL);
    for (int i = 0; i < 4; i++) {
        const unsigned char *at = bytes + 36 + 2 * i;
        f->info.bbox[i] = face_units(f, (int16_t)(at[0] << 8 | at[1]));
    }
    hb_blob_destroy(head);
}

static int metric(const struct face *f, hb_ot_metrics_tag_t tag)
{
    hb_position_t p = 0;
    hb_ot_metrics_get_position_with_fallback(f->hb_font, tag, &p);
    return face_units(f, p);
}

static bool is_fixed_pitch(hb_face_t *face)
{
    hb_blob_t *post = hb_face_reference_table(face, HB_TAG('p', 'o', 's', 't'));
    unsigned n;
    const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(post, &n);
    bool fixed = n >= 16 && (bytes[12] | bytes[13] | bytes[14] | bytes[15]);
    hb_blob_destroy(post);
    return fixed;
}

static void read_info(struct face *f, struct arena *a)
{
    enum { FIXED_PITCH = 1, SYMBOLIC = 4, ITALIC = 64 };  // font descriptor flags
    hb_font_extents_t extents = {0};
    hb_font_get_h_extents(f->hb_font, &extents);
    int weight = (int)hb_style_get_value(f->hb_font, HB_STYLE_TAG_WEIGHT);
    struct type_face_info *info = &f->info;
    info->postscript_name = postscript_name(f, a);
    info->cff = !has_table(f->hb, HB_TAG('g', 'l', 'y', 'f'), 1);
    info->ascent = face_units(f, extents.ascender);
    info->descent = face_units(f, extents.descender);
    info->cap_height = metric(f, HB_OT_METRICS_TAG_CAP_HEIGHT);
    f->x_height = metric(f, HB_OT_METRICS_TAG_X_HEIGHT);
    info->italic_angle = (int)hb_style_get_value(f->hb_font, HB_STYLE_TAG_SLANT_ANGLE);
    info->stem_v = 50 + weight * weight / (65 * 65);  // the usual guess from the weight
    info->flags = SYMBOLIC;
    if (info->italic_angle) info->flags |= ITALIC;
    if (is_fixed_pitch(f->hb)) info->flags |= FIXED_PITCH;
    read_box(f);
}

static void free_bytes(void *bytes)
{
    mem_free(bytes);
}

// A package's font stays as it is while we run: where it is mapped, only what is used of it takes
// memory.
static hb_blob_t *blob_of(const struct font_face *font, struct buf *bytes)
{
    hb_blob_t *mapped = font->package ? hb_blob_create_from_file_or_fail(font->path) : NULL;
    if (!mapped)
        return hb_blob_create(bytes->p, (unsigned)bytes->n, HB_MEMORY_MODE_READONLY, bytes->p,
                              free_bytes);
    buf_free(bytes);
    return mapped;
}

static bool accept_file(struct face *f, struct diags *d, struct buf *bytes)
{
    if (is_collection(bytes)) {
        buf_free(bytes);
        refuse(d, f->font, "font-collection",
               N_("is a collection of fonts, and only a file of one font can be used"), NULL);
        return false;
    }
    hb_blob_t *blob = blob_of(f->font, bytes);
    f->hb = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    const char *why = usable(f->hb);
    if (!why) return true;
    refuse(d, f->font, "font-unusable", why, NULL);
    return false;
}

bool font_file_open(struct face *f, struct diags *d, const struct font_face *font, struct arena *a)
{
    struct buf bytes = {0};
    *f = (struct face){.font = font};
    pthread_mutex_init(&f->preparing, NULL);
    if (!read_file(d, font, &bytes)) return buf_free(&bytes), false;
    if (!accept_file(f, d, &bytes)) return false;
    f->em = hb_face_get_upem(f->hb);
    f->glyph_count = hb_face_get_glyph_count(f->hb);
    f->hb_font = hb_font_create(f->hb);
    hb_font_make_immutable(f->hb_font);
    hb_face_make_immutable(f->hb);
    read_info(f, a);
    glyphs_read(f, a);
    if (!font->repertoire_count || subset_common(f, a)) return true;
    refuse(d, font, "font-broken", N_("cannot be subset: it is broken"), NULL);
    return false;
}
