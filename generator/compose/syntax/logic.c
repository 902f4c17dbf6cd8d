// Reading, checking and deciding conditions and loops.
#include "compose/syntax/logic.h"

#include <string.h>

#include "base/ascii.h"
#include "base/translate.h"
#include "compose/values/blank.h"

enum { WORDS_MAX = 6 };

static size_t split(struct arena *a, const char *text, const char *out[WORDS_MAX])
{
    size_t count = 0;
    while (text && *text && count < WORDS_MAX) {
        text += strspn(text, " \t");
        size_t n = strcspn(text, " \t");
        if (n) out[count++] = arena_strndup(a, text, n);
        text += n;
    }
    return count;
}

bool logic_condition_read(struct diags *d, struct arena *a, const char *words, struct place at,
                          struct condition *out)
{
    const char *w[WORDS_MAX];
    size_t n = split(a, words, w), from = n && !strcmp(w[0], "not");
    *out = (struct condition){.negated = from, .place = at};
    if (n - from == 3 && !strcmp(w[from + 1], "is")) out->is = w[from + 2];
    else if (n - from != 1) {
        struct diag *e = diag_error(d, at, "condition-unreadable",
                                    "a condition cannot be read: \"%s\"", words ? words : "");
        diag_hint(d, e, "write: if PATH, if not PATH, or if PATH is VALUE");
        return false;
    }
    out->path = w[from];
    return true;
}

enum { BLANKS_MAX = 20 };

static int blank_count(const char *word)  // 0: not a number from 1 up
{
    int count = 0;
    for (; ascii_is_digit(*word) && count <= BLANKS_MAX; word++) count = 10 * count + (*word - '0');
    return *word || count > BLANKS_MAX ? 0 : count;
}

bool logic_loop_read(struct diags *d, struct arena *a, const char *words, struct place at,
                     struct loop *out)
{
    const char *w[WORDS_MAX];
    size_t n = split(a, words, w);
    int blanks = n == 5 && !strcmp(w[3], "else") ? blank_count(w[4]) : 0;
    if ((n == 3 || blanks) && !strcmp(w[1], "in") && !strchr(w[0], '.')) {
        *out = (struct loop){w[0], w[2], blanks, at};
        return true;
    }
    struct diag *e = diag_error(d, at, "loop-unreadable", "a loop cannot be read: \"%s\"",
                                words ? words : "");
    diag_hint(d, e,
              "write: each NAME in PATH, such as each goal in last-plan.goals, or each goal in "
              "plan.goals else 3");
    return false;
}

// ---- Checking

static void check_choice(struct check *c, const struct condition *condition,
                         const struct value_ref *ref)
{
    if (ref->kind != VALUE_CHOICE) {
        check_fail(c, condition->place, "comparison-not-of-choice",
                   "%s is %s; only a choice can be compared with \"is\"", condition->path,
                   _(value_kind_names[ref->kind]));
        return;
    }
    const struct node *choices = words_node(c->env.words, ref->entry->words);
    if (!choices || choices->kind != NODE_MAP || node_get(choices, condition->is)) return;
    const char **known = ARENA_ARRAY(c->env.arena, const char *, choices->count);
    for (size_t i = 0; i < choices->count; i++) known[i] = choices->keys[i]->text;
    struct diag *d = check_fail(c, condition->place, "comparison-never-true", "%s is never \"%s\"",
                                condition->path, condition->is);
    check_nearest(c, d, condition->is, known, choices->count);
}

void logic_condition_check(struct check *c, const struct condition *condition)
{
    struct value_ref ref;
    if (check_path(c, condition->path, condition->place, VALUES_ANY, &ref) && condition->is)
        check_choice(c, condition, &ref);
}

bool logic_loop_check(struct check *c, const struct loop *loop)
{
    struct value_ref list;
    if (!check_path(c, loop->path, loop->place, VALUES_LIST, &list)) return false;
    if (loop->blanks && !blank_has_items(list.entry->items)) {
        check_fail(c, loop->place, "items-never-blank",
                   "the items of %s cannot be left blank: only goals can", loop->path);
        return false;
    }
    for (size_t i = 0; i < c->env.variable_count; i++) {
        if (strcmp(c->env.variables[i].name, loop->name)) continue;
        check_fail(c, loop->place, "loop-name-taken",
                   "the name \"%s\" is taken by the loop around this one", loop->name);
        return false;
    }
    if (value_bind_variable(&c->env, loop->name, list.entry->items, list.scope, NULL)) return true;
    check_fail(c, loop->place, "loops-too-deep", "loops go too deep: at most %d in each other",
               ENV_VARIABLES);
    return false;
}

// ---- Deciding

bool logic_condition_holds(const struct env *e, const struct condition *condition)
{
    struct value_ref ref;
    if (!value_find(e, condition->path, &ref)) return false;
    struct value v = value_get(e, &ref, condition->place);
    bool holds = condition->is ? v.set && !strcmp(v.text, condition->is) : value_is_true(&ref, &v);
    return holds != condition->negated;
}

struct value logic_loop_items(const struct env *e, const struct loop *loop, struct value_ref *ref)
{
    struct value none = {0};
    if (!value_find(e, loop->path, ref)) return none;
    struct value v = value_get(e, ref, loop->place);
    if (v.set || !loop->blanks) return v;
    const void **items = ARENA_ARRAY(e->arena, const void *, (size_t)loop->blanks);
    for (int i = 0; i < loop->blanks; i++) items[i] = blank_item(e, ref, (size_t)i + 1);
    return (struct value){.set = true, .list = {items, (size_t)loop->blanks}};
}
