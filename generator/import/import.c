// Which files and sheets are lists of people, which of units, and in what shape units are given.
#include "import/import.h"

#include <string.h>

#include "base/array.h"
#include "base/translate.h"
#include "base/utf8.h"

// ---- Sheets

// The name of a sheet with people who have left, or of one that explains.
static bool is_aside(const char *sheet)
{
    static const char *const words[] = {"sluttet",   "slutta",     "slutat",   "left",
                                        "leavers",   "terminated", "fratrådt", "avgang",
                                        "arkiv",     "archive",    "former",   "tidligere",
                                        "tidlegare", "eksempel",   "example",  "mal "};
    struct arena scratch = {0};
    const char *key = utf8_fold(&scratch, sheet);
    bool aside = false;
    for (size_t i = 0; i < COUNT(words); i++) aside |= strstr(key, words[i]) != NULL;
    arena_free(&scratch);
    return aside;
}

static bool has_rows(const struct columns *c)
{
    size_t filled = 0;
    for (unsigned i = 0; i < c->count; i++)
        if (c->list[i].filled > filled) filled = c->list[i].filled;
    return filled && (c->count > 2 || c->kind == COLUMNS_UNITS);
}

static const char *why_unused(const struct import_grid *g)
{
    if (g->grid->hidden) return _("the sheet is hidden");
    if (!g->columns) return _("no row of headings was found in it");
    if (g->columns->kind == COLUMNS_OTHER || !has_rows(g->columns))
        return _("it is a list neither of people nor of units");
    if (g->grid->sheet && is_aside(g->grid->sheet))
        return _("by its name it is a list of people who have left");
    return NULL;
}

static void find_grids(struct diags *d, struct arena *a, const struct import_files *files,
                       struct imported *im)
{
    struct grid_list grids = {0};
    for (size_t i = 0; i < files->count; i++) grid_read(d, a, files->paths[i], &grids);
    for (size_t i = 0; i < grids.count; i++) {
        struct import_grid g = {.grid = grids.grids[i]};
        if (!g.grid->hidden) g.columns = columns_find(a, g.grid, files->maps);
        g.unused = why_unused(&g);
        *ARENA_PUSH(a, im->grids, im->count, im->room) = g;
    }
}

static const struct columns *first_of(const struct imported *im, enum columns_kind kind)
{
    for (size_t i = 0; i < im->count; i++)
        if (!im->grids[i].unused && im->grids[i].columns->kind == kind) return im->grids[i].columns;
    return NULL;
}

// ---- How units are given

static size_t unit_columns(const struct columns *c)
{
    size_t n = 0;
    for (unsigned i = 0; i < c->level_count; i++)
        n += c->list[c->levels[i].name].meaning == MEANS_UNIT ||
             c->list[c->levels[i].name].distinct > 1;
    return n;
}

static enum staff_shape shape_of(const struct columns *c, const struct columns *units)
{
    bool unit = c->level_count || c->at[MEANS_UNIT_CODE] >= 0;
    if (units && unit) return STAFF_BY_FILE;
    if (c->at[MEANS_PATH] >= 0) return STAFF_BY_PATH;
    if (unit && (c->at[MEANS_PARENT] >= 0 || c->at[MEANS_PARENT_CODE] >= 0)) return STAFF_BY_PARENT;
    if (unit_columns(c) > 1) return STAFF_BY_LEVELS;
    bool leaders = c->at[MEANS_LEADER] >= 0;
    if (!unit_columns(c) && leaders && c->at[MEANS_UNIT_CODE] < 0) return STAFF_BY_LEADERS;
    return STAFF_FLAT;
}

