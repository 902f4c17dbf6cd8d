// Merges one field of a form into a person's record, and reports what came of it.
#include "collect/field_merge.h"

#include <string.h>

#include "base/ascii.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "model/deadline.h"

static const char *const empty = "";

// ---- Reporting

enum { SHOWN = 60 };  // characters of a text that a message shows

static const char *shortened(struct arena *a, const char *text)
{
    if (!*text) return "nothing";
    struct buf out = {0};
    size_t shown = 0;
    buf_c(&out, '"');
    for (const char *s = text; *s && shown < SHOWN; shown++) {
        size_t n = utf8_grapheme(s);
        if (*s == '\n') buf_c(&out, ' ');
        else buf_add(&out, s, n);
        s += n;
        if (shown + 1 == SHOWN && *s) buf_str(&out, "…");
    }
    buf_c(&out, '"');
    const char *kept = arena_strndup(a, out.p, out.n);
    buf_free(&out);
    return kept;
}

// A field's label without its input format: "Tidsfrist, rad 2" of "Tidsfrist, rad 2 (dd.mm.åååå)".
static const char *words_of(struct arena *a, const struct returned_value *v)
{
    if (!v->words) return v->path;
    const char *open = strrchr(v->words, '(');
    size_t n = strlen(v->words);
    bool numbered = open && ascii_is_digit(open[1]);  // one of several with the same label
    if (!open || open == v->words || v->words[n - 1] != ')' || open[-1] != ' ' || numbered)
        return v->words;
    return arena_strndup(a, v->words, (size_t)(open - v->words) - 1);
}

void field_merge_note(struct form_merge *m, enum collected_outcome outcome,
                      const struct returned_value *v, const char *path, const char *before,
                      const char *after)
{
    struct collected *o = m->out;
    *ARENA_PUSH(m->c->arena, o->fields, o->count, o->room) = (struct collected_field){
        outcome, words_of(m->c->arena, v), path, before, after};
    o->counts[outcome]++;
}

static struct place form_place(const struct form_merge *m)
{
    return (struct place){.source = diag_source_new(m->c->diags, m->c->arena, m->out->file, "", 0)};
}

void field_merge_refuse(struct form_merge *m, const struct returned_value *v, const char *id,
                        const char *why, const char *hint)
{
    struct collect *c = m->c;
    field_merge_note(m, COLLECTED_REFUSED, v, NULL, empty, empty);
    struct diag *g = diag_error(c->diags, form_place(m), id, why, words_of(c->arena, v),
                                m->record->person->name);
    diag_hint(c->diags, g, hint ? "%s" : N_("the form has %s"),
              hint ? _(hint) : shortened(c->arena, v->value));
}

// The form of this run that set the record's present value; NULL: none.
static const struct collected *form_before(const struct form_merge *m, const char *path)
{
    for (size_t i = m->c->form_count; i > 0; i--) {
        const struct collected *f = &m->c->forms[i - 1];
        for (size_t k = 0; f->record == m->record && k < f->count; k++)
            if (f->fields[k].outcome == COLLECTED_CHANGE && !strcmp(f->fields[k].path, path))
                return f;
    }
    return NULL;
}

// Whether what stays between the two in this record is between the employee and the present leader,
// whose forms show it. In a plan that was made with somebody else it is not.
static bool is_with_present_leader(const struct form_merge *m)
{
    const struct person *p = m->record->person;
    return !p->plan || cycle_plan_is_with(p->plan, p->leader);
}

// The id or name of a leader; NULL: nobody.
static const char *name_of(const struct person *leader)
{
    const char *id = leader ? leader->id : NULL;
    return id || !leader ? id : leader->name;
}

// Whether the form was made with the leader with whom the plan was. One that is unsigned does not
// say, and counts as the present leader's; a signed one without a leader's id is of one outside the
// chart.
static bool is_with_leader_of_form(const struct form_merge *m)
{
    const struct returned *form = m->out->form;
    const struct person *p = m->record->person;
    const char *now = name_of(p->leader), *of_form = now,
               *of_plan = p->plan ? p->plan->leader_id : node_text(m->record->tree, "leader");
    bool says = form->key && !form->is_unsigned;
    if (says && (form->form.leader || (p->leader && p->leader->id))) of_form = form->form.leader;
    if (!of_plan) of_plan = now;
    return of_form && of_plan && !strcmp(of_form, of_plan);
}

