// What the files of samtale print share. Only pipeline_print*.c include this.
#ifndef PIPELINE_PRINT_H
#define PIPELINE_PRINT_H

#include "batch/printer.h"
#include "model/print.h"
#include "pipeline_run.h"

struct page_range {  // from 1, both included
    size_t first, last;
};

struct print_file {  // one that has been made
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
    struct arena kept;  // of the files
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

// pipeline_batch.c: lays out a batch's papers, and writes its files. False after a diagnostic.
bool batch_make(struct print_worker *w, struct batch *b);

#endif
