// Decides whether a returned file can be used, and whose form it is.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "collect/collect.h"
#include "collect/record_tree.h"

struct collect collect_begin(struct diags *d, struct arena *a, const struct cycle *c,
                             const struct templates *t, const struct secret *s,
                             const struct collect_options *o)
{
    struct collect all = {
        .diags = d, .arena = a, .cycle = c, .templates = t, .secret = s, .options = *o};
    all.language_count = templates_languages(t, a, &all.languages);
    return all;
}

static struct place place_of(const struct collect *c, const struct returned *form)
{
    return (struct place){.source = diag_source_new(c->diags, c->arena, form->file, "", 0)};
}

const char *collect_file_name(const struct collect *c, const struct returned *form)
{
    return place_of(c, form).source->name;
}

bool collect_parse_value(struct collect *c, const struct record_field *f, const char *typed,
                         const char **kept)
{
    bool can = field_text_parse(c->templates, &c->scratch, f, &c->cycle->dates, typed, kept);
    *kept = !can || *kept == typed ? typed : arena_strdup(c->arena, *kept);
    arena_reset(&c->scratch);
    return can;
}

// ---- Whether it can be used

static const struct {
    const char *id;
    const char *sentence;  // a format for whose it is, see collect_whose()
    const char *hint;
} states[] = {
    [RETURNED_FORM] = {NULL, NULL, NULL},
    [RETURNED_UNREADABLE] = {"file-unreadable", N_("%sthe file cannot be read"), NULL},
    [RETURNED_UNKNOWN] = {"form-format-unknown",
                          N_("%sthis is neither a PDF nor the data of a form (FDF, XFDF)"), NULL},
    [RETURNED_EMPTY] = {"form-not-in-it", N_("%sthere is no form in this mail or archive"), NULL},
    [RETURNED_JOINED] =
        {"forms-put-together",
         N_("%sforms without names were put together in this file, so nothing was read from it"),
         N_("collect each file by itself; several can be sent in a ZIP archive")},
    [RETURNED_TOO_LARGE] =
        {"form-too-large", N_("%sthe file is larger than any form is, so nothing was read from it"),
         NULL},
    [RETURNED_DAMAGED] = {"form-damaged", N_("%sthe file is damaged, so nothing was read from it"),
                          N_("ask for it once more")},
    [RETURNED_ENCRYPTED] = {"form-encrypted",
                            N_("%sthe file is encrypted, so nothing was read from it"),
                            N_("save it without a password")},
    [RETURNED_OTHER] = {"form-not-of-samtale", N_("%sthis is no form of samtale"), NULL},
    [RETURNED_NEWER] = {"form-newer-version",
                        N_("%sthis form was made by a newer version of samtale"),
                        N_("read it with that version")},
    [RETURNED_FLATTENED] =
        {"form-without-fields",
         N_("%sthis form has no fields: it was printed to a PDF, or made with --flat"),
         N_("ask for the file that was filled in, or type in what it says")},
    [RETURNED_SCAN] = {"form-is-scan", N_("%sthis is a scan, without fields"),
                       N_("type in what it says")},
    [RETURNED_RENAMED] =
        {"form-fields-renamed",
         N_("%sthe fields of this form have other names than samtale gave them, so "
            "nothing was read from it"),
         N_("fill in the form as it was made")},
    [RETURNED_CONTRADICTORY] =
        {"form-contradictory",
         N_("%sthe file says that it is another form than its fields are of, so "
            "nothing was read from it"),
         N_("fill in the form as it was made")},
};

const char *collect_whose(const struct collect *c, const struct returned *form)
{
    const char *id = form->form.employee;
    const struct person *p = id ? cycle_person(c->cycle, id) : NULL;
    return id ? arena_printf(c->arena, "%.100s: ", p ? p->name : id) : "";
}

static bool is_right_period(const struct collect *c, const struct returned *form)
{
    if (!strcmp(form->form.period, c->cycle->period)) return true;
    struct diag *g = diag_error(c->diags, place_of(c, form), "form-other-period",
                                "%sthis form is of the period %.60s, and the cycle is of %s",
                                collect_whose(c, form), form->form.period, c->cycle->period);
    diag_hint(c->diags, g,
              c->cycle->is_other_period
                  ? N_("without --period each form is collected into its own period")
                  : N_("collect it in the cycle of its own period"));
    return false;
}

