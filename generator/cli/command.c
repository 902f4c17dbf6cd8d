// The list of commands: finding one, and which of them have an option.
#include "cli/command.h"

#include <string.h>

#include "cli/option_table.h"
#include "cli/refuse.h"

const struct command *command_find(const struct command *const *commands, const char *name)
{
    while (*commands && strcmp((*commands)->name, name)) commands++;
    return *commands;
}

bool command_refuse(const struct command *const *commands, const char *name)
{
    struct arena a = {0};
    size_t count = 0;
    while (commands[count]) count++;
    const char **names = ARENA_ARRAY(&a, const char *, count);
    for (size_t i = 0; i < count; i++) names[i] = commands[i]->name;
    refuse_unknown(name, names, count, "samtale help lists the commands",
                   "there is no command \"%s\"", name);
    arena_free(&a);
    return false;
}

bool command_list_has(const char *list, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = list; p && *p; p += strcspn(p, " ")) {
        p += strspn(p, " ");
        if (strcspn(p, " ") == n && !memcmp(p, word, n)) return true;
    }
    return false;
}

bool command_has(const struct command *c, const struct option_row *option)
{
    return option->everywhere || command_list_has(c->options, option->name);
}

const char *command_names(const struct command *const *commands, struct arena *a,
                          const struct option_row *option)
{
    const char *names = "";
    for (; *commands; commands++)
        if (command_has(*commands, option))
            names = arena_printf(a, "%s%s%s", names, *names ? ", " : "", (*commands)->name);
    return names;
}

bool command_is_consistent(const struct command *c)
{
    return c->summary && c->help && c->examples && c->run && !c->operands == !c->operands_most &&
           c->operands_least <= c->operands_most && option_table_has_all(c->options);
}
