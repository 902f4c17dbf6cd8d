// The tables of fields, and taking their names apart and together.
#include "model/record.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "model/cycle.h"
#include "model/returned.h"

static const char *const roles[] = {"employee", "leader"};
static const char *const steps[] = {"1", "2", "3", "4", "5", "6", "7", "unknown"};

#define CHOICES(names, count) .kind = RECORD_CHOICE, .choices = (names), .choice_count = (count)
#define BETWEEN_US .privacy = RECORD_BETWEEN_US

const struct record_field record_plan[] = {
    {"conversation/held", .kind = RECORD_DATE},
    {"agreed/employee", .kind = RECORD_DATE, .owner = OWNER_EMPLOYEE},
    {"agreed/employee/tick", .kind = RECORD_AGREEMENT, .owner = OWNER_EMPLOYEE},
    {"agreed/leader", .kind = RECORD_DATE, .owner = OWNER_LEADER},
    {"agreed/leader/tick", .kind = RECORD_AGREEMENT, .owner = OWNER_LEADER},
    {"disagreement", .kind = RECORD_PROSE, BETWEEN_US},
    {"follow-up-informal", .kind = RECORD_PROSE, BETWEEN_US},
    {"goals/*/goal", .kind = RECORD_PROSE, .required = true},
    {"goals/*/kind", CHOICES(goal_kind_names, GOAL_PROFESSIONAL + 1)},
    {"goals/*/supports", .kind = RECORD_SUPPORTS},
    {"goals/*/supports/*", .kind = RECORD_TICK},
    {"goals/*/measures/*/what", .kind = RECORD_PROSE, .required = true},
    {"goals/*/measures/*/responsible", .kind = RECORD_RESPONSIBLE},
    {"goals/*/measures/*/deadline", .kind = RECORD_DEADLINE},
    {"goals/*/measures/*/done", .kind = RECORD_DONE},
    {"goals/*/measures/*/ticked", .kind = RECORD_DONE_TICK},
    {"goals/*/attainment", CHOICES(attainment_names, ATTAINMENT_DROPPED + 1)},
    {"goals/*/comments/employee", .kind = RECORD_PROSE, BETWEEN_US, .owner = OWNER_EMPLOYEE},
    {"goals/*/comments/leader", .kind = RECORD_PROSE, BETWEEN_US, .owner = OWNER_LEADER},
    {"follow-ups/*/planned", .kind = RECORD_DEADLINE},
    {"follow-ups/*/held", .kind = RECORD_DATE},
    {"follow-ups/*/progress/*/status", CHOICES(progress_names, PROGRESS_DROPPED + 1)},
    {"follow-ups/*/progress/*/note", .kind = RECORD_PROSE, BETWEEN_US},
    {"follow-ups/*/learnt", .kind = RECORD_PROSE, BETWEEN_US},
    {"follow-ups/*/changes", .kind = RECORD_PROSE, BETWEEN_US},
    {"follow-ups/*/next-steps", .kind = RECORD_PROSE, BETWEEN_US},
    {"follow-ups/*/next/date", .kind = RECORD_DEADLINE},
    {"follow-ups/*/next/time", .kind = RECORD_LINE},
    {"follow-ups/*/next/place", .kind = RECORD_LINE},
    {"evaluation/held", .kind = RECORD_DATE},
    {"evaluation/disagreement", .kind = RECORD_PROSE, BETWEEN_US},
    {"evaluation/learnt", .kind = RECORD_PROSE, BETWEEN_US},
    {"evaluation/next-steps", .kind = RECORD_PROSE, BETWEEN_US},
    {"evaluation/agreed/employee", .kind = RECORD_DATE, .owner = OWNER_EMPLOYEE},
    {"evaluation/agreed/employee/tick", .kind = RECORD_AGREEMENT, .owner = OWNER_EMPLOYEE},
    {"evaluation/agreed/leader", .kind = RECORD_DATE, .owner = OWNER_LEADER},
    {"evaluation/agreed/leader/tick", .kind = RECORD_AGREEMENT, .owner = OWNER_LEADER},
    {"competence-needs/*", .kind = RECORD_TICK},
    // * is the number of the { other: … } in competence-needs, from 1
    {"other-needs/*", .kind = RECORD_LINE},
    {"who/employee", .kind = RECORD_WHO},
    {"who/leader", .kind = RECORD_WHO},
    {"notes/*", .kind = RECORD_NOTE, .privacy = RECORD_PRIVATE},
    {.path = NULL},
};

