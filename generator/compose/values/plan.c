// Values of plans, this period's and the last one's, and of their goals, measures and needs.
#include "compose/values/plan.h"

#include <string.h>

#include "base/array.h"
#include "compose/values/between_us.h"
#include "compose/values/thread.h"
#include "compose/words/format.h"

// The plan's goals of some kinds, which are given as bits: unset where there is no plan or no goal
// in it, set and empty where there are goals of other kinds only.
static struct value goals_of_kinds(const struct env *e, const struct plan *p, unsigned kinds)
{
    if (!p || !p->goal_count) return (struct value){0};
    struct plan_goal *goals = ARENA_ARRAY(e->arena, struct plan_goal, p->goal_count);
    size_t count = 0;
    for (size_t i = 0; i < p->goal_count; i++)
        if (kinds & 1u << p->goals[i].kind)
            goals[count++] = (struct plan_goal){.plan = p, .goal = &p->goals[i]};
    struct value v = VALUE_LIST_OF(e, goals, count);
    v.set = true;
    return v;
}

// Unset where there is no plan (NULL) or no goal in it.
static struct value goals_of(const struct env *e, const struct plan *p)
{
    return goals_of_kinds(e, p, ~0u);
}

static const struct plan *this(const struct env *e)
{
    return e->person->plan;
}
static const struct plan *last(const struct env *e)
{
    return e->person->last_plan;
}

// ---- This period's

GETTER(plan_exists)
{
    return value_of_flag(this(e));
}
GETTER(goals)
{
    return goals_of(e, this(e));
}
GETTER(work_goals)
{
    return goals_of_kinds(e, this(e), 1u << GOAL_WORK | 1u << GOAL_TASK);
}
GETTER(development_goals)
{
    return goals_of_kinds(e, this(e), 1u << GOAL_PERSONAL | 1u << GOAL_PROFESSIONAL);
}
GETTER(other_goals)
{
    return goals_of_kinds(e, this(e), 1u << GOAL_UNSTATED);
}
GETTER(plan_held)
{
    return value_of_date(this(e) ? this(e)->conversation_held : (struct date){0});
}
GETTER(plan_informal)
{
    return values_between_us(e, this(e), this(e) ? this(e)->follow_up_informal : NULL);
}
GETTER(plan_disagreement)
{
    return values_between_us(e, this(e), this(e) ? this(e)->disagreement : NULL);
}
GETTER(agreed_employee)
{
    return value_of_date(this(e) ? this(e)->agreed_employee : (struct date){0});
}
GETTER(agreed_leader)
{
    return value_of_date(this(e) ? this(e)->agreed_leader : (struct date){0});
}

GETTER(plan_draft)
{
    const struct plan *p = this(e);
    return value_of_flag(p && p->goal_count &&
                         !(date_is_set(p->agreed_employee) && date_is_set(p->agreed_leader)));
}

GETTER(plan_follow_up_planned)
{
    const struct follow_up *f = cycle_follow_up(e->cycle, this(e), 0);
    return f ? value_of_text(format_deadline(e->arena, e->words, &f->planned)) : (struct value){0};
}

GETTER(evaluation_agreed_employee)
{
    return value_of_date(this(e) ? this(e)->evaluation_agreed_employee : (struct date){0});
}
GETTER(evaluation_agreed_leader)
{
    return value_of_date(this(e) ? this(e)->evaluation_agreed_leader : (struct date){0});
}
GETTER(evaluation_held)
{
    return value_of_date(this(e) ? this(e)->evaluation_held : (struct date){0});
}

GETTER(evaluation_disagreement)
{
    return values_between_us(e, this(e), this(e) ? this(e)->evaluation_disagreement : NULL);
}

GETTER(plan_learnt)
{
    return values_between_us(e, this(e), this(e) ? this(e)->evaluation_learnt : NULL);
}
GETTER(plan_next_steps)
{
    return values_between_us(e, this(e), this(e) ? this(e)->evaluation_next_steps : NULL);
}

struct need {  // a need that is none of the cycle's competences; text NULL: an empty line for one
    size_t number;
    const char *text;
};

size_t values_plan_need_number(const void *need)
{
    return ((const struct need *)need)->number;
}

