// Values of plans: this period's and the last one's, and what is in them. A goal's item is a struct plan_goal, since a
// goal's status stands in its plan's follow-ups.
#include <string.h>

#include "compose/values.h"

struct plan_goal {
    const struct plan *plan;
    const struct goal *goal;
};

static struct value goals_of(const struct env *e, const struct plan *p)
{
    if (!p || !p->goal_count) return (struct value){0};
    struct plan_goal *goals = ARENA_ARRAY(e->arena, struct plan_goal, p->goal_count);
    for (size_t i = 0; i < p->goal_count; i++) goals[i] = (struct plan_goal){p, &p->goals[i]};
    return VALUE_LIST_OF(e, goals, p->goal_count);
}

static const struct plan *this(const struct env *e) { return e->person->plan; }
static const struct plan *last(const struct env *e) { return e->person->last_plan; }

// ---- This period's

GETTER(plan_there) { return value_of_flag(this(e)); }
GETTER(plan_goals) { return goals_of(e, this(e)); }
GETTER(plan_held) { return value_of_date(this(e) ? this(e)->conversation_held : (struct date){0}); }
GETTER(plan_informal) { return value_of_text(this(e) ? this(e)->follow_up_informal : NULL); }
GETTER(plan_disagreement) { return value_of_text(this(e) ? this(e)->disagreement : NULL); }

// ---- The last one's

GETTER(last_there) { return value_of_flag(last(e)); }
GETTER(last_period) { return value_of_text(last(e) ? last(e)->period : NULL); }
GETTER(last_goals) { return goals_of(e, last(e)); }
GETTER(last_held) { return value_of_date(last(e) ? last(e)->conversation_held : (struct date){0}); }

// Comments and learning are for those who wrote them: a new leader sees goals, status and deadlines only.
static bool same_leader(const struct env *e)
{
    const struct plan *p = last(e);
    const struct person *now = e->person->leader;
    return p && p->leader_id && now && now->id && !strcmp(p->leader_id, now->id);
}

GETTER(last_same_leader) { return value_of_flag(same_leader(e)); }
GETTER(last_learnt) { return value_of_text(same_leader(e) ? last(e)->evaluation_learnt : NULL); }
GETTER(last_next_steps) { return value_of_text(same_leader(e) ? last(e)->evaluation_next_steps : NULL); }

GETTER(last_comments)
{
    bool any = false;
    for (size_t i = 0; same_leader(e) && i < last(e)->goal_count; i++)
        any |= last(e)->goals[i].comment_employee || last(e)->goals[i].comment_leader;
    return value_of_flag(any);
}

static const char *competence_name(const struct cycle *c, const char *id)
{
    for (size_t i = 0; i < c->competence_count; i++)
        if (!strcmp(c->competences[i].id, id)) return c->competences[i].name;
    return id;
}

GETTER(last_needs)
{
    const struct plan *p = last(e);
    size_t count = 0;
    const void **items = ARENA_ARRAY(e->arena, const void *, p ? p->competence_need_count + p->other_need_count : 0);
    for (size_t i = 0; p && i < p->competence_need_count; i++)
        items[count++] = competence_name(e->cycle, p->competence_needs[i]);
    for (size_t i = 0; p && i < p->other_need_count; i++) items[count++] = p->other_needs[i];
    return (struct value){.set = count > 0, .list = {items, count}};
}

static const struct value_entry entries[] = {
    {"plan", SCOPE_PERSON, VALUE_FLAG, plan_there, NULL, 0},
    {"plan.goals", SCOPE_PERSON, VALUE_LIST, plan_goals, NULL, TYPE_GOAL},
    {"plan.conversation.held", SCOPE_PERSON, VALUE_DATE, plan_held, NULL, 0},
    {"plan.follow-up-informal", SCOPE_PERSON, VALUE_TEXT, plan_informal, NULL, 0},
    {"plan.disagreement", SCOPE_PERSON, VALUE_TEXT, plan_disagreement, NULL, 0},
    {"last-plan", SCOPE_PERSON, VALUE_FLAG, last_there, NULL, 0},
    {"last-plan.period", SCOPE_PERSON, VALUE_TEXT, last_period, NULL, 0},
    {"last-plan.goals", SCOPE_PERSON, VALUE_LIST, last_goals, NULL, TYPE_GOAL},
    {"last-plan.conversation.held", SCOPE_PERSON, VALUE_DATE, last_held, NULL, 0},
    {"last-plan.same-leader", SCOPE_PERSON, VALUE_FLAG, last_same_leader, NULL, 0},
    {"last-plan.comments", SCOPE_PERSON, VALUE_FLAG, last_comments, NULL, 0},
    {"last-plan.learnt", SCOPE_PERSON, VALUE_TEXT, last_learnt, NULL, 0},
    {"last-plan.next-steps", SCOPE_PERSON, VALUE_TEXT, last_next_steps, NULL, 0},
    {"last-plan.competence-needs", SCOPE_PERSON, VALUE_LIST, last_needs, NULL, TYPE_NAME},
};
const struct value_table values_plan = {entries, sizeof entries / sizeof *entries};

