// Searches the user's own files for an id and a name.
#include "held/mentions.h"

#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/file.h"
#include "read/read.h"

enum { DEEP = 8 };

static bool is_of_id(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || (c & 0x80);
}

static bool has(const char *text, size_t n, const char *word, bool whole)
{
    size_t length = word ? strlen(word) : 0;
    if (!length) return false;
    for (const char *p = text, *end = text + n; (size_t)(end - p) >= length; p++) {
        p = memchr(p, *word, (size_t)(end - p) - length + 1);
        if (!p) return false;
        if (memcmp(p, word, length)) continue;
        const char *after = p + length;
        if (!whole || ((p == text || !is_of_id(p[-1])) && (after == end || !is_of_id(*after))))
            return true;
    }
    return false;
}

bool mentions_in(const char *text, size_t n, const char *id, const char *name)
{
    return has(text, n, id, true) || has(text, n, name, false);
}

// ---- In files

struct mention_search {
    struct arena *a;
    const char *id, *name;
    struct mention *list;
    size_t count, room;
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

static void look_into(struct mention_search *f, const char *folder, int depth)
{
    size_t count;
    const char **names = file_list(f->a, folder, &count);
    for (size_t i = 0; i < count; i++) {
        const char *path = file_join(f->a, folder, names[i]);
        struct stat st;
        if (lstat(path, &st)) continue;
        if (S_ISDIR(st.st_mode) && depth < DEEP) look_into(f, path, depth + 1);
        if (S_ISREG(st.st_mode) && !ascii_ends_with(path, ".png") && !ascii_ends_with(path, ".jpg"))
            look_at(f, path);
    }
}

size_t mentions_find(struct arena *a, const char *id, const char *name, struct mention **out)
{
    static const char *const files[] = {"samtale.yaml", "org.yaml", "import.last.yaml"},
                             *const folders[] = {"priorities", "plans",     "conversations",
                                                 "periods",    "templates", "answers",
                                                 "history"};
    struct mention_search f = {.a = a, .id = id, .name = name};
    for (size_t i = 0; i < COUNT(files); i++) look_at(&f, files[i]);
    for (size_t i = 0; i < COUNT(folders); i++) look_into(&f, folders[i], 0);
    *out = f.list;
    return f.count;
}
