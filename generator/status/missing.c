// The list of what is missing, as CSV.
#include "status/missing.h"

struct missing missing_new(struct arena *a, const struct cycle *c)
{
    return (struct missing){
        .arena = a, .cycle = c, .of = ARENA_ARRAY(a, struct needs_list, c->person_count)};
}

void missing_add(struct missing *m, const struct person *p, struct date day)
{
    needs_add(&m->of[p->index], m->arena, m->cycle, p,
              (struct needs_wanted){NEEDS_ACTS, NEEDS_OVERDUE}, day);
}

static const char *what(const struct missing *m, const struct missing_words *w,
                        const struct needed *n)
{
    const char *const words[] = {[NEED_CONVERSATION] = w->conversation,
                                 [NEED_PLAN] = w->plan,
                                 [NEED_FOLLOW_UP] = w->follow_up,
                                 [NEED_EVALUATION] = w->evaluation};
    const struct cycle *c = m->cycle;
    if (n->need != NEED_FOLLOW_UP || n->follow_up >= c->follow_up_count) return words[n->need];
    const char *name = cycle_text_in(&c->follow_ups[n->follow_up].name, c->language).text;
    return arena_printf(m->arena, "%s: %s", words[n->need], name ? name : "");
}

static void add(const struct missing *m, const struct missing_words *w, const struct needed *n,
                struct csv *out)
{
    const struct person *p = n->person;
    struct date deadline = n->state.to;
    csv_text(out, p->unit->name.text);
    csv_text(out, p->leader ? p->leader->name : "");
    csv_text(out, p->name);
    csv_text(out, what(m, w, n));
    csv_text(out, date_is_set(deadline) ? w->day(w->arg, m->arena, deadline) : "");
    csv_end_line(out);
}

size_t missing_csv(const struct missing *m, const struct unit *only, const struct missing_words *w,
                   struct csv *out)
{
    size_t count = 0;
    const char *heads[] = {w->unit, w->leader, w->employee, w->what, w->deadline};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) csv_text(out, heads[i]);
    csv_end_line(out);
    for (size_t i = 0; i < m->cycle->person_count; i++) {
        const struct needs_list *of = &m->of[i];
        if (only && !cycle_unit_is_within(m->cycle->people[i]->unit, only)) continue;
        for (size_t k = 0; k < of->count; k++) add(m, w, &of->list[k], out);
        count += of->count;
    }
    return count;
}
