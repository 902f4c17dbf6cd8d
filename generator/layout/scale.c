// A scale: a table of statements with a circle in every cell. In large print a table would be
// cramped: there each statement stands over boxes with the words of the table's header.
#include "layout/kinds.h"

// mark: the circle that the box stands for; NULL: a row that is too short.
static void answer(const struct context *c, const struct doc_node *head,
                   const struct doc_node *mark, struct doc_node *choices)
{
    struct arena *scratch = c->ts->scratch;
    struct doc_node *check = doc_append(choices, doc_new(scratch, DOC_CHECK, head->place));
    for (const struct doc_node *n = head->first; n; n = n->next) {
        struct doc_node *copy = doc_append(check, doc_copy(scratch, n));
        if (copy->kind == DOC_LINEBREAK) copy->kind = DOC_SOFTBREAK;
    }
    if (!mark) return;
    check->field = mark->field;
    check->text = mark->text;
}

static void typeset_statement(const struct context *c, const struct doc_node *header,
                              const struct doc_node *row)
{
    struct arena *scratch = c->ts->scratch;
    struct doc_node *choices = doc_new(scratch, DOC_CHOICES, row->place);
    struct doc_node *label = doc_append(choices, doc_new(scratch, DOC_PARAGRAPH, row->place));
    label->role = ROLE_QUESTION;
    for (const struct doc_node *n = row->first->first; n; n = n->next)
        doc_append(label, doc_copy(scratch, n));
    const struct doc_node *cell = row->first->next;
    for (const struct doc_node *head = header->first->next; head; head = head->next) {
        answer(c, head, cell ? cell->first : NULL, choices);
        cell = cell ? cell->next : NULL;
    }
    choices_typeset(c, choices);
}

void scale_typeset(const struct context *c, const struct doc_node *n)
{
    const struct doc_node *header = n->first;
    bool table = !c->ts->large || !header || !header->header || !header->first;
    if (table) {
        table_typeset(c, n);
        return;
    }
    for (const struct doc_node *row = header->next; row; row = row->next)
        if (row->first) typeset_statement(c, header, row);
}
