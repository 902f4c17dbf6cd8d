// Warnings that only `check` gives: what could be better in a cycle.
#include <string.h>

#include "read/ids.h"
#include "read/read.h"

// Whether a person's id was made from the name: it holds one of its words.
static bool is_from_name(struct arena *a, const struct person *p)
{
    char *name = ids_from_text(a, p->name, false);
    for (char *word = name, *end; *word; word = end) {
        end = word + strcspn(word, "-");
        if (*end) *end++ = '\0';
        if (strlen(word) > 2 && strstr(p->id, word)) return true;
    }
    return false;
}

void remarks_report(struct diags *d, const struct cycle *c)
{
    struct arena scratch = {0};
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        if (!is_from_name(&scratch, p)) continue;
        struct diag *g = diag_warning(
            d, p->place, "\"%s\" is made from a name; an employee number is a better id", p->id);
        diag_hint(d, g,
                  "a number stays when the name changes, and says nothing in the names of files; "
                  "this is said once");
        break;
    }
    arena_free(&scratch);
}
