// Warnings about dates that are possible but cannot be meant, and what else one would ask about.
#include "base/translate.h"
#include "read/cycle_readers.h"
#include "read/read.h"

static bool before(struct date a, struct date b)
{
    return date_is_set(a) && date_is_set(b) && date_compare(a, b) < 0;
}

static bool outside(struct date d, const struct window *w)
{
    return before(d, w->from) || before(w->to, d);
}

// A window in words: 2027-01-11 to 2027-02-26.
static const char *window_text(struct reader *r, const struct window *w)
{
    return arena_printf(r->a, _("%04d-%02d-%02d to %04d-%02d-%02d"), w->from.year, w->from.month,
                        w->from.day, w->to.year, w->to.month, w->to.day);
}

static const char *day_text(struct reader *r, struct date d)
{
    return arena_printf(r->a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

// ---- The cycle's own windows

static void check_inside_period(struct reader *r, const struct window *w, const char *what)
{
    const struct window *period = &r->cycle->dates;
    bool known = date_is_set(period->from) && date_is_set(period->to);
    if (!known || (!outside(w->from, period) && !outside(w->to, period))) return;
    struct diag *g = outside(w->from, period)
                       ? diag_warning(r->d, w->place, "window-begins-outside-period",
                                      "%s begins outside the period", what)
                       : diag_warning(r->d, w->place, "window-ends-outside-period",
                                      "%s ends outside the period", what);
    diag_hint(r->d, g, "the period is %s", window_text(r, period));
}

static void check_follow_ups(struct reader *r)
{
    const struct cycle *c = r->cycle;
    struct date earlier = c->conversations.from;
    for (size_t i = 0; i < c->follow_up_count; i++) {
        const struct follow_up_window *f = &c->follow_ups[i];
        const char *what = arena_printf(r->a, _("follow-up \"%.100s\""),
                                        f->name.text ? f->name.text : "?");
        check_inside_period(r, &f->window, what);
        bool early = before(f->window.from, earlier);
        if (early && i)
            diag_warning(r->d, f->window.place, "follow-ups-out-of-order",
                         "%s begins before the follow-up above it", what);
        else if (early)
            diag_warning(r->d, f->window.place, "follow-up-before-conversations",
                         "%s begins before the conversations", what);
        earlier = f->window.from;
    }
}

static void check_windows(struct reader *r)
{
    enum { LONG = 3 * 366 };
    const struct cycle *c = r->cycle;
    if (before(c->dates.from, c->dates.to) &&
        date_day_number(c->dates.to) - date_day_number(c->dates.from) > LONG)
        diag_warning(r->d, c->dates.place, "period-too-long",
                     "the period lasts more than three years");
    check_inside_period(r, &c->conversations, _("the conversation window"));
    check_follow_ups(r);
    if (before(c->evaluation.from, c->conversations.to))
        diag_warning(r->d, c->evaluation.place, "evaluation-too-early",
                     "the evaluation begins before the conversations are over");
    if (before(c->process_evaluation.from, c->conversations.from))
        diag_warning(r->d, c->process_evaluation.place, "process-evaluation-too-early",
                     "the process evaluation begins before the conversations");
    if (before(c->conversations.from, c->discussed_with_unions))
        diag_warning(r->d, c->conversations.place, "conversations-before-discussion",
                     "the conversations begin before they are discussed with the unions, on %s",
                     day_text(r, c->discussed_with_unions));
    for (size_t i = 0; i < c->wave_start_count; i++)
        if (outside(c->wave_starts[i], &c->conversations))
            diag_warning(r->d, c->waves_place, "wave-outside-window",
                         "the wave of %s begins outside the conversation window",
                         day_text(r, c->wave_starts[i]));
    if (c->wave_start_count && c->wave_start_count < c->wave_count)
        diag_warning(r->d, c->waves_place, "wave-dates-too-few",
                     "there are %zu dates for %zu levels, so the lowest levels share the last date",
                     c->wave_start_count, c->wave_count);
}

// ---- Conversations

static bool earlier(const struct datetime *a, const struct datetime *b)
{
    int days = date_compare(a->date, b->date);
    if (days || a->hour < 0 || b->hour < 0) return days < 0;
    return a->hour * 60 + a->minute < b->hour * 60 + b->minute;
}

static void check_notice(struct reader *r, const struct person *p)
{
    const struct cycle *c = r->cycle;
    if (!r->as_of_given || before(p->conversation_at.date, c->as_of)) return;
    int days = date_day_number(p->conversation_at.date) - date_day_number(c->as_of);
    if (days < c->notice_days)
        diag_warning(r->d, p->conversation_at_place, "notice-too-short",
                     translate_count("%s has %d day's notice of the conversation, and not %d",
                                     "%s has %d days' notice of the conversation, and not %d",
                                     (unsigned long)days),
                     p->name, days, c->notice_days);
}

static void check_window_of(struct reader *r, const struct person *p)
{
    struct window w = r->cycle->conversations, own = cycle_person_window(r->cycle, p);
    if (before(w.from, p->employed.from)) w.from = p->employed.from;
    if (before(w.to, own.to)) w.to = own.to;
    bool known = date_is_set(w.from) && date_is_set(w.to);
    if (!known || !outside(p->conversation_at.date, &w)) return;
    struct diag *g = diag_warning(r->d, p->conversation_at_place, "conversation-outside-window",
                                  "the conversation of %s is outside the window", p->name);
    diag_hint(r->d, g, "the window is %s", window_text(r, &w));
}

static void check_conversation(struct reader *r, const struct person *p)
{
    const struct person *leader = p->leader;
    struct date day = p->conversation_at.date;
    check_window_of(r, p);
    check_notice(r, p);
    if (leader && date_is_set(leader->conversation_at.date) &&
        earlier(&p->conversation_at, &leader->conversation_at)) {
        struct diag *g = diag_warning(r->d, p->conversation_at_place, "conversation-before-leaders",
                                      "the conversation of %s comes before that of the leader, %s",
                                      p->name, leader->name);
        diag_hint(r->d, g, "the conversation of %s is on %s", leader->name,
                  day_text(r, leader->conversation_at.date));
    }
    if (!cycle_person_is_employed(p, day))
        diag_warning(r->d, p->conversation_at_place, "person-not-employed-at-conversation",
                     "%s is not employed on the day of the conversation", p->name);
    else if (cycle_person_is_away(p, day))
        diag_warning(r->d, p->conversation_at_place, "person-away-at-conversation",
                     "%s is away on the day of the conversation", p->name);
}

// Warns of people who get no pack, where that is hardly meant.
static void check_pack(struct reader *r, const struct person *p)
{
    const struct cycle *c = r->cycle;
    struct diag *g;
    enum pack_absence absence = cycle_person_pack(c, p);
    if (absence == PACK_LEFT && cycle_person_leaves_before(c, p) &&
        !before(p->employed.to, c->as_of)) {
        g = diag_warning(r->d, p->place, "person-leaves-before-conversation",
                         "%s leaves on %s, before their conversation, and gets no pack", p->name,
                         day_text(r, p->employed.to));
        diag_hint(
            r->d, g,
            "agree on an earlier day: conversation: { at: … }, or write conversation: not-needed");
    } else if (absence == PACK_NO_LEADER) {
        g = diag_warning(r->d, p->place, "person-without-leader",
                         "%s has no leader, and gets no pack", p->name);
        diag_hint(r->d, g,
                  "name the one who leads them in org.yaml, on a line below the name, or "
                  "behind a comma inside the { }: leader: { name: Per Vik, title: Ordfører }; or "
                  "else conversation: not-needed");
    }
}

// ---- Leaders

static void check_leader(struct reader *r, const struct unit *u)
{
    const struct cycle *c = r->cycle;
    const struct person *leader = cycle_unit_leader_on(u, c->as_of);
    if (!leader || !leader->id || !date_is_set(c->as_of)) return;
    bool gone = !cycle_person_is_employed(leader, c->as_of);
    if (!gone && !cycle_person_is_away(leader, c->as_of)) return;
    struct diag *g = gone ? diag_warning(r->d, u->place, "leader-not-employed",
                                         "%s leads unit \"%s\" but is not employed on %s",
                                         leader->name, u->name.text, day_text(r, c->as_of))
                          : diag_warning(r->d, u->place, "leader-away",
                                         "%s leads unit \"%s\" but is away on %s", leader->name,
                                         u->name.text, day_text(r, c->as_of));
    diag_hint(r->d, g, "name an acting leader: acting: { id: …, from: …, to: … }");
}

void timing_check(struct reader *r)
{
    const struct cycle *c = r->cycle;
    check_windows(r);
    for (size_t i = 0; i < c->unit_count; i++) check_leader(r, c->units[i]);
    for (size_t i = 0; i < c->person_count; i++) {
        if (date_is_set(c->people[i]->conversation_at.date)) check_conversation(r, c->people[i]);
        if (!c->has_errors && cycle_is_about(c, c->people[i])) check_pack(r, c->people[i]);
    }
}