const struct record_field record_answer[] = {
    {"role", CHOICES(roles, 2)},
    {"scales/*", CHOICES(steps, COUNT(steps))},
    {"training-needs/*", .kind = RECORD_TICK},
    {"training-other", .kind = RECORD_PROSE},
    {"helped", .kind = RECORD_PROSE},
    {"change", .kind = RECORD_PROSE},
    {"notes/*", .kind = RECORD_NOTE, .privacy = RECORD_PRIVATE},
    {.path = NULL},
};

static bool matches(const char *pattern, const char *path)
{
    while (*pattern && *path) {
        size_t n = strcspn(pattern, "/"), m = strcspn(path, "/");
        bool any = n == 1 && *pattern == '*';
        if (!m || (!any && (n != m || memcmp(pattern, path, n)))) return false;
        pattern += n;
        path += m;
        if (!*pattern || !*path) break;
        pattern++;
        path++;
    }
    return !*pattern && !*path;
}

const struct record_field *record_find(const struct record_field *table, const char *path)
{
    for (; table->path; table++)
        if (matches(table->path, path)) return table;
    return NULL;
}

// ---- Names

static char *swap(struct arena *a, const char *text, size_t n, char from, char to)
{
    char *copy = arena_strndup(a, text, n);
    for (char *s = copy; *s; s++)
        if (*s == from) *s = to;
    return copy;
}

static bool is_mac(const char *text)
{
    size_t n = strspn(text, "0123456789abcdef");
    return n == RECORD_MAC_LENGTH && !text[n];
}

// ROOT up to the MAC.
static char *root_of(struct arena *a, const struct record_form *f)
{
    struct buf name = {0};
    const char *const ids[][2] = {{"u", f->unit}, {"e", f->employee}, {"l", f->leader}};
    buf_printf(&name, "samtale/2/%s/%s/%s", f->organisation, f->document, f->period);
    for (size_t i = 0; i < COUNT(ids); i++)
        if (ids[i][1]) buf_printf(&name, "/%s=%s", ids[i][0], ids[i][1]);
    char *root = swap(a, name.p, name.n, '.', ':');
    buf_free(&name);
    return root;
}

// The first `digits` hexadecimal digits of a keyed hash of parts, each ended by a NUL.
static void keyed_digits(const uint8_t key[HASH_SIZE], const char *const *parts, size_t count,
                         size_t digits, char *out)
{
    struct buf text = {0};
    uint8_t hash[HASH_SIZE];
    char all[HASH_TEXT];
    for (size_t i = 0; i < count; i++) buf_add(&text, parts[i], strlen(parts[i]) + 1);
    hash_keyed(key, text.p, text.n, hash);
    buf_free(&text);
    hash_text(hash, all);
    memcpy(out, all, digits);
    out[digits] = '\0';
}

// False: the secret does not give the form's key.
static bool sign(struct arena *a, const struct record_form *f, const struct secret *s,
                 struct record_key *key, char mac[RECORD_MAC_LENGTH + 1])
{
    key->form = root_of(a, f);
    bool has_key = secret_form_key(s, f->leader, key->bytes);
    keyed_digits(key->bytes, (const char *const[]){"form", key->form}, 2, RECORD_MAC_LENGTH, mac);
    return has_key;
}

char *record_form_name(struct arena *a, const struct record_form *f, const struct secret *s,
                       struct record_key *key)
{
    char mac[RECORD_MAC_LENGTH + 1];
    assert(f->organisation && f->document && f->period);
    bool is_signed = sign(a, f, s, key, mac);
    return arena_printf(a, "%s/%s", key->form, is_signed ? mac : "-");
}

bool record_form_is_signed(struct arena *a, const struct record_form *f, const struct secret *s,
                           struct record_key *key)
{
    char mac[RECORD_MAC_LENGTH + 1];
    if (!f->mac || !is_mac(f->mac) || !f->organisation) return false;
    return sign(a, f, s, key, mac) && hash_equal(mac, f->mac, RECORD_MAC_LENGTH);
}

// ---- Taking names apart

enum { PARTS_MOST = 9 };  // of a ROOT

// The parts of a ROOT; 0: it has none, or too many.
static size_t split_root(struct arena *a, const char *name, const char *parts[PARTS_MOST])
{
    size_t count = 0;
    for (const char *s = name;; s++) {
        size_t n = strcspn(s, "/");
        if (!n || count == PARTS_MOST) return 0;
        parts[count++] = swap(a, s, n, ':', '.');
        s += n;
        if (!*s) return count;
    }
}

static const char *id_of(const char *part, char letter)
{
    return part[0] == letter && part[1] == '=' && part[2] ? part + 2 : NULL;
}

