// Warnings that only `check` gives: what could be better in a cycle.
#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/map.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "read/folder.h"
#include "read/ids.h"
#include "read/read.h"

// Whether a person's id was made from the name: it holds one of its words.
static bool is_from_name(struct arena *a, const struct person *p)
{
    char *name = ids_from_text(a, p->name, false);
    for (char *word = name, *end; *word; word = end) {
        end = word + strcspn(word, "-");
        if (*end) *end++ = '\0';
        if (strlen(word) > 2 && strstr(p->id, word)) return true;
    }
    return false;
}

// Of what those whom plans are about have to be told. A leader's own directory has what it was
// given.
static void report_privacy(struct diags *d, const struct cycle *c)
{
    const char *missing = N_(
        "the papers do not say on what legal basis plans are kept, and whom to "
        "ask about personal data");
    const char *hint = N_("write both in samtale.yaml: privacy: { basis: Arbeidsavtalen og "
                          "arbeidsmiljøloven, officer: personvern@example.no }");
    if (c->part_of || (c->privacy_basis.text && c->privacy_officer.text)) return;
    if (c->privacy_basis.text) {
        missing = N_("the papers do not say whom to ask about personal data");
        hint = N_("write it under privacy in samtale.yaml: officer: personvern@example.no");
    } else if (c->privacy_officer.text) {
        missing = N_("the papers do not say on what legal basis plans are kept");
        hint = N_("write it under privacy in samtale.yaml: basis: Arbeidsavtalen og "
                  "arbeidsmiljøloven");
    }
    diag_hint(d, diag_warning(d, c->privacy_place, "privacy-incomplete", "%s", _(missing)), "%s",
              _(hint));
}

// A cycle that forgets to evaluate; and one that asks about what people have not seen yet.
static void report_evaluations(struct diags *d, const struct cycle *c)
{
    if (!date_is_set(c->evaluation.to) && !c->evaluation_with_next) {
        struct diag *g = diag_warning(d, (struct place){.source = c->privacy_place.source},
                                      "evaluation-missing",
                                      "the cycle has no evaluation, so nobody is due one and no "
                                      "report says how many are missing");
        diag_hint(d, g,
                  "write its window in samtale.yaml, evaluation: { from: …, to: … }, or "
                  "evaluation: with-next-conversation");
    }
    if (!cycle_asks_before_follow_ups(c)) return;
    struct diag *g = diag_warning(d, c->process_evaluation.place, "process-evaluation-early",
                                  "the process evaluation ends before the first follow-up, so it "
                                  "does not ask about follow-ups");
    diag_hint(d, g, "move it behind the first follow-up to have them evaluated, too");
}

static const struct priorities *draft_of(const struct unit *u)
{
    for (size_t i = 0; i < u->priorities_count; i++)
        if (u->priorities[i]->draft) return u->priorities[i];
    return NULL;
}

void remarks_report_drafts(struct diags *d, const struct cycle *c)
{
    enum { NAMES = 5 };
    struct buf names = {0};
    const struct priorities *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < c->unit_count; i++) {
        const struct priorities *draft = draft_of(c->units[i]);
        if (!draft) continue;
        if (!first) first = draft;
        if (count++ < NAMES)
            buf_printf(&names, "%s%s", names.n ? ", " : "", c->units[i]->name.text);
    }
    if (count > NAMES) buf_str(&names, ", …");
    if (first) {
        struct diag *g = diag_warning(
            d, (struct place){.source = first->source}, "priorities-draft",
            translate_count("the priorities of %zu unit are still a draft, %.40s: %s",
                            "the priorities of %zu units are still drafts, %.40s: %s", count),
            count, first->draft, buf_cstr(&names));
        diag_hint(d, g,
                  "when a unit's text is right for %s, take away the line that begins with draft:",
                  c->period);
    }
    buf_free(&names);
}

struct same_name {
    size_t count;
    const char *ids;
};

static void add_same_name(struct same_name *s, struct arena *a, const struct person *p)
{
    enum { SHOWN = 5 };
    s->count++;
    if (s->count <= SHOWN) s->ids = s->ids ? arena_printf(a, "%s, %s", s->ids, p->id) : p->id;
    else if (s->count == SHOWN + 1) s->ids = arena_printf(a, "%s, …", s->ids);
}

// Of people of one name who have one leader: on that leader's papers they stand beside each other.
// One warning for all who share it.
static void report_same_names(struct diags *d, const struct cycle *c, struct arena *a)
{
    struct map names = {0};
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < c->person_count; i++) {
            const struct person *p = c->people[i];
            if (!p->namesake || !p->leader) continue;
            const char *key = arena_printf(a, "%p\n%s", (const void *)p->leader,
                                           utf8_fold(a, p->name));
            struct same_name *s = map_get(&names, key);
            if (!s) map_set(&names, a, key, s = ARENA_NEW(a, struct same_name));
            if (!pass) add_same_name(s, a, p);
            if (!pass || s->count < 2) continue;
            struct diag *g = diag_warning(d, p->place, "same-name",
                                          "%zu people whom %s leads are called \"%s\": %s",
                                          s->count, p->leader->name, p->name, s->ids);
            diag_hint(d, g,
                      "papers add the title, or the id where titles are alike; write someone with "
                      "two positions once, with also:");
            s->count = 0;
        }
}

