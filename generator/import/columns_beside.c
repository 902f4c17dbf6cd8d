// Columns that are not what their headings say, as the columns beside them show.
#include <string.h>

#include "base/array.h"
#include "base/map.h"
#include "base/utf8.h"
#include "import/columns.h"
#include "import/names.h"

// Whether each value of column `low` stands with one value of column `high` only.
bool columns_determine(const struct columns *c, int low, int high)
{
    struct arena scratch = {0};
    struct map known = {0};
    size_t wrong = 0, rows = 0;
    for (size_t k = c->heading_row + 1; k < c->grid->count; k++) {
        const char *l = grid_cell_at(&c->grid->rows[k], (unsigned)low)->text,
                   *h = grid_cell_at(&c->grid->rows[k], (unsigned)high)->text;
        if (!*l || !*h) continue;
        const char *key = utf8_fold(&scratch, l), *value = utf8_fold(&scratch, h);
        const char *was = map_get(&known, key);
        rows++;
        if (!was) map_set(&known, &scratch, key, (void *)(uintptr_t)value);
        else wrong += strcmp(was, value) != 0;
    }
    arena_free(&scratch);
    return wrong * 20 <= rows;
}

// ---- "Overordnet": a unit, or a person

static void know_column(struct arena *a, const struct columns *c, enum meaning m, struct map *known)
{
    for (unsigned i = 0; i < c->count; i++)
        for (size_t k = c->heading_row + 1; c->list[i].meaning == m && k < c->grid->count; k++) {
            const char *text = grid_cell_at(&c->grid->rows[k], i)->text,
                       *key = *text ? names_number(a, text) : NULL;
            if (key) map_set(known, a, key, known);
        }
}

// Whether most values of a column are numbers or names of people here, and fewer are units.
static bool names_people(const struct columns *c, unsigned column)
{
    static const enum meaning units[] = {MEANS_UNIT, MEANS_UNIT_CODE, MEANS_COMPANY};
    struct arena scratch = {0};
    struct map people = {0}, known = {0};
    size_t filled = 0, person = 0, unit = 0;
    know_column(&scratch, c, MEANS_NUMBER, &people);
    know_column(&scratch, c, MEANS_NAME, &people);
    for (size_t i = 0; i < COUNT(units); i++) know_column(&scratch, c, units[i], &known);
    for (size_t k = c->heading_row + 1; k < c->grid->count; k++) {
        const char *text = grid_cell_at(&c->grid->rows[k], column)->text,
                   *key = *text ? names_number(&scratch, text) : NULL;
        if (!key) continue;
        filled++;
        person += map_get(&people, key) != NULL;
        unit += map_get(&known, key) != NULL;
    }
    arena_free(&scratch);
    return person * 2 > filled && person > unit;
}

// A unit above whose values are people is a leader, and so is the column beside it that
// has their names: no unit is called so.
static void tell_leaders(struct columns *c)
{
    for (unsigned i = 0; i < c->count; i++) {
        struct grid_column *column = &c->list[i];
        bool above = column->meaning == MEANS_PARENT || column->meaning == MEANS_PARENT_CODE;
        if (!above || column->reason == COLUMN_BY_MAP || !names_people(c, i)) continue;
        column->meaning = MEANS_LEADER;
        column->reason = COLUMN_BY_CONTENT;
        struct grid_column *name = i + 1 < c->count ? column + 1 : column;
        if (name->meaning != MEANS_PARENT || name->reason == COLUMN_BY_MAP) continue;
        name->meaning = MEANS_LEADER;
        name->reason = COLUMN_BY_CONTENT;
    }
}

// ---- Numbers that are nobody's

// Whether a column is no number of people, but counts each one's positions: 1 is most people's.
static bool counts_positions(const struct columns *c, unsigned column)
{
    struct arena scratch = {0};
    struct map known = {0};
    size_t shared = 0, filled = 0;
    for (size_t k = c->heading_row + 1; k < c->grid->count; k++) {
        const struct grid_row *row = &c->grid->rows[k];
        const char *number = grid_cell_at(row, column)->text, *name = "";
        for (unsigned i = 0; i < c->count; i++) {
            enum meaning m = c->list[i].meaning;
            if (m == MEANS_NAME || m == MEANS_FIRST_NAME || m == MEANS_LAST_NAME)
                name = arena_printf(&scratch, "%s %s", name, grid_cell_at(row, i)->text);
        }
        if (!*number || !name[strspn(name, " ")]) continue;
        const char *was = map_get(&known, number);
        filled++;
        if (!was) map_set(&known, &scratch, number, (void *)(uintptr_t)name);
        else shared += strcmp(was, name) != 0;
    }
    arena_free(&scratch);
    return shared > 2 && shared * 2 > filled;
}

