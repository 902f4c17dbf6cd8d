// Status as JSON: one object a line.
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "status/status.h"

void status_json_line(json_t *o, struct buf *out)
{
    char *text = json_dumps(o, JSON_COMPACT);
    if (text) buf_str(out, text);
    buf_c(out, '\n');
    free(text);
    json_decref(o);
}

// A state's name with hyphens, as in the YAML files: not-agreed.
static json_t *name(const char *words)
{
    char text[32];
    size_t n = 0;
    for (; words[n] && n + 1 < sizeof text; n++) text[n] = words[n] == ' ' ? '-' : words[n];
    return json_stringn(text, n);
}

static void set_day(json_t *o, const char *key, struct date d)
{
    if (date_is_set(d))
        json_object_set_new(o, key, json_sprintf("%04d-%02d-%02d", d.year, d.month, d.day));
}

static void set_count(json_t *o, const char *key, size_t n)
{
    json_object_set_new(o, key, json_integer((json_int_t)n));
}

// ---- One person

static json_t *conversation(const struct cycle *c, const struct status_row *row)
{
    const struct person *p = row->person;
    enum conversation_state state = row->coverage.conversation;
    json_t *o = json_object();
    json_object_set_new(o, "state", name(conversation_state_names[state]));
    set_day(o, "planned", coverage_planned_date(p));
    if (state == CONVERSATION_HELD) set_day(o, "held", coverage_held_date(p));
    if (coverage_is_due(state)) {
        struct window w = coverage_window(c, p);
        set_day(o, "from", w.from);
        set_day(o, "to", w.to);
    }
    if (p->held_by && p->held_by != p->leader)
        json_object_set_new(o, "by", json_string(p->held_by->id));
    return o;
}

static json_t *plan(const struct status_row *row)
{
    const struct plan *p = row->coverage.plan == PLAN_UNREADABLE ? NULL : row->person->plan;
    json_t *o = json_object();
    json_object_set_new(o, "state", name(plan_state_names[row->coverage.plan]));
    if (p) set_count(o, "goals", coverage_goals(p));
    json_object_set_new(o, "overdue", json_boolean(row->coverage.plan_overdue));
    if (p && (date_is_set(p->agreed_employee) || date_is_set(p->agreed_leader))) {
        json_t *agreed = json_object();
        set_day(agreed, "employee", p->agreed_employee);
        set_day(agreed, "leader", p->agreed_leader);
        json_object_set_new(o, "agreed", agreed);
    }
    return o;
}

static json_t *follow_up(const struct cycle *c, const struct status_row *row, size_t i)
{
    json_t *o = json_object();
    if (i < c->follow_up_count && c->follow_ups[i].name.text)
        json_object_set_new(o, "name", json_string(c->follow_ups[i].name.text));
    json_object_set_new(o, "state", name(talk_state_names[row->coverage.follow_ups[i]]));
    if (row->coverage.plan == PLAN_UNREADABLE) return o;
    const struct follow_up *f = cycle_follow_up(c, row->person->plan, i);
    if (f) set_day(o, "planned", f->planned.last);
    if (f) set_day(o, "held", f->held);
    return o;
}

static json_t *follow_ups(const struct cycle *c, const struct status_row *row)
{
    json_t *list = json_array();
    size_t count = c->follow_up_count || row->coverage.follow_ups[0] == TALK_HELD
                     ? coverage_follow_up_count(c)
                     : 0;
    for (size_t i = 0; i < count; i++) json_array_append_new(list, follow_up(c, row, i));
    return list;
}

static json_t *evaluation(const struct status_row *row)
{
    json_t *o = json_object();
    json_object_set_new(o, "state", name(talk_state_names[row->coverage.evaluation]));
    if (row->coverage.evaluation == TALK_HELD)
        set_day(o, "held", row->person->plan->evaluation_held);
    return o;
}

json_t *status_json_leader(const struct person *p)
{
    if (!p) return json_null();
    return json_pack("{s:s*, s:s}", "id", p->id, "name", p->name);
}

