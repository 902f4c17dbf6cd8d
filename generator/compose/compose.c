// Planning a document's sections, and composing each.
#include "compose/compose.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "compose/front.h"
#include "compose/syntax/bind.h"
#include "compose/template.h"
#include "compose/values/page_of.h"
#include "model/record.h"

// ---- Whom it is about

static void add_unit(struct unit **list, size_t *count, struct unit *u)
{
    size_t i = 0;
    while (i < *count && list[i] != u) i++;
    if (i == *count) list[(*count)++] = u;
}

static void find_units(struct env *e, const struct subject *s)
{
    const struct person *p = s->employee;
    if (s->unit) {
        e->units = e->frames = (struct unit *const *)memcpy(ARENA_NEW(e->arena, struct unit *),
                                                            &s->unit, sizeof s->unit);
        e->unit_count = e->frame_count = 1;
        return;
    }
    if (!p) return;
    struct unit **units = ARENA_ARRAY(e->arena, struct unit *, p->also_count + 1);
    struct unit **frames = ARENA_ARRAY(e->arena, struct unit *, p->also_count + 1);
    for (size_t i = 0; i <= p->also_count; i++) {
        struct unit *u = i ? p->also[i - 1].unit : p->unit;
        if (!u) continue;
        add_unit(units, &e->unit_count, u);
        add_unit(frames, &e->frame_count, cycle_framing_unit(s->cycle, u, p));
    }
    e->units = units;
    e->frames = frames;
}

static enum doc_scope widest_scope(const struct subject *s)
{
    if (s->employee || s->print) return SCOPE_PERSON;
    return s->unit ? SCOPE_UNIT : SCOPE_RUN;
}

static struct env environment(const struct template *t, const struct subject *s, struct diags *d,
                              struct arena *a)
{
    struct env e = {
        .paths = t->templates->paths,
        .record_paths = t->templates->record_paths,
        .words = &t->language->words,
        .cycle_words = templates_words(t->templates, s->cycle->language),
        .answer_texts = &t->language->answer_texts,
        .bank = &t->language->bank,
        .cycle = s->cycle,
        .person = s->employee,
        .reader = s->employee,
        .is_leaders = front_audience(t) == FOR_LEADER,
        .published = s->published,
        .print = s->print,
        .recipient = s->recipient,
        .mail = s->mail,
        .account = s->account,
        .names_only = s->names_only,
        .archived = s->archived,
        .follow_up = s->follow_up,
        .large = s->large,
        .is_short = s->is_short,
        .left_out = s->left_out,
        .reminder = &s->reminder,
        .limit = widest_scope(s),
        .arena = a,
        .diags = d,
    };
    find_units(&e, s);
    return e;
}

// Takes away from an environment all that a section may not show, so that it cannot be shown by
// mistake.
static void restrict_scope(struct env *e, enum doc_scope limit)
{
    e->limit = limit;
    if (limit < SCOPE_PERSON) e->person = e->reader = NULL;
    if (limit < SCOPE_UNIT) {
        e->units = e->frames = NULL;
        e->unit_count = e->frame_count = 0;
    }
    for (size_t i = 0; i < e->variable_count; i++)
        if (e->variables[i].scope > limit) e->variables[i].item = NULL;
}

// ---- Planning

// Sections of a template, and rounds of a loop. Beyond these numbers the fields of two sections
// might have the same names.
enum { SECTIONS_MOST = 100, LOOPS_MOST = 10000 };

struct planner {
    const struct template *template;
    const struct subject *subject;
    struct section_plan *list;
    size_t count, room;
    char path[ENV_VARIABLES * 12 + 1];  // "[2][0]": the items that the loops around are at
    uint32_t group;                     // the same as one number
};

static void add_ids(struct buf *key, char before, struct unit *const *units, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_c(key, i ? ',' : before);
        buf_str(key, units[i]->id);
    }
}

// All that a shared section depends on: language, template and section, the items that loops are
// at, paper size and size of print, what a report leaves out, and the units where it shows
// something of theirs. Everything else is the same for the whole run.
static const char *section_key(const struct planner *p, const struct env *e,
                               const struct statement *s)
{
    char most[256];
    struct buf key = BUF_IN(most);
    buf_printf(&key, "%s/%s#%u%s %s %s %zu", e->words->language, p->template->name, s->index,
               p->path, e->cycle->paper == PAPER_LETTER ? "Letter" : "A4",
               p->subject->large ? "large" : "normal", p->subject->left_out);
    if (s->scope == SCOPE_UNIT) {
        add_ids(&key, ' ', e->units, e->unit_count);
        add_ids(&key, '/', e->frames, e->frame_count);
    }
    const char *text = arena_strndup(e->arena, key.p, key.n);
    buf_free(&key);
    return text;
}

static const char *section_id(const struct statement *s)
{
    return s->node->kind == DOC_HEADING ? s->node->title : NULL;
}

static void plan_section(struct planner *p, const struct env *e, const struct statement *s)
{
    struct env *saved = ARENA_NEW(e->arena, struct env);
    *saved = *e;
    *ARENA_PUSH(e->arena, p->list, p->count, p->room) = (struct section_plan){
        s->scope < SCOPE_PERSON ? section_key(p, e, s) : NULL, section_id(s),
        p->group * SECTIONS_MOST + s->index, s, saved};
}

static void plan_list(struct planner *p, const struct env *e, const struct statement *list);

