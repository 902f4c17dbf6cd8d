// Making the reports of a period, for commands that have just released what they rest on.
#ifndef COMMANDS_SUMMARIES_H
#define COMMANDS_SUMMARIES_H

#include "cli/options.h"

// As samtale summaries does; the exit status. asked: say why results are not released yet.
int summaries_make(const struct options *o, bool asked);

#endif
