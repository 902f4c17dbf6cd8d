// Counts in conversations/PERIOD.yaml what has become of appointments that calendars hold. A
// calendar believes a file only when the entry's SEQUENCE is higher than before, and the same input
// gives the same bytes: so the count is input. What was given out last is known from the calendar
// files that lie in the output folder.
#include "commands/appointments.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/file_update.h"
#include "base/json_line.h"
#include "base/translate.h"
#include "calendar/difference.h"
#include "calendar/uid.h"
#include "cli/select.h"
#include "output/keep.h"
#include "run/papers.h"
#include "yaml/splice.h"

struct counted {                  // of calendars: one person's conversation, or a follow-up window
    const char *key;              // in conversations/PERIOD.yaml
    const struct person *person;  // NULL: none, or gone
    const struct in_calendars *known;
    bool is_there;  // a window, which is never cancelled while it is there
    // what is to be recorded
    int sequence;  // 0: nothing
    bool cancelled;
    struct datetime was;
    const char **leaders;
    size_t leader_count, leader_room;
};

struct appointment_counting {
    struct run *run;
    struct arena *a;
    const struct cycle *cycle;
    struct date today;
    struct map by_uid;   // struct counted
    struct map ordered;  // paths of calendars of this run; the value is "same" when it is kept
    struct counted **changed;
    size_t count, room, cancelled_count;
    struct splice_edit *edits;
    size_t edit_count, edit_room;
};

static const char same[] = "same", other[] = "other";

// ---- The entries that there are

static struct counted *know(struct appointment_counting *k, const char *kind, const char *which,
                            const char *key, const struct in_calendars *known)
{
    const struct cycle *c = k->cycle;
    struct uid uid = uid_of(kind, c->organisation.text, c->period, which);
    struct counted *e = map_get(&k->by_uid, uid.text);
    if (e) return e;
    e = ARENA_NEW(k->a, struct counted);
    e->key = key;
    e->known = known;
    map_set(&k->by_uid, k->a, arena_strdup(k->a, uid.text), e);
    return e;
}

static void know_all(struct appointment_counting *k, const struct manifest_entry *files,
                     size_t count)
{
    static const struct in_calendars none;
    const struct cycle *c = k->cycle;
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        know(k, "conversation", p->id, p->id, &p->appointment)->person = p;
    }
    for (size_t i = 0; i < FOLLOW_UPS_MAX; i++) {
        const char *which = arena_printf(k->a, "%zu", i + 1);
        const char *key = arena_printf(k->a, "follow-up %s", which);
        bool there = i < c->follow_up_count;
        know(k, "follow-up", which, key, there ? &c->follow_ups[i].appointment : &none)->is_there =
            there;
    }
    for (size_t i = 0; i < count; i++)
        if (files[i].employee) know(k, "conversation", files[i].employee, files[i].employee, &none);
}

// ---- Comparing

static const struct person *leader_of(const struct appointment_counting *k,
                                      const struct manifest_entry *file)
{
    return file->employee ? cycle_person(k->cycle, file->employee) : NULL;
}

static void add_leader(struct appointment_counting *k, struct counted *e,
                       const struct person *leader)
{
    const struct person *p = e->person;
    if (!leader || p == leader || !strcmp(e->key, leader->id) || strchr(e->key, ' ')) return;
    if (p && (p->leader == leader || p->held_by == leader)) return;
    for (size_t i = 0; i < e->leader_count; i++)
        if (!strcmp(e->leaders[i], leader->id)) return;
    *ARENA_PUSH(k->a, e->leaders, e->leader_count, e->leader_room) = leader->id;
}

static struct date held(const struct person *p)
{
    if (p->plan && date_is_set(p->plan->conversation_held)) return p->plan->conversation_held;
    return p->conversation_held;
}

// Then it stays where it is, whoever leads the person since.
static bool took_place(const struct appointment_counting *k, const struct person *p)
{
    return date_is_set(held(p)) && date_compare(held(p), k->today) <= 0;
}

// Whether it is off: it was still to come, and is not left out because of an error.
static bool is_cancelled(const struct appointment_counting *k, const struct counted *e,
                         struct datetime was)
{
    if (e->is_there || diag_count(k->run->diags, DIAG_ERROR)) return false;
    if (e->person && date_is_set(held(e->person))) return false;
    return date_compare(was.date, k->today) >= 0;
}

