#include "pdf/outline.h"

enum { DEEPEST = 8 };

static HPDF_Destination destination(HPDF_Page page, mpt top)
{
    HPDF_Destination to = HPDF_Page_CreateDestination(page);
    if (!to) return NULL;
    HPDF_Array_Clear(to);
    HPDF_Array_Add(to, page);
    HPDF_Array_AddName(to, "XYZ");
    HPDF_Array_AddNumber(to, 0);
    HPDF_Array_AddNumber(to, top / 1000);
    HPDF_Array_AddNumber(to, 0);  // the zoom stays as it is
    return to;
}

static HPDF_Outline parent_for(struct outline *o, int level)
{
    while (o->depth && o->levels[o->depth - 1] >= level) o->depth--;
    if (o->depth == DEEPEST) o->depth--;
    return o->depth ? o->open[o->depth - 1] : NULL;
}

void outline_add(struct outline *o, struct document *d, HPDF_Page page, mpt top, const char *title, int level, bool closed)
{
    HPDF_Outline item = HPDF_CreateOutline(d->haru, parent_for(o, level), "", NULL);
    if (!item) return;
    document_text(d, item, "Title", title);
    if (closed) HPDF_Outline_SetOpened(item, HPDF_FALSE);
    HPDF_Outline_SetDestination(item, destination(page, top));
    o->open[o->depth] = item;
    o->levels[o->depth++] = level;
}

static void add_bookmark(struct outline *o, struct document *d, const struct placed *p, const struct paper_bookmark *b)
{
    const struct paper_section *section = p->rendered->section;
    if (b->page >= section->page_count) return;
    outline_add(o, d, p->pages[b->page], section->page_height - b->y, b->title, b->level + o->shift, false);
}

void outline_section(struct outline *o, struct document *d, const struct placed *p)
{
    const struct paper_section *section = p->rendered->section;
    for (size_t i = 0; !o->silent && i < section->bookmark_count; i++) add_bookmark(o, d, p, &section->bookmarks[i]);
}
