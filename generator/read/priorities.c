// Reading priorities/PERIOD/UNIT[.LANG].md: one unit's focus areas in one language. Each level-2
// heading is one, with what stands below it; what stands before the first is the introduction.
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/file.h"
#include "base/nearest.h"
#include "base/translate.h"
#include "read/ids.h"
#include "read/cycle_readers.h"
#include "read/folder.h"
#include "read/read.h"
#include "read/schema.h"
#include "read/scalar.h"
#include "read/tables.h"

enum { QUESTION_LIMIT = 64, PRIORITY_LIMIT = 100 };  // of one unit

struct priorities_file {  // a file that is being read
    struct priorities p;
    const char *folder;  // of its pictures
    size_t question_room, extra_room, priority_room;
};

// ---- Front matter

static void read_message(struct reader *r, void *target, const struct node *n)
{
    struct priorities_file *e = target;
    if (scalar_text(r, (struct label){"message", NULL}, n, PROSE_LIMIT))
        e->p.message = markdown_read_scalar(r->d, r->a, n, e->folder);
}

static void read_question(struct reader *r, void *target, const struct node *n)
{
    struct priorities_file *e = target;
    const char *id = scalar_id(r, n, true);
    if (id && strcmp(id, n->text)) return;  // after an error: it is what was meant
    for (size_t i = 0; id && i < e->p.question_count; i++) {
        if (strcmp(e->p.questions[i], id)) continue;
        READER_ERROR(r, n->place, "priority-question-twice",
                     "the question \"%s\" is already in the list", id);
        id = NULL;
    }
    size_t count = e->p.question_count, room = e->question_room;
    if (!id) return;
    *ARENA_PUSH(r->a, e->p.question_places, count, room) = n->place;
    *ARENA_PUSH(r->a, e->p.questions, e->p.question_count, e->question_room) = id;
}

static void read_extra_question(struct reader *r, void *target, const struct node *n)
{
    struct priorities_file *e = target;
    if (!scalar_text(r, (struct label){"extra-questions", NULL}, n, PROSE_LIMIT)) return;
    struct doc_node *text = markdown_read_scalar(r->d, r->a, n, e->folder);
    if (text)
        *ARENA_PUSH(r->a, e->p.extra_questions, e->p.extra_question_count, e->extra_room) = text;
}

// "draft: false" of another program says that the text is none.
static bool is_no_draft(const char *draft)
{
    static const char *const words[] = {"false", "no", "nei", "off"};
    for (size_t i = 0; draft && i < COUNT(words); i++)
        if (!strcasecmp(draft, words[i])) return true;
    return false;
}

static const struct field front_fields[] = {
    {.key = "message", .type = FIELD_ANY, .read = read_message, .is = FIELD_IS(PROSE)},
    {.key = "questions",
     .type = FIELD_LIST,
     .most = QUESTION_LIMIT,
     .read = read_question,
     .items = FIELD_IS(ID)},
    {.key = "extra-questions",
     .type = FIELD_LIST,
     .most = QUESTION_LIMIT,
     .read = read_extra_question,
     .items = FIELD_IS(PROSE)},
    {.key = "draft", .type = FIELD_TEXT, .offset = offsetof(struct priorities_file, p.draft)},
};

// What attributes a heading may have; markdown/attributes.c reads them.
static const struct field heading_fields[] = {
    {.key = "id", .type = FIELD_UNIT_ID},
    {.key = "supports", .type = FIELD_NODE, .is = FIELD_IS(TEXT)},
};

const struct schema_table priorities_tables[] = {
    SCHEMA_TABLE("", front_fields),
    SCHEMA_TABLE("heading", heading_fields),
    {0},
};

// ---- Headings

static const char *priority_id(struct reader *r, struct priorities_file *e,
                               const struct doc_node *heading)
{
    if (heading->title) return heading->title;
    const char *id = ids_from_text(r->a, doc_plain(r->a, heading), false);
    return *id ? id : arena_printf(r->a, "priority-%zu", e->p.count + 1);
}

static void check_unique(struct reader *r, const struct map *seen, const struct priority *new)
{
    const struct priority *other = map_get(seen, new->id);
    if (!other) return;
    struct diag *g = READER_ERROR(r, new->place, "priority-id-twice",
                                  "two priorities have the id \"%s\"", new->id);
    diag_hint(r->d, g, "the first is on line %u; give one of them another: ## Title {#another-id}",
              (unsigned)other->place.line);
}

