// What follows from a reorganisation: the cycle as it was and as it is, compared.
#ifndef MOVE_FOLLOWS_H
#define MOVE_FOLLOWS_H

#include "base/arena.h"
#include "model/cycle.h"

struct follow_on {
    const char *kind;      // a word that N_() marks: "leader"
    const char *id;        // of whom or what it is
    const char *sentence;  // translated
};

struct follows {
    struct arena *a;
    struct follow_on *list;
    size_t count, room;
    size_t papers;  // people whose papers show a unit or a leader that is no longer right
};

// In arena a, which lives as long.
struct follows follows_make(struct arena *a, const struct cycle *was, const struct cycle *is);
// Adds what follows on a later day: the two as they stand then, and the new one as it stands today.
void follows_add_later(struct follows *f, const struct cycle *was, const struct cycle *is,
                       const struct cycle *today);
// Adds one more.
void follows_add(struct follows *f, const char *kind, const char *id, const char *sentence);

#endif
