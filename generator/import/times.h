// Times of conversations from a list → conversations/PERIOD.yaml.
#ifndef IMPORT_TIMES_H
#define IMPORT_TIMES_H

#include "base/diag.h"
#include "model/changes.h"
#include "model/cycle.h"

struct times_edits {
    struct splice_edit *list;
    size_t count, room;
    size_t people;      // whom the list says something of
    struct date today;  // on which what is moved or cancelled is counted
};

// Reads a list (CSV, XLSX) of people with the times, places and days held of their conversations,
// and adds the edits to *out that conversations/PERIOD.yaml needs to say the same. Another time or
// place than the one that is known is counted, for calendars. What it cannot
// understand, or whom it does not know, it reports.
void times_read(struct diags *d, struct arena *a, const struct cycle *c, const char *path,
                struct times_edits *out);

#endif
