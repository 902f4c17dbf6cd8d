// Merging a delivery: its days are merged as a form's are, by the same rules; its counts replace
// those of the delivery before. The last delivery stays in the plan, as the base of the next merge.
#include <string.h>

#include "base/translate.h"
#include "collect/record_tree.h"
#include "leader/delivered_mac.h"
#include "leader/delivered_tree.h"

// ---- Whether it can be used, and whose it is

static bool refuse(struct collect *c, const struct diag *said)
{
    (void)said;
    c->unusable++;
    return false;
}

// The leader's own key, and nobody else's, has made the MAC of what is said.
static bool is_signed_right(const struct collect *c, const struct delivery *d)
{
    char mac[DELIVERED_MAC + 1];
    return delivered_mac(c->arena, &d->reported, c->secret, mac) &&
           strlen(d->mac) == DELIVERED_MAC && hash_equal(mac, d->mac, DELIVERED_MAC);
}

bool delivery_is_accepted(struct collect *c, struct delivery *d)
{
    const struct cycle *k = c->cycle;
    if (k->part_of)
        return refuse(
            c,
            diag_error(c->diags, d->leader, "delivery-in-leader-directory",
                       "this is delivered to HR, and not collected in a leader's own directory"));
    if (!delivered_id_is(&d->reported.organisation, k->organisation_id))
        return refuse(c, diag_error(c->diags, d->organisation, "delivery-other-organisation",
                                    "this is of %s, and the cycle is of %s",
                                    d->reported.organisation.letters, k->organisation_id));
    if (!delivered_id_is(&d->reported.period, k->period))
        return refuse(c, diag_error(c->diags, d->period, "delivery-other-period",
                                    "this is of the period %s, and the cycle is of %s",
                                    d->reported.period.letters, k->period));
    if (!cycle_person(k, d->reported.leader.letters))
        return refuse(c, diag_error(c->diags, d->leader, "delivery-leader-unknown",
                                    "leader \"%s\" is nobody in the chart",
                                    d->reported.leader.letters));
    const char *name = cycle_person(k, d->reported.leader.letters)->name;
    if (d->mac && !is_signed_right(c, d) && !c->options.take_unsigned) {
        struct diag *g = diag_error(c->diags, d->mac_place, "delivery-wrong-mac",
                                    "what %s delivers has been changed, or was not made with the "
                                    "secret.key of %s, so nothing was read from it",
                                    name, name);
        diag_hint(c->diags, g, "deliver once more; %s", _(signature_after_new_key));
        return refuse(c, g);
    }
    d->is_unsigned = !d->mac || !is_signed_right(c, d);
    c->delivery_count++;
    return true;
}

struct returned *delivery_file(struct collect *c, const struct delivery *d)
{
    struct returned *form = ARENA_NEW(c->arena, struct returned);
    *form = (struct returned){
        .file = d->file, .state = RETURNED_FORM, .is_unsigned = d->is_unsigned};
    form->form = (struct record_form){.document = "delivery", .period = c->cycle->period};
    return form;
}

// Whether the deliverer leads the person on the cycle's day, on another day of the period, or when
// the plan was made.
static bool may_deliver(const struct person *leader, const struct person *p)
{
    if (p->plan && p->plan->leader_id && !strcmp(p->plan->leader_id, leader->id)) return true;
    return collect_leads(leader, p);
}

static bool stands_above(const struct delivered *d, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (!strcmp(d->people[k].employee.letters, d->people[i].employee.letters)) return true;
    return false;
}

const struct person *delivery_match_person(struct collect *c, const struct delivery *d, size_t i)
{
    const char *id = d->reported.people[i].employee.letters;
    const struct person *p = cycle_person(c->cycle, id),
                        *leader = cycle_person(c->cycle, d->reported.leader.letters);
    if (!p)
        diag_error(c->diags, d->places[i], "delivery-employee-unknown",
                   "employee \"%s\" is nobody in the chart", id);
    else if (stands_above(&d->reported, i))
        diag_error(c->diags, d->places[i], "delivery-employee-twice",
                   "%s stands in it twice, and the first counts", p->name);
    else if (!may_deliver(leader, p))
        diag_error(c->diags, d->places[i], "delivery-not-by-leader",
                   "%s, who delivers this, is not the leader of %s", leader->name, p->name);
    else if (p->has_errors)
        diag_error(c->diags, d->places[i], "record-wrong",
                   "what is delivered of %s cannot be added to a record that is wrong", p->name);
    else return p;
    return NULL;
}

// ---- As a form

static const char *day_text(struct arena *a, struct date d)
{
    return date_is_set(d) ? arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day) : "";
}

static const char *path_of(struct arena *a, const struct delivered_day *day, size_t i)
{
    size_t n = strcspn(day->path, "*");
    return day->path[n] ? arena_printf(a, "%.*s%zu%s", (int)n, day->path, i + 1, day->path + n + 1)
                        : day->path;
}

static void add_value(struct arena *a, struct returned *form, const char *path, const char *words,
                      const char *base, const char *value)
{
    size_t index = form->count;
    *ARENA_PUSH(a, form->values, form->count,
                form->room) = (struct returned_value){.copy = 1,
                                                      .path = path,
                                                      .value = value,
                                                      .base = base,
                                                      .words = words,
                                                      .index = (unsigned)index};
}

