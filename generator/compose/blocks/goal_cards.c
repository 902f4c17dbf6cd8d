// goal-cards: a numbered card for each goal of a plan, and empty ones to write new goals in: the
// goal, its kind and the focus areas that it supports as boxes, and its measures. How many of the
// empty ones stand on the paper is found out when it is laid out: those that need no further sheet.
#include <string.h>

#include "compose/blocks/block.h"
#include "compose/form/field.h"
#include "compose/form/record_path.h"
#include "compose/values/blank.h"

enum {
    BLANK = 5,         // cards, where there is no goal
    CERTAIN = 3,       // cards that are there even if they need another sheet
    LEAST = 4,         // cards in all, where there are goals and room
    GOAL_LINES = 2,    // to write a goal on
    BLANK_ROWS = 2,    // for measures, on an empty card
    MEASURE_CELLS = 4  // of a row
};

static const struct key label_keys[] = {
    {.name = "goal", .kind = KEY_TEXT, .required = true},
    {.name = "hint", .kind = KEY_TEXT},  // beside it, where the card is empty
    {.name = "kind", .kind = KEY_TEXT},
    {.name = "supports", .kind = KEY_TEXT},
    {.name = "measure", .kind = KEY_TEXT, .required = true},
    {.name = "responsible", .kind = KEY_TEXT, .required = true},
    {.name = "deadline", .kind = KEY_TEXT, .required = true},
    {.name = "done", .kind = KEY_TEXT},
};
static const struct schema labels_schema = {.form = FORM_MAP, SCHEMA_KEYS(label_keys)};

static const struct key keys[] = {
    {.name = "goals", .kind = KEY_PATH, .required = true, .values = VALUES_LIST},
    {.name = "blank", .kind = KEY_NUMBER, .least = 0, .most = 20},
    {.name = "labels", .kind = KEY_ITEMS, .required = true, .schema = &labels_schema},
};

static void check(struct check *c, const struct node *body, struct place at)
{
    struct value_ref ref;
    const char *path = node_text(body, "goals");
    if (!value_find(&c->env, path, &ref) || ref.entry->items == TYPE_GOAL) return;
    struct diag *d = check_fail(c, schema_place(body, "goals", at), "list-not-goals",
                                "%s is not a list of goals", path);
    diag_hint(c->env.diags, d, "such as: plan.goals");
}

// ---- Expansion

struct cards_expansion {
    const struct env *env;
    const struct node *labels;
    struct place at;
    enum doc_scope scope;  // of the goals
    struct doc_node *cards;
    const struct doc_node *areas;  // the first card's to choose from; NULL: there are none
};

struct card_expansion {
    struct cards_expansion *all;
    const void *goal;
    bool blank;
    const char *number;  // from 1, in digits
    struct doc_node *node;
};

// A label of the template's, with its values bound; where it has none, a word of the program's.
static const char *label(const struct cards_expansion *all, const char *key, const char *word)
{
    const char *own = node_text(all->labels, key);
    return own ? bind_plain(all->env, own, schema_place(all->labels, key, all->at))
               : words_text(all->env->words, word);
}

// What a screen reader says of a place on the card.
static const char *says(const struct card_expansion *c, const char *label)
{
    const struct env *e = c->all->env;
    return WORDS_FILL(e->arena, e->words, "fields.goal", {"label", label}, {"n", c->number});
}

static struct doc_node *add(const struct card_expansion *c, enum doc_kind kind,
                            struct doc_node *parent)
{
    struct doc_node *n = doc_append(parent, doc_new(c->all->env->arena, kind, c->all->at));
    n->scope = c->all->scope;
    return n;
}

static struct doc_node *add_words(const struct card_expansion *c, enum doc_role role,
                                  const char *words)
{
    struct doc_node *p = add(c, DOC_PARAGRAPH, c->node);
    p->role = role;
    if (words && *words) doc_text(c->all->env->arena, p, words, c->all->at);
    return p;
}

