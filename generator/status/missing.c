// The list of what is missing, as CSV.
#include "status/missing.h"

struct missing missing_new(struct arena *a, const struct cycle *c)
{
    return (struct missing){.arena = a,
                            .cycle = c,
                            .of = ARENA_ARRAY(a, struct person_coverage, c->person_count),
                            .held = ARENA_ARRAY(a, struct date, c->person_count),
                            .added = ARENA_ARRAY(a, bool, c->person_count)};
}

void missing_add(struct missing *m, const struct person *p, struct date day)
{
    m->of[p->index] = coverage_of(m->cycle, p, day);
    m->held[p->index] = coverage_held_date(p);
    m->added[p->index] = true;
}

struct missing_list {
    const struct missing *missing;
    const struct missing_words *words;
    struct csv *out;
    const struct person *person;
    size_t count;
};

static void add(struct missing_list *l, const char *what, struct date deadline)
{
    const struct person *p = l->person;
    csv_text(l->out, p->unit->name.text);
    csv_text(l->out, p->leader ? p->leader->name : "");
    csv_text(l->out, p->name);
    csv_text(l->out, what);
    csv_text(l->out, date_is_set(deadline)
                         ? l->words->day(l->words->arg, l->missing->arena, deadline)
                         : "");
    csv_end_line(l->out);
    l->count++;
}

static void add_person(struct missing_list *l)
{
    const struct cycle *c = l->missing->cycle;
    const struct person *p = l->person;
    const struct person_coverage *k = &l->missing->of[p->index];
    const struct missing_words *w = l->words;
    if (k->conversation == CONVERSATION_OVERDUE) add(l, w->conversation, coverage_window(c, p).to);
    if (k->plan_overdue)
        add(l, w->plan, date_add_days(l->missing->held[p->index], c->plan_within_days));
    for (size_t i = 0; i < c->follow_up_count; i++) {
        const struct follow_up_window *f = &c->follow_ups[i];
        const char *name = cycle_text_in(&f->name, c->language).text;
        if (k->follow_ups[i] == TALK_OVERDUE)
            add(l, arena_printf(l->missing->arena, "%s: %s", w->follow_up, name ? name : ""),
                f->window.to);
    }
    if (k->evaluation == TALK_OVERDUE) add(l, w->evaluation, c->evaluation.to);
}

size_t missing_csv(const struct missing *m, const struct unit *only, const struct missing_words *w,
                   struct csv *out)
{
    struct missing_list l = {.missing = m, .words = w, .out = out};
    const char *heads[] = {w->unit, w->leader, w->employee, w->what, w->deadline};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) csv_text(out, heads[i]);
    csv_end_line(out);
    for (size_t i = 0; i < m->cycle->person_count; i++) {
        l.person = m->cycle->people[i];
        if (m->added[l.person->index] && (!only || cycle_unit_is_within(l.person->unit, only)))
            add_person(&l);
    }
    return l.count;
}
