// Reads and changes the tree of a plan file, and notes each change as an edit to the file.
#include "collect/record_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "collect/record_ids.h"

// ---- Nodes

// a node's start when neither it nor anything in it is in the file yet
static const size_t FRESH = (size_t)-1;

static struct node *new_node(struct arena *a, enum node_kind kind)
{
    struct node *n = ARENA_NEW(a, struct node);
    n->kind = kind;
    n->start = FRESH;
    return n;
}

struct node *record_tree_map(struct arena *a)
{
    return new_node(a, NODE_MAP);
}
struct node *record_tree_list(struct arena *a)
{
    return new_node(a, NODE_LIST);
}

struct node *record_tree_text(struct arena *a, const char *text)
{
    struct node *n = new_node(a, NODE_SCALAR);
    n->text = text;
    return n;
}

static bool is_fresh(const struct node *n)
{
    return n->start == FRESH;
}

// The order in which people write keys.
static size_t rank(const char *key)
{
    static const char *const key_sequence[] = {
        "id",
        "employee",
        "unit",
        "leader",
        "role",
        "conversation",
        "planned",
        "held",
        "agreed",
        "disagreement",
        "follow-up-informal",
        "kind",
        "goal",
        "supports",
        "what",
        "responsible",
        "deadline",
        "done",
        "measures",
        "attainment",
        "comments",
        "status",
        "note",
        "goals",
        "progress",
        "learnt",
        "changes",
        "next-steps",
        "next",
        "date",
        "time",
        "place",
        "follow-ups",
        "evaluation",
        "competence-needs",
        "delivered",
        "scales",
        "training-needs",
        "training-other",
        "helped",
        "change",
        "released",
    };
    size_t i = 0, count = COUNT(key_sequence);
    while (i < count && strcmp(key_sequence[i], key)) i++;
    return i;
}

static void insert_entry(struct arena *a, struct node *map, size_t at, const char *key,
                         struct node *value)
{
    if (map->count == map->room) {
        size_t room = map->room ? 2 * map->room : 8;
        map->keys = arena_grow(a, map->keys, map->count * sizeof *map->keys,
                               room * sizeof *map->keys);
        map->items = arena_grow(a, map->items, map->count * sizeof *map->items,
                                room * sizeof *map->items);
        map->room = room;
    }
    for (size_t i = map->count; i > at; i--) {
        map->keys[i] = map->keys[i - 1];
        map->items[i] = map->items[i - 1];
    }
    map->keys[at] = record_tree_text(a, key);
    map->items[at] = value;
    map->count++;
}

void record_tree_put(struct arena *a, struct node *map, const char *key, struct node *value)
{
    for (size_t i = 0; i < map->count; i++)
        if (!strcmp(map->keys[i]->text, key)) {
            map->items[i] = value;
            return;
        }
    size_t at = map->count;
    while (is_fresh(map) && at > 0 && rank(map->keys[at - 1]->text) > rank(key)) at--;
    insert_entry(a, map, at, key, value);
}

static void remove_entry(struct node *n, size_t at)
{
    for (size_t i = at; i + 1 < n->count; i++) {
        n->items[i] = n->items[i + 1];
        if (n->keys) n->keys[i] = n->keys[i + 1];
    }
    n->count--;
}

// ---- Edits

enum { STEPS = 10 };

struct edit_target {  // the place of a value that exists or is to be made
    struct splice_step steps[STEPS];
    size_t step_count;
    // the last node on the path that exists; NULL: the path leads through a scalar
    struct node *container;
    const char *rest[STEPS];  // keys of the maps that are missing, then the value's own key
    size_t rest_count;
    // whether a list item is missing, too: in this list (NULL: missing as well), under list_key
    struct node *list;
    const char *list_key, *id_key, *id;
};

