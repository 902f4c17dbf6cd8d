// Finding headings and what they mean: by their words, by what stands above and before them, and by
// what is in the column.
#include "import/columns.h"

#include <string.h>

#include "base/array.h"
#include "base/map.h"
#include "base/utf8.h"
#include "import/names.h"
#include "import/national_id.h"

enum { HEADING_ROWS = 80, HEADING_LONG = 80, SAMPLE_ROWS = 5000 };

// ---- Which row

static const struct column_map *map_of(struct arena *a, const struct column_maps *maps,
                                       const char *heading)
{
    const char *key = heading_key(a, heading);
    for (size_t i = 0; i < maps->count; i++)
        if (*key && !strcmp(heading_key(a, maps->list[i].column), key)) return &maps->list[i];
    return NULL;
}

static int row_score(struct arena *a, const struct grid_row *row, const struct column_maps *maps)
{
    bool seen[MEANINGS] = {0};
    int score = 0;
    for (unsigned i = 0; i < row->count; i++) {
        const char *text = row->cells[i].text;
        if (!*text || strlen(text) > HEADING_LONG) continue;
        if (names_is_address(text) || row->cells[i].secret) return 0;
        score -= names_is_number(text);
        const struct column_map *map = map_of(a, maps, text);
        enum meaning m = map ? map->meaning : heading_meaning(text);
        score += map ? 2 : 0;
        if (m && (!seen[m] || m == MEANS_UNIT)) score++;
        seen[m] = true;
    }
    bool says_who = seen[MEANS_NAME] || seen[MEANS_FIRST_NAME] || seen[MEANS_LAST_NAME] ||
                    seen[MEANS_NUMBER] || seen[MEANS_UNIT] || seen[MEANS_UNIT_CODE] ||
                    seen[MEANS_PARENT] || seen[MEANS_PARENT_CODE] || seen[MEANS_LOGIN];
    return says_who && score >= 2 ? score : 0;
}