// An id that no other has, for a heading with the same words as another: "mal-2".
static void number_id(struct reader *r, const struct map *seen, struct priority *p)
{
    enum { ROOM = 4 };  // for "-100"
    const struct priority *other = map_get(seen, p->id);
    const char *words = p->id;
    for (unsigned i = 2; map_get(seen, p->id); i++)
        p->id = arena_printf(r->a, "%.*s-%u", ID_LIMIT - ROOM, words, i);
    struct diag *g = diag_warning(r->d, p->place, "priority-title-twice",
                                  "another priority would have the same id: this one's is \"%s\"",
                                  p->id);
    diag_hint(r->d, g,
              "the first is on line %u; to choose it yourself write ## Title {#another-id}",
              (unsigned)other->place.line);
}

static void warn_of_title(struct reader *r, struct doc_node *heading)
{
    struct diag *g = diag_warning(r->d, heading->place, "priority-heading-level",
                                  "a level-1 heading is not a priority");
    diag_hint(r->d, g, "priorities are level-2 headings: ## Title");
    heading->level = 3;  // below a priority's own, so that levels never skip
}

static void warn_of_empty(struct reader *r, const struct doc_node *heading)
{
    struct diag *g = diag_warning(r->d, heading->place, "heading-empty",
                                  "this heading has no words, and is left out");
    diag_hint(r->d, g, "what stands below it belongs to the heading above; write ## and a title");
}

static struct doc_node *new_priority(struct reader *r, struct priorities_file *e,
                                     struct doc_node *heading)
{
    struct priority p = {
        .id = priority_id(r, e, heading),
        .title = heading,
        .body = doc_new(r->a, DOC_GROUP, heading->place),
        .place = heading->place,
    };
    heading->parent = heading->next = NULL;
    *ARENA_PUSH(r->a, e->p.list, e->p.count, e->priority_room) = p;
    return p.body;
}

static void split(struct reader *r, struct priorities_file *e, struct doc_node *doc)
{
    struct doc_node *into = NULL, *next;
    for (struct doc_node *n = doc->first; n; n = next) {
        next = n->next;
        if (n->kind == DOC_HEADING && n->level == 1) warn_of_title(r, n);
        if (n->kind == DOC_HEADING && !n->first) {
            warn_of_empty(r, n);
            continue;
        }
        if (n->kind == DOC_HEADING && n->level == 2) {
            into = new_priority(r, e, n);
            continue;
        }
        if (!into) into = e->p.intro = doc_new(r->a, DOC_GROUP, n->place);
        doc_append(into, n);
    }
    doc->first = doc->last = NULL;
}

// The first paragraph that is all bold, as those who write no headings set them; NULL: there is
// none.
static const struct doc_node *bold_line(const struct priorities *p)
{
    for (const struct doc_node *n = p->intro ? p->intro->first : NULL; n; n = n->next)
        if (n->kind == DOC_PARAGRAPH && n->first && !n->first->next && n->first->kind == DOC_STRONG)
            return n;
    return NULL;
}

// Ids that are written come before those that are made of a heading's words.
static void check_ids(struct reader *r, struct priorities *file, struct map *seen,
                      struct arena *scratch, bool written)
{
    for (size_t i = 0; i < file->count; i++) {
        struct priority *p = &file->list[i];
        if (written != (p->title->title != NULL)) continue;
        if (written) check_unique(r, seen, p);
        else if (map_get(seen, p->id)) number_id(r, seen, p);
        if (!map_get(seen, p->id)) map_set(seen, scratch, p->id, p);
    }
}

static void check_list(struct reader *r, struct priorities_file *e)
{
    if (e->p.count > PRIORITY_LIMIT) {
        READER_ERROR(r, e->p.list[PRIORITY_LIMIT].place, "priorities-too-many",
                     "a unit can have at most %d priorities", PRIORITY_LIMIT);
        e->p.count = PRIORITY_LIMIT;
    }
    struct arena scratch = {0};
    struct map seen = {0};
    check_ids(r, &e->p, &seen, &scratch, true);
    check_ids(r, &e->p, &seen, &scratch, false);
    arena_free(&scratch);
    if (e->p.count || e->p.has_errors) return;
    const struct doc_node *bold = bold_line(&e->p);
    struct place at = bold ? bold->place : (struct place){.source = e->p.source};
    struct diag *g = diag_warning(r->d, at, "priorities-empty",
                                  "the file holds no priority of unit \"%s\"",
                                  e->p.unit->name.text);
    if (bold)
        diag_hint(r->d, g, "is this bold line one? A priority is a level-2 heading: ## %.60s",
                  doc_plain(r->a, bold));
    else diag_hint(r->d, g, "each priority is a level-2 heading: ## Title");
}

