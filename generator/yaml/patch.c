// Making patches. In block style, entries are lines with an indentation; in flow style, they are
// parted by commas.
#include "yaml/patch.h"

#include <string.h>

#include "yaml/expected.h"

// ---- The style of the file

struct style_seen {  // what has been seen of a style
    bool step, list, braces;
};

static void detect_style(struct patch_file *f, struct style_seen *seen, const struct node *n)
{
    if (n->kind == NODE_MAP && !n->block && n->count && !seen->braces) {
        seen->braces = true;
        f->style.tight = n->keys[0]->start == n->start + 1;
    }
    for (size_t i = 0; i < n->count && !(seen->step && seen->list && seen->braces); i++) {
        const struct node *item = n->items[i];
        bool inner = n->kind == NODE_MAP && n->block && item->block && item->count;
        size_t from = inner ? extent_indent(f->t, n) : 0,
               to = inner ? extent_indent(f->t, item) : 0;
        if (inner && item->kind == NODE_LIST && !seen->list) {
            seen->list = true;
            f->style.list_step = to > from ? to - from : 0;
        }
        if (inner && item->kind == NODE_MAP && !seen->step && to > from) {
            seen->step = true;
            f->style.step = to - from;
        }
        detect_style(f, seen, item);
    }
}

static const char *line_end_of(struct text t)
{
    for (size_t i = 0; i < t.n; i++) {
        if (t.p[i] == '\n') return "\n";
        if (t.p[i] == '\r') return i + 1 < t.n && t.p[i + 1] == '\n' ? "\r\n" : "\r";
    }
    return "\n";
}

void patch_detect_style(struct patch_file *f, const struct node *root)
{
    struct style_seen seen = {0};
    bool whole = node_is_null(root);
    f->style = (struct emit_style){
        .eol = line_end_of(f->t), .step = 2, .list_step = 2, .flow_maps = whole, .whole = whole};
    if (root) detect_style(f, &seen, root);
    if (seen.step && !seen.list) f->style.list_step = f->style.step;
    if (f->style.step == 0) f->style.step = 2;
}

static bool has_map_in_braces(const struct node *map)
{
    for (size_t i = 0; i < map->count; i++)
        if (map->items[i]->kind == NODE_MAP && map->items[i]->count && !map->items[i]->block)
            return true;
    return false;
}

// How the maps of a list are written: as the last of them is.
static enum emit_maps maps_of_siblings(const struct node *list)
{
    for (size_t i = list->count; i-- > 0;)
        if (list->items[i]->kind == NODE_MAP && list->items[i]->count)
            return list->items[i]->block ? EMIT_LINES : EMIT_BRACES;
    return EMIT_AS_FITS;
}

static void emit_after(struct patch_file *f, struct buf *out, const struct node *container,
                       const char *key, const struct node *v)
{
    struct emit_style style = f->style;
    size_t column = extent_indent(f->t, container);
    if (container->kind == NODE_MAP) {
        style.flow_maps |= has_map_in_braces(container);
        emit_after_key(out, &style, key, v, column);
    } else emit_after_dash(out, &style, v, column, maps_of_siblings(container));
}

// ---- Putting a value in a value's place

static void add_slice(struct buf *out, struct text t, size_t from, size_t to)
{
    if (to > from) buf_add(out, t.p + from, to - from);
}

// The same, unless it is only blanks.
static void add_comment(struct buf *out, struct text t, size_t from, size_t to)
{
    if (extent_skip_blanks(t, from) < to) add_slice(out, t, from, to);
}

static bool begins_line(const struct buf *b)
{
    return b->n && (b->p[0] == '\n' || b->p[0] == '\r');
}

static bool is_one_line(const struct buf *b)
{
    return !memchr(b->p, '\n', b->n) && !memchr(b->p, '\r', b->n);
}

static void patch_in_flow(struct patch_file *f, struct patch *c, const struct node *parent,
                          size_t at, const struct node *v)
{
    const struct node *old = parent->items[at];
    c->from = old->start;
    c->to = old->end;
    // an empty value, perhaps without its colon
    if (old->start == old->end && parent->kind == NODE_MAP) {
        size_t colon = extent_indicator(f->t, parent, at);
        if (!colon) buf_c(&c->bytes, ':');
        buf_c(&c->bytes, ' ');
        c->from = c->to = colon ? colon : parent->keys[at]->end;
        size_t next = extent_skip_blanks(f->t, c->to);
        if (next < f->t.n && f->t.p[next] == ',') c->to = next;
    }
    emit_flow(&c->bytes, &f->style, v);
}

