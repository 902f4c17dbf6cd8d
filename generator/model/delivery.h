// A leader's delivery, as it was read from a file that somebody sent: what it says, and where it
// says so.
#ifndef MODEL_DELIVERY_H
#define MODEL_DELIVERY_H

#include "base/diag.h"
#include "model/delivered.h"

struct delivery {
    const char *file;  // as given
    struct place leader, period, organisation;
    struct delivered said;       // without people who stand there wrong: these are errors
    const struct place *places;  // of said.people
};

#endif
