// model/coverage.h: what is held, due and overdue, and for whom nothing is missing.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/coverage.h"

static struct date day(const char *text)
{
    struct date d;
    assert_true(date_parse(text, &d));
    return d;
}

static struct window window(const char *from, const char *to)
{
    return (struct window){day(from), day(to), {0}};
}

// A cycle with a spring and an autumn follow-up, and one person in it with a leader and a plan.
struct world {
    struct cycle cycle;
    struct follow_up_window windows[2];
    struct unit unit;
    struct person leader, person;
    struct plan plan;
    struct follow_up talks[2];
    struct goal goals[1];
    struct measure measures[6];
};

static int open_world(void **state)
{
    struct world *w = mem_alloc(sizeof *w);
    w->windows[0] = (struct follow_up_window){.name = {.text = "Vår"},
                                              .window = window("2027-05-03", "2027-06-11")};
    w->windows[1] = (struct follow_up_window){.name = {.text = "Høst"},
                                              .window = window("2027-09-20", "2027-10-29")};
    w->cycle = (struct cycle){.dates = window("2027-01-01", "2027-12-31"),
                              .conversations = window("2027-01-11", "2027-02-26"),
                              .evaluation = window("2027-11-29", "2027-12-17"),
                              .follow_ups = w->windows,
                              .follow_up_count = 2,
                              .plan_within_days = 14,
                              .new_within_days = 42};
    w->leader = (struct person){.id = "e1", .unit = &w->unit};
    w->person = (struct person){
        .id = "e2", .unit = &w->unit, .leader = &w->leader, .held_by = &w->leader};
    w->goals[0] = (struct goal){
        .id = "g1", .text = "Mål", .measures = w->measures, .measure_count = 1};
    w->plan = (struct plan){
        .person = &w->person, .goals = w->goals, .goal_count = 1, .follow_ups = w->talks};
    *state = w;
    return 0;
}

static int close_world(void **state)
{
    mem_free(*state);
    return 0;
}

static enum conversation_state conversation(const struct world *w, const char *on)
{
    return coverage_conversation(&w->cycle, &w->person, day(on));
}

static void conversation_is_due_until_its_window_is_over(void **state)
{
    struct world *w = *state;
    assert_int_equal(conversation(w, "2026-12-01"), CONVERSATION_NOT_AGREED);
    assert_int_equal(conversation(w, "2027-02-26"), CONVERSATION_NOT_AGREED);
    assert_int_equal(conversation(w, "2027-02-27"), CONVERSATION_OVERDUE);
    w->person.conversation_at.date = day("2027-02-10");
    assert_int_equal(conversation(w, "2027-02-11"), CONVERSATION_PLANNED);
    assert_int_equal(conversation(w, "2027-02-27"), CONVERSATION_OVERDUE);
}

static void held_counts_whatever_the_day(void **state)
{
    struct world *w = *state;
    w->person.plan = &w->plan;
    w->plan.conversation_held = day("2027-02-10");
    assert_int_equal(conversation(w, "2027-01-11"), CONVERSATION_HELD);
    w->person.not_needed = true;
    w->person.employed.to = day("2027-03-01");
    assert_int_equal(conversation(w, "2027-06-01"), CONVERSATION_HELD);
    w->person.plan_has_errors = true;
    assert_int_equal(conversation(w, "2027-06-01"), CONVERSATION_UNREADABLE);
}

static void wave_ends_the_window_but_not_before_the_day_agreed_on(void **state)
{
    struct world *w = *state;
    struct window waves[] = {window("2027-01-11", "2027-01-20")};
    w->cycle.waves = waves;
    w->cycle.wave_count = 1;
    assert_int_equal(conversation(w, "2027-01-21"), CONVERSATION_OVERDUE);
    w->person.conversation_at.date = day("2027-02-10");
    assert_int_equal(conversation(w, "2027-02-10"), CONVERSATION_PLANNED);
    assert_int_equal(conversation(w, "2027-02-11"), CONVERSATION_OVERDUE);
    // outside the cycle's window: nobody's leave to be late
    w->person.conversation_at.date = day("2027-03-10");
    assert_int_equal(conversation(w, "2027-01-21"), CONVERSATION_OVERDUE);
}

