// Resolving threads: which focus area supports which of a unit above.
#include <string.h>

#include "base/nearest.h"
#include "read/cycle_readers.h"
#include "read/ids.h"
#include "read/threads.h"

static struct priority *in_file(struct priorities *file, const char *id)
{
    for (size_t i = 0; file && i < file->count; i++)
        if (!strcmp(file->list[i].id, id)) return &file->list[i];
    return NULL;
}

static struct priority *in_unit(const struct cycle *c, const struct unit *u, const char *language,
                                const char *id)
{
    struct priority *found = in_file(cycle_unit_priorities(c, u, language), id);
    for (size_t i = 0; i < u->priorities_count && !found; i++)
        found = in_file(u->priorities[i], id);
    for (size_t i = 0; i < u->former_priorities_count && !found; i++)
        found = in_file(u->former_priorities[i], id);
    return found;
}

struct priority *threads_find(const struct cycle *c, const struct unit *from, const char *language,
                              const char *id)
{
    struct priority *found = NULL;
    for (; from && !found; from = from->parent) found = in_unit(c, from, language, id);
    return found;
}

struct priority *threads_find_anywhere(const struct cycle *c, const char *language, const char *id)
{
    struct priority *found = NULL;
    for (size_t i = 0; i < c->unit_count && !found; i++)
        found = in_unit(c, c->units[i], language, id);
    return found;
}

const char *threads_nearest(struct arena *a, const struct unit *from, const char *id)
{
    const char **ids = NULL;
    size_t count = 0, room = 0;
    for (; from; from = from->parent)
        for (size_t i = 0; i < from->priorities_count; i++)
            for (size_t j = 0; j < from->priorities[i]->count; j++)
                *ARENA_PUSH(a, ids, count, room) = from->priorities[i]->list[j].id;
    return nearest_word(id, ids, count);
}

// Warns of a focus area that another unit has: the two have been moved apart.
static bool is_elsewhere(struct reader *r, const struct priority *p, const struct place at,
                         const char *id)
{
    const struct priority *other = threads_find_anywhere(r->cycle, p->file->language, id);
    if (!other || other->file->unit == p->file->unit || !p->file->unit->parent) return false;
    struct diag *g = diag_warning(r->d, at, "supports-elsewhere",
                                  "\"%s\" is a priority of \"%s\", which is not above \"%s\", so "
                                  "papers do not say what this one supports",
                                  id, other->file->unit->name.text, p->file->unit->name.text);
    diag_hint(r->d, g, "name one of a unit above, or leave supports= out");
    return true;
}

static void unknown_thread(struct reader *r, const struct priority *p, const struct place at,
                           const char *id)
{
    const struct unit *above = p->file->unit->parent;
    if (!above) {
        READER_ERROR(r, at, "top-unit-supports",
                     "unit \"%s\" is at the top, so its priorities cannot support others",
                     p->file->unit->name.text);
        return;
    }
    struct diag *g = READER_ERROR(r, at, "supports-unknown",
                                  "\"%.100s\" is not a priority of a unit above \"%s\"", id,
                                  p->file->unit->name.text);
    const char *near = threads_nearest(r->a, above, id);
    if (near)
        diag_hint(r->d, g, "did you mean %s (%s)?", near,
                  threads_find(r->cycle, above, p->file->language, near)->file->unit->name.text);
}

static size_t count_commas(const char *s)
{
    size_t n = 0;
    for (; *s; s++) n += *s == ',';
    return n;
}

static void resolve_one(struct reader *r, struct priority *p)
{
    const struct doc_node *heading = p->title;
    const char *s = heading->supports->ids;
    p->supports = ARENA_ARRAY(r->a, struct priority *, count_commas(s) + 1);
    while (s) {
        const char *comma = strchr(s, ',');
        const char *id = arena_strndup(r->a, s, comma ? (size_t)(comma - s) : strlen(s));
        // as the id of a heading is read
        if (!ids_valid(id, true) && *ids_from_text(r->a, id, true))
            id = ids_from_text(r->a, id, true);
        struct priority *found = *id ? threads_find(r->cycle, p->file->unit->parent,
                                                    p->file->language, id)
                                     : NULL;
        if (found) {
            p->supports[p->supports_count++] = found;
        } else if (*id && !is_elsewhere(r, p, heading->supports->place, id)) {
            unknown_thread(r, p, heading->supports->place, id);
            p->file->has_errors = true;
        }
        s = comma ? comma + 1 : NULL;
    }
}

// Warns of ids that a translation has and the unit's own file lacks: its readers would miss the
// thread.
static void compare_translation(struct reader *r, struct priorities *own, struct priorities *other)
{
    for (size_t i = 0; i < other->count; i++) {
        if (in_file(own, other->list[i].id)) continue;
        struct diag *g = diag_warning(r->d, other->list[i].place, "priority-untranslated",
                                      "the priority \"%s\" is not in %s", other->list[i].id,
                                      own->source->name);
        diag_hint(r->d, g, "give a heading and its translation the same {#id}");
    }
}

static void resolve_file(struct reader *r, struct priorities *file)
{
    for (size_t i = 0; i < file->count; i++)
        if (file->list[i].title->supports) resolve_one(r, &file->list[i]);
}

void threads_resolve(struct reader *r)
{
    const struct cycle *c = r->cycle;
    for (size_t i = 0; i < c->unit_count; i++) {
        struct unit *u = c->units[i];
        for (size_t j = 0; j < u->priorities_count; j++) {
            struct priorities *file = u->priorities[j];
            resolve_file(r, file);
            if (j && u->priorities[0]->source && !u->priorities[0]->has_errors)
                compare_translation(r, u->priorities[0], file);
        }
        for (size_t j = 0; j < u->former_priorities_count; j++)
            resolve_file(r, u->former_priorities[j]);
    }
}
