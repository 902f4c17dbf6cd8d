// Chooses the papers of a proof.
#include "print/proof.h"

#include <string.h>

#include "base/json_line.h"
#include "base/translate.h"
#include "base/utf8.h"

struct choice {
    struct run *run;
    const char *document;
    struct proof proof;
    struct order *orders;  // those that are chosen
    size_t count, room;
};

// ---- How extreme an order is

static size_t name_width(const struct order *o)
{
    const struct subject *s = &o->subject;
    const char *name = s->employee ? s->employee->name : NULL;
    if (!s->employee && s->unit) name = s->unit->name.text;
    return name ? utf8_width(name, strlen(name)) : 0;
}

// Of the plans that papers show; of a leader's, the people.
static size_t goals(const struct order *o)
{
    const struct person *p = o->subject.employee;
    if (!p) return 0;
    if (o->of_leader) return p->people_count;
    return (p->plan ? p->plan->goal_count : 0) + (p->last_plan ? p->last_plan->goal_count : 0);
}

static bool has_no_plan(const struct order *o)
{
    const struct person *p = o->subject.employee;
    return p && !o->of_leader && !p->plan && !p->last_plan;
}

// ---- Choosing

static void pick(struct choice *c, const struct order *o, const char *why)
{
    struct arena *a = &c->run->arena;
    for (size_t i = 0; i < c->count; i++) {
        if (c->orders[i].subject.employee != o->subject.employee ||
            c->orders[i].subject.unit != o->subject.unit ||
            c->orders[i].subject.large != o->subject.large ||
            strcmp(c->orders[i].document, o->document))
            continue;
        c->proof.list[i].why = arena_printf(a, "%s, %s", c->proof.list[i].why, why);
        return;
    }
    *ARENA_PUSH(a, c->orders, c->count, c->room) = *o;
    *ARENA_PUSH(a, c->proof.list, c->proof.count, c->proof.room) = (struct proof_pick){.why = why};
}

static bool is_of_it(const struct choice *c, const struct order *o)
{
    return !strcmp(o->document, c->document);
}

// The first of those that have the most.
static void pick_most(struct choice *c, size_t (*measure)(const struct order *o), const char *why)
{
    const struct orders *all = &c->run->orders;
    const struct order *best = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const struct order *o = &all->list[i];
        if (is_of_it(c, o) && measure(o) > (best ? measure(best) : 0)) best = o;
    }
    if (best) pick(c, best, why);
}

static void pick_first(struct choice *c, bool (*is)(const struct order *o), const char *why)
{
    const struct orders *all = &c->run->orders;
    for (size_t i = 0; i < all->count; i++)
        if (is_of_it(c, &all->list[i]) && is(&all->list[i])) {
            pick(c, &all->list[i], why);
            return;
        }
}

static void pick_languages(struct choice *c)
{
    const struct orders *all = &c->run->orders;
    struct arena *a = &c->run->arena;
    struct map seen = {0};
    for (size_t i = 0; i < all->count; i++) {
        const struct order *o = &all->list[i];
        const char *language = o->subject.language;
        if (!is_of_it(c, o) || map_get(&seen, language)) continue;
        map_set(&seen, a, language, (void *)language);
        pick(c, o, arena_printf(a, _("in %s"), language));
    }
}

static bool is_large(const struct order *o)
{
    return o->subject.large;
}

// Where nobody has large print, somebody's papers show what it would look like.
static void pick_large(struct choice *c)
{
    const struct orders *all = &c->run->orders;
    size_t before = c->count;
    pick_first(c, is_large, _("large print"));
    for (size_t i = 0; i < all->count && c->count == before; i++) {
        struct order large = all->list[i];
        if (!is_of_it(c, &large) || is_large(&large)) continue;
        large.subject.large = true;
        pick(c, &large, _("large print"));
    }
}

struct proof proof_choose(struct run *r, const struct batch_kind *kind)
{
    struct choice c = {.run = r};
    for (size_t i = 0; i < kind->document_count; i++) {
        c.document = kind->documents[i];
        pick_most(&c, name_width, _("longest name"));
        pick_most(&c, goals, _("most goals or people"));
        pick_first(&c, has_no_plan, _("no plan"));
        pick_languages(&c);
        pick_large(&c);
    }
    r->orders.list = c.orders;
    r->orders.count = c.count;
    for (size_t i = 0; i < c.count; i++) c.proof.list[i].order = &c.orders[i];
    return c.proof;
}

// ---- Saying it

static void print_json(const struct proof_pick *pick)
{
    const struct subject *s = &pick->order->subject;
    struct buf line = {0};
    json_line_begin(&line);
    json_line_text(&line, "document", pick->order->document);
    if (s->employee) json_line_text(&line, "employee", s->employee->id);
    else if (s->unit) json_line_text(&line, "unit", s->unit->id);
    json_line_text(&line, "why", pick->why);
    json_line_print(&line, stdout);
}

void proof_print(const struct proof *p, const struct options *o)
{
    for (size_t i = 0; i < p->count; i++) {
        const struct proof_pick *pick = &p->list[i];
        const struct subject *s = &pick->order->subject;
        if (o->json) print_json(pick);
        if (o->json || o->quiet) continue;
        const char *name = s->unit ? s->unit->name.text : pick->order->document;
        printf("%s, %s: %s\n", pick->order->document, s->employee ? s->employee->name : name,
               pick->why);
    }
}
