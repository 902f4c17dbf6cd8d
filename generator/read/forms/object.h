// A PDF or FDF file under qpdf, for the files returned_*.c: its objects, each look at one paid for
// out of a budget, so that a small file that refers to itself in many ways cannot keep us long.
// What is not of the right type is simply not there.
#ifndef READ_FORMS_OBJECT_H
#define READ_FORMS_OBJECT_H

#include <qpdf/qpdf-c.h>

#include "read/forms/form_reader.h"

struct pdf_reader {
    struct form_reader *g;
    qpdf_data q;
    qpdf_oh none;     // a null object
    size_t work;      // looks left
    bool is_lenient;  // nothing ends when they run out: what is looked for may be missed
    bool is_utf8;     // strings without a mark are UTF-8, as an FDF file may say
    size_t nodes;     // of the tree of fields
    struct map tops;  // the topmost fields that were walked, by number
};

qpdf_oh object_get(struct pdf_reader *p, qpdf_oh dictionary, const char *key);
qpdf_oh object_array_item(struct pdf_reader *p, qpdf_oh array, int i);
int object_array_length(struct pdf_reader *p, qpdf_oh array);  // 0: no array
bool object_exists(struct pdf_reader *p, qpdf_oh object);
bool object_is_dictionary(struct pdf_reader *p, qpdf_oh object);
bool object_is_name(struct pdf_reader *p, qpdf_oh object, const char *name);  // "/Btn"
// A string, name or number as text; "" for anything else. field: see returned_text().
const char *object_text(struct pdf_reader *p, qpdf_oh object, const char *field);
const char *object_line(struct pdf_reader *p, qpdf_oh string, size_t most);
// A stream's bytes, uncompressed or deflated; false: another kind of stream, broken, or longer than
// limit.
bool object_stream_bytes(struct pdf_reader *p, qpdf_oh stream, size_t limit, struct buf *out);

// an array of fields: gives them to returned_add_field()
void fields_read(struct pdf_reader *p, qpdf_oh fields);
void fields_read_widget(struct pdf_reader *p, qpdf_oh widget);  // a field that only a page names
bool object_has_script(struct pdf_reader *p, qpdf_oh object);   // in its /A or /AA
void object_find_catalog_scripts(struct pdf_reader *p, qpdf_oh catalog);  // sets has_scripts

#endif
