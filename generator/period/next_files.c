// Copies priorities/PERIOD in memory, its texts as drafts.
#include "period/next_files.h"

#include <string.h>
#include <sys/stat.h>

#include "base/ascii.h"
#include "base/file.h"
#include "period/drafts.h"

enum { FILE_MOST = 16 << 20, DEEP = 8 };

struct copying {
    struct arena *a;
    const char *from, *to;  // folders
    struct next_files out;
};

// Adds a file with these bytes, which it takes over.
static void add(struct copying *w, const char *path, struct buf *bytes, bool is_draft)
{
    struct buf there = {0};
    struct next_file f = {.path = path, .bytes = *bytes, .is_draft = is_draft};
    if (file_exists(path)) {
        bool same = !file_read(path, &there, FILE_MOST) && there.n == bytes->n &&
                    (!there.n || !memcmp(there.p, bytes->p, there.n));
        f.there = same ? NEXT_FILE_MADE : NEXT_FILE_OTHER;
    }
    buf_free(&there);
    *ARENA_PUSH(w->a, w->out.list, w->out.count, w->out.room) = f;
}

static const char *new_path(struct copying *w, const char *path)
{
    return file_join(w->a, w->to, path + strlen(w->from) + 1);
}

static void add_text(struct copying *w, const struct priorities *p, next_files_words *words,
                     void *arg)
{
    const char *from = "", *note = "";
    struct buf bytes = {0};
    words(arg, p->language, &from, &note);
    drafts_make(p->source, from, note, &bytes);
    add(w, new_path(w, p->source->name), &bytes, true);
}

// Texts are copied as drafts, and Word documents are what they were made of.
static bool is_text(const char *name)
{
    static const char *const ends[] = {".md", ".MD", ".markdown", ".txt", ".docx", ".doc"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ascii_ends_with(name, ends[i])) return true;
    return false;
}

static void add_beside(struct copying *w, const char *folder, unsigned depth)
{
    size_t count;
    const char **names = file_list(w->a, folder, &count);
    for (size_t i = 0; i < count; i++) {
        const char *path = file_join(w->a, folder, names[i]);
        struct stat st;
        struct buf bytes = {0};
        if (*names[i] == '.' || *names[i] == '~' || is_text(names[i]) || lstat(path, &st)) continue;
        if (S_ISDIR(st.st_mode) && depth < DEEP) {
            add_beside(w, path, depth + 1);
        } else if (S_ISREG(st.st_mode) && !file_read(path, &bytes, FILE_MOST)) {
            add(w, new_path(w, path), &bytes, false);
        } else {
            buf_free(&bytes);
            *ARENA_PUSH(w->a, w->out.not_copied, w->out.not_copied_count,
                        w->out.not_copied_room) = path;
        }
    }
}

static bool has_ended(const struct unit *u, const struct cycle *c)
{
    return date_is_set(u->exists.to) && date_compare(u->exists.to, c->dates.to) <= 0;
}

struct next_files next_files_make(struct arena *a, const struct cycle *c, const char *period,
                                  next_files_words *words, void *arg)
{
    struct copying w = {.a = a,
                        .from = arena_printf(a, "priorities/%s", c->period),
                        .to = arena_printf(a, "priorities/%s", period)};
    for (size_t i = 0; i < c->unit_count; i++)
        for (size_t k = 0; k < c->units[i]->priorities_count && !has_ended(c->units[i], c); k++)
            add_text(&w, c->units[i]->priorities[k], words, arg);
    if (w.out.count) add_beside(&w, w.from, 0);
    return w.out;
}

void next_files_free(struct next_files *all)
{
    for (size_t i = 0; i < all->count; i++) buf_free(&all->list[i].bytes);
}
