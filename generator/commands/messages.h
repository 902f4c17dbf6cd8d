// Messages: composed from their templates, and written by all threads.
#ifndef COMMANDS_MESSAGES_H
#define COMMANDS_MESSAGES_H

#include "commands/addressees.h"

// Writes a message to each who can get one, and sets its subject. template: its name. What cannot
// be written is a diagnostic.
void messages_make(struct run *r, struct addressees *all, const char *template);

#endif
