// read/picture: every kind of PNG that libpng writes comes out as 8 bits on white; what cannot be
// shown is refused.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "read/read.h"

struct folder {
    char path[64];
    struct arena a;
    struct diags *d;
};

static int begin(void **state)
{
    struct folder *f = mem_alloc(sizeof *f);
    strcpy(f->path, "/tmp/samtale-test-XXXXXX");
    f->d = diag_new();
    *state = f;
    return mkdtemp(f->path) ? 0 : 1;
}

static void remove_all(struct folder *f, const char *path)
{
    size_t count;
    const char **names = file_list(&f->a, path, &count);
    for (size_t i = 0; i < count; i++) {
        const char *name = file_join(&f->a, path, names[i]);
        struct stat st;
        if (!lstat(name, &st) && S_ISDIR(st.st_mode)) remove_all(f, name);
        else unlink(name);
    }
    rmdir(path);
}

static int end(void **state)
{
    struct folder *f = *state;
    remove_all(f, f->path);
    diag_free(f->d);
    arena_free(&f->a);
    mem_free(f);
    return 0;
}

static const struct image *read_named(struct folder *f, const char *name)
{
    return picture_read(f->d, &f->a, (struct place){0}, f->path, name, DIAG_ERROR);
}

static void refused(struct folder *f, const char *name, enum diag_level level, const char *why)
{
    size_t before = diag_count(f->d, level);
    assert_null(read_named(f, name));
    assert_int_equal(diag_count(f->d, level), before + 1);
    struct buf out = {0};
    diag_show_all(f->d);
    diag_text(f->d, &out);
    if (!strstr(buf_cstr(&out), why)) fail_msg("\"%s\" is not in:\n%s", why, out.p);
    buf_free(&out);
}

struct png {
    int type, depth, interlace;
    unsigned width, height;
    const unsigned char *row;  // every row
    const png_color *palette;
    int colours;
    const unsigned char *alphas;  // of the palette
    const png_color_16 *clear;
};

static void add_bytes(png_structp png, png_bytep bytes, png_size_t n)
{
    buf_add(png_get_io_ptr(png), bytes, n);
}

static void flush(png_structp png)
{
    (void)png;
}