// The needs that are there, and an empty one.
GETTER(need_slots)
{
    const struct plan *p = this(e);
    size_t count = p ? p->other_need_count : 0;
    struct need *list = ARENA_ARRAY(e->arena, struct need, count + 1);
    for (size_t i = 0; i <= count; i++)
        list[i] = (struct need){i + 1, i < count ? p->other_needs[i] : NULL};
    return VALUE_LIST_OF(e, list, count + 1);
}

GETTER(need_other)
{
    return value_of_text(((const struct need *)item)->text);
}

static const struct value_entry of_need[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, need_other, NULL, 0},
    {"other", SCOPE_PERSON, VALUE_TEXT, need_other, NULL, 0},
};
const struct value_table values_of_need = {of_need, COUNT(of_need)};

GETTER(other_needs)
{
    const struct plan *p = this(e);
    size_t count = p ? p->other_need_count : 0;
    const void **items = ARENA_ARRAY(e->arena, const void *, count);
    for (size_t i = 0; i < count; i++) items[i] = p->other_needs[i];
    return (struct value){.set = count > 0, .list = {items, count}};
}

// ---- The last one's

GETTER(last_plan_exists)
{
    return value_of_flag(last(e));
}
GETTER(last_period)
{
    return value_of_period(e, last(e) ? last(e)->period : NULL);
}
GETTER(last_goals)
{
    return goals_of(e, last(e));
}
GETTER(last_held)
{
    return value_of_date(last(e) ? last(e)->conversation_held : (struct date){0});
}

GETTER(last_same_leader)
{
    return value_of_flag(last(e) && cycle_plan_is_with(last(e), e->person->leader));
}
GETTER(last_learnt)
{
    return values_between_us(e, last(e), last(e) ? last(e)->evaluation_learnt : NULL);
}
GETTER(last_next_steps)
{
    return values_between_us(e, last(e), last(e) ? last(e)->evaluation_next_steps : NULL);
}

// Whether either of a goal's comments is there to show.
static bool is_commented(const struct env *e, const struct plan *p, const struct goal *g)
{
    return values_between_us(e, p, g->comment_employee).set ||
           values_between_us(e, p, g->comment_leader).set;
}

GETTER(last_comments)
{
    bool any = false;
    for (size_t i = 0; last(e) && i < last(e)->goal_count; i++)
        any |= is_commented(e, last(e), &last(e)->goals[i]);
    return value_of_flag(any);
}

static const char *competence_name(const struct env *e, const char *id)
{
    const struct cycle *c = e->cycle;
    for (size_t i = 0; i < c->competence_count; i++)
        if (!strcmp(c->competences[i].id, id))
            return cycle_text_in(&c->competences[i].name, e->words->language).text;
    return id;
}

// The competences that a plan, which may be NULL, says are needed, then its other needs.
static struct value needs_of(const struct env *e, const struct plan *p)
{
    size_t count = 0;
    const void **items = ARENA_ARRAY(e->arena, const void *,
                                     p ? p->competence_need_count + p->other_need_count : 0);
    for (size_t i = 0; p && i < p->competence_need_count; i++)
        items[count++] = competence_name(e, p->competence_needs[i]);
    for (size_t i = 0; p && i < p->other_need_count; i++) items[count++] = p->other_needs[i];
    return (struct value){.set = count > 0, .list = {items, count}};
}

GETTER(competence_needs)
{
    return needs_of(e, this(e));
}
GETTER(last_needs)
{
    return needs_of(e, last(e));
}

