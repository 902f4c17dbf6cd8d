// What the readers of one cycle share, and opening its YAML files.
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
    struct window period;  // of the plan that is read, by which dates are judged; unset: no plan
    bool lenient;          // it is an earlier period: people and things that are gone are no errors
    size_t errors;         // reported through READER_ERROR so far
    // some people or units of org.yaml could not be read, so that an unknown id may be theirs
    bool incomplete;
    const bool *wanted;             // see plan_chooser; NULL: everybody's plans are read
    const struct source *source;    // the file that reader_open() opened last
    const struct source *settings;  // samtale.yaml
    const struct source *org_text;  // what org.yaml would say; NULL: the file counts
    struct org *org;                // what org.yaml says, until it is resolved
    // for YAML trees, which may be freed before the run ends; NULL: they live in a. Their texts do
    struct arena *trees;
    struct arena *keys;  // for the texts of their keys; NULL: these live in a
};

// Reports and counts an error, so that a reader can tell whether what it has read is correct.
// Returns the diagnostic.
#define READER_ERROR(r, ...) (++(r)->errors, diag_error((r)->d, __VA_ARGS__))

// The names in a folder of the cycle directory, sorted; none where it does not exist, or after an
// error, which is counted.
const char **reader_list(struct reader *r, const char *name, size_t *count);
// Gives the error of a missing file a hint: which file may be meant.
void reader_hint_file(struct reader *r, struct diag *g, const char *name);
// The top of a YAML file of the cycle directory, a map; NULL after errors, which are counted.
// limit: bytes of the file.
const struct node *reader_open(struct reader *r, const char *name, size_t limit);
// The same of a file that may hold nothing yet, or comments only: NULL then, too, without an error.
const struct node *reader_open_draft(struct reader *r, const char *name, size_t limit);
struct arena *reader_tree_arena(struct reader *r);        // where YAML trees are made
struct tree_arenas reader_tree_arenas(struct reader *r);  // the same, for all parts of a tree
struct place reader_file_place(const struct node *n);     // of the whole file that a node is in
// How many errors have been reported by anyone, as by the reader of YAML.
size_t reader_error_count(const struct reader *r);

#endif
