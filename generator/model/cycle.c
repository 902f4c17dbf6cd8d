// Finding things in a cycle, and questions about people, units and plans that several verbs ask.
#include "model/cycle.h"

#include <string.h>

#include "base/ascii.h"
#include "base/holiday.h"

const char *const goal_kind_names[] = {
    [GOAL_UNSTATED] = NULL,
    [GOAL_WORK] = "work",
    [GOAL_TASK] = "task",
    [GOAL_PERSONAL] = "personal",
    [GOAL_PROFESSIONAL] = "professional",
};
const char *const attainment_names[] = {
    [ATTAINMENT_NONE] = NULL,         [ATTAINMENT_MET] = "met",
    [ATTAINMENT_PARTLY] = "partly",   [ATTAINMENT_NOT_MET] = "not-met",
    [ATTAINMENT_DROPPED] = "dropped",
};
const char *const progress_names[] = {
    [PROGRESS_NONE] = NULL,
    [PROGRESS_NOT_STARTED] = "not-started",
    [PROGRESS_ON_TRACK] = "on-track",
    [PROGRESS_DELAYED] = "delayed",
    [PROGRESS_NEEDS_HELP] = "needs-help",
    [PROGRESS_DONE] = "done",
    [PROGRESS_DROPPED] = "dropped",
};

struct unit *cycle_unit(const struct cycle *c, const char *id)
{
    return map_get(&c->units_by_id, id);
}

struct person *cycle_person(const struct cycle *c, const char *id)
{
    return map_get(&c->people_by_id, id);
}

struct unit *cycle_unit_now(const struct cycle *c, const char *id, const struct person *p)
{
    struct unit *u = cycle_unit(c, id);
    const struct former_unit *f = u ? NULL : map_get(&c->former_units, id);
    for (size_t i = 0; f && p && i < f->count; i++)
        if (cycle_unit_is_within(p->unit, f->units[i])) return f->units[i];
    for (size_t i = 0; f && i < f->count; i++) {
        if (!u) u = f->units[i];
        while (!cycle_unit_is_within(f->units[i], u)) u = u->parent;
    }
    return u;
}

const char *cycle_unit_language(const struct cycle *c, const struct unit *u)
{
    for (; u; u = u->parent)
        if (u->language) return u->language;
    return c->language;
}

bool cycle_has_language(const struct cycle *c, const char *language)
{
    for (size_t i = 0; i < c->language_count; i++)
        if (!strcmp(c->languages[i], language)) return true;
    return !c->language_count;
}

const char *cycle_person_language(const struct cycle *c, const struct person *p)
{
    const char *language = p->language ? p->language : cycle_unit_language(c, p->unit);
    return cycle_has_language(c, language) ? language : c->language;
}

// The other form of Norwegian, which its readers read as well; any other language itself.
static const char *neighbour(const char *language)
{
    if (!strcmp(language, "nb")) return "nn";
    return !strcmp(language, "nn") ? "nb" : language;
}

struct localized cycle_text_in(const struct cycle_text *t, const char *language)
{
    const char *next = neighbour(language);
    struct localized found = {NULL, t->text};
    for (size_t i = t->count; i > 0; i--) {
        const struct localized *one = &t->list[i - 1];
        if (!strcmp(one->language, language)) return *one;
        if (!strcmp(one->language, next)) found = *one;
        else if (!found.language && one->text == t->text) found = *one;
    }
    return found;
}

const char *cycle_distinct_name(struct arena *a, const struct person *p, const char *language)
{
    if (!p->namesake) return p->name;
    bool by_title = p->namesake == NAMESAKE_BY_TITLE;
    const char *apart = by_title ? cycle_text_in(&p->title, language).text : p->id;
    return arena_printf(a, "%s (%s)", p->name, apart);
}

const char *cycle_unit_type(const struct unit *u, const char *language)
{
    struct localized found = cycle_text_in(&u->type, language);
    return !found.language || !strcmp(found.language, language) ? found.text : NULL;
}

static struct priorities *in_language(const struct unit *u, const char *language)
{
    for (size_t i = 0; i < u->priorities_count; i++)
        if (!strcmp(u->priorities[i]->language, language)) return u->priorities[i];
    return NULL;
}

