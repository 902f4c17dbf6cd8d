// The form of a document as a whole: the field above all others, whose name says which form it is,
// and the AcroForm dictionary.
#ifndef PDF_FORM_H
#define PDF_FORM_H

#include "pdf/writing.h"

bool form_exists(const struct writing *w);
void form_write(struct writing *w);

#endif
