// Finds what a cycle directory holds too long, or of one person.
#include "held/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/staging.h"
#include "base/translate.h"
#include "held/mentions.h"
#include "held/outputs.h"
#include "import/org_index.h"
#include "read/read.h"
#include "yaml/tree.h"

#define LAST_IMPORT "import.last.yaml"

static const struct node *read_quietly(struct held *h, const char *path)
{
    struct diags *quiet = diag_new();
    const struct source *s = file_is_regular(path)
                               ? diag_source_open(quiet, h->a, path, path, READ_LIMIT)
                               : NULL;
    const struct node *n = s ? tree_read(quiet, h->a, s) : NULL;
    diag_free(quiet);
    return n;
}

// ---- Plans

static bool is_archived(struct held *h, const char *path)
{
    if (!h->c->personnel_file) return false;
    const struct node *agreed = node_get(read_quietly(h, path), "agreed");
    return node_text(agreed, "employee") && node_text(agreed, "leader");
}

static void add_plan(struct held *h, const char *path, const char *period, const char *id,
                     struct date until)
{
    held_add(h, (struct held_thing){.what = HELD_PLANS,
                                    .part = HELD_FILE,
                                    .path = path,
                                    .period = period,
                                    .id = id,
                                    .until = until,
                                    .archived = is_archived(h, path)});
}

// The id in the name of a plan, or of one that was being written when a run was killed; NULL: it is
// neither.
static const char *id_in(struct arena *a, const char *file)
{
    char original[PATH_MAX];
    if (staging_has_name(file) && staging_original(original, file))
        file = arena_strdup(a, original);
    if (*file == '.' || !ascii_ends_with(file, ".yaml")) return NULL;
    return arena_strndup(a, file, strlen(file) - strlen(".yaml"));
}

static void find_plans(struct held *h, const char *period, struct date until)
{
    const char *folder = arena_printf(h->a, "plans/%s", period);
    size_t count;
    const char **files = file_list(h->a, folder, &count);
    for (size_t i = 0; i < count; i++) {
        const char *path = file_join(h->a, folder, files[i]), *id = id_in(h->a, files[i]);
        if (id) add_plan(h, path, period, id, until);
        else held_add_beyond(h, path);
    }
}

// Whether answers have been summed up. Where they were too few there is nothing of them in history:
// then the period's results are there, and none of its answers comes in any more.
static bool is_summed_up(struct held *h, const char *period)
{
    const struct cycle *c = h->c;
    struct date last = held_until(h, period, 1), day = c->process_evaluation.to;
    if (!strcmp(period, c->period) && date_is_set(day) && date_compare(day, last) > 0) last = day;
    enum held_summary summary = h->summary_of(h->arg, period);
    return summary == HELD_ANSWERS_SUMMARY || (summary == HELD_SUMMARY && held_is_over(h, last));
}

static void find_answers(struct held *h, const char *period)
{
    const struct cycle *c = h->c;
    bool summed_up = !strcmp(c->keep_answers, "until-summary");
    struct date until = summed_up ? (struct date){0} : held_until(h, period, atoi(c->keep_answers));
    bool over = summed_up ? is_summed_up(h, period) : held_is_over(h, until);
    const char *folder = arena_printf(h->a, "answers/%s", period);
    size_t count;
    const char **files = over ? file_list(h->a, folder, &count) : NULL;
    for (size_t i = 0; files && i < count; i++)
        held_add(h, (struct held_thing){.what = HELD_ANSWERS,
                                        .part = HELD_FILE,
                                        .path = file_join(h->a, folder, files[i]),
                                        .period = period,
                                        .until = until});
}

// ---- Periods

// Every period of which there is anything, once.
static const char **all_periods(struct held *h, size_t *count)
{
    const char *const folders[] = {"plans", "conversations", h->out};
    struct map known = {0};
    const char **list = NULL;
    size_t room = 0;
    *count = 0;
    for (size_t i = 0; i < 3; i++) {
        size_t n;
        const char **names = file_list(h->a, folders[i], &n);
        for (size_t k = 0; k < n; k++) {
            const char *dot = i == 1 ? strstr(names[k], ".yaml") : NULL;
            const char *name = dot ? arena_strndup(h->a, names[k], (size_t)(dot - names[k]))
                                   : names[k];
            if (*name == '.' || (i == 1 && !dot) || map_get(&known, name)) continue;
            map_set(&known, h->a, name, h);
            *ARENA_PUSH(h->a, list, *count, room) = name;
        }
    }
    return list;
}

static const char *period_before(struct held *h, const char *period)
{
    const struct cycle *c = h->c;
    return strcmp(period, c->period) ? settings_files_previous(h->a, ".", period)
                                     : c->previous_period;
}

