// Merges one form into one person's record: gathers its fields, and merges them in order.
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "collect/goals.h"
#include "collect/needs.h"

static const char *const empty = "";

// ---- Agreement: a tick with its date

static struct merged_field *find_field(const struct form_merge *m, const char *path)
{
    for (size_t i = 0; i < m->count; i++)
        if (!strcmp(m->fields[i].value->path, path)) return &m->fields[i];
    return NULL;
}

static const char *const both_count = N_("an agreement counts with both");

// FDF and XFDF may hold the tick without the date or the date without the tick: then nothing is
// known of the agreement.
static void refuse_lone_date(struct form_merge *m, struct merged_field *date)
{
    const char *tick = arena_printf(m->c->arena, "%s/tick", date->path);
    if (!date->touched || utf8_is_blank(date->typed) || !record_find(record_plan, tick) ||
        find_field(m, tick))
        return;
    date->done = true;
    field_merge_refuse(m, date->value, "agreement-not-ticked",
                       N_("\"%s\" of %s is dated, but not ticked"), both_count);
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
            field_merge_refuse(
                m, tick->value, *tick->typed ? "agreement-not-dated" : "agreement-not-ticked",
                *tick->typed
                    ? N_("\"%s\" of %s is ticked, but not dated")
                    : N_("\"%s\" of %s is not ticked any more, but its date is not in the file"),
                both_count);
        if (!date || (!tick->touched && !date->touched)) continue;
        bool ticked = *tick->value->value, dated = !utf8_is_blank(date->value->value);
        date->touched = true;
        if (ticked == dated) continue;
        bool begun = tick->touched && !ticked &&
                     record_is_unchanged(date->value, m->out->form->key);
        if (begun) {  // the tick was removed
            date->typed = empty;
            continue;
        }
        date->done = true;
        field_merge_refuse(m, ticked ? tick->value : date->value,
                           ticked ? "agreement-not-dated" : "agreement-not-ticked",
                           ticked ? N_("\"%s\" of %s is ticked, but not dated")
                                  : N_("\"%s\" of %s is dated, but not ticked"),
                           both_count);
    }
}

// ---- Done: a day, or a tick alone

// A field of the same section: a form shows a measure on each follow-up's sheet.
static struct merged_field *field_beside(const struct form_merge *m, const struct merged_field *e,
                                         const char *path)
{
    for (size_t i = 0; i < m->count; i++)
        if (m->fields[i].value->section == e->value->section &&
            !strcmp(m->fields[i].value->path, path))
            return &m->fields[i];
    return NULL;
}

// A day says more than a tick. Who takes the tick away and leaves the day as it was means that it
// is not done.
static void pair_done(struct form_merge *m)
{
    for (size_t i = 0; i < m->count; i++) {
        struct merged_field *tick = &m->fields[i];
        if (tick->field->kind != RECORD_DONE_TICK) continue;
        const char *stem = arena_strndup(m->c->arena, tick->path,
                                         strlen(tick->path) - strlen("ticked"));
        const char *path = arena_printf(m->c->arena, "%sdone", stem),
                   *ticked = *tick->typed ? "true" : empty;
        struct merged_field *day = field_beside(m, tick, path);
        if (!day) {
            tick->path = path;
            tick->field = record_find(record_plan, path);
            tick->typed = ticked;
            tick->tick = tick->value;
            continue;
        }
        tick->done = true;
        day->tick = tick->value;
        if (utf8_is_blank(day->typed)) day->typed = ticked;
        else if (tick->touched && !*ticked && !day->touched) day->typed = empty;
        day->touched |= tick->touched;
    }
}

// ---- The form

static void note_left_out(struct form_merge *m, const struct returned_value *v,
                          enum collected_outcome outcome)
{
    if (!utf8_is_blank(v->value)) field_merge_note(m, outcome, v, NULL, empty, empty);
}

// White space typed into an empty field is no change.
static bool is_touched(const struct form_merge *m, const struct returned_value *v)
{
    return !record_is_unchanged(v, m->out->form->key) &&
           !(utf8_is_blank(v->value) && field_merge_matches_base(m, v, empty));
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
    bool is_leaders_own = signature_is_leaders_own(m->c, form);
    m->fields = ARENA_ARRAY(m->c->arena, struct merged_field, form->count);
    for (size_t i = 0; i < form->count; i++) {
        const struct returned_value *v = &form->values[i];
        const struct record_field *f = record_find(record_plan, v->path);
        bool touched = is_touched(m, v);
        if (!f || !is_sound(v->path)) {
            if (touched)
                field_merge_refuse(m, v, "field-foreign",
                                   N_("\"%s\" of %s is a field that a plan does not have"),
                                   N_("fill in the form as it was made"));
        } else if (f->kind == RECORD_WHO) {
            continue;
        } else if (f->privacy == RECORD_PRIVATE) {
            note_left_out(m, v, COLLECTED_NOTE);
        } else if (is_leaders_own) {
            if (touched)
                field_merge_refuse(
                    m, v, "leaders-own-paper",
                    N_("\"%s\" of %s stands on a leader's own papers, which hold notes only"),
                    N_("write it on the form that is made with the leader above"));
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
    *out = (struct collected){.form = copy,
                              .file = collect_file_name(c, copy),
                              .copy = number,
                              .record = record,
                              .is_left_out = collect_leaves_out(c, copy)};
    struct form_merge m = {.c = c, .out = out, .record = record};
    gather(&m);
    if (m.count) qsort(m.fields, m.count, sizeof *m.fields, by_order);
    pair_agreements(&m);
    pair_done(&m);
    goals_merge(&m);
    for (size_t i = 0; i < m.count; i++)
        if (!goals_is_row(m.fields[i].value->path) && needs_find(&m, &m.fields[i]))
            field_merge(&m, &m.fields[i]);
}
