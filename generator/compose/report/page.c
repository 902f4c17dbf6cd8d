// The one page: four numbers, and tables of units, focus areas and needs.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "compose/report/report.h"
#include "compose/words/format.h"

// ---- Four numbers

static void add_number(const struct env *e, struct doc_node *numbers, const char *number,
                       const char *of, const char *label, const char *before)
{
    struct doc_node *field = doc_append(numbers, doc_new(e->arena, DOC_FIELD, numbers->place));
    report_paragraph(e, ROLE_BODY, number, numbers->place, field);
    report_paragraph(e, ROLE_BODY, of, numbers->place, field);
    report_paragraph(e, ROLE_BODY, label, numbers->place, field);
    if (before) report_paragraph(e, ROLE_NOTE, before, numbers->place, field);
}

static const char *of_rest(const struct env *e, size_t due)
{
    return WORDS_FILL(e->arena, e->words, "report.of-rest",
                      {"due", format_number(e->arena, e->words, due)});
}

static const char *then(const struct env *e, const char *share)
{
    return WORDS_FILL(e->arena, e->words, "report.period-share",
                      {"period", e->published->periods[1].period}, {"share", share});
}

// now: of what is due; before: the same last period, due 0: not known.
static void add_coverage(const struct env *e, struct doc_node *numbers, const char *key,
                         size_t held, size_t due, size_t before, size_t before_due)
{
    if (!due) return;
    add_number(e, numbers, format_number(e->arena, e->words, held), of_rest(e, due),
               report_text(e, key),
               before_due ? then(e, report_ratio(e, before, before_due)) : NULL);
}

static const char *shown_then(const struct env *e, const struct published_figure *f)
{
    if (!f) return NULL;
    if (f->is_band) return then(e, words_item(e->words, "report.bands", (size_t)f->band));
    if (!f->of) return NULL;
    const char *share = report_ratio(e, (size_t)published_count(f), (size_t)f->of);
    return then(e, arena_printf(e->arena, "%s*", share));
}

static void add_goals(const struct env *e, struct doc_node *numbers)
{
    enum release_kind kind = e->published->kind;
    const char *id = values_headline_goals(e),
               *label = report_text(e,
                                    kind == RELEASE_HALF_YEAR ? "number-on-track" : "number-met");
    const struct published_figure *f = published_figure(values_headline_unit(e, kind, 0), id),
                                  *g = published_figure(values_headline_unit(e, kind, 1), id);
    if (!f || (!f->is_band && !f->of)) return;
    if (f->is_band)
        add_number(e, numbers, words_item(e->words, "report.bands-short", (size_t)f->band), "",
                   label, shown_then(e, g));
    else
        add_number(e, numbers, format_number(e->arena, e->words, (size_t)published_count(f)),
                   of_rest(e, (size_t)f->of), label, shown_then(e, g));
}

void report_page_numbers(const struct env *e, struct place at, struct doc_node *parent)
{
    static const struct published_coverage unknown;
    const struct cycle *c = e->cycle;
    const struct coverage *k = report_coverage(e, NULL);
    const struct published_unit *u = values_headline_unit(e, e->published->kind, 1);
    const struct published_coverage *b = u ? &u->coverage : &unknown;
    struct doc_node *numbers = doc_new(e->arena, DOC_NUMBERS, at);
    add_coverage(e, numbers, "number-held", k->conversations[CONVERSATION_HELD],
                 coverage_conversations_due(k), b->held, b->due);
    add_coverage(e, numbers, "number-agreed", k->plans[PLAN_AGREED], coverage_plans_due(k),
                 b->agreed, b->plans_due);
    if (c->follow_up_count)
        add_coverage(e, numbers, "number-follow-ups", k->follow_ups[TALK_HELD],
                     coverage_talks_begun(k->follow_ups), b->follow_ups, b->follow_ups_due);
    else if (coverage_has_evaluation(c))
        add_coverage(e, numbers, "number-evaluated", k->evaluations[TALK_HELD],
                     coverage_talks_begun(k->evaluations), b->evaluated, b->evaluations_due);
    add_goals(e, numbers);
    if (numbers->first) doc_append(parent, numbers);
}

// ---- Units

struct row {
    const struct unit *unit;
    size_t missing, due;
};

