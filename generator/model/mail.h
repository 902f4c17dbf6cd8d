// What a message says of the files that it is about, and whom it is to.
#ifndef MODEL_MAIL_H
#define MODEL_MAIL_H

#include <stdbool.h>
#include <stddef.h>

struct mailed_file {
    const char *name;  // what it is called, in the recipient's language
    const char *path;  // below the folder in which outputs are, with the period's
    const char *link;  // NULL: it is not known where people reach it
};

struct mail_text {   // what templates can tell of a message
    bool attached;   // it holds the files
    bool linked;     // it is known where people reach them
    bool cancelled;  // an invitation that is taken back
    const struct mailed_file *files;
    size_t file_count;
};

#endif
