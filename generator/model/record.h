// The fields of forms: what of a person's record (the plan's file), or of an anonymous answer, a
// form can hold. Making forms and reading them back use the same table. A field's path names its
// place in the YAML file: keys with / between them, and behind a list's key the id of the item:
// "goals/g1/measures/m2/what". In the table, * stands for an id.
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum record_privacy {
    RECORD_SHARED,      // handed in with the plan
    RECORD_BETWEEN_US,  // comments and learning: read back only with --with-comments
    RECORD_PRIVATE,     // notes: never read back
};

enum record_owner { OWNER_BOTH, OWNER_EMPLOYEE, OWNER_LEADER };

enum record_kind {
    RECORD_LINE,         // a text on one line
    RECORD_PROSE,        // a text on any number of lines
    RECORD_DATE,         // a day
    RECORD_DEADLINE,     // a day, a month, a week, "ongoing" or a text
    RECORD_RESPONSIBLE,  // "employee", "leader" or a text
    RECORD_CHOICE,       // one of `choices`
    RECORD_SUPPORTS,     // the id of a priority
    RECORD_TICK,         // an id that is in a list or not
    RECORD_AGREEMENT,    // a tick that goes with the date at the path before "/tick"
    RECORD_WHO,          // whom a blank form is about; not in the record
    RECORD_NOTE,         // a private note; not in the record
};

struct record_field {
    const char *path;
    enum record_kind kind;
    enum record_privacy privacy;
    enum record_owner owner;
    const char *const *choices;  // CHOICE: as in the files; [0] may be NULL
    size_t choice_count;
    bool required;  // its item cannot be without it: emptying the field does not remove it
};

extern const struct record_field record_plan[], record_answer[];  // ended by a path of NULL
// The field with a path, ids and all; NULL: there is none.
const struct record_field *record_find(const struct record_field *table, const char *path);

// ---- Names of fields
// A field's full name is ROOT.PLACE.PATH or ROOT.PLACE.PATH~HASH. ROOT says which form it is, PLACE
// where in the file the field stands (COPY-SECTION), and HASH what was prefilled, since FDF and
// XFDF carry values only. No part holds a full stop: one in an id is written as a colon.

struct record_form {       // which form it is
    const char *document;  // "action-plan"
    const char *period;
    const char *employee;  // an id; NULL: blank or anonymous
    const char *unit;      // an id; NULL: none, and where there is an employee
};

// ROOT: "samtale/1/action-plan/2027/e=e1102", "…/u=oppvekst" or "…/-". In arena a.
char *record_form_name(struct arena *a, const struct record_form *form);
// NEWER: it is of a later version of the program.
enum record_form_state { RECORD_FORM_OURS, RECORD_FORM_OTHER, RECORD_FORM_NEWER };
// Takes ROOT apart; what it holds is made in arena a.
enum record_form_state record_form_parse(struct arena *a, const char *name,
                                         struct record_form *out);

enum {
    RECORD_HASH_LENGTH = 6,
    RECORD_TEXT_MAX = 5000,  // characters that a field takes
};
// The hash of a text that is normalised as by record_text(), ended by NUL.
void record_hash(const char *text, char out[RECORD_HASH_LENGTH + 1]);
// PATH or PATH~HASH; prefilled: NULL or "" when the field is empty. In arena a.
char *record_field_name(struct arena *a, const char *path, const char *prefilled);
// Takes such a name apart: the path with its full stops back, and the hash or NULL. In arena a.
void record_field_parse(struct arena *a, const char *name, const char **path, const char **hash);

// A text as it is compared and kept: NFC, with LF for CR LF and CR. In arena a.
char *record_text(struct arena *a, const char *text);

#endif