struct priorities *cycle_unit_priorities(const struct cycle *c, const struct unit *u,
                                         const char *language)
{
    struct priorities *found = in_language(u, language);
    if (!found) found = in_language(u, neighbour(language));
    if (!found) found = in_language(u, cycle_unit_language(c, u));
    return found || !u->priorities_count ? found : u->priorities[0];
}

size_t cycle_unit_path(struct unit *u, struct unit **path, size_t room)
{
    size_t n = (size_t)u->depth + 1, kept = n < room ? n : room;
    for (size_t i = n; u; u = u->parent)
        if (--i < kept) path[i] = u;
    return kept;
}

bool cycle_unit_is_within(const struct unit *u, const struct unit *top)
{
    while (u && u != top) u = u->parent;
    return u;
}

static bool window_has(const struct window *w, struct date day)
{
    return (!date_is_set(w->from) || date_compare(w->from, day) <= 0) &&
           (!date_is_set(w->to) || date_compare(day, w->to) <= 0);
}

bool cycle_unit_is_shown(const struct cycle *c, const struct unit *u)
{
    if (!u->parent || u->person_count || window_has(&u->exists, c->as_of)) return true;
    for (size_t i = 0; i < u->unit_count; i++)
        if (u->units[i]->person_count || cycle_unit_is_shown(c, u->units[i])) return true;
    return false;
}

struct person *cycle_leader_on(const struct leader_since *list, size_t count, struct date day)
{
    struct person *leader = NULL;
    for (size_t i = 0; i < count; i++)
        if (date_compare(list[i].from, day) <= 0) leader = list[i].person;
    return leader;
}

struct person *cycle_unit_leader_on(const struct unit *u, struct date day)
{
    struct person *leader = u->leader_count ? cycle_leader_on(u->leaders, u->leader_count, day)
                                            : u->leader;
    return u->acting && (!leader || window_has(&u->acting_window, day)) ? u->acting : leader;
}

struct unit *cycle_framing_unit(const struct cycle *c, struct unit *u, const struct person *p)
{
    while (u->parent && cycle_unit_leader_on(u, c->as_of) == p) u = u->parent;
    return u;
}

// ---- Anonymous answers

// Whether an answer of theirs counts for their unit: not a leader's, which the unit would give
// away.
static bool is_respondent(const struct cycle *c, const struct person *p)
{
    return !cycle_person_leads(p) && cycle_person_is_employed(p, c->as_of);
}

// People of units with too few count for the unit above, so that every unit that an answer names
// has enough people who could have given it, without those of units that answers name themselves.
bool *cycle_answering_units(const struct cycle *c, struct arena *a)
{
    bool *enough = ARENA_ARRAY(a, bool, c->unit_count);
    int *people = ARENA_ARRAY(a, int, c->unit_count);
    for (size_t i = c->unit_count; i > 0; i--) {  // those below a unit come after it
        const struct unit *u = c->units[i - 1];
        for (size_t k = 0; k < u->person_count; k++)
            people[u->index] += is_respondent(c, u->people[k]);
        enough[u->index] = people[u->index] >= c->smallest_group;
        if (!enough[u->index] && u->parent) people[u->parent->index] += people[u->index];
    }
    return enough;
}

const struct unit *cycle_answering_unit(const struct cycle *c, const struct unit *u)
{
    struct arena a = {0};
    const bool *enough = cycle_answering_units(c, &a);
    while (u && !enough[u->index]) u = u->parent;
    arena_free(&a);
    return u;
}

bool cycle_asks_before_follow_ups(const struct cycle *c)
{
    if (!date_is_set(c->process_evaluation.to) || !c->follow_up_count) return false;
    for (size_t i = 0; i < c->follow_up_count; i++)
        if (date_compare(c->follow_ups[i].window.from, c->process_evaluation.to) <= 0) return false;
    return true;
}

size_t *cycle_respondents(const struct cycle *c, struct arena *a)
{
    const bool *answering = cycle_answering_units(c, a);
    size_t *people = ARENA_ARRAY(a, size_t, c->unit_count + 1);
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        const struct unit *u = is_respondent(c, p) ? p->unit : NULL;
        while (u && !answering[u->index]) u = u->parent;
        if (cycle_person_is_employed(p, c->as_of)) people[u ? u->index : c->unit_count]++;
    }
    return people;
}

