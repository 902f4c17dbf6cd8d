// Slip and cover sheets of one file of a print batch.
#ifndef PRINT_SHEETS_H
#define PRINT_SHEETS_H

#include "print/batch.h"
#include "print/handout.h"

struct batch_draft {  // the file that is being made of a batch
    struct worker *worker;
    struct batch *batch;
    struct handout *list;
    size_t count, room;
    struct arena arena;    // of the list
    unsigned file_number;  // from 1, where the batch becomes several files; 0: it does not, so far
};

// What the sheets tell, in arena a. last: of the batch's files.
struct print_batch sheets_describe(const struct batch_draft *m, struct arena *a, bool last);
// Makes the slip sheets, into the handouts. What they and all other papers were made from is added
// to inputs. False after a diagnostic.
bool sheets_add_slips(struct batch_draft *m, const struct print_batch *about, struct buf *inputs);
// What a file says of itself, in arena a: a paper without sections. inputs: as above.
struct paper sheets_about(const struct batch_draft *m, struct arena *a,
                          const struct print_batch *about, struct buf *inputs);
// Makes the cover, which lives until worker_reset(), and completes about's pages and sheets. NULL
// after a diagnostic.
const struct paper *sheets_add_cover(struct batch_draft *m, struct print_batch *about,
                                     struct buf *inputs);

#endif
