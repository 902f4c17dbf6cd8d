// What earlier runs made and nobody is due any more.
#ifndef OUTPUT_OLD_H
#define OUTPUT_OLD_H

#include "model/cycle.h"
#include "output/output.h"

// At the end of a run that made or kept all that is due, before the manifest is saved: warns of
// what is old, or with --prune removes and counts it, as far as the options' selectors reach.
void old_warn_or_prune(struct output *o, const struct options *options, const struct cycle *c);
// Removes the files of a document that this run has neither made nor kept, whatever the options;
// how many. is: whether one of them is meant; NULL: all are.
size_t old_remove(struct output *o, const char *document,
                  bool (*is)(const struct manifest_entry *e, const void *arg), const void *arg);
// Removes one file that the manifest lists, unless somebody has changed it since it was made; one
// that is gone is taken off the list. FAILED: after a diagnostic.
enum old_removal { OLD_REMOVED, OLD_EDITED, OLD_FAILED };
enum old_removal old_remove_file(struct output *o, const struct manifest_entry *e);
// Where the cuts between shards have moved since an earlier run, another shard lists what this one
// did: forgets that.
void old_leave_to_other_shards(struct output *o);

#endif
