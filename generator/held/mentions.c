// Searches the user's own files for an id and a name.
#include "held/mentions.h"

#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/file.h"
#include "base/utf8.h"
#include "import/decode.h"
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

// Where an id stands next, as a word of its own; NULL: nowhere.
static const char *find_id(const char *text, const char *p, const char *end, const char *id)
{
    size_t n = id ? strlen(id) : 0;
    for (; n && (size_t)(end - p) >= n; p++)
        if (is_alike(p, id, n) && begins_id(text, p) && ends_id(p + n, end)) return p;
    return NULL;
}

static bool is_letter(uint32_t c)
{
    if (c < 0x80) return ascii_is_letter((char)c) || ascii_is_digit((char)c);
    return utf8_upper(c) != c || utf8_lower(c) != c || utf8_is_combining(c);
}

static bool begins_word(const char *text, const char *p)
{
    if (p == text) return true;
    for (p--; p > text && utf8_is_continuation(*p);) p--;
    return !is_letter(utf8_next(&p));
}

// Behind the s of a genitive, too.
static bool ends_word(const char *after)
{
    const char *behind = after;
    if (!is_letter(utf8_next(&behind))) return true;
    return *after == 's' && !is_letter(utf8_next(&behind));
}

static bool is_blank(char c)
{
    return c && strchr(" \t\r\n", c);
}

// What is behind a name that begins at p, which may go on in the next line; NULL: none does.
static const char *behind_name(const char *p, const char *name)
{
    for (; *name; name++) {
        bool blank = is_blank(*name);
        if (blank ? !is_blank(*p) : *p != *name) return NULL;
        for (p++; blank && is_blank(*p);) p++;
    }
    return p;
}

// The same of a name, where both are as utf8_fold() has them.
static const char *find_name(const char *text, const char *p, const char *name)
{
    for (; name && *name && *p; p++) {
        const char *behind = behind_name(p, name);
        if (behind && begins_word(text, p) && ends_word(behind)) return p;
    }
    return NULL;
}

static const char *name_as_compared(struct arena *a, const char *name)
{
    return name ? utf8_fold(a, name) : NULL;
}

bool mentions_name(const char *folded, const char *name)
{
    struct arena scratch = {0};
    bool found = find_name(folded, folded, name_as_compared(&scratch, name));
    arena_free(&scratch);
    return found;
}

bool mentions_in(const char *text, size_t n, const char *id, const char *name)
{
    struct arena scratch = {0};
    bool found = find_id(text, text, text + n, id);
    if (!found && name)
        found = mentions_name(utf8_fold(&scratch, arena_strndup(&scratch, text, n)), name);
    arena_free(&scratch);
    return found;
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
        if (!map_get(f->ids, id) || map_get(&f->found, id) || !find_id(word, word, word + n, id))
            continue;
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

static const char *nearer(const char *x, const char *y)
{
    if (!x || !y) return x ? x : y;
    return x < y ? x : y;
}

// Each line once in which one of them begins.
static void look_through(struct mention_search *f, const char *path, const char *text,
                         const char *name)
{
    const char *end = text + strlen(text), *p = text, *counted = text, *at;
    size_t line = 1;
    while ((at = nearer(find_id(text, p, end, f->id), find_name(text, p, name)))) {
        for (; counted < at; counted++) line += *counted == '\n';
        *ARENA_PUSH(f->a, f->list, f->count, f->room) = (struct mention){path, line};
        p = strchr(at, '\n');
        if (!p) break;
    }
}

// Files of others may have any encoding.
static void look_at(struct mention_search *f, const char *path)
{
    struct arena scratch = {0};
    struct buf bytes = {0}, text = {0};
    if (file_is_regular(path) && !file_read(path, &bytes, READ_LIMIT)) {
        decode_bytes(bytes.p, bytes.n, &text);
        look_through(f, path, utf8_fold(&scratch, buf_cstr(&text)),
                     name_as_compared(&scratch, f->name));
    }
    buf_free(&bytes);
    buf_free(&text);
    arena_free(&scratch);
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
