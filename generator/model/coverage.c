// The rules of what is done, due and overdue, and counting by them.
#include "model/coverage.h"

#include "base/translate.h"
#include "model/delivered.h"

const char *const conversation_state_names[] = {
    [CONVERSATION_NOT_AGREED] = N_("not agreed"),
    [CONVERSATION_PLANNED] = N_("planned"),
    [CONVERSATION_HELD] = N_("held"),
    [CONVERSATION_OVERDUE] = N_("overdue"),
    [CONVERSATION_POSTPONED] = N_("postponed"),
    [CONVERSATION_NOT_NEEDED] = N_("not needed"),
    [CONVERSATION_NOT_EMPLOYED] = N_("not employed"),
    [CONVERSATION_NO_LEADER] = N_("no leader"),
    [CONVERSATION_UNREADABLE] = N_("cannot be read"),
};
const char *const plan_state_names[] = {
    [PLAN_NOT_DUE] = N_("not due"),
    [PLAN_MISSING] = N_("missing"),
    [PLAN_DRAFT] = N_("draft"),
    [PLAN_AGREED] = N_("agreed"),
    [PLAN_UNREADABLE] = N_("cannot be read"),
};
const char *const talk_state_names[] = {
    [TALK_NONE] = N_("none"),       [TALK_LATER] = N_("later"), [TALK_DUE] = N_("due"),
    [TALK_OVERDUE] = N_("overdue"), [TALK_HELD] = N_("held"),
};

const char *const need_names[] = {"date", "conversation", "plan", "follow-up", "evaluation"};

// Whether both days are set, and a comes first.
static bool before(struct date a, struct date b)
{
    return date_is_set(a) && date_is_set(b) && date_compare(a, b) < 0;
}

// ---- Conversations

static struct window window_or_return(const struct cycle *c, const struct person *p)
{
    struct window w = cycle_person_window(c, p);
    if (!cycle_person_is_away(p, w.to) || !date_is_set(p->away.to) || before(w.to, w.from))
        return w;
    struct date back = date_add_days(p->away.to, 1);
    if (before(p->employed.to, back)) return w;
    w.from = back;
    w.to = date_add_days(back, c->new_within_days);
    if (before(p->employed.to, w.to)) w.to = p->employed.to;
    return w;
}

struct date coverage_planned_date(const struct person *p)
{
    bool delivered = p->plan && p->plan->delivered && date_is_set(p->plan->delivered->planned);
    return delivered ? p->plan->delivered->planned : p->conversation_at.date;
}

struct window coverage_window(const struct cycle *c, const struct person *p)
{
    struct window w = window_or_return(c, p);
    struct date agreed = coverage_planned_date(p);
    if (before(w.to, w.from) || !cycle_person_is_employed(p, agreed)) return w;
    if (before(w.to, agreed) && !before(c->conversations.to, agreed)) w.to = agreed;
    return w;
}

struct date coverage_held_date(const struct person *p)
{
    bool by_plan = p->plan && date_is_set(p->plan->conversation_held);
    return by_plan ? p->plan->conversation_held : p->conversation_held;
}

static bool is_held(const struct person *p)
{
    return date_is_set(coverage_held_date(p));
}

static bool is_gone(const struct cycle *c, const struct person *p, struct date day)
{
    struct window w = coverage_window(c, p);
    return before(p->employed.to, day) || before(c->dates.to, p->employed.from) ||
           before(w.to, w.from);
}

enum conversation_state coverage_conversation(const struct cycle *c, const struct person *p,
                                              struct date day)
{
    if (p->plan_has_errors) return CONVERSATION_UNREADABLE;
    if (is_held(p)) return CONVERSATION_HELD;
    if (p->not_needed) return CONVERSATION_NOT_NEEDED;
    if (is_gone(c, p, day)) return CONVERSATION_NOT_EMPLOYED;
    if (cycle_person_is_away(p, day)) return CONVERSATION_POSTPONED;
    if (!p->leader && !p->leader_is_vacant) return CONVERSATION_NO_LEADER;
    if (before(coverage_window(c, p).to, day)) return CONVERSATION_OVERDUE;
    return date_is_set(coverage_planned_date(p)) ? CONVERSATION_PLANNED : CONVERSATION_NOT_AGREED;
}

