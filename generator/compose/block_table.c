// table, plan-table: a row for each item of a list. A column whose value leads through a list inside the item, such as
// measures.what, makes a row for each of that list's items, and the other columns stand in the first of them.
// plan-table is the form: rows to write in, and empty ones behind them.
#include <string.h>

#include "compose/blocks.h"

enum { COLUMNS_MAX = 8 };
static const char *const aligns[] = {"left", "center", "right", NULL};

static const struct key column_keys[] = {
    {.name = "label", .kind = KEY_TEXT, .required = true},
    {.name = "value", .kind = KEY_ITEM_PATH, .required = true},
    {.name = "under", .kind = KEY_ITEM_PATH},  // a value, or several, on lines of their own below it
    {.name = "width", .kind = KEY_NUMBER, .least = 1, .most = 100},
    {.name = "align", .kind = KEY_CHOICE, .choices = aligns},
    {.name = "blank", .kind = KEY_TEXT},  // what stands in the column's empty rows
};
static const struct schema columns_schema = {.form = FORM_LIST, SCHEMA_KEYS(column_keys)};

static const struct key keys[] = {
    {.name = "rows", .kind = KEY_PATH, .required = true, .values = VALUES_LIST},
    {.name = "columns", .kind = KEY_ITEMS, .required = true, .schema = &columns_schema},
    {.name = "blank-rows", .kind = KEY_NUMBER, .least = 0, .most = 40},  // behind the others
    {.name = "spare-rows", .kind = KEY_NUMBER, .least = 0, .most = 40},  // in place of these where there are others
    {.name = "title", .kind = KEY_TEXT},  // what a screen reader calls the table
};

// ---- Column paths

// A column's path in items of a type: plain, or through one list inside the item (*inner).
static bool find_column(const struct value_ref *rows, const void *item, const char *path, struct value_ref *list,
                        struct value_ref *value)
{
    enum value_type type = rows->entry->items;
    list->entry = NULL;
    if (value_find_in(type, item, rows->scope, path, value)) return true;
    const char *dot = strchr(path, '.');
    char head[40];
    if (!dot || (size_t)(dot - path) >= sizeof head) return false;
    memcpy(head, path, (size_t)(dot - path));
    head[dot - path] = 0;
    if (!value_find_in(type, item, rows->scope, head, list) || list->kind != VALUE_LIST) return false;
    return value_find_in(list->entry->items, NULL, list->scope, dot + 1, value);
}

static void check_column(struct check *c, const struct value_ref *rows, const struct node *path)
{
    struct value_ref list, value;
    if (find_column(rows, NULL, path->text, &list, &value)) {
        if (!(VALUES_INLINE & 1u << value.kind))
            check_fail(c, path->place, "%s is %s and cannot stand in a table", path->text,
                       value_kind_names[value.kind]);
        return;
    }
    struct diag *d = check_fail(c, path->place, "the rows of this table have no value %s", path->text);
    struct env rows_env = {.arena = c->env.arena};
    env_bind(&rows_env, "row", rows->entry->items, rows->scope, NULL);
    const char *nearest = value_nearest(&rows_env, arena_printf(c->env.arena, "row.%s", path->text));
    if (nearest) diag_hint(c->env.diags, d, "did you mean %s?", nearest + strlen("row."));
}

static size_t under_count(const struct node *under)
{
    return !under ? 0 : under->kind == NODE_LIST ? under->count : 1;
}

static const struct node *under_path(const struct node *under, size_t i)
{
    return under->kind == NODE_LIST ? under->items[i] : under;
}

static void check(struct check *c, const struct node *body, struct place at)
{
    struct value_ref rows;
    const struct node *columns = node_get(body, "columns");
    if (!value_find(&c->env, node_text(body, "rows"), &rows)) return;
    if (!columns->count || columns->count > COLUMNS_MAX)
        check_fail(c, at, "a table has one to %d columns, not %zu", COLUMNS_MAX, columns->count);
    for (size_t i = 0; i < columns->count; i++) {
        const struct node *value = node_get(columns->items[i], "value");
        if (value->kind == NODE_LIST) check_fail(c, value->place, "a column shows one value; others stand under it");
        else check_column(c, &rows, value);
        const struct node *under = node_get(columns->items[i], "under");
        for (size_t k = 0; k < under_count(under); k++) check_column(c, &rows, under_path(under, k));
    }
}

// ---- Expansion

struct table {
    const struct env *env;
    struct value_ref rows;
    const struct node *columns;
    struct doc_node *node;
};

static struct doc_node *add_cell(const struct table *t, struct doc_node *row, const struct node *column)
{
    struct doc_node *cell = doc_append(row, doc_new(t->env->arena, DOC_CELL, column->place));
    const char *align = node_text(column, "align");
    cell->align = !align || *align == 'l' ? ALIGN_LEFT : *align == 'c' ? ALIGN_CENTER : ALIGN_RIGHT;
    cell->header = row->header;
    cell->width = row->header ? schema_number(column, "width", 0) : 0;
    return cell;
}

