// Merges one form into one person's plan, field by field.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "collect/form_merge.h"

static const char *const empty = "";

bool form_merge_is_blank(const char *text)
{
    for (uint32_t c; (c = utf8_next(&text));) {
        bool space = c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 ||
                     c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
                     c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
        if (!space) return false;
    }
    return true;
}

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

static void note(struct form_merge *m, enum collected_outcome outcome,
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

void form_merge_refuse(struct form_merge *m, const struct returned_value *v, const char *why,
                       const char *hint)
{
    struct collect *c = m->c;
    note(m, COLLECTED_REFUSED, v, NULL, empty, empty);
    struct diag *g = diag_error(c->diags, form_place(m), "\"%s\" of %s %s", words_of(c->arena, v),
                                m->record->person->name, why);
    diag_hint(c->diags, g, hint ? "%s" : "the form has %s",
              hint ? hint : shortened(c->arena, v->value));
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

// The place in the record, for showing its line; nowhere where the line holds anything that stays
// between employee and leader.
static struct place record_place(const struct form_merge *m, const struct node *at)
{
    struct place place = at ? at->place : (struct place){0};
    if (!place.source) place = (struct place){.source = m->record->source};
    if (!place.source) return form_place(m);
    if (!m->c->options.with_comments && record_tree_line_is_private(m->record->tree, place.line))
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
    note(m, COLLECTED_CONFLICT, e->value, e->path, now, kept);
    struct diag *g = before
                       ? diag_error(c->diags, form_place(m),
                                    "\"%s\" of %s has been filled in differently in %s", words,
                                    name,
                                    before == m->out ? "two places of this form" : before->file)
                       : diag_error(c->diags, record_place(m, at),
                                    "\"%s\" of %s has been changed both in the record and in %s",
                                    words, name, file);
    if (!before) diag_show(c->diags, g);
    diag_hint(c->diags, g, "%s has %s, %s %s; --prefer form or --prefer record decides",
              before ? "that one" : "the record", shortened(c->arena, now),
              before ? "this one" : "the form", shortened(c->arena, kept));
}

// ---- One field

bool form_merge_matches_base(const struct returned_value *v, const char *shown)
{
    char hash[RECORD_HASH_LENGTH + 1];
    if (v->base) return !strcmp(v->base, shown);
    if (!v->hash) return !*shown;
    record_hash(shown, hash);
    return !strcmp(hash, v->hash);
}

// Whether the record's text is what the form was prefilled with, in any language.
static bool is_base(const struct form_merge *m, const struct merged_field *e, const char *text)
{
    struct collect *c = m->c;
    if (form_merge_matches_base(e->value, record_text(c->arena, text))) return true;
    for (size_t i = 0; i < c->language_count; i++) {
        const char *shown = field_text_format(c->templates, &c->scratch, c->languages[i], e->field,
                                              text);
        bool same = form_merge_matches_base(e->value, record_text(&c->scratch, shown));
        arena_reset(&c->scratch);
        if (same) return true;
    }
    return false;
}

static bool is_unchanged(const struct form_merge *m, const struct merged_field *e, const char *now)
{
    // without a value, the employee is responsible
    bool unsaid = e->field->kind == RECORD_RESPONSIBLE && !*now;
    return is_base(m, e, now) || (unsaid && form_merge_matches_base(e->value, "employee"));
}

static const struct priority *priority_in(const struct unit *u, const char *text, struct arena *a)
{
    const char *folded = utf8_fold(a, text);
    for (; u; u = u->parent)
        for (size_t i = 0; i < u->priorities_count; i++)
            for (size_t k = 0; k < u->priorities[i]->count; k++) {
                const struct priority *p = &u->priorities[i]->list[k];
                if (!strcmp(p->id, text) || !strcmp(utf8_fold(a, doc_plain(a, p->title)), folded))
                    return p;
            }
    return NULL;
}

static const char *priority_id(const struct form_merge *m, const char *text)
{
    const struct person *p = m->record->person;
    const struct priority *found = priority_in(p->unit, text, m->c->arena);
    for (size_t i = 0; !found && i < p->also_count; i++)
        found = priority_in(p->also[i].unit, text, m->c->arena);
    return found ? found->id : NULL;
}

enum { LINE_MOST = 500, PROSE_MOST = 20000 };  // characters: the limits of read/plan.c

static bool fits(const struct record_field *f, const char *text)
{
    bool line = f->kind != RECORD_PROSE;
    if (line && strchr(text, '\n')) return false;
    return utf8_length(text, strlen(text)) <= (line ? LINE_MOST : PROSE_MOST);
}

// The typed value as the record holds it; NULL after a diagnostic.
static const char *value_to_store(struct form_merge *m, const struct merged_field *e)
{
    const char *typed = e->typed, *kept = typed;
    if (form_merge_is_blank(typed)) {
        if (!e->field->required) return empty;
        form_merge_refuse(m, e->value, "has been emptied; it stays in the record",
                          "take it out of the plan's file where it is to go");
        return NULL;
    }
    if (e->field->kind == RECORD_TICK) return "on";
    if (e->field->kind == RECORD_SUPPORTS) {
        kept = priority_id(m, typed);
        if (!kept)
            form_merge_refuse(m, e->value, "is none of the focus areas that there are", NULL);
    } else if (!collect_parse_value(m->c, e->field, typed, &kept)) {
        bool date = e->field->kind == RECORD_DATE || e->field->kind == RECORD_DEADLINE;
        form_merge_refuse(
            m, e->value,
            date ? "is no date that there is" : "is none of the choices that there are", NULL);
        return NULL;
    } else if (!fits(e->field, kept)) {
        form_merge_refuse(m, e->value,
                          "is longer than the record can hold, or has more than one line", NULL);
        return NULL;
    }
    return kept;
}

// ---- Other needs

static bool is_other_need(const struct merged_field *e)
{
    return !strncmp(e->value->path, "other-needs/", 12);
}

static bool had_text(const struct returned_value *v)
{
    return v->base ? *v->base : v->hash != NULL;
}

// Whether another field of the form has this text, as prefilled or as typed.
static bool is_of_another(const struct form_merge *m, const struct merged_field *e,
                          const char *text)
{
    for (size_t i = 0; i < m->count; i++) {
        const struct merged_field *other = &m->fields[i];
        if (other == e || !is_other_need(other)) continue;
        if (!strcmp(other->typed, text) ||
            (had_text(other->value) && form_merge_matches_base(other->value, text)))
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
        if (had_text(e->value) && form_merge_matches_base(e->value, text)) return path;
        if (!same && !strcmp(text, kept)) same = path;
        if (!strcmp(path, e->value->path)) mine = !is_of_another(m, e, text);
    }
    if (same) return same;
    return mine ? e->value->path : path;
}

void form_merge_field(struct form_merge *m, struct merged_field *e)
{
    const struct node *at;
    if (e->done || !e->touched) return;
    e->done = true;
    const char *kept = value_to_store(m, e);
    if (!kept || is_unchanged(m, e, kept)) return;  // the same day written differently is no change
    if (is_other_need(e)) e->path = other_need_path(m, e, kept);
    const char *now = record_tree_get(m->c, m->record, e->path, &at);
    if (!now) now = empty;
    if (!strcmp(record_text(m->c->arena, now), kept)) return;
    if (!is_unchanged(m, e, now) && m->c->options.prefer != PREFER_FORM) {
        if (m->c->options.prefer == PREFER_NONE) conflict(m, e, now, at, kept);
        else note(m, COLLECTED_KEPT, e->value, e->path, now, kept);
        return;
    }
    note(m, COLLECTED_CHANGE, e->value, e->path, now, kept);
    record_tree_set(m->c, m->record, e->path, kept);
    m->record->changed = true;
}

// ---- Agreement: a tick with its date

static struct merged_field *find_field(const struct form_merge *m, const char *path)
{
    for (size_t i = 0; i < m->count; i++)
        if (!strcmp(m->fields[i].value->path, path)) return &m->fields[i];
    return NULL;
}

static const char *const both_count = "an agreement counts with both";

// FDF and XFDF may hold the tick without the date or the date without the tick: then nothing is
// known of the agreement.
static void refuse_lone_date(struct form_merge *m, struct merged_field *date)
{
    const char *tick = arena_printf(m->c->arena, "%s/tick", date->path);
    if (!date->touched || form_merge_is_blank(date->typed) || !record_find(record_plan, tick) ||
        find_field(m, tick))
        return;
    date->done = true;
    form_merge_refuse(m, date->value, "is dated, but not ticked", both_count);
}

static void pair_agreements(struct form_merge *m)
{
    for (size_t i = 0; i < m->count; i++) {
        struct merged_field *tick = &m->fields[i];
        if (tick->field->kind == RECORD_DATE) refuse_lone_date(m, tick);
        if (tick->field->kind != RECORD_AGREEMENT) continue;
        const char *path = arena_strndup(m->c->arena, tick->value->path,
                                         strlen(tick->value->path) - strlen("/tick"));
        struct merged_field *date = find_field(m, path);
        tick->done = true;
        if (!date && tick->touched)
            form_merge_refuse(m, tick->value,
                              *tick->typed
                                  ? "is ticked, but not dated"
                                  : "is not ticked any more, but its date is not in the file",
                              both_count);
        if (!date || (!tick->touched && !date->touched)) continue;
        bool ticked = *tick->value->value, dated = !form_merge_is_blank(date->value->value);
        date->touched = true;
        if (ticked == dated) continue;
        bool begun = tick->touched && !ticked && record_is_unchanged(date->value);
        if (begun) {  // the tick was removed
            date->typed = empty;
            continue;
        }
        date->done = true;
        form_merge_refuse(m, ticked ? tick->value : date->value,
                          ticked ? "is ticked, but not dated" : "is dated, but not ticked",
                          both_count);
    }
}

// ---- The form

static void note_left_out(struct form_merge *m, const struct returned_value *v,
                          enum collected_outcome outcome)
{
    if (!form_merge_is_blank(v->value)) note(m, outcome, v, NULL, empty, empty);
}

// White space typed into an empty field is no change.
static bool is_touched(const struct returned_value *v)
{
    return !record_is_unchanged(v) &&
           !(form_merge_is_blank(v->value) && form_merge_matches_base(v, empty));
}

// Whether all ids in a path are valid ids.
static bool is_sound(const char *path)
{
    enum { ID_MOST = 64 };
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";
    for (const char *s = path; *s; s += strcspn(s, "/"), s += *s == '/') {
        size_t n = strcspn(s, "/");
        if (n > ID_MOST || strspn(s, letters) < n || strchr("._-", *s)) return false;
    }
    return !strstr(path, "..");
}

static void gather(struct form_merge *m)
{
    const struct returned *form = m->out->form;
    m->fields = ARENA_ARRAY(m->c->arena, struct merged_field, form->count);
    for (size_t i = 0; i < form->count; i++) {
        const struct returned_value *v = &form->values[i];
        const struct record_field *f = record_find(record_plan, v->path);
        bool touched = is_touched(v);
        if (!f || !is_sound(v->path)) {
            if (touched)
                form_merge_refuse(m, v, "is a field that a plan does not have",
                                  "fill in the form as it was made");
        } else if (f->kind == RECORD_WHO) {
            continue;
        } else if (f->privacy == RECORD_PRIVATE) {
            note_left_out(m, v, COLLECTED_NOTE);
        } else if (f->privacy == RECORD_BETWEEN_US && !m->c->options.with_comments) {
            if (touched) note_left_out(m, v, COLLECTED_COMMENT);
        } else {
            m->fields[m->count++] = (struct merged_field){
                .value = v, .field = f, .path = v->path, .typed = v->value, .touched = touched};
        }
    }
}

// Rows by number first, then the other fields, each in the order of the form.
static int by_order(const void *x, const void *y)
{
    const struct merged_field *a = x, *b = y;
    bool row = goals_is_row(a->value->path), other = goals_is_row(b->value->path);
    if (row != other) return row ? -1 : 1;
    long rows = row ? goals_row_number(a->value->path) - goals_row_number(b->value->path) : 0;
    if (rows) return rows < 0 ? -1 : 1;
    return COMPARE(a->value->index, b->value->index);
}

void form_merge(struct collect *c, const struct returned *copy, struct record *record)
{
    struct collected *out = ARENA_PUSH(c->arena, c->forms, c->form_count, c->form_room);
    unsigned number = copy->count ? copy->values[0].copy : 1;
    *out = (struct collected){
        .form = copy, .file = collect_file_name(c, copy), .copy = number, .record = record};
    struct form_merge m = {.c = c, .out = out, .record = record};
    gather(&m);
    if (m.count) qsort(m.fields, m.count, sizeof *m.fields, by_order);
    pair_agreements(&m);
    goals_merge(&m);
    for (size_t i = 0; i < m.count; i++)
        if (!goals_is_row(m.fields[i].value->path) && needs_find(&m, &m.fields[i]))
            form_merge_field(&m, &m.fields[i]);
}
