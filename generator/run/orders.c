// Who gets a paper, in which file: orders made, grouped and divided between shards.
#include "run/orders.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "calendar/calendar.h"
#include "cli/select.h"
#include "model/print.h"
#include "model/record.h"
#include "output/version.h"
#include "run/leaders.h"

struct order_maker {
    struct diags *diags;
    struct arena *arena;
    const struct options *options;
    const struct cycle *cycle;
    const struct templates *templates;
    const char *document;
    uint32_t rank;
    struct orders *orders;
};

// The template in the subject's language; NULL after a diagnostic.
static const struct template *template_for(const struct order_maker *m, const char *language,
                                           struct place place, const char *whose)
{
    const struct template *t = templates_find(m->templates, language, m->document);
    if (!t)
        diag_error(m->diags, place, "paper-template-missing",
                   "%s gets no %s: there is no templates/%s/%s.md", whose, m->document, language,
                   m->document);
    return t;
}

// The file of a paper that is named after its subject.
static const char *file_of_subject(const struct subject *s, struct arena *a)
{
    const struct person *p = s->employee;
    return p ? arena_printf(a, "%s/%s", p->unit->id, p->id) : s->unit->id;
}

static const char *file_of(const struct order *o, struct arena *a)
{
    return o->file ? o->file : file_of_subject(&o->subject, a);
}

const char *orders_paper_path(const struct order *o, struct arena *a)
{
    if (o->for_leader) return arena_printf(a, "%s.pdf", o->for_leader);
    const char *path = arena_printf(a, "%s/%s.pdf", o->folder, file_of(o, a));
    return o->version ? version_path(a, path, o->version) : path;
}

struct paper_names orders_paper_names(const struct order *o, const struct secret *secret,
                                      struct arena *a)
{
    const struct subject *s = &o->subject;
    const struct person *p = s->employee && s->employee->id ? s->employee : NULL;
    const struct unit *unit = p ? p->unit : s->unit;
    struct record_form form = {
        .organisation = s->cycle->organisation_id,
        .document = o->document,
        .period = s->cycle->period,
        .unit = unit ? unit->id : NULL,
        .employee = p ? p->id : NULL,
    };
    const struct person *accountable = p && !o->is_leaders ? p->leader : p;
    if (accountable) form.leader = accountable->id;
    struct paper_names names = {
        .path = orders_paper_path(o, a),
        .identity = arena_printf(a, "%s/%s/%s", o->document, s->cycle->period, file_of(o, a)),
    };
    names.form = record_form_name(a, &form, secret, &names.key);
    return names;
}

static struct order *add(struct order_maker *m, const struct template *t, const struct subject *s,
                         const char *file)
{
    struct orders *all = m->orders;
    struct order *order = ARENA_PUSH_REALLOC(m->arena, all->list, all->count, all->room);
    *order = (struct order){
        .document = m->document,
        .subject = *s,
        .folder = front_folder(t),
        .is_leaders = front_audience(t) == FOR_LEADER,
        .file = file,
        .copies = 1,
        .rank = m->rank++,
    };
    order->subject.cycle = m->cycle;
    order->subject.follow_up = m->options->follow_up;
    order->subject.is_short = m->options->is_short;
    order->subject.reminder = (struct reminder_scope){m->options->missing, m->options->overdue,
                                                      m->options->letters_for == TO_EMPLOYEE};
    order->subject.large = m->options->large_print || front_is_large(t) ||
                           (s->employee && s->employee->print_large);
    return order;
}

static bool makes_leaders_batches(const struct options *o)
{
    return (o->printing || o->by_given) && o->by == PRINT_BY_LEADER && !o->employee;
}

// Whether a paper of a batch may reach somebody before it reaches the person whom it is for. One of
// a single person's papers and all in a leader's own directory do not, nor what a leader gets as a
// leader in the leader's own batch.
static bool is_handed_out_by_others(const struct order_maker *m, bool as_leader)
{
    const struct options *o = m->options;
    bool own = as_leader && o->by == PRINT_BY_LEADER;
    return o->printing && !own && !o->employee && !m->cycle->part_of;
}

static struct order *order_person(struct order_maker *m, const struct person *p, bool as_leader)
{
    const char *language = cycle_person_language(m->cycle, p);
    const struct template *t = template_for(m, language, p->place, p->name);
    struct subject s = {
        .employee = p, .language = language, .names_only = is_handed_out_by_others(m, as_leader)};
    struct order *order = t ? add(m, t, &s, NULL) : NULL;
    if (order) order->of_leader = as_leader;
    return order;
}

