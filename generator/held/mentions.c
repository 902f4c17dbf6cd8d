// Searches the user's own files for an id and a name.
#include "held/mentions.h"

#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/file.h"
#include "base/utf8.h"
#include "read/read.h"

enum { DEEP = 8 };

// ---- In text

static bool is_of_id(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '-' || c == '_' || (c & 0x80);
}

// Whether what is behind an id is the end of a file's name, as in "e1.pdf": ids may have dots, too.
static bool is_ending(const char *dot, const char *end)
{
    static const char *const endings[] = {"pdf", "yaml", "yml", "json", "ics", "eml",  "zip",
                                          "csv", "png",  "txt", "md",   "xml", "xfdf", "fdf"};
    size_t n = 0;
    while (dot + 1 + n < end && is_of_id(dot[1 + n])) n++;
    for (size_t i = 0; i < COUNT(endings); i++)
        if (n == strlen(endings[i]) && !memcmp(dot + 1, endings[i], n)) return true;
    return false;
}

static bool ends_id(const char *after, const char *end)
{
    if (after == end) return true;
    if (*after != '.') return !is_of_id(*after);
    return after + 1 == end || !is_of_id(after[1]) || is_ending(after, end);
}

static bool begins_id(const char *text, const char *p)
{
    if (p == text) return true;
    if (p[-1] != '.') return !is_of_id(p[-1]);
    return p - 1 == text || !is_of_id(p[-2]);
}

static bool is_alike(const char *x, const char *y, size_t n)
{
    size_t i = 0;
    while (i < n && ascii_lower(x[i]) == ascii_lower(y[i])) i++;
    return i == n;
}

static bool has(const char *text, size_t n, const char *word, bool is_id)
{
    size_t length = word ? strlen(word) : 0;
    if (!length) return false;
    for (const char *p = text, *end = text + n; (size_t)(end - p) >= length; p++) {
        if (!is_alike(p, word, length)) continue;
        if (!is_id || (begins_id(text, p) && ends_id(p + length, end))) return true;
    }
    return false;
}

static bool is_ascii(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (text[i] & 0x80) return false;
    return true;
}

// A letter with a ring or a stroke can be written in several ways.
static bool has_name(const char *text, size_t n, const char *name)
{
    if (has(text, n, name, false)) return true;
    if (!name || is_ascii(text, n)) return false;
    struct arena scratch = {0};
    const char *folded = utf8_fold(&scratch, arena_strndup(&scratch, text, n));
    bool found = has(folded, strlen(folded), utf8_fold(&scratch, name), false);
    arena_free(&scratch);
    return found;
}

bool mentions_in(const char *text, size_t n, const char *id, const char *name)
{
    return has(text, n, id, true) || has_name(text, n, name);
}

// ---- Many ids in a text

struct ids_search {
    struct arena *a;
    const struct map *ids;
    struct map found;
    const char **list;
    size_t count, room;
};

// Looks at what begins in a word at `from`: the dots in it may be the ids' own, or end them.
static void look_at_beginning(struct ids_search *f, const char *word, size_t n, size_t from)
{
    enum { DOTS = 8 };
    for (size_t to = from + 1, dots = 0; to <= n && dots < DOTS; to++) {
        if (to < n && word[to] != '.') continue;
        dots++;
        const char *id = arena_strndup(f->a, word + from, to - from);
        if (!map_get(f->ids, id) || map_get(&f->found, id) || !has(word, n, id, true)) continue;
        map_set(&f->found, f->a, id, f);
        *ARENA_PUSH(f->a, f->list, f->count, f->room) = id;
    }
}

size_t mentions_of(struct arena *a, const char *text, size_t n, const struct map *ids,
                   const char ***out)
{
    enum { LONGEST = 256 };  // of a word that can hold an id
    struct arena scratch = {0};
    struct ids_search f = {.a = &scratch, .ids = ids};
    char word[LONGEST];
    for (size_t i = 0, end; i < n; i = end + 1) {
        for (end = i; end < n && (is_of_id(text[end]) || text[end] == '.'); end++)
            if (end - i < LONGEST) word[end - i] = ascii_lower(text[end]);
        size_t length = end - i < LONGEST ? end - i : 0;
        for (size_t from = 0; from < length; from++)
            if (!from || word[from - 1] == '.') look_at_beginning(&f, word, length, from);
    }
    *out = ARENA_ARRAY(a, const char *, f.count);
    for (size_t i = 0; i < f.count; i++) (*out)[i] = arena_strdup(a, f.list[i]);
    arena_free(&scratch);
    return f.count;
}

size_t mentions_of_file(struct arena *a, const char *path, const struct map *ids, const char ***out)
{
    struct buf bytes = {0};
    bool read = file_is_regular(path) && !file_read(path, &bytes, READ_LIMIT);
    size_t count = read ? mentions_of(a, bytes.p, bytes.n, ids, out) : 0;
    buf_free(&bytes);
    return count;
}

