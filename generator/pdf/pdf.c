#include "pdf/pdf.h"

#include "pdf/icc.h"
#include "pdf/state.h"

// QUICK is for what one document alone holds. Level 1 would write a pack of shared pages in three quarters of the time,
// and make it one in a hundred larger. THOROUGH is for what many share; level 12 would save one more in a hundred, but
// where a unit has few people, its sections take longer to deflate than all else in their packs.
enum { QUICK = 6, THOROUGH = 9, MOST_KEPT = 12 << 20 };

static void make_profile(struct pdf *p)
{
    struct buf plain = {0};
    struct arena a = {0};
    size_t n;
    icc_srgb(&plain);
    const unsigned char *bytes = pack_deflate(p->thorough, plain.p, plain.n, &a, &n);
    buf_add(&p->profile, bytes, n);
    p->profile_digest = digest_of(bytes, n);
    arena_free(&a);
    buf_free(&plain);
}

void pdf_forget(struct pdf *p)
{
    arena_free(&p->kept);
    p->pictures = (struct pictures){.arena = &p->kept, .z = p->thorough};
    p->shared = (struct shared){.arena = &p->kept, .renderer = &p->shared_renderer};
    p->memo = (struct memo){.arena = &p->kept, .quick = p->quick, .thorough = p->thorough};
    p->faces.own = NULL;
}

struct pdf *pdf_new(struct diags *d, const struct type *t)
{
    struct pdf *p = mem_alloc(sizeof *p);
    p->diags = d;
    p->type = t;
    p->quick = libdeflate_alloc_compressor(QUICK);
    p->thorough = libdeflate_alloc_compressor(THOROUGH);
    p->renderer = (struct renderer){.type = t, .pictures = &p->pictures, .memo = &p->memo, .z = p->quick};
    p->shared_renderer = (struct renderer){.type = t, .pictures = &p->pictures, .z = p->thorough};
    faces_init(&p->faces, t, &p->kept, p->thorough);
    pdf_forget(p);
    make_profile(p);
    return p;
}

void pdf_trim(struct pdf *p)
{
    if (p->kept.total > MOST_KEPT) pdf_forget(p);
}

void pdf_free(struct pdf *p)
{
    if (!p) return;
    libdeflate_free_compressor(p->quick);
    libdeflate_free_compressor(p->thorough);
    arena_free(&p->document);
    arena_free(&p->kept);
    arena_free(&p->faces.forever);
    buf_free(&p->renderer.scratch);
    buf_free(&p->shared_renderer.scratch);
    buf_free(&p->profile);
    mem_free(p);
}
