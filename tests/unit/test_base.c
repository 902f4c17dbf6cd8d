// base/: what there is no input file for.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/array.h"
#include "base/date.h"
#include "base/holiday.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/json_line.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/utf8.h"

static void arena_grows_and_forgets(void **state)
{
    (void)state;
    struct arena a = {0};
    unsigned *list = NULL;
    size_t count = 0, room = 0;
    for (unsigned i = 0; i < 100000; i++) *ARENA_PUSH(&a, list, count, room) = i;
    for (unsigned i = 0; i < 100000; i++) assert_int_equal(list[i], i);
    arena_reset(&a);
    const char *zero = arena_alloc(&a, 1000);
    for (int i = 0; i < 1000; i++) assert_int_equal(zero[i], 0);
    arena_free(&a);
    assert_int_equal(a.total, 0);
}

static void numbers_have_no_locale(void **state)
{
    (void)state;
    struct buf b = {0};
    buf_milli(&b, 12500);
    buf_c(&b, ' ');
    buf_milli(&b, -50);
    buf_c(&b, ' ');
    buf_milli(&b, 0);
    buf_c(&b, ' ');
    buf_int(&b, INT64_MIN);
    assert_string_equal(buf_cstr(&b), "12.5 -0.05 0 -9223372036854775808");
    buf_free(&b);
}

static void a_lent_array_is_outgrown(void **state)
{
    (void)state;
    char array[8];
    struct buf b = BUF_IN(array);
    buf_str(&b, "12345678");
    assert_ptr_equal(b.p, array);
    buf_printf(&b, "%03d", 9);
    assert_ptr_not_equal(b.p, array);
    assert_string_equal(buf_cstr(&b), "12345678009");
    buf_free(&b);
    struct arena arena = {0};
    assert_int_equal(strlen(arena_printf(&arena, "%s%1000d", "1234", 5)), 1004);
    assert_string_equal(arena_printf(&arena, "%d%%", 50), "50%");
    arena_free(&arena);
}

static void json_lines_are_escaped(void **state)
{
    (void)state;
    struct buf b = {0};
    const char *const list[] = {"a b", "\x1F"};
    json_line_begin(&b);
    json_line_end(&b);
    json_line_begin(&b);
    json_line_text(&b, "t", "\"\\\b\f\n\r\t\x01 æ/\xFF");
    json_line_text(&b, "none", NULL);
    json_line_number(&b, "n", -12);
    json_line_real(&b, "r", 2);
    json_line_real(&b, "s", 12.5);
    json_line_bool(&b, "yes", true);
    json_line_texts(&b, "l", list, 2);
    json_line_end(&b);
    assert_string_equal(buf_cstr(&b),
                        "{}\n{\"t\":\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001 æ/\xEF\xBF\xBD\",\"n\":-12,"
                        "\"r\":2.0,\"s\":12.5,\"yes\":true,\"l\":[\"a b\",\"\\u001F\"]}\n");
    buf_free(&b);
}

static void dates_that_are(void **state)
{
    (void)state;
    struct date d;
    assert_true(date_parse("2028-02-29", &d));
    assert_false(date_parse("2027-02-29", &d));
    assert_false(date_parse("2027-13-01", &d));
    assert_false(date_parse("2027-1-01", &d));
    assert_false(date_parse("2027-01-01x", &d));
    assert_int_equal(date_weekday((struct date){2027, 1, 1}), 5);
    int year;
    assert_int_equal(date_week((struct date){2027, 1, 1}, &year), 53);
    assert_int_equal(year, 2026);
    assert_true(date_from_week(2026, 53, &d));
    assert_int_equal(date_compare(d, (struct date){2026, 12, 28}), 0);
    assert_false(date_from_week(2027, 53, &d));
    for (int32_t n = -30000; n < 30000; n++)
        assert_int_equal(date_day_number(date_from_day_number(n)), n);
    struct datetime t;
    assert_true(date_parse_datetime("2027-01-20T09:00", &t));
    assert_int_equal(t.hour, 9);
    assert_true(date_parse_datetime("2027-01-20", &t));
    assert_int_equal(t.hour, -1);
    assert_false(date_parse_datetime("2027-01-20T24:00", &t));
    assert_false(date_parse_datetime("2027-01-20T9:00", &t));
}

