// Checking the templates, strings and questions of every language, and finding them.
#include "compose/templates.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "compose/blocks/blocks.h"
#include "compose/form/record_path.h"
#include "compose/front.h"
#include "compose/template.h"
#include "compose/values/paths.h"

// ---- One template

enum { INCLUDES_MAX = 32 };  // in one document, with those of what it includes

// The widest scope of values that a document for such an audience can show.
static enum doc_scope audience_scope(enum audience audience)
{
    switch (audience) {
    case FOR_EMPLOYEE:
    case FOR_LEADER: return SCOPE_PERSON;
    case FOR_UNIT:
    case FOR_RESPONDENTS: return SCOPE_UNIT;
    case FOR_ORGANISATION:
    case FOR_NOBODY: break;
    }
    return SCOPE_RUN;
}

static void missing_include(struct check *c, const struct language_pack *pack,
                            const struct doc_node *fence)
{
    const char **names = ARENA_ARRAY(c->env.arena, const char *, pack->file_count),
               *wanted = fence->title ? fence->title : "";
    for (size_t i = 0; i < pack->file_count; i++) names[i] = pack->files[i].name;
    struct diag *d = check_fail(c, fence->place, "include-unknown",
                                "there is no document \"%s\" to include", wanted);
    check_nearest(c, d, wanted, names, pack->file_count);
}

static const struct doc_node *document_named(const struct language_pack *pack, const char *name)
{
    for (size_t i = 0; name && i < pack->file_count; i++)
        if (!strcmp(pack->files[i].name, name)) return pack->files[i].doc;
    return NULL;
}

static bool is_include(const struct doc_node *n)
{
    return n->kind == DOC_FENCE && !strcmp(n->text, "include");
}

// What a fence includes; NULL after a diagnostic.
static const struct doc_node *included(struct check *c, const struct language_pack *pack,
                                       const struct doc_node *fence, const struct doc_node *by,
                                       int count)
{
    const struct doc_node *other = document_named(pack, fence->title);
    if (!other) missing_include(c, pack, fence);
    if (!other || (other != by && count <= INCLUDES_MAX)) return other;
    check_fail(c, fence->place, "include-circular",
               "\"%s\" would include itself, or more than %d documents", fence->title,
               INCLUDES_MAX);
    return NULL;
}

// Puts a copy of a document's blocks, or nothing, in the place of one node.
static void replace(struct arena *a, struct doc_node **at, const struct doc_node *by)
{
    struct doc_node *old = *at, *copy = by ? doc_copy(a, by) : NULL;
    *at = copy && copy->first ? copy->first : old->next;
    if (copy && copy->last) copy->last->next = old->next;
    for (struct doc_node *k = *at; k != old->next; k = k->next) k->parent = old->parent;
}

// The document with its `include NAME`s replaced by the blocks of those documents in the same
// language, so that a form that is also part of a pack is written once. What was read stays as it
// is, since others may include it.
static struct doc_node *include(struct check *c, const struct language_pack *pack,
                                struct doc_node *document)
{
    const struct doc_node *fence = document->first;
    while (fence && !is_include(fence)) fence = fence->next;
    if (!fence) return document;
    struct doc_node *whole = doc_copy(c->env.arena, document), **at = &whole->first;
    for (int count = 0; *at;) {
        if (is_include(*at)) replace(c->env.arena, at, included(c, pack, *at, document, ++count));
        else at = &(*at)->next;
    }
    return whole;
}

static bool template_new(struct diags *d, struct arena *a, const struct language_pack *pack,
                         const struct template_file *f, struct template *t)
{
    struct check c = {.ok = true,
                      .env = {.paths = t->templates->paths,
                              .record_paths = t->templates->record_paths,
                              .words = &t->language->words,
                              .bank = &t->language->bank,
                              .limit = audience_scope(front_audience(t)),
                              .arena = a,
                              .diags = d}};
    bool report = front_is_report(t);
    if (report) c.env.limit = SCOPE_UNIT;  // of one unit, which may be the root
    c.of_batch = !strcmp(front_command(t), "print");
    if (c.of_batch) c.env.limit = SCOPE_PERSON;  // the scope of a batch's own values
    c.of_mail = !strcmp(front_command(t), "mail");
    t->default_folder = arena_printf(a, "%s/%s", report ? "summaries" : "forms", t->name);
    front_check(&c, t, f->source);
    struct doc_node *document = include(&c, pack, f->doc);
    c.document = document;
    t->sections = sections_read(&c, document);
    sections_check(&c, t->sections);
    return c.ok;
}

