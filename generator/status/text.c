// Status as text: rows in columns, 100 characters wide where ids and states leave room for a name;
// totals as labelled lines.
#include "base/array.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "status/cells.h"
#include "status/status.h"

enum { PAGE = CELLS_PAGE, INDENT = 4, GAP = CELLS_GAP, LABEL = 17, NAME_LEAST = 12 };

// ---- Columns

static void add_day(struct buf *out, struct date d)
{
    if (!date_is_set(d)) return;
    buf_c(out, ' ');
    cells_day(out, d);
}

static void id_cell(struct buf *out, const struct cycle *c, const struct status_row *row)
{
    (void)c;
    buf_str(out, row->person->id);
}

const char *const status_pack_names[] = {
    [STATUS_PACK_NOT_DUE] = "-", [STATUS_PACK_MISSING] = N_("no"), [STATUS_PACK_MADE] = N_("made")};

static void pack_cell(struct buf *out, const struct cycle *c, const struct status_row *row)
{
    (void)c;
    buf_str(out, _(status_pack_names[row->pack]));
}

static void conversation_cell(struct buf *out, const struct cycle *c, const struct status_row *row)
{
    const struct person *p = row->person;
    enum conversation_state s = row->coverage.conversation;
    (void)c;
    buf_str(out, _(conversation_state_names[s]));
    if (s == CONVERSATION_HELD) add_day(out, coverage_held_date(p));
    if (s == CONVERSATION_PLANNED) add_day(out, coverage_planned_date(p));
}

static void plan_cell(struct buf *out, const struct cycle *c, const struct status_row *row)
{
    enum plan_state s = row->coverage.plan;
    bool there = s == PLAN_DRAFT || s == PLAN_AGREED;
    (void)c;
    if (row->coverage.plan_overdue) buf_str(out, _("overdue"));
    else buf_str(out, there || s == PLAN_MISSING ? _(plan_state_names[s]) : "-");
    if (there) buf_printf(out, " (%zu)", coverage_goals(row->person->plan));
}

static void follow_ups_cell(struct buf *out, const struct cycle *c, const struct status_row *row)
{
    size_t talks[TALK_STATES] = {0};
    for (size_t i = 0; i < coverage_follow_up_count(c); i++) talks[row->coverage.follow_ups[i]]++;
    size_t all = coverage_talks_due(talks);
    if (!all) BUF_LIT(out, "-");
    else buf_printf(out, "%zu/%zu", talks[TALK_HELD], all);
    if (all && talks[TALK_OVERDUE]) buf_printf(out, " %s", _("overdue"));
    else if (all && talks[TALK_DUE]) buf_printf(out, " %s", _("due"));
}

static void evaluation_cell(struct buf *out, const struct cycle *c, const struct status_row *row)
{
    enum talk_state s = row->coverage.evaluation;
    (void)c;
    buf_str(out, s == TALK_NONE ? "-" : _(talk_state_names[s]));
}

static void measures_cell(struct buf *out, const struct cycle *c, const struct status_row *row)
{
    (void)c;
    if (row->coverage.measures_overdue)
        buf_printf(out, _("%zu overdue"), row->coverage.measures_overdue);
    else BUF_LIT(out, "-");
}

// What the cycle does not say when to have has no column, unless somebody has had it.
static bool has_follow_ups(const struct status *s)
{
    bool has = s->cycle->follow_up_count;
    for (size_t i = 0; i < s->row_count && !has; i++)
        has = s->rows[i].coverage.follow_ups[0] == TALK_HELD;
    return has;
}

static bool has_evaluations(const struct status *s)
{
    bool has = coverage_has_evaluation(s->cycle);
    for (size_t i = 0; i < s->row_count && !has; i++)
        has = s->rows[i].coverage.evaluation == TALK_HELD;
    return has;
}

static const struct text_column {
    const char *title;
    void (*write)(struct buf *out, const struct cycle *c, const struct status_row *row);
    bool (*is_there)(const struct status *s);  // NULL: always
} columns[] = {
    // behind the name
    {"id", id_cell, NULL},
    {N_("pack"), pack_cell, NULL},
    {N_("conversation"), conversation_cell, NULL},
    {N_("plan"), plan_cell, NULL},
    {N_("follow-ups"), follow_ups_cell, has_follow_ups},
    {N_("evaluation"), evaluation_cell, has_evaluations},
    {N_("measures"), measures_cell, NULL},
};
enum { COLUMNS = COUNT(columns) };

struct text_table {
    const struct status *status;
    struct buf *out, cell;
    size_t name, width[COLUMNS];
    bool is_there[COLUMNS];
};

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

