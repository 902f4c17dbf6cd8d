// out/manifest.json: every file that was made, with its SHA-256, its pages and a keyed hash of what
// it was made from. It holds ids, never names. Entries of an earlier manifest are kept for files
// that are still there, so that making one person's pack anew does not forget the others.
//
// What a run has made is first in a journal beside it (.manifest.journal: see journal.h); at the
// end both become the new manifest. The files' stamps, by which a run knows without reading them
// that they are as they were made, are in .manifest.cache. It counts on this machine alone, and may
// be deleted: the next run then makes everything, and compares. Files are written in the folder
// .manifest.aside and renamed.
#ifndef OUTPUT_MANIFEST_H
#define OUTPUT_MANIFEST_H

#include "base/diag.h"
#include "base/map.h"
#include "base/arena.h"
#include "output/entry.h"

#define MANIFEST_NAME "manifest.json"

struct manifest;

// For a run that writes: locks the output folder, and takes over what a run that was stopped has
// left. name: of the file below the output folder; MANIFEST_NAME, or a shard's. An unreadable
// earlier manifest is a warning, and a new one takes its place. NULL after a diagnostic.
struct manifest *manifest_open(struct diags *d, const char *out, const char *name);
// For one that writes nothing; never NULL.
struct manifest *manifest_read(struct diags *d, const char *out, const char *name);
// For a shard: its run knows the files of the whole run's manifest, too, but does not list them.
// old: manifest_old() answers those of that one, too.
void manifest_set_base(struct manifest *m, const char *name, bool old);
// Members of the JSON object that stand before the list of files; NULL: none do.
const char *manifest_head(const struct manifest *m);
void manifest_set_head(struct manifest *m, const char *members);
// Writes the manifest, where anything has changed; it is on the disk when this answers 0. Else an
// errno value, and the manifest and the journal together still tell of everything.
int manifest_save(struct manifest *m);
// What has not been saved stays in the journal. Frees.
void manifest_close(struct manifest *m);
// Where the cache of the manifest of this name is.
const char *manifest_cache_path(struct arena *a, const char *out, const char *name);

// These may be called from any thread. Paths are below the output folder.

// False: it lists no such file. Strings live as long as the manifest.
bool manifest_find(struct manifest *m, const char *path, struct manifest_entry *out);
// The file is there and right, as an earlier run has made it. stale: what the cache knows of it has
// changed.
void manifest_keep(struct manifest *m, const struct manifest_entry *e, bool stale);
// The file has been made. Copies what e points to.
void manifest_add(struct manifest *m, const struct manifest_entry *e);
// Before a file is made anew: it is not listed any more. 0 or an errno value.
int manifest_forget(struct manifest *m, const char *path);
// Before a file is removed. Where a kill comes before that, the file is listed again. 0 or an errno
// value.
int manifest_remove(struct manifest *m, const char *path);
// The errno value for which the journal cannot be written any more; 0: it can.
int manifest_error(struct manifest *m);
// The folder in which files are written before they get their names.
const char *manifest_staging(const struct manifest *m);

// The files of a document that an earlier run made, and that this one, which made or kept all that
// are due, did not: sorted by path, in arena a.
struct manifest_entry *manifest_old(struct manifest *m, struct arena *a, const char *document,
                                    size_t *count);

// All files that are there, sorted by path; the list is in arena a, and holds until one is added.
const struct manifest_entry **manifest_entries(struct manifest *m, struct arena *a, size_t *count);

// Whose paper of this document is in the output folder: ids, in arena a, each with a value. An
// unreadable manifest is a warning.
struct map manifest_people(struct diags *d, struct arena *a, const char *out, const char *document);

#endif
