// Reading a template's blocks as statements, cutting them into sections, and checking them.
#include "compose/sections.h"

#include <string.h>

#include "compose/blocks/blocks.h"

enum { DEPTH_MAX = 16 };  // ifs and loops in each other

// ---- Reading: siblings become a tree

struct section_reader {
    struct check *check;
    const struct doc_node *next;
};

static bool is_fence(const struct doc_node *n, const char *name)
{
    return n && n->kind == DOC_FENCE && !strcmp(n->text, name);
}

static struct statement *new_statement(struct section_reader *r, enum statement_kind kind,
                                       const struct doc_node *node)
{
    struct statement *s = ARENA_NEW(r->check->env.arena, struct statement);
    s->kind = kind;
    s->node = node;
    return s;
}

static struct statement *read_list(struct section_reader *r, const struct doc_node *opener,
                                   int depth);

// The two branches of an if, or the body of a loop, up to the end.
static void read_branches(struct section_reader *r, struct statement *s, int depth)
{
    struct check *c = r->check;
    if (depth == DEPTH_MAX)
        check_fail(c, s->node->place, "conditions-too-deep",
                   "conditions and loops go too deep: at most %d in each other", DEPTH_MAX);
    s->body = depth < DEPTH_MAX ? read_list(r, s->node, depth + 1) : NULL;
    if (is_fence(r->next, "else") && depth < DEPTH_MAX) {
        if (s->kind == STATEMENT_EACH)
            check_fail(c, r->next->place, "loop-has-else", "a loop has no else");
        if (s->kind == STATEMENT_KEEP)
            check_fail(c, r->next->place, "keep-has-else", "keep has no else");
        r->next = r->next->next;
        s->otherwise = read_list(r, s->node, depth + 1);
        if (is_fence(r->next, "else"))
            check_fail(c, r->next->place, "condition-has-two-elses",
                       "this condition has an else already");
    }
    if (is_fence(r->next, "end")) r->next = r->next->next;
    else if (!r->next)
        check_fail(c, s->node->place, "statement-not-closed", "this %s has no end", s->node->text);
}

static struct statement *read_keep(struct section_reader *r, const struct doc_node *n, int depth)
{
    struct check *c = r->check;
    struct statement *s = new_statement(r, STATEMENT_KEEP, n);
    if ((n->title && *n->title) || !node_is_null(n->yaml))
        check_fail(c, n->place, "statement-holds-text",
                   "\"%s\" holds nothing; what it is about stands below it", n->text);
    read_branches(r, s, depth);
    return s;
}

static struct statement *read_logic(struct section_reader *r, const struct doc_node *n, int depth)
{
    struct check *c = r->check;
    struct statement *s = new_statement(r, is_fence(n, "if") ? STATEMENT_IF : STATEMENT_EACH, n);
    c->ok &= s->kind == STATEMENT_IF
               ? logic_condition_read(c->env.diags, c->env.arena, n->title, n->place, &s->condition)
               : logic_loop_read(c->env.diags, c->env.arena, n->title, n->place, &s->loop);
    if (!node_is_null(n->yaml))
        check_fail(c, n->place, "statement-holds-text",
                   "\"%s\" holds nothing; what it is about stands below it", n->text);
    read_branches(r, s, depth);
    return s;
}

static struct statement *read_block(struct section_reader *r, const struct doc_node *n)
{
    struct statement *s = new_statement(r, STATEMENT_BLOCK, n);
    if (n->kind != DOC_FENCE || is_fence(n, "page-break")) return s;
    s->block = blocks_find(n->text);
    if (!s->block) {
        struct diag *d = check_fail(r->check, n->place, "block-unknown", "there is no block \"%s\"",
                                    n->text);
        const char *nearest = blocks_nearest(n->text);
        if (nearest) diag_hint(r->check->env.diags, d, "did you mean %s?", nearest);
    } else if (n->title && *n->title) {
        check_fail(r->check, n->place, "text-behind-statement",
                   "nothing may stand behind \"%s\" on its line", n->text);
    }
    return s;
}

