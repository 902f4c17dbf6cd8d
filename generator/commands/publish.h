// Publishing: what is counted of plans and answers, and what of it is released. Whoever calls these
// sees no number that has not been released.
#ifndef COMMANDS_PUBLISH_H
#define COMMANDS_PUBLISH_H

#include "figures/texts.h"
#include "run/run.h"
#include "status/missing.h"

struct figures;

// Which release the options ask for.
enum release_kind publish_kind(const struct options *o);
// The day up to which reports of that kind look back, where --as-of says no other.
struct date publish_last_day(const struct cycle *c, enum release_kind kind);
// Reads and counts all plans and answers, and who lacks what; in the run's arena.
const struct figures *publish_count(struct run *r, struct missing *missing);
// What may be shown; NULL after a diagnostic. Releases what is due. asked: say why something is
// not.
const struct published *publish_figures(struct run *r, const struct figures *f, bool asked);
// All that was counted: for tests.
void publish_dump(const struct figures *f, struct buf *out);

// Takes the directory for this run. *lock: to close; -1: there are no locks here. False after a
// diagnostic.
bool publish_lock(struct run *r, int *lock);

// ---- What people have answered

struct publish_answers {
    size_t count;              // answers
    bool is_due, is_possible;  // whether no more can come, by today; whether there are enough
    struct text_choice *texts;
    size_t text_count;
};

struct publish_answers publish_look(struct run *r, const struct figures *f);
// What history has of the cycle's period; NULL after a diagnostic.
struct published_period *publish_period(struct run *r);
// With the lock: keeps the released texts for good, and with them the figures of the answers, and
// of evaluations where they are due, that history does not have yet. False after a diagnostic.
bool publish_texts(struct run *r, const struct figures *f, const struct publish_answers *answers);

#endif
