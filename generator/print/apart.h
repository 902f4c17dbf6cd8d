// What a booklet leaves out: the sheets with a form number, which are handed in, and stay as large
// as they were drawn.
#ifndef PRINT_APART_H
#define PRINT_APART_H

#include "base/arena.h"
#include "model/paper.h"

// Divides a paper: what the booklet holds, maybe without any section, and *sheets, each of which
// begins on a front side; NULL: there are none, and the answer is the paper itself. In arena a.
const struct paper *apart_divide(struct arena *a, const struct paper *paper,
                                 const struct paper **sheets);

#endif
