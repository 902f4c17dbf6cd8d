// Values of the organisation and its cycle: the same for everyone.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "compose/values/value.h"
#include "compose/words/phrase.h"

GETTER(organisation_name)
{
    return value_of_localized(e, &e->cycle->organisation);
}
GETTER(period)
{
    return value_of_period(e, e->cycle->period);
}
GETTER(previous_period)
{
    return value_of_period(e, e->cycle->previous_period);
}
GETTER(dates)
{
    return value_of_window(e->cycle->dates);
}
GETTER(conversations)
{
    return value_of_window(e->cycle->conversations);
}
GETTER(minutes)
{
    return value_of_count(e->cycle->minutes);
}
GETTER(notice_days)
{
    return value_of_count(e->cycle->notice_days);
}
GETTER(plan_within_days)
{
    return value_of_count(e->cycle->plan_within_days);
}
GETTER(new_within_days)
{
    return value_of_count(e->cycle->new_within_days);
}
GETTER(evaluation)
{
    return value_of_window(e->cycle->evaluation);
}
GETTER(evaluation_with_next)
{
    return value_of_flag(e->cycle->evaluation_with_next);
}
GETTER(process_evaluation)
{
    return value_of_window(e->cycle->process_evaluation);
}
GETTER(process_evaluation_early)
{
    return value_of_flag(cycle_asks_before_follow_ups(e->cycle));
}
GETTER(follow_ups)
{
    return VALUE_LIST_OF(e, e->cycle->follow_ups, e->cycle->follow_up_count);
}
GETTER(follow_up_count)
{
    return value_of_count((int)e->cycle->follow_up_count);
}
GETTER(smallest_group)
{
    return value_of_count(e->cycle->smallest_group);
}

// When plans are written: as many days after the conversations' window as a plan may take.
GETTER(plans)
{
    struct window w = e->cycle->conversations;
    int days = e->cycle->plan_within_days;
    if (days <= 0 || !date_is_set(w.from) || !date_is_set(w.to)) return (struct value){0};
    return value_of_window(
        (struct window){date_add_days(w.from, days), date_add_days(w.to, days), w.place});
}

GETTER(salary)
{
    static const char *const names[] = {
        [SALARY_SEPARATE] = "separate", [SALARY_INCLUDED] = "included"};
    return value_of_text(names[e->cycle->salary]);
}

GETTER(hr_name)
{
    return value_of_localized(e, &e->cycle->hr.name);
}
GETTER(hr_email)
{
    return value_of_text(e->cycle->hr.email);
}
GETTER(hr_phone)
{
    return value_of_contact(e, e->cycle->hr.phone);
}

// How HR can be reached: mail, telephone, either, or unset.
GETTER(hr_contact)
{
    const struct contact *hr = &e->cycle->hr;
    const struct doc_node *ways[2];
    size_t count = 0;
    if (hr->email) ways[count++] = phrase_contact(e->arena, value_of_contact(e, hr->email).text);
    if (hr->phone) ways[count++] = phrase_contact(e->arena, value_of_contact(e, hr->phone).text);
    if (!count) return (struct value){0};
    if (count == 1)
        return (struct value){.set = true, .rich = phrase_join(e->arena, e->words, ways, count)};
    const struct phrase_arg either[] = {{"before", ways[0]}, {"last", ways[1]}};
    return (struct value){.set = true,
                          .rich = phrase_fill(e->arena, e->words, "list.either", either, 2)};
}

GETTER(basis)
{
    return value_of_localized(e, &e->cycle->privacy_basis);
}
GETTER(officer)
{
    struct localized found = cycle_text_in(&e->cycle->privacy_officer, e->words->language);
    return value_of_contact(e, found.text);
}
GETTER(unions)
{
    return value_of_date(e->cycle->discussed_with_unions);
}
GETTER(answers_until_summary)
{
    return value_of_flag(e->cycle->keep_answers &&
                         !strcmp(e->cycle->keep_answers, "until-summary"));
}

GETTER(keep_answers)
{
    const char *text = e->cycle->keep_answers;
    return value_of_count(
        text && strspn(text, "0123456789") == strlen(text) && strlen(text) < 4 ? atoi(text) : 0);
}

GETTER(keep_plans)
{
    return value_of_count(e->cycle->keep_plans);
}

// The day by which what is kept for so many periods, its own counted, is deleted.
static struct value deleted_after(const struct env *e, int periods)
{
    const struct cycle *c = e->cycle;
    if (periods < 1 || !date_is_set(c->dates.from) || !date_is_set(c->dates.to))
        return (struct value){0};
    return value_of_date(cycle_period_later(c, c->dates.to, periods - 1));
}

GETTER(plans_deleted)
{
    return deleted_after(e, e->cycle->keep_plans);
}
GETTER(answers_deleted)
{
    return deleted_after(e, keep_answers(e, item).count);
}
GETTER(personnel_file)
{
    return value_of_flag(e->cycle->personnel_file);
}

// The organisation's own word; where that is the usual word of its language, the usual word of the
// document's language.
GETTER(marking)
{
    if (e->cycle->privacy_marking.count) return value_of_localized(e, &e->cycle->privacy_marking);
    const char *own = e->cycle->privacy_marking.text;
    const char *usual = e->cycle_words ? words_text(e->cycle_words, "marking-word") : NULL;
    bool is_usual = !own || !usual || !strcmp(own, usual);
    return value_of_text(is_usual ? words_text(e->words, "marking-word") : own);
}

