// A leader's delivery, as read from a file that somebody sent: what it says, and where.
#ifndef MODEL_DELIVERY_H
#define MODEL_DELIVERY_H

#include "base/diag.h"
#include "model/delivered.h"

struct delivery {
    const char *file;  // as given
    struct place leader, period, organisation;
    struct delivered reported;   // without people whose entries have errors
    const struct place *places;  // of reported.people
};

#endif
