// The commands, each the verbs in order. A command's file ends in its record.
#ifndef COMMANDS_COMMANDS_H
#define COMMANDS_COMMANDS_H

#include "cli/options.h"

extern const struct command init_command, import_command, check_command, packs_command,
    forms_command, preview_command, collect_command, enter_command, print_command, status_command,
    remind_command, mail_command, summaries_command, release_command, archive_command,
    merge_command, schedule_command, split_command, deliver_command, new_period_command,
    person_command, purge_command, move_command, key_command, help_command;

// All of them in the order in which help lists them, ended with NULL.
extern const struct command *const commands_list[];

// What `samtale help` and --help print, on standard output; the exit status.
int help_run(const struct options *o);
// What is printed where no command is given: help, or where there is no cycle what to do first.
// In arena a; the exit status.
int help_without_command(const struct options *o, struct arena *a);

#endif
