// The commands, each the verbs in order. They print what they have to say and answer the exit
// status.
#ifndef COMMANDS_COMMANDS_H
#define COMMANDS_COMMANDS_H

#include "cli/options.h"

int command_check(const struct options *o);
int command_packs(const struct options *o);
int command_forms(const struct options *o);
int command_collect(const struct options *o);
int command_split(const struct options *o);
int command_deliver(const struct options *o);
int command_print(const struct options *o);
int command_summaries(const struct options *o);
int command_merge(const struct options *o);
int command_status(const struct options *o);

#endif