static void add_edit(struct collect *c, struct record *r, enum splice_action action,
                     const struct edit_target *s, size_t more, const struct node *value)
{
    if (!r->source) return;  // a new file is written whole
    struct splice_step *steps = ARENA_ARRAY(c->arena, struct splice_step, s->step_count + more);
    memcpy(steps, s->steps, s->step_count * sizeof *steps);
    for (size_t i = 0; i < more; i++)
        steps[s->step_count + i] = (struct splice_step){.key = s->rest[i]};
    *ARENA_PUSH(c->arena, r->edits, r->edit_count,
                r->edit_room) = (struct splice_edit){action, steps, s->step_count + more, value};
}

static void step_key(struct edit_target *s, const char *key)
{
    if (s->step_count < STEPS) s->steps[s->step_count++] = (struct splice_step){.key = key};
}

static void step_index(struct edit_target *s, size_t index)
{
    if (s->step_count < STEPS) s->steps[s->step_count++] = (struct splice_step){.index = index};
}

// ---- Items of lists

const char *record_tree_id(struct arena *a, const struct node *list, size_t index, char letter)
{
    const char *id = node_text(list->items[index], "id");
    return id ? id : arena_printf(a, "%c%zu", letter, index + 1);
}

static size_t find_item(const struct node *list, const char *id_key, const char *id, char letter)
{
    char number[24];
    for (size_t i = 0; list && i < list->count; i++) {
        const char *own = node_text(list->items[i], id_key);
        snprintf(number, sizeof number, "%c%zu", letter, i + 1);
        if (own ? !strcmp(own, id) : letter && !strcmp(number, id)) return i;
    }
    return list ? list->count : 0;
}

static const struct node *item_in(const struct node *map, const char *key, const char *id,
                                  char letter)
{
    const struct node *list = node_get(map, key);
    size_t i = list && list->kind == NODE_LIST ? find_item(list, "id", id, letter) : 0;
    return list && list->kind == NODE_LIST && i < list->count ? list->items[i] : NULL;
}

const struct node *record_tree_goal(const struct record *r, const char *id)
{
    return item_in(r->tree, "goals", id, 'g');
}
const struct node *record_tree_measure(const struct node *goal, const char *id)
{
    return item_in(goal, "measures", id, 'm');
}

// The plan's follow-up of a window, where its id does not name the window.
static size_t find_follow_up(const struct collect *c, const struct record *r,
                             const struct node *list, const char *id)
{
    size_t i = find_item(list, "id", id, 0);
    if (!list || i < list->count || !r->person->plan) return i;
    size_t number = (size_t)strtoul(id + 1, NULL, 10);
    const struct plan *p = r->person->plan;
    const struct follow_up *f = number ? cycle_follow_up(c->cycle, p, number - 1) : NULL;
    size_t at = f ? (size_t)(f - p->follow_ups) : list->count;
    return at < list->count && !node_text(list->items[at], "id") ? at : list->count;
}

static bool is_list_key(const char *key)
{
    static const char *const lists[] = {"goals", "measures", "follow-ups", "progress"};
    for (size_t i = 0; i < COUNT(lists); i++)
        if (!strcmp(lists[i], key)) return true;
    return false;
}

// Goes on to a list's item, or notes that it is missing.
static void enter_item(const struct collect *c, const struct record *r, struct edit_target *s,
                       const char *key, const char *id)
{
    struct node *list = node_get(s->container, key);
    s->id_key = !strcmp(key, "progress") ? "goal" : "id";
    s->id = id;
    if (node_is_null(list)) list = NULL;
    if (list && list->kind != NODE_LIST) {
        s->container = NULL;
        return;
    }
    char letter = !strcmp(key, "goals") ? 'g' : !strcmp(key, "measures") ? 'm' : 0;
    size_t at = !strcmp(key, "follow-ups") ? find_follow_up(c, r, list, id)
                                           : find_item(list, s->id_key, id, letter);
    if (list && at < list->count) {
        step_key(s, key);
        step_index(s, at);
        s->container = list->items[at];
        if (s->container->kind != NODE_MAP) s->container = NULL;
        return;
    }
    s->list = list;
    s->list_key = key;
}

