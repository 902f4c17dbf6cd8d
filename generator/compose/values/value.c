// Finding values by their paths, reading them, and saying them in words.
#include "compose/values/value.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "base/translate.h"
#include "compose/values/page_of.h"
#include "compose/words/format.h"

const char *const value_kind_names[VALUE_KIND_COUNT] = {
    [VALUE_TEXT] = N_("a text"),     [VALUE_CONTACT] = N_("an address"),
    [VALUE_CHOICE] = N_("a choice"), [VALUE_DATE] = N_("a date"),
    [VALUE_DATETIME] = N_("a time"), [VALUE_WINDOW] = N_("a window"),
    [VALUE_COUNT] = N_("a number"),  [VALUE_FLAG] = N_("yes or no"),
    [VALUE_LIST] = N_("a list"),     [VALUE_RICH] = N_("rich text"),
    [VALUE_PHRASE] = N_("a phrase"),
};

// ---- Finding

bool value_find_in(const struct env *e, enum value_type type, const void *item,
                   enum doc_scope scope, const char *path, struct value_ref *out)
{
    assert(type < TYPE_COUNT);
    const struct value_ref *found = map_get(&e->paths->of[type], path);
    if (!found) return false;
    *out = *found;
    out->item = item;
    if (scope > out->scope) out->scope = scope;
    return true;
}

// The variable that a path starts with; *rest is what follows it.
static const struct variable *variable(const struct env *e, const char *path, const char **rest)
{
    for (size_t i = e->variable_count; i > 0; i--) {
        const struct variable *v = &e->variables[i - 1];
        const char *end = path;
        for (const char *s = v->name; *s && *s == *end; s++) end++;
        if (v->name[end - path] || (*end && *end != '.')) continue;
        *rest = *end ? end + 1 : "";
        return v;
    }
    return NULL;
}

bool value_find(const struct env *e, const char *path, struct value_ref *out)
{
    const char *rest;
    const struct variable *v = variable(e, path, &rest);
    if (v) return value_find_in(e, v->type, v->item, v->scope, *rest ? rest : "name", out);
    if (values_page_of_find(path, out)) return true;
    return value_find_in(e, TYPE_DOCUMENT, NULL, SCOPE_RUN, path, out);
}

const char *value_nearest(const struct env *e, const char *path)
{
    const char *rest = path;
    const struct variable *v = variable(e, path, &rest);
    const char **candidates = NULL;
    size_t count = 0, room = 0;
    const struct value_table *const *t = e->paths->tables[v ? v->type : TYPE_DOCUMENT];
    for (; *t; t++)
        for (size_t i = 0; i < (*t)->count; i++)
            *ARENA_PUSH(e->arena, candidates, count, room) = (*t)->entries[i].path;
    const char *nearest = nearest_word(rest, candidates, count);
    return nearest && v ? arena_printf(e->arena, "%s.%s", v->name, nearest) : nearest;
}

// ---- Reading

static struct value part_of(const struct env *e, const struct value_ref *ref, struct value v)
{
    switch (ref->part) {
    case PART_WHOLE: return v;
    case PART_FROM: return value_of_date(v.window.from);
    case PART_TO: return value_of_date(v.window.to);
    case PART_DATE: return value_of_date(v.datetime.date);
    case PART_SHORT:
        return value_of_text(
            format_short_window(e->arena, e->words, v.datetime.date, v.datetime.date));
    case PART_TIME: break;
    }
    return value_of_text(format_time(e->arena, e->words, v.datetime));
}

struct value value_get(const struct env *e, const struct value_ref *ref, struct place place)
{
    if (ref->scope > e->limit) {
        diag_error(e->diags, place, "value-of-one-person",
                   "the value %s belongs to one person, but this section is shared between people",
                   ref->entry->path);
        return (struct value){0};
    }
    assert(ref->item || ref->type == TYPE_DOCUMENT);
    struct value v = ref->entry->get(e, ref->item);
    return v.set ? part_of(e, ref, v) : v;
}

bool value_is_true(const struct value_ref *ref, const struct value *v)
{
    if (!v->set) return false;
    if (ref->kind == VALUE_FLAG) return v->flag;
    return ref->kind != VALUE_LIST || v->list.count;
}