// ---- Files

// A file is one unit's; after a split, where its list is copied, each unit's.
static struct priorities *new_of_unit(struct reader *r, const struct priorities_file *e,
                                      struct unit *u)
{
    struct priorities *p = ARENA_NEW(r->a, struct priorities);
    *p = e->p;
    p->unit = u;
    p->list = ARENA_ARRAY(r->a, struct priority, p->count);
    for (size_t i = 0; i < p->count; i++) {
        p->list[i] = e->p.list[i];
        p->list[i].file = p;
    }
    return p;
}

static void keep_former(struct reader *r, struct priorities *p)
{
    struct unit *u = p->unit;
    size_t room = u->former_priorities_count;
    struct priorities **all = ARENA_ARRAY(r->a, struct priorities *, room + 1);
    for (size_t i = 0; i < room; i++) all[i] = u->former_priorities[i];
    all[u->former_priorities_count++] = p;
    u->former_priorities = all;
}

static struct priorities *keep(struct reader *r, struct priorities *p)
{
    struct unit *u = p->unit;
    struct priorities **all = ARENA_ARRAY(r->a, struct priorities *, u->priorities_count + 1);
    bool first = !strcmp(p->language, cycle_unit_language(r->cycle, u));
    for (size_t i = 0; i < u->priorities_count; i++) all[i + first] = u->priorities[i];
    all[first ? 0 : u->priorities_count] = p;
    u->priorities = all;
    u->priorities_count++;
    return p;
}

// A place in a file that is not opened.
static struct place unread(struct reader *r, const char *name)
{
    return (struct place){.source = diag_source_new(r->d, r->a, name, "", 0)};
}

static struct priorities_file read_text(struct reader *r, struct unit *u, const char *language,
                                        const char *name)
{
    size_t before = reader_error_count(r);
    struct priorities_file e = {.p = {.unit = u, .language = language}};
    const char *slash = strrchr(name, '/');
    e.folder = file_join(r->a, r->directory, arena_strndup(r->a, name, (size_t)(slash - name)));
    struct source *s = diag_source_open(r->d, r->a, file_join(r->a, r->directory, name), name,
                                        SMALL_FILE);
    // not "draft", which other programs have, too
    static const char *const own[] = {"message", "questions", "extra-questions"};
    struct markdown_front front = {reader_tree_arenas(r), own, COUNT(own)};
    struct doc_node *doc = s ? markdown_read_into(r->d, r->a, &front, s, MARKDOWN_TEXT, e.folder)
                             : NULL;
    e.p.source = s ? s : unread(r, name).source;
    if (doc && !node_is_null(doc->yaml))
        SCHEMA_READ_SHARED(r, front_fields, doc->yaml, N_("the front matter"), &e, DIAG_WARNING);
    if (is_no_draft(e.p.draft)) e.p.draft = NULL;
    if (doc) split(r, &e, doc);
    e.p.has_errors = !doc || reader_error_count(r) > before;
    if (doc) check_list(r, &e);
    e.p.has_errors = !doc || reader_error_count(r) > before;
    return e;
}

static void read_file(struct reader *r, struct unit *u, const char *language, const char *name)
{
    struct priorities_file e = read_text(r, u, language, name);
    keep(r, new_of_unit(r, &e, u));
}

static void unknown_unit(struct reader *r, const char *id, const char *name)
{
    struct cycle *c = r->cycle;
    struct diag *g = diag_warning(r->d, unread(r, name), "priorities-unit-unknown",
                                  "there is no unit \"%.100s\" in the org chart, so this is not "
                                  "shown to anybody",
                                  id);
    const char **ids = ARENA_ARRAY(r->a, const char *, c->unit_count);
    for (size_t i = 0; i < c->unit_count; i++) ids[i] = c->units[i]->id;
    const char *near = nearest_word(id, ids, c->unit_count);
    if (near) diag_hint(r->d, g, "did you mean %s (%s)?", near, cycle_unit(c, near)->name.text);
    else if (ids_valid(id, false))
        diag_hint(r->d, g,
                  "if the unit has another id now, write formerly: [%.100s] there; of one that is "
                  "gone the file may stay",
                  id);
}

