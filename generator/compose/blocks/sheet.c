// sheet: the section stands on sheets of its own. It begins on a front side, and so does what
// follows it.
#include "compose/blocks/block.h"

static const struct key keys[] = {{.name = "form", .kind = KEY_TEXT}};

static void check(struct check *c, const struct node *body, struct place at)
{
    (void)body;
    const struct doc_node *first = c->document ? c->document->first : NULL, *n = first;
    while (n && (n->kind != DOC_HEADING || n->level != 1)) n = n->next;
    if (!first || first->place.source != at.source || (n && n->place.line < at.line)) return;
    struct diag *d = check_fail(c, at, "sheet-without-heading",
                                "a sheet stands below a heading \"# …\", and here is none above");
    diag_hint(c->env.diags, d, "put it right below the heading that begins the sheet");
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    (void)at;
    const char *form = node_text(body, "form");
    struct doc_node *section = parent;
    while (section->parent) section = section->parent;
    section->title = form ? bind_plain(e, form, body->place) : "";
}

const struct block block_sheet = {
    .name = "sheet",
    .schema = {.form = FORM_MAP, SCHEMA_KEYS(keys)},
    .check = check,
    .expand = expand,
};