// ---- As text

static const char *list_text(const struct env *e, const struct value_ref *ref,
                             const struct value *v)
{
    const char **names = ARENA_ARRAY(e->arena, const char *, v->list.count);
    for (size_t i = 0; i < v->list.count; i++) {
        struct value_ref name;
        names[i] = "";
        if (!value_find_in(e, ref->entry->items, v->list.items[i], ref->scope, "name", &name))
            continue;
        struct value item = name.entry->get(e, name.item);
        names[i] = value_in_words(e, &name, &item);
    }
    return words_join(e->arena, e->words, names, v->list.count);
}

const char *value_in_words(const struct env *e, const struct value_ref *ref, const struct value *v)
{
    if (!v->set) return "";
    switch (ref->kind) {
    case VALUE_TEXT:
    case VALUE_CONTACT: return v->text;
    case VALUE_CHOICE: {
        const char *shown = node_text(words_node(e->words, ref->entry->words), v->text);
        return shown ? shown : v->text;
    }
    case VALUE_DATE: return format_date(e->arena, e->words, v->datetime.date);
    case VALUE_DATETIME: return format_datetime(e->arena, e->words, v->datetime);
    case VALUE_WINDOW: return format_window(e->arena, e->words, v->window.from, v->window.to);
    case VALUE_COUNT: return words_count(e->arena, e->words, ref->entry->words, v->count);
    case VALUE_LIST: return list_text(e, ref, v);
    case VALUE_PHRASE: return doc_plain(e->arena, v->rich);
    case VALUE_FLAG:
    case VALUE_RICH:
    case VALUE_KIND_COUNT: break;
    }
    return "";
}

static bool is_digits(const char *s, size_t n)
{
    return strspn(s, "0123456789") >= n;
}

// "2027-28" and "2027-2028" are two years; "2027-03" is a month, and stays.
struct value value_of_period(const struct env *e, const char *period)
{
    enum { YEAR = 4 };
    size_t n = period ? strlen(period) : 0, last = n > YEAR ? n - YEAR - 1 : 0;
    if ((last != 2 && last != YEAR) || period[YEAR] != '-' || !is_digits(period, YEAR) ||
        !is_digits(period + YEAR + 1, last))
        return value_of_text(period);
    int from = atoi(period), to = atoi(period + YEAR + 1),
        years = last == 2 ? (to - from % 100 + 100) % 100 : to - from;
    if (years < 1 || years > 9) return value_of_text(period);
    return value_of_text(arena_printf(e->arena, "%d–%s", from, period + YEAR + 1));
}

struct value value_of_localized(const struct env *e, const struct cycle_text *text)
{
    struct localized found = cycle_text_in(text, e->words->language);
    struct value v = value_of_text(found.text);
    if (found.language && strcmp(found.language, e->words->language)) v.language = found.language;
    return v;
}

struct value value_of_person(const struct env *e, const struct person *p)
{
    if (!p) return (struct value){0};
    struct value v = value_of_text(cycle_distinct_name(e->arena, p, e->words->language));
    v.place = p->place;
    return v;
}

struct value value_of_contact(const struct env *e, const char *text)
{
    if (!text || !strchr(text, ' ') || text[strspn(text, "+()0123456789 ")])
        return value_of_text(text);
    char most[64];
    struct buf out = BUF_IN(most);
    for (const char *s = text; *s; s++)
        if (*s == ' ') BUF_LIT(&out, "\u00a0");
        else buf_c(&out, *s);
    text = arena_strndup(e->arena, out.p, out.n);
    buf_free(&out);
    return value_of_text(text);
}

struct value value_of_list(struct arena *a, const void *first, size_t count, size_t size)
{
    const void **items = ARENA_ARRAY(a, const void *, count);
    for (size_t i = 0; i < count; i++) items[i] = (const char *)first + i * size;
    return (struct value){.set = count > 0, .list = {items, count}};
}

bool value_bind_variable(struct env *e, const char *name, enum value_type type,
                         enum doc_scope scope, const void *item)
{
    if (e->variable_count == ENV_VARIABLES) return false;
    e->variables[e->variable_count++] = (struct variable){name, type, scope, item};
    return true;
}
