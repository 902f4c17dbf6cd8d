// Who leads whom. Where the export names leaders of people only, a unit's leader is the one of its
// people who leads others there and is led from elsewhere; or else the one who leads most of them.
#include <string.h>

#include "base/translate.h"
#include "base/utf8.h"
#include "import/staff.h"

// ---- People's leaders

static void resolve_row(struct staff *s, struct staff_row *r)
{
    struct staff_link *l = &r->leader;
    people_resolve(s, l, r->unit, staff_row_place(r), r->name);
    if (l->person != r->person) return;
    r->is_own_leader = true;
    *l = (struct staff_link){0};  // who is at the top often has themselves as leader
}

struct unknown_leader {
    const char *who;
    const struct staff_row *first;
    size_t people;
    bool left;
};

// One warning for each leader who is not there, however many people name them.
static void report_unknown(struct staff *s)
{
    struct map known = {0};
    struct unknown_leader *list = ARENA_ARRAY(s->a, struct unknown_leader, s->row_count);
    size_t count = 0;
    for (size_t i = 0; i < s->row_count; i++) {
        const struct staff_row *r = s->rows[i];
        if (!r->leader.unknown || r->has_left || !r->person) continue;
        struct unknown_leader *u = map_get(&known, r->leader.unknown);
        if (!u) {
            u = &list[count++];
            *u = (struct unknown_leader){r->leader.unknown, r, 0, r->leader.left};
            map_set(&known, s->a, u->who, u);
        }
        u->people++;
    }
    for (size_t i = 0; i < count; i++) {
        const struct unknown_leader *u = &list[i];
        struct buf others = {0};
        if (u->people > 1) buf_printf(&others, _(" and %zu more"), u->people - 1);
        diag_warning(s->d, staff_row_place(u->first),
                     u->left ? "export-leader-left" : "export-leader-unknown",
                     u->left ? N_("%s, the leader of %s%s, has left")
                             : N_("%s, the leader of %s%s, is nobody in the export"),
                     u->who, u->first->name, buf_cstr(&others));
        buf_free(&others);
    }
}

static struct staff_person *leader_of(const struct staff_person *p)
{
    return p->rows[0]->leader.person;
}

static void report_loop(struct staff *s, struct staff_person *first)
{
    struct buf names = {0};
    struct staff_person *p = first, *top = first;
    do {  // the first line of the circle is where it is reported
        if (p->rows[0]->line < top->rows[0]->line) top = p;
        p = leader_of(p);
    } while (p != first);
    p = top;
    do {
        buf_printf(&names, _("%s (line %u) → "), p->name, p->rows[0]->line);
        p = leader_of(p);
    } while (p != top);
    struct diag *g = diag_error(s->d, staff_row_place(top->rows[0]), "leader-circle",
                                "the leaders go round in a circle: %s%s", buf_cstr(&names),
                                top->name);
    diag_hint(s->d, g, "one of them has another leader: correct it in the export");
    buf_free(&names);
}

static void cut_loops(struct staff *s)
{
    for (size_t i = 0; i < s->person_count; i++) {
        struct staff_person *p = s->people[i];
        while (p && !p->walk) {
            p->walk = i + 1;
            p = leader_of(p);
        }
        if (!p || p->walk != i + 1) continue;
        report_loop(s, p);
        struct staff_person *end = p;
        while (leader_of(end) != p) end = leader_of(end);
        end->rows[0]->leader = (struct staff_link){0};
    }
}

// ---- A unit's leader

static bool is_member(const struct staff_person *p, const struct staff_unit *u)
{
    for (size_t i = 0; p && i < p->row_count; i++)
        if (p->rows[i]->unit == u) return true;
    return false;
}

static bool is_below(const struct staff_unit *u, const struct staff_unit *top)
{
    size_t steps = 0;
    while (u && u != top && steps++ < 1000) u = u->parent;
    return u == top;
}

struct head_score {
    size_t here, below, anywhere;  // rows that a person leads
};

