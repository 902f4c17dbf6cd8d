// What people lack, counted by leader or unit, as text, JSON and CSV.
#include <jansson.h>

#include "base/array.h"
#include "base/translate.h"
#include "status/cells.h"
#include "status/needs.h"

enum { GROUP_NAME_MOST = 34 };

// ---- Text: a number is of those who are to act by now

static const char *const titles[] = {
    [NEED_DATE] = N_("date"),
    [NEED_CONVERSATION] = N_("conversation"),
    [NEED_PLAN] = N_("plan"),
    [NEED_FOLLOW_UP] = N_("follow-up"),
    [NEED_EVALUATION] = N_("evaluation"),
};

static size_t acute(const struct needs_tally *t, int need)
{
    return t->of[need][TALK_DUE] + t->of[need][TALK_OVERDUE];
}

// "Ingrid Haugen (e1001)"; in arena a.
static const char *group_name(struct arena *a, const struct needs_group *g)
{
    if (g->unit) return arena_printf(a, "%s (%s)", g->unit->name.text, g->unit->id);
    if (!g->leader || !g->leader->id) return needs_leader(g->leader);
    return arena_printf(a, "%s (%s)", g->leader->name, g->leader->id);
}

static void add_cell(struct buf *out, const char *title, const size_t *n)
{
    size_t width = cells_width(title);
    cells_spaces(out, CELLS_GAP);
    if (n) cells_number(out, *n, width);
    else buf_str(out, title);
}

// tally NULL: the titles.
static void add_line(struct buf *out, const struct needs_groups *g, const char *name, size_t width,
                     const struct needs_tally *t)
{
    cells_text(out, name, width);
    add_cell(out, _("people"), t ? &t->people : NULL);
    for (int need = 0; need < NEED_KINDS; need++) {
        size_t n = t ? acute(t, need) : 0;
        if (g->needs >> need & 1) add_cell(out, _(titles[need]), t ? &n : NULL);
    }
    add_cell(out, _("overdue"), t ? &t->overdue : NULL);
    buf_c(out, '\n');
}

void needs_groups_text(const struct status *s, const struct needs_groups *g, struct buf *out)
{
    const char *title = g->by_unit ? _("unit") : _("leader");
    size_t width = cells_width(title);
    struct arena a = {0};
    status_heading(s, out);
    if (!g->count) buf_str(out, _("\nnobody lacks any of this\n"));
    for (size_t i = 0; i < g->count; i++) {
        size_t name = cells_width(group_name(&a, &g->list[i]));
        if (width < name) width = name;
    }
    if (width > GROUP_NAME_MOST) width = GROUP_NAME_MOST;
    if (g->count) {
        buf_c(out, '\n');
        add_line(out, g, title, width, NULL);
        for (size_t i = 0; i < g->count; i++)
            add_line(out, g, group_name(&a, &g->list[i]), width, &g->list[i].tally);
        add_line(out, g, _("in all"), width, &g->all);
        buf_str(out,
                g->by_unit
                    ? _("\nhow many lack it, due or overdue; a unit's own people, without those "
                        "below\n")
                    : _("\nhow many lack it, due or overdue\n"));
    }
    arena_free(&a);
}

// ---- JSON

static void set_tally(json_t *o, const struct needs_groups *g, const struct needs_tally *t)
{
    json_object_set_new(o, "people", json_integer((json_int_t)t->people));
    for (int need = 0; need < NEED_KINDS; need++) {
        if (!(g->needs >> need & 1)) continue;
        json_t *states = json_object();
        for (int s = TALK_LATER; s <= TALK_OVERDUE; s++)
            json_object_set_new(states, needs_states[s], json_integer((json_int_t)t->of[need][s]));
        json_object_set_new(o, need_names[need], states);
    }
    json_object_set_new(o, "overdue", json_integer((json_int_t)t->overdue));
    json_object_set_new(o, "due", json_integer((json_int_t)t->due));
}

void needs_groups_json(const struct status *s, const struct needs_groups *g, struct buf *out)
{
    status_json_cycle(s, out);
    for (size_t i = 0; i < g->count; i++) {
        const struct needs_group *one = &g->list[i];
        json_t *o = g->by_unit ? json_pack("{s:s, s:s, s:s}", "row", "unit", "id", one->unit->id,
                                           "name", one->unit->name.text)
                               : json_pack("{s:s, s:o}", "row", "leader", "leader",
                                           status_json_leader(one->leader));
        set_tally(o, g, &one->tally);
        status_json_line(o, out);
    }
    json_t *total = json_pack("{s:s}", "row", "total");
    set_tally(total, g, &g->all);
    status_json_line(total, out);
}

// ---- CSV

static void csv_group(struct csv *out, const struct needs_group *g)
{
    if (g->unit) {
        csv_text(out, g->unit->id);
        csv_text(out, g->unit->name.text);
        return;
    }
    csv_text(out, g->leader ? g->leader->id : NULL);
    csv_text(out, needs_leader(g->leader));
    csv_text(out, g->leader ? g->leader->email : NULL);
}

static void csv_heads(struct csv *out, const struct needs_groups *g)
{
    bool by_unit = g->by_unit;
    struct arena a = {0};
    csv_text(out, by_unit ? _("Unit's id") : _("Employee number"));
    csv_text(out, by_unit ? _("Unit") : _("Leader"));
    if (!by_unit) csv_text(out, _("Leader's e-mail"));
    csv_text(out, _("People"));
    for (int need = 0; need < NEED_KINDS; need++)
        for (int s = TALK_LATER; g->needs >> need & 1 && s <= TALK_OVERDUE; s++)
            csv_text(out, arena_printf(&a, "%s: %s", _(needs_words[need]), _(needs_states[s])));
    csv_end_line(out);
    arena_free(&a);
}

void needs_groups_csv(const struct needs_groups *g, struct csv *out)
{
    csv_heads(out, g);
    for (size_t i = 0; i < g->count; i++) {
        const struct needs_tally *t = &g->list[i].tally;
        csv_group(out, &g->list[i]);
        csv_number(out, (int64_t)t->people);
        for (int need = 0; need < NEED_KINDS; need++)
            for (int s = TALK_LATER; g->needs >> need & 1 && s <= TALK_OVERDUE; s++)
                csv_number(out, (int64_t)t->of[need][s]);
        csv_end_line(out);
    }
}
