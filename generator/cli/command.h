// What a command is: its record says all there is to say of it.
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <limits.h>
#include <stdbool.h>

#include "base/arena.h"

struct options;
struct option_row;

enum { OPERANDS_UNLIMITED = INT_MAX };

struct command {
    const char *name;
    const char *operands;  // as the usage line shows them, such as "FILE…"; NULL: it takes none
    int operands_least, operands_most;
    bool operands_are_paths;      // they count from where the user stands
    bool operands_are_documents;  // templates have other names for them, too
    bool anywhere;                // it does not look for a cycle directory
    // The names of its options, divided by spaces, without those that every command has.
    const char *options;
    const char *summary;   // for the list of commands: at most 66 columns
    const char *help;      // what it does: lines of at most 80 columns
    const char *examples;  // command lines, each followed by three spaces and what it does
    int (*run)(const struct options *o);  // the exit status
};

// Lists of commands end with NULL.

// NULL: there is none of this name.
const struct command *command_find(const struct command *const *commands, const char *name);
// Says that there is no command of this name; false, to be returned.
bool command_refuse(const struct command *const *commands, const char *name);
// Whether the command has the option, by its record or because every command has it.
bool command_has(const struct command *c, const struct option_row *option);
// The names of those that have the option, such as "packs, forms"; in arena a.
const char *command_names(const struct command *const *commands, struct arena *a,
                          const struct option_row *option);
// For assertions: whether a record is whole, and its options are in the table.
bool command_is_consistent(const struct command *c);
// Whether a word is in a list of words that are divided by spaces.
bool command_list_has(const char *list, const char *word);

#endif
