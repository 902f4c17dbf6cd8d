// Reading pictures. PNG is decoded, and set on white where it is transparent, which PDF/A does not
// allow; JPEG goes into the PDF as it is, so only its headers are read.
#include "read/read.h"

#include <errno.h>
#include <limits.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/translate.h"

enum { PIXELS = 40000000 };

struct picture_file {
    struct diags *d;
    struct place place;
    const char *name;
};

static const struct image *unusable(const struct picture_file *p, const char *id, const char *why)
{
    diag_error(p->d, p->place, id, "the picture \"%s\" %s", p->name, _(why));
    return NULL;
}

// Reports a file that is there but cannot be read as a picture.
static const struct image *damaged(const struct picture_file *p, const char *why)
{
    diag_system(p->d, p->place, "picture-broken", "the picture \"%s\" is broken: %s", p->name,
                _(why));
    return NULL;
}

static bool is_too_large(uint64_t width, uint64_t height)
{
    return width * height > PIXELS;
}

// Sets pixels of gray or RGB with alpha, 8 bits each, on white. The result replaces them from the
// start, and is shorter.
static void set_on_white(unsigned char *bytes, size_t pixels, unsigned colours)
{
    const unsigned char *in = bytes;
    for (unsigned char *out = bytes; pixels--; in++) {
        unsigned alpha = in[colours];
        for (unsigned i = 0; i < colours; i++)
            *out++ = (unsigned char)((*in++ * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}

// Whether every chunk up to the end mark is as long as it says: libpng would allocate what it says,
// up to 2 GB.
static bool chunks_fit(const unsigned char *p, size_t n)
{
    for (size_t at = 8; n - at >= 12;) {
        size_t length = (size_t)p[at] << 24 | (size_t)p[at + 1] << 16 | (size_t)p[at + 2] << 8 |
                        p[at + 3];
        if (length > n - at - 12) return false;
        if (!memcmp(p + at + 4, "IEND", 4)) return true;
        at += length + 12;
    }
    return false;
}

static const struct image *decode_png(const struct picture_file *p, struct arena *a,
                                      const struct buf *file)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    if (!chunks_fit((const unsigned char *)file->p, file->n))
        return damaged(p, "its end is missing");
    if (!png_image_begin_read_from_memory(&png, file->p, file->n)) return damaged(p, png.message);
    if (is_too_large(png.width, png.height)) {
        png_image_free(&png);
        return unusable(p, "picture-too-large", "has more than 40 megapixels");
    }
    // 16-bit pictures are in sRGB like all others; libpng would take them for linear light
    png.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    bool alpha = png.format & PNG_FORMAT_FLAG_ALPHA;
    unsigned colours = png.format & PNG_FORMAT_FLAG_COLOR ? 3 : 1;
    png.format = colours == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    if (alpha) png.format |= PNG_FORMAT_FLAG_ALPHA;
    size_t pixels = (size_t)png.width * png.height;
    unsigned char *bytes = mem_alloc(pixels * (colours + alpha));
    struct image *image = NULL;
    if (png_image_finish_read(&png, NULL, bytes, 0, NULL)) {
        if (alpha) set_on_white(bytes, pixels, colours);
        image = ARENA_NEW(a, struct image);
        *image = (struct image){.kind = colours == 3 ? IMAGE_RGB : IMAGE_GRAY,
                                .width = png.width,
                                .height = png.height,
                                .n = pixels * colours,
                                .name = arena_strdup(a, p->name)};
        image->bytes = (unsigned char *)arena_strndup(a, (char *)bytes, image->n);
    } else {
        damaged(p, png.message);
    }
    mem_free(bytes);
    return image;
}

struct jpeg {
    unsigned precision, width, height, components;
    bool plain;  // baseline or progressive with Huffman codes, all that PDF takes
};

static unsigned two_bytes(const unsigned char *p)
{
    return (unsigned)(p[0] << 8 | p[1]);
}

static bool is_frame(unsigned marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// Reads the headers up to the first scan; where that begins, 0: there is none.
static size_t read_jpeg_headers(const unsigned char *p, size_t n, struct jpeg *out)
{
    for (size_t at = 2; at + 4 <= n;) {
        if (p[at] != 0xFF) return 0;
        unsigned marker = p[at + 1], length = two_bytes(p + at + 2);
        if (marker == 0xFF) {  // fill byte
            at++;
            continue;
        }
        if (marker == 0xDA) return out->components ? at : 0;
        if (length < 2 || at + 2 + length > n) return 0;
        if (is_frame(marker) && length >= 8) {
            const unsigned char *frame = p + at + 4;
            *out = (struct jpeg){frame[0], two_bytes(frame + 3), two_bytes(frame + 1), frame[5],
                                 marker <= 0xC2};
        }
        at += 2 + length;
    }
    return 0;
}

// Whether there is an end marker behind the start of the scan, as there is not in a cut-off file.
// Some cameras write more behind it.
static bool has_end(const unsigned char *p, size_t scan, size_t n)
{
    for (size_t i = n; i >= scan + 2; i--)
        if (p[i - 2] == 0xFF && p[i - 1] == 0xD9) return true;
    return false;
}

static const struct image *read_jpeg(const struct picture_file *p, struct arena *a,
                                     const struct buf *file)
{
    struct jpeg jpeg = {0};
    const unsigned char *bytes = (const unsigned char *)file->p;
    size_t scan = read_jpeg_headers(bytes, file->n, &jpeg);
    if (!scan) return damaged(p, "its headers cannot be read");
    if (!has_end(bytes, scan, file->n)) return damaged(p, "its end is missing");
    if (!jpeg.width || !jpeg.height) return damaged(p, "it has no size");
    if (jpeg.components != 1 && jpeg.components != 3)
        return unusable(p, "picture-not-rgb", "is not in RGB or gray: save it as RGB");
    if (!jpeg.plain || jpeg.precision != 8)
        return unusable(p, "picture-rare-kind",
                        "is a rare kind of JPEG: save it as an ordinary one");
    if (is_too_large(jpeg.width, jpeg.height))
        return unusable(p, "picture-too-large", "has more than 40 megapixels");
    struct image *image = ARENA_NEW(a, struct image);
    *image = (struct image){.kind = IMAGE_JPEG,
                            .width = jpeg.width,
                            .height = jpeg.height,
                            .n = file->n,
                            .components = (uint8_t)jpeg.components,
                            .name = arena_strdup(a, p->name)};
    image->bytes = (unsigned char *)arena_strndup(a, file->p, file->n);
    return image;
}

static const struct image *decode(const struct picture_file *p, struct arena *a,
                                  const struct buf *file)
{
    if (file->n >= 8 && !memcmp(file->p, "\x89PNG\r\n\x1A\n", 8)) return decode_png(p, a, file);
    if (file->n >= 3 && !memcmp(file->p, "\xFF\xD8\xFF", 3)) return read_jpeg(p, a, file);
    return unusable(p, "picture-format-unknown", "is not a PNG or JPEG file");
}

// The file's path with all links resolved, where that is inside the folder; NULL after a
// diagnostic. The caller frees it.
static char *real_path(const struct picture_file *p, struct arena *a, const char *folder)
{
    char *inside = realpath(folder, NULL), *path = NULL;
    if (inside && *p->name != '/') path = realpath(file_join(a, folder, p->name), NULL);
    int error = errno;
    size_t n = inside ? strlen(inside) : 0;
    bool within = path && !strncmp(path, inside, n) && (path[n] == '/' || !strcmp(inside, "/"));
    free(inside);
    if (within) return path;
    if (path || *p->name == '/')
        unusable(p, "picture-outside-folder", "is outside the folder that pictures are taken from");
    else if (error == ENOENT || error == ENOTDIR) unusable(p, "picture-missing", "is not there");
    else
        diag_system(p->d, p->place, "picture-unreadable", "the picture \"%s\" cannot be read: %s",
                    p->name, translate_error(error));
    free(path);
    return NULL;
}

const struct image *picture_read(struct diags *d, struct arena *a, struct place place,
                                 const char *folder, const char *name)
{
    struct picture_file p = {d, place, name};
    char *path = real_path(&p, a, folder);
    if (!path) return NULL;
    struct buf file = {0};
    int error = file_read(path, &file, READ_LIMIT);
    free(path);
    const struct image *image = NULL;
    if (error == EFBIG) unusable(&p, "picture-file-too-large", "is larger than 16 MB");
    else if (error == EISDIR) unusable(&p, "picture-is-folder", "is a folder");
    else if (error)
        diag_system(d, place, "picture-unreadable", "the picture \"%s\" cannot be read: %s", name,
                    translate_error(error));
    else image = decode(&p, a, &file);
    buf_free(&file);
    return image;
}
