// Drawing and releasing by small cases; tests/summaries/ has the large ones.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "figures/draw_tables.h"
#include "figures/drawing.h"
#include "figures/figures.h"

// A unit above three, with so many people evaluated in each, of one goal each.
enum { UNITS = 4, PEOPLE = 120 };

struct world {
    struct arena arena;
    struct cycle cycle;
    struct unit units[UNITS], *list[UNITS];
    struct goal goals[PEOPLE];
    char ids[PEOPLE][8];
    int people;
    struct figures *figures;
    struct secret secret;
};

static int open_world(void **state)
{
    static const char *const ids[UNITS] = {"topp", "stor", "mellom", "liten"};
    struct world *w = mem_alloc(sizeof *w);
    *w = (struct world){.people = 0};
    for (size_t i = 0; i < UNITS; i++) {
        w->units[i] = (struct unit){.id = ids[i],
                                    .name.text = ids[i],
                                    .index = (unsigned)i,
                                    .parent = i ? &w->units[0] : NULL,
                                    .depth = i > 0};
        w->list[i] = &w->units[i];
    }
    w->cycle = (struct cycle){.period = "2027",
                              .language = "nb",
                              .units = w->list,
                              .unit_count = UNITS,
                              .root = &w->units[0],
                              .dates = {{2027, 1, 1}, {2027, 12, 31}, {0}},
                              .smallest_group = SMALLEST_GROUP};
    w->units[0].units = &w->list[1];
    w->units[0].unit_count = UNITS - 1;
    for (size_t i = 0; i < UNITS; i++)
        map_set(&w->cycle.units_by_id, &w->arena, ids[i], &w->units[i]);
    w->figures = figures_new(&w->arena, &w->cycle, (struct date){2028, 1, 1});
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

static void add(struct world *w, size_t unit, int count, enum attainment grade)
{
    for (int i = 0; i < count; i++, w->people++) {
        struct goal *g = &w->goals[w->people];
        *g = (struct goal){.kind = GOAL_WORK, .attainment = grade};
        snprintf(w->ids[w->people], sizeof w->ids[0], "e%d", w->people);
        struct plan p = {.employee_id = w->ids[w->people],
                         .unit_id = w->units[unit].id,
                         .period = "2027",
                         .goals = g,
                         .goal_count = 1,
                         .evaluation_held = {2027, 12, 10}};
        figures_add_plan(w->figures, &p, (struct date){2027, 12, 31});
    }
}

static const struct published_release *drawn(struct world *w)
{
    return release_draw(&w->arena, w->figures, RELEASE_EVALUATION, &w->secret, 1);
}

// ---- The lot

static void the_first_and_the_last_ticket_are_the_ends(void **state)
{
    uint8_t none[HASH_SIZE] = {0}, all[HASH_SIZE];
    (void)state;
    memset(all, 0xff, sizeof all);
    assert_int_equal(draw_count(DRAW_GOALS, 7, none), 5 * (1 - DRAW_GOALS_REACH));
    assert_int_equal(draw_count(DRAW_GOALS, 7, all), 5 * (1 + DRAW_GOALS_REACH));
    assert_int_equal(draw_count(DRAW_PEOPLE, 0, none), -5 * DRAW_PEOPLE_REACH);
    assert_int_equal(draw_count(DRAW_PEOPLE, 4, all), 5 * DRAW_PEOPLE_REACH);
}

// The mean over evenly spaced tickets is the count itself, whatever it is.
static void the_mean_is_the_count(void **state)
{
    enum { STEPS = 200000 };
    (void)state;
    for (int lot = DRAW_GOALS; lot <= DRAW_PEOPLE; lot++)
        for (int n = -6; n < 12; n++) {
            double sum = 0;
            for (int i = 0; i < STEPS; i++) {
                uint8_t ticket[HASH_SIZE] = {0};
                uint64_t value = (uint64_t)(((double)i + 0.5) / STEPS * 18446744073709551616.0);
                for (int k = 0; k < 8; k++) ticket[k] = (uint8_t)(value >> (56 - 8 * k));
                int found = draw_count((enum draw_lot)lot, n, ticket);
                assert_int_equal(found % 5, 0);
                sum += found;
            }
            assert_true(sum / STEPS > n - 0.01 && sum / STEPS < n + 0.01);
        }
}

// ---- Atoms and what is shown

static void small_units_are_in_the_atom_above(void **state)
{
    struct world *w = *state;
    add(w, 0, 3, ATTAINMENT_MET);
    add(w, 1, 25, ATTAINMENT_MET);
    add(w, 2, 10, ATTAINMENT_MET);
    add(w, 3, 9, ATTAINMENT_MET);
    const struct atoms *all = atoms_of(&w->arena, w->figures, RELEASE_EVALUATION);
    assert_int_equal(all->of[1], 1);
    assert_int_equal(all->of[2], 2);
    assert_int_equal(all->of[3], 0);
    assert_int_equal(all->size[0], 12);
    assert_true(all->shown[2]);
    assert_false(all->shown[3]);
    const struct published_release *r = drawn(w);
    assert_int_equal(r->units[0].atoms, 3);
    assert_int_equal(r->units[0].group, 47);
    assert_int_equal(r->units[3].figure_count, 0);
    assert_true(published_figure(&r->units[2], "goals.met")->is_band);
    assert_false(published_figure(&r->units[1], "goals.met")->is_band);
    assert_null(published_figure(&r->units[1], "grade.work.met"));
    assert_non_null(published_figure(&r->units[0], "grade.work.met"));
}

static void parts_add_up(void **state)
{
    struct world *w = *state;
    add(w, 0, 10, ATTAINMENT_MET);
    for (size_t i = 1; i < UNITS; i++) add(w, i, 20, i % 2 ? ATTAINMENT_MET : ATTAINMENT_PARTLY);
    const struct drawing *d = drawing_make(&w->arena, w->figures, RELEASE_EVALUATION, &w->secret,
                                           1);
    const struct published_release *r = drawn(w);
    int sum = d->drawn[0];
    assert_string_equal(d->lines[0].id, "goals.met");
    for (size_t i = 1; i < UNITS; i++) sum += published_figure(&r->units[i], "goals.met")->count;
    assert_int_equal(published_figure(&r->units[0], "goals.met")->count, sum);
}

static void nothing_is_released_of_fewer_than_ten(void **state)
{
    struct world *w = *state;
    add(w, 1, 9, ATTAINMENT_MET);
    assert_false(release_is_possible(w->figures, RELEASE_EVALUATION));
    assert_int_equal(drawn(w)->units[0].figure_count, 0);
    add(w, 0, 1, ATTAINMENT_MET);
    assert_true(release_is_possible(w->figures, RELEASE_EVALUATION));
}

// ---- Keys

static size_t renewed(const struct drawing *a, const struct drawing *b, size_t unit)
{
    size_t n = 0;
    for (size_t k = 0; k < a->line_count; k++)
        n += a->drawn[drawing_at(a, unit, k)] != b->drawn[drawing_at(b, unit, k)];
    return n;
}

// What changes when one goal does: everything of its atom, and nothing of another.
static void one_value_renews_its_atom(void **state)
{
    struct world *w = *state;
    add(w, 1, 30, ATTAINMENT_MET);
    add(w, 2, 30, ATTAINMENT_MET);
    const struct drawing *a = drawing_make(&w->arena, w->figures, RELEASE_EVALUATION, &w->secret,
                                           1),
                         *same = drawing_make(&w->arena, w->figures, RELEASE_EVALUATION, &w->secret,
                                              1);
    assert_int_equal(renewed(a, same, 1), 0);
    w->figures->people[0].values = "another";
    const struct drawing *b = drawing_make(&w->arena, w->figures, RELEASE_EVALUATION, &w->secret,
                                           1);
    assert_true(renewed(a, b, 1) > 0);
    assert_true(renewed(a, b, 0) > 0);  // what is of the organisation
    assert_int_equal(renewed(a, b, 2), 0);
    w->secret.bytes[0] = 1;
    assert_true(
        renewed(b, drawing_make(&w->arena, w->figures, RELEASE_EVALUATION, &w->secret, 1), 2) > 0);
}

// ---- Saying it

static struct published_figure share(int count, int of)
{
    return (struct published_figure){.id = "goals.met", .count = count, .of = of};
}

static void shares_are_in_fives(void **state)
{
    (void)state;
    struct published_figure below = share(-5, 60), above = share(65, 60), third = share(20, 60),
                            none = share(5, 0);
    assert_int_equal(published_percent(&below), 0);
    assert_int_equal(published_percent(&above), 100);
    assert_int_equal(published_percent(&third), 35);
    assert_int_equal(published_percent(&none), -1);
    assert_int_equal(published_count(&below), 0);
}

// 20 people with three goals each: 16 points; 30: 11; never under 10.
static void differences_are_named_when_the_lot_cannot_explain_them(void **state)
{
    (void)state;
    const struct published_unit one = {.atoms = 1}, four = {.atoms = 4};
    struct published_figure half = share(30, 60), less = share(20, 60), half_90 = share(45, 90),
                            more_90 = share(55, 90), half_900 = share(450, 900),
                            more_900 = share(535, 900), much_900 = share(540, 900);
    assert_int_equal(published_difference(&one, &half, &one, &less), 0);  // 15 points are shown
    less.count = 15;
    assert_int_equal(published_difference(&one, &half, &one, &less), 1);
    assert_int_equal(published_difference(&one, &less, &one, &half), -1);
    assert_int_equal(published_difference(&four, &half, &one, &less), 0);
    assert_int_equal(published_difference(&one, &half_90, &one, &more_90), 0);
    more_90.count = 60;
    assert_int_equal(published_difference(&one, &half_90, &one, &more_90), -1);
    assert_int_equal(published_difference(&one, &half_900, &one, &more_900), 0);  // 9.4 points
    assert_int_equal(published_difference(&one, &half_900, &one, &much_900), -1);
    assert_int_equal(published_difference(&one, &half, &one, NULL), 0);
}

// ---- When

static void results_wait_for_the_deadline(void **state)
{
    struct world *w = *state;
    w->cycle.evaluation = (struct window){{2027, 11, 29}, {2027, 12, 17}, {0}};
    w->figures->today = (struct date){2027, 12, 17};
    assert_false(release_is_due(w->figures, RELEASE_EVALUATION));
    w->figures->due[RELEASE_EVALUATION] = w->figures->done[RELEASE_EVALUATION] = 12;
    assert_true(release_is_due(w->figures, RELEASE_EVALUATION));
    w->figures->done[RELEASE_EVALUATION] = 11;
    assert_false(release_is_due(w->figures, RELEASE_EVALUATION));
    w->figures->today = (struct date){2027, 12, 18};
    assert_true(release_is_due(w->figures, RELEASE_EVALUATION));
    w->cycle.evaluation_with_next = true;
    w->cycle.conversations = (struct window){{2027, 1, 11}, {2027, 2, 26}, {0}};
    assert_false(release_is_due(w->figures, RELEASE_EVALUATION));
    w->figures->today = (struct date){2028, 2, 27};
    assert_true(release_is_due(w->figures, RELEASE_EVALUATION));
}

#define IN_A_WORLD(f) cmocka_unit_test_setup_teardown(f, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_and_the_last_ticket_are_the_ends),
        cmocka_unit_test(the_mean_is_the_count),
        IN_A_WORLD(small_units_are_in_the_atom_above),
        IN_A_WORLD(parts_add_up),
        IN_A_WORLD(nothing_is_released_of_fewer_than_ten),
        IN_A_WORLD(one_value_renews_its_atom),
        cmocka_unit_test(shares_are_in_fives),
        cmocka_unit_test(differences_are_named_when_the_lot_cannot_explain_them),
        IN_A_WORLD(results_wait_for_the_deadline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