static struct head_score score_of(const struct staff *s, const struct staff_person *p,
                                  const struct staff_unit *u)
{
    struct head_score n = {0};
    if (!p->leads) return n;
    for (size_t i = 0; i < s->row_count; i++) {
        const struct staff_row *r = s->rows[i];
        if (r->leader.person != p || r->has_left || !r->person) continue;
        n.anywhere++;
        n.here += r->unit == u;
        n.below += r->unit != u && is_below(r->unit, u);
    }
    return n;
}

static bool is_better(struct head_score a, struct head_score b)
{
    if ((a.here > 0) != (b.here > 0)) return a.here > 0;
    if (a.here + a.below != b.here + b.below) return a.here + a.below > b.here + b.below;
    return a.anywhere > b.anywhere;
}

// The member whose leader is elsewhere and who leads others; NULL: none does.
static struct staff_person *head_among(const struct staff *s, const struct staff_unit *u,
                                       struct head_score *best)
{
    struct staff_person *head = NULL;
    *best = (struct head_score){0};
    for (size_t i = 0; i < u->row_count; i++) {
        struct staff_row *r = u->rows[i];
        if (is_member(r->leader.person, u)) continue;
        struct head_score n = score_of(s, r->person, u);
        if (r->leads) n.here++;
        if (is_better(n, *best)) head = r->person, *best = n;
    }
    return head;
}

static const char *vote_key(struct staff *s, const struct staff_link *l)
{
    if (l->person) return arena_printf(s->a, "p%zu", l->person->index);
    if (l->outside) return arena_printf(s->a, "o%s", names_key(s->a, l->outside));
    if (l->unknown) return arena_printf(s->a, "u%s", l->unknown);
    return l->vacant ? "v" : NULL;
}

// What most of the unit's people, but one, give as their leader; NULL: none of them gives any.
static const struct staff_link *common_leader(struct staff *s, const struct staff_unit *u,
                                              const struct staff_person *but)
{
    struct map votes = {0};
    const struct staff_link *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < u->row_count; i++) {
        const struct staff_link *l = &u->rows[i]->leader;
        const char *key = u->rows[i]->person == but ? NULL : vote_key(s, l);
        if (!key) continue;
        size_t *n = map_get(&votes, key);
        if (!n) map_set(&votes, s->a, key, n = ARENA_NEW(s->a, size_t));
        if (++*n > most) most = *n, best = l;
    }
    return best;
}

static void find_head(struct staff *s, struct staff_unit *u)
{
    struct head_score score;
    if (u->leader_is_given) return;
    struct staff_person *head = head_among(s, u, &score);
    const struct staff_link *common = common_leader(s, u, head);
    // who only leads elsewhere is the leader here where nobody else says who is
    if (head && (score.here || score.below || !common)) {
        u->leader = (struct staff_link){.person = head, .given = true};
    } else if (common) {
        u->leader = *common;
    } else if (u->row_count) {
        u->leader = u->rows[0]->leader;
    }
    u->leader_is_guess = !u->leader.vacant;
}

// A unit without people of its own is led by whom most of the leaders below it have as theirs.
static void find_head_of_empty(struct staff *s, struct staff_unit *u)
{
    struct map votes = {0};
    size_t most = 0;
    if (u->leader_is_given || u->row_count || u->leader.person) return;
    for (size_t i = 0; i < s->unit_count; i++) {
        struct staff_person *head = s->units[i]->parent == u ? s->units[i]->leader.person : NULL;
        const struct staff_link *l = head ? &head->rows[0]->leader : NULL;
        struct staff_person *above = l ? l->person : NULL;
        if (!above) continue;
        const char *key = vote_key(s, l);
        size_t *n = map_get(&votes, key);
        if (!n) map_set(&votes, s->a, key, n = ARENA_NEW(s->a, size_t));
        if (++*n > most) most = *n, u->leader = (struct staff_link){.person = above, .given = true};
    }
    u->leader_is_guess = u->leader.person;
}

