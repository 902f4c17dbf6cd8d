// samtale remind: letters to those who should have done something by now, and a table of them for
// mail merge.
#include "base/csv.h"
#include "base/translate.h"
#include "cli/select.h"
#include "commands/commands.h"
#include "model/coverage.h"
#include "output/keep.h"
#include "run/papers.h"

// ---- The table

struct letter {  // what one recipient is reminded of
    size_t of[NEED_KINDS];
    size_t people, overdue;
    struct date deadline;  // the first
    struct buf names;
};

static const char *word(const struct run *r, const char *key)
{
    return templates_string(r->inputs.templates, r->inputs.cycle->language, key);
}

static void count_person(struct letter *l, const struct run *r, const struct order *o,
                         const struct person *p)
{
    const struct cycle *c = r->inputs.cycle;
    struct need_state state;
    size_t count = 0;
    for (int need = 0; need < NEED_KINDS; need++) {
        size_t times = need == NEED_FOLLOW_UP ? coverage_follow_up_count(c) : 1;
        for (size_t i = 0; i < times; i++) {
            if (!coverage_reminds(c, p, (enum need)need, i, &o->subject.reminder, &state)) continue;
            count++;
            l->of[need]++;
            l->overdue += state.state == TALK_OVERDUE;
            if (!date_is_set(l->deadline) || date_compare(state.to, l->deadline) < 0)
                l->deadline = state.to;
        }
    }
    if (!count) return;
    if (l->people++) buf_str(&l->names, "; ");
    buf_str(&l->names, p->name);
}

static void add_row(struct csv *out, const struct run *r, const struct order *o,
                    const struct letter *l, struct arena *a)
{
    const struct person *p = o->subject.employee;
    struct date d = l->deadline;
    csv_text(out, p->name);
    csv_text(out, p->email);
    csv_text(out, o->subject.language);
    csv_text(out, p->unit ? p->unit->name.text : NULL);
    csv_text(out, p->leader ? p->leader->name : NULL);
    csv_number(out, (int64_t)l->people);
    for (int need = 0; need < NEED_KINDS; need++) csv_number(out, (int64_t)l->of[need]);
    csv_number(out, (int64_t)l->overdue);
    csv_text(out, l->names.n ? arena_strndup(a, l->names.p, l->names.n) : NULL);
    csv_text(out,
             date_is_set(d) ? arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day) : NULL);
    csv_text(out, arena_printf(a, "%s/%s", r->output.folder, orders_paper_path(o, a)));
    csv_end_line(out);
}

// Whether there is a letter.
static bool add_letter(struct csv *out, const struct run *r, const struct order *o)
{
    const struct person *p = o->subject.employee;
    struct letter l = {0};
    struct arena a = {0};
    if (o->subject.reminder.own) count_person(&l, r, o, p);
    for (size_t i = 0; !o->subject.reminder.own && i < p->people_count; i++)
        count_person(&l, r, o, p->people[i]);
    if (l.people) add_row(out, r, o, &l, &a);
    buf_free(&l.names);
    arena_free(&a);
    return l.people;
}

// How many letters there are.
static size_t make_table(const struct run *r, struct csv *out)
{
    static const char *const heads[] = {
        "reminder.head-name",  "reminder.head-email", "reminder.head-language",
        "report.unit",         "report.leader",       "reminder.head-people",
        "needs.date",          "needs.conversation",  "needs.plan",
        "needs.follow-up",     "needs.evaluation",    "reminder.head-overdue",
        "reminder.head-names", "report.deadline",     "reminder.head-file"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) csv_text(out, word(r, heads[i]));
    csv_end_line(out);
    size_t letters = 0;
    for (size_t i = 0; i < r->orders.count; i++)
        if (r->orders.list[i].subject.employee) letters += add_letter(out, r, &r->orders.list[i]);
    return letters;
}

