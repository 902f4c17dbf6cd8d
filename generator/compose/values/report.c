// Values of reports: what is shown at any size, and what there is to show.
#include "compose/values/report.h"

#include <string.h>

#include "base/array.h"
#include "compose/values/headline.h"
#include "compose/words/format.h"
#include "model/coverage.h"
#include "model/published.h"

const struct unit *values_report_unit(const struct env *e)
{
    return e->unit_count ? e->units[0] : e->cycle->root;
}

// ---- The first page

enum { MOST_POINTS = 3, MOST_ROWS = 13, MOST_AREAS = 5, MOST_NEEDS = 3 };  // read in a minute

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

// Competences of which something is shown.
static size_t needs_shown(const struct env *e)
{
    const struct published_unit *u = values_headline_unit(e, e->published->kind, 0);
    size_t n = 0;
    for (size_t i = 0; u && i < u->figure_count; i++)
        n += !strncmp(u->figures[i].id, "need.", strlen("need.")) &&
             published_percent(&u->figures[i]) > 0;
    return n;
}

static struct report_room widest_room(const struct env *e)
{
    size_t units = values_report_unit(e)->unit_count, areas = e->published->area_count;
    struct report_room room = {.points = MOST_POINTS};
    room.needs = lesser(needs_shown(e), MOST_NEEDS);
    room.areas = lesser(areas, units ? MOST_AREAS : MOST_ROWS - MOST_NEEDS);
    room.units = lesser(units, MOST_ROWS - room.areas - room.needs);
    return room;
}

// Of what stands there in great number first; a few of each are left as long as that is enough.
static void leave_one_out(struct report_room *room)
{
    size_t *const kinds[] = {&room->units, &room->areas, &room->needs, &room->points};
    static const size_t kept[][4] = {{3, 3, 2, 3}, {2, 2, 1, 2}, {1, 1, 0, 1}, {0, 0, 0, 1}};
    for (size_t k = 0; k < COUNT(kept); k++)
        for (size_t i = 0; i < COUNT(kinds); i++)
            if (*kinds[i] > kept[k][i]) {
                --*kinds[i];
                return;
            }
}

struct report_room values_report_room(const struct env *e)
{
    struct report_room room = widest_room(e);
    for (size_t i = 0; i < e->left_out; i++) leave_one_out(&room);
    return room;
}

// ---- Sentences

GETTER(day)
{
    return value_of_date(e->published ? e->cycle->as_of : (struct date){0});
}
// A sentence made from the numbers; of a document that shows none, nothing.
#define SENTENCE(name, make)                                 \
    GETTER(name)                                             \
    {                                                        \
        return value_of_text(e->published ? make(e) : NULL); \
    }
SENTENCE(headline, values_headline)
SENTENCE(lead, values_headline_lead)
SENTENCE(answers_headline, values_headline_answers)
SENTENCE(answers_lead, values_headline_answers_lead)
SENTENCE(needs_headline, values_headline_needs)
SENTENCE(needs_lead, values_headline_needs_lead)

// ---- What there is to show

GETTER(is_whole)
{
    return value_of_flag(e->published && !values_report_unit(e)->parent);
}
// An annex for a page that has units below, for the organisation's, and for what did not fit.
GETTER(is_annexed)
{
    if (!e->published) return value_of_flag(false);
    const struct unit *u = values_report_unit(e);
    return value_of_flag(!u->parent || u->unit_count ||
                         values_report_room(e).areas < e->published->area_count);
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
