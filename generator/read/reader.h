// What the readers of one cycle share, and how they open its YAML files.
#ifndef READ_READER_H
#define READ_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/arena.h"
#include "model/cycle.h"
#include "model/node.h"
#include "read/read.h"

struct reader {
    struct diags *d;
    struct arena *a;
    struct cycle *cycle;
    const char *directory;
    bool as_of_given;
    bool lenient;   // an earlier period: who left and what is gone is no error
    size_t errors;  // reported through READER_ERROR so far
    // org.yaml has people or units that could not be read: who is nobody there is not known
    bool incomplete;
    const bool *wanted;             // whose plans are read: see plan_chooser; NULL: everybody's
    const struct source *source;    // the file that reader_open() opened last
    const struct source *settings;  // samtale.yaml
    struct org *org;                // what org.yaml says, until it is resolved
    // of what goes before the run ends: YAML trees, but for their texts; NULL: they stay
    struct arena *trees;
    struct arena *keys;  // of their keys' words
};

// Reports and counts, so that a reader can tell whether what it read is sound. Answers the
// diagnostic.
#define READER_ERROR(r, ...) (++(r)->errors, diag_error((r)->d, __VA_ARGS__))

// A folder of the cycle directory: its names, sorted; count 0 where it is not there, or after an
// error, which is counted.
const char **reader_list(struct reader *r, const char *name, size_t *count);
// Says in an error's hint which file may be meant by one that is not there.
void reader_hint_file(struct reader *r, struct diag *g, const char *name);
// The top of a YAML file of the cycle directory; NULL after errors, which are counted.
const struct node *reader_open(struct reader *r, const char *name, size_t limit);
struct arena *reader_tree_arena(struct reader *r);
struct tree_arenas reader_tree_arenas(struct reader *r);  // of a YAML tree
struct place reader_file_place(const struct node *n);  // the file that a node stands in, as a whole
// errors that diags hold, to see whether others' readers reported any
size_t reader_error_count(const struct reader *r);

#endif
