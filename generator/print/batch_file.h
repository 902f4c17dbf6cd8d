// The files of a print batch.
#ifndef PRINT_BATCH_FILE_H
#define PRINT_BATCH_FILE_H

#include "print/batch.h"
#include "run/worker.h"

// Makes all papers of a batch and writes its files; with --dump, their text into b->dump. False
// after a diagnostic, or when the run is to stop.
bool batch_file_make_all(struct worker *w, struct batch *b);

#endif
