// Addressees → messages → files.
#include "commands/messages.h"

#include <string.h>

#include "base/file.h"
#include "mail/message.h"
#include "mail/plain.h"
#include "output/keep.h"
#include "run/papers.h"
#include "run/stop.h"
#include "run/work.h"

enum { MOST_MEGABYTES = 25, FILE_MOST = MOST_MEGABYTES << 20 };

struct messages {
    struct run *run;
    struct addressees *all;
    const char *template;
    uint8_t key[HASH_SIZE];  // of messages' ids
};

struct message_worker {
    struct messages *messages;
    struct diags *diags;
    struct arena arena;  // of the message that is being made
    struct buf text, file, invitation, inputs;
};

// ---- Text

static void compose_text(struct message_worker *w, const struct template *t,
                         const struct subject *s)
{
    struct section_plan *plans;
    size_t count = compose_plan(t, s, &w->arena, &plans);
    w->text.n = 0;
    for (size_t i = 0; i < count; i++) {
        if (i) buf_c(&w->text, '\n');
        plain_add(compose_section(t, &plans[i], s, w->diags, &w->arena), &w->text);
    }
    const char *marking = compose_front_matter(t, "marking", s, &w->arena);
    if (w->text.n && marking && *marking) buf_printf(&w->text, "\n%s\n", marking);
}

// ---- What it holds

// As a mail system counts it: three bytes become four, and a line's end.
static bool is_too_large(struct message_worker *w, const struct addressee *to)
{
    int64_t bytes = 0;
    for (size_t i = 0; i < to->enclosure_count; i++) bytes += to->enclosures[i].size;
    int64_t megabytes = (bytes * 78 / 57 + (1 << 20) - 1) >> 20;
    if (megabytes <= MOST_MEGABYTES) return false;
    struct diag *g = diag_error(w->diags, to->person->place, "message-too-large",
                                "the message to %s would be %d MB, and mail systems take no more "
                                "than %d MB",
                                to->person->name, (int)megabytes, MOST_MEGABYTES);
    diag_hint(w->diags, g, "leave out --attach: the message then says where the files are");
    return true;
}

// The files' bytes, in the worker's arena. False after a diagnostic.
static bool enclose(struct message_worker *w, const struct addressee *to, struct message *m)
{
    const struct output *o = &w->messages->run->output;
    struct message_part *parts = ARENA_ARRAY(&w->arena, struct message_part,
                                             to->enclosure_count + 1);
    if (is_too_large(w, to)) return false;
    for (size_t i = 0; i < to->enclosure_count; i++) {
        const struct enclosure *e = &to->enclosures[i];
        uint8_t found[HASH_SIZE];
        w->file.n = 0;
        int error = file_read(file_join(&w->arena, o->folder, e->path), &w->file, FILE_MOST);
        if (!error) hash_bytes(w->file.p, w->file.n, found);
        if (error || !hash_same(found, e->sha256)) {
            diag_system(w->diags, (struct place){0}, "mail-file-changed-meanwhile",
                        "%s/%s was changed while messages were made", o->folder, e->path);
            return false;
        }
        bool calendar = !strcmp(strrchr(e->path, '.'), ".ics");
        parts[i] = (struct message_part){
            .name = e->name,
            .type = calendar ? "text/calendar" : "application/pdf",
            .bytes = arena_strndup(&w->arena, w->file.p, w->file.n),
            .n = w->file.n,
        };
    }
    m->parts = parts;
    m->part_count = to->enclosure_count;
    return true;
}

static void invite(struct message_worker *w, const struct addressee *to, struct message *m)
{
    const struct run *r = w->messages->run;
    const struct person *p = to->person, *holder = p->held_by ? p->held_by : p->leader;
    struct calendar_titles titles = papers_calendar_titles(r, to->language);
    w->invitation.n = 0;
    calendar_invitation(&r->calendar, p, &titles, &w->invitation);
    m->invitation = w->invitation.p;
    m->invitation_length = w->invitation.n;
    m->method = to->cancelled ? "CANCEL" : "REQUEST";
    m->sender = m->from;
    m->from = (struct message_party){holder->name, holder->email};
}

// ---- All of one

static struct message_party sender(const struct cycle *c, const char *language)
{
    struct message_party p = {.name = cycle_text_in(&c->hr.name, language).text};
    if (message_can_reach(c->mail_from)) p.address = c->mail_from;
    else if (message_can_reach(c->hr.email)) p.address = c->hr.email;
    return p;
}

