// The list of all commands.
#include "commands/commands.h"

const struct command *const commands_list[] = {
    &init_command,      &import_command,
    &check_command,     &packs_command,
    &forms_command,     &preview_command,
    &collect_command,   &enter_command,
    &print_command,     &status_command,
    &remind_command,    &mail_command,
    &summaries_command, &release_command,
    &archive_command,   &merge_command,
    &schedule_command,  &split_command,
    &deliver_command,   &new_period_command,
    &move_command,      &person_command,
    &purge_command,     &key_command,
    &help_command,      NULL,
};
