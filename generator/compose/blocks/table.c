// table, plan-table: a row for each item of a list. A column whose value leads through a list
// inside the item, such as measures.what, makes a row for each of that list's items, and the other
// columns stand in the first of them. plan-table is the form: rows to write in, and empty ones
// behind them. Its cells are fields, and so are the cells of a column with `fill` in any table.
// `across` stands above the rows of each item, over the whole width.
#include <string.h>

#include "base/translate.h"
#include "compose/blocks/block.h"
#include "compose/form/field.h"
#include "compose/form/record_path.h"
#include "compose/values/blank.h"

enum { COLUMNS_MAX = 8 };
static const char *const aligns[] = {"left", "center", "right", NULL};

static const struct key column_keys[] = {
    {.name = "label", .kind = KEY_TEXT, .required = true},
    {.name = "value", .kind = KEY_ITEM_PATH, .required = true},
    // a value, or several, on lines of their own below it
    {.name = "under", .kind = KEY_ITEM_PATH},
    {.name = "width", .kind = KEY_NUMBER, .least = 1, .most = 100},
    {.name = "align", .kind = KEY_CHOICE, .choices = aligns},
    {.name = "fill", .kind = KEY_FLAG},  // to be filled in, and in the record
};
static const struct schema columns_schema = {.form = FORM_LIST, SCHEMA_KEYS(column_keys)};

static const struct key keys[] = {
    {.name = "rows", .kind = KEY_PATH, .required = true, .values = VALUES_LIST},
    {.name = "columns", .kind = KEY_ITEMS, .required = true, .schema = &columns_schema},
    {.name = "blank-rows", .kind = KEY_NUMBER, .least = 0, .most = 40},  // behind the others
    // in place of these where there are others
    {.name = "spare-rows", .kind = KEY_NUMBER, .least = 0, .most = 40},
    {.name = "title", .kind = KEY_TEXT},  // what a screen reader calls the table
    {.name = "as", .kind = KEY_TEXT},     // the item's name in `across`
};

// It is checked below, where the item's name is known.
static bool is_across(struct check *c, const char *name, const struct node *n)
{
    (void)c, (void)n;
    return !strcmp(name, "across");
}

// ---- Column paths

struct column_path {
    const struct node *node;  // NULL: the column has none, or it leads nowhere
    bool inner;               // through a list inside the item
    struct value_ref list, value;
};

// Finds a column's path in items of the rows' type: at once, or through one list inside the item.
static bool find_column(const struct env *e, const struct value_ref *rows, const struct node *path,
                        struct column_path *out)
{
    enum value_type type = rows->entry->items;
    *out = (struct column_path){0};
    if (!path) return false;
    const char *dot = strchr(path->text, '.');
    if (!value_find_in(e, type, NULL, rows->scope, path->text, &out->value)) {
        if (!dot) return false;
        const char *head = arena_strndup(e->arena, path->text, (size_t)(dot - path->text));
        if (!value_find_in(e, type, NULL, rows->scope, head, &out->list) ||
            out->list.kind != VALUE_LIST)
            return false;
        if (!value_find_in(e, out->list.entry->items, NULL, out->list.scope, dot + 1, &out->value))
            return false;
        out->inner = true;
    }
    out->node = path;
    return true;
}

static void check_column(struct check *c, const struct value_ref *rows, const struct node *path)
{
    struct column_path found;
    if (find_column(&c->env, rows, path, &found)) {
        if (!(VALUES_INLINE & 1u << found.value.kind))
            check_fail(c, path->place, "value-not-for-table",
                       "%s is %s and cannot stand in a table", path->text,
                       _(value_kind_names[found.value.kind]));
        return;
    }
    struct diag *d = check_fail(c, path->place, "row-value-unknown",
                                "the rows of this table have no value %s", path->text);
    struct env rows_env = {.arena = c->env.arena, .paths = c->env.paths};
    value_bind_variable(&rows_env, "row", rows->entry->items, rows->scope, NULL);
    const char *nearest = value_nearest(&rows_env,
                                        arena_printf(c->env.arena, "row.%s", path->text));
    if (nearest) diag_hint(c->env.diags, d, "did you mean %s?", nearest + strlen("row."));
}