static void resolve_given(struct staff *s, struct staff_unit *u)
{
    for (size_t i = 0; i < u->row_count && !u->leader.count; i++)
        if (u->rows[i]->unit_leader.given && !u->leader_is_given) {
            u->leader = u->rows[i]->unit_leader;
            u->leader_is_given = true;
        }
    if (!u->leader_is_given || u->leader.person) return;
    people_resolve(s, &u->leader, u, u->place, arena_printf(s->a, _("the unit \"%s\""), u->name));
    if (u->leader.unknown)
        diag_warning(s->d, u->place,
                     u->leader.left ? "export-unit-leader-left" : "export-unit-leader-unknown",
                     u->leader.left
                         ? N_("%s, the leader of the unit \"%s\", has left")
                         : N_("%s, the leader of the unit \"%s\", is nobody in the export"),
                     u->leader.unknown, u->name);
}

// ---- What is above a unit, where only leaders say so

static void find_parents(struct staff *s)
{
    for (size_t i = 0; i < s->unit_count; i++) {
        struct staff_unit *u = s->units[i];
        struct staff_person *head = u->leader.person;
        if (u->parent || !head) continue;
        struct staff_person *above = is_member(head, u) ? leader_of(head) : head;
        for (size_t steps = 0; above && above->unit == u && steps < s->person_count; steps++)
            above = leader_of(above);
        struct staff_unit *parent = above ? above->unit : NULL;
        if (parent && parent != u && !is_below(parent, u)) u->parent = parent;
    }
}

// ---- Units of those whom one person leads, where the export has none

static struct staff_unit *unit_led_by(struct staff *s, struct staff_person *p)
{
    const char *name = s->english ? arena_printf(s->a, "%s's group", p->name)
                                  : arena_printf(s->a, "Gruppen til %s", p->name);
    struct staff_unit *u = units_add(s, arena_printf(s->a, "led by %zu", p->index), name, NULL,
                                     NULL, staff_row_place(p->rows[0]));
    u->leader = (struct staff_link){.person = p, .given = true};
    u->leader_is_given = true;
    return u;
}

static void make_by_leaders(struct staff *s)
{
    for (size_t i = 0; i < s->person_count; i++) {
        struct staff_person *p = s->people[i], *above = leader_of(p);
        if (!staff_is_in(p)) continue;
        if (p->leads) p->unit = unit_led_by(s, p);
        else if (above) p->unit = unit_led_by(s, above);
        for (size_t k = 0; k < p->row_count; k++) p->rows[k]->unit = p->unit;
        struct staff_unit *u = p->unit;
        if (u) *ARENA_PUSH(s->a, u->rows, u->row_count, u->row_room) = p->rows[0];
    }
    for (size_t i = 0; i < s->person_count; i++) {
        const struct staff_person *p = s->people[i];
        if (p->leads && p->unit && leader_of(p)) p->unit->parent = unit_led_by(s, leader_of(p));
    }
}

void leaders_find(struct staff *s)
{
    for (size_t i = 0; i < s->row_count; i++) people_learn_names(s, &s->rows[i]->leader);
    for (size_t i = 0; i < s->row_count; i++)
        if (s->rows[i]->person && !s->rows[i]->has_left) resolve_row(s, s->rows[i]);
    report_unknown(s);
    cut_loops(s);
    for (size_t i = 0; i < s->row_count; i++) {
        struct staff_row *r = s->rows[i];
        if (r->leader.person && r->person && !r->has_left) r->leader.person->leads++;
    }
    if (s->shape == STAFF_BY_LEADERS) make_by_leaders(s);
    for (size_t i = 0; i < s->unit_count; i++) resolve_given(s, s->units[i]);
    for (size_t i = 0; i < s->unit_count; i++) find_head(s, s->units[i]);
    if (s->shape == STAFF_FLAT) find_parents(s);
    for (size_t i = s->unit_count; i; i--) find_head_of_empty(s, s->units[i - 1]);
    for (size_t i = 0; i < s->person_count; i++) {  // who is in no unit is where their leader is
        struct staff_person *p = s->people[i];
        if (staff_is_in(p) && !p->unit && leader_of(p)) p->unit = leader_of(p)->unit;
    }
}
