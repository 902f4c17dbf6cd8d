// A form that came back: what was found in one file, before it is known what it means for the
// record. Nothing in it is trusted. All of it lives in the arena given to the reader.
#ifndef MODEL_RETURNED_H
#define MODEL_RETURNED_H

#include "base/hash.h"
#include "model/record.h"

enum returned_state {
    RETURNED_FORM,        // one of ours, with fields
    RETURNED_UNREADABLE,  // no file, no permission: `why` says what the system said
    RETURNED_UNKNOWN,     // neither PDF, FDF nor XFDF
    RETURNED_EMPTY,       // a mail or an archive in which there is no form
    RETURNED_JOINED,      // several forms of the same name that are nobody's, put together
    RETURNED_TOO_LARGE,   // in bytes, depth or number of fields
    RETURNED_DAMAGED,
    RETURNED_ENCRYPTED,
    RETURNED_OTHER,  // a PDF that is no form of ours, or an FDF or XFDF with other names
    RETURNED_NEWER,  // a form of a later version
    // ours by its metadata, but without fields: printed to a PDF, or made with --flat
    RETURNED_FLATTENED,
    RETURNED_SCAN,           // pages of pictures, no fields
    RETURNED_RENAMED,        // ours by its metadata, but its fields have other names
    RETURNED_CONTRADICTORY,  // its metadata name another form than its fields
};

struct returned_value {
    unsigned copy;     // of a file with several blank forms; from 1
    unsigned section;  // where in the form
    const char *path;  // "goals/g1/goal"
    // UTF-8 as record_text() makes it; "" when empty; a button's state without its slash, "" for
    // Off
    const char *value;
    const char *base;  // what was prefilled, as the file says (/DV); NULL: it does not say
    const char *mark;  // of what was prefilled, from the name; NULL: nothing was
    // what a screen reader calls it (/TU), cut at 200 characters; NULL: not known
    const char *words;
    unsigned index;  // in the file, from 0
};

struct returned {
    const char *file;  // as given, with the name of what it is packed in before it
    // The next form in the same file: of somebody else, where several are put together, or in an
    // archive or mail; NULL: none
    struct returned *next;
    const char *left_out;  // of an archive or mail: "2 .docx, 1 .jpg", what was not read; or NULL
    uint8_t digest[HASH_SIZE];  // of the bytes of its own file
    enum returned_state state;
    const char *why;  // more about the state, or NULL
    bool is_system;   // UNREADABLE: it is the system's doing, such as a lack of permission
    struct record_form form;
    const struct record_key *key;  // its form's, once its MAC has been checked; NULL: not signed
    // Nobody vouches for whose it is: it has no MAC that can be checked, or is a blank form, in
    // which anybody can type any name. Known once it has been accepted.
    bool is_unsigned;
    struct returned_value *values;
    size_t count, room;
    size_t fields;                                     // of a PDF that is no form of ours
    size_t foreign;                                    // fields whose names are not ours, left out
    const char *foreign_name;                          // of the first of them, printable
    size_t notes;                                      // written or drawn beside its fields
    bool is_pdf, is_signed, has_scripts, is_repaired;  // repaired: damaged, but readable after all
};

// Whether `text` is what the field was prefilled with. key: the form's. Of a signed form only the
// keyed mark counts, for what the file itself says can be made up; of one without a key what the
// file says, else the mark of version 1.
bool record_value_is_base(const struct returned_value *v, const struct record_key *key,
                          const char *text);
// Whether a value is what was prefilled.
bool record_is_unchanged(const struct returned_value *v, const struct record_key *key);

#endif
