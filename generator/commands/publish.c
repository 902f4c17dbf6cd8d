// Plans and answers → figures → release, kept in history/.
#include "commands/publish.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/staging.h"
#include "base/translate.h"
#include "figures/figures.h"
#include "figures/history.h"

static const struct place nowhere;

struct counting {
    struct run *run;
    struct figures *figures;
    struct missing *missing;
    unsigned char *seen;  // by person's index
};

// ---- Counting

static void count_plan(void *arg, const struct plan *p)
{
    struct counting *k = arg;
    struct date day = k->run->inputs.cycle->as_of;
    figures_add_plan(k->figures, p, day);
    if (!p->person) return;
    figures_add_person(k->figures, p->person, day);
    missing_add(k->missing, p->person, day);
    k->seen[p->person->index] = 1;
}

struct asked {  // of the anonymous forms
    struct arena *arena;
    struct answer_question *list;
    size_t count, room;
};

static void add_question(struct asked *all, const char *path)
{
    static const char statement[] = "scales/", training[] = "training-needs/";
    bool is_training = !strncmp(path, training, strlen(training));
    if (!is_training && strncmp(path, statement, strlen(statement)) != 0) return;
    const char *id = strchr(path, '/') + 1;
    for (size_t i = 0; i < all->count; i++)
        if (!strcmp(all->list[i].id, id)) return;
    *ARENA_PUSH(all->arena, all->list, all->count,
                all->room) = (struct answer_question){id, is_training};
}

// What is counted is what the forms ask in this cycle, never what somebody has answered.
static struct asked questions_asked(struct run *r)
{
    struct asked all = {.arena = &r->arena};
    const struct cycle *c = r->inputs.cycle;
    const struct subject s = {.cycle = c, .language = c->language};
    size_t documents, count;
    const char *const *names = templates_documents(r->inputs.templates, &r->arena, "forms",
                                                   &documents);
    for (size_t i = 0; i < documents; i++) {
        struct compose_field *fields;
        const struct template *t = templates_find(r->inputs.templates, c->language, names[i]);
        if (!t || front_audience(t) != FOR_RESPONDENTS) continue;
        count = compose_fields(t, &s, r->diags, &r->arena, &fields);
        for (size_t k = 0; k < count; k++) add_question(&all, fields[k].path);
    }
    return all;
}

// Each plan is read, counted and forgotten.
const struct figures *publish_count(struct run *r, struct missing *missing)
{
    struct cycle *c = r->inputs.cycle;
    struct counting k = {r, figures_new(&r->arena, c, inputs_today()), missing,
                         arena_alloc(&r->arena, c->person_count + 1)};
    *missing = missing_new(&r->arena, c);
    size_t count;
    plans_each(r->diags, &r->arena, c, false, count_plan, &k);
    for (size_t i = 0; i < c->person_count; i++)
        if (!k.seen[i]) {
            figures_add_person(k.figures, c->people[i], c->as_of);
            missing_add(missing, c->people[i], c->as_of);
        }
    const struct answer_given *answers = answers_read(r->diags, &r->arena, c, &count);
    struct asked asked = questions_asked(r);
    figures_add_answers(k.figures, answers, count, asked.list, asked.count);
    return k.figures;
}

// ---- Releasing: once a period and kind; from then on it is told from history/

struct releasing {
    struct run *run;
    const struct figures *figures;
    struct published_period *period;
    bool has_errors;  // in plans, answers or what they rest on
    bool early;       // answers: whatever may still come in
    bool changed;
};

enum release_kind publish_kind(const struct options *o)
{
    if (o->half_year) return RELEASE_HALF_YEAR;
    return o->competence ? RELEASE_COMPETENCE : RELEASE_EVALUATION;
}

