// Status as CSV: a line for each person.
#include "base/array.h"
#include "base/translate.h"
#include "status/cells.h"
#include "status/status.h"

static void add_day(struct csv *out, struct date d)
{
    struct buf text = {0};
    cells_day(&text, d);
    csv_text(out, buf_cstr(&text));
    buf_free(&text);
}

static void add_plan(struct csv *out, const struct status_row *row)
{
    enum plan_state s = row->coverage.plan;
    bool there = s == PLAN_DRAFT || s == PLAN_AGREED;
    csv_text(out, s == PLAN_NOT_DUE ? NULL : _(plan_state_names[s]));
    if (there) csv_number(out, (int64_t)coverage_goals(row->person->plan));
    else csv_text(out, NULL);
    csv_text(out, row->coverage.plan_overdue ? _("overdue") : NULL);
}

static void add_follow_ups(struct csv *out, const struct cycle *c, const struct status_row *row)
{
    size_t talks[TALK_STATES] = {0};
    for (size_t i = 0; i < coverage_follow_up_count(c); i++) talks[row->coverage.follow_ups[i]]++;
    csv_number(out, (int64_t)talks[TALK_HELD]);
    csv_number(out, (int64_t)coverage_talks_due(talks));
    csv_number(out, (int64_t)talks[TALK_OVERDUE]);
}

static void add_row(struct csv *out, const struct cycle *c, const struct status_row *row)
{
    const struct person *p = row->person;
    enum talk_state evaluation = row->coverage.evaluation;
    csv_text(out, p->id);
    csv_text(out, p->name);
    csv_text(out, p->unit->name.text);
    csv_text(out, p->leader ? p->leader->name : NULL);
    csv_number(out, p->wave + 1);
    csv_text(out, row->pack == STATUS_PACK_NOT_DUE ? NULL : _(status_pack_names[row->pack]));
    csv_text(out, _(conversation_state_names[row->coverage.conversation]));
    add_day(out, coverage_planned_date(p));
    add_day(out, coverage_held_date(p));
    add_plan(out, row);
    add_follow_ups(out, c, row);
    csv_text(out, evaluation == TALK_NONE ? NULL : _(talk_state_names[evaluation]));
    csv_number(out, (int64_t)row->coverage.measures_overdue);
    csv_end_line(out);
}

void status_csv(const struct status *s, struct csv *out)
{
    static const char *const heads[] = {N_("Employee number"),
                                        N_("Name"),
                                        N_("Unit"),
                                        N_("Leader"),
                                        N_("Wave"),
                                        N_("Pack"),
                                        N_("Conversation"),
                                        N_("Agreed for"),
                                        N_("Held"),
                                        N_("Plan"),
                                        N_("Goals"),
                                        N_("Plan overdue"),
                                        N_("Follow-ups held"),
                                        N_("Follow-ups"),
                                        N_("Follow-ups overdue"),
                                        N_("Evaluation"),
                                        N_("Measures overdue")};
    for (size_t i = 0; i < COUNT(heads); i++) csv_text(out, _(heads[i]));
    csv_end_line(out);
    for (size_t i = 0; i < s->row_count; i++) add_row(out, s->cycle, &s->rows[i]);
}
