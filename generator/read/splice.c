// Each edit is done twice: to the bytes of the file, as one cut that becomes other bytes, and to its tree. The bytes are
// parsed again; only when they say what the tree says does the edit stand, so a file that is written in a way that was
// not thought of here is left alone rather than spoiled.
#include "read/splice.h"

#include <string.h>

#include "read/emit.h"
#include "read/extent.h"
#include "read/intent.h"
#include "read/read.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

struct cut {  // the bytes from … to become these
    size_t from, to;
    struct buf bytes;
};

struct path {  // what is there of an edit's steps: nodes[0] is the root, at[i] leads from nodes[i] to nodes[i + 1]
    const struct splice_step *steps;
    size_t step_count;
    struct node **nodes;
    size_t *at;
    size_t length;
};

struct work {
    struct diags *d;
    const struct source *original;
    struct arena arenas[2];  // of the tree that is, and the one that will be
    unsigned turn;
    struct buf file, next;
    struct text t;  // the file
    struct node *root;
    struct emit_style style;
    bool refused;  // with a sentence of its own
};

static struct arena *arena_of(struct work *w)
{
    return &w->arenas[w->turn];
}

// ---- Finding

static bool find_entry(const struct node *n, const struct splice_step *step, size_t *at)
{
    if (!n || n->kind != (step->key ? NODE_MAP : NODE_LIST)) return false;
    if (step->key) {
        for (*at = 0; *at < n->count; ++*at)
            if (!strcmp(n->keys[*at]->text, step->key)) return true;
        return false;
    }
    *at = step->index;
    return *at < n->count;
}

static void follow(struct arena *a, struct path *p, struct node *root)
{
    p->nodes = ARENA_ARRAY(a, struct node *, p->step_count + 1);
    p->at = ARENA_ARRAY(a, size_t, p->step_count + 1);
    p->nodes[0] = root;
    p->length = 0;
    while (p->length < p->step_count &&
           find_entry(p->nodes[p->length], &p->steps[p->length], &p->at[p->length])) {
        p->nodes[p->length + 1] = p->nodes[p->length]->items[p->at[p->length]];
        p->length++;
    }
}

// How deep the path leads in the file as it came.
static struct place place_in_original(struct work *w, const struct path *wanted)
{
    struct diags *quiet = diags_new();
    struct arena *a = arena_of(w);
    struct path p = {.steps = wanted->steps, .step_count = wanted->step_count};
    follow(a, &p, read_yaml(quiet, a, w->original));
    diags_free(quiet);
    return p.nodes[p.length] ? p.nodes[p.length]->place : (struct place){.source = w->original};
}

static void refuse(struct work *w, const struct path *p, const char *why)
{
    if (!w->refused)
        diag_error(w->d, place_in_original(w, p), "this file cannot be changed here without rewriting it; %s", why);
    w->refused = true;
}

static void refuse_kind(struct work *w, const struct path *p)
{
    const struct node *n = p->nodes[p->length];
    if (p->length < p->step_count && n && n->kind == NODE_LIST && !p->steps[p->length].key)
        refuse(w, p, "the list has too few items");
    else if (p->length < p->step_count && p->steps[p->length].key) refuse(w, p, "there should be keys with values here");
    else refuse(w, p, "there should be a list here");
}

// ---- The style of the file

struct habits {
    bool step, list, braces;  // seen
};

