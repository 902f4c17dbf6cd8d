// Orders → addressees: the papers that have been made, by who is to have them.
#include "commands/addressees.h"

#include <string.h>

#include "mail/message.h"
#include "model/coverage.h"
#include "output/keep.h"
#include "base/file.h"
#include "calendar/difference.h"
#include "run/current.h"
#include "run/leaders.h"
#include "run/papers.h"
#include "cli/select.h"

const char *const addressees_kinds[MAIL_KINDS] = {"packs", "forms", "reminders", "summaries",
                                                  "invitations"};

struct addressee_search {
    struct addressees *all;
    struct run *run;
    struct arena *a;
    const struct cycle *cycle;
    const bool *outdated;  // by the order's number: see run/current.h
    struct map numbers;    // by a message's path: its addressee's number, from 1
    struct person *hr;     // as if it were somebody
};

// ---- Who they are

static const char *message_path(const struct addressee_search *f, const struct person *p)
{
    const char *folder = f->all->folder;
    if (p == f->hr) return arena_printf(f->a, "%s/_hr.eml", folder);
    const char *name = leaders_name(f->a, f->cycle, p);
    return p->unit ? arena_printf(f->a, "%s/%s/%s.eml", folder, p->unit->id, name)
                   : arena_printf(f->a, "%s/%s.eml", folder, name);
}

static struct addressee *addressee_of(struct addressee_search *f, const struct person *p)
{
    struct addressees *all = f->all;
    const char *path = message_path(f, p);
    size_t *number = map_get(&f->numbers, path);
    if (number) return &all->list[*number - 1];
    number = ARENA_NEW(f->a, size_t);
    struct addressee *one = ARENA_PUSH_REALLOC(f->a, all->list, all->count, all->room);
    *number = all->count;
    map_set(&f->numbers, f->a, path, number);
    *one = (struct addressee){
        .person = p,
        .language = p == f->hr ? f->cycle->language : cycle_person_language(f->cycle, p),
        .path = path,
        .has_address = message_can_reach(p->email),
        .has_organiser = true,
    };
    return one;
}

static struct person *hr_as_person(struct arena *a, const struct cycle *c)
{
    struct person *p = ARENA_NEW(a, struct person);
    p->name = cycle_text_in(&c->hr.name, c->language).text;
    p->email = c->hr.email;
    return p;
}

// ---- Their files

// Where people reach a file below the folder of outputs; NULL: it is not known.
static const char *link_to(struct arena *a, const struct cycle *c, const char *path)
{
    const char *base = c->mail_links;
    if (!base) return NULL;
    bool share = !strncmp(base, "\\\\", 2);
    char end = base[strlen(base) - 1], slash = share ? '\\' : '/';
    const char *between = share ? "\\" : "/";
    if (end == slash) between = "";
    char *link = arena_printf(a, "%s%s%s", base, between, path);
    for (char *p = link; share && *p; p++)
        if (*p == '/') *p = '\\';
    // between these, mail programs take what has blanks for one
    return share && strchr(link, ' ') ? arena_printf(a, "<%s>", link) : link;
}

static void add_file(struct addressee_search *f, struct addressee *to,
                     const struct file_status *status, const char *path, const char *name,
                     const char *document)
{
    struct arena *a = f->a;
    const char *below = arena_printf(a, "%s/%s", f->cycle->period, path);
    const char *called = templates_name(f->run->inputs.templates, a, to->language, document);
    const struct manifest_entry *e = &status->entry;
    const char *unit = e->employee || !e->unit ? "" : arena_printf(a, "-%s", e->unit);
    struct enclosure file = {
        .path = path,
        .name = arena_printf(a, "%s%s%s", called, unit, strrchr(path, '.')),
        .size = e->stamp.size,
    };
    memcpy(file.sha256, e->sha256, HASH_SIZE);
    *ARENA_PUSH(a, to->files, to->file_count,
                to->file_room) = (struct mailed_file){name, below, link_to(a, f->cycle, below)};
    *ARENA_PUSH(a, to->enclosures, to->enclosure_count, to->enclosure_room) = file;
}

static const char *title_of(const struct addressee_search *f, const struct order *o)
{
    const struct subject *s = &o->subject;
    const struct template *t = templates_find(f->run->inputs.templates, s->language, o->document);
    const char *title = compose_front_matter(t, "title", s, f->a);
    const char *unit = s->unit && s->unit->parent ? cycle_text_in(&s->unit->name, s->language).text
                                                  : NULL;
    return unit ? arena_printf(f->a, "%s, %s", title, unit) : title;
}

static void add_calendar(struct addressee_search *f, struct addressee *to, const struct order *o)
{
    struct run *r = f->run;
    const char *path = papers_calendar_path(r, o, f->a);
    if (!path) return;
    struct file_status status = keep_file_status(&r->output, path);
    const char *word = templates_string(r->inputs.templates, to->language, "index.calendar");
    const char *name = arena_printf(f->a, "%s (%s)", title_of(f, o), word);
    if (status.state == FILE_INTACT) add_file(f, to, &status, path, name, o->document);
}

