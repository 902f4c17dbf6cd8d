// Reads and writes history/PERIOD.json.
#include "figures/history.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/file.h"
#include "base/file_update.h"
#include "base/translate.h"

#define HISTORY_FOLDER "history"
enum { HISTORY_FORMAT = 1, HISTORY_LIMIT = 64 << 20 };

static const struct place nowhere;

static const char *history_path(struct arena *a, const char *period)
{
    return arena_printf(a, HISTORY_FOLDER "/%s.json", period);
}

// ---- Reading: bad is set where anything is not as it was written

struct parser {
    struct arena *arena;
    bool bad;
};

static const char *text_of(struct parser *p, const json_t *o, const char *key, bool may_be_null)
{
    const json_t *v = json_object_get(o, key);
    if (may_be_null && (!v || json_is_null(v))) return NULL;
    const char *text = json_string_value(v);
    p->bad |= !text;
    return text ? arena_strdup(p->arena, text) : "";
}

static int number_of(struct parser *p, const json_t *o, const char *key, int least)
{
    const int most = 100000000;
    const json_t *v = json_object_get(o, key);
    json_int_t n = json_integer_value(v);
    if (!json_is_integer(v) || n < least || n > most) p->bad = true;
    return p->bad ? 0 : (int)n;
}

static int choice_of(struct parser *p, const json_t *o, const char *key, const char *const *names,
                     int count)
{
    const char *text = json_string_value(json_object_get(o, key));
    for (int i = 0; text && i < count; i++)
        if (!strcmp(names[i], text)) return i;
    p->bad = true;
    return 0;
}

static const struct {
    const char *key;
    size_t offset;
} coverage_keys[] = {
    {"people", offsetof(struct published_coverage, people)},
    {"held", offsetof(struct published_coverage, held)},
    {"due", offsetof(struct published_coverage, due)},
    {"agreed", offsetof(struct published_coverage, agreed)},
    {"plans-due", offsetof(struct published_coverage, plans_due)},
    {"follow-ups", offsetof(struct published_coverage, follow_ups)},
    {"follow-ups-due", offsetof(struct published_coverage, follow_ups_due)},
    {"evaluated", offsetof(struct published_coverage, evaluated)},
    {"evaluations-due", offsetof(struct published_coverage, evaluations_due)},
};

static void parse_coverage(struct parser *p, const json_t *o, struct published_coverage *to)
{
    for (size_t i = 0; i < COUNT(coverage_keys); i++) {
        size_t n = (size_t)number_of(p, o, coverage_keys[i].key, 0);
        memcpy((char *)to + coverage_keys[i].offset, &n, sizeof n);
    }
}

static struct published_figure parse_figure(struct parser *p, const json_t *o)
{
    struct published_figure f = {.id = text_of(p, o, "id", false)};
    f.is_band = json_object_get(o, "band") != NULL;
    if (f.is_band) {
        f.band = (enum published_band)choice_of(p, o, "band", published_band_names, BAND_COUNT);
        return f;
    }
    f.count = number_of(p, o, "count", -100000000);
    f.of = number_of(p, o, "of", 0);
    f.of_is_drawn = json_is_true(json_object_get(o, "of-is-drawn"));
    return f;
}

static struct published_unit parse_unit(struct parser *p, const json_t *o)
{
    const json_t *figures = json_object_get(o, "figures");
    struct published_unit u = {
        .id = text_of(p, o, "id", false),
        .name = text_of(p, o, "name", false),
        .parent = text_of(p, o, "parent", true),
        .group = (size_t)number_of(p, o, "group", 0),
        .goals = (size_t)number_of(p, o, "goals", 0),
        .atoms = (size_t)number_of(p, o, "atoms", 0),
        .possible = json_object_get(o, "possible") ? (size_t)number_of(p, o, "possible", 0) : 0,
        .figure_count = json_array_size(figures)};
    struct published_figure *list = ARENA_ARRAY(p->arena, struct published_figure, u.figure_count);
    parse_coverage(p, json_object_get(o, "coverage"), &u.coverage);
    for (size_t i = 0; i < u.figure_count && !p->bad; i++)
        list[i] = parse_figure(p, json_array_get(figures, i));
    u.figures = list;
    return u;
}

