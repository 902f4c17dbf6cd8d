// samtale mail: messages that lead people to their papers, or hold them, for a mail program to
// send.
#include <string.h>

#include "base/csv.h"
#include "base/json_line.h"
#include "base/translate.h"
#include "cli/refuse.h"
#include "commands/commands.h"
#include "commands/messages.h"
#include "model/coverage.h"
#include "output/keep.h"
#include "output/old.h"
#include "run/listing.h"
#include "run/results.h"
#include "run/stop.h"

struct mailing {
    struct run *run;
    struct addressees all;
    const char *const *documents;
    size_t document_count;
    const char *makes;  // the command that makes what is sent
    size_t made, without_address, without_organiser;
};

// ---- What is sent

static bool find_kind(const struct options *o, enum mail_kind *kind)
{
    const char *word = options_operand(o, 0, "");
    for (int i = 0; i < MAIL_KINDS; i++) {
        *kind = (enum mail_kind)i;
        if (!strcmp(word, addressees_kinds[i]))
            return i == MAIL_FORMS || o->operand_count < 2 ||
                   refuse("write samtale mail forms DOCUMENT, or samtale mail and one word",
                          "\"%s\" is not expected here", o->operands[1]);
    }
    const char *hint = _("write one of these: packs, forms, reminders, summaries, invitations");
    if (!*word) return refuse(hint, "it is not said what messages are about");
    return refuse(hint, "there are no messages about \"%s\"", word);
}

// Options that mean nothing for these messages are not left without effect.
static bool check_options(const struct options *o, enum mail_kind kind)
{
    bool reminding = o->missing || o->overdue || o->letters_for != TO_LEADER;
    if (reminding && kind != MAIL_REMINDERS)
        return refuse("leave them out, or write samtale mail reminders",
                      "--missing, --overdue and --for go with reminders only");
    if ((o->half_year || o->competence) && kind != MAIL_SUMMARIES)
        return refuse("leave them out, or write samtale mail summaries",
                      "--half-year and --competence go with summaries only");
    if (o->attach && kind == MAIL_INVITATIONS)
        return refuse("leave it out: an invitation holds the appointment, and no file",
                      "--attach does not go with invitations");
    return true;
}

static bool find_form(struct mailing *m)
{
    struct run *r = m->run;
    struct arena *a = &r->arena;
    const struct templates *t = r->inputs.templates;
    const char *document = options_operand(r->options, 1, "action-plan"), **one;
    const char *made_by = templates_made_by(t, document);
    if (!made_by || strcmp(made_by, "forms") != 0) {
        size_t count;
        const char *const *names = templates_documents(t, a, "forms", &count);
        const char *list = templates_list(t, a, r->inputs.cycle->language, names, count);
        return refuse(arena_printf(a, _("write one of these: %s"), list), "there is no form \"%s\"",
                      document);
    }
    const struct template *any = templates_find(t, r->inputs.cycle->language, document);
    if (any && front_audience(any) == FOR_RESPONDENTS)
        return refuse("hand the form out on paper, or lay it where everybody finds it",
                      "\"%s\" is anonymous, and nobody gets it by name", document);
    one = ARENA_NEW(a, const char *);
    *one = document;
    m->documents = one;
    m->document_count = 1;
    m->all.folder = arena_printf(a, "mail/forms-%s", document);
    m->makes = arena_printf(a, "%s %s", "forms", document);
    return true;
}

static const char *summaries_of(const struct options *o)
{
    if (o->half_year) return "summaries --half-year";
    return o->competence ? "summaries --competence" : "summaries";
}