static size_t under_count(const struct node *under)
{
    if (!under) return 0;
    return under->kind == NODE_LIST ? under->count : 1;
}

static const struct node *under_path(const struct node *under, size_t i)
{
    return under->kind == NODE_LIST ? under->items[i] : under;
}

static void check_filled(struct check *c, const struct value_ref *rows, const struct node *path)
{
    struct column_path found;
    if (!find_column(&c->env, rows, path, &found) || record_path_find(&c->env, &found.value))
        return;
    check_fail(c, path->place, "value-not-in-plan",
               "%s cannot be filled in: it has no place in a plan", path->text);
}

static const char *item_name(const struct node *body)
{
    return node_text(body, "as") ? node_text(body, "as") : "row";
}

static void check_across(struct check *c, const struct value_ref *rows, const struct node *body)
{
    const struct node *across = node_get(body, "across");
    size_t variables = c->env.variable_count;
    if (!across) return;
    if (value_bind_variable(&c->env, item_name(body), rows->entry->items, rows->scope, NULL))
        schema_check(c, &columns_content, across, across->place, "table");
    c->env.variable_count = variables;
}

static void check(struct check *c, const struct node *body, struct place at)
{
    struct value_ref rows;
    const struct node *columns = node_get(body, "columns");
    if (!value_find(&c->env, node_text(body, "rows"), &rows)) return;
    check_across(c, &rows, body);
    if (!columns->count || columns->count > COLUMNS_MAX)
        check_fail(c, at, "table-column-count", "a table has one to %d columns, not %zu",
                   COLUMNS_MAX, columns->count);
    for (size_t i = 0; i < columns->count; i++) {
        const struct node *value = node_get(columns->items[i], "value");
        if (value->kind == NODE_LIST)
            check_fail(c, value->place, "column-shows-several",
                       "a column shows one value; others stand under it");
        else check_column(c, &rows, value);
        const struct node *under = node_get(columns->items[i], "under");
        for (size_t k = 0; k < under_count(under); k++)
            check_column(c, &rows, under_path(under, k));
        if (schema_flag(columns->items[i], "fill")) check_filled(c, &rows, value);
    }
}

// ---- Expansion

struct expansion_column {
    const struct node *node;
    const char *label;
    struct column_path value, *under;
    size_t under_count;
    bool fill;
};

struct table_expansion {
    const struct env *env;
    struct value_ref rows;
    struct expansion_column columns[COLUMNS_MAX];
    size_t column_count;
    struct doc_node *node;
    bool form;
    const struct node *across;  // NULL: there is none
    const char *item_name;
    size_t row;              // from 1
    const char *row_number;  // the same in digits
};

struct expansion_row {
    const void *item;    // of the rows' list
    struct value inner;  // the list inside the item; unset: there is none
    size_t n;            // which item of that list the row shows, from 0
    struct doc_node *node;
};

static void add_column(struct table_expansion *t, const struct node *node)
{
    const struct env *e = t->env;
    const struct node *under = node_get(node, "under");
    struct expansion_column *c = &t->columns[t->column_count++];
    c->node = node;
    c->label = bind_plain(e, node_text(node, "label"), node->place);
    c->fill = t->form || schema_flag(node, "fill");
    find_column(e, &t->rows, node_get(node, "value"), &c->value);
    c->under_count = under_count(under);
    c->under = ARENA_ARRAY(e->arena, struct column_path, c->under_count);
    for (size_t i = 0; i < c->under_count; i++)
        find_column(e, &t->rows, under_path(under, i), &c->under[i]);
}

static enum doc_align alignment(const char *word)
{
    if (!word || !strcmp(word, "left")) return ALIGN_LEFT;
    return !strcmp(word, "center") ? ALIGN_CENTER : ALIGN_RIGHT;
}

static struct doc_node *add_cell(const struct table_expansion *t, struct doc_node *row,
                                 const struct node *column)
{
    struct doc_node *cell = doc_append(row, doc_new(t->env->arena, DOC_CELL, column->place));
    cell->align = alignment(node_text(column, "align"));
    cell->header = row->header;
    cell->width = row->header ? schema_number(column, "width", 0) : 0;
    return cell;
}

