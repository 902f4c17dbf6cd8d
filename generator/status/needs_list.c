// The list of what people lack, as text, JSON and CSV.
#include <jansson.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/translate.h"
#include "status/cells.h"
#include "status/needs.h"

// ---- Text

enum { COLUMN_WHEN, COLUMN_WHAT, COLUMN_NAME, COLUMN_ID, COLUMN_UNIT, COLUMN_LEADER, NEED_COLUMNS };
enum { COLUMN_LEAST = 12 };

struct needs_table {
    const struct status *status;
    size_t width[NEED_COLUMNS];
    struct arena arena;  // of one row
    struct buf when;
};

static void add_when(struct buf *out, const struct needed *n)
{
    const char *before = _("was due by");
    struct date day = n->state.to;
    if (n->state.state == TALK_LATER && n->need == NEED_PLAN) {
        buf_str(out, _("after the conversation"));
        return;
    }
    if (n->state.state == TALK_DUE) before = _("due by");
    if (n->state.state == TALK_LATER) {
        before = _("due from");
        day = n->state.from;
    }
    buf_printf(out, "%s ", before);
    cells_day(out, day);
}

static void row_cells(struct needs_table *t, const struct needed *n,
                      const char *cells[NEED_COLUMNS])
{
    const struct person *p = n->person;
    t->when.n = 0;
    add_when(&t->when, n);
    cells[COLUMN_WHEN] = buf_cstr(&t->when);
    cells[COLUMN_WHAT] = needs_what(&t->arena, t->status->cycle, n);
    cells[COLUMN_NAME] = p->name;
    cells[COLUMN_ID] = p->id;
    cells[COLUMN_UNIT] = p->unit->name.text;
    cells[COLUMN_LEADER] = needs_leader(p->leader);
}

static void titles(const char *cells[NEED_COLUMNS])
{
    cells[COLUMN_WHEN] = _("when");
    cells[COLUMN_WHAT] = _("lacks");
    cells[COLUMN_NAME] = _("name");
    cells[COLUMN_ID] = "id";
    cells[COLUMN_UNIT] = _("unit");
    cells[COLUMN_LEADER] = _("leader");
}

static void widen(struct needs_table *t, const char *cells[NEED_COLUMNS])
{
    for (size_t k = 0; k < NEED_COLUMNS; k++) {
        size_t width = cells_width(cells[k]);
        if (t->width[k] < width) t->width[k] = width;
    }
}

// The names share what the other columns leave of the page: none is cut while there is room.
static void fit(struct needs_table *t)
{
    static const int names[] = {COLUMN_UNIT, COLUMN_LEADER, COLUMN_NAME};
    size_t others = (NEED_COLUMNS - 1) * CELLS_GAP + t->width[COLUMN_WHEN] + t->width[COLUMN_WHAT] +
                    t->width[COLUMN_ID];
    size_t left = others < CELLS_PAGE ? CELLS_PAGE - others : 0;
    for (size_t widest = CELLS_PAGE; widest > COLUMN_LEAST; widest--) {
        size_t sum = 0;
        for (size_t i = 0; i < COUNT(names); i++) {
            if (t->width[names[i]] > widest) t->width[names[i]] = widest;
            sum += t->width[names[i]];
        }
        if (sum <= left) return;
    }
}

static void add_line(struct needs_table *t, const char *cells[NEED_COLUMNS], struct buf *out)
{
    for (size_t k = 0; k < NEED_COLUMNS; k++) {
        size_t width = cells_width(cells[k]), most = t->width[k];
        if (k) cells_spaces(out, CELLS_GAP);
        cells_text(out, cells[k], k + 1 < NEED_COLUMNS || width > most ? most : width);
    }
    buf_c(out, '\n');
}

static void add_table(struct needs_table *t, const struct needs_list *n, struct buf *out)
{
    const char *cells[NEED_COLUMNS];
    titles(cells);
    widen(t, cells);
    for (size_t i = 0; i < n->count; i++) {
        row_cells(t, &n->list[i], cells);
        widen(t, cells);
        arena_free(&t->arena);
    }
    fit(t);
    titles(cells);
    add_line(t, cells, out);
    for (size_t i = 0; i < n->count; i++) {
        row_cells(t, &n->list[i], cells);
        add_line(t, cells, out);
        arena_free(&t->arena);
    }
}

void needs_text(const struct status *s, const struct needs_list *n, struct buf *out)
{
    struct needs_table t = {.status = s};
    status_heading(s, out);
    if (!n->count) buf_str(out, _("\nnobody lacks any of this\n"));
    if (!n->count) return;
    buf_c(out, '\n');
    add_table(&t, n, out);
    buf_free(&t.when);
}

// ---- JSON

static void set_day(json_t *o, const char *key, struct date d)
{
    struct buf text = {0};
    cells_day(&text, d);
    if (text.n) json_object_set_new(o, key, json_string(buf_cstr(&text)));
    buf_free(&text);
}

void needs_json(const struct status *s, const struct needs_list *n, struct buf *out)
{
    const struct cycle *c = s->cycle;
    status_json_cycle(s, out);
    for (size_t i = 0; i < n->count; i++) {
        const struct needed *one = &n->list[i];
        const struct person *p = one->person;
        json_t *o = json_pack("{s:s, s:s, s:s, s:s, s:o, s:s, s:s}", "row", "missing", "id", p->id,
                              "name", p->name, "unit", p->unit->id, "leader",
                              status_json_leader(p->leader), "what", need_names[one->need], "state",
                              needs_states[one->state.state]);
        if (one->need == NEED_FOLLOW_UP && one->follow_up < c->follow_up_count &&
            c->follow_ups[one->follow_up].name.text)
            json_object_set_new(o, "follow-up",
                                json_string(c->follow_ups[one->follow_up].name.text));
        set_day(o, "from", one->state.from);
        set_day(o, "by", one->state.to);
        status_json_line(o, out);
    }
}

// ---- CSV

static void csv_day(struct csv *out, struct date d)
{
    struct buf text = {0};
    cells_day(&text, d);
    csv_text(out, buf_cstr(&text));
    buf_free(&text);
}

void needs_csv(const struct status *s, const struct needs_list *n, struct csv *out)
{
    static const char *const heads[] = {
        N_("Employee number"), N_("Name"),     N_("Unit"), N_("Leader"), N_("Leader's e-mail"),
        N_("Missing"),         N_("How soon"), N_("From"), N_("By")};
    struct arena a = {0};
    for (size_t i = 0; i < COUNT(heads); i++) csv_text(out, _(heads[i]));
    csv_end_line(out);
    for (size_t i = 0; i < n->count; i++) {
        const struct needed *one = &n->list[i];
        const struct person *p = one->person;
        csv_text(out, p->id);
        csv_text(out, p->name);
        csv_text(out, p->unit->name.text);
        csv_text(out, p->leader ? p->leader->name : NULL);
        csv_text(out, p->leader ? p->leader->email : NULL);
        csv_text(out, needs_what(&a, s->cycle, one));
        csv_text(out, _(needs_states[one->state.state]));
        csv_day(out, one->state.from);
        csv_day(out, one->state.to);
        csv_end_line(out);
    }
    arena_free(&a);
}
