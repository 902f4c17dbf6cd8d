// The commands, each the verbs in order. They print what they have to say and answer the exit
// status.
#ifndef COMMANDS_COMMANDS_H
#define COMMANDS_COMMANDS_H

#include "cli/options.h"

int check_run(const struct options *o);
int packs_run(const struct options *o);
int forms_run(const struct options *o);
int collect_run(const struct options *o);
int split_run(const struct options *o);
int deliver_run(const struct options *o);
int print_run(const struct options *o);
int summaries_run(const struct options *o);
int merge_run(const struct options *o);
int status_run(const struct options *o);

#endif
