// What a thread keeps from one document to the next.
#include "pdf/pdf.h"

#include "base/cache.h"
#include "pdf/icc.h"
#include "pdf/state.h"

// Of libdeflate. Level 1 would make a pack 3 % larger. Level 9 would make it less than 1 % smaller,
// and takes twice the time.
enum { LEVEL = 6 };

static void make_profile(struct pdf *p)
{
    struct buf plain = {0};
    struct arena a = {0};
    size_t n;
    icc_srgb(&plain);
    const unsigned char *bytes = stream_deflate_bytes(p->z, plain.p, plain.n, &a, &n);
    buf_add(&p->profile, bytes, n);
    p->profile_digest = digest_of(bytes, n);
    arena_free(&a);
    buf_free(&plain);
}

static void empty_caches(struct pdf *p)
{
    arena_free(&p->cached);
    p->pictures = (struct picture_cache){.arena = &p->cached, .z = p->z};
    p->structure_cache = (struct structure_cache){
        .arena = &p->cached, .z = p->z, .key = p->structure_cache.key};
    p->drawing_cache = (struct drawing_cache){.arena = &p->cached};
    p->deflate_cache = (struct deflate_cache){.arena = &p->cached, .z = p->z};
    p->faces.extra = (struct map){0};
    p->papers = 0;
}

struct pdf *pdf_new(struct diags *d, const struct typefaces *t)
{
    struct pdf *p = mem_alloc(sizeof *p);
    p->diags = d;
    p->type = t;
    p->z = libdeflate_alloc_compressor(LEVEL);
    p->renderer = (struct renderer){
        .type = t, .pictures = &p->pictures, .drawing_cache = &p->drawing_cache, .z = p->z};
    faces_init(&p->faces, t, &p->cached, p->z);
    empty_caches(p);
    make_profile(p);
    return p;
}

void pdf_trim(struct pdf *p)
{
    if (cache_is_full(p->cached.total, p->papers)) empty_caches(p);
    p->papers++;
}

void pdf_free(struct pdf *p)
{
    if (!p) return;
    libdeflate_free_compressor(p->z);
    arena_free(&p->document);
    arena_free(&p->cached);
    arena_free(&p->faces.permanent);
    buf_free(&p->faces.key);
    buf_free(&p->renderer.scratch);
    buf_free(&p->renderer.key);
    buf_free(&p->structure_cache.key);
    buf_free(&p->profile);
    mem_free(p);
}
