// Binding: putting values into a template's text. A template is parsed before any value is known,
// and a value becomes a DOC_TEXT of its own, so that nothing in it is read as Markdown. All nodes
// are made in the environment's arena; a value beyond the environment's limit is refused with a
// diagnostic, and left out. Each node remembers the path and the scope of its value.
#ifndef COMPOSE_SYNTAX_BIND_H
#define COMPOSE_SYNTAX_BIND_H

#include "compose/values/value.h"
#include "model/doc.h"
#include "model/node.h"

// Appends a copy of a Markdown block to parent, with its values bound. A paragraph that is nothing
// but a value of rich text becomes that text's blocks; a quotation becomes a box.
void bind_block(const struct env *e, const struct doc_node *block, struct doc_node *parent);
// Appends a plain text with {{values}} as inlines. place: where the text stands in the template.
void bind_text(const struct env *e, const char *text, struct place place, struct doc_node *parent);
// Appends a paragraph with the text; text NULL: an empty one. Returns it.
struct doc_node *bind_paragraph(const struct env *e, enum doc_role role, const char *text,
                                struct place place, struct doc_node *parent);
// A text with its values bound, without any markup: text itself where there are none.
const char *bind_plain(const struct env *e, const char *text, struct place place);
// Appends a value as inlines: of any kind but RICH and FLAG. path: as the template names it. False
// when it is unset.
bool bind_value(const struct env *e, const struct value_ref *ref, const char *path,
                struct place place, struct doc_node *parent);
// Appends a copy of a phrase's inlines.
void bind_phrase(const struct env *e, const struct value *phrase, enum doc_scope scope,
                 const char *path, struct doc_node *parent);
struct rich_style {  // how rich text is appended
    enum doc_scope scope;
    const char *path, *language;  // language NULL: the document's
    int level;                    // of its outermost headings
};
// Appends a copy of blocks. Their headings get levels that skip none.
void bind_rich(const struct env *e, const struct doc_node *blocks, const struct rich_style *style,
               struct doc_node *parent);

#endif
