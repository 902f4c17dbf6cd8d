// Values of one person: the employee, who leads them, and when they meet.
#include "base/array.h"
#include "compose/values/value.h"
#include "compose/words/format.h"

static struct value written(const char *text, struct place place)
{
    struct value v = value_of_text(text);
    v.place = place;
    return v;
}

static struct value written_in(const struct env *e, const struct cycle_text *text,
                               struct place place)
{
    struct value v = value_of_localized(e, text);
    v.place = place;
    return v;
}

GETTER(employee_name)
{
    return written(e->person->name, e->person->place);
}
GETTER(employee_distinct_name)
{
    return value_of_person(e, e->person);
}
GETTER(employee_title)
{
    return written_in(e, &e->person->title, e->person->place);
}
GETTER(employee_email)
{
    return written(e->person->email, e->person->place);
}

static const struct person *leader(const struct env *e)
{
    return e->person->leader;
}
static const struct person *holder(const struct env *e)
{
    return e->person->held_by ? e->person->held_by : e->person->leader;
}

GETTER(leader_name)
{
    return leader(e) ? written(leader(e)->name, leader(e)->place) : (struct value){0};
}
GETTER(leader_distinct_name)
{
    return value_of_person(e, leader(e));
}
GETTER(leader_title)
{
    return leader(e) ? written_in(e, &leader(e)->title, leader(e)->place) : (struct value){0};
}
GETTER(leader_email)
{
    return leader(e) ? written(leader(e)->email, leader(e)->place) : (struct value){0};
}
GETTER(leader_vacant)
{
    return value_of_flag(e->person->leader_is_vacant);
}
GETTER(leader_outside)
{
    return value_of_flag(leader(e) && !leader(e)->id);
}
GETTER(holder_name)
{
    return holder(e) ? written(holder(e)->name, holder(e)->place) : (struct value){0};
}
GETTER(holder_email)
{
    return holder(e) ? written(holder(e)->email, holder(e)->place) : (struct value){0};
}
GETTER(holder_other)
{
    return value_of_flag(leader(e) && holder(e) != leader(e));
}

// The unit in which the person's leader is the acting leader; NULL: none.
static const struct unit *acted_for(const struct env *e)
{
    for (const struct unit *u = e->person->unit; u; u = u->parent)
        if (u->acting && u->acting == leader(e) && u->leader != leader(e)) return u;
    return NULL;
}

GETTER(leader_acting_for)
{
    const struct unit *u = acted_for(e);
    return u && u->leader ? written(u->leader->name, u->leader->place) : (struct value){0};
}

GETTER(leader_acting_window)
{
    const struct unit *u = acted_for(e);
    return u ? value_of_window(u->acting_window) : (struct value){0};
}

GETTER(conversation_agreed)
{
    return value_of_flag(date_is_set(e->person->conversation_at.date));
}
GETTER(conversation_place)
{
    return written_in(e, &e->person->conversation_place, e->person->conversation_at_place);
}

GETTER(conversation_at)
{
    return (struct value){.set = date_is_set(e->person->conversation_at.date),
                          .place = e->person->conversation_at_place,
                          .datetime = e->person->conversation_at};
}

GETTER(conversation_day)
{
    struct datetime at = e->person->conversation_at;
    if (!date_is_set(at.date)) return (struct value){0};
    return written(format_weekday(e->arena, e->words, at.date), e->person->conversation_at_place);
}
GETTER(conversation_hours)
{
    struct datetime at = e->person->conversation_at;
    if (!date_is_set(at.date)) return (struct value){0};
    return written(format_hours(e->arena, e->words, at, e->cycle->minutes),
                   e->person->conversation_at_place);
}

// The last day for the plan: so many days after the conversation, or after the last day for that.
GETTER(plan_due)
{
    struct date day = e->person->conversation_at.date;
    if (!e->person->name) return (struct value){0};
    if (!date_is_set(day)) day = cycle_person_window(e->cycle, e->person).to;
    if (!date_is_set(day) || e->cycle->plan_within_days <= 0) return (struct value){0};
    return value_of_date(date_add_days(day, e->cycle->plan_within_days));
}

