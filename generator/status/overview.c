// The status of a whole organisation on one screen: how many have what, what comes next, whom to
// talk to, and which command lists it.
#include <stdlib.h>

#include "base/array.h"
#include "base/translate.h"
#include "status/cells.h"
#include "status/needs.h"

enum {
    LABEL_WIDTH = 24,
    NUMBER_LEAST = 5,
    FOLLOW_UPS_SHOWN = 2,  // a line each; more are one line
    NEXT_SHOWN = 3,
    LEADERS_SHOWN = 3,
};

// ---- How many have what

static const char *const heads[] = {N_("have it"), N_("of"), N_("due"), N_("overdue"), N_("later")};

static void add_number(struct buf *out, size_t column, size_t n)
{
    size_t width = cells_width(_(heads[column]));
    cells_spaces(out, CELLS_GAP);
    cells_number(out, n, width > NUMBER_LEAST ? width : NUMBER_LEAST);
}

static void add_heads(struct buf *out)
{
    cells_spaces(out, LABEL_WIDTH);
    for (size_t i = 0; i < COUNT(heads); i++) {
        size_t width = cells_width(_(heads[i]));
        cells_spaces(out, CELLS_GAP + (width < NUMBER_LEAST ? NUMBER_LEAST - width : 0));
        buf_str(out, _(heads[i]));
    }
    buf_c(out, '\n');
}

// Nothing where it is expected of nobody. Without days on which it is due there is nothing that
// those who have it are part of.
static void add_need(struct buf *out, const char *label, const size_t states[TALK_STATES],
                     bool has_days)
{
    size_t all = coverage_talks_due(states);
    if (!all) return;
    cells_text(out, label, LABEL_WIDTH);
    const size_t numbers[] = {states[TALK_HELD], all, states[TALK_DUE], states[TALK_OVERDUE],
                              states[TALK_LATER]};
    for (size_t i = 0; i < (has_days ? COUNT(numbers) : 1); i++) add_number(out, i, numbers[i]);
    buf_c(out, '\n');
}

static void add_follow_up(struct buf *out, const struct status *s, size_t i)
{
    struct arena a = {0};
    size_t states[TALK_STATES] = {0};
    for (size_t k = 0; k < s->row_count; k++) states[s->rows[k].coverage.follow_ups[i]]++;
    const struct needed one = {.need = NEED_FOLLOW_UP, .follow_up = i};
    add_need(out, needs_what(&a, s->cycle, &one), states, s->cycle->follow_up_count);
    arena_free(&a);
}

static void add_needs(struct buf *out, const struct status *s, const struct needs_groups *g)
{
    size_t follow_ups = coverage_follow_up_count(s->cycle);
    add_heads(out);
    for (int need = 0; need < NEED_KINDS; need++) {
        bool each = need == NEED_FOLLOW_UP && follow_ups <= FOLLOW_UPS_SHOWN;
        for (size_t i = 0; each && i < follow_ups; i++) add_follow_up(out, s, i);
        bool has_days = need != NEED_EVALUATION || coverage_has_evaluation(s->cycle);
        if (!each) add_need(out, _(needs_words[need]), g->all.of[need], has_days);
    }
}

// ---- What comes next

struct next_day {
    struct date day;
    const char *which, *what;
};

struct next_days {
    struct arena *arena;
    const struct cycle *cycle;
    struct next_day *list;
    size_t count, room;
};

static void add_day(struct next_days *n, struct date day, const char *which, const char *what)
{
    if (date_is_set(day) && date_compare(n->cycle->as_of, day) <= 0)
        *ARENA_PUSH(n->arena, n->list, n->count, n->room) = (struct next_day){day, which, what};
}

static void add_window(struct next_days *n, const struct window *w, const char *what)
{
    if (date_is_set(w->from) && date_compare(n->cycle->as_of, w->from) < 0)
        add_day(n, w->from, _("first day"), what);
    add_day(n, w->to, _("last day"), what);
}

static int by_day(const void *x, const void *y)
{
    const struct next_day *a = x, *b = y;
    int order = date_compare(a->day, b->day);
    return order ? order : strcmp(a->what, b->what);
}

static void add_next(struct buf *out, const struct cycle *c)
{
    struct arena a = {0};
    struct next_days n = {.arena = &a, .cycle = c};
    add_window(&n, &c->conversations, _("conversations"));
    for (size_t i = 0; i < c->follow_up_count; i++) {
        const struct needed one = {.need = NEED_FOLLOW_UP, .follow_up = i};
        add_window(&n, &c->follow_ups[i].window, needs_what(&a, c, &one));
    }
    add_window(&n, &c->evaluation, _("evaluation"));
    add_window(&n, &c->process_evaluation, _("process evaluation"));
    add_day(&n, c->dates.to, _("last day"), _("the period"));
    if (n.count) qsort(n.list, n.count, sizeof *n.list, by_day);
    buf_str(out, n.count ? _("\nnext\n") : _("\nthe period is over\n"));
    for (size_t i = 0; i < n.count && i < NEXT_SHOWN; i++) {
        buf_str(out, "  ");
        cells_day(out, n.list[i].day);
        buf_printf(out, "  %s: ", n.list[i].which);
        cells_name(out, n.list[i].what);
        buf_c(out, '\n');
    }
    arena_free(&a);
}

// ---- Whom to talk to

static void add_leader(struct buf *out, const struct needs_group *g)
{
    buf_str(out, "  ");
    cells_text(out, needs_leader(g->leader), LABEL_WIDTH + CELLS_GAP);
    cells_spaces(out, CELLS_GAP);
    buf_printf(out, _("%zu overdue, %zu due"), g->tally.overdue, g->tally.due);
    if (g->leader && g->leader->email) {
        cells_spaces(out, CELLS_GAP);
        cells_name(out, g->leader->email);
    }
    buf_c(out, '\n');
}

static void add_leaders(struct buf *out, const struct needs_groups *g)
{
    size_t count = 0;
    while (count < g->count && (g->list[count].tally.overdue || g->list[count].tally.due)) count++;
    if (!count) {
        buf_str(out, _("\nnothing is due or overdue\n"));
        return;
    }
    buf_c(out, '\n');
    buf_printf(out,
               translate_count("%zu leader whose people lack something\n",
                               "%zu leaders whose people lack something, most first\n", count),
               count);
    for (size_t i = 0; i < count && i < LEADERS_SHOWN; i++) add_leader(out, &g->list[i]);
}

void status_overview(const struct status *s, struct buf *out)
{
    struct arena a = {0};
    struct needs_groups g = needs_group(&a, s, false, (struct needs_wanted){NEEDS_ALL, NEEDS_OPEN});
    status_heading(s, out);
    status_people(&s->totals, out);
    buf_c(out, '\n');
    add_needs(out, s, &g);
    add_next(out, s->cycle);
    add_leaders(out, &g);
    buf_printf(out,
               _("\nwho: samtale status --overdue, --missing plan, --by leader, --unit %s\n"
                 "letters to these leaders: samtale remind\n"),
               s->cycle->root ? s->cycle->root->id : "ID");
    arena_free(&a);
}
