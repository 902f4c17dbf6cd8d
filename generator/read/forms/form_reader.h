// What the readers of returned forms share: one file on its way to becoming a struct returned. Each
// format finds fields and gives them to returned_add_field(), which knows whose they are; none
// knows what a value means.
#ifndef READ_FORMS_FORM_READER_H
#define READ_FORMS_FORM_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/arena.h"
#include "model/returned.h"

enum {
    RETURNED_BYTES = 32 << 20,  // of a file
    RETURNED_DEPTH = 16,        // of fields in fields
    RETURNED_FIELDS = 20000,
    RETURNED_TEXT = 64 << 10,  // bytes of one value
    RETURNED_TEXTS = 8 << 20,  // bytes of all values, names and options together
    RETURNED_NAME = 1000,      // bytes of a full name
    RETURNED_XMP = 1 << 20,
};

struct form_reader {
    struct arena *a;
    struct returned *r;
    const char *root;   // the name of the form, once one of its fields was there
    struct map places;  // "1-2.goals/g1/goal" → where it is among the values, from 1
    size_t fields, texts;
    bool is_newer;    // fields of a later version were there
    bool has_others;  // fields of another form of ours were there
    bool stopped;     // the state is final: nothing more is read
};

struct returned_field {
    const char *name;  // in full, parts joined by full stops
    const char *value;
    const char *base, *words;  // NULL: not known
};

void returned_stop(struct form_reader *g, enum returned_state state, const char *why);
void returned_add_field(struct form_reader *g, const struct returned_field *f);
// Whether the fields said what the file is; else the state is for the caller to find.
bool returned_set_state(struct form_reader *g);
// Which form it is by a name that stands elsewhere than in its fields; false: none of ours, of this
// version.
bool returned_identify(struct form_reader *g, const char *name);

// Text that can stand anywhere: UTF-8 as record_text() makes it, without control characters but
// line ends and tabs. Ends everything when it is too long; field (NULL: not one) names it then.
const char *returned_text(struct form_reader *g, const char *field, const char *bytes, size_t n);
// The same on one line, cut at so many code points.
const char *returned_line(struct form_reader *g, const char *bytes, size_t n, size_t most);
// prefix and name with a full stop between them, either may be "". What is longer than
// RETURNED_NAME is cut, and no name of ours.
const char *returned_join(struct arena *a, const char *prefix, const char *name);

// What file it is and what is in it, from its bytes; in this process, unguarded.
void returned_read_bytes(struct form_reader *g, const char *bytes, size_t n);
void pdf_read(struct form_reader *g, const char *bytes, size_t n);
void pdf_read_fdf(struct form_reader *g, const char *bytes, size_t n);
void xfdf_read(struct form_reader *g, const char *bytes, size_t n);
// The name that an XMP packet gives the form; NULL: it gives none.
const char *xfdf_xmp_form_name(struct form_reader *g, const char *xml, size_t n);

// returned_read_bytes() in a process of its own, with little time and memory.
void guard_read(struct form_reader *g, const char *bytes, size_t n);

#endif
