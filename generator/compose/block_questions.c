// questions: from the language's bank, as the unit has chosen or by default, and the unit's own.
#include <string.h>

#include "compose/bank.h"
#include "compose/blocks.h"

static const char *const shows[] = {"chosen", "others", "own", "all", NULL};
static const char *const voices[] = {"employee", "leader", NULL};

static const struct key keys[] = {
    {.name = "show", .kind = KEY_CHOICE, .required = true, .choices = shows},
    {.name = "voice", .kind = KEY_CHOICE, .choices = voices},
    {.name = "lines", .kind = KEY_NUMBER, .least = 1, .most = 20},     // to answer on; without them a list
    {.name = "columns", .kind = KEY_NUMBER, .least = 1, .most = 3},    // of the list
    {.name = "title", .kind = KEY_TEXT},                              // a heading, when there are any
};

struct asked {
    const struct env *env;
    const struct question **list;
    size_t count, room;
};

// ---- Which questions

static void add(struct asked *a, const struct question *q)
{
    *ARENA_PUSH(a->env->arena, a->list, a->count, a->room) = q;
}

static bool has(const struct asked *a, const char *id)
{
    for (size_t i = 0; i < a->count; i++)
        if (!strcmp(a->list[i]->id, id)) return true;
    return false;
}

static const struct priorities *frame_file(const struct env *e, size_t i)
{
    return unit_priorities(e->cycle, e->frames[i], e->words->language);
}

// What the employee's sheet asks: the choice of the unit that frames the conversation, else the default.
static struct asked chosen(const struct env *e)
{
    struct asked a = {.env = e};
    const struct priorities *p = e->frame_count ? frame_file(e, 0) : NULL;
    for (size_t i = 0; p && i < p->question_count; i++) {
        const struct question *q = bank_find(e->bank, p->questions[i]);
        if (q && !has(&a, q->id)) add(&a, q);
    }
    bool own = a.count;
    for (size_t i = 0; !own && i < e->bank->count; i++)
        if (e->bank->list[i].asked) add(&a, &e->bank->list[i]);
    return a;
}

static struct asked others(const struct env *e, bool all)
{
    struct asked a = {.env = e}, taken = {0};
    if (!all) taken = chosen(e);
    for (size_t i = 0; i < e->bank->count; i++) {
        const struct question *q = &e->bank->list[i];
        if (q->listed && !has(&taken, q->id)) add(&a, q);
    }
    return a;
}

// ---- How they are shown

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

static void add_lines(const struct env *e, int count, struct place at, struct doc_node *parent)
{
    doc_append(parent, doc_new(e->arena, DOC_LINES, at))->level = count;
}

// A question of the unit's own: its blocks, of which the first is the question.
static void add_own_text(const struct env *e, const struct priorities *p, const struct doc_node *question,
                         enum doc_role role, struct doc_node *parent)
{
    bool other = p->language && strcmp(p->language, e->words->language);
    struct rich_style style = {SCOPE_UNIT, "unit.extra-questions", other ? p->language : NULL, 4};
    struct doc_node *before = parent->last;
    bind_rich(e, question, &style, parent);
    struct doc_node *first = before ? before->next : parent->first;
    if (first && first->kind == DOC_PARAGRAPH) first->role = role;
}

static void expand_own(const struct env *e, const struct node *body, struct place at, struct doc_node *parent)
{
    int lines = schema_number(body, "lines", 0);
    struct doc_node *list = lines ? NULL : doc_new(e->arena, DOC_LIST, at);
    for (size_t i = 0; i < e->frame_count; i++) {
        const struct priorities *p = frame_file(e, i);
        for (size_t q = 0; p && q < p->extra_question_count; q++) {
            struct doc_node *to = doc_append(list ? list : parent, doc_new(e->arena, list ? DOC_ITEM : DOC_KEEP, at));
            add_own_text(e, p, p->extra_questions[q], list ? ROLE_BODY : ROLE_QUESTION, to);
            if (lines) add_lines(e, lines, at, to);
        }
    }
    if (list && list->first) doc_append(parent, list);
}

static void add_with_lines(const struct asked *a, const struct node *body, int lines, struct place at,
                           struct doc_node *parent)
{
    for (size_t i = 0; i < a->count; i++)
{
        struct doc_node *keep = doc_append(parent, doc_new(a->env->arena, DOC_KEEP, at));
        struct doc_node *p = doc_append(keep, doc_new(a->env->arena, DOC_PARAGRAPH, a->list[i]->place));
        p->role = ROLE_QUESTION;
        add_words(a->env, body, a->list[i], p);
        add_lines(a->env, lines, at, keep);
    }
}

static void add_list(const struct asked *a, const struct node *body, struct place at, struct doc_node *parent)
{
    int columns = schema_number(body, "columns", 1);
    if (columns > 1) {
        parent = doc_append(parent, doc_new(a->env->arena, DOC_COLUMNS, at));
        parent->level = columns;
    }
    struct doc_node *list = doc_append(parent, doc_new(a->env->arena, DOC_LIST, at));
    for (size_t i = 0; i < a->count; i++) {
        struct place place = a->list[i]->place;
        struct doc_node *item = doc_append(list, doc_new(a->env->arena, DOC_ITEM, place));
        struct doc_node *p = doc_append(item, doc_new(a->env->arena, DOC_PARAGRAPH, place));
        add_words(a->env, body, a->list[i], p);
    }
}

static bool has_own(const struct env *e)
{
    size_t i = 0;
    while (i < e->frame_count && (!frame_file(e, i) || !frame_file(e, i)->extra_question_count)) i++;
    return i < e->frame_count;
}

static void expand(const struct env *e, const struct node *body, struct place at, struct doc_node *parent)
{
    const char *show = node_text(body, "show"), *title = node_text(body, "title");
    bool own = !strcmp(show, "own");
    struct asked a = own ? (struct asked){0} : !strcmp(show, "chosen") ? chosen(e) : others(e, !strcmp(show, "all"));
    if (own ? !has_own(e) : !a.count) return;
    if (title) {
        struct doc_node *heading = doc_append(parent, doc_new(e->arena, DOC_HEADING, at));
        heading->level = 2;
        bind_text(e, title, schema_place(body, "title", at), heading);
    }
    int lines = schema_number(body, "lines", 0);
    if (own) expand_own(e, body, at, parent);
    else if (lines) add_with_lines(&a, body, lines, at, parent);
    else add_list(&a, body, at, parent);
}

const struct block block_questions = {
    .name = "questions",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .least = SCOPE_UNIT,
    .expand = expand,
};
