// Taking over an output folder of version 0.1, whose files stood beside each other whatever the
// period: they go into the folder of the period that they were made for.
#ifndef RUN_TAKEOVER_H
#define RUN_TAKEOVER_H

#include "run/run.h"

// Before the output folder is opened, once the cycle is read. Moves what the old manifest lists,
// and says so; where its forms do not tell which period they are of, says that they stay. False
// after a diagnostic: what was begun could not be finished, and the next run goes on with it.
bool takeover_old_output(struct run *r);

#endif