static bool is_ours(const struct collect *c, const struct returned *form)
{
    const char *organisation = form->form.organisation;
    if (!organisation || !strcmp(organisation, c->cycle->organisation_id)) return true;
    struct diag *g = diag_error(c->diags, place_of(c, form), "form-other-organisation",
                                "this form is of %.64s, and the cycle is of %s", organisation,
                                c->cycle->organisation_id);
    diag_hint(c->diags, g, "collect it where it was made; nothing was read from it");
    return false;
}

static void warn_about(const struct collect *c, const struct returned *form)
{
    struct place at = place_of(c, form);
    if (form->is_signed)
        diag_warning(
            c->diags, at, "form-digitally-signed",
            "the file is digitally signed; its values were read, the signature was not checked");
    if (form->has_scripts)
        diag_warning(c->diags, at, "form-has-scripts",
                     "scripts have been added to the file; none was run");
    if (form->notes) {
        struct diag *g = diag_warning(
            c->diags, at, "form-notes-beside-fields",
            translate_count(
                "%s%zu note or drawing stands beside the form's fields, and is not read",
                "%s%zu notes or drawings stand beside the form's fields, and are not read",
                form->notes),
            collect_whose(c, form), form->notes);
        diag_hint(c->diags, g, "open the file, and type in what is said there");
    }
    if (form->is_repaired)
        diag_warning(c->diags, at, "form-repaired",
                     "the file was damaged; see whether all that was filled in came along");
    if (form->foreign)
        diag_warning(
            c->diags, at, "form-fields-foreign",
            translate_count("%zu field of the file is not of this form (%.60s) and left out",
                            "%zu fields of the file are not of this form (%.60s) and left out",
                            form->foreign),
            form->foreign, form->foreign_name);
}

bool collect_accepts(struct collect *c, struct returned *form)
{
    if (form->state == RETURNED_FORM) {
        warn_about(c, form);
        if (is_ours(c, form) && is_right_period(c, form) && signature_is_accepted(c, form))
            return true;
    } else {
        struct diag *g = form->is_system
                           ? diag_system(c->diags, place_of(c, form), states[form->state].id,
                                         states[form->state].sentence, collect_whose(c, form))
                           : diag_error(c->diags, place_of(c, form), states[form->state].id,
                                        states[form->state].sentence, collect_whose(c, form));
        if (form->why) diag_hint(c->diags, g, "%s", form->why);
        else if (form->state == RETURNED_OTHER && form->is_pdf && !form->fields)
            diag_hint(c->diags, g, "%s",
                      _("it has no fields: if it was printed to a PDF, ask for the file that was "
                        "filled in, or type in what it says"));
        else if (states[form->state].hint)
            diag_hint(c->diags, g, "%s", _(states[form->state].hint));
    }
    c->unusable++;
    return false;
}

static int by_copy(const void *x, const void *y)
{
    const struct returned_value *a = x, *b = y;
    if (a->copy != b->copy) return COMPARE(a->copy, b->copy);
    return COMPARE(a->index, b->index);
}

struct returned *collect_copies(struct collect *c, const struct returned *form, size_t *count)
{
    struct returned *copies = NULL;
    size_t room = 0;
    struct returned_value *values = ARENA_ARRAY(c->arena, struct returned_value, form->count);
    if (form->count) memcpy(values, form->values, form->count * sizeof *values);
    if (form->count) qsort(values, form->count, sizeof *values, by_copy);
    *count = 0;
    for (size_t i = 0, n; i < form->count; i += n) {
        for (n = 1; i + n < form->count && values[i + n].copy == values[i].copy;) n++;
        struct returned *copy = ARENA_PUSH(c->arena, copies, *count, room);
        *copy = *form;
        copy->values = values + i;
        copy->count = n;
    }
    return copies;
}

