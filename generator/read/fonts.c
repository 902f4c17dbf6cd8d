// Reading fonts.yaml: faces, what their common subsets hold, and the order of faces in each style.
// The organisation's own typeface stands before all others.
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/translate.h"
#include "read/cycle_readers.h"
#include "read/read.h"
#include "read/schema.h"
#include "read/scalar.h"

enum { FACE_LIMIT = 200, RANGE_LIMIT = 200, OWN_STYLES = FONT_BOLD_ITALIC + 1 };

struct repertoire {  // characters, under a name
    const char *name;
    struct font_range *ranges;
    size_t count;
};

struct font_file {  // fonts.yaml being read
    struct fonts fonts;
    struct font_face *faces;
    struct repertoire *repertoires;
    size_t face_room, repertoire_count, repertoire_room;
    const struct node *order;
};

// ---- Repertoires

// "U+0020-007E" or "U+2026".
static bool parse_range(const char *s, struct font_range *out)
{
    char *end;
    if (strncmp(s, "U+", 2) || !strspn(s + 2, "0123456789ABCDEFabcdef")) return false;
    unsigned long first = strtoul(s + 2, &end, 16), last = first;
    if (*end == '-' && strspn(end + 1, "0123456789ABCDEFabcdef")) last = strtoul(end + 1, &end, 16);
    *out = (struct font_range){(uint32_t)first, (uint32_t)last};
    return !*end && first <= last && last <= 0x10FFFF;
}

static void read_ranges(struct reader *r, const struct node *list, struct repertoire *to)
{
    to->ranges = ARENA_ARRAY(r->a, struct font_range, list->count);
    for (size_t i = 0; i < list->count; i++) {
        const struct node *n = list->items[i];
        if (n->kind == NODE_SCALAR && parse_range(n->text, &to->ranges[to->count])) to->count++;
        else
            READER_ERROR(
                r, n->place, "repertoire-range-invalid",
                "a repertoire holds characters such as U+2026 and ranges such as U+0020-007E");
    }
}

static void read_repertoires(struct reader *r, void *target, const struct node *n)
{
    struct font_file *f = target;
    for (size_t i = 0; i < n->count; i++) {
        struct repertoire one = {.name = n->keys[i]->text};
        if (n->items[i]->kind != NODE_LIST || n->items[i]->count > RANGE_LIMIT)
            READER_ERROR(r, n->items[i]->place, "repertoire-not-list",
                         "a repertoire is a list of at most %d ranges", RANGE_LIMIT);
        else read_ranges(r, n->items[i], &one);
        *ARENA_PUSH(r->a, f->repertoires, f->repertoire_count, f->repertoire_room) = one;
    }
}

// ---- Faces

struct face_entry {
    struct font_face face;
    const char *repertoire;
};

static const struct field face_fields[] = {
    {.key = "id",
     .type = FIELD_ID,
     .required = true,
     .offset = offsetof(struct face_entry, face.id)},
    {.key = "file",
     .type = FIELD_TEXT,
     .required = true,
     .offset = offsetof(struct face_entry, face.path)},
    {.key = "package", .type = FIELD_TEXT, .offset = offsetof(struct face_entry, face.package)},
    {.key = "licence",
     .type = FIELD_TEXT,
     .required = true,
     .offset = offsetof(struct face_entry, face.licence)},
    {.key = "repertoire", .type = FIELD_TEXT, .offset = offsetof(struct face_entry, repertoire)},
};

static const struct repertoire *find_repertoire(const struct font_file *f, const char *name)
{
    for (size_t i = 0; i < f->repertoire_count; i++)
        if (!strcmp(f->repertoires[i].name, name)) return &f->repertoires[i];
    return NULL;
}

static size_t find_face(const struct font_file *f, const char *id)
{
    size_t i = 0;
    while (i < f->fonts.face_count && strcmp(f->faces[i].id, id)) i++;
    return i;
}

static void read_face(struct reader *r, void *target, const struct node *n)
{
    struct font_file *f = target;
    struct face_entry e = {.face.place = n->place};
    if (!SCHEMA_READ(r, face_fields, n, N_("a face"), &e)) return;
    if (find_face(f, e.face.id) < f->fonts.face_count)
        READER_ERROR(r, n->place, "face-twice", "two faces have the id \"%s\"", e.face.id);
    const struct repertoire *has = e.repertoire ? find_repertoire(f, e.repertoire) : NULL;
    if (has) {
        e.face.repertoire = has->ranges;
        e.face.repertoire_count = has->count;
    } else if (e.repertoire) {
        READER_ERROR(r, node_get(n, "repertoire")->place, "repertoire-unknown",
                     "there is no repertoire \"%s\" above", e.repertoire);
    }
    *ARENA_PUSH(r->a, f->faces, f->fonts.face_count, f->face_room) = e.face;
}

