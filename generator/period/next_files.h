// What is new on the disk when a period begins: the units' texts as drafts, and their pictures.
#ifndef PERIOD_NEXT_FILES_H
#define PERIOD_NEXT_FILES_H

#include "model/cycle.h"

struct next_file {
    const char *path;  // "priorities/2028/oppvekst.md"
    struct buf bytes;  // what it is to be
    bool is_draft;     // a unit's text, and no picture
    enum {
        NEXT_FILE_NEW,
        NEXT_FILE_MADE,
        NEXT_FILE_OTHER
    } there;  // there already, the same or not
};

struct next_files {
    struct next_file *list;
    size_t count, room;
    const char **not_copied;  // what is beside the texts and no picture that can be copied: paths
    size_t not_copied_count, not_copied_room;
};

// What the draft's line says in a language: `from` and `note` of drafts.h.
typedef void next_files_words(void *arg, const char *language, const char **from,
                              const char **note);

// The texts of the units that are there on the first day of the new period, and what stands beside
// them. c: the period that ends. The list lives in arena a; next_files_free() frees the bytes.
struct next_files next_files_make(struct arena *a, const struct cycle *c, const char *period,
                                  next_files_words *words, void *arg);
void next_files_free(struct next_files *all);

#endif
