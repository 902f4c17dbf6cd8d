// samtale enter: what somebody types of a person, in the terminal or in a file → the record.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "cli/refuse.h"
#include "collect/entered.h"
#include "commands/collect_typed.h"
#include "commands/commands.h"
#include "commands/enter_ask.h"

enum { FORM_LIMIT = 1 << 20 };  // bytes

// ---- A file

static const struct source *read_standard_input(struct run *r, const char *name)
{
    struct buf text = {0};
    char part[4096];
    size_t n;
    while (text.n <= FORM_LIMIT && (n = fread(part, 1, sizeof part, stdin)))
        buf_add(&text, part, n);
    const struct source *s = diag_source_new(r->diags, &r->arena, name, text.n ? text.p : "",
                                             text.n);
    bool right = utf8_valid(s->text, s->n, NULL) && s->n <= FORM_LIMIT && !memchr(s->text, 0, s->n);
    if (!right)
        diag_error(r->diags, (struct place){.source = s}, "text-not-utf8", "the text is not UTF-8");
    buf_free(&text);
    return right ? s : NULL;
}

static const struct returned *from_file(struct run *r, struct collect *c, const struct person *p,
                                        int *status)
{
    const char *path = r->options->from;
    bool standard = !strcmp(path, "-");
    const char *name = standard ? _("standard input") : path;
    const struct source *s = standard
                               ? read_standard_input(r, name)
                               : diag_source_open(r->diags, &r->arena, path, path, FORM_LIMIT);
    (void)status;
    if (!s) return NULL;
    struct entered *e = entered_new(c, p, name);
    size_t before = diag_count(r->diags, DIAG_ERROR);
    entered_read_form(e, s);
    bool right = diag_count(r->diags, DIAG_ERROR) == before;
    if (right && e->form.count) return &e->form;
    if (!r->options->quiet && !r->options->json)
        puts(right ? _("The form is empty, so nothing was written.")
                   : _("Nothing was written: mend what follows, and enter it once more."));
    return NULL;
}

// ---- An empty form

static const struct returned *print_form(struct run *r, struct collect *c, const struct person *p,
                                         int *status)
{
    struct buf out = {0};
    (void)r, (void)status;
    entered_write_form(entered_new(c, p, ""), &out);
    fwrite(out.p, 1, out.n, stdout);
    buf_free(&out);
    return NULL;
}

// ---- The terminal

static const struct returned *from_terminal(struct run *r, struct collect *c,
                                            const struct person *p, int *status)
{
    (void)r;
    if (!isatty(STDIN_FILENO)) {
        refuse("--from - reads a form from standard input, and --form prints an empty one",
               "enter asks in a terminal, and this is none");
        *status = 2;
        return NULL;
    }
    struct entered *e = entered_new(c, p, _("what was typed"));
    enum asked asked = enter_ask(e, inputs_today());
    if (asked == ASKED_INTERRUPTED) *status = 130;  // as the shell says of Ctrl-C
    if (asked == ASKED_NO_MORE) *status = 1;
    if (asked != ASKED_ALL) return NULL;
    if (!e->form.count) puts(_("\nNothing was typed, so nothing was written."));
    else putchar('\n');
    return e->form.count ? &e->form : NULL;
}

static bool agree(void)
{
    bool ended = false;
    return enter_ask_yes(_("Write this into the plan? [y/N]"), &ended);
}

// ---- The command

static int enter_run(const struct options *o)
{
    struct collect_typed typed = {.make = from_terminal, .agree = o->dry_run ? NULL : agree};
    if (o->print_form) typed = (struct collect_typed){.make = print_form};
    else if (o->from) typed = (struct collect_typed){.make = from_file};
    return collect_typed_run(o, &typed);
}

const struct command enter_command = {
    .name = "enter",
    .operands = "ID",
    .operands_least = 1,
    .operands_most = 1,
    .options = "from form period with-comments dry-run",
    .summary = N_("type in a conversation that was held, or a plan that is on paper"),
    .help = N_("Asks in the terminal what the paper says of one person (an id or a name): dates,\n"
               "goals with their measures, competences, and follow-ups and the evaluation when\n"
               "their time has come. Enter leaves a question out. What the record has already is\n"
               "not asked for and never overwritten; what is typed is checked as collect does.\n"
               "Before it is written it is shown. With --form prints the same as a text, to fill\n"
               "in with an editor, and --from reads it. Many at once: samtale import --times.\n"),
    .examples = N_("  samtale enter \"Maja Solberg\"\n"
                   "  samtale enter e1102 --form                      an empty form\n"
                   "  samtale enter e1102 --from maja.txt --dry-run   what it would change\n"
                   "  samtale enter e1102 --from maja.txt\n"),
    .run = enter_run,
};
