// Prints what came in, from whom, and what is still missing.
#include <jansson.h>
#include <string.h>

#include "base/utf8.h"
#include "collect/collect.h"
#include "model/coverage.h"

static const char *const outcome_names[] = {
    [COLLECTED_CHANGE] = "change",   [COLLECTED_CONFLICT] = "conflict",
    [COLLECTED_KEPT] = "kept",       [COLLECTED_NOTE] = "note",
    [COLLECTED_COMMENT] = "comment", [COLLECTED_REFUSED] = "refused",
};

// nothing could be written
static bool is_lost(const struct collected *f)
{
    return f->record && f->record->failed;
}

static size_t sum(const struct collect *c, enum collected_outcome outcome, bool answers)
{
    size_t n = 0;
    for (size_t i = 0; i < c->form_count; i++)
        if (c->forms[i].is_answer == answers && !c->forms[i].is_left_out &&
            !(outcome == COLLECTED_CHANGE && is_lost(&c->forms[i])))
            n += c->forms[i].counts[outcome];
    return n;
}

static size_t form_count(const struct collect *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->form_count; i++) n += !c->forms[i].is_delivery;
    return n;
}

// A delivery is about many people; those without changes are not listed.
static bool is_silent(const struct collected *f)
{
    return !f->record || (f->is_delivery && !f->count);
}

static size_t changed_people(const struct collect *c)
{
    size_t n = 0;
    for (size_t r = 0; r < c->record_count; r++)
        n += c->records[r]->changed && !c->records[r]->failed;
    return n;
}

static bool has_changed(const struct collect *c, const struct person *p)
{
    const struct record *r = map_get(&c->records_by_id, p->id);
    return r && r->changed && !r->failed;
}

static bool is_missing(const struct collect *c, const struct person *p)
{
    return cycle_is_about(c->cycle, p) &&
           coverage_plan(c->cycle, p, c->cycle->as_of) == PLAN_MISSING && !has_changed(c, p);
}

// ---- Text

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

static void say_names(const struct collected *f, enum collected_outcome outcome, const char *one,
                      const char *many, const char **before, FILE *to)
{
    enum { SHOWN = 5 };
    size_t shown = 0;
    if (!f->counts[outcome]) return;
    fprintf(to, "%s%zu %s (", *before, f->counts[outcome], f->counts[outcome] == 1 ? one : many);
    for (size_t i = 0; i < f->count && shown < SHOWN; i++)
        if (f->fields[i].outcome == outcome)
            fprintf(to, "%s%s", shown++ ? "; " : "", f->fields[i].words);
    fputs(shown < f->counts[outcome] ? "; …)" : ")", to);
    *before = ", ";
}

// A text on one line, control characters made visible.
static void say_text(const char *text, FILE *to)
{
    char bytes[4];
    fputc('"', to);
    for (uint32_t c; (c = utf8_next(&text));) {
        if (c == '\n') fputs("\\n", to);
        else fwrite(bytes, 1, utf8_put(bytes, utf8_is_control(c) ? 0xFFFD : c), to);
    }
    fputc('"', to);
}

static void say_change(const struct collected_field *f, FILE *to)
{
    fprintf(to, "   %s: ", f->words);
    if (*f->before) say_text(f->before, to);
    if (*f->before) fputs(*f->after ? " → " : " is taken away", to);
    if (*f->after) say_text(f->after, to);
    fputc('\n', to);
}

// What an unsigned form says otherwise than the record, which it does not overwrite.
static void say_kept(const struct collected_field *f, FILE *to)
{
    fprintf(to, "   %s: ", f->words);
    if (*f->before) {
        fputs("the record has ", to);
        say_text(f->before, to);
        fputs(", the form ", to);
    } else {
        fputs("beside another than the record's, ", to);
    }
    if (*f->after) say_text(f->after, to);
    else fputs("nothing", to);
    fputs("; not overwritten\n", to);
}

static void say_fields(const struct collected *f, FILE *to)
{
    for (size_t i = 0; i < f->count; i++) {
        if (f->fields[i].outcome == COLLECTED_CHANGE) say_change(&f->fields[i], to);
        if (f->fields[i].outcome == COLLECTED_KEPT && f->form->is_unsigned)
            say_kept(&f->fields[i], to);
    }
}

