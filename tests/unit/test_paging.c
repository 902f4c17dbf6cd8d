// Where sections stand on sheets of paper.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "run/paging.h"

static void sheets_begin_on_front_sides(void **state)
{
    (void)state;
    struct paging_section list[] = {
        {.pages = 1}, {.pages = 2, .sheet = true}, {.pages = 3, .sheet = true}, {.pages = 1}};
    paging_place(list, 4);
    assert_int_equal(list[0].first, 1);
    assert_int_equal(list[1].first, 3);
    assert_int_equal(list[2].first, 5);
    assert_int_equal(list[3].first, 9);
}

static void a_back_is_filled_only_where_it_is_empty(void **state)
{
    (void)state;
    struct paging_section odd[] = {
        {.pages = 3}, {.pages = 1, .back = true}, {.pages = 2, .sheet = true}};
    paging_place(odd, 3);
    assert_false(odd[1].left_out);
    assert_int_equal(odd[1].first, 4);
    assert_int_equal(odd[2].first, 5);
    struct paging_section even[] = {
        {.pages = 4}, {.pages = 1, .back = true}, {.pages = 2, .sheet = true}};
    paging_place(even, 3);
    assert_true(even[1].left_out);
    assert_int_equal(even[2].first, 5);
    struct paging_section alone[] = {{.pages = 1, .back = true}};  // no paper is without a page
    paging_place(alone, 1);
    assert_false(alone[0].left_out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sheets_begin_on_front_sides),
        cmocka_unit_test(a_back_is_filled_only_where_it_is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
