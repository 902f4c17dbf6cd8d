// Binding: values get into text here and nowhere else. What a template says is parsed before any
// value is known, and a value becomes a DOC_TEXT of its own, so whatever it holds is only text.
#ifndef COMPOSE_SYNTAX_BIND_H
#define COMPOSE_SYNTAX_BIND_H

#include "compose/values/value.h"
#include "model/doc.h"
#include "model/node.h"

// A Markdown block of the template, appended to parent with its values bound. A paragraph that is
// nothing but a value of rich text becomes that text's blocks; a quotation becomes a box.
void bind_block(const struct env *e, const struct doc_node *block, struct doc_node *parent);
// Plain text with {{values}}, appended as inlines.
void bind_text(const struct env *e, const char *text, struct place place, struct doc_node *parent);
struct doc_node *bind_paragraph(const struct env *e, enum doc_role role, const char *text,
                                struct place place, struct doc_node *parent);
// the same as a bare string
const char *bind_plain(const struct env *e, const char *text, struct place place);
// A path's value: inlines in parent, for any kind but RICH and FLAG; false when it is unset.
bool bind_value(const struct env *e, const struct value_ref *ref, const char *path,
                struct place place, struct doc_node *parent);
// A phrase's inlines, appended to parent.
void bind_phrase(const struct env *e, const struct value *phrase, enum doc_scope scope,
                 const char *path, struct doc_node *parent);
// Rich text, with its outermost headings at level and no level skipped.
struct rich_style {
    enum doc_scope scope;
    const char *path, *language;
    int level;
};
void bind_rich(const struct env *e, const struct doc_node *blocks, const struct rich_style *style,
               struct doc_node *parent);

#endif
