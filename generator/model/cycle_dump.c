// A cycle as stable text, for golden tests and for seeing what was understood: one thing a line,
// two spaces a level. What the files do not say is left out.
#include "model/between_us.h"
#include "model/cycle.h"
#include "model/delivered.h"

struct cycle_dumper {
    const struct cycle *c;
    struct buf *out;
    int depth;
};

static void key(struct cycle_dumper *d, const char *name)
{
    for (int i = 0; i < d->depth; i++) BUF_LIT(d->out, "  ");
    buf_str(d->out, name);
}

static void text(struct cycle_dumper *d, const char *name, const char *value)
{
    if (!value) return;
    key(d, name);
    buf_c(d->out, ' ');
    buf_quoted(d->out, value);
    buf_c(d->out, '\n');
}

static void between_us(struct cycle_dumper *d, const char *name, const struct between_us *value)
{
    text(d, name, value ? value->text : NULL);
}

static void word(struct cycle_dumper *d, const char *name, const char *value)
{
    if (!value) return;
    key(d, name);
    buf_printf(d->out, " %s\n", value);
}

static void number(struct cycle_dumper *d, const char *name, int value)
{
    key(d, name);
    buf_printf(d->out, " %d\n", value);
}

static void add_date(struct buf *out, struct date x)
{
    if (date_is_set(x)) buf_printf(out, "%04d-%02d-%02d", x.year, x.month, x.day);
    else BUF_LIT(out, "…");
}

static void date(struct cycle_dumper *d, const char *name, struct date x)
{
    if (!date_is_set(x)) return;
    key(d, name);
    buf_c(d->out, ' ');
    add_date(d->out, x);
    buf_c(d->out, '\n');
}

static void moment(struct cycle_dumper *d, const char *name, const struct datetime *x)
{
    if (!date_is_set(x->date)) return;
    key(d, name);
    buf_c(d->out, ' ');
    add_date(d->out, x->date);
    if (x->hour >= 0) buf_printf(d->out, " %02d:%02d", x->hour, x->minute);
    buf_c(d->out, '\n');
}

static void window(struct cycle_dumper *d, const char *name, const struct window *w)
{
    if (!date_is_set(w->from) && !date_is_set(w->to)) return;
    key(d, name);
    buf_c(d->out, ' ');
    add_date(d->out, w->from);
    BUF_LIT(d->out, " to ");
    add_date(d->out, w->to);
    buf_c(d->out, '\n');
}

static void person_ref(struct cycle_dumper *d, const char *name, const struct person *p)
{
    if (!p) return;
    key(d, name);
    if (p->id) buf_printf(d->out, " %s", p->id);
    else BUF_LIT(d->out, " outside");
    buf_printf(d->out, " (%s)\n", p->name);
}

// Leaders from a day on.
static void leaders(struct cycle_dumper *d, const struct leader_since *list, size_t count)
{
    d->depth++;
    for (size_t i = 0; i < count; i++) {
        if (!date_is_set(list[i].from)) continue;
        person_ref(d, "later", list[i].person);
        d->depth++;
        date(d, "from", list[i].from);
        d->depth--;
    }
    d->depth--;
}

static void flag(struct cycle_dumper *d, const char *name, bool set)
{
    if (!set) return;
    key(d, name);
    buf_c(d->out, '\n');
}

static void localized(struct cycle_dumper *d, const char *name, const struct cycle_text *t)
{
    if (!t->count) text(d, name, t->text);
    for (size_t i = 0; i < t->count; i++) {
        key(d, name);
        buf_printf(d->out, " in %s ", t->list[i].language);
        buf_quoted(d->out, t->list[i].text);
        buf_c(d->out, '\n');
    }
}

// ---- samtale.yaml

static void settings(struct cycle_dumper *d)
{
    const struct cycle *c = d->c;
    localized(d, "organisation", &c->organisation);
    word(d, "language", c->language);
    word(d, "paper", c->paper == PAPER_LETTER ? "Letter" : "A4");
    word(d, "period", c->period);
    word(d, "previous-period", c->previous_period);
    date(d, "as-of", c->as_of);
    window(d, "dates", &c->dates);
    window(d, "conversations", &c->conversations);
    number(d, "minutes", c->minutes);
    number(d, "notice-days", c->notice_days);
    number(d, "plan-within-days", c->plan_within_days);
    number(d, "new-within-days", c->new_within_days);
    for (size_t i = 0; i < c->follow_up_count; i++) {
        localized(d, "follow-up", &c->follow_ups[i].name);
        d->depth++;
        window(d, "held", &c->follow_ups[i].window);
        d->depth--;
    }
    window(d, "evaluation", &c->evaluation);
    flag(d, "evaluation with-next-conversation", c->evaluation_with_next);
    window(d, "process-evaluation", &c->process_evaluation);
}

