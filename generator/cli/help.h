// What the program says of its commands and options, from their records and the table.
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "base/buf.h"
#include "cli/command.h"

// One screen of text each, with lines of at most 80 columns, appended to out.
void help_print_general(const struct command *const *commands, struct buf *out);
void help_print_command(const struct command *c, struct buf *out);

#endif
