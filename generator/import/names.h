// Names of people, and what an export writes where it means a person.
#ifndef IMPORT_NAMES_H
#define IMPORT_NAMES_H

#include <stdbool.h>

#include "base/arena.h"

// Whom a cell means: by number, name or address, any of which may be NULL.
struct name_reference {
    const char *number, *name, *address;  // number without leading zeros; name tidied
    bool vacant;                          // it says that nobody is meant
    bool outside;                         // it says that the person is not of the organisation
};

// A name as people write it: "HANSEN, KARI" → "Kari Hansen"; capitals and small letters only where
// all of a part is in the same. What stands in brackets behind it is left out; *bracket (may be
// NULL) is that, or NULL. In arena a.
const char *names_tidy(struct arena *a, const char *text, const char **bracket);
// The same to a part of a name: its capitals only.
const char *names_capitals(struct arena *a, const char *name);
// Whether all letters are capitals.
bool names_shout(const char *text);
// A name to compare: folded, as first name first.
const char *names_key(struct arena *a, const char *name);
// The same without marks on letters: "Paweł" is "pawel"; "" where nothing is left.
const char *names_plain_key(struct arena *a, const char *name);
bool names_is_vacant(const char *text);
// What a cell says of a person; all NULL for an empty one.
struct name_reference names_reference(struct arena *a, const char *text);
// A number to compare: without leading zeros and spaces, "10008.0" as 10008; NULL: it is 0.
const char *names_number(struct arena *a, const char *text);
bool names_is_number(const char *text);  // all digits
bool names_is_address(const char *text);

#endif