// The same message has the same id; another one to the same person has another, so that no mail
// system takes the two for one.
static void set_id(struct message_worker *w, const struct addressee *to, struct message *m)
{
    const char *const texts[] = {to->path, to->person->email, m->from.address, m->subject, m->text};
    w->inputs.n = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        buf_key_text(&w->inputs, texts[i] ? texts[i] : "");
    for (size_t i = 0; i < m->part_count; i++)
        buf_add(&w->inputs, to->enclosures[i].sha256, HASH_SIZE);
    buf_add(&w->inputs, m->invitation, m->invitation_length);
    hash_keyed(w->messages->key, w->inputs.p, w->inputs.n, m->id);
}

static bool write_message(struct message_worker *w, const struct addressee *to,
                          const struct message *m)
{
    struct run *r = w->messages->run;
    const struct person *p = to->person;
    struct file_status status = keep_file_status(&r->output, to->path);
    struct manifest_entry e = {
        .path = to->path,
        .document = w->messages->all->folder,
        .employee = p->id,
        .unit = p->unit ? p->unit->id : NULL,
    };
    w->file.n = 0;
    message_add(m, &w->file);
    return keep_or_write(&r->output, &status, e, NULL, &w->file);
}

static void make_message(struct message_worker *w, struct addressee *to)
{
    const struct run *r = w->messages->run;
    const struct cycle *c = r->inputs.cycle;
    const struct template *t = templates_find(r->inputs.templates, to->language,
                                              w->messages->template);
    struct mail_text about = {r->options->attach, c->mail_links != NULL, to->cancelled, to->files,
                              to->file_count};
    struct subject s = {
        .cycle = c, .employee = to->person, .language = to->language, .mail = &about};
    struct message m = {
        .from = sender(c, to->language),
        .to = {to->person->name, to->person->email},
        .subject = to->subject,
        .language = to->language,
    };
    compose_text(w, t, &s);
    if (!w->text.n || !to->has_address || !to->has_organiser) return;
    m.text = buf_cstr(&w->text);
    if (about.attached && !enclose(w, to, &m)) return;
    if (w->messages->all->kind == MAIL_INVITATIONS) invite(w, to, &m);
    set_id(w, to, &m);
    to->is_made = write_message(w, to, &m);
}

static bool make_task(void *worker, size_t i)
{
    struct message_worker *w = worker;
    struct addressee *to = &w->messages->all->list[i];
    if (stop_asked()) return false;
    if (to->subject) make_message(w, to);
    arena_reset(&w->arena);
    progress_step(w->messages->run->progress);
    if (to->is_made) stop_made();
    return !diag_count(w->diags, DIAG_SYSTEM);
}

// A subject says nothing of a person, and so is there for those who get no message, too.
static void set_subject(struct messages *k, struct addressee *to)
{
    struct run *r = k->run;
    const struct template *t = templates_find(r->inputs.templates, to->language, k->template);
    const struct subject s = {.cycle = r->inputs.cycle, .language = to->language};
    if (t) to->subject = compose_front_matter(t, "subject", &s, &r->arena);
    if (t && !to->subject) to->subject = compose_front_matter(t, "title", &s, &r->arena);
    if (!t)
        diag_error(r->diags, to->person->place, "message-template-missing",
                   "%s gets no message: there is no templates/%s/%s.md", to->person->name,
                   to->language, k->template);
}

static void free_worker(struct message_worker *w)
{
    diag_merge(w->messages->run->diags, w->diags);
    arena_free(&w->arena);
    buf_free(&w->text);
    buf_free(&w->file);
    buf_free(&w->invitation);
    buf_free(&w->inputs);
}

void messages_make(struct run *r, struct addressees *all, const char *template)
{
    struct messages k = {.run = r, .all = all, .template = template};
    int jobs = run_job_count(r, all->count);
    void **workers = ARENA_ARRAY(&r->arena, void *, jobs);
    for (size_t i = 0; i < all->count; i++) set_subject(&k, &all->list[i]);
    secret_derive(&r->inputs.secret, "mail", "", k.key);
    message_begin();
    for (int i = 0; i < jobs; i++) {
        struct message_worker *w = ARENA_NEW(&r->arena, struct message_worker);
        *w = (struct message_worker){.messages = &k, .diags = diag_new()};
        workers[i] = w;
    }
    stop_count(0, all->count);
    run_begin_progress(r, all->count);
    work_run(workers, jobs, all->count, make_task);
    progress_end(r->progress);
    for (int i = 0; i < jobs; i++) free_worker(workers[i]);
}