static void take(struct appointment_counting *k, const struct manifest_entry *file,
                 const struct calendar_difference *d)
{
    struct counted *e = map_get(&k->by_uid, d->uid);
    if (!e) return;
    const struct person *p = e->person;
    bool live = p && calendar_has_appointment(k->cycle, p);
    if (p && took_place(k, p)) return;
    if (d->gone && !live && !is_cancelled(k, e, d->was)) return;
    if (!e->sequence) *ARENA_PUSH(k->a, k->changed, k->count, k->room) = e;
    if (d->sequence > e->sequence) e->sequence = d->sequence;
    if (d->gone) add_leader(k, e, leader_of(k, file));
    if (!d->gone || live || e->cancelled) return;
    e->cancelled = true;
    e->was = d->was;
    k->cancelled_count++;
}

static void compare(struct appointment_counting *k, const struct manifest_entry *file)
{
    struct run *r = k->run;
    struct buf old = {0}, now[2] = {{0}, {0}};
    const struct person *p = file->employee ? cycle_person(k->cycle, file->employee) : NULL;
    if (file_read(file_join(k->a, r->output.folder, file->path), &old, READ_LIMIT)) return;
    if (p) {
        struct calendar_titles titles = papers_calendar_titles(r,
                                                               cycle_person_language(k->cycle, p));
        calendar_of_employee(&r->calendar, p, &titles, &now[0]);
        calendar_of_leader(&r->calendar, p, &titles, &now[1]);
    }
    size_t count;
    const struct calendar_difference *list = calendar_differences(k->a, &old, now, 2, &count);
    for (size_t i = 0; i < count; i++) take(k, file, &list[i]);
    buf_free(&old);
    buf_free(&now[0]);
    buf_free(&now[1]);
}

// Which calendars this run makes, and which of them it will keep without a look.
static void find_ordered(struct appointment_counting *k)
{
    struct run *r = k->run;
    for (size_t i = 0; i < r->orders.count; i++) {
        const struct order *o = &r->orders.list[i];
        const char *path = papers_calendar_path(r, o, k->a);
        if (!path) continue;
        uint8_t key[HASH_SIZE];
        struct paper_names names = orders_paper_names(o, &r->inputs.secret, k->a);
        struct file_status status = keep_file_status(&r->output, path);
        dependencies_key(r->dependencies, o, &names, key);
        bool kept = keep_has_key(&r->output, &status, key);
        map_set(&k->ordered, k->a, path, (void *)(kept ? same : other));
    }
}

// ---- Recording

static void edit(struct appointment_counting *k, enum splice_action action, const char *person,
                 const char *key, struct node *value)
{
    struct splice_step *steps = ARENA_ARRAY(k->a, struct splice_step, 2);
    steps[0].key = person;
    steps[1].key = key;
    *ARENA_PUSH(k->a, k->edits, k->edit_count, k->edit_room) = (struct splice_edit){action, steps,
                                                                                    2, value};
}

static struct node *day(struct appointment_counting *k, struct date d)
{
    return node_scalar(k->a, arena_printf(k->a, "%04d-%02d-%02d", d.year, d.month, d.day));
}

static struct node *moment(struct appointment_counting *k, struct datetime t)
{
    if (t.hour < 0) return day(k, t.date);
    return node_scalar(k->a, arena_printf(k->a, "%04d-%02d-%02dT%02d:%02d", t.date.year,
                                          t.date.month, t.date.day, t.hour, t.minute));
}

static struct node *number(struct appointment_counting *k, int n)
{
    struct node *node = node_scalar(k->a, arena_printf(k->a, "%d", n));
    node->plain = true;
    return node;
}

static struct node *leaders(struct appointment_counting *k, const struct counted *e)
{
    struct node *list = node_new(k->a, NODE_LIST);
    for (size_t i = 0; i < e->known->leader_count; i++)
        node_append(k->a, list, node_scalar(k->a, e->known->leaders[i]->id));
    for (size_t i = 0; i < e->leader_count; i++)
        node_append(k->a, list, node_scalar(k->a, e->leaders[i]));
    return list;
}

static void record(struct appointment_counting *k, const struct counted *e)
{
    bool was_off = date_is_set(e->known->cancelled);
    edit(k, SPLICE_SET, e->key, "changes", number(k, e->sequence));
    if (!e->cancelled) edit(k, SPLICE_SET, e->key, "changed", day(k, k->today));
    else edit(k, SPLICE_SET, e->key, "cancelled", day(k, k->today));
    if (e->cancelled) edit(k, SPLICE_SET, e->key, "was", moment(k, e->was));
    if (was_off && e->person && calendar_has_appointment(k->cycle, e->person)) {
        edit(k, SPLICE_REMOVE, e->key, "cancelled", NULL);
        edit(k, SPLICE_REMOVE, e->key, "was", NULL);
    }
    if (e->leader_count) edit(k, SPLICE_SET, e->key, "leaders", leaders(k, e));
}

