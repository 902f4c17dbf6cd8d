// Items drawn as a content stream; the drawing cache.
#include "pdf/drawing_cache.h"

// ---- The key

static void add_run(struct buf *key, const struct paper_run *run)
{
    const int32_t numbers[] = {run->x, run->baseline, run->size, run->face | run->tone << 16,
                               (int32_t)run->glyph_count};
    BUF_KEY(key, numbers);
    buf_add(key, run->glyphs, run->glyph_count * sizeof *run->glyphs);
    buf_key_text(key, run->text);
    buf_key_text(key, run->actual);
}

static void add_item(struct buf *key, const struct paper_item *item)
{
    switch (item->kind) {
    case ITEM_RUN: add_run(key, &item->run); break;
    case ITEM_RULE: {
        const struct paper_rule *rule = &item->rule;
        const int32_t numbers[] = {rule->x1, rule->y1,    rule->x2,
                                   rule->y2, rule->width, rule->tone | rule->dashed << 8};
        BUF_KEY(key, numbers);
        break;
    }
    case ITEM_BOX: {
        const struct paper_box *box = &item->box;
        const int32_t numbers[] = {box->rect.x,
                                   box->rect.y,
                                   box->rect.w,
                                   box->rect.h,
                                   box->width,
                                   box->radius,
                                   box->fill | box->stroke << 8};
        BUF_KEY(key, numbers);
        break;
    }
    case ITEM_PICTURE: BUF_KEY(key, item->picture.rect), BUF_KEY(key, item->picture.image); break;
    }
}

// NULL: an artifact
static const char *type_of(const struct drawing_input *d, const struct paper_item *item)
{
    bool known = d->section && item->element >= 0 &&
                 (size_t)item->element < d->section->element_count;
    return known ? d->section->elements[item->element].type : NULL;
}

// A drawing depends on the items, on the height that y is counted from, on what is drawn (context)
// and on the MCID of its first piece; of the elements that own the items, only on their types and
// on where another one begins.
static void drawing_cache_key(struct buf *key, const struct drawing_input *d)
{
    const int32_t numbers[] = {(int32_t)d->context, d->height, (int32_t)d->first,
                               (int32_t)d->count};
    int32_t element = INT32_MIN;
    key->n = 0;
    BUF_KEY(key, numbers);
    for (size_t i = 0; i < d->count; i++) {
        const struct paper_item *item = &d->items[i];
        buf_c(key, (char)(item->kind << 1 | (item->element == element)));
        if (item->element != element) buf_key_text(key, type_of(d, item));
        element = item->element;
        add_item(key, item);
    }
}

// ---- Drawing

static void draw_marked_content(struct content *c, const struct drawing_input *d,
                                struct drawn_items *out, struct arena *a)
{
    uint32_t *owners = ARENA_ARRAY(a, uint32_t, d->count);
    c->mcid = d->first;
    for (size_t i = 0; i < d->count; i++) {
        uint32_t before = c->mcid;
        content_item(c, &d->items[i], type_of(d, &d->items[i]));
        if (c->mcid > before) owners[out->owner_count++] = (uint32_t)i;
    }
    content_end(c);
    out->owners = owners;
}

static void draw_field(struct content *c, const struct drawing_input *d)
{
    bool text = d->context == IN_TEXT_FIELD;
    if (text) BUF_LIT(c->out, "/Tx BMC\n");
    for (size_t i = 0; i < d->count; i++) content_draw(c, &d->items[i]);
    content_flush(c);
    if (text) BUF_LIT(c->out, "EMC\n");
}

static const struct drawn_items *draw(struct renderer *r, const struct drawing_input *d,
                                      bool unique, struct arena *a)
{
    struct drawn_items *out = ARENA_NEW(a, struct drawn_items);
    struct content c = {.type = r->type,
                        .pictures = r->pictures,
                        .resources = &out->resources,
                        .margins = d->context == IN_MARGINS};
    resources_init(&out->resources, r->type, a);
    r->scratch.n = 0;
    content_begin(&c, &r->scratch, d->height);
    if (d->context == ON_PAGE || d->context == IN_MARGINS) draw_marked_content(&c, d, out, a);
    else draw_field(&c, d);
    out->stream = stream_new(r->z, r->scratch.p, r->scratch.n, unique, a);
    return out;
}

const struct drawn_items *drawing_cache_bypass(struct renderer *r, const struct drawing_input *d,
                                               struct arena *a)
{
    return draw(r, d, true, a);
}

const struct drawn_items *drawing_cache_get(struct renderer *r, const struct drawing_input *d)
{
    struct drawing_cache *cache = r->drawing_cache;
    drawing_cache_key(&r->key, d);
    const struct drawn_items *cached = map_get_bytes(&cache->cached, r->key.p, r->key.n);
    if (cached) return cached;
    cached = draw(r, d, false, cache->arena);
    map_set_bytes(&cache->cached, cache->arena, arena_strndup(cache->arena, r->key.p, r->key.n),
                  r->key.n, (void *)cached);
    return cached;
}
