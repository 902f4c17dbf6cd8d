// questions: from the language's bank, as the unit has chosen or by default, and the unit's own.
#include <string.h>

#include "compose/words/bank.h"
#include "compose/blocks/block.h"
#include "compose/form/field.h"

static const char *const shows[] = {"chosen", "others", "own", "all", NULL};
static const char *const voices[] = {"employee", "leader", NULL};
static const char *const groupings[] = {"theme", NULL};

enum { LETTER = 87 };  // per cent of A4's height, less what stands on every page

static const struct key keys[] = {
    {.name = "show", .kind = KEY_CHOICE, .required = true, .choices = shows},
    {.name = "voice", .kind = KEY_CHOICE, .choices = voices},
    // to answer on; without them a list
    {.name = "lines", .kind = KEY_NUMBER, .least = 1, .most = 20},
    // for all that are asked: where these are many, each has fewer
    {.name = "lines-in-all", .kind = KEY_NUMBER, .least = 1, .most = 60},
    {.name = "columns", .kind = KEY_NUMBER, .least = 1, .most = 3},  // of the list
    // a heading, when there are any
    {.name = "title", .kind = KEY_TEXT},
    // a list under each theme's name
    {.name = "by", .kind = KEY_CHOICE, .choices = groupings},
    // units: what their sheets ask, is strong
    {.name = "asked-in", .kind = KEY_PATH, .values = VALUES_LIST},
};

struct question_list {
    const struct env *env;
    const struct question **list;
    size_t count, room;
};

// ---- Which questions

static void add(struct question_list *a, const struct question *q)
{
    *ARENA_PUSH(a->env->arena, a->list, a->count, a->room) = q;
}

static bool has(const struct question_list *a, const char *id)
{
    for (size_t i = 0; i < a->count; i++)
        if (!strcmp(a->list[i]->id, id)) return true;
    return false;
}

static const struct priorities *frame_file(const struct env *e, size_t i)
{
    return cycle_unit_priorities(e->cycle, e->frames[i], e->words->language);
}

// What a unit's sheets ask: its own choice, else the default.
static struct question_list chosen_in(const struct env *e, const struct priorities *p)
{
    struct question_list a = {.env = e};
    for (size_t i = 0; p && i < p->question_count; i++) {
        const struct question *q = bank_find(e->bank, p->questions[i]);
        if (q && !has(&a, q->id)) add(&a, q);
    }
    bool own = a.count;
    for (size_t i = 0; !own && i < e->bank->count; i++)
        if (e->bank->list[i].asked) add(&a, &e->bank->list[i]);
    return a;
}

// What the employee's sheet asks: as the unit has chosen that frames the conversation.
static struct question_list chosen(const struct env *e)
{
    return chosen_in(e, e->frame_count ? frame_file(e, 0) : NULL);
}

static struct question_list others(const struct env *e, bool all)
{
    struct question_list a = {.env = e}, taken = {0};
    if (!all) taken = chosen(e);
    for (size_t i = 0; i < e->bank->count; i++) {
        const struct question *q = &e->bank->list[i];
        if (q->listed && !has(&taken, q->id)) add(&a, q);
    }
    return a;
}

// ---- How they are shown

// Lines for each question: fewer than `lines` where all that the sheet asks have no room for more,
// but at least two.
static int lines_each(const struct env *e, const struct node *body)
{
    int lines = schema_number(body, "lines", 0), all = schema_number(body, "lines-in-all", 0);
    if (e->cycle->paper == PAPER_LETTER) all = all * LETTER / 100;
    size_t asked = chosen(e).count;
    for (size_t i = 0; i < e->frame_count; i++)
        if (frame_file(e, i)) asked += frame_file(e, i)->extra_question_count;
    if (!all || !asked || (int)asked * lines <= all) return lines;
    int share = all / (int)asked, least = lines < 2 ? lines : 2;
    return share > least ? share : least;
}

static const char *voiced(const struct node *body, const struct question *q)
{
    const char *voice = node_text(body, "voice");
    return voice && !strcmp(voice, "leader") ? q->leader : q->employee;
}

// Which questions stand here depends on the unit.
static void add_words(const struct env *e, const struct node *body, const struct question *q,
                      struct doc_node *paragraph)
{
    struct doc_node *text = doc_text(e->arena, paragraph, voiced(body, q), q->place);
    text->scope = SCOPE_UNIT;
    text->path = q->id;
}

// A question of the unit's own: its blocks, of which the first is the question.
static void add_own_text(const struct env *e, const struct priorities *p,
                         const struct doc_node *question, enum doc_role role,
                         struct doc_node *parent)
{
    bool other = p->language && strcmp(p->language, e->words->language);
    struct rich_style style = {SCOPE_UNIT, "unit.extra-questions", other ? p->language : NULL, 4};
    struct doc_node *before = parent->last;
    bind_rich(e, question, &style, parent);
    struct doc_node *first = before ? before->next : parent->first;
    if (first && first->kind == DOC_PARAGRAPH) first->role = role;
}