static const struct published_release *parse_release(struct parser *p, const json_t *o,
                                                     const char *period)
{
    struct published_release *r = ARENA_NEW(p->arena, struct published_release);
    const json_t *units = json_object_get(o, "units");
    *r = (struct published_release){
        .kind = (enum release_kind)choice_of(p, o, "kind", release_kind_names, RELEASE_KINDS),
        .period = period,
        .number = number_of(p, o, "number", 1),
        .fingerprint = text_of(p, o, "key", false),
        .smallest_group = number_of(p, o, "smallest-group", SMALLEST_GROUP),
        .unit_count = json_array_size(units)};
    p->bad |= !date_parse(text_of(p, o, "day", false), &r->day);
    struct published_unit *list = ARENA_ARRAY(p->arena, struct published_unit, r->unit_count);
    for (size_t i = 0; i < r->unit_count && !p->bad; i++)
        list[i] = parse_unit(p, json_array_get(units, i));
    r->units = list;
    return r;
}

static void parse_texts(struct parser *p, const json_t *o, struct published_period *out)
{
    if (!o) return;
    p->bad |= !date_parse(text_of(p, o, "day", false), &out->texts_released);
    for (int q = 0; q < PUBLISHED_TEXTS; q++) {
        const json_t *from = json_object_get(o, published_question_names[q]);
        size_t count = json_array_size(from);
        const char **list = ARENA_ARRAY(p->arena, const char *, count);
        for (size_t i = 0; i < count; i++) {
            const char *text = json_string_value(json_array_get(from, i));
            p->bad |= !text;
            list[i] = text ? arena_strdup(p->arena, text) : "";
        }
        p->bad |= !json_is_array(from);
        out->texts[q] = (struct published_texts){list, count};
    }
}

static bool parse_period(struct parser *p, const json_t *root, struct published_period *out)
{
    const json_t *releases = json_object_get(root, "releases");
    const char *period = text_of(p, root, "period", false);
    p->bad |= number_of(p, root, "format", 1) != HISTORY_FORMAT || !json_is_array(releases) ||
              strcmp(period, out->period) != 0;
    for (size_t i = 0; i < json_array_size(releases) && !p->bad; i++) {
        const struct published_release *r = parse_release(p, json_array_get(releases, i), period);
        out->releases[r->kind] = r;
    }
    parse_texts(p, json_object_get(root, "texts"), out);
    return !p->bad;
}

static bool refuse_file(struct diags *d, const char *path, int error)
{
    if (error) {
        diag_system(d, nowhere, "history-unreadable", N_("history could not be read: %s"),
                    translate_error(error));
        return false;
    }
    struct diag *g = diag_error(d, nowhere, "history-broken",
                                "%s is not as samtale wrote it, so what was published cannot be "
                                "told",
                                path);
    diag_hint(d, g, "restore it from the backup, so that nothing is published twice");
    return false;
}

// A period without a file has no releases.
static bool read_period(struct diags *d, struct arena *a, struct published_period *out)
{
    struct buf bytes = {0};
    const char *path = history_path(a, out->period);
    if (!file_exists(path)) return true;
    int error = file_read(path, &bytes, HISTORY_LIMIT);
    json_t *root = error ? NULL : json_loadb(buf_cstr(&bytes), bytes.n, 0, NULL);
    struct parser p = {.arena = a};
    bool ok = root && parse_period(&p, root, out);
    json_decref(root);
    buf_free(&bytes);
    if (ok) return true;
    *out = (struct published_period){.period = out->period};
    return refuse_file(d, path, error);
}

bool history_has(struct arena *a, const char *period, enum release_kind kind)
{
    struct diags *quiet = diag_new();
    struct published_period found = {.period = period};
    read_period(quiet, a, &found);
    diag_free(quiet);
    return found.releases[kind] || (kind == RELEASE_PROCESS && date_is_set(found.texts_released));
}

bool history_read(struct diags *d, struct arena *a, const struct cycle *c,
                  struct published_period list[PUBLISHED_PERIODS], size_t *count)
{
    size_t files;
    const char **names = file_list(a, HISTORY_FOLDER, &files);
    list[0] = (struct published_period){.period = c->period};
    *count = 1;
    if (!read_period(d, a, &list[0])) return false;
    while (files-- > 0 && *count < PUBLISHED_PERIODS) {
        if (*names[files] == '.' || !ascii_ends_with(names[files], ".json")) continue;
        const char *period = arena_strndup(a, names[files], strlen(names[files]) - strlen(".json"));
        if (strcmp(period, c->period) >= 0) continue;
        list[*count] = (struct published_period){.period = period};
        *count += read_period(d, a, &list[*count]);
    }
    return true;
}

