// The questions of samtale enter, one place after the other.
#include "commands/enter_ask.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/translate.h"
#include "base/utf8.h"

struct asking {
    struct entered *e;
    struct date today;
    struct buf typed;           // as a form, in case that it ends here
    const char *typed_section;  // the last heading in it
    const char *section;        // whose heading was printed last
    const char *passed;         // a part that is passed over
    const char *without;        // what stands before places that are not asked for: a card
    bool no_more_goals;
};

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

// False: Ctrl-C was pressed. It is let through only here, so that an earlier one ends the wait.
static bool wait_for_input(void)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    sigset_t mask;
    pthread_sigmask(SIG_SETMASK, NULL, &mask);
    sigdelset(&mask, SIGINT);
    while (!interrupted && ppoll(&input, 1, NULL, &mask) < 0 && errno == EINTR) {
    }
    return !interrupted;
}

// A line without its end; NULL: there is none. Byte by byte: what a buffer holds is not waited for.
static const char *read_line(struct arena *a)
{
    struct buf line = {0};
    char byte = 0;
    fflush(stdout);
    while (byte != '\n' && wait_for_input() && read(STDIN_FILENO, &byte, 1) == 1)
        buf_c(&line, byte);
    const char *copy = NULL;
    if (line.n && !interrupted) {
        size_t n = line.n;
        while (n && strchr(" \t\r\n", line.p[n - 1])) n--;
        copy = arena_strndup(a, line.p, n);
        copy += strspn(copy, " \t");
    }
    buf_free(&line);
    return copy;
}

// ---- What is asked for

static bool has_begun(const struct asking *k, const struct entered_field *f)
{
    const struct cycle *c = k->e->c->cycle;
    struct date from = {0};
    if (f->of_evaluation) from = c->evaluation.from;
    else if (f->follow_up && f->follow_up <= c->follow_up_count)
        from = c->follow_ups[f->follow_up - 1].window.from;
    return !date_is_set(from) || date_compare(from, k->today) <= 0;
}

static bool is_goal(const struct entered_field *f)
{
    return !strcmp(f->field->path, "goals/*/goal");
}

static bool is_measure(const struct entered_field *f)
{
    return !strcmp(f->field->path, "goals/*/measures/*/what");
}

static bool is_asked(const struct asking *k, const struct entered_field *f)
{
    bool private = f->field->privacy == RECORD_BETWEEN_US && !k->e->c->options.with_comments;
    if (*f->held || private || !has_begun(k, f)) return false;
    if (k->passed && !strcmp(k->passed, f->section)) return false;
    if (k->no_more_goals && is_goal(f)) return false;
    return !k->without || strncmp(f->path, k->without, strlen(k->without)) != 0;
}

// Who has no goal, or no measure, is not asked for what belongs to it, nor for another one.
static void leave_out(struct asking *k, const struct entered_field *f)
{
    struct arena *a = k->e->c->arena;
    if (is_goal(f)) {
        k->no_more_goals = true;
        k->without = arena_strndup(a, f->path, strlen(f->path) - strlen("goal"));
    } else if (is_measure(f)) {
        size_t n = (size_t)(strstr(f->path, "/measures/") - f->path) + strlen("/measures/");
        k->without = arena_strndup(a, f->path, n);
    }
}

// ---- Asking

static void print_question(struct asking *k, const struct entered_field *f)
{
    struct buf options = {0};
    if (!k->section || strcmp(k->section, f->section)) printf("\n%s\n", f->section);
    k->section = f->section;
    entered_write_options(f, &options);
    if (options.n) printf("   %s\n", buf_cstr(&options));
    if (f->hint && !options.n) printf("%s (%s): ", f->label, f->hint);
    else printf("%s: ", f->label);
    buf_free(&options);
}

static void say_impossible(const struct entered_field *f)
{
    bool day = f->field->kind == RECORD_DATE || f->field->kind == RECORD_DEADLINE ||
               f->field->kind == RECORD_DONE;
    puts(day ? _("   That is no date that there is. Write it once more, or press Enter.")
             : _("   That is none of the choices. Write it once more, or press Enter."));
}

static void keep(struct asking *k, const struct entered_field *f, const char *typed)
{
    entered_add(k->e, f, typed);
    if (!k->typed_section || strcmp(k->typed_section, f->section))
        buf_printf(&k->typed, "== %s ==\n", f->section);
    k->typed_section = f->section;
    entered_write_line(f, typed, &k->typed);
}

// False: there is no more input.
static bool ask(struct asking *k, const struct entered_field *f)
{
    struct arena *a = k->e->c->arena;
    for (;;) {
        print_question(k, f);
        const char *typed = read_line(a);
        if (!typed) return false;
        if (!*typed) {
            leave_out(k, f);
            return true;
        }
        if (!strcmp(typed, ".")) {
            k->passed = f->section;
            return true;
        }
        if (utf8_valid(typed, strlen(typed), NULL) && entered_is_possible(k->e, f, typed)) {
            keep(k, f, typed);
            return true;
        }
        say_impossible(f);
    }
}

static bool ask_all(struct asking *k)
{
    const struct entered_form *form = &k->e->forms[0];
    for (size_t i = 0; i < form->count; i++) {
        const struct entered_field *f = &form->list[i];
        // a card that is left out is left out with all below it, and so are the others behind it
        if (k->no_more_goals && is_goal(f) && !*f->held) leave_out(k, f);
        if (is_asked(k, f) && !ask(k, f)) return false;
    }
    return true;
}

enum asked enter_ask(struct entered *e, struct date today)
{
    struct asking k = {.e = e, .today = today};
    struct sigaction stop = {.sa_handler = on_interrupt}, usual;
    sigset_t interrupts, usual_mask;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupts, &usual_mask);
    sigaction(SIGINT, &stop, &usual);
    printf("%s (%s), %s\n", e->person->name, e->person->id, e->c->cycle->period);
    puts(_("Enter leaves a question out, a full stop the rest of a part. Nothing is written before "
           "the end; Ctrl-C ends without writing."));
    bool all = ask_all(&k);
    sigaction(SIGINT, &usual, NULL);
    pthread_sigmask(SIG_SETMASK, &usual_mask, NULL);
    if (!all) {
        puts(_("\nNothing was written."));
        if (k.typed.n) {
            puts(_("What you had typed; in a file, samtale enter reads it with --from:"));
            fwrite(k.typed.p, 1, k.typed.n, stdout);
        }
    }
    buf_free(&k.typed);
    if (all) return ASKED_ALL;
    return interrupted ? ASKED_INTERRUPTED : ASKED_NO_MORE;
}

bool enter_ask_yes(const char *question, bool *ended)
{
    static const char *const yes[] = {"j", "ja", "y", "yes"};
    struct arena a = {0};
    bool agreed = false;
    printf("%s ", question);
    const char *answer = read_line(&a);
    *ended |= !answer;
    for (size_t i = 0; answer && i < COUNT(yes); i++)
        agreed |= !strcmp(utf8_fold(&a, answer), yes[i]);
    arena_free(&a);
    return agreed;
}
