// The form of a document as a whole: the field above all others, whose name says which form it is,
// and the AcroForm dictionary.
#ifndef PDF_FORM_H
#define PDF_FORM_H

#include "pdf/writer.h"

bool form_exists(const struct writer *w);
void form_write(struct writer *w);

#endif