static struct edit_target find_target(const struct collect *c, const struct record *r,
                                      const char *path)
{
    struct edit_target s = {.container = r->tree};
    while (*path && s.container && s.rest_count < STEPS) {
        size_t n = strcspn(path, "/");
        const char *key = arena_strndup(c->arena, path, n);
        path += n + (path[n] == '/');
        if (!s.list_key && !s.rest_count && is_list_key(key)) {
            n = strcspn(path, "/");
            enter_item(c, r, &s, key, arena_strndup(c->arena, path, n));
            path += n + (path[n] == '/');
            continue;
        }
        struct node *next = s.list_key || s.rest_count ? NULL : node_get(s.container, key);
        if (*path && next && next->kind == NODE_MAP) {
            step_key(&s, key);
            s.container = next;
        } else {
            s.rest[s.rest_count++] = key;
        }
    }
    return s;
}

// ---- Needs: a list of ids and of { other: text }

static struct node *needs_of(const struct record *r)
{
    struct node *list = node_get(r->tree, "competence-needs");
    return list && list->kind == NODE_LIST ? list : NULL;
}

// The list and index of a need by its id, or of the n-th other need.
static size_t find_need(const struct node *list, const char *id, unsigned other)
{
    for (size_t i = 0; list && i < list->count; i++) {
        const struct node *n = list->items[i];
        if (id ? n->kind == NODE_SCALAR && !strcmp(n->text, id)
               : n->kind == NODE_MAP && node_get(n, "other") && !--other)
            return i;
    }
    return list ? list->count : 0;
}

static bool parse_need(const char *path, const char **id, unsigned *other)
{
    *id = !strncmp(path, "competence-needs/", 17) ? path + 17 : NULL;
    *other = !strncmp(path, "other-needs/", 12) ? (unsigned)strtoul(path + 12, NULL, 10) : 0;
    return *id || *other;
}

static void append_item(struct collect *c, struct record *r, struct node *map, const char *key,
                        struct edit_target *s, struct node *item)
{
    struct node *list = node_get(map, key);
    if (!list || list->kind != NODE_LIST) {
        list = record_tree_list(c->arena);
        list->start = is_fresh(map) ? FRESH : 0;
        record_tree_put(c->arena, map, key, list);
    }
    *ARENA_PUSH(c->arena, list->items, list->count, list->room) = item;
    if (is_fresh(list)) return;
    s->rest[0] = key;
    add_edit(c, r, SPLICE_APPEND, s, 1, item);
}

static void set_need(struct collect *c, struct record *r, const char *id, unsigned other,
                     const char *text)
{
    struct node *list = needs_of(r);
    size_t at = find_need(list, id, other);
    struct edit_target s = {.container = r->tree};
    bool there = list && at < list->count;
    if (!there && !*text) return;
    if (!there) {
        struct node *item = id ? record_tree_text(c->arena, id) : record_tree_map(c->arena);
        if (!id) record_tree_put(c->arena, item, "other", record_tree_text(c->arena, text));
        append_item(c, r, r->tree, "competence-needs", &s, item);
        return;
    }
    step_key(&s, "competence-needs");
    step_index(&s, at);
    bool fresh = is_fresh(list->items[at]);
    if (!*text) {
        remove_entry(list, at);
        add_edit(c, r, SPLICE_REMOVE, &s, 0, NULL);
    } else if (!id) {
        record_tree_put(c->arena, list->items[at], "other", record_tree_text(c->arena, text));
        s.rest[0] = "other";
        if (!fresh) add_edit(c, r, SPLICE_SET, &s, 1, node_get(list->items[at], "other"));
    }
}

// ---- What stays between employee and leader

static bool is_private_key(const char *key)
{
    static const char *const keys[] = {
        "disagreement", "follow-up-informal", "comments", "note", "learnt",
        "changes",      "next-steps"};
    for (size_t i = 0; i < COUNT(keys); i++)
        if (!strcmp(keys[i], key)) return true;
    return false;
}

