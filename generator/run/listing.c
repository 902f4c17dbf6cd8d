// The index: the manifest's entries in words → pages, which are files like others.
#include "run/listing.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/file.h"
#include "cli/select.h"
#include "index/index.h"
#include "output/keep.h"
#include "output/old.h"

struct index_listing {
    struct run *run;
    struct arena arena;
    const char *words[INDEX_WORDS];
    struct map names;  // of documents, as the index shows them
    const char **documents;
    size_t document_count, document_room;
    struct map numbers;  // of documents in that list, from 1: size_t *
    bool failed;
};

static const char by_leader[] = "by-leader/";

// ---- What a file is called

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

// The command whose document it is; NULL: it is none, but figures, a list or a calendar.
static const char *made_by(const struct index_listing *l, const char *document)
{
    return templates_made_by(l->run->inputs.templates, document);
}

static const char *document_name(struct index_listing *l, const char *document)
{
    const char *name = map_get(&l->names, document);
    if (name) return name;
    name = templates_name(l->run->inputs.templates, &l->arena, l->run->inputs.cycle->language,
                          document);
    map_set(&l->names, &l->arena, document, (void *)name);
    return name;
}

// "print/packs/leader": a batch is called after what is in it.
static const char *batch_name(struct index_listing *l, const struct manifest_entry *e)
{
    const char *what = strchr(e->document, '/');
    what = what ? what + 1 : e->document;
    char *name = arena_strndup(&l->arena, what, strcspn(what, "/"));
    bool booklet = !strcmp(e->kind, "booklet");
    return arena_printf(&l->arena, "%s: %s", l->words[booklet ? INDEX_BOOKLET : INDEX_BATCH],
                        document_name(l, strcmp(name, "packs") ? name : "pack"));
}

// The document of a paper in a leader's folder is the same as elsewhere.
static const char *own_document(const struct manifest_entry *e)
{
    size_t n = strlen(by_leader);
    return strncmp(e->document, by_leader, n) ? e->document : e->document + n;
}

static bool is_zip(const struct manifest_entry *e)
{
    return ascii_ends_with(e->path, ".zip");
}

// A calendar goes with a paper of the same name.
static const char *calendar_name(struct index_listing *l, const struct manifest_entry *e)
{
    struct manifest_entry paper;
    const char *path = arena_printf(&l->arena, "%.*s.pdf", (int)(strlen(e->path) - strlen(".ics")),
                                    e->path);
    if (!manifest_find(l->run->output.manifest, path, &paper)) return l->words[INDEX_CALENDAR];
    return arena_printf(&l->arena, "%s: %s", l->words[INDEX_CALENDAR],
                        document_name(l, own_document(&paper)));
}

// What gathers papers bears the name of the leader whose people they are of.
static const char *with_leader(struct index_listing *l, const struct manifest_entry *e,
                               const char *name)
{
    const struct cycle *c = l->run->inputs.cycle;
    const struct person *p = e->employee ? cycle_person(c, e->employee) : NULL;
    return p ? arena_printf(&l->arena, "%s, %s", name,
                            cycle_distinct_name(&l->arena, p, c->language))
             : name;
}

static const char *file_name(struct index_listing *l, const struct manifest_entry *e)
{
    const char *document = own_document(e), *name;
    if (e->kind) return with_leader(l, e, batch_name(l, e));
    if (is_zip(e)) return with_leader(l, e, l->words[INDEX_ZIP]);
    if (!strcmp(document, "calendar")) name = calendar_name(l, e);
    else if (made_by(l, document)) name = document_name(l, document);
    else name = base_name(e->path);
    if (document == e->document) return name;
    return arena_printf(&l->arena, "%s (%s)", name, l->words[INDEX_BY_LEADER]);
}

// ---- Which documents everyone is to have

// Reminders are not: nobody misses one.
static bool is_for_employees(const struct index_listing *l, const char *document)
{
    const struct inputs *in = &l->run->inputs;
    const char *command = made_by(l, document);
    if (!command || (strcmp(command, "packs") && strcmp(command, "forms"))) return false;
    const struct template *t = templates_find(in->templates, in->cycle->language, document);
    return t && front_audience(t) == FOR_EMPLOYEE;
}

