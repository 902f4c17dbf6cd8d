// The parts of a report on the process evaluation: scales, training, free texts, and the sentences
// that sum them up.
#include <string.h>

#include "base/array.h"
#include "compose/report/report.h"
#include "compose/values/report.h"

// What was asked about, in the words of the form.
static const char *asked(const struct env *e, const struct published_figure *f)
{
    const char *id = strchr(f->id, '.') + 1;
    const struct node *text = map_get(e->answer_texts, id);
    return text ? text->text : id;
}

static const struct published_unit *answers(const struct env *e)
{
    return report_part_unit(e, RELEASE_PROCESS, 0);
}

// Without a release it is not too few who have answered: nobody knows yet.
static void add_answers(const struct env *e, const char *begins, const char *title,
                        const char *value, struct place at, struct doc_node *parent)
{
    struct report_rows rows = report_part_begin(e, title, "what", value, "rest");
    const struct published_unit *u = answers(e);
    for (size_t i = 0; u && i < u->figure_count; i++)
        if (!strncmp(u->figures[i].id, begins, strlen(begins)))
            report_add(&rows, asked(e, &u->figures[i]), u, &u->figures[i]);
    if (rows.count) report_show(&rows, CHART_STACKED, at, parent);
    else
        bind_paragraph(e, ROLE_BODY, report_text(e, u ? "too-few-answers" : "answers-not-released"),
                       at, parent);
}

void report_process_scales(const struct env *e, struct place at, struct doc_node *parent)
{
    add_answers(e, "scale.", "scales-title", "agree", at, parent);
}

void report_process_training(const struct env *e, struct place at, struct doc_node *parent)
{
    add_answers(e, "training.", "training-title", "persons", at, parent);
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

// What stands out of a set of questions, or that nothing does.
static const char *outstanding_words(const struct env *e, const char *begins, int sign,
                                     const char *key, const char *without)
{
    const struct published_unit *u = answers(e);
    const struct published_figure *best = report_part_outstanding(u, begins, sign);
    if (!best) return report_text(e, without);
    return WORDS_FILL(e->arena, e->words, key, {"statement", asked(e, best)},
                      {"share", report_part_shown(e, u, best)});
}

void report_process_sentences(const struct env *e, struct place at, struct doc_node *parent)
{
    const char *list[] = {
        report_part_coverage_words(e),
        outstanding_words(e, "scale.", 1, "report.say-agreement", "say-no-agreement"),
        outstanding_words(e, "scale.", -1, "report.say-disagreement", "say-no-disagreement"),
        outstanding_words(e, "training.", 1, "report.say-training", "say-no-training")};
    const struct published_unit *u = answers(e);
    report_list(e, list, u && u->atoms ? COUNT(list) : 1, at, parent);
}