// Which documents, and where messages are. False after a sentence on standard error.
static bool find_documents(struct mailing *m)
{
    struct run *r = m->run;
    const struct options *o = r->options;
    const struct templates *t = r->inputs.templates;
    struct arena *a = &r->arena;
    m->all.folder = arena_printf(a, "mail/%s", addressees_kinds[m->all.kind]);
    m->makes = "packs";
    switch (m->all.kind) {
    case MAIL_FORMS: return find_form(m);
    case MAIL_REMINDERS:
        m->makes = "remind";
        if (o->letters_for == TO_EMPLOYEE) m->all.folder = "mail/reminders-employees";
        m->documents = orders_documents(o, t, a, &m->document_count);
        break;
    case MAIL_SUMMARIES:
        m->makes = summaries_of(o);
        if (o->half_year) m->all.folder = "mail/summaries-half-year";
        if (o->competence) m->all.folder = "mail/summaries-competence";
        m->documents = templates_documents(t, a, summaries_of(o), &m->document_count);
        break;
    case MAIL_PACKS: m->documents = templates_documents(t, a, "packs", &m->document_count); break;
    default: break;
    }
    return true;
}

// ---- Who gets what, as a table

static const char *word(const struct run *r, const char *key)
{
    return templates_string(r->inputs.templates, r->inputs.cycle->language, key);
}

static void add_row(struct csv *out, const struct mailing *m, const struct addressee *to)
{
    struct arena a = {0};
    struct buf files = {0};
    for (size_t i = 0; i < to->file_count; i++) {
        if (i) buf_str(&files, "; ");
        buf_str(&files, to->files[i].path);
    }
    csv_text(out, to->person->name);
    csv_text(out, to->has_address ? to->person->email : NULL);
    csv_text(out, to->language);
    csv_text(out, to->subject);
    csv_text(out, files.n ? buf_cstr(&files) : NULL);
    csv_text(out, to->is_made ? arena_printf(&a, "%s/%s", m->run->inputs.cycle->period, to->path)
                              : NULL);
    csv_end_line(out);
    buf_free(&files);
    arena_free(&a);
}

static bool write_table(struct mailing *m)
{
    static const char *const heads[] = {"mail.head-recipient",    "reminder.head-email",
                                        "reminder.head-language", "mail.head-what",
                                        "mail.head-files",        "mail.head-message"};
    struct run *r = m->run;
    struct buf out = {0};
    struct csv table = {.out = &out, .separator = r->options->csv_excel ? ';' : ','};
    if (r->options->csv_excel) buf_str(&out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) csv_text(&table, word(r, heads[i]));
    csv_end_line(&table);
    for (size_t i = 0; i < m->all.count; i++) add_row(&table, m, &m->all.list[i]);
    const char *path = arena_printf(&r->arena, "%s/recipients.csv", m->all.folder);
    struct file_status status = keep_file_status(&r->output, path);
    struct manifest_entry e = {.path = path, .document = r->output.others};
    bool ok = keep_or_write(&r->output, &status, e, &out, &out);
    buf_free(&out);
    return ok;
}

// ---- What is said

static void warn_of_outdated(const struct mailing *m)
{
    struct diags *d = m->run->diags;
    size_t count = m->all.outdated;
    if (!count) return;
    struct diag *g = diag_warning(
        d, (struct place){0}, "mail-papers-outdated",
        translate_count("%zu paper is older than what it is made from and would say something "
                        "else now, so no message leads to it",
                        "%zu papers are older than what they are made from and would say "
                        "something else now, so no message leads to them",
                        count),
        count);
    diag_hint(d, g, "make them first: samtale %s", m->makes);
}