static uint32_t last_line(const struct node *n)
{
    uint32_t line = n->place.line;
    const char *text = n->place.source ? n->place.source->text : NULL;
    for (size_t i = n->start; text && i < n->end && i < n->place.source->n; i++)
        line += text[i] == '\n';
    return line;
}

bool record_tree_line_is_private(const struct node *tree, uint32_t line)
{
    if (is_fresh(tree) || tree->kind == NODE_SCALAR) return false;
    for (size_t i = 0; i < tree->count; i++) {
        const struct node *n = tree->items[i];
        if (is_fresh(n)) continue;
        bool here = tree->keys && is_private_key(tree->keys[i]->text) && n->place.line <= line &&
                    line <= last_line(n);
        if (here || record_tree_line_is_private(n, line)) return true;
    }
    return false;
}

static void remove_value(struct collect *c, struct record *r, struct edit_target *s)
{
    if (s->list_key || s->rest_count != 1) return;
    for (size_t i = 0; i < s->container->count; i++) {
        if (strcmp(s->container->keys[i]->text, s->rest[0])) continue;
        remove_entry(s->container, i);
        if (!is_fresh(s->container)) add_edit(c, r, SPLICE_REMOVE, s, 1, NULL);
        return;
    }
}

// ---- The focus areas that a goal supports

// The goal of "goals/ID/supports" or "goals/ID/supports/AREA", and AREA, or NULL. False: it is
// another path, or there is no such goal.
static bool find_supports(const struct collect *c, const struct record *r, const char *path,
                          struct edit_target *goal, const char **area)
{
    if (strncmp(path, "goals/", 6) || !strstr(path, "/supports")) return false;
    *goal = find_target(c, r, path);
    *area = goal->rest_count > 1 ? goal->rest[1] : NULL;
    return goal->container && !goal->list_key && goal->rest_count &&
           !strcmp(goal->rest[0], "supports");
}

static const char *get_supports(struct arena *a, const struct node *n, const char *area)
{
    struct record_ids ids = record_ids_of(a, n);
    if (!area) return record_ids_text(a, &ids);
    return record_ids_find(&ids, area) < ids.count ? "on" : NULL;
}

static void set_ids(struct collect *c, struct record *r, struct edit_target *goal,
                    const struct record_ids *ids)
{
    goal->rest_count = 1;
    if (!ids->count) {
        remove_value(c, r, goal);
        return;
    }
    struct node *value = record_tree_list(c->arena);
    for (size_t i = 0; i < ids->count; i++)
        node_append(c->arena, value, record_tree_text(c->arena, ids->list[i]));
    if (ids->count == 1) value = value->items[0];
    record_tree_put(c->arena, goal->container, goal->rest[0], value);
    if (!is_fresh(goal->container)) add_edit(c, r, SPLICE_SET, goal, 1, value);
}

static void tick_area(struct collect *c, struct record *r, struct edit_target *goal,
                      const char *area, bool ticked)
{
    struct node *old = node_get(goal->container, "supports");
    struct record_ids ids = record_ids_of(c->arena, old);
    size_t at = record_ids_find(&ids, area);
    bool items = record_ids_are_items(&ids, old) && !is_fresh(old);
    if ((at < ids.count) == ticked) return;
    if (items && ticked) {
        append_item(c, r, goal->container, "supports", goal, record_tree_text(c->arena, area));
    } else if (items) {
        step_key(goal, "supports");
        step_index(goal, at);
        remove_entry(old, at);
        add_edit(c, r, SPLICE_REMOVE, goal, 0, NULL);
    } else {
        if (ticked) record_ids_add(c->arena, &ids, area);
        else record_ids_remove(&ids, at);
        set_ids(c, r, goal, &ids);
    }
}

// ---- Reading and writing

