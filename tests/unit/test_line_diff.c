// base/line_diff: what it shows turns the one text into the other.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/line_diff.h"

static void known_texts(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {"a\nb\nc\n", "a\nb\nc\n", ""},
        {"", "a\n", "@@ -0,0 +1,1 @@\n+a\n"},
        {"a\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nX\ne\nf\ng\n",
         "@@ -2,5 +2,5 @@\n b\n c\n-d\n+X\n e\n f\n"},
        {"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "2\n3\n4\n5\n6\n7\n8\n9\n1\n",
         "@@ -1,3 +1,2 @@\n-1\n 2\n 3\n@@ -8,2 +7,3 @@\n 8\n 9\n+1\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = {0};
        line_diff(&out, rows[i][0], strlen(rows[i][0]), rows[i][1], strlen(rows[i][1]));
        assert_string_equal(buf_cstr(&out), rows[i][2]);
        buf_free(&out);
    }
}

// Applies a diff: every line of a that it takes away or keeps stands there, and b comes out.
static void apply(struct buf *to, const char *a, const char *diff)
{
    size_t line = 1;
    while (*diff) {
        size_t from, n = strcspn(diff, "\n") + 1;
        if (*diff == '@') {
            char *rest;
            from = strtoul(diff + strlen("@@ -"), &rest, 10);
            from += !strtoul(rest + 1, NULL, 10);  // behind that line, where none of its is shown
            for (; line < from; line++) {
                size_t length = strcspn(a, "\n") + 1;
                buf_add(to, a, length);
                a += length;
            }
        } else {
            if (*diff != '+') {
                assert_memory_equal(a, diff + 1, n - 1);
                a += n - 1;
                line++;
            }
            if (*diff != '-') buf_add(to, diff + 1, n - 1);
        }
        diff += n;
    }
    buf_str(to, a);
}

static void any_text(struct buf *out)
{
    for (int i = rand() % 40; i > 0; i--) buf_printf(out, "%c\n", 'a' + rand() % 4);
}

static void any_texts(void **state)
{
    (void)state;
    srand(7);
    for (int i = 0; i < 3000; i++) {
        struct buf a = {0}, b = {0}, diff = {0}, got = {0};
        any_text(&a);
        any_text(&b);
        line_diff(&diff, a.p, a.n, b.p, b.n);
        apply(&got, buf_cstr(&a), buf_cstr(&diff));
        assert_string_equal(buf_cstr(&got), buf_cstr(&b));
        buf_free(&a), buf_free(&b), buf_free(&diff), buf_free(&got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(known_texts), cmocka_unit_test(any_texts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
