// Reading texts that may be there once for each language.
#include "read/localized.h"

#include <string.h>

static void warn_of_language(struct reader *r, struct label l, const struct node *key,
                             const char *language)
{
    if (cycle_has_language(r->cycle, language)) return;
    diag_warning(r->d, key->place, "text-language-unknown",
                 "%s: there are no templates in \"%.100s\", so nobody gets this text",
                 scalar_label(r, l), key->text);
}

static void read_languages(struct reader *r, struct label l, const struct node *n,
                           struct cycle_text *out)
{
    const char *own = r->cycle->language;
    struct localized *list = ARENA_ARRAY(r->a, struct localized, n->count);
    bool has_own = false;
    for (size_t i = 0; i < n->count; i++) {
        const char *language = scalar_language_folder(r->a, n->keys[i]->text);
        bool is_own = !strcmp(language, own);
        has_own |= is_own;
        warn_of_language(r, l, n->keys[i], language);
        const char *text = scalar_text(r, l, n->items[i], TEXT_LIMIT);
        if (!text) continue;
        list[out->count++] = (struct localized){language, text};
        if (is_own || !out->text) out->text = text;
    }
    out->list = list;
    if (has_own) return;
    struct diag *g = diag_warning(r->d, n->place, "text-language-missing",
                                  "%s is not written in %s, the organisation's language",
                                  scalar_label(r, l), own);
    diag_hint(r->d, g, "add %s: and the text", own);
}

void localized_read(struct reader *r, struct label l, const struct node *n, struct cycle_text *out)
{
    *out = (struct cycle_text){0};
    if (n->kind == NODE_MAP && n->count) read_languages(r, l, n, out);
    else out->text = scalar_text(r, l, n, TEXT_LIMIT);
}
