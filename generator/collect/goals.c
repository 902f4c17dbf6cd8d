// Merges the rows of a form: goals with their measures. A row belongs to the goal of its id; a new
// row begins a goal, or continues the one above.
#include <stdlib.h>
#include <string.h>

#include "base/translate.h"
#include "base/utf8.h"
#include "collect/goals.h"

static const char *const no_goal = N_("\"%s\" of %s stands on a row without a goal"),
                         *const write_goal = N_("write the goal on its row, or on one above");
static const char *const gone = N_(
                             "\"%s\" of %s is about a row that the record does not have any more"),
                         *const ask_anew = N_("make the form once more, and fill in that one");

bool goals_is_row(const char *path)
{
    return !strncmp(path, "goals/", 6);
}

static const char *goal_id(struct arena *a, const char *path)  // of "goals/ID/…"
{
    return arena_strndup(a, path + 6, strcspn(path + 6, "/"));
}

static const char *rest_of(const char *path)
{
    return strchr(path + 6, '/') + 1;
}
static bool is_goal(const char *path)
{
    return !strcmp(rest_of(path), "goal");
}
static bool is_of_measure(const char *path)
{
    return !strncmp(rest_of(path), "measures/", 9);
}

static const char *measure_id(struct arena *a, const char *path)  // of "goals/ID/measures/ID/…"
{
    const char *id = rest_of(path) + 9;
    return arena_strndup(a, id, strcspn(id, "/"));
}

static bool is_what(const char *path)
{
    return is_of_measure(path) && !strcmp(strrchr(path, '/'), "/what");
}

long goals_row_number(const char *path)
{
    const char *s = path + 6 + strcspn(path + 6, "0123456789");
    return strtol(s, NULL, 10);
}

static const struct merged_field *field_at(const struct form_merge *m, const char *path)
{
    for (size_t i = 0; i < m->count; i++)
        if (!strcmp(m->fields[i].value->path, path)) return &m->fields[i];
    return NULL;
}

// The text of a row's goal or measure in the form; NULL: the form does not show it.
static const struct merged_field *goal_field(const struct form_merge *m, const char *id)
{
    return field_at(m, arena_printf(m->c->arena, "goals/%s/goal", id));
}

static const struct merged_field *measure_field(const struct form_merge *m, const char *path)
{
    struct arena *a = m->c->arena;
    return field_at(
        m, arena_printf(a, "goals/%s/measures/%s/what", goal_id(a, path), measure_id(a, path)));
}

static bool was_prefilled(const struct form_merge *m, const struct merged_field *e)
{
    return !field_merge_matches_base(m, e->value, "");
}
static bool is_written(const struct merged_field *e)
{
    return e && e->touched && !utf8_is_blank(e->typed);
}
static bool is_new_text(const struct form_merge *m, const struct merged_field *e)
{
    return is_written(e) && !was_prefilled(m, e);
}

// ---- Cards

// In version 0.1 and 0.2 goals and measures were rows of a table, whose measures had no boxes.
static bool is_card(const struct form_merge *m, const char *id)
{
    size_t n = strlen(id);
    bool has_measures = false;
    for (size_t i = 0; i < m->count; i++) {
        const char *path = m->fields[i].value->path;
        if (!goals_is_row(path) || strncmp(path + 6, id, n) || path[6 + n] != '/') continue;
        if (!is_of_measure(path)) continue;
        if (!strcmp(strrchr(path, '/'), "/ticked")) return true;
        has_measures = true;
    }
    return !has_measures;
}

static const struct merged_field *bare_card(const struct form_merge *m, const char *id)
{
    const struct merged_field *goal = goal_field(m, id);
    if (!goal || was_prefilled(m, goal) || !utf8_is_blank(goal->typed) || !is_card(m, id))
        return NULL;
    bool has_come = !m->out->form->is_unsigned && record_tree_goal(m->record, id);
    return has_come ? NULL : goal;  // another copy of the form has it
}

// Its number on the paper, from 1.
static unsigned card_number(const struct form_merge *m, const struct returned_value *goal)
{
    unsigned number = 0;
    for (size_t i = 0; i < m->count; i++) {
        const struct returned_value *v = m->fields[i].value;
        if (goals_is_row(v->path) && is_goal(v->path) && v->section == goal->section &&
            v->index <= goal->index)
            number++;
    }
    return number;
}

bool goals_card_lacks_goal(struct form_merge *m, struct merged_field *e, const char *id)
{
    struct arena *a = m->c->arena;
    const struct merged_field *goal = bare_card(m, id);
    if (!goal) return false;
    for (size_t i = 0; i < m->bare_count; i++)
        if (m->bare[i] == goal) {
            field_merge_note(m, COLLECTED_REFUSED, e->value, NULL, "", "");
            return true;
        }
    *ARENA_PUSH(a, m->bare, m->bare_count, m->bare_room) = goal;
    field_merge_refuse(
        m, e->value, "card-without-goal", N_("\"%s\" of %s stands on a card without a goal"),
        arena_printf(a, _("write the goal of card %u"), card_number(m, goal->value)));
    return true;
}