static void say(const struct appointment_counting *k, const char *name)
{
    const struct options *o = k->run->options;
    size_t moved = k->count - k->cancelled_count, cancelled = k->cancelled_count;
    struct buf line = {0};
    if (o->quiet) return;
    if (o->json) {
        json_line_begin(&line);
        json_line_text(&line, "counted-in", name);
        json_line_number(&line, "moved", (int64_t)moved);
        json_line_number(&line, "cancelled", (int64_t)cancelled);
        json_line_bool(&line, "dry-run", o->dry_run);
        json_line_print(&line, stdout);
        return;
    }
    if (moved)
        printf(translate_count("%zu appointment was moved since its calendar file was made\n",
                               "%zu appointments were moved since their calendar files were made\n",
                               moved),
               moved);
    if (cancelled)
        printf(translate_count(
                   "%zu appointment was cancelled since its calendar file was made\n",
                   "%zu appointments were cancelled since their calendar files were made\n",
                   cancelled),
               cancelled);
    printf(o->dry_run ? _("that would be noted in %s\n") : _("noted in %s\n"), name);
}

static bool save(struct appointment_counting *k, const char *name, const struct buf *text)
{
    struct run *r = k->run;
    const struct source *s = k->cycle->conversations_source;
    struct buf now = {0};
    unsigned lost;
    if (r->options->dry_run) return true;
    bool changed = s ? file_read(name, &now, READ_LIMIT) || now.n < s->n ||
                           memcmp(now.p + (now.n - s->n), s->text, s->n) != 0
                     : file_exists(name);
    buf_free(&now);
    if (changed) {
        diag_error(r->diags, (struct place){.source = s}, "conversations-changed-meanwhile",
                   "it was changed while papers were made, so nothing was noted in it: make them "
                   "once more");
        return false;
    }
    int error = file_update(name, text->p, text->n, ".", &lost);
    if (error)
        diag_system(r->diags, (struct place){0}, "file-unwritable", "%s could not be written: %s",
                    name, translate_error(error));
    return !error;
}

static void record_all(struct appointment_counting *k)
{
    static const char comment[] = "# What calendars hold: samtale packs counts what was moved or "
                                  "cancelled, so that they know what is newest.\n";
    struct run *r = k->run;
    const char *name = arena_printf(k->a, "conversations/%s.yaml", k->cycle->period);
    const struct source *s = k->cycle->conversations_source;
    struct buf out = {0};
    for (size_t i = 0; i < k->count; i++) record(k, k->changed[i]);
    if (!s) s = diag_source_new(r->diags, k->a, name, comment, sizeof comment - 1);
    if (splice_edits(r->diags, s, k->edits, k->edit_count, &out) && save(k, name, &out)) {
        struct diags *quiet = diag_new();
        conversations_reread(quiet, k->a, r->inputs.cycle, name, out.p, out.n);
        diag_free(quiet);
        say(k, name);
        r->dependencies = NULL;
        papers_order(r);
    }
    buf_free(&out);
}

// Parts of a run, on several machines, would write over each other.
static void refuse_shard(struct appointment_counting *k)
{
    struct diag *g = diag_warning(
        k->run->diags, (struct place){0}, "appointments-not-counted",
        translate_count(
            "%zu appointment was moved or cancelled since its calendar file was made, and one part "
            "of a run cannot note that: calendars may keep the old time",
            "%zu appointments were moved or cancelled since their calendar files were made, and "
            "one part of a run cannot note that: calendars may keep the old times",
            k->count),
        k->count);
    diag_hint(k->run->diags, g,
              "make the packs of these people without --shard first: samtale packs --unit ID");
}

void appointments_count(struct run *r)
{
    struct appointment_counting k = {.run = r, .a = &r->arena, .cycle = r->inputs.cycle};
    struct arena *a = k.a;
    size_t count;
    if (r->options->dump || !r->output.manifest) return;
    k.today = date_is_set(r->options->as_of) ? r->options->as_of : inputs_today();
    const struct manifest_entry *files = manifest_old(
        r->output.manifest, a, arena_printf(a, "%scalendar", r->output.tree), &count);
    if (!count) return;
    r->dependencies = dependencies_new(a, &r->inputs);
    find_ordered(&k);
    know_all(&k, files, count);
    for (size_t i = 0; i < count; i++) {
        const char *ordered = map_get(&k.ordered, files[i].path);
        if (output_is_of_other_shard(&r->output, files[i].path)) continue;
        if (ordered ? ordered != same : select_all(r->options)) compare(&k, &files[i]);
    }
    if (!k.count) return;
    if (r->options->shard.n) refuse_shard(&k);
    else record_all(&k);
}