static void add_day(struct arena *a, struct returned *form, const struct delivered_day *day,
                    size_t i, struct date before, struct date now)
{
    const char *path = path_of(a, day, i), *base = day_text(a, before), *value = day_text(a, now);
    const char *words = day->count > 1 ? arena_printf(a, "%s, %zu", _(day->words), i + 1)
                                       : _(day->words);
    add_value(a, form, path, words, base, value);
    if (day->agreement)
        add_value(a, form, arena_printf(a, "%s/tick", path), words, *base ? "on" : "",
                  *value ? "on" : "");
}

static struct returned *as_form(struct collect *c, const struct delivery *d,
                                struct delivered_person *before, struct delivered_person *now)
{
    struct returned *form = delivery_file(c, d);
    form->form.employee = now->employee.letters;
    for (const struct delivered_day *day = delivered_days; day->path; day++)
        for (size_t i = 0; i < day->count; i++)
            add_day(c->arena, form, day, i, *delivered_at(before, day, i),
                    *delivered_at(now, day, i));
    return form;
}

// ---- What stays in the plan

static bool is_conflict(const struct collected *f, const char *path)
{
    for (size_t i = 0; i < f->count; i++)
        if ((f->fields[i].outcome == COLLECTED_CONFLICT ||
             (f->fields[i].outcome == COLLECTED_KEPT && f->form->is_unsigned)) &&
            f->fields[i].path && !strcmp(f->fields[i].path, path))
            return true;
    return false;
}

// A day in conflict keeps its old base, so that it is a conflict the next time, too; so does one
// that an unsigned delivery did not overwrite.
static void keep_bases(struct collect *c, const struct collected *f,
                       struct delivered_person *before, struct delivered_person *now)
{
    for (const struct delivered_day *day = delivered_days; day->path; day++)
        for (size_t i = 0; i < day->count; i++)
            if (is_conflict(f, path_of(c->arena, day, i)))
                *delivered_at(now, day, i) = *delivered_at(before, day, i);
}

static const char *counts_text(struct arena *a, const struct delivered_person *p)
{
    int goals = delivered_goals(p),
        measures = p->measures_done + p->measures_undated + p->due_count;
    const char *day = day_text(a, p->planned);
    if (!goals && !measures) return *day ? arena_printf(a, _("planned %s"), day) : "";
    const char *counts = arena_printf(a,
                                      translate_count("%d goal, %d of %d measures done",
                                                      "%d goals, %d of %d measures done",
                                                      (unsigned long)goals),
                                      goals, p->measures_done, measures);
    return *day ? arena_printf(a, _("%s, planned %s"), counts, day) : counts;
}

// Whether two deliveries differ in more than the days that the record also has.
static bool counts_differ(const struct delivered_person *before, const struct delivered_person *now)
{
    struct delivered_person same = *now;
    for (const struct delivered_day *day = delivered_days; day->path; day++)
        for (size_t i = 0; i < day->count; i++)
            *delivered_at(&same, day, i) = *delivered_at((struct delivered_person *)before, day, i);
    return !delivered_equal(before, &same);
}

static void note(struct collect *c, struct collected *f, const struct collected_field *field)
{
    *ARENA_PUSH(c->arena, f->fields, f->count, f->room) = *field;
    f->counts[field->outcome]++;
}

static void keep_delivered(struct collect *c, struct collected *f, struct record *record,
                           const struct delivered_person *before,
                           const struct delivered_person *now)
{
    if (delivered_equal(before, now)) return;
    struct collected_field counts = {COLLECTED_CHANGE, _("counts"), "delivered",
                                     counts_text(c->arena, before), counts_text(c->arena, now)};
    static const struct delivered_person nothing;
    if (f->form->is_unsigned && !delivered_equal(before, &nothing)) {
        counts.outcome = COLLECTED_KEPT;
        if (counts_differ(before, now)) note(c, f, &counts);
        return;
    }
    struct collected_field days = {COLLECTED_CHANGE, _("days delivered"), "delivered", "",
                                   _("the same as in the record")};
    if (counts_differ(before, now)) note(c, f, &counts);
    else if (!f->counts[COLLECTED_CHANGE]) note(c, f, &days);
    record_tree_set_map(c, record, "delivered", delivered_tree_person(c->arena, now));
    record->changed = true;
}

void delivery_merge(struct collect *c, const struct delivery *d, size_t i, struct record *record)
{
    static const struct delivered_person nothing;
    const struct person *p = record->person;
    struct delivered_person *last = map_get(&c->delivered_by_id, p->id), before = nothing,
                            *now = ARENA_NEW(c->arena, struct delivered_person);
    if (last) before = *last;
    else if (p->plan && p->plan->delivered) before = *p->plan->delivered;
    *now = d->reported.people[i];
    // nothing new
    if (!date_compare(now->planned, p->conversation_at.date)) now->planned = (struct date){0};
    if (delivered_goals(now) && p->plan && p->plan->goal_count)
        diag_warning(
            c->diags, d->places[i], "delivery-counts-unused",
            "the record of %s has goals, so the counts that are delivered of them are not used",
            p->name);
    form_merge(c, as_form(c, d, &before, now), record);
    struct collected *f = &c->forms[c->form_count - 1];
    f->is_delivery = true;
    keep_bases(c, f, &before, now);
    keep_delivered(c, f, record, &before, now);
    if (!f->is_left_out) map_set(&c->delivered_by_id, c->arena, p->id, now);
}
