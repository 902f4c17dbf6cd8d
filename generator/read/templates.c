// Reading templates: those of the program, and the user's own in place of them.
#include "read/read.h"

#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/file.h"
#include "read/folder.h"
#include "read/reader.h"
#include "read/scalar.h"

struct template_reader {
    struct diags *d;
    struct arena *a;
    const char *user, *program;  // folders
};

struct found_file {  // one file of a language, in the user's folder or the program's
    const char *path, *folder;
    const char *shown;  // in diagnostics
};

// The names in both folders, sorted, each once.
static const char **merge(struct arena *a, const char *one, const char *other, size_t *count)
{
    size_t n, m;
    const char **x = file_list(a, one, &n), **y = file_list(a, other, &m);
    const char **out = ARENA_ARRAY(a, const char *, n + m);
    *count = 0;
    for (size_t i = 0, j = 0; i < n || j < m;) {
        int c = 0;  // which of the two comes next
        if (i == n || j == m) c = i == n ? 1 : -1;
        else c = strcmp(x[i], y[j]);
        out[(*count)++] = c <= 0 ? x[i] : y[j];
        if (c <= 0) i++;
        if (c >= 0) j++;
    }
    return out;
}

// The name of a language's folder among the user's own, in capitals as it may be (en-GB).
static const char *user_name(const struct template_reader *r, const char *language)
{
    size_t count;
    const char **names = file_list(r->a, r->user, &count);
    for (size_t i = 0; i < count; i++)
        if (!strcmp(names[i], language)) return language;
    for (size_t i = 0; i < count; i++)
        if (!strcasecmp(names[i], language)) return names[i];
    return language;
}

static bool find_file(const struct template_reader *r, const char *language, const char *name,
                      struct found_file *out)
{
    const char *own = user_name(r, language);
    out->folder = file_join(r->a, r->user, own);
    out->path = file_join(r->a, out->folder, name);
    out->shown = arena_printf(r->a, "templates/%s/%s", own, name);
    if (file_exists(out->path)) return true;
    out->folder = file_join(r->a, r->program, language);
    out->path = out->shown = file_join(r->a, out->folder, name);
    return file_exists(out->path);
}

static size_t errors(const struct template_reader *r)
{
    return diag_count(r->d, DIAG_ERROR) + diag_count(r->d, DIAG_SYSTEM);
}

static struct node *read_list(const struct template_reader *r, struct language_pack *pack,
                              const char *name, enum node_kind kind)
{
    struct found_file file;
    size_t before = errors(r);
    if (!find_file(r, pack->language, name, &file)) return NULL;
    struct source *s = diag_source_open(r->d, r->a, file.path, file.shown, READ_LIMIT);
    struct node *n = s ? tree_read(r->d, r->a, s) : NULL;
    if (n && n->kind != kind) {
        diag_error(r->d, n->place, "language-file-wrong-shape",
                   kind == NODE_MAP ? "%s must be a map of keys and texts" : "%s must be a list",
                   name);
        n = NULL;
    }
    pack->has_errors |= errors(r) > before;
    return n;
}

// The length of NAME in NAME.md; 0: it is no template. Files of editors begin with a dot.
static size_t template_name(const char *file)
{
    bool is_template = *file != '.' && ascii_ends_with(file, ".md") && strcmp(file, "README.md");
    return is_template ? strlen(file) - strlen(".md") : 0;
}

static void read_file(const struct template_reader *r, struct language_pack *pack, const char *name,
                      size_t length)
{
    struct found_file file;
    size_t before = errors(r);
    if (!find_file(r, pack->language, name, &file)) return;
    struct template_file *new = ARENA_PUSH(r->a, pack->files, pack->file_count, pack->file_room);
    struct source *s = diag_source_open(r->d, r->a, file.path, file.shown, READ_LIMIT);
    *new = (struct template_file){.name = arena_strndup(r->a, name, length), .source = s};
    if (s) new->doc = markdown_read(r->d, r->a, s, MARKDOWN_TEMPLATE, file.folder);
    new->has_errors = errors(r) > before;
}

