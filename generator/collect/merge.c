// One form into one person's plan, field by field.
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "collect/tree.h"

struct entry {  // a field of the form that is in the record
    const struct returned_value *value;
    const struct record_field *field;
    const char *path;      // in the record: a row's goal may be another than its name says
    const char *typed;     // what is merged: an agreement's date only counts with its tick
    bool touched, done;
};

struct merge {
    struct collect *c;
    struct collected *out;
    struct record *record;
    struct entry *entries;
    size_t count;
};

static const char *const empty = "";

// ---- Saying what came of it

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

// What the form calls a field, without how to write in it: "Tidsfrist, rad 2 (dd.mm.åååå)".
static const char *words_of(struct arena *a, const struct returned_value *v)
{
    if (!v->words) return v->path;
    const char *open = strrchr(v->words, '(');
    size_t n = strlen(v->words);
    bool numbered = open && open[1] >= '0' && open[1] <= '9';  // one of several of the same words
    if (!open || open == v->words || v->words[n - 1] != ')' || open[-1] != ' ' || numbered) return v->words;
    return arena_strndup(a, v->words, (size_t)(open - v->words) - 1);
}

static void note(struct merge *m, enum collected_what what, const struct returned_value *v, const char *before, const char *after)
{
    struct collected *o = m->out;
    *ARENA_PUSH(m->c->arena, o->fields, o->count, o->room) =
        (struct collected_field){what, words_of(m->c->arena, v), before, after};
    o->counts[what]++;
}

static struct place form_place(const struct merge *m)
{
    return (struct place){.source = source_text(m->c->diags, m->c->arena, m->out->form->file, "", 0)};
}

static void refuse(struct merge *m, const struct returned_value *v, const char *why, const char *hint)
{
    struct collect *c = m->c;
    note(m, COLLECTED_REFUSED, v, empty, v->value);
    struct diag *g = diag_error(c->diags, form_place(m), "\"%s\" of %s %s", words_of(c->arena, v), m->record->person->name, why);
    diag_hint(c->diags, g, hint ? "%s" : "the form has %s", hint ? hint : shortened(c->arena, v->value));
}

static void conflict(struct merge *m, const struct entry *e, const char *now, const struct node *at, const char *kept)
{
    struct collect *c = m->c;
    struct place place = at ? at->place : (struct place){0};
    if (!place.source) place = (struct place){.source = m->record->source};
    if (!place.source) place = form_place(m);
    note(m, COLLECTED_CONFLICT, e->value, now, kept);
    struct diag *g = diag_error(c->diags, place, "\"%s\" of %s has been changed both in the record and in %s",
                                words_of(c->arena, e->value), m->record->person->name, m->out->form->file);
    diag_hint(c->diags, g, "the record has %s, the form %s; --prefer form or --prefer record decides",
              shortened(c->arena, now), shortened(c->arena, kept));
}

// ---- One field

static bool matches_base(const struct returned_value *v, const char *shown)
{
    char hash[RECORD_HASH_LENGTH + 1];
    if (v->base) return !strcmp(v->base, shown);
    if (!v->hash) return !*shown;
    record_hash(shown, hash);
    return !strcmp(hash, v->hash);
}

// Whether the record still says what the form was prefilled with, in whatever language that was.
static bool is_unchanged(const struct merge *m, const struct entry *e, const char *now)
{
    const struct collect *c = m->c;
    if (matches_base(e->value, record_text(c->arena, now))) return true;
    bool unsaid = e->field->kind == RECORD_RESPONSIBLE && !*now;  // a measure that does not say is the employee's
    if (unsaid && matches_base(e->value, "employee")) return true;
    for (size_t i = 0; i < c->language_count; i++) {
        const char *shown = compose_shown(c->templates, c->arena, c->languages[i], e->field, now);
        if (matches_base(e->value, record_text(c->arena, shown))) return true;
    }
    return false;
}

