// Orders → papers and calendars → files: all papers of a run, by all its workers.
#include "run/papers.h"

#include <string.h>

#include "output/keep.h"
#include "output/old.h"
#include "output/version.h"
#include "run/leaders.h"
#include "run/listing.h"
#include "pdf/pdf.h"
#include "run/results.h"
#include "run/stop.h"
#include "run/work.h"
#include "run/worker.h"

// ---- One order

static void add_leader(struct arena *a, const char **ids, const struct person *p)
{
    if (p && p->id) *ids = arena_printf(a, "%s%s%s", *ids, **ids ? " " : "", p->id);
}

// All whom values can show in the paper of one person: who leads them or holds the conversation,
// and who leads the units that frame it.
static const char *leader_ids(struct arena *a, const struct person *p)
{
    const char *ids = "";
    add_leader(a, &ids, p->leader);
    if (p->held_by != p->leader) add_leader(a, &ids, p->held_by);
    for (const struct unit *u = p->unit; u; u = u->parent) {
        if (u->leader != p->leader) add_leader(a, &ids, u->leader);
        if (u->acting != p->leader) add_leader(a, &ids, u->acting);
    }
    return ids;
}

static struct manifest_entry entry_for(struct worker *w, const struct paper_draft *d,
                                       const char *document)
{
    const struct order *order = d->order;
    const struct person *p = order->subject.employee;
    const struct unit *u = orders_unit_of(order);
    struct manifest_entry e = {
        .path = d->names.path,
        .document = arena_printf(&w->paper, "%s%s", w->run->output.tree, document),
        .employee = p ? p->id : NULL,
        .unit = u ? u->id : NULL,
        .leaders = p ? leader_ids(&w->paper, p) : NULL,
    };
    memcpy(e.key, d->key, HASH_SIZE);
    return e;
}

const char *papers_calendar_path(const struct run *r, const struct order *o, struct arena *a)
{
    if (!r->calendar.cycle || (strcmp(o->document, "leader-pack") && strcmp(o->document, "pack")))
        return NULL;
    const char *paper = orders_paper_path(o, a);
    return arena_printf(a, "%.*s.ics", (int)(strlen(paper) - strlen(".pdf")), paper);
}

struct calendar_titles papers_calendar_titles(const struct run *r, const char *language)
{
    const struct templates *t = r->inputs.templates;
    return (struct calendar_titles){
        .language = language,
        .conversation = templates_string(t, language, "calendar.conversation"),
        .follow_up = templates_string(t, language, "calendar.follow-up"),
        .cancelled = templates_string(t, language, "calendar.cancelled"),
    };
}

// The calendar, where there is anything to put in it. It comes before its paper: where the paper is
// known to be made, the calendar is.
static bool write_calendar(struct worker *w, const struct paper_draft *d,
                           const struct file_status *status)
{
    const struct run *r = w->run;
    const struct subject *s = &d->order->subject;
    bool leader = !strcmp(d->order->document, "leader-pack");
    struct calendar_titles titles = papers_calendar_titles(r, s->language);
    w->bytes.n = w->inputs.n = 0;
    if (!(leader ? calendar_of_leader : calendar_of_employee)(&r->calendar, s->employee, &titles,
                                                              &w->bytes))
        return true;
    buf_add(&w->inputs, w->bytes.p, w->bytes.n);  // a calendar shows all that it is made from
    struct manifest_entry e = entry_for(w, d, "calendar");
    e.path = papers_calendar_path(r, d->order, &w->paper);
    return keep_or_write(&w->run->output, status, e, &w->inputs, &w->bytes);
}

static bool keep_or_write_calendar(struct worker *w, const struct paper_draft *d, bool paper_kept)
{
    const char *path = papers_calendar_path(w->run, d->order, &w->paper);
    if (!path) return true;
    struct file_status status = keep_file_status(&w->run->output, path);
    if (!keep_has_key(&w->run->output, &status, d->key))
        return (paper_kept && status.state == FILE_UNLISTED) || write_calendar(w, d, &status);
    keep_file(&w->run->output, &status, d->key);
    return true;
}

