// The strings of a language: looking them up, and filling them in.
#include "compose/words/words.h"

#include <assert.h>
#include <string.h>

#include "base/buf.h"
#include "compose/words/segment.h"

static void add_strings(struct map *to, struct arena *a, const char *above, const struct node *n)
{
    for (size_t i = 0; n->kind == NODE_MAP && i < n->count; i++) {
        const char *key = n->keys[i]->text;
        if (strchr(key, '.')) continue;  // it stands for no key inside another
        if (*above) key = arena_printf(a, "%s.%s", above, key);
        map_set(to, a, key, n->items[i]);
        add_strings(to, a, key, n->items[i]);
    }
}

struct words words_new(struct arena *a, const char *language, const struct node *strings)
{
    struct words w = {.language = language};
    add_strings(&w.strings, a, "", strings);
    return w;
}

const struct node *words_node(const struct words *w, const char *key)
{
    return map_get(&w->strings, key);
}

const char *words_text(const struct words *w, const char *key)
{
    const struct node *n = words_node(w, key);
    return node_is_text(n) ? n->text : NULL;
}

const char *words_item(const struct words *w, const char *key, size_t index)
{
    const struct node *n = words_node(w, key);
    return n && n->kind == NODE_LIST && index < n->count ? n->items[index]->text : "";
}

static void add_argument(struct buf *out, const struct word_arg *args, size_t count,
                         const struct text_segment *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strncmp(args[i].name, name->text, name->n) && !args[i].name[name->n]) {
            buf_str(out, args[i].text);
            return;
        }
}

const char *words_fill(struct arena *a, const char *pattern, const struct word_arg *args,
                       size_t count)
{
    assert(pattern);
    char most[256];
    struct buf out = BUF_IN(most);
    struct text_segment p;
    while (segment_next(&pattern, &p)) {
        if (p.is_name) add_argument(&out, args, count, &p);
        else buf_add(&out, p.text, p.n);
    }
    const char *text = arena_strndup(a, out.p, out.n);
    buf_free(&out);
    return text;
}

const char *words_count(struct arena *a, const struct words *w, const char *key, int n)
{
    const struct node *forms = words_node(w, key);
    assert(forms);
    const char *number = arena_printf(a, "%d", n);
    const char *form = node_text(forms, number);
    return words_fill(a, form ? form : node_text(forms, "other"), &(struct word_arg){"n", number},
                      1);
}

const char *words_count_fill(struct arena *a, const struct words *w, const char *key, size_t n,
                             const struct word_arg *args, size_t count)
{
    const struct node *forms = words_node(w, key);
    assert(forms);
    const char *form = node_text(forms, arena_printf(a, "%zu", n));
    return words_fill(a, form ? form : node_text(forms, "other"), args, count);
}

const char *words_join(struct arena *a, const struct words *w, const char *const *names,
                       size_t count)
{
    if (!count) return "";
    const char *text = names[0];
    for (size_t i = 1; i + 1 < count; i++)
        text = WORDS_FILL(a, w, "list.comma", {"before", text}, {"next", names[i]});
    return count > 1 ? WORDS_FILL(a, w, "list.pair", {"before", text}, {"last", names[count - 1]})
                     : text;
}
