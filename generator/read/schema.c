// Reading maps by their schemas.
#include "read/schema.h"

#include <assert.h>
#include <string.h>

#include "base/array.h"
#include "base/nearest.h"
#include "base/translate.h"
#include "model/between_us.h"
#include "read/localized.h"
#include "read/scalar.h"

enum { UNKNOWN_KEYS_SHOWN = 10 };

static const struct field *find_field(const struct field *fields, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(fields[i].key, key)) return &fields[i];
    return NULL;
}

static void hint_known_keys(struct reader *r, struct diag *g, const struct field *fields,
                            size_t count)
{
    struct buf list = {0};
    for (size_t i = 0; i < count; i++) buf_printf(&list, "%s%s", i ? ", " : "", fields[i].key);
    diag_hint(r->d, g, "known keys: %s; samtale help KEY says what each means", buf_cstr(&list));
    buf_free(&list);
}

static const char *nearest_key(const struct field *fields, size_t count, const char *key)
{
    const char *names[64];
    size_t n = count < COUNT(names) ? count : COUNT(names);
    for (size_t i = 0; i < n; i++) names[i] = fields[i].key;
    return nearest_word(key, names, n);
}

static struct diag *report_unknown(struct reader *r, const struct node *key, const char *what)
{
    return what ? READER_ERROR(r, key->place, "key-unknown", "unknown key \"%.100s\" in %s",
                               key->text, scalar_what(r, what))
                : READER_ERROR(r, key->place, "key-unknown", "unknown key \"%.100s\"", key->text);
}

// Reports an unknown key. stray: it stands in braces and has no value, so that it may be the rest
// of a text with a comma.
static void unknown_key(struct reader *r, const struct field *fields, size_t count,
                        const struct node *key, const char *what, bool stray)
{
    const char *near = nearest_key(fields, count, key->text);
    struct diag *g = report_unknown(r, key, what);
    diag_alike(r->d, g, key->text);
    size_t word = strcspn(key->text, ": ");
    const char *first = arena_strndup(r->a, key->text, word), *rest = key->text + word;
    if (*rest && find_field(fields, count, first))
        diag_hint(r->d, g, "did you mean %s?",
                  arena_printf(r->a, "%s: %s", first, rest + strspn(rest, ": ")));
    else if (stray) diag_hint(r->d, g, "text that holds a comma needs quotes between { and }");
    else if (near) diag_hint(r->d, g, "did you mean %s?", near);
    else hint_known_keys(r, g, fields, count);
}

// Whether the key, which no field has, is one that another program keeps in the file for itself: it
// is no text with a comma, and none of ours with its value in it.
static bool is_foreign(const struct field *fields, size_t count, const struct node *map, size_t i)
{
    const char *key = map->keys[i]->text;
    char first[32];
    size_t word = strcspn(key, ": ");
    if (!map->block && map->items[i]->start == map->items[i]->end) return false;
    if (!key[word] || word >= sizeof first) return true;
    memcpy(first, key, word);
    first[word] = '\0';
    return !find_field(fields, count, first);
}

// One that is nearly one of ours, whose value somebody meant to be read.
static void misspelt_key(struct reader *r, const struct node *key, const char *what,
                         const char *near, enum diag_level level)
{
    struct diag *g = level == DIAG_ERROR
                       ? report_unknown(r, key, what)
                       : diag_warning(r->d, key->place, "key-misspelt",
                                      "unknown key \"%.100s\" in %s: it is not read", key->text,
                                      scalar_what(r, what));
    diag_alike(r->d, g, key->text);
    diag_hint(r->d, g, "did you mean %s?", near);
}

// Reports the foreign keys of a map: each that is nearly one of ours, and once all others.
static void report_foreign(struct reader *r, const struct field *fields, size_t count,
                           const struct node *map, const char *what, enum diag_level misspelt)
{
    struct buf list = {0};
    const struct node *first = NULL;
    size_t shown = 0;
    for (size_t i = 0; i < map->count; i++) {
        const struct node *key = map->keys[i];
        if (find_field(fields, count, key->text) || !is_foreign(fields, count, map, i)) continue;
        const char *near = nearest_key(fields, count, key->text);
        if (near) {
            misspelt_key(r, key, what, near, misspelt);
            continue;
        }
        if (!first) first = key;
        if (shown++ < UNKNOWN_KEYS_SHOWN)
            buf_printf(&list, "%s\"%.40s\"", list.n ? ", " : "", key->text);
    }
    if (shown > UNKNOWN_KEYS_SHOWN) BUF_LIT(&list, ", …");
    if (first) {
        struct diag *g = diag_warning(r->d, first->place, "keys-foreign",
                                      "samtale does not use %s in %s", buf_cstr(&list),
                                      scalar_what(r, what));
        diag_alike(r->d, g, buf_cstr(&list));
        hint_known_keys(r, g, fields, count);
    }
    buf_free(&list);
}