// A leader's papers are made where someone whose conversation is due has them as leader; in batches
// by leader where someone of the leader's batch has.
// Reminders are made where anybody has, and say themselves of whom.
static bool leads_someone(const struct order_maker *m, const struct person *p)
{
    bool of_batch = makes_leaders_batches(m->options);
    if (m->options->reminding) return p->people_count && !p->has_errors;
    for (size_t i = 0; i < p->people_count; i++)
        if (cycle_person_pack(m->cycle, p->people[i]) == PACK_DUE &&
            (!of_batch || select_has(m->options, m->cycle, p->people[i])))
            return !p->has_errors;
    return false;
}

static bool has_leader(const struct order_maker *m, const struct person *p)
{
    bool by_people = makes_leaders_batches(m->options) && !m->cycle->part_of;
    return by_people || select_has_leader(m->options, m->cycle, p);
}

static void add_absence(struct order_maker *m, const struct person *p, enum pack_absence why)
{
    struct orders *all = m->orders;
    *ARENA_PUSH(m->arena, all->absences, all->absence_count,
                all->absence_room) = (struct absence){p->unit, why};
}

// Whose calendar goes with this document, and says what was cancelled; NULL: none does.
static const bool *calendars_with_cancelled(const struct order_maker *m, bool leaders)
{
    const struct cycle *c = m->cycle;
    if (strcmp(m->options->command->name, "packs") ||
        strcmp(m->document, leaders ? "leader-pack" : "pack"))
        return NULL;
    if (leaders) return calendar_leaders_with_cancelled(c, m->arena);
    bool *marks = ARENA_ARRAY(m->arena, bool, c->person_count + 1);
    for (size_t i = 0; i < c->person_count; i++)
        marks[i] = !c->people[i]->has_errors && calendar_says_cancelled(c, c->people[i]);
    return marks;
}

static void order_calendar(struct order_maker *m, const struct person *p, bool leaders)
{
    struct order *order = order_person(m, p, leaders);
    if (order) order->calendar_only = true;
}

static void order_people(struct order_maker *m, bool leaders)
{
    const bool *cancelled = calendars_with_cancelled(m, leaders);
    for (size_t i = 0; i < m->cycle->person_count; i++) {
        const struct person *p = m->cycle->cascade[i];
        if (leaders ? !has_leader(m, p) : !select_has(m->options, m->cycle, p)) continue;
        enum pack_absence why = cycle_person_pack(m->cycle, p);
        bool record = m->options->archiving && p->plan && why != PACK_HAS_ERRORS;
        bool due = leaders ? leads_someone(m, p) : why == PACK_DUE || record;
        if (due) order_person(m, p, leaders);
        else if (cancelled && cancelled[p->index]) order_calendar(m, p, leaders);
        if (!due && !leaders) add_absence(m, p, why);
    }
}

// Leaders outside the org chart are reminded, too.
static void order_outsiders(struct order_maker *m)
{
    if (!m->options->reminding || !select_whole(m->options, m->cycle) || m->cycle->part_of) return;
    for (size_t i = 0; i < m->cycle->outsider_count; i++) {
        const struct person *p = m->cycle->outsiders[i];
        const char *language = cycle_person_language(m->cycle, p);
        const struct template *t = template_for(m, language, p->place, p->name);
        struct subject s = {.employee = p, .language = language};
        if (!t || !p->people_count) continue;
        struct order *o = add(m, t, &s, leaders_name(m->arena, m->cycle, p));
        o->of_leader = true;
    }
}

static void order_units(struct order_maker *m)
{
    for (size_t i = 0; i < m->cycle->unit_count; i++) {
        const struct unit *u = m->cycle->units[i];
        if (!select_has_unit(m->options, m->cycle, u) || !cycle_unit_is_shown(m->cycle, u))
            continue;
        const char *language = cycle_unit_language(m->cycle, u);
        const struct template *t = template_for(m, language, u->place, u->name.text);
        struct subject s = {.unit = u, .language = language};
        // the organisation's own report is about it
        if (t && front_is_report(t) && !u->parent) continue;
        if (t) add(m, t, &s, NULL);
    }
}

// ---- Anonymous forms

