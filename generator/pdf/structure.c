// Writes the structure of a section. An element's kids are the elements below it, its pieces of
// marked content, its links and its widgets, in the order in which they first appear on the pages.
// An element without content comes behind the sibling that was made before it, so that an empty
// cell stays between its neighbours.
#include <assert.h>

#include "pdf/section.h"
#include "pdf/syntax.h"

enum { MOST_KIDS = 32767 };

struct kid {
    enum kid_kind { KID_ELEMENT, KID_CONTENT, KID_LINK, KID_WIDGET } kind;
    uint32_t value;  // element, MCID, link, or widget
    uint32_t page;
    struct kid *next;
};

struct branch {  // an element's place in the tree
    struct kid *first, *last;
    struct kid *as_kid;  // in its parent's list; NULL: not in it yet
    uint32_t kid_count;
    int32_t page;       // of its own first content; -1: it has none
    int32_t last_seen;  // of attach_empty(): the last element seen below it; -1: none
};

struct tree {
    const struct placed_section *placed;
    const struct paper_section *section;
    struct branch *branches;  // [0] is the Sect, [i + 1] element i
    struct arena *a;
    struct buf *out;
};

static struct kid *new_kid(struct tree *t, enum kid_kind kind, uint32_t value, uint32_t page)
{
    struct kid *kid = ARENA_NEW(t->a, struct kid);
    kid->kind = kind;
    kid->value = value;
    kid->page = page;
    return kid;
}

// after: the kid before it; NULL: it becomes the first.
static void insert_kid(struct branch *parent, struct kid *after, struct kid *kid)
{
    struct kid **link = after ? &after->next : &parent->first;
    kid->next = *link;
    *link = kid;
    if (!kid->next) parent->last = kid;
    parent->kid_count++;
}

static struct branch *parent_of(struct tree *t, int32_t element)
{
    int32_t parent = t->section->elements[element].parent;
    return &t->branches[parent < element ? parent + 1 : 0];  // a parent comes before its children
}

static void attach(struct tree *t, int32_t element)
{
    while (element >= 0 && !t->branches[element + 1].as_kid) {
        struct branch *parent = parent_of(t, element);
        struct kid *kid = new_kid(t, KID_ELEMENT, (uint32_t)element, 0);
        insert_kid(parent, parent->last, kid);
        t->branches[element + 1].as_kid = kid;
        element = (int32_t)(parent - t->branches) - 1;
    }
}

static void add_content(struct tree *t, int32_t element, enum kid_kind kind, uint32_t value,
                        uint32_t page)
{
    struct branch *branch = &t->branches[element + 1];
    if (branch->page < 0) branch->page = (int32_t)page;
    insert_kid(branch, branch->last, new_kid(t, kind, value, page));
    attach(t, element);
}

int32_t structure_link_element(const struct paper_section *section, const struct paper_link *link)
{
    return link->element >= 0 && (size_t)link->element < section->element_count ? link->element
                                                                                : -1;
}

// A widget does not give its element its place: the element stays where it was made, behind the
// label.
static void add_widget(struct tree *t, int32_t element, uint32_t widget, uint32_t page)
{
    struct branch *branch = &t->branches[element + 1];
    branch->page = (int32_t)page;
    insert_kid(branch, branch->last, new_kid(t, KID_WIDGET, widget, page));
}

static void order_content(struct tree *t)
{
    uint32_t link = 0, widget = 0;
    for (uint32_t page = 0; page < t->section->page_count; page++) {
        const struct rendered_page *rendered = &t->placed->rendered->pages[page];
        const struct paper_page *p = &t->section->pages[page];
        for (uint32_t mcid = 0; mcid < rendered->owner_count; mcid++)
            add_content(t, rendered->owners[mcid], KID_CONTENT, mcid, page);
        for (size_t i = 0; i < p->link_count; i++, link++)
            add_content(t, structure_link_element(t->section, &p->links[i]), KID_LINK, link, page);
        for (size_t i = 0; i < p->widget_count; i++, widget++)
            add_widget(t, p->widgets[i].element, widget, page);
    }
}

static void attach_empty(struct tree *t)
{
    for (int32_t i = 0; (size_t)i < t->section->element_count; i++) {
        struct branch *parent = parent_of(t, i), *self = &t->branches[i + 1];
        if (!self->as_kid) {
            int32_t before = parent->last_seen;
            self->as_kid = new_kid(t, KID_ELEMENT, (uint32_t)i, 0);
            insert_kid(parent, before < 0 ? NULL : t->branches[before + 1].as_kid, self->as_kid);
        }
        parent->last_seen = i;
    }
}