// Of what the table shows, so that its order can be seen.
static size_t missing_of(const struct coverage *k, bool talks, size_t *due)
{
    size_t second = talks ? k->follow_ups[TALK_HELD] : k->plans[PLAN_AGREED];
    *due = coverage_conversations_due(k) +
           (talks ? coverage_talks_begun(k->follow_ups) : coverage_plans_due(k));
    return *due - k->conversations[CONVERSATION_HELD] - second;
}

// The largest share missing first; then the larger number, then as in the chart.
static int by_missing(const void *x, const void *y)
{
    const struct row *a = x, *b = y;
    size_t of_a = a->due ? a->due : 1, of_b = b->due ? b->due : 1;
    size_t left = a->missing * of_b, right = b->missing * of_a;
    if (left != right) return left > right ? -1 : 1;
    if (a->missing != b->missing) return a->missing > b->missing ? -1 : 1;
    return COMPARE(a->unit->index, b->unit->index);
}

void report_page_units(const struct env *e, struct place at, struct doc_node *parent)
{
    static const int widths[] = {35, 22, 19, 24};
    bool half = e->published->kind == RELEASE_HALF_YEAR, talks = half && e->cycle->follow_up_count;
    const char *heads[] = {report_text(e, "unit"), report_text(e, "conversations"),
                           report_text(e, talks ? "follow-ups" : "plans"),
                           report_text(e, half ? "on-track" : "met")};
    const struct published_release *r = published_release(e->published, e->published->kind, 0);
    const struct unit *u = values_report_unit(e);
    struct row *list = ARENA_ARRAY(e->arena, struct row, u->unit_count);
    size_t columns = r ? 4 : 3, shown = values_report_room(e).units;
    if (!shown) return;
    for (size_t i = 0; i < u->unit_count; i++) {
        list[i].unit = u->units[i];
        list[i].missing = missing_of(report_coverage(e, u->units[i]), talks, &list[i].due);
    }
    qsort(list, u->unit_count, sizeof *list, by_missing);
    struct doc_node *table = report_table(e, report_text(e, "units-title"), heads, widths, columns,
                                          at, parent);
    for (size_t i = 0; i < shown; i++) {
        const struct unit *below = list[i].unit;
        const struct coverage *k = report_coverage(e, below);
        const struct published_unit *then_unit = published_unit_then(r, e->cycle, below);
        struct report_cell cells[] = {
            report_cell_words(report_in_words(e, &below->name)),
            report_cell_ratio(e, k->conversations[CONVERSATION_HELD],
                              coverage_conversations_due(k)),
            talks ? report_cell_ratio(e, k->follow_ups[TALK_HELD],
                                      coverage_talks_begun(k->follow_ups))
                  : report_cell_ratio(e, k->plans[PLAN_AGREED], coverage_plans_due(k)),
            report_cell_figure(e, then_unit,
                               published_figure(then_unit, values_headline_goals(e)))};
        report_row(e, table, cells, columns);
    }
    size_t more = u->unit_count - shown;
    const struct word_arg args[] = {{"n", arena_printf(e->arena, "%zu", more)}};
    if (more)
        report_paragraph(e, ROLE_FINE_PRINT,
                         words_count_fill(e->arena, e->words, "report.units-more", more, args, 1),
                         at, parent);
}

// ---- Focus areas

static struct report_cell area_goals(const struct env *e, const struct published_unit *u,
                                     const char *id, bool any)
{
    const struct published_figure *f = published_figure(
        u, arena_printf(e->arena, "area.%s.goals", id));
    if (!any) return (struct report_cell){.text = report_text(e, "none")};
    if (f) return report_cell_figure(e, u, f);
    return (struct report_cell){.text = report_text(e, "some")};
}

static struct report_cell area_result(const struct env *e, const struct published_unit *u,
                                      const char *id, bool any)
{
    bool half = e->published->kind == RELEASE_HALF_YEAR;
    const struct published_figure *f = published_figure(
        u, arena_printf(e->arena, "area.%s.%s", id, half ? "on-track" : "met"));
    if (!any || !u || (f && !f->of)) return report_cell_words("");
    return report_cell_figure(e, u, f);
}