static bool is_employed_within(const struct person *p, const struct window *w)
{
    const struct window *e = &p->employed;
    return (!date_is_set(e->from) || date_compare(e->from, w->to) <= 0) &&
           (!date_is_set(e->to) || date_compare(e->to, w->from) >= 0);
}

static void add_possible(const struct unit *u, const bool *answering, size_t *people)
{
    while (u && !answering[u->index]) u = u->parent;
    if (u) people[u->index]++;
}

// Nobody who may have answered is left out: whoever was there on any day of the period, without a
// pack or away too. A leader counts for the unit, since nobody needs to say a role; whoever has two
// positions counts in both, since either unit's form may have been filled in. People outside the
// chart who lead somebody in it can have answered without a unit.
size_t *cycle_possible_answers(const struct cycle *c, struct arena *a)
{
    const bool *answering = cycle_answering_units(c, a);
    size_t *people = ARENA_ARRAY(a, size_t, c->unit_count + 1);
    people[c->unit_count] = c->outsider_count;
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        if (!is_employed_within(p, &c->dates)) continue;
        people[c->unit_count]++;
        add_possible(p->unit, answering, people);
        for (size_t k = 0; k < p->also_count; k++) add_possible(p->also[k].unit, answering, people);
    }
    return people;
}

static bool follow_up_is_within(const struct follow_up *f, const struct window *w)
{
    return date_is_set(f->held) && date_compare(f->held, w->from) >= 0 &&
           date_compare(f->held, w->to) <= 0;
}

// The window that a follow-up belongs to, from 0; count: none.
static size_t window_of(const struct cycle *c, const struct follow_up *f, size_t count)
{
    size_t number = 0;
    if (f->id && f->id[0] == 'f' && f->id[1] >= '1' && f->id[1] <= '9') {
        for (const char *s = f->id + 1; ascii_is_digit(*s) && number <= FOLLOW_UPS_MAX; s++)
            number = 10 * number + (size_t)(*s - '0');
        if (number <= count) return number - 1;
    }
    for (size_t i = 0; i < c->follow_up_count && i < count; i++)
        if (follow_up_is_within(f, &c->follow_ups[i].window)) return i;
    return count;
}

const struct follow_up *cycle_follow_up(const struct cycle *c, const struct plan *p, size_t i)
{
    const struct follow_up *of[FOLLOW_UPS_MAX] = {0};
    size_t count = c->follow_up_count ? c->follow_up_count : 1;
    if (count > FOLLOW_UPS_MAX) count = FOLLOW_UPS_MAX;
    if (!p || i >= count) return NULL;
    for (size_t k = 0; k < p->follow_up_count; k++) {
        size_t w = window_of(c, &p->follow_ups[k], count);
        if (w < count && !of[w]) of[w] = &p->follow_ups[k];
    }
    for (size_t k = 0, at = 0; k < p->follow_up_count; k++) {
        if (window_of(c, &p->follow_ups[k], count) < count) continue;
        while (at < count && of[at]) at++;
        if (at < count) of[at] = &p->follow_ups[k];
    }
    return of[i];
}

enum progress cycle_goal_status(const struct plan *p, const struct goal *g)
{
    enum progress status = PROGRESS_NONE;
    struct date when = {0};
    for (size_t i = 0; i < p->follow_up_count; i++) {
        const struct follow_up *f = &p->follow_ups[i];
        if (date_compare(f->held, when) < 0) continue;
        for (size_t j = 0; j < f->progress_count; j++) {
            if (strcmp(f->progress[j].goal_id, g->id)) continue;
            status = f->progress[j].status;
            when = f->held;
        }
    }
    return status;
}

bool cycle_plan_is_with(const struct plan *p, const struct person *leader)
{
    if (!leader) return false;
    if (p->leader_id) return !strcmp(p->leader_id, leader->id ? leader->id : leader->name);
    return p->person && p == p->person->plan && leader == p->person->leader;
}

bool cycle_person_leads(const struct person *p)
{
    return p->people_count || p->leads;
}

bool cycle_is_about(const struct cycle *c, const struct person *p)
{
    return !c->part_of || p->leader == c->part_of;
}

bool cycle_person_is_away(const struct person *p, struct date day)
{
    return date_is_set(p->away.from) && window_has(&p->away, day);
}

bool cycle_person_is_employed(const struct person *p, struct date day)
{
    return window_has(&p->employed, day);
}