static void warn_of_files(struct mailing *m)
{
    struct diags *d = m->run->diags;
    const struct addressees *all = &m->all;
    bool some = !strcmp(m->makes, "packs") || !strcmp(m->makes, "remind") ||
                (all->kind == MAIL_FORMS && !strstr(m->makes, "follow-up"));
    size_t missing = some || !all->found ? all->missing : 0;
    struct diag *g;
    if (all->kind == MAIL_INVITATIONS && missing)
        g = diag_warning(d, (struct place){0}, "invitations-not-counted",
                         translate_count("%zu appointment is not as the calendar files of packs "
                                         "have it, so nobody is invited to it",
                                         "%zu appointments are not as the calendar files of packs "
                                         "have them, so nobody is invited to them",
                                         missing),
                         missing);
    else if (missing)
        g = diag_warning(d, (struct place){0}, "mail-papers-missing",
                         translate_count("%zu paper has not been made, so no message leads to it",
                                         "%zu papers have not been made, so no message leads to "
                                         "them",
                                         missing),
                         missing);
    if (missing) diag_hint(d, g, "make them first: samtale %s", m->makes);
    if (all->changed) {
        g = diag_warning(d, (struct place){0}, "mail-papers-changed",
                         translate_count("%zu paper is gone or was changed since it was made, so "
                                         "no message leads to it",
                                         "%zu papers are gone or were changed since they were "
                                         "made, so no message leads to them",
                                         all->changed),
                         all->changed);
        diag_hint(d, g, "make them first: samtale %s", m->makes);
    }
    warn_of_outdated(m);
    if (all->vacant)
        diag_warning(d, (struct place){0}, "mail-unit-vacant",
                     translate_count("%zu paper is of a unit that nobody leads, and goes to nobody",
                                     "%zu papers are of units that nobody leads, and go to nobody",
                                     all->vacant),
                     all->vacant);
}

static void warn_of_addresses(struct mailing *m)
{
    struct diags *d = m->run->diags;
    size_t n = m->without_address, organisers = m->without_organiser;
    struct diag *g = NULL;
    if (n)
        g = diag_warning(d, (struct place){0}, "mail-without-address",
                         translate_count("%zu person has no e-mail address that works, and gets no "
                                         "message",
                                         "%zu people have no e-mail address that works, and get no "
                                         "message",
                                         n),
                         n);
    if (g)
        diag_hint(d, g, "%s/%s/recipients.csv lists them; their addresses are email: in org.yaml",
                  m->run->output.folder, m->all.folder);
    if (organisers)
        g = diag_warning(d, (struct place){0}, "invitation-without-organiser",
                         translate_count("%zu person is not invited, because the leader has no "
                                         "e-mail address that works",
                                         "%zu people are not invited, because their leaders have "
                                         "no e-mail address that works",
                                         organisers),
                         organisers);
    if (organisers) diag_hint(d, g, "an invitation is from the leader, to whom the answer goes");
}

static void add_up(struct mailing *m)
{
    for (size_t i = 0; i < m->all.count; i++) {
        const struct addressee *to = &m->all.list[i];
        m->made += to->is_made;
        m->without_address += !to->has_address;
        m->without_organiser += to->has_address && !to->has_organiser;
    }
}

static void print_totals_json(const struct mailing *m)
{
    const struct run *r = m->run;
    const struct output_tally *t = &r->output.documents[0].tally;
    struct buf line = {0};
    json_line_begin(&line);
    json_line_text(&line, "document", m->all.folder);
    json_line_number(&line, "messages", (int64_t)t->files);
    json_line_number(&line, "made", (int64_t)t->made);
    json_line_number(&line, "kept", (int64_t)(t->files - t->made));
    json_line_number(&line, "without-address", (int64_t)m->without_address);
    if (r->options->prune) json_line_number(&line, "pruned", (int64_t)r->output.pruned);
    json_line_bool(&line, "dry-run", r->options->dry_run);
    json_line_print(&line, stdout);
}

static void print_totals(const struct mailing *m)
{
    const struct run *r = m->run;
    const struct output_tally *t = &r->output.documents[0].tally;
    if (stop_asked()) stop_report();
    if (stop_asked()) return;
    if (r->options->json) print_totals_json(m);
    if (r->options->json || r->options->quiet) return;
    printf(translate_count("%s: %zu message", "%s: %zu messages", t->files), m->all.folder,
           t->files);
    if (t->files > t->made) printf(_(" (%zu made, %zu kept)"), t->made, t->files - t->made);
    putchar('\n');
    results_print_pruned(r);
    results_print_where(r, r->output.folder);
    if (t->files) puts(_("nothing was sent: open the messages in a mail program, and send them"));
}

