// Reading one plan file.
#include "read/plan.h"

#include <string.h>

#include "base/array.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "model/deadline.h"
#include "read/delivery.h"
#include "read/schema.h"
#include "read/scalar.h"
#include "read/tables.h"

enum { PLAN_LIMIT = 200 };  // goals, measures of a goal, and so on

#define AT(member) offsetof(struct plan_entry, member)

// ---- Goals and measures

static const char *const responsible_names[] = {
    [RESPONSIBLE_EMPLOYEE] = "employee", [RESPONSIBLE_LEADER] = "leader"};

static void read_responsible(struct reader *r, void *target, const struct node *n)
{
    struct measure *m = target;
    const char *text = scalar_text(r, (struct label){"responsible", NULL}, n, TEXT_LIMIT);
    m->responsible = RESPONSIBLE_TEXT;
    for (unsigned i = 0; text && i < COUNT(responsible_names); i++)
        if (!strcmp(text, responsible_names[i])) m->responsible = (enum responsible)i;
    if (m->responsible == RESPONSIBLE_TEXT) m->responsible_text = text;
}

static void parse_deadline(struct reader *r, const char *key, const struct node *n,
                           struct deadline *out)
{
    const char *text = scalar_text(r, (struct label){key, NULL}, n, TEXT_LIMIT);
    if (!text) return;
    if (deadline_parse(r->a, text, &r->period, out)) {
        scalar_warn_if_far(r, (struct label){key, NULL}, n, out->last);
        return;
    }
    *out = (struct deadline){0};
    struct diag *g = READER_ERROR(r, n->place, "date-impossible",
                                  "\"%s\": there is no such day, month or week as \"%s\"", key,
                                  text);
    diag_hint(r->d, g,
              "write a day as 2026-06-01, a month as 2026-06, a week as 2026-W23, or words");
}

static void read_deadline(struct reader *r, void *target, const struct node *n)
{
    parse_deadline(r, "deadline", n, &((struct measure *)target)->deadline);
}

static void read_done(struct reader *r, void *target, const struct node *n)
{
    struct measure *m = target;
    m->is_done = scalar_done(r, (struct label){"done", N_("a measure")}, n, &m->done);
    scalar_warn_if_far(r, (struct label){"done", NULL}, n, m->done);
}

static const struct field measure_fields[] = {
    {.key = "id", .type = FIELD_ID, .offset = offsetof(struct measure, id)},
    {.key = "what", .type = FIELD_PROSE, .offset = offsetof(struct measure, what)},
    {.key = "responsible",
     .type = FIELD_ANY,
     .read = read_responsible,
     .is = FIELD_IS(CHOICE) | FIELD_IS(TEXT),
     FIELD_WORDS(responsible_names)},
    {.key = "deadline", .type = FIELD_ANY, .read = read_deadline, .is = FIELD_IS(DEADLINE)},
    {.key = "done", .type = FIELD_ANY, .read = read_done, .is = FIELD_IS(DATE) | FIELD_IS(FLAG)},
};

static void read_measure(struct reader *r, void *target, const struct node *n)
{
    struct goal_entry *e = target;
    struct goal *g = &e->goal;
    struct measure m = {0};
    bool sound = SCHEMA_READ(r, measure_fields, n, N_("a measure"), &m);
    // A row of a form may have, say, only a deadline yet.
    bool said = m.what || node_get(n, "responsible") || node_get(n, "deadline") ||
                node_get(n, "done");
    if (sound && !said)
        READER_ERROR(r, n->place, "measure-without-what", "a measure has no \"what\"");
    if (!m.id) m.id = arena_printf(r->a, "m%zu", g->measure_count + 1);
    for (size_t i = 0; i < g->measure_count; i++)
        if (!strcmp(g->measures[i].id, m.id)) {
            READER_ERROR(r, n->place, "measure-id-twice",
                         "two measures of one goal have the id \"%s\"", m.id);
            break;
        }
    *ARENA_PUSH(r->a, g->measures, g->measure_count, e->measure_room) = m;
}

// ---- The focus areas that a goal supports

// Adds the id of n bytes at `text`, which stands at `at` in the file.
static void add_support(struct reader *r, struct goal_entry *e, struct place at, const char *text,
                        size_t n)
{
    struct goal *g = &e->goal;
    const char *id = arena_strndup(r->a, text, n);
    for (size_t i = 0; i < g->supports_count; i++)
        if (!strcmp(g->supports[i].id, id)) return;
    *ARENA_PUSH(r->a, g->supports, g->supports_count,
                e->supports_room) = (struct goal_support){id, at, NULL};
}