bool cycle_person_leaves_before(const struct cycle *c, const struct person *p)
{
    struct window w = cycle_person_window(c, p);
    return date_is_set(w.from) && date_is_set(w.to) && date_compare(w.to, w.from) < 0;
}

// Those who start later in the period get their pack now, those who start after it get none.
enum pack_absence cycle_person_pack(const struct cycle *c, const struct person *p)
{
    if (p->has_errors) return PACK_HAS_ERRORS;
    if (date_is_set(p->employed.to) && date_compare(p->employed.to, c->as_of) < 0) return PACK_LEFT;
    if (date_is_set(p->employed.from) && date_compare(p->employed.from, c->dates.to) > 0)
        return PACK_LEFT;
    if (p->not_needed) return PACK_NOT_NEEDED;
    if (cycle_person_leaves_before(c, p)) return PACK_LEFT;
    if (cycle_person_is_away(p, c->as_of)) return PACK_AWAY;
    return p->leader || p->leader_is_vacant ? PACK_DUE : PACK_NO_LEADER;
}

bool cycle_is_closed(const struct cycle *c, struct date d)
{
    if (!holiday_is_working_day(d)) return true;
    for (size_t i = 0; i < c->closed_count; i++)
        if (date_compare(c->closed[i].from, d) <= 0 && date_compare(d, c->closed[i].to) <= 0)
            return true;
    return false;
}

static struct window wave_window(const struct cycle *c, const struct person *p)
{
    return p->wave < c->wave_count ? c->waves[p->wave] : c->conversations;
}

bool cycle_person_is_newcomer(const struct cycle *c, const struct person *p)
{
    return date_is_set(p->employed.from) &&
           date_compare(p->employed.from, wave_window(c, p).from) > 0;
}

struct window cycle_person_window(const struct cycle *c, const struct person *p)
{
    struct window w = wave_window(c, p);
    if (cycle_person_is_newcomer(c, p))
        w = (struct window){p->employed.from, date_add_days(p->employed.from, c->new_within_days),
                            p->employed.place};
    if (!date_is_set(p->employed.to) || date_compare(p->employed.to, w.to) >= 0) return w;
    struct date agreed = p->conversation_at.date;
    w.to = p->employed.to;
    if (date_compare(w.to, w.from) < 0 && date_is_set(agreed) &&
        cycle_person_is_employed(p, agreed))
        w.from = w.to = agreed;
    return w;
}

// ---- Consistency

// A unit comes right after its parent or after what is below that, so that all below a unit follow
// it.
static bool unit_is_sound(const struct cycle *c, size_t i)
{
    const struct unit *u = c->units[i];
    if (u->index != i || cycle_unit(c, u->id) != u) return false;
    if (!u->parent) return !i && u == c->root && !u->depth;
    return i && u->depth == u->parent->depth + 1 &&
           cycle_unit_is_within(c->units[i - 1], u->parent);
}

static bool person_is_sound(const struct cycle *c, size_t i)
{
    const struct person *p = c->people[i];
    if (p->index != i || !p->unit || cycle_person(c, p->id) != p) return false;
    for (size_t k = 0; k < p->people_count; k++)
        if (p->people[k]->leader != p) return false;
    return true;
}

bool cycle_is_consistent(const struct cycle *c)
{
    size_t people = 0;
    for (size_t i = 0; i < c->unit_count; i++) {
        if (!unit_is_sound(c, i)) return false;
        people += c->units[i]->person_count;
    }
    for (size_t i = 0; i < c->person_count; i++)
        if (!person_is_sound(c, i)) return false;
    return people == c->person_count;
}

struct date cycle_period_later(const struct cycle *c, struct date last, int periods)
{
    enum { SHORTEST_MONTH = 28 };
    struct date from = c->dates.from, after = date_add_days(c->dates.to, 1),
                end = date_add_days(last, 1);
    int months = (after.year - from.year) * 12 + after.month - from.month;
    if (after.day != from.day || end.day > SHORTEST_MONTH || months <= 0) {
        int days = date_day_number(after) - date_day_number(from);
        return date_add_days(last, days * periods);
    }
    int month = end.year * 12 + end.month - 1 + months * periods;
    end.year = (int16_t)(month / 12);
    end.month = (int8_t)(month % 12 + 1);
    return date_add_days(end, -1);
}