static void say_form(const struct collected *f, bool in_full, FILE *to)
{
    const struct person *p = f->record->person;
    fprintf(to, "%s (%s): ", p->name, p->id);
    if (f->is_left_out && f->counts[COLLECTED_CHANGE])
        fprintf(to, "would take %zu value%s from ", f->counts[COLLECTED_CHANGE],
                plural(f->counts[COLLECTED_CHANGE]));
    else if (is_lost(f)) fputs("nothing was kept of ", to);
    else if (f->counts[COLLECTED_CHANGE])
        fprintf(to, "%zu value%s from ", f->counts[COLLECTED_CHANGE],
                plural(f->counts[COLLECTED_CHANGE]));
    else fputs("nothing new in ", to);
    fputs(f->file, to);
    if (f->copy > 1) fprintf(to, ", copy %u", f->copy);
    if (f->counts[COLLECTED_CONFLICT])
        fprintf(to, "; %zu conflict%s", f->counts[COLLECTED_CONFLICT],
                plural(f->counts[COLLECTED_CONFLICT]));
    if (f->counts[COLLECTED_KEPT])
        fprintf(to, "; the record was preferred for %zu", f->counts[COLLECTED_KEPT]);
    if (f->counts[COLLECTED_REFUSED])
        fprintf(to, "; %zu cannot be kept", f->counts[COLLECTED_REFUSED]);
    fputc('\n', to);
    if ((in_full || f->is_left_out) && !is_lost(f)) say_fields(f, to);
    const char *before = "   left in the form: ";
    say_names(f, COLLECTED_NOTE, "private note", "private notes", &before, to);
    say_names(f, COLLECTED_COMMENT, "text between the two", "texts between the two", &before, to);
    if (*before == ',') fputc('\n', to);
}

static void say_missing(const struct collect *c, FILE *to)
{
    enum { SHOWN = 8 };
    size_t count = 0;
    for (size_t i = 0; i < c->cycle->person_count; i++) {
        const struct person *p = c->cycle->cascade[i];
        if (!is_missing(c, p)) continue;
        if (count++ < SHOWN)
            fprintf(to, "%s%s (%s)", count == 1 ? "no plan yet: " : ", ", p->name, p->id);
    }
    if (count > SHOWN) fprintf(to, " and %zu more; samtale status lists them", count - SHOWN);
    if (count) fputc('\n', to);
}

// The copies in a file that have the same fate stand together: how many, from form i on.
static size_t alike(const struct collect *c, size_t i)
{
    const struct collected *f = &c->forms[i];
    size_t n = 1;
    for (; i + n < c->form_count && c->forms[i + n].answer == f->answer &&
           !strcmp(c->forms[i + n].file, f->file) &&
           (f->answer != ANSWER_REPEATED || !strcmp(c->forms[i + n].same_as, f->same_as));)
        n++;
    return n;
}

static size_t count_answers(const struct collect *c, enum collected_answer what)
{
    size_t n = 0;
    for (size_t i = 0; i < c->form_count; i++) n += c->forms[i].answer == what;
    return n;
}

// The same file once more is said, and counts once.
static void say_repeated(const struct collect *c, FILE *to)
{
    for (size_t i = 0, n; i < c->form_count; i += n) {
        const struct collected *f = &c->forms[i];
        n = alike(c, i);
        if (f->answer == ANSWER_COLLECTED)
            fprintf(to, "%s has been collected before, and counts once\n", f->file);
        if (f->answer == ANSWER_REPEATED && strcmp(f->file, f->same_as))
            fprintf(to, "%s is the same file as %s, and counts once\n", f->file, f->same_as);
        else if (f->answer == ANSWER_REPEATED)
            fprintf(to, "%s was given more than once, and counts once\n", f->file);
    }
}

static void say_answers(const struct collect *c, const struct collect_totals *t, FILE *to)
{
    size_t refused = count_answers(c, ANSWER_REFUSED);
    say_repeated(c, to);
    if (refused)
        fprintf(to, "%zu answer%s refused: more than there are people to answer\n", refused,
                plural(refused));
    if (t->answers_written)
        fprintf(to, "%zu answer%s%s\n", t->answers_written, plural(t->answers_written),
                t->dry_run ? " would be written" : " written");
    if (t->answers_held)
        fprintf(to,
                "%zu answer%s held back: fewer than five at a time could show whose they are. "
                "Collect them with others.\n",
                t->answers_held, t->answers_held == 1 ? " is" : "s are");
}

