// Moving, counting and dumping what stands on pages.
#include "model/paper.h"

#include <string.h>

static const char *const tone_names[TONE_COUNT] = {
    [TONE_NONE] = "none", [TONE_INK] = "ink",   [TONE_MUTED] = "muted", [TONE_ACCENT] = "accent",
    [TONE_RULE] = "rule", [TONE_LINE] = "line", [TONE_TINT] = "tint",   [TONE_WHITE] = "white",
};

static const char *const scope_names[] = {[SCOPE_COLUMN] = "column", [SCOPE_ROW] = "row"};
static const char *const numbering_names[] = {
    [NUMBERING_DISC] = "disc", [NUMBERING_DECIMAL] = "decimal"};

void paper_move(struct paper_item *item, mpt x, mpt y)
{
    switch (item->kind) {
    case ITEM_RUN:
        item->run.x += x;
        item->run.baseline += y;
        break;
    case ITEM_RULE:
        item->rule.x1 += x;
        item->rule.x2 += x;
        item->rule.y1 += y;
        item->rule.y2 += y;
        break;
    case ITEM_BOX:
        item->box.rect.x += x;
        item->box.rect.y += y;
        break;
    case ITEM_PICTURE:
        item->picture.rect.x += x;
        item->picture.rect.y += y;
        break;
    }
}

size_t paper_pages(const struct paper *p)
{
    size_t pages = 0;
    for (size_t i = 0; i < p->section_count; i++) pages += p->sections[i]->page_count;
    return pages;
}

// ---- Consistency

static bool item_is_sound(const struct paper_section *s, const struct paper_item *item)
{
    if (item->element < ELEMENT_ARTIFACT || item->element >= (int64_t)s->element_count)
        return false;
    return item->kind != ITEM_RUN ||
           (item->run.text && (item->run.glyphs || !item->run.glyph_count));
}

static bool page_is_sound(const struct paper_section *s, const struct paper_page *page)
{
    for (size_t i = 0; i < page->item_count; i++)
        if (!item_is_sound(s, &page->items[i])) return false;
    for (size_t i = 0; i < page->link_count; i++)
        if ((size_t)page->links[i].element >= s->element_count || !page->links[i].uri) return false;
    for (size_t i = 0; i < page->widget_count; i++)
        if ((size_t)page->widgets[i].element >= s->element_count ||
            page->widgets[i].field >= s->field_count)
            return false;
    return true;
}

bool paper_section_is_consistent(const struct paper_section *s)
{
    for (size_t i = 0; i < s->element_count; i++)
        if (!s->elements[i].type || s->elements[i].parent < -1 ||
            s->elements[i].parent >= (int64_t)i)
            return false;
    for (size_t i = 0; i < s->bookmark_count; i++)
        if (s->bookmarks[i].level < 1 || s->bookmarks[i].page >= s->page_count) return false;
    for (size_t i = 0; i < s->page_count; i++)
        if (!page_is_sound(s, &s->pages[i])) return false;
    return true;
}

// ---- Dumping

static void dump_text(struct buf *out, const char *name, const char *s)
{
    if (!s) return;
    buf_printf(out, " %s=", name);
    buf_quoted(out, s);
}

static void dump_length(struct buf *out, const char *name, mpt v)
{
    buf_printf(out, " %s=", name);
    buf_milli(out, v);
}

static void dump_rect(struct buf *out, const struct rect *r)
{
    dump_length(out, "x", r->x);
    dump_length(out, "y", r->y);
    dump_length(out, "w", r->w);
    dump_length(out, "h", r->h);
}

static void dump_run(struct buf *out, const struct paper_run *r, const char *const *face_names)
{
    dump_length(out, "x", r->x);
    dump_length(out, "baseline", r->baseline);
    dump_length(out, "w", r->width);
    dump_length(out, "size", r->size);
    if (face_names) buf_printf(out, " face=%s", face_names[r->face]);
    else buf_printf(out, " face=%u", (unsigned)r->face);
    buf_printf(out, " tone=%s glyphs=%u ", tone_names[r->tone], (unsigned)r->glyph_count);
    buf_quoted(out, r->text);
    dump_text(out, "actual", r->actual);
}

static void dump_rule(struct buf *out, const struct paper_rule *r)
{
    dump_length(out, "x", r->x1);
    dump_length(out, "y", r->y1);
    dump_length(out, "x2", r->x2);
    dump_length(out, "y2", r->y2);
    dump_length(out, "width", r->width);
    buf_printf(out, " tone=%s", tone_names[r->tone]);
    if (r->write_on) BUF_LIT(out, " write-on");
    if (r->dashed) BUF_LIT(out, " dashed");
}

static void dump_box(struct buf *out, const struct paper_box *b)
{
    dump_rect(out, &b->rect);
    buf_printf(out, " fill=%s stroke=%s", tone_names[b->fill], tone_names[b->stroke]);
    if (b->width) dump_length(out, "width", b->width);
    if (b->radius) dump_length(out, "radius", b->radius);
}

