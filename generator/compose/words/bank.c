// Reading the question bank.
#include "compose/words/bank.h"

#include <string.h>

#include "base/array.h"
#include "base/nearest.h"
#include "base/translate.h"

const struct question *bank_find(const struct bank *b, const char *id)
{
    for (size_t i = 0; i < b->count; i++)
        if (!strcmp(b->list[i].id, id)) return &b->list[i];
    return NULL;
}

static bool fail(struct diags *d, const struct node *n, const char *id, const char *what)
{
    diag_error(d, n->place, id, "%s", _(what));
    return false;
}

static bool check_keys(struct diags *d, const struct node *map, const char *const *known,
                       size_t count)
{
    bool ok = true;
    for (size_t i = 0; i < map->count; i++) {
        size_t k = 0;
        while (k < count && strcmp(known[k], map->keys[i]->text)) k++;
        if (k < count) continue;
        struct diag *e = diag_error(d, map->keys[i]->place, "question-key-unknown",
                                    "\"%s\" means nothing here", map->keys[i]->text);
        const char *nearest = nearest_word(map->keys[i]->text, known, count);
        if (nearest) diag_hint(d, e, "did you mean %s?", nearest);
        ok = false;
    }
    return ok;
}

static bool read_flag(struct diags *d, const struct node *map, const char *key, bool otherwise,
                      bool *out)
{
    const char *text = node_text(map, key);
    *out = text ? !strcmp(text, "true") : otherwise;
    if (!text || *out || !strcmp(text, "false")) return true;
    diag_error(d, node_get(map, key)->place, "question-flag-invalid", "\"%s\" is true or false",
               key);
    return false;
}

static bool read_question(struct diags *d, struct arena *a, const char *theme, const struct node *n,
                          struct bank *b)
{
    static const char *const keys[] = {"id", "employee", "leader", "asked", "listed"};
    if (n->kind != NODE_MAP)
        return fail(d, n, "question-not-map", N_("a question is a map with id and employee"));
    struct question q = {.id = node_text(n, "id"),
                         .employee = node_text(n, "employee"),
                         .theme = theme,
                         .place = n->place};
    bool ok = check_keys(d, n, keys, COUNT(keys));
    if (!q.id || !q.employee)
        return fail(
            d, n, "question-incomplete",
            N_("a question needs an id and the words that the employee is asked in (employee)"));
    if (bank_find(b, q.id)) {
        diag_error(d, node_get(n, "id")->place, "question-twice",
                   "the question \"%s\" is there twice", q.id);
        return false;
    }
    q.leader = node_text(n, "leader") ? node_text(n, "leader") : q.employee;
    ok &= read_flag(d, n, "asked", false, &q.asked);
    ok &= read_flag(d, n, "listed", true, &q.listed);
    *ARENA_PUSH(a, b->list, b->count, b->room) = q;
    return ok;
}

static bool read_theme(struct diags *d, struct arena *a, const struct node *n, struct bank *b)
{
    static const char *const keys[] = {"theme", "questions"};
    const char *name = node_text(n, "theme");
    const struct node *list = node_get(n, "questions");
    if (!name || !list || list->kind != NODE_LIST)
        return fail(d, n, "theme-not-list", N_("each item is a theme and its questions, a list"));
    bool ok = check_keys(d, n, keys, 2);
    for (size_t i = 0; i < list->count; i++) ok &= read_question(d, a, name, list->items[i], b);
    return ok;
}

bool bank_read(struct diags *d, struct arena *a, const char *language, const struct node *questions,
               struct bank *out)
{
    *out = (struct bank){.language = language};
    if (questions->kind != NODE_LIST)
        return fail(d, questions, "questions-not-list", N_("the questions are a list of themes"));
    bool ok = true;
    for (size_t i = 0; i < questions->count; i++) ok &= read_theme(d, a, questions->items[i], out);
    return ok;
}
