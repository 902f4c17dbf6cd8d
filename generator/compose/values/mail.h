// Values of messages, and which others their texts can show.
#ifndef COMPOSE_VALUES_MAIL_H
#define COMPOSE_VALUES_MAIL_H

#include "compose/values/value.h"

// Whether a message's text can show a value that is a person's: its own, and who meets whom and
// when. Nothing of a plan is among them.
bool values_mail_has(const struct value_entry *entry);

#endif
