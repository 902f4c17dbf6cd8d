// What a font's maker permits: the bits of OS/2 fsType. A font without the table says nothing, and
// so forbids nothing.
#include "type/permission.h"

#include <stddef.h>

#include "base/translate.h"

enum {
    RESTRICTED = 0x0002,
    PREVIEW = 0x0004,
    EDITABLE = 0x0008,
    NO_SUBSETTING = 0x0100,
    BITMAP_ONLY = 0x0200,
    FSTYPE_AT = 8,
};

static unsigned embedding_bits(hb_face_t *face)
{
    hb_blob_t *os2 = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
    unsigned n;
    const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(os2, &n);
    unsigned bits = n >= FSTYPE_AT + 2 ? (unsigned)(bytes[FSTYPE_AT] << 8 | bytes[FSTYPE_AT + 1])
                                       : 0;
    hb_blob_destroy(os2);
    return bits;
}

const char *permission_refusal(hb_face_t *face)
{
    unsigned bits = embedding_bits(face);
    // Where old fonts set several of the first bits, the most permissive counts.
    if (bits & RESTRICTED && !(bits & (PREVIEW | EDITABLE)))
        return N_("forbids embedding (fsType bit 1, restricted licence)");
    if (bits & NO_SUBSETTING)
        return N_("forbids embedding only the letters that are used (fsType bit 8, no subsetting)");
    if (bits & BITMAP_ONLY)
        return N_("permits embedding bitmaps only, and it has outlines (fsType bit 9)");
    return NULL;
}
