// "Look at this first": at most three points, made by rules, each with what to do. First what is
// missing, the largest share before the others; then focus areas without goals; then results, only
// where the lot cannot explain them. One place is kept for what is not coverage, if there is any.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "compose/report/report.h"
#include "compose/words/format.h"

enum {
    MOST_POINTS = 3,
    MOST_NAMES = 3,
    WORTH = 20,
    MANY_OVERDUE = 25
};  // missing: one in so many; per cent

struct point {
    const char *text;
    size_t weight;  // per mille missing of what is due
};

struct points {
    const struct env *env;
    struct point list[12];
    size_t count;
};

static const char *number(const struct env *e, size_t n)
{
    return format_number(e->arena, e->words, n);
}

static void add(struct points *p, const char *text, size_t weight)
{
    if (p->count < COUNT(p->list)) p->list[p->count++] = (struct point){text, weight};
}

// ---- What is missing

struct owed {
    size_t due, missing;
};

typedef struct owed owed_of(const struct env *e, const struct coverage *k);

static struct owed conversations(const struct env *e, const struct coverage *k)
{
    (void)e;
    size_t due = coverage_conversations_due(k);
    return (struct owed){due, due - k->conversations[CONVERSATION_HELD]};
}

// Only of conversations that have been held: the others are missing already.
static struct owed plans(const struct env *e, const struct coverage *k)
{
    (void)e;
    size_t due = k->conversations[CONVERSATION_HELD], agreed = k->plans[PLAN_AGREED];
    return (struct owed){due, due > agreed ? due - agreed : 0};
}

static struct owed follow_ups(const struct env *e, const struct coverage *k)
{
    size_t due = values_headline_follow_ups_due(e, k);
    return (struct owed){due, due ? due - k->follow_ups[TALK_HELD] : 0};
}

static struct owed evaluations(const struct env *e, const struct coverage *k)
{
    bool asked = coverage_has_evaluation(e->cycle) && e->published->kind == RELEASE_EVALUATION;
    size_t due = asked ? coverage_talks_begun(k->evaluations) : 0;
    return (struct owed){due, due ? due - k->evaluations[TALK_HELD] : 0};
}

// The unit right below where most is missing; NULL: there is none, or nothing is missing.
static const struct unit *worst_unit(const struct env *e, owed_of *of)
{
    const struct unit *u = values_report_unit(e), *worst = NULL;
    struct owed most = {0};
    for (size_t i = 0; i < u->unit_count; i++) {
        struct owed own = of(e, report_coverage(e, u->units[i]));
        bool more = own.missing > most.missing ||
                    (own.missing && own.missing == most.missing && own.due < most.due);
        if (more) most = own, worst = u->units[i];
    }
    return worst;
}

// Whether the unit where most is missing has nobody to see to it; NULL: the report's own.
static bool is_vacant(const struct env *e, const struct unit *worst)
{
    return !(worst ? worst : values_report_unit(e))->leader;
}

static const char *deadline(const struct env *e)
{
    struct date last = e->cycle->conversations.to;
    if (!date_is_set(last)) last = e->cycle->dates.to;
    bool over = date_compare(last, e->cycle->as_of) < 0;
    return WORDS_FILL(e->arena, e->words, over ? "report.deadline-was" : "report.deadline-is",
                      {"date", format_date(e->arena, e->words, last)});
}

static size_t weight_of(struct owed all)
{
    return all.due ? 1 + 1000 * all.missing / all.due : 0;
}

static void add_conversations(struct points *p)
{
    const struct env *e = p->env;
    struct owed all = conversations(e, report_coverage(e, NULL));
    const struct unit *worst = worst_unit(e, conversations);
    if (!all.missing || all.missing * WORTH < all.due) return;
    struct owed own = worst ? conversations(e, report_coverage(e, worst)) : all;
    const struct word_arg args[] = {{"n", number(e, own.missing)},
                                    {"due", number(e, own.due)},
                                    {"deadline", deadline(e)},
                                    {"unit", worst ? report_in_words(e, &worst->name) : ""}};
    const char *key = worst ? "report.point-unit" : "report.point-own";
    if (is_vacant(e, worst)) key = arena_printf(e->arena, "%s-vacant", key);
    add(p, words_count_fill(e->arena, e->words, key, own.missing, args, COUNT(args)),
        weight_of(all));
}

// Where most is missing, or all of it.
static const char *most_missing(const struct env *e, const struct unit *worst, owed_of *of,
                                size_t all)
{
    struct owed own = of(e, report_coverage(e, worst));
    const char *key = own.missing < all ? "report.point-most" : "report.point-only";
    return WORDS_FILL(e->arena, e->words, key, {"n", number(e, own.missing)},
                      {"due", number(e, own.due)}, {"unit", report_in_words(e, &worst->name)});
}

// key: of what is missing in units below; KEY-own where it is in the report's own, KEY-vacant where
// that unit has no leader.
static void add_missing(struct points *p, const char *key, owed_of *of)
{
    const struct env *e = p->env;
    struct owed all = of(e, report_coverage(e, NULL));
    const struct unit *worst = worst_unit(e, of);
    if (!all.missing || all.missing * WORTH < all.due) return;
    const struct word_arg args[] = {{"n", number(e, all.missing)},
                                    {"due", number(e, all.due)},
                                    {"most", worst ? most_missing(e, worst, of, all.missing) : ""}};
    if (is_vacant(e, worst)) key = arena_printf(e->arena, "%s-vacant", key);
    else if (!worst) key = arena_printf(e->arena, "%s-own", key);
    add(p, words_count_fill(e->arena, e->words, key, all.missing, args, COUNT(args)),
        weight_of(all));
}

// ---- Focus areas

