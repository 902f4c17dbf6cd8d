// The fields of forms: what of a person's record (the plan's file), or of an anonymous answer, a
// form can hold. Making forms and reading them back use the same table. A field's path names its
// place in the YAML file: keys with / between them, and behind a list's key the id of the item:
// "goals/g1/measures/m2/what". In the table, * stands for an id.
#ifndef MODEL_RECORD_H
#define MODEL_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "model/secret.h"

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
    RECORD_SUPPORTS,     // the id of a priority, or "a, b"
    RECORD_TICK,         // an id that is in a list or not
    RECORD_DONE,         // a day, or "true"
    RECORD_DONE_TICK,    // a tick for the "done" beside it, where no day is written
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
// A field's full name is ROOT.PLACE.PATH or ROOT.PLACE.PATH~MARK. ROOT says which form it is, PLACE
// where in the file the field stands (COPY-SECTION), and MARK what was prefilled, since FDF and
// XFDF carry values only. No part holds a full stop: one in an id is written as a colon.
//
// ROOT: "samtale/2/ORGANISATION/action-plan/2027/u=oppvekst/e=e1102/l=e10/MAC", without those of
// u=, e= and l= that the form has none of. MAC and marks are keyed, with the key of the leader:
// nobody without it can make a form, or find out what was prefilled by trying. Version 0.1 of the
// program wrote "samtale/1/action-plan/2027/e=e1102", "…/u=oppvekst" or "…/-", and marks without a
// key.

enum { RECORD_MAC_LENGTH = 16, RECORD_MARK_LENGTH = 8, RECORD_OLD_MARK_LENGTH = 6 };

struct record_form {  // which form it is
    unsigned version;
    const char *organisation;  // the id made of its name; NULL: version 1
    const char *document;      // "action-plan"
    const char *period;
    const char *unit;      // an id; NULL: none
    const char *employee;  // an id; NULL: blank or anonymous
    const char *leader;    // the id of who is accountable; NULL: none, or outside the org chart
    const char *mac;       // as the form has it; NULL: none
};

struct record_key {  // of one form: what its name and marks are made with
    uint8_t bytes[HASH_SIZE];
    const char *form;  // ROOT without the MAC
};

// Makes the form's key and, as the answer, its ROOT; both live in arena a. form->version and
// form->mac do not count. Without the leader's key (see secret_form_key()), the ROOT has "-" in the
// place of the MAC.
char *record_form_name(struct arena *a, const struct record_form *form, const struct secret *s,
                       struct record_key *key);
// NEWER: it is of a later version of the program.
enum record_form_state { RECORD_FORM_OURS, RECORD_FORM_OTHER, RECORD_FORM_NEWER };
// Takes ROOT apart; what it holds is made in arena a. The MAC is not checked.
enum record_form_state record_form_parse(struct arena *a, const char *name,
                                         struct record_form *out);
// Whether the form's MAC is right: it was made with this secret, for who and what it says. *key is
// the form's, in arena a.
bool record_form_is_signed(struct arena *a, const struct record_form *form, const struct secret *s,
                           struct record_key *key);

enum { RECORD_TEXT_MAX = 5000 };  // characters that a field takes
// PATH or PATH~MARK; prefilled: NULL or "" when the field is empty. key NULL: without a mark. In
// arena a.
char *record_field_name(struct arena *a, const char *path, const char *prefilled,
                        const struct record_key *key);
// Takes such a name apart: the path with its full stops back, and the mark or NULL. In arena a.
void record_field_parse(struct arena *a, const char *name, const char **path, const char **mark);
// A text in NFC, with LF for CR LF and CR. In arena a.
char *record_line_ends(struct arena *a, const char *text);
// A text as it is compared and kept: the same without white space at its end, which says nothing,
// and which viewers add and drop.
char *record_text(struct arena *a, const char *text);

#endif
