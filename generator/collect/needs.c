// Merges competence needs and progress on goals: lists whose items are matched by text, not by
// index.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/translate.h"
#include "base/utf8.h"
#include "collect/goals.h"
#include "collect/needs.h"

static const char *const gone = N_(
                             "\"%s\" of %s is about a goal that the record does not have any more"),
                         *const ask_anew = N_("make the form once more, and fill in that one");

// ---- Other needs, by number; needs above one may have been added or removed since the form was
// made

// NULL: there are fewer
static const char *other_need(const struct form_merge *m, unsigned number)
{
    const struct node *at;
    return record_tree_get(m->c, m->record, arena_printf(m->c->arena, "other-needs/%u", number),
                           &at);
}

static unsigned need_that_was(const struct form_merge *m,
                              const struct returned_value *v)  // 0: none
{
    const char *text;
    for (unsigned i = 1; (text = other_need(m, i)); i++)
        if (field_merge_matches_base(m, v, record_text(m->c->arena, text))) return i;
    return 0;
}

static unsigned need_that_is(const struct form_merge *m, const char *typed)
{
    const char *text;
    for (unsigned i = 1; (text = other_need(m, i)); i++)
        if (!strcmp(record_text(m->c->arena, text), typed)) return i;
    return 0;
}

static void find_other_need(struct form_merge *m, struct merged_field *e)
{
    bool prefilled = !field_merge_matches_base(m, e->value, "");
    unsigned at = prefilled ? need_that_was(m, e->value) : 0;
    if (!at && !utf8_is_blank(e->typed)) at = need_that_is(m, e->typed);
    if (at) e->path = arena_printf(m->c->arena, "other-needs/%u", at);
    else if (prefilled) e->path = "other-needs/9999";  // no such item: a conflict, or no change
}

// ---- What must exist in the cycle or the plan

static bool is_competence(const struct form_merge *m, const char *id)
{
    const struct cycle *c = m->c->cycle;
    const struct node *at;
    for (size_t i = 0; i < c->competence_count; i++)
        if (!strcmp(c->competences[i].id, id)) return true;
    return record_tree_get(m->c, m->record, arena_printf(m->c->arena, "competence-needs/%s", id),
                           &at);
}

static bool is_follow_up(const struct form_merge *m, const char *path)  // "follow-ups/f2/…"
{
    const struct cycle *c = m->c->cycle;
    char id[24];
    unsigned long number = path[11] == 'f' ? strtoul(path + 12, NULL, 10) : 0;
    snprintf(id, sizeof id, "f%lu", number);
    bool numbered = strlen(id) == strcspn(path + 11, "/") && !strncmp(path + 11, id, strlen(id));
    return numbered && number >= 1 && number <= (c->follow_up_count ? c->follow_up_count : 1);
}

// The id in "follow-ups/f2/progress/g1/…"; NULL: it is not about a goal
static const char *goal_of(const struct form_merge *m, const char *path)
{
    const char *at = strstr(path, "/progress/");
    if (!at) return NULL;
    at += strlen("/progress/");
    return arena_strndup(m->c->arena, at, strcspn(at, "/"));
}

static bool is_number(const char *text)
{
    enum { DIGITS = 3 };
    return *text >= '1' && *text <= '9' && strlen(text) <= DIGITS &&
           strspn(text, "0123456789") == strlen(text);
}

static bool refuse(struct form_merge *m, struct merged_field *e, const char *id, const char *why,
                   const char *hint)
{
    field_merge_refuse(m, e->value, id, why, hint);
    e->done = true;
    return false;
}

bool needs_find(struct form_merge *m, struct merged_field *e)
{
    const char *path = e->value->path;
    if (!e->touched || e->done) return false;
    if (!strncmp(path, "other-needs/", 12)) {
        if (!is_number(path + 12))
            return refuse(m, e, "field-foreign",
                          N_("\"%s\" of %s is a field that a plan does not have"),
                          N_("fill in the form as it was made"));
        find_other_need(m, e);
    }
    if (!strncmp(path, "competence-needs/", 17) && !is_competence(m, path + 17))
        return refuse(m, e, "competence-impossible",
                      N_("\"%s\" of %s is none of the competences of the cycle"),
                      N_("samtale.yaml lists them below competences"));
    if (!strncmp(path, "follow-ups/", 11) && !is_follow_up(m, path))
        return refuse(m, e, "follow-up-impossible",
                      N_("\"%s\" of %s is of a follow-up that the cycle does not have"),
                      N_("samtale.yaml lists them below follow-ups"));
    const char *goal = goal_of(m, path);
    if (goal && !utf8_is_blank(e->typed) && goals_card_lacks_goal(m, e, goal)) {
        e->done = true;
        return false;
    }
    if (goal && !record_tree_goal(m->record, goal)) return refuse(m, e, "row-gone", gone, ask_anew);
    return true;
}
