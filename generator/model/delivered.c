// Checking ids, comparing and adding up what is delivered.
#include "model/delivered.h"

#include <assert.h>
#include <string.h>

#include "base/ascii.h"
#include "base/translate.h"

const char *const delivered_kind_names[] = {[DELIVERED_WORK] = "work",
                                            [DELIVERED_DEVELOPMENT] = "development",
                                            [DELIVERED_UNSTATED] = "unstated"};
const char *const delivered_attainment_names[] = {
    [DELIVERED_NONE] = "none",       [DELIVERED_MET] = "met",         [DELIVERED_PARTLY] = "partly",
    [DELIVERED_NOT_MET] = "not-met", [DELIVERED_DROPPED] = "dropped",
};

// ---- Ids

static bool is_id_char(char c)
{
    return ascii_is_lower(c) || ascii_is_digit(c);
}

bool delivered_id_set(struct delivered_id *id, const char *text)
{
    size_t n = text ? strlen(text) : 0;
    *id = (struct delivered_id){{0}};
    if (!n || n > DELIVERED_ID_MAX || !is_id_char(*text) || strstr(text, "..")) return false;
    for (size_t i = 0; i < n; i++)
        if (!is_id_char(text[i]) && text[i] != '.' && text[i] != '-' && text[i] != '_')
            return false;
    memcpy(id->letters, text, n);
    return true;
}

bool delivered_id_is(const struct delivered_id *id, const char *text)
{
    return text && !strcmp(id->letters, text);
}

// ---- Questions

int delivered_goals(const struct delivered_person *p)
{
    int n = 0;
    for (int k = 0; k < DELIVERED_KINDS; k++)
        for (int a = 0; a < DELIVERED_ATTAINMENTS; a++) n += p->goals[k][a];
    return n;
}

int delivered_overdue(const struct delivered_person *p, struct date day)
{
    int n = 0;
    while (n < p->due_count && date_compare(p->due[n], day) < 0) n++;
    return n;
}

static bool same_days(const struct date *a, const struct date *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (date_compare(a[i], b[i])) return false;
    return true;
}

bool delivered_equal(const struct delivered_person *a, const struct delivered_person *b)
{
    for (const struct delivered_day *d = delivered_days; d->path; d++) {
        const struct date *x = (const struct date *)(const void *)((const char *)a + d->offset);
        if (!same_days(x, (const struct date *)(const void *)((const char *)b + d->offset),
                       d->count))
            return false;
    }
    return !date_compare(a->planned, b->planned) && !memcmp(a->goals, b->goals, sizeof a->goals) &&
           a->measures_done == b->measures_done && a->measures_undated == b->measures_undated &&
           a->due_count == b->due_count && same_days(a->due, b->due, (size_t)a->due_count);
}

// ---- Days

#define DAY(member) offsetof(struct delivered_person, member), 1

const struct delivered_day delivered_days[] = {
    {"conversation/held", N_("conversation held"), DAY(held), false},
    {"agreed/employee", N_("agreed by the employee"), DAY(agreed_employee), true},
    {"agreed/leader", N_("agreed by the leader"), DAY(agreed_leader), true},
    {"follow-ups/f*/held", N_("follow-up held"), offsetof(struct delivered_person, follow_ups),
     DELIVERED_FOLLOW_UPS, false},
    {"evaluation/held", N_("evaluation held"), DAY(evaluation_held), false},
    {"evaluation/agreed/employee", N_("evaluation agreed by the employee"),
     DAY(evaluation_agreed_employee), true},
    {"evaluation/agreed/leader", N_("evaluation agreed by the leader"),
     DAY(evaluation_agreed_leader), true},
    {.path = NULL},
};

struct date *delivered_at(struct delivered_person *p, const struct delivered_day *d, size_t i)
{
    assert(i < d->count);
    return (struct date *)(void *)((char *)p + d->offset) + i;
}