// One id, or several with commas between them, as behind the heading of a focus area.
static void read_ids(struct reader *r, struct goal_entry *e, const struct node *n)
{
    const char *all = scalar_text(r, (struct label){"supports", N_("a goal")}, n, TEXT_LIMIT);
    bool as_written = all && n->plain && n->end - n->start == strlen(all) && !strcmp(n->text, all);
    for (const char *s = all; s && *s;) {
        s += strspn(s, ", ");
        size_t id = strcspn(s, ","), trimmed = id;
        while (trimmed && s[trimmed - 1] == ' ') trimmed--;
        struct place at = n->place;
        if (as_written) {
            at.col += (uint32_t)utf8_length(all, (size_t)(s - all));
            at.len = (uint32_t)utf8_length(s, trimmed);
        }
        if (trimmed) add_support(r, e, at, s, trimmed);
        s += id;
    }
}

static void read_supports(struct reader *r, void *target, const struct node *n)
{
    if (n->kind != NODE_LIST) read_ids(r, target, n);
    for (size_t i = 0; n->kind == NODE_LIST && i < n->count && i < PLAN_LIMIT; i++)
        read_ids(r, target, n->items[i]);
}

static const struct field comment_fields[] = {
    {.key = "employee",
     .type = FIELD_BETWEEN_US,
     .offset = offsetof(struct goal_entry, goal.comment_employee)},
    {.key = "leader",
     .type = FIELD_BETWEEN_US,
     .offset = offsetof(struct goal_entry, goal.comment_leader)},
};

static void read_comments(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, comment_fields, n, "\"comments\"", target);
}

static const struct field goal_fields[] = {
    {.key = "id", .type = FIELD_ID, .offset = offsetof(struct goal_entry, goal.id)},
    {.key = "kind",
     .type = FIELD_CHOICE,
     .offset = offsetof(struct goal_entry, goal.kind),
     .choices = goal_kind_names,
     .choice_count = GOAL_PROFESSIONAL + 1},
    {.key = "goal",
     .type = FIELD_PROSE,
     .required = true,
     .offset = offsetof(struct goal_entry, goal.text)},
    {.key = "supports",
     .type = FIELD_ANY,
     .read = read_supports,
     .is = FIELD_IS(TEXT) | FIELD_IS(LIST),
     .items = FIELD_IS(TEXT)},
    {.key = "measures",
     .type = FIELD_LIST,
     .most = PLAN_LIMIT,
     .read = read_measure,
     .items = FIELD_IS(MAP)},
    {.key = "attainment",
     .type = FIELD_CHOICE,
     .offset = offsetof(struct goal_entry, goal.attainment),
     .choices = attainment_names,
     .choice_count = ATTAINMENT_DROPPED + 1},
    {.key = "comments", .type = FIELD_MAP, .read = read_comments},
};

static const struct goal *goal_with(const struct plan *p, const char *id)
{
    for (size_t i = 0; i < p->goal_count; i++)
        if (!strcmp(p->goals[i].id, id)) return &p->goals[i];
    return NULL;
}

static void read_goal(struct reader *r, void *target, const struct node *n)
{
    struct plan_entry *e = target;
    struct plan *p = &e->plan;
    struct goal_entry *g = ARENA_NEW(r->a, struct goal_entry);
    g->goal.place = n->place;
    SCHEMA_READ(r, goal_fields, n, N_("a goal"), g);
    if (!g->goal.id) g->goal.id = arena_printf(r->a, "g%zu", p->goal_count + 1);
    const struct goal *other = goal_with(p, g->goal.id);
    if (other)
        READER_ERROR(r, n->place, "goal-id-twice",
                     "two goals have the id \"%s\"; the first is on line %u", g->goal.id,
                     (unsigned)other->place.line);
    *ARENA_PUSH(r->a, p->goals, p->goal_count, e->goal_room) = g->goal;
}

// ---- Follow-ups

struct follow_up_entry {
    struct follow_up follow_up;
    size_t progress_room;
};

static const struct field progress_fields[] = {
    {.key = "goal",
     .type = FIELD_TEXT,
     .required = true,
     .offset = offsetof(struct progress_note, goal_id)},
    {.key = "status",
     .type = FIELD_CHOICE,
     .offset = offsetof(struct progress_note, status),
     .choices = progress_names,
     .choice_count = PROGRESS_DROPPED + 1},
    {.key = "note", .type = FIELD_BETWEEN_US, .offset = offsetof(struct progress_note, note)},
};

static void read_progress(struct reader *r, void *target, const struct node *n)
{
    struct follow_up_entry *e = target;
    struct progress_note note = {0};
    if (!SCHEMA_READ(r, progress_fields, n, "\"progress\"", &note)) return;
    *ARENA_PUSH(r->a, e->follow_up.progress, e->follow_up.progress_count, e->progress_room) = note;
}

static void read_planned(struct reader *r, void *target, const struct node *n)
{
    parse_deadline(r, "planned", n, &((struct follow_up_entry *)target)->follow_up.planned);
}