static void more_settings(struct cycle_dumper *d)
{
    static const char *const salaries[] = {
        [SALARY_SEPARATE] = "separate", [SALARY_INCLUDED] = "included"};
    const struct cycle *c = d->c;
    word(d, "salary", salaries[c->salary]);
    localized(d, "hr", &c->hr.name);
    text(d, "hr email", c->hr.email);
    text(d, "hr phone", c->hr.phone);
    text(d, "mail links", c->mail_links);
    text(d, "mail from", c->mail_from);
    localized(d, "privacy basis", &c->privacy_basis);
    localized(d, "privacy officer", &c->privacy_officer);
    localized(d, "privacy marking", &c->privacy_marking);
    date(d, "discussed-with-unions", c->discussed_with_unions);
    number(d, "keep plans", c->keep_plans);
    word(d, "keep answers", c->keep_answers);
    if (c->personnel_file) word(d, "keep archived", "personnel-file");
    if (c->share == SHARE_GROUP) word(d, "share", "group");
    text(d, "logo", c->logo);
    text(d, "typeface regular", c->typeface_regular);
    text(d, "typeface bold", c->typeface_bold);
    text(d, "typeface italic", c->typeface_italic);
    text(d, "typeface bold-italic", c->typeface_bold_italic);
    number(d, "smallest-group", c->smallest_group);
    for (size_t i = 0; i < c->competence_count; i++) {
        struct buf named = {0};
        buf_printf(&named, "competence %s", c->competences[i].id);
        localized(d, buf_cstr(&named), &c->competences[i].name);
        buf_free(&named);
    }
    number(d, "per-day", c->per_day);
    for (size_t i = 0; i < c->closed_count; i++) window(d, "closed", &c->closed[i]);
    for (size_t i = 0; i < c->wave_count; i++) {
        key(d, "wave ");
        buf_printf(d->out, "%zu: ", i + 1);
        add_date(d->out, c->waves[i].from);
        BUF_LIT(d->out, " to ");
        add_date(d->out, c->waves[i].to);
        buf_c(d->out, '\n');
    }
}

// ---- Plans

static void deadline(struct cycle_dumper *d, const char *name, const struct deadline *x)
{
    static const char *const kinds[] = {
        [DEADLINE_DAY] = "day",         [DEADLINE_MONTH] = "month", [DEADLINE_WEEK] = "week",
        [DEADLINE_ONGOING] = "ongoing", [DEADLINE_TEXT] = "text",
    };
    if (x->kind == DEADLINE_NONE) return;
    key(d, name);
    buf_printf(d->out, " %s ", kinds[x->kind]);
    buf_quoted(d->out, x->text);
    if (date_is_set(x->last)) {
        BUF_LIT(d->out, " until ");
        add_date(d->out, x->last);
    }
    buf_c(d->out, '\n');
}

static void measure(struct cycle_dumper *d, const struct measure *m)
{
    word(d, "measure", m->id);
    d->depth++;
    text(d, "what", m->what);
    if (m->responsible == RESPONSIBLE_TEXT) text(d, "responsible", m->responsible_text);
    else word(d, "responsible", m->responsible == RESPONSIBLE_LEADER ? "leader" : "employee");
    deadline(d, "deadline", &m->deadline);
    if (m->is_done && !date_is_set(m->done)) word(d, "done", "true");
    date(d, "done", m->done);
    d->depth--;
}

static void goal(struct cycle_dumper *d, const struct plan *p, const struct goal *g)
{
    word(d, "goal", g->id);
    d->depth++;
    text(d, "text", g->text);
    word(d, "kind", goal_kind_names[g->kind]);
    for (size_t i = 0; i < g->supports_count; i++) {
        const struct goal_support *s = &g->supports[i];
        key(d, "supports ");
        buf_printf(d->out, "%s %s%s\n", s->id, s->priority ? "of " : "(gone)",
                   s->priority ? s->priority->file->unit->id : "");
    }
    for (size_t i = 0; i < g->measure_count; i++) measure(d, &g->measures[i]);
    word(d, "attainment", attainment_names[g->attainment]);
    word(d, "status", progress_names[cycle_goal_status(p, g)]);
    between_us(d, "comment of employee", g->comment_employee);
    between_us(d, "comment of leader", g->comment_leader);
    d->depth--;
}