static void order_respondents(struct order_maker *m)
{
    const struct cycle *c = m->cycle;
    const bool *enough = cycle_answering_units(c, m->arena);
    const size_t *people = cycle_respondents(c, m->arena);
    if (c->part_of) return;  // HR asks, and everyone
    for (size_t i = 0; i <= c->unit_count; i++) {
        const struct unit *u = i ? c->units[i - 1] : NULL;
        if (u ? !enough[u->index] || !select_has_unit(m->options, c, u)
              : !select_whole(m->options, c))
            continue;
        struct subject s = {.unit = u, .language = u ? cycle_unit_language(c, u) : c->language};
        const struct template *t = template_for(m, s.language, u ? u->place : (struct place){0},
                                                u ? u->name.text : c->organisation.text);
        struct order *order = t ? add(m, t, &s, u ? NULL : "_leaders") : NULL;
        // printed, one for each of them
        if (order && m->options->printing && people[i ? i - 1 : c->unit_count])
            order->copies = (uint32_t)people[i ? i - 1 : c->unit_count];
    }
}

// Copies of one form, however personal the document is; of a unit where the options name one.
static void order_blank(struct order_maker *m)
{
    static const struct person nobody;
    const struct cycle *c = m->cycle;
    const struct unit *u = m->options->unit ? cycle_unit(c, m->options->unit) : NULL;
    struct subject s = {.language = u ? cycle_unit_language(c, u) : c->language};
    const struct template *t = template_for(m, s.language, (struct place){0}, c->organisation.text);
    if (!t) return;
    enum audience audience = front_audience(t);
    if (audience <= FOR_LEADER) s.employee = &nobody;
    if (audience == FOR_RESPONDENTS) u = u ? cycle_answering_unit(c, u) : NULL;
    if (audience <= FOR_RESPONDENTS) s.unit = u;
    if (audience == FOR_UNIT && !u) s.unit = c->root;
    const char *file = u ? arena_printf(m->arena, "%s/_blank", u->id) : "_blank";
    add(m, t, &s, file)->copies = (uint32_t)m->options->blank;
}

// One paper, about nobody in particular.
static void order_single(struct order_maker *m)
{
    const struct cycle *c = m->cycle;
    struct subject s = {.language = c->language};
    const struct template *t = template_for(m, s.language, (struct place){0}, c->organisation.text);
    if (!t) return;
    if (front_is_report(t)) s.unit = c->root;
    add(m, t, &s, m->document);
}

static void order_document(struct order_maker *m)
{
    const struct template *t = templates_find(m->templates, m->cycle->language, m->document);
    if (!t) {
        template_for(m, m->cycle->language, (struct place){0}, m->cycle->organisation.text);
        return;
    }
    if (m->options->blank) {
        order_blank(m);
        return;
    }
    switch (front_audience(t)) {
    case FOR_EMPLOYEE: order_people(m, false); break;
    case FOR_LEADER:
        order_people(m, true);
        order_outsiders(m);
        break;
    case FOR_UNIT: order_units(m); break;
    case FOR_RESPONDENTS: order_respondents(m); break;
    case FOR_ORGANISATION:
    case FOR_NOBODY:
        if (select_whole(m->options, m->cycle) && !m->cycle->part_of) order_single(m);
        break;
    }
}

const struct unit *orders_unit_of(const struct order *o)
{
    const struct person *p = o->subject.employee;
    return p && p->unit ? p->unit : o->subject.unit;
}

static unsigned unit_index(const struct order *o)
{
    const struct unit *u = orders_unit_of(o);
    return u ? u->index : 0;
}

static int compare(const void *x, const void *y)
{
    const struct order *a = x, *b = y;
    int c = strcmp(a->document, b->document);
    if (!c) c = COMPARE(unit_index(a), unit_index(b));
    return c ? c : COMPARE(a->rank, b->rank);
}

static bool same_group(const struct order *a, const struct order *b)
{
    return unit_index(a) == unit_index(b) && !strcmp(a->document, b->document);
}

// Sorted, and in groups one after the other.
static bool is_consistent(const struct orders *all)
{
    for (size_t i = 1; i < all->count; i++)
        if (compare(&all->list[i - 1], &all->list[i]) >= 0) return false;
    for (size_t i = 0; i < all->group_count; i++)
        if (all->groups[i] >= all->count ||
            (i ? all->groups[i - 1] >= all->groups[i] : all->groups[i] != 0))
            return false;
    return !all->count == !all->group_count;
}

