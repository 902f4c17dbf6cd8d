// Values of reports: what is shown at any size, and what there is to show.
#include "compose/values/report.h"

#include "base/array.h"
#include "compose/values/headline.h"
#include "compose/words/format.h"
#include "model/coverage.h"
#include "model/published.h"

const struct unit *values_report_unit(const struct env *e)
{
    return e->unit_count ? e->units[0] : e->cycle->root;
}

GETTER(day)
{
    return value_of_date(e->published ? e->cycle->as_of : (struct date){0});
}

// ---- Sentences

GETTER(headline)
{
    return value_of_text(e->published ? values_headline(e) : NULL);
}
GETTER(lead)
{
    return value_of_text(e->published ? values_headline_lead(e) : NULL);
}
GETTER(answers_headline)
{
    return value_of_text(e->published ? values_headline_answers(e) : NULL);
}
GETTER(answers_lead)
{
    return value_of_text(e->published ? values_headline_answers_lead(e) : NULL);
}
GETTER(needs_headline)
{
    return value_of_text(e->published ? values_headline_needs(e) : NULL);
}
GETTER(needs_lead)
{
    return value_of_text(e->published ? values_headline_needs_lead(e) : NULL);
}

// ---- What there is to show

GETTER(is_whole)
{
    return value_of_flag(e->published && !values_report_unit(e)->parent);
}
// An annex for a page that has units below, and for the organisation's.
GETTER(is_annexed)
{
    return value_of_flag(e->published &&
                         (!values_report_unit(e)->parent || values_report_unit(e)->unit_count));
}
// Whether anything drawn is shown in HR's report.
GETTER(is_starred)
{
    const struct published *p = e->published;
    return value_of_flag(published_release(p, RELEASE_EVALUATION, 0) ||
                         published_release(p, RELEASE_PROCESS, 0));
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
    const struct published_unit *u = published_unit_then(
        published_release(e->published, RELEASE_PROCESS, 0), e->cycle, values_report_unit(e));
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
    {"report.headline", SCOPE_UNIT, VALUE_TEXT, headline, NULL, 0},
    {"report.lead", SCOPE_UNIT, VALUE_TEXT, lead, NULL, 0},
    {"report.answers-headline", SCOPE_UNIT, VALUE_TEXT, answers_headline, NULL, 0},
    {"report.answers-lead", SCOPE_UNIT, VALUE_TEXT, answers_lead, NULL, 0},
    {"report.needs-headline", SCOPE_UNIT, VALUE_TEXT, needs_headline, NULL, 0},
    {"report.needs-lead", SCOPE_UNIT, VALUE_TEXT, needs_lead, NULL, 0},
    {"report.whole", SCOPE_UNIT, VALUE_FLAG, is_whole, NULL, 0},
    {"report.annexed", SCOPE_UNIT, VALUE_FLAG, is_annexed, NULL, 0},
    {"report.starred", SCOPE_UNIT, VALUE_FLAG, is_starred, NULL, 0},
    {"report.units", SCOPE_UNIT, VALUE_FLAG, has_units, NULL, 0},
    {"report.previous", SCOPE_UNIT, VALUE_FLAG, has_previous, NULL, 0},
    {"report.released", SCOPE_UNIT, VALUE_FLAG, is_released, NULL, 0},
    {"report.previous-period", SCOPE_UNIT, VALUE_TEXT, previous_period, NULL, 0},
    {"report.answered", SCOPE_UNIT, VALUE_FLAG, has_answers, NULL, 0},
    {"report.answers", SCOPE_UNIT, VALUE_TEXT, answers, NULL, 0},
};
const struct value_table values_report = {entries, COUNT(entries)};
