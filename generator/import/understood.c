// The table of columns, the rows that were left out, and how many people and units there are.
#include "import/understood.h"

#include <string.h>

#include "base/array.h"
#include "base/json_line.h"
#include "base/translate.h"
#include "base/utf8.h"

static const char *const reasons[] = {
    [COLUMN_UNKNOWN] = N_("not understood"),
    [COLUMN_BY_HEADING] = N_("heading"),
    [COLUMN_BY_CONTENT] = N_("guessed by what is in it"),
    [COLUMN_BY_MAP] = N_("as you say"),
};

static void add_column(const struct columns *c, unsigned i, struct buf *out)
{
    enum { WIDE = 28 };
    const struct grid_column *column = &c->list[i];
    struct arena scratch = {0};
    const char *name = *column->heading ? column->heading
                                        : arena_printf(&scratch, _("(column %u)"), i + 1);
    size_t width = utf8_width(name, strlen(name));
    buf_printf(out, "  %.100s", name);
    for (; width < WIDE; width++) buf_c(out, ' ');
    buf_printf(out, " %s", _(heading_words[column->meaning]));
    if (column->spare) buf_str(out, _(", not used: another column says it"));
    else if (column->reason == COLUMN_BY_CONTENT || column->reason == COLUMN_BY_MAP)
        buf_printf(out, " (%s)", _(reasons[column->reason]));
    buf_c(out, '\n');
    arena_free(&scratch);
}

static void add_grid(const struct import_grid *g, struct buf *out)
{
    buf_str(out, g->grid->source->name);
    if (g->unused) {
        buf_printf(out, _(": not read: %s\n"), g->unused);
        return;
    }
    const struct columns *c = g->columns;
    buf_printf(out, _(": %s, headings on line %u\n"), g->grid->encoding,
               g->grid->rows[c->heading_row].line);
    bool unknown = false;
    for (unsigned i = 0; i < c->count; i++) {
        if (!*c->list[i].heading && !c->list[i].filled) continue;
        add_column(c, i, out);
        unknown |= c->list[i].meaning == MEANS_NOTHING && *c->list[i].heading;
    }
    if (unknown) {
        buf_str(out,
                _("  What is not understood is left out. --map \"COLUMN=FIELD\" says what it is, "
                  "for this time and the\n  next. FIELD is one of"));
        for (int m = 0, n = 0; m < MEANINGS; m++)
            if (heading_names[m])
                buf_printf(out, "%s%s%s", n ? "," : "", n % 12 == 11 ? "\n  " : " ",
                           heading_names[m]),
                    n++;
        buf_c(out, '\n');
    }
}

struct tally {
    size_t people, units, several, without_leader, guessed;
};

static struct tally count(const struct staff *s)
{
    struct tally t = {.units = s->unit_count};
    for (size_t i = 0; i < s->person_count; i++) {
        const struct staff_person *p = s->people[i];
        t.people += staff_is_in(p);
        t.several += staff_is_in(p) && p->row_count > 1;
    }
    for (size_t i = 0; i < s->unit_count; i++) {
        const struct staff_link *l = &s->units[i]->leader;
        t.without_leader += !l->person && !l->outside;
        t.guessed += s->units[i]->leader_is_guess && (l->person || l->outside);
    }
    return t;
}

static void add_leaders(const struct staff *s, struct buf *out)
{
    enum { WIDE = 36 };
    buf_str(out, _("\nUnits and their leaders"));
    if (count(s).guessed) buf_str(out, _(" (*: concluded from whom people have as their leader)"));
    buf_c(out, '\n');
    for (size_t i = 0; i < s->unit_count; i++) {
        const struct staff_unit *u = s->units[i];
        const struct staff_link *l = &u->leader;
        size_t width = utf8_width(u->name, strlen(u->name));
        buf_printf(out, "  %s", u->name);
        for (; width < WIDE; width++) buf_c(out, ' ');
        if (l->person) buf_printf(out, " %s", l->person->name);
        else if (l->outside) buf_printf(out, _(" %s, who is not in the export"), l->outside);
        else buf_str(out, l->unknown ? _(" nobody in the export") : _(" vacant"));
        buf_printf(out, "%s\n", u->leader_is_guess && (l->person || l->outside) ? " *" : "");
    }
}

static void add_notes(const struct staff *s, struct buf *out)
{
    if (s->note_count) buf_str(out, _("\nRows that are not taken over\n"));
    for (size_t i = 0; i < s->note_count; i++) {
        const struct staff_note *n = &s->notes[i];
        buf_printf(out, "  %s:%u: %s%s%s\n", n->place.source->name, n->place.line,
                   n->who ? n->who : "", n->who ? ": " : "", _(n->why));
    }
}

void understood_text(const struct imported *im, struct buf *out)
{
    for (size_t i = 0; i < im->count; i++) {
        if (i) buf_c(out, '\n');
        add_grid(&im->grids[i], out);
    }
    const struct staff *s = im->staff;
    if (!s) return;
    struct tally t = count(s);
    add_leaders(s, out);
    add_notes(s, out);
    buf_c(out, '\n');
    buf_printf(out, translate_count("%zu person", "%zu people", t.people), t.people);
    buf_printf(out, translate_count(" in %zu unit", " in %zu units", t.units), t.units);
    if (t.several) buf_printf(out, _(", %zu of them with several positions"), t.several);
    if (t.without_leader)
        buf_printf(out,
                   translate_count("; %zu unit without a leader", "; %zu units without a leader",
                                   t.without_leader),
                   t.without_leader);
    buf_c(out, '\n');
}

// ---- As JSON, one object a line

static void add_columns_json(const struct import_grid *g, struct buf *out)
{
    for (unsigned i = 0; !g->unused && i < g->columns->count; i++) {
        const struct grid_column *column = &g->columns->list[i];
        if (!*column->heading && !column->filled) continue;
        enum meaning m = column->meaning;
        json_line_begin(out);
        json_line_text(out, "file", g->grid->source->name);
        json_line_text(out, "column", column->heading);
        json_line_text(out, "field", heading_names[m]);
        json_line_text(out, "by", reasons[column->reason]);
        json_line_bool(out, "used", m > MEANS_NATIONAL_ID && !column->spare);
        json_line_end(out);
    }
}

void understood_json(const struct imported *im, struct buf *out)
{
    for (size_t i = 0; i < im->count; i++) add_columns_json(&im->grids[i], out);
    const struct staff *s = im->staff;
    for (size_t i = 0; s && i < s->note_count; i++) {
        const struct staff_note *n = &s->notes[i];
        json_line_begin(out);
        json_line_text(out, "file", n->place.source->name);
        json_line_number(out, "line", n->place.line);
        json_line_text(out, "person", n->who);
        json_line_text(out, "left-out", _(n->why));
        json_line_end(out);
    }
    if (!s) return;
    struct tally t = count(s);
    json_line_begin(out);
    json_line_number(out, "people", (int64_t)t.people);
    json_line_number(out, "units", (int64_t)t.units);
    json_line_number(out, "without-leader", (int64_t)t.without_leader);
    json_line_end(out);
}