bool collect_is_anonymous(const struct collect *c, const struct returned *form)
{
    const struct template *t = templates_find(c->templates, c->cycle->language,
                                              form->form.document);
    if (t) return front_audience(t) == FOR_RESPONDENTS;
    for (size_t i = 0; i < form->count; i++)
        if (record_find(record_answer, form->values[i].path))
            return !record_find(record_plan, form->values[i].path);
    return false;
}

// ---- Whose it is

static const char *value_at(const struct returned *copy, const char *path)
{
    for (size_t i = 0; i < copy->count; i++)
        if (!strcmp(copy->values[i].path, path) && *copy->values[i].value)
            return copy->values[i].value;
    return "";
}

static bool is_touched(const struct returned *copy)
{
    for (size_t i = 0; i < copy->count; i++)
        if (!record_is_unchanged(&copy->values[i], copy->key)) return true;
    return false;
}

// Names are compared without regard to case, character width and runs of spaces.
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

struct matches {  // people
    const struct person **list;
    size_t count, room;
};

static void add_match(struct collect *c, struct matches *m, const struct person *p)
{
    *ARENA_PUSH(c->arena, m->list, m->count, m->room) = p;
}

static void index_names(struct collect *c)
{
    for (size_t i = 0; i < c->cycle->person_count; i++) {
        const char *name = folded(c->arena, c->cycle->people[i]->name);
        struct matches *all = map_get(&c->people_by_name, name);
        if (!all)
            map_set(&c->people_by_name, c->arena, name, all = ARENA_NEW(c->arena, struct matches));
        add_match(c, all, c->cycle->people[i]);
    }
    c->names_indexed = true;
}

static struct matches find_people(struct collect *c, const char *typed)
{
    struct matches found = {0};
    const char *name = folded(c->arena, typed);
    const struct person *by_id = cycle_person(c->cycle, name);
    if (!c->names_indexed) index_names(c);
    const struct matches *by_name = map_get(&c->people_by_name, name);
    if (by_id) add_match(c, &found, by_id);
    else if (by_name) found = *by_name;
    return found;
}

// Of several people with one name, those whose leader's name is on the form too.
static void filter_by_leader(struct collect *c, struct matches *m, const char *leader)
{
    struct matches those = {0};
    const char *name = folded(c->arena, leader);
    for (size_t i = 0; i < m->count && *name; i++)
        if (m->list[i]->leader && !strcmp(folded(c->arena, m->list[i]->leader->name), name))
            add_match(c, &those, m->list[i]);
    if (those.count) *m = those;
}

static void hint_candidates(struct collect *c, struct diag *g, const struct matches *m)
{
    enum { SHOWN = 5 };
    struct buf list = {0};
    for (size_t i = 0; i < m->count && i < SHOWN; i++)
        buf_printf(&list, "%s%s (%s)", i ? ", " : "", m->list[i]->id,
                   m->list[i]->unit ? m->list[i]->unit->name.text : "");
    if (m->count > SHOWN) buf_str(&list, ", …");
    diag_hint(c->diags, g, "it may be %s: --as ID decides", buf_cstr(&list));
    buf_free(&list);
}

// By the name in the form; where that fits nobody or several, by --as.
static const struct person *match_blank(struct collect *c, const struct returned *copy)
{
    const char *typed = value_at(copy, "who/employee");
    const struct person *as = c->options.as ? cycle_person(c->cycle, c->options.as) : NULL;
    struct matches found = find_people(c, typed);
    if (found.count > 1) filter_by_leader(c, &found, value_at(copy, "who/leader"));
    if (found.count == 1 && as && as != found.list[0]) {
        struct diag *g = diag_error(c->diags, place_of(c, copy), "form-owner-contradicted",
                                    "this form says it is of %s, and --as that it is of %s",
                                    found.list[0]->name, as->name);
        diag_hint(c->diags, g, "collect it without --as, or correct the name on the form");
        return NULL;
    }
    if (found.count == 1) return found.list[0];
    if (as) return as;
    struct diag *g;
    if (utf8_is_blank(typed))
        g = diag_error(c->diags, place_of(c, copy), "form-owner-missing",
                       "nobody's name or id stands on this form");
    else if (found.count)
        g = diag_error(c->diags, place_of(c, copy), "form-owner-ambiguous",
                       "several people are called \"%.100s\"", typed);
    else
        g = diag_error(c->diags, place_of(c, copy), "form-owner-unknown",
                       "\"%.100s\" is nobody in the chart", typed);
    if (found.count) hint_candidates(c, g, &found);
    else
        diag_hint(c->diags, g,
                  utf8_is_blank(typed) ? N_("fill in whose it is, or say so with --as ID")
                                       : N_("--as ID says whose the form is"));
    return NULL;
}