static struct doc_node *add_row(const struct table *t, bool header)
{
    struct doc_node *row = doc_append(t->node, doc_new(t->env->arena, DOC_ROW, t->node->place));
    row->header = header;
    return row;
}

static void add_header(const struct table *t)
{
    struct doc_node *row = add_row(t, true);
    for (size_t i = 0; i < t->columns->count; i++) {
        const struct node *column = t->columns->items[i];
        bind_text(t->env, node_text(column, "label"), column->place, add_cell(t, row, column));
    }
}

static void add_blank(const struct table *t)
{
    struct doc_node *row = add_row(t, false);
    for (size_t i = 0; i < t->columns->count; i++) {
        const struct node *column = t->columns->items[i];
        struct doc_node *cell = add_cell(t, row, column);
        if (node_text(column, "blank")) bind_text(t->env, node_text(column, "blank"), column->place, cell);
    }
}

// The list inside an item that some column leads through; unset: none does.
static struct value inner_list(const struct table *t, const void *item)
{
    for (size_t i = 0; i < t->columns->count; i++) {
        struct value_ref list, value;
        const char *path = node_text(t->columns->items[i], "value");
        if (find_column(&t->rows, item, path, &list, &value) && list.entry)
            return value_get(t->env, &list, t->node->place);
    }
    return (struct value){0};
}

// A column's value in one row: of the item alone, or of the nth item of the list inside it.
static bool bind_column(const struct table *t, const void *item, const struct value *inner, size_t n,
                        const struct node *path, struct doc_node *cell)
{
    struct value_ref list, value;
    if (!path || !find_column(&t->rows, item, path->text, &list, &value)) return false;
    if (list.entry && n < inner->list.count) value.item = inner->list.items[n];
    else if (list.entry || n) return false;
    return bind_value(t->env, &value, path->text, path->place, cell);
}

static void add_under(const struct table *t, const void *item, const struct value *inner, size_t n,
                      const struct node *path, struct doc_node *cell)
{
    struct doc_node *below = doc_new(t->env->arena, DOC_EMPHASIS, path->place);
    if (!bind_column(t, item, inner, n, path, below)) return;
    doc_append(cell, doc_new(t->env->arena, DOC_LINEBREAK, path->place));
    doc_append(cell, below);
}

static void add_item_row(const struct table *t, const void *item, const struct value *inner, size_t n)
{
    struct doc_node *row = add_row(t, false);
    for (size_t i = 0; i < t->columns->count; i++) {
        const struct node *column = t->columns->items[i], *under = node_get(column, "under");
        struct doc_node *cell = add_cell(t, row, column);
        bind_column(t, item, inner, n, node_get(column, "value"), cell);
        for (size_t k = 0; k < under_count(under); k++) add_under(t, item, inner, n, under_path(under, k), cell);
    }
}

static void add_items(const struct table *t)
{
    struct value rows = value_get(t->env, &t->rows, t->node->place);
    for (size_t i = 0; rows.set && i < rows.list.count; i++) {
        struct value inner = inner_list(t, rows.list.items[i]);
        size_t count = inner.set && inner.list.count ? inner.list.count : 1;
        for (size_t n = 0; n < count; n++) add_item_row(t, rows.list.items[i], &inner, n);
    }
}

static struct doc_node *expand_rows(const struct env *e, const struct node *body, struct place at,
                                    struct doc_node *parent)
{
    struct table t = {.env = e, .columns = node_get(body, "columns")};
    if (!value_find(e, node_text(body, "rows"), &t.rows)) return NULL;
    t.node = doc_append(parent, doc_new(e->arena, DOC_TABLE, at));
    if (node_text(body, "title")) t.node->title = bind_plain(e, node_text(body, "title"), at);
    add_header(&t);
    add_items(&t);
    int blank = schema_number(body, "blank-rows", 0);
    if (t.node->first->next) blank = schema_number(body, "spare-rows", blank);
    while (blank-- > 0) add_blank(&t);
    return t.node;
}

static void expand_table(const struct env *e, const struct node *body, struct place at, struct doc_node *parent)
{
    expand_rows(e, body, at, parent);
}

static void expand_plan_table(const struct env *e, const struct node *body, struct place at, struct doc_node *parent)
{
    struct doc_node *table = expand_rows(e, body, at, parent);
    if (table) table->form = true;
}

const struct block block_table = {
    .name = "table",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .check = check,
    .expand = expand_table,
};

const struct block block_plan_table = {
    .name = "plan-table",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .check = check,
    .expand = expand_plan_table,
};