// Of copies of the two files at the top, in which somebody's changes may be.
static void report_copies(struct diags *d, const struct cycle *c, struct arena *a)
{
    size_t count;
    const char **files = file_list(a, c->directory, &count);
    for (size_t i = 0; i < count; i++)
        if (ascii_ends_with(files[i], ".yaml"))
            folder_warn_of_copy(d, a, c->directory, "", files[i]);
}

// ---- What plans name that has left the chart

enum { GONE_NAMED = 5 };

enum gone { GONE_EMPLOYEE, GONE_UNIT, GONE_LEADER };

static bool is_outsider(const struct cycle *c, const char *name)
{
    for (size_t i = 0; i < c->outsider_count; i++)
        if (!strcmp(c->outsiders[i]->name, name)) return true;
    return false;
}

// The id that a plan of this period names and nobody has; NULL: there is none.
static const char *gone_id(const struct cycle *c, const struct plan *p, enum gone what)
{
    if (strcmp(p->period, c->period)) return NULL;
    if (what == GONE_EMPLOYEE) {
        bool there = p->person || !p->employee_id || cycle_person(c, p->employee_id);
        return there ? NULL : p->employee_id;
    }
    if (what == GONE_UNIT)
        return p->unit_id && !cycle_unit_now(c, p->unit_id, p->person) ? p->unit_id : NULL;
    bool known = !p->leader_id || cycle_person(c, p->leader_id) || is_outsider(c, p->leader_id);
    return known ? NULL : p->leader_id;
}

static void say_gone(struct diags *d, const struct plan *first, enum gone what, const char *ids,
                     size_t plans)
{
    static const char *const hints[] = {
        [GONE_EMPLOYEE] = N_("it is kept, and its results count; was the id mistyped, correct it "
                             "there and in the file's name"),
        [GONE_UNIT] = N_("results count for the units where these people are now; if the unit has "
                         "another id today, write formerly: there"),
        [GONE_LEADER] = N_("plans keep the leader with whom they were made; was the id mistyped, "
                           "correct it there"),
    };
    struct place at = {.source = first->source};
    struct diag *g;
    if (what == GONE_EMPLOYEE)
        g = diag_warning(d, at, "plan-employee-gone",
                         translate_count("%zu plan is of somebody who is not in the org chart: %s",
                                         "%zu plans are of people who are not in the org chart: %s",
                                         plans),
                         plans, ids);
    else if (what == GONE_UNIT)
        g = diag_warning(d, at, "plan-unit-gone",
                         translate_count("%zu plan was made in a unit that is not in the org "
                                         "chart: %s",
                                         "%zu plans were made in units that are not in the org "
                                         "chart: %s",
                                         plans),
                         plans, ids);
    else
        g = diag_warning(d, at, "plan-leader-gone",
                         translate_count("%zu plan was made with a leader who is not in the org "
                                         "chart: %s",
                                         "%zu plans were made with leaders who are not in the org "
                                         "chart: %s",
                                         plans),
                         plans, ids);
    diag_hint(d, g, "%s", _(hints[what]));
}

// Once for all of them: after a reorganisation they are many, and nothing is wrong.
static void report_gone(struct diags *d, const struct cycle *c, enum gone what)
{
    struct arena a = {0};
    struct map seen = {0};
    const struct plan *first = NULL;
    const char *ids = "";
    size_t plans = 0, named = 0;
    for (size_t i = 0; i < c->plan_count; i++) {
        const char *id = gone_id(c, c->plans[i], what);
        if (!id) continue;
        if (!plans++) first = c->plans[i];
        if (map_get(&seen, id)) continue;
        map_set(&seen, &a, id, (void *)id);
        if (++named <= GONE_NAMED) ids = arena_printf(&a, "%s%s%s", ids, *ids ? ", " : "", id);
        else if (named == GONE_NAMED + 1) ids = arena_printf(&a, "%s, …", ids);
    }
    if (plans && !c->part_of) say_gone(d, first, what, ids, plans);
    arena_free(&a);
}

static void report_device(struct diags *d, struct place place, const char *id)
{
    if (!ids_is_device(id)) return;
    struct diag *g = diag_warning(d, place, "id-of-device",
                                  "\"%s\" is a name that Windows keeps for a device", id);
    diag_hint(d, g,
              "files and folders are named after ids, and Windows opens none that is called so: "
              "write another id");
}

static void report_devices(struct diags *d, const struct cycle *c)
{
    for (size_t i = 0; i < c->unit_count; i++)
        report_device(d, c->units[i]->place, c->units[i]->id);
    for (size_t i = 0; i < c->person_count; i++)
        report_device(d, c->people[i]->place, c->people[i]->id);
}

void remarks_report(struct diags *d, struct arena *a, const struct cycle *c)
{
    struct arena scratch = {0};
    remarks_report_drafts(d, c);
    report_privacy(d, c);
    report_evaluations(d, c);
    report_same_names(d, c, &scratch);
    report_copies(d, c, a);
    report_devices(d, c);
    for (int what = GONE_EMPLOYEE; what <= GONE_LEADER; what++) report_gone(d, c, (enum gone)what);
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        if (!is_from_name(&scratch, p)) continue;
        struct diag *g = diag_warning(
            d, p->place, "id-from-name",
            "\"%s\" is made from a name; an employee number is a better id", p->id);
        diag_hint(d, g,
                  "a number stays when the name changes, and says nothing in the names of files; "
                  "this is said once");
        break;
    }
    arena_free(&scratch);
}
