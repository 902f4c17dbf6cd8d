// Prints all sentences that reports make by rules, in one language, with none, one, two, five and
// many of whatever they count, each line after what it was made from. `sentences_tool LANGUAGE`,
// run where templates/ is.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "compose/report/report.h"
#include "compose/template.h"
#include "compose/templates.h"
#include "read/read.h"

enum { DUE = 60, AREAS = 40 };
static const struct map no_texts;
static const size_t numbers[] = {0, 1, 2, 5, 40};
enum { NUMBERS = sizeof numbers / sizeof *numbers };

struct world {
    struct arena arena;
    struct diags *diags;
    struct cycle cycle;
    struct unit root, school;
    struct person leader;
    struct unit *units[2], *below[1];
    struct coverage coverage[2];
    struct follow_up_window follow_up;
    struct competence need;
    struct priority priority[AREAS];
    struct published_area areas[AREAS];
    struct published_unit now[2], before;
    struct published_release releases[2];
    struct published_period periods[2];
    struct published published;
    size_t possible[2];
    struct env env;
};

static void show_node(const struct doc_node *n, const char *what, struct arena *a)
{
    if (n->kind == DOC_PARAGRAPH || n->kind == DOC_HEADING)
        printf("%s: %s\n", what, doc_plain(a, n));
    for (const struct doc_node *k = n->first; k; k = k->next) show_node(k, what, a);
}

static void show_points(struct world *w, const char *what, size_t n)
{
    struct doc_node *group = doc_new(&w->arena, DOC_GROUP, (struct place){0});
    report_page_points(&w->env, (struct place){0}, group);
    show_node(group, arena_printf(&w->arena, "%s %zu", what, n), &w->arena);
}

static void set_coverage(struct world *w, size_t conversations, size_t plans, size_t follow_ups,
                         size_t evaluations)
{
    for (size_t i = 0; i < 2; i++) {
        struct coverage *k = &w->coverage[i];
        *k = (struct coverage){.people = DUE};
        k->conversations[CONVERSATION_HELD] = DUE - conversations;
        k->conversations[CONVERSATION_OVERDUE] = conversations;
        k->plans[PLAN_AGREED] = DUE - plans;
        k->plans[PLAN_MISSING] = plans;
        k->follow_ups[TALK_HELD] = DUE - follow_ups;
        k->follow_ups[TALK_OVERDUE] = follow_ups;
        k->evaluations[TALK_HELD] = DUE - evaluations;
        k->evaluations[TALK_OVERDUE] = evaluations;
    }
}

static struct date day(int8_t month, int8_t d)
{
    return (struct date){2027, month, d};
}

static void make_areas(struct world *w)
{
    for (size_t i = 0; i < AREAS; i++) {
        struct doc_node *title = doc_new(&w->arena, DOC_HEADING, (struct place){0});
        struct priorities *file = ARENA_NEW(&w->arena, struct priorities);
        doc_text(&w->arena, title, arena_printf(&w->arena, "Area %zu", i + 1), title->place);
        *file = (struct priorities){
            .unit = &w->root, .language = w->env.words->language, .list = &w->priority[i]};
        w->priority[i] = (struct priority){
            .id = arena_printf(&w->arena, "a%zu", i), .title = title, .file = file};
        w->areas[i] = (struct published_area){&w->priority[i], ARENA_ARRAY(&w->arena, bool, 2),
                                              ARENA_ARRAY(&w->arena, bool, 2)};
    }
    w->published.areas = w->areas;
}

static void has_goals(struct world *w, size_t without, size_t with)
{
    w->published.area_count = without + with;
    for (size_t i = 0; i < without + with; i++) {
        ((bool *)w->areas[i].has_goals)[0] = i >= without;
        ((bool *)w->areas[i].has_none)[0] = i < without;
    }
}

static void make_cycle(struct world *w, const char *language)
{
    w->root = (struct unit){.id = "root",
                            .name.text = "Fjordvik",
                            .leader = &w->leader,
                            .units = w->below,
                            .unit_count = 1};
    w->school = (struct unit){.id = "school",
                              .name.text = "Skolen",
                              .parent = &w->root,
                              .leader = &w->leader,
                              .index = 1,
                              .depth = 1};
    w->units[0] = &w->root;
    w->units[1] = w->below[0] = &w->school;
    w->follow_up = (struct follow_up_window){.name = {.text = "Vår"},
                                             .window = {day(5, 3), day(6, 11), {0}}};
    w->need = (struct competence){.id = "digital", .name = {.text = "Digital dømmekraft"}};
    w->cycle = (struct cycle){.arena = &w->arena,
                              .organisation.text = "Fjordvik",
                              .language = language,
                              .period = "2027",
                              .dates = {day(1, 1), day(12, 31), {0}},
                              .conversations = {day(1, 11), day(2, 26), {0}},
                              .evaluation = {day(11, 29), day(12, 17), {0}},
                              .follow_ups = &w->follow_up,
                              .follow_up_count = 1,
                              .competences = &w->need,
                              .competence_count = 1,
                              .units = w->units,
                              .unit_count = 2,
                              .root = &w->root,
                              .as_of = day(12, 31)};
}

