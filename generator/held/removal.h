// Removes what has been found.
#ifndef HELD_REMOVAL_H
#define HELD_REMOVAL_H

#include "cli/options.h"
#include "held/held.h"

// Whether org.yaml would be right without one person; false after an error that says why not.
bool removal_check_org(struct held *h, const char *id);
// Gives a person another name in org.yaml. False after a diagnostic; nothing is changed then.
bool removal_rename(struct held *h, const char *id, const char *name, bool dry_run);
// Removes what a run that was killed was still writing: it holds what is to go, too. Before
// anything is looked for, since of who is gone already nothing may be found.
void removal_clear(struct held *h);
// Removes all that is found, but for what is archived and what somebody has changed since it was
// made: that is an error each, and stays. A run that is killed is run once more. Marks what is gone
// in gone[], by its index, and notes in history/purged.jsonl how much it was: counts and dates.
// How many things are gone.
size_t removal_carry_out(struct held *h, const struct options *o, bool *gone);

#endif
