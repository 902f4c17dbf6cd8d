// Whether a form was made here, for whom, and what is done with one for which nobody vouches.
#include <string.h>

#include "base/translate.h"
#include "collect/collect.h"
#include "collect/record_tree.h"

const char *const signature_after_new_key = N_(
    "one that was made before samtale key --new is taken with --unsigned");

static struct place place_of(const struct collect *c, const struct returned *form)
{
    return (struct place){.source = diag_source_new(c->diags, c->arena, form->file, "", 0)};
}

static bool is_same(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

// The name of who is accountable for a form; id NULL: somebody outside the chart.
static const char *leader_name(const struct collect *c, const char *id)
{
    const struct person *p = id ? cycle_person(c->cycle, id) : NULL;
    if (!id) return _("somebody outside the chart");
    return p ? p->name : id;
}

// ---- Whether it was made here

// What only the organisation's secret could tell, in a leader's own directory. False after a
// diagnostic.
static bool can_be_checked(const struct collect *c, const struct returned *form, bool is_anonymous)
{
    const struct person *here = c->cycle->part_of;
    const struct record_form *f = &form->form;
    struct diag *g;
    if (!here) return true;
    if (is_anonymous)
        g = diag_error(c->diags, place_of(c, form), "anonymous-in-leader-directory",
                       "anonymous answers are not collected in %s's own directory", here->name);
    else if (f->employee && f->version > 1 && !is_same(f->leader, here->id))
        g = diag_error(
            c->diags, place_of(c, form), "form-of-other-leader",
            "%sthis form is of somebody whose leader is %s, so it cannot be checked here",
            collect_whose(c, form), leader_name(c, f->leader));
    else return true;
    diag_hint(c->diags, g, "HR collects it");
    return false;
}

// A blank form that was made in a leader's own directory, or by HR and came back there: nothing can
// be said of its MAC. A form of a person always has one, for it is made by who has the key.
static bool is_blank_without_key(const struct collect *c, const struct record_form *f)
{
    uint8_t key[HASH_SIZE];
    bool has_none = f->mac && !strcmp(f->mac, "-");
    return !f->employee && (has_none || !secret_form_key(c->secret, f->leader, key));
}

bool signature_is_accepted(struct collect *c, struct returned *form)
{
    const struct record_form *f = &form->form;
    struct record_key *key = ARENA_NEW(c->arena, struct record_key);
    bool is_anonymous = collect_is_anonymous(c, form);
    if (!can_be_checked(c, form, is_anonymous)) return false;
    form->is_unsigned = true;
    if (f->version == 1) return true;
    // Answers are signed by HR alone: a leader's key must not make them.
    bool is_whole = !is_anonymous || (!f->employee && !f->leader);
    if (is_whole && record_form_is_signed(c->arena, f, c->secret, key)) {
        form->key = key;
        form->is_unsigned = !f->employee && !is_anonymous;
        return true;
    }
    if (c->options.take_unsigned || (!is_anonymous && is_blank_without_key(c, f))) return true;
    struct diag *g = diag_error(c->diags, place_of(c, form), "form-wrong-mac",
                                "%sthis form has not been made with this secret.key, or for "
                                "somebody else, so nothing was read from it",
                                collect_whose(c, form));
    diag_hint(c->diags, g, "fill in a form that was made here; %s", _(signature_after_new_key));
    return false;
}

// ---- Where it belongs

// The person's plan as it stands, with what this run has done: whether there is one, and its
// leader.
static bool find_plan(struct collect *c, const struct person *p, const char **leader)
{
    const struct record *r = collect_record(c, p);
    *leader = NULL;
    if (r) *leader = node_text(r->tree, "leader");
    else if (p->plan) *leader = p->plan->leader_id;
    return r || p->plan;
}

bool signature_is_leaders_own(const struct collect *c, const struct returned *copy)
{
    const struct record_form *f = &copy->form;
    const struct template *t = templates_find(c->templates, c->cycle->language, f->document);
    bool is_own = !copy->is_unsigned && f->leader && is_same(f->employee, f->leader);
    return is_own && t && front_audience(t) == FOR_LEADER;
}

static bool refuse(struct collect *c, struct diag *g, const char *hint)
{
    diag_hint(c->diags, g, "%s", _(hint));
    c->unusable++;
    return false;
}

static void say_moved(struct collect *c, const struct returned *copy, const struct person *p,
                      bool has_plan)
{
    const struct record_form *f = &copy->form;
    const char *now = p->leader ? p->leader->name : _("nobody");
    const char *unit = f->unit ? f->unit : "-";
    const struct unit *then = f->unit ? cycle_unit_now(c->cycle, f->unit, p) : NULL;
    if (then) unit = then->name.text;
    diag_warning(c->diags, place_of(c, copy), "form-person-moved",
                 "%s: this form was made with %s as leader, in %s, and is recorded %s; today it is "
                 "%s, in %s",
                 p->name, leader_name(c, f->leader), unit,
                 has_plan ? _("in the plan that there is") : _("there"), now,
                 p->unit ? p->unit->name.text : "-");
}

// Who has a leader's key can sign a form of anybody, so such a form counts only for people whom the
// leader leads, or led when their plan was begun. That of a leader outside the chart HR alone
// signs.
bool signature_fits(struct collect *c, const struct returned *copy, const struct person *p)
{
    const struct record_form *f = &copy->form;
    const char *of_plan, *now = p->leader ? p->leader->id : NULL;
    if (copy->is_unsigned || signature_is_leaders_own(c, copy)) return true;
    bool has_plan = find_plan(c, p, &of_plan);
    const struct person *leader = f->leader ? cycle_person(c->cycle, f->leader) : NULL;
    bool led = is_same(f->leader, now) || (f->leader && is_same(f->leader, of_plan)) ||
               (leader && collect_leads(leader, p));
    if (f->leader && !led && (has_plan || leader == p))  // nobody is their own leader
        return refuse(c,
                      diag_error(c->diags, place_of(c, copy), "form-wrong-leader",
                                 "%s: this form was made with %s as leader, who leads %s neither "
                                 "today nor in the plan, so nothing was read from it",
                                 p->name, leader_name(c, f->leader), p->name),
                      N_("make the form once more, and fill in that one"));
    if (!has_plan && !leader && !is_same(f->leader, now))
        return refuse(
            c,
            diag_error(c->diags, place_of(c, copy), "form-leader-unknown",
                       "%s: this form was made with %s as leader, who cannot be named in "
                       "a new plan",
                       p->name, leader_name(c, f->leader)),
            N_("begin the plan's file with employee, unit and leader, and collect once more"));
    if (!is_same(f->leader, now) ||
        (f->unit ? cycle_unit_now(c->cycle, f->unit, p) : NULL) != p->unit)
        say_moved(c, copy, p, has_plan);
    return true;
}

// ---- What is left out

static bool says_anything(const struct collected *f)
{
    return f->counts[COLLECTED_CHANGE] + f->counts[COLLECTED_KEPT] + f->counts[COLLECTED_CONFLICT];
}

// "Maja Solberg", "Maja Solberg and 2 others"; NULL: nobody.
static const char *names_of(const struct collect *c, size_t first)
{
    const char *name = NULL;
    size_t others = 0;
    for (size_t i = first; i < c->form_count; i++) {
        if (!c->forms[i].is_left_out || !says_anything(&c->forms[i])) continue;
        if (name) others++;
        else name = c->forms[i].record->person->name;
    }
    if (!others) return name;
    return arena_printf(c->arena, translate_count("%s and %zu other", "%s and %zu others", others),
                        name, others);
}

static const char *why_unsigned(const struct returned *form)
{
    if (!strcmp(form->form.document, "delivery")) return _("this delivery is not signed");
    if (form->form.version == 1) return _("this form is not signed, for version 0.1 made it");
    return _("this form is blank, so anybody can have filled it in for anybody");
}

void signature_report_left_out(struct collect *c, const struct returned *form, size_t first)
{
    bool is_anonymous = first == c->form_count && collect_is_anonymous(c, form);
    const char *names = is_anonymous ? NULL : names_of(c, first);
    struct diag *g;
    if (is_anonymous)
        g = diag_error(c->diags, place_of(c, form), "form-unsigned",
                       "%s, so its answer was not taken", why_unsigned(form));
    else if (names)
        g = diag_error(c->diags, place_of(c, form), "form-unsigned",
                       "%s; what it says of %s was not taken", why_unsigned(form), names);
    else return;
    diag_hint(c->diags, g,
              is_anonymous ? N_("if you know that it is real, collect it with --unsigned")
                           : N_("if you know that it is real, collect it with --unsigned: that "
                                "fills what is empty, and overwrites nothing"));
    c->left_out++;
}
