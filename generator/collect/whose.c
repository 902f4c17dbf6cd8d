// Whether a file is a form to go on with, and whose it is.
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "collect/collect.h"
#include "collect/tree.h"

struct collect collect_begin(struct diags *d, struct arena *a, const struct cycle *c, const struct templates *t,
                             const struct collect_options *o)
{
    struct collect all = {.diags = d, .arena = a, .cycle = c, .templates = t, .options = *o};
    all.language_count = templates_languages(t, a, &all.languages);
    return all;
}

static struct place place_of(const struct collect *c, const struct returned *form)
{
    return (struct place){.source = source_text(c->diags, c->arena, form->file, "", 0)};
}

// ---- Whether it can be used

static const struct {
    const char *sentence, *hint;
} states[] = {
    [RETURNED_FORM] = {NULL, NULL},
    [RETURNED_UNREADABLE] = {"the file cannot be read", NULL},
    [RETURNED_UNKNOWN] = {"this is neither a PDF nor the data of a form (FDF, XFDF)", NULL},
    [RETURNED_TOO_LARGE] = {"the file is larger than any form is, so nothing was read from it", NULL},
    [RETURNED_DAMAGED] = {"the file is damaged, so nothing was read from it", "ask for it once more"},
    [RETURNED_ENCRYPTED] = {"the file is encrypted, so nothing was read from it", "save it without a password"},
    [RETURNED_OTHER] = {"this is no form of samtale", NULL},
    [RETURNED_NEWER] = {"this form was made by a newer version of samtale", "read it with that version"},
    [RETURNED_FLATTENED] = {"this form has no fields: it was printed to a PDF, or made with --flat",
                            "ask for the file that was filled in, or type in what it says"},
    [RETURNED_SCAN] = {"this is a scan, without fields", "type in what it says"},
    [RETURNED_RENAMED] = {"the fields of this form have other names than samtale gave them, so nothing was read from it",
                          "fill in the form as it was made"},
};

static bool is_right_period(const struct collect *c, const struct returned *form)
{
    if (!strcmp(form->form.period, c->cycle->period)) return true;
    struct diag *g = diag_error(c->diags, place_of(c, form), "this form is of the period %.60s, and the cycle is of %s",
                                form->form.period, c->cycle->period);
    diag_hint(c->diags, g, "collect it in the cycle of its own period");
    return false;
}

static void warn_of(const struct collect *c, const struct returned *form)
{
    struct place at = place_of(c, form);
    if (form->is_signed)
        diag_warning(c->diags, at, "the file is digitally signed; its values were read, the signature was not checked");
    if (form->has_scripts) diag_warning(c->diags, at, "scripts have been added to the file; none was run");
    if (form->is_repaired) diag_warning(c->diags, at, "the file was damaged; see whether all that was filled in came along");
    if (form->foreign)
        diag_warning(c->diags, at, "%zu field%s of the file %s not of this form (%.60s) and left out", form->foreign,
                     form->foreign == 1 ? "" : "s", form->foreign == 1 ? "is" : "are", form->foreign_name);
}

bool collect_accepts(struct collect *c, const struct returned *form)
{
    if (form->state == RETURNED_FORM) {
        warn_of(c, form);
        if (is_right_period(c, form)) return true;
    } else {
        struct diag *g = diag_error(c->diags, place_of(c, form), "%s", states[form->state].sentence);
        if (form->why) diag_hint(c->diags, g, "%s", form->why);
        else if (states[form->state].hint) diag_hint(c->diags, g, "%s", states[form->state].hint);
    }
    c->unusable++;
    return false;
}

unsigned collect_copies(const struct returned *form)
{
    enum { MOST = 100000 };
    unsigned copies = 0;
    for (size_t i = 0; i < form->count; i++)
        if (form->values[i].copy > copies && form->values[i].copy <= MOST) copies = form->values[i].copy;
    return copies;
}

bool collect_is_anonymous(const struct collect *c, const struct returned *form)
{
    const struct template *t = templates_find(c->templates, c->cycle->language, form->form.document);
    if (t) return template_audience(t) == FOR_RESPONDENTS;
    for (size_t i = 0; i < form->count; i++)
        if (record_find(record_answer, form->values[i].path)) return !record_find(record_plan, form->values[i].path);
    return false;
}

// ---- Whose it is

static const char *value_at(const struct returned *form, unsigned copy, const char *path)
{
    for (size_t i = 0; i < form->count; i++)
        if (form->values[i].copy == copy && !strcmp(form->values[i].path, path) && *form->values[i].value)
            return form->values[i].value;
    return "";
}

static bool is_touched(const struct returned *form, unsigned copy)
{
    for (size_t i = 0; i < form->count; i++)
        if (form->values[i].copy == copy && !returned_is_untouched(&form->values[i])) return true;
    return false;
}

