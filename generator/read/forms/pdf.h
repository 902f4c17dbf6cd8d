// PDF and FDF files.
#ifndef READ_FORMS_PDF_H
#define READ_FORMS_PDF_H

#include "read/forms/form_reader.h"

// Read n bytes: give each field to the reader and set the state.
// Gives each file that is attached to a PDF to `take`, until that answers false.
typedef bool pdf_take(void *arg, const char *name, const char *bytes, size_t n);
void pdf_each_attached(struct form_reader *g, const char *bytes, size_t n, pdf_take *take,
                       void *arg);
void pdf_read(struct form_reader *g, const char *bytes, size_t n);
void pdf_read_fdf(struct form_reader *g, const char *bytes, size_t n);

#endif
