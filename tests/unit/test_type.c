// type/: opening faces, shaping with fallback, what glyphs say, and subsets.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <libdeflate.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "face_list.h"
#include "type/type.h"

struct kit {
    struct diags *diags;
    struct typefaces *type;
    struct shaper *shaper;
};

static int open_kit(void **state)
{
    struct kit *k = mem_alloc(sizeof *k);
    k->diags = diag_new();
    k->type = type_open(k->diags, &test_fonts);
    if (!k->type) return -1;
    k->shaper = shaper_new(k->type);
    *state = k;
    return 0;
}

static int close_kit(void **state)
{
    struct kit *k = *state;
    shaper_free(k->shaper);
    type_close(k->type);
    diag_free(k->diags);
    mem_free(k);
    return 0;
}

static const struct shaped_word *set(struct kit *k, const char *text)
{
    return shaper_shape(k->shaper, FONT_REGULAR, "nb", text, strlen(text));
}

static void says(struct kit *k, const struct shaped_word *word, size_t run, const char *text)
{
    assert_true(run < word->run_count);
    assert_string_equal(word->runs[run].text, text);
    for (uint32_t i = 0; i < word->runs[run].glyph_count; i++)
        assert_true(word->runs[run].glyphs[i].id > 0);
    assert_true(type_extracts_as(k->type, word->runs[run].face, word->runs[run].glyphs,
                                 word->runs[run].glyph_count, text));
}

static void words_are_kerned_and_not_ligated(void **state)
{
    struct kit *k = *state;
    const struct shaped_word *kerned = set(k, "AV"), *a = set(k, "A"), *v = set(k, "V");
    assert_true(kerned->width < a->width + v->width);
    assert_int_equal(set(k, "fi")->runs[0].glyph_count, 2);
    assert_int_equal(set(k, " ")->run_count, 1);
    assert_ptr_equal(set(k, "AV"), kerned);  // shaped once
    says(k, kerned, 0, "AV");
}

// The same text in another style or language is another word.
static void words_are_found_by_style_and_language(void **state)
{
    struct kit *k = *state;
    const struct shaped_word *regular = set(k, "ş"),
                             *bold = shaper_shape(k->shaper, FONT_BOLD, "nb", "ş", 2),
                             *romanian = shaper_shape(k->shaper, FONT_REGULAR, "ro", "ş", 2);
    assert_int_not_equal(bold->runs[0].face, regular->runs[0].face);
    assert_int_not_equal(romanian->runs[0].glyphs[0].id, regular->runs[0].glyphs[0].id);
}

static void names_of_many_scripts_are_set(void **state)
{
    struct kit *k = *state;
    static const char *const names[] = {"Łukasz", "Ŋuŋŋá",     "Čáhcesuolu", "Nguyễn",
                                        "Ελένη",  "Щербакова", "O’Brien"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct shaped_word *word = set(k, names[i]);
        assert_int_equal(word->missing, 0);
        assert_int_equal(word->run_count, 1);
        assert_int_equal(word->runs[0].face, FACE_REGULAR);
        says(k, word, 0, names[i]);
    }
}

static void a_second_face_sets_what_the_first_lacks(void **state)
{
    struct kit *k = *state;
    const struct shaped_word *word = set(k, "a✓b");
    assert_int_equal(word->run_count, 3);
    assert_int_equal(word->runs[1].face, FACE_SYMBOLS);
    assert_int_equal(word->width, word->runs[0].width + word->runs[1].width + word->runs[2].width);
    for (size_t i = 0; i < 3; i++) says(k, word, i, i == 0 ? "a" : i == 1 ? "✓" : "b");
}

static void marks_stay_with_their_base(void **state)
{
    struct kit *k = *state;
    const struct shaped_word *composed = set(k, "e\xCC\x81");
    assert_int_equal(composed->run_count, 1);
    assert_int_equal(composed->runs[0].glyph_count, 1);
    says(k, composed, 0, "e\xCC\x81");
    const struct shaped_word *placed = set(k, "q\xCC\x81");
    assert_int_equal(placed->runs[0].glyph_count, 2);
    assert_int_equal(placed->runs[0].glyphs[1].advance, 0);
    assert_true(placed->runs[0].glyphs[1].dx != 0);
    // the box is in the second face only: so is its accent
    const struct shaped_word *other = set(k, "☐\xCC\x81");
    assert_int_equal(other->run_count, 1);
    assert_int_equal(other->runs[0].face, FACE_SYMBOLS);
}

