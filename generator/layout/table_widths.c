// Column widths. A column wants to be as wide as its longest line, and must be as wide as its
// longest word. Columns that want less than an equal share get what they want; the others share the
// rest. Words are divided only where the longest ones do not fit beside each other, and cut only
// where their parts do not fit either.
#include <string.h>

#include "layout/table.h"

// em: lines up to this, such as dates, are kept whole where there is room; in rows under others
// across the table, where the first column is what matters, shorter ones
enum { SHORT_LINE = 11, SHORTER_LINE = 6 };

static int64_t weight_of(const struct doc_node *table, size_t column)
{
    const struct doc_node *cell = child_of(table->first, column);
    if (!cell || cell->width <= 0) return 0;
    return cell->width < 10000 ? cell->width : 10000;
}

// The weights that the table is written with, but none for a column where nothing stands; false
// when a column has none.
static bool read_weights(const struct doc_node *table, const struct column_content *all,
                         size_t columns, int64_t *weights)
{
    int64_t filled = 0;
    for (size_t i = 0; i < columns; i++) {
        weights[i] = weight_of(table, i);
        if (!weights[i]) return false;
        if (all[i].body_width) filled += weights[i];
    }
    for (size_t i = 0; i < columns && filled && !table->form; i++)
        if (!all[i].body_width) weights[i] = 0;
    return true;
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

static int64_t sum_of_min_widths(const struct column_content *all, size_t columns)
{
    int64_t sum = 0;
    for (size_t i = 0; i < columns; i++) sum += all[i].min_width;
    return sum;
}

static void add_pad(struct column_content *all, size_t columns, mpt pad)
{
    for (size_t i = 0; i < columns; i++) {
        all[i].min_width += pad;
        all[i].max_width = all[i].max_width + pad > all[i].min_width ? all[i].max_width + pad
                                                                     : all[i].min_width;
        all[i].body_width += all[i].body_width ? pad : 0;
    }
}

// In a form each column keeps half of the share that it is written with, for there is to be room
// for a hand in it.
static void keep_room(struct column_content *all, const struct doc_node *table, size_t columns,
                      mpt width)
{
    int64_t sum = 0;
    for (size_t i = 0; i < columns; i++) sum += weight_of(table, i);
    for (size_t i = 0; i < columns && sum && table->form; i++) {
        int64_t room = width * weight_of(table, i) / sum / 2;
        if (all[i].min_width < room) all[i].min_width = room;
    }
}

// What a column must have when words wider than level are divided into their parts.
static int64_t bounded(const struct column_content *whole, const struct column_content *parts,
                       int64_t level)
{
    int64_t most = level > parts->min_width ? level : parts->min_width;
    return whole->min_width < most ? whole->min_width : most;
}

// Where the longest words do not fit beside each other: those wider than some level are divided,
// the same level for all columns. Where not even their parts fit, they are cut.
static void divide_words(struct column_content *all, struct column_content *parts, size_t columns,
                         int64_t width)
{
    int64_t low = 0, high = width;
    if (sum_of_min_widths(parts, columns) > width) memset(parts, 0, columns * sizeof *parts);
    while (low < high) {
        int64_t middle = low + (high - low + 1) / 2, sum = 0;
        for (size_t i = 0; i < columns; i++) sum += bounded(&all[i], &parts[i], middle);
        if (sum <= width) low = middle;
        else high = middle - 1;
    }
    for (size_t i = 0; i < columns; i++) all[i].min_width = bounded(&all[i], &parts[i], low);
}

// Gives every column that wants no more than an equal share of what is left what it wants, until
// none does. The others share the rest in proportion to what they want; what is above three equal
// shares does not count.
static void share_by_content(const struct column_content *all, size_t columns, mpt width,
                             int64_t *weights)
{
    int64_t room = width, rest = (int64_t)columns, sum = 0;
    memset(weights, 0, columns * sizeof *weights);
    for (bool found = true; found && rest;) {
        found = false;
        int64_t equal = room / rest;
        for (size_t i = 0; i < columns; i++) {
            if (weights[i] || all[i].max_width > equal) continue;
            weights[i] = all[i].max_width;
            room -= all[i].max_width;
            rest--;
            found = true;
        }
    }
    if (!rest) return;  // there is room for all: in proportion to what they want
    int64_t spare = room, equal = room / rest;
    for (size_t i = 0; i < columns; i++) {
        if (weights[i]) continue;
        spare -= all[i].min_width;
        sum += (all[i].max_width < 3 * equal ? all[i].max_width : 3 * equal) - all[i].min_width / 2;
    }
    for (size_t i = 0; i < columns; i++) {
        if (weights[i]) continue;
        int64_t wanted = (all[i].max_width < 3 * equal ? all[i].max_width : 3 * equal) -
                         all[i].min_width / 2;
        weights[i] = spare > 0 ? all[i].min_width + spare * wanted / sum
                               : room * all[i].min_width / (room - spare);
        if (weights[i] < 1) weights[i] = 1;
    }
}

// Columns whose share is too narrow for what they must have take it from the others. The weights
// become widths.
static void raise_shares(const struct column_content *all, size_t columns, int64_t width,
                         int64_t *weights)
{
    int64_t sum = 0, room = width;
    bool *raised = mem_alloc(columns * sizeof *raised);
    for (size_t i = 0; i < columns; i++) sum += weights[i];
    for (bool found = true; found && sum;) {
        found = false;
        for (size_t i = 0; i < columns && sum; i++) {
            if (raised[i] || room * weights[i] >= all[i].min_width * sum || all[i].min_width > room)
                continue;
            raised[i] = found = true;
            room -= all[i].min_width;
            sum -= weights[i];
        }
    }
    for (size_t i = 0; i < columns; i++) {
        if (raised[i]) weights[i] = all[i].min_width;
        else weights[i] = sum ? room * weights[i] / sum : 0;
    }
    mem_free(raised);
}

// The longest line that a column should show whole: of its cells, or of its header where nothing
// else stands in it.
static int64_t line_of(const struct column_content *w)
{
    return w->body_width ? w->body_width : w->max_width;
}

// Short lines are kept whole, with half of what the other columns do not need.
static void keep_lines(struct column_content *all, size_t columns, mpt most, const int64_t *widths)
{
    int64_t room = 0;
    for (size_t i = 0; i < columns; i++) {
        int64_t needed = all[i].min_width, line = line_of(&all[i]);
        if (line <= most && line > needed) needed = line;  // a head can be wider than all below it
        if (widths[i] > needed) room += (widths[i] - needed) / 2;
    }
    for (size_t i = 0; i < columns; i++) {
        int64_t line = line_of(&all[i]), more = line > widths[i] ? line - widths[i] : 0;
        if (line > most || more > room) continue;
        room -= more;
        if (line > all[i].min_width) all[i].min_width = line;
    }
}

bool table_widths(const struct context *c, const struct doc_node *table, size_t columns, mpt pad,
                  mpt *widths)
{
    int64_t *weights = ARENA_ARRAY(c->ts->scratch, int64_t, columns);
    struct column_content *all = table_measure(c, table, columns, false);
    add_pad(all, columns, pad + PT(0.5));
    keep_room(all, table, columns, c->width);
    bool whole = sum_of_min_widths(all, columns) <= c->width;
    if (!whole) {
        struct column_content *parts = table_measure(c, table, columns, true);
        add_pad(parts, columns, pad + PT(0.5));
        keep_room(parts, table, columns, c->width);
        divide_words(all, parts, columns, c->width);
    }
    if (!read_weights(table, all, columns, weights))
        share_by_content(all, columns, c->width, weights);
    raise_shares(all, columns, c->width, weights);
    if (whole) {
        mpt ems = table_is_grouped(table) ? SHORTER_LINE : SHORT_LINE;
        keep_lines(all, columns, style_of(c, STYLE_CELL)->size * ems + pad, weights);
        raise_shares(all, columns, c->width, weights);
    }
    share(weights, columns, c->width, widths);
    return whole;
}
