// A reorganisation in an org.yaml: who is moved where, which unit is renamed, joined or ended.
#ifndef MOVE_MOVE_H
#define MOVE_MOVE_H

#include "import/org_edit.h"
#include "import/org_index.h"
#include "model/cycle.h"

struct move {
    struct diags *d;
    const struct cycle *cycle;  // as it is, without errors
    struct org_edits to;        // org.yaml, from whose tree the index is
    struct org_index org;
};

// A move of org.yaml, whose tree it changes. All are in arena a.
struct move move_begin(struct diags *d, struct arena *a, const struct cycle *c, struct node *tree);

// These are false after a diagnostic; what they changed is in m->to.

// Moves a person to a unit (NULL: stays), and gives them a leader (NULL: nothing is said) from a
// day on (unset: at once). Where only a day is given, the present leader leads until then.
bool move_person(struct move *m, const struct person *p, const struct unit *to,
                 const struct person *leader, struct date from);
// Moves a unit, with all below it, below another.
bool move_unit(struct move *m, const struct unit *u, const struct unit *to);
// Gives a unit a leader from a day on (unset: at once).
void move_lead(struct move *m, const struct unit *u, const struct person *leader, struct date from);
// Gives a unit another id.
bool move_rename(struct move *m, const struct unit *u, const char *id);
void move_name(struct move *m, const struct unit *u, const char *name);
// All people and units of a unit become another's, which takes over its ids.
bool move_join(struct move *m, const struct unit *u, const struct unit *with);
// A unit without people and units ends on a day.
bool move_dissolve(struct move *m, const struct unit *u, struct date last);

#endif
