// Divides the orders of a run into print batches.
#include "print/batch.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "cli/select.h"
#include "run/leaders.h"

// ---- Whose an order is, and who hands it out

static const struct unit *unit_of(const struct cycle *c, const struct order *o)
{
    const struct unit *u = leaders_subject(o) ? leaders_subject(o)->unit : o->subject.unit;
    return u ? u : c->root;
}

static unsigned wave_of(const struct cycle *c, const struct order *o)
{
    const struct person *one = leaders_subject(o) ? leaders_subject(o) : leaders_of(c, o);
    return one && one->id ? one->wave + 1 : 1;
}

bool batch_same_recipient(const struct order *a, const struct order *b)
{
    return a->subject.employee == b->subject.employee && a->subject.unit == b->subject.unit;
}

// ---- Names of files

static bool is_taken(struct run *r, const char *folder)
{
    static const char *const endings[] = {"", ".pdf", "+1.pdf"};
    for (size_t i = 0; i < COUNT(endings); i++) {
        const char *name = arena_printf(&r->arena, "%s%s", folder, endings[i]);
        if (file_exists(file_join(&r->arena, r->output.folder, name))) return true;
    }
    return false;
}

static const char *folder_for(struct run *r, const struct batch_kind *kind, const char *which)
{
    static const char *const names[] = {"leader", "unit", "wave", "all"};
    const struct options *o = r->options;
    const char *by = names[kind->by];
    if (o->employee) by = "employee";
    if (o->blank) by = "blank";
    if (o->proof) by = "proof";
    return arena_printf(&r->arena, "print/%s/%s%s%s", kind->what, by, which,
                        o->booklet ? "-booklet" : "");
}

// What one run made of what was new may not be printed yet when the next one is made.
static const char *new_folder(struct run *r, const struct batch_kind *kind, unsigned n)
{
    return arena_printf(&r->arena, "%s/%u", folder_for(r, kind, "-new"), n);
}

const char *batch_folder(struct run *r, const struct printed *printed,
                         const struct batch_kind *kind)
{
    if (!r->options->only_new) return folder_for(r, kind, r->options->from ? "-from" : "");
    unsigned n = 1;
    while (printed_is_whole(printed, new_folder(r, kind, n))) n++;
    return new_folder(r, kind, n);
}

const char *const *batch_folders(struct run *r, const struct printed *printed,
                                 const struct batch_kind *kind, size_t *count)
{
    const struct options *o = r->options;
    const char **list = NULL;
    size_t room = 0;
    *count = 0;
    *ARENA_PUSH(&r->arena, list, *count, room) = kind->folder;
    bool whole = !o->only_new && !o->from && !o->proof && !o->blank && select_all(o);
    for (unsigned n = 1; whole; n++) {
        const char *folder = new_folder(r, kind, n);
        if (!printed_is_whole(printed, folder) && !is_taken(r, folder)) break;
        *ARENA_PUSH(&r->arena, list, *count, room) = folder;
    }
    return list;
}

// One person's papers do not take the place of the whole batch.
static const char *path_of(struct run *r, const struct batch_kind *kind, const struct order *o)
{
    struct arena *a = &r->arena;
    const struct cycle *c = r->inputs.cycle;
    const char *folder = kind->folder;
    if (r->options->employee) return arena_printf(a, "%s/%s", folder, r->options->employee);
    switch (kind->by) {
    case PRINT_BY_LEADER:
        return arena_printf(a, "%s/%s", folder, leaders_name(a, c, leaders_of(c, o)));
    case PRINT_BY_UNIT: return arena_printf(a, "%s/%s", folder, unit_of(c, o)->id);
    case PRINT_BY_WAVE: return arena_printf(a, "%s/%u", folder, wave_of(c, o));
    case PRINT_ALL: break;
    }
    return folder;
}

// ---- Batches

