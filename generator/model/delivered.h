// What a leader delivers to HR of the people whose plans are kept in the leader's own directory:
// days and counts. There is no text in it, nor a pointer to one, so that nothing that anybody has
// written can be in it by mistake; an id is checked to be one. This header knows nothing of plans.
#ifndef MODEL_DELIVERED_H
#define MODEL_DELIVERED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

enum {
    DELIVERED_VERSION = 2,  // 1 had no MAC
    DELIVERED_ID_MAX = 64,
    DELIVERED_MAC = 16,         // hexadecimal digits
    DELIVERED_FOLLOW_UPS = 24,  // windows of a cycle
    DELIVERED_COUNT_MAX = 40000,
    // days of open measures; what is due later than that many others counts as undated
    DELIVERED_DUE_MAX = 200,
    DELIVERED_PEOPLE_MAX = 5000,
};

struct delivered_id {
    char letters[DELIVERED_ID_MAX + 1];  // "": none
};
// False, and the id is none, when the text is no id: a–z, 0–9, single dots, - and _, the first a
// letter or digit. text may be NULL.
bool delivered_id_set(struct delivered_id *id, const char *text);
bool delivered_id_is(const struct delivered_id *id, const char *text);

enum delivered_kind { DELIVERED_WORK, DELIVERED_DEVELOPMENT, DELIVERED_UNSTATED, DELIVERED_KINDS };
enum delivered_attainment {  // as model/cycle.h has them
    DELIVERED_NONE,
    DELIVERED_MET,
    DELIVERED_PARTLY,
    DELIVERED_NOT_MET,
    DELIVERED_DROPPED,
    DELIVERED_ATTAINMENTS
};
extern const char *const delivered_kind_names[];        // as in files: "work"
extern const char *const delivered_attainment_names[];  // "not-met"

struct delivered_person {
    struct delivered_id employee;
    struct date planned, held, agreed_employee, agreed_leader;
    struct date follow_ups[DELIVERED_FOLLOW_UPS];  // held, by the cycle's windows
    struct date evaluation_held, evaluation_agreed_employee, evaluation_agreed_leader;
    int goals[DELIVERED_KINDS][DELIVERED_ATTAINMENTS];
    // of goals that are not dropped; undated: not done, and without a last day
    int measures_done, measures_undated;
    const struct date *due;  // the last days of those not done, sorted
    int due_count;
};

struct delivered {
    struct delivered_id organisation, period, leader;
    struct delivered_person *people;
    size_t count;
};

// Whether the same is delivered, whoever it is about.
bool delivered_equal(const struct delivered_person *a, const struct delivered_person *b);
int delivered_goals(const struct delivered_person *p);  // of all kinds
// How many measures that are not done had their last day before this one.
int delivered_overdue(const struct delivered_person *p, struct date day);

struct delivered_day {  // a day that the record has, too
    // as in model/record.h: "agreed/leader"; * stands for a follow-up's number, from 1
    const char *path;
    const char *words;  // "agreed by the leader"
    size_t offset;      // of its struct date in struct delivered_person; of the first follow-up
    size_t count;       // 1, or DELIVERED_FOLLOW_UPS
    bool agreement;     // it has a tick beside it
};
extern const struct delivered_day delivered_days[];  // ended by a path of NULL
// Where a person's day is kept; i: which of d->count, from 0.
struct date *delivered_at(struct delivered_person *p, const struct delivered_day *d, size_t i);

#endif