static struct priorities *in_language(const struct unit *u, const char *language)
{
    for (size_t i = 0; i < u->priorities_count; i++)
        if (!strcmp(u->priorities[i]->language, language)) return u->priorities[i];
    return NULL;
}

static void read_for(struct reader *r, struct unit *u, const char *language, const char *name)
{
    struct priorities *other = in_language(u, language);
    if (!other) {
        read_file(r, u, language, name);
        return;
    }
    struct diag *g = READER_ERROR(r, unread(r, name), "priorities-language-twice",
                                  "unit \"%s\" has priorities in \"%s\" twice", u->name.text,
                                  language);
    diag_hint(r->d, g, "the other file is %s", other->source->name);
    other->has_errors = true;
}

// Warns of a Word document; other files are nobody's business here.
static void check_word(struct reader *r, const char *folder, const char *file)
{
    if ((!ascii_ends_with(file, ".docx") && !ascii_ends_with(file, ".doc")) || *file == '~') return;
    struct diag *g = diag_warning(r->d, unread(r, file_join(r->a, folder, file)),
                                  "word-document-ignored",
                                  "this is a Word document, which is not read");
    diag_hint(r->d, g, "samtale import --priorities %s makes the file of it that is", folder);
}

// One lies above the period's folder where somebody has missed that there is one.
static void check_words_above(struct reader *r)
{
    size_t count;
    const char **files = file_list(r->a, file_join(r->a, r->directory, "priorities"), &count);
    for (size_t i = 0; i < count; i++) check_word(r, "priorities", files[i]);
}

// Whether the file tells of its folder, as README.md does, and no unit is called that.
static bool is_about_folder(struct reader *r, const char *file)
{
    static const char *const names[] = {"readme", "_index", "license", "licence", "contributing"};
    size_t n = strcspn(file, ".");
    for (size_t i = 0; i < COUNT(names); i++)
        if (n == strlen(names[i]) && !strncasecmp(file, names[i], n))
            return !cycle_unit(r->cycle, arena_strndup(r->a, file, n));
    return false;
}

static const char *lower_case(struct arena *a, const char *text)
{
    char *lower = arena_strdup(a, text);
    for (char *p = lower; *p; p++) *p = ascii_lower(*p);
    return lower;
}

// Whether a file's name is a unit's id with something behind a space or a bracket, as of "oppvekst
// (1).md" and "oppvekst - Kopi.md"; then it is said that it is not read.
static bool is_copy(struct reader *r, const char *stem, const char *name)
{
    const char *id = lower_case(r->a, arena_strndup(r->a, stem, strcspn(stem, " (")));
    if (!stem[strlen(id)] || !cycle_unit(r->cycle, id)) return false;
    struct diag *g = diag_warning(r->d, unread(r, name), "priorities-copy-ignored",
                                  "this looks like a copy, and is not read");
    diag_hint(r->d, g, "%s.md is read: keep there what is right, and delete this file", id);
    return true;
}

// ---- Texts under former ids

static void read_former(struct reader *r, const struct former_unit *f, const char *language,
                        const char *id, const char *name)
{
    struct priorities_file e = read_text(r, f->units[0], language, name);
    e.p.former_id = id;
    for (size_t i = 0; i < f->count; i++) keep_former(r, new_of_unit(r, &e, f->units[i]));
}

static void say_former(struct reader *r, const struct priorities *p)
{
    const struct former_unit *f = map_get(&r->cycle->former_units, p->former_id);
    struct diag *g = diag_warning(r->d, (struct place){.source = p->source}, "priorities-former-id",
                                  "unit \"%s\" has no text under its own id, so this one is shown",
                                  p->unit->name.text);
    if (f->count > 1) diag_hint(r->d, g, "one of its own would be called %s.md", p->unit->id);
    else diag_hint(r->d, g, "call it %s.md", p->unit->id);
}