static struct buf encode(const struct png *p)
{
    struct buf out = {0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &out, add_bytes, flush);
    png_set_IHDR(png, info, p->width, p->height, p->depth, p->type, p->interlace,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (p->palette) png_set_PLTE(png, info, p->palette, p->colours);
    if (p->alphas || p->clear)
        png_set_tRNS(png, info, p->alphas, p->alphas ? p->colours : 0, p->clear);
    png_write_info(png, info);
    for (int pass = png_set_interlace_handling(png); pass; pass--)
        for (unsigned y = 0; y < p->height; y++) png_write_row(png, p->row);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    return out;
}

static void write_bytes(struct folder *f, const char *name, const void *bytes, size_t n)
{
    assert_int_equal(file_write(file_join(&f->a, f->path, name), bytes, n), 0);
}

static void shows(struct folder *f, const struct png *p, enum image_kind kind,
                  const unsigned char *row)
{
    struct buf file = encode(p);
    write_bytes(f, "a.png", file.p, file.n);
    buf_free(&file);
    const struct image *image = read_named(f, "a.png");
    assert_non_null(image);
    assert_int_equal(image->kind, kind);
    assert_int_equal(image->width, p->width);
    assert_int_equal(image->height, p->height);
    assert_string_equal(image->name, "a.png");
    size_t n = p->width * (kind == IMAGE_RGB ? 3u : 1u);
    assert_int_equal(image->n, n * p->height);
    for (unsigned y = 0; y < p->height; y++) assert_memory_equal(image->bytes + y * n, row, n);
}

static void plain_png(void **state)
{
    shows(*state,
          &(struct png){.type = PNG_COLOR_TYPE_RGB,
                        .depth = 8,
                        .width = 2,
                        .height = 2,
                        .row = (unsigned char[]){1, 2, 3, 4, 5, 6}},
          IMAGE_RGB, (unsigned char[]){1, 2, 3, 4, 5, 6});
    shows(*state,
          &(struct png){.type = PNG_COLOR_TYPE_GRAY,
                        .depth = 8,
                        .width = 2,
                        .height = 3,
                        .row = (unsigned char[]){7, 200}},
          IMAGE_GRAY, (unsigned char[]){7, 200});
    shows(*state,
          &(struct png){.type = PNG_COLOR_TYPE_GRAY,
                        .depth = 1,
                        .width = 3,
                        .height = 1,
                        .row = (unsigned char[]){0xA0}},
          IMAGE_GRAY, (unsigned char[]){255, 0, 255});
}

static void png_with_alpha_is_set_on_white(void **state)
{
    shows(*state,
          &(struct png){.type = PNG_COLOR_TYPE_RGBA,
                        .depth = 8,
                        .width = 3,
                        .height = 2,
                        .row = (unsigned char[]){10, 20, 30, 255, 10, 20, 30, 0, 0, 100, 255, 128}},
          IMAGE_RGB, (unsigned char[]){10, 20, 30, 255, 255, 255, 127, 177, 255});
    shows(*state,
          &(struct png){.type = PNG_COLOR_TYPE_GRAY_ALPHA,
                        .depth = 8,
                        .width = 2,
                        .height = 2,
                        .row = (unsigned char[]){0, 0, 50, 255}},
          IMAGE_GRAY, (unsigned char[]){255, 50});
    shows(*state,
          &(struct png){.type = PNG_COLOR_TYPE_GRAY,
                        .depth = 8,
                        .width = 2,
                        .height = 1,
                        .row = (unsigned char[]){9, 8},
                        .clear = &(png_color_16){.gray = 9}},
          IMAGE_GRAY, (unsigned char[]){255, 8});
}

static void palettes_are_expanded(void **state)
{
    static const png_color palette[] = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}};
    struct png p = {.type = PNG_COLOR_TYPE_PALETTE,
                    .depth = 2,
                    .width = 3,
                    .height = 2,
                    .row = (unsigned char[]){0x18},
                    .palette = palette,
                    .colours = 3};
    shows(*state, &p, IMAGE_RGB, (unsigned char[]){255, 0, 0, 0, 255, 0, 0, 0, 255});
    p.alphas = (unsigned char[]){0, 255, 255};
    shows(*state, &p, IMAGE_RGB, (unsigned char[]){255, 255, 255, 0, 255, 0, 0, 0, 255});
}

static void sixteen_bits_and_interlaced(void **state)
{
    shows(*state,
          &(struct png){.type = PNG_COLOR_TYPE_RGB,
                        .depth = 16,
                        .width = 1,
                        .height = 9,
                        .interlace = PNG_INTERLACE_ADAM7,
                        .row = (unsigned char[]){0, 0, 255, 255, 128, 128}},
          IMAGE_RGB, (unsigned char[]){0, 255, 128});
    unsigned char row[51];
    for (unsigned i = 0; i < sizeof row; i++) row[i] = (unsigned char)(5 * i);
    shows(*state,
          &(struct png){.type = PNG_COLOR_TYPE_RGB,
                        .depth = 8,
                        .width = 17,
                        .height = 13,
                        .interlace = PNG_INTERLACE_ADAM7,
                        .row = row},
          IMAGE_RGB, row);
    shows(*state,
          &(struct png){.type = PNG_COLOR_TYPE_GRAY_ALPHA,
                        .depth = 16,
                        .width = 2,
                        .height = 2,
                        .row = (unsigned char[]){1, 1, 0, 0, 1, 1, 255, 255}},
          IMAGE_GRAY, (unsigned char[]){255, 1});
}

