// timeline: events with their dates, drawn in order of time. An event whose dates the cycle does
// not know is left out. year: the same as points on one line, with short dates.
#include <string.h>

#include "compose/blocks/block.h"
#include "compose/words/format.h"

static const struct key keys[] = {
    {.name = "label", .kind = KEY_TEXT, .required = true},
    {.name = "value", .kind = KEY_PATH, .required = true, .values = VALUES_WINDOW},
    {.name = "text", .kind = KEY_TEXT},  // in place of the dates in words
};

static const struct key year_keys[] = {
    {.name = "label", .kind = KEY_TEXT, .required = true},
    {.name = "value", .kind = KEY_PATH, .required = true, .values = VALUES_WINDOW},
    {.name = "own", .kind = KEY_FLAG},  // the reader's own: what ends before it is left out
};

static struct date first_day(const struct doc_node *event)
{
    return date_is_set(event->from) ? event->from : event->to;
}

// Before the first event that starts later, or that starts with this one and ends sooner.
static void insert(struct doc_node *timeline, struct doc_node *event)
{
    struct doc_node **at = &timeline->first;
    for (; *at; at = &(*at)->next) {
        int difference = date_compare(first_day(*at), first_day(event));
        if (difference > 0 || (!difference && date_compare((*at)->to, event->to) < 0)) break;
    }
    event->parent = timeline;
    event->next = *at;
    *at = event;
    if (!event->next) timeline->last = event;
}

// An event with its label; NULL: it has no date. *ref is its value's.
static struct doc_node *new_event(const struct env *e, const struct node *item,
                                  struct value_ref *ref)
{
    struct place place = schema_place(item, "value", item->place);
    if (!value_find(e, node_text(item, "value"), ref)) return NULL;
    struct value v = value_get(e, ref, place);
    if (!v.set) return NULL;
    struct doc_node *event = doc_new(e->arena, DOC_EVENT, item->place);
    bool window = ref->kind == VALUE_WINDOW;
    event->from = window ? v.window.from : v.datetime.date;
    event->to = window ? v.window.to : v.datetime.date;
    bind_paragraph(e, ROLE_BODY, node_text(item, "label"), schema_place(item, "label", place),
                   event);
    return event;
}

static void add_event(const struct env *e, const struct node *item, void *arg)
{
    const char *path = node_text(item, "value"), *text = node_text(item, "text");
    struct place place = schema_place(item, "value", item->place);
    struct value_ref ref;
    struct doc_node *event = new_event(e, item, &ref);
    if (!event) return;
    struct doc_node *dates = bind_paragraph(e, ROLE_BODY, text, schema_place(item, "text", place),
                                            event);
    if (!text) bind_value(e, &ref, path, place, dates);
    insert(arg, event);
}

// The axis is labelled with the language's own short names.
static const char *short_months(const struct env *e)
{
    struct buf names = {0};
    for (size_t i = 0; i < 12; i++) {
        if (i) buf_c(&names, ' ');
        buf_str(&names, words_item(e->words, "dates.months-short", i));
    }
    const char *text = arena_strndup(e->arena, names.p, names.n);
    buf_free(&names);
    return text;
}

static void expand(const struct env *e, const struct node *body, struct place at,
                   struct doc_node *parent)
{
    struct doc_node *timeline = doc_new(e->arena, DOC_TIMELINE, at);
    timeline->text = short_months(e);
    schema_each(e, body, add_event, timeline);
    if (timeline->first) doc_append(parent, timeline);
}

const struct block block_timeline = {
    .name = "timeline",
    .schema = {.form = FORM_LIST, SCHEMA_KEYS(keys), .loops = true},
    .expand = expand,
};

// ---- On one line

static void add_point(const struct env *e, const struct node *item, void *arg)
{
    struct value_ref ref;
    struct doc_node *event = new_event(e, item, &ref);
    if (!event) return;
    event->marked = schema_flag(item, "own");
    struct doc_node *dates = doc_append(event, doc_new(e->arena, DOC_PARAGRAPH, item->place));
    const char *words = format_short_window(e->arena, e->words, event->from, event->to);
    struct doc_node *text = doc_text(e->arena, dates, words, item->place);
    text->scope = ref.scope;
    text->path = node_text(item, "value");
    insert(arg, event);
}

static bool is_before(const struct doc_node *event, const struct doc_node *own)
{
    struct date end = date_is_set(event->to) ? event->to : event->from;
    return own && date_compare(end, first_day(own)) < 0;
}

static void leave_out_past(struct doc_node *line)
{
    const struct doc_node *own = line->first;
    while (own && !own->marked) own = own->next;
    while (line->first && is_before(line->first, own)) line->first = line->first->next;
}

static void expand_year(const struct env *e, const struct node *body, struct place at,
                        struct doc_node *parent)
{
    struct doc_node *line = doc_new(e->arena, DOC_TIMELINE, at);
    line->form = true;
    schema_each(e, body, add_point, line);
    leave_out_past(line);
    if (line->first) doc_append(parent, line);
}

const struct block block_year = {
    .name = "year",
    .schema = {.form = FORM_LIST, SCHEMA_KEYS(year_keys), .loops = true},
    .expand = expand_year,
};
