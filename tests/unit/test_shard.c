// cli/shard and output/shard_manifest: every unit is in exactly one shard, and shards are balanced,
// whatever the sizes of the units.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "cli/shard.h"
#include "output/shard_manifest.h"

enum { UNITS = 200 };

static void checks_cut(const size_t *weights, size_t units, int n)
{
    int parts[UNITS];
    size_t total = 0, most = 0, most_of_unit = 0;
    shard_partition(weights, units, n, parts);
    for (size_t u = 0; u < units; u++) {
        assert_in_range(parts[u], 1, n);
        if (u) assert_true(parts[u] >= parts[u - 1]);
        total += weights[u];
        if (weights[u] > most_of_unit) most_of_unit = weights[u];
    }
    for (int k = 1; k <= n; k++) {
        size_t sum = 0;
        for (size_t u = 0; u < units; u++) sum += parts[u] == k ? weights[u] : 0;
        if (sum > most) most = sum;
    }
    assert_true(most <= (total + (size_t)n - 1) / (size_t)n + most_of_unit);
}

static void cuts_are_balanced(void **state)
{
    (void)state;
    size_t weights[UNITS];
    unsigned seed = 1;
    for (int round = 0; round < 500; round++) {
        size_t units = 1 + (seed = seed * 1103515245u + 12345u) / 65536 % UNITS;
        for (size_t u = 0; u < units; u++) {
            unsigned dice = (seed = seed * 1103515245u + 12345u) / 65536;
            weights[u] = dice % 5 == 0 ? 0 : dice % 7 == 0 ? dice % 5000 : dice % 20;
        }
        const int ns[] = {1, 2, 3, 7, 50, 1000, SHARD_MOST};
        for (size_t i = 0; i < sizeof ns / sizeof *ns; i++) checks_cut(weights, units, ns[i]);
    }
    const size_t nothing[UNITS] = {0};
    checks_cut(nothing, UNITS, 7);
    shard_partition(NULL, 0, 7, NULL);
}

static void equal_units_are_dealt_out(void **state)
{
    (void)state;
    size_t weights[12];
    int parts[12];
    for (size_t u = 0; u < 12; u++) weights[u] = 10;
    shard_partition(weights, 12, 4, parts);
    for (int u = 0; u < 12; u++) assert_int_equal(parts[u], u / 3 + 1);
}

static void reads_what_people_write(void **state)
{
    (void)state;
    struct shard s;
    const char *hint;
    assert_true(shard_parse("3/8", &s, &hint));
    assert_int_equal(s.k, 3);
    assert_int_equal(s.n, 8);
    assert_true(shard_parse("100000/100000", &s, &hint));
    const char *const wrong[] = {
        "",      "/",    "3",    "3/",    "/8",       "0/8",
        "9/8",   "0/0",  "x",    "3/8x",  " 3/8",     "3 /8",
        "3/ 8",  "-1/8", "+3/8", "3/8/2", "1/100001", "99999999999999999999/8",
        "3.0/8", "0x3/8"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        hint = NULL;
        assert_false(shard_parse(wrong[i], &s, &hint));
        assert_non_null(hint);
    }
}

static void knows_its_manifests(void **state)
{
    (void)state;
    struct shard s;
    assert_true(shard_manifest_has_name("manifest.3-of-8.json", &s));
    assert_int_equal(s.k, 3);
    assert_int_equal(s.n, 8);
    assert_true(shard_manifest_has_journal_name(".manifest.12-of-100000.journal", &s));
    const char *const wrong[] = {"manifest.json",
                                 "manifest.0-of-8.json",
                                 "manifest.9-of-8.json",
                                 "manifest.03-of-8.json",
                                 "manifest. 3-of-8.json",
                                 "manifest.+3-of-8.json",
                                 "manifest.3-of-8.jsonx",
                                 "manifest.3-of-8",
                                 "xmanifest.3-of-8.json",
                                 "manifest.3-of-100001.json",
                                 "manifest.3-of-8.json.aB3dE6",
                                 "manifest.99999999999-of-8.json"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(shard_manifest_has_name(wrong[i], &s));
}

static void set(const char *id, const char *min, const char *max, const char *count,
                const char *step)
{
    const char *const names[] = {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN",
                                 "SLURM_ARRAY_TASK_MAX", "SLURM_ARRAY_TASK_COUNT",
                                 "SLURM_ARRAY_TASK_STEP"};
    const char *const values[] = {id, min, max, count, step};
    for (int i = 0; i < 5; i++) values[i] ? setenv(names[i], values[i], 1) : unsetenv(names[i]);
}

static void is_told_by_slurm(void **state)
{
    (void)state;
    struct shard s = {0};
    const char *hint;
    set(NULL, NULL, NULL, NULL, NULL);
    assert_true(shard_from_slurm(&s, &hint));
    assert_int_equal(s.n, 0);
    set("9", "1", "9", "5", "2");
    assert_true(shard_from_slurm(&s, &hint));
    assert_int_equal(s.k, 5);
    assert_int_equal(s.n, 5);
    set("0", "0", "3", "4", NULL);  // a scheduler that leaves out the step
    assert_true(shard_from_slurm(&s, &hint));
    assert_int_equal(s.k, 1);
    const char *const wrong[][5] = {{"8", "1", "9", "5", "2"},    {"2", "1", "9", "3", "1"},
                                    {"3", "3", "3", "1", "1"},    {"", "1", "4", "4", "1"},
                                    {"5", "1", "4", "4", "1"},    {"0", "1", "4", "4", "1"},
                                    {"1", NULL, NULL, NULL, NULL}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        set(wrong[i][0], wrong[i][1], wrong[i][2], wrong[i][3], wrong[i][4]);
        assert_false(shard_from_slurm(&s, &hint));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_are_balanced),       cmocka_unit_test(equal_units_are_dealt_out),
        cmocka_unit_test(reads_what_people_write), cmocka_unit_test(knows_its_manifests),
        cmocka_unit_test(is_told_by_slurm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