static const struct priority *priority_in(const struct unit *u, const char *text, struct arena *a)
{
    const char *folded = utf8_fold(a, text);
    for (; u; u = u->parent)
        for (size_t i = 0; i < u->priorities_count; i++)
            for (size_t k = 0; k < u->priorities[i]->count; k++) {
                const struct priority *p = &u->priorities[i]->list[k];
                if (!strcmp(p->id, text) || !strcmp(utf8_fold(a, doc_plain(a, p->title)), folded)) return p;
            }
    return NULL;
}

static const char *priority_id(const struct merge *m, const char *text)
{
    const struct person *p = m->record->person;
    const struct priority *found = priority_in(p->unit, text, m->c->arena);
    for (size_t i = 0; !found && i < p->also_count; i++) found = priority_in(p->also[i].unit, text, m->c->arena);
    return found ? found->id : NULL;
}

enum { LINE_MOST = 500, PROSE_MOST = 20000 };  // characters that readers of plans take

static bool fits(const struct record_field *f, const char *text)
{
    bool line = f->kind != RECORD_PROSE;
    if (line && strchr(text, '\n')) return false;
    return utf8_length(text, strlen(text)) <= (line ? LINE_MOST : PROSE_MOST);
}

// The text for the record; NULL after a diagnostic.
static const char *kept_of(struct merge *m, const struct entry *e)
{
    const char *typed = e->typed, *kept = typed;
    if (!typed[strspn(typed, " \t\n")]) {
        if (!e->field->required) return empty;
        refuse(m, e->value, "has been emptied; it stays in the record", "take it out of the plan's file where it is to go");
        return NULL;
    }
    if (e->field->kind == RECORD_SUPPORTS) {
        kept = priority_id(m, typed);
        if (!kept) refuse(m, e->value, "is none of the focus areas that there are", NULL);
    } else if (!compose_kept(m->c->templates, m->c->arena, e->field, typed, &kept)) {
        bool date = e->field->kind == RECORD_DATE || e->field->kind == RECORD_DEADLINE;
        refuse(m, e->value, date ? "is no date that there is" : "is none of the choices that there are", NULL);
        return NULL;
    } else if (!fits(e->field, kept)) {
        refuse(m, e->value, "is longer than the record can hold, or has more than one line", NULL);
        return NULL;
    }
    return kept;
}

static void merge_entry(struct merge *m, struct entry *e)
{
    const struct node *at;
    if (e->done || !e->touched) return;
    e->done = true;
    const char *kept = kept_of(m, e);
    if (!kept) return;
    const char *now = tree_get(m->c, m->record, e->path, &at);
    if (!now) now = empty;
    if (!strcmp(record_text(m->c->arena, now), kept)) return;
    if (!is_unchanged(m, e, now) && m->c->options.prefer != PREFER_FORM) {
        if (m->c->options.prefer == PREFER_NONE) conflict(m, e, now, at, kept);
        else note(m, COLLECTED_KEPT, e->value, now, kept);
        return;
    }
    note(m, COLLECTED_CHANGE, e->value, now, kept);
    tree_set(m->c, m->record, e->path, kept);
}

// ---- Rows: a goal with its measures

static bool is_goal_path(const char *path) { return !strncmp(path, "goals/", 6); }

static const char *goal_id(struct arena *a, const char *path)  // of "goals/ID/…"
{
    return arena_strndup(a, path + 6, strcspn(path + 6, "/"));
}

static const char *rest_of(const char *path) { return strchr(path + 6, '/') + 1; }

static const char *typed_goal(const struct merge *m, const char *id)
{
    const char *path = arena_printf(m->c->arena, "goals/%s/goal", id), *text = empty;
    for (size_t i = 0; i < m->count; i++)
        if (!strcmp(m->entries[i].value->path, path) && m->entries[i].touched) text = m->entries[i].typed;
    return text;
}

