// Makes the folders of leaders, and zips them: always the same bytes of the same files.
#include "run/leaders.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/array.h"
#include "base/file.h"
#include "base/utf8.h"
#include "cli/refuse.h"
#include "model/print.h"
#include "output/keep.h"

enum { FILE_MOST = 1 << 30, DOS_DAY = 1 << 5 | 1 };  // 1 January 1980

// ---- Who hands a paper out

const struct person *leaders_subject(const struct order *o)
{
    const struct person *p = o->subject.employee;
    return p && p->name ? p : NULL;
}

const struct person *leaders_of(const struct cycle *c, const struct order *o)
{
    const struct unit *u = o->subject.unit ? o->subject.unit : c->root;
    const struct person *p = leaders_subject(o);
    if (!p) return cycle_unit_leader_on(u, c->as_of);
    return o->of_leader ? p : p->leader;
}

// Ids never begin with "_".
const char *leaders_name(struct arena *a, const struct cycle *c, const struct person *leader)
{
    if (!leader) return "_nobody";
    if (leader->id) return leader->id;
    size_t i = 0;
    while (i < c->outsider_count && c->outsiders[i] != leader) i++;
    return arena_printf(a, "_outside-%zu", i + 1);
}

// ---- Their folders

bool leaders_check(const struct options *o)
{
    if (o->by != PRINT_BY_LEADER)
        return refuse("write --by leader", "packs and forms can be sorted by leader only");
    if (o->unit || o->employee || o->wave || o->shard.n)
        return refuse("--leader ID makes the folder of one leader",
                      "--by leader makes whole folders, so --unit, --employee, --wave and --shard "
                      "do not go with it");
    return true;
}

static const char *file_for(struct arena *a, const struct order *o)
{
    const struct person *p = leaders_subject(o);
    if (p && !o->of_leader) return p->id;
    if (p || !o->subject.unit) return arena_printf(a, "_%s", o->document);
    return arena_printf(a, "_%s-%s", o->document, o->subject.unit->id);
}

void leaders_sort(struct run *r, const char *what)
{
    struct arena *a = &r->arena;
    const struct cycle *c = r->inputs.cycle;
    for (size_t i = 0; i < r->orders.count; i++) {
        struct order *order = &r->orders.list[i];
        const char *leader = leaders_name(a, c, leaders_of(c, order));
        order->for_leader = arena_printf(a, "by-leader/%s/%s/%s", what, leader, file_for(a, order));
    }
}

// ---- Zip files

struct zipping {
    struct run *run;
    const char *folder;  // by-leader/packs/e1
    const struct person *leader;
    struct arena arena;  // of the files' bytes
    struct buf inputs;
    const char **names, **paths;  // in the zip file, and below the output folder
    size_t count, name_room, path_room;
};

// Whether some system does not take this character for a part of a file's name, or shows the name
// otherwise than it is.
static bool is_strange(uint32_t c)
{
    return utf8_is_control(c) || (c < 0x80 && strchr("\\/:*?\"<>|", (int)c));
}

// A name that every system takes for a file's, and shows: with the id and the ending it is shorter
// than 255 bytes.
static const char *as_file_name(struct arena *a, const char *name)
{
    enum { NAME_MOST = 150 };
    struct buf out = {0};
    for (size_t n; (n = utf8_grapheme(name)) && out.n + n <= NAME_MOST; name += n) {
        const char *s = name;
        bool strange = is_strange(utf8_next(&s)) || (!out.n && *name == '.');
        buf_add(&out, strange ? "-" : name, strange ? 1 : n);
    }
    const char *kept = arena_strndup(a, out.p, out.n);
    buf_free(&out);
    return kept;
}

// Leaders know their people by name.
static const char *name_in_zip(struct arena *a, const struct order *o, const char *path)
{
    const char *file = strrchr(path, '/') + 1, *ending = strrchr(path, '.');
    const struct person *p = leaders_subject(o);
    if (!p || o->of_leader) return file + (*file == '_');
    return arena_printf(a, "%s (%s)%s", as_file_name(a, p->name), p->id, ending);
}

static void add_file(struct zipping *z, const struct order *o, const char *ending)
{
    struct arena *a = &z->arena;
    struct manifest_entry e;
    const char *path = arena_printf(a, "%s%s", o->for_leader, ending);
    size_t count = z->count;
    if (!manifest_find(z->run->output.manifest, path, &e)) return;
    *ARENA_PUSH(a, z->names, count, z->name_room) = name_in_zip(a, o, path);
    *ARENA_PUSH(a, z->paths, z->count, z->path_room) = path;
    buf_key_text(&z->inputs, z->names[count - 1]);
    buf_add(&z->inputs, e.sha256, HASH_SIZE);
}

