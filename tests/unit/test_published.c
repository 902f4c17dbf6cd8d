// Which earlier figures may be compared with a unit's: those of the same people, whatever its id
// was.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/published.h"

// A release of these units, then; and a unit of the chart, now.
static const struct published_unit then[] = {{.id = "topp"}, {.id = "skole"}, {.id = "barnehage"}};
static const struct published_release release = {.units = then, .unit_count = 3};

struct chart {
    struct arena arena;
    struct cycle cycle;
    struct former_unit former[4];
    size_t count;
};

static void was(struct chart *x, const char *id, size_t units)
{
    struct former_unit *f = &x->former[x->count++];
    f->count = units;
    map_set(&x->cycle.former_units, &x->arena, id, f);
}

static const char *found(struct chart *x, const struct unit *u)
{
    const struct published_unit *v = published_unit_then(&release, &x->cycle, u);
    return v ? v->id : "-";
}

static void a_unit_is_known_by_its_ids(void **state)
{
    (void)state;
    struct chart x = {0};
    const char *renamed[] = {"eldre", "skole"}, *joined[] = {"skole", "barnehage"},
               *new[] = {"ukjent"};
    struct unit same = {.id = "skole"},
                other = {.id = "oppvekst", .formerly = renamed, .formerly_count = 2},
                both = {.id = "oppvekst", .formerly = joined, .formerly_count = 2},
                into = {.id = "barnehage", .formerly = joined, .formerly_count = 1},
                none = {.id = "ny", .formerly = new, .formerly_count = 1};
    was(&x, "skole", 1);
    was(&x, "barnehage", 1);
    assert_string_equal(found(&x, &same), "skole");
    assert_string_equal(found(&x, &other), "skole");
    assert_string_equal(found(&x, &both), "-");
    assert_string_equal(found(&x, &into), "barnehage");
    assert_string_equal(found(&x, &none), "-");
    assert_false(published_was_another(&release, &x.cycle, &same));
    assert_false(published_was_another(&release, &x.cycle, &other));
    assert_true(published_was_another(&release, &x.cycle, &both));
    assert_true(published_was_another(&release, &x.cycle, &into));
    assert_false(published_was_another(&release, &x.cycle, &none));
    assert_false(published_was_another(NULL, &x.cycle, &both));
    arena_free(&x.arena);
}

static void half_of_a_unit_is_not_that_unit(void **state)
{
    (void)state;
    struct chart x = {0};
    const char *divided[] = {"skole"};
    struct unit half = {.id = "barn", .formerly = divided, .formerly_count = 1};
    was(&x, "skole", 2);
    assert_string_equal(found(&x, &half), "-");
    assert_true(published_was_another(&release, &x.cycle, &half));
    arena_free(&x.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_unit_is_known_by_its_ids),
        cmocka_unit_test(half_of_a_unit_is_not_that_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
