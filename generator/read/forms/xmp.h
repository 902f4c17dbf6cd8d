// The form's name in the metadata of a PDF, which stays when a viewer prints the form to a file or
// gives its fields other names.
#ifndef READ_FORMS_XMP_H
#define READ_FORMS_XMP_H

#include "base/arena.h"

// The name that an XMP packet of n bytes gives the form, in arena a; NULL: it gives none.
const char *xmp_form_name(struct arena *a, const char *xml, size_t n);

#endif