// ---- In files

struct mention_search {
    struct arena *a;
    const char *id, *name;
    struct stat out;  // the folder of what is made
    struct mention *list;
    size_t count, room;
    const char **directories;
    size_t directory_count, directory_room;
};

static void look_at(struct mention_search *f, const char *path)
{
    struct buf bytes = {0};
    size_t line = 1;
    if (file_is_regular(path) && !file_read(path, &bytes, READ_LIMIT)) {
        const char *p = bytes.p, *end = bytes.p + bytes.n;
        for (const char *next; p < end; p = next + 1, line++) {
            next = memchr(p, '\n', (size_t)(end - p));
            if (!next) next = end;
            if (mentions_in(p, (size_t)(next - p), f->id, f->name))
                *ARENA_PUSH(f->a, f->list, f->count, f->room) = (struct mention){path, line};
            if (next == end) break;
        }
    }
    buf_free(&bytes);
}

size_t mentions_count(const char *path, const char *id, const char *name)
{
    struct arena a = {0};
    struct mention_search f = {.a = &a, .id = id, .name = name};
    look_at(&f, path);
    arena_free(&a);
    return f.count;
}

// A file whose name has them, "e12 (1).yaml", is found by that, too.
static void look_at_name(struct mention_search *f, const char *path, const char *name)
{
    size_t before = f->count;
    look_at(f, path);
    if (f->count == before && mentions_in(name, strlen(name), f->id, f->name))
        *ARENA_PUSH(f->a, f->list, f->count, f->room) = (struct mention){path, 0};
}

static bool is_out(const struct mention_search *f, const struct stat *folder)
{
    return f->out.st_ino && folder->st_ino == f->out.st_ino && folder->st_dev == f->out.st_dev;
}

// Another cycle directory within this one is a leader's own, or a copy.
static bool is_cycle(struct mention_search *f, const char *folder)
{
    return file_exists(file_join(f->a, folder, "samtale.yaml"));
}

static bool is_picture(const char *path)
{
    return ascii_ends_with(path, ".png") || ascii_ends_with(path, ".jpg");
}

static void look_into(struct mention_search *f, const char *folder, int depth)
{
    size_t count;
    const char **names = file_list(f->a, folder ? folder : ".", &count);
    for (size_t i = 0; i < count; i++) {
        const char *path = folder ? file_join(f->a, folder, names[i]) : names[i];
        struct stat st;
        if (lstat(path, &st)) continue;
        bool is_looked_for = f->id || f->name;
        if (is_looked_for && S_ISREG(st.st_mode) && !is_picture(path))
            look_at_name(f, path, names[i]);
        if (!S_ISDIR(st.st_mode) || depth >= DEEP || *names[i] == '.' || is_out(f, &st)) continue;
        if (!is_cycle(f, path)) look_into(f, path, depth + 1);
        else *ARENA_PUSH(f->a, f->directories, f->directory_count, f->directory_room) = path;
    }
}

// Of the folders that the program knows, one that is a link is looked into, too.
static void look_into_links(struct mention_search *f)
{
    static const char *const folders[] = {"priorities", "plans",   "conversations", "periods",
                                          "templates",  "answers", "history"};
    for (size_t i = 0; i < COUNT(folders); i++) {
        struct stat st;
        if (!lstat(folders[i], &st) && S_ISLNK(st.st_mode)) look_into(f, folders[i], 1);
    }
}

static struct mention_search begin(struct held *h, const char *id, const char *name)
{
    struct mention_search f = {.a = h->a, .id = id, .name = name};
    if (stat(h->out, &f.out)) f.out = (struct stat){0};
    return f;
}

size_t mentions_find(struct held *h, const char *id, const char *name, struct mention **out)
{
    struct mention_search f = begin(h, id, name);
    look_into(&f, NULL, 0);
    look_into_links(&f);
    *out = f.list;
    return f.count;
}

// ---- Leaders' own directories

static bool has_person(struct mention_search *f, const char *directory)
{
    size_t count;
    if (mentions_count(file_join(f->a, directory, "org.yaml"), f->id, NULL)) return true;
    const char *plans = file_join(f->a, directory, "plans");
    const char **periods = file_list(f->a, plans, &count);
    for (size_t i = 0; i < count; i++)
        if (file_exists(arena_printf(f->a, "%s/%s/%s.yaml", plans, periods[i], f->id))) return true;
    return false;
}

size_t mentions_leaders_directories(struct held *h, const char *id, const char ***out)
{
    struct mention_search f = begin(h, NULL, NULL);  // nothing is looked for but the directories
    size_t count = 0;
    look_into(&f, NULL, 0);
    f.id = id;
    for (size_t i = 0; i < f.directory_count; i++)
        if (!id || has_person(&f, f.directories[i])) f.directories[count++] = f.directories[i];
    *out = f.directories;
    return count;
}
