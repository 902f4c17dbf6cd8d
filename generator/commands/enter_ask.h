// Asking in the terminal for what is to be entered of a person.
#ifndef COMMANDS_ENTER_ASK_H
#define COMMANDS_ENTER_ASK_H

#include "collect/entered.h"

enum asked { ASKED_ALL, ASKED_NO_MORE, ASKED_INTERRUPTED };

// Asks for each place that is empty and whose time has come by this day. Not ALL: the input ended
// or Ctrl-C was pressed; what had been typed is printed, so that it is not lost.
enum asked enter_ask(struct entered *e, struct date today);
// Whether the answer to a question is yes. ended: becomes true where there is none, because the
// input has ended.
bool enter_ask_yes(const char *question, bool *ended);

#endif
