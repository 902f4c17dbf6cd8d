// The objects of a PDF or FDF file, through qpdf. Looking at one costs work, of which there is a
// budget, so that a small file that refers to itself in many ways cannot take long. An object of
// the wrong type counts as missing.
#ifndef READ_FORMS_OBJECT_H
#define READ_FORMS_OBJECT_H

#include <qpdf/qpdf-c.h>

#include "read/forms/form_reader.h"

struct pdf_reader {
    struct form_reader *g;
    qpdf_data q;
    qpdf_oh none;     // a null object
    size_t work;      // what is left of the budget
    bool is_lenient;  // running out of work does not end the reading: something may be missed
    bool is_utf8;     // strings without a mark are UTF-8, as an FDF file may say
    size_t nodes;     // of the tree of fields
    struct map tops;  // the topmost fields that were read, by number
};

// A value of a dictionary, an item of an array (from 0); p->none where there is none.
qpdf_oh object_get(struct pdf_reader *p, qpdf_oh dictionary, const char *key);
qpdf_oh object_array_item(struct pdf_reader *p, qpdf_oh array, int i);
int object_array_length(struct pdf_reader *p, qpdf_oh array);  // 0: no array
bool object_exists(struct pdf_reader *p, qpdf_oh object);
bool object_is_dictionary(struct pdf_reader *p, qpdf_oh object);
bool object_is_name(struct pdf_reader *p, qpdf_oh object, const char *name);  // "/Btn"
// A string, name or number as text; "" for anything else. field: see form_reader_text().
const char *object_text(struct pdf_reader *p, qpdf_oh object, const char *field);
// A string on one line, cut after `most` code points; NULL: no string, or an empty one.
const char *object_line(struct pdf_reader *p, qpdf_oh string, size_t most);
// Appends a stream's bytes, inflated where they are deflated; false: it is encoded otherwise,
// damaged, or longer than limit bytes.
bool object_stream_bytes(struct pdf_reader *p, qpdf_oh stream, size_t limit, struct buf *out);

bool object_has_script(struct pdf_reader *p, qpdf_oh object);             // in its /A or /AA
void object_find_catalog_scripts(struct pdf_reader *p, qpdf_oh catalog);  // sets has_scripts

#endif
