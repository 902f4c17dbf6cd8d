#include "pdf/section_cache.h"

struct cached_placement {
    uint32_t block, key;
    unsigned copy;
    struct object_stream_list object_streams;
    struct cached_placement *next;
};

static struct cached_section **chain_of(struct section_cache *s,
                                        const struct paper_section *section)
{
    uint64_t hash = (uint64_t)(uintptr_t)section * 0x9e3779b97f4a7c15u;
    return &s->chains[hash >> 54];
}

struct cached_section *section_cache_get(struct section_cache *s,
                                         const struct paper_section *section)
{
    struct cached_section **chain = chain_of(s, section);
    for (struct cached_section *old = *chain; old; old = old->next)
        if (old->rendered->section == section) return old;
    struct cached_section *fresh = ARENA_NEW(s->arena, struct cached_section);
    fresh->rendered = render_section(s->renderer, section, s->arena);
    fresh->next = *chain;
    *chain = fresh;
    return fresh;
}

static struct cached_placement *make_placement(struct section_cache *s,
                                               const struct placed_section *p,
                                               uint32_t document_element,
                                               const struct constants *constants)
{
    struct arena scratch = {0};
    struct slice *objects = ARENA_ARRAY(&scratch, struct slice, p->block_count);
    struct cached_placement *placement = NULL;
    if (structure_block(p, document_element, constants, &scratch, objects)) {
        placement = ARENA_NEW(s->arena, struct cached_placement);
        placement->block = p->block;
        placement->key = p->key;
        placement->copy = p->copy;
        placement->object_streams = stream_pack_objects(s->renderer->z, p->block, objects,
                                                        p->block_count, true, s->arena);
    }
    arena_free(&scratch);
    return placement;
}

static struct cached_placement *find_placement(struct cached_section *section,
                                               const struct placed_section *p)
{
    struct cached_placement *placement = section->placements;
    while (placement &&
           (placement->block != p->block || placement->key != p->key || placement->copy != p->copy))
        placement = placement->next;
    return placement;
}

bool section_cache_add_structure(struct section_cache *s, struct cached_section *section,
                                 const struct placed_section *p, uint32_t document_element,
                                 const struct constants *constants, struct document *d)
{
    struct cached_placement *placement = find_placement(section, p);
    if (!placement) {
        placement = make_placement(s, p, document_element, constants);
        if (!placement) return false;
        placement->next = section->placements;
        section->placements = placement;
    }
    document_add_object_streams(d, &placement->object_streams);
    return true;
}
