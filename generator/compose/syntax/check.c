// Checking paths, texts and Markdown blocks of a template.
#include "compose/syntax/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "base/translate.h"
#include "compose/values/mail.h"
#include "compose/values/page_of.h"
#include "compose/values/print.h"
#include "compose/words/segment.h"

struct diag *check_fail(struct check *c, struct place at, const char *id, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, _(format), args);
    va_end(args);
    c->ok = false;
    return diag_error(c->env.diags, at, id, "%s", text);
}

void check_nearest(struct check *c, struct diag *d, const char *word, const char *const *known,
                   size_t count)
{
    const char *nearest = nearest_word(word, known, count);
    if (nearest) {
        diag_hint(c->env.diags, d, "did you mean %s?", nearest);
        return;
    }
    if (!count || count > 12) return;
    struct buf list = {0};
    for (size_t i = 0; i < count; i++) buf_printf(&list, "%s%s", i ? ", " : "", known[i]);
    diag_hint(c->env.diags, d, "there is %s", buf_cstr(&list));
    buf_free(&list);
}

static void wrong_kind(struct check *c, const char *path, struct place at, unsigned kinds,
                       enum value_kind kind)
{
    struct diag *d = check_fail(c, at, "value-wrong-kind", "%s is %s and cannot stand here", path,
                                _(value_kind_names[kind]));
    if (kind == VALUE_FLAG) diag_hint(c->env.diags, d, "it is for conditions: if %s", path);
    else if (kind == VALUE_RICH) diag_hint(c->env.diags, d, "give it a paragraph of its own");
    else if (kinds == VALUES_LIST) diag_hint(c->env.diags, d, "a list is needed here");
    else if (kinds == VALUES_WINDOW)
        diag_hint(c->env.diags, d, "a date or a window is needed here");
}

// A reference to pages leads to a level-1 heading of the document.
static bool check_page_of(struct check *c, const char *id, struct place at)
{
    const char *known[24];
    size_t count = 0;
    for (const struct doc_node *n = c->document ? c->document->first : NULL; n; n = n->next) {
        if (n->kind != DOC_HEADING || n->level != 1 || !n->title) continue;
        if (!strcmp(n->title, id)) return true;
        if (count < COUNT(known)) known[count++] = n->title;
    }
    struct diag *d = check_fail(c, at, "page-reference-unknown",
                                "no heading \"# …\" of this document has the id \"%s\"", id);
    check_nearest(c, d, id, known, count);
    return false;
}

bool check_path(struct check *c, const char *path, struct place at, unsigned kinds,
                struct value_ref *out)
{
    if (!value_find(&c->env, path, out)) {
        struct diag *d = check_fail(c, at, "value-unknown", "there is no value %s",
                                    *path ? path : _("without a name"));
        const char *nearest = value_nearest(&c->env, path);
        if (nearest) diag_hint(c->env.diags, d, "did you mean %s?", nearest);
        return false;
    }
    const char *page_of = values_page_of_section(out);
    if (page_of && !check_page_of(c, page_of, at)) return false;
    if (out->scope > c->widest) c->widest = out->scope;
    if (c->in_subject && out->scope > SCOPE_RUN) {
        check_fail(c, at, "value-in-message-subject",
                   "%s does not belong in a subject, which any list of messages shows", path);
        return false;
    }
    if (out->scope > c->env.limit) {
        static const char *const of[] = {N_("everyone"), N_("a unit"), N_("a person")};
        check_fail(c, at, "value-of-other-subject",
                   "%s is known of %s, and this document is about %s", path, _(of[out->scope]),
                   c->env.limit == SCOPE_UNIT ? _("a unit") : _("none"));
        return false;
    }
    if (c->of_batch && out->entry->scope == SCOPE_PERSON && !values_print_has(out->entry)) {
        check_fail(c, at, "value-not-in-print-batch",
                   "%s is known of a person, and this document is about a print batch", path);
        return false;
    }
    if (c->of_mail && out->entry->scope == SCOPE_PERSON && !values_mail_has(out->entry)) {
        struct diag *d = check_fail(c, at, "value-not-in-message",
                                    "%s does not belong in a message, which others may come to "
                                    "read",
                                    path);
        diag_hint(c->env.diags, d, "the paper that it leads to can show it");
        return false;
    }
    if (kinds & 1u << out->kind) return true;
    wrong_kind(c, path, at, kinds, out->kind);
    return false;
}

void check_text(struct check *c, const char *text, struct place at)
{
    struct value_ref ref;
    struct text_segment p;
    while (segment_next(&text, &p))
        if (p.is_name)
            check_path(c, arena_strndup(c->env.arena, p.text, p.n), at, VALUES_INLINE, &ref);
}

static bool stands_alone(const struct doc_node *value)
{
    const struct doc_node *p = value->parent;
    return p->kind == DOC_PARAGRAPH && p->first == value && !value->next &&
           (!p->parent || p->parent->kind == DOC_DOCUMENT || p->parent->kind == DOC_QUOTE);
}

void check_blocks(struct check *c, const struct doc_node *block)
{
    struct value_ref ref;
    if (block->kind == DOC_VALUE)
        check_path(c, block->text, block->place,
                   VALUES_INLINE | (stands_alone(block) ? VALUES_RICH : 0), &ref);
    if (block->kind == DOC_FENCE)
        check_fail(c, block->place, "block-not-at-margin",
                   "the block \"%s\" stands inside something else; blocks stand at the margin",
                   block->text);
    for (const struct doc_node *child = block->first; child; child = child->next)
        check_blocks(c, child);
}