// The place in the record, for showing its line; nowhere where the line holds anything that stays
// between employee and leader, and is not for whoever reads this.
static struct place record_place(const struct form_merge *m, const struct node *at)
{
    struct place place = at ? at->place : (struct place){0};
    if (!place.source) place = (struct place){.source = m->record->source};
    if (!place.source) return form_place(m);
    if (!(m->c->options.with_comments && is_with_present_leader(m)) &&
        record_tree_line_is_private(m->record->tree, place.line))
        place.line = 0;
    return place;
}

static void conflict(struct form_merge *m, const struct merged_field *e, const char *now,
                     const struct node *at, const char *kept)
{
    struct collect *c = m->c;
    const struct collected *before = form_before(m, e->path);
    const char *words = words_of(c->arena, e->value), *name = m->record->person->name,
               *file = m->out->file;
    field_merge_note(m, COLLECTED_CONFLICT, e->value, e->path, now, kept);
    struct diag *g = before
                       ? diag_error(c->diags, form_place(m), "form-conflicts-with-form",
                                    "\"%s\" of %s has been filled in differently in %s", words,
                                    name,
                                    before == m->out ? _("two places of this form") : before->file)
                       : diag_error(c->diags, record_place(m, at), "form-conflicts-with-record",
                                    "\"%s\" of %s has been changed both in the record and in %s",
                                    words, name, file);
    if (!before) diag_show(c->diags, g);
    diag_hint(c->diags, g,
              before ? N_("that one has %s, this one %s; --prefer form or --prefer record decides")
                     : N_("the record has %s, the form %s; --prefer form or --prefer record "
                          "decides"),
              shortened(c->arena, now), shortened(c->arena, kept));
}

// ---- One field

bool field_merge_matches_base(const struct form_merge *m, const struct returned_value *v,
                              const char *shown)
{
    return record_value_is_base(v, m->out->form->key, shown);
}

// Whether the record's text is what the form was prefilled with, in any language.
static bool is_base(const struct form_merge *m, const struct merged_field *e, const char *text)
{
    struct collect *c = m->c;
    if (field_merge_matches_base(m, e->value, record_text(c->arena, text))) return true;
    for (size_t i = 0; i < c->language_count; i++) {
        const char *shown = field_text_format(c->templates, &c->scratch, c->languages[i], e->field,
                                              text);
        bool same = field_merge_matches_base(m, e->value, record_text(&c->scratch, shown));
        arena_reset(&c->scratch);
        if (same) return true;
    }
    return false;
}

// Whether this is what the form was filled in with in its two places for what is done.
static bool is_base_of_done(const struct form_merge *m, const struct merged_field *e,
                            const char *text)
{
    bool ticked = field_merge_matches_base(m, e->tick, "on");
    if (e->value == e->tick) return *text ? ticked : !ticked;
    bool dated = !field_merge_matches_base(m, e->value, empty);
    if (dated) return is_base(m, e, text);
    return !strcmp(text, ticked ? "true" : empty);
}

static bool is_day(const char *done)
{
    return *done && strcmp(done, "true") != 0;
}

static bool is_unchanged(const struct form_merge *m, const struct merged_field *e, const char *now)
{
    if (e->tick) return is_base_of_done(m, e, now);
    // without a value, the employee is responsible
    bool unsaid = e->field->kind == RECORD_RESPONSIBLE && !*now;
    return is_base(m, e, now) || (unsaid && field_merge_matches_base(m, e->value, "employee"));
}

// A day says more than a tick: where one of record and form has the tick and the other the day, the
// day counts, and nothing contradicts.
static bool is_more(const struct merged_field *e, const char *now, const char *kept)
{
    return e->field->kind == RECORD_DONE && is_day(kept) && !strcmp(now, "true");
}

static bool is_less(const struct form_merge *m, const struct merged_field *e, const char *now,
                    const char *kept)
{
    return e->field->kind == RECORD_DONE && is_day(now) && !strcmp(kept, "true") &&
           !is_unchanged(m, e, now);
}

static const struct priority *priority_among(struct priorities *const *files, size_t count,
                                             const char *text, const char *folded, struct arena *a)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < files[i]->count; k++) {
            const struct priority *p = &files[i]->list[k];
            if (!strcmp(p->id, text) || !strcmp(utf8_fold(a, doc_plain(a, p->title)), folded))
                return p;
        }
    return NULL;
}

