// What preview needs to know of forms.
#ifndef COMMANDS_FORMS_H
#define COMMANDS_FORMS_H

#include "run/run.h"

// Whether --follow-up can be meant: the document has sheets of follow-ups, and the cycle has that
// one. False after a sentence on standard error.
bool forms_knows_follow_up(struct run *r, const char *document);

#endif