static bool find(const struct card_expansion *c, const char *path, struct value_ref *out)
{
    return value_find_in(c->all->env, TYPE_GOAL, c->goal, c->all->scope, path, out);
}

static struct doc_node *add_entry(const struct card_expansion *c, const struct value_ref *ref,
                                  const char *path, const char *label, struct doc_node *parent)
{
    const struct env *e = c->all->env;
    struct doc_node *entry = add(c, DOC_ENTRY, parent);
    entry->field = field_of_value(e, ref, label);
    if (!entry->field || entry->field->value) bind_value(e, ref, path, c->all->at, entry);
    return entry;
}

static struct doc_node *add_box(const struct card_expansion *c, const char *id, bool marked,
                                struct doc_node *parent)
{
    struct doc_node *box = add(c, DOC_CHECK, parent);
    box->text = id;
    box->marked = marked;
    box->title = words_text(c->all->env->words, marked ? "box.marked" : "box.empty");
    return box;
}

// Boxes beside their label.
static struct doc_node *add_choices(const struct card_expansion *c, const char *label)
{
    struct doc_node *choices = add(c, DOC_CHOICES, c->node);
    struct doc_node *p = add(c, DOC_PARAGRAPH, choices);
    p->role = ROLE_LABEL;
    doc_text(c->all->env->arena, p, label, c->all->at);
    return choices;
}

static void add_kind(const struct card_expansion *c)
{
    const struct env *e = c->all->env;
    struct value_ref ref;
    if (!find(c, "kind", &ref)) return;
    struct value v = value_get(e, &ref, c->all->at);
    const struct node *words = words_node(e->words, ref.entry->words);
    const char *path = record_path_of(e, &ref);
    struct form_field *radio = NULL;
    const char *label_words = label(c->all, "kind", "fields.kind");
    if (path) radio = field_radio(e, path, v.set ? v.text : NULL, says(c, label_words));
    struct doc_node *choices = add_choices(c, label_words);
    for (size_t i = 0; i < words->count; i++) {
        const char *id = words->keys[i]->text;
        struct doc_node *box = add_box(c, id, v.set && !strcmp(v.text, id), choices);
        doc_text(e->arena, box, words->items[i]->text, c->all->at);
        box->field = radio;
        if (radio) field_add_state(e, radio, id, words->items[i]->text);
    }
}

static void add_area(const struct card_expansion *c, const struct value_ref *areas,
                     const void *item, struct doc_node *choices)
{
    const struct env *e = c->all->env;
    enum value_type type = areas->entry->items;
    struct value_ref name, id, supported;
    if (!value_find_in(e, type, item, areas->scope, "name", &name) ||
        !value_find_in(e, type, item, areas->scope, "id", &id) ||
        !value_find_in(e, type, item, areas->scope, "supported", &supported))
        return;
    struct value known = value_get(e, &id, c->all->at), is = value_get(e, &supported, c->all->at);
    struct doc_node *box = add_box(c, known.text, value_is_true(&supported, &is), choices);
    bind_value(e, &name, "area.name", c->all->at, box);
    const char *path = record_path_of(e, areas);
    if (path)
        box->field = field_check(
            e, arena_printf(e->arena, "%s%s", path, known.text), box->marked,
            field_option_label(e, says(c, label(c->all, "supports", "fields.supports")),
                               doc_plain(e->arena, box)));
}

// The focus areas as boxes; where there are none to choose from, a line to write on.
static void add_supports(const struct card_expansion *c)
{
    const struct env *e = c->all->env;
    const char *words = label(c->all, "supports", "fields.supports");
    struct value_ref ref;
    struct value areas = {0};
    if (find(c, "areas", &ref)) areas = value_get(e, &ref, c->all->at);
    if (areas.set && areas.list.count) {
        struct doc_node *choices = add_choices(c, words);
        for (size_t i = 0; i < areas.list.count; i++)
            add_area(c, &ref, areas.list.items[i], choices);
        if (!c->all->areas) c->all->areas = choices;
        return;
    }
    struct doc_node *field = add(c, DOC_FIELD, c->node);
    struct doc_node *p = add(c, DOC_PARAGRAPH, field);
    p->role = ROLE_LABEL;
    doc_text(e->arena, p, words, c->all->at);
    field->field = field_note(e, says(c, words));
}

