// The journal and what is read of it: torn lines, a second run, batches; the manifest that comes of
// both.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/file.h"
#include "output/journal.h"
#include "output/manifest.h"
#include "output/program.h"

static char folder[] = "/tmp/samtale-journal.XXXXXX";
static char path[200];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/samtale-journal.XXXXXX");
    if (!mkdtemp(folder)) return -1;
    snprintf(path, sizeof path, "%s/.manifest.journal", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    char command[300];
    snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

static void count_line(void *arg, const json_t *line)
{
    assert_true(json_is_object(line));
    ++*(int *)arg;
}

static void add_line(struct buf *b, const char *text)
{
    size_t start = b->n;
    buf_str(b, text);
    lines_end(b, start);
}

static void torn_lines_are_left_out(void **state)
{
    (void)state;
    struct buf b = {0};
    add_line(&b, "{\"path\":\"a\"}");
    size_t first = b.n;
    add_line(&b, "{\"path\":\"b\"}");
    for (size_t n = 0; n <= b.n; n++) {  // cut anywhere
        int count = 0;
        assert_int_equal(lines_each(b.p, n, count_line, &count), n < first ? 0
                                                                 : n < b.n ? first
                                                                           : b.n);
        assert_int_equal(count, (n >= first) + (n == b.n));
    }
    for (size_t i = 0; i < first; i++) {  // or a byte wrong
        int count = 0;
        b.p[i] ^= 1;
        lines_each(b.p, b.n, count_line, &count);
        assert_int_equal(count, 0);
        b.p[i] ^= 1;
    }
    buf_free(&b);
}

static void one_run_has_the_journal(void **state)
{
    (void)state;
    struct journal *one, *two;
    struct buf left = {0};
    assert_int_equal(journal_open(&one, path, &left), 0);
    assert_int_equal(journal_open(&two, path, &left), EWOULDBLOCK);
    journal_close(one, true);
    assert_false(file_exists(path));
    assert_int_equal(journal_open(&two, path, &left), 0);
    journal_close(two, false);
    assert_true(file_exists(path));
    buf_free(&left);
}

static void what_was_added_is_left(void **state)
{
    (void)state;
    struct journal *j;
    struct buf left = {0};
    assert_int_equal(journal_open(&j, path, &left), 0);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 1000; i++) journal_add(j, "{\"n\":1}", 7);
        assert_int_equal(journal_sync(j), 0);
    }
    assert_int_equal(journal_add_now(j, "{\"n\":2}", 7), 0);
    journal_close(j, false);
    int count = 0;
    assert_int_equal(journal_open(&j, path, &left), 0);
    lines_each(left.p, left.n, count_line, &count);
    assert_int_equal(count, 3001);
    journal_close(j, true);
    buf_free(&left);
}

static struct manifest_entry entry(const char *name, uint8_t byte)
{
    struct manifest_entry e = {
        .path = name, .document = "pack", .employee = "e1", .pages = 3, .known = true};
    memset(e.sha256, byte, HASH_SIZE);
    return e;
}

static void make_file(const char *name)
{
    char file[300];
    snprintf(file, sizeof file, "%s/%s", folder, name);
    assert_int_equal(file_write(file, "x", 1), 0);
}

// A run that was not saved, then the next: what the first listed is there, what it had forgotten is
// not.
static void a_manifest_goes_on_from_its_journal(void **state)
{
    (void)state;
    struct diags *d = diag_new();
    struct manifest_entry a = entry("a.pdf", 1), b = entry("b.pdf", 2), c = entry("c.pdf", 3),
                          found;
    make_file("a.pdf");
    make_file("b.pdf");
    make_file("c.pdf");
    struct manifest *m = manifest_open(d, folder, MANIFEST_NAME);
    assert_non_null(m);
    manifest_add(m, &a);
    manifest_add(m, &b);
    assert_int_equal(manifest_save(m), 0);
    manifest_add(m, &c);
    assert_int_equal(manifest_forget(m, "a.pdf"), 0);
    assert_int_equal(manifest_remove(m, "b.pdf"), 0);  // and the file stays: a kill
    manifest_close(m);
    assert_true(file_exists(path));

    m = manifest_read(d, folder, MANIFEST_NAME);
    assert_false(manifest_find(m, "a.pdf", &found));
    assert_true(manifest_find(m, "b.pdf", &found));
    assert_true(manifest_find(m, "c.pdf", &found));
    assert_int_equal(found.sha256[0], 3);
    assert_string_equal(found.employee, "e1");
    manifest_close(m);

    m = manifest_open(d, folder, MANIFEST_NAME);
    assert_true(manifest_find(m, "c.pdf", &found));
    assert_true(found.known);
    manifest_close(m);
    assert_false(file_exists(path));
    assert_int_equal(diag_total(d), 0);
    diag_free(d);
}

static void a_path_that_leads_out_is_none_of_ours(void **state)
{
    (void)state;
    static const char *const bad[] = {"/etc/passwd", "../x.pdf", "a/../../x.pdf", ""};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct manifest_entry e = entry(bad[i], 1), parsed;
        struct buf text = {0};
        entry_add(&text, &e);
        json_t *o = json_loadb(text.p, text.n, 0, NULL);
        assert_non_null(o);
        assert_false(entry_parse(o, &parsed));
        json_decref(o);
        buf_free(&text);
    }
}

static void the_program_is_itself(void **state)
{
    (void)state;
    static const uint8_t none[HASH_SIZE];
    uint8_t one[HASH_SIZE], two[HASH_SIZE], empty[HASH_SIZE];
    program_identity(one);
    program_identity(two);
    hash_bytes("", 0, empty);
    assert_true(hash_same(one, two));
    assert_false(hash_same(one, none) || hash_same(one, empty));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(torn_lines_are_left_out),
        cmocka_unit_test_setup_teardown(one_run_has_the_journal, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(what_was_added_is_left, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(a_manifest_goes_on_from_its_journal, make_folder,
                                        remove_folder),
        cmocka_unit_test(a_path_that_leads_out_is_none_of_ours),
        cmocka_unit_test(the_program_is_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
