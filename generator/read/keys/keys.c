// Finds keys in the readers' tables, and says what their values can be.
#include "read/keys/keys.h"

#include <assert.h>
#include <string.h>

#include "base/array.h"
#include "base/translate.h"

const struct keys_file *const keys_files[] = {
    &keys_settings,      &keys_org,     &keys_priorities, &keys_plans,
    &keys_conversations, &keys_answers, &keys_deliveries, NULL,
};

// ---- Finding

static const struct keys_entry *entry_of(const struct keys_file *file, const char *path)
{
    for (size_t i = 0; i < file->entry_count; i++)
        if (!strcmp(file->entries[i].path, path)) return &file->entries[i];
    return NULL;
}

struct keys_key keys_key_of(struct arena *a, const struct keys_file *file,
                            const struct schema_table *t, const struct field *f)
{
    const char *path = *t->under ? arena_printf(a, "%s.%s", t->under, f->key) : f->key;
    return (struct keys_key){file, t, f, entry_of(file, path), path};
}

struct keys_key *keys_list(struct arena *a, const struct keys_file *file, size_t *count)
{
    struct keys_key *list = NULL;
    size_t room = 0;
    *count = 0;
    for (const struct keys_file *const *f = keys_files; *f; f++)
        for (const struct schema_table *t = (*f)->tables; t->under && (!file || *f == file); t++)
            for (size_t i = 0; i < t->count; i++)
                *ARENA_PUSH(a, list, *count, room) = keys_key_of(a, *f, t, &t->fields[i]);
    return list;
}

// Whether a path is another, or ends in it: agreed.leader in evaluation.agreed.leader.
static bool ends_in(const char *path, const char *end)
{
    size_t n = strlen(path), m = strlen(end);
    return m && n >= m && !strcmp(path + n - m, end) && (n == m || path[n - m - 1] == '.');
}

struct keys_key *keys_find(struct arena *a, const char *word, size_t *count)
{
    size_t n, found = 0;
    struct keys_key *all = keys_list(a, NULL, &n);
    for (size_t i = 0; i < n; i++)
        if (ends_in(arena_printf(a, "%s.%s", all[i].file->topic, all[i].path), word))
            all[found++] = all[i];
    *count = found;
    return all;
}

const struct keys_file *keys_find_file(const char *word)
{
    for (const struct keys_file *const *f = keys_files; *f; f++)
        if (!strcmp((*f)->topic, word) || !strcmp((*f)->name, word)) return *f;
    return NULL;
}

static bool begins_in(const struct schema_table *whole, const struct schema_table *part)
{
    size_t i = 0;
    while (i < whole->count && whole->fields + i != part->fields) i++;
    return i < whole->count && !strcmp(whole->under, part->under);
}

const struct keys_file *keys_file_of(const struct schema_table *t)
{
    for (const struct keys_file *const *f = keys_files; *f; f++)
        for (const struct schema_table *own = (*f)->tables; own->under; own++)
            if (begins_in(own, t)) return *f;
    return NULL;
}

// ---- What a value can be

const struct schema_table *keys_table_below(const struct keys_key *k)
{
    const struct schema_table *best = k->field->below;
    if (best) return best;
    for (const struct schema_table *t = k->file->tables; t->under; t++)
        if (ends_in(k->path, t->under) && (!best || strlen(t->under) > strlen(best->under)))
            best = t;
    return best;
}

