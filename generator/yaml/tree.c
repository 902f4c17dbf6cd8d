// Reading YAML by libyaml's events. Its trees are not used: their anchors can grow without bounds,
// and a file of brackets takes half a minute. libyaml counts characters and knows more kinds of
// line ends than editors do, so a position follows its marks through the bytes and gives lines and
// columns as everyone else counts them.
#include <assert.h>
#include <yaml.h>

#include <string.h>

#include "base/conflict.h"
#include "base/map.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "yaml/tree.h"
#include "yaml/syntax.h"

enum {
    NODE_LIMIT = 4 << 20,
    FEW_KEYS = 16,
    DUPLICATES_SHOWN = 10,  // of one map
};

struct text_position {
    size_t chars;  // from the part's first character, as libyaml counts
    size_t byte;   // in the source
    uint32_t line, col;
};

struct level {  // an open list or map, and the key that has no value yet
    struct node *node, *key;
};

struct parse {
    struct diags *d;
    struct arena *a, *keys, *texts;  // of nodes, of keys' texts, of other texts
    const struct source *source;
    size_t end;  // of the part that is read
    yaml_parser_t yaml;
    struct text_position at;
    struct level stack[TREE_DEPTH];
    unsigned depth, documents;
    size_t nodes;
    struct node *root;
    bool failed, done;
};

static void step_forward(const struct parse *p, struct text_position *c)
{
    const char *s = p->source->text;
    bool ends_line = s[c->byte] == '\n';
    do c->byte++;
    while (c->byte < p->end && ((unsigned char)s[c->byte] & 0xC0) == 0x80);
    c->chars++;
    c->line += ends_line;
    c->col = ends_line ? 1 : c->col + 1;
}

static void step_back(const struct parse *p, struct text_position *c)
{
    const char *s = p->source->text;
    do c->byte--;
    while (c->byte && ((unsigned char)s[c->byte] & 0xC0) == 0x80);
    c->chars--;
    if (s[c->byte] != '\n') {
        c->col--;
        return;
    }
    size_t start = c->byte;
    while (start && s[start - 1] != '\n') start--;
    c->line--;
    c->col = (uint32_t)utf8_length(s + start, c->byte - start) + 1;
}

static struct text_position seek(struct parse *p, yaml_mark_t mark)
{
    while (p->at.chars < mark.index && p->at.byte < p->end) step_forward(p, &p->at);
    while (p->at.chars > mark.index) step_back(p, &p->at);
    return p->at;
}

// The place from one position to the other, or to the end of the first one's line.
static struct place span(struct parse *p, struct text_position from, struct text_position to)
{
    struct place at = {p->source, from.line, from.col, 0};
    if (from.line == to.line) {
        at.len = to.col > from.col ? to.col - from.col : 1;
        return at;
    }
    const char *s = p->source->text + from.byte, *newline = memchr(s, '\n', to.byte - from.byte);
    at.len = (uint32_t)utf8_length(s,
                                   (size_t)((newline ? newline : p->source->text + to.byte) - s));
    if (!at.len) at.len = 1;
    return at;
}

static struct diag *complain(struct parse *p, struct place at, const char *id, const char *sentence,
                             const char *hint)
{
    p->failed = true;
    struct diag *g = diag_error(p->d, at, id, "%s", _(sentence));
    if (hint) diag_hint(p->d, g, "%s", _(hint));
    return g;
}

static struct node *new_node(struct parse *p, const yaml_event_t *e, enum node_kind kind)
{
    struct text_position from = seek(p, e->start_mark), to = seek(p, e->end_mark);
    struct node *n = ARENA_NEW(p->a, struct node);
    n->kind = kind;
    n->place = span(p, from, to);
    n->start = from.byte;
    n->end = to.byte;
    if (++p->nodes > NODE_LIMIT)
        complain(p, n->place, "too-many-values", "the file holds too many values", NULL);
    return n;
}

uint32_t tree_control_character(const char *s, size_t n)
{
    for (const char *p = s, *end = s + n; p < end;) {
        if (!*p) return 0xFFFF;
        uint32_t c = utf8_next(&p);
        if ((c < 32 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0)) return c;
    }
    return 0;
}