static void add_paper(struct addressee_search *f, const struct person *p, const struct order *o)
{
    const char *path = orders_paper_path(o, f->a);
    struct file_status status = keep_file_status(&f->run->output, path);
    if (!p) f->all->vacant += status.state == FILE_INTACT;
    else if (status.state == FILE_UNLISTED) f->all->missing++;
    else if (status.state != FILE_INTACT) f->all->changed++;
    if (!p || status.state != FILE_INTACT) return;
    f->all->found++;
    if (f->outdated[o - f->run->orders.list]) {
        f->all->outdated++;
        return;
    }
    struct addressee *to = addressee_of(f, p);
    add_file(f, to, &status, path, title_of(f, o), o->document);
    add_calendar(f, to, o);
}

// ---- Who gets a paper

// Whether the letter has anything to remind of, as things stand now.
static bool is_due(const struct addressee_search *f, const struct order *o)
{
    const struct person *p = o->subject.employee;
    const struct reminder_scope *scope = &o->subject.reminder;
    if (f->all->kind != MAIL_REMINDERS || !p) return true;
    if (scope->own) return coverage_reminds_any(f->cycle, p, scope);
    for (size_t i = 0; i < p->people_count; i++)
        if (coverage_reminds_any(f->cycle, p->people[i], scope)) return true;
    return false;
}

// What people need is told HR: forms say so. So is what HR's own report has.
static bool is_hrs_alone(const char *document)
{
    return !strcmp(document, "hr-report") || !strcmp(document, "competence-plan");
}

static void send_whole(struct addressee_search *f, const struct order *o)
{
    const struct unit *root = f->cycle->root;
    add_paper(f, f->hr, o);
    if (!is_hrs_alone(o->document)) add_paper(f, cycle_unit_leader_on(root, f->cycle->as_of), o);
}

static void send(struct addressee_search *f, const struct order *o)
{
    const struct template *t = templates_find(f->run->inputs.templates, o->subject.language,
                                              o->document);
    if (o->calendar_only || !is_due(f, o)) return;
    switch (front_audience(t)) {
    case FOR_EMPLOYEE:
    case FOR_LEADER: add_paper(f, o->subject.employee, o); break;
    case FOR_UNIT: add_paper(f, cycle_unit_leader_on(o->subject.unit, f->cycle->as_of), o); break;
    case FOR_ORGANISATION:
    case FOR_NOBODY: send_whole(f, o); break;
    case FOR_RESPONDENTS: break;  // anonymous
    }
}

// ---- Invitations

static bool is_past(const struct cycle *c, const struct person *p)
{
    struct datetime was = p->appointment.was;
    struct date day = date_is_set(was.date) && calendar_says_cancelled(c, p)
                        ? was.date
                        : p->conversation_at.date;
    return date_is_set(p->conversation_held) || date_compare(day, c->as_of) < 0 ||
           (p->plan && date_is_set(p->plan->conversation_held));
}

// Whether the calendar that packs made says what is to be said now: what was moved since has to be
// counted first.
static bool is_counted(struct addressee_search *f, const struct person *p)
{
    struct run *r = f->run;
    const char *path = arena_printf(f->a, "packs/%s/%s.ics", p->unit->id, p->id);
    struct file_status status = keep_file_status(&r->output, path);
    struct calendar_titles titles = papers_calendar_titles(r, cycle_person_language(f->cycle, p));
    struct buf old = {0}, now = {0};
    size_t count = 1;
    if (status.state == FILE_INTACT &&
        !file_read(file_join(f->a, r->output.folder, path), &old, READ_LIMIT)) {
        calendar_of_employee(&r->calendar, p, &titles, &now);
        calendar_differences(f->a, &old, &now, 1, &count);
    }
    buf_free(&old);
    buf_free(&now);
    return !count;
}

static void invite(struct addressee_search *f, const struct person *p)
{
    const struct cycle *c = f->cycle;
    const struct person *holder = p->held_by ? p->held_by : p->leader;
    bool cancelled = calendar_says_cancelled(c, p);
    if (p->has_errors || (!cancelled && !calendar_has_appointment(c, p)) || is_past(c, p)) return;
    if (!is_counted(f, p)) {
        f->all->missing++;
        return;
    }
    struct addressee *to = addressee_of(f, p);
    to->cancelled = cancelled;
    to->has_organiser = holder && message_can_reach(holder->email);
    f->all->found++;
}

// ---- All of them

void addressees_find(struct addressees *all, struct run *r, const char *const *documents,
                     size_t document_count)
{
    const struct cycle *c = r->inputs.cycle;
    struct addressee_search f = {.all = all, .run = r, .a = &r->arena, .cycle = c};
    f.hr = hr_as_person(f.a, c);
    r->orders = orders_make(r->diags, f.a, r->options, c, r->inputs.templates, documents,
                            document_count);
    f.outdated = current_find_outdated(r);
    for (size_t i = 0; i < r->orders.count; i++) send(&f, &r->orders.list[i]);
    for (size_t i = 0; all->kind == MAIL_INVITATIONS && i < c->person_count; i++)
        if (select_has(r->options, c, c->cascade[i])) invite(&f, c->cascade[i]);
}