static struct doc_node *add_row(const struct table_expansion *t, bool header)
{
    struct doc_node *row = doc_append(t->node, doc_new(t->env->arena, DOC_ROW, t->node->place));
    row->header = header;
    return row;
}

static struct doc_node *add_body_row(struct table_expansion *t)
{
    t->row_number = arena_printf(t->env->arena, "%zu", ++t->row);
    return add_row(t, false);
}

static void add_header(const struct table_expansion *t)
{
    struct doc_node *row = add_row(t, true);
    for (size_t i = 0; i < t->column_count; i++) {
        const struct node *column = t->columns[i].node;
        bind_text(t->env, node_text(column, "label"), column->place, add_cell(t, row, column));
    }
}

// The list inside an item that some column leads through; unset: none does.
static struct value inner_list(const struct table_expansion *t, const void *item)
{
    for (size_t i = 0; i < t->column_count; i++) {
        struct value_ref list = t->columns[i].value.list;
        list.item = item;
        if (t->columns[i].value.inner) return value_get(t->env, &list, t->node->place);
    }
    return (struct value){0};
}

// What a column shows in a row; false: nothing. Of the rows that one item has, only the first shows
// what is not of the inner list.
static bool find_in_row(const struct expansion_row *r, const struct column_path *path,
                        struct value_ref *value)
{
    if (!path->node) return false;
    *value = path->value;
    value->item = r->item;
    if (path->inner && r->n < r->inner.list.count) value->item = r->inner.list.items[r->n];
    else if (path->inner || r->n) return false;
    return true;
}

static void add_under(const struct table_expansion *t, const struct expansion_row *r,
                      const struct column_path *path, struct doc_node *cell)
{
    struct doc_node *below = doc_new(t->env->arena, DOC_EMPHASIS, path->node->place);
    struct value_ref value;
    if (!find_in_row(r, path, &value) ||
        !bind_value(t->env, &value, path->node->text, path->node->place, below))
        return;
    doc_append(cell, doc_new(t->env->arena, DOC_LINEBREAK, path->node->place));
    doc_append(cell, below);
}

static void add_shown(const struct table_expansion *t, const struct expansion_row *r,
                      const struct expansion_column *column, struct doc_node *cell)
{
    const struct column_path *path = &column->value;
    struct value_ref value;
    if (find_in_row(r, path, &value))
        bind_value(t->env, &value, path->node->text, path->node->place, cell);
    for (size_t k = 0; k < column->under_count; k++) add_under(t, r, &column->under[k], cell);
}

// ---- Cells to write in

// A plan-table is the only one under its heading; of other tables there may be one for each goal,
// so that the heading is part of the label.
static const char *label_of(const struct table_expansion *t, const struct expansion_column *column)
{
    return field_row_label(t->env,
                           t->form ? column->label : field_label(t->env, t->node, column->label),
                           t->row_number);
}

static struct doc_node *add_entry(const struct table_expansion *t, const struct form_field *field,
                                  struct place place, struct doc_node *cell)
{
    struct doc_node *entry = doc_append(cell, doc_new(t->env->arena, DOC_ENTRY, place));
    entry->field = field;
    entry->scope = t->rows.scope;
    return entry;
}

// What stands below a place to write, in italics.
static void add_below(const struct table_expansion *t, const struct expansion_row *r,
                      const struct column_path *path, struct doc_node *cell)
{
    struct doc_node *words = doc_new(t->env->arena, DOC_EMPHASIS, path->node->place);
    struct value_ref value;
    if (find_in_row(r, path, &value) &&
        bind_value(t->env, &value, path->node->text, path->node->place, words))
        doc_append(cell, words);
}

static void add_filled(const struct table_expansion *t, const struct expansion_row *r,
                       const struct expansion_column *column, struct doc_node *cell)
{
    const struct node *path = column->value.node;
    struct value_ref value;
    bool found = find_in_row(r, &column->value, &value);
    const char *label = label_of(t, column);
    struct form_field *field = found ? field_of_value(t->env, &value, label) : NULL;
    if (found && !field && !value_get(t->env, &value, path->place).set)
        field = field_note(t->env, label);
    if (!field) {  // it is only shown, or belongs to the first row of its item
        add_shown(t, r, column, cell);
        return;
    }
    struct doc_node *entry = add_entry(t, field, path->place, cell);
    bind_value(t->env, &value, path->text, path->place, entry);
    for (size_t k = 0; k < column->under_count; k++) add_below(t, r, &column->under[k], cell);
}

