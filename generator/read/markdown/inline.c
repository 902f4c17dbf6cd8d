// Reading the inlines of one block: from cmark's nodes to ours. Text that belongs together becomes
// one node. Of what cannot stand on paper (raw HTML, links that lead nowhere, pictures that are not
// there) only the words are left, and a diagnostic.
#include "base/translate.h"
#include "read/markdown/state.h"

#include <stdlib.h>
#include <string.h>

#include "read/markdown/span.h"

struct inline_walk {
    struct markdown *m;
    struct span_finder finder;
    struct doc_node *at;     // where the next node goes
    struct doc_node *image;  // whose alternative text is being read; NULL: none
    struct buf text;         // that is not appended yet
    struct markdown_span text_span;
    bool html;     // HTML has been reported
    bool heading;  // not a table's cell, which cmark has read as one
};

static void add_words(struct inline_walk *in, struct doc_node *into, struct place at, size_t start,
                      size_t end)
{
    const struct buf *text = &in->text;
    if (start < end)
        doc_text(in->m->a, into, arena_strndup(in->m->a, text->p + start, end - start), at);
}

static bool is_in_link(const struct doc_node *n)
{
    while (n && doc_is_inline(n->kind) && n->kind != DOC_LINK) n = n->parent;
    return n && n->kind == DOC_LINK;
}

// Appends the text; addresses in it become links, but not in a link or an alternative text.
static void add_with_links(struct inline_walk *in)
{
    struct markdown *m = in->m;
    struct markdown_bare bare;
    struct place place = markdown_place(m, in->text_span);
    size_t at = 0;
    bool wanted = !in->image && m->depth < MARKDOWN_DEPTH && !is_in_link(in->at);
    while (wanted && markdown_bare_find(in->text.p, in->text.n, at, &bare)) {
        add_words(in, in->at, place, at, bare.start);
        struct doc_node *link = doc_append(in->at, doc_new(m->a, DOC_LINK, place));
        add_words(in, link, place, bare.start, bare.end);
        const char *url = arena_printf(m->a, "%s%s", bare.before, link->first->text);
        link->text = markdown_link_target(m, url, false, place);
        at = bare.end;
    }
    add_words(in, in->at, place, at, in->text.n);
}

static void flush(struct inline_walk *in)
{
    if (!in->text.n) return;
    struct markdown *m = in->m;
    if (m->dialect == MARKDOWN_TEXT)
        markdown_foreign_check(m, in->text.p, in->text.n, in->text_span, in->heading);
    if (m->dialect == MARKDOWN_TEMPLATE)
        markdown_value_add_text(m, in->at, in->text.p, in->text.n, in->text_span);
    else add_with_links(in);
    in->text.n = 0;
}

// Several spaces become one, as in HTML; also those on both sides of something that is left out.
static void add_text(struct inline_walk *in, const char *text, struct markdown_span span)
{
    if (!in->text.n) in->text_span = span;
    in->text_span.end = span.end;
    for (; *text; text++) {
        char c = *text == '\t' ? ' ' : *text;
        if (c != ' ' || !in->text.n || in->text.p[in->text.n - 1] != ' ') buf_c(&in->text, c);
    }
}

static void add_break(struct inline_walk *in, enum doc_kind kind)
{
    struct markdown_span span = {in->finder.at, in->finder.at};
    if (in->image) {
        add_text(in, " ", span);
    } else {
        flush(in);
        doc_append(in->at, doc_new(in->m->a, kind, markdown_place(in->m, span)));
    }
    markdown_span_line_end(&in->finder);
}

static void add_code(struct inline_walk *in, cmark_node *n)
{
    struct markdown_span span = markdown_span_code(&in->finder, n);
    const char *code = cmark_node_get_literal(n);
    if (in->image) {
        add_text(in, code, span);
        return;
    }
    flush(in);
    struct doc_node *new = doc_append(
        in->at, doc_new(in->m->a, DOC_CODE_SPAN, markdown_place(in->m, span)));
    new->text = arena_strdup(in->m->a, code);
}

// Leaves out a tag; <br> is a line break, which a table's cell can have in no other way.
static void leave_out_html(struct inline_walk *in, cmark_node *n)
{
    const char *html = cmark_node_get_literal(n);
    struct markdown_span span = markdown_span_mark(&in->finder, "<");
    size_t length = strlen(html);
    if (in->finder.end - span.start >= length) in->finder.at = span.end = span.start + length;
    bool line = markdown_html_is_break(html) && in->m->dialect == MARKDOWN_TEXT;
    if (!in->html && !line && !markdown_html_is_comment(html)) {
        in->html = true;
        markdown_html_report(in->m, markdown_place(in->m, span), html);
    }
    if (line && in->image) {
        add_text(in, " ", span);
    } else if (line) {
        flush(in);
        doc_append(in->at, doc_new(in->m->a, DOC_LINEBREAK, markdown_place(in->m, span)));
    }
}

// Opens a node that has content. It is appended when it is closed, since it may be empty or not to
// be shown.
static struct doc_node *open_node(struct inline_walk *in, cmark_node *n, enum doc_kind kind,
                                  struct place at)
{
    flush(in);
    struct doc_node *new = doc_new(in->m->a, kind, at);
    new->parent = in->at;
    in->at = new;
    in->m->depth++;
    cmark_node_set_user_data(n, new);
    return new;
}

static void open_emphasis(struct inline_walk *in, cmark_node *n, enum doc_kind kind)
{
    struct place at = markdown_place(in->m, (struct markdown_span){in->finder.at, in->finder.at});
    if (!in->image && markdown_report_depth(in->m, 1, at)) open_node(in, n, kind, at);
}

static bool begins_with_caret(cmark_node *link)
{
    cmark_node *first = cmark_node_first_child(link);
    const char *text = first ? cmark_node_get_literal(first) : NULL;
    return text && *text == '^';
}