// ---- Writing

static void set_text(json_t *o, const char *key, const char *text)
{
    json_object_set_new(o, key, text ? json_string(text) : json_null());
}

static void set_number(json_t *o, const char *key, int64_t n)
{
    json_object_set_new(o, key, json_integer(n));
}

static json_t *figure_json(const struct published_figure *f)
{
    json_t *o = json_object();
    set_text(o, "id", f->id);
    if (f->is_band) {
        set_text(o, "band", published_band_names[f->band]);
        return o;
    }
    set_number(o, "count", f->count);
    set_number(o, "of", f->of);
    if (f->of_is_drawn) json_object_set_new(o, "of-is-drawn", json_true());
    return o;
}

static json_t *coverage_json(const struct published_coverage *k)
{
    json_t *o = json_object();
    for (size_t i = 0; i < COUNT(coverage_keys); i++) {
        size_t n;
        memcpy(&n, (const char *)k + coverage_keys[i].offset, sizeof n);
        set_number(o, coverage_keys[i].key, (int64_t)n);
    }
    return o;
}

static json_t *unit_json(const struct published_unit *u)
{
    json_t *o = json_object(), *figures = json_array();
    set_text(o, "id", u->id);
    set_text(o, "name", u->name);
    set_text(o, "parent", u->parent);
    json_object_set_new(o, "coverage", coverage_json(&u->coverage));
    set_number(o, "group", (int64_t)u->group);
    set_number(o, "goals", (int64_t)u->goals);
    set_number(o, "atoms", (int64_t)u->atoms);
    if (u->possible) set_number(o, "possible", (int64_t)u->possible);
    for (size_t i = 0; i < u->figure_count; i++)
        json_array_append_new(figures, figure_json(&u->figures[i]));
    json_object_set_new(o, "figures", figures);
    return o;
}

static const char *day_text(struct arena *a, struct date d)
{
    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static json_t *release_json(struct arena *a, const struct published_release *r)
{
    json_t *o = json_object(), *units = json_array();
    set_text(o, "kind", release_kind_names[r->kind]);
    set_text(o, "day", day_text(a, r->day));
    set_number(o, "number", r->number);
    set_text(o, "key", r->fingerprint);
    set_number(o, "smallest-group", r->smallest_group);
    for (size_t i = 0; i < r->unit_count; i++)
        json_array_append_new(units, unit_json(&r->units[i]));
    json_object_set_new(o, "units", units);
    return o;
}

static json_t *texts_json(struct arena *a, const struct published_period *p)
{
    json_t *o = json_object();
    set_text(o, "day", day_text(a, p->texts_released));
    for (int q = 0; q < PUBLISHED_TEXTS; q++) {
        json_t *list = json_array();
        for (size_t i = 0; i < p->texts[q].count; i++)
            json_array_append_new(list, json_string(p->texts[q].list[i]));
        json_object_set_new(o, published_question_names[q], list);
    }
    return o;
}

bool history_write(struct diags *d, struct arena *a, const struct published_period *p)
{
    json_t *root = json_object(), *releases = json_array();
    unsigned lost;
    set_number(root, "format", HISTORY_FORMAT);
    set_text(root, "period", p->period);
    for (int kind = 0; kind < RELEASE_KINDS; kind++)
        if (p->releases[kind]) json_array_append_new(releases, release_json(a, p->releases[kind]));
    json_object_set_new(root, "releases", releases);
    if (date_is_set(p->texts_released)) json_object_set_new(root, "texts", texts_json(a, p));
    char *text = json_dumps(root, JSON_INDENT(1));
    json_decref(root);
    const char *path = history_path(a, p->period);
    int error = file_update(path, text, strlen(text), NULL, &lost);
    free(text);
    if (error)
        diag_system(d, nowhere, "history-not-written", N_("history could not be written: %s"),
                    translate_error(error));
    return !error;
}
