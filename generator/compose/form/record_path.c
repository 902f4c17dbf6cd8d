// Which values are in the record, and how their paths are put together.
#include "compose/form/record_path.h"

#include <assert.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "compose/values/plan.h"
#include "compose/values/sheets.h"

// %g a goal's id, %m a measure's, %f a follow-up's of the cycle, %s the sheet's, %n a number
static const struct {
    enum value_type type;
    const char *path, *record;
} in_record[] = {
    {TYPE_DOCUMENT, "employee.name", "who/employee"},
    {TYPE_DOCUMENT, "leader.name", "who/leader"},
    {TYPE_DOCUMENT, "unit.leader.name", "who/leader"},
    {TYPE_DOCUMENT, "plan.conversation.held", "conversation/held"},
    {TYPE_DOCUMENT, "plan.agreed.employee", "agreed/employee"},
    {TYPE_DOCUMENT, "plan.agreed.leader", "agreed/leader"},
    {TYPE_DOCUMENT, "plan.disagreement", "disagreement"},
    {TYPE_DOCUMENT, "plan.follow-up-informal", "follow-up-informal"},
    {TYPE_DOCUMENT, "plan.follow-up", "follow-ups/f1/planned"},
    {TYPE_DOCUMENT, "plan.evaluation.held", "evaluation/held"},
    {TYPE_DOCUMENT, "plan.evaluation.disagreement", "evaluation/disagreement"},
    {TYPE_DOCUMENT, "plan.evaluation.agreed.employee", "evaluation/agreed/employee"},
    {TYPE_DOCUMENT, "plan.evaluation.agreed.leader", "evaluation/agreed/leader"},
    {TYPE_DOCUMENT, "plan.learnt", "evaluation/learnt"},
    {TYPE_DOCUMENT, "plan.next-steps", "evaluation/next-steps"},
    {TYPE_DOCUMENT, "plan.competences", "competence-needs/"},
    {TYPE_DOCUMENT, "answer.role", "role"},
    {TYPE_DOCUMENT, "answer.scales", "scales/"},
    {TYPE_DOCUMENT, "answer.training-needs", "training-needs/"},
    {TYPE_DOCUMENT, "answer.training-other", "training-other"},
    {TYPE_DOCUMENT, "answer.helped", "helped"},
    {TYPE_DOCUMENT, "answer.change", "change"},
    {TYPE_GOAL, "goal", "goals/%g/goal"},
    {TYPE_GOAL, "kind", "goals/%g/kind"},
    {TYPE_GOAL, "supports", "goals/%g/supports"},
    {TYPE_GOAL, "thread", "goals/%g/supports"},
    {TYPE_GOAL, "areas", "goals/%g/supports/"},
    {TYPE_GOAL, "attainment", "goals/%g/attainment"},
    {TYPE_GOAL, "comment-employee", "goals/%g/comments/employee"},
    {TYPE_GOAL, "comment-leader", "goals/%g/comments/leader"},
    {TYPE_GOAL, "status", "follow-ups/%s/progress/%g/status"},
    {TYPE_GOAL, "note", "follow-ups/%s/progress/%g/note"},
    {TYPE_MEASURE, "what", "goals/%g/measures/%m/what"},
    {TYPE_MEASURE, "responsible", "goals/%g/measures/%m/responsible"},
    {TYPE_MEASURE, "deadline", "goals/%g/measures/%m/deadline"},
    {TYPE_MEASURE, "done", "goals/%g/measures/%m/done"},
    {TYPE_MEASURE, "done-day", "goals/%g/measures/%m/done"},
    {TYPE_MEASURE, "ticked", "goals/%g/measures/%m/ticked"},
    {TYPE_FOLLOW_UP, "planned", "follow-ups/%f/planned"},
    {TYPE_SHEET, "held", "follow-ups/%s/held"},
    {TYPE_SHEET, "learnt", "follow-ups/%s/learnt"},
    {TYPE_SHEET, "changes", "follow-ups/%s/changes"},
    {TYPE_SHEET, "next-steps", "follow-ups/%s/next-steps"},
    {TYPE_SHEET, "next-date", "follow-ups/%s/next/date"},
    {TYPE_SHEET, "next-time", "follow-ups/%s/next/time"},
    {TYPE_SHEET, "next-place", "follow-ups/%s/next/place"},
    {TYPE_NEED, "other", "other-needs/%n"},
};