static void read_next_date(struct reader *r, void *target, const struct node *n)
{
    parse_deadline(r, "date", n, &((struct follow_up_entry *)target)->follow_up.next_date);
}

static const struct field next_fields[] = {
    {.key = "date", .type = FIELD_ANY, .read = read_next_date, .is = FIELD_IS(DEADLINE)},
    {.key = "time",
     .type = FIELD_TEXT,
     .offset = offsetof(struct follow_up_entry, follow_up.next_time)},
    {.key = "place",
     .type = FIELD_TEXT,
     .offset = offsetof(struct follow_up_entry, follow_up.next_place)},
};

static void read_next(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, next_fields, n, "\"next\"", target);
}

static const struct field follow_up_fields[] = {
    {.key = "id", .type = FIELD_ID, .offset = offsetof(struct follow_up_entry, follow_up.id)},
    {.key = "planned", .type = FIELD_ANY, .read = read_planned, .is = FIELD_IS(DEADLINE)},
    {.key = "held", .type = FIELD_DATE, .offset = offsetof(struct follow_up_entry, follow_up.held)},
    {.key = "progress",
     .type = FIELD_LIST,
     .most = PLAN_LIMIT,
     .read = read_progress,
     .items = FIELD_IS(MAP)},
    {.key = "learnt",
     .type = FIELD_BETWEEN_US,
     .offset = offsetof(struct follow_up_entry, follow_up.learnt)},
    {.key = "changes",
     .type = FIELD_BETWEEN_US,
     .offset = offsetof(struct follow_up_entry, follow_up.changes)},
    {.key = "next-steps",
     .type = FIELD_BETWEEN_US,
     .offset = offsetof(struct follow_up_entry, follow_up.next_steps)},
    {.key = "next", .type = FIELD_MAP, .read = read_next},
};

static void read_follow_up(struct reader *r, void *target, const struct node *n)
{
    struct plan_entry *e = target;
    struct follow_up_entry f = {0};
    SCHEMA_READ(r, follow_up_fields, n, N_("a follow-up"), &f);
    for (size_t i = 0; f.follow_up.id && i < e->plan.follow_up_count; i++)
        if (e->plan.follow_ups[i].id && !strcmp(e->plan.follow_ups[i].id, f.follow_up.id)) {
            READER_ERROR(r, n->place, "follow-up-id-twice", "two follow-ups have the id \"%s\"",
                         f.follow_up.id);
            break;
        }
    *ARENA_PUSH(r->a, e->plan.follow_ups, e->plan.follow_up_count, e->follow_up_room) = f.follow_up;
}

// Checks the goals that follow-ups name, when all has been read: follow-ups may stand before them.
static void check_progress(struct reader *r, const struct plan *p, const struct node *top)
{
    const struct node *list = node_get(top, "follow-ups");
    for (size_t i = 0; i < p->follow_up_count; i++) {
        const struct node *progress = node_get(list->items[i], "progress");
        for (size_t j = 0; j < p->follow_ups[i].progress_count; j++) {
            const char *id = p->follow_ups[i].progress[j].goal_id;
            if (goal_with(p, id)) continue;
            const struct node *at = progress->count == p->follow_ups[i].progress_count
                                      ? node_get(progress->items[j], "goal")
                                      : progress;
            if (r->lenient)
                diag_warning(r->d, at->place, "goal-unknown", "no goal has the id \"%.100s\"", id);
            else READER_ERROR(r, at->place, "goal-unknown", "no goal has the id \"%.100s\"", id);
        }
    }
}

// ---- The rest

static const struct field conversation_fields[] = {
    {.key = "held", .type = FIELD_DATE, .offset = AT(plan.conversation_held)},
};

static void read_conversation(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, conversation_fields, n, "\"conversation\"", target);
}

static const struct field agreed_fields[] = {
    {.key = "employee", .type = FIELD_DATE, .offset = AT(plan.agreed_employee)},
    {.key = "leader", .type = FIELD_DATE, .offset = AT(plan.agreed_leader)},
};

static void read_agreed(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, agreed_fields, n, "\"agreed\"", target);
}

static const struct field evaluation_agreed_fields[] = {
    {.key = "employee", .type = FIELD_DATE, .offset = AT(plan.evaluation_agreed_employee)},
    {.key = "leader", .type = FIELD_DATE, .offset = AT(plan.evaluation_agreed_leader)},
};

static void read_evaluation_agreed(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, evaluation_agreed_fields, n, "\"agreed\"", target);
}

static const struct field evaluation_fields[] = {
    {.key = "held", .type = FIELD_DATE, .offset = AT(plan.evaluation_held)},
    {.key = "agreed", .type = FIELD_MAP, .read = read_evaluation_agreed},
    {.key = "disagreement", .type = FIELD_BETWEEN_US, .offset = AT(plan.evaluation_disagreement)},
    {.key = "learnt", .type = FIELD_BETWEEN_US, .offset = AT(plan.evaluation_learnt)},
    {.key = "next-steps", .type = FIELD_BETWEEN_US, .offset = AT(plan.evaluation_next_steps)},
};

