// Reading JPEG. What PDF takes goes into the PDF as it is, so only its headers are read; CMYK and
// rarer kinds are decoded. How the camera was held is in the EXIF data.
#include <libexif/exif-data.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include "base/translate.h"
#include "read/picture.h"

struct jpeg {
    unsigned precision, width, height, components;
    bool plain;  // baseline or progressive with Huffman codes, all that PDF takes
    bool
        rgb;  // its components are called R, G, B: they are no YCbCr, which PDF would take them for
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
            *out = (struct jpeg){frame[0], two_bytes(frame + 3), two_bytes(frame + 1),
                                 frame[5], marker <= 0xC2,       false};
            out->rgb = length >= 17 && frame[6] == 'R' && frame[9] == 'G' && frame[12] == 'B';
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

uint8_t picture_orientation(const unsigned char *bytes, size_t n)
{
    ExifData *exif = exif_data_new_from_data(bytes, n > 1 << 20 ? 1 << 20 : (unsigned)n);
    ExifEntry *entry = exif ? exif_content_get_entry(exif->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION)
                            : NULL;
    unsigned value = 0;
    if (entry && entry->format == EXIF_FORMAT_SHORT && entry->components && entry->size >= 2)
        value = exif_get_short(entry->data, exif_data_get_byte_order(exif));
    if (exif) exif_data_unref(exif);
    return value <= 8 ? (uint8_t)value : 0;
}

// ---- Decoding, for what PDF does not take

struct jpeg_failure {
    struct jpeg_error_mgr manager;
    jmp_buf back;
};

static void fail(j_common_ptr info)
{
    longjmp(((struct jpeg_failure *)info->err)->back, 1);
}

static void say_nothing(j_common_ptr info)
{
    (void)info;
}

// CMYK to RGB. Adobe's programs write it inverted, and all others do as they do.
static void to_rgb(const unsigned char *cmyk, unsigned char *rgb, size_t pixels, bool inverted)
{
    for (; pixels--; cmyk += 4)
        for (int i = 0; i < 3; i++) {
            unsigned ink = inverted ? cmyk[i] : 255u - cmyk[i];
            unsigned black = inverted ? cmyk[3] : 255u - cmyk[3];
            *rgb++ = (unsigned char)((ink * black + 127) / 255);
        }
}

// The pixels as RGB into `rgb`; false: it is broken.
static bool decode_rgb(const struct buf *file, const struct jpeg *jpeg, unsigned char *rgb,
                       unsigned char *row)
{
    struct jpeg_decompress_struct info;
    struct jpeg_failure failure;
    info.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = fail;
    failure.manager.output_message = say_nothing;
    if (setjmp(failure.back)) {
        jpeg_destroy_decompress(&info);
        return false;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, (const unsigned char *)file->p, file->n);
    jpeg_read_header(&info, TRUE);
    if (info.image_width != jpeg->width || info.image_height != jpeg->height)
        fail((j_common_ptr)&info);
    bool cmyk = info.num_components == 4;
    info.out_color_space = cmyk ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(&info);
    for (size_t y = 0; y < info.output_height; y++) {
        unsigned char *to = rgb + 3 * y * info.output_width;
        JSAMPROW rows[1] = {cmyk ? row : to};
        jpeg_read_scanlines(&info, rows, 1);
        if (cmyk) to_rgb(row, to, info.output_width, info.saw_Adobe_marker);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return true;
}

static const struct image *decode(const struct picture_file *p, struct arena *a,
                                  const struct buf *file, const struct jpeg *jpeg)
{
    size_t n = (size_t)3 * jpeg->width * jpeg->height;
    unsigned char *rgb = mem_alloc(n), *row = mem_alloc((size_t)4 * jpeg->width);
    bool good = decode_rgb(file, jpeg, rgb, row);
    struct image *image = NULL;
    if (good) {
        image = ARENA_NEW(a, struct image);
        *image = (struct image){.kind = IMAGE_RGB,
                                .width = jpeg->width,
                                .height = jpeg->height,
                                .n = n,
                                .name = arena_strdup(a, p->name)};
        image->bytes = (unsigned char *)arena_strndup(a, (char *)rgb, n);
    }
    mem_free(rgb);
    mem_free(row);
    return good ? image
                : picture_unusable(p, "picture-rare-kind",
                                   "is a rare kind of JPEG: save it as an ordinary one");
}

// ---- All

static const struct image *as_it_is(const struct picture_file *p, struct arena *a,
                                    const struct buf *file, const struct jpeg *jpeg)
{
    struct image *image = ARENA_NEW(a, struct image);
    *image = (struct image){.kind = IMAGE_JPEG,
                            .width = jpeg->width,
                            .height = jpeg->height,
                            .n = file->n,
                            .components = (uint8_t)jpeg->components,
                            .orientation = picture_orientation((unsigned char *)file->p, file->n),
                            .name = arena_strdup(a, p->name)};
    image->bytes = (unsigned char *)arena_strndup(a, file->p, file->n);
    return image;
}

const struct image *picture_jpeg(const struct picture_file *p, struct arena *a,
                                 const struct buf *file)
{
    struct jpeg jpeg = {0};
    const unsigned char *bytes = (const unsigned char *)file->p;
    size_t scan = read_jpeg_headers(bytes, file->n, &jpeg);
    if (!scan) return picture_damaged(p, "its headers cannot be read");
    if (!has_end(bytes, scan, file->n)) return picture_damaged(p, "its end is missing");
    if (!jpeg.width || !jpeg.height) return picture_damaged(p, "it has no size");
    if (picture_is_too_large(jpeg.width, jpeg.height))
        return picture_unusable(p, "picture-too-large", "has more than 40 megapixels");
    bool plain = jpeg.plain && jpeg.precision == 8 && !jpeg.rgb &&
                 (jpeg.components == 1 || jpeg.components == 3);
    if (plain) return as_it_is(p, a, file, &jpeg);
    const struct image *decoded = decode(p, a, file, &jpeg);
    if (!decoded) return NULL;
    struct image *image = ARENA_NEW(a, struct image);
    *image = *decoded;
    image->orientation = picture_orientation(bytes, file->n);
    return image;
}
