#include "compose/form/field.h"

#include <string.h>

#include "base/array.h"
#include "base/buf.h"

// ---- Which values are in the record

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
    {TYPE_GOAL, "attainment", "goals/%g/attainment"},
    {TYPE_GOAL, "comment-employee", "goals/%g/comments/employee"},
    {TYPE_GOAL, "comment-leader", "goals/%g/comments/leader"},
    {TYPE_GOAL, "status", "follow-ups/%s/progress/%g/status"},
    {TYPE_GOAL, "note", "follow-ups/%s/progress/%g/note"},
    {TYPE_MEASURE, "what", "goals/%g/measures/%m/what"},
    {TYPE_MEASURE, "responsible", "goals/%g/measures/%m/responsible"},
    {TYPE_MEASURE, "deadline", "goals/%g/measures/%m/deadline"},
    {TYPE_MEASURE, "done", "goals/%g/measures/%m/done"},
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

void field_find_record(struct value_ref *ref)
{
    char path[64];
    size_t i = 0, n = 0;
    while (i < COUNT(in_record) &&
           (in_record[i].type != ref->type || strcmp(in_record[i].path, ref->entry->path)))
        i++;
    if (i == COUNT(in_record)) return;
    ref->record = in_record[i].record;
    // % stands for any id
    for (const char *s = ref->record; *s && n + 1 < sizeof path; s++)
        path[n++] = *s == '%' ? *s++ : *s;
    path[n] = 0;
    ref->record_field = field_record(path);
}

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
    case 'g': buf_str(out, goal_of(ref)->goal->id); return true;
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

const char *field_record_path(const struct env *e, const struct value_ref *ref)
{
    char most[128];
    struct buf out = BUF_IN(most);
    bool whole = ref->record && !is_of_last_plan(e, ref);
    for (const char *s = ref->record; whole && *s;) {
        const char *id = strchrnul(s, '%');
        buf_add(&out, s, (size_t)(id - s));
        if (*id) whole = add_id(e, ref, id[1], &out);
        s = *id ? id + 2 : id;
    }
    const char *path = whole ? arena_strndup(e->arena, out.p, out.n) : NULL;
    buf_free(&out);
    return path;
}

const struct record_field *field_record(const char *path)
{
    const struct record_field *found = record_find(record_plan, path);
    return found ? found : record_find(record_answer, path);
}

// ---- Labels

static const struct doc_node *heading_above(const struct doc_node *parent)
{
    for (; parent; parent = parent->parent) {
        const struct doc_node *heading = NULL;
        for (const struct doc_node *n = parent->first; n; n = n->next)
            if (n->kind == DOC_HEADING) heading = n;
        if (heading) return heading;
    }
    return NULL;
}

// "Follow-up talks (date)" says on paper what is to be written; the field says so itself.
static const char *without_aside(const struct env *e, const char *words)
{
    const char *aside = strstr(words, " (");
    size_t n = strlen(words);
    return aside && n && words[n - 1] == ')'
             ? arena_strndup(e->arena, words, (size_t)(aside - words))
             : words;
}

const char *field_label(const struct env *e, const struct doc_node *parent, const char *label)
{
    const struct doc_node *heading = heading_above(parent);
    const char *words = heading ? doc_plain(e->arena, heading) : "";
    if (!label || !*label) return words;
    if (!heading || heading->level < 2 || !strcmp(words, label)) return label;
    return WORDS_FILL(e->arena, e->words, "fields.in", {"label", label},
                      {"heading", without_aside(e, words)});
}

const char *field_row_label(const struct env *e, const char *label, const char *row)
{
    return WORDS_FILL(e->arena, e->words, "fields.row", {"label", label}, {"n", row});
}

const char *field_option_label(const struct env *e, const char *label, const char *option)
{
    return WORDS_FILL(e->arena, e->words, "fields.option", {"label", label}, {"option", option});
}

// ---- Options

struct choices {
    struct form_option *list;
    size_t count, room;
};

static void add_option(const struct env *e, struct choices *c, const char *id, const char *words)
{
    for (size_t i = 0; i < c->count; i++)
        if (!strcmp(c->list[i].id, id)) return;
    *ARENA_PUSH(e->arena, c->list, c->count, c->room) = (struct form_option){id, words};
}

static void add_words(const struct env *e, struct choices *c, const char *key)
{
    const struct node *words = words_node(e->words, key);
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->keys[i]->text, "none"))
            add_option(e, c, words->keys[i]->text, words->items[i]->text);
}

static void add_priorities(const struct env *e, struct choices *c, const struct unit *u)
{
    for (; u; u = u->parent) {
        const struct priorities *p = cycle_unit_priorities(e->cycle, u, e->words->language);
        for (size_t i = 0; p && i < p->count; i++)
            add_option(e, c, p->list[i].id, doc_plain(e->arena, p->list[i].title));
    }
}

// What a goal can support: the focus areas of the person's units and of those above; on a blank
// form the organisation's.
static void add_supports(const struct env *e, struct choices *c)
{
    if (!e->unit_count) add_priorities(e, c, e->cycle->root);
    for (size_t i = 0; i < e->unit_count; i++) add_priorities(e, c, e->units[i]);
}

