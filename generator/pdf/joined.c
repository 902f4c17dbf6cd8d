// Joins the papers of a print batch, and writes what only a joined document has.
#include "pdf/joined.h"

#include <string.h>

#include "base/map.h"
#include "pdf/syntax.h"

enum { MOST_KIDS = 32767, MOST_IN_LEAF = 1024 };

// ---- Joining

struct joiner {
    struct arena *arena;
    struct joined *joined;
    size_t section_room, parts_room, originals_room, margin_room;
    struct map seen;  // address of a section → its first index
    struct paper_section *blank;
};

static struct paper_section *blank_page(struct joiner *j, mpt width, mpt height)
{
    if (j->blank && j->blank->page_width == width && j->blank->page_height == height)
        return j->blank;
    j->blank = ARENA_NEW(j->arena, struct paper_section);
    *j->blank = (struct paper_section){
        .name = "blank", .page_width = width, .page_height = height, .page_count = 1};
    j->blank->pages = ARENA_NEW(j->arena, struct paper_page);
    return j->blank;
}

static size_t first_of(struct joiner *j, const struct paper_section *section, size_t at)
{
    const char *key = arena_printf(j->arena, "%p", (const void *)section);
    size_t *first = map_get(&j->seen, key);
    if (first) return *first;
    first = ARENA_NEW(j->arena, size_t);
    *first = at;
    map_set(&j->seen, j->arena, key, first);
    return at;
}

// margins: by page; NULL: there are none.
static void add_section(struct joiner *j, struct paper_section *section,
                        const struct paper_page *margins, size_t part)
{
    struct joined *to = j->joined;
    struct paper *all = &to->paper;
    size_t at = all->section_count, parts = at, originals = at;
    *ARENA_PUSH(j->arena, all->sections, all->section_count, all->section_room) = section;
    *ARENA_PUSH(j->arena, to->parts, parts, j->parts_room) = part;
    *ARENA_PUSH(j->arena, to->originals, originals,
                j->originals_room) = section->shared ? first_of(j, section, at) : at;
    for (size_t i = 0; i < section->page_count; i++)
        *ARENA_PUSH(j->arena, all->margins, all->page_count,
                    j->margin_room) = margins ? margins[i] : (struct paper_page){0};
}

static void add_paper(struct joiner *j, const struct paper *paper, size_t part, size_t number)
{
    struct joined *to = j->joined;
    size_t copies = paper->copies ? paper->copies : 1, each = paper->section_count / copies,
           page = 0;
    *ARENA_PUSH(j->arena, to->starts, to->start_count, to->start_room) = (struct joined_start){
        part, number, to->paper.section_count, to->paper.page_count};
    for (size_t i = 0; i < paper->section_count; i++) {
        struct paper_section *section = paper->sections[i];
        add_section(j, section,
                    page + section->page_count <= paper->page_count ? paper->margins + page : NULL,
                    part);
        page += section->page_count;
        bool ends = (i + 1) % each == 0;
        if (ends && to->paper.page_count % 2)
            add_section(j, blank_page(j, section->page_width, section->page_height), NULL, part);
    }
}

struct joined *joined_new(struct arena *a, const struct paper_batch *batch)
{
    struct joiner j = {.arena = a, .joined = ARENA_NEW(a, struct joined)};
    j.joined->batch = batch;
    j.joined->paper = batch->about;
    for (size_t i = 0; i < batch->part_count; i++)
        for (size_t k = 0; k < batch->parts[i].paper_count; k++)
            add_paper(&j, batch->parts[i].papers[k], i, k);
    return j.joined;
}

// ---- Placing

bool joined_is_blank(const struct writer *w, const struct placed_section *p)
{
    return w->joined && !p->rendered->section->element_count;
}

const struct placed_section *joined_original(const struct writer *w, const struct placed_section *p)
{
    return w->joined ? &w->placed[w->joined->originals[p - w->placed]] : p;
}

// ---- Structure

uint32_t joined_blank_parents(struct writer *w)
{
    if (!w->blank_parents) {
        w->blank_parents = document_reserve(&w->doc, 1);
        document_set(&w->doc, w->blank_parents, "[]", 2);
    }
    return w->blank_parents;
}

// Packed at once: as plain texts, the structure of thousands of pages would be the larger part of
// the memory.
bool joined_structure(struct writer *w, size_t i)
{
    const struct placed_section *p = &w->placed[i];
    if (joined_is_blank(w, p)) return true;
    struct arena scratch = {0};
    struct slice *objects = ARENA_ARRAY(&scratch, struct slice, p->block_count);
    uint32_t parent = w->part_elements + (uint32_t)w->joined->parts[i];
    bool written = structure_block(p, parent, &w->constants, &scratch, objects);
    if (written) {
        struct object_stream_list object_streams = stream_pack_objects(
            w->pdf->z, p->block, objects, p->block_count, true, w->doc.arena);
        document_add_object_streams(&w->doc, &object_streams);
    }
    arena_free(&scratch);
    return written;
}