static void add_area(const struct env *e, struct doc_node *table, const char *title, const char *id,
                     bool any, size_t columns)
{
    const struct published_unit *u = values_headline_unit(e, e->published->kind, 0);
    struct report_cell cells[] = {report_cell_words(title), area_goals(e, u, id, any),
                                  area_result(e, u, id, any)};
    if (!strcmp(id, "-")) cells[2] = report_cell_words("");
    report_row(e, table, cells, columns);
}

// As many as most, those without goals first, which is known exactly; of a few people it would say
// what each of them has planned. How many are shown.
static size_t show_areas(const struct env *e, size_t most, struct place at, struct doc_node *parent)
{
    static const int widths[] = {46, 14, 40};
    const struct published *p = e->published;
    const char *heads[] = {report_text(e, "area"), report_text(e, "goals"),
                           report_text(e, p->kind == RELEASE_HALF_YEAR ? "on-track" : "met")};
    size_t unit = values_report_unit(e)->index, shown = 0;
    const struct published_unit *u = values_headline_unit(e, p->kind, 0);
    size_t columns = published_release(p, p->kind, 0) ? 3 : 2;
    if (!most || p->coverage[unit].people < p->limit) return 0;
    struct doc_node *table = report_table(e, report_text(e, "areas-title"), heads, widths, columns,
                                          at, parent);
    for (int any = 0; any < 2; any++)
        for (size_t i = 0; i < p->area_count; i++)
            if (p->areas[i].has_none[unit] != any && shown < most) {
                add_area(e, table, report_area(e, &p->areas[i]), p->areas[i].priority->id, any,
                         columns);
                shown++;
            }
    const struct published_figure *none = published_figure(u, "area.-.goals");
    if (none && (none->is_band || none->count > 0))
        add_area(e, table, report_text(e, "no-area"), "-", true, columns);
    return shown;
}

void report_page_areas(const struct env *e, struct place at, struct doc_node *parent)
{
    const struct published *p = e->published;
    size_t shown = show_areas(e, values_report_room(e).areas, at, parent),
           more = shown ? p->area_count - shown : 0;
    const struct word_arg args[] = {{"n", arena_printf(e->arena, "%zu", more)}};
    if (more)
        report_paragraph(e, ROLE_FINE_PRINT,
                         words_count_fill(e->arena, e->words, "report.areas-more", more, args, 1),
                         at, parent);
}

// All of them, where the page has left some out.
void report_annex_areas(const struct env *e, struct place at, struct doc_node *parent)
{
    size_t all = e->published->area_count;
    if (values_report_room(e).areas < all) show_areas(e, all, at, parent);
}

// ---- Needs

static int by_count(const void *x, const void *y)
{
    const struct published_figure *a = *(const struct published_figure *const *)x,
                                  *b = *(const struct published_figure *const *)y;
    return a->count != b->count ? COMPARE(b->count, a->count) : strcmp(a->id, b->id);
}

// Those that most people have; as many as most.
static void show_needs(const struct env *e, size_t most, struct place at, struct doc_node *parent)
{
    static const int widths[] = {46, 54};
    const char *heads[] = {report_text(e, "competence"), report_text(e, "needs")};
    const struct published_unit *u = values_headline_unit(e, e->published->kind, 0);
    const struct published_figure **list = ARENA_ARRAY(e->arena, const struct published_figure *,
                                                       u ? u->figure_count : 0);
    size_t count = 0;
    for (size_t i = 0; u && i < u->figure_count; i++)
        if (!strncmp(u->figures[i].id, "need.", strlen("need.")) &&
            published_percent(&u->figures[i]) > 0)
            list[count++] = &u->figures[i];
    if (!count || !most) return;
    qsort(list, count, sizeof *list, by_count);
    struct doc_node *table = report_table(e, report_text(e, "needs-title"), heads, widths,
                                          COUNT(heads), at, parent);
    for (size_t i = 0; i < count && i < most; i++) {
        struct report_cell cells[] = {report_cell_words(values_headline_need(e, list[i])),
                                      report_cell_figure(e, u, list[i])};
        report_row(e, table, cells, COUNT(cells));
    }
}

void report_page_needs(const struct env *e, struct place at, struct doc_node *parent)
{
    show_needs(e, values_report_room(e).needs, at, parent);
}

void report_all_needs(const struct env *e, struct place at, struct doc_node *parent)
{
    show_needs(e, e->cycle->competence_count, at, parent);
}