static const struct value_entry entries[] = {
    {"plan", SCOPE_PERSON, VALUE_FLAG, plan_exists, NULL, 0},
    {"plan.goals", SCOPE_PERSON, VALUE_LIST, goals, NULL, TYPE_GOAL},
    {"plan.work-goals", SCOPE_PERSON, VALUE_LIST, work_goals, NULL, TYPE_GOAL},
    {"plan.development-goals", SCOPE_PERSON, VALUE_LIST, development_goals, NULL, TYPE_GOAL},
    {"plan.other-goals", SCOPE_PERSON, VALUE_LIST, other_goals, NULL, TYPE_GOAL},
    {"plan.draft", SCOPE_PERSON, VALUE_FLAG, plan_draft, NULL, 0},
    {"plan.agreed.employee", SCOPE_PERSON, VALUE_DATE, agreed_employee, NULL, 0},
    {"plan.agreed.leader", SCOPE_PERSON, VALUE_DATE, agreed_leader, NULL, 0},
    {"plan.evaluation.held", SCOPE_PERSON, VALUE_DATE, evaluation_held, NULL, 0},
    {"plan.evaluation.disagreement", SCOPE_PERSON, VALUE_TEXT, evaluation_disagreement, NULL, 0},
    {"plan.evaluation.agreed.employee", SCOPE_PERSON, VALUE_DATE, evaluation_agreed_employee, NULL,
     0},
    {"plan.evaluation.agreed.leader", SCOPE_PERSON, VALUE_DATE, evaluation_agreed_leader, NULL, 0},
    {"plan.follow-up", SCOPE_PERSON, VALUE_TEXT, plan_follow_up_planned, NULL, 0},
    {"plan.needs", SCOPE_PERSON, VALUE_LIST, need_slots, NULL, TYPE_NEED},
    {"plan.learnt", SCOPE_PERSON, VALUE_TEXT, plan_learnt, NULL, 0},
    {"plan.next-steps", SCOPE_PERSON, VALUE_TEXT, plan_next_steps, NULL, 0},
    {"plan.competence-needs", SCOPE_PERSON, VALUE_LIST, competence_needs, NULL, TYPE_NAME},
    {"plan.other-needs", SCOPE_PERSON, VALUE_LIST, other_needs, NULL, TYPE_NAME},
    {"plan.conversation.held", SCOPE_PERSON, VALUE_DATE, plan_held, NULL, 0},
    {"plan.follow-up-informal", SCOPE_PERSON, VALUE_TEXT, plan_informal, NULL, 0},
    {"plan.disagreement", SCOPE_PERSON, VALUE_TEXT, plan_disagreement, NULL, 0},
    {"last-plan", SCOPE_PERSON, VALUE_FLAG, last_plan_exists, NULL, 0},
    {"last-plan.period", SCOPE_PERSON, VALUE_TEXT, last_period, NULL, 0},
    {"last-plan.goals", SCOPE_PERSON, VALUE_LIST, last_goals, NULL, TYPE_GOAL},
    {"last-plan.conversation.held", SCOPE_PERSON, VALUE_DATE, last_held, NULL, 0},
    {"last-plan.same-leader", SCOPE_PERSON, VALUE_FLAG, last_same_leader, NULL, 0},
    {"last-plan.comments", SCOPE_PERSON, VALUE_FLAG, last_comments, NULL, 0},
    {"last-plan.learnt", SCOPE_PERSON, VALUE_TEXT, last_learnt, NULL, 0},
    {"last-plan.next-steps", SCOPE_PERSON, VALUE_TEXT, last_next_steps, NULL, 0},
    {"last-plan.competence-needs", SCOPE_PERSON, VALUE_LIST, last_needs, NULL, TYPE_NAME},
};
const struct value_table values_plan = {entries, COUNT(entries)};

// ---- One goal

struct logged {  // an entry of a goal's log
    const struct plan *plan;
    struct date held;
    const struct progress_note *progress;
};

static const struct goal *goal_of(const void *item)
{
    return ((const struct plan_goal *)item)->goal;
}

static struct value written(const void *item, struct value v)
{
    v.place = goal_of(item)->place;
    return v;
}

static struct value between_us(const struct env *e, const void *item, const struct between_us *text)
{
    return written(item, values_between_us(e, ((const struct plan_goal *)item)->plan, text));
}

GETTER(goal_text)
{
    return written(item, value_of_text(goal_of(item)->text));
}
GETTER(goal_number)  // in its plan
{
    const struct plan_goal *g = item;
    return g->plan->goal_count
             ? value_of_text(arena_printf(e->arena, "%td", g->goal - g->plan->goals + 1))
             : (struct value){0};
}
GETTER(goal_kind)
{
    return value_of_text(goal_kind_names[goal_of(item)->kind]);
}

// What a follow-up says of a goal; NULL: nothing.
static const struct progress_note *progress_of(const struct follow_up *f, const struct goal *g)
{
    for (size_t i = 0; f && i < f->progress_count; i++)
        if (!strcmp(f->progress[i].goal_id, g->id)) return &f->progress[i];
    return NULL;
}

GETTER(goal_state)
{
    const struct plan_goal *g = item;
    const struct progress_note *note = g->on_sheet ? progress_of(g->follow_up, g->goal) : NULL;
    if (g->on_sheet) return value_of_text(note ? progress_names[note->status] : NULL);
    return value_of_text(progress_names[cycle_goal_status(g->plan, g->goal)]);
}