// A period of another name than a year's, which settings no longer say when it was.
static bool is_unknown(const struct held *h, const char *period, struct date until)
{
    bool has_year = strtol(period, NULL, 10) >= 1900;
    return !date_is_set(until) && !has_year && date_is_set(h->c->dates.to);
}

static void find_of_period(struct held *h, const char *period)
{
    struct date until = held_until(h, period, h->c->keep_plans);
    const char *before = period_before(h, period),
               *times = arena_printf(h->a, "conversations/%s.yaml", period);
    if (held_is_over(h, until)) {
        find_plans(h, period, until);
        outputs_find_old(h, period, until);
        if (file_exists(times))
            held_add(h, (struct held_thing){.what = HELD_TIMES,
                                            .part = HELD_FILE,
                                            .path = times,
                                            .period = period,
                                            .until = until});
        return;
    }
    const char *plans = arena_printf(h->a, "plans/%s", period);
    if (is_unknown(h, period, until) && file_exists(plans)) held_add_beyond(h, plans);
    // packs show the plan of the period before, and are removed before that is
    if (before && !file_exists(arena_printf(h->a, "plans/%s", before))) return;
    until = before ? held_until(h, before, h->c->keep_plans) : (struct date){0};
    if (held_is_over(h, until)) outputs_find_personal(h, period, until);
}

// ---- People

static void add_person(struct held *h, const struct person *p, struct date until)
{
    held_add(h, (struct held_thing){.what = HELD_PEOPLE,
                                    .part = HELD_ENTRY,
                                    .path = "org.yaml",
                                    .id = p->id,
                                    .name = p->name,
                                    .until = until});
}

// The last day on which somebody who has left may be held: as their last plan.
static struct date until_of(const struct held *h, const struct person *p)
{
    const struct cycle *c = h->c;
    struct date last = c->dates.to;
    for (int i = 0; i < 100; i++) {
        struct date earlier = cycle_period_later(c, last, -1);
        if (date_compare(earlier, p->employed.to) < 0) break;
        last = earlier;
    }
    return cycle_period_later(c, last, c->keep_plans - 1);
}

// ---- What is of some people: ids, each with a struct date, the last day that it may be there

static void add_times(struct held *h, const struct map *people, const char *path,
                      const char *period, const char *id)
{
    const struct date *until = map_get(people, id);
    if (!until) return;
    held_add(h, (struct held_thing){.what = HELD_TIMES,
                                    .part = HELD_ENTRY,
                                    .path = path,
                                    .period = period,
                                    .id = id,
                                    .until = *until});
}

static void find_times(struct held *h, const struct map *people)
{
    size_t count;
    const char **files = file_list(h->a, "conversations", &count);
    for (size_t i = 0; i < count; i++) {
        const char *path = file_join(h->a, "conversations", files[i]);
        const struct node *top = ascii_ends_with(path, ".yaml") ? read_quietly(h, path) : NULL;
        if (!top || top->kind != NODE_MAP) continue;
        const char *period = arena_strndup(h->a, files[i], strlen(files[i]) - strlen(".yaml"));
        for (size_t k = 0; k < top->count; k++) {
            const struct node *leaders = node_get(top->items[k], "leaders");
            add_times(h, people, path, period, top->keys[k]->text);
            for (size_t n = 0; leaders && leaders->kind == NODE_LIST && n < leaders->count; n++)
                if (leaders->items[n]->kind == NODE_SCALAR)
                    add_times(h, people, path, period, leaders->items[n]->text);
        }
    }
}

// A copy that somebody has made, "e12 (1).yaml", is theirs to look at.
static void find_own_plans(struct held *h, const struct map *people)
{
    size_t count, n;
    const char **periods = file_list(h->a, "plans", &count), **ids;
    for (size_t i = 0; i < count; i++) {
        const char *folder = file_join(h->a, "plans", periods[i]);
        const char **files = file_list(h->a, folder, &n);
        for (size_t k = 0; k < n; k++) {
            const char *own = id_in(h->a, files[k]), *path = file_join(h->a, folder, files[k]);
            const struct date *until = own ? map_get(people, own) : NULL;
            if (until) add_plan(h, path, periods[i], own, *until);
            else if (mentions_of(h->a, files[k], strlen(files[k]), people, &ids))
                held_add_beyond(h, path);
        }
    }
}

static void add_last_import(struct held *h, const char *id, const char *name, struct date until)
{
    held_add(h, (struct held_thing){.what = HELD_LAST_IMPORT,
                                    .part = HELD_ENTRY,
                                    .path = LAST_IMPORT,
                                    .id = id,
                                    .name = name,
                                    .until = until});
}

// ---- Those who left

// Whether a plan of theirs is there that may be kept.
static bool has_plan(struct held *h, const char *id, const char *const *kept, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (file_exists(arena_printf(h->a, "plans/%s/%s.yaml", kept[i], id))) return true;
    return false;
}