// ---- One language

static bool check_marking(struct diags *d, struct arena *a, const struct templates *t,
                          const struct language *l)
{
    struct check c = {.ok = true,
                      .env = {.paths = t->paths,
                              .record_paths = t->record_paths,
                              .words = &l->words,
                              .limit = SCOPE_PERSON,
                              .arena = a,
                              .diags = d}};
    static const char *const keys[] = {"marking", "marking-vacant", "marking-blank"};
    for (size_t i = 0; i < COUNT(keys); i++) {
        const struct node *n = words_node(&l->words, keys[i]);
        check_text(&c, n->text, n->place);
    }
    return c.ok;
}

static bool language_words(struct diags *d, struct arena *a, const struct language_pack *pack,
                           const struct templates *all, struct language *l)
{
    l->words.language = pack->language;
    if (!pack->strings || !pack->questions) {
        const char *missing = pack->strings ? "questions.yaml" : "strings.yaml";
        if (!pack->has_errors)
            diag_error(d, (struct place){0}, "template-file-missing", "templates/%s has no %s",
                       pack->language, missing);
        return false;
    }
    bool ok = words_check(d, pack->language, pack->strings);
    l->words = words_new(a, pack->language, pack->strings);
    ok &= bank_read(d, a, pack->language, pack->questions, &l->bank);
    return ok && check_marking(d, a, all, l);
}

static bool language_new(struct diags *d, struct arena *a, const struct language_pack *pack,
                         struct templates *all, struct language *l)
{
    if (!language_words(d, a, pack, all, l)) return false;
    bool ok = true;
    for (size_t i = 0; i < pack->file_count; i++) {
        const struct template_file *f = &pack->files[i];
        ok &= !f->has_errors;
        if (!f->doc) continue;
        struct template *t = ARENA_PUSH(a, l->list, l->count, l->room);
        *t = (struct template){
            .name = f->name, .templates = all, .language = l, .front = f->doc->yaml};
        ok &= template_new(d, a, pack, f, t);
    }
    return ok;
}

// ---- Questions

static bool has_question(const struct templates *t, const char *id)
{
    return array_has_text(t->question_ids, t->question_count, id);
}

static void gather_questions(struct arena *a, struct templates *t)
{
    for (size_t l = 0; l < t->count; l++)
        for (size_t i = 0; i < t->languages[l].bank.count; i++) {
            const char *id = t->languages[l].bank.list[i].id;
            if (!has_question(t, id))
                *ARENA_PUSH(a, t->question_ids, t->question_count, t->question_room) = id;
        }
}

// A question that one language has and another lacks cannot be asked in the other.
static bool check_banks(struct diags *d, const struct templates *t, const struct template_set *set)
{
    bool ok = true;
    for (size_t l = 0; l < t->count; l++)
        for (size_t i = 0; i < t->question_count; i++) {
            if (bank_find(&t->languages[l].bank, t->question_ids[i])) continue;
            struct place file = {.source = set->packs[l].questions->place.source};
            diag_error(d, file, "question-untranslated", "the question \"%s\" has no words in %s",
                       t->question_ids[i], set->packs[l].language);
            ok = false;
        }
    return ok;
}

// ---- What anonymous forms ask

static void add_answer_texts(struct arena *a, struct map *to, const struct node *list)
{
    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++) {
        const char *id = node_text(list->items[i], "id");
        if (id && node_text(list->items[i], "text") && !map_get(to, id))
            map_set(to, a, id, node_get(list->items[i], "text"));
    }
}

// The statements and options of blocks, in the order in which they stand: of two with one id the
// first counts.
static void add_statement_texts(struct arena *a, struct map *to, const struct statement *s)
{
    for (; s; s = s->next) {
        const struct node *body = s->block ? s->node->yaml : NULL;
        add_answer_texts(a, to, node_get(body, "rows"));
        add_answer_texts(a, to, node_get(body, "options"));
        add_statement_texts(a, to, s->body);
        add_statement_texts(a, to, s->otherwise);
    }
}

static void gather_answer_texts(struct arena *a, struct language *l)
{
    for (size_t i = 0; i < l->count; i++)
        if (front_audience(&l->list[i]) == FOR_RESPONDENTS)
            add_statement_texts(a, &l->answer_texts, l->list[i].sections);
}