bool coverage_is_due(enum conversation_state s)
{
    return s <= CONVERSATION_OVERDUE;
}

// Whether anything is expected of a person on a day.
static bool is_there(const struct cycle *c, const struct person *p, struct date day)
{
    return coverage_is_due(coverage_conversation(c, p, day)) && !before(p->employed.to, day) &&
           !cycle_person_is_away(p, day);
}

// ---- Plans

bool coverage_plan_has_only_counts(const struct plan *p)
{
    return p && !p->goal_count && p->delivered && delivered_goals(p->delivered);
}

size_t coverage_goals(const struct plan *p)
{
    if (!p) return 0;
    return coverage_plan_has_only_counts(p) ? (size_t)delivered_goals(p->delivered) : p->goal_count;
}

enum plan_state coverage_plan(const struct cycle *c, const struct person *p, struct date day)
{
    const struct plan *plan = p->plan;
    if (p->plan_has_errors) return PLAN_UNREADABLE;
    bool employee = plan && date_is_set(plan->agreed_employee),
         leader = plan && date_is_set(plan->agreed_leader);
    if (employee && leader) return PLAN_AGREED;
    if (coverage_goals(plan) || employee || leader) return PLAN_DRAFT;
    return is_there(c, p, day) ? PLAN_MISSING : PLAN_NOT_DUE;
}

bool coverage_plan_is_overdue(const struct cycle *c, const struct person *p, struct date day)
{
    enum plan_state s = coverage_plan(c, p, day);
    if ((s != PLAN_MISSING && s != PLAN_DRAFT) || !is_held(p) || !is_there(c, p, day)) return false;
    return before(date_add_days(coverage_held_date(p), c->plan_within_days), day);
}

bool coverage_measure_is_overdue(const struct measure *m, struct date day)
{
    return !m->is_done && before(m->deadline.last, day);
}

bool coverage_goal_is_dropped(const struct plan *plan, const struct goal *g)
{
    return g->attainment == ATTAINMENT_DROPPED || cycle_goal_status(plan, g) == PROGRESS_DROPPED;
}

bool coverage_expects_measures(const struct person *p, struct date day)
{
    return !before(p->employed.to, day) && !cycle_person_is_away(p, day);
}

size_t coverage_measures_overdue(const struct person *p, struct date day)
{
    const struct plan *plan = p->plan_has_errors ? NULL : p->plan;
    size_t n = 0;
    if (!plan || !coverage_expects_measures(p, day)) return 0;
    if (coverage_plan_has_only_counts(plan)) return (size_t)delivered_overdue(plan->delivered, day);
    for (size_t i = 0; i < plan->goal_count; i++) {
        const struct goal *g = &plan->goals[i];
        for (size_t k = 0; k < g->measure_count; k++)
            if (coverage_measure_is_overdue(&g->measures[k], day) &&
                !coverage_goal_is_dropped(plan, g))
                n++;
    }
    return n;
}

// ---- Follow-ups and evaluation

// A talk is expected of those who are employed and not away on the last day of its window, and
// whose conversation window ends before that day.
static bool can_have_talk(const struct cycle *c, const struct person *p, const struct window *w)
{
    if (!cycle_person_is_employed(p, w->to) || cycle_person_is_away(p, w->to)) return false;
    return before(coverage_window(c, p).to, w->to);
}

static enum talk_state talk_in(const struct cycle *c, const struct person *p,
                               const struct window *w, struct date day)
{
    if (!date_is_set(w->from) || !date_is_set(w->to) || !is_there(c, p, day)) return TALK_NONE;
    if (!can_have_talk(c, p, w)) return TALK_NONE;
    if (before(w->to, day)) return TALK_OVERDUE;
    return before(day, w->from) ? TALK_LATER : TALK_DUE;
}