static void nobody_is_missing_who_need_not_be_there(void **state)
{
    struct world *w = *state;
    w->person.not_needed = true;
    assert_int_equal(conversation(w, "2027-06-01"), CONVERSATION_NOT_NEEDED);
    assert_int_equal(coverage_plan(&w->cycle, &w->person, day("2027-06-01")), PLAN_NOT_DUE);
    assert_int_equal(coverage_follow_up(&w->cycle, &w->person, 0, day("2027-07-01")), TALK_NONE);
    w->person.not_needed = false;
    w->person.leader = NULL;
    assert_int_equal(conversation(w, "2027-06-01"), CONVERSATION_NO_LEADER);
    w->person.leader = &w->leader;
    w->person.employed.to = day("2027-03-31");
    assert_int_equal(conversation(w, "2027-03-31"), CONVERSATION_OVERDUE);
    assert_int_equal(conversation(w, "2027-04-01"), CONVERSATION_NOT_EMPLOYED);
    w->person.employed.to = day("2026-12-31");
    assert_int_equal(conversation(w, "2026-12-01"), CONVERSATION_NOT_EMPLOYED);
    w->person.employed = (struct window){.from = day("2028-01-01")};
    assert_int_equal(conversation(w, "2027-06-01"), CONVERSATION_NOT_EMPLOYED);
}

static void newcomer_has_a_window_of_their_own(void **state)
{
    struct world *w = *state;
    w->person.employed.from = day("2027-08-16");
    assert_int_equal(conversation(w, "2027-06-01"), CONVERSATION_NOT_AGREED);
    assert_int_equal(conversation(w, "2027-09-27"), CONVERSATION_NOT_AGREED);
    assert_int_equal(conversation(w, "2027-09-28"), CONVERSATION_OVERDUE);
    assert_int_equal(coverage_follow_up(&w->cycle, &w->person, 0, day("2027-09-01")), TALK_NONE);
    assert_int_equal(coverage_follow_up(&w->cycle, &w->person, 1, day("2027-09-01")), TALK_LATER);
}

static void leave_postpones(void **state)
{
    struct world *w = *state;
    w->person.away = window("2027-02-15", "2027-04-30");
    assert_int_equal(conversation(w, "2027-02-14"), CONVERSATION_NOT_AGREED);
    assert_int_equal(conversation(w, "2027-03-15"), CONVERSATION_POSTPONED);
    assert_int_equal(conversation(w, "2027-05-01"), CONVERSATION_NOT_AGREED);  // back
    assert_int_equal(conversation(w, "2027-06-12"), CONVERSATION_NOT_AGREED);
    assert_int_equal(conversation(w, "2027-06-13"), CONVERSATION_OVERDUE);
    w->person.away.to = (struct date){0};
    assert_int_equal(conversation(w, "2027-12-31"), CONVERSATION_POSTPONED);
    w->person.away.to = day("2027-04-30");
    w->person.employed.to = day("2027-04-15");  // never back
    assert_int_equal(conversation(w, "2027-02-14"), CONVERSATION_NOT_AGREED);
    assert_int_equal(conversation(w, "2027-04-15"), CONVERSATION_POSTPONED);
    assert_int_equal(conversation(w, "2027-04-16"), CONVERSATION_NOT_EMPLOYED);
}

static void plan_is_a_draft_until_both_agree(void **state)
{
    struct world *w = *state;
    struct date on = day("2027-03-01");
    assert_int_equal(coverage_plan(&w->cycle, &w->person, on), PLAN_MISSING);
    w->person.plan = &w->plan;
    assert_int_equal(coverage_plan(&w->cycle, &w->person, on), PLAN_DRAFT);
    w->plan.agreed_employee = on;
    assert_int_equal(coverage_plan(&w->cycle, &w->person, on), PLAN_DRAFT);
    w->plan.agreed_leader = on;
    assert_int_equal(coverage_plan(&w->cycle, &w->person, on), PLAN_AGREED);
    w->plan.agreed_employee = w->plan.agreed_leader = (struct date){0};
    w->plan.goal_count = 0;
    assert_int_equal(coverage_plan(&w->cycle, &w->person, on), PLAN_MISSING);
}

