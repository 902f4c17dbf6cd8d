// A report's first sentences, by rules.
#include "compose/values/headline.h"

#include <string.h>

#include "compose/values/report.h"

static const char *text(const struct env *e, const char *key)
{
    return words_text(e->words, key);
}

static const char *two(const struct env *e, const char *first, const char *second)
{
    if (!*second) return first;
    return *first ? arena_printf(e->arena, "%s %s", first, second) : second;
}

// ---- What the sentences share

const struct published_unit *values_headline_unit(const struct env *e, enum release_kind kind,
                                                  size_t back)
{
    const struct published_release *r = published_release(e->published, kind, back);
    const struct unit *u = values_report_unit(e);
    // earlier results are compared with, so they are of the same people
    if (back && published_was_another(r, e->cycle, u)) return NULL;
    return published_unit_then(r, e->cycle, u);
}

const char *values_headline_goals(const struct env *e)
{
    return e->published->kind == RELEASE_HALF_YEAR ? "goals.on-track" : "goals.met";
}

const char *values_headline_share(const struct env *e, const struct published_figure *f,
                                  bool begins_sentence)
{
    if (f->is_band)
        return words_item(e->words, begins_sentence ? "report.bands-first" : "report.bands",
                          (size_t)f->band);
    int percent = published_percent(f);
    if (percent < 0) return arena_printf(e->arena, "%d*", published_count(f));
    const char *share = WORDS_FILL(e->arena, e->words, "report.percent",
                                   {"percent", arena_printf(e->arena, "%d", percent)});
    return arena_printf(e->arena, "%s*", share);
}

const struct published_figure *values_headline_outstanding(const struct published_unit *u,
                                                           const char *begins, int sign)
{
    const struct published_figure *best = NULL;
    size_t n = strlen(begins);
    for (size_t i = 0; u && i < u->figure_count; i++) {
        const struct published_figure *f = &u->figures[i];
        if (strncmp(f->id, begins, n) || published_percent(f) < 0) continue;
        if (!best || sign * f->count > sign * best->count) best = f;
    }
    for (size_t i = 0; best && i < u->figure_count; i++) {
        const struct published_figure *f = &u->figures[i];
        if (f == best || strncmp(f->id, begins, n)) continue;
        if (published_difference(u, best, u, f) != sign) return NULL;
    }
    return best;
}

const char *values_headline_need(const struct env *e, const struct published_figure *f)
{
    const char *id = f->id + strlen("need.");
    for (size_t i = 0; i < e->cycle->competence_count; i++)
        if (!strcmp(id, e->cycle->competences[i].id))
            return cycle_text_in(&e->cycle->competences[i].name, e->words->language).text;
    return id;
}

const char *values_headline_asked(const struct env *e, const struct published_figure *f)
{
    const char *id = strchr(f->id, '.') + 1;
    const struct node *words = map_get(e->answer_texts, id);
    return words ? words->text : id;
}

static size_t areas_with_goals(const struct env *e)
{
    const struct published *p = e->published;
    size_t n = 0;
    for (size_t i = 0; i < p->area_count; i++)
        n += !p->areas[i].has_none[values_report_unit(e)->index];
    return n;
}

// ---- Coverage

size_t values_headline_follow_ups_due(const struct env *e, const struct coverage *k)
{
    return e->cycle->follow_up_count ? coverage_talks_begun(k->follow_ups) : 0;
}

enum { TENTHS = 10, NEARLY = 20 };  // nearly none or all: less than one in so many

const char *values_headline_step(const struct env *e, const char *key, size_t held, size_t due)
{
    size_t tenths = (TENTHS * held + due / 2) / due, step = 1 + tenths;
    if (!tenths || NEARLY * held < due) step = 1;
    if (tenths >= TENTHS || NEARLY * (due - held) < due) step = TENTHS + 1;
    if (!held) step = 0;
    if (held >= due) step = TENTHS + 2;
    return words_item(e->words, key, step);
}

struct duty {
    const char *key;
    size_t held, due;
};

// The one of which the largest share is missing; due 0: there is none.
static struct duty worst(const struct env *e, const struct coverage *k)
{
    const struct cycle *c = e->cycle;
    const struct duty all[] = {
        {"report.say-agreed", k->plans[PLAN_AGREED], coverage_plans_due(k)},
        {"report.say-follow-ups", k->follow_ups[TALK_HELD], values_headline_follow_ups_due(e, k)},
        {"report.say-evaluated", k->evaluations[TALK_HELD],
         coverage_has_evaluation(c) && e->published->kind == RELEASE_EVALUATION
             ? coverage_talks_begun(k->evaluations)
             : 0}};
    struct duty least = {0};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].due && (!least.due || all[i].held * least.due < least.held * all[i].due))
            least = all[i];
    return least;
}

