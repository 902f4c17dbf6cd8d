// A newer export merged into an org.yaml that people have worked in.
#ifndef IMPORT_UPDATE_H
#define IMPORT_UPDATE_H

#include "import/org_edit.h"
#include "import/org_index.h"
#include "import/staff.h"

struct update_change {
    const char *kind;  // "joins", "leaves", "moves", "leader", "name", "position", "unit"
    const char *id, *text;
};

struct update {
    struct diags *d;
    struct arena *a;
    struct org_edits to;  // org.yaml
    struct node *base;    // what the last export said; NULL: not known
    struct update_change *changes;
    size_t change_count, change_room;
};

// Gives people and units the ids that they have in org.yaml already: by number, address or name, a
// unit also by who works in it.
void update_match(struct update *u, struct staff *s);
// Makes the edits that org.yaml needs to say what `export` says. What somebody has changed in it
// stays, unless the export has changed there, too, since the last one.
void update_make(struct update *u, struct node *export);

#endif