// Where the bytes of an archived paper go, so that they replace no other ones, which stay wanted.
static void choose_version(struct worker *w, struct paper_draft *d, struct file_status *status)
{
    static const uint8_t no_key[HASH_SIZE];
    const struct order *order = d->order;
    struct order *other = ARENA_NEW(&w->paper, struct order);
    *other = *order;
    other->version = 1;
    unsigned n = version_for(&w->run->output, orders_paper_path(other, &w->paper), order->version,
                             &w->bytes);
    if (n == order->version) return;
    if (status->state == FILE_INTACT) keep_file(&w->run->output, status, no_key);
    other->version = n;
    d->order = other;
    d->names.path = orders_paper_path(other, &w->paper);
    *status = keep_file_status(&w->run->output, d->names.path);
}

// They may have got other ids, or the file have been made by a version that did not note them.
static void note_leaders(struct worker *w, const struct paper_draft *d, struct file_status *status)
{
    const struct person *p = d->order->subject.employee;
    const char **noted = &status->entry.leaders, *now = p ? leader_ids(&w->paper, p) : NULL;
    if (!now || (*noted && !strcmp(*noted, now))) return;
    status->stale = true;
    *noted = now;
}

// Composed, it may turn out to be what is there; else it is laid out and written.
static bool write_paper(struct worker *w, struct paper_draft *d, struct file_status *status)
{
    struct output *out = &w->run->output;
    bool archived = d->order->version, reported = false;
    uint8_t content[HASH_SIZE];
    worker_hash_content(w, content);
    bool same = archived ? keep_has_content(out, status, content)
                         : keep_has_inputs(out, status, &w->inputs);
    if (!same || status->entry.reported) reported = worker_lay_out(w, d);
    if (same) {
        note_leaders(w, d, status);
        keep_file(out, status, d->key);
        return true;
    }
    if (!writer_make_pdf(w->pdf, &d->paper, &w->bytes)) return false;
    if (archived) choose_version(w, d, status);
    struct manifest_entry e = entry_for(w, d, d->order->document);
    memcpy(e.content, content, HASH_SIZE);
    e.reported = reported;
    e.pages = paper_pages(&d->paper);
    return keep_or_write(out, status, e, &w->inputs, &w->bytes);
}

static bool is_of_follow_up(const struct order *o)
{
    return !strncmp(o->document, "follow-up", strlen("follow-up"));
}

static bool make_paper(struct worker *w, struct paper_draft *d, struct buf *dump)
{
    struct run *r = w->run;
    struct file_status status = keep_file_status(&r->output, d->names.path);
    dependencies_key(r->dependencies, d->order, &d->names, d->key);
    if (d->order->calendar_only) return dump || keep_or_write_calendar(w, d, false);
    if (!dump && keep_has_key(&r->output, &status, d->key)) {
        keep_file(&r->output, &status, d->key);
        return keep_or_write_calendar(w, d, true);
    }
    if (!dump && !keep_or_write_calendar(w, d, false)) return false;
    w->bytes.n = 0;
    worker_compose(w, d);
    // Where all of a document stands under conditions, and nothing of it is for this one, no paper
    // is made.
    if (!d->count) w->followed_up += is_of_follow_up(d->order);
    if (!d->count) return true;
    if (!dump) return write_paper(w, d, &status);
    worker_lay_out(w, d);
    if (r->options->dump == DUMP_DOC) buf_add(dump, w->bytes.p, w->bytes.n);
    else worker_dump(w, &d->paper, dump);
    return true;
}

