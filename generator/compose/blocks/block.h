// A block: what a page needs beyond text. It is one file that ends in one const record, which is
// declared here and listed in blocks.c.
#ifndef COMPOSE_BLOCKS_BLOCK_H
#define COMPOSE_BLOCKS_BLOCK_H

#include "compose/syntax/bind.h"
#include "compose/syntax/schema.h"

struct block {
    const char *name;
    struct schema schema;
    enum doc_scope least;  // the scope that it has whatever values its body names
    // Checks what the schema cannot say; NULL: nothing.
    void (*check)(struct check *c, const struct node *body, struct place at);
    // Appends what the block shows to parent. The body has been checked; at: where it stands.
    void (*expand)(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent);
};

extern const struct block block_address, block_back, block_card, block_checklist, block_choices,
    block_columns, block_cut, block_dense, block_fields, block_figures, block_fine_print,
    block_goal_cards, block_kicker, block_lead, block_lines, block_matrix, block_note,
    block_plan_table, block_priorities, block_questions, block_scale, block_sentences, block_sheet,
    block_signatures, block_spread, block_steps, block_table, block_thread, block_timeline,
    block_who_key, block_year;

// Appends lines to write private notes on: count of them, 0: as many as the page has room for.
// label: what a screen reader says.
void lines_add(const struct env *e, int count, const char *label, struct place at,
               struct doc_node *parent);

// What a column of `columns` holds, in a list of such items, and appending one to a DOC_COLUMN or
// DOC_CELL.
extern const struct schema columns_content;
void columns_add_content(const struct env *e, const struct node *item, void *parent);

#endif