static bool write_part(struct writer *w, size_t part, size_t first, size_t end)
{
    struct buf out = {0};
    size_t kids = 0;
    buf_printf(&out, "<</S/Part/P %u 0 R/T", w->element);
    syntax_text(&out, w->joined->batch->parts[part].title);
    BUF_LIT(&out, "/K[");
    for (size_t i = first; i < end; i++) {
        if (joined_is_blank(w, &w->placed[i])) continue;
        if (kids++) buf_c(&out, ' ');
        syntax_reference(&out, w->placed[i].block);
    }
    BUF_LIT(&out, "]>>");
    document_set(&w->doc, w->part_elements + (uint32_t)part,
                 arena_strndup(w->doc.arena, out.p, out.n), out.n);
    buf_free(&out);
    return kids <= MOST_KIDS;
}

bool joined_root(struct writer *w, struct buf *out)
{
    const struct joined *j = w->joined;
    size_t first = 0;
    bool ok = j->batch->part_count <= MOST_KIDS;
    for (size_t part = 0; ok && part < j->batch->part_count; part++) {
        size_t end = first;
        while (end < j->paper.section_count && j->parts[end] == part) end++;
        ok = write_part(w, part, first, end);
        if (part) buf_c(out, ' ');
        syntax_reference(out, w->part_elements + (uint32_t)part);
        first = end;
    }
    return ok;
}

// ---- Bookmarks and page labels

static const struct joined_start *start_at(const struct joined *j, size_t section)
{
    size_t low = 0, high = j->start_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (j->starts[middle].section < section) low = middle + 1;
        else high = middle;
    }
    return low < j->start_count && j->starts[low].section == section ? &j->starts[low] : NULL;
}

// One bookmark for each recipient, and where they get several papers, one for each of these below
// it.
void joined_add_bookmark(const struct joined *j, struct outline *o, struct writer *w, size_t i)
{
    const struct joined_start *start = start_at(j, i);
    if (!start) return;
    const struct paper_part *part = &j->batch->parts[start->part];
    const struct placed_section *p = &w->placed[i];
    bool several = part->paper_count > (part->slip ? 2 : 1), slip = part->slip && !start->paper;
    mpt top = p->rendered->section->page_height;
    if (!start->paper) outline_add(o, &w->doc, p->pages[0], top, part->title, 1, true);
    if (several && !slip)
        outline_add(o, &w->doc, p->pages[0], top, part->papers[start->paper]->title, 2, true);
    o->level_offset = several ? 2 : 1;
    o->silent = part->cover || slip;
}

// The slip sheet is "12", a first paper's pages are "12-1" …, as they are printed on it, a second
// one's "12b-1" ….
static void add_label(const struct joined *j, const struct joined_start *start, struct buf *out)
{
    const struct paper_part *part = &j->batch->parts[start->part];
    size_t nth = start->paper - (part->slip ? 1 : 0);
    struct buf text = {0};
    buf_printf(out, "%zu<<", start->page);
    if (part->cover) {
        BUF_LIT(out, "/S/r");
    } else if (part->slip && !start->paper) {
        BUF_LIT(out, "/P");
        syntax_text(out, part->label);
    } else {
        buf_str(&text, part->label);
        if (nth && nth < 26) buf_c(&text, (char)('a' + nth));
        buf_c(&text, '-');
        BUF_LIT(out, "/S/D/P");
        syntax_text(out, buf_cstr(&text));
    }
    BUF_LIT(out, ">>");
    buf_free(&text);
}

static uint32_t label_leaf(const struct joined *j, struct writer *w, size_t first, size_t end)
{
    struct buf out = {0};
    uint32_t number = document_reserve(&w->doc, 1);
    buf_printf(&out, "<</Limits[%zu %zu]/Nums[", j->starts[first].page, j->starts[end - 1].page);
    for (size_t i = first; i < end; i++) add_label(j, &j->starts[i], &out);
    BUF_LIT(&out, "]>>");
    document_set(&w->doc, number, arena_strndup(w->doc.arena, out.p, out.n), out.n);
    buf_free(&out);
    return number;
}

void joined_page_labels(const struct joined *j, struct writer *w)
{
    struct buf out = {0};
    uint32_t root = document_reserve(&w->doc, 1);
    BUF_LIT(&out, "<</Kids[");
    for (size_t i = 0; i < j->start_count; i += MOST_IN_LEAF) {
        size_t end = i + MOST_IN_LEAF < j->start_count ? i + MOST_IN_LEAF : j->start_count;
        syntax_reference(&out, label_leaf(j, w, i, end));
        buf_c(&out, ' ');
    }
    BUF_LIT(&out, "]>>");
    document_set(&w->doc, root, arena_strndup(w->doc.arena, out.p, out.n), out.n);
    HPDF_Dict_Add(w->doc.haru->catalog, "PageLabels", document_haru(&w->doc, root));
    buf_free(&out);
}

void joined_set_duplex(struct writer *w, const char *how)
{
    HPDF_Dict wishes = HPDF_Dict_GetItem(w->doc.haru->catalog, "ViewerPreferences",
                                         HPDF_OCLASS_DICT);
    if (wishes) HPDF_Dict_AddName(wishes, "Duplex", how);
}

bool joined_make_pdf(struct pdf *p, const struct paper_batch *batch, struct buf *out)
{
    struct arena a = {0};
    const struct joined *j = joined_new(&a, batch);
    bool written = writer_run(p, &j->paper, j, out);
    arena_free(&a);
    return written;
}