static void plan_loop(struct planner *p, const struct env *e, const struct statement *s)
{
    struct value_ref ref;
    struct value v = logic_loop_items(e, &s->loop, &ref);
    size_t end = strlen(p->path);
    uint32_t group = p->group;
    for (size_t i = 0; v.set && i < v.list.count; i++) {
        struct env inner = *e;
        if (!value_bind_variable(&inner, s->loop.name, ref.entry->items, ref.scope,
                                 v.list.items[i]))
            return;
        snprintf(p->path + end, sizeof p->path - end, "[%zu]", i);
        p->group = group * LOOPS_MOST + (uint32_t)i + 1;
        plan_list(p, &inner, s->body);
    }
    p->path[end] = 0;
    p->group = group;
}

static void plan_list(struct planner *p, const struct env *e, const struct statement *list)
{
    for (const struct statement *s = list; s; s = s->next) {
        if (s->kind == STATEMENT_SECTION) plan_section(p, e, s);
        else if (s->kind == STATEMENT_EACH) plan_loop(p, e, s);
        else if (s->kind == STATEMENT_IF)
            plan_list(p, e, logic_condition_holds(e, &s->condition) ? s->body : s->otherwise);
    }
}

size_t compose_plan(const struct template *t, const struct subject *s, struct arena *a,
                    struct section_plan **out)
{
    struct planner p = {.template = t, .subject = s};
    struct env e = environment(t, s, NULL, a);
    plan_list(&p, &e, t->sections);
    *out = p.list;
    return p.count;
}

// ---- Composing

static void compose_list(const struct env *e, const struct statement *list,
                         struct doc_node *parent);

static void compose_loop(const struct env *e, const struct statement *s, struct doc_node *parent)
{
    struct value_ref ref;
    struct value v = logic_loop_items(e, &s->loop, &ref);
    for (size_t i = 0; v.set && i < v.list.count; i++) {
        struct env inner = *e;
        if (value_bind_variable(&inner, s->loop.name, ref.entry->items, ref.scope, v.list.items[i]))
            compose_list(&inner, s->body, parent);
    }
}

static void compose_list(const struct env *e, const struct statement *list, struct doc_node *parent)
{
    for (const struct statement *s = list; s; s = s->next) {
        if (s->kind == STATEMENT_EACH) compose_loop(e, s, parent);
        else if (s->kind == STATEMENT_IF)
            compose_list(e, logic_condition_holds(e, &s->condition) ? s->body : s->otherwise,
                         parent);
        else if (s->kind == STATEMENT_KEEP)
            compose_list(e, s->body,
                         doc_append(parent, doc_new(e->arena, DOC_KEEP, s->node->place)));
        else if (s->block) s->block->expand(e, s->node->yaml, s->node->place, parent);
        else if (s->node->kind != DOC_FENCE) bind_block(e, s->node, parent);
    }
}

struct doc_node *compose_section(const struct template *t, const struct section_plan *plan,
                                 const struct subject *s, struct diags *d, struct arena *a)
{
    const struct statement *statement = plan->statement;
    assert(statement->kind == STATEMENT_SECTION);
    const struct env *saved = plan->environment;
    struct env e = environment(t, s, d, a);
    memcpy(e.variables, saved->variables, sizeof e.variables);
    e.variable_count = saved->variable_count;
    // what people share shows nothing of anybody's plan, and has nothing to mark
    struct form_state form = {.key = plan->key ? NULL : s->key};
    e.form = &form;
    restrict_scope(&e, statement->scope);
    struct doc_node *section = doc_new(a, DOC_SECTION, statement->node->place);
    section->shared = plan->key;
    section->scope = statement->scope;
    compose_list(&e, statement->body, section);
    assert(doc_is_composed(section));
    if (section->shared && doc_widest_scope(section) == SCOPE_PERSON)
        diag_error(d, section->place, "personal-in-shared-section",
                   "something personal is in a section that people share");
    return section;
}

const char *compose_page_reference(const struct doc_node *n)
{
    return n->kind == DOC_TEXT ? values_page_of_id(n->path) : NULL;
}

struct field_list {
    struct compose_field *list;
    size_t count, room;
};

static void add_fields(struct arena *a, const struct doc_node *n, struct field_list *to)
{
    const char *path, *mark;
    if (n->field) {
        record_field_parse(a, n->field->name, &path, &mark);
        *ARENA_PUSH(a, to->list, to->count,
                    to->room) = (struct compose_field){path, n->field->label, n->field->value};
    }
    for (const struct doc_node *child = n->first; child; child = child->next)
        add_fields(a, child, to);
}

size_t compose_fields(const struct template *t, const struct subject *s, struct diags *d,
                      struct arena *a, struct compose_field **out)
{
    struct section_plan *plans;
    struct field_list fields = {0};
    size_t count = compose_plan(t, s, a, &plans);
    for (size_t i = 0; i < count; i++)
        add_fields(a, compose_section(t, &plans[i], s, d, a), &fields);
    *out = fields.list;
    return fields.count;
}

// The string that a key of the front matter stands for where the template has none: who may read a
// paper is said otherwise where it is nobody's yet, or nobody leads the person yet.
static const char *string_key(const struct subject *s, const char *key)
{
    if (strcmp(key, "marking")) return key;
    if (!s->employee->name) return "marking-blank";
    return s->employee->leader_is_vacant ? "marking-vacant" : key;
}

const char *compose_front_matter(const struct template *t, const char *key, const struct subject *s,
                                 struct arena *a)
{
    bool blank = s->employee && !s->employee->name;
    const char *text = node_text(t->front, key);
    if (blank && !strcmp(key, "subject")) text = node_text(t->front, "title");
    if (!text && s->employee) text = words_text(&t->language->words, string_key(s, key));
    struct env e = environment(t, s, NULL, a);
    return text ? bind_plain(&e, text, (struct place){0}) : NULL;
}
