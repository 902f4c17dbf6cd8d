// Finding pages and filling in references to them.
#include "run/paging.h"

#include <string.h>

#include "base/buf.h"
#include "compose/compose.h"

void paging_place(struct paging_section *list, size_t count)
{
    size_t pages = 0;
    bool after_sheet = false;
    for (struct paging_section *s = list; s < list + count; s++) {
        if (after_sheet || s->sheet) pages += pages % 2;
        if (s->spread && pages) pages += 1 - pages % 2;
        s->left_out = s->back && pages && pages % 2 == 0;  // a paper has a page
        s->first = pages + 1;
        if (s->left_out) continue;
        pages += s->pages;
        after_sheet = s->sheet;
    }
}

bool paging_refers(const struct doc_node *doc)
{
    if (compose_page_reference(doc)) return true;
    for (const struct doc_node *k = doc->first; k; k = k->next)
        if (paging_refers(k)) return true;
    return false;
}

// The pattern with {page} and {last} filled in.
static const char *fill(struct arena *a, const char *pattern, size_t first, size_t last)
{
    char most[64];
    struct buf text = BUF_IN(most);
    for (const char *s = pattern; *s;) {
        bool page = !strncmp(s, "{page}", strlen("{page}"));
        if (page || !strncmp(s, "{last}", strlen("{last}"))) {
            buf_printf(&text, "%zu", page ? first : last);
            s += strlen("{page}");
        } else {
            buf_c(&text, *s++);
        }
    }
    const char *copy = arena_strndup(a, text.p, text.n);
    buf_free(&text);
    return copy;
}

static const char *pages_of(struct arena *a, const char *id, const struct paging_section *list,
                            size_t count, const struct paging_words *words)
{
    size_t first = 0, last = 0;
    for (const struct paging_section *s = list; s < list + count; s++) {
        if (!s->id || strcmp(s->id, id) || s->left_out) continue;
        if (!first) first = s->first;
        last = s->first + s->pages - 1;
    }
    if (!first) return "";
    return fill(a, first == last ? words->one : words->several, first, last);
}

bool paging_fill(struct arena *a, struct doc_node *doc, const struct paging_section *list,
                 size_t count, const struct paging_words *words)
{
    const char *id = compose_page_reference(doc);
    bool changed = false;
    if (id) {
        const char *text = pages_of(a, id, list, count, words);
        changed = strcmp(text, doc->text);
        doc->text = text;
    }
    for (struct doc_node *k = doc->first; k; k = k->next)
        changed |= paging_fill(a, k, list, count, words);
    return changed;
}
