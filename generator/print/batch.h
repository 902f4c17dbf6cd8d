// Print batches: what is printed together, and in which order.
#ifndef PRINT_BATCH_H
#define PRINT_BATCH_H

#include "model/print.h"
#include "print/printed.h"
#include "run/run.h"

struct batch_kind {  // what all batches of a run have in common
    enum print_by by;
    const char *what;              // packs, or a document's name
    const char *const *documents;  // their names, in the order in which a recipient gets them
    size_t document_count;
    const char *folder;  // below the output folder; also what the manifest calls the batches
};

struct batch_part {                     // of a file: a recipient's pages, or the cover
    size_t first, last;                 // pages, from 1, both included
    const struct order *const *orders;  // of the recipient
    size_t order_count;                 // 0: it is the cover
};

struct batch_file {    // one that has been written
    const char *path;  // below the output folder
    uint8_t sha256[HASH_SIZE];
    bool booklet;  // two pages beside each other
    bool apart;    // the sheets that were left out of a booklet
    const struct batch_part *parts;
    size_t part_count;
};

struct batch {
    const struct batch_kind *kind;
    const char *path;      // below the output folder, without .pdf
    const char *language;  // of the cover
    // Whom it is for, as kind->by says; else NULL or 0.
    const struct person *leader;
    const struct unit *unit;
    unsigned wave;                // from 1
    const struct order **orders;  // in cascade order, all of a recipient's together
    size_t order_count, order_room;

    // What came of it: its worker's until all is done
    struct batch_file *files;
    size_t file_count, file_room;
    size_t recipients, pages;
    struct buf dump;
    struct arena arena;  // of the files
};

struct batches {
    struct batch *list;
    size_t count, room;
};

// The folder of the batches that the run's options ask for; in the run's arena.
const char *batch_folder(struct run *r, const struct printed *printed,
                         const struct batch_kind *kind);
// With it, the folders of earlier batches of what was new, where these have all of it; in the run's
// arena.
const char *const *batch_folders(struct run *r, const struct printed *printed,
                                 const struct batch_kind *kind, size_t *count);
// The run's orders, divided into batches; in the run's arena. kind lives as long as they.
struct batches batch_divide(struct run *r, const struct batch_kind *kind);
// Leaves out what comes before a recipient, a person or a unit, in each batch, and the batches in
// which there is none of this id.
void batch_begin_with(struct batches *all, const char *id);
void batch_free(struct batch *b);

// Whether two orders are of one recipient.
bool batch_same_recipient(const struct order *a, const struct order *b);

#endif