static enum record_form_state parse_old(const char *const *parts, size_t count,
                                        struct record_form *out)
{
    if (count != 5) return RECORD_FORM_OTHER;
    out->document = parts[2];
    out->period = parts[3];
    out->employee = id_of(parts[4], 'e');
    out->unit = id_of(parts[4], 'u');
    bool nobody = !strcmp(parts[4], "-");
    return out->employee || out->unit || nobody ? RECORD_FORM_OURS : RECORD_FORM_OTHER;
}

enum record_form_state record_form_parse(struct arena *a, const char *name, struct record_form *out)
{
    enum { LONGEST = 500 };
    const char *parts[PARTS_MOST];
    *out = (struct record_form){0};
    if (strncmp(name, "samtale/", 8)) return RECORD_FORM_OTHER;
    char version = name[8];
    if (version < '1' || version > '9' || name[9] != '/') return RECORD_FORM_OTHER;
    if (version > '2') return RECORD_FORM_NEWER;
    size_t count = strlen(name) > LONGEST ? 0 : split_root(a, name, parts), i = 5;
    out->version = (unsigned)(version - '0');
    if (version == '1') return parse_old(parts, count, out);
    if (count < 5) return RECORD_FORM_OTHER;
    out->organisation = parts[2];
    out->document = parts[3];
    out->period = parts[4];
    if (i < count && (out->unit = id_of(parts[i], 'u'))) i++;
    if (i < count && (out->employee = id_of(parts[i], 'e'))) i++;
    if (i < count && (out->leader = id_of(parts[i], 'l'))) i++;
    if (i < count) out->mac = parts[i++];
    return i == count ? RECORD_FORM_OURS : RECORD_FORM_OTHER;
}

// ---- Marks

// FNV-1a, as version 1 marked what was prefilled.
static void old_mark(const char *text, char out[RECORD_OLD_MARK_LENGTH + 1])
{
    static const char digits[] = "0123456789abcdef";
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    hash ^= hash >> 32;
    for (int i = 0; i < RECORD_OLD_MARK_LENGTH; i++) out[i] = digits[hash >> (4 * i) & 15];
    out[RECORD_OLD_MARK_LENGTH] = 0;
}

static void make_mark(const struct record_key *k, const char *path, const char *text,
                      char out[RECORD_MARK_LENGTH + 1])
{
    const char *const parts[] = {"prefilled", k->form, path, text};
    keyed_digits(k->bytes, parts, COUNT(parts), RECORD_MARK_LENGTH, out);
}

char *record_field_name(struct arena *a, const char *path, const char *prefilled,
                        const struct record_key *key)
{
    char mark[RECORD_MARK_LENGTH + 1];
    char *name = swap(a, path, strlen(path), '.', ':');
    if (!prefilled || !*prefilled || !key) return name;
    make_mark(key, path, record_text(a, prefilled), mark);
    return arena_printf(a, "%s~%s", name, mark);
}

void record_field_parse(struct arena *a, const char *name, const char **path, const char **mark)
{
    size_t n = strcspn(name, "~"), length = name[n] ? strlen(name + n + 1) : 0;
    *path = swap(a, name, n, ':', '.');
    bool is_mark = length == RECORD_MARK_LENGTH || length == RECORD_OLD_MARK_LENGTH;
    *mark = is_mark ? arena_strdup(a, name + n + 1) : NULL;
}

static bool is_mark_of(const char *mark, const struct record_key *key, const char *path,
                       const char *text)
{
    char right[RECORD_MARK_LENGTH + 1];
    if (!mark) return !*text;
    if (key) make_mark(key, path, text, right);
    else old_mark(text, right);
    return !strcmp(mark, right);
}

char *record_line_ends(struct arena *a, const char *text)
{
    char *copy = arena_strdup(a, text), *to = copy;
    for (const char *s = copy; *s; s++) {
        if (*s == '\r' && s[1] == '\n') continue;
        *to++ = *s == '\r' ? '\n' : *s;
    }
    *to = 0;
    return utf8_nfc(a, copy);
}

char *record_text(struct arena *a, const char *text)
{
    char *same = record_line_ends(a, text), *end = same + strlen(same);
    while (end > same && strchr(" \t\n", end[-1])) end--;
    *end = 0;
    return same;
}

bool record_value_is_base(const struct returned_value *v, const struct record_key *key,
                          const char *text)
{
    if (!key && v->base) return !strcmp(v->base, text);
    return is_mark_of(v->mark, key, v->path, text);
}

bool record_is_unchanged(const struct returned_value *v, const struct record_key *key)
{
    return record_value_is_base(v, key, v->value);
}
