// figures/withhold.c by small cases; tests/summaries/withhold.py has the large ones.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "figures/figures.h"

// A unit above up to four, and one table of two values, one of them each person's.
enum { BELOW = 4 };

struct world {
    struct arena arena;
    struct cycle cycle;
    struct unit units[1 + BELOW], *list[1 + BELOW];
    struct figures figures;
    struct coverage coverage[1 + BELOW];
    struct figure_table table, *tables[1];
    struct figure_cell own[2 * (1 + BELOW)];
    uint32_t base[1 + BELOW];
};

static const char *const categories[] = {"yes", "no"};
static const uint8_t same[] = {0, 1};

static int open_world(void **state)
{
    struct world *w = mem_alloc(sizeof *w);
    for (size_t i = 0; i <= BELOW; i++) {
        w->units[i] = (struct unit){.id = "u",
                                    .name.text = "Enhet",
                                    .index = (unsigned)i,
                                    .parent = i ? &w->units[0] : NULL,
                                    .depth = i > 0};
        w->list[i] = &w->units[i];
    }
    w->cycle = (struct cycle){.period = "2027",
                              .units = w->list,
                              .unit_count = 1 + BELOW,
                              .root = &w->units[0],
                              .smallest_group = 5};
    w->units[0].units = &w->list[1];
    w->units[0].unit_count = BELOW;
    w->table = (struct figure_table){.id = "need.law",
                                     .period = "2027",
                                     .top = &w->units[0],
                                     .unit_count = 1 + BELOW,
                                     .own_base = w->base,
                                     .grains = {{categories, 2, same, w->own}},
                                     .grain_count = 1};
    w->tables[0] = &w->table;
    w->figures = (struct figures){
        .cycle = &w->cycle, .tables = w->tables, .table_count = 1, .coverage = w->coverage};
    *state = w;
    return 0;
}

static int close_world(void **state)
{
    struct world *w = *state;
    arena_free(&w->arena);
    mem_free(w);
    return 0;
}

static void put(struct world *w, size_t unit, uint32_t yes, uint32_t no)
{
    w->own[2 * unit] = (struct figure_cell){yes, yes};
    w->own[2 * unit + 1] = (struct figure_cell){no, no};
    w->base[unit] = yes + no;
    w->units[unit].person_count = yes + no;
}

static const struct published *publish(struct world *w)
{
    return withhold_figures(&w->arena, &w->figures, true);
}

// a letter a unit: + shown, - withheld
static void assert_shown(struct world *w, const char *expected)
{
    const struct published_table *t = publish(w)->tables[0];
    char shown[2 + BELOW] = {0};
    for (size_t i = 0; i <= BELOW; i++) shown[i] = t->shown[i] ? '+' : '-';
    assert_string_equal(shown, expected);
}

static void limit_is_on_people_and_on_each_value(void **state)
{
    struct world *w = *state;
    put(w, 0, 5, 5);
    assert_shown(w, "+----");
    put(w, 0, 5, 4);
    assert_shown(w, "-----");
    put(w, 0, 20, 0);  // everyone has one value
    assert_shown(w, "-----");
    put(w, 0, 5, 5);
    w->cycle.smallest_group = 6;
    assert_shown(w, "-----");
}

static void all_are_shown_when_all_may_be(void **state)
{
    struct world *w = *state;
    for (size_t i = 1; i <= BELOW; i++) put(w, i, 6, 6);
    assert_shown(w, "+++++");
    put(w, 0, 5, 5);  // own people, who are as good as shown
    assert_shown(w, "+++++");
}

static void one_withheld_takes_more_with_it(void **state)
{
    struct world *w = *state;
    put(w, 1, 3, 8);
    put(w, 2, 9, 9);
    put(w, 3, 7, 7);
    put(w, 4, 8, 8);
    assert_shown(w, "+-+-+");  // and the smallest of the others
    put(w, 1, 0, 1);
    assert_shown(w, "+-+--");  // of 14 and 1 people the 14 are as good as shown
    put(w, 1, 0, 4);
    assert_shown(
        w, "+-+-+");  // 0 to 4 of the 14 may be among the others: five values, as many as the limit
}

static void few_own_people_are_not_what_is_left(void **state)
{
    struct world *w = *state;
    for (size_t i = 1; i <= BELOW; i++) put(w, i, 10 + (uint32_t)i, 10);
    put(w, 0, 1, 0);
    assert_shown(w, "+--++");
}

static void nobody_is_known_to_have_none(void **state)
{
    struct world *w = *state;
    put(w, 1, 8, 8);
    put(w, 2, 8, 8);
    put(w, 3, 9, 9);
    put(w, 4, 0, 0);
    assert_shown(w, "++++-");      // nobody is there
    w->units[4].person_count = 6;  // six people, none of whom are counted
    assert_shown(w, "+--+-");
}

static void topmost_is_shown_and_what_it_leaves_narrow_is_not(void **state)
{
    struct world *w = *state;
    put(w, 0, 1, 0);
    put(w, 1, 10, 10);
    assert_shown(w, "+----");
}

static void overdue_measures_are_no_coverage(void **state)
{
    struct world *w = *state;
    w->coverage[1].measures_overdue = 3;
    w->coverage[1].conversations[CONVERSATION_HELD] = 2;
    const struct published *p = publish(w);
    assert_int_equal(p->coverage[0].measures_overdue, 0);
    assert_int_equal(p->coverage[1].measures_overdue, 0);
    assert_int_equal(p->coverage[0].conversations[CONVERSATION_HELD], 2);
}

static void too_few_answers_name_nothing(void **state)
{
    struct world *w = *state;
    w->table.id = "scale.pack";
    w->table.unit_count = 1;
    put(w, 0, 2, 2);
    w->figures.answers = 4;
    assert_int_equal(publish(w)->table_count, 0);
    assert_int_equal(publish(w)->answers, 0);
}

static void training_that_few_ask_for_is_not_named(void **state)
{
    struct world *w = *state;
    w->table.id = "training.goals";
    w->table.unit_count = 1;
    put(w, 0, 1, 11);
    static const struct answer_given given[12];
    w->figures.answers = 12;
    w->figures.given = given;
    assert_int_equal(publish(w)->table_count, 0);
    put(w, 0, 6, 6);
    assert_int_equal(publish(w)->table_count, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(limit_is_on_people_and_on_each_value),
        TEST(all_are_shown_when_all_may_be),
        TEST(one_withheld_takes_more_with_it),
        TEST(few_own_people_are_not_what_is_left),
        TEST(nobody_is_known_to_have_none),
        TEST(topmost_is_shown_and_what_it_leaves_narrow_is_not),
        TEST(overdue_measures_are_no_coverage),
        TEST(too_few_answers_name_nothing),
        TEST(training_that_few_ask_for_is_not_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
