// A copy that outlives what it was made from.
#include "model/doc.h"

struct keeper {
    struct arena *a;
    // the last field copied: a radio's nodes, which follow each other, have one
    const struct form_field *from;
    const struct form_field *to;
};

static const char *keep_text(struct keeper *k, const char *s)
{
    return s ? arena_strdup(k->a, s) : NULL;
}

static const struct form_field *keep_field(struct keeper *k, const struct form_field *f)
{
    if (f == k->from) return k->to;
    struct form_field *copy = ARENA_NEW(k->a, struct form_field);
    struct form_option *options = ARENA_ARRAY(k->a, struct form_option, f->option_count);
    *copy = *f;
    copy->name = keep_text(k, f->name);
    copy->label = keep_text(k, f->label);
    copy->value = keep_text(k, f->value);
    copy->options = options;
    for (size_t i = 0; i < f->option_count; i++)
        options[i] = (struct form_option){keep_text(k, f->options[i].id),
                                          keep_text(k, f->options[i].words)};
    k->from = f;
    return k->to = copy;
}

static struct doc_node *keep(struct keeper *k, const struct doc_node *n)
{
    struct doc_node *copy = ARENA_NEW(k->a, struct doc_node);
    *copy = *n;
    copy->parent = copy->first = copy->last = copy->next = NULL;
    copy->path = keep_text(k, n->path);
    copy->language = keep_text(k, n->language);
    copy->text = keep_text(k, n->text);
    copy->title = keep_text(k, n->title);
    copy->supports = NULL;
    if (n->field) copy->field = keep_field(k, n->field);
    for (const struct doc_node *child = n->first; child; child = child->next)
        doc_append(copy, keep(k, child));
    return copy;
}

struct doc_node *doc_keep(struct arena *a, const struct doc_node *n)
{
    struct keeper k = {.a = a};
    return keep(&k, n);
}
