// Tells a person what is held of them: every field of every file, with a label in words.
#include "held/account.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "base/json_line.h"
#include "held/mentions.h"
#include "import/org_index.h"
#include "model/doc.h"
#include "read/read.h"
#include "read/threads.h"
#include "yaml/tree.h"

enum { DEEP = 16, FILE_MOST = 64 << 20 };

struct telling {
    struct held *h;
    const char *id;
    const struct account_words *w;
    const struct node *file;  // which is being told
    struct account out;
};

static const char *word(const struct telling *t, const char *key)
{
    return t->w->text(t->w->arg, arena_printf(t->h->a, "account.%s", key));
}

static struct account_part *add_part(struct telling *t, const char *title, const char *where)
{
    struct account_part *p = ARENA_PUSH(t->h->a, t->out.parts, t->out.count, t->out.room);
    *p = (struct account_part){.title = title, .where = where};
    return p;
}

static void add_row(struct telling *t, struct account_part *p, const char *path, const char *label,
                    const char *value, const char *words)
{
    if (value && *value)
        *ARENA_PUSH(t->h->a, p->rows, p->count, p->room) = (struct account_row){
            .path = path, .label = label, .value = value, .words = words};
}

// "Plan 2027"
static const char *titled(struct telling *t, const char *key, const char *period)
{
    const char *title = word(t, key);
    return period ? arena_printf(t->h->a, "%s %s", title, period) : title;
}

// ---- A file's fields

static const char *label_of(const struct telling *t, const char *key)
{
    const char *label = word(t, arena_printf(t->h->a, "fields.%s", key));
    return label ? label : key;
}

static const char *words_of(const char *key)
{
    static const char *const pairs[][2] = {{"kind", "kinds"},
                                           {"attainment", "attainment"},
                                           {"status", "status"},
                                           {"deadline", ACCOUNT_DEADLINE},
                                           {"planned", ACCOUNT_DEADLINE},
                                           {"date", ACCOUNT_DEADLINE},
                                           {"responsible", "responsible"},
                                           {"language", "languages"},
                                           {"print", "account.values"},
                                           {"leads", "account.values"},
                                           {"weekdays", "account.values"},
                                           {"conversation", "account.values"}};
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (!strcmp(key, pairs[i][0])) return pairs[i][1];
    return NULL;
}

// An id of somebody or of a unit with the name that goes with it.
static const char *named(struct telling *t, const char *key, const char *text)
{
    static const char *const keys[] = {"employee", "leader", "leaders", "by", "unit"};
    const struct cycle *c = t->h->c;
    size_t i = 0;
    while (i < COUNT(keys) && strcmp(key, keys[i])) i++;
    if (i == COUNT(keys)) return text;
    const struct person *p = cycle_person(c, text);
    const struct unit *u = cycle_unit(c, text);
    const char *name = NULL;
    if (p) name = p->name;
    else if (u) name = u->name.text;
    return name ? arena_printf(t->h->a, "%s (%s)", name, text) : text;
}

static const char *competence(const struct telling *t, const char *id)
{
    const struct cycle *c = t->h->c;
    for (size_t i = 0; i < c->competence_count; i++)
        if (!strcmp(c->competences[i].id, id))
            return cycle_text_in(&c->competences[i].name, t->w->language).text;
    return NULL;
}

static const char *focus_area(const struct telling *t, const char *id)
{
    const struct priority *p = threads_find_anywhere(t->h->c, t->w->language, id);
    return p ? doc_plain(t->h->a, p->title) : NULL;
}

// The text of the goal with an id in the plan that is told.
static const char *goal(const struct telling *t, const char *id)
{
    const struct node *goals = node_get(t->file, "goals");
    for (size_t i = 0; goals && goals->kind == NODE_LIST && i < goals->count; i++) {
        const char *own = node_text(goals->items[i], "id");
        if (own && !strcmp(own, id)) return node_text(goals->items[i], "goal");
    }
    return NULL;
}

struct at {  // where in a file
    const char *path, *label, *key;
    int depth;
    bool names_goal;  // by its id
};

static const char *meaning_of(const struct telling *t, const struct at *at, const char *text)
{
    if (!strcmp(at->key, "competence-needs")) return competence(t, text);
    if (!strcmp(at->key, "supports")) return focus_area(t, text);
    return at->names_goal ? goal(t, text) : NULL;
}

static void tell(struct telling *t, struct account_part *p, const struct node *n, struct at at);

static struct at below(struct telling *t, struct at up, const char *key, const char *label)
{
    struct arena *a = t->h->a;
    // a follow-up's progress names the goal that it is about
    bool names_goal = up.key && !strcmp(up.key, "progress") && !strcmp(key, "goal");
    if (names_goal) label = label_of(t, "goals");
    return (struct at){.path = up.path ? arena_printf(a, "%s/%s", up.path, key) : key,
                       .label = up.label ? arena_printf(a, "%s – %s", up.label, label) : label,
                       .key = key,
                       .depth = up.depth + 1,
                       .names_goal = names_goal};
}