static void plan_is_overdue_some_days_after_the_conversation(void **state)
{
    struct world *w = *state;
    w->person.plan = &w->plan;
    assert_false(coverage_plan_is_overdue(&w->cycle, &w->person, day("2027-06-01")));
    w->plan.conversation_held = day("2027-02-10");
    assert_false(coverage_plan_is_overdue(&w->cycle, &w->person, day("2027-02-24")));
    assert_true(coverage_plan_is_overdue(&w->cycle, &w->person, day("2027-02-25")));
    w->person.away = window("2027-02-20", "2027-03-31");
    assert_false(coverage_plan_is_overdue(&w->cycle, &w->person, day("2027-02-25")));
    w->person.away = (struct window){0};
    w->plan.agreed_employee = w->plan.agreed_leader = day("2027-03-10");
    assert_false(coverage_plan_is_overdue(&w->cycle, &w->person, day("2027-04-01")));
}

static enum talk_state follow_up(const struct world *w, size_t i, const char *on)
{
    return coverage_follow_up(&w->cycle, &w->person, i, day(on));
}

static void follow_ups_are_due_within_their_windows(void **state)
{
    struct world *w = *state;
    w->person.plan = &w->plan;
    assert_int_equal(follow_up(w, 0, "2027-05-02"), TALK_LATER);
    assert_int_equal(follow_up(w, 0, "2027-05-03"), TALK_DUE);
    assert_int_equal(follow_up(w, 0, "2027-06-11"), TALK_DUE);
    assert_int_equal(follow_up(w, 0, "2027-06-12"), TALK_OVERDUE);
    w->plan.follow_up_count = 1;
    w->talks[0] = (struct follow_up){.id = "f1",
                                     .planned = {DEADLINE_DAY, day("2027-05-20"), NULL}};
    assert_int_equal(follow_up(w, 0, "2027-05-21"), TALK_DUE);
    w->talks[0].held = day("2027-05-25");
    assert_int_equal(follow_up(w, 0, "2027-05-21"), TALK_HELD);
    assert_int_equal(follow_up(w, 1, "2027-11-01"), TALK_OVERDUE);
    w->person.away = window("2027-10-01", "2027-11-30");  // on the window's last day
    assert_int_equal(follow_up(w, 1, "2027-12-01"), TALK_NONE);
    w->person.away = window("2027-12-01", "2027-12-31");  // on the day asked about
    assert_int_equal(follow_up(w, 1, "2027-12-01"), TALK_NONE);
    w->person.away = (struct window){0};
    w->person.employed.to = day("2027-10-15");
    assert_int_equal(follow_up(w, 1, "2027-10-01"), TALK_NONE);
    w->person.plan_has_errors = true;
    assert_int_equal(follow_up(w, 0, "2027-10-01"), TALK_NONE);
}

static void follow_ups_without_windows_are_never_due(void **state)
{
    struct world *w = *state;
    w->cycle.follow_up_count = 0;
    w->person.plan = &w->plan;
    assert_int_equal(coverage_follow_up_count(&w->cycle), 1);
    assert_int_equal(follow_up(w, 0, "2027-10-01"), TALK_NONE);
    w->plan.follow_up_count = 1;
    w->talks[0].held = day("2027-05-25");
    assert_int_equal(follow_up(w, 0, "2027-10-01"), TALK_HELD);
}

static void evaluation_has_a_window_or_none(void **state)
{
    struct world *w = *state;
    assert_int_equal(coverage_evaluation(&w->cycle, &w->person, day("2027-11-28")), TALK_LATER);
    assert_int_equal(coverage_evaluation(&w->cycle, &w->person, day("2027-12-17")), TALK_DUE);
    assert_int_equal(coverage_evaluation(&w->cycle, &w->person, day("2027-12-18")), TALK_OVERDUE);
    w->cycle.evaluation = (struct window){0};
    assert_int_equal(coverage_evaluation(&w->cycle, &w->person, day("2027-12-18")), TALK_NONE);
    w->person.plan = &w->plan;
    w->plan.evaluation_held = day("2027-12-10");
    assert_int_equal(coverage_evaluation(&w->cycle, &w->person, day("2027-01-11")), TALK_HELD);
}

