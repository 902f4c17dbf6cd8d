// Edits that bring samtale.yaml into the next period.
#include "period/renew.h"

#include <string.h>

struct renewing {
    struct arena *a;
    const struct shift *shift;
    struct renewal out;
    struct date last_wave;
};

static void edit(struct renewing *w, const struct splice_step *steps, size_t count,
                 const char *text, bool plain)
{
    struct splice_step *own = ARENA_ARRAY(w->a, struct splice_step, count);
    memcpy(own, steps, count * sizeof *own);
    struct node *value = node_scalar(w->a, text);
    value->plain = plain;
    *ARENA_PUSH(w->a, w->out.edits, w->out.edit_count,
                w->out.edit_room) = (struct splice_edit){SPLICE_SET, own, count, value};
}

static void edit_day(struct renewing *w, const struct splice_step *steps, size_t count,
                     const struct node *old, struct date day)
{
    if (!old || !date_is_set(day)) return;
    edit(w, steps, count, arena_printf(w->a, "%04d-%02d-%02d", day.year, day.month, day.day),
         old->plain);
}

static struct date day_in(const struct node *n)
{
    struct date day = {0};
    if (n && n->kind == NODE_SCALAR) date_parse(n->text, &day);
    return day;
}

static struct window window_in(const struct node *n)
{
    if (n->kind == NODE_SCALAR) return (struct window){.from = day_in(n)};
    return (struct window){.from = day_in(node_get(n, "from")), .to = day_in(node_get(n, "to"))};
}

// Edits a window, or a single day, at a path that has room for one step more.
static void renew_window(struct renewing *w, const char *what, struct splice_step *steps,
                         size_t count, const struct node *n, struct window now)
{
    struct window before = window_in(n);
    if (!date_is_set(before.from)) return;
    if (n->kind == NODE_SCALAR) {
        edit_day(w, steps, count, n, now.from);
    } else {
        steps[count] = (struct splice_step){.key = "from"};
        edit_day(w, steps, count + 1, node_get(n, "from"), now.from);
        steps[count] = (struct splice_step){.key = "to"};
        edit_day(w, steps, count + 1, node_get(n, "to"), now.to);
    }
    *ARENA_PUSH(w->a, w->out.list, w->out.count, w->out.room) = (struct renewed){what, before, now};
}

static struct window working_days(struct renewing *w, const struct node *n)
{
    struct window before = window_in(n);
    return shift_window(w->shift, &before);
}

static void renew_key(struct renewing *w, const struct node *top, const char *key)
{
    struct splice_step steps[2] = {{.key = key}};
    const struct node *n = node_get(top, key);
    if (n && n->kind == NODE_MAP) renew_window(w, key, steps, 1, n, working_days(w, n));
}

static void renew_dates(struct renewing *w, const struct node *top)
{
    struct splice_step steps[2] = {{.key = "dates"}};
    const struct node *n = node_get(top, "dates");
    if (n) renew_window(w, "dates", steps, 1, n, w->shift->now);
}

static struct window wave(struct renewing *w, const struct node *n)
{
    struct window now = working_days(w, n);
    if (date_compare(now.from, w->last_wave) < 0) now.from = w->last_wave;
    w->last_wave = now.from;
    return now;
}

// Days on which schools are closed are whole weeks, which may begin on any day.
static struct window closed(struct renewing *w, const struct node *n)
{
    struct window before = window_in(n);
    return (struct window){.from = shift_day(w->shift, before.from),
                           .to = shift_day(w->shift, before.to)};
}

static struct window follow_up(struct renewing *w, const struct node *n)
{
    return working_days(w, n);
}

static void renew_list(struct renewing *w, const struct node *top, const char *key,
                       struct window (*now)(struct renewing *w, const struct node *n))
{
    const struct node *list = node_get(top, key);
    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++) {
        struct splice_step steps[3] = {{.key = key}, {.index = i}};
        const struct node *n = list->items[i];
        const char *name = node_localized_text(n, "name");
        const char *what = name ? arena_printf(w->a, "%s: %s", key, name) : key;
        renew_window(w, what, steps, 2, n, now(w, n));
    }
}

struct renewal renew_settings(struct arena *a, const struct node *top, const struct shift *s,
                              const char *before, const char *now)
{
    struct renewing w = {.a = a, .shift = s};
    const struct splice_step period = {.key = "period"}, previous = {.key = "previous-period"};
    bool plain = node_get(top, "period")->plain;
    edit(&w, &period, 1, now, plain);
    edit(&w, &previous, 1, before, plain);
    renew_dates(&w, top);
    renew_key(&w, top, "conversations");
    renew_list(&w, top, "waves", wave);
    renew_list(&w, top, "closed", closed);
    renew_list(&w, top, "follow-ups", follow_up);
    renew_key(&w, top, "evaluation");
    renew_key(&w, top, "process-evaluation");
    return w.out;
}