// ---- Other names of documents

// The next of the names that `names:` divides by commas; NULL: there are no more.
static const char *next_name(struct arena *a, const char **list)
{
    const char *from = *list ? *list + strspn(*list, ", ") : "";
    size_t n = strcspn(from, ",");
    if (!n) return NULL;
    *list = from + n;
    while (n && from[n - 1] == ' ') n--;
    return arena_strndup(a, from, n);
}

// A name that two documents have would be that of the first only.
static bool check_names(struct diags *d, struct arena *a, const struct templates *t)
{
    bool ok = true;
    for (size_t l = 0; l < t->count; l++)
        for (size_t i = 0; i < t->languages[l].count; i++) {
            const struct template *one = &t->languages[l].list[i];
            const char *list = node_text(one->front, "names");
            for (const char *name; (name = next_name(a, &list));) {
                const char *other = templates_document(t, name);
                if (!strcmp(other, one->name)) continue;
                diag_error(d, node_get(one->front, "names")->place, "document-name-taken",
                           "the name \"%s\" is taken by the document \"%s\"", name, other);
                ok = false;
            }
        }
    return ok;
}

// ---- All of them

struct templates *templates_new(struct diags *d, struct arena *a, const struct template_set *set)
{
    struct templates *t = ARENA_NEW(a, struct templates);
    t->paths = values_paths_new(a);
    t->record_paths = record_path_table_new(a);
    t->languages = ARENA_ARRAY(a, struct language, set->count);
    t->count = set->count;
    bool ok = true;
    for (size_t i = 0; i < set->count; i++)
        ok &= language_new(d, a, &set->packs[i], t, &t->languages[i]);
    if (!set->count)
        diag_error(d, (struct place){0}, "templates-missing", "there are no templates");
    if (!ok || !set->count || set->has_errors) return NULL;
    if (!check_names(d, a, t)) return NULL;
    gather_questions(a, t);
    for (size_t i = 0; i < t->count; i++) gather_answer_texts(a, &t->languages[i]);
    return check_banks(d, t, set) ? t : NULL;
}

static const struct language *find_language(const struct templates *t, const char *language)
{
    for (size_t i = 0; language && i < t->count; i++)
        if (!strcmp(t->languages[i].words.language, language)) return &t->languages[i];
    return NULL;
}

const struct words *templates_words(const struct templates *t, const char *language)
{
    const struct language *l = find_language(t, language);
    return l ? &l->words : NULL;
}

size_t templates_languages(const struct templates *t, struct arena *a, const char *const **names)
{
    const char **list = ARENA_ARRAY(a, const char *, t->count);
    for (size_t i = 0; i < t->count; i++) list[i] = t->languages[i].words.language;
    *names = list;
    return t->count;
}

const struct template *templates_find(const struct templates *t, const char *language,
                                      const char *document)
{
    const struct language *l = find_language(t, language);
    for (size_t i = 0; l && i < l->count; i++)
        if (!strcmp(l->list[i].name, document)) return &l->list[i];
    return NULL;
}

const char *const *templates_documents(const struct templates *t, struct arena *a,
                                       const char *command, size_t *count)
{
    const char **names = NULL;
    size_t room = 0;
    *count = 0;
    for (size_t l = 0; l < t->count; l++)
        for (size_t i = 0; i < t->languages[l].count; i++) {
            const struct template *one = &t->languages[l].list[i];
            if (strcmp(front_command(one), command) || array_has_text(names, *count, one->name))
                continue;
            *ARENA_PUSH(a, names, *count, room) = one->name;
        }
    if (*count) qsort(names, *count, sizeof *names, array_compare_texts);
    return names;
}

const char *templates_made_by(const struct templates *t, const char *document)
{
    for (size_t l = 0; l < t->count; l++)
        for (size_t i = 0; i < t->languages[l].count; i++)
            if (!strcmp(t->languages[l].list[i].name, document))
                return front_command(&t->languages[l].list[i]);
    return NULL;
}

// ---- What a document is called

static bool has_name(struct arena *a, const struct template *t, const char *folded)
{
    const char *list = node_text(t->front, "names");
    for (const char *name; (name = next_name(a, &list));)
        if (!strcmp(utf8_fold(a, name), folded)) return true;
    return false;
}

