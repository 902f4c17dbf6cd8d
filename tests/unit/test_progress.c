// batch/meter: what progress looks like. When it is shown is tests/cli/progress.py.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "run/progress.h"

static void shows(struct progress_state s, size_t columns, const char *wanted)
{
    struct buf out = {0};
    progress_line(&s, columns, &out);
    assert_string_equal(buf_cstr(&out), wanted);
    assert_true(utf8_width(out.p, out.n) <= columns);
    buf_free(&out);
}

static void tells_what_is_known(void **state)
{
    (void)state;
    shows((struct progress_state){.total = 80}, 79, " 0 of 80");
    shows((struct progress_state){.total = 80, .name = "Sone nord"}, 79, " 0 of 80, Sone nord");
    shows((struct progress_state){.done = 9, .total = 100000, .rate = 312.4, .name = "Sone nord"},
          79, "     9 of 100000, 312 a second, 5:20 left, Sone nord");
}

static void tells_the_time_left(void **state)
{
    (void)state;
    shows((struct progress_state){.done = 10, .total = 10, .rate = 9.94}, 79,
          "10 of 10, 9.9 a second, 0:00 left");
    shows((struct progress_state){.done = 10, .total = 10, .rate = 9.96}, 79,
          "10 of 10, 10 a second, 0:00 left");
    shows((struct progress_state){.total = 245, .rate = 1}, 79,
          "  0 of 245, 1.0 a second, 4:05 left");
    shows((struct progress_state){.total = 3599, .rate = 1}, 79,
          "   0 of 3599, 1.0 a second, 59:59 left");
    shows((struct progress_state){.total = 3725, .rate = 1}, 79,
          "   0 of 3725, 1.0 a second, 1:02:05 left");
    shows((struct progress_state){.total = 100000, .rate = 0.04}, 79,
          "     0 of 100000, 0.0 a second");
}

static void is_cut_by_columns(void **state)
{
    (void)state;
    struct progress_state s = {.done = 5, .total = 9, .name = "教育と文化"};
    shows(s, 18, "5 of 9, 教育と文化");
    shows(s, 17, "5 of 9, 教育と文…");
    shows(s, 16, "5 of 9, 教育と…");
    // accents of their own take no column, and stay with their letter
    s.name = "e\xCC\x81te\xCC\x81";
    shows(s, 11, "5 of 9, e\xCC\x81te\xCC\x81");
    shows(s, 10, "5 of 9, e\xCC\x81…");
    s.name = "👩‍👩‍👧 familie";
    shows(s, 9, "5 of 9, …");
    shows(s, 11, "5 of 9, 👩‍👩‍👧…");
    shows(s, 5, "5 of…");
    shows(s, 1, "…");
    shows(s, 0, "");
}

static void commands_no_terminal(void **state)
{
    (void)state;
    struct progress_state s = {.done = 5,
                               .total = 9,
                               .name = "A\033[2JB\nC\u202ED\xC2\x9B"
                                       "E"};
    shows(s, 79, "5 of 9, A?[2JB?C?D?E");
}

static void tells(struct progress_state s, const char *event, const char *wanted)
{
    struct buf out = {0};
    progress_event(&s, event, &out);
    assert_string_equal(buf_cstr(&out), wanted);
    buf_free(&out);
}

static void events_are_lines_of_json(void **state)
{
    (void)state;
    struct progress_state s = {.total = 80, .command = "packs", .shard = "3/8"};
    tells(
        s, "start",
        "{\"event\":\"start\",\"done\":0,\"total\":80,\"command\":\"packs\",\"shard\":\"3/8\"}\n");
    s = (struct progress_state){.done = 7,
                                .total = 80,
                                .rate = 31.25,
                                .id = "u1",
                                .name = "A \"B\"\n\u00C5",
                                .command = "packs"};
    tells(s, "progress",
          "{\"event\":\"progress\",\"done\":7,\"total\":80,\"rate\":31.3,\"seconds-left\":2.3,"
          "\"unit\":\"u1\",\"unit-name\":\"A \\\"B\\\"\\n\u00C5\"}\n");
    s = (struct progress_state){.done = 80, .total = 80, .rate = 40};
    tells(s, "end", "{\"event\":\"end\",\"done\":80,\"total\":80,\"rate\":40.0}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_is_known),      cmocka_unit_test(tells_the_time_left),
        cmocka_unit_test(is_cut_by_columns),        cmocka_unit_test(commands_no_terminal),
        cmocka_unit_test(events_are_lines_of_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
