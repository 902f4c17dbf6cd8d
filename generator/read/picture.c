// Reading pictures. PNG is decoded, and set on white where it is transparent, which PDF/A does not
// allow; JPEG: see picture_jpeg.c.
#include "read/picture.h"

#include <errno.h>
#include <limits.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/translate.h"
#include "base/utf8.h"

const struct image *picture_unusable(const struct picture_file *p, const char *id, const char *why)
{
    struct diag *g = p->level == DIAG_WARNING
                       ? diag_warning(p->d, p->place, id, "the picture \"%s\" %s", p->name, _(why))
                       : diag_error(p->d, p->place, id, "the picture \"%s\" %s", p->name, _(why));
    if (p->near) diag_hint(p->d, g, "did you mean %s?", p->near);
    else if (p->level == DIAG_WARNING) diag_hint(p->d, g, "only its text alternative is shown");
    return NULL;
}

// Reports a file that is there but cannot be read as a picture.
const struct image *picture_damaged(const struct picture_file *p, const char *why)
{
    struct diag *g = p->level == DIAG_WARNING
                       ? diag_warning(p->d, p->place, "picture-broken",
                                      "the picture \"%s\" is broken: %s", p->name, _(why))
                       : diag_error(p->d, p->place, "picture-broken",
                                    "the picture \"%s\" is broken: %s", p->name, _(why));
    if (p->level == DIAG_WARNING) diag_hint(p->d, g, "only its text alternative is shown");
    return NULL;
}

static void unreadable(const struct picture_file *p, int error)
{
    if (p->level == DIAG_WARNING)
        diag_warning(p->d, p->place, "picture-unreadable", "the picture \"%s\" cannot be read: %s",
                     p->name, translate_error(error));
    else
        diag_system(p->d, p->place, "picture-unreadable", "the picture \"%s\" cannot be read: %s",
                    p->name, translate_error(error));
}

bool picture_is_too_large(uint64_t width, uint64_t height)
{
    return width * height > PICTURE_PIXELS;
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

static size_t length_of_chunk(const unsigned char *p)
{
    return (size_t)p[0] << 24 | (size_t)p[1] << 16 | (size_t)p[2] << 8 | p[3];
}

// Whether every chunk up to the end mark is as long as it says: libpng would allocate what it says,
// up to 2 GB.
static bool chunks_fit(const unsigned char *p, size_t n)
{
    for (size_t at = 8; n - at >= 12;) {
        size_t length = length_of_chunk(p + at);
        if (length > n - at - 12) return false;
        if (!memcmp(p + at + 4, "IEND", 4)) return true;
        at += length + 12;
    }
    return false;
}

// As the EXIF data of a PNG say it, which phones and picture programs write. All chunks fit.
static uint8_t orientation_of_png(const unsigned char *p, size_t n)
{
    struct buf exif = {0};
    for (size_t at = 8; n - at >= 12 && memcmp(p + at + 4, "IEND", 4) != 0;) {
        size_t length = length_of_chunk(p + at);
        if (!memcmp(p + at + 4, "eXIf", 4) && !exif.n) {
            buf_add(&exif, "Exif\0", 6);
            buf_add(&exif, (const char *)p + at + 8, length);
        }
        at += length + 12;
    }
    uint8_t found = exif.n ? picture_orientation((unsigned char *)exif.p, exif.n) : 0;
    buf_free(&exif);
    return found;
}

static const struct image *decode_png(const struct picture_file *p, struct arena *a,
                                      const struct buf *file)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    if (!chunks_fit((const unsigned char *)file->p, file->n))
        return picture_damaged(p, "its end is missing");
    if (!png_image_begin_read_from_memory(&png, file->p, file->n))
        return picture_damaged(p, png.message);
    if (picture_is_too_large(png.width, png.height)) {
        png_image_free(&png);
        return picture_unusable(p, "picture-too-large", "has more than 40 megapixels");
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
        *image = (struct image){
            .kind = colours == 3 ? IMAGE_RGB : IMAGE_GRAY,
            .width = png.width,
            .height = png.height,
            .n = pixels * colours,
            .orientation = orientation_of_png((unsigned char *)file->p, file->n),
            .name = arena_strdup(a, p->name)};
        image->bytes = (unsigned char *)arena_strndup(a, (char *)bytes, image->n);
    } else {
        picture_damaged(p, png.message);
    }
    mem_free(bytes);
    return image;
}

