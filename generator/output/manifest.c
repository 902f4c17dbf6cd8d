// The list of files that were made: read, changed by many threads, and written.
#include "output/manifest.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ascii.h"
#include "base/share.h"
#include "base/translate.h"
#include "output/journal.h"
#include "output/program.h"

struct manifest_item {
    struct manifest_entry entry;
    bool there;  // not forgotten
    bool due;    // made or kept by this run
    bool saved;  // in the manifest that is being written
};

struct manifest {
    pthread_mutex_t lock;
    struct diags *diags;
    struct arena arena;
    const char *out, *path, *cache, *staging;
    uint8_t program[HASH_SIZE];
    struct journal *journal;   // NULL: nothing is written
    bool journal_has_program;  // its first line, which says which program's lines follow
    struct manifest_item **list;
    size_t count, room;
    struct map by_path;
    bool changed;            // it says something else than the files of the manifest and the cache
    bool is_own;             // the lines that are being read are this very program's
    const char *head;        // members of the manifest before the files; NULL: none
    struct manifest *base;   // of the run that this one is a shard of; NULL: none
    bool base_may_have_old;  // manifest_old() looks there, too
};

// ---- The list; the lock is held, or there is one thread

static struct manifest_item *find(struct manifest *m, const char *path)
{
    struct manifest_item *item = map_get(&m->by_path, path);
    return item && item->there ? item : NULL;
}

static struct manifest_item *add_item(struct manifest *m)
{
    struct manifest_item *item = ARENA_NEW(&m->arena, struct manifest_item);
    *ARENA_PUSH_REALLOC(&m->arena, m->list, m->count, m->room) = item;
    return item;
}

static struct manifest_item *put(struct manifest *m, const struct manifest_entry *e)
{
    struct manifest_item *item = map_get(&m->by_path, e->path);
    const char *key = item ? item->entry.path : NULL;
    assert(entry_has_path(e));
    if (!item) item = add_item(m);
    item->entry = entry_copy(&m->arena, e);
    item->there = true;
    if (key) item->entry.path = key;
    else map_set(&m->by_path, &m->arena, item->entry.path, item);
    return item;
}

static int by_item_path(const void *x, const void *y)
{
    return strcmp((*(struct manifest_item *const *)x)->entry.path,
                  (*(struct manifest_item *const *)y)->entry.path);
}

// Sorted, each path once and found by it.
static bool is_consistent(const struct manifest *m)
{
    for (size_t i = 0; i < m->count; i++)
        if ((i && by_item_path(&m->list[i - 1], &m->list[i]) >= 0) ||
            map_get(&m->by_path, m->list[i]->entry.path) != m->list[i])
            return false;
    return m->by_path.count == m->count;
}

// ---- Reading

static void apply_cache_line(void *arg, const json_t *o)
{
    struct manifest *m = arg;
    struct manifest_entry e = {0};
    uint8_t program[HASH_SIZE];
    if (hash_parse(json_string_value(json_object_get(o, "program")), program))
        m->is_own = hash_same(program, m->program);
    struct manifest_item *item = m->is_own && entry_parse_cached(o, &e) ? find(m, e.path) : NULL;
    if (!item || !hash_same(item->entry.sha256, e.sha256)) return;
    item->entry.known = true;
    item->entry.reported = e.reported;
    item->entry.stamp = e.stamp;
    memcpy(item->entry.key, e.key, HASH_SIZE);
}

static void apply_journal_line(void *arg, const json_t *o)
{
    struct manifest *m = arg;
    struct manifest_entry e = {0};
    const char *forgotten = json_string_value(json_object_get(o, "forget"));
    const char *removed = json_string_value(json_object_get(o, "remove"));
    const char *gone = forgotten ? forgotten : removed;
    struct manifest_item *item = gone ? find(m, gone) : NULL;
    if (item) item->there = removed && file_exists(file_join(&m->arena, m->out, removed));
    if (entry_parse(o, &e)) put(m, &e);
    apply_cache_line(m, o);
}

static size_t step_over(const char *s, size_t n, size_t at, const char *which)
{
    while (at < n && s[at] && strchr(which, s[at])) at++;
    return at;
}

// Where the list of files begins, behind its bracket; n: nowhere.
static size_t files_start(const char *s, size_t n)
{
    static const char key[] = "\"files\"";
    const char *found = memmem(s, n, key, sizeof key - 1);
    size_t at = found ? step_over(s, n, (size_t)(found - s) + sizeof key - 1, " \t\r\n:") : n;
    return at < n && s[at] == '[' ? at + 1 : n;
}