static void read_list(struct reader *r, const struct field *f, struct label l, const struct node *n,
                      void *target)
{
    if (n->kind != NODE_LIST) {
        READER_ERROR(r, n->place, "list-expected", "%s must be a list", scalar_label(r, l));
        return;
    }
    if (f->most && n->count > (size_t)f->most) {
        READER_ERROR(r, n->place, "list-too-long", "%s holds %zu items; at most %d fit",
                     scalar_label(r, l), n->count, f->most);
        return;
    }
    for (size_t i = 0; i < n->count; i++) f->read(r, target, n->items[i]);
}

bool schema_expect_map(struct reader *r, const struct node *n, const char *what)
{
    if (n->kind == NODE_MAP) return true;
    READER_ERROR(r, n->place, "map-expected",
                 "%s must be a map: keys with values below it, or { key: value, … }", what);
    return false;
}

static void read_map(struct reader *r, const struct field *f, struct label l, const struct node *n,
                     void *target)
{
    if (schema_expect_map(r, n, scalar_label(r, l))) f->read(r, target, n);
}

static void read_choice(struct reader *r, const struct field *f, struct label l,
                        const struct node *n, void *at)
{
    unsigned choice;  // as wide as an enum
    if (scalar_choice(r, l, n, f->choices, f->choice_count, &choice))
        memcpy(at, &choice, sizeof choice);
}

// Warns of a text that is empty, as exports write "" where they have nothing; false: it is none.
static bool is_left_open(struct reader *r, const struct field *f, struct label l,
                         const struct node *n)
{
    bool text = f->type == FIELD_TEXT || f->type == FIELD_LOCALIZED || f->type == FIELD_PROSE ||
                f->type == FIELD_BETWEEN_US || f->type == FIELD_EMAIL;
    if (!text || f->required || n->kind != NODE_SCALAR || n->text[strspn(n->text, " \t\n")])
        return false;
    diag_warning(r->d, n->place, "value-empty", "%s is empty", scalar_label(r, l));
    return true;
}

static const struct between_us *read_between_us(struct reader *r, struct label l,
                                                const struct node *n)
{
    const char *text = scalar_text(r, l, n, PROSE_LIMIT);
    if (!text) return NULL;
    struct between_us *kept = ARENA_NEW(r->a, struct between_us);
    kept->text = text;
    return kept;
}

// A value in quotation marks that only look like YAML's: they are left out, with a warning.
static const struct node *without_quotes(struct reader *r, const struct node *n)
{
    static const char *const pairs[][2] = {{"“", "”"}, {"”", "”"}, {"„", "“"}, {"„", "”"},
                                           {"«", "»"}, {"»", "«"}, {"‘", "’"}, {"’", "’"}};
    size_t length = n->kind == NODE_SCALAR && n->plain ? strlen(n->text) : 0;
    for (size_t i = 0; i < COUNT(pairs); i++) {
        size_t open = strlen(pairs[i][0]), close = strlen(pairs[i][1]);
        if (length <= open + close || memcmp(n->text, pairs[i][0], open) ||
            strcmp(n->text + length - close, pairs[i][1]))
            continue;
        struct node *inner = ARENA_NEW(r->a, struct node);
        *inner = *n;
        inner->text = arena_strndup(r->a, n->text + open, length - open - close);
        if (strstr(inner->text, pairs[i][0]) || strstr(inner->text, pairs[i][1])) return n;
        struct diag *g = diag_warning(r->d, n->place, "quotes-left-out",
                                      "the quotation marks around this value are left out");
        diag_hint(r->d, g, "where they belong to it, put '…' around them");
        return inner;
    }
    return n;
}

static bool is_short(enum field_type type)
{
    return type == FIELD_TEXT || type == FIELD_LOCALIZED || type == FIELD_ID ||
           type == FIELD_UNIT_ID || type == FIELD_EMAIL || type == FIELD_PATH ||
           type == FIELD_LANGUAGE || type == FIELD_DATE || type == FIELD_MOMENT ||
           type == FIELD_NUMBER || type == FIELD_CHOICE;
}

