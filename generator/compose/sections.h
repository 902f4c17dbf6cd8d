// A template's structure: its blocks in order, with if, else, each, keep and end taken as what they
// are, and cut into sections at level-1 headings. A condition or a loop around headings decides
// about whole sections; any other stays inside one.
#ifndef COMPOSE_SECTIONS_H
#define COMPOSE_SECTIONS_H

#include "compose/blocks/block.h"
#include "compose/syntax/logic.h"

struct statement {
    enum statement_kind {
        STATEMENT_BLOCK,
        STATEMENT_IF,
        STATEMENT_EACH,
        STATEMENT_KEEP,  // what stays on one page
        STATEMENT_SECTION
    } kind;
    const struct doc_node *node;
    const struct block *block;           // BLOCK: the fence's, NULL for Markdown
    struct condition condition;          // IF
    struct loop loop;                    // EACH
    struct statement *body, *otherwise;  // lists
    struct statement *next;
    // SECTION: the widest of what it shows; sections_check() finds it
    enum doc_scope scope;
    unsigned index;  // SECTION: from 1
};

// What cannot be read is reported and left out, so that the rest can be checked still. NULL: empty.
struct statement *sections_read(struct check *c, struct doc_node *document);
void sections_check(struct check *c, struct statement *list);

#endif
