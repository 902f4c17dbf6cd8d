// One paper of an open run → pictures of its pages, in the period's folder.
#ifndef PREVIEW_PREVIEW_H
#define PREVIEW_PREVIEW_H

#include "run/run.h"

#define PREVIEW_FOLDER "preview"

struct preview {
    const struct order *order;  // whose paper it is; NULL: nobody is to have it
    const char *folder;         // below the output folder
    const char *name;           // of its files: NAME-1.png, NAME-all.png
    size_t pages;
    size_t *changed;  // the pages that are not as they were, from 1
    size_t changed_count;
    size_t removed;  // files that nothing needs any more
};

// Makes the first paper that there is, in cascade order, of the run's orders, which are of one
// document; as pictures only. Saves the manifest. False after a diagnostic, or when the run is to
// stop.
bool preview_make(struct run *r, struct preview *p);

#endif
