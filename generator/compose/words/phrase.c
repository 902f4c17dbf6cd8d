#include "compose/words/phrase.h"

#include <string.h>

#include "compose/syntax/bind.h"

const struct doc_node *phrase_fill(const struct env *e, const char *key,
                                   const struct phrase_arg *with, size_t count)
{
    struct doc_node *out = doc_new(e->arena, DOC_GROUP, (struct place){0});
    const char *pattern = words_text(e->words, key);
    struct text_segment p;
    while (bind_next_segment(&pattern, &p)) {
        if (!p.value)
            doc_text(e->arena, out, arena_strndup(e->arena, p.text, p.n), (struct place){0});
        for (size_t i = 0; p.value && i < count; i++) {
            if (strlen(with[i].name) != p.n || memcmp(with[i].name, p.text, p.n)) continue;
            for (const struct doc_node *n = with[i].inlines->first; n; n = n->next)
                doc_append(out, doc_copy(e->arena, n));
        }
    }
    return out;
}

const struct doc_node *phrase_join(const struct env *e, const struct doc_node *const *list,
                                   size_t count)
{
    const struct doc_node *all = list[0];
    for (size_t i = 1; i < count; i++) {
        bool last = i + 1 == count;
        const struct phrase_arg both[] = {{"before", all}, {last ? "last" : "next", list[i]}};
        all = phrase_fill(e, last ? "list.pair" : "list.comma", both, 2);
    }
    return all;
}

const char *phrase_contact_link(struct arena *a, const char *text)
{
    return strchr(text, '@') && !strpbrk(text, " \n<>") ? arena_printf(a, "mailto:%s", text) : NULL;
}

const struct doc_node *phrase_contact(const struct env *e, struct value contact)
{
    struct doc_node *out = doc_new(e->arena, DOC_GROUP, contact.place), *parent = out;
    const char *link = phrase_contact_link(e->arena, contact.text);
    if (link) {
        parent = doc_append(out, doc_new(e->arena, DOC_LINK, contact.place));
        parent->text = link;
    }
    doc_text(e->arena, parent, contact.text, contact.place);
    return out;
}