static void say_totals(const struct collect *c, const struct collect_totals *t, FILE *to)
{
    size_t values = sum(c, COLLECTED_CHANGE, false), people = changed_people(c),
           conflicts = sum(c, COLLECTED_CONFLICT, false);
    size_t refused = sum(c, COLLECTED_REFUSED, false) + sum(c, COLLECTED_REFUSED, true),
           forms = form_count(c);
    if (forms || !c->delivery_count) fprintf(to, "%zu form%s", forms, plural(forms));
    if (c->delivery_count)
        fprintf(to, "%s%zu deliver%s", forms ? " and " : "", c->delivery_count,
                c->delivery_count == 1 ? "y" : "ies");
    fprintf(to, ": %zu value%s from %zu %s", values, plural(values), people,
            people == 1 ? "person" : "people");
    if (conflicts) fprintf(to, ", %zu conflict%s", conflicts, plural(conflicts));
    if (refused) fprintf(to, ", %zu value%s that cannot be kept", refused, plural(refused));
    if (c->left_out)
        fprintf(to, ", %zu file%s not taken without --unsigned", c->left_out, plural(c->left_out));
    if (c->unusable) fprintf(to, ", %zu file%s of no use", c->unusable, plural(c->unusable));
    fputs(t->dry_run ? "; nothing was written\n" : "\n", to);
}

static void report_text(const struct collect *c, const struct collect_totals *t, FILE *to)
{
    for (size_t i = 0; i < c->form_count; i++)
        if (!is_silent(&c->forms[i])) say_form(&c->forms[i], t->dry_run, to);
    say_answers(c, t, to);
    say_totals(c, t, to);
    say_missing(c, to);
}

// ---- JSON: a line for each form of a person, and for each file whose answers do not count; one
// for all

static void print(json_t *line, FILE *to)
{
    json_dumpf(line, to, JSON_COMPACT);
    fputc('\n', to);
    json_decref(line);
}

static json_t *fields_json(const struct collected *f)
{
    json_t *list = json_array();
    for (size_t i = 0; i < f->count; i++) {
        const struct collected_field *field = &f->fields[i];
        json_t *one = json_pack("{s:s, s:s}", "what", outcome_names[field->outcome], "field",
                                field->words);
        if (*field->before) json_object_set_new(one, "before", json_string(field->before));
        if (*field->after) json_object_set_new(one, "after", json_string(field->after));
        json_array_append_new(list, one);
    }
    return list;
}

static void answers_json(const struct collect *c, FILE *to)
{
    static const char *const words[] = {[ANSWER_REPEATED] = "repeated",
                                        [ANSWER_COLLECTED] = "collected-before",
                                        [ANSWER_REFUSED] = "refused"};
    for (size_t i = 0, n; i < c->form_count; i += n) {
        const struct collected *f = &c->forms[i];
        n = alike(c, i);
        if (f->answer > ANSWER_NEW)
            print(json_pack("{s:s, s:s, s:i, s:s*}", "file", f->file, "what", words[f->answer],
                            "answers", (int)n, "same-as", f->same_as),
                  to);
    }
}

static void report_json(const struct collect *c, const struct collect_totals *t, FILE *to)
{
    answers_json(c, to);
    for (size_t i = 0; i < c->form_count; i++) {
        const struct collected *f = &c->forms[i];
        if (is_silent(f)) continue;
        print(json_pack("{s:s, s:i, s:s, s:s, s:b, s:b, s:o}", "file", f->file, "copy",
                        (int)f->copy, "document", f->form->form.document, "employee",
                        f->record->person->id, "kept", !is_lost(f) && !f->is_left_out, "unsigned",
                        (int)f->form->is_unsigned, "fields", fields_json(f)),
              to);
    }
    json_t *missing = json_array();
    for (size_t i = 0; i < c->cycle->person_count; i++)
        if (is_missing(c, c->cycle->cascade[i]))
            json_array_append_new(missing, json_string(c->cycle->cascade[i]->id));
    print(json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:b, s:o}", "forms",
                    (int)form_count(c), "deliveries", (int)c->delivery_count, "values",
                    (int)sum(c, COLLECTED_CHANGE, false), "people", (int)changed_people(c),
                    "conflicts", (int)sum(c, COLLECTED_CONFLICT, false), "refused",
                    (int)(sum(c, COLLECTED_REFUSED, false) + sum(c, COLLECTED_REFUSED, true)),
                    "unusable", (int)c->unusable, "unsigned", (int)c->left_out, "answers-written",
                    (int)t->answers_written, "answers-held", (int)t->answers_held,
                    "answers-refused", (int)count_answers(c, ANSWER_REFUSED), "dry-run",
                    (int)t->dry_run, "without-plan", missing),
          to);
}

void report_collected(const struct collect *c, const struct collect_totals *t, FILE *to)
{
    if (t->json) report_json(c, t, to);
    else if (!t->quiet) report_text(c, t, to);
}
