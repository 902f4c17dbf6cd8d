// A leader's delivery, as read from a file that somebody sent: what it says, and where.
#ifndef MODEL_DELIVERY_H
#define MODEL_DELIVERY_H

#include "base/diag.h"
#include "model/delivered.h"

struct delivery {
    const char *file;  // as given
    struct place leader, period, organisation, mac_place;
    const char *mac;             // as the file has it, whatever that is; NULL: it has none
    bool is_unsigned;            // once it has been accepted: its MAC is missing or wrong
    struct delivered reported;   // without people whose entries have errors
    const struct place *places;  // of reported.people
};

#endif
