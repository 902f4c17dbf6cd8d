// XFDF files.
#ifndef READ_FORMS_XFDF_H
#define READ_FORMS_XFDF_H

#include "read/forms/form_reader.h"

// Reads n bytes that look like XML: gives each field to the reader and sets the state.
void xfdf_read(struct form_reader *g, const char *bytes, size_t n);

#endif