// Where a unit has no text of its own, the one that it had under another id is shown; not where it
// was joined from several that had one each.
static void show_former(struct reader *r, struct unit *u)
{
    struct priorities **former = u->former_priorities;
    size_t count = u->former_priorities_count;
    if (u->priorities_count) return;
    for (size_t i = 1; i < count; i++)
        if (strcmp(former[i]->former_id, former[0]->former_id)) return;
    for (size_t i = 0; i < count; i++) {
        say_former(r, former[i]);
        keep(r, former[i]);
    }
    u->former_priorities_count = 0;
}

static void read_named(struct reader *r, const char *folder, const char *file)
{
    const char *name = file_join(r->a, folder, file);
    if (ascii_ends_with(file, ".markdown") || ascii_ends_with(file, ".MD") ||
        ascii_ends_with(file, ".txt"))
        diag_warning(r->d, unread(r, name), "priorities-file-ignored",
                     "the file is not read: the name of a unit's priorities ends in .md");
    check_word(r, folder, file);
    if (!ascii_ends_with(file, ".md") || *file == '.' || is_about_folder(r, file)) return;
    const char *stem = arena_strndup(r->a, file, strlen(file) - 3), *dot = strchr(stem, '.');
    const char *id = dot ? arena_strndup(r->a, stem, (size_t)(dot - stem)) : stem;
    struct unit *u = cycle_unit(r->cycle, id);
    // some file systems show names in capitals
    if (!u) u = cycle_unit(r->cycle, lower_case(r->a, id));
    const struct former_unit *f = u ? NULL : map_get(&r->cycle->former_units, id);
    if (!u && !f &&
        (r->incomplete || is_copy(r, id, name) ||
         folder_warn_of_copy(r->d, r->a, r->directory, folder, file)))
        return;
    if (!u && !f) {
        unknown_unit(r, id, name);
        return;
    }
    const char *language = dot ? scalar_language_folder(r->a, dot + 1)
                               : cycle_unit_language(r->cycle, u ? u : f->units[0]);
    if (ids_valid(language, false) && strlen(language) <= 12) {
        if (u) read_for(r, u, language, name);
        else read_former(r, f, language, id, name);
    } else
        READER_ERROR(r, unread(r, name), "priorities-language-unknown",
                     "\"%.100s\" in the file's name is not a language", dot ? dot + 1 : "");
}

static void warn_of_units_without(struct reader *r)
{
    const struct cycle *c = r->cycle;
    for (size_t i = 0; i < c->unit_count; i++) {
        const struct unit *u = c->units[i];
        if (u->priorities_count || cycle_unit(c, u->id) != u || !cycle_unit_is_shown(c, u))
            continue;
        struct diag *g = diag_warning(r->d, u->place, "unit-without-priorities",
                                      "unit \"%s\" has no priorities for %s", u->name.text,
                                      c->period);
        if (u->former_priorities_count)
            diag_hint(r->d, g,
                      "write them in priorities/%s/%s.md, from the texts of the units that were "
                      "joined in it",
                      c->period, u->id);
        else diag_hint(r->d, g, "write them in priorities/%s/%s.md", c->period, u->id);
    }
}

void priorities_read(struct reader *r)
{
    const struct cycle *c = r->cycle;
    if (!c->period || !c->root) return;
    const char *folder = arena_printf(r->a, "priorities/%s", c->period);
    size_t count, before = r->errors;
    const char **files = reader_list(r, folder, &count);
    if (r->errors > before) return;
    check_words_above(r);
    if (!file_exists(file_join(r->a, r->directory, folder))) {
        struct diag *g = diag_warning(r->d, (struct place){0}, "priorities-folder-missing",
                                      "there is no folder %s, so no unit has priorities", folder);
        diag_hint(r->d, g,
                  "give each unit a text there, such as %s/%s.md, with ## and a title above each "
                  "focus area; samtale import --priorities FOLDER makes them of Word documents",
                  folder, c->root->id);
        return;
    }
    struct arena trees = {0};
    r->trees = r->keys = &trees;
    for (size_t i = 0; i < count; i++, arena_reset(&trees)) read_named(r, folder, files[i]);
    r->trees = r->keys = NULL;
    arena_free(&trees);
    for (size_t i = 0; i < c->unit_count; i++) show_former(r, c->units[i]);
    warn_of_units_without(r);
}
