// Divides papers into booklets and the sheets that stay apart.
#include "print/apart.h"

#include "base/array.h"

static bool is_apart(const struct paper_section *s)
{
    return s->sheet && *s->sheet;
}

static bool is_blank(const struct paper_section *s)
{
    return !s->element_count;
}

struct half {
    struct arena *arena;
    struct paper *paper;
    size_t margin_room;
};

static struct half half_of(struct arena *a, const struct paper *whole)
{
    struct half to = {a, ARENA_NEW(a, struct paper), 0};
    *to.paper = *whole;
    to.paper->sections = NULL;
    to.paper->margins = NULL;
    to.paper->section_count = to.paper->section_room = to.paper->page_count = 0;
    to.paper->copies = 1;
    return to;
}

// margins: of its pages; NULL: there are none.
static void add_section(struct half *to, struct paper_section *s, const struct paper_page *margins)
{
    struct paper *p = to->paper;
    *ARENA_PUSH(to->arena, p->sections, p->section_count, p->section_room) = s;
    for (size_t i = 0; i < s->page_count; i++)
        *ARENA_PUSH(to->arena, p->margins, p->page_count,
                    to->margin_room) = margins ? margins[i] : (struct paper_page){0};
}

static void add_blank_back(struct half *to)
{
    struct paper *p = to->paper;
    if (p->page_count % 2 == 0) return;
    const struct paper_section *last = p->sections[p->section_count - 1];
    struct paper_section *blank = ARENA_NEW(to->arena, struct paper_section);
    *blank = (struct paper_section){.name = "blank",
                                    .page_width = last->page_width,
                                    .page_height = last->page_height,
                                    .page_count = 1,
                                    .pages = ARENA_NEW(to->arena, struct paper_page)};
    add_section(to, blank, NULL);
}

const struct paper *apart_divide(struct arena *a, const struct paper *paper,
                                 const struct paper **sheets)
{
    struct half booklet = half_of(a, paper), apart = half_of(a, paper);
    size_t page = 0;
    for (size_t i = 0; i < paper->section_count; i++) {
        struct paper_section *s = paper->sections[i];
        struct half *to = is_apart(s) ? &apart : &booklet;
        if (is_apart(s)) add_blank_back(to);
        // a booklet has no sides that anything must begin on
        if (!is_blank(s))
            add_section(to, s, page < paper->page_count ? paper->margins + page : NULL);
        page += s->page_count;
    }
    if (!apart.paper->section_count) return paper;
    *sheets = apart.paper;
    return booklet.paper;
}