// The files are parsed one by one: a tree of all would take more memory than all else in a run.
// Answers the rest, with an empty list in their place; NULL: it is no such JSON.
static json_t *parse_files(struct manifest *m, const char *s, size_t n)
{
    struct buf rest = {0};
    size_t at = files_start(s, n);
    buf_add(&rest, s, at);
    while ((at = step_over(s, n, at, " \t\r\n,")) < n && s[at] != ']') {
        struct manifest_entry e;
        json_error_t end;
        json_t *o = json_loadb(s + at, n - at, JSON_DISABLE_EOF_CHECK, &end);
        if (entry_parse(o, &e)) put(m, &e);
        at = o ? at + (size_t)end.position : n;
        json_decref(o);
    }
    buf_add(&rest, s + at, n - at);
    json_t *root = json_loadb(rest.p, rest.n, 0, NULL);
    buf_free(&rest);
    return root;
}

// What a shard has said of itself stays as it is.
static void parse_head(struct manifest *m, json_t *root)
{
    json_object_del(root, "samtale");
    json_object_del(root, "files");
    char *text = json_object_size(root) ? json_dumps(root, JSON_COMPACT | JSON_PRESERVE_ORDER)
                                        : NULL;
    if (text) m->head = arena_strndup(&m->arena, text + 1, strlen(text) - 2);
    free(text);
}

static void read_manifest(struct manifest *m, bool to_write)
{
    if (!file_exists(m->path)) return;
    struct buf bytes = {0};
    int failed = file_read(m->path, &bytes, (size_t)1 << 30);
    json_t *root = failed ? NULL : parse_files(m, bytes.p, bytes.n);
    if (!json_is_array(json_object_get(root, "files"))) {
        if (to_write)
            diag_warning(m->diags, (struct place){0}, "manifest-made-anew",
                         "%s cannot be read, and is made anew", m->path);
        else
            diag_warning(m->diags, (struct place){0}, "manifest-unreadable",
                         "%s cannot be read, so it does not tell what has been made", m->path);
        m->count = 0;
        m->by_path = (struct map){0};
    }
    parse_head(m, root);
    json_decref(root);
    buf_free(&bytes);
}

static void read_cache(struct manifest *m)
{
    struct buf bytes = {0};
    m->is_own = false;
    if (!file_read(m->cache, &bytes, (size_t)1 << 30))
        lines_each(bytes.p, bytes.n, apply_cache_line, m);
    buf_free(&bytes);
}

static void read_journal(struct manifest *m, const struct buf *left)
{
    m->is_own = false;
    if (lines_each(left->p, left->n, apply_journal_line, m)) m->changed = true;
}

static const char *name_beside(struct arena *a, const char *out, const char *name, const char *what)
{
    size_t end = strlen(name) - (ascii_ends_with(name, ".json") ? strlen(".json") : 0);
    return arena_printf(a, "%s/.%.*s.%s", out, (int)end, name, what);
}

static const char *beside(struct manifest *m, const char *name, const char *what)
{
    return name_beside(&m->arena, m->out, name, what);
}

const char *manifest_cache_path(struct arena *a, const char *out, const char *name)
{
    return name_beside(a, out, name, "cache");
}

static struct manifest *manifest_new(struct diags *d, const char *out, const char *name)
{
    struct manifest *m = mem_alloc(sizeof *m);
    pthread_mutex_init(&m->lock, NULL);
    m->diags = d;
    m->out = arena_strdup(&m->arena, out);
    m->path = file_join(&m->arena, out, name);
    m->cache = beside(m, name, "cache");
    m->staging = beside(m, name, "aside");
    program_identity(m->program);
    return m;
}

static struct manifest *read_with(struct diags *d, const char *out, const char *name, bool to_write)
{
    struct manifest *m = manifest_new(d, out, name);
    struct buf left = {0};
    read_manifest(m, to_write);
    read_cache(m);
    if (!file_read(beside(m, name, "journal"), &left, (size_t)1 << 30)) read_journal(m, &left);
    buf_free(&left);
    return m;
}

struct manifest *manifest_read(struct diags *d, const char *out, const char *name)
{
    return read_with(d, out, name, true);
}

struct map manifest_people(struct diags *d, struct arena *a, const char *out, const char *document)
{
    struct map people = {0};
    struct manifest *m = read_with(d, out, MANIFEST_NAME, false);
    for (size_t i = 0; i < m->count; i++) {
        const struct manifest_entry *e = &m->list[i]->entry;
        if (!m->list[i]->there || !e->employee || strcmp(e->document, document)) continue;
        if (file_exists(file_join(&m->arena, m->out, e->path)))
            map_set(&people, a, arena_strdup(a, e->employee), m->diags);
    }
    manifest_close(m);
    return people;
}

// ---- Opening

static bool cannot_make(struct manifest *m, const char *path, int error)
{
    diag_system(m->diags, (struct place){0}, "folder-not-made", "%s could not be made: %s", path,
                translate_error(error));
    return false;
}