static void broken_png(void **state)
{
    struct folder *f = *state;
    unsigned char row[300];
    for (unsigned i = 0; i < sizeof row; i++) row[i] = (unsigned char)(i * i);
    struct buf file = encode(&(struct png){
        .type = PNG_COLOR_TYPE_RGB, .depth = 8, .width = 100, .height = 100, .row = row});
    for (size_t n = 8; n < file.n; n += 7) {
        write_bytes(f, "cut.png", file.p, n);
        refused(f, "cut.png", DIAG_ERROR, "the picture \"cut.png\" is broken: ");
    }
    file.p[file.n / 2] = (char)~file.p[file.n / 2];
    write_bytes(f, "hurt.png", file.p, file.n);
    refused(f, "hurt.png", DIAG_ERROR, "the picture \"hurt.png\" is broken: ");
    file.p[33] = 0x7F;  // the length of the chunk behind IHDR
    write_bytes(f, "lies.png", file.p, file.n);
    refused(f, "lies.png", DIAG_ERROR, "the picture \"lies.png\" is broken: its end is missing");
    buf_free(&file);
}

static void large_png(void **state)
{
    struct folder *f = *state;
    unsigned char *row = mem_alloc(10000);
    struct buf file = encode(&(struct png){
        .type = PNG_COLOR_TYPE_GRAY, .depth = 8, .width = 10000, .height = 4001, .row = row});
    mem_free(row);
    write_bytes(f, "bomb.png", file.p, file.n);
    buf_free(&file);
    refused(f, "bomb.png", DIAG_ERROR, "the picture \"bomb.png\" has more than 40 megapixels");
    assert_true(f->a.total < 1 << 20);
}

#define JPEG(frame, precision, components, ...)                                                    \
    (unsigned char[])                                                                              \
    {                                                                                              \
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, frame, 0, 8 + 3 * (components), precision, \
            1, 0, 2, 3, components, __VA_ARGS__, 0xFF, 0xDA, 0, 2, 9, 9, 0xFF, 0xD9                \
    }
#define ONE 1, 17, 0
#define THREE ONE, ONE, ONE

static void jpeg_is_kept(void **state)
{
    struct folder *f = *state;
    static const unsigned char frames[] = {0xC0, 0xC1, 0xC2};
    for (size_t i = 0; i < sizeof frames; i++) {
        const unsigned char *bytes = JPEG(frames[i], 8, 3, THREE);
        const size_t n = sizeof JPEG(0, 8, 3, THREE);
        write_bytes(f, "a.jpg", bytes, n);
        const struct image *image = read_named(f, "a.jpg");
        assert_non_null(image);
        assert_int_equal(image->kind, IMAGE_JPEG);
        assert_int_equal(image->components, 3);
        assert_int_equal(image->width, 0x203);
        assert_int_equal(image->height, 0x100);
        assert_int_equal(image->n, n);
        assert_memory_equal(image->bytes, bytes, n);
    }
    write_bytes(f, "g.jpg", JPEG(0xC0, 8, 1, ONE), sizeof JPEG(0, 8, 1, ONE));
    assert_int_equal(read_named(f, "g.jpg")->components, 1);
}

static void jpeg_that_pdf_does_not_take(void **state)
{
    struct folder *f = *state;
    write_bytes(f, "cmyk.jpg", JPEG(0xC0, 8, 4, THREE, ONE), sizeof JPEG(0, 8, 4, THREE, ONE));
    refused(f, "cmyk.jpg", DIAG_ERROR,
            "the picture \"cmyk.jpg\" is a rare kind of JPEG: save it as an ordinary one");
    write_bytes(f, "two.jpg", JPEG(0xC0, 8, 2, ONE, ONE), sizeof JPEG(0, 8, 2, ONE, ONE));
    refused(f, "two.jpg", DIAG_ERROR, "the picture \"two.jpg\" is a rare kind of JPEG");
    write_bytes(f, "twelve.jpg", JPEG(0xC1, 12, 3, THREE), sizeof JPEG(0, 8, 3, THREE));
    refused(f, "twelve.jpg", DIAG_ERROR, "the picture \"twelve.jpg\" is a rare kind of JPEG");
    write_bytes(f, "arithmetic.jpg", JPEG(0xC9, 8, 3, THREE), sizeof JPEG(0, 8, 3, THREE));
    refused(f, "arithmetic.jpg", DIAG_ERROR,
            "the picture \"arithmetic.jpg\" is a rare kind of JPEG");
}

