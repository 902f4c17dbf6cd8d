// Page dictionaries, and the tree they hang in.
#include "pdf/writing.h"

enum { MOST_IN_ROOT = 4096, NODE = 64 };  // pages directly under the root; under one node where there are more

static void add_links(struct writing *w, const struct placed *p, size_t page, size_t first_link)
{
    struct document *d = &w->doc;
    size_t count = p->rendered->section->pages[page].link_count;
    if (!count) return;
    HPDF_Array links = HPDF_Array_New(d->haru->mmgr);
    for (size_t i = 0; i < count; i++) HPDF_Array_Add(links, document_haru(d, placed_link(p, first_link + i)));
    HPDF_Dict_Add(p->pages[page], "Annots", links);
}

static void write_page(struct writing *w, const struct placed *p, size_t page)
{
    const struct paper_section *section = p->rendered->section;
    HPDF_Page to = p->pages[page];
    HPDF_Page_SetWidth(to, (HPDF_REAL)section->page_width / 1000);
    HPDF_Page_SetHeight(to, (HPDF_REAL)section->page_height / 1000);
    HPDF_Dict_Add(to, "Resources", document_haru(&w->doc, w->resources));
    HPDF_Dict_AddNumber(to, "StructParents", (HPDF_INT32)(p->key + page));
    HPDF_Dict_AddName(to, "Tabs", "S");
}

static HPDF_Pages node_for(struct writing *w, size_t page, HPDF_Pages now)
{
    HPDF_Pages root = w->doc.haru->root_pages;
    if (w->page_count <= MOST_IN_ROOT) return root;
    return page % NODE ? now : HPDF_Pages_New(w->doc.haru->mmgr, root, w->doc.haru->xref);
}

void pages_write(struct writing *w)
{
    HPDF_Pages node = NULL;
    size_t whole = 0;
    for (size_t i = 0; i < w->paper->section_count; i++) {
        const struct placed *p = &w->placed[i];
        size_t link = 0;
        for (size_t page = 0; page < p->rendered->section->page_count; page++, whole++) {
            node = node_for(w, whole, node);
            if (!node || HPDF_Pages_AddKids(node, p->pages[page]) != HPDF_OK) return;  // save_document() will tell
            write_page(w, p, page);
            add_links(w, p, page, link);
            link += p->rendered->section->pages[page].link_count;
        }
    }
}