static const char *language_of(const struct cycle *c, const struct batch *b)
{
    const char *language = c->language;
    if (b->leader && b->leader->id) language = cycle_person_language(c, b->leader);
    if (b->unit) language = cycle_unit_language(c, b->unit);
    return cycle_has_language(c, language) ? language : c->language;
}

static struct batch batch_for(const struct cycle *c, const struct batch_kind *kind,
                              const struct order *o, const char *path)
{
    struct batch b = {.kind = kind, .path = path};
    if (kind->by == PRINT_BY_LEADER) b.leader = leaders_of(c, o);
    if (kind->by == PRINT_BY_UNIT) b.unit = unit_of(c, o);
    if (kind->by == PRINT_BY_WAVE) b.wave = wave_of(c, o);
    b.language = language_of(c, &b);
    return b;
}

struct queued {  // an order, and where it comes in the cascade
    const struct order *order;
    size_t rank;      // of the recipient
    size_t document;  // among the recipient's
};

static int by_cascade(const void *x, const void *y)
{
    const struct queued *a = x, *b = y;
    if (a->rank != b->rank) return COMPARE(a->rank, b->rank);
    return COMPARE(a->document, b->document);
}

// What is about nobody in particular comes before the people, in the order of units.
static size_t rank_of(const struct cycle *c, const size_t *ranks, const struct order *o)
{
    if (leaders_subject(o)) return c->unit_count + ranks[leaders_subject(o)->index];
    return o->subject.unit ? o->subject.unit->index : 0;
}

static size_t document_of(const struct batch_kind *kind, const struct order *o)
{
    size_t i = 0;
    while (i + 1 < kind->document_count && strcmp(kind->documents[i], o->document)) i++;
    return i;
}

static struct queued *queue(struct run *r, const struct batch_kind *kind)
{
    const struct cycle *c = r->inputs.cycle;
    size_t *ranks = ARENA_ARRAY(&r->arena, size_t, c->person_count);
    for (size_t i = 0; i < c->person_count; i++) ranks[c->cascade[i]->index] = i;
    struct queued *list = ARENA_ARRAY(&r->arena, struct queued, r->orders.count);
    for (size_t i = 0; i < r->orders.count; i++) {
        const struct order *o = &r->orders.list[i];
        list[i] = (struct queued){o, rank_of(c, ranks, o), document_of(kind, o)};
    }
    if (r->orders.count) qsort(list, r->orders.count, sizeof *list, by_cascade);
    return list;
}

struct batches batch_divide(struct run *r, const struct batch_kind *kind)
{
    struct arena *a = &r->arena;
    struct batches all = {0};
    struct map seen = {0};  // path → the index of its batch
    const struct queued *list = queue(r, kind);
    for (size_t i = 0; i < r->orders.count; i++) {
        const struct order *o = list[i].order;
        const char *path = path_of(r, kind, o);
        size_t *at = map_get(&seen, path);
        if (!at) {
            at = ARENA_NEW(a, size_t);
            *at = all.count;
            map_set(&seen, a, path, at);
            *ARENA_PUSH(a, all.list, all.count, all.room) = batch_for(r->inputs.cycle, kind, o,
                                                                      path);
        }
        struct batch *b = &all.list[*at];
        *ARENA_PUSH(a, b->orders, b->order_count, b->order_room) = o;
    }
    return all;
}

static bool is_recipient(const struct order *o, const char *id)
{
    const struct person *p = leaders_subject(o);
    if (p) return p->id && !strcmp(p->id, id);
    return o->subject.unit && !strcmp(o->subject.unit->id, id);
}

void batch_begin_with(struct batches *all, const char *id)
{
    size_t kept = 0;
    for (size_t i = 0; i < all->count; i++) {
        struct batch b = all->list[i];
        size_t first = 0;
        while (first < b.order_count && !is_recipient(b.orders[first], id)) first++;
        b.orders += first;
        b.order_count -= first;
        if (b.order_count) all->list[kept++] = b;
    }
    all->count = kept;
}

void batch_free(struct batch *b)
{
    buf_free(&b->dump);
    arena_free(&b->arena);
}
