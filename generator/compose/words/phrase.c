// Filling and joining phrases.
#include "compose/words/phrase.h"

#include <assert.h>
#include <string.h>

#include "compose/words/segment.h"

const struct doc_node *phrase_fill(struct arena *a, const struct words *w, const char *key,
                                   const struct phrase_arg *with, size_t count)
{
    struct doc_node *out = doc_new(a, DOC_GROUP, (struct place){0});
    const char *pattern = words_text(w, key);
    struct text_segment p;
    while (segment_next(&pattern, &p)) {
        if (!p.is_name) doc_text(a, out, arena_strndup(a, p.text, p.n), (struct place){0});
        for (size_t i = 0; p.is_name && i < count; i++) {
            if (strlen(with[i].name) != p.n || memcmp(with[i].name, p.text, p.n)) continue;
            for (const struct doc_node *n = with[i].inlines->first; n; n = n->next)
                doc_append(out, doc_copy(a, n));
        }
    }
    return out;
}

const struct doc_node *phrase_join(struct arena *a, const struct words *w,
                                   const struct doc_node *const *list, size_t count)
{
    assert(count);
    const struct doc_node *all = list[0];
    for (size_t i = 1; i < count; i++) {
        bool last = i + 1 == count;
        const struct phrase_arg both[] = {{"before", all}, {last ? "last" : "next", list[i]}};
        all = phrase_fill(a, w, last ? "list.pair" : "list.comma", both, 2);
    }
    return all;
}

const char *phrase_contact_link(struct arena *a, const char *text)
{
    return strchr(text, '@') && !strpbrk(text, " \n<>") ? arena_printf(a, "mailto:%s", text) : NULL;
}

const struct doc_node *phrase_contact(struct arena *a, const char *text)
{
    const struct place nowhere = {0};
    struct doc_node *out = doc_new(a, DOC_GROUP, nowhere), *parent = out;
    const char *link = phrase_contact_link(a, text);
    if (link) {
        parent = doc_append(out, doc_new(a, DOC_LINK, nowhere));
        parent->text = link;
    }
    doc_text(a, parent, text, nowhere);
    return out;
}