static void only_dates_are_overdue(void **state)
{
    struct world *w = *state;
    struct date on = day("2027-06-01");
    w->person.plan = &w->plan;
    w->goals[0].measure_count = 6;
    // the only one
    w->measures[0].deadline = (struct deadline){DEADLINE_DAY, day("2027-05-31"), NULL};
    w->measures[1].deadline = (struct deadline){DEADLINE_DAY, on, NULL};
    w->measures[2] = (struct measure){.deadline = {DEADLINE_MONTH, day("2027-04-30"), NULL},
                                      .is_done = true,
                                      .done = day("2027-05-01")};
    w->measures[3].deadline = (struct deadline){DEADLINE_TEXT, {0}, "før påske"};
    w->measures[4].deadline = (struct deadline){DEADLINE_ONGOING, {0}, "ongoing"};
    assert_int_equal(coverage_measures_overdue(&w->person, on), 1);
    assert_int_equal(coverage_measures_overdue(&w->person, day("2027-05-31")), 0);
    w->person.away = window("2027-05-01", "2027-06-30");
    assert_int_equal(coverage_measures_overdue(&w->person, on), 0);
    w->person.away = (struct window){0};
    struct progress_note note = {"g1", PROGRESS_DROPPED, NULL};
    w->talks[0] = (struct follow_up){
        .held = day("2027-05-10"), .progress = &note, .progress_count = 1};
    w->plan.follow_up_count = 1;
    assert_int_equal(coverage_measures_overdue(&w->person, on), 0);
    w->plan.follow_up_count = 0;
    w->goals[0].attainment = ATTAINMENT_DROPPED;
    assert_int_equal(coverage_measures_overdue(&w->person, on), 0);
}

static void counts_add_up(void **state)
{
    struct world *w = *state;
    struct coverage one = {0}, all = {0};
    w->person.plan = &w->plan;
    w->plan.conversation_held = day("2027-02-10");
    for (int i = 0; i < 2; i++) {
        struct person_coverage p = coverage_of(&w->cycle, &w->person, day("2027-06-20"));
        coverage_add(&one, &w->cycle, &p);
        w->person.not_needed = true;
        w->person.plan = NULL;
    }
    coverage_sum(&all, &one);
    coverage_sum(&all, &one);
    assert_int_equal(all.people, 4);
    assert_int_equal(coverage_conversations_due(&all), 2);
    assert_int_equal(all.conversations[CONVERSATION_HELD], 2);
    assert_int_equal(all.conversations[CONVERSATION_NOT_NEEDED], 2);
    assert_int_equal(coverage_plans_due(&all), 2);
    assert_int_equal(all.plans_overdue, 2);
    assert_int_equal(coverage_talks_due(all.follow_ups), 4);
    assert_int_equal(coverage_talks_begun(all.follow_ups), 2);
    assert_int_equal(all.follow_ups[TALK_OVERDUE], 2);
    assert_int_equal(all.follow_ups[TALK_LATER], 2);
    assert_int_equal(all.evaluations[TALK_NONE], 2);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_world, close_world)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(conversation_is_due_until_its_window_is_over),
        TEST(held_counts_whatever_the_day),
        TEST(wave_ends_the_window_but_not_before_the_day_agreed_on),
        TEST(nobody_is_missing_who_need_not_be_there),
        TEST(newcomer_has_a_window_of_their_own),
        TEST(leave_postpones),
        TEST(plan_is_a_draft_until_both_agree),
        TEST(plan_is_overdue_some_days_after_the_conversation),
        TEST(follow_ups_are_due_within_their_windows),
        TEST(follow_ups_without_windows_are_never_due),
        TEST(evaluation_has_a_window_or_none),
        TEST(only_dates_are_overdue),
        TEST(counts_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
