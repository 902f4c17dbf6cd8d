// Structure elements. They are made in reading order, so an element's index tells its place among
// its siblings.
#include "layout/typeset.h"

int32_t element_new(struct typesetter *s, const char *type, int32_t parent)
{
    struct paper_section *section = s->section;
    struct paper_element *e = ARENA_PUSH(s->arena, section->elements, section->element_count,
                                         section->element_room);
    *e = (struct paper_element){.type = type, .parent = parent};
    return (int32_t)(section->element_count - 1);
}

struct paper_element *element_get(struct typesetter *s, int32_t element)
{
    return &s->section->elements[element];
}

int32_t element_heading(struct typesetter *s, int level, int32_t parent, int *given)
{
    static const char *const types[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    if (level < 1) level = 1;
    if (level > s->heading + 1) level = s->heading + 1;
    if (level > 6) level = 6;
    s->heading = level;
    *given = level;
    return element_new(s, types[level - 1], parent);
}

void element_drop(struct typesetter *s, int32_t element)
{
    if ((size_t)element + 1 == s->section->element_count) s->section->element_count--;
}