// ---- Finding

struct record_paths {
    struct map of[TYPE_COUNT];  // by the value's path: struct record_path
};

// In either table of the record, where % and a letter stand for any id.
static const struct record_field *field_at(const char *pattern)
{
    char path[64];
    size_t n = 0;
    for (const char *s = pattern; *s && n + 1 < sizeof path; s++) path[n++] = *s == '%' ? *s++ : *s;
    path[n] = 0;
    const struct record_field *found = record_find(record_plan, path);
    return found ? found : record_find(record_answer, path);
}

const struct record_paths *record_path_table_new(struct arena *a)
{
    struct record_paths *paths = ARENA_NEW(a, struct record_paths);
    for (size_t i = 0; i < COUNT(in_record); i++) {
        struct record_path *path = ARENA_NEW(a, struct record_path);
        *path = (struct record_path){in_record[i].record, field_at(in_record[i].record)};
        assert(path->field || path->pattern[strlen(path->pattern) - 1] == '/');
        map_set(&paths->of[in_record[i].type], a, in_record[i].path, path);
    }
    return paths;
}

const struct record_path *record_path_find(const struct env *e, const struct value_ref *ref)
{
    if (ref->part != PART_WHOLE) return NULL;
    return map_get(&e->record_paths->of[ref->type], ref->entry->path);
}

// ---- With ids

static const struct plan_goal *goal_of(const struct value_ref *ref)
{
    if (ref->type == TYPE_MEASURE) return ((const struct plan_measure *)ref->item)->goal;
    return ref->type == TYPE_GOAL ? ref->item : NULL;
}

// Last period's plan is only shown: its goals may have the ids of this period's.
static bool is_of_last_plan(const struct env *e, const struct value_ref *ref)
{
    const struct plan_goal *g = goal_of(ref);
    return g && e->person && g->plan == e->person->last_plan;
}

static size_t sheet_of(const struct value_ref *ref)  // from 1; 0: on no sheet
{
    if (ref->type == TYPE_SHEET) return values_sheets_number(ref->item);
    const struct plan_goal *g = goal_of(ref);
    return g ? g->sheet : 0;
}

// What a letter behind % stands for; false where this value has no such thing.
static bool add_id(const struct env *e, const struct value_ref *ref, char letter, struct buf *out)
{
    switch (letter) {
    case 'g':
        assert(goal_of(ref));
        buf_str(out, goal_of(ref)->goal->id);
        return true;
    case 'm': buf_str(out, ((const struct plan_measure *)ref->item)->measure->id); return true;
    case 'f': {
        const struct follow_up_window *window = ref->item;
        buf_printf(out, "f%td", window - e->cycle->follow_ups + 1);
        return true;
    }
    case 's': buf_printf(out, "f%zu", sheet_of(ref)); return sheet_of(ref);
    case 'n': buf_printf(out, "%zu", values_plan_need_number(ref->item)); return true;
    default: return false;
    }
}

const char *record_path_of(const struct env *e, const struct value_ref *ref)
{
    const struct record_path *path = record_path_find(e, ref);
    if (!path || is_of_last_plan(e, ref)) return NULL;
    char most[128];
    struct buf out = BUF_IN(most);
    bool whole = true;
    for (const char *s = path->pattern; whole && *s;) {
        const char *id = strchrnul(s, '%');
        buf_add(&out, s, (size_t)(id - s));
        if (*id) whole = add_id(e, ref, id[1], &out);
        s = *id ? id + 2 : id;
    }
    const char *text = whole ? arena_strndup(e->arena, out.p, out.n) : NULL;
    buf_free(&out);
    return text;
}

// ---- Checking

void record_path_check(struct check *c, const char *path, struct place at)
{
    struct value_ref ref;
    if (!path || !value_find(&c->env, path, &ref) || record_path_find(&c->env, &ref)) return;
    struct diag *d = check_fail(c, at, "value-not-in-plan-or-answer",
                                "%s cannot be filled in: it has no place in a plan or an answer",
                                path);
    diag_hint(c->env.diags, d, "write value: %s to show it", path);
}
