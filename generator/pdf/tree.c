// Writes the structure tree of a document: the sections' structure, the elements above it, and the
// ParentTree, which leads from marked content and annotations back to their elements.
#include <assert.h>

#include "base/translate.h"
#include "pdf/joined.h"
#include "pdf/syntax.h"
#include "pdf/writer.h"

// most entries of a node of the ParentTree, and of an array
enum { MOST_IN_LEAF = 1024, MOST_KIDS = 32767 };

static bool too_large(struct writer *w, const char *what)
{
    diag_system(w->pdf->diags, (struct place){0}, "pdf-parts-too-many",
                "%s of %s has more parts in one place than a PDF can hold", what,
                w->paper->identity);
    return false;
}

static bool write_sections(struct writer *w)
{
    for (size_t i = 0; i < w->paper->section_count; i++) {
        bool written = w->joined ? joined_structure(w, i)
                                 : structure_cache_add(&w->pdf->structure_cache, &w->placed[i],
                                                       w->element, &w->constants, &w->doc);
        if (!written)
            return too_large(
                w, arena_printf(w->doc.arena, _("the section %s"), w->paper->sections[i]->name));
    }
    return true;
}

static void set_text(struct writer *w, uint32_t number, struct buf *text)
{
    document_set(&w->doc, number, arena_strndup(w->doc.arena, text->p, text->n), text->n);
    text->n = 0;
}

static bool write_root(struct writer *w, struct buf *out)
{
    bool ok = true;
    buf_printf(out, "<</Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %u>>",
               w->element, w->parents, w->keys);
    set_text(w, w->root, out);
    buf_printf(out, "<</S/Document/P %u 0 R/K[", w->root);
    if (w->joined) ok = joined_root(w, out);
    for (size_t i = 0; !w->joined && i < w->paper->section_count; i++) {
        if (i) buf_c(out, ' ');
        syntax_reference(out, w->placed[i].block);
    }
    BUF_LIT(out, "]>>");
    set_text(w, w->element, out);
    return ok;
}

// The object that each key leads to: a page's array, or the element of a link or widget.
static uint32_t *key_targets(struct writer *w)
{
    uint32_t *targets = ARENA_ARRAY(w->doc.arena, uint32_t, w->keys), *to = targets;
    for (size_t i = 0; i < w->by_number_count; i++) {
        const struct placed_section *p = w->by_number[i];
        const struct paper_section *section = p->rendered->section;
        if (joined_is_blank(w, p)) {
            *to++ = joined_blank_parents(w);
            continue;
        }
        for (size_t page = 0; page < section->page_count; page++)
            *to++ = section_parents_number(p, page);
        for (size_t page = 0; page < section->page_count; page++)
            for (size_t k = 0; k < section->pages[page].link_count; k++)
                *to++ = section_element_number(
                    p, structure_link_element(section, &section->pages[page].links[k]));
        for (size_t page = 0; page < section->page_count; page++)
            for (size_t k = 0; k < section->pages[page].widget_count; k++)
                *to++ = section_element_number(p, section->pages[page].widgets[k].element);
    }
    assert(to == targets + w->keys);
    return targets;
}

static void add_entries(struct buf *out, const uint32_t *targets, uint32_t first, uint32_t count)
{
    BUF_LIT(out, "/Nums[");
    for (uint32_t key = first; key < first + count; key++)
        buf_printf(out, "%u %u 0 R ", key, targets[key]);
    buf_c(out, ']');
}

static void write_parents(struct writer *w, struct buf *out)
{
    const uint32_t *targets = key_targets(w);
    BUF_LIT(out, "<<");
    if (w->keys <= MOST_IN_LEAF) {
        add_entries(out, targets, 0, w->keys);
    } else {
        uint32_t leaves = (w->keys + MOST_IN_LEAF - 1) / MOST_IN_LEAF,
                 first = document_reserve(&w->doc, leaves);
        struct buf leaf = {0};
        BUF_LIT(out, "/Kids[");
        for (uint32_t i = 0; i < leaves; i++) {
            uint32_t from = i * MOST_IN_LEAF,
                     count = w->keys - from < MOST_IN_LEAF ? w->keys - from : MOST_IN_LEAF;
            buf_printf(&leaf, "<</Limits[%u %u]", from, from + count - 1);
            add_entries(&leaf, targets, from, count);
            BUF_LIT(&leaf, ">>");
            set_text(w, first + i, &leaf);
            buf_printf(out, "%u 0 R ", first + i);
        }
        buf_c(out, ']');
        buf_free(&leaf);
    }
    BUF_LIT(out, ">>");
    set_text(w, w->parents, out);
}

bool tree_write(struct writer *w)
{
    struct buf out = {0};
    if (!w->joined && w->paper->section_count > MOST_KIDS)
        return too_large(w, _("the list of sections"));
    if (w->joined)
        w->part_elements = document_reserve(&w->doc, (uint32_t)w->joined->batch->part_count);
    if (!write_sections(w)) return false;
    if (!write_root(w, &out)) return too_large(w, _("the list of recipients"));
    write_parents(w, &out);
    if (w->varies)
        for (uint32_t number = w->root; number <= w->parents; number++)
            document_mark_unique(&w->doc, number);
    buf_free(&out);
    return true;
}