// A column is as wide as its widest cell; the name gets what is left, and no more than it needs.
static void measure(struct text_table *t)
{
    const struct status *s = t->status;
    t->name = cells_width(_("name"));
    for (size_t k = 0; k < COLUMNS; k++) {
        t->is_there[k] = !columns[k].is_there || columns[k].is_there(s);
        t->width[k] = cells_width(_(columns[k].title));
    }
    for (size_t i = 0; i < s->row_count; i++) {
        const char *name = s->rows[i].person->name;
        t->name = larger(t->name, cells_width(name));
        for (size_t k = 0; k < COLUMNS; k++) {
            t->cell.n = 0;
            columns[k].write(&t->cell, s->cycle, &s->rows[i]);
            t->width[k] = larger(t->width[k], utf8_width(t->cell.p, t->cell.n));
        }
    }
    size_t others = INDENT;
    for (size_t k = 0; k < COLUMNS; k++)
        if (t->is_there[k]) others += GAP + t->width[k];
    size_t left = others + NAME_LEAST < PAGE ? PAGE - others : NAME_LEAST;
    if (t->name > left) t->name = left;
}

static void add_row(struct text_table *t, const struct status_row *row)  // NULL: the titles
{
    cells_spaces(t->out, INDENT);
    cells_text(t->out, row ? row->person->name : _("name"), t->name);
    for (size_t k = 0; k < COLUMNS; k++) {
        if (!t->is_there[k]) continue;
        t->cell.n = 0;
        if (row) columns[k].write(&t->cell, t->status->cycle, row);
        else buf_str(&t->cell, _(columns[k].title));
        cells_spaces(t->out, GAP);
        buf_add(t->out, t->cell.p, t->cell.n);
        if (k + 1 < COLUMNS) cells_spaces(t->out, t->width[k] - utf8_width(t->cell.p, t->cell.n));
    }
    buf_c(t->out, '\n');
}

// ---- Totals

// "  conversations  5 of 12 held, 3 planned", continued on the next line where it grows too long
struct text_line {
    struct buf *out;
    size_t at;  // the column
    size_t parts;
};

static struct text_line line_begin(struct buf *out, const char *label)
{
    BUF_LIT(out, "  ");
    cells_text(out, _(label), LABEL - 2);
    return (struct text_line){out, LABEL, 0};
}

static void line_part(struct text_line *l, const char *text)
{
    size_t n = strlen(text), width = utf8_width(text, n);
    if (l->parts++) {
        bool fits = l->at + strlen(", ,") + width <= PAGE;
        buf_c(l->out, ',');
        if (fits) buf_c(l->out, ' ');
        else buf_c(l->out, '\n'), cells_spaces(l->out, LABEL);
        l->at = fits ? l->at + strlen(", ") : LABEL;
    }
    buf_add(l->out, text, n);
    l->at += width;
}

static void line_add(struct text_line *l, size_t n, const char *words)
{
    struct buf part = {0};
    buf_printf(&part, *words ? "%zu %s" : "%zu%s", n, _(words));
    line_part(l, buf_cstr(&part));
    buf_free(&part);
}

static void line_add_some(struct text_line *l, size_t n, const char *words)
{
    if (n) line_add(l, n, _(words));
}

static struct text_line line_of(struct buf *out, const char *label, size_t n, size_t all,
                                const char *words)
{
    struct buf part = {0};
    struct text_line l = line_begin(out, label);
    buf_printf(&part, _("%zu of %zu %s"), n, all, _(words));
    line_part(&l, buf_cstr(&part));
    buf_free(&part);
    return l;
}

static void line_end(const struct text_line *l)
{
    buf_c(l->out, '\n');
}

static void add_other_states(struct text_line *l, const struct coverage *k)
{
    static const enum conversation_state others[] = {
        CONVERSATION_POSTPONED, CONVERSATION_NOT_NEEDED, CONVERSATION_NOT_EMPLOYED,
        CONVERSATION_NO_LEADER, CONVERSATION_UNREADABLE};
    for (size_t i = 0; i < COUNT(others); i++)
        line_add_some(l, k->conversations[others[i]], conversation_state_names[others[i]]);
    line_end(l);
}

static void add_people(struct buf *out, const struct coverage *k, bool below)
{
    struct text_line l = line_begin(out, N_("people"));
    line_add(&l, k->people, below ? N_("with all below") : "");
    add_other_states(&l, k);
}

// "62 people, 2 postponed, packs: 0 of 59 made"
void status_people(const struct status_totals *t, struct buf *out)
{
    struct text_line l = {.out = out};
    line_add(&l, t->coverage.people, N_("people"));
    struct buf packs = {0};
    buf_printf(&packs, _("%zu of %zu packs made"), t->packs_made, t->packs_due);
    if (t->packs_due) line_part(&l, buf_cstr(&packs));
    buf_free(&packs);
    add_other_states(&l, &t->coverage);
}