static void expand_own(const struct env *e, const struct node *body, struct place at,
                       struct doc_node *parent)
{
    int lines = lines_each(e, body);
    struct doc_node *list = lines ? NULL : doc_new(e->arena, DOC_LIST, at);
    for (size_t i = 0; i < e->frame_count; i++) {
        const struct priorities *p = frame_file(e, i);
        for (size_t q = 0; p && q < p->extra_question_count; q++) {
            struct doc_node *to = doc_append(list ? list : parent,
                                             doc_new(e->arena, list ? DOC_ITEM : DOC_KEEP, at));
            add_own_text(e, p, p->extra_questions[q], list ? ROLE_BODY : ROLE_QUESTION, to);
            if (lines) lines_add(e, lines, doc_plain(e->arena, to), at, to);
        }
    }
    if (list && list->first) doc_append(parent, list);
}

static void add_with_lines(const struct question_list *a, const struct node *body, int lines,
                           struct place at, struct doc_node *parent)
{
    for (size_t i = 0; i < a->count; i++) {
        struct doc_node *keep = doc_append(parent, doc_new(a->env->arena, DOC_KEEP, at));
        struct doc_node *p = doc_append(keep,
                                        doc_new(a->env->arena, DOC_PARAGRAPH, a->list[i]->place));
        p->role = ROLE_QUESTION;
        add_words(a->env, body, a->list[i], p);
        lines_add(a->env, lines, doc_plain(a->env->arena, p), at, keep);
    }
}

// Whether the sheets of any of the units under `asked-in` ask it.
static bool is_asked_in(const struct env *e, const struct node *body, const struct question *q)
{
    const char *path = node_text(body, "asked-in");
    struct value_ref ref;
    if (!path || !value_find(e, path, &ref)) return false;
    struct value v = value_get(e, &ref, schema_place(body, "asked-in", body->place));
    for (size_t i = 0; v.set && i < v.list.count; i++) {
        struct question_list a = chosen_in(
            e, cycle_unit_priorities(e->cycle, v.list.items[i], e->words->language));
        if (has(&a, q->id)) return true;
    }
    return false;
}

static struct doc_node *add_heading(const struct env *e, int level, struct place at,
                                    struct doc_node *parent)
{
    struct doc_node *heading = doc_append(parent, doc_new(e->arena, DOC_HEADING, at));
    heading->level = level;
    return heading;
}

static void add_item(const struct question_list *a, const struct node *body,
                     const struct question *q, struct doc_node *list)
{
    struct arena *arena = a->env->arena;
    struct doc_node *item = doc_append(list, doc_new(arena, DOC_ITEM, q->place));
    struct doc_node *p = doc_append(item, doc_new(arena, DOC_PARAGRAPH, q->place));
    if (is_asked_in(a->env, body, q)) p = doc_append(p, doc_new(arena, DOC_STRONG, q->place));
    add_words(a->env, body, q, p);
}

// A list; a theme's stands under its name and is not divided.
static struct doc_node *begin_list(const struct env *e, const char *theme, int level,
                                   struct place at, struct doc_node *parent)
{
    if (theme) {
        parent = doc_append(parent, doc_new(e->arena, DOC_KEEP, at));
        doc_text(e->arena, add_heading(e, level, at, parent), theme, at);
    }
    return doc_append(parent, doc_new(e->arena, DOC_LIST, at));
}

static void add_list(const struct question_list *a, const struct node *body, struct place at,
                     struct doc_node *parent)
{
    int columns = schema_number(body, "columns", 1), level = node_text(body, "title") ? 3 : 2;
    bool by_theme = node_text(body, "by");
    struct doc_node *list = NULL;
    if (columns > 1) {
        parent = doc_append(parent, doc_new(a->env->arena, DOC_COLUMNS, at));
        parent->level = columns;
    }
    for (size_t i = 0; i < a->count; i++) {
        const struct question *q = a->list[i];
        bool themed = by_theme && (!i || strcmp(q->theme, a->list[i - 1]->theme));
        if (!list || themed)
            list = begin_list(a->env, by_theme ? q->theme : NULL, level, at, parent);
        add_item(a, body, q, list);
    }
}

static bool has_own(const struct env *e)
{
    size_t i = 0;
    while (i < e->frame_count && (!frame_file(e, i) || !frame_file(e, i)->extra_question_count))
        i++;
    return i < e->frame_count;
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    const char *show = node_text(body, "show"), *title = node_text(body, "title");
    bool own = !strcmp(show, "own");
    struct question_list a = {.env = e};
    if (!strcmp(show, "chosen")) a = chosen(e);
    else if (!own) a = others(e, !strcmp(show, "all"));
    if (own ? !has_own(e) : !a.count) return;
    if (title) bind_text(e, title, schema_place(body, "title", at), add_heading(e, 2, at, parent));
    int lines = lines_each(e, body);
    if (own) expand_own(e, body, at, parent);
    else if (lines) add_with_lines(&a, body, lines, at, parent);
    else add_list(&a, body, at, parent);
}

static void check(struct check *c, const struct node *body, struct place at)
{
    const char *path = node_text(body, "asked-in");
    struct value_ref ref;
    if (!path || !value_find(&c->env, path, &ref) || ref.entry->items == TYPE_UNIT) return;
    check_fail(c, schema_place(body, "asked-in", at), "list-not-units", "%s is not a list of units",
               path);
}

const struct block block_questions = {
    .name = "questions",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .least = SCOPE_UNIT,
    .check = check,
    .expand = expand,
};