static void what_no_face_has_is_spelt(void **state)
{
    struct kit *k = *state;
    const struct shaped_word *word = set(k, "x漢");
    assert_int_equal(word->missing, 0x6F22);
    assert_int_equal(word->run_count, 2);
    says(k, word, 1, "U+6F22");
    // a family, joined
    assert_int_equal(set(k, "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9")->missing, 0x1F468);
}

static void what_draws_nothing_is_left_out(void **state)
{
    struct kit *k = *state;
    const struct shaped_word *soft = set(k, "sam\xC2\xADtale");
    assert_string_equal(soft->runs[0].text, "samtale");
    assert_int_equal(soft->width, set(k, "samtale")->width);
    assert_int_equal(set(k, "\x01\x02")->run_count, 0);
    assert_int_equal(set(k, "\xE2\x80\x8B")->run_count, 0);
    // a joiner between letters that do not join
    assert_int_equal(set(k, "x\xE2\x80\x8Dy")->runs[0].glyph_count, 2);
    assert_int_equal(set(k, "a\tb")->width, set(k, "a b")->width);
    assert_int_equal(set(k, "")->run_count, 0);
}

static void other_meanings_are_told(void **state)
{
    struct kit *k = *state;
    const struct shaped_word *word = set(k, "AB");
    assert_false(type_extracts_as(k->type, FACE_REGULAR, word->runs[0].glyphs, 2, "AC"));
    assert_false(type_extracts_as(k->type, FACE_REGULAR, word->runs[0].glyphs, 2, "A"));
    assert_false(type_extracts_as(k->type, FACE_REGULAR, word->runs[0].glyphs, 2, "ABC"));
    assert_true(type_extracts_as(k->type, FACE_REGULAR, word->runs[0].glyphs, 2, "AB"));
}

static void long_words_are_cut(void **state)
{
    struct kit *k = *state;
    enum { LENGTH = 200000 };
    char *text = mem_alloc(LENGTH + 1);
    memset(text, 'n', LENGTH);
    const struct shaped_word *word = set(k, text);
    size_t glyphs = 0;
    for (size_t i = 0; i < word->run_count; i++) glyphs += word->runs[i].glyph_count;
    assert_int_equal(glyphs, LENGTH);
    assert_true(word->run_count > 1);
    mem_free(text);
    shaper_trim(k->shaper);
    says(k, set(k, "etterpå"), 0, "etterpå");
}

static void common_subsets_hold_their_repertoire(void **state)
{
    struct kit *k = *state;
    const struct shaped_word *latin = set(k, "Łukaszøæåčđŋŧž"), *greek = set(k, "Ελένη");
    for (uint32_t i = 0; i < latin->runs[0].glyph_count; i++)
        assert_true(type_common_has(k->type, FACE_REGULAR, latin->runs[0].glyphs[i].id));
    assert_false(type_common_has(k->type, FACE_REGULAR, greek->runs[0].glyphs[0].id));
    const struct type_subset *common = type_common(k->type, FACE_REGULAR);
    assert_true(common->n > 5000 && common->n < 20000);
    assert_int_equal(strlen(common->tag), 6);
    assert_null(type_common(k->type, FACE_ITALIC));
    assert_false(type_common_has(k->type, FACE_ITALIC, 40));
}

