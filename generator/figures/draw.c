// Counts of how it went are published in fives, drawn by lot once.
//
// The guarantee, in one sentence: whatever else somebody knows, all figures of one release together
// make no value of one goal more than 8 times as likely, compared with another value, than it was
// before (but for a chance of 2^-40 a draw); several goals of one person multiply.
//
// How. A true count n is published as 5·(n div 5 + j), where row n mod 5 of a table gives the
// probability of each j. The rows are the same for every n and have no ends: nothing depends on how
// large n is. Neighbouring counts differ in probability by at most 8^(1/4) for goals and 8^(1/2)
// for people, and the mean is exactly n. One goal stands in at most four drawn figures
// (figures/lines.c), and its person in two where people are counted.
//
// From where:
// - Rinott, O'Keefe, Shlomo and Skinner, "Confidentiality and differential privacy in the
//   dissemination of frequency tables", Statistical Science 33 (2018): a perturbation table with a
//   bounded ratio of neighbours is differentially private, and that is the guarantee.
// - Fraser and Wooten, "A proposed method for confidentialising tabular data to protect against
//   differencing", UNECE work session on statistical data confidentiality (2005): the lot of a cell
//   is drawn by a key of those in it, so that the same cell is always drawn alike. Here the key is
//   of everybody in the atom with all their values, since a key of those in the cell would be
//   drawn anew when one person's value changes, and would tell that.
// - Asghar and Kaafar, "Averaging attacks on bounded noise-based disclosure control algorithms",
//   PoPETs 2020(2), and arXiv 2307.13859: why neither bounded noise nor plain random rounding nor
//   drawing again will do: the mean of repeated draws, and sums that the true figures must satisfy,
//   give bounded noise away. So the tails here have no end, and everything is drawn once.
//
// What is accepted: an insider who knows everything but one person's record gets odds of about 3:1
// about it, and over 50:1 in two cases of a hundred; groups of three or four who are known to be
// alike are protected less than one person; whoever holds the key and the plans knows all.
#include "figures/draw.h"

#include "figures/draw_tables.h"

static int divided_down(int n)
{
    return n >= 0 ? n / DRAW_BASE : -((DRAW_BASE - 1 - n) / DRAW_BASE);
}

int draw_count(enum draw_lot lot, int n, const uint8_t ticket[HASH_SIZE])
{
    int step = divided_down(n), row = n - DRAW_BASE * step;
    const uint64_t *weights = lot == DRAW_GOALS ? draw_goals[row] : draw_people[row];
    int reach = lot == DRAW_GOALS ? DRAW_GOALS_REACH : DRAW_PEOPLE_REACH, j = -reach;
    uint64_t left = 0;
    for (size_t i = 0; i < sizeof left; i++) left = left << 8 | ticket[i];
    left >>= 64 - DRAW_BITS;
    for (; j < reach && left >= weights[j + reach]; j++) left -= weights[j + reach];
    return DRAW_BASE * (step + j);
}