static void open_link(struct inline_walk *in, cmark_node *n)
{
    if (in->image) return;
    bool bare = in->finder.at < in->finder.end && in->m->text[in->finder.at] == '<';
    struct place at = markdown_place(in->m, markdown_span_mark(&in->finder, bare ? "<" : "["));
    const char *target = markdown_link_target(in->m, cmark_node_get_url(n), begins_with_caret(n),
                                              at);
    if (!target || !markdown_report_depth(in->m, 1, at)) return;
    struct doc_node *link = open_node(in, n, DOC_LINK, at);
    link->text = target;
    if (*cmark_node_get_title(n)) link->title = arena_strdup(in->m->a, cmark_node_get_title(n));
}

static void open_image(struct inline_walk *in, cmark_node *n)
{
    if (in->image) return;
    struct place at = markdown_place(in->m, markdown_span_mark(&in->finder, "!["));
    in->image = open_node(in, n, DOC_IMAGE, at);
    in->image->text = arena_strdup(in->m->a, cmark_node_get_url(n));
    if (*cmark_node_get_title(n))
        in->image->title = arena_strdup(in->m->a, cmark_node_get_title(n));
}

static void load_image(struct markdown *m, struct doc_node *image)
{
    const char *name = markdown_link_file_name(m->a, image->text);
    if (!name || !m->folder) {
        markdown_report(
            m, DIAG_WARNING, image->place, NULL, "picture-not-shown",
            name ? N_("a picture cannot stand here: only its text alternative is shown")
                 : N_("the picture is not a file beside the text: only its text alternative is "
                      "shown"));
        return;
    }
    // people's texts are set without a picture that cannot be used; a template is mended
    enum diag_level level = m->dialect == MARKDOWN_TEXT ? DIAG_WARNING : DIAG_ERROR;
    const struct image *loaded = picture_read(m->d, m->a, image->place, m->folder, name, level);
    if (!loaded) return;
    m->pixels += (uint64_t)loaded->width * loaded->height;
    if (m->pixels > MARKDOWN_PIXELS) {
        markdown_report(m, level, image->place, NULL, "pictures-too-large",
                        "the pictures of this text have more than %d megapixels together",
                        MARKDOWN_PIXELS / 1000000);
        return;
    }
    image->text = name;
    image->image = loaded;
    if (!image->first)
        markdown_report(m, DIAG_WARNING, image->place,
                        "write what it shows between the brackets: ![what it shows](…)",
                        "picture-without-alternative", "the picture \"%s\" has no text alternative",
                        name);
}

static void close_node(struct inline_walk *in, cmark_node *n)
{
    struct doc_node *node = cmark_node_get_user_data(n);
    if (cmark_node_get_type(n) == CMARK_NODE_LINK || cmark_node_get_type(n) == CMARK_NODE_IMAGE)
        markdown_span_link_end(&in->finder);
    if (!node) return;
    flush(in);
    in->at = node->parent;
    in->m->depth--;
    if (node == in->image) in->image = NULL;
    if (node->kind == DOC_IMAGE) load_image(in->m, node);
    if (node->kind != DOC_IMAGE) markdown_struck(in->m, node);
    if (node->kind == DOC_IMAGE ? node->image != NULL : node->first != NULL) {
        doc_append(in->at, node);
        return;
    }
    for (struct doc_node *child = node->first, *next; child; child = next) {
        next = child->next;
        doc_append(in->at, child);
    }
}

static void enter(struct inline_walk *in, cmark_node *n)
{
    switch (cmark_node_get_type(n)) {
    case CMARK_NODE_TEXT:
        add_text(in, cmark_node_get_literal(n), markdown_span_text(&in->finder, n));
        break;
    case CMARK_NODE_SOFTBREAK: add_break(in, DOC_SOFTBREAK); break;
    case CMARK_NODE_LINEBREAK: add_break(in, DOC_LINEBREAK); break;
    case CMARK_NODE_CODE: add_code(in, n); break;
    case CMARK_NODE_HTML_INLINE: leave_out_html(in, n); break;
    case CMARK_NODE_EMPH: open_emphasis(in, n, DOC_EMPHASIS); break;
    case CMARK_NODE_STRONG: open_emphasis(in, n, DOC_STRONG); break;
    case CMARK_NODE_LINK: open_link(in, n); break;
    case CMARK_NODE_IMAGE: open_image(in, n); break;
    default: break;
    }
}

static bool is_break(const struct doc_node *n)
{
    return n->kind == DOC_SOFTBREAK || n->kind == DOC_LINEBREAK;
}

// Drops line breaks at either end, where what stood beside them was left out.
static void drop_outer_breaks(struct doc_node *block)
{
    struct doc_node *last = NULL;
    while (block->first && is_break(block->first)) block->first = block->first->next;
    for (struct doc_node *n = block->first; n; n = n->next)
        if (!is_break(n)) last = n;
    if (last) last->next = NULL;
    block->last = last;
}

void markdown_inline_read(struct markdown *m, cmark_node *block, struct doc_node *into,
                          const struct markdown_span *cell)
{
    struct inline_walk in = {.m = m, .finder = markdown_span_begin(m, block, cell), .at = into};
    in.heading = !cell && cmark_node_get_type(block) == CMARK_NODE_HEADING;
    cmark_iter *iter = cmark_iter_new(block);
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *n = cmark_iter_get_node(iter);
        if (n == block) continue;
        if (event == CMARK_EVENT_ENTER) enter(&in, n);
        else close_node(&in, n);
    }
    flush(&in);
    markdown_struck(m, into);
    drop_outer_breaks(into);
    cmark_iter_free(iter);
    buf_free(&in.text);
}