// Replaces a value that begins on the line of its key or dash; after: behind the colon or dash.
static void patch_beside(struct text t, struct patch *c, const struct node *old, size_t after,
                         size_t end, struct buf *new)
{
    bool text_block = old->kind == NODE_SCALAR && old->block;
    size_t rest = text_block ? extent_header(t, old) : end, line_end = extent_line_end(t, rest);
    bool below = begins_line(new);
    c->from = after;
    c->to = below && !text_block ? line_end : end;
    if (below) add_comment(&c->bytes, t, rest, line_end);
    bool spaced = old->start > after && is_one_line(new);  // the blanks that are there stay
    if (spaced) c->from = old->start;
    if (!below && old->start == after && extent_skip_blanks(t, after) == line_end) c->to = line_end;
    buf_add(&c->bytes, new->p + spaced, new->n - spaced);
    if (!below && text_block) add_comment(&c->bytes, t, rest, line_end);
}

// Replaces a value that stands below its key or dash.
static void patch_below(struct text t, struct patch *c, const struct node *old, size_t after,
                        size_t end, struct buf *new)
{
    size_t line_end = extent_line_end(t, after);
    bool below = begins_line(new);
    c->from = below ? line_end : after;
    c->to = old->kind == NODE_SCALAR && old->block ? end : extent_line_end(t, end);
    buf_add(&c->bytes, new->p, new->n);
    if (!below) add_comment(&c->bytes, t, after, line_end);
}

static bool patch_in_block(struct patch_file *f, struct patch *c, const struct node *parent,
                           size_t at, const struct node *v)
{
    const struct node *old = parent->items[at];
    size_t after = extent_indicator(f->t, parent, at), end = extent_entry_end(f->t, parent, at);
    if (!after || old->start < after) return false;
    struct buf new = {0};
    emit_after(f, &new, parent, parent->kind == NODE_MAP ? parent->keys[at]->text : NULL, v);
    bool beside = old->start <= extent_line_end(f->t, after);
    if (beside) patch_beside(f->t, c, old, after, end, &new);
    else if (old->kind == NODE_SCALAR && !old->block && !begins_line(&new)) {
        c->from = old->start;
        c->to = old->end;
        buf_add(&c->bytes, new.p + 1, new.n - 1);
    } else patch_below(f->t, c, old, after, end, &new);
    buf_free(&new);
    return true;
}

static void patch_root(struct patch_file *f, struct patch *c, const struct node *old,
                       const struct node *v)
{
    bool empty = !old || old->start == old->end, lines = v->kind != NODE_SCALAR && v->count;
    c->from = old ? old->start : f->t.n;
    c->to = old ? extent_end(f->t, old, EXTENT_NOWHERE) : c->from;
    if (lines && extent_first_on_line(f->t, c->from)) c->from = extent_line_start(f->t, c->from);
    if ((lines || empty) && c->from != extent_line_start(f->t, c->from))
        buf_str(&c->bytes, f->style.eol);
    emit_block(&c->bytes, &f->style, v, 0);
    if (empty) buf_str(&c->bytes, f->style.eol);
}

bool patch_value(struct patch_file *f, struct patch *c, struct patch_target at,
                 const struct node *v)
{
    if (at.parent && at.parent->block) return patch_in_block(f, c, at.parent, at.index, v);
    if (at.parent) patch_in_flow(f, c, at.parent, at.index, v);
    else patch_root(f, c, at.node, v);
    return true;
}

// ---- Adding an entry or an item

// Writes an entry of a list or map in brackets.
static void emit_member(struct patch_file *f, struct buf *out, const char *key,
                        const struct node *v)
{
    if (key) {
        emit_scalar(out, key, true);
        BUF_LIT(out, ": ");
    }
    emit_flow(out, &f->style, v);
}

// Adds an entry behind the last one: on its line, or on a line of its own where the last one has
// one.
static void patch_into_flow(struct patch_file *f, struct patch *c, const struct node *container,
                            const char *key, const struct node *v)
{
    struct text t = f->t;
    size_t last = container->count - 1, entry = extent_entry(t, container, last);
    size_t end = extent_entry_end(t, container, last), line_end = extent_line_end(t, end);
    size_t comma = extent_skip_blanks(t, end);
    bool has_comma = comma < t.n && t.p[comma] == ',';
    bool lines = extent_first_on_line(t, entry) &&
                 extent_last_on_line(t, has_comma ? comma + 1 : end);
    c->from = end;
    c->to = lines ? line_end : end;
    if (!lines || !has_comma) buf_c(&c->bytes, ',');
    if (lines) {
        add_slice(&c->bytes, t, end, line_end);
        buf_str(&c->bytes, f->style.eol);
        add_slice(&c->bytes, t, extent_line_start(t, entry), entry);
    } else buf_c(&c->bytes, ' ');
    emit_member(f, &c->bytes, key, v);
    if (lines && has_comma) buf_c(&c->bytes, ',');
}