static const struct priority *priority_in(const struct unit *u, const char *text, struct arena *a)
{
    const char *folded = utf8_fold(a, text);
    const struct priority *found = NULL;
    for (; u && !found; u = u->parent) {
        found = priority_among(u->priorities, u->priorities_count, text, folded, a);
        if (!found)
            found = priority_among(u->former_priorities, u->former_priorities_count, text, folded,
                                   a);
    }
    return found;
}

static const char *one_priority(const struct form_merge *m, const char *text)
{
    const struct person *p = m->record->person;
    const char *made_in = m->out->form->form.unit;  // the person may have moved since
    const struct unit *then = made_in ? cycle_unit_now(m->c->cycle, made_in, p) : NULL;
    const struct priority *found = priority_in(then, text, m->c->arena);
    if (!found) found = priority_in(p->unit, text, m->c->arena);
    for (size_t i = 0; !found && i < p->also_count; i++)
        found = priority_in(p->also[i].unit, text, m->c->arena);
    return found ? found->id : NULL;
}

// A focus area's id or title, or several with commas between them, as ids; NULL: one is none.
static const char *priority_id(const struct form_merge *m, const char *text)
{
    struct arena *a = m->c->arena;
    const char *ids = one_priority(m, text);  // a title may hold a comma
    if (ids || !strchr(text, ',')) return ids;
    for (const char *s = text + strspn(text, ", "); *s; s += strspn(s, ", ")) {
        size_t n = strcspn(s, ","), length = n;
        while (length && s[length - 1] == ' ') length--;
        const char *id = one_priority(m, arena_strndup(a, s, length));
        if (!id) return NULL;
        ids = ids ? arena_printf(a, "%s, %s", ids, id) : id;
        s += n;
    }
    return ids;
}

enum { LINE_MOST = 500, PROSE_MOST = 20000 };  // characters: the limits of read/plan.c

static bool fits(const struct record_field *f, const char *text)
{
    bool line = f->kind != RECORD_PROSE;
    if (line && strchr(text, '\n')) return false;
    return utf8_length(text, strlen(text)) <= (line ? LINE_MOST : PROSE_MOST);
}

// Whether an id that is ticked is one that there is. needs_find() sees to competences.
static bool is_offered(struct form_merge *m, const struct merged_field *e)
{
    const char *area = strstr(e->path, "/supports/");
    const struct node *at;
    if (!area || one_priority(m, area + strlen("/supports/")) ||
        record_tree_get(m->c, m->record, e->path, &at))
        return true;
    field_merge_refuse(m, e->value, "focus-area-impossible",
                       N_("\"%s\" of %s is none of the focus areas that there are"),
                       N_("make the form once more, and fill in that one"));
    return false;
}

// The typed value as the record holds it; NULL after a diagnostic.
static const char *value_to_store(struct form_merge *m, const struct merged_field *e)
{
    const char *typed = e->typed, *kept = typed;
    if (utf8_is_blank(typed)) {
        if (!e->field->required) return empty;
        field_merge_refuse(m, e->value, "required-emptied",
                           N_("\"%s\" of %s has been emptied; it stays in the record"),
                           N_("take it out of the plan's file where it is to go"));
        return NULL;
    }
    if (e->field->kind == RECORD_TICK) return is_offered(m, e) ? "on" : NULL;
    if (e->field->kind == RECORD_SUPPORTS) {
        kept = priority_id(m, typed);
        if (!kept)
            field_merge_refuse(m, e->value, "focus-area-impossible",
                               N_("\"%s\" of %s is none of the focus areas that there are"), NULL);
    } else if (!collect_parse_value(m->c, e->field, typed, &kept)) {
        bool date = e->field->kind == RECORD_DATE || e->field->kind == RECORD_DEADLINE ||
                    e->field->kind == RECORD_DONE;
        field_merge_refuse(m, e->value, date ? "date-impossible" : "choice-impossible",
                           date ? N_("\"%s\" of %s is no date that there is")
                                : N_("\"%s\" of %s is none of the choices that there are"),
                           NULL);
        return NULL;
    } else if (!fits(e->field, kept)) {
        field_merge_refuse(
            m, e->value, "value-does-not-fit",
            N_("\"%s\" of %s is longer than the record can hold, or has more than one line"), NULL);
        return NULL;
    }
    return kept;
}

// ---- Other needs

static bool is_other_need(const struct merged_field *e)
{
    return !strncmp(e->value->path, "other-needs/", 12);
}

