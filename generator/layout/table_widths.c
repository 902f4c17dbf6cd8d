// Column widths. A column would like to be as wide as its longest cell and must be as wide as its longest word. Columns
// that like less than an equal share get what they like; the others share the rest.
#include <string.h>

#include "layout/table.h"

struct wish {
    int64_t least, liked;
};

static void wish_text(const struct context *c, const struct look *look, const char *text, struct wish *cell)
{
    while (*text) {
        size_t n = strcspn(text, " \n");
        if (n && n < 200) {
            mpt w = em_to_mpt(shape(c->set->layout->shaper, look->style, c->language, text, n)->width, look->size);
            if (w > cell->least) cell->least = w;
            cell->liked += w;
        }
        cell->liked += look->size / 4;
        text += n + (text[n] != '\0');
    }
}

static struct wish wish_cell(const struct context *c, const struct doc_node *cell, bool header)
{
    struct wish wish = {0};
    const struct look *look = look_of(c, header ? LOOK_CELL_HEAD : LOOK_CELL);
    for (const struct doc_node *n = cell;;) {
        bool has_text = n->kind == DOC_TEXT || n->kind == DOC_CODE_SPAN || n->kind == DOC_CODE;
        if (has_text && n->text) wish_text(c, look, n->text, &wish);
        if (n->first) {
            n = n->first;
            continue;
        }
        while (n != cell && !n->next) n = n->parent;
        if (n == cell) return wish;
        n = n->next;
    }
}

static struct wish *wishes(const struct context *c, const struct doc_node *table, size_t columns)
{
    struct wish *all = ARENA_ARRAY(c->set->scratch, struct wish, columns);
    for (const struct doc_node *row = table->first; row; row = row->next) {
        size_t i = 0;
        for (const struct doc_node *cell = row->first; cell && i < columns; cell = cell->next, i++) {
            struct wish w = wish_cell(c, cell, row->header);
            if (w.least > all[i].least) all[i].least = w.least;
            if (w.liked > all[i].liked) all[i].liked = w.liked;
        }
    }
    return all;
}

static int64_t weight_of(const struct doc_node *table, size_t column)
{
    const struct doc_node *cell = block_child(table->first, column);
    return cell && cell->width > 0 ? cell->width < 10000 ? cell->width : 10000 : 0;
}

// Shares width by weights; the last column takes what rounding leaves.
static void share(const int64_t *weights, size_t columns, mpt width, mpt *widths)
{
    int64_t sum = 0;
    mpt left = width;
    for (size_t i = 0; i < columns; i++) sum += weights[i];
    for (size_t i = 0; i < columns; i++) {
        widths[i] = i + 1 == columns ? left : (mpt)(width * weights[i] / sum);
        left -= widths[i];
    }
}

enum { DIVIDED_WORD = 5 };  // em: what a long word needs when it is divided

// Where whole words would take most of the width, they will be divided instead.
static void bound_wishes(struct wish *all, size_t columns, int64_t width, int64_t divided, mpt pad)
{
    int64_t sum = 0;
    for (size_t i = 0; i < columns; i++) sum += all[i].least + pad;
    int64_t most = sum > width * 65 / 100 ? divided : width * 35 / 100;
    for (size_t i = 0; i < columns; i++) {
        all[i].least = (all[i].least > most ? most : all[i].least) + pad;
        all[i].liked = all[i].liked + pad > all[i].least ? all[i].liked + pad : all[i].least;
    }
}

// Gives every column that likes no more than an equal share of what is left its wish, until none does; the others share
// the rest by their wishes, none of them more than three times as much as another for that alone.
static void share_wishes(const struct wish *all, size_t columns, mpt width, int64_t *weights)
{
    int64_t room = width, rest = (int64_t)columns, sum = 0;
    for (bool found = true; found && rest;) {
        found = false;
        int64_t equal = room / rest;
        for (size_t i = 0; i < columns; i++) {
            if (weights[i] || all[i].liked > equal) continue;
            weights[i] = all[i].liked;
            room -= all[i].liked;
            rest--;
            found = true;
        }
    }
    if (!rest) return;  // there is room for all: in proportion to their wishes
    int64_t spare = room, equal = room / rest;
    for (size_t i = 0; i < columns; i++) {
        if (weights[i]) continue;
        spare -= all[i].least;
        sum += (all[i].liked < 3 * equal ? all[i].liked : 3 * equal) - all[i].least / 2;
    }
    for (size_t i = 0; i < columns; i++) {
        if (weights[i]) continue;
        int64_t wish = (all[i].liked < 3 * equal ? all[i].liked : 3 * equal) - all[i].least / 2;
        weights[i] = spare > 0 ? all[i].least + spare * wish / sum : room * all[i].least / (room - spare);
        if (weights[i] < 1) weights[i] = 1;
    }
}

// Columns whose share by weight is too narrow for their longest word take what it needs from the others.
static void raise_shares(const struct wish *all, size_t columns, int64_t width, int64_t *weights)
{
    int64_t sum = 0, room = width;
    bool *raised = mem_alloc(columns * sizeof *raised);
    for (size_t i = 0; i < columns; i++) sum += weights[i];
    for (bool found = true; found && sum;) {
        found = false;
        for (size_t i = 0; i < columns; i++) {
            if (raised[i] || room * weights[i] >= all[i].least * sum || all[i].least >= room) continue;
            raised[i] = found = true;
            room -= all[i].least;
            sum -= weights[i];
            if (!sum) break;
        }
    }
    for (size_t i = 0; i < columns; i++) weights[i] = raised[i] ? all[i].least : sum ? room * weights[i] / sum : 0;
    mem_free(raised);
}

void table_widths(const struct context *c, const struct doc_node *table, size_t columns, mpt pad, mpt *widths)
{
    int64_t *weights = ARENA_ARRAY(c->set->scratch, int64_t, columns);
    struct wish *all = wishes(c, table, columns);
    bool weighted = true;
    for (size_t i = 0; i < columns; i++) weighted = (weights[i] = weight_of(table, i)) && weighted;
    bound_wishes(all, columns, c->width, look_of(c, LOOK_CELL)->size * DIVIDED_WORD, pad);
    if (weighted) {
        raise_shares(all, columns, c->width, weights);
    } else {
        memset(weights, 0, columns * sizeof *weights);
        share_wishes(all, columns, c->width, weights);
    }
    share(weights, columns, c->width, widths);
}