static void refuse_bare_cards(struct form_merge *m)
{
    for (size_t i = 0; i < m->count; i++) {
        struct merged_field *e = &m->fields[i];
        const char *path = e->value->path;
        if (goals_is_row(path) && e->touched && !e->done && !utf8_is_blank(e->typed) &&
            !is_goal(path) && goals_card_lacks_goal(m, e, goal_id(m->c->arena, path)))
            e->done = true;
    }
}

// ---- The record's goals

static const struct node *goals_of(const struct form_merge *m)
{
    const struct node *goals = node_get(m->record->tree, "goals");
    return goals && goals->kind == NODE_LIST ? goals : NULL;
}

// The record's goal with the same text: a blank form knows no ids of goals.
static const char *same_goal(const struct form_merge *m, const char *text)
{
    const struct node *goals = goals_of(m);
    const char *folded = utf8_fold(m->c->arena, text);
    for (size_t i = 0; goals && i < goals->count; i++) {
        const char *other = node_text(goals->items[i], "goal");
        if (other && !strcmp(utf8_fold(m->c->arena, other), folded))
            return record_tree_id(m->c->arena, goals, i, 'g');
    }
    return NULL;
}

// Goals without an id are known by their number, which changes when a goal above is added or
// removed: where the form shows the goal's text, the goal that has that text now is meant.
static const char *moved_goal(const struct form_merge *m, const char *id,
                              const struct merged_field *shown)
{
    const struct node *goals = goals_of(m), *there = record_tree_goal(m->record, id);
    if (!goals || !there || node_text(there, "id") || !shown || !was_prefilled(m, shown)) return id;
    const char *text = node_text(there, "goal");
    if (text && (field_merge_matches_base(m, shown->value, record_text(m->c->arena, text)) ||
                 !strcmp(text, shown->typed)))
        return id;
    for (size_t i = 0; i < goals->count; i++) {
        text = node_text(goals->items[i], "goal");
        if (text && !node_text(goals->items[i], "id") &&
            field_merge_matches_base(m, shown->value, record_text(m->c->arena, text)))
            return record_tree_id(m->c->arena, goals, i, 'g');
    }
    return id;
}

// An empty goal cell continues the goal of the nearest row above that has one, else the last goal
// of the plan.
static const char *goal_above(const struct form_merge *m, const char *path)
{
    struct arena *a = m->c->arena;
    const struct merged_field *best = NULL;
    char letter = path[6];
    for (size_t i = 0; i < m->count; i++) {
        const struct merged_field *e = &m->fields[i];
        const char *other = e->value->path;
        if (!goals_is_row(other) || !is_goal(other) || other[6] != letter || !is_new_text(m, e))
            continue;
        if (goals_row_number(other) >= goals_row_number(path)) continue;
        if (!best || goals_row_number(other) > goals_row_number(best->value->path)) best = e;
    }
    if (best) {
        const char *same = same_goal(m, best->typed), *id = goal_id(a, best->value->path);
        if (same) return same;
        return record_tree_goal(m->record, id) ? id : NULL;  // its goal may have been refused
    }
    const struct node *goals = goals_of(m);
    for (size_t i = goals ? goals->count : 0; i > 0; i--) {
        const char *last = record_tree_id(a, goals, i - 1, 'g');
        if (last[0] != letter || strtol(last + 1, NULL, 10) < goals_row_number(path)) return last;
    }
    return NULL;
}

// The goal in the record that already has the row's measure, from an earlier form.
static const char *goal_with_measure(const struct form_merge *m, const char *measure)
{
    const struct node *goals = goals_of(m);
    for (size_t i = 0; goals && i < goals->count; i++) {
        const struct node *measures = node_get(goals->items[i], "measures");
        for (size_t k = 0; measures && measures->kind == NODE_LIST && k < measures->count; k++)
            if (node_text(measures->items[k], "id") &&
                !strcmp(node_text(measures->items[k], "id"), measure))
                return record_tree_id(m->c->arena, goals, i, 'g');
    }
    return NULL;
}

// ---- Where a field of a row belongs

struct goal_target {
    const char *goal;             // NULL: it belongs nowhere
    const char *id, *why, *hint;  // where goal is NULL
};

static struct goal_target continued_goal(const struct form_merge *m, const char *path)
{
    const struct merged_field *what = measure_field(m, path),
                              *goal = goal_field(m, goal_id(m->c->arena, path));
    if ((goal && was_prefilled(m, goal)) || !what || was_prefilled(m, what))
        return (struct goal_target){NULL, "row-gone", gone, ask_anew};
    const char *above = goal_with_measure(m, measure_id(m->c->arena, path));
    if (!above) above = goal_above(m, path);
    return (struct goal_target){above, "row-without-goal", no_goal, write_goal};
}

