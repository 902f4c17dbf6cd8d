// Goes through what a new period does not decide by itself.
#include "period/look.h"

#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/translate.h"

enum { NAMES = 5 };

struct looking {
    struct arena *a;
    const struct cycle *c;
    const struct look_facts *f;
    struct look_list out;
};

static void add(struct looking *w, const char *id, const char *text)
{
    *ARENA_PUSH(w->a, w->out.list, w->out.count, w->out.room) = (struct look){id, text};
}

static const char *day(struct looking *w, struct date d)
{
    return arena_printf(w->a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static bool before(struct date a, struct date b)
{
    return date_is_set(a) && date_compare(a, b) < 0;
}

// ---- Dates

static void look_at_dates(struct looking *w)
{
    const struct cycle *c = w->c;
    if (c->closed_count)
        add(w, "closed",
            _("closed: the ranges are moved like the windows. See whether schools and others are "
              "closed then."));
    if (w->f->shift->months % 12)
        add(w, "dates",
            arena_printf(
                w->a,
                _("All days are moved on by %d months. See whether the windows still suit: "
                  "they may fall into holidays."),
                w->f->shift->months));
    if (date_is_set(c->discussed_with_unions))
        add(w, "unions",
            arena_printf(w->a,
                         _("privacy.discussed-with-unions is still %s. Discuss the new period, and "
                           "write that day."),
                         day(w, c->discussed_with_unions)));
}

static void look_at_drafts(struct looking *w)
{
    size_t n = w->f->drafts;
    if (!n) return;
    add(w, "drafts",
        arena_printf(
            w->a,
            translate_count("%zu text in priorities/%s is a draft. Its unit goes through "
                            "it, and takes the line with draft: away; samtale check says "
                            "which are left.",
                            "%zu texts in priorities/%s are drafts. Each unit goes through "
                            "its own, and takes the line with draft: away; samtale check "
                            "says which are left.",
                            n),
            n, w->f->period));
}

static void look_at_times(struct looking *w)
{
    size_t n = w->f->briefings;
    if (!n) return;
    add(w, "briefings",
        arena_printf(w->a,
                     translate_count("%zu unit had a briefing. Give the new one in org.yaml.",
                                     "%zu units had a briefing. Give the new ones in org.yaml.", n),
                     n));
}

// ---- People

struct people_found {
    struct buf names;
    size_t count;
};

static void find_name(struct people_found *found, const struct person *p)
{
    if (found->count++ < NAMES)
        buf_printf(&found->names, "%s%s", found->names.n ? ", " : "", p->name);
    else if (found->count == NAMES + 1) buf_str(&found->names, ", …");
}

static void add_people(struct looking *w, const char *id, struct people_found *found,
                       const char *text)
{
    if (found->count) add(w, id, arena_printf(w->a, text, found->count, buf_cstr(&found->names)));
    buf_free(&found->names);
}

static void look_at_people(struct looking *w)
{
    const struct cycle *c = w->c;
    struct date first = w->f->shift->now.from;
    struct people_found left = {0}, spared = {0};
    size_t over = 0;
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        if (before(p->employed.to, first)) find_name(&left, p);
        else if (p->not_needed) find_name(&spared, p);
        over += before(p->away.to, first);
    }
    for (size_t i = 0; i < c->unit_count; i++) over += before(c->units[i]->acting_window.to, first);
    add_people(
        w, "left", &left,
        translate_count("%zu person has left when the period begins (%s), and stays in org.yaml: "
                        "take the line away when the last plan is deleted.",
                        "%zu people have left when the period begins (%s), and stay in org.yaml: "
                        "take their lines away when their last plans are deleted.",
                        left.count));
    add_people(w, "not-needed", &spared,
               translate_count("%zu person has conversation: not-needed (%s). See whether that "
                               "still holds.",
                               "%zu people have conversation: not-needed (%s). See whether that "
                               "still holds.",
                               spared.count));
    if (over)
        add(w, "over",
            arena_printf(w->a,
                         translate_count("%zu line with away or acting in org.yaml is over when "
                                         "the period begins.",
                                         "%zu lines with away or acting in org.yaml are over when "
                                         "the period begins.",
                                         over),
                         over));
}

// ---- What is to be finished, and deleted

static void look_at_results(struct looking *w)
{
    const char *period = w->c->period;
    if (w->f->answers_released && file_exists(arena_printf(w->a, "answers/%s", period)) &&
        !strcmp(w->c->keep_answers, "until-summary"))
        add(w, "answers",
            arena_printf(w->a,
                         _("The results of %s are released: delete answers/%s, as keep says."),
                         period, period));
    if (w->f->results_released) return;
    add(w, "results",
        arena_printf(w->a,
                     _("No results of %s are released yet. When its evaluation is over: samtale "
                       "summaries --period %s"),
                     period, period));
}

static size_t count_plans(struct looking *w, const char *period)
{
    size_t count, plans = 0;
    const char **files = file_list(w->a, arena_printf(w->a, "plans/%s", period), &count);
    for (size_t i = 0; i < count; i++)
        plans += ascii_ends_with(files[i], ".yaml") && files[i][0] != '.';
    return plans;
}

static bool is_kept(const struct looking *w, const char *period)
{
    for (size_t i = 0; i < w->f->kept_count; i++)
        if (!strcmp(w->f->kept[i], period)) return true;
    return false;
}

static void look_at_old_plans(struct looking *w)
{
    struct buf list = {0};
    size_t count;
    const char **periods = file_list(w->a, "plans", &count);
    for (size_t i = 0; i < count; i++) {
        size_t plans = *periods[i] == '.' || is_kept(w, periods[i]) ? 0
                                                                    : count_plans(w, periods[i]);
        if (!plans) continue;
        const char *number = arena_printf(w->a, translate_count("%zu plan", "%zu plans", plans),
                                          plans);
        buf_printf(&list, "%splans/%s (%s)", list.n ? ", " : "", periods[i], number);
    }
    if (list.n)
        add(w, "keep",
            arena_printf(
                w->a,
                _("keep: { plans: %d } says that these are deleted when %s is over, on %s: %s, and "
                  "conversations/ of the same periods."),
                w->c->keep_plans, w->c->period, day(w, w->c->dates.to), buf_cstr(&list)));
    buf_free(&list);
}

struct look_list look_make(struct arena *a, const struct cycle *c, const struct look_facts *f)
{
    struct looking w = {.a = a, .c = c, .f = f};
    look_at_dates(&w);
    look_at_drafts(&w);
    look_at_times(&w);
    look_at_people(&w);
    look_at_results(&w);
    look_at_old_plans(&w);
    return w.out;
}