static void add_item_row(struct table_expansion *t, struct expansion_row *r)
{
    r->node = add_body_row(t);
    for (size_t i = 0; i < t->column_count; i++) {
        const struct expansion_column *column = &t->columns[i];
        struct doc_node *cell = add_cell(t, r->node, column->node);
        if (column->fill) add_filled(t, r, column, cell);
        else add_shown(t, r, column, cell);
    }
}

static void add_across(const struct table_expansion *t, const void *item)
{
    struct env inner = *t->env;
    if (!value_bind_variable(&inner, t->item_name, t->rows.entry->items, t->rows.scope, item))
        return;
    struct doc_node *row = add_row(t, false);
    struct doc_node *cell = doc_append(row, doc_new(t->env->arena, DOC_CELL, t->across->place));
    row->across = cell->header = true;
    schema_each(&inner, t->across, columns_add_content, cell);
}

static void add_items(struct table_expansion *t)
{
    struct value rows = value_get(t->env, &t->rows, t->node->place);
    for (size_t i = 0; rows.set && i < rows.list.count; i++) {
        struct expansion_row r = {.item = rows.list.items[i]};
        r.inner = inner_list(t, r.item);
        if (t->form && t->rows.entry->items == TYPE_GOAL && !r.inner.list.count)
            r.inner = blank_measures(t->env, r.item, 1);
        if (t->across) add_across(t, r.item);
        size_t count = r.inner.set && r.inner.list.count ? r.inner.list.count : !t->across;
        for (r.n = 0; r.n < count; r.n++) add_item_row(t, &r);
    }
}

static void add_blank(struct table_expansion *t)
{
    struct expansion_row r = {0};
    if (t->rows.entry->items == TYPE_GOAL) {
        r.item = blank_goal(t->env);
        r.inner = blank_measures(t->env, r.item, 1);
        add_item_row(t, &r);
        return;
    }
    r.node = add_body_row(t);
    for (size_t i = 0; i < t->column_count; i++) {
        const struct node *column = t->columns[i].node;
        struct doc_node *cell = add_cell(t, r.node, column);
        if (t->form)
            add_entry(t, field_note(t->env, label_of(t, &t->columns[i])), column->place, cell);
    }
}

static void expand_rows(const struct env *e, const struct node *body, struct place at,
                        struct doc_node *parent, bool form)
{
    struct table_expansion t = {
        .env = e, .form = form, .across = node_get(body, "across"), .item_name = item_name(body)};
    const struct node *columns = node_get(body, "columns");
    if (!value_find(e, node_text(body, "rows"), &t.rows)) return;
    for (size_t i = 0; i < columns->count; i++) add_column(&t, columns->items[i]);
    t.node = doc_append(parent, doc_new(e->arena, DOC_TABLE, at));
    t.node->form = form;
    if (node_text(body, "title")) t.node->title = bind_plain(e, node_text(body, "title"), at);
    add_header(&t);
    add_items(&t);
    int blank = schema_number(body, "blank-rows", 0);
    if (t.node->first->next) blank = schema_number(body, "spare-rows", blank);
    while (blank-- > 0) add_blank(&t);
}

static void expand_table(const struct env *e, const struct node *body, struct place at,
                         struct doc_node *parent)
{
    expand_rows(e, body, at, parent, false);
}

static void expand_plan_table(const struct env *e, const struct node *body, struct place at,
                              struct doc_node *parent)
{
    expand_rows(e, body, at, parent, true);
}

const struct block block_table = {
    .name = "table",
    .schema = {.form = FORM_MAP,
               SCHEMA_KEYS(keys),
               .across = &columns_content,
               .check_other = is_across},
    .check = check,
    .expand = expand_table,
};

const struct block block_plan_table = {
    .name = "plan-table",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .check = check,
    .expand = expand_plan_table,
};