static void add_person(struct buf *out, const struct cycle *c, const struct status_row *row)
{
    static const char *const packs[] = {[STATUS_PACK_NOT_DUE] = "not-due",
                                        [STATUS_PACK_MISSING] = "missing",
                                        [STATUS_PACK_MADE] = "made"};
    const struct person *p = row->person;
    json_t *o = json_pack("{s:s, s:s, s:s, s:s, s:o, s:I, s:s}", "row", "person", "id", p->id,
                          "name", p->name, "unit", p->unit->id, "leader",
                          status_json_leader(p->leader), "wave", (json_int_t)p->wave + 1, "pack",
                          packs[row->pack]);
    json_object_set_new(o, "conversation", conversation(c, row));
    json_object_set_new(o, "plan", plan(row));
    json_object_set_new(o, "follow-ups", follow_ups(c, row));
    json_object_set_new(o, "evaluation", evaluation(row));
    set_count(o, "measures-overdue", row->coverage.measures_overdue);
    status_json_line(o, out);
}

// ---- Totals

static json_t *conversations(const struct coverage *k)
{
    json_t *o = json_object();
    set_count(o, "expected", coverage_conversations_due(k));
    for (int s = 0; s < CONVERSATION_STATES; s++) {
        json_t *key = name(conversation_state_names[s]);
        set_count(o, json_string_value(key), k->conversations[s]);
        json_decref(key);
    }
    return o;
}

static json_t *plans(const struct coverage *k)
{
    json_t *o = json_object();
    set_count(o, "expected", coverage_plans_due(k));
    set_count(o, "agreed", k->plans[PLAN_AGREED]);
    set_count(o, "draft", k->plans[PLAN_DRAFT]);
    set_count(o, "missing", k->plans[PLAN_MISSING]);
    set_count(o, "overdue", k->plans_overdue);
    return o;
}

// Without days on which they are due, none are expected.
static json_t *talks(const size_t counts[TALK_STATES], bool has_days)
{
    json_t *o = json_object();
    if (has_days) set_count(o, "expected", coverage_talks_due(counts));
    else json_object_set_new(o, "expected", json_null());
    for (int s = TALK_LATER; s < TALK_STATES; s++) set_count(o, talk_state_names[s], counts[s]);
    return o;
}

static json_t *totals(const struct cycle *c, const struct status_totals *t)
{
    const struct coverage *k = &t->coverage;
    json_t *o = json_object(), *packs = json_object();
    set_count(o, "people", k->people);
    set_count(packs, "expected", t->packs_due);
    set_count(packs, "made", t->packs_made);
    json_object_set_new(o, "packs", packs);
    json_object_set_new(o, "conversations", conversations(k));
    json_object_set_new(o, "plans", plans(k));
    json_object_set_new(o, "follow-ups", talks(k->follow_ups, c->follow_up_count));
    json_object_set_new(o, "evaluations", talks(k->evaluations, coverage_has_evaluation(c)));
    set_count(o, "measures-overdue", k->measures_overdue);
    return o;
}

static void add_unit(struct buf *out, const struct status *s, const struct status_unit *su)
{
    const struct unit *u = su->unit;
    json_t *o = json_pack("{s:s, s:s, s:s, s:s?}", "row", "unit", "id", u->id, "name", u->name.text,
                          "parent", u->parent ? u->parent->id : NULL);
    if (s->with_totals) json_object_set_new(o, "totals", totals(s->cycle, &su->totals));
    status_json_line(o, out);
    for (size_t i = 0; i < su->count; i++) add_person(out, s->cycle, &s->rows[su->first + i]);
}

void status_json_cycle(const struct status *s, struct buf *out)
{
    const struct cycle *c = s->cycle;
    json_t *o = json_pack("{s:s, s:s, s:s}", "row", "cycle", "organisation", c->organisation.text,
                          "period", c->period);
    set_day(o, "as-of", c->as_of);
    status_json_line(o, out);
}

void status_json(const struct status *s, struct buf *out)
{
    const struct cycle *c = s->cycle;
    status_json_cycle(s, out);
    for (size_t i = 0; i < c->unit_count; i++)
        if (s->units[i].shown) add_unit(out, s, &s->units[i]);
    if (s->with_totals)
        status_json_line(
            json_pack("{s:s, s:o}", "row", "total", "totals", totals(s->cycle, &s->totals)), out);
}