static void read_field(struct reader *r, const struct field *f, const struct node *n,
                       const char *what, void *target)
{
    struct label l = {f->key, what};
    if (is_short(f->type)) n = without_quotes(r, n);
    void *at = target ? (char *)target + f->offset : NULL;
    assert(!f->read == (f->type != FIELD_MAP && f->type != FIELD_LIST && f->type != FIELD_ANY));
    assert(f->type < FIELD_FLAG);
    assert(f->choices || f->type != FIELD_CHOICE);
    if (is_left_open(r, f, l, n)) return;
    switch (f->type) {
    case FIELD_TEXT: *(const char **)at = scalar_text(r, l, n, TEXT_LIMIT); break;
    case FIELD_LOCALIZED: localized_read(r, l, n, at); break;
    case FIELD_PROSE: *(const char **)at = scalar_text(r, l, n, PROSE_LIMIT); break;
    case FIELD_BETWEEN_US: *(const struct between_us **)at = read_between_us(r, l, n); break;
    case FIELD_ID: *(const char **)at = scalar_id(r, n, true); break;
    case FIELD_UNIT_ID: *(const char **)at = scalar_id(r, n, false); break;
    case FIELD_EMAIL: *(const char **)at = scalar_email(r, l, n); break;
    case FIELD_PATH: *(const char **)at = scalar_path(r, l, n); break;
    case FIELD_LANGUAGE: *(const char **)at = scalar_language(r, l, n, false); break;
    case FIELD_DATE:
        if (scalar_date(r, l, n, at)) scalar_warn_if_far(r, l, n, *(struct date *)at);
        break;
    case FIELD_MOMENT: scalar_moment(r, l, n, at); break;
    case FIELD_NUMBER: scalar_number(r, l, n, f->least, f->most, at); break;
    case FIELD_CHOICE: read_choice(r, f, l, n, at); break;
    case FIELD_NODE: *(const struct node **)at = n; break;
    case FIELD_MAP: read_map(r, f, l, n, target); break;
    case FIELD_LIST: read_list(r, f, l, n, target); break;
    case FIELD_ANY: f->read(r, target, n); break;
    case FIELD_FLAG:
    case FIELD_TIME:
    case FIELD_DEADLINE:
    case FIELD_LINK: break;  // of no field
    }
}

static void check_required(struct reader *r, const struct field *f, const struct node *map,
                           const char *what)
{
    if (!f->required || !node_is_null(node_get(map, f->key))) return;
    const struct node *key = node_get_key(map, f->key);
    if (key)
        READER_ERROR(r, key->place, "value-missing", "%s has no value",
                     scalar_label(r, (struct label){f->key, what}));
    else if (what)
        diag_alike(r->d,
                   READER_ERROR(r, map->place, "key-missing", "%s has no \"%s\"",
                                scalar_what(r, what), f->key),
                   f->key);
    else READER_ERROR(r, reader_file_place(map), "key-missing", "\"%s\" is missing", f->key);
}

// lenient: keys of other programs are a warning; misspelt: what one is that is nearly one of ours.
static bool read_all(struct reader *r, const struct field *fields, size_t count,
                     const struct node *map, const char *what, void *target, bool lenient,
                     enum diag_level misspelt)
{
    size_t before = r->errors, unknown = 0;
    const struct node *last = NULL;
    if (!schema_expect_map(r, map, what ? scalar_what(r, what) : _("the file"))) return false;
    for (size_t i = 0; i < map->count; i++) {
        const struct field *f = find_field(fields, count, map->keys[i]->text);
        if (!f && lenient && is_foreign(fields, count, map, i)) continue;
        if (!f) last = map->keys[i];
        if (!f && unknown++ < UNKNOWN_KEYS_SHOWN)
            unknown_key(r, fields, count, map->keys[i], what,
                        !map->block && map->items[i]->start == map->items[i]->end);
        if (f && !node_is_null(map->items[i])) read_field(r, f, map->items[i], what, target);
    }
    if (unknown > UNKNOWN_KEYS_SHOWN)
        READER_ERROR(r, last->place, "more-keys-unknown",
                     "%zu more keys down to this one are unknown", unknown - UNKNOWN_KEYS_SHOWN);
    if (lenient) report_foreign(r, fields, count, map, what, misspelt);
    for (size_t i = 0; i < count; i++) check_required(r, &fields[i], map, what);
    return r->errors == before;
}

bool schema_read(struct reader *r, const struct field *fields, size_t count, const struct node *map,
                 const char *what, void *target)
{
    return read_all(r, fields, count, map, what, target, false, DIAG_ERROR);
}

bool schema_read_shared(struct reader *r, const struct field *fields, size_t count,
                        const struct node *map, const char *what, void *target,
                        enum diag_level misspelt)
{
    return read_all(r, fields, count, map, what, target, true, misspelt);
}

const struct field schema_window_fields[] = {
    {.key = "from", .type = FIELD_DATE, .required = true, .offset = offsetof(struct window, from)},
    {.key = "to", .type = FIELD_DATE, .required = true, .offset = offsetof(struct window, to)},
};
const struct field schema_open_window_fields[] = {
    {.key = "from", .type = FIELD_DATE, .required = true, .offset = offsetof(struct window, from)},
    {.key = "to", .type = FIELD_DATE, .offset = offsetof(struct window, to)},
};

void schema_check_window(struct reader *r, const struct window *w, const char *what)
{
    if (date_is_set(w->from) && date_is_set(w->to) && date_compare(w->from, w->to) > 0)
        READER_ERROR(r, w->place, "window-reversed", "%s ends before it begins",
                     scalar_what(r, what));
}

bool schema_window(struct reader *r, const struct node *map, const char *what, bool open,
                   struct window *out)
{
    size_t before = r->errors;
    out->place = map->place;
    if (open) SCHEMA_READ(r, schema_open_window_fields, map, what, out);
    else SCHEMA_READ(r, schema_window_fields, map, what, out);
    schema_check_window(r, out, what);
    return r->errors == before;
}
