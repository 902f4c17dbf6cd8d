// Times of a period that is over, in org.yaml: they are moved to conversations/PERIOD.yaml, so that
// nothing is lost and the next period does not believe them.
#ifndef PERIOD_APPOINTMENTS_H
#define PERIOD_APPOINTMENTS_H

#include "base/date.h"
#include "model/changes.h"

struct appointments {
    struct splice_edit *org;  // what goes from org.yaml
    size_t org_count, org_room;
    struct splice_edit *kept;  // what comes into conversations/PERIOD.yaml
    size_t kept_count, kept_room;
    size_t conversations, briefings;  // how many
};

// org: the tree of org.yaml, which has no errors. there: that of conversations/PERIOD.yaml, whose
// own times stay; NULL: there is none. Times before `first` are moved. All in arena a.
struct appointments appointments_move(struct arena *a, const struct node *org,
                                      const struct node *there, struct date first);

#endif