// Paths that are written from the bottom up: their last unit is the same in all, not their first.
static void turn_paths(struct staff *s)
{
    const char *first = NULL, *last = NULL;
    bool same_first = true, same_last = true, deep = false;
    for (size_t i = 0; i < s->row_count; i++) {
        const struct staff_row *r = s->rows[i];
        if (!r->level_count) continue;
        const char *f = r->levels[0].name, *l = r->levels[r->level_count - 1].name;
        if (!f || !l) return;
        same_first &= !first || !strcmp(first, f);
        same_last &= !last || !strcmp(last, l);
        deep |= r->level_count > 1;
        first = f;
        last = l;
    }
    if (!deep || same_first || !same_last) return;
    for (size_t i = 0; i < s->row_count; i++) {
        struct staff_row *r = s->rows[i];
        for (unsigned k = 0; k < r->level_count / 2; k++) {
            struct staff_unit_name swap = r->levels[k];
            r->levels[k] = r->levels[r->level_count - 1 - k];
            r->levels[r->level_count - 1 - k] = swap;
        }
    }
}

// ---- All of it

static void report_nothing(struct diags *d, const struct imported *im)
{
    for (size_t i = 0; i < im->count; i++) {
        struct diag *g = diag_error(d, grid_place(im->grids[i].grid, 0), "export-without-people",
                                    "nobody was found here: %s",
                                    im->grids[i].unused ? im->grids[i].unused
                                                        : _("it is a list of units"));
        diag_hint(d, g,
                  "a list of people has headings such as \"Ansattnr\", \"Navn\", \"Enhet\" and "
                  "\"Leder\" above it, in one row");
    }
}

static void report_maps(struct diags *d, const struct column_maps *maps)
{
    for (size_t i = 0; i < maps->count; i++)
        if (!maps->list[i].used)
            diag_warning(d, (struct place){0}, "column-unknown",
                         "no column is called \"%.80s\", which is to be read as %s",
                         maps->list[i].column, heading_names[maps->list[i].meaning]);
}

static void report_columns(struct diags *d, const struct columns *c, const struct columns *units)
{
    if (c->at[MEANS_NATIONAL_ID] >= 0 && c->at[MEANS_NUMBER] < 0) {
        struct diag *g = diag_warning(
            d, grid_place(c->grid, 0), "export-only-national-ids",
            "the only number of people here is the national identity number, which is never used: "
            "they are told apart by their address or name");
        diag_hint(d, g, "have the employee number in the export");
    }
    bool by_units = units && units->at[MEANS_UNIT_LEADER] >= 0;
    if (!by_units && c->at[MEANS_LEADER] < 0 && c->at[MEANS_UNIT_LEADER] < 0 &&
        c->at[MEANS_LEADS] < 0) {
        struct diag *g = diag_warning(d, grid_place(c->grid, 0), "export-without-leaders",
                                      "no column says who leads whom here");
        diag_hint(d, g, "name it with --map COLUMN=leader, or write the leaders into org.yaml");
    }
}

struct imported import_read(struct diags *d, struct arena *a, const struct import_files *files)
{
    struct imported im = {0};
    find_grids(d, a, files, &im);
    const struct columns *people = first_of(&im, COLUMNS_PEOPLE);
    report_maps(d, files->maps);
    if (!people) {
        report_nothing(d, &im);
        return im;
    }
    struct staff *s = ARENA_NEW(a, struct staff);
    *s = (struct staff){.d = d,
                        .a = a,
                        .as_of = files->as_of,
                        .organisation = files->organisation,
                        .units_list = first_of(&im, COLUMNS_UNITS)};
    s->shape = shape_of(people, s->units_list);
    if (s->shape != STAFF_BY_FILE) s->units_list = NULL;
    for (size_t i = 0; i < im.count; i++) {
        const struct import_grid *g = &im.grids[i];
        if (g->unused || g->columns->kind != COLUMNS_PEOPLE) continue;
        rows_read(s, g->columns);
    }
    rows_part_units(s);
    if (s->shape == STAFF_BY_PATH) turn_paths(s);
    report_columns(d, people, s->units_list);
    people_make(s);
    units_make(s);
    leaders_find(s);
    settle_chart(s);
    im.staff = s;
    if (!s->row_count)
        diag_error(d, grid_place(people->grid, 0), "export-headings-only",
                   "nobody was found below the "
                   "headings");
    return im;
}
