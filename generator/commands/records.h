// The plans of a period, as collect and enter change them: one run at a time, each plan whole or
// not at all, and nothing lost that somebody wrote meanwhile.
#ifndef COMMANDS_RECORDS_H
#define COMMANDS_RECORDS_H

#include "collect/collect.h"
#include "run/run.h"

struct records {
    struct run *run;          // not owned
    struct collect *collect;  // not owned; has the records that were opened
    int lock;                 // of the cycle directory; -1: none
    // Of the plans that were written without something that they had (see file_update.h)
    unsigned lost;
    const char *first_lost;
    size_t lost_count;
};

// Another run would not see what this one changes. False after a diagnostic. A run that writes
// nothing needs no lock.
bool records_lock(struct records *files);
void records_unlock(struct records *files);

// Removes what runs that were killed have left, and says what somebody has to look at. Does nothing
// without the lock: only then is it certain that nobody is at it.
void records_clear_leftovers(struct records *files);

// The record of p, for what a form says. NULL: the form is left out, or, after a diagnostic, the
// plan cannot be read.
struct record *records_open(struct records *files, const struct person *p,
                            const struct returned *form);

// Writes r where it was changed, unless this is a dry run. Sets r->failed after a diagnostic.
void records_write(struct records *files, struct record *r);

// Says which of the plans that were written have lost their owner, mode or the like.
void records_report_lost(struct records *files);

#endif
