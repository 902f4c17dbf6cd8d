// Which files are kept, and which are written: everything in the output folder goes through here.
// Each function may be called from any thread.
#ifndef OUTPUT_KEEP_H
#define OUTPUT_KEEP_H

#include "output/output.h"

// A file of the output folder before it is made, as an earlier run's manifest knows it.
enum file_state { FILE_UNLISTED, FILE_INTACT, FILE_GONE, FILE_EDITED };
struct file_status {
    enum file_state state;
    struct manifest_entry entry;  // as it is listed
    bool stale;                   // it is intact, but its stamp is another
    uint8_t found[HASH_SIZE];     // EDITED: the hash of what is there
};

// path: below the output folder.
struct file_status keep_file_status(struct output *o, const char *path);
// Whether the file may be kept, for it was made from what has this key (see run/dependencies.h).
bool keep_has_key(const struct output *o, const struct file_status *s,
                  const uint8_t key[HASH_SIZE]);
// The same for a file whose inputs are known: the bytes that tell what it is made from.
bool keep_has_inputs(const struct output *o, const struct file_status *s, const struct buf *inputs);
// The same for a paper that is kept as long as it says this, however it looks.
bool keep_has_content(const struct output *o, struct file_status *s,
                      const uint8_t content[HASH_SIZE]);
// Lists and counts a file that is kept.
void keep_file(struct output *o, const struct file_status *s, const uint8_t key[HASH_SIZE]);
// Writes the file, unless the same bytes are there; lists and counts it. e without hashes and
// stamp. inputs NULL: the bytes themselves tell, and no key is needed. False after a diagnostic.
bool keep_or_write(struct output *o, const struct file_status *s, struct manifest_entry e,
                   const struct buf *inputs, const struct buf *bytes);
// At the end: warns of files that were gone or edited.
void keep_report_warnings(struct output *o);

#endif