GETTER(large_print)
{
    (void)item;
    return value_of_flag(e->large);
}

static const struct value_entry entries[] = {
    {"organisation.name", SCOPE_RUN, VALUE_TEXT, organisation_name, NULL, 0},
    {"cycle.period", SCOPE_RUN, VALUE_TEXT, period, NULL, 0},
    {"cycle.previous-period", SCOPE_RUN, VALUE_TEXT, previous_period, NULL, 0},
    {"cycle.dates", SCOPE_RUN, VALUE_WINDOW, dates, NULL, 0},
    {"cycle.conversations", SCOPE_RUN, VALUE_WINDOW, conversations, NULL, 0},
    {"cycle.minutes", SCOPE_RUN, VALUE_COUNT, minutes, "counts.minutes", 0},
    {"cycle.notice-days", SCOPE_RUN, VALUE_COUNT, notice_days, "counts.days", 0},
    {"cycle.plan-within-days", SCOPE_RUN, VALUE_COUNT, plan_within_days, "counts.days", 0},
    {"cycle.plans", SCOPE_RUN, VALUE_WINDOW, plans, NULL, 0},
    {"cycle.new-within-days", SCOPE_RUN, VALUE_COUNT, new_within_days, "counts.days", 0},
    {"cycle.follow-ups", SCOPE_RUN, VALUE_LIST, follow_ups, NULL, TYPE_FOLLOW_UP},
    {"cycle.follow-up-count", SCOPE_RUN, VALUE_COUNT, follow_up_count, "counts.follow-ups", 0},
    {"cycle.evaluation", SCOPE_RUN, VALUE_WINDOW, evaluation, NULL, 0},
    {"large-print", SCOPE_RUN, VALUE_FLAG, large_print, NULL, 0},
    {"cycle.evaluation-with-next", SCOPE_RUN, VALUE_FLAG, evaluation_with_next, NULL, 0},
    {"cycle.process-evaluation", SCOPE_RUN, VALUE_WINDOW, process_evaluation, NULL, 0},
    {"cycle.process-evaluation-early", SCOPE_RUN, VALUE_FLAG, process_evaluation_early, NULL, 0},
    {"cycle.salary", SCOPE_RUN, VALUE_CHOICE, salary, "salary", 0},
    {"hr.name", SCOPE_RUN, VALUE_TEXT, hr_name, NULL, 0},
    {"hr.email", SCOPE_RUN, VALUE_CONTACT, hr_email, NULL, 0},
    {"hr.phone", SCOPE_RUN, VALUE_TEXT, hr_phone, NULL, 0},
    {"hr.contact", SCOPE_RUN, VALUE_PHRASE, hr_contact, NULL, 0},
    {"privacy.basis", SCOPE_RUN, VALUE_TEXT, basis, NULL, 0},
    {"privacy.officer", SCOPE_RUN, VALUE_CONTACT, officer, NULL, 0},
    {"privacy.marking", SCOPE_RUN, VALUE_TEXT, marking, NULL, 0},
    {"privacy.discussed-with-unions", SCOPE_RUN, VALUE_DATE, unions, NULL, 0},
    {"privacy.keep-plans", SCOPE_RUN, VALUE_COUNT, keep_plans, "counts.periods", 0},
    {"privacy.keep-answers", SCOPE_RUN, VALUE_COUNT, keep_answers, "counts.periods", 0},
    {"privacy.plans-deleted", SCOPE_RUN, VALUE_DATE, plans_deleted, NULL, 0},
    {"privacy.answers-deleted", SCOPE_RUN, VALUE_DATE, answers_deleted, NULL, 0},
    {"privacy.personnel-file", SCOPE_RUN, VALUE_FLAG, personnel_file, NULL, 0},
    {"privacy.answers-until-summary", SCOPE_RUN, VALUE_FLAG, answers_until_summary, NULL, 0},
    {"summary.smallest-group", SCOPE_RUN, VALUE_COUNT, smallest_group, "counts.people", 0},
};
const struct value_table values_run = {entries, COUNT(entries)};

// ---- One formal follow-up

GETTER(follow_up_name)
{
    return value_of_localized(e, &((const struct follow_up_window *)item)->name);
}
GETTER(follow_up_window)
{
    return value_of_window(((const struct follow_up_window *)item)->window);
}

static const struct value_entry follow_up_entries[] = {
    {"name", SCOPE_RUN, VALUE_TEXT, follow_up_name, NULL, 0},
    {"window", SCOPE_RUN, VALUE_WINDOW, follow_up_window, NULL, 0},
};
const struct value_table values_of_follow_up = {follow_up_entries, sizeof follow_up_entries /
                                                                       sizeof *follow_up_entries};

// ---- A bare name

GETTER(name_name)
{
    return value_of_text(item);
}

static const struct value_entry name_entries[] = {
    {"name", SCOPE_RUN, VALUE_TEXT, name_name, NULL, 0}};
const struct value_table values_of_name = {name_entries, 1};
