// Editing YAML files. Each edit is done twice: to the bytes of the file, as a patch, and to its
// tree. The patched bytes are parsed again, and the edit counts only when they give that tree: so a
// file that is written in an unforeseen way is left alone and not spoiled.
#include "yaml/splice.h"

#include <assert.h>
#include <string.h>

#include "base/array.h"
#include "base/translate.h"
#include "yaml/patch.h"
#include "yaml/expected.h"
#include "yaml/tree.h"

static const char byte_order_mark[] = "\xEF\xBB\xBF";

struct splice_path {  // how far an edit's steps lead in the tree
    const struct splice_step *steps;
    size_t step_count;
    struct node **nodes;  // [length + 1]: [0] is the root
    size_t *at;           // [length]: the index of nodes[i + 1] in nodes[i]
    size_t length;
};

struct splice_state {
    struct diags *d;
    const struct source *original;
    struct arena arenas[2];        // of the present tree, and of the next one
    unsigned turn;                 // which of them is the present one's
    struct buf file, next;         // the bytes
    struct patch_file patch_file;  // the file, for patching
    struct node *root;             // what the file should say
    bool refused;                  // has been reported
    bool one_by_one;               // several edits together did not give what they should
};

static struct arena *arena_of(struct splice_state *w)
{
    return &w->arenas[w->turn];
}