static void subsets_are_the_same_every_time(void **state)
{
    struct kit *k = *state;
    struct arena a = {0};
    struct typefaces *again = type_open(k->diags, &test_fonts);
    const struct type_subset *one = type_common(k->type, FACE_BOLD),
                             *two = type_common(again, FACE_BOLD);
    assert_int_equal(one->n, two->n);
    assert_memory_equal(one->bytes, two->bytes, one->n);
    assert_string_equal(one->tag, two->tag);
    assert_string_not_equal(one->tag, type_common(k->type, FACE_REGULAR)->tag);
    static const uint16_t glyphs[] = {36, 37, 40, 65535};
    struct libdeflate_compressor *z = libdeflate_alloc_compressor(6);
    struct type_subset small = type_subset(k->type, FACE_ITALIC, glyphs, 4, z, &a);
    struct type_subset same = type_subset(again, FACE_ITALIC, glyphs, 3, z, &a);
    assert_memory_equal(small.bytes, same.bytes, small.n);
    assert_string_equal(small.tag, same.tag);
    assert_true(small.n < 2000);
    char *widths = arena_printf(&a, "36[%d %d]40[%d]", type_glyph_width(again, FACE_ITALIC, 36),
                                type_glyph_width(again, FACE_ITALIC, 37),
                                type_glyph_width(again, FACE_ITALIC, 40));
    assert_string_equal(small.widths, widths);
    libdeflate_free_compressor(z);
    type_close(again);
    arena_free(&a);
}

static void metrics_are_those_of_the_first_face(void **state)
{
    struct kit *k = *state;
    struct type_metrics m = type_metrics(k->type, FONT_REGULAR);
    assert_int_equal(m.ascent, 1069);
    assert_int_equal(m.descent, -293);
    assert_int_equal(m.cap_height, 714);
    assert_int_equal(m.x_height, 536);
    struct type_face_info italic = type_face_info(k->type, FACE_ITALIC);
    assert_string_equal(italic.postscript_name, "NotoSans-Italic");
    assert_int_equal(italic.italic_angle, -12);
    assert_true(type_face_info(k->type, FACE_MONO).flags & 1);
}

// ---- Refusals

static void put16(unsigned char *at, unsigned v)
{
    at[0] = (unsigned char)(v >> 8);
    at[1] = (unsigned char)v;
}

static unsigned char *find_table(struct buf *font, const char *tag)
{
    unsigned char *p = (unsigned char *)font->p;
    unsigned count = (unsigned)(p[4] << 8 | p[5]);
    for (unsigned i = 0; i < count; i++) {
        unsigned char *entry = p + 12 + 16 * i;
        if (memcmp(entry, tag, 4) == 0)
            return p + ((size_t)entry[8] << 24 | (size_t)entry[9] << 16 | (size_t)entry[10] << 8 |
                        entry[11]);
    }
    return NULL;
}

// What type_open() says of a font file with these bytes; the caller frees.
static char *refusal(const char *bytes, size_t n, const char *package)
{
    char path[] = "/tmp/test-type-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
    close(fd);
    struct font_face face = {.id = "own", .path = path, .package = package};
    static const unsigned order[] = {0};
    struct fonts fonts = {.faces = &face,
                          .face_count = 1,
                          .order = {order, order, order, order, order},
                          .order_count = {1, 1, 1, 1, 1}};
    struct diags *d = diag_new();
    struct buf text = {0};
    struct typefaces *t = type_open(d, &fonts);
    diag_text(d, &text);
    unlink(path);
    assert_null(t);
    assert_int_equal(diag_exit_status(d), package ? 3 : 1);
    diag_free(d);
    char *said = strdup(buf_cstr(&text));
    buf_free(&text);
    return said;
}

static void expect_refusal(const char *bytes, size_t n, const char *why)
{
    char *said = refusal(bytes, n, NULL);
    if (!strstr(said, why)) fail_msg("expected \"%s\", was told: %s", why, said);
    free(said);
}

static void refuse_licence(struct buf *font, unsigned bits, const char *why)
{
    put16(find_table(font, "OS/2") + 8, bits);
    expect_refusal(font->p, font->n, why);
}

static void licences_that_forbid_are_kept(void **state)
{
    (void)state;
    struct buf font = {0};
    assert_int_equal(file_read(NOTO "NotoSans-Regular.ttf", &font, 1 << 24), 0);
    refuse_licence(&font, 0x0002, "restricted licence");
    refuse_licence(&font, 0x0108, "no subsetting");
    refuse_licence(&font, 0x0208, "bitmaps only");
    buf_free(&font);
}

