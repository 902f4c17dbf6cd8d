// What a command makes: one order for each paper, for whom and where. Orders of one document and unit stand together,
// so that what they share is made once.
#ifndef BATCH_ORDERS_H
#define BATCH_ORDERS_H

#include "base/mem.h"
#include "batch/options.h"
#include "compose/compose.h"
#include "model/cycle.h"

struct order {
    const char *document;
    struct subject subject;
    const char *path;      // below the output folder
    const char *identity;  // unlike any other paper's of the organisation and period
    const char *form;      // the name of its form: see model/record.h
    size_t copies;
    size_t rank;  // in cascade order: for what is printed
};

struct orders {
    struct order *list;
    size_t count, room;
    size_t *groups;  // where each group begins
    size_t group_count, group_room;
    struct absence {  // a person without a paper
        const struct unit *unit;
        enum pack_absence why;
    } *absences;
    size_t absence_count, absence_room;
    size_t not_due[PACK_BROKEN + 1];  // people without papers, by reason
};

// Orders for the documents of that name, as far as the options' selectors reach. A language without a template of that
// name is an error that names it.
struct orders orders_make(struct diags *d, struct arena *a, const struct options *o, const struct cycle *c,
                          const struct templates *t, const char *const *documents, size_t document_count);
// Those of one shard: of the units that fall to it, everything.
struct orders orders_cut(const struct orders *all, struct arena *a, const struct cycle *c, struct shard shard);
const struct unit *order_unit(const struct order *o);  // whose paper it is, or whose person's; NULL: nobody's

#endif
