// The list of commands: finding one, and which of them have an option.
#include "cli/command.h"

#include <string.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/nearest.h"
#include "cli/option_table.h"

const struct command *command_find(const struct command *const *commands, const char *name)
{
    while (*commands && strcmp((*commands)->name, name)) commands++;
    return *commands;
}

const char *command_nearest(const struct command *const *commands, struct arena *a,
                            const char *name)
{
    size_t count = 0;
    while (commands[count]) count++;
    const char **names = ARENA_ARRAY(a, const char *, count);
    for (size_t i = 0; i < count; i++) names[i] = commands[i]->name;
    return nearest_word(name, names, count);
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
