// Gathering inlines: their text with white space collapsed, and the spans in it.
#include "layout/inlines.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "layout/element.h"

enum { NESTING = 64 };

struct mode {  // how the text of a node is set
    struct pen_style style;
    int32_t link;
    bool struck;
};

struct gather {
    const struct context *context;
    struct inlines *out;
    struct buf text;
    // where a space stands that waits for the next letter, NULL: none
    const struct doc_node *space;
    struct mode space_mode;
};

static bool is_same_style(const struct pen_style *a, const struct pen_style *b)
{
    return a->style == b->style && a->element == b->element && a->language == b->language &&
           a->size == b->size && a->tone == b->tone;
}

static void span_open(struct gather *g, const struct mode *m, const struct doc_node *node)
{
    struct inlines *in = g->out;
    uint32_t at = (uint32_t)g->text.n;
    struct span *last = in->span_count ? &in->spans[in->span_count - 1] : NULL;
    if (last && last->link == m->link && last->struck == m->struck &&
        is_same_style(&last->style, &m->style))
        return;
    if (last) last->end = at;
    *ARENA_PUSH(g->context->ts->scratch, in->spans, in->span_count, in->span_room) = (struct span){
        .start = at, .style = m->style, .node = node, .link = m->link, .struck = m->struck};
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF;
}

static void add_space(struct gather *g)
{
    if (!g->space) return;
    span_open(g, &g->space_mode, g->space);
    buf_c(&g->text, ' ');
    g->space = NULL;
}

static void add_text(struct gather *g, const struct mode *m, const struct doc_node *node,
                     const char *s)
{
    struct inlines *in = g->out;
    while (*s) {
        const char *start = s;
        while (*s > ' ' && *s < 0x7F) s++;
        if (s > start) {
            add_space(g);
            span_open(g, m, node);
            buf_add(&g->text, start, (size_t)(s - start));
            continue;
        }
        uint32_t c = utf8_next(&s);
        if (is_space(c)) {
            if (g->space || !g->text.n || g->text.p[g->text.n - 1] == '\n') continue;
            g->space = node;
            g->space_mode = *m;
        } else if (c == 0xAD) {
            *ARENA_PUSH(g->context->ts->scratch, in->soft, in->soft_count,
                        in->soft_room) = (uint32_t)g->text.n;
        } else if (!is_control(c)) {
            add_space(g);
            span_open(g, m, node);
            buf_add(&g->text, start, (size_t)(s - start));
        }
    }
}

static void add_break(struct gather *g)
{
    g->space = NULL;
    if (g->text.n) buf_c(&g->text, '\n');
}

static void gather_nodes(struct gather *g, const struct doc_node *first,
                         const struct doc_node *stop, struct mode m, int depth);

static struct mode code_mode(struct gather *g, struct mode m)
{
    m.style.element = element_new(g->context->ts, "Code", m.style.element);
    m.style.style = FONT_MONO;
    m.style.size = m.style.size / 100 * 92;
    return m;
}

// Whether anything in it can be read: a picture is set for itself and is no text of the line.
static bool has_words(const struct doc_node *n, int depth)
{
    if (n->kind == DOC_IMAGE && n->image) return false;
    if (n->text && n->kind != DOC_LINK && n->text[strspn(n->text, " \t\r\n")]) return true;
    for (const struct doc_node *child = n->first; child && depth < NESTING; child = child->next)
        if (has_words(child, depth + 1)) return true;
    return false;
}

static void gather_link(struct gather *g, const struct doc_node *n, struct mode m, int depth)
{
    struct typesetter *ts = g->context->ts;
    const char *words = doc_plain(ts->arena, n);
    if (m.link < 0 && n->text && *n->text && has_words(n, 0)) {
        struct inlines *in = g->out;
        m.style.element = element_new(ts, "Link", m.style.element);
        m.style.tone = TONE_ACCENT;
        m.link = (int32_t)in->link_count;
        *ARENA_PUSH(ts->scratch, in->links, in->link_count, in->link_room) = (struct inline_link){
            n->text, n->title && *n->title ? n->title : words, m.style.element};
    }
    gather_nodes(g, n->first, NULL, m, depth);
}

