// Making, copying, reading and dumping documents.
#include "model/doc.h"

#include <assert.h>

#include "model/node.h"

const char *const doc_kind_names[DOC_KIND_COUNT] = {
    [DOC_DOCUMENT] = "document",
    [DOC_SECTION] = "section",
    [DOC_GROUP] = "group",
    [DOC_HEADING] = "heading",
    [DOC_PARAGRAPH] = "paragraph",
    [DOC_LIST] = "list",
    [DOC_ITEM] = "item",
    [DOC_QUOTE] = "quote",
    [DOC_CODE] = "code",
    [DOC_RULE] = "rule",
    [DOC_TABLE] = "table",
    [DOC_ROW] = "row",
    [DOC_CELL] = "cell",
    [DOC_FIGURE] = "figure",
    [DOC_FENCE] = "fence",
    [DOC_KEEP] = "keep",
    [DOC_BOX] = "box",
    [DOC_FIELDS] = "fields",
    [DOC_FIELD] = "field",
    [DOC_CARD] = "card",
    [DOC_LINES] = "lines",
    [DOC_COLUMNS] = "columns",
    [DOC_COLUMN] = "column",
    [DOC_TIMELINE] = "timeline",
    [DOC_EVENT] = "event",
    [DOC_CHECKLIST] = "checklist",
    [DOC_CHECK] = "check",
    [DOC_CHOICES] = "choices",
    [DOC_SCALE] = "scale",
    [DOC_DOT] = "dot",
    [DOC_MARK] = "mark",
    [DOC_SIGNATURES] = "signatures",
    [DOC_SIGNATURE] = "signature",
    [DOC_NUMBERS] = "numbers",
    [DOC_ENTRY] = "entry",
    [DOC_GOAL_CARDS] = "goal-cards",
    [DOC_GOAL_CARD] = "goal-card",
    [DOC_ADDRESS] = "address",
    [DOC_TEXT] = "text",
    [DOC_SOFTBREAK] = "softbreak",
    [DOC_LINEBREAK] = "linebreak",
    [DOC_EMPHASIS] = "emphasis",
    [DOC_STRONG] = "strong",
    [DOC_STRUCK] = "struck",
    [DOC_CODE_SPAN] = "code-span",
    [DOC_LINK] = "link",
    [DOC_IMAGE] = "image",
    [DOC_VALUE] = "value",
};

const char *const doc_role_names[ROLE_COUNT] = {
    [ROLE_BODY] = "body",     [ROLE_LEAD] = "lead",
    [ROLE_NOTE] = "note",     [ROLE_FINE_PRINT] = "fine-print",
    [ROLE_LABEL] = "label",   [ROLE_THREAD] = "thread",
    [ROLE_KICKER] = "kicker", [ROLE_QUESTION] = "question",
};

const char *const form_field_kind_names[FORM_FIELD_KIND_COUNT] = {
    [FORM_FIELD_TEXT] = "text",   [FORM_FIELD_LINES] = "lines", [FORM_FIELD_CHOICE] = "choice",
    [FORM_FIELD_CHECK] = "check", [FORM_FIELD_RADIO] = "radio",
};

static const char *const scope_names[] = {
    [SCOPE_RUN] = "run", [SCOPE_UNIT] = "unit", [SCOPE_PERSON] = "person"};
static const char *const who_names[] = {
    [WHO_EMPLOYEE] = "employee", [WHO_LEADER] = "leader", [WHO_BOTH] = "both"};
static const char *const align_names[] = {
    [ALIGN_LEFT] = "left", [ALIGN_CENTER] = "center", [ALIGN_RIGHT] = "right"};
static const char *const image_names[] = {
    [IMAGE_RGB] = "rgb", [IMAGE_GRAY] = "gray", [IMAGE_JPEG] = "jpeg"};

struct doc_node *doc_new(struct arena *a, enum doc_kind kind, struct place place)
{
    struct doc_node *n = ARENA_NEW(a, struct doc_node);
    n->kind = kind;
    n->place = place;
    return n;
}

struct doc_node *doc_append(struct doc_node *parent, struct doc_node *child)
{
    assert(parent && child && child != parent);
    child->parent = parent;
    child->next = NULL;
    if (parent->last) parent->last->next = child;
    else parent->first = child;
    parent->last = child;
    return child;
}

struct doc_node *doc_text(struct arena *a, struct doc_node *parent, const char *text,
                          struct place place)
{
    struct doc_node *n = doc_append(parent, doc_new(a, DOC_TEXT, place));
    n->text = text;
    return n;
}

struct doc_node *doc_copy(struct arena *a, const struct doc_node *n)
{
    struct doc_node *copy = ARENA_NEW(a, struct doc_node);
    *copy = *n;
    copy->parent = copy->first = copy->last = copy->next = NULL;
    for (const struct doc_node *child = n->first; child; child = child->next)
        doc_append(copy, doc_copy(a, child));
    return copy;
}

bool doc_is_inline(enum doc_kind kind)
{
    return kind >= DOC_TEXT && kind < DOC_KIND_COUNT;
}

static bool is_sound(const struct doc_node *n, bool composed)
{
    if (composed && (n->kind == DOC_VALUE || n->kind == DOC_FENCE)) return false;
    if (n->kind == DOC_TEXT && !n->text) return false;
    const struct doc_node *last = NULL;
    for (const struct doc_node *child = n->first; child; last = child, child = child->next)
        if (child->parent != n || (doc_is_inline(n->kind) && !doc_is_inline(child->kind)) ||
            !is_sound(child, composed))
            return false;
    return n->last == last;
}

