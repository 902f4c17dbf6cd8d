// PDF and FDF files.
#ifndef READ_FORMS_PDF_H
#define READ_FORMS_PDF_H

#include "read/forms/form_reader.h"

// Read n bytes: give each field to the reader and set the state.
void pdf_read(struct form_reader *g, const char *bytes, size_t n);
void pdf_read_fdf(struct form_reader *g, const char *bytes, size_t n);

#endif
