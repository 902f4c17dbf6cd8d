// The table of options: every option of every command, once. Which commands have one is said in
// the commands' records.
#ifndef CLI_OPTION_TABLE_H
#define CLI_OPTION_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct options;

// What --missing names, in the order of enum need: see model/coverage.h.
#define OPTION_NEEDS "date|conversation|plan|follow-up|evaluation"

struct option_row {
    const char *name;      // without dashes; one letter: -C, else --unit
    const char *argument;  // what its value is called, or the choices: "text|json"; NULL: no value
    const char *help;      // at most 51 columns
    // Takes the value, NULL where there is none; false after a sentence on standard error.
    bool (*set)(struct options *o, const struct option_row *row, const char *value);
    size_t member;         // of struct options: what set_flag(), set_text() and set_number() set
    int most;              // the largest value of set_number()
    bool everywhere;       // every command has it, and no record names it
    const char *needs;     // the option without which it would do nothing; NULL: none
    const char *not_with;  // options that would do nothing beside it, divided by spaces; NULL: none
};

extern const struct option_row option_table[];
extern const size_t option_table_count;

// For assertions: whether each of the names, divided by spaces, is a row's; NULL is none at all.
bool option_table_has_all(const char *names);
bool option_table_is_consistent(void);

// Which of the choices that the row's argument lists the value is, from 1; 0: none of them.
int option_table_choice(const struct option_row *row, const char *value);

// As it is typed: "--unit", "-C". In arena a.
const char *option_table_typed(struct arena *a, const struct option_row *row);
// With its value: "--unit ID", "-C DIR". In arena a.
const char *option_table_usage(struct arena *a, const struct option_row *row);

#endif