// A plan comes due when the conversation is held, so that status --missing lists more.
static void say_nothing_due(const struct run *r)
{
    const struct options *o = r->options;
    if (o->quiet || o->json) return;
    puts(o->missing ? _("nothing of this is due yet; samtale remind, without --missing, reminds of "
                        "all that is")
                    : _("nothing is due: samtale status shows what comes"));
}

// False after a diagnostic.
static bool write_table(struct run *r)
{
    struct buf out = {0};
    struct csv table = {.out = &out, .separator = r->options->csv_excel ? ';' : ','};
    if (r->options->csv_excel) buf_str(&out, "\xEF\xBB\xBF");
    if (!make_table(r, &table)) say_nothing_due(r);
    const char *path = r->options->letters_for == TO_EMPLOYEE ? "reminders-employees/reminders.csv"
                                                              : "reminders/reminders.csv";
    struct file_status status = keep_file_status(&r->output, path);
    struct manifest_entry e = {.path = path, .document = r->output.others};
    bool ok = keep_or_write(&r->output, &status, e, &out, &out);
    buf_free(&out);
    return ok;
}

// ---- Those of whom nobody is reminded

static void warn_of_vacant(const struct run *r)
{
    const struct options *o = r->options;
    const struct cycle *c = r->inputs.cycle;
    const struct reminder_scope scope = {o->missing, o->overdue, false};
    if (o->letters_for != TO_LEADER) return;
    for (size_t i = 0; i < c->unit_count; i++) {
        const struct unit *u = c->units[i];
        size_t n = 0;
        for (size_t k = 0; k < u->person_count; k++) {
            const struct person *p = u->people[k];
            n += p->leader_is_vacant && select_has(o, c, p) && coverage_reminds_any(c, p, &scope);
        }
        if (!n) continue;
        struct diag *g = diag_warning(
            r->diags, u->place, "reminder-without-leader",
            translate_count("%zu person in \"%s\" lacks something, and has no leader to write to",
                            "%zu people in \"%s\" lack something, and have no leader to write to",
                            n),
            n, u->name.text);
        diag_hint(r->diags, g,
                  "samtale status --unit %s shows who; samtale move %s --leader ID gives it a "
                  "leader",
                  u->id, u->id);
    }
}

static int remind_run(const struct options *o)
{
    struct run r;
    struct options own = *o;
    int status;
    own.reminding = true;
    unsigned parts = INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS | INPUTS_TODAY;
    if (!run_open(&r, &own, parts, &status)) return status;
    r.output.others = "mail-merge";
    papers_order(&r);
    warn_of_vacant(&r);
    if (!output_open(&r.output)) return run_close(&r, stderr);
    if (r.output.manifest && !write_table(&r)) return run_close(&r, stderr);
    return papers_make(&r);
}

const struct command remind_command = {
    .name = "remind",
    .options =
        "unit employee leader wave as-of period overdue missing for csv large-print out jobs prune "
        "force verify dry-run dump",
    .summary = N_("make letters to leaders whose people lack something, and a list"),
    .help = N_("Makes a letter to each leader of whose people something is due or overdue today\n"
               "(or on the day of --as-of): who lacks what, and by when; names, duties and days,\n"
               "never a reason. They are in out/PERIOD/reminders/UNIT/LEADER.pdf, and for mail\n"
               "merge reminders/reminders.csv has a line for each letter. Whoever lacks nothing\n"
               "gets none. --overdue names only what is past its day, --missing only plan, date,\n"
               "conversation, follow-up or evaluation; several: plan,date. --for employee writes\n"
               "to employees, about what is theirs to do: plan, follow-ups, evaluation.\n"
               "--unit, --employee, --leader and --wave choose who gets a letter.\n"),
    .examples = N_("  samtale remind\n"
                   "  samtale remind --overdue --csv excel\n"
                   "  samtale remind --missing plan --for employee --as-of 2027-03-01\n"
                   "  samtale remind --dry-run               how many letters there would be\n"),
    .run = remind_run,
};