static void set_counts_aside(struct columns *c)
{
    for (unsigned i = 0; i < c->count; i++) {
        struct grid_column *column = &c->list[i];
        if (column->meaning != MEANS_NUMBER || column->reason == COLUMN_BY_MAP ||
            !counts_positions(c, i))
            continue;
        column->meaning = MEANS_IGNORED;
        column->reason = COLUMN_BY_CONTENT;
    }
}

// ---- Accounts beside units

static bool is_unit(const struct grid_column *column)
{
    return column->filled && (column->meaning == MEANS_UNIT || column->meaning == MEANS_UNIT_CODE);
}

// Whether a column of accounts is a level above or below the units: each of the one has one of the
// other, and not the other way round.
static bool is_level_beside(const struct columns *c, unsigned account)
{
    for (unsigned i = 0; i < c->count; i++) {
        const struct grid_column *u = &c->list[i];
        if (!is_unit(u) || heading_is_account(u->heading)) continue;
        if (columns_determine(c, (int)account, (int)i) ==
            columns_determine(c, (int)i, (int)account))
            return false;
    }
    return true;
}

// Cost centres and the like are units only where nothing else is, or where they are levels of them.
static void set_accounts_aside(struct columns *c)
{
    bool tree = c->at[MEANS_PARENT] >= 0 || c->at[MEANS_PARENT_CODE] >= 0 || c->at[MEANS_PATH] >= 0;
    bool others = c->at[MEANS_PATH] >= 0;
    for (unsigned i = 0; i < c->count; i++)
        others |= is_unit(&c->list[i]) && !heading_is_account(c->list[i].heading);
    for (unsigned i = 0; others && i < c->count; i++) {
        struct grid_column *column = &c->list[i];
        if (!is_unit(column) || column->reason == COLUMN_BY_MAP ||
            !heading_is_account(column->heading) || (!tree && is_level_beside(c, i)))
            continue;
        column->meaning = MEANS_IGNORED;
        column->reason = COLUMN_BY_CONTENT;
    }
}

// ---- Units with all that is above them in one cell

// Whether a column holds paths: with a divider in them, and the same before the first in all rows.
static bool holds_paths(const struct columns *c, unsigned column)
{
    static const char *const dividers[] = {">", "»", "→", "\\", "|", "::", " / ", "/"};
    for (size_t d = 0; d < COUNT(dividers); d++) {
        const char *top = NULL;
        size_t divided = 0, other = 0, n = 0;
        for (size_t k = c->heading_row + 1; k < c->grid->count; k++) {
            const char *text = grid_cell_at(&c->grid->rows[k], column)->text,
                       *end = strstr(text, dividers[d]);
            size_t length = end ? (size_t)(end - text) : strlen(text);
            while (length && text[length - 1] == ' ') length--;
            if (!*text) continue;
            if (!top) top = text, n = length;
            divided += end != NULL;
            other += length != n || memcmp(text, top, n) != 0;
        }
        if (divided > 1 && divided * 2 >= c->list[column].filled && !other) return true;
    }
    return false;
}

static void tell_paths(struct columns *c)
{
    if (c->at[MEANS_PATH] >= 0 || c->at[MEANS_PARENT] >= 0 || c->at[MEANS_PARENT_CODE] >= 0) return;
    for (unsigned i = 0; i < c->count; i++) {
        struct grid_column *column = &c->list[i];
        bool unit = column->meaning == MEANS_UNIT || column->meaning == MEANS_COMPANY;
        if (!unit || column->reason == COLUMN_BY_MAP || column->distinct < 3 || !holds_paths(c, i))
            continue;
        column->meaning = MEANS_PATH;
        column->reason = COLUMN_BY_CONTENT;
        return;
    }
}

void columns_beside(struct columns *c)
{
    tell_leaders(c);
    set_counts_aside(c);
    columns_index(c);
    tell_paths(c);
    columns_index(c);
    set_accounts_aside(c);
    columns_index(c);
}
