// Papers made by hand, for tests: words set on a line where they are told to stand.
#ifndef UNIT_PAPER_MAKER_H
#define UNIT_PAPER_MAKER_H

#include <string.h>

#include "base/arena.h"
#include "model/paper.h"
#include "type/type.h"

struct maker {
    struct arena *arena;
    struct shaper *shaper;
    struct paper_section *section;
    struct paper_page *page;
    const char *language;
};

static inline void maker_section(struct maker *m, const char *name, bool shared)
{
    m->section = ARENA_NEW(m->arena, struct paper_section);
    m->section->name = name;
    m->section->shared = shared;
    m->section->page_width = PT(595.276);
    m->section->page_height = PT(841.89);
}

static inline void maker_page(struct maker *m)
{
    m->page = ARENA_PUSH(m->arena, m->section->pages, m->section->page_count,
                         m->section->page_room);
    *m->page = (struct paper_page){0};
}

static inline int32_t maker_element(struct maker *m, int32_t parent, const char *type)
{
    struct paper_element *e = ARENA_PUSH(m->arena, m->section->elements, m->section->element_count,
                                         m->section->element_room);
    *e = (struct paper_element){.type = type, .parent = parent};
    return (int32_t)m->section->element_count - 1;
}

static inline struct paper_element *maker_last(struct maker *m)
{
    return &m->section->elements[m->section->element_count - 1];
}

static inline struct paper_item *maker_item(struct maker *m, int32_t element, int kind)
{
    struct paper_item *item = ARENA_PUSH(m->arena, m->page->items, m->page->item_count,
                                         m->page->item_room);
    *item = (struct paper_item){.element = element};
    item->kind = (unsigned)kind;
    return item;
}

// Sets text from x on; returns where it ends.
static inline mpt maker_say(struct maker *m, int32_t element, enum font_style style, mpt size,
                            mpt x, mpt y, const char *text)
{
    const char *language = m->language ? m->language : "nb";
    while (*text) {
        size_t n = strcspn(text, " ");
        if (!n) n = 1;
        const struct shaped_word *word = shaper_shape(m->shaper, style, language, text, n);
        for (size_t i = 0; i < word->run_count; i++) {
            const struct glyph_run *s = &word->runs[i];
            struct paper_run *run = &maker_item(m, element, ITEM_RUN)->run;
            mpt width = (mpt)((int64_t)s->width * size / 1000);
            *run = (struct paper_run){.x = x,
                                      .baseline = y,
                                      .width = width,
                                      .size = size,
                                      .face = s->face,
                                      .tone = TONE_INK,
                                      .glyph_count = s->glyph_count,
                                      .glyphs = s->glyphs,
                                      .text = s->text};
            x += width;
        }
        text += n;
    }
    return x;
}

static inline void maker_bookmark(struct maker *m, const char *title, int level, mpt y)
{
    *ARENA_PUSH(m->arena, m->section->bookmarks, m->section->bookmark_count,
                m->section->bookmark_room) = (struct paper_bookmark){
        title, level, (uint32_t)m->section->page_count - 1, y};
}

static inline int32_t maker_paragraph(struct maker *m, const char *type, enum font_style style,
                                      mpt size, mpt y, const char *text)
{
    int32_t element = maker_element(m, -1, type);
    maker_say(m, element, style, size, PT(56), y, text);
    return element;
}

static inline void maker_add(struct maker *m, struct paper *paper)
{
    *ARENA_PUSH(m->arena, paper->sections, paper->section_count, paper->section_room) = m->section;
}

// Headers and footers for every page of a paper whose sections are in place.
static inline void maker_margins(struct maker *m, struct paper *paper, const char *header)
{
    paper->page_count = 0;
    for (size_t i = 0; i < paper->section_count; i++)
        paper->page_count += paper->sections[i]->page_count;
    paper->margins = ARENA_ARRAY(m->arena, struct paper_page, paper->page_count);
    for (size_t i = 0; i < paper->page_count; i++) {
        m->page = &paper->margins[i];
        maker_say(m, ELEMENT_ARTIFACT, FONT_REGULAR, PT(8), PT(56), PT(30), header);
        struct paper_rule *rule = &maker_item(m, ELEMENT_ARTIFACT, ITEM_RULE)->rule;
        *rule = (struct paper_rule){PT(56),  PT(36),    PT(539), PT(36),
                                    PT(0.5), TONE_RULE, false,   false};
        const char *footer = arena_printf(m->arena, "Side %zu av %zu", i + 1, paper->page_count);
        maker_say(m, ELEMENT_ARTIFACT, FONT_REGULAR, PT(8), PT(56), PT(815), footer);
    }
}

#endif
