// Composes papers anew, and compares what they say with what is remembered of those that are there.
#include "run/current.h"

#include <string.h>
#include <time.h>

#include "base/array.h"
#include "base/file.h"
#include "calendar/difference.h"
#include "output/keep.h"
#include "run/papers.h"
#include "run/stop.h"
#include "run/work.h"
#include "run/worker.h"

struct comparison {
    struct run *run;
    bool *outdated;           // by the order's number
    const struct date *days;  // the same: when the paper was made; unset: it is not outdated
    struct date day;          // look at those alone that were made on this day; unset: at all
};

struct current_worker {
    struct comparison *comparison;
    struct worker *worker;
};

// How the paper may have been ordered: what a run can be told that makes another paper of it.
struct ways {
    int follow_ups[FOLLOW_UPS_MAX + 3];
    size_t follow_up_count;
    int shorts, larges;
};

static struct ways ways_of(const struct order *o)
{
    const struct cycle *c = o->subject.cycle;
    struct ways ways = {.shorts = o->is_leaders ? 2 : 1, .larges = 2};
    ways.follow_ups[ways.follow_up_count++] = o->subject.follow_up;
    if (strncmp(o->document, "follow-up", strlen("follow-up")) != 0) return ways;
    for (int i = -1; i <= (int)c->follow_up_count; i++) ways.follow_ups[ways.follow_up_count++] = i;
    return ways;
}

static bool says_the_same(struct worker *w, const struct order *order,
                          const struct manifest_entry *e)
{
    uint8_t content[HASH_SIZE];
    const struct run *r = w->run;
    const struct template *t = templates_find(r->inputs.templates, order->subject.language,
                                              order->document);
    struct paper_names names = orders_paper_names(order, &r->inputs.secret, &w->paper);
    struct paper_draft d = worker_draft(w, t, order, &names);
    worker_compose(w, &d);
    worker_hash_content(w, content);
    bool same = d.count && hash_same(content, e->content);
    worker_reset(w, true);
    return same;
}

static bool says_the_same_in_any_way(struct worker *w, const struct order *order,
                                     const struct manifest_entry *e)
{
    struct ways ways = ways_of(order);
    struct order other = *order;
    for (size_t f = 0; f < ways.follow_up_count; f++)
        for (int s = 0; s < ways.shorts; s++)
            for (int l = 0; l < ways.larges; l++) {
                other.subject.follow_up = ways.follow_ups[f];
                other.subject.is_short = order->subject.is_short != s;
                other.subject.large = order->subject.large != l;
                if (says_the_same(w, &other, e)) return true;
            }
    return false;
}

// Whether the calendar that goes with the paper has other appointments than there are now.
static bool calendar_differs(struct worker *w, const struct order *o)
{
    struct run *r = w->run;
    struct arena *a = &w->paper;
    const struct subject *s = &o->subject;
    const char *path = papers_calendar_path(r, o, a);
    struct buf old = {0}, now = {0};
    size_t count = 0;
    if (!path || keep_file_status(&r->output, path).state != FILE_INTACT) return false;
    struct calendar_titles titles = papers_calendar_titles(r, s->language);
    if (!file_read(file_join(a, r->output.folder, path), &old, READ_LIMIT)) {
        bool leader = !strcmp(o->document, "leader-pack");
        (leader ? calendar_of_leader : calendar_of_employee)(&r->calendar, s->employee, &titles,
                                                             &now);
        calendar_differences(a, &old, &now, 1, &count);
    }
    buf_free(&old);
    buf_free(&now);
    return count;
}

static bool is_outdated(struct worker *w, const struct order *o)
{
    static const uint8_t unknown[HASH_SIZE];
    struct run *r = w->run;
    uint8_t key[HASH_SIZE];
    struct file_status status = keep_file_status(&r->output, orders_paper_path(o, &w->paper));
    const struct manifest_entry *e = &status.entry;
    const struct template *t = templates_find(r->inputs.templates, o->subject.language,
                                              o->document);
    if (front_is_report(t) || o->calendar_only || status.state != FILE_INTACT ||
        hash_same(e->content, unknown))
        return false;
    struct paper_names names = orders_paper_names(o, &r->inputs.secret, &w->paper);
    if (!dependencies_key(r->dependencies, o, &names, key)) return false;
    if (e->known && hash_same(key, e->key)) return false;
    return calendar_differs(w, o) || !says_the_same_in_any_way(w, o, e);
}

static struct date day_of_paper(struct run *r, const struct order *o)
{
    struct arena a = {0};
    struct file_status status = keep_file_status(&r->output, orders_paper_path(o, &a));
    time_t seconds = (time_t)(status.entry.stamp.modified / 1000000000);
    struct tm tm;
    arena_free(&a);
    if (status.state != FILE_INTACT || !localtime_r(&seconds, &tm)) return (struct date){0};
    return (struct date){(int16_t)(tm.tm_year + 1900), (int8_t)(tm.tm_mon + 1), (int8_t)tm.tm_mday};
}

static bool look(void *worker, size_t i)
{
    struct current_worker *k = worker;
    struct worker *w = k->worker;
    bool *outdated = &k->comparison->outdated[i];
    const struct order *o = &w->run->orders.list[i];
    struct date day = k->comparison->day;
    if (stop_asked()) return false;
    if (date_is_set(day) && (!*outdated || date_compare(k->comparison->days[i], day))) return true;
    *outdated = is_outdated(w, o);
    worker_reset(w, worker_is_full(w));
    return true;
}

static void compare_all(struct comparison *k)
{
    struct run *r = k->run;
    int jobs = run_job_count(r, r->orders.count);
    void **workers = ARENA_ARRAY(&r->arena, void *, jobs);
    for (int i = 0; i < jobs; i++) {
        struct current_worker *one = ARENA_NEW(&r->arena, struct current_worker);
        *one = (struct current_worker){k, worker_new(r)};
        workers[i] = one;
    }
    work_run(workers, jobs, r->orders.count, look);
    for (int i = 0; i < jobs; i++) worker_discard(((struct current_worker *)workers[i])->worker);
}

// The first of the days after this one; unset: there is none.
static struct date next_day(const struct date *days, size_t count, struct date last)
{
    struct date next = {0};
    for (size_t i = 0; i < count; i++)
        if (date_compare(days[i], last) > 0 &&
            (!date_is_set(next) || date_compare(days[i], next) < 0))
            next = days[i];
    return next;
}

// Letters bear the day on which they were made: they are compared as of that day.
static void compare_letters(struct comparison *k)
{
    struct run *r = k->run;
    struct cycle *c = r->inputs.cycle;
    size_t count = r->orders.count;
    struct date now = c->as_of, last = {0};
    struct date *days = ARENA_ARRAY(&r->arena, struct date, count + 1);
    for (size_t i = 0; i < count; i++)
        days[i] = k->outdated[i] ? day_of_paper(r, &r->orders.list[i]) : (struct date){0};
    k->days = days;
    while (date_is_set(last = next_day(days, count, last)) && !stop_asked()) {
        k->day = c->as_of = last;
        compare_all(k);
    }
    c->as_of = now;
}

bool *current_find_outdated(struct run *r)
{
    struct comparison k = {.run = r, .outdated = ARENA_ARRAY(&r->arena, bool, r->orders.count + 1)};
    if (!r->dependencies) r->dependencies = dependencies_new(&r->arena, &r->inputs);
    compare_all(&k);
    if (r->options->reminding) compare_letters(&k);
    return k.outdated;
}
