// The parts of a report on the process evaluation: scales, training, free texts, and the sentences
// that sum them up.
#include <string.h>

#include "base/array.h"
#include "compose/report/report.h"
#include "compose/values/report.h"

// The next table from *at on whose id begins with a text; NULL: none. *at is moved behind it.
static const struct published_table *next_table(const struct published *p, const char *begins,
                                                size_t *at)
{
    for (size_t n = strlen(begins); *at < p->table_count; (*at)++)
        if (!strncmp(p->tables[*at]->id, begins, n)) return p->tables[(*at)++];
    return NULL;
}

// What was asked about, in the words of the form.
static const char *asked(const struct env *e, const struct published_table *t)
{
    const char *id = strchr(t->id, '.') + 1;
    const struct node *text = map_get(e->answer_texts, id);
    return text ? text->text : id;
}

static void add_answers(const struct env *e, const char *begins, const char *title, struct place at,
                        struct doc_node *parent)
{
    struct report_rows rows = report_part_begin(e, title, "what");
    const struct published *p = e->published;
    const struct published_table **tables = ARENA_ARRAY(e->arena, const struct published_table *,
                                                        p->table_count),
                                 *t;
    const char **labels = ARENA_ARRAY(e->arena, const char *, p->table_count);
    size_t count = 0;
    for (size_t i = 0; (t = next_table(p, begins, &i));) {
        tables[count] = t;
        labels[count++] = asked(e, t);
    }
    if (p->answers && count) report_part_by_grain(&rows, tables, labels, count, at, parent);
    else bind_paragraph(e, ROLE_BODY, report_text(e, "too-few-answers"), at, parent);
}

void report_process_scales(const struct env *e, struct place at, struct doc_node *parent)
{
    add_answers(e, "scale.", "scales-title", at, parent);
}

void report_process_training(const struct env *e, struct place at, struct doc_node *parent)
{
    add_answers(e, "training.", "training-title", at, parent);
}

void report_process_texts(const struct env *e, struct place at, struct doc_node *parent)
{
    const struct published *p = e->published;
    for (size_t q = 0; q < PUBLISHED_TEXTS; q++) {
        report_heading(e, report_text(e, published_text_names[q]), at, parent);
        if (!p->texts[q].count)
            bind_paragraph(e, ROLE_BODY, report_text(e, "no-texts"), at, parent);
        struct doc_node *list = p->texts[q].count
                                  ? doc_append(parent, doc_new(e->arena, DOC_LIST, at))
                                  : NULL;
        for (size_t i = 0; i < p->texts[q].count; i++) {
            struct doc_node *item = doc_append(list, doc_new(e->arena, DOC_ITEM, at));
            struct doc_node *text = doc_append(item, doc_new(e->arena, DOC_PARAGRAPH, at));
            doc_text(e->arena, text, p->texts[q].list[i], at)->scope = SCOPE_UNIT;
        }
    }
}

// ---- In short

static bool is_agreement(const char *category)
{
    return !strcmp(category, "4") || !strcmp(category, "5") || !strcmp(category, "high");
}

static bool agreement(const struct env *e, const struct published_table *t, uint32_t *agree,
                      uint32_t *base)
{
    const uint32_t *counts;
    *agree = 0;
    if (!published_row(t, values_report_unit(e), &counts, base)) return false;
    for (size_t i = 0; i < t->category_count; i++)
        if (is_agreement(t->categories[i])) *agree += counts[i];
    return *base;
}

// The statement that most, or fewest, of those who answered it agree with.
static const char *agreement_words(const struct env *e, bool most)
{
    const struct published_table *best = NULL, *t;
    uint32_t first = 0, all = 1, agree, base;
    bool hidden = false;
    for (size_t i = 0; (t = next_table(e->published, "scale.", &i));) {
        bool shown = agreement(e, t, &agree, &base);
        hidden |= !shown;
        if (!shown) continue;
        // shares, compared without dividing
        uint64_t here = (uint64_t)agree * all, there = (uint64_t)first * base;
        if (best && (most ? here <= there : here >= there)) continue;
        best = t;
        first = agree;
        all = base;
    }
    if (!best) return report_text(e, most ? "say-no-agreement" : "say-no-disagreement");
    const char *key = most ? "report.say-agreement" : "report.say-disagreement";
    return report_part_say_hidden(e,
                                  WORDS_FILL(e->arena, e->words, key, {"statement", asked(e, best)},
                                             {"first", report_number(e, first)},
                                             {"all", report_number(e, all)}),
                                  hidden);
}

static const char *training_words(const struct env *e)
{
    const struct published_table *best = NULL, *t;
    const uint32_t *counts;
    uint32_t most = 0, of = 0, base;
    bool hidden = false;
    for (size_t i = 0; (t = next_table(e->published, "training.", &i));) {
        bool shown = published_row(t, values_report_unit(e), &counts, &base);
        hidden |= !shown;
        if (!shown || counts[0] <= most) continue;
        best = t;
        most = counts[0];
        of = base;
    }
    if (!best) return report_text(e, "say-no-training");
    return report_part_say_hidden(
        e,
        WORDS_FILL(e->arena, e->words, "report.say-training", {"need", asked(e, best)},
                   {"first", report_number(e, most)}, {"all", report_number(e, of)}),
        hidden);
}

void report_process_sentences(const struct env *e, struct place at, struct doc_node *parent)
{
    const char *list[] = {report_part_coverage_words(e), agreement_words(e, true),
                          agreement_words(e, false), training_words(e)};
    report_list(e, list, e->published->answers ? COUNT(list) : 1, at, parent);
}