static const char *const type_words[] = {
    [FIELD_TEXT] = N_("a text of one line"),
    [FIELD_LOCALIZED] = N_("a text, or one for each language: { nb: …, nn: … }"),
    [FIELD_PROSE] = N_("a text, of several lines where wanted"),
    [FIELD_BETWEEN_US] = N_("a text for the two alone, of several lines where wanted"),
    [FIELD_ID] = N_("an id: letters a–z, digits, full stops, - and _"),
    [FIELD_UNIT_ID] = N_("an id: letters a–z, digits, - and _"),
    [FIELD_EMAIL] = N_("an e-mail address"),
    [FIELD_PATH] = N_("a file in the cycle directory"),
    [FIELD_LANGUAGE] = N_("nb, nn, en, or a folder in your templates/"),
    [FIELD_DATE] = N_("a day, such as 2027-01-31"),
    [FIELD_MOMENT] = N_("a day, or a day and a time, such as 2027-01-31T09:00"),
    [FIELD_FLAG] = N_("true or false"),
    [FIELD_TIME] = N_("a time of day, such as 09:00"),
    [FIELD_DEADLINE] = N_("a day, a month (2027-06), a week (2027-W23), or words"),
    [FIELD_LINK] = N_("a URL or a share, such as https://files.nordlia.example/out/"),
};

static const char *choice_words(struct arena *a, const struct field *f)
{
    const char *words = "";
    for (size_t i = f->choices[0] ? 0 : 1, first = i; i < f->choice_count; i++) {
        const char *between = i + 1 < f->choice_count ? ", " : _(" or ");
        words = arena_printf(a, "%s%s%s", words, i > first ? between : "", f->choices[i]);
    }
    return words;
}

static const char *list_words(struct arena *a, const struct field *f, const char *below)
{
    if (f->most && *below)
        return arena_printf(a, _("a list of at most %d, each with %s"), f->most, below);
    if (f->most) return arena_printf(a, _("a list of at most %d"), f->most);
    return *below ? arena_printf(a, _("a list, each with %s"), below) : _("a list");
}

static const char *keys_of_table(struct arena *a, const struct schema_table *t)
{
    const char *words = "";
    for (size_t i = 0; t && i < t->count; i++)
        words = arena_printf(a, "%s%s%s", words, i ? ", " : "", t->fields[i].key);
    return words;
}

const char *keys_value(struct arena *a, const struct keys_key *k)
{
    const struct field *f = k->field;
    assert(f->type < FIELD_FLAG);
    const char *own = k->entry ? k->entry->value : NULL, *below;
    if (own && f->type == FIELD_LIST && f->most)
        return arena_printf(a, _("%s, at most %d"), _(own), f->most);
    if (own) return _(own);
    below = keys_of_table(a, keys_table_below(k));
    switch (f->type) {
    case FIELD_NUMBER: return arena_printf(a, _("a whole number from %d to %d"), f->least, f->most);
    case FIELD_CHOICE: return choice_words(a, f);
    case FIELD_MAP:
        return arena_printf(
            a, translate_count("the key %s", "the keys %s", strchr(below, ',') ? 2 : 1), below);
    case FIELD_LIST: return list_words(a, f, below);
    case FIELD_NODE:
    case FIELD_ANY: return "";  // whoever reads it says what it can be in its entry
    default: return _(type_words[f->type]);
    }
}

const char *keys_type_words(enum field_type type)
{
    return type < COUNT(type_words) && type_words[type] ? _(type_words[type]) : NULL;
}

const char *keys_sentences(struct arena *a, const struct keys_key *k)
{
    const char *without = k->entry->otherwise;
    const char *value = arena_printf(a, _("Value: %s."), keys_value(a, k));
    if (k->field->required) return arena_printf(a, _("%s It must be there."), value);
    return without ? arena_printf(a, _("%s Without it: %s."), value, _(without)) : value;
}

static bool shows(const char *example, const char *key)
{
    size_t n = strlen(key);
    for (const char *at = strstr(example, key); at; at = strstr(at + 1, key))
        if (at[n] == ':' && (at == example || strchr(" {[\n", at[-1]))) return true;
    return false;
}

const char *keys_example(struct arena *a, const struct keys_key *k)
{
    if (!k->entry || k->entry->example) return k->entry ? k->entry->example : NULL;
    size_t count;
    struct keys_key *all = keys_list(a, k->file, &count);
    for (size_t i = 0; i < count; i++) {
        bool above = keys_table_below(&all[i]) == k->table && all[i].table != k->table;
        const char *example = above ? keys_example(a, &all[i]) : NULL;
        if (example && shows(example, k->field->key)) return example;
    }
    return NULL;
}