static const struct field fields[] = {
    {.key = "repertoires", .type = FIELD_MAP, .read = read_repertoires},
    {.key = "faces", .type = FIELD_LIST, .required = true, .most = FACE_LIMIT, .read = read_face},
    {.key = "order",
     .type = FIELD_NODE,
     .required = true,
     .offset = offsetof(struct font_file, order)},
};

// ---- The organisation's own

// Adds its faces behind the others; they come first in the order of their styles.
static void add_own(struct reader *r, struct font_file *f, const struct cycle *c,
                    size_t own[OWN_STYLES])
{
    const char *const paths[OWN_STYLES] = {
        [FONT_REGULAR] = c->typeface_regular,
        [FONT_BOLD] = c->typeface_bold,
        [FONT_ITALIC] = c->typeface_italic,
        [FONT_BOLD_ITALIC] = c->typeface_bold_italic,
    };
    for (unsigned style = 0; style < OWN_STYLES; style++) {
        own[style] = SIZE_MAX;
        if (!paths[style]) continue;
        own[style] = f->fonts.face_count;
        struct font_face face = {
            .id = arena_printf(r->a, "own-%s", font_style_names[style]),
            .path = strcmp(c->directory, ".") ? file_join(r->a, c->directory, paths[style])
                                              : paths[style],
            .place = c->typeface_place,
        };
        *ARENA_PUSH(r->a, f->faces, f->fonts.face_count, f->face_room) = face;
    }
}

// A face of the organisation has the same common subset as the face behind it in the order.
static void share_repertoire(struct font_file *f, size_t own, unsigned after)
{
    f->faces[own].repertoire = f->faces[after].repertoire;
    f->faces[own].repertoire_count = f->faces[after].repertoire_count;
}

static void read_fallback(struct reader *r, struct font_file *f, unsigned style,
                          const struct node *list, size_t own)
{
    unsigned *order = ARENA_ARRAY(r->a, unsigned, list->count + 1);
    size_t count = 0;
    if (own != SIZE_MAX) order[count++] = (unsigned)own;
    for (size_t i = 0; i < list->count; i++) {
        const char *id = scalar_text(r, (struct label){font_style_names[style], "\"order\""},
                                     list->items[i], TEXT_LIMIT);
        size_t face = id ? find_face(f, id) : 0;
        if (id && face == f->fonts.face_count)
            READER_ERROR(r, list->items[i]->place, "face-unknown", "there is no face \"%s\"", id);
        else if (id) order[count++] = (unsigned)face;
    }
    if (own != SIZE_MAX && count > 1) share_repertoire(f, own, order[1]);
    f->fonts.order[style] = order;
    f->fonts.order_count[style] = count;
}

static void read_fallbacks(struct reader *r, struct font_file *f, const size_t own[OWN_STYLES])
{
    for (unsigned style = 0; style < FONT_STYLE_COUNT; style++) {
        const struct node *list = node_get(f->order, font_style_names[style]);
        if (list && list->kind == NODE_LIST && list->count && list->count <= FACE_LIMIT)
            read_fallback(r, f, style, list, style < OWN_STYLES ? own[style] : SIZE_MAX);
        else
            READER_ERROR(r, f->order->place, "font-order-missing",
                         "\"order\" needs a list of faces for the style %s",
                         font_style_names[style]);
    }
}

static void check_file(struct reader *r, const struct font_face *face)
{
    if (file_exists(face->path)) return;
    if (!face->package) {
        READER_ERROR(r, face->place, "font-file-missing", "there is no font file %s", face->path);
        return;
    }
    r->errors++;
    struct diag *g = diag_system(r->d, (struct place){0}, "font-not-installed",
                                 "the font %s is not there", face->path);
    diag_hint(r->d, g, "install the Debian package %s", face->package);
}

struct fonts *fonts_read(struct diags *d, struct arena *a, const char *path,
                         const struct cycle *cycle)
{
    struct reader r = {.d = d, .a = a, .directory = "."};
    struct font_file *f = ARENA_NEW(a, struct font_file);
    size_t own[OWN_STYLES];
    const struct node *n = reader_open(&r, path, SMALL_FILE);
    if (!n || !SCHEMA_READ(&r, fields, n, NULL, f)) return NULL;
    add_own(&r, f, cycle, own);
    read_fallbacks(&r, f, own);
    for (size_t i = 0; i < f->fonts.face_count; i++) check_file(&r, &f->faces[i]);
    f->fonts.faces = f->faces;
    return r.errors ? NULL : &f->fonts;
}
