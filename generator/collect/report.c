// Prints what came in, from whom, and what is still missing.
#include <jansson.h>
#include <string.h>

#include "base/translate.h"
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

// many: a format for their number.
static void say_names(const struct collected *f, enum collected_outcome outcome, const char *many,
                      const char **before, FILE *to)
{
    enum { SHOWN = 5 };
    size_t shown = 0;
    if (!f->counts[outcome]) return;
    fputs(*before, to);
    fprintf(to, many, f->counts[outcome]);
    fputs(" (", to);
    for (size_t i = 0; i < f->count && shown < SHOWN; i++)
        if (f->fields[i].outcome == outcome)
            fprintf(to, "%s%s", shown++ ? "; " : "", f->fields[i].words);
    fputs(shown < f->counts[outcome] ? "; …)" : ")", to);
    *before = ", ";
}

// A text on one line in quotes, control characters made visible.
static void quote(const char *text, struct buf *out)
{
    char bytes[4];
    buf_c(out, '"');
    for (uint32_t c; (c = utf8_next(&text));) {
        if (c == '\n') buf_str(out, "\\n");
        else buf_add(out, bytes, utf8_put(bytes, utf8_is_control(c) ? 0xFFFD : c));
    }
    buf_c(out, '"');
}

static void say_change(const struct collected_field *f, FILE *to)
{
    struct buf before = {0}, after = {0};
    quote(f->before, &before);
    quote(f->after, &after);
    fprintf(to, "   %s: ", f->words);
    if (!*f->before) fputs(buf_cstr(&after), to);
    else if (*f->after) fprintf(to, "%s → %s", buf_cstr(&before), buf_cstr(&after));
    else fprintf(to, _("%s is taken away"), buf_cstr(&before));
    fputc('\n', to);
    buf_free(&before);
    buf_free(&after);
}

// What an unsigned form says otherwise than the record, which it does not overwrite.
static void say_kept(const struct collected_field *f, FILE *to)
{
    struct buf before = {0}, after = {0};
    quote(f->before, &before);
    if (*f->after) quote(f->after, &after);
    else buf_str(&after, _("nothing"));
    fprintf(to, "   %s: ", f->words);
    if (*f->before)
        fprintf(to, _("the record has %s, the form %s; not overwritten"), buf_cstr(&before),
                buf_cstr(&after));
    else
        fprintf(to, _("the form has %s, beside another than the record's; not overwritten"),
                buf_cstr(&after));
    fputc('\n', to);
    buf_free(&before);
    buf_free(&after);
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
    size_t changes = f->counts[COLLECTED_CHANGE], conflicts = f->counts[COLLECTED_CONFLICT];
    fprintf(to, "%s (%s): ", p->name, p->id);
    if (f->is_left_out && changes)
        fprintf(to,
                translate_count("would take %zu value from %s", "would take %zu values from %s",
                                changes),
                changes, f->file);
    else if (is_lost(f)) fprintf(to, _("nothing was kept of %s"), f->file);
    else if (changes)
        fprintf(to, translate_count("%zu value from %s", "%zu values from %s", changes), changes,
                f->file);
    else fprintf(to, _("nothing new in %s"), f->file);
    if (f->copy > 1) fprintf(to, _(", copy %u"), f->copy);
    if (conflicts)
        fprintf(to, translate_count("; %zu conflict", "; %zu conflicts", conflicts), conflicts);
    if (f->counts[COLLECTED_KEPT])
        fprintf(to, _("; the record was preferred for %zu"), f->counts[COLLECTED_KEPT]);
    if (f->counts[COLLECTED_REFUSED])
        fprintf(to, _("; %zu cannot be kept"), f->counts[COLLECTED_REFUSED]);
    fputc('\n', to);
    if ((in_full || f->is_left_out) && !is_lost(f)) say_fields(f, to);
    const char *before = _("   left in the form: ");
    say_names(f, COLLECTED_NOTE,
              translate_count("%zu private note", "%zu private notes", f->counts[COLLECTED_NOTE]),
              &before, to);
    say_names(f, COLLECTED_COMMENT,
              translate_count("%zu text between the two", "%zu texts between the two",
                              f->counts[COLLECTED_COMMENT]),
              &before, to);
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
            fprintf(to, "%s%s (%s)", count == 1 ? _("no plan yet: ") : ", ", p->name, p->id);
    }
    if (count > SHOWN) fprintf(to, _(" and %zu more; samtale status lists them"), count - SHOWN);
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
            fprintf(to, _("%s has been collected before, and counts once\n"), f->file);
        if (f->answer == ANSWER_REPEATED && strcmp(f->file, f->same_as))
            fprintf(to, _("%s is the same file as %s, and counts once\n"), f->file, f->same_as);
        else if (f->answer == ANSWER_REPEATED)
            fprintf(to, _("%s was given more than once, and counts once\n"), f->file);
    }
}