// The files are compressed already.
static bool put(struct zipping *z, zip_t *to, size_t i)
{
    struct buf bytes = {0};
    const char *path = file_join(&z->arena, z->run->output.folder, z->paths[i]);
    bool read = !file_read(path, &bytes, FILE_MOST);
    const char *copy = read ? arena_strndup(&z->arena, bytes.p, bytes.n) : NULL;
    zip_source_t *source = copy ? zip_source_buffer(to, copy, bytes.n, 0) : NULL;
    zip_int64_t at = source ? zip_file_add(to, z->names[i], source, ZIP_FL_ENC_UTF_8) : -1;
    if (at < 0 && source) zip_source_free(source);
    buf_free(&bytes);
    if (at < 0) return false;
    zip_uint64_t entry = (zip_uint64_t)at;
    return !zip_set_file_compression(to, entry, ZIP_CM_STORE, 0) &&
           !zip_file_set_dostime(to, entry, 0, DOS_DAY, 0) &&
           !zip_file_set_external_attributes(to, entry, 0, ZIP_OPSYS_UNIX,
                                             (zip_uint32_t)0100600 << 16);
}

static bool read_all(zip_source_t *from, struct buf *out)
{
    char piece[1 << 16];
    zip_int64_t n;
    if (zip_source_open(from)) return false;
    while ((n = zip_source_read(from, piece, sizeof piece)) > 0) buf_add(out, piece, (size_t)n);
    zip_source_close(from);
    return !n;
}

static bool make_zip(struct zipping *z, struct buf *out)
{
    zip_source_t *memory = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *to = memory ? zip_open_from_source(memory, ZIP_TRUNCATE, NULL) : NULL;
    if (!to) {
        if (memory) zip_source_free(memory);
        return false;
    }
    zip_source_keep(memory);
    bool ok = true;
    for (size_t i = 0; ok && i < z->count; i++) ok = put(z, to, i);
    bool closed = ok && !zip_close(to);
    if (!closed) zip_discard(to);
    ok = closed && read_all(memory, out);
    zip_source_free(memory);
    return ok;
}

static bool write_zip(struct zipping *z)
{
    static const uint8_t no_key[HASH_SIZE];
    struct output *output = &z->run->output;
    struct buf bytes = {0};
    struct manifest_entry e = {
        .path = arena_printf(&z->run->arena, "%s.zip", z->folder),
        .document = output->zips,
        .employee = z->leader ? z->leader->id : NULL,
    };
    struct file_status status = keep_file_status(output, e.path);
    if (keep_has_inputs(output, &status, &z->inputs)) {
        keep_file(output, &status, no_key);
        return true;
    }
    bool made = make_zip(z, &bytes), ok = made;
    if (made) ok = keep_or_write(output, &status, e, &z->inputs, &bytes);
    else
        diag_system(output->diags, (struct place){0}, "zip-not-made", "%s/%s could not be made",
                    output->folder, e.path);
    buf_free(&bytes);
    return ok;
}

static int by_path(const void *x, const void *y)
{
    const struct order *const *a = x, *const *b = y;
    return strcmp((*a)->for_leader, (*b)->for_leader);
}

static size_t folder_length(const struct order *o)
{
    return (size_t)(strrchr(o->for_leader, '/') - o->for_leader);
}

// The first count orders are of one folder.
static bool zip_folder(struct run *r, const struct order *const *orders, size_t count)
{
    size_t n = folder_length(orders[0]);
    struct zipping z = {
        .run = r,
        .folder = arena_strndup(&r->arena, orders[0]->for_leader, n),
        .leader = leaders_of(r->inputs.cycle, orders[0]),
    };
    for (size_t i = 0; i < count; i++) {
        add_file(&z, orders[i], ".pdf");
        add_file(&z, orders[i], ".ics");
    }
    bool ok = !z.count || write_zip(&z);
    buf_free(&z.inputs);
    arena_free(&z.arena);
    return ok;
}

bool leaders_zip(struct run *r)
{
    struct orders *all = &r->orders;
    const struct order **list = ARENA_ARRAY(&r->arena, const struct order *, all->count);
    bool ok = true;
    for (size_t i = 0; i < all->count; i++) list[i] = &all->list[i];
    if (all->count) qsort(list, all->count, sizeof *list, by_path);
    for (size_t i = 0, end; ok && i < all->count; i = end) {
        size_t n = folder_length(list[i]);
        end = i + 1;
        while (end < all->count && folder_length(list[end]) == n &&
               !strncmp(list[end]->for_leader, list[i]->for_leader, n))
            end++;
        ok = zip_folder(r, list + i, end - i);
    }
    return ok;
}