GETTER(goal_attainment)
{
    enum attainment a = goal_of(item)->attainment;
    return value_of_text(a == ATTAINMENT_NONE ? "none" : attainment_names[a]);
}

GETTER(goal_supports)
{
    return values_thread_of_goal(e, goal_of(item));
}

GETTER(goal_thread)
{
    return values_thread_to_root(e, goal_of(item));
}

GETTER(goal_measures)
{
    const struct goal *g = goal_of(item);
    struct plan_measure *list = ARENA_ARRAY(e->arena, struct plan_measure, g->measure_count);
    for (size_t i = 0; i < g->measure_count; i++)
        list[i] = (struct plan_measure){item, &g->measures[i], false};
    return VALUE_LIST_OF(e, list, g->measure_count);
}

static struct value measures_who(const struct env *e, const void *item, bool done)
{
    const struct goal *g = goal_of(item);
    struct plan_measure *list = ARENA_ARRAY(e->arena, struct plan_measure, g->measure_count);
    size_t count = 0;
    for (size_t i = 0; i < g->measure_count; i++)
        if (g->measures[i].is_done == done)
            list[count++] = (struct plan_measure){item, &g->measures[i], false};
    return VALUE_LIST_OF(e, list, count);
}

GETTER(goal_open_measures)
{
    return measures_who(e, item, false);
}
GETTER(goal_done_measures)
{
    return measures_who(e, item, true);
}

GETTER(comment_employee)
{
    return between_us(e, item, goal_of(item)->comment_employee);
}
GETTER(comment_leader)
{
    return between_us(e, item, goal_of(item)->comment_leader);
}
GETTER(goal_commented)
{
    return value_of_flag(is_commented(e, ((const struct plan_goal *)item)->plan, goal_of(item)));
}

GETTER(goal_note)
{
    const struct plan_goal *g = item;
    const struct progress_note *note = progress_of(g->follow_up, g->goal);
    return between_us(e, item, note ? note->note : NULL);
}

// What the plan's follow-ups have noted of the goal, one after the other.
GETTER(goal_log)
{
    const struct plan_goal *g = item;
    struct logged *list = ARENA_ARRAY(e->arena, struct logged, g->plan->follow_up_count);
    size_t count = 0;
    for (size_t i = 0; i < g->plan->follow_up_count; i++) {
        const struct follow_up *f = &g->plan->follow_ups[i];
        const struct progress_note *note = progress_of(f, g->goal);
        if (note) list[count++] = (struct logged){g->plan, f->held, note};
    }
    return VALUE_LIST_OF(e, list, count);
}

static const struct value_entry of_goal[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, goal_text, NULL, 0},
    {"goal", SCOPE_PERSON, VALUE_TEXT, goal_text, NULL, 0},
    {"number", SCOPE_PERSON, VALUE_TEXT, goal_number, NULL, 0},
    {"kind", SCOPE_PERSON, VALUE_CHOICE, goal_kind, "kinds", 0},
    {"status", SCOPE_PERSON, VALUE_CHOICE, goal_state, "status", 0},
    {"attainment", SCOPE_PERSON, VALUE_CHOICE, goal_attainment, "attainment", 0},
    {"supports", SCOPE_PERSON, VALUE_PHRASE, goal_supports, NULL, 0},
    {"thread", SCOPE_PERSON, VALUE_PHRASE, goal_thread, NULL, 0},
    {"note", SCOPE_PERSON, VALUE_TEXT, goal_note, NULL, 0},
    {"log", SCOPE_PERSON, VALUE_LIST, goal_log, NULL, TYPE_PROGRESS},
    {"measures", SCOPE_PERSON, VALUE_LIST, goal_measures, NULL, TYPE_MEASURE},
    {"open-measures", SCOPE_PERSON, VALUE_LIST, goal_open_measures, NULL, TYPE_MEASURE},
    {"done-measures", SCOPE_PERSON, VALUE_LIST, goal_done_measures, NULL, TYPE_MEASURE},
    {"commented", SCOPE_PERSON, VALUE_FLAG, goal_commented, NULL, 0},
    {"comment-employee", SCOPE_PERSON, VALUE_TEXT, comment_employee, NULL, 0},
    {"comment-leader", SCOPE_PERSON, VALUE_TEXT, comment_leader, NULL, 0},
};
const struct value_table values_of_goal = {of_goal, COUNT(of_goal)};