const char *record_tree_get(const struct collect *c, const struct record *r, const char *path,
                            const struct node **at)
{
    const char *id;
    unsigned other;
    *at = NULL;
    if (parse_need(path, &id, &other)) {
        const struct node *list = needs_of(r);
        size_t i = find_need(list, id, other);
        if (!list || i >= list->count) return NULL;
        *at = list->items[i];
        return id ? "on" : node_text(list->items[i], "other");
    }
    struct edit_target s;
    if (find_supports(c, r, path, &s, &id)) {
        *at = node_get(s.container, "supports");
        return get_supports(c->arena, *at, id);
    }
    s = find_target(c, r, path);
    if (!s.container || s.list_key || s.rest_count != 1) return NULL;
    *at = node_get(s.container, s.rest[0]);
    return node_is_text(*at) ? (*at)->text : NULL;
}

// `done: true` is a truth, and no text.
static struct node *new_value(struct arena *a, const char *key, const char *text)
{
    struct node *value = record_tree_text(a, text);
    value->plain = !strcmp(key, "done") && !strcmp(text, "true");
    return value;
}

// Nested maps for the keys from `first` on, around the text.
static struct node *wrap(struct collect *c, const struct edit_target *s, size_t first,
                         const char *text)
{
    struct node *value = new_value(c->arena, s->rest[s->rest_count - 1], text);
    for (size_t i = s->rest_count; i > first; i--) {
        struct node *map = record_tree_map(c->arena);
        record_tree_put(c->arena, map, s->rest[i - 1], value);
        value = map;
    }
    return value;
}

static void put_item(struct collect *c, struct record *r, struct edit_target *s, const char *text)
{
    struct node *item = record_tree_map(c->arena);
    const char *list_key = s->list_key, *first = s->rest[0];
    record_tree_put(c->arena, item, s->id_key, record_tree_text(c->arena, s->id));
    // An item can hold a list itself: measures in a goal, progress in a follow-up.
    if (s->rest_count == 3 && is_list_key(first)) {
        struct node *list = record_tree_list(c->arena), *inner = record_tree_map(c->arena);
        record_tree_put(c->arena, inner, !strcmp(first, "progress") ? "goal" : "id",
                        record_tree_text(c->arena, s->rest[1]));
        record_tree_put(c->arena, inner, s->rest[2], new_value(c->arena, s->rest[2], text));
        *ARENA_PUSH(c->arena, list->items, list->count, list->room) = inner;
        record_tree_put(c->arena, item, first, list);
    } else {
        record_tree_put(c->arena, item, first, wrap(c, s, 1, text));
    }
    append_item(c, r, s->container, list_key, s, item);
}

void record_tree_set(struct collect *c, struct record *r, const char *path, const char *text)
{
    const char *id;
    unsigned other;
    if (parse_need(path, &id, &other)) {
        set_need(c, r, id, other, text);
        return;
    }
    struct edit_target s;
    if (find_supports(c, r, path, &s, &id)) {
        struct record_ids ids = {0};
        record_ids_add(c->arena, &ids, text);
        if (id) tick_area(c, r, &s, id, *text);
        else set_ids(c, r, &s, &ids);
        return;
    }
    s = find_target(c, r, path);
    if (!s.container || !s.rest_count) return;
    if (!*text) {
        remove_value(c, r, &s);
    } else if (s.list_key) {
        put_item(c, r, &s, text);
    } else {
        struct node *value = wrap(c, &s, 1, text);
        record_tree_put(c->arena, s.container, s.rest[0], value);
        if (!is_fresh(s.container)) add_edit(c, r, SPLICE_SET, &s, 1, value);
    }
}

void record_tree_set_map(struct collect *c, struct record *r, const char *key, struct node *map)
{
    struct edit_target s = {.container = r->tree, .rest = {key}, .rest_count = 1};
    if (map->count) record_tree_put(c->arena, r->tree, key, map);
    else remove_value(c, r, &s);
    if (map->count && !is_fresh(r->tree)) add_edit(c, r, SPLICE_SET, &s, 1, map);
}