// Up to an else or end that belongs to the opener; without an opener, up to the end of the file.
static struct statement *read_list(struct section_reader *r, const struct doc_node *opener,
                                   int depth)
{
    struct statement *first = NULL, **tail = &first;
    while (r->next) {
        const struct doc_node *n = r->next;
        bool closes = is_fence(n, "else") || is_fence(n, "end");
        if (closes && opener) break;
        r->next = n->next;
        if (closes) {
            check_fail(r->check, n->place, "statement-not-opened",
                       "\"%s\" without an if or each before it", n->text);
            continue;
        }
        if (is_fence(n, "keep")) *tail = read_keep(r, n, depth);
        else
            *tail = is_fence(n, "if") || is_fence(n, "each") ? read_logic(r, n, depth)
                                                             : read_block(r, n);
        tail = &(*tail)->next;
    }
    return first;
}

// ---- Cutting into sections

static bool starts_section(const struct statement *s)
{
    if (s->kind != STATEMENT_BLOCK) return false;
    return (s->node->kind == DOC_HEADING && s->node->level == 1) || is_fence(s->node, "page-break");
}

static bool holds_sections(const struct statement *list)
{
    for (const struct statement *s = list; s; s = s->next)
        if (starts_section(s) || holds_sections(s->body) || holds_sections(s->otherwise))
            return true;
    return false;
}

struct cutter {
    struct section_reader *reader;
    unsigned count;
};

static struct statement *cut(struct cutter *k, struct statement *list, bool top)
{
    struct statement *first = NULL, **tail = &first, **into = NULL;
    for (struct statement *s = list, *next; s; s = next) {
        next = s->next;
        s->next = NULL;
        if (s->kind == STATEMENT_KEEP && holds_sections(s->body))
            check_fail(k->reader->check, s->node->place, "keep-holds-section",
                       "what is kept on one page holds no level-1 heading and no page-break");
        if (s->kind != STATEMENT_BLOCK &&
            (holds_sections(s->body) || holds_sections(s->otherwise))) {
            s->body = cut(k, s->body, false);
            s->otherwise = cut(k, s->otherwise, false);
            *tail = s;
            tail = &s->next;
            into = NULL;
            continue;
        }
        if (!into && !starts_section(s) && !(top && !first))
            check_fail(k->reader->check, s->node->place, "text-before-section",
                       "this belongs to no section: a level-1 heading comes first");
        if (!into || starts_section(s)) {
            *tail = new_statement(k->reader, STATEMENT_SECTION, s->node);
            (*tail)->index = ++k->count;
            into = &(*tail)->body;
            tail = &(*tail)->next;
        }
        *into = s;
        into = &s->next;
    }
    return first;
}

struct statement *sections_read(struct check *c, struct doc_node *document)
{
    struct section_reader r = {c, document->first};
    struct statement *list = read_list(&r, NULL, 0);
    struct cutter k = {.reader = &r};
    return cut(&k, list, true);
}

// ---- Checking

static void check_loop(struct check *c, struct statement *s)
{
    size_t variables = c->env.variable_count;
    if (s->loop.path && logic_loop_check(c, &s->loop)) sections_check(c, s->body);
    c->env.variable_count = variables;
}

static void check_statement(struct check *c, struct statement *s)
{
    switch (s->kind) {
    case STATEMENT_BLOCK:
        if (s->block) blocks_check(c, s->block, s->node->yaml, s->node->place);
        else if (s->node->kind != DOC_FENCE) check_blocks(c, s->node);
        break;
    case STATEMENT_IF:
        if (s->condition.path) logic_condition_check(c, &s->condition);
        sections_check(c, s->body);
        sections_check(c, s->otherwise);
        break;
    case STATEMENT_EACH: check_loop(c, s); break;
    case STATEMENT_KEEP: sections_check(c, s->body); break;
    case STATEMENT_SECTION:
        c->widest = SCOPE_RUN;
        sections_check(c, s->body);
        s->scope = c->widest;
        break;
    }
}

void sections_check(struct check *c, struct statement *list)
{
    for (struct statement *s = list; s; s = s->next) check_statement(c, s);
}