static void make_published(struct world *w)
{
    w->possible[0] = DUE;
    w->published = (struct published){.cycle = &w->cycle,
                                      .limit = 10,
                                      .coverage = w->coverage,
                                      .periods = w->periods,
                                      .period_count = 2,
                                      .possible_answers = w->possible};
    w->periods[0].period = "2027";
    w->periods[1].period = "2026";
}

static void world_open(struct world *w, const char *language)
{
    *w = (struct world){.diags = diag_new()};
    struct template_set *set = templates_read(w->diags, &w->arena, NULL, "templates");
    const struct templates *t = templates_new(w->diags, &w->arena, set);
    if (!t) exit(1);
    make_cycle(w, language);
    make_published(w);
    w->env = (struct env){.words = templates_words(t, language),
                          .cycle = &w->cycle,
                          .published = &w->published,
                          .answer_texts = &no_texts,
                          .arena = &w->arena,
                          .diags = w->diags};
    make_areas(w);
}

// ---- What has been done, and what is missing

static void show_coverage(struct world *w)
{
    static const char *const keys[] = {"say-held", "say-agreed", "say-follow-ups", "say-evaluated",
                                       "say-answered"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        for (size_t held = 0; held <= DUE; held += held == 1 || held == DUE - 2 ? 1 : held ? 3 : 1)
            printf("%s %zu: %s\n", keys[k], held,
                   values_headline_step(&w->env, arena_printf(&w->arena, "report.%s", keys[k]),
                                        held, DUE));
    for (size_t i = 0; i < NUMBERS; i++) {
        set_coverage(w, numbers[i], 0, 0, 0);
        printf("headline %zu: %s\n", numbers[i], values_headline(&w->env));
    }
}

// One more than in the school alone.
static void show_missing_elsewhere(struct world *w, const char *name, size_t n, int kind)
{
    struct coverage *k = &w->coverage[0];
    if (!n || !kind) return;
    k->plans[PLAN_MISSING] += kind == 1;
    k->conversations[CONVERSATION_HELD] += kind == 1;
    k->follow_ups[TALK_OVERDUE] += kind == 2;
    k->evaluations[TALK_OVERDUE] += kind == 3;
    show_points(w, arena_printf(&w->arena, "%s, one more elsewhere", name), n);
}

static void show_missing(struct world *w)
{
    for (size_t i = 0; i < NUMBERS; i++) {
        size_t n = numbers[i], due = n < 40 ? 5 : DUE;
        for (int kind = 0; kind < 4; kind++) {
            static const char *const names[] = {"conversations", "plans", "follow-ups",
                                                "evaluations"};
            set_coverage(w, kind == 0 ? DUE : 0, kind == 1 ? n : 0, kind == 2 ? n : 0,
                         kind == 3 ? n : 0);
            for (size_t u = 0; u < 2; u++) {
                struct coverage *k = &w->coverage[u];
                k->conversations[CONVERSATION_HELD] = kind ? due : due - n;
                k->conversations[CONVERSATION_OVERDUE] = kind ? 0 : n;
                k->plans[PLAN_AGREED] = kind == 1 ? due - n : due;
                k->follow_ups[TALK_HELD] = kind == 2 ? due - n : due;
                k->evaluations[TALK_HELD] = kind == 3 ? due - n : due;
            }
            show_points(w, names[kind], n);
            w->school.leader = NULL;
            show_points(w, arena_printf(&w->arena, "%s without a leader", names[kind]), n);
            w->school.leader = &w->leader;
            w->root.unit_count = 0;
            show_points(w, arena_printf(&w->arena, "%s of a unit alone", names[kind]), n);
            w->root.leader = NULL;
            show_points(w, arena_printf(&w->arena, "%s of a unit alone, no leader", names[kind]),
                        n);
            w->root.leader = &w->leader;
            w->root.unit_count = 1;
            show_missing_elsewhere(w, names[kind], n, kind);
        }
    }
    set_coverage(w, 0, 0, 0, 0);
}

// ---- Focus areas and results

static void show_areas(struct world *w)
{
    for (size_t i = 0; i < NUMBERS; i++) {
        size_t n = numbers[i];
        has_goals(w, n ? n : 0, n == AREAS ? 0 : 2);
        show_points(w, "areas without goals", n);
        has_goals(w, n == AREAS ? 0 : 1, n == AREAS ? n : n);
        printf("areas with goals %zu: %s\n", n, values_headline_lead(&w->env));
    }
    has_goals(w, 0, 0);
}

static void release(struct world *w, enum release_kind kind, const char *id, int count, int before)
{
    struct published_figure *f = ARENA_ARRAY(&w->arena, struct published_figure, 3);
    f[0] = (struct published_figure){.id = id, .count = count, .of = 400};
    f[1] = (struct published_figure){.id = id, .count = before, .of = 400};
    f[2] = (struct published_figure){.id = id, .count = count / 4, .of = 400};
    w->now[0] = (struct published_unit){
        .id = "root", .group = 133, .atoms = 1, .figures = f, .figure_count = 1};
    w->now[1] = (struct published_unit){
        .id = "school", .group = 133, .atoms = 1, .figures = f + 2, .figure_count = 1};
    w->before = w->now[0];
    w->before.figures = f + 1;
    w->releases[0] = (struct published_release){.kind = kind, .units = w->now, .unit_count = 2};
    w->releases[1] = (struct published_release){.kind = kind, .units = &w->before, .unit_count = 1};
    for (int k = 0; k < RELEASE_KINDS; k++)
        w->periods[0].releases[k] = w->periods[1].releases[k] = NULL;
    w->periods[0].releases[kind] = &w->releases[0];
    w->periods[1].releases[kind] = before >= 0 ? &w->releases[1] : NULL;
    w->published.kind = kind == RELEASE_PROCESS ? RELEASE_EVALUATION : kind;
}

static void show_results(struct world *w)
{
    static const struct {
        enum release_kind kind;
        const char *id;
    } of[] = {{RELEASE_EVALUATION, "goals.met"}, {RELEASE_HALF_YEAR, "goals.on-track"}};
    printf("not released: %s\n", values_headline_lead(&w->env));
    for (size_t i = 0; i < 2; i++) {
        static const int counts[][2] = {{200, -1}, {200, 200}, {200, 300}, {300, 200}, {0, 0}};
        for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
            release(w, of[i].kind, of[i].id, counts[k][0], counts[k][1]);
            printf("%s %d, before %d: %s\n", of[i].id, counts[k][0], counts[k][1],
                   values_headline_lead(&w->env));
            show_points(w, of[i].id, (size_t)counts[k][0]);
        }
        for (int band = 0; band < BAND_COUNT; band++) {
            struct published_figure f = {.id = of[i].id, .is_band = true};
            f.band = (enum published_band)band;
            w->now[0].figures = &f;
            printf("%s band %d: %s\n", of[i].id, band, values_headline_lead(&w->env));
        }
        w->now[0].figure_count = 0;
        printf("%s too few: %s\n", of[i].id, values_headline_lead(&w->env));
    }
    release(w, RELEASE_EVALUATION, "measures.overdue", 200, -1);
    show_points(w, "measures overdue", 200);
    release(w, RELEASE_EVALUATION, "need.digital", 200, -1);
    show_points(w, "need", 200);
}

