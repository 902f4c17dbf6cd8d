// The fields of a PDF or FDF file.
#ifndef READ_FORMS_FIELDS_H
#define READ_FORMS_FIELDS_H

#include "read/forms/object.h"

// Gives all fields of an array, and those below them, to the reader.
void fields_read(struct pdf_reader *p, qpdf_oh fields);
// The same for one field that only a page names; those that were read before are not read again.
void fields_read_widget(struct pdf_reader *p, qpdf_oh widget);

#endif
