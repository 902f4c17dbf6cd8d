// Structure elements. They are made in reading order, so an element's index tells its place among
// its siblings.
#include "layout/element.h"

#include <assert.h>

int32_t element_new(struct typesetter *ts, const char *type, int32_t parent)
{
    struct paper_section *section = ts->section;
    assert(parent < (int32_t)section->element_count);
    struct paper_element *e = ARENA_PUSH(ts->arena, section->elements, section->element_count,
                                         section->element_room);
    *e = (struct paper_element){.type = type, .parent = parent};
    return (int32_t)(section->element_count - 1);
}

struct paper_element *element_get(struct typesetter *ts, int32_t element)
{
    assert(element >= 0 && (size_t)element < ts->section->element_count);
    return &ts->section->elements[element];
}

int32_t element_heading(struct typesetter *ts, int level, int32_t parent, int *given)
{
    static const char *const types[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    if (level < 1) level = 1;
    if (level > ts->heading + 1) level = ts->heading + 1;
    if (level > 6) level = 6;
    ts->heading = level;
    *given = level;
    return element_new(ts, types[level - 1], parent);
}

void element_drop(struct typesetter *ts, int32_t element)
{
    if ((size_t)element + 1 == ts->section->element_count) ts->section->element_count--;
}
