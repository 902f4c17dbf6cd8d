// What all formats of forms need: cleaning texts, and finding out what a field's name means. A
// field's full name is ROOT.PLACE.PATH, see model/record.h. Clients rebuild the hierarchy, join
// names with full stops or add fields of their own; whatever is not exactly ours is counted as
// foreign.
#include "read/forms/form_reader.h"

#include <stdint.h>
#include <string.h>

#include "base/ascii.h"
#include "base/translate.h"
#include "base/utf8.h"

void form_reader_stop(struct form_reader *g, enum returned_state state, const char *why)
{
    if (g->stopped) return;
    g->stopped = true;
    g->r->state = state;
    g->r->why = _(why);
}

// ---- Text

// The length of a language code at s, which PDF lets text hold between two escape characters; 0:
// there is none.
static size_t language_escape(const char *s)
{
    for (size_t i = 1; s[i] && i <= 6; i++)
        if (s[i] == 0x1B) return i + 1;
    return 0;
}

// Characters that neither YAML nor a terminal takes: controls, the byte order mark, noncharacters.
static bool is_unfit(uint32_t c)
{
    return (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || (c >= 0x7F && c < 0xA0) ||
           c == 0xFEFF || (c & 0xFFFE) == 0xFFFE;
}

static char *without_nul(struct arena *a, const char *bytes, size_t n)
{
    char *copy = arena_strndup(a, bytes, n);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (bytes[i]) copy[kept++] = bytes[i];
    copy[kept] = 0;
    return copy;
}

// A letter keeps at most MARKS combining marks: no language has more, and sorting them takes time
// by their square.
static const char *clean(struct arena *a, const char *bytes, size_t n)
{
    enum { MARKS = 30 };
    char *out = arena_alloc(a, 3 * n + 1), *to = out;  // a bad byte becomes U+FFFD
    unsigned marks = 0;
    for (const char *s = without_nul(a, bytes, n); *s;) {
        size_t skip = *s == 0x1B ? language_escape(s) : 0;
        s += skip;
        if (skip) continue;
        uint32_t c = utf8_next(&s);
        if (c == 0x85) c = '\n';
        if (is_unfit(c)) continue;
        marks = utf8_is_combining(c) ? marks + 1 : 0;
        if (marks <= MARKS) to += utf8_put(to, c);
    }
    *to = 0;
    return record_line_ends(a, out);
}

static const char *one_line(struct arena *a, const char *text, size_t most)
{
    char *line = arena_strdup(a, text);
    const char *s = line;
    while (most-- && *s) utf8_next(&s);
    line[s - line] = 0;
    for (char *c = line; *c; c++)
        if (*c == '\n' || *c == '\t') *c = ' ';
    return line;
}

const char *form_reader_text(struct form_reader *g, const char *field, const char *bytes, size_t n)
{
    g->texts += n;
    if (n > RETURNED_TEXT)
        form_reader_stop(g, RETURNED_TOO_LARGE,
                         field ? arena_printf(g->a, _("the text of %s is longer than 64 KiB"),
                                              one_line(g->a, field, 200))
                               : N_("a name in it is longer than 64 KiB"));
    else if (g->texts > RETURNED_TEXTS)
        form_reader_stop(g, RETURNED_TOO_LARGE, "its texts are longer than 8 MB");
    return g->stopped ? "" : clean(g->a, bytes, n);
}

const char *form_reader_line(struct form_reader *g, const char *bytes, size_t n, size_t most)
{
    if (n > 8 * most) n = 8 * most;  // combining characters may make fewer of more
    return one_line(g->a, form_reader_text(g, NULL, bytes, n), most);
}

const char *form_reader_join(struct arena *a, const char *prefix, const char *name)
{
    char *full = arena_printf(a, "%s%s%s", prefix, *prefix && *name ? "." : "", name);
    if (strlen(full) <= RETURNED_NAME) return full;
    size_t n = RETURNED_NAME;
    while (n && ((unsigned char)full[n] & 0xC0) == 0x80) n--;
    return arena_printf(a, "%.*s…", (int)n, full);
}

// ---- Names

static bool is_plain(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] <= ' ' || s[i] >= 0x7F) return false;
    return n > 0;
}

// Steps over a decimal number of at most six digits.
static bool parse_number(const char **s, unsigned *out)
{
    enum { DIGITS = 6 };
    int digits = 0;
    for (*out = 0; ascii_is_digit(**s) && digits < DIGITS; (*s)++, digits++)
        *out = *out * 10 + (unsigned)(**s - '0');
    return digits > 0;
}

