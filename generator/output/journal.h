// The journal: what a run has done to the output folder since its manifest was written. Lines are
// appended in batches, when the files that they tell of are on the disk, so that a run may be
// killed at any moment, and the power may fail. Whoever has the journal open has the output folder:
// there is one run at a time.
#ifndef OUTPUT_JOURNAL_H
#define OUTPUT_JOURNAL_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/arena.h"
#include "output/lines.h"

struct journal;

// Opens and locks the journal, or makes it. The lines that an earlier run has left in it go to
// *left. 0 or an errno value; EWOULDBLOCK: another run has it.
int journal_open(struct journal **out, const char *path, struct buf *left);
// Appends a line, given without its checksum. It is on the disk together with others, at the latest
// after journal_sync(). From any thread.
void journal_add(struct journal *j, const char *text, size_t n);
// The same, and the line is in the file when this answers, though a power failure may still lose
// it. 0 or an errno value. From any thread.
int journal_add_now(struct journal *j, const char *text, size_t n);
// All lines, and the files that they tell of, are on the disk. 0 or the errno value of what went
// wrong first, now or earlier.
int journal_sync(struct journal *j);
int journal_error(struct journal *j);  // what went wrong first; 0: nothing. From any thread
// Empties the journal: the manifest holds now what it said. 0 or an errno value.
int journal_clear(struct journal *j);
void journal_close(struct journal *j, bool remove);

#endif