static bool build(struct tree *t)
{
    size_t count = t->section->element_count + 1;
    t->branches = ARENA_ARRAY(t->a, struct branch, count);
    for (size_t i = 0; i < count; i++) t->branches[i].page = t->branches[i].last_seen = -1;
    order_content(t);
    attach_empty(t);
    for (size_t i = 0; i < count; i++)
        if (t->branches[i].kid_count > MOST_KIDS) return false;
    return true;
}

#ifndef NDEBUG
// Counts the kids of a branch by what they are; false if the list is not as it should be.
static bool count_kids(const struct tree *t, const struct branch *branch, uint32_t *elements,
                       uint32_t *contents, uint32_t *annotations)
{
    uint32_t count = 0;
    const struct kid *last = NULL;
    for (const struct kid *kid = branch->first; kid; last = kid, kid = kid->next, count++) {
        bool element = kid->kind == KID_ELEMENT;
        if (element && t->branches[kid->value + 1].as_kid != kid) return false;
        if (element && parent_of((struct tree *)t, (int32_t)kid->value) != branch) return false;
        if (element) ++*elements;
        else if (kid->kind == KID_CONTENT) ++*contents;
        else ++*annotations;
    }
    return last == branch->last && count == branch->kid_count;
}

// Every element is once in its parent's list, and every piece of marked content, link and widget is
// once in some list.
static bool is_consistent(const struct tree *t)
{
    const struct rendered_section *r = t->placed->rendered;
    uint32_t elements = 0, contents = 0, annotations = 0, owned = 0;
    for (size_t i = 0; i <= t->section->element_count; i++)
        if (!count_kids(t, &t->branches[i], &elements, &contents, &annotations)) return false;
    for (size_t i = 0; i < t->section->page_count; i++) owned += r->pages[i].owner_count;
    return elements == t->section->element_count && contents == owned &&
           annotations == r->link_count + r->widget_count;
}
#endif

static void write_kid(struct tree *t, const struct branch *of, const struct kid *kid)
{
    const struct placed_section *p = t->placed;
    switch (kid->kind) {
    case KID_ELEMENT:
        syntax_reference(t->out, section_element_number(p, (int32_t)kid->value));
        break;
    case KID_CONTENT:
        if ((int32_t)kid->page == of->page) buf_int(t->out, kid->value);
        else
            buf_printf(t->out, "<</Type/MCR/Pg %u 0 R/MCID %u>>", p->page_numbers[kid->page],
                       kid->value);
        break;
    case KID_LINK:
        buf_printf(t->out, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>", p->page_numbers[kid->page],
                   section_link_number(p, kid->value));
        break;
    case KID_WIDGET:
        buf_printf(t->out, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>", p->page_numbers[kid->page],
                   section_widget_number(p, kid->value));
        break;
    }
}

static void write_kids(struct tree *t, const struct branch *branch)
{
    if (!branch->first) return;
    BUF_LIT(t->out, "/K");
    buf_c(t->out, branch->kid_count > 1 ? '[' : ' ');
    for (const struct kid *kid = branch->first; kid; kid = kid->next) {
        if (kid != branch->first) buf_c(t->out, ' ');
        write_kid(t, branch, kid);
    }
    if (branch->kid_count > 1) buf_c(t->out, ']');
}

static void write_list_attributes(struct buf *out, const struct paper_element *e)
{
    if (e->numbering != NUMBERING_NONE)
        buf_printf(out, "/A<</O/List/ListNumbering/%s>>",
                   e->numbering == NUMBERING_DISC ? "Disc" : "Decimal");
}

static void write_cell_attributes(struct buf *out, const struct paper_element *e)
{
    if (e->header_scope == SCOPE_NONE && e->column_span < 2 && e->row_span < 2) return;
    BUF_LIT(out, "/A<</O/Table");
    if (e->header_scope != SCOPE_NONE)
        buf_printf(out, "/Scope/%s", e->header_scope == SCOPE_ROW ? "Row" : "Column");
    if (e->column_span > 1) buf_printf(out, "/ColSpan %u", e->column_span);
    if (e->row_span > 1) buf_printf(out, "/RowSpan %u", e->row_span);
    BUF_LIT(out, ">>");
}

