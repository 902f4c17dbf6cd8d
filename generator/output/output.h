// What a run writes: the output folder with its manifest, and what came of it.
#ifndef OUTPUT_OUTPUT_H
#define OUTPUT_OUTPUT_H

#include <pthread.h>

#include "base/diag.h"
#include "base/map.h"
#include "cli/options.h"
#include "output/manifest.h"

// The document that the pages of the index are: they list what was made, and are not counted.
#define OUTPUT_INDEX "index"
// The document that pictures of pages are, whatever paper they show.
#define OUTPUT_PREVIEW "preview"

struct output_tally {
    size_t files, pages, sheets;
    size_t made;  // of the files, those that were not kept
};

struct output_document {  // one that the command makes
    const char *name;
    bool for_leaders;  // its papers are a leader's own
    struct output_tally tally;
};

struct output {
    struct diags *diags;
    const char *root;                   // as --out names it
    const char *folder;                 // the period's, in the root
    bool dump, dry_run, force, verify;  // dump: papers are printed as text; nothing is written
    struct shard shard;
    const char *manifest_name;       // below the folder
    uint8_t key[HASH_SIZE];          // of the hashes of inputs
    uint8_t content_key[HASH_SIZE];  // of what papers say, the same whatever the settings are
    const char *fingerprint;         // of the secret, for the manifest; NULL: not known
    struct manifest *manifest;       // NULL: nothing is written
    struct map other_shards;         // what other shards make: paths without their endings
    struct output_document *documents;
    size_t document_count;
    bool calendars;      // go with the papers
    const char *others;  // what the manifest calls files beside papers; NULL: "figures"
    const char *tree;    // before the names of documents: "by-leader/", or ""
    const char *zips;    // what the manifest calls zip files of papers; NULL: there are none
    size_t pruned;       // files that were removed, or with dry_run would be

    pthread_mutex_t lock;             // of what follows
    struct output_tally other_files;  // than papers
    struct arena arena;               // of the warnings
    const char **warnings;            // of files that were gone or edited
    size_t warning_count, warning_room;
};

// Nothing is opened yet. The diagnostics and the options' texts live as long as the output.
void output_begin(struct output *o, struct diags *d, const struct options *options);
// Everything goes into the period's folder, from now on. Once, before anything is opened.
void output_set_period(struct output *o, const char *period);
// The documents that files are counted by; the names are not copied. In arena a.
void output_set_documents(struct output *o, struct arena *a, const char *const *names,
                          size_t count);
// Opens the manifest, where anything is to be written, unless it is open. False after a diagnostic.
bool output_open(struct output *o);
// Counts a file of this document. From any thread.
void output_count(struct output *o, const struct manifest_entry *e, bool made);
// Writes the manifest, where one is written. False after a diagnostic.
bool output_save(struct output *o);
void output_close(struct output *o);

// Whether another shard of the run makes this file.
bool output_is_of_other_shard(const struct output *o, const char *path);

#endif
