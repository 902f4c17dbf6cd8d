#include "layout/block_cache.h"

#include "base/map.h"

enum { LARGEST = 2 << 20 };  // bytes

struct block_cache {
    struct map cached;  // keys, see write_key() → struct cached_block
    struct arena arena;
    struct buf key;
};

struct cached_block {
    struct slab *first, *last;
    bool keeps_above;  // what stands above is kept on the page with it
    int heading;       // the level of the last heading's tag behind it
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

static bool keeps_above(const struct doc_node *n)  // by box_keep_heading()
{
    return n->kind == DOC_FIELDS && n->next &&
           (n->next->kind == DOC_CHOICES || n->next->kind == DOC_TABLE);
}

bool block_cache_accepts(const struct context *c, const struct doc_node *n)
{
    const struct typesetter *ts = c->ts;
    return !ts->shared && !ts->title && c->depth == 1 && c->element < 0 && !keeps_above(n) &&
           is_plain(n);
}

// All that the block comes to depends on.
static void write_key(struct buf *key, const struct context *c, const struct doc_node *n)
{
    const struct typesetter *ts = c->ts;
    const struct slab *above = c->out->last;
    const int32_t numbers[] = {
        c->x,
        c->width,
        ts->page_height,
        ts->heading,
        (int32_t)c->body,
        (int32_t)c->align,
        c->list_depth,
        n->next ? (int32_t)n->next->kind : -1,
        ts->large | ts->flat << 1 | c->inside << 2 |
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
    struct doc_node *copy = doc_deep_copy(a, n);
    if (n->next) copy->next = doc_new(a, n->next->kind, n->next->place);
    return copy;
}

// Sets a copy of the block that is as good as the kept ones, below a slab like the one that stands
// above.
static struct cached_block *typeset_for_cache(struct block_cache *k, const struct context *c,
                                              const struct doc_node *n, block_typesetter *typeset)
{
    struct arena *scratch = &c->ts->layout->scratch, outer = *scratch;
    *scratch = k->arena;
    struct cached_block *made = ARENA_NEW(scratch, struct cached_block);
    struct paper_section section = {0};
    struct typesetter ts = *c->ts;
    struct slab_list list = {0};
    struct slab *above = c->out->last ? slab_new(scratch, &list) : NULL;
    if (above)
        above->keep_next = c->out->last->keep_next, above->introduces = c->out->last->introduces;
    struct context inner = *c;
    inner.ts = &ts;
    inner.out = &list;
    ts.arena = ts.scratch = scratch;
    ts.section = &section;
    typeset(&inner, copy_block(scratch, n));
    *made = (struct cached_block){.first = above ? above->next : list.first,
                                  .last = list.last,
                                  .keeps_above = above && above->keep_next &&
                                                 !c->out->last->keep_next,
                                  .heading = ts.heading,
                                  .elements = section.elements,
                                  .element_count = section.element_count,
                                  .fields = section.fields,
                                  .field_count = section.field_count};
    k->arena = *scratch;
    *scratch = outer;
    return made;
}

// ---- Using what is kept

static void add_elements(const struct context *c, const struct cached_block *k, int32_t base)
{
    for (size_t i = 0; i < k->element_count; i++) {
        const struct paper_element *from = &k->elements[i];
        struct paper_element *e = element_get(c->ts, element_new(c->ts, from->type, c->element));
        *e = *from;
        e->parent = from->parent < 0 ? c->element : base + from->parent;
    }
}

static void append_copies(const struct context *c, const struct cached_block *k)
{
    struct typesetter *ts = c->ts;
    struct paper_section *section = ts->section;
    int32_t element = (int32_t)section->element_count;
    uint32_t field = (uint32_t)section->field_count;
    add_elements(c, k, element);
    for (size_t i = 0; i < k->field_count; i++)
        *ARENA_PUSH(ts->arena, section->fields, section->field_count,
                    section->field_room) = k->fields[i];
    if (k->keeps_above) c->out->last->keep_next = true;
    for (const struct slab *s = k->first; s; s = s->next) {
        struct slab *copy = slab_new(ts->scratch, c->out);
        *copy = *s;
        copy->next = NULL;
        copy->element = element;
        copy->field = field;
    }
    ts->heading = k->heading;
}

void block_cache_typeset(const struct context *c, const struct doc_node *n,
                         block_typesetter *typeset)
{
    struct block_cache *k = c->ts->layout->block_cache;
    write_key(&k->key, c, n);
    const struct cached_block *hit = map_get_bytes(&k->cached, k->key.p, k->key.n);
    if (!hit) {
        size_t reported = diag_total(c->ts->layout->diags);
        struct cached_block *made = typeset_for_cache(k, c, n, typeset);
        hit = made;
        if (diag_total(c->ts->layout->diags) == reported)  // what is missing is reported each time
            map_set_bytes(&k->cached, &k->arena, arena_strndup(&k->arena, k->key.p, k->key.n),
                          k->key.n, made);
    }
    append_copies(c, hit);
}

// ---- As long as a thread works

struct block_cache *block_cache_new(void)
{
    return mem_alloc(sizeof(struct block_cache));
}

bool block_cache_is_full(const struct block_cache *k)
{
    return k->arena.total > LARGEST;
}

void block_cache_clear(struct block_cache *k)
{
    arena_free(&k->arena);
    buf_free(&k->key);
    *k = (struct block_cache){0};
}

void block_cache_free(struct block_cache *k)
{
    if (!k) return;
    block_cache_clear(k);
    mem_free(k);
}