static void add_conversations(struct buf *out, const struct coverage *k)
{
    static const enum conversation_state others[] = {CONVERSATION_PLANNED, CONVERSATION_NOT_AGREED,
                                                     CONVERSATION_OVERDUE};
    size_t due = coverage_conversations_due(k);
    if (!due) return;
    struct text_line l = line_of(out, N_("conversations"), k->conversations[CONVERSATION_HELD], due,
                                 N_("held"));
    for (size_t i = 0; i < COUNT(others); i++)
        line_add_some(&l, k->conversations[others[i]], conversation_state_names[others[i]]);
    line_end(&l);
}

static void add_plans(struct buf *out, const struct coverage *k)
{
    if (!coverage_plans_due(k)) return;
    struct text_line l = line_of(out, N_("plans"), k->plans[PLAN_AGREED], coverage_plans_due(k),
                                 N_("agreed"));
    line_add_some(&l, k->plans[PLAN_DRAFT], N_("draft"));
    line_add_some(&l, k->plans[PLAN_MISSING], N_("missing"));
    line_add_some(&l, k->plans_overdue, N_("overdue"));
    line_end(&l);
}

// Without days on which they are due there is nothing that they are part of.
static void add_talks(struct buf *out, const char *label, const size_t talks[TALK_STATES],
                      bool has_days)
{
    if (!coverage_talks_due(talks)) return;
    if (!has_days) {
        struct text_line held = line_begin(out, label);
        line_add(&held, talks[TALK_HELD], N_("held"));
        line_end(&held);
        return;
    }
    struct text_line l = line_of(out, label, talks[TALK_HELD], coverage_talks_due(talks),
                                 N_("held"));
    line_add_some(&l, talks[TALK_DUE], N_("due"));
    line_add_some(&l, talks[TALK_OVERDUE], N_("overdue"));
    line_end(&l);
}

static void add_totals(struct buf *out, const struct cycle *c, const struct status_totals *t,
                       bool below)
{
    const struct coverage *k = &t->coverage;
    add_people(out, k, below);
    if (!k->people) return;
    if (t->packs_due) {
        struct text_line l = line_of(out, N_("packs"), t->packs_made, t->packs_due, N_("made"));
        line_end(&l);
    }
    add_conversations(out, k);
    add_plans(out, k);
    add_talks(out, N_("follow-ups"), k->follow_ups, c->follow_up_count);
    add_talks(out, N_("evaluations"), k->evaluations, coverage_has_evaluation(c));
    if (!k->measures_overdue) return;
    struct text_line l = line_begin(out, N_("measures"));
    line_add(&l, k->measures_overdue, N_("overdue"));
    line_end(&l);
}

// ---- The whole

static void add_leader(struct buf *out, const struct person *leader)
{
    BUF_LIT(out, "  ");
    if (leader) {
        buf_printf(out, "%s ", _("leader"));
        cells_name(out, leader->name);
        buf_printf(out, " (%s)\n", leader->id ? leader->id : _("outside the org chart"));
    } else {
        buf_printf(out, "%s\n", _("no leader"));
    }
}

static void add_unit(struct text_table *t, const struct status_unit *u)
{
    const struct status_row *rows = &t->status->rows[u->first];
    buf_c(t->out, '\n');
    cells_name(t->out, u->unit->name.text);
    buf_printf(t->out, " (%s)\n", u->unit->id);
    if (t->status->with_totals)
        add_totals(t->out, t->status->cycle, &u->totals, u->unit->unit_count);
    for (size_t i = 0; i < u->count; i++) {
        if (!i || rows[i].person->leader != rows[i - 1].person->leader) {
            add_leader(t->out, rows[i].person->leader);
            add_row(t, NULL);
        }
        add_row(t, &rows[i]);
    }
}

void status_heading(const struct status *s, struct buf *out)
{
    cells_name(out, s->cycle->organisation.text);
    buf_printf(out, _(", %s, as of"), s->cycle->period);
    add_day(out, s->cycle->as_of);
    buf_c(out, '\n');
}

void status_text(const struct status *s, struct buf *out)
{
    const struct cycle *c = s->cycle;
    struct text_table t = {.status = s, .out = out};
    measure(&t);
    status_heading(s, out);
    for (size_t i = 0; i < c->unit_count; i++)
        if (s->units[i].shown) add_unit(&t, &s->units[i]);
    if (s->with_totals) {
        buf_printf(out, "\n%s\n", _("in all"));
        add_totals(out, s->cycle, &s->totals, false);
    }
    buf_free(&t.cell);
}
