// layout/linebreak: which lines a paragraph is broken into.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "layout/linebreak.h"

// One unit for each word of a text, every letter and every space ten points wide; "-" at its end
// allows a hyphen, "|" is a hard break.
static struct fragment *fragments_of(struct arena *a, const char *text, size_t *count)
{
    struct fragment *fragments = ARENA_ARRAY(a, struct fragment, strlen(text));
    *count = 0;
    while (*text) {
        size_t n = strcspn(text, " -|");
        struct fragment *u = &fragments[(*count)++];
        u->width = PT(10) * (mpt)n;
        u->ends = text[n] == '-' ? END_HYPHEN : text[n] == '|' ? END_MUST : END_SPACE;
        u->space = text[n] == ' ' ? PT(10) : 0;
        u->hyphen = text[n] == '-' ? PT(10) : 0;
        text += n + (text[n] != '\0');
    }
    return fragments;
}

static void check(const char *text, mpt width, size_t lines, const uint32_t *expected)
{
    struct arena a = {0};
    size_t count;
    uint32_t *breaks;
    struct fragment *fragments = fragments_of(&a, text, &count);
    assert_int_equal(linebreak(fragments, count, width, &a, &breaks), lines);
    for (size_t i = 0; i <= lines; i++) assert_int_equal(breaks[i], expected[i]);
    arena_free(&a);
}

static void a_short_text_is_one_line(void **state)
{
    (void)state;
    check("aa bb cc", PT(100), 1, (const uint32_t[]){0, 3});
}

static void a_word_that_is_too_wide_has_its_own_line(void **state)
{
    (void)state;
    check("aa bbbbbbbbbbbbbbb cc", PT(100), 3, (const uint32_t[]){0, 1, 2, 3});
}

static void lines_are_as_even_as_they_can_be(void **state)
{
    (void)state;
    // The first line would hold "aaa bb cc", and then "ddddd" would stand alone before a long word.
    check("aaa bb cc ddddd eeeeeeeeee ff", PT(100), 4, (const uint32_t[]){0, 2, 4, 5, 6});
}

static void a_hard_break_ends_a_line(void **state)
{
    (void)state;
    check("aa|bb cc", PT(100), 2, (const uint32_t[]){0, 1, 3});
}

static void the_last_line_is_not_one_short_word(void **state)
{
    (void)state;
    check("aaaa bbbb cccc dddd e", PT(190), 2, (const uint32_t[]){0, 3, 5});
}

static void the_last_line_is_not_the_rest_of_a_word(void **state)
{
    (void)state;
    check("aaaaaaa bbb-bbb", PT(120), 2, (const uint32_t[]){0, 1, 3});
}

static void a_word_is_divided_only_where_it_helps(void **state)
{
    (void)state;
    check("aaaaaaa bb-bb cc", PT(120), 2, (const uint32_t[]){0, 3, 4});
    check("aa bbbbbb-bbbbbbb cc", PT(120), 2, (const uint32_t[]){0, 2, 4});
}

static void nothing_has_no_lines(void **state)
{
    (void)state;
    struct arena a = {0};
    uint32_t *breaks;
    assert_int_equal(linebreak(NULL, 0, PT(100), &a, &breaks), 0);
    arena_free(&a);
}

static void every_unit_is_on_one_line(void **state)
{
    (void)state;
    struct arena a = {0};
    enum { MANY = 20000 };
    struct fragment *fragments = ARENA_ARRAY(&a, struct fragment, MANY);
    for (size_t i = 0; i < MANY; i++)
        fragments[i] = (struct fragment){.width = (mpt)(i * 7919 % 60) * 1000,
                                         .space = 3000,
                                         .ends = i % 5 ? END_SPACE
                                               : i % 3 ? END_ANYWHERE
                                                       : END_PLAIN};
    uint32_t *breaks;
    size_t lines = linebreak(fragments, MANY, PT(300), &a, &breaks);
    assert_int_equal(breaks[0], 0);
    assert_int_equal(breaks[lines], MANY);
    for (size_t i = 0; i < lines; i++) {
        assert_true(breaks[i] < breaks[i + 1]);
        mpt width = 0;
        for (uint32_t k = breaks[i]; k < breaks[i + 1]; k++) width += fragments[k].width + 3000;
        assert_true(width - 3000 <= PT(300));
    }
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_short_text_is_one_line),
        cmocka_unit_test(a_word_that_is_too_wide_has_its_own_line),
        cmocka_unit_test(lines_are_as_even_as_they_can_be),
        cmocka_unit_test(a_hard_break_ends_a_line),
        cmocka_unit_test(the_last_line_is_not_one_short_word),
        cmocka_unit_test(the_last_line_is_not_the_rest_of_a_word),
        cmocka_unit_test(a_word_is_divided_only_where_it_helps),
        cmocka_unit_test(nothing_has_no_lines),
        cmocka_unit_test(every_unit_is_on_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