static const char *day_text(struct arena *a, struct date d)
{
    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

// Whoever's file cannot be read would be missing from what is released for good.
static bool would_miss_somebody(struct releasing *k, bool asked)
{
    if (k->has_errors && asked)
        diag_warning(k->run->diags, nowhere, "release-errors",
                     "results are released once, so none are before all files are right; this "
                     "shows coverage only");
    return k->has_errors;
}

// Why nothing is released now; false: it can be. What nobody asked for by name is not told of.
static bool is_waiting(struct releasing *k, enum release_kind kind, bool asked)
{
    struct run *r = k->run;
    const char *last = day_text(&r->arena, release_deadline(r->inputs.cycle, kind));
    if (!k->early && !release_is_due(k->figures, kind)) {
        if (!asked) return true;
        struct diag *g = diag_warning(r->diags, nowhere, "release-waits",
                                      "no results are released before %s is over or everyone due "
                                      "has had theirs, so this shows coverage only",
                                      last);
        diag_hint(r->diags, g, "--draft shows coverage without this warning");
        return true;
    }
    if (release_is_possible(k->figures, kind)) return would_miss_somebody(k, asked);
    if (asked)
        diag_warning(r->diags, nowhere, "release-too-few",
                     "there are too few people to release any results, so this shows coverage "
                     "only");
    return true;
}

static void release(struct releasing *k, enum release_kind kind, bool asked)
{
    struct run *r = k->run;
    const struct published_release *before = k->period->releases[kind];
    bool again = asked && r->options->release_again;
    if ((before && !again) || is_waiting(k, kind, asked)) return;
    k->period->releases[kind] = release_draw(&r->arena, k->figures, kind, &r->inputs.secret,
                                             before ? before->number + 1 : 1);
    k->changed = true;
    if (before)
        diag_warning(r->diags, nowhere, "release-again",
                     "the results are drawn a second time: the two releases together double what "
                     "can be inferred about a person");
    if (before && strcmp(before->fingerprint, k->period->releases[kind]->fingerprint))
        diag_warning(r->diags, nowhere, "release-other-key",
                     "the first release was drawn with another secret.key");
}

// Whether --release-again can be done at all.
static bool check_again(struct run *r, const struct published_release *before)
{
    if (!r->options->release_again || (before && before->number == 1)) return true;
    struct diag *g = before ? diag_error(r->diags, nowhere, "release-again-twice",
                                         "the results have been drawn again already, on %s",
                                         day_text(&r->arena, before->day))
                            : diag_error(r->diags, nowhere, "release-again-none",
                                         "nothing has been released that could be drawn again");
    if (before) diag_hint(r->diags, g, "what is drawn a third time protects nobody any more");
    else diag_hint(r->diags, g, "leave --release-again out");
    return false;
}

// Another run must not release meanwhile: one of the two would be lost, and drawn again. What it
// keeps is soon kept; whoever changes plans takes longer.
bool publish_lock(struct run *r, int *lock)
{
    enum { TRIES = 200 };
    const struct timespec pause = {.tv_nsec = 50000000};
    *lock = -1;
    for (int i = 0; i < TRIES; i++) {
        if (staging_lock(".", lock) != EWOULDBLOCK) return true;
        nanosleep(&pause, NULL);
    }
    struct diag *g = diag_system(r->diags, nowhere, "release-running",
                                 "another run is changing this directory");
    diag_hint(r->diags, g, "wait until it has ended");
    return false;
}

static bool read_and_release(struct releasing *k, bool asked, size_t *count)
{
    struct run *r = k->run;
    const struct options *o = r->options;
    enum release_kind kind = publish_kind(o);
    struct published_period *list = k->period;
    if (!history_read(r->diags, &r->arena, r->inputs.cycle, list, count)) return false;
    if (!check_again(r, list[0].releases[kind])) return false;
    if (o->draft) {
        memset(list[0].releases, 0, sizeof list[0].releases);
    } else if (!o->dry_run && !o->dump) {
        release(k, kind, asked);
        if (kind == RELEASE_EVALUATION) release(k, RELEASE_PROCESS, false);
    }
    return !k->changed || history_write(r->diags, &r->arena, &list[0]);
}

// Nothing is released where nothing is written.
const struct published *publish_figures(struct run *r, const struct figures *f, bool asked)
{
    struct published_period *list = ARENA_ARRAY(&r->arena, struct published_period,
                                                PUBLISHED_PERIODS);
    const struct options *o = r->options;
    struct releasing k = {
        .run = r, .figures = f, .period = list, .has_errors = diag_count(r->diags, DIAG_ERROR) > 0};
    size_t count;
    int lock = -1;
    if (!o->draft && !o->dry_run && !o->dump && !publish_lock(r, &lock)) return NULL;
    bool ok = read_and_release(&k, asked, &count);
    if (lock >= 0) close(lock);
    return ok ? release_publish(&r->arena, f, publish_kind(o), list, count) : NULL;
}

// ---- Releasing what people have answered

struct publish_answers publish_look(struct run *r, const struct figures *f)
{
    struct publish_answers a = {.count = f->answer_count,
                                .is_due = release_is_due(f, RELEASE_PROCESS),
                                .is_possible = release_is_possible(f, RELEASE_PROCESS)};
    a.texts = texts_list(&r->arena, f->given, f->answer_count, &a.text_count);
    return a;
}

struct published_period *publish_period(struct run *r)
{
    struct published_period *list = ARENA_ARRAY(&r->arena, struct published_period,
                                                PUBLISHED_PERIODS);
    size_t count;
    return history_read(r->diags, &r->arena, r->inputs.cycle, list, &count) ? list : NULL;
}

bool publish_texts(struct run *r, const struct figures *f, const struct publish_answers *answers)
{
    struct published_period *period = publish_period(r);
    if (!period) return false;
    struct releasing k = {.run = r, .figures = f, .period = period};
    release(&k, RELEASE_EVALUATION, false);
    k.early = true;
    release(&k, RELEASE_PROCESS, false);
    const struct published_release *process = period->releases[RELEASE_PROCESS];
    bool shown = process && process->unit_count && process->units[0].atoms;
    period->texts_released = inputs_today();
    for (int q = 0; q < PUBLISHED_TEXTS; q++)
        period->texts[q] = texts_released(
            &r->arena, answers->texts, shown ? answers->text_count : 0, (enum published_question)q);
    return history_write(r->diags, &r->arena, period);
}

// ---- The rest

void publish_dump(const struct figures *f, struct buf *out)
{
    figures_dump(f, out);
}

// Summaries look back: on the whole period, or, before it is over, on what a release waits for.
struct date publish_last_day(const struct cycle *c, enum release_kind kind)
{
    struct date after = date_add_days(release_deadline(c, kind), 1);
    bool whole = kind == RELEASE_EVALUATION || date_compare(after, c->dates.to) > 0;
    return whole ? c->dates.to : after;
}
