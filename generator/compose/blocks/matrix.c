// matrix: a table whose cells are dots for yes, nothing for no, or short texts.
#include <string.h>

#include "compose/blocks/block.h"

enum { COLUMNS_MAX = 8 };

static const struct key cell_keys[] = {{.name = "text", .kind = KEY_TEXT, .required = true}};
static const struct schema cells = {.form = FORM_LIST, SCHEMA_KEYS(cell_keys), .bare = "text"};

static const struct key column_keys[] = {
    {.name = "label", .kind = KEY_TEXT, .required = true},
    {.name = "width", .kind = KEY_NUMBER, .least = 1, .most = 100},
};
static const struct schema columns = {.form = FORM_LIST, SCHEMA_KEYS(column_keys)};

static const struct key row_keys[] = {
    {.name = "text", .kind = KEY_TEXT, .required = true},
    {.name = "cells", .kind = KEY_ITEMS, .required = true, .schema = &cells},
};
static const struct schema rows = {.form = FORM_LIST, SCHEMA_KEYS(row_keys), .loops = true};

static const struct key keys[] = {
    {.name = "columns", .kind = KEY_ITEMS, .required = true, .schema = &columns},
    {.name = "rows", .kind = KEY_ITEMS, .required = true, .schema = &rows},
    {.name = "title", .kind = KEY_TEXT},  // what a screen reader calls the table
};

static void check(struct check *c, const struct node *body, struct place at)
{
    const struct node *heads = node_get(body, "columns"), *list = node_get(body, "rows");
    if (heads->count < 2 || heads->count > COLUMNS_MAX)
        check_fail(c, at, "matrix-column-count", "a matrix has two to %d columns, not %zu",
                   COLUMNS_MAX, heads->count);
    for (size_t i = 0; i < list->count; i++) {
        const struct node *row = node_get(list->items[i], "cells");
        if (row->count + 1 != heads->count)
            check_fail(c, row->place, "matrix-cell-count",
                       "a row has a text and one cell for each further column: %zu, not %zu",
                       heads->count - 1, row->count);
    }
}

static struct doc_node *add_cell(const struct env *e, struct doc_node *row, struct place at)
{
    struct doc_node *cell = doc_append(row, doc_new(e->arena, DOC_CELL, at));
    cell->align = row->first == cell ? ALIGN_LEFT : ALIGN_CENTER;
    cell->header = row->header || row->first == cell;
    return cell;
}

static struct doc_node *add_row(const struct env *e, struct doc_node *table, struct place at)
{
    struct doc_node *row = doc_append(table, doc_new(e->arena, DOC_ROW, at));
    row->header = table->first == row;
    return row;
}

static void add_body_row(const struct env *e, const struct node *item, void *arg)
{
    const struct node *list = node_get(item, "cells");
    struct doc_node *row = add_row(e, arg, item->place);
    bind_text(e, node_text(item, "text"), schema_place(item, "text", item->place),
              add_cell(e, row, item->place));
    for (size_t i = 0; i < list->count; i++) {
        const char *text = schema_item_text(list->items[i], "text");
        struct doc_node *cell = add_cell(e, row, list->items[i]->place);
        if (!strcmp(text, "no")) continue;
        if (strcmp(text, "yes")) {
            bind_text(e, text, cell->place, cell);
            continue;
        }
        struct doc_node *dot = doc_append(cell, doc_new(e->arena, DOC_DOT, cell->place));
        dot->title = words_text(e->words, "box.dot");
    }
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    const struct node *heads = node_get(body, "columns");
    struct doc_node *table = doc_append(parent, doc_new(e->arena, DOC_TABLE, at));
    struct doc_node *row = add_row(e, table, at);
    if (node_text(body, "title")) table->title = bind_plain(e, node_text(body, "title"), at);
    for (size_t i = 0; i < heads->count; i++) {
        const struct node *head = heads->items[i];
        struct doc_node *cell = add_cell(e, row, head->place);
        cell->width = schema_number(head, "width", 0);
        bind_text(e, node_text(head, "label"), head->place, cell);
    }
    schema_each(e, node_get(body, "rows"), add_body_row, table);
}

const struct block block_matrix = {
    .name = "matrix",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .check = check,
    .expand = expand,
};