static void say_answers(const struct collect *c, const struct collect_totals *t, FILE *to)
{
    size_t refused = count_answers(c, ANSWER_REFUSED);
    say_repeated(c, to);
    if (refused)
        fprintf(to,
                translate_count("%zu answer refused: more than there are people to answer\n",
                                "%zu answers refused: more than there are people to answer\n",
                                refused),
                refused);
    if (t->answers_written && t->dry_run)
        fprintf(to,
                translate_count("%zu answer would be written\n", "%zu answers would be written\n",
                                t->answers_written),
                t->answers_written);
    else if (t->answers_written)
        fprintf(
            to,
            translate_count("%zu answer written\n", "%zu answers written\n", t->answers_written),
            t->answers_written);
    if (t->answers_held)
        fprintf(to,
                translate_count("%zu answer is held back: fewer than five at a time could show "
                                "whose they are. Collect it with others.\n",
                                "%zu answers are held back: fewer than five at a time could show "
                                "whose they are. Collect them with others.\n",
                                t->answers_held),
                t->answers_held);
}

static void say_totals(const struct collect *c, const struct collect_totals *t, FILE *to)
{
    size_t values = sum(c, COLLECTED_CHANGE, false), people = changed_people(c),
           conflicts = sum(c, COLLECTED_CONFLICT, false);
    size_t refused = sum(c, COLLECTED_REFUSED, false) + sum(c, COLLECTED_REFUSED, true),
           forms = form_count(c);
    if (forms || !c->delivery_count)
        fprintf(to, translate_count("%zu form", "%zu forms", forms), forms);
    if (forms && c->delivery_count) fputs(_(" and "), to);
    if (c->delivery_count)
        fprintf(to, translate_count("%zu delivery", "%zu deliveries", c->delivery_count),
                c->delivery_count);
    fprintf(to, translate_count(": %zu value", ": %zu values", values), values);
    fprintf(to, translate_count(" from %zu person", " from %zu people", people), people);
    if (conflicts)
        fprintf(to, translate_count(", %zu conflict", ", %zu conflicts", conflicts), conflicts);
    if (refused)
        fprintf(to,
                translate_count(", %zu value that cannot be kept",
                                ", %zu values that cannot be kept", refused),
                refused);
    if (c->left_out)
        fprintf(to,
                translate_count(", %zu file not taken without --unsigned",
                                ", %zu files not taken without --unsigned", c->left_out),
                c->left_out);
    if (c->unusable)
        fprintf(to, translate_count(", %zu file of no use", ", %zu files of no use", c->unusable),
                c->unusable);
    fputs(t->dry_run ? _("; nothing was written\n") : "\n", to);
}

static void report_text(const struct collect *c, const struct collect_totals *t, FILE *to)
{
    for (size_t i = 0; i < c->form_count; i++)
        if (!is_silent(&c->forms[i])) say_form(&c->forms[i], t->dry_run || t->typed, to);
    if (t->typed) return;
    say_answers(c, t, to);
    say_totals(c, t, to);
    if (!t->is_late) say_missing(c, to);
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
        print(json_pack("{s:s, s:s, s:i, s:s, s:s, s:b, s:b, s:o}", "period", c->cycle->period,
                        "file", f->file, "copy", (int)f->copy, "document", f->form->form.document,
                        "employee", f->record->person->id, "kept", !is_lost(f) && !f->is_left_out,
                        "unsigned", (int)f->form->is_unsigned, "fields", fields_json(f)),
              to);
    }
    json_t *missing = json_array();
    for (size_t i = 0; i < c->cycle->person_count; i++)
        if (is_missing(c, c->cycle->cascade[i]))
            json_array_append_new(missing, json_string(c->cycle->cascade[i]->id));
    print(json_pack("{s:s, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:b, s:o}",
                    "period", c->cycle->period, "forms", (int)form_count(c), "deliveries",
                    (int)c->delivery_count, "values", (int)sum(c, COLLECTED_CHANGE, false),
                    "people", (int)changed_people(c), "conflicts",
                    (int)sum(c, COLLECTED_CONFLICT, false), "refused",
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
