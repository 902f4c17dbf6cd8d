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
    {"goals/*/measures/*/what", .kind = RECORD_PROSE, .required = true},
    {"goals/*/measures/*/responsible", .kind = RECORD_RESPONSIBLE},
    {"goals/*/measures/*/deadline", .kind = RECORD_DEADLINE},
    {"goals/*/measures/*/done", .kind = RECORD_DATE},
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

char *record_form_name(struct arena *a, const struct record_form *f)
{
    assert(f->document && f->period);
    const char *whose = "-";
    if (f->employee) whose = arena_printf(a, "e=%s", f->employee);
    else if (f->unit) whose = arena_printf(a, "u=%s", f->unit);
    const char *name = arena_printf(a, "samtale/1/%s/%s/%s", f->document, f->period, whose);
    return swap(a, name, strlen(name), '.', ':');
}

enum record_form_state record_form_parse(struct arena *a, const char *name, struct record_form *out)
{
    enum { PARTS = 5, LONGEST = 400 };
    const char *parts[PARTS];
    *out = (struct record_form){0};
    if (strncmp(name, "samtale/", 8)) return RECORD_FORM_OTHER;
    if (strncmp(name, "samtale/1/", 10))
        return name[8] >= '2' && name[8] <= '9' ? RECORD_FORM_NEWER : RECORD_FORM_OTHER;
    if (strlen(name) > LONGEST) return RECORD_FORM_OTHER;
    const char *s = name;
    for (int i = 0; i < PARTS; i++) {
        size_t n = strcspn(s, "/");
        if (!n || (i + 1 < PARTS) != (s[n] == '/')) return RECORD_FORM_OTHER;
        parts[i] = swap(a, s, n, ':', '.');
        s += n + 1;
    }
    out->document = parts[2];
    out->period = parts[3];
    if (!strncmp(parts[4], "e=", 2) && parts[4][2]) out->employee = parts[4] + 2;
    else if (!strncmp(parts[4], "u=", 2) && parts[4][2]) out->unit = parts[4] + 2;
    else if (strcmp(parts[4], "-")) return RECORD_FORM_OTHER;
    return RECORD_FORM_OURS;
}

// FNV-1a: it need only tell one person's texts apart.
void record_hash(const char *text, char out[RECORD_HASH_LENGTH + 1])
{
    static const char digits[] = "0123456789abcdef";
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *text; text++) hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    hash ^= hash >> 32;
    for (int i = 0; i < RECORD_HASH_LENGTH; i++) out[i] = digits[hash >> (4 * i) & 15];
    out[RECORD_HASH_LENGTH] = 0;
}

char *record_field_name(struct arena *a, const char *path, const char *prefilled)
{
    char hash[RECORD_HASH_LENGTH + 1];
    char *name = swap(a, path, strlen(path), '.', ':');
    if (!prefilled || !*prefilled) return name;
    record_hash(record_text(a, prefilled), hash);
    return arena_printf(a, "%s~%s", name, hash);
}

void record_field_parse(struct arena *a, const char *name, const char **path, const char **hash)
{
    size_t n = strcspn(name, "~");
    *path = swap(a, name, n, ':', '.');
    *hash = name[n] == '~' && strlen(name + n + 1) == RECORD_HASH_LENGTH
              ? arena_strdup(a, name + n + 1)
              : NULL;
}

char *record_text(struct arena *a, const char *text)
{
    char *copy = arena_strdup(a, text), *to = copy;
    for (const char *s = copy; *s; s++) {
        if (*s == '\r' && s[1] == '\n') continue;
        *to++ = *s == '\r' ? '\n' : *s;
    }
    *to = 0;
    return utf8_nfc(a, copy);
}

bool record_is_unchanged(const struct returned_value *v)
{
    char hash[RECORD_HASH_LENGTH + 1];
    if (v->base) return !strcmp(v->base, v->value);
    if (!v->hash) return !*v->value;
    record_hash(v->value, hash);
    return !strcmp(hash, v->hash);
}
