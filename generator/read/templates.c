#include "read/read.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

struct reader_of_templates {
    struct diags *d;
    struct arena *a;
    const char *user, *program;  // folders
};

struct found {  // one file of a language, in the user's folder or the program's
    const char *path, *folder;
    const char *shown;  // in diagnostics
};

static bool is_folder(const char *path)
{
    struct stat st;
    return !stat(path, &st) && S_ISDIR(st.st_mode);
}

// Names of both folders, sorted, each once.
static const char **merge(struct arena *a, const char *one, const char *other, size_t *count)
{
    size_t n, m;
    const char **x = file_list(a, one, &n), **y = file_list(a, other, &m);
    const char **out = ARENA_ARRAY(a, const char *, n + m);
    *count = 0;
    for (size_t i = 0, j = 0; i < n || j < m;) {
        int c = i == n ? 1 : j == m ? -1 : strcmp(x[i], y[j]);
        out[(*count)++] = c <= 0 ? x[i] : y[j];
        if (c <= 0) i++;
        if (c >= 0) j++;
    }
    return out;
}

static bool find_file(const struct reader_of_templates *r, const char *language, const char *name, struct found *out)
{
    out->folder = file_join(r->a, r->user, language);
    out->path = file_join(r->a, out->folder, name);
    out->shown = arena_printf(r->a, "templates/%s/%s", language, name);
    if (file_exists(out->path)) return true;
    out->folder = file_join(r->a, r->program, language);
    out->path = out->shown = file_join(r->a, out->folder, name);
    return file_exists(out->path);
}

static struct node *read_list(const struct reader_of_templates *r, const char *language, const char *name,
                              enum node_kind kind)
{
    struct found file;
    if (!find_file(r, language, name, &file)) return NULL;
    struct source *s = source_open(r->d, r->a, file.path, file.shown, READ_LIMIT);
    struct node *n = s ? read_yaml(r->d, r->a, s) : NULL;
    if (!n || n->kind == kind) return n;
    diag_error(r->d, n->place, kind == NODE_MAP ? "%s must be a map of keys and texts" : "%s must be a list", name);
    return NULL;
}

// The length of NAME in NAME.md; 0: not a template. What editors leave behind begins with a dot.
static size_t template_name(const char *file)
{
    size_t n = strlen(file);
    return *file != '.' && n > 3 && !strcmp(file + n - 3, ".md") && strcmp(file, "README.md") ? n - 3 : 0;
}

static void read_file(const struct reader_of_templates *r, struct language_pack *pack, const char *name, size_t length)
{
    struct found file;
    if (!find_file(r, pack->language, name, &file)) return;
    struct template_file *new = ARENA_PUSH(r->a, pack->files, pack->file_count, pack->file_room);
    struct source *s = source_open(r->d, r->a, file.path, file.shown, READ_LIMIT);
    *new = (struct template_file){arena_strndup(r->a, name, length), NULL, s};
    if (s) new->doc = read_markdown(r->d, r->a, s, MARKDOWN_TEMPLATE, file.folder);
}

static void read_pack(const struct reader_of_templates *r, struct template_set *set, const char *language)
{
    struct language_pack *pack = ARENA_PUSH(r->a, set->packs, set->count, set->room);
    *pack = (struct language_pack){.language = language};
    size_t count;
    const char **names = merge(r->a, file_join(r->a, r->user, language), file_join(r->a, r->program, language), &count);
    for (size_t i = 0; i < count; i++) {
        size_t length = template_name(names[i]);
        if (length) read_file(r, pack, names[i], length);
    }
    pack->questions = read_list(r, language, "questions.yaml", NODE_LIST);
    pack->strings = read_list(r, language, "strings.yaml", NODE_MAP);
}

struct template_set *read_templates(struct diags *d, struct arena *a, const char *user_folder,
                                    const char *program_folder)
{
    if (!user_folder) user_folder = program_folder;
    struct reader_of_templates r = {d, a, user_folder, program_folder};
    struct template_set *set = ARENA_NEW(a, struct template_set);
    size_t count;
    const char **languages = merge(a, user_folder, program_folder, &count);
    for (size_t i = 0; i < count; i++) {
        bool folder =
            is_folder(file_join(a, user_folder, languages[i])) || is_folder(file_join(a, program_folder, languages[i]));
        if (folder && *languages[i] != '.') read_pack(&r, set, languages[i]);
    }
    return set;
}
