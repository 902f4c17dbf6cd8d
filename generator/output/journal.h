// The journal: what a run has done to the output folder since its manifest was written. Lines are
// appended when the files that they tell of are on the disk, a batch at a time, so that a run may
// be killed at any moment, and the power may go. Whoever has the journal open has the output
// folder: there is one run at a time.
#ifndef OUTPUT_JOURNAL_H
#define OUTPUT_JOURNAL_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/arena.h"
#include "output/lines.h"

struct journal;

// 0 or an errno value: EWOULDBLOCK: another run has it. What an earlier run has left in it is added
// to `left`.
int journal_open(struct journal **out, const char *path, struct buf *left);
// The text of a line, without its checksum; lasting with those of its batch. From any thread.
void journal_add(struct journal *j, const char *text, size_t n);
// In the file when this answers, though a power cut may still lose it. 0 or an errno value. From
// any thread.
int journal_add_now(struct journal *j, const char *text, size_t n);
// All that was added is lasting, with its files; 0 or the errno value of what went wrong first, now
// or earlier.
int journal_sync(struct journal *j);
int journal_error(struct journal *j);  // what went wrong first; 0: nothing
int journal_clear(struct journal *j);  // what it says stands in the manifest now
void journal_close(struct journal *j, bool remove);

#endif
