// read/keys: every key that a reader's table has is explained, and no other; what the tables say
// of values is not said a second time.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "read/keys/keys.h"

static struct arena arena;

static bool table_says_value(const struct keys_key *k)
{
    switch (k->field->type) {
    case FIELD_NODE:
    case FIELD_ANY:
    case FIELD_LIST: return false;
    case FIELD_MAP: return keys_table_below(k);
    default: return true;
    }
}

// For help, and for the schemas that editors use.
static bool table_says_types(const struct field *f)
{
    bool list = f->type == FIELD_LIST || f->is & FIELD_IS(LIST);
    bool open = f->type == FIELD_NODE || f->type == FIELD_ANY;
    bool choice = (f->is | f->items | f->values) & FIELD_IS(CHOICE);
    return (!open || f->is) && (!list || f->items) && (!choice || f->choices);
}

static void checks_key(const struct keys_key *k)
{
    const struct keys_entry *e = k->entry;
    if (!e) fail_msg("%s of %s is read, and not explained", k->path, k->file->name);
    if (!*e->says || e->says[strlen(e->says) - 1] != '.')
        fail_msg("%s: what it means is no sentence", k->path);
    if (table_says_value(k) && e->value)
        fail_msg("%s: its table says what its value can be", k->path);
    if (!*keys_value(&arena, k)) fail_msg("%s: nobody says what its value can be", k->path);
    if (!table_says_types(k->field)) fail_msg("%s: its row does not say what it `is`", k->path);
    if (k->field->required && e->otherwise) fail_msg("%s must be there", k->path);
    const char *example = keys_example(&arena, k);
    if (!example) fail_msg("%s has no example", k->path);
    if (!strstr(example, k->field->key)) fail_msg("%s is not in its example", k->path);
}

static void every_key_is_explained(void **state)
{
    (void)state;
    size_t count, total = 0;
    for (const struct keys_file *const *f = keys_files; *f; f++) {
        const struct keys_key *keys = keys_list(&arena, *f, &count);
        for (size_t i = 0; i < count; i++) checks_key(&keys[i]);
        total += count;
    }
    assert_true(total > 120);
}

static bool is_read(const struct keys_key *keys, size_t count, const char *path)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(keys[i].path, path)) return true;
    return false;
}

static void nothing_else_is_explained(void **state)
{
    (void)state;
    size_t count;
    for (const struct keys_file *const *f = keys_files; *f; f++) {
        const struct keys_key *keys = keys_list(&arena, *f, &count);
        for (size_t i = 0; i < (*f)->entry_count; i++)
            if (!is_read(keys, count, (*f)->entries[i].path))
                fail_msg("%s of %s is explained, and not read", (*f)->entries[i].path, (*f)->name);
        assert_int_equal(count, (*f)->entry_count);
    }
}

static void keys_are_found_by_the_end_of_their_path(void **state)
{
    (void)state;
    size_t count;
    keys_find(&arena, "minutes", &count);
    assert_int_equal(count, 1);
    const struct keys_key *k = keys_find(&arena, "evaluation.agreed.leader", &count);
    assert_int_equal(count, 2);  // of a plan, and of a delivery
    k = keys_find(&arena, "plans.evaluation.agreed.leader", &count);
    assert_int_equal(count, 1);
    assert_string_equal(k->path, "evaluation.agreed.leader");
    keys_find(&arena, "inutes", &count);
    assert_int_equal(count, 0);
    keys_find(&arena, "", &count);
    assert_int_equal(count, 0);
}

static void tables_say_values(void **state)
{
    static const char *const values[][2] = {
        {"conversations.minutes", "a whole number from 15 to 480"},
        {"salary", "separate or included"},
        {"progress.status", "not-started, on-track, delayed, needs-help, done or dropped"},
        {"share", "group"},
        {"samtale.yaml.dates", "the keys from, to"},
        {"samtale.yaml.follow-ups", "a list of at most 24, each with name, from, to"},
        {"questions", "a list of ids, at most 64"},
        {"samtale.yaml.evaluation", "the keys from and to, or with-next-conversation"},
        {"away.from", "a day, such as 2027-01-31"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        size_t count;
        const struct keys_key *k = keys_find(&arena, values[i][0], &count);
        assert_int_equal(count, 1);
        assert_string_equal(keys_value(&arena, k), values[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_is_explained),
        cmocka_unit_test(nothing_else_is_explained),
        cmocka_unit_test(keys_are_found_by_the_end_of_their_path),
        cmocka_unit_test(tables_say_values),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