// Everything of them is looked for at once: in a large organisation they are thousands.
static void find_those_who_left(struct held *h, const char *const *periods, size_t count)
{
    const struct cycle *c = h->c;
    struct map people = {0};
    const char **kept = ARENA_ARRAY(h->a, const char *, count), **ids;
    const struct person **left = ARENA_ARRAY(h->a, const struct person *, c->person_count);
    size_t kept_count = 0, left_count = 0;
    for (size_t i = 0; i < count; i++)
        if (!held_is_over(h, held_until(h, periods[i], c->keep_plans)))
            kept[kept_count++] = periods[i];
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        if (!date_is_set(p->employed.to) || !date_is_set(c->dates.to) ||
            date_compare(p->employed.to, c->dates.to) > 0)
            continue;
        struct date *until = ARENA_NEW(h->a, struct date);
        *until = until_of(h, p);
        if (!held_is_over(h, *until) || has_plan(h, p->id, kept, kept_count)) continue;
        map_set(&people, h->a, p->id, until);
        left[left_count++] = p;
    }
    if (!left_count) return;
    outputs_find_own(h, &people);
    find_times(h, &people);
    find_own_plans(h, &people);
    size_t named = mentions_of_file(h->a, LAST_IMPORT, &people, &ids);
    for (size_t i = 0; i < named; i++)
        add_last_import(h, ids[i], cycle_person(c, ids[i])->name,
                        *(const struct date *)map_get(&people, ids[i]));
    for (size_t i = 0; i < left_count; i++)
        add_person(h, left[i], *(const struct date *)map_get(&people, left[i]->id));
}

void find_too_old(struct held *h)
{
    size_t count, answers;
    const char **periods = all_periods(h, &count);
    for (size_t i = 0; i < count; i++) find_of_period(h, periods[i]);
    const char **answered = file_list(h->a, "answers", &answers);
    for (size_t i = 0; i < answers; i++)
        if (*answered[i] != '.') find_answers(h, answered[i]);
    find_those_who_left(h, periods, count);
}

// ---- One person

void find_of_person(struct held *h, const char *id)
{
    const struct person *p = cycle_person(h->c, id);
    struct date not_said = {0};
    struct map people = {0};
    map_set(&people, h->a, id, &not_said);
    h->id = id;
    outputs_find_of(h, id);
    find_times(h, &people);
    if (mentions_count(LAST_IMPORT, id, p ? p->name : NULL))
        add_last_import(h, id, p ? p->name : NULL, not_said);
    find_own_plans(h, &people);
    if (p) add_person(h, p, not_said);
}

// ---- Saying it

static void warn_of(const struct held *h, const struct held_thing *t, size_t count)
{
    const char *day = arena_printf(h->a, "%04d-%02d-%02d", t->until.year, t->until.month,
                                   t->until.day);
    struct diag *g;
    bool are_answers = t->what == HELD_ANSWERS && !date_is_set(t->until);
    if (are_answers)
        g = diag_warning(h->d, (struct place){0}, "kept-after-summary",
                         "answers/%s is still there, though its results are released", t->period);
    else
        g = diag_warning(h->d, (struct place){0}, "kept-too-long",
                         "%s: keep: allows them until %s; still there: %zu",
                         t->period ? arena_printf(h->a, "%s %s", _(held_word(t->what)), t->period)
                                   : _(held_word(t->what)),
                         day, count);
    if (are_answers && !strcmp(t->period, h->c->period))
        diag_hint(h->d, g,
                  "samtale release goes through the texts, and then deletes them; samtale purge "
                  "--yes deletes them unread");
    else diag_hint(h->d, g, "samtale purge shows what it is, and removes it with --yes");
}

void find_warn(const struct held *h)
{
    struct held_kind *kinds;
    size_t count = held_kinds(h, &kinds);
    for (size_t i = 0; i < count; i++) warn_of(h, kinds[i].first, kinds[i].count);
}

size_t find_out_of_reach(struct held *h, const char *id, const char **out[])
{
    const char **list = NULL, **own;
    size_t count = 0, room = 0, own_count = mentions_leaders_directories(h, id, &own);
    if (!h->c->part_of)
        *ARENA_PUSH(h->a, list, count, room) = _("directories of leaders (samtale split): run the "
                                                 "same there");
    for (size_t i = 0; i < own_count; i++)
        *ARENA_PUSH(h->a, list, count, room) = arena_printf(h->a, "  %s", own[i]);
    if (file_exists(".git") || file_exists("../.git"))
        *ARENA_PUSH(h->a, list, count, room) = _(".git: what was committed stays in its history");
    *ARENA_PUSH(h->a, list, count, room) = _("backups, printed papers, and what was sent by mail "
                                             "or to calendars");
    *ARENA_PUSH(h->a, list, count, room) = _("exports from the HR system: what stands there comes "
                                             "back with samtale import");
    *out = list;
    return count;
}