static void see(struct work *w, struct habits *seen, const struct node *n)
{
    if (n->kind == NODE_MAP && !n->block && n->count && !seen->braces) {
        seen->braces = true;
        w->style.tight = n->keys[0]->start == n->start + 1;
    }
    for (size_t i = 0; i < n->count && !(seen->step && seen->list && seen->braces); i++) {
        const struct node *item = n->items[i];
        bool inner = n->kind == NODE_MAP && n->block && item->block && item->count;
        size_t from = inner ? extent_indent(w->t, n) : 0, to = inner ? extent_indent(w->t, item) : 0;
        if (inner && item->kind == NODE_LIST && !seen->list) {
            seen->list = true;
            w->style.list_step = to > from ? to - from : 0;
        }
        if (inner && item->kind == NODE_MAP && !seen->step && to > from) {
            seen->step = true;
            w->style.step = to - from;
        }
        see(w, seen, item);
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

static void see_style(struct work *w)
{
    struct habits seen = {0};
    bool whole = node_is_null(w->root);
    w->style = (struct emit_style){
        .eol = line_end_of(w->t), .step = 2, .list_step = 2, .flow_maps = whole, .whole = whole};
    if (w->root) see(w, &seen, w->root);
    if (seen.step && !seen.list) w->style.list_step = w->style.step;
    if (w->style.step == 0) w->style.step = 2;
}

static bool has_map_in_braces(const struct node *map)
{
    for (size_t i = 0; i < map->count; i++)
        if (map->items[i]->kind == NODE_MAP && map->items[i]->count && !map->items[i]->block) return true;
    return false;
}

// How the maps of this list are written, by the last of them.
static enum emit_maps maps_of_siblings(const struct node *list)
{
    for (size_t i = list->count; i-- > 0;)
        if (list->items[i]->kind == NODE_MAP && list->items[i]->count)
            return list->items[i]->block ? EMIT_LINES : EMIT_BRACES;
    return EMIT_AS_FITS;
}

static void emit_after(struct work *w, struct buf *out, const struct node *container, const char *key,
                       const struct node *v)
{
    struct emit_style style = w->style;
    size_t column = extent_indent(w->t, container);
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

// The same, unless it is blank.
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

static void cut_in_flow(struct work *w, struct cut *c, const struct node *parent, size_t at, const struct node *v)
{
    const struct node *old = parent->items[at];
    c->from = old->start;
    c->to = old->end;
    if (old->start == old->end && parent->kind == NODE_MAP) {  // an empty value, perhaps without its colon
        size_t colon = extent_indicator(w->t, parent, at);
        if (!colon) buf_c(&c->bytes, ':');
        buf_c(&c->bytes, ' ');
        c->from = c->to = colon ? colon : parent->keys[at]->end;
        size_t next = extent_skip_blanks(w->t, c->to);
        if (next < w->t.n && w->t.p[next] == ',') c->to = next;
    }
    emit_flow(&c->bytes, &w->style, v);
}

// The old value begins on the line of its key or dash, which ends at after.
static void cut_beside(struct text t, struct cut *c, const struct node *old, size_t after, size_t end, struct buf *new)
{
    bool text_block = old->kind == NODE_SCALAR && old->block;
    size_t rest = text_block ? extent_header(t, old) : end, line_end = extent_line_end(t, rest);
    bool below = begins_line(new);
    c->from = after;
    c->to = text_block ? end : below ? line_end : end;
    if (below) add_comment(&c->bytes, t, rest, line_end);
    bool spaced = old->start > after && is_one_line(new);  // the blanks that are there stay
    if (spaced) c->from = old->start;
    if (!below && old->start == after && extent_skip_blanks(t, after) == line_end) c->to = line_end;
    buf_add(&c->bytes, new->p + spaced, new->n - spaced);
    if (!below && text_block) add_comment(&c->bytes, t, rest, line_end);
}

// The old value stands below its key or dash.
static void cut_below(struct text t, struct cut *c, const struct node *old, size_t after, size_t end, struct buf *new)
{
    size_t line_end = extent_line_end(t, after);
    bool below = begins_line(new);
    c->from = below ? line_end : after;
    c->to = old->kind == NODE_SCALAR && old->block ? end : extent_line_end(t, end);
    buf_add(&c->bytes, new->p, new->n);
    if (!below) add_comment(&c->bytes, t, after, line_end);
}

static bool cut_in_block(struct work *w, struct cut *c, const struct node *parent, size_t at, const struct node *v)
{
    const struct node *old = parent->items[at];
    size_t after = extent_indicator(w->t, parent, at), end = extent_entry_end(w->t, parent, at);
    if (!after || old->start < after) return false;
    struct buf new = {0};
    emit_after(w, &new, parent, parent->kind == NODE_MAP ? parent->keys[at]->text : NULL, v);
    bool beside = old->start <= extent_line_end(w->t, after);
    if (beside) cut_beside(w->t, c, old, after, end, &new);
    else if (old->kind == NODE_SCALAR && !old->block && !begins_line(&new)) {
        c->from = old->start;
        c->to = old->end;
        buf_add(&c->bytes, new.p + 1, new.n - 1);
    } else cut_below(w->t, c, old, after, end, &new);
    buf_free(&new);
    return true;
}

static void cut_root(struct work *w, struct cut *c, const struct node *old, const struct node *v)
{
    bool empty = !old || old->start == old->end, lines = v->kind != NODE_SCALAR && v->count;
    c->from = old ? old->start : w->t.n;
    c->to = old ? extent_end(w->t, old, EXTENT_NOWHERE) : c->from;
    if (lines && extent_first_on_line(w->t, c->from)) c->from = extent_line_start(w->t, c->from);
    if (lines && c->from != extent_line_start(w->t, c->from)) buf_str(&c->bytes, w->style.eol);
    emit_block(&c->bytes, &w->style, v, 0);
    if (empty) buf_str(&c->bytes, w->style.eol);
}

// Puts v where the first depth steps of the path lead.
static bool cut_value(struct work *w, struct cut *c, const struct path *p, size_t depth, const struct node *v)
{
    const struct node *old = p->nodes[depth], *parent = depth ? p->nodes[depth - 1] : NULL;
    if (parent && parent->block) return cut_in_block(w, c, parent, p->at[depth - 1], v);
    if (parent) cut_in_flow(w, c, parent, p->at[depth - 1], v);
    else cut_root(w, c, old, v);
    return true;
}

// ---- Adding an entry or an item

// An entry of a list or map in brackets.
static void emit_member(struct work *w, struct buf *out, const char *key, const struct node *v)
{
    if (key) {
        emit_scalar(out, key, true);
        BUF_LIT(out, ": ");
    }
    emit_flow(out, &w->style, v);
}

// Behind the last entry: on its line, or on a line of its own where the last one has one.
static void cut_into_flow(struct work *w, struct cut *c, const struct node *container, const char *key,
                          const struct node *v)
{
    struct text t = w->t;
    size_t last = container->count - 1, entry = extent_entry(t, container, last);
    size_t end = extent_entry_end(t, container, last), line_end = extent_line_end(t, end);
    size_t comma = extent_skip_blanks(t, end);
    bool has_comma = comma < t.n && t.p[comma] == ',';
    bool lines = extent_first_on_line(t, entry) && extent_last_on_line(t, has_comma ? comma + 1 : end);
    c->from = end;
    c->to = lines ? line_end : end;
    if (!lines || !has_comma) buf_c(&c->bytes, ',');
    if (lines) {
        add_slice(&c->bytes, t, end, line_end);
        buf_str(&c->bytes, w->style.eol);
        add_slice(&c->bytes, t, extent_line_start(t, entry), entry);
    } else buf_c(&c->bytes, ' ');
    emit_member(w, &c->bytes, key, v);
    if (lines && has_comma) buf_c(&c->bytes, ',');
}

static bool only_blanks_inside(struct text t, const struct node *container)
{
    return extent_skip_blanks(t, container->start + 1) + 1 == container->end;
}

// { } or [ ] with nothing in it.
static bool cut_into_empty(struct work *w, struct cut *c, const struct path *p, const char *key, const struct node *v)
{
    const struct node *container = p->nodes[p->length];
    struct node *filled = intent_container(arena_of(w), container->kind);
    intent_add(arena_of(w), filled, key, (struct node *)v);
    if (only_blanks_inside(w->t, container)) return cut_value(w, c, p, p->length, filled);
    c->from = c->to = container->start + 1;
    buf_c(&c->bytes, ' ');
    emit_member(w, &c->bytes, key, v);
    buf_c(&c->bytes, ' ');
    return true;
}

// A | text that ends with the file, without a line end, gets one when something follows it.
static void end_last_line(struct work *w, struct node *n)
{
    while (n->kind != NODE_SCALAR && n->count) n = n->items[n->count - 1];
    if (n->kind != NODE_SCALAR || !n->block || !n->text[0]) return;
    if (memchr(w->t.p + n->start, '-', extent_header(w->t, n) - n->start)) return;
    if (n->text[strlen(n->text) - 1] != '\n') n->text = arena_printf(arena_of(w), "%s\n", n->text);
}

static bool cut_entry(struct work *w, struct cut *c, const struct path *p, const char *key, const struct node *v)
{
    struct node *container = p->nodes[p->length];
    if (!container->count) return cut_into_empty(w, c, p, key, v);
    if (!container->block) {
        cut_into_flow(w, c, container, key, v);
        return true;
    }
    c->from = c->to = extent_line_end(w->t, extent_entry_end(w->t, container, container->count - 1));
    if (c->from == w->t.n) end_last_line(w, container);
    buf_str(&c->bytes, w->style.eol);
    emit_spaces(&c->bytes, extent_indent(w->t, container));
    if (key) emit_scalar(&c->bytes, key, true);
    buf_c(&c->bytes, key ? ':' : '-');
    emit_after(w, &c->bytes, container, key, v);
    return true;
}

// ---- Taking an entry or an item away

static void cut_lines(struct text t, struct cut *c, size_t from, size_t to)
{
    c->from = extent_line_start(t, from);
    c->to = extent_line_end(t, to);
    c->to += extent_break(t, c->to);
}

static void cut_from_block(struct text t, struct cut *c, const struct node *container, size_t at)
{
    size_t from = extent_entry(t, container, at), end = extent_entry_end(t, container, at);
    cut_lines(t, c, from, end);
    if (extent_first_on_line(t, from)) return;
    c->from = from;  // behind the dash of the item whose first key it is: what comes next moves up
    for (size_t next = c->to, line_end = 1; line_end; next += line_end) {
        c->to = next = extent_skip_blanks(t, next);
        line_end = extent_break(t, next);
    }
}

// The comma between two places, or the second one.
static size_t find_comma(struct text t, size_t at)
{
    at = extent_skip(t, at);
    return at < t.n && t.p[at] == ',' ? at : t.n;
}

static void cut_last_from_flow(struct text t, struct cut *c, const struct node *container, size_t at)
{
    size_t comma = find_comma(t, extent_entry_end(t, container, at - 1));
    size_t entry = extent_entry(t, container, at), end = extent_entry_end(t, container, at);
    c->from = comma < entry ? comma : entry;
    c->to = end;
    if (extent_skip_blanks(t, c->from + 1) >= entry) return;
    size_t keep = entry;  // comments and line ends behind the comma stay
    if (extent_first_on_line(t, entry) && extent_last_on_line(t, end)) {
        keep = extent_line_start(t, entry);
        c->to = extent_line_end(t, end);
        c->to += extent_break(t, c->to);
    }
    add_slice(&c->bytes, t, c->from + 1, keep);
}

static void cut_from_flow(struct text t, struct cut *c, const struct node *container, size_t at)
{
    size_t entry = extent_entry(t, container, at), comma = find_comma(t, extent_entry_end(t, container, at));
    if (comma == t.n) {
        cut_last_from_flow(t, c, container, at);
        return;
    }
    if (extent_first_on_line(t, entry) && extent_last_on_line(t, comma + 1)) {
        cut_lines(t, c, entry, comma);
        return;
    }
    c->from = entry;
    c->to = extent_skip_blanks(t, comma + 1);
    if (c->to < t.n && !extent_break(t, c->to)) return;
    c->to = comma + 1;
    while (c->from && (t.p[c->from - 1] == ' ' || t.p[c->from - 1] == '\t')) c->from--;
}

static void cut_root_away(struct work *w, struct cut *c)
{
    size_t from = w->root->start, end = extent_end(w->t, w->root, EXTENT_NOWHERE);
    c->from = from;
    c->to = end;
    if (extent_first_on_line(w->t, from)) cut_lines(w->t, c, from, end);
}

// ---- Edits

static bool set(struct work *w, struct cut *c, const struct path *p, struct node *value)
{
    struct node *n = p->nodes[p->length];
    size_t missing = p->step_count - p->length;
    const struct splice_step *step = p->steps + p->length;
    if (missing && !node_is_null(n)) {
        bool fits = step->key ? n->kind == NODE_MAP : n->kind == NODE_LIST && step->index == n->count;
        value = fits ? intent_wrap(arena_of(w), step + 1, missing - 1, value) : NULL;
        if (!value) refuse_kind(w, p);
        if (!value || !cut_entry(w, c, p, step->key, value)) return false;
        intent_add(arena_of(w), n, step->key, value);
        return true;
    }
    value = intent_wrap(arena_of(w), step, missing, value);
    if (!value) refuse_kind(w, p);
    if (!value || !cut_value(w, c, p, p->length, value)) return false;
    if (p->length) p->nodes[p->length - 1]->items[p->at[p->length - 1]] = value;
    else w->root = value;
    return true;
}

// What is left without entries goes too, but items of lists stay: positions mean something there.
static bool take_away(struct work *w, struct cut *c, const struct path *p)
{
    size_t depth = p->length;
    while (depth && p->nodes[depth - 1]->count == 1) {
        depth--;
        if (!depth || p->nodes[depth - 1]->kind == NODE_MAP) continue;
        struct node *empty = intent_container(arena_of(w), p->nodes[depth]->kind);
        if (!cut_value(w, c, p, depth, empty)) return false;
        p->nodes[depth - 1]->items[p->at[depth - 1]] = empty;
        return true;
    }
    if (!depth) {
        cut_root_away(w, c);
        w->root = NULL;
        return true;
    }
    struct node *container = p->nodes[depth - 1];
    if (container->block) cut_from_block(w->t, c, container, p->at[depth - 1]);
    else cut_from_flow(w->t, c, container, p->at[depth - 1]);
    intent_drop(container, p->at[depth - 1]);
    return true;
}

// Adding to a list is setting the item behind its last one.
static bool append(struct work *w, struct cut *c, struct path *p, struct node *value)
{
    struct arena *a = arena_of(w);
    struct node *list = p->length == p->step_count ? p->nodes[p->length] : NULL;
    struct splice_step *steps = ARENA_ARRAY(a, struct splice_step, p->step_count + 1);
    memcpy(steps, p->steps, p->step_count * sizeof *steps);
    steps[p->step_count].index = list && list->kind == NODE_LIST ? list->count : 0;
    struct path behind = {.steps = steps, .step_count = p->step_count + 1};
    follow(a, &behind, w->root);
    return set(w, c, &behind, value);
}

// Parses the file as it is now. False when anything is wrong with it; *root is NULL for one without content.
static bool parse(struct work *w, struct buf *file, struct arena *a, struct node **root)
{
    struct diags *quiet = diags_new();
    *root = read_yaml(quiet, a, source_text(quiet, a, w->original->name, buf_cstr(file), file->n));
    bool right = !diags_count(quiet, DIAG_ERROR) && !diags_count(quiet, DIAG_SYSTEM);
    diags_free(quiet);
    return right;
}

static bool is_hollow(const struct node *root)
{
    return node_is_null(root) || (root->kind != NODE_SCALAR && !root->count);
}

// The file with the cut becomes the file, if it says what the tree says.
static bool make_cut(struct work *w, const struct cut *c)
{
    if (c->from > c->to || c->to > w->t.n) return false;
    w->next.n = 0;
    add_slice(&w->next, w->t, 0, c->from);
    buf_add(&w->next, c->bytes.p, c->bytes.n);
    add_slice(&w->next, w->t, c->to, w->t.n);
    struct arena *other = &w->arenas[!w->turn];
    struct node *root;
    arena_reset(other);
    if (!parse(w, &w->next, other, &root)) return false;
    bool same = is_hollow(w->root) ? is_hollow(root) : root && intent_equal(w->root, root);
    if (!same) return false;
    struct buf before = w->file;
    w->file = w->next;
    w->next = before;
    w->t = (struct text){w->file.p, w->file.n};
    w->root = root;
    w->turn = !w->turn;
    return true;
}

// The edit's steps as they will be read, and its value. False: they could not be, and *why says so.
static bool take_edit(struct work *w, const struct splice_edit *e, struct path *p, struct node **value, const char **why)
{
    struct arena *a = arena_of(w);
    struct splice_step *steps = ARENA_ARRAY(a, struct splice_step, e->step_count + 1);
    *p = (struct path){.steps = steps};
    for (; p->step_count < e->step_count; p->step_count++) {
        struct splice_step *step = &steps[p->step_count];
        *step = e->steps[p->step_count];
        if (step->key && !(step->key = intent_text(a, step->key, why))) return false;
    }
    follow(a, p, w->root);
    *value = e->action == SPLICE_REMOVE ? NULL : intent_copy(a, e->value, why);
    return *value || e->action == SPLICE_REMOVE;
}

static bool apply(struct work *w, const struct splice_edit *e)
{
    struct path p;
    struct node *value;
    const char *why = NULL;
    if (!take_edit(w, e, &p, &value, &why)) {
        diag_error(w->d, place_in_original(w, &p), "%s", why);
        return false;
    }
    bool there = p.length == p.step_count && p.nodes[p.length];
    if (e->action == SPLICE_REMOVE && !there) return true;
    if (e->action == SPLICE_SET && there && intent_equal(p.nodes[p.length], value)) return true;
    see_style(w);
    struct cut c = {0};
    bool done = e->action == SPLICE_REMOVE   ? take_away(w, &c, &p)
                : e->action == SPLICE_APPEND ? append(w, &c, &p, value)
                                             : set(w, &c, &p, value);
    done = done && make_cut(w, &c);
    if (!done) refuse(w, &p, "make this change by hand");
    buf_free(&c.bytes);
    return done;
}

// The first parse, which says what is wrong with the file.
static bool begin(struct work *w)
{
    const struct source *s = w->original;
    bool marked = s->n >= 3 && !memcmp(s->text, byte_order_mark, 3);
    buf_add(&w->file, s->text + (marked ? 3 : 0), s->n - (marked ? 3 : 0));
    buf_need(&w->file, 1);
    w->t = (struct text){w->file.p, w->file.n};
    if (parse(w, &w->file, arena_of(w), &w->root)) return true;
    read_yaml(w->d, arena_of(w), s);
    return false;
}

bool splice_edits(struct diags *d, const struct source *s, const struct splice_edit *edits, size_t count, struct buf *out)
{
    struct work w = {.d = d, .original = s};
    out->n = 0;
    bool done = begin(&w);
    for (size_t i = 0; done && i < count; i++) done = apply(&w, &edits[i]);
    bool marked = s->bom || (s->n >= 3 && !memcmp(s->text, byte_order_mark, 3));
    if (done && marked) buf_add(out, byte_order_mark, 3);
    if (done) buf_add(out, w.file.p, w.file.n);
    buf_free(&w.file);
    buf_free(&w.next);
    arena_free(&w.arenas[0]);
    arena_free(&w.arenas[1]);
    return done;
}