// ---- One goal

static const struct goal *goal_of(const void *item) { return ((const struct plan_goal *)item)->goal; }

static struct value written(const void *item, const char *text)
{
    struct value v = value_of_text(text);
    v.place = goal_of(item)->place;
    return v;
}

GETTER(goal_text) { return written(item, goal_of(item)->text); }
GETTER(goal_kind) { return value_of_text(goal_kind_names[goal_of(item)->kind]); }

GETTER(goal_state)
{
    const struct plan_goal *g = item;
    return value_of_text(progress_names[goal_status(g->plan, g->goal)]);
}

GETTER(goal_attainment)
{
    enum attainment a = goal_of(item)->attainment;
    return value_of_text(a == ATTAINMENT_NONE ? "none" : attainment_names[a]);
}

GETTER(goal_supports)
{
    const struct priority *p = goal_of(item)->supports;
    return value_of_text(p ? doc_plain(e->arena, p->title) : NULL);
}

GETTER(goal_measures)
{
    return VALUE_LIST_OF(e, goal_of(item)->measures, goal_of(item)->measure_count);
}

static bool comments_shown(const struct env *e, const void *item)
{
    return ((const struct plan_goal *)item)->plan != last(e) || same_leader(e);
}

GETTER(comment_employee)
{
    return comments_shown(e, item) ? written(item, goal_of(item)->comment_employee) : (struct value){0};
}

GETTER(comment_leader)
{
    return comments_shown(e, item) ? written(item, goal_of(item)->comment_leader) : (struct value){0};
}

GETTER(goal_commented)
{
    return value_of_flag(comments_shown(e, item) && (goal_of(item)->comment_employee || goal_of(item)->comment_leader));
}

static const struct value_entry of_goal[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, goal_text, NULL, 0},
    {"goal", SCOPE_PERSON, VALUE_TEXT, goal_text, NULL, 0},
    {"kind", SCOPE_PERSON, VALUE_CHOICE, goal_kind, "kinds", 0},
    {"status", SCOPE_PERSON, VALUE_CHOICE, goal_state, "status", 0},
    {"attainment", SCOPE_PERSON, VALUE_CHOICE, goal_attainment, "attainment", 0},
    {"supports", SCOPE_PERSON, VALUE_TEXT, goal_supports, NULL, 0},
    {"measures", SCOPE_PERSON, VALUE_LIST, goal_measures, NULL, TYPE_MEASURE},
    {"commented", SCOPE_PERSON, VALUE_FLAG, goal_commented, NULL, 0},
    {"comment-employee", SCOPE_PERSON, VALUE_TEXT, comment_employee, NULL, 0},
    {"comment-leader", SCOPE_PERSON, VALUE_TEXT, comment_leader, NULL, 0},
};
const struct value_table values_of_goal = {of_goal, sizeof of_goal / sizeof *of_goal};

// ---- One measure

GETTER(measure_what) { return value_of_text(((const struct measure *)item)->what); }
GETTER(measure_done) { return value_of_date(((const struct measure *)item)->done); }
GETTER(measure_deadline)
{
    return value_of_text(words_deadline(e->arena, e->words, &((const struct measure *)item)->deadline));
}

GETTER(measure_responsible)
{
    const struct measure *m = item;
    if (m->responsible == RESPONSIBLE_TEXT) return value_of_text(m->responsible_text);
    return value_of_text(
        words_text(e->words, m->responsible == RESPONSIBLE_LEADER ? "responsible.leader" : "responsible.employee"));
}

static const struct value_entry of_measure[] = {
    {"name", SCOPE_PERSON, VALUE_TEXT, measure_what, NULL, 0},
    {"what", SCOPE_PERSON, VALUE_TEXT, measure_what, NULL, 0},
    {"responsible", SCOPE_PERSON, VALUE_TEXT, measure_responsible, NULL, 0},
    {"deadline", SCOPE_PERSON, VALUE_TEXT, measure_deadline, NULL, 0},
    {"done", SCOPE_PERSON, VALUE_DATE, measure_done, NULL, 0},
};
const struct value_table values_of_measure = {of_measure, sizeof of_measure / sizeof *of_measure};
