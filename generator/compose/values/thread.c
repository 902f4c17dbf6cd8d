// Threads: what a focus area or a goal supports. Each title is in the language in which the
// document shows that focus area elsewhere, so that readers know it again: the document's own where
// the unit has written it in that, else the one it is written in.
#include "compose/values/thread.h"

#include <string.h>

#include "compose/words/phrase.h"

enum { LEVELS_MAX = 16 };

const struct priority *values_thread_priority_in_language(const struct env *e,
                                                          const struct priority *p)
{
    const struct priorities *file = cycle_unit_priorities(e->cycle, p->file->unit,
                                                          e->words->language);
    for (size_t i = 0; file && i < file->count; i++)
        if (!strcmp(file->list[i].id, p->id)) return &file->list[i];
    return p;
}

static const struct doc_node *title_of(const struct env *e, const struct priority *p)
{
    struct doc_node *title = doc_new(e->arena, DOC_GROUP, (struct place){0});
    struct doc_node *text = doc_text(e->arena, title, doc_plain(e->arena, p->title), p->place);
    const char *language = p->file->language;
    if (language && strcmp(language, e->words->language)) text->language = language;
    return phrase_fill(e->arena, e->words, "supports.title", &(struct phrase_arg){"title", title},
                       1);
}

static const struct doc_node *titles_of(const struct env *e, const struct priority *const *list,
                                        size_t count)
{
    const struct doc_node **titles = ARENA_ARRAY(e->arena, const struct doc_node *, count);
    for (size_t i = 0; i < count; i++) titles[i] = title_of(e, list[i]);
    return phrase_join(e->arena, e->words, titles, count);
}

// What the focus areas of one level support, each once; the count.
static size_t level_above(const struct env *e, const struct priority *const *list, size_t count,
                          const struct priority ***above)
{
    size_t found = 0, room = 0;
    *above = NULL;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < list[i]->supports_count; k++) {
            const struct priority *p = values_thread_priority_in_language(e, list[i]->supports[k]);
            size_t seen = 0;
            while (seen < found && (*above)[seen] != p) seen++;
            if (seen == found) *ARENA_PUSH(e->arena, *above, found, room) = p;
        }
    return found;
}

struct value values_thread_supports(const struct env *e, const struct priority *p)
{
    const struct priority **above;
    size_t count = level_above(e, &p, 1, &above);
    if (!count) return (struct value){0};
    const struct phrase_arg titles = {"titles", titles_of(e, above, count)};
    const char *key = count == 1 ? "supports.one" : "supports.other";
    return (struct value){.set = true, .rich = phrase_fill(e->arena, e->words, key, &titles, 1)};
}

struct value values_thread_to_root(const struct env *e, const struct priority *p)
{
    if (!p) return (struct value){0};
    const struct priority *first = values_thread_priority_in_language(e, p), **level = &first,
                          **above;
    size_t count = 1;
    const struct doc_node *thread = title_of(e, first);
    for (int i = 0; i < LEVELS_MAX && (count = level_above(e, level, count, &above));
         i++, level = above) {
        const struct phrase_arg both[] = {{"before", thread}, {"next", titles_of(e, above, count)}};
        thread = phrase_fill(e->arena, e->words, "supports.next", both, 2);
    }
    const struct phrase_arg titles = {"titles", thread};
    return (struct value){.set = true,
                          .rich = phrase_fill(e->arena, e->words, "supports.thread", &titles, 1)};
}
