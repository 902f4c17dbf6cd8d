// Walking the tree of an org.yaml.
#include "import/org_index.h"

#include <string.h>

#include "base/translate.h"

enum { DEEP = 64 };

static void add_unit(struct org_index *x, struct node *n, struct org_unit *parent, int depth)
{
    const char *id = node_text(n, "id");
    if (!id || depth > DEEP) return;
    struct org_unit *u = ARENA_NEW(x->a, struct org_unit);
    *u = (struct org_unit){id, n, parent};
    map_set(&x->units_by_id, x->a, id, u);
    *ARENA_PUSH(x->a, x->units, x->unit_count, x->unit_room) = u;
    const struct node *people = node_get(n, "employees"), *units = node_get(n, "units");
    for (size_t i = 0; people && people->kind == NODE_LIST && i < people->count; i++) {
        const char *who = node_text(people->items[i], "id");
        if (!who) continue;
        struct org_person *p = ARENA_NEW(x->a, struct org_person);
        *p = (struct org_person){who, people->items[i], u};
        map_set(&x->people_by_id, x->a, who, p);
        *ARENA_PUSH(x->a, x->people, x->person_count, x->person_room) = p;
    }
    for (size_t i = 0; units && units->kind == NODE_LIST && i < units->count; i++)
        add_unit(x, units->items[i], u, depth + 1);
}

struct org_index org_index_make(struct arena *a, struct node *top)
{
    struct org_index x = {.a = a, .top = top};
    struct node *root = top ? node_get(top, "unit") : NULL;
    if (root) add_unit(&x, root, NULL, 0);
    return x;
}

struct org_unit *org_index_unit(const struct org_index *x, const char *id)
{
    return id ? map_get(&x->units_by_id, id) : NULL;
}

struct org_person *org_index_person(const struct org_index *x, const char *id)
{
    return id ? map_get(&x->people_by_id, id) : NULL;
}

const struct node *org_index_leader(const struct org_index *x, const struct org_person *p)
{
    (void)x;
    const struct node *own = node_get(p->node, "leader");
    if (!node_is_null(own)) return own;
    const struct org_unit *u = p->unit;
    for (; u; u = u->parent) {
        const char *leader = node_text(u->node, "leader");
        if (!leader || strcmp(leader, p->id)) break;
    }
    const struct node *leader = u ? node_get(u->node, "leader") : NULL;
    return node_is_null(leader) ? NULL : leader;
}

const char *org_index_words(const struct org_index *x, const struct node *leader)
{
    if (!leader) return _("nobody");
    if (leader->kind == NODE_MAP)
        return node_text(leader, "name") ? node_text(leader, "name") : "?";
    const struct org_person *p = org_index_person(x, leader->text);
    const char *name = p ? node_text(p->node, "name") : NULL;
    return name ? name : leader->text;
}

static bool find(struct node *from, const struct node *to, struct splice_step *steps, size_t *depth)
{
    if (from == to) return true;
    if (from->kind == NODE_SCALAR || *depth >= DEEP) return false;
    size_t at = (*depth)++;
    for (size_t i = 0; i < from->count; i++) {
        steps[at] = (struct splice_step){from->kind == NODE_MAP ? from->keys[i]->text : NULL, i};
        if (find(from->items[i], to, steps, depth)) return true;
    }
    --*depth;
    return false;
}

size_t org_index_path(struct arena *a, struct node *top, const struct node *to,
                      struct splice_step **steps)
{
    size_t depth = 0;
    *steps = ARENA_ARRAY(a, struct splice_step, DEEP + 2);
    return find(top, to, *steps, &depth) ? depth : 0;
}

bool org_index_same(const struct node *a, const struct node *b)
{
    if (node_is_null(a) || node_is_null(b)) return node_is_null(a) && node_is_null(b);
    if (a->kind != b->kind) return false;
    if (a->kind == NODE_SCALAR) return !strcmp(a->text, b->text);
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = org_index_same(a->items[i],
                              a->kind == NODE_MAP ? node_get(b, a->keys[i]->text) : b->items[i]);
    return same;
}