// ---- Measures

struct measure_cell {
    const char *key, *word, *path;
    int width;  // thousandths
};
static const struct measure_cell measure_cells[MEASURE_CELLS] = {
    {"measure", NULL, "what", 398},
    {"responsible", NULL, "responsible", 182},
    {"deadline", NULL, "deadline", 200},
    {"done", "status.done", "done-day", 220},
};

static void add_head(const struct card_expansion *c, struct doc_node *table)
{
    struct doc_node *row = add(c, DOC_ROW, table);
    row->header = true;
    for (size_t i = 0; i < MEASURE_CELLS; i++) {
        const struct measure_cell *m = &measure_cells[i];
        struct doc_node *cell = add(c, DOC_CELL, row);
        cell->header = true;
        cell->width = m->width;
        doc_text(c->all->env->arena, cell, label(c->all, m->key, m->word), c->all->at);
    }
}

// A box for a measure that is done, beside which the day has room. Returns what holds the day.
static struct doc_node *add_done(const struct card_expansion *c, const void *measure,
                                 const char *label, struct doc_node *cell)
{
    const struct env *e = c->all->env;
    struct value_ref ticked;
    if (!value_find_in(e, TYPE_MEASURE, measure, c->all->scope, "ticked", &ticked)) return cell;
    struct value v = value_get(e, &ticked, c->all->at);
    struct doc_node *box = add_box(c, NULL, value_is_true(&ticked, &v), cell);
    box->field = field_of_value(e, &ticked, label);
    return box;
}

static void add_row(const struct card_expansion *c, const void *measure, size_t number,
                    struct doc_node *table)
{
    const struct env *e = c->all->env;
    const char *n = arena_printf(e->arena, "%zu", number);
    struct doc_node *row = add(c, DOC_ROW, table);
    for (size_t i = 0; i < MEASURE_CELLS; i++) {
        const struct measure_cell *m = &measure_cells[i];
        struct doc_node *cell = add(c, DOC_CELL, row);
        const char *what = label(c->all, m->key, m->word);
        bool done = !strcmp(m->path, "done-day");
        struct value_ref ref;
        if (done) cell = add_done(c, measure, field_row_label(e, says(c, what), n), cell);
        if (!value_find_in(e, TYPE_MEASURE, measure, c->all->scope, m->path, &ref)) continue;
        if (done) what = WORDS_FILL(e->arena, e->words, "fields.day", {"label", what});
        add_entry(c, &ref, m->path, field_row_label(e, says(c, what), n), cell);
    }
}

static void add_measures(const struct card_expansion *c)
{
    const struct env *e = c->all->env;
    struct doc_node *table = add(c, DOC_TABLE, c->node);
    table->form = table->tight = true;
    table->title = says(c, label(c->all, "measure", NULL));
    add_head(c, table);
    struct value_ref ref;
    struct value there = {0};
    if (!c->blank && find(c, "measures", &ref)) there = value_get(e, &ref, c->all->at);
    size_t count = there.set ? there.list.count : 0;
    for (size_t i = 0; i < count; i++) add_row(c, there.list.items[i], i + 1, table);
    struct value more = blank_measures(e, c->goal, c->blank ? BLANK_ROWS : 1);
    for (size_t i = 0; i < more.list.count; i++)
        add_row(c, more.list.items[i], count + i + 1, table);
}

// ---- Cards

