// Writes page dictionaries, and the page tree.
#include "pdf/joined.h"
#include "pdf/writer.h"

// how many pages may be directly below the root; how many are below each node when there are more
enum { MOST_IN_ROOT = 4096, NODE = 64 };

static void add_annotations(struct writer *w, const struct placed_section *p, size_t page,
                            size_t link, size_t widget)
{
    struct document *d = &w->doc;
    const struct paper_page *of = &p->rendered->section->pages[page];
    if (!of->link_count && !of->widget_count) return;
    HPDF_Array all = HPDF_Array_New(d->haru->mmgr);
    for (size_t i = 0; i < of->link_count; i++)
        HPDF_Array_Add(all, document_haru(d, section_link_number(p, link + i)));
    for (size_t i = 0; i < of->widget_count; i++)
        HPDF_Array_Add(all, document_haru(d, section_widget_number(p, (uint32_t)(widget + i))));
    HPDF_Dict_Add(p->pages[page], "Annots", all);
}

static void add_contents(struct writer *w, const struct placed_section *p, size_t page)
{
    struct document *d = &w->doc;
    const struct margin_list *margins = &w->margins[p->first_page + page];
    const struct placed_section *from = joined_original(w, p);
    HPDF_Array all = HPDF_Array_New(d->haru->mmgr);
    HPDF_Array_Add(all, ((HPDF_PageAttr)from->pages[page]->attr)->contents);
    for (uint32_t i = 1; i < from->rendered->pages[page].part_count; i++)
        HPDF_Array_Add(all, document_haru(d, from->parts[page] + i - 1));
    for (size_t i = 0; i < margins->count; i++)
        HPDF_Array_Add(all, document_haru(d, margins->numbers[i]));
    HPDF_Dict_Add(p->pages[page], "Contents", all);
}

static void write_page(struct writer *w, const struct placed_section *p, size_t page)
{
    const struct paper_section *section = p->rendered->section;
    HPDF_Page to = p->pages[page];
    HPDF_Page_SetWidth(to, (HPDF_REAL)section->page_width / 1000);
    HPDF_Page_SetHeight(to, (HPDF_REAL)section->page_height / 1000);
    HPDF_Dict_Add(to, "Resources", document_haru(&w->doc, w->constants.resources));
    HPDF_Dict_AddNumber(to, "StructParents", (HPDF_INT32)(p->key + page));
    HPDF_Dict_AddName(to, "Tabs", "S");
    add_contents(w, p, page);
}

static HPDF_Pages node_for(struct writer *w, size_t page, HPDF_Pages now)
{
    HPDF_Pages root = w->doc.haru->root_pages;
    if (w->page_count <= MOST_IN_ROOT) return root;
    return page % NODE ? now : HPDF_Pages_New(w->doc.haru->mmgr, root, w->doc.haru->xref);
}

void pages_write(struct writer *w)
{
    HPDF_Pages node = NULL;
    size_t whole = 0;
    for (size_t i = 0; i < w->paper->section_count; i++) {
        const struct placed_section *p = &w->placed[i];
        size_t link = 0, widget = 0;
        for (size_t page = 0; page < p->rendered->section->page_count; page++, whole++) {
            node = node_for(w, whole, node);
            // save_document() will tell
            if (!node || HPDF_Pages_AddKids(node, p->pages[page]) != HPDF_OK) return;
            write_page(w, p, page);
            add_annotations(w, p, page, link, widget);
            link += p->rendered->section->pages[page].link_count;
            widget += p->rendered->section->pages[page].widget_count;
        }
    }
}