static void dump_item(struct buf *out, const struct paper_item *item, const char *const *face_names)
{
    static const char *const names[] = {
        [ITEM_RUN] = "run", [ITEM_RULE] = "rule", [ITEM_BOX] = "box", [ITEM_PICTURE] = "picture"};
    buf_printf(out, "    %s ", names[item->kind]);
    if (item->element == ELEMENT_ARTIFACT) BUF_LIT(out, "artifact");
    else buf_int(out, item->element);
    switch (item->kind) {
    case ITEM_RUN: dump_run(out, &item->run, face_names); break;
    case ITEM_RULE: dump_rule(out, &item->rule); break;
    case ITEM_BOX: dump_box(out, &item->box); break;
    case ITEM_PICTURE:
        dump_rect(out, &item->picture.rect);
        dump_text(out, "image", item->picture.image->name);
        break;
    }
    buf_c(out, '\n');
}

// What a widget shows, at its place on the page.
static void dump_shown(struct buf *out, const struct paper_widget *w, const char *const *face_names)
{
    for (size_t i = 0; i < w->item_count; i++) {
        struct paper_item item = w->items[i];
        item.element = w->element;
        paper_move(&item, w->rect.x, w->rect.y);
        dump_item(out, &item, face_names);
    }
}

static void dump_widget(struct buf *out, const struct paper_widget *w,
                        const char *const *face_names)
{
    buf_printf(out, "    widget %d field=%u", (int)w->element, (unsigned)w->field);
    dump_rect(out, &w->rect);
    if (!w->state) dump_length(out, "size", w->size);
    dump_text(out, "state", w->state);
    dump_text(out, "says", w->label);
    if (w->on) BUF_LIT(out, " on");
    buf_c(out, '\n');
    if (w->on || !w->state) dump_shown(out, w, face_names);
}

static void dump_field(struct buf *out, const struct form_field *f, size_t index)
{
    buf_printf(out, "  field %zu %s %s", index, form_field_kind_names[f->kind], f->name);
    dump_text(out, "says", f->label);
    dump_text(out, "holds", f->value);
    buf_c(out, '\n');
}

static void dump_page(struct buf *out, const struct paper_page *page, size_t number,
                      const char *const *face_names)
{
    buf_printf(out, "  page %zu", number);
    dump_length(out, "used", page->used);
    buf_c(out, '\n');
    for (size_t i = 0; i < page->item_count; i++) dump_item(out, &page->items[i], face_names);
    for (size_t i = 0; i < page->link_count; i++) {
        const struct paper_link *link = &page->links[i];
        buf_printf(out, "    link %d", (int)link->element);
        dump_rect(out, &link->rect);
        dump_text(out, "uri", link->uri);
        dump_text(out, "contents", link->contents);
        buf_c(out, '\n');
    }
    for (size_t i = 0; i < page->widget_count; i++) dump_widget(out, &page->widgets[i], face_names);
}

static void dump_element(struct buf *out, const struct paper_element *e, size_t index)
{
    buf_printf(out, "  element %zu parent=%d %s", index, (int)e->parent, e->type);
    dump_text(out, "language", e->language);
    dump_text(out, "alternative", e->alternative);
    dump_text(out, "title", e->title);
    if (e->column_span > 1) buf_printf(out, " columns=%u", (unsigned)e->column_span);
    if (e->row_span > 1) buf_printf(out, " rows=%u", (unsigned)e->row_span);
    if (e->header_scope) buf_printf(out, " scope=%s", scope_names[e->header_scope]);
    if (e->numbering) buf_printf(out, " numbering=%s", numbering_names[e->numbering]);
    if (e->bounds.w) {
        buf_printf(out, " page=%d", (int)e->page);
        dump_rect(out, &e->bounds);
    }
    buf_c(out, '\n');
}

static void dump_section(struct buf *out, const struct paper_section *s,
                         const char *const *face_names)
{
    BUF_LIT(out, "section ");
    buf_quoted(out, s->name ? s->name : "");
    dump_length(out, "width", s->page_width);
    dump_length(out, "height", s->page_height);
    if (s->shared) BUF_LIT(out, " shared");
    dump_text(out, "sheet", s->sheet);
    if (s->spread) buf_str(out, " spread");
    buf_c(out, '\n');
    for (size_t i = 0; i < s->bookmark_count; i++) {
        const struct paper_bookmark *b = &s->bookmarks[i];
        buf_printf(out, "  bookmark level=%d page=%u", b->level, (unsigned)b->page);
        dump_length(out, "y", b->y);
        dump_text(out, "title", b->title);
        buf_c(out, '\n');
    }
    for (size_t i = 0; i < s->element_count; i++) dump_element(out, &s->elements[i], i);
    for (size_t i = 0; i < s->field_count; i++) dump_field(out, s->fields[i], i);
    for (size_t i = 0; i < s->page_count; i++) dump_page(out, &s->pages[i], i, face_names);
}

void paper_dump(const struct paper *p, const char *const *face_names, struct buf *out)
{
    BUF_LIT(out, "paper");
    dump_text(out, "title", p->title);
    dump_text(out, "author", p->author);
    dump_text(out, "subject", p->subject);
    dump_text(out, "language", p->language);
    dump_text(out, "identity", p->identity);
    dump_text(out, "form", p->form);
    if (date_is_set(p->date))
        buf_printf(out, " date=%04d-%02d-%02d", p->date.year, p->date.month, p->date.day);
    buf_c(out, '\n');
    for (size_t i = 0; i < p->section_count; i++) dump_section(out, p->sections[i], face_names);
    if (!p->margins) return;
    BUF_LIT(out, "margins\n");
    for (size_t i = 0; i < p->page_count; i++) dump_page(out, &p->margins[i], i, face_names);
}