// Case, width and runs of spaces aside.
static const char *folded(struct arena *a, const char *text)
{
    char *copy = utf8_fold(a, text), *to = copy;
    for (const char *s = copy; *s; s++) {
        bool space = *s == ' ' || *s == '\n' || *s == '\t';
        if (!space) *to++ = *s;
        else if (to != copy && to[-1] != ' ') *to++ = ' ';
    }
    while (to != copy && to[-1] == ' ') to--;
    *to = 0;
    return copy;
}

struct matches {
    const struct person **list;
    size_t count, room;
};

static void add_match(struct collect *c, struct matches *m, const struct person *p)
{
    *ARENA_PUSH(c->arena, m->list, m->count, m->room) = p;
}

static struct matches find_people(struct collect *c, const char *typed)
{
    struct matches found = {0};
    const char *name = folded(c->arena, typed);
    const struct person *by_id = cycle_person(c->cycle, name);
    if (by_id) {
        add_match(c, &found, by_id);
        return found;
    }
    struct arena scratch = {0};
    for (size_t i = 0; i < c->cycle->person_count; i++) {
        if (!strcmp(folded(&scratch, c->cycle->people[i]->name), name)) add_match(c, &found, c->cycle->people[i]);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    return found;
}

// Of several people of one name, those with the leader whose name is on the form too.
static void narrow_by_leader(struct collect *c, struct matches *m, const char *leader)
{
    struct matches those = {0};
    const char *name = folded(c->arena, leader);
    for (size_t i = 0; i < m->count && *name; i++)
        if (m->list[i]->leader && !strcmp(folded(c->arena, m->list[i]->leader->name), name)) add_match(c, &those, m->list[i]);
    if (those.count) *m = those;
}

static void hint_candidates(struct collect *c, struct diag *g, const struct matches *m)
{
    enum { SHOWN = 5 };
    struct buf list = {0};
    for (size_t i = 0; i < m->count && i < SHOWN; i++)
        buf_printf(&list, "%s%s (%s)", i ? ", " : "", m->list[i]->id, m->list[i]->unit ? m->list[i]->unit->name : "");
    if (m->count > SHOWN) buf_str(&list, ", …");
    diag_hint(c->diags, g, "it may be %s: --as ID decides", buf_cstr(&list));
    buf_free(&list);
}

static const struct person *whose_blank(struct collect *c, const struct returned *form, unsigned copy)
{
    const char *typed = value_at(form, copy, "who/employee");
    if (c->options.as) return cycle_person(c->cycle, c->options.as);
    if (!*typed) {
        struct diag *g = diag_error(c->diags, place_of(c, form), "nobody's name or id stands on this form");
        diag_hint(c->diags, g, "fill in whose it is, or say so with --as ID");
        return NULL;
    }
    struct matches found = find_people(c, typed);
    if (found.count > 1) narrow_by_leader(c, &found, value_at(form, copy, "who/leader"));
    if (found.count == 1) return found.list[0];
    struct diag *g = diag_error(c->diags, place_of(c, form), found.count ? "several people are called \"%.100s\"" : "\"%.100s\" is nobody in the chart", typed);
    if (found.count) hint_candidates(c, g, &found);
    else diag_hint(c->diags, g, "--as ID says whose the form is");
    return NULL;
}

const struct person *collect_whose(struct collect *c, const struct returned *form, unsigned copy)
{
    const struct person *p = NULL;
    if (form->form.employee) {
        p = cycle_person(c->cycle, form->form.employee);
        if (!p) diag_error(c->diags, place_of(c, form), "the form is of %.64s, who is nobody in the chart", form->form.employee);
    } else if (is_touched(form, copy)) {
        p = whose_blank(c, form, copy);
    }
    if (p && p->broken) {
        struct diag *g = diag_error(c->diags, place_of(c, form), "what %s has filled in cannot be added to a record that is wrong", p->name);
        diag_hint(c->diags, g, "samtale check says what is wrong with it");
        return NULL;
    }
    return p;
}

// ---- Records

struct record *collect_record(struct collect *c, const struct person *p)
{
    for (size_t i = 0; i < c->record_count; i++)
        if (c->records[i]->person == p) return c->records[i];
    return NULL;
}

struct record *collect_add_record(struct collect *c, const struct person *p, const char *path, const struct source *s,
                                  struct node *tree)
{
    struct record *r = ARENA_NEW(c->arena, struct record);
    *r = (struct record){.person = p, .path = path, .source = s, .tree = tree};
    if (!tree) {
        r->tree = tree_map(c->arena);
        tree_put(c->arena, r->tree, "employee", tree_text(c->arena, p->id));
        if (p->unit) tree_put(c->arena, r->tree, "unit", tree_text(c->arena, p->unit->id));
        if (p->leader) tree_put(c->arena, r->tree, "leader", tree_text(c->arena, p->leader->id ? p->leader->id : p->leader->name));
    }
    *ARENA_PUSH(c->arena, c->records, c->record_count, c->record_room) = r;
    return r;
}