// How it goes, once a follow-up has said so; "" before that.
static const char *status(const struct card_expansion *c)
{
    const struct env *e = c->all->env;
    struct value_ref ref;
    if (c->blank || !find(c, "log", &ref) || !value_get(e, &ref, c->all->at).list.count ||
        !find(c, "status", &ref))
        return "";
    struct value v = value_get(e, &ref, c->all->at);
    if (!v.set) return "";
    return WORDS_FILL(e->arena, e->words, "card.status", {"status", value_in_words(e, &ref, &v)});
}

static void add_heading(const struct card_expansion *c)
{
    const struct env *e = c->all->env;
    struct doc_node *heading = add(c, DOC_HEADING, c->node);
    heading->level = 2;
    doc_text(e->arena, heading, WORDS_FILL(e->arena, e->words, "card.title", {"n", c->number}),
             c->all->at);
    add_words(c, ROLE_KICKER, WORDS_FILL(e->arena, e->words, "card.continued", {"n", c->number}));
}

static void add_card(struct cards_expansion *all, const void *goal, bool blank, size_t number,
                     bool optional)
{
    struct card_expansion c = {.all = all, .goal = goal, .blank = blank};
    const char *words = label(all, "goal", NULL);
    struct value_ref ref;
    c.number = arena_printf(all->env->arena, "%zu", number);
    c.node = add(&c, DOC_GOAL_CARD, all->cards);
    c.node->text = c.number;
    c.node->optional = optional;
    add_heading(&c);
    add_words(&c, ROLE_LABEL, words);
    add_words(&c, ROLE_NOTE,
              blank && node_text(all->labels, "hint") ? label(all, "hint", NULL) : status(&c));
    if (find(&c, "goal", &ref))
        add_entry(&c, &ref, "goal", says(&c, words), c.node)->level = GOAL_LINES;
    add_kind(&c);
    add_supports(&c);
    add_measures(&c);
}

// The focus areas with the numbers that stand for them where there are too many, or too long ones,
// for their names to stand on each card.
static void add_legend(const struct cards_expansion *all)
{
    const struct env *e = all->env;
    struct arena *a = e->arena;
    struct doc_node *legend = doc_new(a, DOC_GROUP, all->at);
    struct doc_node *p = doc_append(legend, doc_new(a, DOC_PARAGRAPH, all->at));
    p->role = ROLE_LABEL;
    doc_text(a, p, words_text(e->words, "card.areas"), all->at);
    struct doc_node *columns = doc_append(legend, doc_new(a, DOC_COLUMNS, all->at));
    columns->level = 2;
    struct doc_node *list = doc_append(columns, doc_new(a, DOC_LIST, all->at));
    list->ordered = list->tight = true;
    list->level = 1;
    for (const struct doc_node *box = all->areas->first->next; box; box = box->next) {
        struct doc_node *item = doc_append(list, doc_new(a, DOC_ITEM, all->at));
        struct doc_node *words = doc_append(item, doc_new(a, DOC_PARAGRAPH, all->at));
        words->scope = box->scope;
        for (const struct doc_node *n = box->first; n; n = n->next)
            doc_append(words, doc_copy(a, n));
    }
    doc_append(all->cards, legend);
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct cards_expansion all = {.env = e, .labels = node_get(body, "labels"), .at = at};
    struct value_ref ref;
    if (!value_find(e, node_text(body, "goals"), &ref)) return;
    struct value goals = value_get(e, &ref, at);
    size_t count = goals.set ? goals.list.count : 0;
    size_t most = (size_t)schema_number(body, "blank", BLANK);
    all.scope = ref.scope;
    if (count) most = count + 1 > LEAST ? count + 1 : LEAST;
    all.cards = doc_append(parent, doc_new(e->arena, DOC_GOAL_CARDS, at));
    for (size_t i = 0; i < most; i++) {
        bool blank = i >= count;
        add_card(&all, blank ? blank_goal(e) : goals.list.items[i], blank, i + 1,
                 blank && i >= CERTAIN);
    }
    if (all.areas) add_legend(&all);
}

const struct block block_goal_cards = {
    .name = "goal-cards",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .check = check,
    .expand = expand,
};