const char *values_headline(const struct env *e)
{
    const struct coverage *k = &e->published->coverage[values_report_unit(e)->index];
    size_t held = k->conversations[CONVERSATION_HELD], due = coverage_conversations_due(k);
    struct duty least = worst(e, k);
    if (!due) return text(e, "report.say-nobody-due");
    const char *first = values_headline_step(e, "report.say-held", held, due);
    if (!least.due) return first;
    if (held >= due && least.held >= least.due)
        return two(e, first, text(e, "report.say-nothing-missing"));
    if (least.held >= least.due) return first;
    return two(e, first, values_headline_step(e, least.key, least.held, least.due));
}

// ---- Results

static const char *goals_words(const struct env *e)
{
    static const char *const keys[2][4] = {
        {"report.say-met-fewer", "report.say-met-alike", "report.say-met-more", "report.say-met"},
        {"report.say-on-track-fewer", "report.say-on-track-alike", "report.say-on-track-more",
         "report.say-on-track"}};
    enum release_kind kind = e->published->kind;
    const char *const *of = keys[kind == RELEASE_HALF_YEAR];
    const struct published_unit *u = values_headline_unit(e, kind, 0),
                                *before = values_headline_unit(e, kind, 1);
    const char *id = values_headline_goals(e);
    const struct published_figure *f = published_figure(u, id), *g = published_figure(before, id);
    if (!published_release(e->published, kind, 0)) return text(e, "report.say-not-released");
    if (!f) return text(e, "report.say-too-few");
    bool compared = published_percent(f) >= 0 && published_percent(g) >= 0;
    const char *key = compared ? of[1 + published_difference(u, f, before, g)] : of[3];
    return WORDS_FILL(e->arena, e->words, key, {"share", values_headline_share(e, f, true)},
                      {"period", compared ? e->published->periods[1].period : ""});
}

// Of a few people even that would say what each of them has planned.
static const char *areas_words(const struct env *e)
{
    const struct published *p = e->published;
    size_t n = areas_with_goals(e);
    const struct coverage *k = &p->coverage[values_report_unit(e)->index];
    if (!p->area_count || k->people < p->limit || !k->plans[PLAN_AGREED]) return "";
    if (!n) return text(e, "report.say-areas-none");
    if (n == p->area_count) return n > 1 ? text(e, "report.say-areas-all") : "";
    const struct word_arg args[] = {{"n", arena_printf(e->arena, "%zu", n)},
                                    {"all", arena_printf(e->arena, "%zu", p->area_count)}};
    return words_count_fill(e->arena, e->words, "report.say-areas", n, args, 2);
}

const char *values_headline_lead(const struct env *e)
{
    return two(e, goals_words(e), areas_words(e));
}

// ---- HR's report

const char *values_headline_answers(const struct env *e)
{
    const struct published *p = e->published;
    const struct published_unit *u = values_headline_unit(e, RELEASE_PROCESS, 0);
    size_t possible = u && u->possible ? u->possible : p->possible_answers[0];
    size_t given = u ? u->group : 0;
    if (!u) return text(e, "report.say-answers-not-released");
    if (!u->atoms || !possible) return text(e, "report.say-answers-too-few");
    return values_headline_step(e, "report.say-answered", given < possible ? given : possible,
                                possible);
}

const char *values_headline_answers_lead(const struct env *e)
{
    const struct published_unit *u = values_headline_unit(e, RELEASE_PROCESS, 0);
    const struct published_figure *most = values_headline_outstanding(u, "scale.", 1),
                                  *least = values_headline_outstanding(u, "scale.", -1);
    const char *first = most ? WORDS_FILL(e->arena, e->words, "report.say-most-agree",
                                          {"statement", values_headline_asked(e, most)})
                             : "",
               *second = least && least != most
                           ? WORDS_FILL(e->arena, e->words, "report.say-least-agree",
                                        {"statement", values_headline_asked(e, least)})
                           : "";
    return two(e, first, second);
}

// ---- The competence plan

const char *values_headline_needs(const struct env *e)
{
    const struct published_unit *u = values_headline_unit(e, RELEASE_COMPETENCE, 0);
    const struct published_figure *most = values_headline_outstanding(u, "need.", 1);
    if (!u) return text(e, "report.say-not-released");
    if (!most) return text(e, "report.say-no-need");
    return WORDS_FILL(e->arena, e->words, "report.say-most-needed",
                      {"need", values_headline_need(e, most)});
}

const char *values_headline_needs_lead(const struct env *e)
{
    const struct published_unit *u = values_headline_unit(e, RELEASE_COMPETENCE, 0);
    size_t n = u ? u->group
                 : e->published->coverage[values_report_unit(e)->index].plans[PLAN_AGREED];
    return words_count_fill(e->arena, e->words, "report.say-people", n,
                            &(struct word_arg){"n", arena_printf(e->arena, "%zu", n)}, 1);
}
