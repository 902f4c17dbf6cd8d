// A composed document as bytes, to tell quickly whether anything that it shows has changed.
#include "model/doc.h"

static void add_field(struct buf *out, const struct form_field *f)
{
    const int32_t numbers[] = {(int32_t)f->kind, f->editable, f->most, (int32_t)f->option_count};
    buf_add(out, numbers, sizeof numbers);
    buf_key_text(out, f->name);
    buf_key_text(out, f->label);
    buf_key_text(out, f->value);
    for (size_t i = 0; i < f->option_count; i++) {
        buf_key_text(out, f->options[i].id);
        buf_key_text(out, f->options[i].words);
    }
}

void doc_bytes(const struct doc_node *n, struct buf *out)
{
    const int32_t numbers[] = {n->level, n->width, n->bar, n->shade};
    const uint8_t small[] = {
        (uint8_t)n->kind,
        (uint8_t)n->scope,
        (uint8_t)n->role,
        (uint8_t)n->align,
        (uint8_t)n->who,
        (uint8_t)(n->ordered | n->tight << 1 | n->header << 2 | n->shared << 3 | n->marked << 4 |
                  n->form << 5 | n->across << 6 | n->optional << 7),
        (uint8_t)((n->text != NULL) | (n->title != NULL) << 1 | (n->language != NULL) << 2 |
                  (n->field != NULL) << 3 | (n->image != NULL) << 4 | (n->kind == DOC_EVENT) << 5),
    };
    buf_add(out, numbers, sizeof numbers);
    buf_add(out, small, sizeof small);
    if (n->text) buf_key_text(out, n->text);
    if (n->title) buf_key_text(out, n->title);
    if (n->language) buf_key_text(out, n->language);
    if (n->kind == DOC_EVENT) {
        const int32_t days[] = {n->from.year, n->from.month, n->from.day,
                                n->to.year,   n->to.month,   n->to.day};
        buf_add(out, days, sizeof days);
    }
    if (n->field) add_field(out, n->field);
    for (const struct doc_node *child = n->first; child; child = child->next) doc_bytes(child, out);
    buf_c(out, 2);  // the end of its children
}