static bool find_row(const struct grid *g, const struct column_maps *maps, size_t *found)
{
    struct arena scratch = {0};
    int best = 0;
    for (size_t i = 0; i < g->count && i < HEADING_ROWS; i++) {
        int score = row_score(&scratch, &g->rows[i], maps);
        if (score > best) best = score, *found = i;
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    return best > 0;
}

// ---- Headings

// What stands over a column in the row above the headings, if that groups several.
static const char *group_over(const struct grid *g, size_t row, unsigned column)
{
    if (!row) return "";
    const struct grid_row *above = &g->rows[row - 1];
    unsigned filled = 0;
    for (unsigned i = 0; i < above->count; i++) filled += *above->cells[i].text != '\0';
    if (filled < 2 || above->line + 1 != g->rows[row].line) return "";
    for (size_t i = 0; i < g->merge_count; i++) {
        const struct grid_merge *m = &g->merges[i];
        if (m->first_line <= above->line && above->line <= m->last_line &&
            m->first_column <= column && column <= m->last_column)
            return grid_cell_at(above, m->first_column)->text;
    }
    unsigned from = column;
    while (!g->sheet && from && !*grid_cell_at(above, from)->text) from--;
    return grid_cell_at(above, from)->text;
}

static bool is_about_leader(enum meaning m)
{
    return m == MEANS_LEADER || m == MEANS_UNIT_LEADER;
}

// What a general heading ("Nr", "Navn") means behind a column that says of what it is.
static enum meaning meaning_behind(enum meaning m, enum meaning before)
{
    bool number = m == MEANS_NUMBER || m == MEANS_NOTHING;
    bool name = m == MEANS_NAME || m == MEANS_FIRST_NAME || m == MEANS_LAST_NAME;
    if (is_about_leader(before) && (number || name || m == MEANS_EMAIL)) return before;
    if (before == MEANS_UNIT_CODE && name) return MEANS_UNIT;
    if (before == MEANS_UNIT && (number || name)) return number ? MEANS_UNIT_CODE : MEANS_UNIT;
    if (before == MEANS_PARENT_CODE && name) return MEANS_PARENT;
    if (before == MEANS_PARENT && number) return MEANS_PARENT_CODE;
    return m;
}

static void read_headings(struct arena *a, struct columns *c)
{
    const struct grid *g = c->grid;
    const struct grid_row *row = &g->rows[c->heading_row];
    bool seen[MEANINGS] = {0};
    for (unsigned i = 0; i < c->count; i++) {
        struct grid_column *column = &c->list[i];
        const char *own = grid_cell_at(row, i)->text;
        const char *group = heading_is_general(own) || !*own ? group_over(g, c->heading_row, i)
                                                             : "";
        const char *whole = *group ? arena_printf(a, "%s %s", group, own) : own;
        enum meaning alone = heading_meaning(own);
        column->meaning = heading_meaning(whole);
        if (!column->meaning) column->meaning = alone;
        column->heading = column->meaning == alone ? own : whole;
        if (!*group && i && heading_is_general(own) && (seen[column->meaning] || !column->meaning))
            column->meaning = meaning_behind(column->meaning, c->list[i - 1].meaning);
        seen[column->meaning] = true;
        column->reason = column->meaning ? COLUMN_BY_HEADING : COLUMN_UNKNOWN;
    }
}

// Codes with their texts in a column of the same name.
static void pair_texts(struct columns *c)
{
    for (unsigned i = 0; i < c->count; i++) {
        struct grid_column *text = &c->list[i];
        for (unsigned k = 0; k < c->count; k++) {
            struct grid_column *code = &c->list[k];
            if (k == i || !heading_is_text_of(text->heading, code->heading)) continue;
            text->meaning = code->meaning;
            if (code->meaning == MEANS_NUMBER) text->meaning = MEANS_NAME;
            if (code->meaning == MEANS_TITLE) code->meaning = MEANS_IGNORED;
            if (code->meaning == MEANS_UNIT || code->meaning == MEANS_COMPANY) {
                code->meaning = MEANS_UNIT_CODE;
                text->meaning = MEANS_UNIT;
            }
            if (code->meaning == MEANS_UNIT_CODE) text->meaning = MEANS_UNIT;
            if (code->meaning == MEANS_PARENT) code->meaning = MEANS_PARENT_CODE;
            text->reason = text->meaning ? COLUMN_BY_HEADING : COLUMN_UNKNOWN;
            break;
        }
    }
}

static void apply_maps(struct arena *a, struct columns *c, struct column_maps *maps)
{
    for (unsigned i = 0; i < c->count; i++) {
        struct grid_column *column = &c->list[i];
        const char *own = grid_cell_at(&c->grid->rows[c->heading_row], i)->text;
        const struct column_map *map = map_of(a, maps, column->heading);
        if (!map) map = map_of(a, maps, own);
        if (!map) continue;
        maps->list[map - maps->list].used = true;
        column->meaning = map->meaning;
        column->reason = COLUMN_BY_MAP;
    }
}

// ---- What is in a column

static bool is_yes_no(const char *text)
{
    static const char *const words[] = {"ja",   "nei",   "yes",  "no",    "j", "n", "y",   "x",
                                        "true", "false", "sant", "usann", "1", "0", "nej", "sann"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (!strcasecmp(text, words[i])) return true;
    return false;
}

static void look_into(struct columns *c, unsigned i)
{
    struct arena scratch = {0};
    struct map known = {0};
    struct grid_column *column = &c->list[i];
    size_t last = c->heading_row + 1 + SAMPLE_ROWS;
    for (size_t k = c->heading_row + 1; k < c->grid->count && k < last; k++) {
        const struct grid_cell *cell = grid_cell_at(&c->grid->rows[k], i);
        column->secrets += cell->secret;
        column->filled += cell->secret || *cell->text;
        if (!*cell->text) continue;
        column->numbers += names_is_number(cell->text);
        column->addresses += names_is_address(cell->text);
        column->may_be_secret += national_id_may_be(cell->text);
        column->yes_no += is_yes_no(cell->text);
        column->order_hints += dates_order_hint(cell->text);
        if (map_get(&known, cell->text)) continue;
        map_set(&known, &scratch, cell->text, column);
        column->distinct++;
    }
    arena_free(&scratch);
}

static bool most(size_t part, const struct grid_column *column)
{
    return column->filled && part * 10 >= column->filled * 8;
}

// What the column's content says against its heading, or without one.
static void correct(struct columns *c, struct grid_column *column)
{
    enum meaning was = column->meaning;
    if (was != MEANS_IGNORED && column->filled &&
        (column->secrets + column->may_be_secret) * 2 >= column->filled &&
        column->secrets + column->may_be_secret > 1)
        column->meaning = MEANS_NATIONAL_ID;
    if (column->secrets && was == MEANS_NUMBER && column->secrets * 2 >= column->filled)
        column->meaning = MEANS_NATIONAL_ID;
    if (column->reason == COLUMN_BY_MAP && column->meaning != MEANS_NATIONAL_ID) return;
    if (was == MEANS_LEADER && most(column->yes_no, column)) column->meaning = MEANS_LEADS;
    if (was == MEANS_LEADS && column->filled && !most(column->yes_no, column))
        column->meaning = MEANS_LEADER;
    if (was == MEANS_NAME && most(column->numbers, column)) column->meaning = MEANS_NUMBER;
    if (was == MEANS_NUMBER && most(column->addresses, column)) column->meaning = MEANS_LOGIN;
    if (was == MEANS_NUMBER && column->filled && column->numbers == 0 && column->distinct > 1 &&
        c->at[MEANS_NUMBER] >= 0 && &c->list[c->at[MEANS_NUMBER]] != column)
        column->meaning = MEANS_NOTHING;
    if (was == MEANS_TITLE && most(column->numbers, column)) column->meaning = MEANS_IGNORED;
    if (was == MEANS_UNIT && most(column->numbers, column)) column->meaning = MEANS_UNIT_CODE;
    if (was == MEANS_PARENT && most(column->numbers, column)) column->meaning = MEANS_PARENT_CODE;
    if (was == MEANS_EMAIL && column->filled && !column->addresses) column->meaning = MEANS_LOGIN;
    if (!was && most(column->addresses, column)) {
        bool know = c->at[MEANS_EMAIL] >= 0;
        column->meaning = know ? MEANS_IGNORED : MEANS_EMAIL;
    }
    if (column->meaning != was) column->reason = COLUMN_BY_CONTENT;
}

void columns_index(struct columns *c)
{
    for (int m = 0; m < MEANINGS; m++) c->at[m] = -1;
    for (unsigned i = 0; i < c->count; i++) {
        const struct grid_column *column = &c->list[i];
        int *at = &c->at[column->meaning];
        if (*at >= 0) {
            const struct grid_column *other = &c->list[*at];
            bool better = column->filled > other->filled * 2 ||
                          (column->reason == COLUMN_BY_MAP && other->reason != COLUMN_BY_MAP);
            if (!better) continue;
        }
        *at = (int)i;
    }
}

// ---- Levels

// Whether column a names units above those of column b.
static bool is_above(const struct columns *c, int a, int b)
{
    const struct grid_column *x = &c->list[a], *y = &c->list[b];
    if (x->distinct > y->distinct || (x->distinct == y->distinct && a > b)) return false;
    return columns_determine(c, b, a) || !columns_determine(c, a, b);
}

static int code_beside(const struct columns *c, int name)
{
    int before = name - 1, behind = name + 1;
    if (before >= 0 && c->list[before].meaning == MEANS_UNIT_CODE) return before;
    if (behind < (int)c->count && c->list[behind].meaning == MEANS_UNIT_CODE) return behind;
    return -1;
}

static void find_levels(struct columns *c)
{
    unsigned n = 0;
    bool taken[GRID_COLUMNS] = {0};
    for (unsigned i = 0; i < c->count && n < COLUMNS_LEVELS; i++) {
        const struct grid_column *column = &c->list[i];
        bool company = column->meaning == MEANS_COMPANY && column->filled;
        if ((column->meaning != MEANS_UNIT && !company) || !column->filled) continue;
        int code = code_beside(c, (int)i);
        if (code >= 0 && taken[code]) code = -1;
        if (code >= 0) taken[code] = true;
        c->levels[n++] = (struct column_level){(int)i, code};
    }
    for (unsigned i = 1; i < n; i++)  // sorted from the top down
        for (unsigned k = i; k && is_above(c, c->levels[k].name, c->levels[k - 1].name); k--) {
            struct column_level swap = c->levels[k];
            c->levels[k] = c->levels[k - 1];
            c->levels[k - 1] = swap;
        }
    c->level_count = n;
}

// ---- What the grid is a list of

static bool has(const struct columns *c, enum meaning m)
{
    return c->at[m] >= 0;
}

// The first column that nothing better is known of and that has a value of its own in most rows:
// numbers, or else texts.
static void guess_unit_column(struct columns *c, enum meaning wanted)
{
    for (unsigned i = 0; i < c->count && !has(c, wanted); i++) {
        struct grid_column *column = &c->list[i];
        bool free = column->meaning == MEANS_NOTHING || column->meaning == MEANS_IGNORED ||
                    column->meaning == MEANS_TITLE || column->meaning == MEANS_COMPANY;
        bool own = column->filled && column->distinct * 10 >= column->filled * 8;
        bool number = column->filled && most(column->numbers, column);
        if (!free || !own || number != (wanted == MEANS_UNIT_CODE) ||
            column->reason == COLUMN_BY_MAP)
            continue;
        column->meaning = wanted;
        column->reason = COLUMN_BY_CONTENT;
        columns_index(c);
    }
}

// In a list of units, "Navn" is a unit's, and so is "Leder".
static void read_as_units(struct columns *c)
{
    for (unsigned i = 0; i < c->count; i++) {
        struct grid_column *column = &c->list[i];
        enum meaning m = column->meaning;
        if (column->reason == COLUMN_BY_MAP) continue;
        if (m == MEANS_NAME) column->meaning = MEANS_UNIT;
        if (m == MEANS_LEADER) column->meaning = MEANS_UNIT_LEADER;
        bool code = !m && heading_is_general(column->heading) && most(column->numbers, column);
        if ((m == MEANS_NUMBER || code) && !has(c, MEANS_UNIT_CODE))
            column->meaning = MEANS_UNIT_CODE;
        if (column->meaning != m) column->reason = COLUMN_BY_HEADING;
        columns_index(c);
    }
    guess_unit_column(c, MEANS_UNIT);
    guess_unit_column(c, MEANS_UNIT_CODE);
    if (has(c, MEANS_UNIT_CODE) && !has(c, MEANS_PARENT_CODE) && has(c, MEANS_PARENT)) {
        struct grid_column *parent = &c->list[c->at[MEANS_PARENT]];
        if (most(parent->numbers, parent)) parent->meaning = MEANS_PARENT_CODE;
        columns_index(c);
    }
}

static enum columns_kind kind_of(const struct columns *c)
{
    bool part = has(c, MEANS_FIRST_NAME) || has(c, MEANS_LAST_NAME);
    bool of_person = part || has(c, MEANS_TITLE) || has(c, MEANS_EMAIL) || has(c, MEANS_LOGIN) ||
                     has(c, MEANS_PERCENT) || has(c, MEANS_FROM) || has(c, MEANS_NATIONAL_ID);
    bool above = has(c, MEANS_PARENT) || has(c, MEANS_PARENT_CODE);
    bool unit = has(c, MEANS_UNIT) || has(c, MEANS_UNIT_CODE);
    bool person = part || has(c, MEANS_NAME);
    if (above && (!person || (!of_person && !unit))) return COLUMNS_UNITS;
    if (above && !part && !of_person && !has(c, MEANS_NUMBER)) return COLUMNS_UNITS;
    if (!person && unit && (has(c, MEANS_LEADER) || has(c, MEANS_UNIT_LEADER)))
        return COLUMNS_UNITS;
    bool more = has(c, MEANS_NUMBER) || of_person || unit || has(c, MEANS_LEADER) ||
                has(c, MEANS_PATH);
    return person && more ? COLUMNS_PEOPLE : COLUMNS_OTHER;
}

// Columns that nothing is taken from because another says the same.
static void mark_spare(struct columns *c)
{
    static const enum meaning many[] = {
        MEANS_NOTHING, MEANS_IGNORED,   MEANS_NATIONAL_ID, MEANS_LEADER, MEANS_UNIT_LEADER,
        MEANS_UNIT,    MEANS_UNIT_CODE, MEANS_COMPANY,     MEANS_KIND,   MEANS_STATUS};
    for (unsigned i = 0; i < c->count; i++) {
        bool may = false;
        for (size_t k = 0; k < COUNT(many); k++) may |= c->list[i].meaning == many[k];
        c->list[i].spare = !may && c->at[c->list[i].meaning] != (int)i;
    }
}

struct columns *columns_find(struct arena *a, const struct grid *g, struct column_maps *maps)
{
    struct columns *c = ARENA_NEW(a, struct columns);
    c->grid = g;
    if (!find_row(g, maps, &c->heading_row)) return NULL;
    c->count = g->columns;
    c->list = ARENA_ARRAY(a, struct grid_column, c->count);
    read_headings(a, c);
    pair_texts(c);
    apply_maps(a, c, maps);
    int hints = 0;
    for (unsigned i = 0; i < c->count; i++) {
        look_into(c, i);
        hints += c->list[i].order_hints;
    }
    c->order = hints < 0 ? DATES_MONTH_FIRST : DATES_DAY_FIRST;
    columns_index(c);
    for (unsigned i = 0; i < c->count; i++) correct(c, &c->list[i]);
    columns_beside(c);
    c->kind = kind_of(c);
    if (c->kind == COLUMNS_UNITS) read_as_units(c);
    find_levels(c);
    mark_spare(c);
    return c;
}