static void broken_jpeg(void **state)
{
    struct folder *f = *state;
    const unsigned char *bytes = JPEG(0xC0, 8, 3, THREE);
    for (size_t n = 3; n < sizeof JPEG(0, 8, 3, THREE); n++) {
        write_bytes(f, "cut.jpg", bytes, n);
        refused(f, "cut.jpg", DIAG_ERROR, "the picture \"cut.jpg\" is broken: ");
    }
}

static void pictures_stay_in_their_folder(void **state)
{
    struct folder *f = *state;
    static const unsigned char marks[] = {0xFF, 0xD8, 0xFF};
    const char *inside = file_join(&f->a, f->path, "in");
    write_bytes(f, "out.jpg", JPEG(0xC0, 8, 1, ONE), sizeof JPEG(0, 8, 1, ONE));
    write_bytes(f, "in/a/b.jpg", JPEG(0xC0, 8, 1, ONE), sizeof JPEG(0, 8, 1, ONE));
    write_bytes(f, "inner.jpg", marks, sizeof marks);  // its path begins like the folder's
    assert_int_equal(symlink("../out.jpg", file_join(&f->a, inside, "link.jpg")), 0);
    assert_int_equal(symlink("a/b.jpg", file_join(&f->a, inside, "good.jpg")), 0);
    assert_int_equal(symlink("..", file_join(&f->a, inside, "up")), 0);
    strcat(f->path, "/in");
    assert_non_null(read_named(f, "a/b.jpg"));
    assert_non_null(read_named(f, "a/../good.jpg"));
    const char *absolute = file_join(&f->a, f->path, "good.jpg");
    const char *const outside[] = {"../out.jpg",   "a/../../out.jpg", "link.jpg", "up/out.jpg",
                                   "../inner.jpg", "/etc/passwd",     absolute};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        refused(f, outside[i], DIAG_ERROR, "is outside the folder that pictures are taken from");
    refused(f, "none.jpg", DIAG_ERROR, "the picture \"none.jpg\" is not there");
    refused(f, "a", DIAG_ERROR, "the picture \"a\" is a folder");
    f->path[strlen(f->path) - 3] = '\0';
}

static void other_files(void **state)
{
    struct folder *f = *state;
    write_bytes(f, "a.gif", "GIF89a", 6);
    refused(f, "a.gif", DIAG_ERROR, "the picture \"a.gif\" is not a PNG or JPEG file");
    write_bytes(f, "empty.png", "", 0);
    refused(f, "empty.png", DIAG_ERROR, "the picture \"empty.png\" is not a PNG or JPEG file");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(plain_png, begin, end),
        cmocka_unit_test_setup_teardown(png_with_alpha_is_set_on_white, begin, end),
        cmocka_unit_test_setup_teardown(palettes_are_expanded, begin, end),
        cmocka_unit_test_setup_teardown(sixteen_bits_and_interlaced, begin, end),
        cmocka_unit_test_setup_teardown(broken_png, begin, end),
        cmocka_unit_test_setup_teardown(large_png, begin, end),
        cmocka_unit_test_setup_teardown(jpeg_is_kept, begin, end),
        cmocka_unit_test_setup_teardown(jpeg_that_pdf_does_not_take, begin, end),
        cmocka_unit_test_setup_teardown(broken_jpeg, begin, end),
        cmocka_unit_test_setup_teardown(pictures_stay_in_their_folder, begin, end),
        cmocka_unit_test_setup_teardown(other_files, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