static void check_scalar(struct parse *p, const struct node *n, const char *text, size_t length)
{
    if (length > TREE_VALUE_LIMIT) {
        p->failed = true;
        diag_error(p->d, n->place, "value-too-long",
                   "this value is %zu characters long; at most %d fit", utf8_length(text, length),
                   TREE_VALUE_LIMIT);
        return;
    }
    uint32_t c = tree_control_character(text, length);
    if (!c) return;
    p->failed = true;
    diag_error(p->d, n->place, "control-character", "the value holds a control character (U+%04X)",
               c == 0xFFFF ? 0 : (unsigned)c);
}

static void check_properties(struct parse *p, const struct node *n, const yaml_char_t *anchor,
                             const yaml_char_t *tag)
{
    const char *hint = N_("put the text in quotes if it begins with & or !");
    if (anchor) complain(p, n->place, "yaml-anchor", "anchors (&name) are not used here", hint);
    else if (tag) complain(p, n->place, "yaml-tag", "tags (!name) are not used here", hint);
}

static bool wants_key(const struct parse *p)
{
    return p->depth && p->stack[p->depth - 1].node->kind == NODE_MAP && !p->stack[p->depth - 1].key;
}

static void add_entry(struct parse *p, struct node *map, struct node *key, struct node *value)
{
    if (map->count == map->room) {
        size_t room = map->room ? 2 * map->room : 4;
        map->keys = arena_grow(p->a, map->keys, map->count * sizeof *map->keys,
                               room * sizeof *map->keys);
        map->items = arena_grow(p->a, map->items, map->count * sizeof *map->items,
                                room * sizeof *map->items);
        map->room = room;
    }
    map->keys[map->count] = key;
    map->items[map->count++] = value;
}

static void add(struct parse *p, struct node *n)
{
    if (!p->depth) {
        p->root = n;
        return;
    }
    struct level *top = &p->stack[p->depth - 1];
    if (top->node->kind == NODE_LIST) {
        *ARENA_PUSH(p->a, top->node->items, top->node->count, top->node->room) = n;
    } else if (!top->key) {
        top->key = n;
        if (!top->node->count && top->node->block) top->node->place = n->place;
    } else {
        add_entry(p, top->node, top->key, n);
        top->key = NULL;
    }
}

// A space that YAML takes for a letter, as web pages and Word have them.
static void report_odd_space(struct parse *p, size_t byte)
{
    const char *s = p->source->text + byte;
    p->failed = true;
    struct diag *g = diag_error(p->d, diag_place(p->source, byte, 1), "space-not-plain",
                                "a space that is no plain one stands here (U+%04X)",
                                (unsigned)utf8_next(&s));
    diag_hint(p->d, g, "only plain spaces can indent a line and divide a key from its value");
}

// Reports such a space around a key, or at the beginning of a line. It may be inside other text.
static void check_spaces(struct parse *p, const struct node *n, bool key)
{
    const char *text = p->source->text, *s = text + n->start;
    size_t before = n->start;
    while (before && text[before - 1] == ' ') before--;
    bool begins_line = !before || text[before - 1] == '\n';
    if (utf8_is_space(utf8_next(&s)) && (key || begins_line)) {
        report_odd_space(p, n->start);
        return;
    }
    size_t last = n->end;
    while (last > n->start && utf8_is_continuation(text[last - 1])) last--;
    s = text + (last > n->start ? last - 1 : n->start);
    if (key && n->end > n->start && utf8_is_space(utf8_next(&s))) report_odd_space(p, last - 1);
}

static void on_scalar(struct parse *p, const yaml_event_t *e)
{
    struct node *n = new_node(p, e, NODE_SCALAR);
    const char *text = (const char *)e->data.scalar.value;
    yaml_scalar_style_t style = e->data.scalar.style;
    n->plain = style == YAML_PLAIN_SCALAR_STYLE;
    n->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    check_properties(p, n, e->data.scalar.anchor, e->data.scalar.tag);
    if (!p->failed) check_scalar(p, n, text, e->data.scalar.length);
    if (!p->failed && n->plain) check_spaces(p, n, wants_key(p));
    if (p->failed) return;
    n->text = utf8_nfc(wants_key(p) ? p->keys : p->texts, text);
    add(p, n);
}