static void write_bounds(struct buf *out, const struct paper_element *e, mpt height)
{
    if (e->bounds.w <= 0 || e->bounds.h <= 0) return;
    mpt corners[4] = {e->bounds.x, height - e->bounds.y - e->bounds.h, e->bounds.x + e->bounds.w,
                      height - e->bounds.y};
    BUF_LIT(out, "/A<</O/Layout/Placement/Block/BBox[");
    for (int i = 0; i < 4; i++) {
        if (i) buf_c(out, ' ');
        syntax_points(out, corners[i]);
    }
    BUF_LIT(out, "]>>");
}

static void write_text_entry(struct buf *out, const char *key, const char *text)
{
    if (!text) return;
    buf_str(out, key);
    syntax_text(out, text);
}

static void write_element(struct tree *t, int32_t element)
{
    const struct paper_element *e = &t->section->elements[element];
    const struct branch *branch = &t->branches[element + 1];
    const struct branch *parent = parent_of(t, element);
    buf_printf(t->out, "<</S/%s/P %u 0 R", e->type,
               section_element_number(t->placed, (int32_t)(parent - t->branches) - 1));
    if (branch->page >= 0) buf_printf(t->out, "/Pg %u 0 R", t->placed->page_numbers[branch->page]);
    write_list_attributes(t->out, e);
    write_cell_attributes(t->out, e);
    write_bounds(t->out, e, t->section->page_height);
    write_text_entry(t->out, "/Lang", e->language);
    write_text_entry(t->out, "/Alt", e->alternative);
    write_text_entry(t->out, "/T", e->title);
    write_kids(t, branch);
    BUF_LIT(t->out, ">>");
}

static void write_root(struct tree *t, uint32_t document_element)
{
    const struct branch *root = &t->branches[0];
    buf_printf(t->out, "<</S/Sect/P %u 0 R", document_element);
    if (root->page >= 0) buf_printf(t->out, "/Pg %u 0 R", t->placed->page_numbers[root->page]);
    write_kids(t, root);
    BUF_LIT(t->out, ">>");
}

static void write_parents(struct tree *t, size_t page)
{
    const struct rendered_page *rendered = &t->placed->rendered->pages[page];
    buf_c(t->out, '[');
    for (uint32_t i = 0; i < rendered->owner_count; i++) {
        if (i) buf_c(t->out, ' ');
        syntax_reference(t->out, section_element_number(t->placed, rendered->owners[i]));
    }
    buf_c(t->out, ']');
}

static void write_link(struct tree *t, const struct paper_link *link, size_t page, uint32_t key)
{
    mpt height = t->section->page_height;
    struct rect r = link->rect;
    buf_printf(t->out,
               "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/P %u 0 R/StructParent %u/Rect[",
               t->placed->page_numbers[page], key);
    mpt corners[4] = {r.x, height - r.y - r.h, r.x + r.w, height - r.y};
    for (int i = 0; i < 4; i++) {
        syntax_points(t->out, corners[i]);
        buf_c(t->out, i < 3 ? ' ' : ']');
    }
    BUF_LIT(t->out, "/Contents");
    syntax_text(t->out, link->contents ? link->contents : link->uri);
    BUF_LIT(t->out, "/A<</S/URI/URI");
    syntax_uri(t->out, link->uri);
    BUF_LIT(t->out, ">>>>");
}

// Makes an object of the text that was written since the last one ended.
static void end_object(struct tree *t, struct slice **next)
{
    **next = (struct slice){arena_strndup(t->a, t->out->p, t->out->n), t->out->n, false};
    t->out->n = 0;
    ++*next;
}

bool structure_block(const struct placed_section *p, uint32_t document_element,
                     const struct constants *constants, struct arena *a, struct slice *objects)
{
    struct buf out = {0};
    const struct paper_section *section = p->rendered->section;
    const struct slice *first = objects;
    struct tree t = {.placed = p, .section = section, .a = a, .out = &out};
    if (!build(&t)) return false;
    assert(is_consistent(&t));
    write_root(&t, document_element);
    end_object(&t, &objects);
    for (int32_t i = 0; (size_t)i < section->element_count; i++)
        write_element(&t, i), end_object(&t, &objects);
    for (size_t page = 0; page < section->page_count; page++)
        write_parents(&t, page), end_object(&t, &objects);
    uint32_t key = p->key + (uint32_t)section->page_count;
    for (size_t page = 0; page < section->page_count; page++)
        for (size_t i = 0; i < section->pages[page].link_count; i++)
            write_link(&t, &section->pages[page].links[i], page, key++), end_object(&t, &objects);
    (void)first;
    assert(objects ==
           first + 1 + section->element_count + section->page_count + p->rendered->link_count);
    if (p->rendered->widget_count) fields_write(p, constants, &out, a, objects);
    buf_free(&out);
    return true;
}