#define HEX_DIGITS "0123456789abcdef"

// Whether it is what tools put behind a name that is there already: "+1", "_2", ".1", " (2)".
static bool is_number(const char *s)
{
    size_t signs = strspn(s, "+_#-(. "), digits = strspn(s + signs, "0123456789");
    const char *end = s + signs + digits;
    return signs && digits && (!*end || !strcmp(end, ")"));
}

// The length of "PATH~HASH" without such a number.
static size_t length_without_number(const char *s)
{
    size_t n = strcspn(s, "~"), hash = s[n] ? strspn(s + n + 1, HEX_DIGITS) : 0;
    if (hash == RECORD_MARK_LENGTH || hash == RECORD_OLD_MARK_LENGTH) n += 1 + hash;
    else n = strcspn(s, ".+#( ");
    return is_number(s + n) ? n : strlen(s);
}

// Reads "COPY-SECTION.PATH~HASH", what stands behind the root; false: it is no such name.
static bool parse_name(struct arena *a, const char *s, struct returned_value *v)
{
    size_t number = strspn(s, "0123456789");
    if (number && s[number] == '.') s += number + 1;
    if (!parse_number(&s, &v->copy) || *s++ != '-' || !parse_number(&s, &v->section) || *s++ != '.')
        return false;
    s = arena_strndup(a, s, length_without_number(s));
    if (!v->copy || strchr(s, '.') || !is_plain(s, strlen(s))) return false;
    record_field_parse(a, s, &v->path, &v->mark);
    return *v->path != 0;
}

bool form_reader_identify(struct form_reader *g, const char *name)
{
    struct record_form form;
    if (!is_plain(name, strlen(name))) return false;
    enum record_form_state state = record_form_parse(g->a, name, &form);
    if (state == RECORD_FORM_NEWER) g->is_newer = true;
    if (state != RECORD_FORM_OURS) return false;
    g->r->form = form;
    return true;
}

// Where a form's own name begins: tools that put forms together have a name such as "0." before it.
static size_t prefix_length(const char *name)
{
    const char *own = strncmp(name, "samtale/", 8) ? strstr(name, ".samtale/") : NULL;
    return own ? (size_t)(own + 1 - name) : 0;
}

// The name of a topmost field as it was made: without what stands before it, and without "+1" or
// "_1" at its end, which such tools add where two have one name.
static const char *own_name(struct arena *a, const char *root)
{
    root += prefix_length(root);
    const char *last = strrchr(root, '/'), *plus = strrchr(root, '+');
    size_t mac = last ? strspn(last + 1, HEX_DIGITS) : 0;
    const char *end = root;
    if (last && last[1] == '-') end = last + 2;
    else if (mac == RECORD_MAC_LENGTH) end = last + 1 + mac;
    else if (plus) end = plus;
    return is_number(end) ? arena_strndup(a, root, (size_t)(end - root)) : root;
}

// The form whose name the first n bytes of a field's name are; NULL: they are no form's.
static struct form_part *part_of(struct form_reader *g, const char *name, size_t n)
{
    for (size_t i = g->part_count; i--;)
        if (!strncmp(name, g->parts[i].root, n) && !g->parts[i].root[n]) return &g->parts[i];
    const char *root = arena_strndup(g->a, name, n);
    struct returned first = *g->r, *r = g->r;
    if (g->part_count == RETURNED_FORMS) return NULL;
    const char *own = own_name(g->a, root);
    if (!form_reader_identify(g, own)) return NULL;
    if (g->part_count) {
        r = ARENA_NEW(g->a, struct returned);
        *r = (struct returned){.file = first.file, .is_pdf = first.is_pdf, .form = g->r->form};
        g->r->form = first.form;
        g->parts[g->part_count - 1].r->next = r;
    }
    struct form_part *part = ARENA_PUSH(g->a, g->parts, g->part_count, g->part_room);
    *part = (struct form_part){.root = root, .name = own, .r = r};
    return part;
}

static void count_foreign(struct form_reader *g, const char *name)
{
    if (!g->r->foreign++) g->r->foreign_name = one_line(g->a, name, 100);
}