const struct person *collect_match_person(struct collect *c, const struct returned *copy)
{
    const struct person *p = NULL;
    if (copy->form.employee) {
        p = cycle_person(c->cycle, copy->form.employee);
        if (!p)
            diag_error(c->diags, place_of(c, copy), "form-owner-unknown",
                       "the form is of %.64s, who is nobody in the chart", copy->form.employee);
    } else if (is_touched(copy)) {
        p = match_blank(c, copy);
    } else {
        return NULL;
    }
    if (p && !cycle_is_about(c->cycle, p)) {
        struct diag *g = diag_error(c->diags, place_of(c, copy), "form-plan-not-kept",
                                    "the form is of %s, whose plan is not kept in this directory",
                                    p->name);
        diag_hint(c->diags, g, "it is %s's own, with the people whose leader this is",
                  c->cycle->part_of->name);
        c->unusable++;
        return NULL;
    }
    if (p && p->has_errors) {
        struct diag *g = diag_error(
            c->diags, place_of(c, copy), "record-wrong",
            "what %s has filled in cannot be added to a record that is wrong", p->name);
        diag_hint(c->diags, g, "samtale check says what is wrong with it");
        p = NULL;
    }
    if (!p) c->unusable++;
    return p;
}

static bool is_among(const struct leader_since *list, size_t count, const struct person *leader)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].person == leader) return true;
    return false;
}

static bool leads_unit(const struct unit *u, const struct person *leader)
{
    return u && (u->leader == leader || u->acting == leader ||
                 is_among(u->leaders, u->leader_count, leader));
}

bool collect_leads(const struct person *leader, const struct person *p)
{
    if (p->leader == leader || is_among(p->leaders, p->leader_count, leader)) return true;
    const struct unit *u = p->unit;
    while (leads_unit(u, p)) u = u->parent;
    return p != leader && leads_unit(u, leader);
}

// ---- Records

struct record *collect_record(struct collect *c, const struct person *p)
{
    return map_get(&c->records_by_id, p->id);
}

bool collect_leaves_out(const struct collect *c, const struct returned *form)
{
    return form->is_unsigned && !c->options.take_unsigned;
}

// A signed form says for whom it was made; of others what the chart says today is taken.
static void begin(struct collect *c, struct record *r, const struct returned *form)
{
    const struct person *p = r->person, *leader = p->leader;
    bool says = form->key && !form->is_unsigned;
    const char *unit = p->unit ? p->unit->id : NULL, *id = leader ? leader->id : NULL;
    if (says) {
        unit = form->form.unit;
        id = form->form.leader;
    }
    if (!id && leader && !leader->id) id = leader->name;
    record_tree_put(c->arena, r->tree, "employee", record_tree_text(c->arena, p->id));
    if (unit && cycle_unit_now(c->cycle, unit, p))
        record_tree_put(c->arena, r->tree, "unit", record_tree_text(c->arena, unit));
    if (id) record_tree_put(c->arena, r->tree, "leader", record_tree_text(c->arena, id));
}

struct record *collect_add_record(struct collect *c, const struct person *p,
                                  const struct returned *form, const char *path,
                                  const struct source *s, struct node *tree)
{
    struct record *r = ARENA_NEW(c->arena, struct record);
    *r = (struct record){.person = p, .path = path, .source = s, .tree = tree};
    if (!tree) {
        r->tree = record_tree_map(c->arena);
        begin(c, r, form);
    }
    if (collect_leaves_out(c, form)) return r;
    map_set(&c->records_by_id, c->arena, p->id, r);
    *ARENA_PUSH(c->arena, c->records, c->record_count, c->record_room) = r;
    return r;
}
