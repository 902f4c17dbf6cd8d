// A workbook is a package: a ZIP file of XML parts. They are read within limits, whatever the file
// says of itself. Names of parts are names in the package and nowhere else: no file is touched.
#ifndef IMPORT_PACKAGE_H
#define IMPORT_PACKAGE_H

#include <expat.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

struct package {
    struct diags *d;
    struct arena *a;
    struct place place;  // of the file
    void *zip;           // of libzip
    size_t inflated;     // bytes so far, of all parts
};

// What is called for the elements and texts of a part; any may be NULL. Names come without their
// namespace.
struct package_handler {
    void *arg;
    void (*start)(void *arg, const char *name, const char **attributes);
    void (*end)(void *arg, const char *name);
    void (*text)(void *arg, const char *text, int n);
    const bool *stop;  // true: the rest of the part is not wanted
};

// bytes stay the caller's until package_close(). False after a diagnostic.
bool package_open(struct package *p, const struct buf *bytes);
bool package_has(struct package *p, const char *part);
// Reads a part as XML. False after a diagnostic: it is not there, is no XML, has a document type
// (where entities are defined), or is too large.
bool package_read(struct package *p, const char *part, const struct package_handler *h);
void package_close(struct package *p);

// An attribute's value by its name without namespace; NULL: it is not there.
const char *package_attribute(const char **attributes, const char *name);
// The part that a target means, seen from the folder of another part: "sheet1.xml" in "xl" is
// "xl/sheet1.xml", "/xl/sheet1.xml" is the same. NULL: it leads out of the package. In arena a.
const char *package_target(struct arena *a, const char *folder, const char *target);

#endif