static void read_pack(const struct template_reader *r, struct template_set *set,
                      const char *language)
{
    struct language_pack *pack = ARENA_PUSH(r->a, set->packs, set->count, set->room);
    *pack = (struct language_pack){.language = language};
    size_t count;
    const char **names = merge(r->a, file_join(r->a, r->user, user_name(r, language)),
                               file_join(r->a, r->program, language), &count);
    for (size_t i = 0; i < count; i++) {
        size_t length = template_name(names[i]);
        if (length) read_file(r, pack, names[i], length);
    }
    pack->questions = read_list(r, pack, "questions.yaml", NODE_LIST);
    pack->strings = read_list(r, pack, "strings.yaml", NODE_MAP);
}

// ---- Files in the wrong place

// Warns of a file that stands in the user's folder itself, and not in that of a language.
static void warn_about_file(const struct template_reader *r, const char *name)
{
    if (*name == '.' || !strcmp(name, "README.md") ||
        (!ascii_ends_with(name, ".md") && !ascii_ends_with(name, ".yaml")))
        return;
    const char *shown = arena_printf(r->a, "templates/%s", name);
    struct place file = {.source = diag_source_new(r->d, r->a, shown, "", 0)};
    struct diag *g = diag_warning(
        r->d, file, "template-file-ignored",
        "the file is not read: templates stand in the folder of their language");
    diag_hint(r->d, g, "move it, to templates/nb/%s for bokmål", name);
}

// Whether a user's folder has a name by which people call a language (NB, norsk): after an error
// that says what is meant.
static bool is_misnamed(const struct template_reader *r, const char *name)
{
    const char *meant = scalar_language_folder(r->a, name);
    if (!strcasecmp(meant, name) || !folder_is(file_join(r->a, r->program, meant))) return false;
    if (!folder_is(file_join(r->a, r->user, name))) return false;
    struct diag *g = diag_error(r->d, (struct place){0}, "template-language-unknown",
                                "there is no language \"%s\" for templates/%s", name, name);
    diag_hint(r->d, g, "did you mean templates/%s?", meant);
    return true;
}

static bool all_readable(const struct template_reader *r, const char *const *languages,
                         size_t count)
{
    bool ok = folder_readable(r->d, r->user, "templates");
    for (size_t i = 0; ok && i < count; i++) {
        const char *folder = file_join(r->a, r->user, languages[i]);
        if (folder_is(folder))
            ok &= folder_readable(r->d, folder, arena_printf(r->a, "templates/%s", languages[i]));
    }
    return ok;
}

static const char *lower_case(struct arena *a, const char *name)
{
    char *lower = arena_strdup(a, name);
    for (char *p = lower; *p; p++) *p = ascii_lower(*p);
    return lower;
}

// Two folders of one language differ in capitals only: they are one.
static void read_once(const struct template_reader *r, struct template_set *set,
                      const char *language)
{
    for (size_t i = 0; i < set->count; i++)
        if (!strcmp(set->packs[i].language, language)) return;
    read_pack(r, set, language);
}

struct template_set *templates_read(struct diags *d, struct arena *a, const char *user_folder,
                                    const char *program_folder)
{
    if (!user_folder) user_folder = program_folder;
    struct template_reader r = {d, a, user_folder, program_folder};
    struct template_set *set = ARENA_NEW(a, struct template_set);
    size_t count;
    const char **languages = merge(a, user_folder, program_folder, &count);
    set->has_errors = !all_readable(&r, languages, count);
    for (size_t i = 0; i < count; i++) {
        const char *language = lower_case(a, languages[i]);
        bool own = folder_is(file_join(a, user_folder, languages[i]));
        if (*languages[i] == '.') continue;
        if (is_misnamed(&r, languages[i])) set->has_errors = true;
        else if (own || folder_is(file_join(a, program_folder, languages[i])))
            read_once(&r, set, language);
        else if (user_folder != program_folder &&
                 file_exists(file_join(a, user_folder, languages[i])))
            warn_about_file(&r, languages[i]);
    }
    return set;
}