// Of the organisation: a unit need not work for all of them.
static void add_areas(struct points *p)
{
    const struct env *e = p->env;
    const struct published *all = e->published;
    size_t unit = values_report_unit(e)->index, count = 0;
    const char *names[MOST_NAMES + 1];
    const struct coverage *k = &all->coverage[unit];
    if (unit || k->people < all->limit || !k->plans[PLAN_AGREED]) return;
    for (size_t i = 0; i < all->area_count; i++) {
        if (!all->areas[i].has_none[unit]) continue;
        if (count < MOST_NAMES)
            names[count] = WORDS_FILL(e->arena, e->words, "report.quoted",
                                      {"text", report_area(e, &all->areas[i])});
        count++;
    }
    size_t named = count < MOST_NAMES ? count : MOST_NAMES;
    if (count > named)
        names[named++] = WORDS_FILL(e->arena, e->words, "report.n-more",
                                    {"n", number(e, count - MOST_NAMES)});
    const struct word_arg args[] = {{"n", number(e, count)},
                                    {"areas", words_join(e->arena, e->words, names, named)}};
    if (count)
        add(p, words_count_fill(e->arena, e->words, "report.point-areas", count, args, COUNT(args)),
            0);
}

// ---- Results

static void add_fewer(struct points *p)
{
    const struct env *e = p->env;
    const struct published_unit *now = values_headline_unit(e, RELEASE_EVALUATION, 0),
                                *then = values_headline_unit(e, RELEASE_EVALUATION, 1);
    const struct published_figure *f = published_figure(now, "goals.met"),
                                  *g = published_figure(then, "goals.met");
    if (e->published->kind != RELEASE_EVALUATION || !f || !g) return;
    if (published_difference(now, f, then, g) >= 0) return;
    add(p,
        WORDS_FILL(e->arena, e->words, "report.point-fewer",
                   {"period", e->published->periods[1].period},
                   {"share", values_headline_share(e, f, false)},
                   {"before", values_headline_share(e, g, false)}),
        0);
}

// The unit right below of which the least have been met, by more than the lot explains.
static void add_behind(struct points *p)
{
    const struct env *e = p->env;
    const struct unit *u = values_report_unit(e);
    enum release_kind kind = e->published->kind;
    const struct published_release *r = published_release(e->published, kind, 0);
    const char *id = values_headline_goals(e);
    const struct published_unit *whole = published_unit_then(r, e->cycle, u), *worst = NULL;
    const struct published_figure *all = published_figure(whole, id), *least = NULL;
    const char *name = NULL;
    for (size_t i = 0; all && i < u->unit_count; i++) {
        const struct published_unit *v = published_unit_then(r, e->cycle, u->units[i]);
        const struct published_figure *f = published_figure(v, id);
        if (!f || published_difference(v, f, whole, all) >= 0) continue;
        if (least && published_percent(least) <= published_percent(f)) continue;
        least = f, worst = v, name = report_in_words(e, &u->units[i]->name);
    }
    if (!worst) return;
    const char *key = kind == RELEASE_HALF_YEAR ? "report.point-behind-on-track"
                                                : "report.point-behind";
    add(p,
        WORDS_FILL(e->arena, e->words, key, {"unit", name},
                   {"share", values_headline_share(e, least, false)},
                   {"whole", values_headline_share(e, all, false)}),
        0);
}

static void add_overdue(struct points *p)
{
    const struct env *e = p->env;
    const struct published_figure *f = published_figure(
        values_headline_unit(e, e->published->kind, 0), "measures.overdue");
    if (published_percent(f) < MANY_OVERDUE) return;
    add(p,
        WORDS_FILL(e->arena, e->words, "report.point-overdue",
                   {"share", values_headline_share(e, f, true)}),
        0);
}

static void add_need(struct points *p)
{
    const struct env *e = p->env;
    const struct published_unit *u = values_headline_unit(e, e->published->kind, 0);
    const struct published_figure *most = values_headline_outstanding(u, "need.", 1);
    if (!most) return;
    add(p,
        WORDS_FILL(e->arena, e->words, "report.point-need", {"need", values_headline_need(e, most)},
                   {"share", values_headline_share(e, most, false)}),
        0);
}

// What is missing comes first, the largest share before the others; the rest in the order of the
// rules. Few, so they are sorted by insertion.
static void sort(struct points *p)
{
    for (size_t i = 1; i < p->count; i++)
        for (size_t k = i; k && p->list[k].weight > p->list[k - 1].weight; k--) {
            struct point swap = p->list[k];
            p->list[k] = p->list[k - 1];
            p->list[k - 1] = swap;
        }
}

void report_page_points(const struct env *e, struct place at, struct doc_node *parent)
{
    struct points p = {.env = e};
    const char *texts[MOST_POINTS];
    add_conversations(&p);
    add_missing(&p, "report.point-plans", plans);
    add_missing(&p, "report.point-follow-ups", follow_ups);
    add_missing(&p, "report.point-evaluations", evaluations);
    add_areas(&p);
    add_fewer(&p);
    add_behind(&p);
    add_overdue(&p);
    add_need(&p);
    sort(&p);
    size_t count = 0, missing = 0;
    while (missing < p.count && p.list[missing].weight) missing++;
    size_t others = p.count - missing, most = values_report_room(e).points,
           room = most - (others > 0 && most > 1);
    for (size_t i = 0; i < p.count && count < most; i++)
        if (i < room || i >= missing) texts[count++] = p.list[i].text;
    struct doc_node *box = doc_append(parent, doc_new(e->arena, DOC_BOX, at));
    report_heading(e, 3, report_text(e, "first"), at, box);
    if (count) report_list(e, count > 1, texts, count, at, box);
    else report_paragraph(e, ROLE_BODY, report_text(e, "point-nothing"), at, box);
}