static void follow_up(struct cycle_dumper *d, const struct follow_up *f)
{
    if (f->id) word(d, "follow-up", f->id);
    else key(d, "follow-up\n");
    d->depth++;
    deadline(d, "planned", &f->planned);
    date(d, "held", f->held);
    for (size_t i = 0; i < f->progress_count; i++) {
        const char *status = progress_names[f->progress[i].status];
        key(d, "progress ");
        buf_printf(d->out, "%s %s\n", f->progress[i].goal_id, status ? status : "-");
        between_us(d, "  note", f->progress[i].note);
    }
    between_us(d, "learnt", f->learnt);
    between_us(d, "changes", f->changes);
    between_us(d, "next-steps", f->next_steps);
    deadline(d, "next", &f->next_date);
    text(d, "next time", f->next_time);
    text(d, "next place", f->next_place);
    d->depth--;
}

static void delivered(struct cycle_dumper *d, const struct delivered_person *p)
{
    key(d, "delivered\n");
    d->depth++;
    date(d, "planned", p->planned);
    for (const struct delivered_day *day = delivered_days; day->path; day++)
        for (size_t i = 0; i < day->count; i++)
            date(d, day->count > 1 ? "follow-up held" : day->words,
                 *delivered_at((struct delivered_person *)p, day, i));
    d->depth--;
}

static void plan(struct cycle_dumper *d, const char *name, const struct plan *p)
{
    if (!p) return;
    word(d, name, p->period);
    d->depth++;
    if (!p->person) word(d, "employee", p->employee_id);
    word(d, "unit", p->unit_id);
    word(d, "leader", p->leader_id);
    date(d, "conversation held", p->conversation_held);
    date(d, "agreed by employee", p->agreed_employee);
    date(d, "agreed by leader", p->agreed_leader);
    between_us(d, "disagreement", p->disagreement);
    between_us(d, "follow-up-informal", p->follow_up_informal);
    for (size_t i = 0; i < p->goal_count; i++) goal(d, p, &p->goals[i]);
    for (size_t i = 0; i < p->follow_up_count; i++) follow_up(d, &p->follow_ups[i]);
    date(d, "evaluation held", p->evaluation_held);
    date(d, "evaluation agreed by employee", p->evaluation_agreed_employee);
    date(d, "evaluation agreed by leader", p->evaluation_agreed_leader);
    between_us(d, "evaluation disagreement", p->evaluation_disagreement);
    between_us(d, "learnt", p->evaluation_learnt);
    between_us(d, "next-steps", p->evaluation_next_steps);
    for (size_t i = 0; i < p->competence_need_count; i++) word(d, "needs", p->competence_needs[i]);
    for (size_t i = 0; i < p->other_need_count; i++) text(d, "needs other", p->other_needs[i]);
    if (p->delivered) delivered(d, p->delivered);
    d->depth--;
}

// ---- People

static void conversation(struct cycle_dumper *d, const struct person *p)
{
    static const char *const absences[] = {
        [PACK_NOT_NEEDED] = "no conversation needed",
        [PACK_AWAY] = "away",
        [PACK_LEFT] = "not employed then",
        [PACK_NO_LEADER] = "no leader",
        [PACK_HAS_ERRORS] = "broken",
    };
    struct window own = cycle_person_window(d->c, p);
    enum pack_absence why = cycle_person_pack(d->c, p);
    number(d, "wave", (int)p->wave + 1);
    if (!cycle_person_leaves_before(d->c, p)) window(d, "window", &own);
    moment(d, "conversation", &p->conversation_at);
    localized(d, "place", &p->conversation_place);
    date(d, "held", p->conversation_held);
    word(d, "no pack:", absences[why]);
}