// The record's goal of the same words: a blank form does not know what goals have been agreed on.
static const char *same_goal(const struct merge *m, const char *text)
{
    const struct node *goals = node_get(m->record->tree, "goals");
    const char *folded = utf8_fold(m->c->arena, text);
    for (size_t i = 0; goals && goals->kind == NODE_LIST && i < goals->count; i++) {
        const char *other = node_text(goals->items[i], "goal");
        if (other && !strcmp(utf8_fold(m->c->arena, other), folded)) return tree_id(m->c->arena, goals, i, 'g');
    }
    return NULL;
}

static long row_number(const char *id)
{
    const char *s = id + strcspn(id, "0123456789");
    return strtol(s, NULL, 10);
}

// An empty goal cell continues the goal above: the nearest row before it that has one, else the last goal of the plan.
static const char *goal_above(const struct merge *m, const char *id)
{
    struct arena *a = m->c->arena;
    const char *best = NULL;
    for (size_t i = 0; i < m->count; i++) {
        if (!is_goal_path(m->entries[i].value->path)) continue;
        const char *other = goal_id(a, m->entries[i].value->path);
        if (other[0] != id[0] || row_number(other) >= row_number(id) || !*typed_goal(m, other)) continue;
        if (!best || row_number(other) > row_number(best)) best = other;
    }
    if (best) return best;
    const struct node *goals = node_get(m->record->tree, "goals");
    bool any = goals && goals->kind == NODE_LIST && goals->count;
    for (size_t i = any ? goals->count : 0; i > 0; i--) {
        const char *last = tree_id(a, goals, i - 1, 'g');
        if (last[0] != id[0] || row_number(last) < row_number(id)) return last;
    }
    return NULL;
}

// The goal in the record that has a row's measure already, from an earlier time.
static const char *goal_with_measure(const struct merge *m, const char *measure)
{
    const struct node *goals = node_get(m->record->tree, "goals");
    for (size_t i = 0; goals && goals->kind == NODE_LIST && i < goals->count; i++) {
        const struct node *measures = node_get(goals->items[i], "measures");
        for (size_t k = 0; measures && measures->kind == NODE_LIST && k < measures->count; k++)
            if (node_text(measures->items[k], "id") && !strcmp(node_text(measures->items[k], "id"), measure))
                return tree_id(m->c->arena, goals, i, 'g');
    }
    return NULL;
}

// Where a field of a row belongs whose goal the record does not have; NULL: nowhere.
static const char *path_in_row(const struct merge *m, const char *path)
{
    struct arena *a = m->c->arena;
    const char *id = goal_id(a, path), *rest = rest_of(path), *goal = NULL;
    if (tree_goal(m->record, id)) return path;
    const char *text = typed_goal(m, id);
    if (text[strspn(text, " \t\n")]) {
        goal = same_goal(m, text);
        return goal ? arena_printf(a, "goals/%s/%s", goal, rest) : path;
    }
    if (strncmp(rest, "measures/", 9)) return NULL;
    const char *measure = arena_strndup(a, rest + 9, strcspn(rest + 9, "/"));
    goal = goal_with_measure(m, measure);
    if (!goal) goal = goal_above(m, id);
    return goal ? arena_printf(a, "goals/%s/%s", goal, rest) : NULL;
}

static void merge_row_field(struct merge *m, struct entry *e)
{
    const char *path = path_in_row(m, e->value->path);
    if (!path) {
        e->done = true;
        if (*e->typed) refuse(m, e->value, "stands on a row without a goal", "write the goal on its row, or on one above");
        return;
    }
    bool begins = !tree_goal(m->record, goal_id(m->c->arena, path)) && goal_id(m->c->arena, path)[0] == 'w';
    e->path = path;
    merge_entry(m, e);
    // What stands among work goals is one.
    if (begins && tree_goal(m->record, goal_id(m->c->arena, path)))
        tree_set(m->c, m->record, arena_printf(m->c->arena, "goals/%s/kind", goal_id(m->c->arena, path)), "work");
}