const char *templates_document(const struct templates *t, const char *name)
{
    struct arena a = {0};
    const char *found = NULL, *folded = utf8_fold(&a, name);
    for (int other = 0; other < 2 && !found; other++)
        for (size_t l = 0; l < t->count && !found; l++)
            for (size_t i = 0; i < t->languages[l].count && !found; i++) {
                const struct template *one = &t->languages[l].list[i];
                if (other ? has_name(&a, one, folded) : !strcmp(one->name, name)) found = one->name;
            }
    arena_free(&a);
    return found;
}

const char *templates_list(const struct templates *t, struct arena *a, const char *language,
                           const char *const *documents, size_t count)
{
    const char *list = "";
    for (size_t i = 0; i < count; i++) {
        const struct template *one = templates_find(t, language, documents[i]);
        const char *names = one ? node_text(one->front, "names") : NULL;
        list = arena_printf(a, names ? "%s%s%s (%s)" : "%s%s%s", list, i ? ", " : "", documents[i],
                            names);
    }
    return list;
}

const char *templates_name(const struct templates *t, struct arena *a, const char *language,
                           const char *document)
{
    const struct template *one = templates_find(t, language, document);
    const char *names = one ? node_text(one->front, "names") : NULL,
               *title = one ? node_text(one->front, "title") : NULL;
    if (names && *names) return arena_strndup(a, names, strcspn(names, ","));
    return title && !strstr(title, "{{") ? title : document;
}

const char *const *templates_all_names(const struct templates *t, struct arena *a,
                                       const char *const *documents, size_t document_count,
                                       size_t *count)
{
    const char **all = NULL;
    size_t room = 0;
    *count = 0;
    for (size_t i = 0; i < document_count; i++) {
        *ARENA_PUSH(a, all, *count, room) = documents[i];
        for (size_t l = 0; l < t->count; l++) {
            const struct template *one = templates_find(t, t->languages[l].words.language,
                                                        documents[i]);
            const char *list = one ? node_text(one->front, "names") : NULL;
            for (const char *name; (name = next_name(a, &list));)
                *ARENA_PUSH(a, all, *count, room) = name;
        }
    }
    return all;
}

const char *templates_string(const struct templates *t, const char *language, const char *key)
{
    const struct language *l = find_language(t, language);
    return l ? words_text(&l->words, key) : NULL;
}

// ---- Between languages

// The first template of that name in any language.
static bool is_first(const struct templates *t, size_t language, const char *document)
{
    size_t l = 0;
    while (l < language && !templates_find(t, t->languages[l].words.language, document)) l++;
    return l == language;
}

static void check_document(struct diags *d, const struct templates *t, const struct template *one)
{
    struct place file = {.source = one->front->place.source};
    for (size_t l = 0; l < t->count; l++) {
        const char *language = t->languages[l].words.language;
        if (templates_find(t, language, one->name)) continue;
        struct diag *w = diag_warning(d, file, "document-untranslated", "there is no \"%s\" in %s",
                                      one->name, language);
        diag_hint(d, w, "without templates/%s/%s.md, whoever is written to in %s gets none",
                  language, one->name, language);
    }
}

void templates_check_languages(struct diags *d, const struct templates *t)
{
    for (size_t l = 0; l < t->count; l++)
        for (size_t i = 0; i < t->languages[l].count; i++)
            if (is_first(t, l, t->languages[l].list[i].name))
                check_document(d, t, &t->languages[l].list[i]);
}

// ---- With a cycle

static void check_questions(struct diags *d, const struct templates *t, struct priorities *p)
{
    for (size_t i = 0; i < p->question_count; i++) {
        if (has_question(t, p->questions[i])) continue;
        struct diag *e = diag_error(d, p->question_places[i], "question-unknown",
                                    "there is no question \"%s\" for %s to ask", p->questions[i],
                                    p->unit->name.text);
        const char *nearest = nearest_word(p->questions[i], t->question_ids, t->question_count);
        if (nearest) diag_hint(d, e, "did you mean %s?", nearest);
        p->has_errors = true;
    }
}

void templates_check_cycle(struct diags *d, const struct templates *t, const struct cycle *c)
{
    for (size_t u = 0; u < c->unit_count; u++)
        for (size_t i = 0; i < c->units[u]->priorities_count; i++)
            check_questions(d, t, c->units[u]->priorities[i]);
    cycle_errors_propagate(d, c);
}