static bool make_order(struct worker *w, const struct order *order, struct buf *dump)
{
    const struct template *t = templates_find(w->run->inputs.templates, order->subject.language,
                                              order->document);
    struct paper_names names = orders_paper_names(order, &w->run->inputs.secret, &w->paper);
    struct paper_draft d = worker_draft(w, t, order, &names);
    bool ok = make_paper(w, &d, dump);
    worker_reset(w, worker_is_full(w));
    progress_step(w->run->progress);
    if (ok) stop_made();
    return ok;
}

static bool make_group(void *worker, size_t group)
{
    struct worker *w = worker;
    const struct orders *all = &w->run->orders;
    const struct unit *unit = orders_unit_of(&all->list[all->groups[group]]);
    if (unit) progress_set_unit(w->run->progress, unit->id, unit->name.text);
    size_t end = group + 1 < all->group_count ? all->groups[group + 1] : all->count;
    for (size_t i = all->groups[group]; i < end; i++)
        if (stop_asked() || !make_order(w, &all->list[i], w->run->dumps ? &w->run->dumps[i] : NULL))
            return false;
    return true;
}

static void make_all(struct run *r)
{
    int jobs = run_job_count(r, r->orders.group_count);
    void **workers = ARENA_ARRAY(&r->arena, void *, jobs);
    mem_trim();
    for (int i = 0; i < jobs; i++) workers[i] = worker_new(r);
    stop_count(0, r->orders.count);
    run_begin_progress(r, r->orders.count);
    work_run(workers, jobs, r->orders.group_count, make_group);
    progress_end(r->progress);
    for (int i = 0; i < jobs; i++) {
        r->orders.followed_up += ((struct worker *)workers[i])->followed_up;
        worker_free(workers[i]);
    }
}

// ---- All of it

static void make_ordered(struct run *r)
{
    if (!r->dependencies) r->dependencies = dependencies_new(&r->arena, &r->inputs);
    partition_select_orders(r);
    if (r->options->dump) r->dumps = ARENA_ARRAY(&r->arena, struct buf, r->orders.count);
    make_all(r);
    if (r->finish && r->output.manifest && !r->output.dry_run && !stop_asked()) r->finish(r);
    if (r->output.zips && r->output.manifest && !r->output.dry_run && !stop_asked()) leaders_zip(r);
    if (!stop_asked()) old_warn_or_prune(&r->output, r->options, r->inputs.cycle);
    keep_report_warnings(&r->output);
    partition_end(r);
    if (!stop_asked()) listing_write(r);
    output_save(&r->output);
    results_print(r);
}

static bool is_for_leaders(const struct run *r, const char *document)
{
    const struct inputs *in = &r->inputs;
    const struct template *t = templates_find(in->templates, in->cycle->language, document);
    return t && front_audience(t) == FOR_LEADER;
}

static void sort_by_leader(struct run *r)
{
    const char *command = r->options->command->name;
    const char *what = strcmp(command, "forms") ? command
                                                : options_operand(r->options, 0, "action-plan");
    r->output.tree = "by-leader/";
    r->output.zips = arena_printf(&r->arena, "by-leader/%s.zip", what);
    leaders_sort(r, what);
}

void papers_order(struct run *r)
{
    size_t count;
    const char *const *documents = orders_documents(r->options, r->inputs.templates, &r->arena,
                                                    &count);
    r->orders = orders_make(r->diags, &r->arena, r->options, r->inputs.cycle, r->inputs.templates,
                            documents, count);
    if (r->options->by_given) sort_by_leader(r);
    output_set_documents(&r->output, &r->arena, documents, count);
    for (size_t i = 0; i < count; i++) {
        struct output_document *document = &r->output.documents[i];
        document->name = arena_printf(&r->arena, "%s%s", r->output.tree, documents[i]);
        document->for_leaders = is_for_leaders(r, documents[i]);
    }
}

int papers_make(struct run *r)
{
    if (output_open(&r->output)) make_ordered(r);
    return run_close(r, stderr);
}
