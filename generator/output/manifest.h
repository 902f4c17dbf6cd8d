// out/manifest.json: every file that was made, with its SHA-256, its pages and a keyed hash of what
// it was made from. It holds ids, never names. An earlier manifest's entries are kept for files
// that are still there, so that making one person's pack anew does not forget the others.
//
// While a run makes files it stands in a journal beside it (.manifest.journal: see journal.h); at
// the end both become the new manifest. How files look from outside, by which a run knows those
// that it keeps, is in .manifest.cache, which is this machine's own and may be deleted: the next
// run then makes everything, and compares. What is not whole yet is in the folder .manifest.aside.
#ifndef OUTPUT_MANIFEST_H
#define OUTPUT_MANIFEST_H

#include "base/diag.h"
#include "base/map.h"
#include "base/arena.h"
#include "output/entry.h"

#define MANIFEST_NAME "manifest.json"

struct manifest;

// name: the file below the output folder, MANIFEST_NAME for a run that is no part of another. An
// unreadable earlier manifest is a warning, and a new one takes its place. For a run that writes:
// takes the output folder, and what a run that was stopped has left. NULL after a diagnostic.
struct manifest *manifest_open(struct diags *d, const char *out, const char *name);
// writes nothing; never NULL
struct manifest *manifest_read(struct diags *d, const char *out, const char *name);
// A part of a run knows the files of the whole run's manifest, too, but does not list them. ours:
// what is old in that one is old in this one.
void manifest_set_base(struct manifest *m, const char *name, bool ours);
// JSON that stands before the files; NULL: nothing does.
const char *manifest_head(const struct manifest *m);
void manifest_set_head(struct manifest *m, const char *members);
// The manifest is written, on the disk; 0 or an errno value, after which journal and manifest
// together say the same.
int manifest_save(struct manifest *m);
void manifest_close(struct manifest *m);
const char *manifest_cache_path(struct arena *a, const char *out, const char *name);

// From any thread, as are the next four. False: there is no such file in it. Strings live as long
// as the manifest.
bool manifest_find(struct manifest *m, const char *path, struct manifest_entry *out);
// The file is there and right, as an earlier run has made it. With `anew` what the cache knows of
// it has changed.
void manifest_keep(struct manifest *m, const struct manifest_entry *e, bool stale);
// it has been made; copies what e points to
void manifest_add(struct manifest *m, const struct manifest_entry *e);
// Before a file is written anew: from here on nothing is said of it. 0 or an errno value.
int manifest_forget(struct manifest *m, const char *path);
// The same before it is removed: where it is not, after all, because a kill comes first, it is
// known to be ours.
int manifest_remove(struct manifest *m, const char *path);
const char *manifest_aside(const struct manifest *m);  // the folder for what is not whole
// the journal cannot be written any more: its errno value; 0: it can
int manifest_error(struct manifest *m);

// What an earlier run made and this one, which made all that are due, has neither made nor kept:
// sorted by path.
struct manifest_entry *manifest_old(struct manifest *m, struct arena *a, const char *document,
                                    size_t *count);

// Whose paper of this document is in the output folder: ids, each with a value. An unreadable
// manifest is a warning.
struct map manifest_people(struct diags *d, struct arena *a, const char *out, const char *document);

#endif
