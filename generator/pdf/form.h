// The interactive form of a document: the AcroForm dictionary, and its root field, whose name says
// which form of which period it is.
#ifndef PDF_FORM_H
#define PDF_FORM_H

#include "pdf/writer.h"

bool form_exists(const struct writer *w);  // some section has fields
void form_write(struct writer *w);         // nothing where there is none

#endif