size_t coverage_follow_up_count(const struct cycle *c)
{
    if (!c->follow_up_count) return 1;
    return c->follow_up_count < FOLLOW_UPS_MAX ? c->follow_up_count : FOLLOW_UPS_MAX;
}

bool coverage_can_have_follow_up(const struct cycle *c, const struct person *p, size_t i)
{
    if (!p || !p->id || i >= c->follow_up_count) return true;
    const struct follow_up *f = p->plan_has_errors ? NULL : cycle_follow_up(c, p->plan, i);
    return (f && date_is_set(f->held)) || can_have_talk(c, p, &c->follow_ups[i].window);
}

enum talk_state coverage_follow_up(const struct cycle *c, const struct person *p, size_t i,
                                   struct date day)
{
    static const struct window none;
    if (p->plan_has_errors) return TALK_NONE;
    const struct follow_up *f = cycle_follow_up(c, p->plan, i);
    if (f && date_is_set(f->held)) return TALK_HELD;
    return talk_in(c, p, i < c->follow_up_count ? &c->follow_ups[i].window : &none, day);
}

bool coverage_has_evaluation(const struct cycle *c)
{
    return date_is_set(c->evaluation.from) && date_is_set(c->evaluation.to);
}

enum talk_state coverage_evaluation(const struct cycle *c, const struct person *p, struct date day)
{
    if (p->plan_has_errors) return TALK_NONE;
    if (p->plan && date_is_set(p->plan->evaluation_held)) return TALK_HELD;
    return talk_in(c, p, &c->evaluation, day);
}

// ---- What a person lacks

static enum talk_state state_between(struct date from, struct date to, struct date day)
{
    if (before(to, day)) return TALK_OVERDUE;
    return before(day, from) ? TALK_LATER : TALK_DUE;
}

static struct need_state need_of_conversation(const struct cycle *c, const struct person *p,
                                              bool of_its_day, struct date day)
{
    enum conversation_state s = coverage_conversation(c, p, day);
    struct window w = coverage_window(c, p);
    struct date planned = coverage_planned_date(p);
    struct need_state n = {TALK_NONE, w.from, w.to};
    if (!coverage_is_due(s)) return n;
    if (of_its_day) n.from = date_add_days(w.from, -c->notice_days);
    else if (date_is_set(planned)) n.from = planned;
    bool done = s == CONVERSATION_HELD || (of_its_day && date_is_set(planned));
    n.state = done ? TALK_HELD : state_between(n.from, n.to, day);
    return n;
}

static struct need_state need_of_plan(const struct cycle *c, const struct person *p,
                                      struct date day)
{
    struct need_state n = {0};
    enum plan_state s = coverage_plan(c, p, day);
    if (s == PLAN_AGREED) n.state = TALK_HELD;
    if ((s != PLAN_MISSING && s != PLAN_DRAFT) || !is_there(c, p, day)) return n;
    n.state = TALK_LATER;
    if (!is_held(p)) return n;
    n.from = coverage_held_date(p);
    n.to = date_add_days(n.from, c->plan_within_days);
    n.state = coverage_plan_is_overdue(c, p, day) ? TALK_OVERDUE : TALK_DUE;
    return n;
}

static struct need_state need_of_talk(enum talk_state state, const struct window *w)
{
    return (struct need_state){state, w->from, w->to};
}

struct need_state coverage_need(const struct cycle *c, const struct person *p, enum need need,
                                size_t i, struct date day)
{
    static const struct window none;
    switch (need) {
    case NEED_DATE: return need_of_conversation(c, p, true, day);
    case NEED_CONVERSATION: return need_of_conversation(c, p, false, day);
    case NEED_PLAN: return need_of_plan(c, p, day);
    case NEED_FOLLOW_UP:
        return need_of_talk(coverage_follow_up(c, p, i, day),
                            i < c->follow_up_count ? &c->follow_ups[i].window : &none);
    case NEED_EVALUATION: return need_of_talk(coverage_evaluation(c, p, day), &c->evaluation);
    case NEED_KINDS: break;
    }
    return (struct need_state){0};
}

