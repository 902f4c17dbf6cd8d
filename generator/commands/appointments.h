// What calendars hold of appointments, counted in conversations/PERIOD.yaml.
#ifndef COMMANDS_APPOINTMENTS_H
#define COMMANDS_APPOINTMENTS_H

#include "run/run.h"

// Compares the calendar files in the output folder with what the run is to make of them. What was
// moved or cancelled since is counted in conversations/PERIOD.yaml, said in a line, and read into
// the run's cycle; with --dry-run nothing is written. The papers are ordered, and are ordered anew
// where anything changes.
void appointments_count(struct run *r);

#endif
