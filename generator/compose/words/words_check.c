// That strings.yaml has all strings of a language, each of its form, and none that nothing reads.
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/nearest.h"
#include "base/translate.h"
#include "compose/words/word_specs.h"
#include "compose/words/words.h"

// ---- The {{names}} in strings

struct placeholder {
    const char *from;
    size_t n;
    bool doubled;  // {{name}}, not {name}
};

// The next placeholder of *s, which is moved behind it; n is 0 where it is never closed.
static bool placeholder_next(const char **s, struct placeholder *out)
{
    const char *open = strchr(*s, '{');
    if (!open) return false;
    *out = (struct placeholder){.doubled = open[1] == '{'};
    out->from = open + 1 + out->doubled;
    const char *close = strstr(out->from, out->doubled ? "}}" : "}");
    if (close) out->n = (size_t)(close - out->from);
    *s = close ? close + 1 + out->doubled : out->from + strlen(out->from);
    return true;
}

static bool placeholder_is_known(const struct word_spec *spec, const struct placeholder *h)
{
    if (h->doubled != (spec->form != WORD_PAGE)) return false;
    if (!spec->names) return true;
    for (const char *name = spec->names; *name;) {
        size_t n = strcspn(name, " ");
        if (n && n == h->n && !memcmp(name, h->from, n)) return true;
        name += n + (name[n] == ' ');
    }
    return false;
}

static void hint_names(struct diags *d, struct diag *diag, const struct word_spec *spec)
{
    bool single = spec->form == WORD_PAGE;
    struct buf list = {0};
    for (const char *name = spec->names ? spec->names : ""; *name;) {
        size_t n = strcspn(name, " ");
        if (n) buf_printf(&list, single ? " {%.*s}" : " {{%.*s}}", (int)n, name);
        name += n + (name[n] == ' ');
    }
    if (list.n) diag_hint(d, diag, "it can hold:%s", buf_cstr(&list));
    else
        diag_hint(d, diag,
                  spec->names ? N_("it is shown as it stands")
                              : N_("a value stands between two braces: {{PATH}}"));
    buf_free(&list);
}

static bool names_known(struct diags *d, const struct word_spec *spec, const struct node *n)
{
    enum { SHOWN = 40 };
    struct placeholder h;
    for (const char *s = n->text; placeholder_next(&s, &h);) {
        if (h.n && placeholder_is_known(spec, &h)) continue;
        static const char *const braces[2][2] = {{"{", "}"}, {"{{", "}}"}};
        const char *open = braces[h.doubled][0], *close = braces[h.doubled][1];
        int shown = h.n > SHOWN ? SHOWN : (int)h.n;
        struct diag *diag;
        if (h.n)
            diag = diag_error(d, n->place, "string-placeholder-unknown",
                              "%s%.*s%s means nothing in \"%s\"", open, shown, h.from, close,
                              spec->key);
        else
            diag = diag_error(d, n->place, "string-placeholder-empty", "%s in \"%s\" holds no name",
                              open, spec->key);
        hint_names(d, diag, spec);
        return false;
    }
    return true;
}

// ---- Text, list or plural forms

static bool check_items(struct diags *d, const struct word_spec *spec, const struct node *n)
{
    bool ok = true;
    for (size_t i = 0; i < n->count; i++) {
        const struct node *item = n->items[i];
        bool is_text = node_is_text(item);
        if (!is_text)
            diag_error(d, item->place, "string-not-texts", "\"%s\" holds texts only", spec->key);
        ok &= is_text && names_known(d, spec, item);
    }
    return ok;
}

static bool check_spec(struct diags *d, const struct word_spec *spec, const struct node *n)
{
    if (spec->form == WORD_TEXT || spec->form == WORD_PAGE) {
        if (node_is_text(n)) return names_known(d, spec, n);
        diag_error(d, n->place, "string-not-text", "\"%s\" is a text", spec->key);
        return false;
    }
    if (spec->form == WORD_LIST) {
        if (n->kind == NODE_LIST && n->count == spec->items) return check_items(d, spec, n);
        diag_error(d, n->place, "string-not-list", "\"%s\" is a list of %zu texts", spec->key,
                   spec->items);
        return false;
    }
    if (n->kind == NODE_MAP && node_text(n, "other")) return check_items(d, spec, n);
    diag_error(d, n->place, "string-not-number-map",
               "\"%s\" is a map of numbers to texts, with other: for the rest", spec->key);
    return false;
}

// ---- Keys that nothing reads

static bool is_known(const char *path)
{
    for (size_t i = 0; i < word_spec_count; i++)
        if (!strcmp(word_specs[i].key, path)) return true;
    return !strncmp(path, "languages.", strlen("languages."));
}

static bool is_above(const char *path)
{
    size_t n = strlen(path);
    for (size_t i = 0; i < word_spec_count; i++)
        if (!strncmp(word_specs[i].key, path, n) && word_specs[i].key[n] == '.') return true;
    return !strcmp(path, "languages");
}

static void warn_of(struct diags *d, const char *path, struct place place)
{
    struct arena a = {0};
    const char **known = ARENA_ARRAY(&a, const char *, word_spec_count);
    for (size_t i = 0; i < word_spec_count; i++) known[i] = word_specs[i].key;
    struct diag *diag = diag_warning(d, place, "string-unknown", "there is no string \"%s\"", path);
    const char *nearest = nearest_word(path, known, word_spec_count);
    if (nearest) diag_hint(d, diag, "did you mean %s?", nearest);
    else diag_hint(d, diag, "nothing shows it");
    arena_free(&a);
}

static void check_keys(struct diags *d, const struct node *strings, const char *above)
{
    char path[96];
    for (size_t i = 0; i < strings->count; i++) {
        snprintf(path, sizeof path, "%s%s%s", above, *above ? "." : "", strings->keys[i]->text);
        if (is_known(path)) continue;
        if (is_above(path) && strings->items[i]->kind == NODE_MAP)
            check_keys(d, strings->items[i], path);
        else if (!is_above(path)) warn_of(d, path, strings->keys[i]->place);
    }
}

bool words_check(struct diags *d, const char *language, const struct node *strings)
{
    if (strings->kind != NODE_MAP) {
        diag_error(d, strings->place, "strings-not-map",
                   "the strings of \"%s\" are a map of keys to texts", language);
        return false;
    }
    struct arena a = {0};
    struct words w = words_new(&a, language, strings);
    struct place file = {.source = strings->place.source};
    bool ok = true;
    check_keys(d, strings, "");
    for (size_t i = 0; i < word_spec_count; i++) {
        const struct node *n = words_node(&w, word_specs[i].key);
        if (n && !node_is_null(n)) {
            ok &= check_spec(d, &word_specs[i], n);
            continue;
        }
        diag_error(d, file, "string-missing", "the string \"%s\" is missing", word_specs[i].key);
        ok = false;
    }
    arena_free(&a);
    return ok;
}