static void open_level(struct parse *p, struct node *n)
{
    if (p->failed) return;
    if (wants_key(p)) {
        complain(p, n->place, "key-not-word", "a key must be a word, not a list or a map",
                 "put text that begins with { or [ in quotes");
        return;
    }
    if (p->depth == TREE_DEPTH) {
        p->failed = true;
        diag_error(p->d, n->place, "nesting-too-deep",
                   "lists and maps are nested more than %d deep", TREE_DEPTH);
        return;
    }
    add(p, n);
    p->stack[p->depth++] = (struct level){n, NULL};
}

static void on_list(struct parse *p, const yaml_event_t *e)
{
    struct node *n = new_node(p, e, NODE_LIST);
    n->block = e->data.sequence_start.style != YAML_FLOW_SEQUENCE_STYLE;
    check_properties(p, n, e->data.sequence_start.anchor, e->data.sequence_start.tag);
    open_level(p, n);
}

static void on_map(struct parse *p, const yaml_event_t *e)
{
    struct node *n = new_node(p, e, NODE_MAP);
    n->block = e->data.mapping_start.style != YAML_FLOW_MAPPING_STYLE;
    check_properties(p, n, e->data.mapping_start.anchor, e->data.mapping_start.tag);
    open_level(p, n);
}

static struct node *earlier_key(const struct node *map, size_t count, const struct map *seen,
                                const char *text)
{
    if (map->count > FEW_KEYS) return map_get(seen, text);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(map->keys[i]->text, text)) return map->keys[i];
    return NULL;
}

static void report_duplicate(struct parse *p, const struct node *key, const struct node *before)
{
    struct diag *g = diag_error(p->d, key->place, "key-twice",
                                "the key \"%.100s\" is already there", key->text);
    diag_hint(p->d, g, "the first is on line %u", (unsigned)before->place.line);
}

// Reports keys that are there twice and keeps the first of them.
static void drop_duplicates(struct parse *p, struct node *map)
{
    struct arena scratch = {0};
    struct map seen = {0};
    const struct node *last = NULL;
    size_t kept = 0, duplicates = 0;
    for (size_t i = 0; i < map->count; i++) {
        struct node *key = map->keys[i], *before = earlier_key(map, kept, &seen, key->text);
        if (before) {
            if (duplicates++ < DUPLICATES_SHOWN) report_duplicate(p, key, before);
            last = key;
            continue;
        }
        if (map->count > FEW_KEYS) map_set(&seen, &scratch, key->text, key);
        map->keys[kept] = key;
        map->items[kept++] = map->items[i];
    }
    map->count = kept;
    if (duplicates > DUPLICATES_SHOWN)
        diag_error(p->d, last->place, "more-keys-twice",
                   "%zu more keys down to this one are already there",
                   duplicates - DUPLICATES_SHOWN);
    arena_free(&scratch);
}

static void on_end(struct parse *p, const yaml_event_t *e)
{
    assert(p->depth && !p->stack[p->depth - 1].key);
    struct node *n = p->stack[--p->depth].node;
    struct text_position to = seek(p, e->end_mark);
    n->end = to.byte;
    if (!n->block && to.line == n->place.line) n->place.len = to.col - n->place.col;
    if (n->kind == NODE_MAP) drop_duplicates(p, n);
}

static void on_document(struct parse *p, const yaml_event_t *e)
{
    if (p->documents++ == 0) return;
    struct text_position from = seek(p, e->start_mark), to = seek(p, e->end_mark);
    complain(p, span(p, from, to), "yaml-second-document", "a second YAML document begins here",
             "a file holds one document, without --- in the middle");
}

static void on_alias(struct parse *p, const yaml_event_t *e)
{
    struct text_position from = seek(p, e->start_mark), to = seek(p, e->end_mark);
    complain(p, span(p, from, to), "yaml-alias", "aliases (*name) are not used here",
             "put the text in quotes if it begins with *");
}

