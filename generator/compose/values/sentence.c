// The first sentence of rich text.
#include "compose/values/sentence.h"

#include <string.h>

enum { SHORTEST_WORD = 3 };  // bytes; what is shorter and ends in a full stop is an abbreviation

static bool is_stop(char c)
{
    return c == '.' || c == '!' || c == '?';
}

static size_t word_length(const char *text, size_t stop)
{
    size_t n = 0;
    while (n < stop && !strchr(" .", text[stop - n - 1])) n++;
    return n;
}

// A capital letter, a quotation mark or a bracket: no digit and no small letter.
static bool begins_sentence(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    bool small = (*s >= 'a' && *s <= 'z') || (*s == 0xC3 && s[1] >= 0xA0);
    return *s && !small && !(*s >= '0' && *s <= '9');
}

// Bytes up to the end of a sentence in the text; 0: none ends there. last: the text's end may be.
static size_t sentence_end(const char *text, bool last)
{
    for (size_t i = 0; text[i]; i++) {
        if (!is_stop(text[i])) continue;
        if (text[i] == '.' && word_length(text, i) < SHORTEST_WORD) continue;
        size_t end = i + 1;
        if (!strncmp(text + end, "»", strlen("»"))) end += strlen("»");
        if (!text[end] ? last : text[end] == ' ' && begins_sentence(text + end + 1)) return end;
    }
    return 0;
}

struct sentence_copy {
    const struct env *env;
    enum doc_scope scope;
    const char *path;
};

// Copies inlines up to the sentence's end; whether it was there.
static bool copy_inlines(const struct sentence_copy *s, const struct doc_node *from,
                         struct doc_node *to)
{
    for (const struct doc_node *n = from->first; n; n = n->next) {
        if (n->kind == DOC_IMAGE) continue;
        struct doc_node *copy = doc_new(s->env->arena, n->kind, n->place);
        *copy = *n;
        copy->parent = copy->first = copy->last = copy->next = NULL;
        copy->scope = s->scope;
        copy->path = s->path;
        doc_append(to, copy);
        bool last = !n->next || n->next->kind == DOC_SOFTBREAK || n->next->kind == DOC_LINEBREAK;
        size_t end = n->kind == DOC_TEXT ? sentence_end(n->text, last) : 0;
        if (end) copy->text = arena_strndup(s->env->arena, n->text, end);
        if (end || copy_inlines(s, n, copy)) return true;
    }
    return false;
}

static const struct doc_node *first_paragraph(const struct doc_node *n)
{
    if (n->kind == DOC_PARAGRAPH) return n;
    if (n->kind == DOC_TABLE) return NULL;
    const struct doc_node *found = NULL;
    for (const struct doc_node *k = n->first; k && !found; k = k->next) found = first_paragraph(k);
    return found;
}

const struct doc_node *values_sentence_link(const struct doc_node *n)
{
    if (n->kind == DOC_LINK) return n;
    const struct doc_node *found = NULL;
    for (const struct doc_node *k = n->first; k && !found; k = k->next)
        found = values_sentence_link(k);
    return found;
}

bool values_sentence_append(const struct env *e, const struct doc_node *rich, enum doc_scope scope,
                            const char *path, struct doc_node *to)
{
    const struct doc_node *paragraph = rich ? first_paragraph(rich) : NULL;
    const struct sentence_copy s = {e, scope, path};
    if (!paragraph) return false;
    copy_inlines(&s, paragraph, to);
    const struct doc_node *link = values_sentence_link(rich);
    if (!link || values_sentence_link(to)) return true;
    struct doc_node around = {.kind = DOC_GROUP};
    struct doc_node *copy = doc_copy(e->arena, link);
    around.first = around.last = copy;
    doc_text(e->arena, to, " (", link->place);
    copy_inlines(&s, &around, to);
    doc_text(e->arena, to, ")", link->place);
    return true;
}
