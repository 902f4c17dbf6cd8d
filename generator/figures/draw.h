// Draws a count in fives.
#ifndef FIGURES_DRAW_H
#define FIGURES_DRAW_H

#include "base/hash.h"

enum draw_lot { DRAW_GOALS, DRAW_PEOPLE };  // what is counted: one person's goals, or people

// What a true count of n is published as: a multiple of 5, which may be below 0. ticket: bytes that
// are as good as random, and the same whenever the same is drawn.
int draw_count(enum draw_lot lot, int n, const uint8_t ticket[HASH_SIZE]);

#endif