static unsigned needs_to_remind(const struct reminder_scope *s)
{
    enum { TO_MEET = 1 << NEED_DATE | 1 << NEED_CONVERSATION };
    if (s->needs) return s->needs;
    return ((1u << NEED_KINDS) - 1) & ~(s->own ? (unsigned)TO_MEET : 0);
}

bool coverage_reminds(const struct cycle *c, const struct person *p, enum need need, size_t i,
                      const struct reminder_scope *scope, struct need_state *out)
{
    unsigned needs = needs_to_remind(scope);
    if (!(needs >> need & 1)) return false;
    *out = coverage_need(c, p, need, i, c->as_of);
    bool has_day = coverage_need(c, p, NEED_DATE, 0, c->as_of).state == TALK_HELD;
    if (need == NEED_CONVERSATION && needs >> NEED_DATE & 1 && !has_day) return false;
    return out->state == TALK_OVERDUE || (out->state == TALK_DUE && !scope->overdue);
}

bool coverage_reminds_any(const struct cycle *c, const struct person *p,
                          const struct reminder_scope *scope)
{
    struct need_state state;
    for (int need = 0; need < NEED_KINDS; need++) {
        size_t times = need == NEED_FOLLOW_UP ? coverage_follow_up_count(c) : 1;
        for (size_t i = 0; i < times; i++)
            if (coverage_reminds(c, p, (enum need)need, i, scope, &state)) return true;
    }
    return false;
}

// ---- Counting

struct person_coverage coverage_of(const struct cycle *c, const struct person *p, struct date day)
{
    struct person_coverage one = {
        .conversation = coverage_conversation(c, p, day),
        .plan = coverage_plan(c, p, day),
        .plan_overdue = coverage_plan_is_overdue(c, p, day),
        .evaluation = coverage_evaluation(c, p, day),
        .measures_overdue = coverage_measures_overdue(p, day),
    };
    for (size_t i = 0; i < coverage_follow_up_count(c); i++)
        one.follow_ups[i] = coverage_follow_up(c, p, i, day);
    return one;
}

void coverage_add(struct coverage *all, const struct cycle *c, const struct person_coverage *one)
{
    all->people++;
    all->conversations[one->conversation]++;
    all->plans[one->plan]++;
    all->plans_overdue += one->plan_overdue;
    for (size_t i = 0; i < coverage_follow_up_count(c); i++) all->follow_ups[one->follow_ups[i]]++;
    all->evaluations[one->evaluation]++;
    all->measures_overdue += one->measures_overdue;
}

static void sum(size_t *all, const size_t *part, size_t n)
{
    for (size_t i = 0; i < n; i++) all[i] += part[i];
}

void coverage_sum(struct coverage *all, const struct coverage *part)
{
    all->people += part->people;
    sum(all->conversations, part->conversations, CONVERSATION_STATES);
    sum(all->plans, part->plans, PLAN_STATES);
    all->plans_overdue += part->plans_overdue;
    sum(all->follow_ups, part->follow_ups, TALK_STATES);
    sum(all->evaluations, part->evaluations, TALK_STATES);
    all->measures_overdue += part->measures_overdue;
}

size_t coverage_conversations_due(const struct coverage *k)
{
    size_t n = 0;
    for (int s = 0; s < CONVERSATION_STATES; s++)
        if (coverage_is_due((enum conversation_state)s)) n += k->conversations[s];
    return n;
}

size_t coverage_plans_due(const struct coverage *k)
{
    return k->plans[PLAN_MISSING] + k->plans[PLAN_DRAFT] + k->plans[PLAN_AGREED];
}

size_t coverage_talks_due(const size_t talks[TALK_STATES])
{
    return talks[TALK_LATER] + coverage_talks_begun(talks);
}

size_t coverage_talks_begun(const size_t talks[TALK_STATES])
{
    return talks[TALK_DUE] + talks[TALK_OVERDUE] + talks[TALK_HELD];
}
