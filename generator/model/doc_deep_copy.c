// A copy that outlives what it was made from.
#include "model/doc.h"

struct deep_copier {
    struct arena *a;
    // the last field copied: a radio's nodes, which follow each other, have one
    const struct form_field *from;
    const struct form_field *to;
};

static const char *copy_text(struct deep_copier *k, const char *s)
{
    return s ? arena_strdup(k->a, s) : NULL;
}

static const struct form_field *copy_field(struct deep_copier *k, const struct form_field *f)
{
    if (f == k->from) return k->to;
    struct form_field *copy = ARENA_NEW(k->a, struct form_field);
    struct form_option *options = ARENA_ARRAY(k->a, struct form_option, f->option_count);
    *copy = *f;
    copy->name = copy_text(k, f->name);
    copy->label = copy_text(k, f->label);
    copy->value = copy_text(k, f->value);
    copy->options = options;
    for (size_t i = 0; i < f->option_count; i++)
        options[i] = (struct form_option){copy_text(k, f->options[i].id),
                                          copy_text(k, f->options[i].words)};
    k->from = f;
    return k->to = copy;
}

static struct doc_node *copy_node(struct deep_copier *k, const struct doc_node *n)
{
    struct doc_node *copy = ARENA_NEW(k->a, struct doc_node);
    *copy = *n;
    copy->parent = copy->first = copy->last = copy->next = NULL;
    copy->path = copy_text(k, n->path);
    copy->language = copy_text(k, n->language);
    copy->text = copy_text(k, n->text);
    copy->title = copy_text(k, n->title);
    copy->supports = NULL;
    if (n->field) copy->field = copy_field(k, n->field);
    for (const struct doc_node *child = n->first; child; child = child->next)
        doc_append(copy, copy_node(k, child));
    return copy;
}

struct doc_node *doc_deep_copy(struct arena *a, const struct doc_node *n)
{
    struct deep_copier k = {.a = a};
    return copy_node(&k, n);
}
