#include "layout/layout.h"

#include <linebreak.h>
#include <pthread.h>

#include "layout/broken.h"
#include "layout/flow.h"
#include "layout/kept.h"
#include "layout/set.h"

static pthread_once_t line_breaking = PTHREAD_ONCE_INIT;  // libunibreak's own tables

struct layout *layout_new(struct diags *d, const struct type *t, struct hyphenator *h)
{
    pthread_once(&line_breaking, init_linebreak);
    struct layout *l = mem_alloc(sizeof *l);
    l->diags = d;
    l->type = t;
    l->shaper = shaper_new(t);
    l->broken = broken_new();
    l->kept = kept_new();
    l->hyphenator = h;
    return l;
}

void layout_free(struct layout *l)
{
    if (!l) return;
    shaper_free(l->shaper);
    arena_free(&l->scratch);
    broken_free(l->broken);
    kept_free(l->kept);
    buf_free(&l->text);
    buf_free(&l->glyphs);
    mem_free(l);
}

void layout_trim(struct layout *l)
{
    shaper_trim(l->shaper);
    broken_trim(l->broken);
}

void layout_forget(struct layout *l)
{
    if (kept_is_full(l->kept)) kept_forget(l->kept);
}

bool layout_is_full(const struct layout *l)
{
    return kept_is_full(l->kept);
}

static void set_blocks(struct setting *set, const struct doc_node *section, const char *language,
                       mpt width, struct slab_list *list)
{
    struct context c = {.set = set,
                        .out = list,
                        .width = width,
                        .element = -1,
                        .language = language,
                        .body = LOOK_BODY};
    if (section->kind == DOC_SECTION || section->kind == DOC_DOCUMENT)
        block_set_children(&c, section);
    else block_set(&c, section);
    if (!list->first || !set->title) return;
    // no heading has taken the title
    struct paper_bookmark *b = ARENA_NEW(set->scratch, struct paper_bookmark);
    *b = (struct paper_bookmark){.title = set->title, .level = 1};
    struct slab *mark = ARENA_NEW(set->scratch, struct slab);
    *mark = (struct slab){.next = list->first, .bookmark = b, .keep_next = true};
    list->first = mark;
}

struct paper_section *layout_section(struct layout *l, struct arena *a,
                                     const struct layout_style *style,
                                     const struct doc_node *section, const char *language)
{
    const struct looks *looks = looks_get(style->large);
    struct paper_section *out = ARENA_NEW(a, struct paper_section);
    struct page_frame frame = {looks->left, looks->top,
                               style->page_height - looks->top - looks->bottom};
    struct setting set = {.layout = l,
                          .arena = a,
                          .scratch = &l->scratch,
                          .looks = looks,
                          .large = style->large,
                          .flat = style->flat,
                          .shared = section->shared,
                          .section = out,
                          .page_height = frame.height,
                          .title = section->text};
    struct slab_list list = {0};
    out->name = section->text;
    out->shared = section->shared;
    out->page_width = style->page_width;
    out->page_height = style->page_height;
    set_blocks(&set, section, section->language ? section->language : language,
               style->page_width - looks->left - looks->right, &list);
    flow_pages(a, &l->scratch, out, &list, &frame);
    arena_reset(&l->scratch);
    return out;
}
