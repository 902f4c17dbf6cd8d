// Images as image XObjects, and the picture cache.
#include "pdf/picture.h"

#include <stdio.h>

#include "pdf/stream.h"

static struct digest image_digest(const struct image *image)
{
    struct md5_ctx md5;
    uint32_t shape[4] = {image->kind, image->width, image->height, image->components};
    md5_init(&md5);
    digest_add(&md5, shape, sizeof shape);
    digest_add(&md5, image->bytes, image->n);
    return digest_end(&md5);
}

static void encode(struct picture_cache *p, struct picture *picture, const struct image *image)
{
    bool jpeg = image->kind == IMAGE_JPEG;
    bool gray = image->kind == IMAGE_GRAY || (jpeg && image->components == 1);
    picture->entries = arena_printf(
        p->arena,
        "/Type/XObject/Subtype/Image/Width %u/Height %u/ColorSpace/%s/BitsPerComponent 8"
        "/Filter/%s",
        image->width, image->height, gray ? "DeviceGray" : "DeviceRGB",
        jpeg ? "DCTDecode" : "FlateDecode");
    if (jpeg) {
        picture->bytes = (const unsigned char *)arena_strndup(p->arena, (const char *)image->bytes,
                                                              image->n);
        picture->n = image->n;
    } else {
        picture->bytes = stream_deflate_bytes(p->z, image->bytes, image->n, p->arena, &picture->n);
    }
}

static const struct picture *find_content(const struct picture_cache *p,
                                          const struct digest *digest)
{
    for (const struct picture *old = p->first; old; old = old->next)
        if (!old->same && memcmp(&old->digest, digest, sizeof *digest) == 0) return old;
    return NULL;
}

const struct picture *picture_get(struct picture_cache *p, const struct image *image)
{
    for (const struct picture *old = p->first; old; old = old->next)
        if (old->image == image) return old->same ? old->same : old;
    struct picture *picture = ARENA_NEW(p->arena, struct picture);
    picture->image = image;
    picture->digest = image_digest(image);
    picture->same = find_content(p, &picture->digest);
    picture->next = p->first;
    p->first = picture;
    if (picture->same) return picture->same;
    picture->name[0] = 'P';
    for (int i = 0; i < 8; i++)
        snprintf(picture->name + 1 + 2 * i, 3, "%02x", picture->digest.bytes[i]);
    encode(p, picture, image);
    return picture;
}