static void show_other_reports(struct world *w)
{
    release(w, RELEASE_PROCESS, "scale.pack", 200, -1);
    w->now[0].group = DUE / 2;
    printf("answers: %s %s\n", values_headline_answers(&w->env),
           values_headline_answers_lead(&w->env));
    w->now[0].atoms = 0;
    printf("answers too few: %s\n", values_headline_answers(&w->env));
    w->periods[0].releases[RELEASE_PROCESS] = NULL;
    printf("answers not released: %s\n", values_headline_answers(&w->env));
    for (size_t i = 0; i < NUMBERS; i++) {
        release(w, RELEASE_COMPETENCE, "need.digital", 200, -1);
        w->now[0].group = numbers[i];
        printf("competence plan %zu: %s / %s\n", numbers[i], values_headline_needs(&w->env),
               values_headline_needs_lead(&w->env));
    }
    w->now[0].figure_count = 0;
    printf("competence plan, none: %s\n", values_headline_needs(&w->env));
    for (size_t i = 1; i < NUMBERS; i++) {
        const struct word_arg n = {"n", arena_printf(&w->arena, "%zu", numbers[i])};
        printf("more units %zu: %s\n", numbers[i],
               words_count_fill(&w->arena, w->env.words, "report.units-more", numbers[i], &n, 1));
        printf("more areas %zu: %s\n", numbers[i],
               words_count_fill(&w->arena, w->env.words, "report.areas-more", numbers[i], &n, 1));
    }
}

int main(int count, char **arguments)
{
    static struct world w;
    if (count != 2) return 2;
    world_open(&w, arguments[1]);
    set_coverage(&w, 0, 0, 0, 0);
    show_coverage(&w);
    show_missing(&w);
    show_results(&w);
    show_other_reports(&w);
    release(&w, RELEASE_EVALUATION, "goals.met", 200, -1);
    show_areas(&w);
    diag_free(w.diags);
    arena_free(&w.arena);
    return 0;
}