static void read_evaluation(struct reader *r, void *target, const struct node *n)
{
    SCHEMA_READ(r, evaluation_fields, n, "\"evaluation\"", target);
}

static const struct field other_need_fields[] = {
    {.key = "other", .type = FIELD_TEXT, .required = true, .offset = 0},
};

static void read_need(struct reader *r, void *target, const struct node *n)
{
    struct plan_entry *e = target;
    const char *text = NULL;
    if (n->kind == NODE_MAP) {
        if (SCHEMA_READ(r, other_need_fields, n, N_("a competence need"), &text))
            *ARENA_PUSH(r->a, e->plan.other_needs, e->plan.other_need_count, e->other_room) = text;
        return;
    }
    text = scalar_text(r, (struct label){"competence-needs", NULL}, n, TEXT_LIMIT);
    if (!text) return;
    size_t count = e->plan.competence_need_count;
    *ARENA_PUSH(r->a, e->needs, count, e->need_node_room) = n;
    *ARENA_PUSH(r->a, e->plan.competence_needs, e->plan.competence_need_count, e->need_room) = text;
}

static void read_delivered(struct reader *r, void *target, const struct node *n)
{
    struct delivered_person *p = ARENA_NEW(r->a, struct delivered_person);
    if (delivery_read_person(r, n, "\"delivered\"", p))
        ((struct plan_entry *)target)->plan.delivered = p;
}

static const struct field fields[] = {
    {.key = "employee",
     .type = FIELD_NODE,
     .required = true,
     .offset = AT(employee),
     .is = FIELD_IS(ID)},
    {.key = "unit", .type = FIELD_NODE, .offset = AT(unit), .is = FIELD_IS(UNIT_ID)},
    {.key = "leader", .type = FIELD_NODE, .offset = AT(leader), .is = FIELD_IS(ID)},
    {.key = "conversation", .type = FIELD_MAP, .read = read_conversation},
    {.key = "agreed", .type = FIELD_MAP, .read = read_agreed},
    {.key = "disagreement", .type = FIELD_BETWEEN_US, .offset = AT(plan.disagreement)},
    {.key = "follow-up-informal", .type = FIELD_BETWEEN_US, .offset = AT(plan.follow_up_informal)},
    {.key = "goals",
     .type = FIELD_LIST,
     .most = PLAN_LIMIT,
     .read = read_goal,
     .items = FIELD_IS(MAP)},
    {.key = "follow-ups",
     .type = FIELD_LIST,
     .most = PLAN_LIMIT,
     .read = read_follow_up,
     .items = FIELD_IS(MAP)},
    {.key = "evaluation", .type = FIELD_MAP, .read = read_evaluation},
    {.key = "competence-needs",
     .type = FIELD_LIST,
     .most = PLAN_LIMIT,
     .read = read_need,
     .items = FIELD_IS(TEXT) | FIELD_IS(MAP)},
    {.key = "delivered", .type = FIELD_MAP, .read = read_delivered, .below = &delivery_of_person},
};

const struct schema_table plan_tables[] = {
    SCHEMA_TABLE("", fields),
    SCHEMA_TABLE("goals", goal_fields),
    SCHEMA_TABLE("follow-ups", follow_up_fields),
    SCHEMA_TABLE("measures", measure_fields),
    SCHEMA_TABLE("comments", comment_fields),
    SCHEMA_TABLE("conversation", conversation_fields),
    SCHEMA_TABLE("agreed", agreed_fields),
    SCHEMA_TABLE("progress", progress_fields),
    SCHEMA_TABLE("next", next_fields),
    SCHEMA_TABLE("evaluation", evaluation_fields),
    SCHEMA_TABLE("evaluation.agreed", evaluation_agreed_fields),
    SCHEMA_TABLE("competence-needs", other_need_fields),
    {0},
};

struct plan_entry *plan_read(struct reader *r, const struct node *n)
{
    struct plan_entry *e = ARENA_NEW(r->a, struct plan_entry);
    e->plan.source = n->place.source;
    SCHEMA_READ(r, fields, n, NULL, e);
    if (e->employee)
        e->plan.employee_id = scalar_text(r, (struct label){"employee", NULL}, e->employee,
                                          TEXT_LIMIT);
    if (e->unit)
        e->plan.unit_id = scalar_text(r, (struct label){"unit", NULL}, e->unit, TEXT_LIMIT);
    if (e->leader)
        e->plan.leader_id = scalar_text(r, (struct label){"leader", NULL}, e->leader, TEXT_LIMIT);
    check_progress(r, &e->plan, n);
    return e;
}