// Easter of years that an almanac names, the earliest and the latest there can be among them; how
// many days are free in a year.
static void holidays_that_are(void **state)
{
    (void)state;
    static const struct date easters[] = {
        {1818, 3, 22}, {1943, 4, 25}, {1954, 4, 18}, {2000, 4, 23}, {2008, 3, 23},
        {2026, 4, 5},  {2027, 3, 28}, {2038, 4, 25}, {2049, 4, 18}, {2285, 3, 22}};
    for (size_t i = 0; i < COUNT(easters); i++)
        assert_int_equal(date_compare(holiday_easter(easters[i].year), easters[i]), 0);
    assert_true(holiday_is((struct date){2027, 5, 6}));   // Ascension
    assert_true(holiday_is((struct date){2027, 5, 17}));  // Whit Monday, too
    assert_false(holiday_is((struct date){2027, 12, 24}));
    assert_false(holiday_is_working_day((struct date){2027, 1, 2}));
    int free = 0;
    for (struct date d = {2026, 1, 1}; d.year == 2026; d = date_add_days(d, 1))
        free += holiday_is(d);
    assert_int_equal(free, 12);
}

static void text_that_is_not_utf8(void **state)
{
    (void)state;
    size_t bad = 0;
    assert_true(utf8_valid("æŋ€😀", strlen("æŋ€😀"), &bad));
    assert_false(utf8_valid("a\xE6", 2, &bad));
    assert_int_equal(bad, 1);
    assert_false(utf8_valid("\xC0\x80", 2, &bad));          // overlong
    assert_false(utf8_valid("\xED\xA0\x80", 3, &bad));      // surrogate
    assert_false(utf8_valid("\xF4\x90\x80\x80", 4, &bad));  // beyond Unicode
    const char *s = "\xE6z";
    assert_int_equal(utf8_next(&s), 0xFFFD);
    assert_int_equal(utf8_next(&s), 'z');
    assert_int_equal(utf8_next(&s), 0);
}

static void text_is_normalised(void **state)
{
    (void)state;
    struct arena a = {0};
    assert_string_equal(utf8_nfc(&a, "A\xCC\x8A"), "Å");
    assert_string_equal(utf8_nfc(&a, "\xC3\x85\xCC\x81"), "\xC7\xBA");
    assert_string_equal(utf8_fold(&a, "ÅSE Straße"), "åse strasse");
    assert_int_equal(utf8_grapheme("e\xCC\x81x"), 3);
    assert_int_equal(utf8_grapheme(""), 0);
    arena_free(&a);
}

static void maps_find(void **state)
{
    (void)state;
    struct arena a = {0};
    struct map m = {0};
    assert_null(map_get(&m, "x"));
    for (int i = 0; i < 5000; i++)
        map_set(&m, &a, arena_printf(&a, "k%d", i), arena_printf(&a, "v%d", i));
    map_set(&m, &a, "k7", "other");
    assert_string_equal(map_get(&m, "k4999"), "v4999");
    assert_string_equal(map_get(&m, "k7"), "other");
    assert_null(map_get(&m, "k5000"));
    assert_int_equal(m.count, 5000);
    arena_free(&a);
}

