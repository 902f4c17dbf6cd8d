// What a command makes: one order for each paper, for whom and where. Orders of one document and
// unit stand together, so that what they share is made once.
#ifndef RUN_ORDERS_H
#define RUN_ORDERS_H

#include "base/arena.h"
#include "cli/options.h"
#include "compose/compose.h"
#include "model/cycle.h"

struct order {
    const char *document;
    struct subject subject;
    const char *folder;  // of its document's papers
    const char *file;    // below it, without an ending; NULL: named after whom it is about
    uint32_t copies;
    uint32_t rank;  // in cascade order: for what is printed
};

struct paper_names {       // made when they are needed, for there are very many orders
    const char *path;      // below the output folder
    const char *identity;  // unlike any other paper's of the organisation and period
    const char *form;      // the name of its form: see model/record.h
};

struct orders {
    struct order *list;
    size_t count, room;
    size_t *groups;  // where each group begins
    size_t group_count, group_room;
    struct absence {  // a person without a paper
        const struct unit *unit;
        enum pack_absence why;
    } * absences;
    size_t absence_count, absence_room;
    size_t not_due[PACK_HAS_ERRORS + 1];  // people without papers, by reason
};

// Orders for the documents of that name, as far as the options' selectors reach. A language without
// a template of that name is an error that names it.
struct orders orders_make(struct diags *d, struct arena *a, const struct options *o,
                          const struct cycle *c, const struct templates *t,
                          const char *const *documents, size_t document_count);
// Cuts the run into n shards: by a unit's index, the shard that makes all of its papers.
int *orders_partition(const struct orders *all, struct arena *a, const struct cycle *c, int n);
struct orders orders_of_shard(const struct orders *all, struct arena *a, const int *unit_shards,
                              int k);
struct paper_names orders_paper_names(const struct order *o, struct arena *a);
// whose paper it is, or whose person's; NULL: nobody's
const struct unit *orders_unit_of(const struct order *o);

#endif
