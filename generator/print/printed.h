// Who has been in a print batch, and how things stood with them then: print/printed below the
// output folder. A file of a batch counts as printed when it is made, or, where a printer is named,
// when it has been sent.
#ifndef PRINT_PRINTED_H
#define PRINT_PRINTED_H

#include "run/run.h"

struct printed;

// Reads what is known. invitations: the documents of `samtale packs`, which are new where the
// invitation is; others are where the plan is. Lives in the run's arena.
struct printed *printed_open(struct run *r, const char *const *invitations, size_t count);
// Leaves in the run's orders only what has not been in a batch as it is now.
void printed_keep_new(struct printed *p, struct orders *orders);
// Notes that these orders have been printed. False after a diagnostic.
bool printed_note(struct printed *p, const struct order *const *orders, size_t count);

// Whether all of what was new is in this folder, and has been printed. Where a run was stopped it
// is not, and the next one goes on there.
bool printed_is_whole(const struct printed *p, const char *folder);
// Notes that it is. False after a diagnostic.
bool printed_note_whole(struct printed *p, const char *folder);

#endif
