// Writes bookmarks as outline items.
#include "pdf/outline.h"

#include "pdf/syntax.h"

struct bookmark {
    const char *title;
    uint32_t page;  // the page object's number
    mpt top;
    int level;
    bool closed;
    // indexes from 1; 0: there is none, and as a parent the outline itself
    size_t parent, previous, next, first, last;
    size_t below;  // how many below it are shown when it is open
};

void outline_add(struct outline *o, struct document *d, HPDF_Page page, mpt top, const char *title,
                 int level, bool closed)
{
    if (!page) return;
    *ARENA_PUSH(d->arena, o->list, o->count,
                o->room) = (struct bookmark){.title = title,
                                             .page = document_number(page),
                                             .top = top,
                                             .level = level,
                                             .closed = closed};
}

void outline_section(struct outline *o, struct document *d, const struct placed_section *p)
{
    const struct paper_section *section = p->rendered->section;
    for (size_t i = 0; !o->silent && i < section->bookmark_count; i++) {
        const struct paper_bookmark *b = &section->bookmarks[i];
        if (b->page < section->page_count)
            outline_add(o, d, p->pages[b->page], section->page_height - b->y, b->title,
                        b->level + o->level_offset, false);
    }
}

// all[0] is the outline itself; the bookmarks follow in reading order.
static void link_up(struct bookmark *all, size_t count)
{
    for (size_t i = 1, parent; i <= count; i++) {
        for (parent = i - 1; parent && all[parent].level >= all[i].level;)
            parent = all[parent].parent;
        all[i].parent = parent;
        all[i].previous = all[parent].last;
        if (all[parent].last) all[all[parent].last].next = i;
        else all[parent].first = i;
        all[parent].last = i;
    }
    for (size_t i = count; i; i--)
        all[all[i].parent].below += 1 + (all[i].closed ? 0 : all[i].below);
}

static void add_reference(struct buf *out, const char *key, uint32_t root, size_t index)
{
    if (!index) return;
    buf_str(out, key);
    syntax_reference(out, root + (uint32_t)index);
}

static void add_below(struct buf *out, const struct bookmark *b, uint32_t root)
{
    add_reference(out, "/First ", root, b->first);
    add_reference(out, "/Last ", root, b->last);
    if (b->first) buf_printf(out, "/Count %s%zu", b->closed ? "-" : "", b->below);
}

static void write_bookmark(const struct bookmark *b, uint32_t root, struct buf *out)
{
    BUF_LIT(out, "<</Title");
    syntax_text(out, b->title);
    BUF_LIT(out, "/Parent ");
    syntax_reference(out, root + (uint32_t)b->parent);
    add_reference(out, "/Prev ", root, b->previous);
    add_reference(out, "/Next ", root, b->next);
    add_below(out, b, root);
    // a zoom of 0: the reader's stays as it is
    buf_printf(out, "/Dest[%u 0 R/XYZ 0 %d 0]>>", b->page, b->top / 1000);
}

static void write_root(const struct bookmark *all, uint32_t root, struct buf *out)
{
    BUF_LIT(out, "<</Type/Outlines");
    add_below(out, all, root);
    BUF_LIT(out, ">>");
}

void outline_write(struct outline *o, struct document *d)
{
    if (!o->count) return;
    struct bookmark *all = ARENA_ARRAY(d->arena, struct bookmark, o->count + 1);
    uint32_t root = document_reserve(d, (uint32_t)o->count + 1);
    struct buf out = {0};
    memcpy(all + 1, o->list, o->count * sizeof *all);
    link_up(all, o->count);
    for (size_t i = 0; i <= o->count; i++) {
        out.n = 0;
        if (i) write_bookmark(&all[i], root, &out);
        else write_root(all, root, &out);
        document_set(d, root + (uint32_t)i, arena_strndup(d->arena, out.p, out.n), out.n);
    }
    HPDF_Dict_Add(d->haru->catalog, "Outlines", document_haru(d, root));
    buf_free(&out);
}