static void person(struct cycle_dumper *d, const struct person *p)
{
    key(d, "person ");
    buf_printf(d->out, "%s (%s)\n", p->id, p->name);
    d->depth++;
    localized(d, "title", &p->title);
    text(d, "email", p->email);
    word(d, "language", p->language);
    person_ref(d, "leader", p->leader);
    leaders(d, p->leaders, p->leader_count);
    if (p->leader_is_vacant) word(d, "leader", "vacant");
    if (p->held_by != p->leader) person_ref(d, "held by", p->held_by);
    window(d, "employed", &p->employed);
    window(d, "away", &p->away);
    flag(d, "large print", p->print_large);
    flag(d, "leads others", p->leads);
    for (size_t i = 0; i < p->also_count; i++) {
        word(d, "also in", p->also[i].unit->id);
        d->depth++;
        person_ref(d, "leader", p->also[i].leader);
        d->depth--;
    }
    conversation(d, p);
    plan(d, "plan", p->plan);
    plan(d, "last plan", p->last_plan);
    d->depth--;
}

// ---- Priorities

static void doc(struct cycle_dumper *d, const char *name, const struct doc_node *n)
{
    if (!n) return;
    key(d, name);
    buf_c(d->out, '\n');
    struct buf lines = {0};
    doc_dump(n, &lines);
    for (size_t i = 0; i < lines.n; i++) {
        if (!i || lines.p[i - 1] == '\n')
            for (int j = 0; j <= d->depth; j++) BUF_LIT(d->out, "  ");
        buf_c(d->out, lines.p[i]);
    }
    buf_free(&lines);
}

static void priority(struct cycle_dumper *d, const struct priority *p)
{
    word(d, "priority", p->id);
    d->depth++;
    for (size_t i = 0; i < p->supports_count; i++) {
        key(d, "supports ");
        buf_printf(d->out, "%s of %s\n", p->supports[i]->id, p->supports[i]->file->unit->id);
    }
    doc(d, "title", p->title);
    if (p->body->first) doc(d, "body", p->body);
    d->depth--;
}

static void priorities(struct cycle_dumper *d, const struct priorities *p)
{
    word(d, "priorities in", p->language);
    text(d, "draft", p->draft);
    d->depth++;
    flag(d, "broken", p->has_errors);
    doc(d, "message", p->message);
    for (size_t i = 0; i < p->question_count; i++) word(d, "question", p->questions[i]);
    for (size_t i = 0; i < p->extra_question_count; i++)
        doc(d, "extra question", p->extra_questions[i]);
    doc(d, "intro", p->intro);
    for (size_t i = 0; i < p->count; i++) priority(d, &p->list[i]);
    d->depth--;
}

// ---- Units

static void unit(struct cycle_dumper *d, const struct unit *u)
{
    d->depth = (int)u->depth;
    key(d, "unit ");
    buf_printf(d->out, "%s (%s)\n", u->id, u->name.text);
    d->depth++;
    if (u->name.count) localized(d, "name", &u->name);
    localized(d, "type", &u->type);
    word(d, "language", u->language);
    for (size_t i = 0; i < u->formerly_count; i++) word(d, "formerly", u->formerly[i]);
    window(d, "exists", &u->exists);
    person_ref(d, "leader", u->leader);
    leaders(d, u->leaders, u->leader_count);
    person_ref(d, "acting leader", u->acting);
    window(d, "acting", &u->acting_window);
    moment(d, "briefing", &u->briefing_at);
    localized(d, "briefing place", &u->briefing_place);
    for (size_t i = 0; i < u->priorities_count; i++) priorities(d, u->priorities[i]);
    for (size_t i = 0; i < u->person_count; i++) person(d, u->people[i]);
}

static void outsiders(struct cycle_dumper *d)
{
    d->depth = 0;
    for (size_t i = 0; i < d->c->outsider_count; i++) {
        const struct person *p = d->c->outsiders[i];
        text(d, "outside", p->name);
        d->depth++;
        localized(d, "title", &p->title);
        text(d, "email", p->email);
        d->depth--;
    }
}

static void plans_without_person(struct cycle_dumper *d)
{
    for (size_t i = 0; i < d->c->plan_count; i++)
        if (!d->c->plans[i]->person) plan(d, "plan of nobody in the chart:", d->c->plans[i]);
}

void cycle_dump(const struct cycle *c, struct buf *out)
{
    struct cycle_dumper d = {c, out, 0};
    settings(&d);
    more_settings(&d);
    word(&d, "part of", c->part_of ? c->part_of->id : NULL);
    flag(&d, "broken", c->has_errors);
    for (size_t i = 0; i < c->unit_count; i++) unit(&d, c->units[i]);
    outsiders(&d);
    plans_without_person(&d);
    BUF_LIT(out, "cascade");
    for (size_t i = 0; i < c->person_count; i++) buf_printf(out, " %s", c->cascade[i]->id);
    buf_c(out, '\n');
}