static struct goal_target goal_of_row(const struct form_merge *m, const char *path)
{
    const char *id = goal_id(m->c->arena, path), *moved;
    const struct merged_field *goal = goal_field(m, id);
    moved = moved_goal(m, id, goal);
    if (record_tree_goal(m->record, moved)) return (struct goal_target){.goal = moved};
    if (is_new_text(m, goal)) {
        const char *same = same_goal(m, goal->typed);
        if (same || is_goal(path)) return (struct goal_target){.goal = same ? same : id};
        return (struct goal_target){NULL, "row-goal-refused",
                                    N_("\"%s\" of %s stands on a row whose goal could not be kept"),
                                    N_("see to the goal first")};
    }
    if (is_goal(path)) return (struct goal_target){.goal = id};
    if (is_of_measure(path)) return continued_goal(m, path);
    return goal && !was_prefilled(m, goal)
             ? (struct goal_target){NULL, "row-without-goal", no_goal, write_goal}
             : (struct goal_target){NULL, "row-gone", gone, ask_anew};
}

static bool says_another(const struct form_merge *m, const struct merged_field *shown,
                         const char *text)
{
    return is_written(shown) && text && strcmp(shown->typed, record_text(m->c->arena, text)) != 0;
}

// An unsigned form overwrites nothing. Where the goal or measure that it has written is another
// than the record's in that place, what stands beside it is not about the record's either.
static bool is_beside_another(const struct form_merge *m, const struct merged_field *e,
                              const struct node *goal)
{
    const char *path = e->path;
    const struct node *measure = NULL;
    if (!goal || is_goal(path)) return false;
    if (says_another(m, goal_field(m, goal_id(m->c->arena, e->value->path)),
                     node_text(goal, "goal")))
        return true;
    if (!is_of_measure(path) || is_what(path)) return false;
    measure = record_tree_measure(goal, measure_id(m->c->arena, path));
    return measure && says_another(m, measure_field(m, e->value->path), node_text(measure, "what"));
}

static bool merge_at(struct form_merge *m, struct merged_field *e, struct goal_target at)
{
    struct arena *a = m->c->arena;
    const char *path = arena_printf(a, "goals/%s/%s", at.goal, rest_of(e->path));
    const struct node *goal = record_tree_goal(m->record, at.goal);
    if (is_of_measure(path) && !is_what(path) && !record_tree_measure(goal, measure_id(a, path))) {
        const struct merged_field *what = measure_field(m, e->value->path);
        // a field of a measure that the record had
        bool done = !strcmp(path + strlen(path) - strlen("/done"), "/done");
        if (was_prefilled(m, what ? what : e) || (!what && done)) {
            field_merge_refuse(m, e->value, "row-gone", gone, ask_anew);
            return false;
        }
    }
    e->path = path;
    if (m->out->form->is_unsigned && is_beside_another(m, e, goal)) {
        field_merge_note(m, COLLECTED_KEPT, e->value, path, "", e->typed);
        return false;
    }
    field_merge(m, e);
    return true;
}

static void merge_row_field(struct form_merge *m, struct merged_field *e)
{
    struct arena *a = m->c->arena;
    struct goal_target at = goal_of_row(m, e->value->path);
    if (e->done) return;
    if (!at.goal) {
        if (!utf8_is_blank(e->typed)) field_merge_refuse(m, e->value, at.id, at.why, at.hint);
        e->done = true;
        return;
    }
    bool begins = at.goal[0] == 'w' && !record_tree_goal(m->record, at.goal);
    if (!merge_at(m, e, at)) e->done = true;
    // A goal among the work goals is a work goal.
    if (begins && record_tree_goal(m->record, at.goal))
        record_tree_set(m->c, m->record, arena_printf(a, "goals/%s/kind", at.goal), "work");
}

// Goals first, then measures, so that the fields of each find them; the others follow in the order
// of the form. Boxes that are not ticked any more come last: a list that is never empty on the way
// keeps its place and its comments.
static int pass_of(const struct merged_field *e)
{
    enum { GOALS, WHATS, OTHERS, UNTICKED };
    if (is_goal(e->value->path)) return GOALS;
    if (is_what(e->value->path)) return WHATS;
    return e->field->kind == RECORD_TICK && utf8_is_blank(e->typed) ? UNTICKED : OTHERS;
}

void goals_merge(struct form_merge *m)
{
    enum { PASSES = 4 };
    refuse_bare_cards(m);
    for (int pass = 0; pass < PASSES; pass++)
        for (size_t i = 0; i < m->count; i++) {
            struct merged_field *e = &m->fields[i];
            if (!goals_is_row(e->value->path) || !e->touched || e->done) continue;
            if (pass_of(e) == pass) merge_row_field(m, e);
        }
}
