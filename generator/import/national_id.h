// National identity numbers: they are never used, kept or printed.
#ifndef IMPORT_NATIONAL_ID_H
#define IMPORT_NATIONAL_ID_H

#include "base/buf.h"

// Removes from a text every number that looks like a national identity number: Norwegian (11
// digits that begin with a day of birth; D-numbers and synthetic ones, too), and Swedish, Danish
// and Finnish ones, which are written with a hyphen. True: there was one. Check digits are not
// looked at, so that one that is mistyped does not get out either.
bool national_id_remove(struct buf *text);
// Whether a text would be a Norwegian one if the zero that spreadsheets drop stood before it, or a
// Swedish or Danish one without its hyphen. Many numbers look so: it says something of a column
// only.
bool national_id_may_be(const char *text);

#endif
