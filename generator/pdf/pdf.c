#include "pdf/pdf.h"

#include "pdf/icc.h"
#include "pdf/state.h"

// Level 1 would make a pack three in a hundred larger. Level 9 saves less than one for what many
// share, and takes twice the time: where a unit has few people, its sections would take as long to
// deflate as all else in their packs. One compressor for all stays in the processor's cache. What
// is kept is forgotten after so many documents, when it has become so many bytes: one that has
// large pictures does not forget them for the next.
enum { LEVEL = 6, MOST_KEPT = 4 << 20, LEAST_DOCUMENTS = 100 };

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

void pdf_forget(struct pdf *p)
{
    arena_free(&p->kept);
    p->pictures = (struct picture_cache){.arena = &p->kept, .z = p->z};
    p->shared = (struct section_cache){.arena = &p->kept, .renderer = &p->shared_renderer};
    p->structure_cache = (struct structure_cache){
        .arena = &p->kept, .z = p->z, .key = p->structure_cache.key};
    p->drawing_cache = (struct drawing_cache){.arena = &p->kept};
    p->deflate_cache = (struct deflate_cache){.arena = &p->kept, .z = p->z};
    p->faces.extra = NULL;
    p->documents = 0;
}

struct pdf *pdf_new(struct diags *d, const struct typefaces *t)
{
    struct pdf *p = mem_alloc(sizeof *p);
    p->diags = d;
    p->type = t;
    p->z = libdeflate_alloc_compressor(LEVEL);
    p->renderer = (struct renderer){
        .type = t, .pictures = &p->pictures, .drawing_cache = &p->drawing_cache, .z = p->z};
    p->shared_renderer = (struct renderer){.type = t, .pictures = &p->pictures, .z = p->z};
    faces_init(&p->faces, t, &p->kept, p->z);
    pdf_forget(p);
    make_profile(p);
    return p;
}

void pdf_trim(struct pdf *p)
{
    if (p->kept.total > MOST_KEPT && p->documents >= LEAST_DOCUMENTS) pdf_forget(p);
    p->documents++;
}

void pdf_free(struct pdf *p)
{
    if (!p) return;
    libdeflate_free_compressor(p->z);
    arena_free(&p->document);
    arena_free(&p->kept);
    arena_free(&p->faces.permanent);
    buf_free(&p->renderer.scratch);
    buf_free(&p->renderer.key);
    buf_free(&p->shared_renderer.scratch);
    buf_free(&p->structure_cache.key);
    buf_free(&p->profile);
    mem_free(p);
}
