// The list of all blocks. A new block is a new file and a line here.
#include "compose/blocks/blocks.h"

#include <string.h>

#include "base/array.h"
#include "base/nearest.h"

const struct block *const blocks_list[] = {
    &block_address,  &block_back,       &block_card,       &block_checklist,
    &block_choices,  &block_columns,    &block_cut,        &block_dense,
    &block_fields,   &block_figures,    &block_fine_print, &block_goal_cards,
    &block_kicker,   &block_lead,       &block_lines,      &block_matrix,
    &block_note,     &block_plan_table, &block_priorities, &block_questions,
    &block_scale,    &block_sentences,  &block_sheet,      &block_signatures,
    &block_spread,   &block_steps,      &block_table,      &block_thread,
    &block_timeline, &block_who_key,    &block_year,       NULL,
};
enum { BLOCK_COUNT = COUNT(blocks_list) - 1 };

const struct block *blocks_find(const char *name)
{
    for (size_t i = 0; i < BLOCK_COUNT; i++)
        if (!strcmp(blocks_list[i]->name, name)) return blocks_list[i];
    return NULL;
}

const char *blocks_nearest(const char *name)
{
    const char *known[BLOCK_COUNT + 6] = {"if", "else", "each", "keep", "end", "page-break"};
    for (size_t i = 0; i < BLOCK_COUNT; i++) known[i + 6] = blocks_list[i]->name;
    return nearest_word(name, known, BLOCK_COUNT + 6);
}

void blocks_check(struct check *c, const struct block *b, const struct node *body, struct place at)
{
    bool ok = c->ok;
    c->ok = true;
    schema_check(c, &b->schema, body, at, b->name);
    if (c->ok && b->check) b->check(c, body, at);
    if (b->least > c->widest) c->widest = b->least;
    c->ok &= ok;
}
