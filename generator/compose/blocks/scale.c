// scale: statements, each with circles from 1 up to mark one of, and one for those who do not know.
#include "compose/blocks/block.h"
#include "compose/form/field.h"

static const struct key row_keys[] = {
    {.name = "id", .kind = KEY_TEXT, .required = true},  // what answers call the statement
    {.name = "text", .kind = KEY_TEXT, .required = true},
};
static const struct schema rows = {.form = FORM_LIST, SCHEMA_KEYS(row_keys), .loops = true};

static const struct key keys[] = {
    {.name = "title", .kind = KEY_TEXT, .required = true},   // what a screen reader calls the table
    {.name = "column", .kind = KEY_TEXT, .required = true},  // above the statements
    {.name = "least", .kind = KEY_TEXT, .required = true},   // under 1
    {.name = "most", .kind = KEY_TEXT, .required = true},    // under the last number
    // above the last circle; without it there is none
    {.name = "unknown", .kind = KEY_TEXT},
    {.name = "steps", .kind = KEY_NUMBER, .least = 2, .most = 7},
    {.name = "rows", .kind = KEY_ITEMS, .required = true, .schema = &rows},
};

enum { STEPS = 5, STATEMENT_WIDTH = 44, STEP_WIDTH = 9, UNKNOWN_WIDTH = 11 };

struct scale {
    const struct env *env;
    const struct node *body;
    struct doc_node *table;
    int steps;
};

static struct doc_node *add_row(const struct scale *s, struct place at)
{
    return doc_append(s->table, doc_new(s->env->arena, DOC_ROW, at));
}

static struct doc_node *add_cell(const struct scale *s, struct doc_node *row, enum doc_align align)
{
    struct doc_node *cell = doc_append(row, doc_new(s->env->arena, DOC_CELL, row->place));
    cell->header = row->header;
    cell->align = align;
    return cell;
}

static void add_words(const struct scale *s, const char *key, struct doc_node *cell)
{
    bind_text(s->env, node_text(s->body, key), schema_place(s->body, key, cell->place), cell);
}

static void add_number(const struct scale *s, int number, struct doc_node *cell)
{
    doc_text(s->env->arena, cell, arena_printf(s->env->arena, "%d", number), cell->place);
}

static void add_header(const struct scale *s)
{
    struct doc_node *row = add_row(s, s->table->place);
    row->header = true;
    struct doc_node *cell = add_cell(s, row, ALIGN_LEFT);
    cell->width = STATEMENT_WIDTH;
    add_words(s, "column", cell);
    for (int i = 1; i <= s->steps; i++) {
        cell = add_cell(s, row, ALIGN_CENTER);
        cell->width = STEP_WIDTH;
        add_number(s, i, cell);
        if (i > 1 && i < s->steps) continue;
        doc_append(cell, doc_new(s->env->arena, DOC_LINEBREAK, cell->place));
        add_words(s, i == 1 ? "least" : "most", cell);
    }
    if (!node_get(s->body, "unknown")) return;
    cell = add_cell(s, row, ALIGN_CENTER);
    cell->width = UNKNOWN_WIDTH;
    add_words(s, "unknown", cell);
}

static void add_mark(const struct scale *s, const char *state, const char *shown,
                     struct form_field *field, struct doc_node *row)
{
    struct doc_node *mark = doc_append(add_cell(s, row, ALIGN_CENTER),
                                       doc_new(s->env->arena, DOC_MARK, row->place));
    const struct doc_node *head = s->table->first->first;
    for (const struct doc_node *n = row->first->next; n; n = n->next) head = head->next;
    mark->text = state;
    mark->field = field;
    field_add_state(s->env, field, state, doc_plain(s->env->arena, head));
    doc_text(s->env->arena, mark, shown, row->place);
}

static void add_statement(const struct env *e, const struct node *item, void *arg)
{
    struct scale s = *(const struct scale *)arg;
    s.env = e;
    struct doc_node *row = add_row(&s, item->place);
    row->text = bind_plain(e, node_text(item, "id"), item->place);
    struct doc_node *cell = add_cell(&s, row, ALIGN_LEFT);
    cell->header = true;
    bind_text(e, node_text(item, "text"), schema_place(item, "text", item->place), cell);
    const char *path = arena_printf(e->arena, "scales/%s", row->text);
    struct form_field *field = field_radio(e, path, NULL, doc_plain(e->arena, cell));
    for (int i = 1; i <= s.steps; i++) {
        const char *step = arena_printf(e->arena, "%d", i);
        add_mark(&s, step, step, field, row);
    }
    if (node_get(s.body, "unknown")) add_mark(&s, "unknown", "?", field, row);
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct scale s = {e, body, doc_new(e->arena, DOC_SCALE, at),
                      schema_number(body, "steps", STEPS)};
    s.table->title = bind_plain(e, node_text(body, "title"), at);
    add_header(&s);
    schema_each(e, node_get(body, "rows"), add_statement, &s);
    if (s.table->first->next) doc_append(parent, s.table);
}

const struct block block_scale = {
    .name = "scale",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .expand = expand,
};