// Goals come first, so that what belongs to them finds them; the others follow in the order of the form.
static void merge_rows(struct merge *m)
{
    for (size_t i = 0; i < m->count; i++) {
        struct entry *e = &m->entries[i];
        if (is_goal_path(e->value->path) && e->touched && !strcmp(rest_of(e->value->path), "goal")) merge_row_field(m, e);
    }
    for (size_t i = 0; i < m->count; i++) {
        struct entry *e = &m->entries[i];
        if (is_goal_path(e->value->path) && e->touched && !e->done) merge_row_field(m, e);
    }
}

// ---- Agreement: a tick with its date

static struct entry *find_entry(const struct merge *m, const char *path)
{
    for (size_t i = 0; i < m->count; i++)
        if (!strcmp(m->entries[i].value->path, path)) return &m->entries[i];
    return NULL;
}

static void pair_agreements(struct merge *m)
{
    for (size_t i = 0; i < m->count; i++) {
        struct entry *tick = &m->entries[i];
        if (tick->field->kind != RECORD_AGREEMENT) continue;
        const char *path = arena_strndup(m->c->arena, tick->value->path, strlen(tick->value->path) - strlen("/tick"));
        struct entry *date = find_entry(m, path);
        tick->done = true;
        if (!date || (!tick->touched && !date->touched)) continue;
        bool ticked = *tick->value->value, dated = date->value->value[strspn(date->value->value, " \t\n")];
        date->touched = true;
        if (ticked == dated) continue;
        bool begun = tick->touched && !ticked && returned_is_untouched(date->value);
        if (begun) {  // the tick was taken away
            date->typed = empty;
            continue;
        }
        date->done = true;
        refuse(m, ticked ? tick->value : date->value, ticked ? "is ticked, but not dated" : "is dated, but not ticked",
               "an agreement counts with both");
    }
}

// ---- The form

static void leave(struct merge *m, const struct returned_value *v, enum collected_what what)
{
    if (*v->value) note(m, what, v, empty, empty);
}

static void gather(struct merge *m, unsigned copy)
{
    const struct returned *form = m->out->form;
    m->entries = ARENA_ARRAY(m->c->arena, struct entry, form->count);
    for (size_t i = 0; i < form->count; i++) {
        const struct returned_value *v = &form->values[i];
        if (v->copy != copy) continue;
        const struct record_field *f = record_find(record_plan, v->path);
        bool touched = !returned_is_untouched(v);
        if (!f) {
            if (touched) refuse(m, v, "is a field that a plan does not have", NULL);
        } else if (f->kind == RECORD_WHO) {
            continue;
        } else if (f->privacy == RECORD_PRIVATE) {
            leave(m, v, COLLECTED_NOTE);
        } else if (f->privacy == RECORD_BETWEEN_US && !m->c->options.with_comments) {
            if (touched) leave(m, v, COLLECTED_COMMENT);
        } else {
            m->entries[m->count++] = (struct entry){.value = v, .field = f, .path = v->path, .typed = v->value, .touched = touched};
        }
    }
}

// Rows by their numbers, then the rest; each in the order of the form.
static int by_order(const void *x, const void *y)
{
    const struct entry *a = x, *b = y;
    bool row = is_goal_path(a->value->path), other = is_goal_path(b->value->path);
    if (row != other) return row ? -1 : 1;
    long rows = row ? row_number(a->value->path + 6) - row_number(b->value->path + 6) : 0;
    if (rows) return rows < 0 ? -1 : 1;
    return a->value->order < b->value->order ? -1 : a->value->order > b->value->order;
}

void collect_plan(struct collect *c, const struct returned *form, unsigned copy, struct record *record)
{
    struct collected *out = ARENA_PUSH(c->arena, c->forms, c->form_count, c->form_room);
    *out = (struct collected){.form = form, .copy = copy, .record = record};
    struct merge m = {.c = c, .out = out, .record = record};
    gather(&m, copy);
    if (m.count) qsort(m.entries, m.count, sizeof *m.entries, by_order);
    pair_agreements(&m);
    merge_rows(&m);
    for (size_t i = 0; i < m.count; i++)
        if (!is_goal_path(m.entries[i].value->path)) merge_entry(&m, &m.entries[i]);
}
