// HR's report: who has answered, what they said, and what they ask for.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "compose/report/report.h"

static const struct published_unit *answers(const struct env *e, size_t back)
{
    return published_unit_then(published_release(e->published, RELEASE_PROCESS, back), e->cycle,
                               e->cycle->root);
}

// ---- Who has answered: units that can be named

void report_hr_response(const struct env *e, struct place at, struct doc_node *parent)
{
    static const int widths[] = {50, 50};
    const char *heads[] = {report_text(e, "unit"), report_text(e, "answers")};
    const struct published *p = e->published;
    const struct published_release *r = published_release(p, RELEASE_PROCESS, 0);
    struct doc_node *table = NULL;
    for (size_t i = 0; r && i < e->cycle->unit_count; i++) {
        const struct unit *u = e->cycle->units[i];
        const struct published_unit *v = published_unit_then(r, e->cycle, u);
        size_t possible = v && v->possible ? v->possible : p->possible_answers[i];
        if (!v || !v->atoms || !possible) continue;
        struct report_cell cells[] = {
            report_cell_words(report_in_words(e, &u->name)),
            report_cell_ratio(e, v->group < possible ? v->group : possible, possible)};
        cells[0].indent = (int)u->depth;
        if (!table)
            table = report_table(e, report_text(e, "response-title"), heads, widths, COUNT(heads),
                                 at, parent);
        report_row(e, table, cells, COUNT(cells));
    }
}

// ---- What they said

static int by_agreement(const void *x, const void *y)
{
    const struct published_figure *a = *(const struct published_figure *const *)x,
                                  *b = *(const struct published_figure *const *)y;
    int share = COMPARE(published_percent(b), published_percent(a));
    return share ? share : strcmp(a->id, b->id);
}

static size_t sorted(const struct env *e, const char *begins, const struct published_figure ***out)
{
    const struct published_unit *u = answers(e, 0);
    const struct published_figure **list = ARENA_ARRAY(e->arena, const struct published_figure *,
                                                       u ? u->figure_count : 0);
    size_t count = 0;
    for (size_t i = 0; u && i < u->figure_count; i++)
        if (!strncmp(u->figures[i].id, begins, strlen(begins))) list[count++] = &u->figures[i];
    if (count) qsort(list, count, sizeof *list, by_agreement);
    *out = list;
    return count;
}

// One row a statement, with what was said last period beside it.
void report_hr_statements(const struct env *e, struct place at, struct doc_node *parent)
{
    static const int widths[] = {56, 28, 16};
    const struct published_unit *u = answers(e, 0), *before = answers(e, 1);
    const struct published_figure **list;
    size_t count = sorted(e, "scale.", &list), columns = before && before->atoms ? 3 : 2;
    const char *heads[] = {report_text(e, "statement"), report_text(e, "agree"),
                           columns == 3 ? e->published->periods[1].period : ""};
    if (!count) return;
    struct doc_node *table = report_table(e, report_text(e, "statements-title"), heads, widths,
                                          columns, at, parent);
    for (size_t i = 0; i < count; i++) {
        const struct published_figure *then = published_figure(before, list[i]->id);
        struct report_cell cells[] = {report_cell_words(values_headline_asked(e, list[i])),
                                      report_cell_figure(e, u, list[i]),
                                      {.text = then ? values_headline_share(e, then, false) : "–"}};
        report_row(e, table, cells, columns);
    }
}

void report_hr_training(const struct env *e, struct place at, struct doc_node *parent)
{
    static const int widths[] = {56, 44};
    const char *heads[] = {report_text(e, "training"), report_text(e, "asks")};
    const struct published_figure **list;
    size_t count = sorted(e, "training.", &list);
    if (!count) return;
    struct doc_node *table = report_table(e, report_text(e, "training-title"), heads, widths,
                                          COUNT(heads), at, parent);
    for (size_t i = 0; i < count; i++) {
        struct report_cell cells[] = {report_cell_words(values_headline_asked(e, list[i])),
                                      report_cell_figure(e, answers(e, 0), list[i])};
        report_row(e, table, cells, COUNT(cells));
    }
}