static const struct image *decode(const struct picture_file *p, struct arena *a,
                                  const struct buf *file)
{
    if (file->n >= 8 && !memcmp(file->p, "\x89PNG\r\n\x1A\n", 8)) return decode_png(p, a, file);
    if (file->n >= 3 && !memcmp(file->p, "\xFF\xD8\xFF", 3)) return picture_jpeg(p, a, file);
    return picture_unusable(p, "picture-format-unknown", "is not a PNG or JPEG file");
}

// The file below the folder that is called alike: as the same letters are stored elsewhere, where å
// is "a" and a ring, say; or, with `loose`, in other cases and with backslashes for slashes. NULL:
// there is none. In arena a.
static const char *named_alike(struct arena *a, const char *folder, const char *name, bool loose)
{
    char *wanted = arena_strdup(a, name);
    for (char *s = wanted; *s && loose; s++)
        if (*s == '\\') *s = '/';
    char *slash = strrchr(wanted, '/');
    const char *last = slash ? slash + 1 : wanted, *above = slash ? wanted : ".";
    if (slash) *slash = '\0';
    const char *call = loose ? utf8_fold(a, last) : utf8_nfc(a, last);
    size_t count;
    const char **files = file_list(a, file_join(a, folder, above), &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(loose ? utf8_fold(a, files[i]) : utf8_nfc(a, files[i]), call))
            return slash ? file_join(a, above, files[i]) : files[i];
    return NULL;
}

// The file's path with all links resolved, where that is inside the folder; NULL after a
// diagnostic. The caller frees it.
static char *real_path(const struct picture_file *p, struct arena *a, const char *folder)
{
    char *inside = realpath(folder, NULL), *path = NULL;
    if (inside && *p->name != '/') path = realpath(file_join(a, folder, p->name), NULL);
    int error = errno;
    const char *alike = inside && !path && error == ENOENT && *p->name != '/'
                          ? named_alike(a, folder, p->name, false)
                          : NULL;
    if (alike) path = realpath(file_join(a, folder, alike), NULL);
    struct picture_file missing = *p;
    if (!path && *p->name != '/') missing.near = named_alike(a, folder, p->name, true);
    size_t n = inside ? strlen(inside) : 0;
    bool within = path && !strncmp(path, inside, n) && (path[n] == '/' || !strcmp(inside, "/"));
    free(inside);
    if (within) return path;
    if (path || *p->name == '/')
        picture_unusable(p, "picture-outside-folder",
                         "is outside the folder that pictures are taken from");
    else if (error == ENOENT || error == ENOTDIR)
        picture_unusable(&missing, "picture-missing", "is not there");
    else unreadable(p, error);
    free(path);
    return NULL;
}

const struct image *picture_read(struct diags *d, struct arena *a, struct place place,
                                 const char *folder, const char *name, enum diag_level level)
{
    struct picture_file p = {d, place, name, level, NULL};
    char *path = real_path(&p, a, folder);
    if (!path) return NULL;
    struct buf file = {0};
    int error = file_read(path, &file, READ_LIMIT);
    free(path);
    const struct image *image = NULL;
    if (error == EFBIG) picture_unusable(&p, "picture-file-too-large", "is larger than 16 MB");
    else if (error == EISDIR) picture_unusable(&p, "picture-is-folder", "is a folder");
    else if (error) unreadable(&p, error);
    else image = decode(&p, a, &file);
    buf_free(&file);
    return image;
}