// ---- One entry of a goal's log

GETTER(logged_held)
{
    return value_of_date(((const struct logged *)item)->held);
}
GETTER(logged_status)
{
    return value_of_text(progress_names[((const struct logged *)item)->progress->status]);
}

GETTER(logged_note)
{
    const struct logged *entry = item;
    return values_between_us(e, entry->plan, entry->progress->note);
}

static const struct value_entry of_progress[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, logged_note, NULL, 0},
    {"held", SCOPE_PERSON, VALUE_DATE, logged_held, NULL, 0},
    {"status", SCOPE_PERSON, VALUE_CHOICE, logged_status, "status", 0},
    {"note", SCOPE_PERSON, VALUE_TEXT, logged_note, NULL, 0},
};
const struct value_table values_of_progress = {of_progress, COUNT(of_progress)};

// ---- One measure

static const struct measure *measure_of(const void *item)
{
    return ((const struct plan_measure *)item)->measure;
}

GETTER(measure_what)
{
    return value_of_text(measure_of(item)->what);
}
GETTER(measure_done)
{
    const struct measure *m = measure_of(item);
    if (!m->is_done) return (struct value){0};
    return value_of_text(date_is_set(m->done) ? format_date(e->arena, e->words, m->done)
                                              : words_text(e->words, "status.done"));
}
GETTER(measure_done_short)
{
    struct date done = measure_of(item)->done;
    if (!date_is_set(done)) return measure_done(e, item);
    return value_of_text(format_short_window(e->arena, e->words, done, done));
}
GETTER(measure_done_day)
{
    return value_of_date(measure_of(item)->done);
}
GETTER(measure_ticked)
{
    return value_of_flag(measure_of(item)->is_done);
}
GETTER(measure_deadline)
{
    return value_of_text(format_deadline(e->arena, e->words, &measure_of(item)->deadline));
}

// Without the year where that is the plan's own.
GETTER(measure_deadline_short)
{
    const struct plan_measure *m = item;
    const struct deadline *deadline = &m->measure->deadline;
    const char *period = m->goal && m->goal->plan ? m->goal->plan->period : NULL;
    bool own_year = period && !strcmp(period, arena_printf(e->arena, "%d", deadline->last.year));
    return value_of_text(own_year ? format_deadline_short(e->arena, e->words, deadline)
                                  : format_deadline(e->arena, e->words, deadline));
}

GETTER(measure_responsible)
{
    const struct measure *m = measure_of(item);
    if (((const struct plan_measure *)item)->blank) return (struct value){0};
    if (m->responsible == RESPONSIBLE_TEXT) return value_of_text(m->responsible_text);
    return value_of_text(words_text(e->words, m->responsible == RESPONSIBLE_LEADER
                                                  ? "responsible.leader"
                                                  : "responsible.employee"));
}

GETTER(measure_goal_number)
{
    return goal_number(e, ((const struct plan_measure *)item)->goal);
}

static const struct value_entry of_measure[] = {
    {"goal-number", SCOPE_PERSON, VALUE_TEXT, measure_goal_number, NULL, 0},
    {"name", SCOPE_PERSON, VALUE_TEXT, measure_what, NULL, 0},
    {"what", SCOPE_PERSON, VALUE_TEXT, measure_what, NULL, 0},
    {"responsible", SCOPE_PERSON, VALUE_TEXT, measure_responsible, NULL, 0},
    {"deadline", SCOPE_PERSON, VALUE_TEXT, measure_deadline, NULL, 0},
    {"deadline-short", SCOPE_PERSON, VALUE_TEXT, measure_deadline_short, NULL, 0},
    {"done", SCOPE_PERSON, VALUE_TEXT, measure_done, NULL, 0},
    {"done-short", SCOPE_PERSON, VALUE_TEXT, measure_done_short, NULL, 0},
    {"done-day", SCOPE_PERSON, VALUE_DATE, measure_done_day, NULL, 0},
    {"ticked", SCOPE_PERSON, VALUE_FLAG, measure_ticked, NULL, 0},
};
const struct value_table values_of_measure = {of_measure, COUNT(of_measure)};