static bool only_blanks_inside(struct text t, const struct node *container)
{
    return extent_skip_blanks(t, container->start + 1) + 1 == container->end;
}

// Adds an entry to { } or [ ] with nothing in it.
static bool patch_into_empty(struct patch_file *f, struct patch *c, struct patch_target at,
                             const char *key, const struct node *v)
{
    const struct node *container = at.node;
    struct node *filled = expected_container(f->a, container->kind);
    expected_add(f->a, filled, key, (struct node *)v);
    if (only_blanks_inside(f->t, container)) return patch_value(f, c, at, filled);
    c->from = c->to = container->start + 1;
    buf_c(&c->bytes, ' ');
    emit_member(f, &c->bytes, key, v);
    buf_c(&c->bytes, ' ');
    return true;
}

static struct node *last_leaf(struct node *n)
{
    while (n->kind != NODE_SCALAR && n->count) n = n->items[n->count - 1];
    return n;
}

// Whether n is a block scalar with this sign, - or +, in its header.
static bool has_header(struct text t, const struct node *n, char sign)
{
    return n->kind == NODE_SCALAR && n->block &&
           memchr(t.p + n->start, sign, extent_header(t, n) - n->start);
}

// A block scalar that ends with the file, without a line end, gets one when something follows it.
static void end_last_line(struct patch_file *f, struct node *container)
{
    struct node *n = last_leaf(container);
    if (n->kind != NODE_SCALAR || !n->block || !n->text[0] || has_header(f->t, n, '-')) return;
    if (n->text[strlen(n->text) - 1] != '\n') n->text = arena_printf(f->a, "%s\n", n->text);
}

bool patch_append(struct patch_file *f, struct patch *c, struct patch_target at, size_t last,
                  const char *key, const struct node *v)
{
    struct node *container = at.node;
    if (!container->count) return patch_into_empty(f, c, at, key, v);
    if (!container->block) {
        patch_into_flow(f, c, container, key, v);
        return true;
    }
    c->from = c->to = extent_line_end(f->t, extent_entry_end(f->t, container, last));
    if (c->from == f->t.n) end_last_line(f, container);
    buf_str(&c->bytes, f->style.eol);
    emit_spaces(&c->bytes, extent_indent(f->t, container));
    if (key) emit_scalar(&c->bytes, key, true);
    buf_c(&c->bytes, key ? ':' : '-');
    emit_after(f, &c->bytes, container, key, v);
    return true;
}

// ---- Moving an item's lines

// Behind the comments that stand farther in than a column, on lines of their own from a line start
// on.
static size_t skip_inner_comments(struct text t, size_t at, size_t column)
{
    for (;;) {
        size_t text = extent_skip_blanks(t, at);
        if (text >= t.n || t.p[text] != '#' || text - at <= column) return at;
        at = extent_line_end(t, text);
        size_t line_end = extent_break(t, at);
        if (!line_end) return at;
        at += line_end;
    }
}

bool patch_item_lines(const struct patch_file *f, const struct node *list, size_t index,
                      struct text *lines, size_t *column)
{
    struct text t = f->t;
    if (list->kind != NODE_LIST || !list->block) return false;
    size_t from = extent_entry(t, list, index),
           end = extent_line_end(t, extent_entry_end(t, list, index)), next = end;
    if (!extent_first_on_line(t, from)) return false;
    *column = from - extent_line_start(t, from);
    next = skip_inner_comments(t, end + extent_break(t, end), *column);
    if (next > end + extent_break(t, end)) end = next;
    while (end > from && (t.p[end - 1] == '\n' || t.p[end - 1] == '\r')) end--;
    *lines = (struct text){t.p + from, end - from};
    return true;
}

// Lines with their first one at a column, the others as far from it as they were.
static void indent_lines(struct buf *out, struct text lines, size_t was, size_t is)
{
    for (size_t at = 0; at < lines.n;) {
        size_t end = extent_line_end(lines, at), text = extent_skip_blanks(lines, at);
        bool first = !at, blank = text >= end;
        if (first || (!blank && is > was)) emit_spaces(out, first ? is : is - was);
        if (!first && !blank && is < was) {
            size_t most = was - is, spaces = text - at;
            at += spaces < most ? spaces : most;
        }
        end += extent_break(lines, end);
        buf_add(out, lines.p + at, end - at);
        at = end;
    }
}

bool patch_append_lines(struct patch_file *f, struct patch *c, struct patch_target at, size_t last,
                        const char *key, struct text lines, size_t column)
{
    struct node *container = at.node;
    if (!container || !container->block || !container->count) return false;
    size_t indent = extent_indent(f->t, container);
    c->from = c->to = extent_line_end(f->t, extent_entry_end(f->t, container, last));
    if (c->from == f->t.n) end_last_line(f, container);
    buf_str(&c->bytes, f->style.eol);
    if (key) {
        emit_spaces(&c->bytes, indent);
        emit_scalar(&c->bytes, key, true);
        buf_c(&c->bytes, ':');
        buf_str(&c->bytes, f->style.eol);
        indent += f->style.list_step;
    }
    indent_lines(&c->bytes, lines, column, indent);
    return true;
}

