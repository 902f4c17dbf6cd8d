// One form on its way to becoming a struct returned. Each format finds fields and gives them to
// form_reader_add_field(), which knows what their names mean; none knows what a value means.
#ifndef READ_FORMS_FORM_READER_H
#define READ_FORMS_FORM_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "model/returned.h"

enum {
    RETURNED_BYTES = 32 << 20,  // of a file
    RETURNED_DEPTH = 16,        // of fields in fields
    RETURNED_FIELDS = 20000,
    RETURNED_FORMS = 500,      // put together in one file
    RETURNED_TEXT = 64 << 10,  // bytes of one value
    RETURNED_TEXTS = 8 << 20,  // bytes of all values, names and options together
    RETURNED_NAME = 1000,      // bytes of a full name
    RETURNED_XMP = 1 << 20,
};

struct form_part {     // one form of those that are put together in a file
    const char *root;  // the topmost field's name, as the file has it
    const char *name;  // the same as it was made
    struct returned *r;
    struct map places;  // "1-2.goals/g1/goal" → its index among the values, from 1
};

struct form_reader {
    struct arena *a;
    struct returned *r;       // the first form; the others follow it
    struct form_part *parts;  // once one of their fields has been read
    size_t part_count, part_room;
    size_t fields, texts;
    bool is_newer;     // there were fields of a later version
    bool holds_files;  // the PDF has others attached
    unsigned depth;    // of files in files
    bool stopped;      // the state is final: nothing more is read
};

struct returned_field {
    const char *name;  // in full, parts joined by full stops
    const char *value;
    const char *base, *words;  // what was prefilled, what a screen reader says; NULL: not known
};

// Ends the reading with a state and more about it (why may be NULL), unless it has ended already.
void form_reader_stop(struct form_reader *g, enum returned_state state, const char *why);
// Takes a field: as a value of the form, as one that is drawn again, or as a foreign one.
void form_reader_add_field(struct form_reader *g, const struct returned_field *f);
// Sets the state by the fields that were taken; false: they do not tell it.
bool form_reader_set_state(struct form_reader *g);
// Whether fields are called as those of forms are, but without the name of the form.
bool form_reader_is_nameless(const struct form_reader *g);
// Sets which form it is, by its name; false: the name is not of a form of this version.
bool form_reader_identify(struct form_reader *g, const char *name);

// ---- Texts, in the reader's arena

// n bytes as a text that can stand anywhere: UTF-8 as record_text() makes it, without control
// characters but line ends and tabs. A text that is too long ends the reading; field names it then,
// NULL: it is not of a field.
const char *form_reader_text(struct form_reader *g, const char *field, const char *bytes, size_t n);
// The same on one line, cut after `most` code points.
const char *form_reader_line(struct form_reader *g, const char *bytes, size_t n, size_t most);
// prefix and name with a full stop between them; either may be "". A name longer than RETURNED_NAME
// is cut, and is then none of ours.
const char *form_reader_join(struct arena *a, const char *prefix, const char *name);

#endif