// ---- All of it

static void make(struct mailing *m)
{
    struct run *r = m->run;
    static const char *const templates[MAIL_KINDS] = {"mail-packs", "mail-forms", "mail-reminders",
                                                      "mail-summaries", "mail-invitations"};
    r->output.others = arena_printf(&r->arena, "%s/recipients", m->all.folder);
    output_set_documents(&r->output, &r->arena, &m->all.folder, 1);
    if (!output_open(&r->output)) return;
    addressees_find(&m->all, r, m->documents, m->document_count);
    messages_make(r, &m->all, templates[m->all.kind]);
    add_up(m);
    if (!stop_asked() && !diag_count(r->diags, DIAG_SYSTEM)) write_table(m);
    warn_of_files(m);
    warn_of_addresses(m);
    if (!stop_asked()) old_warn_or_prune(&r->output, r->options, r->inputs.cycle);
    keep_report_warnings(&r->output);
    if (!stop_asked()) listing_write(r);
    output_save(&r->output);
    print_totals(m);
}

static int mail_run(const struct options *o)
{
    struct run r;
    struct options own = *o;
    struct mailing m = {.run = &r};
    int status;
    if (!find_kind(o, &m.all.kind) || !check_options(o, m.all.kind)) return 2;
    own.reminding = m.all.kind == MAIL_REMINDERS;
    unsigned parts = INPUTS_PLANS | INPUTS_TEMPLATES | INPUTS_FONTS;
    // who leads a unit may have changed since conversations were held
    if (own.reminding || m.all.kind == MAIL_SUMMARIES) parts |= INPUTS_TODAY;
    if (!run_open(&r, &own, parts, &status)) return status;
    if (!find_documents(&m)) return run_close_wrong_command_line(&r);
    r.calendar = (struct calendar){r.inputs.cycle, inputs_paper_date(&r.inputs), SAMTALE_VERSION};
    make(&m);
    return run_close(&r, stderr);
}

const struct command mail_command = {
    .name = "mail",
    .operands = "WHAT [DOCUMENT]",
    .operands_most = 2,  // mail forms DOCUMENT
    .operands_are_documents = true,
    .options = "unit employee leader wave as-of period attach overdue missing for csv half-year "
               "competence out jobs prune force verify dry-run",
    .summary = N_("write messages that lead people to their papers, for you to send"),
    .help = N_("Writes a message to each person whose papers have been made, in the person's\n"
               "language, to open in a mail program and send: nothing is sent by samtale. They\n"
               "are in out/PERIOD/mail/packs/UNIT/EMPLOYEE.eml and so on, and recipients.csv\n"
               "beside them has a line for each recipient, also for those without an address.\n"
               "WHAT is packs, forms, reminders, summaries or invitations.\n"
               "\n"
               "A message says where the file is, with a link where mail: links: in samtale.yaml\n"
               "says where people reach the output folder; --attach puts the file in. It goes\n"
               "only to the person whom the paper is for; a unit's paper to who leads it, the\n"
               "HR report and the competence plan to HR. Texts are templates: mail-packs and so\n"
               "on.\n"
               "\n"
               "invitations are calendar invitations from the leader: one for each conversation\n"
               "with a day from --as-of on, or one that takes it back. Run samtale packs first,\n"
               "which counts what was moved or cancelled.\n"),
    .examples = N_("  samtale mail packs\n"
                   "  samtale mail forms follow-up --unit oppvekst --attach\n"
                   "  samtale mail reminders --missing plan --for employee\n"
                   "  samtale mail invitations --dry-run     how many there would be\n"),
    .run = mail_run,
};