bool doc_is_consistent(const struct doc_node *n)
{
    return is_sound(n, false);
}

bool doc_is_composed(const struct doc_node *n)
{
    return is_sound(n, true);
}

enum doc_scope doc_widest_scope(const struct doc_node *n)
{
    enum doc_scope widest = n->scope;
    for (const struct doc_node *child = n->first; child && widest != SCOPE_PERSON;
         child = child->next) {
        enum doc_scope scope = doc_widest_scope(child);
        if (scope > widest) widest = scope;
    }
    return widest;
}

static void add_plain(const struct doc_node *n, struct buf *out)
{
    switch (n->kind) {
    case DOC_TEXT:
    case DOC_CODE:
    case DOC_CODE_SPAN: buf_str(out, n->text); break;
    case DOC_SOFTBREAK:
    case DOC_LINEBREAK: buf_c(out, ' '); break;
    case DOC_VALUE: buf_printf(out, "{{%s}}", n->text); break;
    default: break;
    }
    for (const struct doc_node *child = n->first; child; child = child->next) {
        if (child != n->first && !doc_is_inline(child->kind)) buf_c(out, '\n');
        add_plain(child, out);
    }
}

const char *doc_plain(struct arena *a, const struct doc_node *n)
{
    if (n->first && n->first->kind == DOC_TEXT && !n->first->next) return n->first->text;
    char most[256];
    struct buf text = BUF_IN(most);
    add_plain(n, &text);
    const char *plain = arena_strndup(a, text.p, text.n);
    buf_free(&text);
    return plain;
}

static void add_yaml(struct buf *out, const struct node *n)
{
    if (n->kind == NODE_SCALAR) {
        if (n->plain) buf_str(out, n->text);
        else buf_quoted(out, n->text);
        return;
    }
    buf_c(out, n->kind == NODE_MAP ? '{' : '[');
    for (size_t i = 0; i < n->count; i++) {
        if (i) BUF_LIT(out, ", ");
        if (n->kind == NODE_MAP) buf_printf(out, "%s: ", n->keys[i]->text);
        add_yaml(out, n->items[i]);
    }
    buf_c(out, n->kind == NODE_MAP ? '}' : ']');
}

static void add_attribute(struct buf *out, const char *name, const char *value)
{
    if (!value) return;
    buf_printf(out, " %s=", name);
    buf_quoted(out, value);
}

static void add_number(struct buf *out, const char *name, int value)
{
    if (value) buf_printf(out, " %s=%d", name, value);
}

static void add_date(struct buf *out, const char *name, struct date d)
{
    if (date_is_set(d)) buf_printf(out, " %s=%04d-%02d-%02d", name, d.year, d.month, d.day);
}

static void add_flags(struct buf *out, const struct doc_node *n)
{
    if (n->ordered) BUF_LIT(out, " ordered");
    if (n->tight) BUF_LIT(out, " tight");
    if (n->header) BUF_LIT(out, " header");
    if (n->across) BUF_LIT(out, " across");
    if (n->shared) BUF_LIT(out, " shared");
    if (n->form) BUF_LIT(out, " form");
    if (n->optional) BUF_LIT(out, " optional");
    if (n->marked) BUF_LIT(out, " marked");
    if (n->role) buf_printf(out, " role=%s", doc_role_names[n->role]);
    if (n->who) buf_printf(out, " who=%s", who_names[n->who]);
    if (n->align) buf_printf(out, " align=%s", align_names[n->align]);
    if (n->scope) buf_printf(out, " scope=%s", scope_names[n->scope]);
}

static void add_field(struct buf *out, const struct form_field *f)
{
    buf_printf(out, " field=%s:", form_field_kind_names[f->kind]);
    buf_str(out, f->name);
    if (f->editable) BUF_LIT(out, " editable");
    add_attribute(out, "says", f->label);
    add_attribute(out, "holds", f->value);
    for (size_t i = 0; i < f->option_count; i++) {
        add_attribute(out, "option", f->options[i].id);
        buf_c(out, ':');
        buf_quoted(out, f->options[i].words);
    }
}

static void add_attributes(struct buf *out, const struct doc_node *n)
{
    add_number(out, "level", n->level);
    add_number(out, "width", n->width);
    add_flags(out, n);
    add_date(out, "from", n->from);
    add_date(out, "to", n->to);
    add_attribute(out, "path", n->path);
    add_attribute(out, "language", n->language);
    add_attribute(out, "title", n->title);
    add_attribute(out, "supports", n->supports ? n->supports->ids : NULL);
    if (n->image)
        buf_printf(out, " %s %ux%u", image_names[n->image->kind], n->image->width,
                   n->image->height);
    if (n->text) {
        buf_c(out, ' ');
        buf_quoted(out, n->text);
    }
    if (n->field) add_field(out, n->field);
    if (n->bar) buf_printf(out, " bar=%d", n->bar - 1);
    if (n->shade) buf_printf(out, " shade=%d", n->shade);
    if (n->yaml) {
        BUF_LIT(out, " yaml=");
        add_yaml(out, n->yaml);
    }
}

static void dump(const struct doc_node *n, unsigned depth, struct buf *out)
{
    for (unsigned i = 0; i < depth; i++) BUF_LIT(out, "  ");
    buf_str(out, doc_kind_names[n->kind]);
    add_attributes(out, n);
    buf_c(out, '\n');
    for (const struct doc_node *child = n->first; child; child = child->next)
        dump(child, depth + 1, out);
}

void doc_dump(const struct doc_node *n, struct buf *out)
{
    dump(n, 0, out);
}