static void tell_list(struct telling *t, struct account_part *p, const struct node *n, struct at at)
{
    struct arena *a = t->h->a;
    for (size_t i = 0; i < n->count; i++) {
        const char *id = node_text(n->items[i], "id");
        struct at one = at;
        one.path = arena_printf(a, "%s/%s", at.path, id ? id : arena_printf(a, "%zu", i + 1));
        one.label = n->count > 1 ? arena_printf(a, "%s %zu", at.label, i + 1) : at.label;
        tell(t, p, n->items[i], one);
    }
}

static void tell(struct telling *t, struct account_part *p, const struct node *n, struct at at)
{
    if (node_is_null(n) || at.depth > DEEP) return;
    if (n->kind == NODE_SCALAR) {
        size_t before = p->count;
        add_row(t, p, at.path, at.label, named(t, at.key, n->text), words_of(at.key));
        if (p->count > before) p->rows[before].meaning = meaning_of(t, &at, n->text);
    }
    if (n->kind == NODE_LIST) tell_list(t, p, n, at);
    for (size_t i = 0; n->kind == NODE_MAP && i < n->count; i++) {
        const char *key = n->keys[i]->text;
        tell(t, p, n->items[i], below(t, at, key, label_of(t, key)));
    }
}

static const struct node *read_tree(struct telling *t, const char *path)
{
    struct diags *quiet = diag_new();
    const struct source *s = file_is_regular(path)
                               ? diag_source_open(quiet, t->h->a, path, path, FILE_MOST)
                               : NULL;
    const struct node *n = s ? tree_read(quiet, t->h->a, s) : NULL;
    diag_free(quiet);
    return n;
}

// ---- Parts

// What an org chart, or the last import, says of them.
static void tell_org(struct telling *t, const char *key, const char *path)
{
    struct org_index x = org_index_make(t->h->a, (struct node *)read_tree(t, path));
    const struct org_person *at = org_index_person(&x, t->id);
    if (!at) return;
    struct account_part *p = add_part(t, word(t, key), path);
    tell(t, p, at->node, (struct at){0});
    add_row(t, p, "unit", label_of(t, "unit"), named(t, "unit", at->unit->id), NULL);
}

static void add_day(struct telling *t, struct account_part *p, const char *key, struct date d)
{
    if (!date_is_set(d)) return;
    add_row(t, p, arena_printf(t->h->a, "acting/%s", key), label_of(t, key),
            arena_printf(t->h->a, "%04d-%02d-%02d", d.year, d.month, d.day), ACCOUNT_DEADLINE);
}

// Whom they lead: units, also those in which they act as leader, and how many people; others are
// named in their own accounts.
static void tell_leading(struct telling *t)
{
    const struct cycle *c = t->h->c;
    const struct person *me = cycle_person(c, t->id);
    struct account_part *p = NULL;
    for (size_t i = 0; me && i < c->unit_count; i++) {
        const struct unit *u = c->units[i];
        if (u->leader != me && u->acting != me) continue;
        if (!p) p = add_part(t, word(t, "leading"), "org.yaml");
        add_row(t, p, "leads", label_of(t, "unit"), named(t, "unit", u->id), NULL);
        if (u->acting != me) continue;
        add_day(t, p, "from", u->acting_window.from);
        add_day(t, p, "to", u->acting_window.to);
    }
    if (!me || !me->people_count) return;
    if (!p) p = add_part(t, word(t, "leading"), "org.yaml");
    add_row(t, p, "people", word(t, "people-led"), arena_printf(t->h->a, "%zu", me->people_count),
            NULL);
}