static void what_is_no_font_is_refused(void **state)
{
    (void)state;
    struct buf font = {0};
    expect_refusal("not a font at all", 17, "is not a TrueType or OpenType font");
    expect_refusal("", 0, "is not a TrueType or OpenType font");
    expect_refusal("ttcf\0\1\0\0\0\0\0\0", 12, "is a collection of fonts");
    assert_int_equal(file_read(NOTO "NotoSans-Regular.ttf", &font, 1 << 24), 0);
    expect_refusal(font.p, 2000, "is not a TrueType or OpenType font");
    char *said = refusal(font.p, 100, "fonts-noto-core");
    assert_non_null(strstr(said, "is not a TrueType or OpenType font"));
    free(said);
    buf_free(&font);
}

static void a_damaged_font_never_crashes(void **state)
{
    (void)state;
    struct buf font = {0};
    assert_int_equal(file_read(NOTO "NotoSansMono-Regular.ttf", &font, 1 << 24), 0);
    char path[] = "/tmp/test-type-XXXXXX";
    int fd = mkstemp(path);
    static const unsigned order[] = {0};
    struct font_face face = {
        .id = "own", .path = path, .repertoire = test_repertoire, .repertoire_count = 4};
    struct fonts fonts = {.faces = &face, .face_count = 1, .order = {order}, .order_count = {1}};
    uint32_t random = 1;
    for (int round = 0; round < 40; round++) {
        struct buf broken = {0};
        buf_add(&broken, font.p, font.n);
        for (int i = 0; i < 200; i++) {
            random = random * 1664525 + 1013904223;
            size_t at = round % 2 ? random % broken.n : random % 4096;
            broken.p[at] = (char)(random >> 24);
        }
        assert_int_equal(pwrite(fd, broken.p, broken.n, 0), (ssize_t)broken.n);
        struct diags *d = diag_new();
        struct typefaces *t = type_open(d, &fonts);
        struct shaper *s = t ? shaper_new(t) : NULL;
        if (s) shaper_shape(s, FONT_REGULAR, "nb", "Håndskrift ŋ ✓ e\xCC\x81", 20);
        shaper_free(s);
        type_close(t);
        diag_free(d);
        buf_free(&broken);
    }
    close(fd);
    unlink(path);
    buf_free(&font);
}

static void a_missing_font_names_its_package(void **state)
{
    (void)state;
    struct font_face face = {
        .id = "noto", .path = "/nowhere/Noto.ttf", .package = "fonts-noto-core"};
    static const unsigned order[] = {0};
    struct fonts fonts = {.faces = &face, .face_count = 1, .order = {order}, .order_count = {1}};
    struct diags *d = diag_new();
    struct buf text = {0};
    assert_null(type_open(d, &fonts));
    diag_text(d, &text);
    assert_non_null(strstr(buf_cstr(&text), "fonts-noto-core"));
    assert_non_null(strstr(buf_cstr(&text), "/nowhere/Noto.ttf"));
    assert_int_equal(diag_exit_status(d), 3);
    buf_free(&text);
    diag_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_kerned_and_not_ligated),
        cmocka_unit_test(words_are_found_by_style_and_language),
        cmocka_unit_test(names_of_many_scripts_are_set),
        cmocka_unit_test(a_second_face_sets_what_the_first_lacks),
        cmocka_unit_test(marks_stay_with_their_base),
        cmocka_unit_test(what_no_face_has_is_spelt),
        cmocka_unit_test(what_draws_nothing_is_left_out),
        cmocka_unit_test(other_meanings_are_told),
        cmocka_unit_test(long_words_are_cut),
        cmocka_unit_test(common_subsets_hold_their_repertoire),
        cmocka_unit_test(subsets_are_the_same_every_time),
        cmocka_unit_test(metrics_are_those_of_the_first_face),
        cmocka_unit_test(licences_that_forbid_are_kept),
        cmocka_unit_test(what_is_no_font_is_refused),
        cmocka_unit_test(a_damaged_font_never_crashes),
        cmocka_unit_test(a_missing_font_names_its_package),
    };
    return cmocka_run_group_tests(tests, open_kit, close_kit);
}