void patch_remove_comments(const struct patch_file *f, struct patch *c, size_t column)
{
    if (!c->bytes.n && c->to == extent_line_start(f->t, c->to))
        c->to = skip_inner_comments(f->t, c->to, column);
}

// ---- Taking an entry or an item away

static void patch_remove_lines(struct text t, struct patch *c, size_t from, size_t to)
{
    c->from = extent_line_start(t, from);
    c->to = extent_line_end(t, to);
    c->to += extent_break(t, c->to);
}

static void skip_empty_lines(struct text t, size_t *at)
{
    size_t next = extent_skip_blanks(t, *at), line_end = extent_break(t, next);
    for (; line_end; line_end = extent_break(t, next)) {
        *at = next + line_end;
        next = extent_skip_blanks(t, *at);
    }
}

static void patch_remove_from_block(struct text t, struct patch *c, const struct node *container,
                                    size_t at)
{
    size_t from = extent_entry(t, container, at), end = extent_entry_end(t, container, at);
    bool compact = !extent_first_on_line(t, from);
    patch_remove_lines(t, c, from, end);
    // Empty lines behind it would become part of a | + text before it.
    if (compact || (at && has_header(t, last_leaf(container->items[at - 1]), '+')))
        skip_empty_lines(t, &c->to);
    if (!compact) return;
    c->from = from;  // the next key moves up behind the dash of the item
    c->to = extent_skip_blanks(t, c->to);
}

// The comma behind blanks, comments and line ends; the end of the file: there is none.
static size_t find_comma(struct text t, size_t at)
{
    at = extent_skip(t, at);
    return at < t.n && t.p[at] == ',' ? at : t.n;
}

// Whether nothing but blanks and line ends stands before the entry, behind the comma, and the
// bracket that closes it all stands behind it on its line.
static bool is_alone_before_bracket(struct text t, size_t comma, size_t entry, size_t end)
{
    while (entry > comma + 1 && strchr(" \t\r\n", t.p[entry - 1])) entry--;
    end = extent_skip_blanks(t, end);
    return entry == comma + 1 && end < t.n && (t.p[end] == '}' || t.p[end] == ']');
}

static void patch_remove_last_from_flow(struct text t, struct patch *c,
                                        const struct node *container, size_t at)
{
    size_t comma = find_comma(t, extent_entry_end(t, container, at - 1));
    size_t entry = extent_entry(t, container, at), end = extent_entry_end(t, container, at);
    c->from = comma < entry ? comma : entry;
    c->to = end;
    if (extent_skip_blanks(t, c->from + 1) >= entry ||
        is_alone_before_bracket(t, c->from, entry, end))
        return;
    size_t keep = entry;  // comments and line ends behind the comma stay
    if (extent_first_on_line(t, entry) && extent_last_on_line(t, end)) {
        keep = extent_line_start(t, entry);
        c->to = extent_line_end(t, end);
        c->to += extent_break(t, c->to);
    }
    add_slice(&c->bytes, t, c->from + 1, keep);
}

static void patch_remove_from_flow(struct text t, struct patch *c, const struct node *container,
                                   size_t at)
{
    size_t entry = extent_entry(t, container, at),
           comma = find_comma(t, extent_entry_end(t, container, at));
    if (comma == t.n) {
        patch_remove_last_from_flow(t, c, container, at);
        return;
    }
    if (extent_first_on_line(t, entry) && extent_last_on_line(t, comma + 1)) {
        patch_remove_lines(t, c, entry, comma);
        return;
    }
    c->from = entry;
    c->to = extent_skip_blanks(t, comma + 1);
    if (c->to < t.n && !extent_break(t, c->to)) return;
    c->to = comma + 1;
    while (c->from && (t.p[c->from - 1] == ' ' || t.p[c->from - 1] == '\t')) c->from--;
}

void patch_remove(struct patch_file *f, struct patch *c, const struct node *container, size_t index)
{
    if (container->block) patch_remove_from_block(f->t, c, container, index);
    else patch_remove_from_flow(f->t, c, container, index);
}

void patch_remove_root(struct patch_file *f, struct patch *c, const struct node *root)
{
    size_t from = root->start, end = extent_end(f->t, root, EXTENT_NOWHERE);
    c->from = from;
    c->to = end;
    if (extent_first_on_line(f->t, from)) patch_remove_lines(f->t, c, from, end);
}