// words: the key of the choice's words; NULL: what a goal can support.
static const struct choices *choices_of(const struct env *e, const char *words)
{
    const char *key = words ? words : "";
    struct choices *c = map_get(&e->form->choices, key);
    if (c) return c;
    c = ARENA_NEW(e->arena, struct choices);
    add_option(e, c, "", " ");  // so that a choice can be taken back
    if (words) add_words(e, c, words);
    else add_supports(e, c);
    map_set(&e->form->choices, e->arena, key, c);
    return c;
}

static void offer(const struct env *e, struct form_field *f, const char *words)
{
    const struct choices *all = choices_of(e, words);
    struct choices own = {all->list, all->count, all->count};  // what is added goes into a copy
    if (f->value) add_option(e, &own, f->value, f->value);
    f->kind = FORM_FIELD_CHOICE;
    f->options = own.list;
    f->option_count = own.count;
}

// ---- Fields

static const char *recorded_value(const struct env *e, const struct value_ref *ref,
                                  const struct record_field *record)
{
    struct value v = value_get(e, ref, (struct place){0});
    if (record->kind == RECORD_SUPPORTS) return goal_of(ref)->goal->supports_id;
    if (record->kind == RECORD_RESPONSIBLE) {
        const struct plan_measure *row = ref->item;
        const struct measure *m = row->measure;
        if (row->blank) return NULL;
        return m->responsible == RESPONSIBLE_TEXT   ? m->responsible_text
             : m->responsible == RESPONSIBLE_LEADER ? "leader"
                                                    : "employee";
    }
    if (!v.set) return NULL;
    if (record->kind == RECORD_CHOICE) return strcmp(v.text, "none") ? v.text : NULL;
    const char *words = value_in_words(e, ref, &v);
    return record->kind == RECORD_DATE || record->kind == RECORD_DEADLINE
             ? field_text_plain_spaces(e->arena, words)
             : words;
}

// With a number behind it, where a field of the section says the same already: three blank goals
// stand under one heading.
static const char *unique_label(const struct env *e, const char *label)
{
    unsigned *uses = map_get(&e->form->labels, label);
    if (!uses) map_set(&e->form->labels, e->arena, label, uses = ARENA_NEW(e->arena, unsigned));
    return ++*uses > 1 ? arena_printf(e->arena, "%s (%u)", label, *uses) : label;
}

static struct form_field *new_field(const struct env *e, const char *path,
                                    enum form_field_kind kind, const char *label)
{
    struct form_field *f = ARENA_NEW(e->arena, struct form_field);
    f->kind = kind;
    f->label = unique_label(e, label);
    f->name = path;
    return f;
}

static struct form_field *named(const struct env *e, struct form_field *f)
{
    f->name = record_field_name(e->arena, f->name, f->value);
    return f;
}

enum { LINE_MOST = 500 };  // characters: what the readers of plans take on one line

struct form_field *field_of_value(const struct env *e, const struct value_ref *ref,
                                  const char *label)
{
    const char *path = field_record_path(e, ref);
    const struct record_field *record = path ? ref->record_field : NULL;
    if (!record) return NULL;
    struct form_field *f = new_field(e, path, FORM_FIELD_TEXT, label);
    f->value = recorded_value(e, ref, record);
    f->most = LINE_MOST;
    switch (record->kind) {
    case RECORD_PROSE:
        f->kind = FORM_FIELD_LINES;
        f->most = RECORD_TEXT_MAX;
        break;
    case RECORD_DATE:
        f->label = WORDS_FILL(e->arena, e->words, "fields.date", {"label", f->label});
        break;
    case RECORD_DEADLINE:
        f->label = WORDS_FILL(e->arena, e->words, "fields.deadline", {"label", f->label});
        break;
    case RECORD_RESPONSIBLE:
        f->editable = true;
        offer(e, f, "responsible");
        break;
    case RECORD_CHOICE: offer(e, f, ref->entry->words); break;
    case RECORD_SUPPORTS: offer(e, f, NULL); break;
    case RECORD_LINE:
    case RECORD_WHO:
    case RECORD_TICK:
    case RECORD_AGREEMENT:
    case RECORD_NOTE: break;
    }
    return named(e, f);
}

struct form_field *field_note(const struct env *e, const char *label)
{
    const char *path = arena_printf(e->arena, "notes/%u", ++e->form->notes);
    struct form_field *f = new_field(e, path, FORM_FIELD_LINES, label);
    f->most = RECORD_TEXT_MAX;
    return f;
}

struct form_field *field_check(const struct env *e, const char *path, bool marked,
                               const char *label)
{
    if (!path) path = arena_printf(e->arena, "notes/%u", ++e->form->notes);
    struct form_field *f = new_field(e, path, FORM_FIELD_CHECK, label);
    f->value = marked ? "on" : NULL;
    return named(e, f);
}

struct form_field *field_radio(const struct env *e, const char *path, const char *state,
                               const char *label)
{
    if (!path) path = arena_printf(e->arena, "notes/%u", ++e->form->notes);
    struct form_field *f = new_field(e, path, FORM_FIELD_RADIO, label);
    f->value = state;
    return named(e, f);
}

void field_add_state(const struct env *e, struct form_field *radio, const char *state,
                     const char *words)
{
    struct form_option *options = ARENA_ARRAY(e->arena, struct form_option,
                                              radio->option_count + 1);
    for (size_t i = 0; i < radio->option_count; i++) options[i] = radio->options[i];
    options[radio->option_count++] = (struct form_option){
        state, field_option_label(e, radio->label, words)};
    radio->options = options;
}
