// Which unit a Word document is of, and what becomes of it.
#include "import/texts.h"

#include <string.h>

#include "base/ascii.h"
#include "base/file.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "import/word.h"
#include "read/ids.h"

struct texts_reader {
    struct diags *d;
    struct arena *a;
    const struct cycle *cycle;
    bool no_pandoc;  // has been reported
};

static struct place place_of(struct texts_reader *r, const char *path)
{
    return (struct place){.source = diag_source_new(r->d, r->a, path, "", 0)};
}

static bool is_word(const char *name)
{
    size_t n = strlen(name);
    return n > 5 && *name != '.' && *name != '~' && !strcasecmp(name + n - 5, ".docx");
}

// The unit whose id or name is the file's, or stands in it: "Mål 2027 Nesset skole". The longest
// name counts. NULL: none, or several.
static const struct unit *unit_of(struct texts_reader *r, const char *stem)
{
    const struct cycle *c = r->cycle;
    const char *id = ids_from_text(r->a, stem, false);
    const struct unit *found = cycle_unit(c, stem);
    size_t longest = 0;
    if (!found) found = cycle_unit(c, id);
    if (found) return found;
    const char *padded = arena_printf(r->a, "-%s-", id);
    for (size_t i = 0; i < c->unit_count; i++) {
        const char *name = ids_from_text(r->a, c->units[i]->name.text, false);
        size_t n = strlen(name);
        if (!n || !strstr(padded, arena_printf(r->a, "-%s-", name))) continue;
        if (n == longest) found = NULL;
        if (n > longest) found = c->units[i], longest = n;
    }
    return found;
}

// A language behind the last dot of a file's name, which it takes off; NULL: there is none.
static const char *take_language(char *stem)
{
    char *dot = strrchr(stem, '.');
    if (!dot || strlen(dot + 1) != 2 || !ascii_is_letter(dot[1]) || !ascii_is_letter(dot[2]))
        return NULL;
    *dot = '\0';
    return dot + 1;
}

static bool has_headings(const struct buf *text)
{
    return (text->n > 3 && !memcmp(text->p, "## ", 3)) || memmem(text->p, text->n, "\n## ", 4);
}

static void report(struct texts_reader *r, const char *path, enum word_result result)
{
    struct diag *g;
    if (result == WORD_NO_PANDOC) {
        if (r->no_pandoc) return;
        r->no_pandoc = true;
        g = diag_error(r->d, place_of(r, path), "pandoc-missing",
                       "Word documents are read by pandoc, which is not installed");
        diag_hint(r->d, g,
                  "on Debian: sudo apt install pandoc; or save the texts as Markdown, a "
                  "line of ## before each focus area");
    } else {
        g = diag_error(r->d, place_of(r, path), "word-unreadable",
                       result == WORD_TOO_LONG ? N_("the document is too large for pandoc")
                                               : N_("pandoc cannot read the document"));
        diag_hint(r->d, g, "open it in a word processor and save it anew as .docx");
    }
}

static void convert(struct texts_reader *r, const char *path, const struct unit *u,
                    const char *language, struct texts *out)
{
    const char *to = arena_printf(r->a, "priorities/%s/%s%s%s.md", r->cycle->period, u->id,
                                  language ? "." : "", language ? language : "");
    bool twice = false;
    for (size_t i = 0; i < out->count; i++) twice |= !strcmp(out->files[i].path, to);
    if (twice || file_exists(to)) {
        struct diag *g = diag_warning(r->d, place_of(r, path), "file-there-already",
                                      "%s is there already, and was left "
                                      "as it is",
                                      to);
        diag_hint(r->d, g, "remove one of the two");
        return;
    }
    struct buf *text = ARENA_NEW(r->a, struct buf);
    enum word_result result = word_read(path, text);
    if (result != WORD_READ || !utf8_valid(text->p ? text->p : "", text->n, NULL)) {
        report(r, path, result == WORD_READ ? WORD_FAILED : result);
        buf_free(text);
        return;
    }
    if (!has_headings(text)) {
        struct diag *g = diag_warning(r->d, place_of(r, path), "word-without-headings",
                                      "no heading was found in the "
                                      "document, so it has no focus area");
        diag_hint(r->d, g,
                  "give each focus area the style \"Overskrift 1\" (Heading 1) in Word, or "
                  "begin its line with ## in %s",
                  to);
    }
    *ARENA_PUSH(r->a, out->files, out->count, out->room) = (struct texts_file){path, to, text};
}

struct texts texts_read(struct diags *d, struct arena *a, const struct cycle *c, const char *folder)
{
    struct texts out = {0};
    struct texts_reader r = {.d = d, .a = a, .cycle = c};
    size_t count, documents = 0;
    const char **names = file_list(a, folder, &count);
    for (size_t i = 0; i < count; i++) {
        if (!is_word(names[i])) continue;
        const char *path = file_join(a, folder, names[i]);
        char *stem = arena_strndup(a, names[i], strlen(names[i]) - 5);
        const char *language = take_language(stem);
        const struct unit *u = unit_of(&r, stem);
        documents++;
        if (u) {
            convert(&r, path, u, language, &out);
            continue;
        }
        struct diag *g = diag_error(d, place_of(&r, path), "word-unit-unknown",
                                    "no unit is called as this document is");
        diag_hint(d, g, "give the file the name or the id of a unit, such as %s.docx",
                  c->root ? c->root->id : "oppvekst");
    }
    if (!documents)
        diag_error(d, place_of(&r, folder), "word-documents-missing",
                   "there are no Word documents (.docx) in this folder");
    return out;
}

void texts_free(struct texts *t)
{
    for (size_t i = 0; i < t->count; i++) buf_free(t->files[i].text);
}
