// Lists every row once. Tables are indexed by unit, so that the time grows with the number of rows.
#include <string.h>

#include "export/rows.h"

struct rows {
    const struct published *published;
    // [unit]: where the tables about it begin in by_top; those of unit u end where u + 1 begins
    const size_t *first;
    const struct published_table **by_top;
    export_write *write;
    struct buf *out;
    struct buf measure;  // its name, for as long as it is written
};

static void sort_tables(struct rows *r, struct arena *a)
{
    const struct published *p = r->published;
    size_t units = p->cycle->unit_count, *first = ARENA_ARRAY(a, size_t, units + 2);
    r->by_top = ARENA_ARRAY(a, const struct published_table *, p->table_count);
    for (size_t i = 0; i < p->table_count; i++) first[p->tables[i]->top->index + 2]++;
    for (size_t i = 2; i < units + 2; i++) first[i] += first[i - 1];
    for (size_t i = 0; i < p->table_count; i++)
        r->by_top[first[p->tables[i]->top->index + 1]++] = p->tables[i];
    r->first = first;
}

static void write_row(struct rows *r, const struct export_row *row)
{
    r->write(r->out, row);
}

// ---- Coverage

static void write_count(struct rows *r, const struct unit *u, const char *measure,
                        const char *category, size_t count)
{
    struct export_row row = {.period = r->published->cycle->period,
                             .unit = u,
                             .measure = measure,
                             .category = category,
                             .count = count};
    write_row(r, &row);
}

static void write_talks(struct rows *r, const struct unit *u, const char *measure,
                        const size_t talks[TALK_STATES])
{
    write_count(r, u, measure, "due", coverage_talks_due(talks));
    write_count(r, u, measure, "held", talks[TALK_HELD]);
    write_count(r, u, measure, "overdue", talks[TALK_OVERDUE]);
}

static const char *measure_name(struct rows *r, const char *before, const char *name)
{
    r->measure.n = 0;
    buf_str(&r->measure, before);
    buf_str(&r->measure, name);
    return buf_cstr(&r->measure);
}

static void write_coverage(struct rows *r, const struct unit *u, const char *before,
                           const struct coverage *k)
{
    const char *name = measure_name(r, before, "conversations");
    write_count(r, u, name, "due", coverage_conversations_due(k));
    write_count(r, u, name, "held", k->conversations[CONVERSATION_HELD]);
    write_count(r, u, name, "overdue", k->conversations[CONVERSATION_OVERDUE]);
    name = measure_name(r, before, "plans");
    write_count(r, u, name, "due", coverage_plans_due(k));
    write_count(r, u, name, "agreed", k->plans[PLAN_AGREED]);
    write_count(r, u, name, "draft", k->plans[PLAN_DRAFT]);
    write_count(r, u, name, "missing", k->plans[PLAN_MISSING]);
    write_count(r, u, name, "overdue", k->plans_overdue);
    write_count(r, u, name, "unreadable", k->plans[PLAN_UNREADABLE]);
    write_talks(r, u, measure_name(r, before, "follow-ups"), k->follow_ups);
    write_talks(r, u, measure_name(r, before, "evaluations"), k->evaluations);
}

static void write_waves(struct rows *r, const struct unit *u)
{
    for (size_t i = 0; i < r->published->cycle->wave_count; i++) {
        struct buf before = {0};
        buf_printf(&before, "wave.%zu.", i + 1);
        write_coverage(r, u, buf_cstr(&before), &r->published->waves[i]);
        buf_free(&before);
    }
}

static void write_answers(struct rows *r, const struct unit *u)
{
    size_t answers = r->published->answers;
    struct export_row row = {.period = r->published->cycle->period,
                             .unit = u,
                             .measure = "process-evaluation",
                             .category = "answers",
                             .withheld = !answers,
                             .count = answers,
                             .people = answers,
                             .has_people = true};
    write_row(r, &row);
}

// ---- Distributions

// Priorities of two units may have the same name.
static const char *table_name(struct rows *r, const struct published_table *t)
{
    if (!t->priority) return t->id;
    r->measure.n = 0;
    buf_printf(&r->measure, "priority.%s.%s", t->top->id, t->priority->id);
    return buf_cstr(&r->measure);
}

static void write_table(struct rows *r, const struct published_table *t, const struct unit *u)
{
    const uint32_t *counts = NULL;
    uint32_t base = 0;
    if (u->index - t->top->index >= t->unit_count) return;
    struct export_row row = {
        .period = t->period, .unit = u, .measure = table_name(r, t), .has_people = true};
    row.withheld = !published_row(t, u, &counts, &base);
    row.people = row.withheld ? 0 : base;
    for (size_t i = 0; i < t->category_count; i++) {
        row.category = t->categories[i];
        row.count = row.withheld ? 0 : counts[i];
        write_row(r, &row);
    }
}

static void write_tables(struct rows *r, const struct unit *top, const struct unit *u)
{
    for (size_t i = r->first[top->index]; i < r->first[top->index + 1]; i++)
        write_table(r, r->by_top[i], u);
}

// The organisation's first, then those of each unit on the way down.
static void write_distributions(struct rows *r, const struct unit *top, const struct unit *u)
{
    if (top->parent) write_distributions(r, top->parent, u);
    write_tables(r, top, u);
}

static void write_unit(struct rows *r, const struct unit *u)
{
    write_coverage(r, u, "", &r->published->coverage[u->index]);
    if (!u->parent) {
        write_waves(r, u);
        write_answers(r, u);
    }
    write_distributions(r, u, u);
}

void export_rows(const struct published *p, const struct unit *only, export_write *write,
                 struct buf *out)
{
    struct arena a = {0};
    struct rows r = {.published = p, .write = write, .out = out};
    const struct cycle *c = p->cycle;
    sort_tables(&r, &a);
    for (size_t i = only ? only->index : 0;
         i < c->unit_count && (!only || cycle_unit_is_within(c->units[i], only)); i++)
        write_unit(&r, c->units[i]);
    buf_free(&r.measure);
    arena_free(&a);
}