static void begin_patching(struct splice_state *w)
{
    w->patch_file = (struct patch_file){.t = {w->file.p, w->file.n}, .a = arena_of(w)};
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

static void follow(struct arena *a, struct splice_path *p, struct node *root)
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

static struct patch_target target_at(const struct splice_path *p, size_t depth)
{
    if (!depth) return (struct patch_target){.node = p->nodes[0]};
    return (struct patch_target){p->nodes[depth], p->nodes[depth - 1], p->at[depth - 1]};
}

// The place in the original file up to which a path leads.
static struct place place_in_original(struct splice_state *w, const struct splice_path *wanted)
{
    struct diags *quiet = diag_new();
    struct arena *a = arena_of(w);
    struct splice_path p = {.steps = wanted->steps, .step_count = wanted->step_count};
    follow(a, &p, tree_read(quiet, a, w->original));
    diag_free(quiet);
    return p.nodes[p.length] ? p.nodes[p.length]->place : (struct place){.source = w->original};
}

static void complain(struct splice_state *w, const struct splice_path *p, const char *id,
                     const char *why)
{
    if (!w->refused)
        diag_error(w->d, place_in_original(w, p), id,
                   "this file cannot be changed here without rewriting it; %s", _(why));
    w->refused = true;
}

static void complain_kind(struct splice_state *w, const struct splice_path *p)
{
    const struct node *n = p->nodes[p->length];
    if (p->length < p->step_count && n && n->kind == NODE_LIST && !p->steps[p->length].key)
        complain(w, p, "edit-list-too-short", "the list has too few items");
    else if (p->length < p->step_count && p->steps[p->length].key)
        complain(w, p, "edit-map-missing", "there should be keys with values here");
    else complain(w, p, "edit-list-missing", "there should be a list here");
}

// ---- Edits

// The entry or item behind which a new one stands: the last, or of a map the second.
static size_t entry_before(const struct node *n, bool first)
{
    size_t last = n->count ? n->count - 1 : 0;
    return first && n->kind == NODE_MAP && n->block && last > 1 ? 1 : last;
}

static void add_behind(struct arena *a, struct node *n, size_t last, const char *key,
                       struct node *value)
{
    expected_add(a, n, key, value);
    struct node *item = n->items[n->count - 1], *name = key ? n->keys[n->count - 1] : NULL;
    for (size_t i = n->count - 1; i > last + 1; i--) {
        n->items[i] = n->items[i - 1];
        n->items[i - 1] = item;
        if (!key) continue;
        n->keys[i] = n->keys[i - 1];
        n->keys[i - 1] = name;
    }
}

static bool set(struct splice_state *w, struct patch *c, const struct splice_path *p,
                struct node *value, bool first)
{
    struct node *n = p->nodes[p->length];
    size_t missing = p->step_count - p->length;
    const struct splice_step *step = p->steps + p->length;
    if (missing && !node_is_null(n)) {
        bool fits = step->key ? n->kind == NODE_MAP
                              : n->kind == NODE_LIST && step->index == n->count;
        value = fits ? expected_wrap(arena_of(w), step + 1, missing - 1, value) : NULL;
        if (!value) complain_kind(w, p);
        size_t last = entry_before(n, first);
        if (!value ||
            !patch_append(&w->patch_file, c, target_at(p, p->length), last, step->key, value))
            return false;
        add_behind(arena_of(w), n, last, step->key, value);
        return true;
    }
    value = expected_wrap(arena_of(w), step, missing, value);
    if (!value) complain_kind(w, p);
    if (!value || !patch_value(&w->patch_file, c, target_at(p, p->length), value)) return false;
    if (p->length) p->nodes[p->length - 1]->items[p->at[p->length - 1]] = value;
    else w->root = value;
    return true;
}

// Maps and lists that are left without entries go, too, but items of lists stay, since their
// numbers mean something.
static bool remove_value(struct splice_state *w, struct patch *c, const struct splice_path *p)
{
    size_t depth = p->length;
    while (depth && p->nodes[depth - 1]->count == 1) {
        depth--;
        if (!depth || p->nodes[depth - 1]->kind == NODE_MAP) continue;
        struct node *empty = expected_container(arena_of(w), p->nodes[depth]->kind);
        if (!patch_value(&w->patch_file, c, target_at(p, depth), empty)) return false;
        p->nodes[depth - 1]->items[p->at[depth - 1]] = empty;
        return true;
    }
    if (!depth) {
        patch_remove_root(&w->patch_file, c, w->root);
        w->root = NULL;
        return true;
    }
    struct node *container = p->nodes[depth - 1];
    patch_remove(&w->patch_file, c, container, p->at[depth - 1]);
    expected_remove(container, p->at[depth - 1]);
    return true;
}

// Adding to a list is setting the item behind its last one.
static bool append(struct splice_state *w, struct patch *c, struct splice_path *p,
                   struct node *value)
{
    struct arena *a = arena_of(w);
    struct node *list = p->length == p->step_count ? p->nodes[p->length] : NULL;
    struct splice_step *steps = ARENA_ARRAY(a, struct splice_step, p->step_count + 1);
    memcpy(steps, p->steps, p->step_count * sizeof *steps);
    steps[p->step_count].index = list && list->kind == NODE_LIST ? list->count : 0;
    struct splice_path behind = {.steps = steps, .step_count = p->step_count + 1};
    follow(a, &behind, w->root);
    return set(w, c, &behind, value, false);
}

// Parses the file as it is now. False when anything is wrong with it; *root is NULL for one without
// content.
static bool parse(struct splice_state *w, struct buf *file, struct arena *a, struct node **root)
{
    struct diags *quiet = diag_new();
    *root = tree_read(quiet, a,
                      diag_source_new(quiet, a, w->original->name, buf_cstr(file), file->n));
    bool right = !diag_count(quiet, DIAG_ERROR) && !diag_count(quiet, DIAG_SYSTEM);
    diag_free(quiet);
    return right;
}

static bool is_empty_tree(const struct node *root)
{
    return node_is_null(root) || (root->kind != NODE_SCALAR && !root->count);
}

// Makes the file with patches, which are in its order, the present one; false: it does not say what
// the tree says.
static bool apply_patches(struct splice_state *w, const struct patch *list, size_t count)
{
    size_t at = 0;
    w->next.n = 0;
    for (size_t i = 0; i < count; i++) {
        const struct patch *c = &list[i];
        if (c->from < at || c->from > c->to || c->to > w->file.n) return false;
        buf_add(&w->next, w->file.p + at, c->from - at);
        buf_add(&w->next, c->bytes.p, c->bytes.n);
        at = c->to;
    }
    buf_add(&w->next, w->file.p + at, w->file.n - at);
    struct arena *other = &w->arenas[!w->turn];
    struct node *root;
    arena_reset(other);
    if (!parse(w, &w->next, other, &root)) return false;
    bool same = is_empty_tree(w->root) ? is_empty_tree(root)
                                       : root && expected_equal(w->root, root);
    if (!same) return false;
    struct buf before = w->file;
    w->file = w->next;
    w->next = before;
    w->root = root;
    w->turn = !w->turn;
    begin_patching(w);
    return true;
}

static bool apply_patch(struct splice_state *w, const struct patch *c)
{
    return apply_patches(w, c, 1);
}

// An edit's steps and value as they will be read back. False: they could not be read back, and *why
// is a sentence that says so.
static bool prepare_edit(struct splice_state *w, const struct splice_edit *e, struct splice_path *p,
                         struct node **value, const char **why)
{
    struct arena *a = arena_of(w);
    struct splice_step *steps = ARENA_ARRAY(a, struct splice_step, e->step_count + 1);
    *p = (struct splice_path){.steps = steps};
    for (; p->step_count < e->step_count; p->step_count++) {
        struct splice_step *step = &steps[p->step_count];
        *step = e->steps[p->step_count];
        if (step->key && !(step->key = expected_text(a, step->key, why))) return false;
    }
    follow(a, p, w->root);
    *value = e->action == SPLICE_REMOVE ? NULL : expected_copy(a, e->value, why);
    return *value || e->action == SPLICE_REMOVE;
}

// ---- Moving

struct splice_move {  // a MOVE's steps
    const struct splice_step *item, *list;
    size_t item_count, list_count;
};

static struct splice_move move_of(const struct splice_edit *e)
{
    size_t n = 0;
    while (n < e->step_count && (e->steps[n].key || e->steps[n].index != SPLICE_TO)) n++;
    assert(n < e->step_count);
    return (struct splice_move){e->steps, e->steps + n + 1, n, e->step_count - n - 1};
}

static struct splice_path path_to(struct splice_state *w, const struct splice_step *steps,
                                  size_t count)
{
    struct splice_path p = {.steps = steps, .step_count = count};
    follow(arena_of(w), &p, w->root);
    return p;
}

static bool leads_there(const struct splice_path *p)
{
    return p->length == p->step_count && p->nodes[p->length];
}

// Where a map ends in a list, its lists stay in the order of their keys, so that a short new one is
// not behind a long one.
static size_t entry_for_list(const struct node *n, const char *key)
{
    size_t last = n->count - 1;
    bool before = key && last && n->items[last]->kind == NODE_LIST &&
                  strcmp(key, n->keys[last]->text) < 0;
    return last - before;
}

// Adds the item's lines to the other list; false: they cannot be added as they are.
static bool copy_lines(struct splice_state *w, const struct splice_move *m)
{
    struct splice_path from = path_to(w, m->item, m->item_count),
                       to = path_to(w, m->list, m->list_count);
    struct text lines;
    size_t column;
    const char *why;
    bool is_new = to.length + 1 == to.step_count;
    const char *key = is_new ? to.steps[to.length].key : NULL;
    struct node *owner = to.nodes[to.length];
    if (!leads_there(&from) || !from.length || (!is_new && !leads_there(&to)) || (is_new && !key))
        return false;
    if (owner->kind != (is_new ? NODE_MAP : NODE_LIST) || !owner->count) return false;
    size_t last = entry_for_list(owner, key);
    struct node *item = expected_copy(arena_of(w), from.nodes[from.length], &why);
    patch_detect_style(&w->patch_file, w->root);
    struct patch c = {0};
    bool done = item &&
                patch_item_lines(&w->patch_file, from.nodes[from.length - 1],
                                 from.at[from.length - 1], &lines, &column) &&
                patch_append_lines(&w->patch_file, &c, target_at(&to, to.length), last, key, lines,
                                   column);
    if (done && is_new) {
        struct node *list = expected_container(arena_of(w), NODE_LIST);
        expected_add(arena_of(w), list, NULL, item);
        item = list;
    }
    if (done) add_behind(arena_of(w), owner, last, key, item);
    done = done && apply_patch(w, &c);
    buf_free(&c.bytes);
    return done;
}

static bool remove_lines(struct splice_state *w, const struct splice_move *m)
{
    struct splice_path p = path_to(w, m->item, m->item_count);
    struct text lines;
    size_t column;
    bool is_block = leads_there(&p) && p.length &&
                    patch_item_lines(&w->patch_file, p.nodes[p.length - 1], p.at[p.length - 1],
                                     &lines, &column);
    struct patch c = {0};
    patch_detect_style(&w->patch_file, w->root);
    bool done = leads_there(&p) && remove_value(w, &c, &p);
    if (done && is_block) patch_remove_comments(&w->patch_file, &c, column);
    done = done && apply_patch(w, &c);
    buf_free(&c.bytes);
    return done;
}

static bool apply(struct splice_state *w, const struct splice_edit *e);

// Whether an item says more than its values: it has comments, which a copy of the values loses.
static bool has_comments(struct splice_state *w, const struct node *item)
{
    size_t end = extent_end(w->patch_file.t, item, EXTENT_NOWHERE);
    for (size_t i = item->start; i + 1 < end; i++)
        if (strchr(" \t\n\r", w->file.p[i]) && w->file.p[i] && w->file.p[i + 1] == '#') return true;
    return false;
}

// What stands in brackets cannot be moved as lines: its values are written anew.
static bool copy_values(struct splice_state *w, const struct splice_move *m)
{
    struct splice_path from = path_to(w, m->item, m->item_count);
    if (!leads_there(&from) || has_comments(w, from.nodes[from.length])) return false;
    struct arena kept = {0};
    const char *why;
    const struct splice_edit added = {SPLICE_APPEND, m->list, m->list_count,
                                      expected_copy(&kept, from.nodes[from.length], &why)};
    bool done = added.value && apply(w, &added);
    arena_free(&kept);
    return done;
}

// The item is added to the other list first, which changes no step that leads to it, and then
// taken away. A failed patch leaves a tree that is no longer the file's.
static bool move(struct splice_state *w, const struct splice_edit *e)
{
    const struct splice_move m = move_of(e);
    struct splice_path to = path_to(w, m.list, m.list_count);
    const struct splice_edit emptied = {SPLICE_REMOVE, m.list, m.list_count, NULL};
    bool is_empty = leads_there(&to) && is_empty_tree(to.nodes[to.length]);
    bool done = !is_empty || apply(w, &emptied);
    if (done && !copy_lines(w, &m)) {
        arena_reset(arena_of(w));
        done = parse(w, &w->file, arena_of(w), &w->root);
        begin_patching(w);
        done = done && copy_values(w, &m);
    }
    done = done && remove_lines(w, &m);
    struct splice_path p = {.steps = m.item, .step_count = m.item_count};
    if (!done) complain(w, &p, "edit-by-hand", "make this change by hand");
    return done;
}

static bool apply(struct splice_state *w, const struct splice_edit *e)
{
    struct splice_path p;
    struct node *value;
    const char *why = NULL;
    if (e->action == SPLICE_MOVE) return move(w, e);
    if (!prepare_edit(w, e, &p, &value, &why)) {
        diag_error(w->d, place_in_original(w, &p), "edit-impossible", "%s", why);
        return false;
    }
    bool there = p.length == p.step_count && p.nodes[p.length];
    if (e->action == SPLICE_REMOVE && !there) return true;
    bool sets = e->action == SPLICE_SET || e->action == SPLICE_SET_FIRST;
    if (sets && there && expected_equal(p.nodes[p.length], value)) return true;
    patch_detect_style(&w->patch_file, w->root);
    struct patch c = {0};
    bool done = false;
    switch (e->action) {
    case SPLICE_SET:
    case SPLICE_SET_FIRST: done = set(w, &c, &p, value, e->action == SPLICE_SET_FIRST); break;
    case SPLICE_REMOVE: done = remove_value(w, &c, &p); break;
    case SPLICE_APPEND: done = append(w, &c, &p, value); break;
    case SPLICE_MOVE: break;  // done above
    }
    done = done && apply_patch(w, &c);
    if (!done) complain(w, &p, "edit-by-hand", "make this change by hand");
    buf_free(&c.bytes);
    return done;
}

// ---- Many removals

// The patch of one more removal, of an entry that is not its map's or list's only one and stands
// behind all that the patches before it change, so that its place in the file is still the tree's.
// Items of a list in lines of its own are apart from each other; of other maps and lists one is
// removed at a time. False: it has to wait.
static bool remove_too(struct splice_state *w, const struct splice_edit *e, size_t behind,
                       struct patch *c)
{
    struct splice_path p;
    struct node *value;
    const char *why;
    if (e->action != SPLICE_REMOVE || !prepare_edit(w, e, &p, &value, &why) || !p.length ||
        p.length < p.step_count)
        return false;
    struct node *from = p.nodes[p.length - 1];
    size_t at = p.at[p.length - 1];
    if (from->kind == NODE_SCALAR || from->count < 2) return false;
    bool are_apart = from->kind == NODE_LIST && from->block;
    if ((are_apart ? from->items[at] : from)->start < behind) return false;
    patch_remove(&w->patch_file, c, from, at);
    if (c->from < behind || (c->from == behind && !are_apart)) return false;
    expected_remove(from, at);
    return true;
}

// Applies the first edits together, as long as they are removals one behind the other: one by one,
// a large file would be parsed for each. How many it has applied.
static size_t remove_together(struct splice_state *w, const struct splice_edit *edits, size_t count)
{
    struct arena kept = {0};
    struct patch *list = NULL;
    size_t n = 0, room = 0, behind = 0;
    if (w->one_by_one || count < 2 || edits[1].action != SPLICE_REMOVE) return 0;
    patch_detect_style(&w->patch_file, w->root);
    for (bool more = true; more && n < count;) {
        struct patch c = {0};
        more = remove_too(w, &edits[n], behind, &c);
        if (more) {
            *ARENA_PUSH(&kept, list, n, room) = c;
            behind = c.to;
        } else buf_free(&c.bytes);
    }
    if (n && !apply_patches(w, list, n)) {
        w->one_by_one = true;
        arena_reset(arena_of(w));
        parse(w, &w->file, arena_of(w), &w->root);
        begin_patching(w);
    }
    for (size_t i = 0; i < n; i++) buf_free(&list[i].bytes);
    arena_free(&kept);
    return w->one_by_one ? 0 : n;
}

// Parses the file as it came; false after a diagnostic.
static bool begin(struct splice_state *w)
{
    const struct source *s = w->original;
    bool marked = s->n >= 3 && !memcmp(s->text, byte_order_mark, 3);
    buf_add(&w->file, s->text + (marked ? 3 : 0), s->n - (marked ? 3 : 0));
    buf_reserve(&w->file, 1);
    if (!parse(w, &w->file, arena_of(w), &w->root)) {
        if (marked)
            diag_error(w->d, (struct place){.source = s}, "edit-file-wrong",
                       "this file cannot be understood, so it is not changed");
        else tree_read(w->d, arena_of(w), s);
        return false;
    }
    begin_patching(w);
    return true;
}

bool splice_edits(struct diags *d, const struct source *s, const struct splice_edit *edits,
                  size_t count, struct buf *out)
{
    struct splice_state w = {.d = d, .original = s};
    out->n = 0;
    bool done = begin(&w);
    for (size_t i = 0; done && i < count;) {
        size_t together = remove_together(&w, edits + i, count - i);
        if (!together) done = apply(&w, &edits[i]);
        i += together ? together : 1;
    }
    bool marked = s->bom || (s->n >= 3 && !memcmp(s->text, byte_order_mark, 3));
    if (done && marked) buf_add(out, byte_order_mark, 3);
    if (done) buf_add(out, w.file.p, w.file.n);
    buf_free(&w.file);
    buf_free(&w.next);
    arena_free(&w.arenas[0]);
    arena_free(&w.arenas[1]);
    return done;
}
