// What the files of samtale print share.
#ifndef PRINT_PRINT_H
#define PRINT_PRINT_H

#include "print/printer.h"
#include "model/print.h"
#include "run/worker.h"

struct page_range {  // from 1, both included
    size_t first, last;
};

struct print_file {    // one that has been made
    const char *path;  // below the output folder
    uint8_t sha256[HASH_SIZE];
    const struct page_range *ranges;  // the cover's, then each recipient's
    size_t range_count;
};

struct batch {
    const char *path;  // without .pdf
    const char *language;
    const struct person *leader;
    const struct unit *unit;
    unsigned wave;
    const struct order **orders;  // in cascade order, all of a recipient's together
    size_t order_count, order_room;
    // What came of it: its worker's until all is done
    struct print_file *files;
    size_t file_count, file_room;
    size_t recipients, pages;
    struct buf dump;
    struct arena arena;  // of the files
};

struct printing {
    struct run *run;
    enum print_by by;
    const char *what;        // packs, or a document's name
    const char **documents;  // its names
    size_t document_count;
    const char *folder;
    struct batch *batches;
    size_t batch_count, batch_room;
    size_t files, recipients, pages;
    struct printer *printer;
    size_t jobs, jobs_before;
};

struct print_worker {
    struct printing *printing;
    struct worker *worker;
};

struct handout {         // what one recipient gets
    struct arena arena;  // of its papers
    const struct order *const *orders;
    size_t order_count;
    const struct paper **papers;  // NULL in the place of the slip sheet, then those that there are
    const char **documents;       // beside them: what each is
    size_t paper_count;
    size_t pages;  // with the slip sheet
    struct buf inputs;
};

struct batch_draft {
    struct print_worker *worker;
    struct batch *batch;
    struct handout *list;  // of the file to come
    size_t count, room;
    struct arena arena;  // of the list
    unsigned file_number;
};

// print/print.c: makes the print batches that the run's options ask for, and says what was done.
// False after a sentence on standard error: there is no such document.
bool print_make(struct run *r);

// print/batch.c: lays out a batch's papers, and writes its files. False after a diagnostic.
bool batch_make(struct print_worker *w, struct batch *b);
struct worker *batch_worker(const struct batch_draft *m);
const struct run *batch_run(const struct batch_draft *m);
// with the blank backs that let each copy begin on a front side
size_t batch_pages(const struct paper *p);
size_t batch_sheets(const struct batch_draft *m, size_t pages);
// the hash of what the worker's last paper was made from
void batch_add_inputs(const struct worker *w, struct buf *to);

// print/sheets.c: what the sheets tell, in arena a; the slip sheets, into the handouts; the cover.
// False or NULL after a diagnostic. inputs: what all of it was made from is added.
struct print_batch sheets_describe(const struct batch_draft *m, struct arena *a, bool last);
bool sheets_add_slips(struct batch_draft *m, const struct print_batch *about, struct buf *inputs);
const struct paper *sheets_add_cover(struct batch_draft *m, struct print_batch *about,
                                     struct buf *inputs);

#endif