// Its number, from 1; 0: none of them.
static size_t document_number(struct index_listing *l, const struct manifest_entry *e)
{
    const char *document = own_document(e);
    if (e->kind || !e->employee || !is_for_employees(l, document)) return 0;
    const size_t *number = map_get(&l->numbers, document);
    if (number) return *number;
    *ARENA_PUSH(&l->arena, l->documents, l->document_count,
                l->document_room) = document_name(l, document);
    size_t *own = ARENA_NEW(&l->arena, size_t);
    *own = l->document_count;
    map_set(&l->numbers, &l->arena, document, own);
    return *own;
}

// ---- The pages

// Messages are for the mail program that sends them; and that somebody has asked what is held of
// them is their own affair.
static bool is_listed(const struct index_listing *l, const struct manifest_entry *e)
{
    static const char *const left_out[] = {OUTPUT_INDEX, OUTPUT_PREVIEW, "person-data"};
    for (size_t i = 0; i < COUNT(left_out); i++)
        if (!strcmp(e->document, left_out[i])) return false;
    const char *command = made_by(l, e->document);
    if (command && !strcmp(command, "person")) return false;
    return strncmp(e->document, "mail/", strlen("mail/")) &&
           strncmp(e->path, "archive/", strlen("archive/"));
}

// A file that somebody has removed is made anew by the command that made it; until then no link
// leads to it.
static bool is_there(const struct index_listing *l, const struct manifest_entry *e)
{
    char path[PATH_MAX];
    int n = snprintf(path, sizeof path, "%s/%s", l->run->output.folder, e->path);
    return n >= (int)sizeof path || file_exists(path);
}

static const struct index_file *list_files(struct index_listing *l, size_t *count)
{
    size_t n;
    const struct manifest_entry **entries = manifest_entries(l->run->output.manifest, &l->arena,
                                                             &n);
    struct index_file *files = ARENA_ARRAY(&l->arena, struct index_file, n);
    *count = 0;
    // those in leaders' folders last
    for (size_t i = 0; i < 2 * n; i++) {
        const struct manifest_entry *e = entries[i % n];
        bool is_copy = own_document(e) != e->document;
        if (is_copy != (i >= n) || !is_listed(l, e) || !is_there(l, e)) continue;
        files[(*count)++] = (struct index_file){.path = e->path,
                                                .name = file_name(l, e),
                                                .employee = e->employee,
                                                .unit = e->unit,
                                                .pages = e->pages,
                                                .sheets = (e->pages + 1) / 2,
                                                .is_collection = e->kind || is_zip(e),
                                                .document = (int)document_number(l, e) - 1};
    }
    return files;
}

static void write_page(struct index_listing *l, const char *path, const char *unit,
                       struct buf *page)
{
    struct output *o = &l->run->output;
    if (l->failed) return;
    struct file_status status = keep_file_status(o, path);
    struct manifest_entry e = {.path = path, .document = OUTPUT_INDEX, .unit = unit};
    l->failed = !keep_or_write(o, &status, e, NULL, page);
    page->n = 0;
}

static void write_pages(struct index_listing *l)
{
    const struct cycle *c = l->run->inputs.cycle;
    size_t count;
    const struct index_file *files = list_files(l, &count);
    if (!count) return;
    const struct index *x = index_new(&l->arena, c, l->words, files, count, l->documents,
                                      l->document_count);
    struct buf page = {0};
    index_add_overview(x, &page);
    write_page(l, "index.html", NULL, &page);
    for (size_t i = 0; i < c->unit_count; i++) {
        index_add_unit(x, c->units[i], &page);
        write_page(l, index_unit_path(&l->arena, c->units[i]), c->units[i]->id, &page);
    }
    buf_free(&page);
}

static bool is_wanted(const struct run *r)
{
    const struct output *o = &r->output;
    return o->manifest && !o->dry_run && !o->shard.n && select_all(r->options) &&
           r->inputs.templates && !diag_count(r->diags, DIAG_SYSTEM);
}

void listing_write(struct run *r)
{
    struct index_listing l = {.run = r};
    if (!is_wanted(r)) return;
    for (int i = 0; i < INDEX_WORDS; i++)
        l.words[i] = templates_string(r->inputs.templates, r->inputs.cycle->language,
                                      index_word_keys[i]);
    write_pages(&l);
    if (!l.failed) old_remove(&r->output, OUTPUT_INDEX, NULL, NULL);
    arena_free(&l.arena);
}