static bool cannot_write(struct manifest *m, const char *path, int error)
{
    diag_system(m->diags, (struct place){0}, "file-unwritable", "%s could not be written: %s", path,
                translate_error(error));
    return false;
}

// Makes the staging folder, and removes what a kill has left in it.
static bool clear_staging(struct manifest *m)
{
    struct stat st;
    int error = file_make_folders(m->staging);
    if (error) return cannot_make(m, m->staging, error);
    if (lstat(m->staging, &st) || !S_ISDIR(st.st_mode)) return cannot_make(m, m->staging, ENOTDIR);
    size_t count;
    const char **names = file_list(&m->arena, m->staging, &count);
    for (size_t i = 0; i < count; i++) unlink(file_join(&m->arena, m->staging, names[i]));
    return true;
}

static void warn_of_unshared(struct manifest *m)
{
    struct diag *g = diag_warning(m->diags, (struct place){0}, "file-not-shared",
                                  "%s was made before share: group, by somebody else, and is not "
                                  "shared",
                                  m->out);
    diag_hint(m->diags, g, "whoever made it shares it by running the same command");
}

static bool lock_folder(struct manifest *m, const char *name)
{
    struct buf left = {0};
    const char *path = beside(m, name, "journal");
    int error = file_make_folders(m->out);
    if (error) return cannot_make(m, m->out, error);
    error = journal_open(&m->journal, path, &left);
    if (error == EWOULDBLOCK) {
        struct diag *g = diag_system(m->diags, (struct place){0}, "output-in-use",
                                     "another run is writing to %s", m->out);
        diag_hint(m->diags, g, "wait until it has ended, or name another folder with --out");
        return false;
    }
    if (error == ELOOP) {
        struct diag *g = diag_system(m->diags, (struct place){0}, "output-is-link",
                                     "%s is a link, so that nothing is written to where it leads",
                                     path);
        diag_hint(m->diags, g, "remove it: a run makes its own");
        return false;
    }
    if (error) return cannot_write(m, path, error);
    if (!share_tree(m->out)) warn_of_unshared(m);
    bool ok = clear_staging(m);
    read_manifest(m, true);
    read_cache(m);
    read_journal(m, &left);
    buf_free(&left);
    // what a run that was stopped has left
    if (ok) error = m->changed ? manifest_save(m) : journal_clear(m->journal);
    return !error ? ok : cannot_write(m, path, error);
}

struct manifest *manifest_open(struct diags *d, const char *out, const char *name)
{
    struct manifest *m = manifest_new(d, out, name);
    if (lock_folder(m, name)) return m;
    if (m->journal) journal_close(m->journal, false);
    m->journal = NULL;
    manifest_close(m);
    return NULL;
}

void manifest_set_base(struct manifest *m, const char *name, bool old)
{
    m->base = manifest_read(m->diags, m->out, name);
    m->base_may_have_old = old;
}

// ---- Using

const char *manifest_head(const struct manifest *m)
{
    return m->head;
}

void manifest_set_head(struct manifest *m, const char *members)
{
    m->head = arena_strdup(&m->arena, members);
    m->changed = true;
}

static void program_line(const struct manifest *m, struct buf *out)
{
    char program[HASH_TEXT];
    hash_text(m->program, program);
    buf_printf(out, "{\"samtale\":1,\"program\":\"%s\"}", program);
}

bool manifest_find(struct manifest *m, const char *path, struct manifest_entry *out)
{
    pthread_mutex_lock(&m->lock);
    const struct manifest_item *item = find(m, path);
    if (!item && m->base) item = find(m->base, path);
    if (item) *out = item->entry;
    pthread_mutex_unlock(&m->lock);
    return item;
}

// The lock is held, so that the line with the program is the first.
static void journal_line(struct manifest *m, const struct manifest_entry *e)
{
    struct buf line = {0};
    if (!m->journal_has_program) {
        program_line(m, &line);
        journal_add(m->journal, line.p, line.n);
    }
    m->journal_has_program = true;
    line.n = 0;
    entry_add_whole(&line, e);
    journal_add(m->journal, line.p, line.n);
    buf_free(&line);
}

void manifest_add(struct manifest *m, const struct manifest_entry *e)
{
    pthread_mutex_lock(&m->lock);
    put(m, e)->due = true;
    m->changed = true;
    if (m->journal) journal_line(m, e);
    pthread_mutex_unlock(&m->lock);
}

void manifest_keep(struct manifest *m, const struct manifest_entry *e, bool stale)
{
    pthread_mutex_lock(&m->lock);
    struct manifest_item *item = find(m, e->path);  // NULL: it is the base's
    if (item) item->due = true;
    pthread_mutex_unlock(&m->lock);
    if (stale || !item) manifest_add(m, e);
}

