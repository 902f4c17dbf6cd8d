// Warnings that only `check` gives: what could be better in a cycle.
#include <string.h>

#include "base/translate.h"
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

// Of what those whom plans are about have to be told. A leader's own directory has what it was
// given.
static void report_privacy(struct diags *d, const struct cycle *c)
{
    const char *missing = N_(
        "the papers do not say on what legal basis plans are kept, and whom to "
        "ask about personal data");
    const char *hint = N_("write both in samtale.yaml: privacy: { basis: Arbeidsavtalen og "
                          "arbeidsmiljøloven, officer: personvern@example.no }");
    if (c->part_of || (c->privacy_basis.text && c->privacy_officer.text)) return;
    if (c->privacy_basis.text) {
        missing = N_("the papers do not say whom to ask about personal data");
        hint = N_("write it under privacy in samtale.yaml: officer: personvern@example.no");
    } else if (c->privacy_officer.text) {
        missing = N_("the papers do not say on what legal basis plans are kept");
        hint = N_("write it under privacy in samtale.yaml: basis: Arbeidsavtalen og "
                  "arbeidsmiljøloven");
    }
    diag_hint(d, diag_warning(d, c->privacy_place, "privacy-incomplete", "%s", _(missing)), "%s",
              _(hint));
}

void remarks_report(struct diags *d, const struct cycle *c)
{
    struct arena scratch = {0};
    report_privacy(d, c);
    for (size_t i = 0; i < c->person_count; i++) {
        const struct person *p = c->people[i];
        if (!is_from_name(&scratch, p)) continue;
        struct diag *g = diag_warning(
            d, p->place, "id-from-name",
            "\"%s\" is made from a name; an employee number is a better id", p->id);
        diag_hint(d, g,
                  "a number stays when the name changes, and says nothing in the names of files; "
                  "this is said once");
        break;
    }
    arena_free(&scratch);
}