static void files_appear_whole(void **state)
{
    (void)state;
    char folder[] = "/tmp/samtale-test-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct arena a = {0};
    const char *path = arena_printf(&a, "%s/one/two/file", folder);
    assert_int_equal(file_write(path, "text", 4), 0);
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(stat(arena_printf(&a, "%s/one/two", folder), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    assert_int_equal(file_write(arena_printf(&a, "%s/one", folder), "x", 1), EISDIR);
    size_t count;
    file_list(&a, folder, &count);
    assert_int_equal(count, 1);  // nothing is left of the failed write
    struct buf b = {0};
    assert_int_equal(file_read(path, &b, 3), EFBIG);
    b.n = 0;
    assert_int_equal(file_read(path, &b, 4), 0);
    assert_string_equal(buf_cstr(&b), "text");
    assert_int_equal(file_read(folder, &b, 4), EISDIR);
    buf_free(&b);
    assert_int_equal(system(arena_printf(&a, "rm -r %s", folder)), 0);
    arena_free(&a);
}

static void diagnostics_show_the_line(void **state)
{
    (void)state;
    struct diags *d = diag_new();
    struct arena a = {0};
    struct buf out = {0};
    const char *text = "a: 1\nleiar: jon.eria\n";
    struct source *s = diag_source_new(d, &a, "org.yaml", text, strlen(text));
    diag_warning(d, (struct place){0}, "last", "this comes last of the warnings");
    diag_hint(d,
              diag_error(d, diag_place(s, 12, 8), "person-unknown",
                         "\"jon.eria\" is nobody in the chart"),
              "did you mean jon.eira?");
    diag_warning(d, diag_place(s, 0, 1), "first", "this comes first");
    diag_warning(d, diag_place(s, 0, 1), "first", "this comes first");
    diag_text(d, &out);
    assert_string_equal(buf_cstr(&out), "org.yaml:1:1: warning: this comes first\n"
                                        "    1 | a: 1\n"
                                        "      | ^\n"
                                        "samtale: warning: this comes last of the warnings\n"
                                        "org.yaml:2:8: error: \"jon.eria\" is nobody in the chart\n"
                                        "    2 | leiar: jon.eria\n"
                                        "      |        ^^^^^^^^\n"
                                        "      = did you mean jon.eira?\n");
    assert_int_equal(diag_exit_status(d), 1);
    buf_free(&out);
    arena_free(&a);
    diag_free(d);
}

// What is folded is what has one id, whatever the sentences say.
static void many_with_one_id_are_one(void **state)
{
    (void)state;
    enum { MANY = 8 };
    struct diags *d = diag_new();
    struct buf out = {0};
    for (int i = 0; i < MANY; i++) {
        diag_error(d, (struct place){0}, "leader-unknown", i % 2 ? "nobody is %d" : "who is %d?",
                   i);
        diag_error(d, (struct place){0}, i % 2 ? "odd" : "even", "%d is a number", i);
    }
    diag_text(d, &out);
    assert_non_null(strstr(buf_cstr(&out), "nobody is 1\n      = the same in 7 more places: "));
    assert_null(strstr(buf_cstr(&out), "who is 0?\n"));
    // by their ids, which are the same in every language
    assert_non_null(
        strstr(buf_cstr(&out), "error: 4 is a number\nsamtale: error: 6 is a number\n"));
    assert_non_null(strstr(buf_cstr(&out), "error: 7 is a number\n"));
    buf_free(&out);
    diag_json(d, &out);
    assert_non_null(strstr(buf_cstr(&out), "{\"id\":\"leader-unknown\",\"level\":\"error\","
                                           "\"message\":\"who is 0?\"}\n"));
    buf_free(&out);
    diag_free(d);
}

// Two misspelt keys of everybody are two slips; but a thousand keys are not a thousand of them.
static void what_is_not_alike_is_not_folded(void **state)
{
    (void)state;
    for (int kinds = 2; kinds <= 100; kinds += 98) {
        struct arena a = {0};
        struct diags *d = diag_new();
        struct buf out = {0};
        for (int i = 0; i < 400; i++) {
            struct diag *g = diag_error(d, (struct place){0}, "key-unknown", "%d: k%d is no key", i,
                                        i % kinds);
            diag_alike(d, g, arena_printf(&a, "k%d", i % kinds));
        }
        diag_text(d, &out);
        size_t folded = 0;
        for (const char *at = buf_cstr(&out); (at = strstr(at, "the same in")); at++) folded++;
        assert_non_null(strstr(buf_cstr(&out), "k1 is no key\n"));
        assert_int_equal(folded, kinds == 2 ? 2 : 1);
        assert_int_equal(strstr(buf_cstr(&out), "the same in 199 more places") != NULL, kinds == 2);
        buf_free(&out);
        diag_free(d);
        arena_free(&a);
    }
}

static void the_same_in_many_places_is_shown_once(void **state)
{
    (void)state;
    enum { MANY = 8 };
    struct arena a = {0};
    for (int count = MANY - 1; count <= MANY; count++) {
        struct diags *d = diag_new();
        struct buf out = {0}, all = {0};
        struct source *s = diag_source_new(d, &a, "org.yaml", "a\na\na\na\na\na\na\na\n", 16);
        for (int i = 0; i < count; i++)
            diag_error(d, diag_place(s, (size_t)i * 2, 1), "no-name", "%d is no name", i);
        diag_text(d, &out);
        diag_show_all(d);
        diag_text(d, &all);
        bool folded = strstr(buf_cstr(&out),
                             "the same in 7 more places: org.yaml:2:1, org.yaml:3:1, "
                             "org.yaml:4:1 …; --all shows them all\n");
        assert_int_equal(folded, count == MANY);
        assert_int_equal(strstr(buf_cstr(&out), "6 is no name") == NULL, count == MANY);
        assert_non_null(strstr(buf_cstr(&all), "6 is no name"));
        buf_free(&out);
        buf_free(&all);
        diag_free(d);
    }
    arena_free(&a);
}

static void a_long_line_is_cut_around_the_caret(void **state)
{
    (void)state;
    struct diags *d = diag_new();
    struct arena a = {0};
    struct buf out = {0};
    char *text = arena_alloc(&a, 1 << 20);
    memset(text, 'x', (1 << 20) - 1);
    struct source *s = diag_source_new(d, &a, "f", text, (1 << 20) - 1);
    diag_error(d, diag_place(s, 500000, 1 << 19), "wrong", "wrong");
    diag_text(d, &out);
    assert_in_range(out.n, 50, 600);
    buf_free(&out);
    arena_free(&a);
    diag_free(d);
}

static void nearest_words(void **state)
{
    (void)state;
    const char *const words[] = {"organisation", "period", "dates", "hr"};
    assert_string_equal(nearest_word("orgnaisation", words, 4), "organisation");
    assert_string_equal(nearest_word("perod", words, 4), "period");
    assert_null(nearest_word("colour", words, 4));
    assert_string_equal(nearest_word("HR", words, 4), "hr");  // case is no slip of the fingers
    assert_string_equal(nearest_word("PEROID", words, 4), "period");
}

static size_t width(const char *s)
{
    return utf8_width(s, strlen(s));
}

static void columns_of_a_terminal(void **state)
{
    (void)state;
    assert_int_equal(width(""), 0);
    assert_int_equal(width("Čáhci"), 5);
    assert_int_equal(width("C\u030Ca\u0301hci"), 5);  // the same, taken apart
    assert_int_equal(width("Ελένη"), 5);
    assert_int_equal(width("Олександра"), 10);
    assert_int_equal(width("山田太郎"), 8);
    assert_int_equal(width("한국"), 4);
    assert_int_equal(width("\U0001F469\u200D\U0001F4BB"), 2);  // one picture of two
    assert_int_equal(width("a\u200Bb"), 2);
    assert_int_equal(utf8_width("Čáhci", 2), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_grows_and_forgets),
        cmocka_unit_test(numbers_have_no_locale),
        cmocka_unit_test(a_lent_array_is_outgrown),
        cmocka_unit_test(json_lines_are_escaped),
        cmocka_unit_test(dates_that_are),
        cmocka_unit_test(holidays_that_are),
        cmocka_unit_test(text_that_is_not_utf8),
        cmocka_unit_test(text_is_normalised),
        cmocka_unit_test(maps_find),
        cmocka_unit_test(files_appear_whole),
        cmocka_unit_test(diagnostics_show_the_line),
        cmocka_unit_test(many_with_one_id_are_one),
        cmocka_unit_test(what_is_not_alike_is_not_folded),
        cmocka_unit_test(the_same_in_many_places_is_shown_once),
        cmocka_unit_test(a_long_line_is_cut_around_the_caret),
        cmocka_unit_test(columns_of_a_terminal),
        cmocka_unit_test(nearest_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
