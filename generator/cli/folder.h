// The cycle directory that a command works in.
#ifndef CLI_FOLDER_H
#define CLI_FOLDER_H

#include "cli/options.h"

#define FOLDER_OUT "out"  // the output folder, where --out names no other

// Goes to the cycle directory: the one that -C names, else the current folder, else the nearest
// one above it that holds a cycle; where there is none, stays. Paths on the command line then count
// from there: -C itself says so, and without it those of the options are made to. They are in arena
// a. False after a sentence on standard error; *status is then the exit status.
bool folder_enter(struct options *o, struct arena *a, int *status);

// Whether there is a cycle in the folder that -C names, or else in the current one or above it.
bool folder_has_cycle(const struct options *o, struct arena *a);

#endif