bool form_reader_is_nameless(const struct form_reader *g)
{
    const char *name = g->r->foreign_name, *path, *mark;
    if (g->part_count || !name) return false;
    record_field_parse(g->a, name, &path, &mark);
    return mark && path && (record_find(record_plan, path) || record_find(record_answer, path));
}

// ---- Values

// Whether a field can only be on or off, so that "Off" in it is no text.
static bool is_button(const char *path)
{
    const struct record_field *f = record_find(record_plan, path);
    if (!f) f = record_find(record_answer, path);
    return f && (f->kind == RECORD_CHOICE || f->kind == RECORD_TICK ||
                 f->kind == RECORD_DONE_TICK || f->kind == RECORD_AGREEMENT);
}

static const char *without_off(const char *path, const char *value)
{
    return value && !strcmp(value, "Off") && is_button(path) ? "" : value;
}

// Whether a second field of the same name says nothing more: it is the same field, drawn twice.
// When both are filled in and differ, both stay, since it is not known here which is meant.
static bool is_repeat(struct returned_value *old, const struct returned_value *v)
{
    if (!*old->value) old->value = v->value;
    if (!old->base) old->base = v->base;
    if (!old->words) old->words = v->words;
    return !*v->value || !strcmp(old->value, v->value);
}

static void keep(struct form_reader *g, struct form_part *part, struct returned_value v)
{
    struct returned *r = part->r;
    const char *place = arena_printf(g->a, "%u-%u.%s", v.copy, v.section, v.path);
    size_t known = (size_t)(uintptr_t)map_get(&part->places, place);
    if (known && is_repeat(&r->values[known - 1], &v)) return;
    v.index = (unsigned)r->count;
    *ARENA_PUSH(g->a, r->values, r->count, r->room) = v;
    if (!known) map_set(&part->places, g->a, place, (void *)(uintptr_t)r->count);
}

void form_reader_add_field(struct form_reader *g, const struct returned_field *f)
{
    if (g->stopped) return;
    if (++g->fields > RETURNED_FIELDS) {
        form_reader_stop(g, RETURNED_TOO_LARGE, "it has more than 20,000 fields");
        return;
    }
    struct returned_value v = {.words = f->words};
    size_t before = prefix_length(f->name), n = before + strcspn(f->name + before, ".");
    struct form_part *part = part_of(g, f->name, n);
    if (!part || !f->name[n] || !parse_name(g->a, f->name + n + 1, &v)) {
        count_foreign(g, f->name);
        return;
    }
    v.value = without_off(v.path, record_text(g->a, f->value));
    v.base = f->base ? without_off(v.path, record_text(g->a, f->base)) : NULL;
    keep(g, part, v);
}

static bool have_same_values(const struct returned *x, const struct returned *y)
{
    bool same = x->count == y->count;
    for (size_t i = 0; i < x->count && same; i++) {
        const struct returned_value *a = &x->values[i], *b = &y->values[i];
        same = a->copy == b->copy && a->section == b->section && !strcmp(a->path, b->path) &&
               !strcmp(a->value, b->value);
    }
    return same;
}

// Tools that put pages together may copy the fields of a form once for each of its pages: forms of
// one name and the same values are one. Where they differ and say nobody's name, it cannot be known
// how many people have filled them in.
static void drop_copies(struct form_reader *g)
{
    for (size_t i = 1; i < g->part_count; i++)
        for (size_t k = 0; k < i && g->parts[i].r; k++) {
            struct form_part *first = &g->parts[k], *other = &g->parts[i];
            if (!first->r || strcmp(first->name, other->name) != 0) continue;
            if (have_same_values(first->r, other->r)) other->r = NULL;
            else if (!other->r->form.employee) form_reader_stop(g, RETURNED_JOINED, NULL);
        }
    struct returned *last = g->r;
    for (size_t i = 1; i < g->part_count; i++)
        if (g->parts[i].r) last = last->next = g->parts[i].r;
    last->next = NULL;
}

bool form_reader_set_state(struct form_reader *g)
{
    if (g->stopped) return true;
    for (size_t i = 0; i < g->part_count; i++) {
        struct returned *r = g->parts[i].r;
        r->state = r->count ? RETURNED_FORM : RETURNED_DAMAGED;
        if (!r->count) r->why = _("none of the form's fields is in it");
    }
    if (g->part_count > 1) drop_copies(g);
    if (g->part_count) return true;
    if (g->is_newer) g->r->state = RETURNED_NEWER;
    return g->is_newer;
}