static void on_event(struct parse *p, const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_DOCUMENT_START_EVENT: on_document(p, e); break;
    case YAML_ALIAS_EVENT: on_alias(p, e); break;
    case YAML_SCALAR_EVENT: on_scalar(p, e); break;
    case YAML_SEQUENCE_START_EVENT: on_list(p, e); break;
    case YAML_MAPPING_START_EVENT: on_map(p, e); break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT: on_end(p, e); break;
    case YAML_STREAM_END_EVENT: p->done = true; break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT: break;
    }
}

static void report_reader_error(struct parse *p, size_t start)
{
    struct place at = diag_place(p->source, start + p->yaml.problem_offset, 1);
    p->failed = true;
    if (p->yaml.problem_value < 0)
        diag_error(p->d, at, "text-unreadable", "this cannot be read as text");
    else
        diag_error(p->d, at, "control-character", "the file holds a control character (U+%04X)",
                   (unsigned)p->yaml.problem_value);
}

static void report_syntax_error(struct parse *p, size_t start)
{
    if (p->yaml.error == YAML_MEMORY_ERROR)
        complain(p, (struct place){.source = p->source}, "yaml-too-large",
                 "the file is too large to be read", NULL);
    else if (p->yaml.error == YAML_READER_ERROR) report_reader_error(p, start);
    if (p->failed) return;
    struct text_position problem = seek(p, p->yaml.problem_mark);
    const char *rest = p->source->text + problem.byte, *newline = strchrnul(rest, '\n');
    size_t line = (size_t)(newline - p->source->text);
    if (line > p->end) line = p->end;
    size_t odd = syntax_odd_space(p->source->text, start, line);
    if (odd < line) {
        report_odd_space(p, odd);
        return;
    }
    struct text_position opening = p->yaml.context ? seek(p, p->yaml.context_mark) : problem;
    struct syntax_error c = syntax_explain(p->yaml.context, p->yaml.problem, p->source->text, start,
                                           p->end, problem.byte, opening.byte);
    struct diag *g = complain(p, diag_place(p->source, c.at, 1), c.id, c.text, c.hint);
    if (c.names_opening)
        diag_hint(p->d, g, "the bracket was opened on line %u", (unsigned)opening.line);
}

static void parse_events(struct parse *p, size_t start)
{
    yaml_event_t event;
    while (!p->failed && !p->done) {
        if (!yaml_parser_parse(&p->yaml, &event)) {
            report_syntax_error(p, start);
            return;
        }
        on_event(p, &event);
        yaml_event_delete(&event);
    }
}

struct node *tree_read_into(struct diags *d, const struct tree_arenas *into, const struct source *s,
                            size_t start, size_t n)
{
    const char *nul = memchr(s->text + start, '\0', n);
    if (nul) {
        struct diag *g = diag_error(d, diag_place(s, (size_t)(nul - s->text), 1), "nul-character",
                                    "the file holds a NUL character");
        diag_hint(d, g, "save the file again as UTF-8");
        return NULL;
    }
    if (conflict_report(d, s, start, n)) return NULL;
    struct place first = diag_place(s, start, 0);
    struct parse p = {.d = d,
                      .a = into->nodes,
                      .keys = into->keys,
                      .texts = into->texts,
                      .source = s,
                      .end = start + n};
    p.at = (struct text_position){0, start, first.line, first.col};
    if (!yaml_parser_initialize(&p.yaml)) {
        diag_system(d, first, "out-of-memory", "out of memory");
        return NULL;
    }
    yaml_parser_set_encoding(&p.yaml, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&p.yaml, (const unsigned char *)s->text + start, n);
    parse_events(&p, start);
    yaml_parser_delete(&p.yaml);
    return p.failed ? NULL : p.root;
}

struct node *tree_read_part(struct diags *d, struct arena *a, const struct source *s, size_t start,
                            size_t n)
{
    return tree_read_into(d, &(struct tree_arenas){a, a, a}, s, start, n);
}

struct node *tree_read(struct diags *d, struct arena *a, const struct source *s)
{
    return tree_read_part(d, a, s, 0, s->n);
}