static void gather_node(struct gather *g, const struct doc_node *n, struct mode m, int depth)
{
    struct typesetter *ts = g->context->ts;
    if (n->language && (!m.style.language || strcmp(n->language, m.style.language))) {
        m.style.element = element_new(ts, "Span", m.style.element);
        element_get(ts, m.style.element)->language = n->language;
        m.style.language = n->language;
    }
    switch (n->kind) {
    case DOC_TEXT: add_text(g, &m, n, n->text ? n->text : ""); break;
    case DOC_SOFTBREAK: add_text(g, &m, n, " "); break;
    case DOC_LINEBREAK: add_break(g); break;
    case DOC_CODE_SPAN:
        m = code_mode(g, m);
        add_text(g, &m, n, n->text ? n->text : "");
        break;
    case DOC_LINK: gather_link(g, n, m, depth); break;
    case DOC_IMAGE:
        if (n->image)
            *ARENA_PUSH(ts->scratch, g->out->pictures, g->out->picture_count,
                        g->out->picture_room) = n;
        else gather_nodes(g, n->first, NULL, m, depth);
        break;
    case DOC_EMPHASIS:
        if (m.style.style < FONT_MONO) m.style.style ^= FONT_ITALIC;
        gather_nodes(g, n->first, NULL, m, depth);
        break;
    case DOC_STRUCK:
        m.struck = true;
        gather_nodes(g, n->first, NULL, m, depth);
        break;
    case DOC_STRONG:
        if (m.style.style < FONT_MONO) m.style.style |= FONT_BOLD;
        gather_nodes(g, n->first, NULL, m, depth);
        break;
    default:
        if (n->first) gather_nodes(g, n->first, NULL, m, depth);
        else if (n->text) add_text(g, &m, n, n->text);
    }
}

// Only the words of what is nested too deep to be set in styles of its own.
static void gather_words(struct gather *g, const struct doc_node *root, struct mode m)
{
    for (const struct doc_node *n = root;;) {
        bool has_text = n->kind == DOC_TEXT || n->kind == DOC_CODE_SPAN || n->kind == DOC_CODE;
        if (has_text && n->text) add_text(g, &m, n, n->text);
        else if (n->kind == DOC_SOFTBREAK || !doc_is_inline(n->kind)) add_text(g, &m, n, " ");
        if (n->first) {
            n = n->first;
            continue;
        }
        while (n != root && !n->next) n = n->parent;
        if (n == root) return;
        n = n->next;
    }
}

static void gather_nodes(struct gather *g, const struct doc_node *first,
                         const struct doc_node *stop, struct mode m, int depth)
{
    for (const struct doc_node *n = first; n && n != stop; n = n->next) {
        if (!doc_is_inline(n->kind)) add_text(g, &m, n, " ");
        if (depth >= NESTING) gather_words(g, n, m);
        else gather_node(g, n, m, depth + 1);
    }
}

static struct mode mode_of(const struct context *c, const struct text_style *text_style,
                           int32_t element)
{
    return (struct mode){
        .style = {text_style->style, text_style->tone, text_style->size, element, c->language},
        .link = -1};
}

static void finish(struct gather *g)
{
    struct inlines *in = g->out;
    while (g->text.n && g->text.p[g->text.n - 1] == '\n') g->text.n--;
    in->n = (uint32_t)g->text.n;
    in->text = arena_strndup(g->context->ts->scratch, g->text.p, g->text.n);
    if (in->span_count) in->spans[in->span_count - 1].end = in->n;
    buf_free(&g->text);
}

void inlines_gather(const struct context *c, const struct doc_node *first,
                    const struct doc_node *stop, const struct text_style *text_style,
                    int32_t element, struct inlines *out)
{
    struct gather g = {.context = c, .out = out};
    *out = (struct inlines){0};
    gather_nodes(&g, first, stop, mode_of(c, text_style, element), 0);
    finish(&g);
}

void inlines_code(const struct context *c, const struct doc_node *node, const char *text, size_t n,
                  int32_t element, struct inlines *out)
{
    struct gather g = {.context = c, .out = out};
    struct mode m = mode_of(c, &c->ts->styles->of[STYLE_CODE], element);
    *out = (struct inlines){0};
    span_open(&g, &m, node);
    for (const char *s = text; s < text + n;) {
        const char *start = s;
        uint32_t ch = utf8_next(&s);
        if (ch == '\t') BUF_LIT(&g.text, "    ");
        else if (!is_control(ch)) buf_add(&g.text, start, (size_t)(s - start));
    }
    finish(&g);
}

size_t inlines_span(const struct inlines *in, uint32_t at)
{
    assert(in->span_count && at <= in->n);
    size_t low = 0, high = in->span_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (in->spans[middle].start <= at) low = middle;
        else high = middle;
    }
    return low;
}
