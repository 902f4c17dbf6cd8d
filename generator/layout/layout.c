// Laying out: a layout is opened for a thread, and sets one section after the other.
#include "layout/layout.h"

#include <assert.h>
#include <linebreak.h>
#include <pthread.h>

#include "layout/block.h"
#include "layout/goal_cards.h"
#include "layout/kinds.h"
#include "layout/line_cache.h"

static block_typesetter *const kinds[DOC_KIND_COUNT] = {
    // NULL: inlines
    [DOC_DOCUMENT] = block_typeset_children,
    [DOC_SECTION] = block_typeset_children,
    [DOC_GROUP] = block_typeset_children,
    [DOC_HEADING] = paragraph_typeset_heading,
    [DOC_PARAGRAPH] = paragraph_typeset,
    [DOC_LIST] = list_typeset,
    [DOC_ITEM] = block_typeset_children,
    [DOC_QUOTE] = box_typeset_quote,
    [DOC_CODE] = code_typeset,
    [DOC_RULE] = box_typeset_rule,
    [DOC_TABLE] = table_typeset,
    [DOC_ROW] = block_typeset_children,
    [DOC_CELL] = block_typeset_children,
    [DOC_FIGURE] = figure_typeset,
    [DOC_FENCE] = block_typeset_children,
    [DOC_KEEP] = box_typeset_keep,
    [DOC_BOX] = box_typeset,
    [DOC_FIELDS] = fields_typeset,
    [DOC_FIELD] = block_typeset_children,
    [DOC_CARD] = card_typeset,
    [DOC_LINES] = lines_typeset,
    [DOC_COLUMNS] = columns_typeset,
    [DOC_COLUMN] = block_typeset_children,
    [DOC_TIMELINE] = timeline_typeset,
    [DOC_EVENT] = block_typeset_children,
    [DOC_CHECKLIST] = list_typeset_checklist,
    [DOC_CHECK] = mark_typeset_check,
    [DOC_SIGNATURES] = signatures_typeset,
    [DOC_SIGNATURE] = block_typeset_children,
    [DOC_CHOICES] = choices_typeset,
    [DOC_SCALE] = scale_typeset,
    [DOC_DOT] = mark_typeset_dot,
    [DOC_MARK] = mark_typeset,
    [DOC_ENTRY] = input_typeset,
    [DOC_GOAL_CARDS] = goal_cards_typeset,
    [DOC_GOAL_CARD] = block_typeset_children,
    [DOC_NUMBERS] = numbers_typeset,
    [DOC_ADDRESS] = address_typeset,
};

static pthread_once_t line_breaking = PTHREAD_ONCE_INIT;  // of libunibreak's tables

struct layout *layout_new(struct diags *d, const struct typefaces *t, struct hyphenator *h)
{
    pthread_once(&line_breaking, init_linebreak);
    struct layout *l = mem_alloc(sizeof *l);
    l->diags = d;
    l->type = t;
    l->shaper = shaper_new(t);
    l->line_cache = line_cache_new();
    l->hyphenator = h;
    return l;
}

void layout_free(struct layout *l)
{
    if (!l) return;
    shaper_free(l->shaper);
    arena_free(&l->scratch);
    line_cache_free(l->line_cache);
    buf_free(&l->text);
    buf_free(&l->glyphs);
    mem_free(l);
}

void layout_trim(struct layout *l)
{
    shaper_trim(l->shaper);
    line_cache_trim(l->line_cache);
}

static void typeset_blocks(struct typesetter *ts, const struct doc_node *section,
                           const char *language, mpt width, struct slab_list *list)
{
    struct context c = {.ts = ts,
                        .out = list,
                        .width = width,
                        .element = -1,
                        .language = language,
                        .body = STYLE_BODY};
    if (section->kind == DOC_SECTION || section->kind == DOC_DOCUMENT)
        block_typeset_children(&c, section);
    else block_typeset(&c, section);
    if (!list->first || !ts->title) return;
    // no heading has taken the title
    struct paper_bookmark *b = ARENA_NEW(ts->scratch, struct paper_bookmark);
    *b = (struct paper_bookmark){.title = ts->title, .level = 1};
    struct slab *mark = ARENA_NEW(ts->scratch, struct slab);
    *mark = (struct slab){.next = list->first, .bookmark = b, .keep_next = true};
    list->first = mark;
}

struct paper_section *layout_section(struct layout *l, struct arena *a,
                                     const struct layout_options *options,
                                     const struct doc_node *section, const char *language)
{
    const struct stylesheet *usual = stylesheet_get(options->large);
    const struct stylesheet dense = stylesheet_dense(usual),
                            *styles = section->tight ? &dense : usual;
    struct paper_section *out = ARENA_NEW(a, struct paper_section);
    struct page_frame frame = {styles->left, styles->top,
                               options->page_height - styles->top - styles->bottom, 1000};
    struct typesetter ts = {.layout = l,
                            .arena = a,
                            .scratch = &l->scratch,
                            .styles = styles,
                            .kinds = kinds,
                            .large = options->large,
                            .flat = options->flat,
                            .section = out,
                            .page_height = frame.height,
                            .title = section->text};
    struct slab_list list = {0};
    out->name = section->text;
    out->shared = section->shared;
    out->sheet = section->title;
    out->spread = section->level == DOC_SPREAD;
    out->page_width = options->page_width;
    out->page_height = options->page_height;
    typeset_blocks(&ts, section, section->language ? section->language : language,
                   options->page_width - styles->left - styles->right, &list);
    struct slab_card left_out = goal_cards_fit(&l->scratch, out, &list, &frame);
    pages_make(a, &l->scratch, out, &list, &frame);
    goal_cards_forget(out, &left_out);
    arena_reset(&l->scratch);
    assert(paper_section_is_consistent(out));
    return out;
}
