// The kinds of blocks: one function for each, in the file of its name. It sets the node in its
// context: slabs are appended to the context's list, elements are made below the context's. What
// cannot be set says so on the page, or is left out. layout.c lists which function sets which kind.
#ifndef LAYOUT_KINDS_H
#define LAYOUT_KINDS_H

#include "layout/typeset.h"

void address_typeset(const struct context *c, const struct doc_node *n);
void box_typeset(const struct context *c, const struct doc_node *n);
void box_typeset_keep(const struct context *c, const struct doc_node *n);
void box_typeset_quote(const struct context *c, const struct doc_node *n);
void box_typeset_rule(const struct context *c, const struct doc_node *n);
void card_typeset(const struct context *c, const struct doc_node *n);
void choices_typeset(const struct context *c, const struct doc_node *n);
void code_typeset(const struct context *c, const struct doc_node *n);
void columns_typeset(const struct context *c, const struct doc_node *n);
void fields_typeset(const struct context *c, const struct doc_node *n);
void figure_typeset(const struct context *c, const struct doc_node *n);
void goal_cards_typeset(const struct context *c, const struct doc_node *n);
void input_typeset(const struct context *c, const struct doc_node *n);
void lines_typeset(const struct context *c, const struct doc_node *n);
void list_typeset(const struct context *c, const struct doc_node *n);
void list_typeset_checklist(const struct context *c, const struct doc_node *n);
void mark_typeset_dot(const struct context *c, const struct doc_node *n);
void mark_typeset(const struct context *c, const struct doc_node *n);
void mark_typeset_check(const struct context *c, const struct doc_node *n);
void numbers_typeset(const struct context *c, const struct doc_node *n);
void paragraph_typeset(const struct context *c, const struct doc_node *n);
void paragraph_typeset_heading(const struct context *c, const struct doc_node *n);
void scale_typeset(const struct context *c, const struct doc_node *n);
void signatures_typeset(const struct context *c, const struct doc_node *n);
void table_typeset(const struct context *c, const struct doc_node *n);
void timeline_typeset(const struct context *c, const struct doc_node *n);
void year_typeset(const struct context *c, const struct doc_node *n);

#endif
