// Deadlines as people write them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/array.h"
#include "model/deadline.h"

static const struct window year = {{2027, 1, 1}, {2027, 12, 31}, {0}},
                           school = {{2026, 8, 1}, {2027, 7, 31}, {0}};

static const struct {
    const char *text, *kept;  // kept NULL: there is no such day
} written[] = {
    {"2027-06-01", "2027-06-01"},
    {"2027-06", "2027-06"},
    {"2027-W22", "2027-W22"},
    {"1. juni", "2027-06-01"},
    {"1 juni", "2027-06-01"},
    {"1.juni", "2027-06-01"},
    {"innen 1. juni", "2027-06-01"},
    {"Innan 1. juni", "2027-06-01"},
    {"senest 1. juni.", "2027-06-01"},
    {"by June 1st", "2027-06-01"},
    {"1/6", "2027-06-01"},
    {"1.6", "2027-06-01"},
    {"1.6.", "2027-06-01"},
    {"01.06.", "2027-06-01"},
    {"1.6.27", "2027-06-01"},
    {"1/6-27", "2027-06-01"},
    {"1. juni 2028", "2028-06-01"},
    {"June 1, 2028", "2028-06-01"},
    {"uke 22", "2027-W22"},
    {"veke 22", "2027-W22"},
    {"week 22", "2027-W22"},
    {"uke 22, 2027", "2027-W22"},
    {"uke 22 i 2028", "2028-W22"},
    {"uke 22 2027", "2027-W22"},
    {"juni", "2027-06"},
    {"Juni 2028", "2028-06"},
    {"innen juni", "2027-06"},
    {"06.2027", "2027-06"},
    {"06/2027", "2027-06"},
    {"6.2027", "2027-06"},
    {"29. februar", "2028-02-29"},
    {"uke 53", "2026-W53"},
    {"løpende", "ongoing"},
    {"Ongoing", "ongoing"},
    {"når det passer", "når det passer"},
    {"etter ferien", "etter ferien"},
    {"2027", "2027"},
    {"2-3", "2-3"},
    {"1.13", "1.13"},
    {"fase 1", "fase 1"},
    {"1. juni eller 1. juli", "1. juni eller 1. juli"},
    {"mai-juni", "mai-juni"},
    {"1.2.3.4", "1.2.3.4"},
    {"1-15 juni", "1-15 juni"},
    {"15.-20. juni", "15.-20. juni"},
    {"June 1-15", "June 1-15"},
    {"10-12.06", "10-12.06"},
    {"uke 22-23", "uke 22-23"},
    {"uke 22, 23", "uke 22, 23"},
    {"uke 22/2027", "2027-W22"},
    {"1. juni 27", "2027-06-01"},
    {"1 juni-27", "2027-06-01"},
    {"01-06-2027", "2027-06-01"},
    {"1.6-27", "2027-06-01"},
    {"", ""},
    {"tirsdag 1. juni", "2027-06-01"},
    {"2027-13-01", NULL},
    {"2027-02-30", NULL},
    {"2027-W60", NULL},
    {"31. juni", NULL},
    {"32.01.2027", NULL},
    {"uke 54", NULL},
    {"13.2027", NULL},
};

static void what_is_written_is_understood(void **state)
{
    struct arena a = {0};
    struct deadline found;
    (void)state;
    for (size_t i = 0; i < COUNT(written); i++) {
        bool exists = deadline_parse(&a, written[i].text, &year, &found);
        if (exists != (written[i].kept != NULL)) fail_msg("\"%s\"", written[i].text);
        if (exists) assert_string_equal(deadline_text(&a, &found), written[i].kept);
    }
    arena_free(&a);
}

static void the_period_gives_the_year(void **state)
{
    struct arena a = {0};
    struct deadline found;
    (void)state;
    assert_true(deadline_parse(&a, "1. oktober", &school, &found));
    assert_string_equal(deadline_text(&a, &found), "2026-10-01");
    assert_true(deadline_parse(&a, "1. juni", &school, &found));
    assert_string_equal(deadline_text(&a, &found), "2027-06-01");
    assert_true(deadline_parse(&a, "1. juni", NULL, &found));
    assert_int_equal(found.kind, DEADLINE_TEXT);
    assert_true(deadline_parse(&a, "uke 53", NULL, &found));
    assert_int_equal(found.kind, DEADLINE_TEXT);
    arena_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_understood),
        cmocka_unit_test(the_period_gives_the_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
