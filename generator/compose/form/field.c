// Making the fields of a form, their labels and what they offer to choose from.
#include "compose/form/field.h"

#include <assert.h>
#include <string.h>

#include "compose/form/record_path.h"
#include "compose/values/plan.h"

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

// The words before the brackets that end them: "Follow-up talks (date)" says on paper what to
// write, which a field says in its own way.
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

const char *field_plain_spaces(struct arena *a, const char *text)
{
    char *copy = arena_strdup(a, text), *to = copy;
    for (const char *s = copy; *s; s++) {
        bool gap = (unsigned char)s[0] == 0xC2 && (unsigned char)s[1] == 0xA0;
        *to++ = gap ? ' ' : *s;
        s += gap;
    }
    *to = 0;
    return copy;
}

static const char *responsible(const struct plan_measure *row)
{
    if (row->blank) return NULL;
    switch (row->measure->responsible) {
    case RESPONSIBLE_TEXT: return row->measure->responsible_text;
    case RESPONSIBLE_LEADER: return "leader";
    case RESPONSIBLE_EMPLOYEE: break;
    }
    return "employee";
}

// "a, b"; NULL: none.
static const char *supported_ids(const struct env *e, const struct goal *g)
{
    const char *ids = NULL;
    for (size_t i = 0; i < g->supports_count; i++)
        ids = ids ? arena_printf(e->arena, "%s, %s", ids, g->supports[i].id) : g->supports[i].id;
    return ids;
}

// As the record has it; NULL: nothing.
static const char *recorded_value(const struct env *e, const struct value_ref *ref,
                                  const struct record_field *record)
{
    struct value v = value_get(e, ref, (struct place){0});
    if (record->kind == RECORD_SUPPORTS)
        return supported_ids(e, ((const struct plan_goal *)ref->item)->goal);
    if (record->kind == RECORD_RESPONSIBLE) return responsible(ref->item);
    if (!v.set) return NULL;
    if (record->kind == RECORD_DONE_TICK) return v.flag ? "on" : NULL;
    if (record->kind == RECORD_CHOICE) return strcmp(v.text, "none") ? v.text : NULL;
    const char *words = value_in_words(e, ref, &v);
    bool has_day = record->kind == RECORD_DATE || record->kind == RECORD_DEADLINE ||
                   record->kind == RECORD_DONE;
    return has_day ? field_plain_spaces(e->arena, words) : words;
}

// The label, with a number behind it where a field of the section has it already, as with several
// blank goals under one heading.
static const char *unique_label(const struct env *e, const char *label)
{
    unsigned *uses = map_get(&e->form->labels, label);
    if (!uses) map_set(&e->form->labels, e->arena, label, uses = ARENA_NEW(e->arena, unsigned));
    return ++*uses > 1 ? arena_printf(e->arena, "%s (%u)", label, *uses) : label;
}

static struct form_field *new_field(const struct env *e, const char *path,
                                    enum form_field_kind kind, const char *label)
{
    assert(e->form && path);
    struct form_field *f = ARENA_NEW(e->arena, struct form_field);
    f->kind = kind;
    f->label = unique_label(e, label);
    f->name = path;
    return f;
}

static struct form_field *named(const struct env *e, struct form_field *f)
{
    f->name = record_field_name(e->arena, f->name, f->value, e->form->key);
    return f;
}

enum { LINE_MOST = 500 };  // characters: what the readers of plans take on one line

struct form_field *field_of_value(const struct env *e, const struct value_ref *ref,
                                  const char *label)
{
    const char *path = record_path_of(e, ref);
    const struct record_field *record = path ? record_path_find(e, ref)->field : NULL;
    if (!record) return NULL;
    struct form_field *f = new_field(e, path, FORM_FIELD_TEXT, label);
    f->value = recorded_value(e, ref, record);
    f->most = LINE_MOST;
    switch (record->kind) {
    case RECORD_PROSE:
        f->kind = FORM_FIELD_LINES;
        f->most = RECORD_TEXT_MAX;
        break;
    case RECORD_DONE_TICK: f->kind = FORM_FIELD_CHECK; break;
    case RECORD_DATE:
    case RECORD_DONE:
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
