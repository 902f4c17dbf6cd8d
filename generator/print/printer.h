// A printer that CUPS knows, by its command lp. What has been sent to it is written down in
// out/print/sent, so that a second run sends only what is new.
#ifndef PRINT_PRINTER_H
#define PRINT_PRINTER_H

#include <stdint.h>

#include "base/diag.h"
#include "output/manifest.h"
#include "cli/options.h"

struct printer;

struct print_job {
    const struct options *options;
    const char *out, *path;     // path: of the file, below out
    size_t first, last;         // of the pages to print; 0: all of them
    uint8_t sha256[HASH_SIZE];  // of the file
};

// Reads what has been sent before. Never NULL; a: as long as the printer.
struct printer *printer_open(struct arena *a, const struct options *o);

// PRINTER_FAILED: after a diagnostic. With --dry-run the command is printed and nothing is sent.
enum printer_outcome { PRINTER_FAILED, PRINTER_SENT, PRINTER_SENT_BEFORE };
enum printer_outcome printer_send(struct printer *p, struct diags *d, const struct print_job *job);

#endif
