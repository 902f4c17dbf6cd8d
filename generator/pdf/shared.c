#include "pdf/shared.h"

struct shared_place {
    uint32_t block, key;
    unsigned copy;
    struct packs packs;
    struct shared_place *next;
};

static struct shared_section **chain_of(struct shared *s, const struct paper_section *section)
{
    uint64_t hash = (uint64_t)(uintptr_t)section * 0x9e3779b97f4a7c15u;
    return &s->chains[hash >> 54];
}

struct shared_section *shared_get(struct shared *s, const struct paper_section *section)
{
    struct shared_section **chain = chain_of(s, section);
    for (struct shared_section *old = *chain; old; old = old->next)
        if (old->rendered->section == section) return old;
    struct shared_section *fresh = ARENA_NEW(s->arena, struct shared_section);
    fresh->rendered = render_section(s->renderer, section, s->arena);
    fresh->next = *chain;
    *chain = fresh;
    return fresh;
}

static struct shared_place *make_place(struct shared *s, const struct placed *p,
                                       uint32_t document_element, const struct constants *constants)
{
    struct arena scratch = {0};
    struct slice *objects = ARENA_ARRAY(&scratch, struct slice, p->block_count);
    struct shared_place *place = NULL;
    if (structure_block(p, document_element, constants, &scratch, objects)) {
        place = ARENA_NEW(s->arena, struct shared_place);
        place->block = p->block;
        place->key = p->key;
        place->copy = p->copy;
        place->packs = packs_new(s->renderer->z, p->block, objects, p->block_count, true, s->arena);
    }
    arena_free(&scratch);
    return place;
}

static struct shared_place *find_place(struct shared_section *section, const struct placed *p)
{
    struct shared_place *place = section->places;
    while (place && (place->block != p->block || place->key != p->key || place->copy != p->copy))
        place = place->next;
    return place;
}

bool shared_structure(struct shared *s, struct shared_section *section, const struct placed *p,
                      uint32_t document_element, const struct constants *constants,
                      struct document *d)
{
    struct shared_place *place = find_place(section, p);
    if (!place) {
        place = make_place(s, p, document_element, constants);
        if (!place) return false;
        place->next = section->places;
        section->places = place;
    }
    document_packs(d, &place->packs);
    return true;
}
