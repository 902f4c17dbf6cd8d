// Values of reports: what is shown at any size, and what there is to show.
#include "compose/values/report.h"

#include "base/array.h"
#include "compose/words/format.h"
#include "model/coverage.h"
#include "model/published.h"

const struct unit *values_report_unit(const struct env *e)
{
    return e->unit_count ? e->units[0] : e->cycle->root;
}

static const struct coverage *coverage(const struct env *e)
{
    return e->published ? &e->published->coverage[values_report_unit(e)->index] : NULL;
}

static struct value of(const struct env *e, size_t held, size_t due)
{
    return due ? value_of_text(format_ratio(e->arena, e->words, held, due)) : (struct value){0};
}

GETTER(day)
{
    return value_of_date(e->published ? e->cycle->as_of : (struct date){0});
}

GETTER(conversations)
{
    const struct coverage *k = coverage(e);
    return k ? of(e, k->conversations[CONVERSATION_HELD], coverage_conversations_due(k))
             : (struct value){0};
}

GETTER(plans)
{
    const struct coverage *k = coverage(e);
    return k ? of(e, k->plans[PLAN_AGREED], coverage_plans_due(k)) : (struct value){0};
}

GETTER(follow_ups)
{
    const struct coverage *k = coverage(e);
    return k && e->cycle->follow_up_count
             ? of(e, k->follow_ups[TALK_HELD], coverage_talks_due(k->follow_ups))
             : (struct value){0};
}

GETTER(evaluations)
{
    const struct coverage *k = coverage(e);
    return k && coverage_has_evaluation(e->cycle)
             ? of(e, k->evaluations[TALK_HELD], coverage_talks_due(k->evaluations))
             : (struct value){0};
}

GETTER(has_units)
{
    return value_of_flag(e->published && values_report_unit(e)->unit_count);
}
GETTER(has_previous)
{
    const struct published *p = e->published;
    return value_of_flag(published_release(p, RELEASE_EVALUATION, 0) &&
                         published_release(p, RELEASE_EVALUATION, 1));
}
GETTER(is_released)
{
    return value_of_flag(e->published && published_release(e->published, e->published->kind, 0));
}

static const struct published_unit *answers_of(const struct env *e)
{
    const struct published_unit *u = published_unit(
        published_release(e->published, RELEASE_PROCESS, 0), values_report_unit(e)->id);
    return u && u->atoms ? u : NULL;
}

GETTER(has_answers)
{
    return value_of_flag(e->published && answers_of(e));
}
GETTER(answers)
{
    if (!e->published || !answers_of(e)) return (struct value){0};
    return value_of_text(format_number(e->arena, e->words, answers_of(e)->group));
}
GETTER(previous_period)
{
    bool known = e->published && e->published->period_count > 1;
    return value_of_period(e, known ? e->published->periods[1].period : NULL);
}

static const struct value_entry entries[] = {
    {"report.day", SCOPE_UNIT, VALUE_DATE, day, NULL, 0},
    {"report.conversations", SCOPE_UNIT, VALUE_TEXT, conversations, NULL, 0},
    {"report.plans", SCOPE_UNIT, VALUE_TEXT, plans, NULL, 0},
    {"report.follow-ups", SCOPE_UNIT, VALUE_TEXT, follow_ups, NULL, 0},
    {"report.evaluations", SCOPE_UNIT, VALUE_TEXT, evaluations, NULL, 0},
    {"report.units", SCOPE_UNIT, VALUE_FLAG, has_units, NULL, 0},
    {"report.previous", SCOPE_UNIT, VALUE_FLAG, has_previous, NULL, 0},
    {"report.released", SCOPE_UNIT, VALUE_FLAG, is_released, NULL, 0},
    {"report.previous-period", SCOPE_UNIT, VALUE_TEXT, previous_period, NULL, 0},
    {"report.answered", SCOPE_UNIT, VALUE_FLAG, has_answers, NULL, 0},
    {"report.answers", SCOPE_UNIT, VALUE_TEXT, answers, NULL, 0},
};
const struct value_table values_report = {entries, COUNT(entries)};
