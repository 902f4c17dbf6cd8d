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

static const struct doc_node *bare_title_of(const struct env *e, const struct priority *p)
{
    struct doc_node *title = doc_new(e->arena, DOC_GROUP, (struct place){0});
    struct doc_node *text = doc_text(e->arena, title, doc_plain(e->arena, p->title), p->place);
    const char *language = p->file->language;
    if (language && strcmp(language, e->words->language)) text->language = language;
    return title;
}

static const struct doc_node *title_of(const struct env *e, const struct priority *p)
{
    const struct doc_node *title = bare_title_of(e, p);
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

// The focus areas that a goal supports, as the document shows them; the count.
static size_t level_of_goal(const struct env *e, const struct goal *g,
                            const struct priority ***level)
{
    size_t count = 0;
    *level = ARENA_ARRAY(e->arena, const struct priority *, g->supports_count);
    for (size_t i = 0; i < g->supports_count; i++) {
        const struct priority *p = g->supports[i].priority;
        if (p) (*level)[count++] = values_thread_priority_in_language(e, p);
    }
    return count;
}

struct value values_thread_of_goal(const struct env *e, const struct goal *g)
{
    const struct priority **level;
    size_t count = level_of_goal(e, g, &level);
    if (!count) return (struct value){0};
    const struct doc_node **titles = ARENA_ARRAY(e->arena, const struct doc_node *, count);
    for (size_t i = 0; i < count; i++) titles[i] = bare_title_of(e, level[i]);
    return (struct value){.set = true,
                          .place = level[0]->place,
                          .rich = phrase_join(e->arena, e->words, titles, count)};
}

struct value values_thread_to_root(const struct env *e, const struct goal *g)
{
    const struct priority **level, **above;
    size_t count = level_of_goal(e, g, &level);
    if (!count) return (struct value){0};
    const struct doc_node *thread = titles_of(e, level, count);
    for (int i = 0; i < LEVELS_MAX && (count = level_above(e, level, count, &above));
         i++, level = above) {
        const struct phrase_arg both[] = {{"before", thread}, {"next", titles_of(e, above, count)}};
        thread = phrase_fill(e->arena, e->words, "supports.next", both, 2);
    }
    const struct phrase_arg titles = {"titles", thread};
    return (struct value){.set = true,
                          .rich = phrase_fill(e->arena, e->words, "supports.thread", &titles, 1)};
}
