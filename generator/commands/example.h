// The program's own example of a cycle, in init/: its texts with their years and days, for init,
// which writes them, and import, which knows by them what nobody has worked in yet.
#ifndef COMMANDS_EXAMPLE_H
#define COMMANDS_EXAMPLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"

struct node;

struct example {
    const char *language;  // a folder of init/
    int period;            // a calendar year
    struct date start;     // the Monday on which the conversations begin
};

struct example_file {
    const char *name;  // in the cycle directory
    const char *bytes;
    size_t n;
};

struct example_files {
    struct example_file *list;
    size_t count, room;
};

// The first of a weekday (1 Monday) on a day or after it.
struct date example_weekday_from(struct date day, int weekday);

// All files of the example, filled in; what is in folders comes first, and samtale.yaml, which
// makes a directory a cycle, last. In arena a. False after a diagnostic.
bool example_read(const struct example *e, struct diags *d, struct arena *a,
                  struct example_files *out);

// Whether org.yaml in the current directory is, byte for byte, one that init writes: then out says
// which. Nothing is reported.
bool example_find(struct arena *a, struct example *out);

// Takes away what init wrote of the example's people and units beside org.yaml, where it is as it
// was written; folders that are left empty go, too. Nothing is reported: what stays is named by
// check.
void example_remove(const struct example *e, struct arena *a);

// What the example's samtale.yaml holds, in arena a; NULL: it cannot be read.
const struct node *example_settings(const struct example *e, struct arena *a);

// A samtale.yaml of which some is the example's, made that of a real organisation: its name instead
// of the example's, and no addresses and numbers that nobody has. What somebody has changed stays.
// Appends the new text to out; false after a diagnostic.
bool example_adopt(const struct example *e, struct diags *d, struct arena *a,
                   const struct source *s, const char *organisation, struct buf *out);

// Whether a file of the example is about its people and units, rather than settings.
bool example_is_content(const char *name);

#endif