static bool had_text(const struct form_merge *m, const struct returned_value *v)
{
    return !field_merge_matches_base(m, v, empty);
}

// Whether another field of the form has this text, as prefilled or as typed.
static bool is_of_another(const struct form_merge *m, const struct merged_field *e,
                          const char *text)
{
    for (size_t i = 0; i < m->count; i++) {
        const struct merged_field *other = &m->fields[i];
        if (other == e || !is_other_need(other)) continue;
        if (!strcmp(other->typed, text) ||
            (had_text(m, other->value) && field_merge_matches_base(m, other->value, text)))
            return true;
    }
    return false;
}

// Other needs are known by their number only, which changes when one is removed: a field belongs to
// the need with the text that it was prefilled with.
static const char *other_need_path(const struct form_merge *m, const struct merged_field *e,
                                   const char *kept)
{
    struct arena *a = m->c->arena;
    const char *same = NULL, *path, *text;
    const struct node *at;
    bool mine = true;
    for (unsigned n = 1;; n++) {
        path = arena_printf(a, "other-needs/%u", n);
        text = record_tree_get(m->c, m->record, path, &at);
        if (!text) break;
        text = record_text(a, text);
        if (had_text(m, e->value) && field_merge_matches_base(m, e->value, text)) return path;
        if (!same && !strcmp(text, kept)) same = path;
        if (!strcmp(path, e->value->path)) mine = !is_of_another(m, e, text);
    }
    if (same) return same;
    return mine ? e->value->path : path;
}

// Text for the two, where plan, form and present leader are not all of one leader: the record is
// between the employee and somebody whom this was not for, and the form does not show it. A form
// that was filled in with the record's text goes on.
static bool is_for_others(struct form_merge *m, const struct merged_field *e, const char *now)
{
    bool shown = had_text(m, e->value) && is_base(m, e, now);
    bool same = is_with_present_leader(m) && is_with_leader_of_form(m);
    if (e->field->privacy != RECORD_BETWEEN_US || same || shown) return false;
    field_merge_refuse(m, e->value, "comment-of-other-leader",
                       N_("\"%s\" of %s stays with employee and leader, and the plan was made with "
                          "another leader"),
                       N_("split the leader's own directory anew: the plan in it is without what "
                          "the other two have written"));
    return true;
}

// A deadline in words is kept, and can never be overdue.
static void warn_of_words(const struct form_merge *m, const struct merged_field *e,
                          const char *kept)
{
    struct collect *c = m->c;
    struct deadline deadline;
    if (e->field->kind != RECORD_DEADLINE || !*kept) return;
    if (!deadline_parse(c->arena, kept, &c->cycle->dates, &deadline)) return;
    if (deadline.kind != DEADLINE_TEXT) return;
    struct diag *g = diag_warning(c->diags, form_place(m), "deadline-in-words",
                                  "\"%s\" of %s has no date, so it is never overdue",
                                  words_of(c->arena, e->value), m->record->person->name);
    diag_hint(c->diags, g, "it is kept as it is written: %s", shortened(c->arena, kept));
}

void field_merge(struct form_merge *m, struct merged_field *e)
{
    const struct node *at;
    if (e->done || !e->touched) return;
    e->done = true;
    const char *kept = value_to_store(m, e);
    if (!kept || is_unchanged(m, e, kept)) return;  // the same day written differently is no change
    if (is_other_need(e)) e->path = other_need_path(m, e, kept);
    const char *now = record_tree_get(m->c, m->record, e->path, &at);
    if (!now) now = empty;
    if (is_for_others(m, e, now)) return;
    if (!strcmp(record_text(m->c->arena, now), kept)) return;
    if (is_less(m, e, now, kept)) return;
    if (*now && m->out->form->is_unsigned) {
        field_merge_note(m, COLLECTED_KEPT, e->value, e->path, now, kept);
        return;
    }
    if (!is_unchanged(m, e, now) && !is_more(e, now, kept) && m->c->options.prefer != PREFER_FORM) {
        if (m->c->options.prefer == PREFER_NONE) conflict(m, e, now, at, kept);
        else field_merge_note(m, COLLECTED_KEPT, e->value, e->path, now, kept);
        return;
    }
    field_merge_note(m, COLLECTED_CHANGE, e->value, e->path, now, kept);
    warn_of_words(m, e, kept);
    record_tree_set(m->c, m->record, e->path, kept);
    m->record->changed = true;
}