static int unlist(struct manifest *m, const char *path, const char *how)
{
    pthread_mutex_lock(&m->lock);
    struct manifest_item *item = find(m, path);
    if (item) item->there = false;
    if (item) m->changed = true;
    pthread_mutex_unlock(&m->lock);
    if (!item || !m->journal) return 0;
    json_t *line = json_pack("{s:s}", how, path);
    char *text = json_dumps(line, JSON_COMPACT);
    int error = text ? journal_add_now(m->journal, text, strlen(text)) : ENOMEM;
    free(text);
    json_decref(line);
    return error;
}

int manifest_forget(struct manifest *m, const char *path)
{
    return unlist(m, path, "forget");
}

int manifest_remove(struct manifest *m, const char *path)
{
    return unlist(m, path, "remove");
}

const char *manifest_staging(const struct manifest *m)
{
    return m->staging;
}

int manifest_error(struct manifest *m)
{
    return m->journal ? journal_error(m->journal) : 0;
}

static int by_path(const void *x, const void *y)
{
    return strcmp(((const struct manifest_entry *)x)->path,
                  ((const struct manifest_entry *)y)->path);
}

struct manifest_entry *manifest_old(struct manifest *m, struct arena *a, const char *document,
                                    size_t *count)
{
    struct manifest_entry *list = NULL;
    size_t room = 0, base = m->base && m->base_may_have_old ? m->base->count : 0;
    *count = 0;
    for (size_t i = 0; i < m->count + base; i++) {
        const struct manifest_item *item = i < m->count ? m->list[i] : m->base->list[i - m->count];
        if (!item->there || item->due || strcmp(item->entry.document, document)) continue;
        if (i >= m->count && map_get(&m->by_path, item->entry.path)) continue;
        if (file_exists(file_join(&m->arena, m->out, item->entry.path)))
            *ARENA_PUSH(a, list, *count, room) = item->entry;
    }
    if (*count) qsort(list, *count, sizeof *list, by_path);
    return list;
}

// ---- Writing

static void choose_saved(struct manifest *m)
{
    struct arena a = {0};
    for (size_t i = 0; i < m->count; i++, arena_reset(&a)) {
        struct manifest_item *item = m->list[i];
        item->saved = item->there &&
                      (item->due || file_exists(file_join(&a, m->out, item->entry.path)));
    }
    arena_free(&a);
}

struct manifest_writer {  // of the manifest or the cache
    const struct manifest *manifest;
    size_t at;  // in its list
    bool any;   // written so far
};

static bool write_manifest_chunk(void *writer, struct buf *out)
{
    struct manifest_writer *s = writer;
    const struct manifest *m = s->manifest;
    if (!s->at) {
        BUF_LIT(out, "{\"samtale\":1,");
        if (m->head) buf_printf(out, "%s,", m->head);
        BUF_LIT(out, "\"files\":[");
    }
    if (s->at == m->count) {
        BUF_LIT(out, "\n]}\n");
        return false;
    }
    const struct manifest_item *item = m->list[s->at++];
    if (!item->saved) return true;
    buf_str(out, s->any ? ",\n" : "\n");
    entry_add(out, &item->entry);
    s->any = true;
    return true;
}

static bool write_cache_chunk(void *writer, struct buf *out)
{
    struct manifest_writer *s = writer;
    const struct manifest *m = s->manifest;
    size_t start = out->n;
    if (!s->any) program_line(m, out);
    for (; out->n == start && s->at < m->count; s->at++)
        if (m->list[s->at]->saved && m->list[s->at]->entry.known)
            entry_add_cached(out, &m->list[s->at]->entry);
    s->any = true;
    if (out->n > start) lines_end(out, start);
    return s->at < m->count;
}

int manifest_save(struct manifest *m)
{
    // the files first that the manifest is about to list
    int error = journal_sync(m->journal);
    if (error || !m->changed) return error;
    struct manifest_writer manifest = {.manifest = m}, cache = {.manifest = m};
    if (m->count) qsort(m->list, m->count, sizeof *m->list, by_item_path);
    assert(is_consistent(m));
    choose_saved(m);
    error = file_replace(m->staging, m->path, write_manifest_chunk, &manifest);
    if (!error) error = file_replace(m->staging, m->cache, write_cache_chunk, &cache);
    if (!error) error = journal_clear(m->journal);
    if (!error) m->changed = m->journal_has_program = false;
    return error;
}

void manifest_close(struct manifest *m)
{
    if (m->base) manifest_close(m->base);
    if (m->journal) {
        rmdir(m->staging);
        journal_sync(m->journal);
        journal_close(m->journal, !m->changed);
    }
    pthread_mutex_destroy(&m->lock);
    arena_free(&m->arena);
    mem_free(m);
}
