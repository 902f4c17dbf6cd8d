#include "layout/kept.h"

#include "base/map.h"

enum { LARGEST = 2 << 20 };  // bytes

struct kept_blocks {
    struct map known;  // keys, see write_key() → struct kept
    struct arena arena;
    struct buf key;
};

struct kept {
    struct slab *first, *last;
    bool binds;   // what stands above is kept on the page with it
    int heading;  // the level of the last heading's tag behind it
    const struct paper_element *elements;
    size_t element_count;
    const struct form_field *const *fields;
    size_t field_count;
};

// ---- What may be kept

// A place for a person to write, while nothing stands in it, is as good as anybody's.
static bool is_plain(const struct doc_node *n)
{
    bool says = doc_is_inline(n->kind) || (n->field && n->field->value);
    if ((n->scope == SCOPE_PERSON && says) || n->image || n->chart) return false;
    for (const struct doc_node *child = n->first; child; child = child->next)
        if (!is_plain(child)) return false;
    return true;
}

static bool binds_above(const struct doc_node *n)  // by keep_heading()
{
    return n->kind == DOC_FIELDS && n->next &&
           (n->next->kind == DOC_CHOICES || n->next->kind == DOC_TABLE);
}

bool kept_may(const struct context *c, const struct doc_node *n)
{
    const struct setting *set = c->set;
    return !set->shared && !set->title && c->depth == 1 && c->element < 0 && !binds_above(n) &&
           is_plain(n);
}

// All that the block comes to depends on.
static void write_key(struct buf *key, const struct context *c, const struct doc_node *n)
{
    const struct setting *set = c->set;
    const struct slab *above = c->out->last;
    const int32_t numbers[] = {
        c->x,
        c->width,
        set->page_height,
        set->heading,
        (int32_t)c->body,
        (int32_t)c->align,
        c->list_depth,
        n->next ? (int32_t)n->next->kind : -1,
        set->large | set->flat << 1 | c->inside << 2 |
            (above ? 8 | above->keep_next << 4 | above->introduces << 5 : 0),
    };
    key->n = 0;
    buf_add(key, numbers, sizeof numbers);
    buf_str(key, c->language);
    buf_c(key, '\0');
    doc_bytes(n, key);
}

// ---- Keeping

static struct doc_node *copy_block(struct arena *a, const struct doc_node *n)
{
    struct doc_node *copy = doc_keep(a, n);
    if (n->next) copy->next = doc_new(a, n->next->kind, n->next->place);
    return copy;
}

// Sets a copy of the block that is as good as the kept ones, below a slab like the one that stands
// above.
static struct kept *make(struct kept_blocks *k, const struct context *c, const struct doc_node *n,
                         block_setter *setter)
{
    struct arena *scratch = &c->set->layout->scratch, outer = *scratch;
    *scratch = k->arena;
    struct kept *made = ARENA_NEW(scratch, struct kept);
    struct paper_section section = {0};
    struct setting set = *c->set;
    struct slab_list list = {0};
    struct slab *above = c->out->last ? slab_new(scratch, &list) : NULL;
    if (above)
        above->keep_next = c->out->last->keep_next, above->introduces = c->out->last->introduces;
    struct context inner = *c;
    inner.set = &set;
    inner.out = &list;
    set.arena = set.scratch = scratch;
    set.section = &section;
    setter(&inner, copy_block(scratch, n));
    *made = (struct kept){.first = above ? above->next : list.first,
                          .last = list.last,
                          .binds = above && above->keep_next && !c->out->last->keep_next,
                          .heading = set.heading,
                          .elements = section.elements,
                          .element_count = section.element_count,
                          .fields = section.fields,
                          .field_count = section.field_count};
    k->arena = *scratch;
    *scratch = outer;
    return made;
}

// ---- Using what is kept

static void add_elements(const struct context *c, const struct kept *k, int32_t base)
{
    for (size_t i = 0; i < k->element_count; i++) {
        const struct paper_element *from = &k->elements[i];
        struct paper_element *e = tag_get(c->set, tag_new(c->set, from->type, c->element));
        *e = *from;
        e->parent = from->parent < 0 ? c->element : base + from->parent;
    }
}

static void use(const struct context *c, const struct kept *k)
{
    struct setting *set = c->set;
    struct paper_section *section = set->section;
    int32_t element = (int32_t)section->element_count;
    uint32_t field = (uint32_t)section->field_count;
    add_elements(c, k, element);
    for (size_t i = 0; i < k->field_count; i++)
        *ARENA_PUSH(set->arena, section->fields, section->field_count,
                    section->field_room) = k->fields[i];
    if (k->binds) c->out->last->keep_next = true;
    for (const struct slab *s = k->first; s; s = s->next) {
        struct slab *copy = slab_new(set->scratch, c->out);
        *copy = *s;
        copy->next = NULL;
        copy->element = element;
        copy->field = field;
    }
    set->heading = k->heading;
}

void kept_set(const struct context *c, const struct doc_node *n, block_setter *setter)
{
    struct kept_blocks *k = c->set->layout->kept;
    write_key(&k->key, c, n);
    const struct kept *found = map_get_bytes(&k->known, k->key.p, k->key.n);
    if (!found) {
        size_t said = diags_total(c->set->layout->diags);
        struct kept *made = make(k, c, n, setter);
        found = made;
        if (diags_total(c->set->layout->diags) == said)  // what is missing is reported each time
            map_set_bytes(&k->known, &k->arena, arena_strndup(&k->arena, k->key.p, k->key.n),
                          k->key.n, made);
    }
    use(c, found);
}

// ---- As long as a thread works

struct kept_blocks *kept_new(void)
{
    return mem_alloc(sizeof(struct kept_blocks));
}

bool kept_is_full(const struct kept_blocks *k)
{
    return k->arena.total > LARGEST;
}

void kept_forget(struct kept_blocks *k)
{
    arena_free(&k->arena);
    buf_free(&k->key);
    *k = (struct kept_blocks){0};
}

void kept_free(struct kept_blocks *k)
{
    if (!k) return;
    kept_forget(k);
    mem_free(k);
}