static void tell_file(struct telling *t, const struct held_thing *thing)
{
    const struct node *top = read_tree(t, thing->path);
    bool plan = thing->what == HELD_PLANS;
    const struct node *own = plan ? top : node_get(top, t->id);
    struct account_part *p = add_part(t, titled(t, plan ? "plan" : "times", thing->period),
                                      thing->path);
    t->file = top;
    tell(t, p, own, (struct at){0});
    if (!plan && !p->count) add_row(t, p, "leaders", word(t, "in-calendars"), t->id, NULL);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool is_own(const struct telling *t, const struct held_thing *f)
{
    return f->id && !strcmp(f->id, t->id);
}

// Files that are about them, each by its name; of others that may name them how many there are.
static void add_file(struct telling *t, struct account_part *p, const struct held_thing *f)
{
    const char *what = f->document ? f->document : base_name(f->path);
    const char *name = t->w->document(t->w->arg, what);
    if (!name) name = what;
    if (is_own(t, f)) {
        add_row(t, p, f->path, name, f->path, NULL);
        return;
    }
    size_t i = 0;
    while (i < p->count && strcmp(p->rows[i].label, name)) i++;
    if (i == p->count) add_row(t, p, f->document ? f->document : name, name, "1", NULL);
    else p->rows[i].value = arena_printf(t->h->a, "%ld", strtol(p->rows[i].value, NULL, 10) + 1);
}

static void tell_files(struct telling *t, bool own)
{
    struct account_part *p = NULL;
    const char *period = "";
    for (size_t i = 0; i < t->h->found.count; i++) {
        const struct held_thing *f = &t->h->found.list[i];
        if (f->what != HELD_OUTPUTS || is_own(t, f) != own) continue;
        if (!p || strcmp(period, f->period)) {
            period = f->period;
            p = add_part(t, titled(t, own ? "files" : "lists", period), NULL);
        }
        add_file(t, p, f);
    }
}

// Whether a part of the account is about this file.
static bool is_told(const struct telling *t, const char *path)
{
    for (size_t i = 0; i < t->out.count; i++)
        if (t->out.parts[i].where && !strcmp(t->out.parts[i].where, path)) return true;
    return false;
}

// Texts of others that name them are others' to show: how many there are.
static void tell_mentions(struct telling *t)
{
    const struct person *me = cycle_person(t->h->c, t->id);
    struct mention *list;
    size_t count = mentions_find(t->h, t->id, me ? me->name : NULL, &list), plans = 0, texts = 0,
           others = 0;
    const char *own = arena_printf(t->h->a, "/%s.yaml", t->id), *last = "";
    for (size_t i = 0; i < count; i++) {
        bool again = !strcmp(list[i].path, last), mine = strstr(list[i].path, own);
        last = list[i].path;
        if (again || mine) continue;
        bool plan = !strncmp(last, "plans/", 6), text = !strncmp(last, "priorities/", 11);
        plans += plan;
        texts += text;
        others += !plan && !text && !is_told(t, last);
    }
    if (!plans && !texts && !others) return;
    struct account_part *p = add_part(t, word(t, "mentions"), NULL);
    if (plans)
        add_row(t, p, "plans", word(t, "mentions-plans"), arena_printf(t->h->a, "%zu", plans),
                NULL);
    if (texts)
        add_row(t, p, "texts", word(t, "mentions-texts"), arena_printf(t->h->a, "%zu", texts),
                NULL);
    if (others)
        add_row(t, p, "others", word(t, "mentions-others"), arena_printf(t->h->a, "%zu", others),
                NULL);
}

struct account account_make(struct held *h, const char *id, const struct account_words *w)
{
    struct telling t = {.h = h, .id = id, .w = w};
    tell_org(&t, "org", "org.yaml");
    tell_leading(&t);
    for (size_t i = 0; i < h->found.count; i++) {
        const struct held_thing *f = &h->found.list[i];
        if (f->what == HELD_PLANS || f->what == HELD_TIMES) tell_file(&t, f);
    }
    tell_org(&t, "import", "import.last.yaml");
    tell_files(&t, true);
    tell_files(&t, false);
    tell_mentions(&t);
    return t.out;
}

// ---- JSON

static void add_key(struct buf *out, const char *before, const char *key, const char *value)
{
    buf_printf(out, "%s\"%s\": ", before, key);
    json_line_string(out, value);
}

static void add_part_json(struct buf *out, const struct account_part *p)
{
    add_key(out, "    {", "title", p->title);
    if (p->where) add_key(out, ", ", "file", p->where);
    buf_str(out, ", \"fields\": [");
    for (size_t i = 0; i < p->count; i++) {
        buf_str(out, i ? ",\n" : "\n");
        add_key(out, "      {", "path", p->rows[i].path);
        add_key(out, ", ", "label", p->rows[i].label);
        add_key(out, ", ", "value", p->rows[i].value);
        buf_str(out, "}");
    }
    buf_str(out, "]}");
}

void account_json(const struct account *all, const char *id, const char *name, struct date day,
                  struct buf *out)
{
    buf_str(out, "{\n  \"samtale-person\": 1");
    add_key(out, ",\n  ", "employee", id);
    if (name) add_key(out, ",\n  ", "name", name);
    buf_printf(out, ",\n  \"day\": \"%04d-%02d-%02d\"", day.year, day.month, day.day);
    buf_str(out, ",\n  \"parts\": [");
    for (size_t i = 0; i < all->count; i++) {
        buf_str(out, i ? ",\n" : "\n");
        add_part_json(out, &all->parts[i]);
    }
    buf_str(out, "\n  ]\n}\n");
}
