// What the columns of an export are called, and what they mean.
#ifndef IMPORT_HEADING_H
#define IMPORT_HEADING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum meaning {
    MEANS_NOTHING,  // not understood
    MEANS_IGNORED,  // understood, and of no use here: a telephone number
    MEANS_NATIONAL_ID,
    MEANS_NUMBER,
    MEANS_NAME,  // whole
    MEANS_FIRST_NAME,
    MEANS_MIDDLE_NAME,
    MEANS_LAST_NAME,
    MEANS_TITLE,
    MEANS_EMAIL,
    MEANS_LOGIN,
    MEANS_UNIT,
    MEANS_UNIT_CODE,
    MEANS_PARENT,  // the unit above the unit
    MEANS_PARENT_CODE,
    MEANS_PATH,     // all units down to the person's
    MEANS_COMPANY,  // above all units
    MEANS_LEADER,   // the person's, by number, name or address
    MEANS_UNIT_LEADER,
    MEANS_LEADS,  // whether the person leads the unit
    MEANS_FROM,
    MEANS_TO,
    MEANS_AWAY,
    MEANS_AWAY_FROM,
    MEANS_AWAY_TO,
    MEANS_PERCENT,
    MEANS_MAIN,  // whether it is the main position
    MEANS_STATUS,
    MEANS_ENABLED,
    MEANS_KIND,  // of employment, or of account
    MEANINGS
};

// As --map and import.yaml name them; NULL: they have no name.
extern const char *const heading_names[MEANINGS];
// What a meaning is called in the table that the user is shown: "the leader".
extern const char *const heading_words[MEANINGS];
// The meaning with a name; MEANINGS: there is none.
enum meaning heading_named(const char *name);

// What a heading means by itself.
enum meaning heading_meaning(const char *heading);
// Whether it is of accounts: cost centres and the like, which are units where there are no others.
bool heading_is_account(const char *heading);
// Whether it says nothing without what stands above or before it: "Nr", "Navn", "Fra".
bool heading_is_general(const char *heading);
// A heading in letters and digits only, to compare: "Leder (nr.)" → "ledernr"; in arena a.
const char *heading_key(struct arena *a, const char *heading);
// Whether the column is a text beside a code of the same name, as Unit4 has "Leder" and
// "Leder(T)".
bool heading_is_text_of(const char *heading, const char *code);

#endif