// ---- In their own words

static void show_texts(const struct env *e, const struct published_texts *texts, struct place at,
                       struct doc_node *parent)
{
    if (texts->count) report_list(e, false, texts->list, texts->count, at, parent);
}

void report_hr_helped(const struct env *e, struct place at, struct doc_node *parent)
{
    show_texts(e, &e->published->texts[PUBLISHED_HELPED], at, parent);
}
void report_hr_change(const struct env *e, struct place at, struct doc_node *parent)
{
    show_texts(e, &e->published->texts[PUBLISHED_CHANGE], at, parent);
}
void report_hr_other_training(const struct env *e, struct place at, struct doc_node *parent)
{
    show_texts(e, &e->published->texts[PUBLISHED_TRAINING], at, parent);
}
void report_needs_other(const struct env *e, struct place at, struct doc_node *parent)
{
    show_texts(e, &e->published->other_needs, at, parent);
}

// ---- Needs by unit, as dark as they are many

enum { MOST_HEAT = REPORT_COLUMNS - 1, PER_SHADE = 20 };  // per cent

static struct report_cell need_cell(const struct env *e, const struct published_unit *v,
                                    const struct competence *need)
{
    const struct published_figure *f = published_figure(
        v, arena_printf(e->arena, "need.%s", need->id));
    struct report_cell cell = report_cell_figure(e, v, f);
    static const int of_bands[] = {10, 50, 70};  // per cent
    int percent = published_percent(f), shade = percent > 0 ? 1 + percent / PER_SHADE : 0;
    if (f && f->is_band) shade = 1 + of_bands[f->band] / PER_SHADE;
    if (percent >= 0) cell.text = values_headline_share(e, f, false);
    else if (f && f->is_band)
        cell.text = words_item(e->words, "report.bands-short", (size_t)f->band);
    else cell.text = "–";
    cell.bar = 0;
    cell.is_words = false;
    cell.shade = shade < DOC_DARKEST ? shade : DOC_DARKEST;
    return cell;
}

static void add_needs(const struct env *e, struct doc_node *table, const struct unit *u,
                      const struct competence *needs, size_t count)
{
    const struct published_release *r = published_release(e->published, e->published->kind, 0);
    const struct published_unit *v = published_unit_then(r, e->cycle, u);
    struct report_cell cells[REPORT_COLUMNS] = {report_cell_words(report_in_words(e, &u->name))};
    if (!v || !v->atoms) return;
    cells[0].indent = (int)u->depth;
    cells[1] = (struct report_cell){.text = arena_printf(e->arena, "%zu", v->group)};
    for (size_t k = 0; k < count; k++) cells[k + 2] = need_cell(e, v, &needs[k]);
    report_row(e, table, cells, count + 2);
}

void report_needs_heat(const struct env *e, struct place at, struct doc_node *parent)
{
    const struct cycle *c = e->cycle;
    const struct published_unit *root = values_headline_unit(e, e->published->kind, 0);
    int widths[REPORT_COLUMNS] = {30, 12};
    if (!root || !root->atoms) return;
    for (size_t from = 0; from < c->competence_count; from += MOST_HEAT - 1) {
        size_t count = c->competence_count - from;
        if (count > MOST_HEAT - 1) count = MOST_HEAT - 1;
        const char *heads[REPORT_COLUMNS] = {report_text(e, "unit"), report_text(e, "people")};
        for (size_t k = 0; k < count; k++) {
            heads[k + 2] = report_in_words(e, &c->competences[from + k].name);
            widths[k + 2] = 14;
        }
        struct doc_node *table = report_table(e, report_text(e, "needs-heat-title"), heads, widths,
                                              count + 2, at, parent);
        for (size_t i = 0; i < c->unit_count; i++)
            add_needs(e, table, c->units[i], &c->competences[from], count);
    }
}
