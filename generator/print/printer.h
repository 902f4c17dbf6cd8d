// A printer that CUPS knows, through its command lp. What has been sent to it is written down in
// print/sent below the output folder, so that a second run sends only what is new.
#ifndef PRINT_PRINTER_H
#define PRINT_PRINTER_H

#include <stdint.h>

#include "base/diag.h"
#include "base/hash.h"
#include "cli/options.h"

struct printer;

struct print_job {
    const char *path;           // of the file, below the output folder
    uint8_t sha256[HASH_SIZE];  // of the file
    bool booklet;               // it is folded
    size_t first, last;         // of the pages to print, from 1; 0: all of them
};

// Reads what has been sent before. folder: the output folder. Never NULL; in arena a.
struct printer *printer_open(struct arena *a, const struct options *o, const char *folder);

// Sends a job, unless it has been sent before and --again is not given. PRINTER_FAILED: after a
// diagnostic. With --dry-run the command is printed, and nothing is sent.
enum printer_outcome { PRINTER_FAILED, PRINTER_SENT, PRINTER_SENT_BEFORE };
enum printer_outcome printer_send(struct printer *p, struct diags *d, const struct print_job *job);

#endif
