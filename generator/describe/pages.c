// The list of all manual pages, and their text.
#include "describe/pages.h"

#include <string.h>

#include "base/array.h"
#include "describe/describe.h"

// Pages that are not of a file in read/keys/.
static const struct {
    const char *name, *page;
    void (*make)(struct arena *a, struct buf *out);
} others[] = {
    {"import.yaml", "samtale-import.yaml", pages_import},
    {"templates", "samtale-templates", pages_templates},
};

const char *const *describe_pages(struct arena *a, const struct command *const *commands,
                                  size_t *count)
{
    const char **list = NULL;
    size_t room = 0;
    *count = 0;
    *ARENA_PUSH(a, list, *count, room) = "samtale.1";
    for (const struct command *const *c = commands; *c; c++)
        *ARENA_PUSH(a, list, *count, room) = arena_printf(a, "samtale-%s.1", (*c)->name);
    for (const struct keys_file *const *f = keys_files; *f; f++)
        *ARENA_PUSH(a, list, *count, room) = arena_printf(a, "%s.5", pages_file_name(a, *f));
    for (size_t i = 0; i < COUNT(others); i++)
        *ARENA_PUSH(a, list, *count, room) = arena_printf(a, "%s.5", others[i].page);
    return list;
}

// Whether what is asked for is the page, with its section or without, or what it is about.
static bool is_asked(struct arena *a, const char *asked, const char *page, int section,
                     const char *about)
{
    return !strcmp(asked, about) || !strcmp(asked, page) ||
           !strcmp(asked, arena_printf(a, "%s.%d", page, section));
}

bool describe_page(struct arena *a, const struct command *const *commands, const char *name,
                   struct buf *out)
{
    if (is_asked(a, name, "samtale", 1, "samtale")) {
        pages_program(a, commands, out);
        return true;
    }
    for (const struct command *const *c = commands; *c; c++)
        if (is_asked(a, name, arena_printf(a, "samtale-%s", (*c)->name), 1, (*c)->name)) {
            pages_command(a, *c, out);
            return true;
        }
    for (const struct keys_file *const *f = keys_files; *f; f++)
        if (is_asked(a, name, pages_file_name(a, *f), 5, (*f)->topic)) {
            pages_file(a, *f, out);
            return true;
        }
    for (size_t i = 0; i < COUNT(others); i++)
        if (is_asked(a, name, others[i].page, 5, others[i].name)) {
            others[i].make(a, out);
            return true;
        }
    return false;
}