GETTER(frames_led)
{
    bool led = false;
    for (size_t i = 0; i < e->frame_count; i++)
        led |= cycle_unit_leader_on(e->frames[i], e->cycle->as_of) == e->person;
    return value_of_flag(led);
}

GETTER(window)
{
    return value_of_window(cycle_person_window(e->cycle, e->person));
}

// Whether the person has a window of their own, as newcomers have: it reaches beyond the cycle's.
GETTER(window_own)
{
    struct window own = cycle_person_window(e->cycle, e->person), all = e->cycle->conversations;
    return value_of_flag(date_is_set(own.to) && (date_compare(own.to, all.to) > 0 ||
                                                 date_compare(own.from, all.from) < 0));
}

static const struct value_entry entries[] = {
    {"employee.name", SCOPE_PERSON, VALUE_TEXT, employee_name, NULL, 0},
    {"employee.distinct-name", SCOPE_PERSON, VALUE_TEXT, employee_distinct_name, NULL, 0},
    {"employee.title", SCOPE_PERSON, VALUE_TEXT, employee_title, NULL, 0},
    {"employee.email", SCOPE_PERSON, VALUE_CONTACT, employee_email, NULL, 0},
    {"leader.name", SCOPE_PERSON, VALUE_TEXT, leader_name, NULL, 0},
    {"leader.distinct-name", SCOPE_PERSON, VALUE_TEXT, leader_distinct_name, NULL, 0},
    {"leader.title", SCOPE_PERSON, VALUE_TEXT, leader_title, NULL, 0},
    {"leader.email", SCOPE_PERSON, VALUE_CONTACT, leader_email, NULL, 0},
    {"leader.vacant", SCOPE_PERSON, VALUE_FLAG, leader_vacant, NULL, 0},
    {"leader.outside", SCOPE_PERSON, VALUE_FLAG, leader_outside, NULL, 0},
    {"leader.acting-for", SCOPE_PERSON, VALUE_TEXT, leader_acting_for, NULL, 0},
    {"leader.acting-window", SCOPE_PERSON, VALUE_WINDOW, leader_acting_window, NULL, 0},
    {"holder.name", SCOPE_PERSON, VALUE_TEXT, holder_name, NULL, 0},
    {"holder.email", SCOPE_PERSON, VALUE_CONTACT, holder_email, NULL, 0},
    {"holder.other", SCOPE_PERSON, VALUE_FLAG, holder_other, NULL, 0},
    {"conversation.agreed", SCOPE_PERSON, VALUE_FLAG, conversation_agreed, NULL, 0},
    {"conversation.at", SCOPE_PERSON, VALUE_DATETIME, conversation_at, NULL, 0},
    {"conversation.day", SCOPE_PERSON, VALUE_TEXT, conversation_day, NULL, 0},
    {"conversation.hours", SCOPE_PERSON, VALUE_TEXT, conversation_hours, NULL, 0},
    {"conversation.place", SCOPE_PERSON, VALUE_TEXT, conversation_place, NULL, 0},
    {"plan.due", SCOPE_PERSON, VALUE_DATE, plan_due, NULL, 0},
    {"frames.led", SCOPE_PERSON, VALUE_FLAG, frames_led, NULL, 0},
    {"window", SCOPE_PERSON, VALUE_WINDOW, window, NULL, 0},
    {"window.own", SCOPE_PERSON, VALUE_FLAG, window_own, NULL, 0},
};
const struct value_table values_person = {entries, COUNT(entries)};

// ---- A unit, as this person sees it

// So with the top leader, whose own unit frames their conversation: its message is their own.
GETTER(led_by_employee)
{
    return value_of_flag(cycle_unit_leader_on(item, e->cycle->as_of) == e->person);
}

static const struct value_entry of_unit[] = {
    {"led-by-employee", SCOPE_PERSON, VALUE_FLAG, led_by_employee, NULL, 0}};
const struct value_table values_of_unit_and_person = {of_unit, 1};