static void group(struct orders *all, struct arena *a)
{
    all->group_count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (!i || !same_group(&all->list[i - 1], &all->list[i]))
            *ARENA_PUSH(a, all->groups, all->group_count, all->group_room) = i;
}

void orders_keep(struct orders *all, struct arena *a,
                 bool (*keep)(const struct order *o, const void *arg), const void *arg)
{
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++)
        if (keep(&all->list[i], arg)) all->list[kept++] = all->list[i];
    all->count = kept;
    group(all, a);
}

static void finish(struct orders *all, struct arena *a)
{
    group(all, a);
    for (size_t i = 0; i < all->absence_count; i++) all->not_due[all->absences[i].why]++;
    assert(is_consistent(all));
}

// Those that go to leaders, or with --for employee to employees.
static const char *const *reminders(const struct options *o, const struct templates *t,
                                    struct arena *a, size_t *count)
{
    size_t all, n;
    const char *const *names = templates_documents(t, a, "remind", &all), *const * languages;
    const char **some = ARENA_ARRAY(a, const char *, all + 1);
    size_t language_count = templates_languages(t, a, &languages);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        const struct template *one = NULL;
        for (n = 0; n < language_count && !one; n++)
            one = templates_find(t, languages[n], names[i]);
        bool to_leader = one && front_audience(one) == FOR_LEADER;
        if (to_leader == (o->letters_for == TO_LEADER)) some[(*count)++] = names[i];
    }
    return some;
}

const char *const *orders_documents(const struct options *o, const struct templates *t,
                                    struct arena *a, size_t *count)
{
    const char *command = o->command->name;
    if (o->half_year) command = "summaries --half-year";
    if (o->competence) command = "summaries --competence";
    if (o->reminding) return reminders(o, t, a, count);
    if (strcmp(command, "forms")) return templates_documents(t, a, command, count);
    const char **one = ARENA_NEW(a, const char *);
    *one = options_operand(o, 0, "action-plan");
    *count = 1;
    return one;
}

struct orders orders_make(struct diags *d, struct arena *a, const struct options *o,
                          const struct cycle *c, const struct templates *t,
                          const char *const *documents, size_t document_count)
{
    struct orders all = {0};
    struct order_maker m = {
        .diags = d, .arena = a, .options = o, .cycle = c, .templates = t, .orders = &all};
    for (size_t i = 0; i < document_count; i++) {
        m.document = documents[i];
        order_document(&m);
    }
    if (all.count) qsort(all.list, all.count, sizeof *all.list, compare);
    finish(&all, a);
    return all;
}

struct orders orders_make_one(struct diags *d, struct arena *a, const struct options *o,
                              const struct templates *t, const char *document,
                              const struct subject *s, const char *file)
{
    struct orders all = {0};
    struct order_maker m = {.diags = d,
                            .arena = a,
                            .options = o,
                            .cycle = s->cycle,
                            .templates = t,
                            .document = document,
                            .orders = &all};
    const struct template *one = template_for(&m, s->language, s->employee->place,
                                              s->employee->name);
    if (one) add(&m, one, s, file);
    finish(&all, a);
    return all;
}

int *orders_partition(const struct orders *all, struct arena *a, const struct cycle *c, int n)
{
    size_t *weights = ARENA_ARRAY(a, size_t, c->unit_count);
    int *unit_shards = ARENA_ARRAY(a, int, c->unit_count);
    for (size_t i = 0; i < all->count; i++) weights[unit_index(&all->list[i])]++;
    shard_partition(weights, c->unit_count, n, unit_shards);
    return unit_shards;
}

struct orders orders_of_shard(const struct orders *all, struct arena *a, const int *unit_shards,
                              int k)
{
    struct orders mine = {0};
    for (size_t i = 0; i < all->count; i++)
        if (unit_shards[unit_index(&all->list[i])] == k)
            *ARENA_PUSH_REALLOC(a, mine.list, mine.count, mine.room) = all->list[i];
    for (size_t i = 0; i < all->absence_count; i++)
        if (unit_shards[all->absences[i].unit->index] == k)
            *ARENA_PUSH(a, mine.absences, mine.absence_count, mine.absence_room) = all->absences[i];
    finish(&mine, a);
    return mine;
}
