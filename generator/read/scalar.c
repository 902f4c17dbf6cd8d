// Reading scalars.
#include "read/scalar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/nearest.h"
#include "base/translate.h"
#include "base/utf8.h"
#include "model/deadline.h"
#include "read/ids.h"

const char *scalar_what(struct reader *r, const char *what)
{
    size_t n = strlen(what);
    bool key = n > 2 && what[0] == '"' && what[n - 1] == '"';
    return key ? arena_printf(r->a, _("\"%s\""), arena_strndup(r->a, what + 1, n - 2)) : _(what);
}

const char *scalar_label(struct reader *r, struct label l)
{
    return l.what ? arena_printf(r->a, _("\"%s\" of %s"), l.key, scalar_what(r, l.what))
                  : arena_printf(r->a, _("\"%s\""), l.key);
}

static bool is_scalar(struct reader *r, struct label l, const struct node *n)
{
    if (n->kind == NODE_SCALAR) return true;
    bool list = n->kind == NODE_LIST;
    const char *label = scalar_label(r, l);
    struct diag *g = list ? READER_ERROR(r, n->place, "text-expected",
                                         "%s must be text, not a list", label)
                          : READER_ERROR(r, n->place, "text-expected", "%s must be text, not a map",
                                         label);
    if (!n->block) diag_hint(r->d, g, "put text that begins with %s in quotes", list ? "[" : "{");
    return false;
}

// A line without spaces at its ends, of whatever kind, and without more than one in a row.
static const char *collapse(struct arena *a, const char *text)
{
    char *line = arena_alloc(a, strlen(text) + 1), *to = line, *end = line;
    for (const char *s = text, *from = text; *s; from = s) {
        uint32_t c = utf8_next(&s);
        bool space = utf8_is_space(c), after = to > line && to[-1] == ' ';
        if (space && (to == line || (c == ' ' && after))) continue;
        memcpy(to, from, (size_t)(s - from));
        to += s - from;
        if (!space) end = to;
    }
    *end = '\0';
    return strcmp(line, text) ? line : text;
}

const char *scalar_text(struct reader *r, struct label l, const struct node *n, size_t limit)
{
    if (!is_scalar(r, l, n)) return NULL;
    size_t length = utf8_length(n->text, strlen(n->text));
    if (length > limit) {
        READER_ERROR(r, n->place, "text-too-long", "%s is %zu characters long; at most %zu fit",
                     scalar_label(r, l), length, limit);
        return NULL;
    }
    if (limit == TEXT_LIMIT && strchr(n->text, '\n')) {
        READER_ERROR(r, n->place, "text-not-one-line", "%s must be one line", scalar_label(r, l));
        return NULL;
    }
    const char *trimmed = limit == TEXT_LIMIT ? collapse(r->a, n->text) : n->text;
    if (trimmed[strspn(trimmed, " \t\n")]) return trimmed;
    READER_ERROR(r, n->place, "value-empty", "%s is empty", scalar_label(r, l));
    return NULL;
}

const char *scalar_id(struct reader *r, const struct node *n, bool dots)
{
    if (!is_scalar(r, (struct label){"id", NULL}, n)) return NULL;
    if (ids_valid(n->text, dots)) return n->text;
    struct diag *g =
        dots ? READER_ERROR(r, n->place, "id-invalid",
                            "\"%.100s\" cannot be an id: use at most %d lower-case letters a–z, "
                            "digits, single dots, - and _, and begin with a letter or digit",
                            n->text, ID_LIMIT)
             : READER_ERROR(r, n->place, "id-invalid",
                            "\"%.100s\" cannot be an id: use at most %d lower-case letters a–z, "
                            "digits, - and _, and begin with a letter or digit",
                            n->text, ID_LIMIT);
    const char *better = ids_from_text(r->a, n->text, dots);
    if (*better) diag_hint(r->d, g, "did you mean %s?", better);
    return *better ? better : NULL;
}

const char *scalar_email(struct reader *r, struct label l, const struct node *n)
{
    const char *text = scalar_text(r, l, n, TEXT_LIMIT), *at = text ? strchr(text, '@') : NULL;
    if (text && (!at || at == text || !at[1] || strchr(at + 1, '@') || strpbrk(text, " \t<>,;")))
        diag_warning(r->d, n->place, "email-invalid", "%s does not look like an e-mail address",
                     scalar_label(r, l));
    return text;
}

static bool leaves_folder(const char *path)
{
    for (const char *p = path; p; p = strchr(p, '/') ? strchr(p, '/') + 1 : NULL)
        if (!strncmp(p, "..", 2) && (p[2] == '/' || !p[2])) return true;
    return false;
}

const char *scalar_path(struct reader *r, struct label l, const struct node *n)
{
    const char *text = scalar_text(r, l, n, TEXT_LIMIT);
    if (!text || (text[0] != '/' && !leaves_folder(text))) return text;
    struct diag *g = READER_ERROR(r, n->place, "path-outside-cycle",
                                  "%s must be a file in the cycle directory", scalar_label(r, l));
    diag_hint(
        r->d, g,
        "copy the file there and write its path from there, without / in front and without ..");
    return NULL;
}

static bool all_digits(const char *s, size_t n)
{
    return strspn(s, "0123456789") >= n;
}

// A day as spreadsheets count them, such as 46392.
static bool day_of_spreadsheet(const char *text, struct date *out)
{
    size_t digits = strspn(text, "0123456789");
    if (digits != 5 || (text[5] && text[5] != '.')) return false;
    *out = date_add_days((struct date){1899, 12, 30}, atoi(text));
    return out->year >= 2000 && out->year < 2070;
}

// With digits for letters that look like them, as in 2O27-01-31.
static const char *with_digits(struct arena *a, const char *text)
{
    char *digits = arena_strdup(a, text);
    for (char *p = digits; *p; p++) {
        bool beside = p > digits ? ascii_is_digit(p[-1]) : ascii_is_digit(p[1]);
        if (!beside && !(p > digits && p[-1] == '-' && ascii_is_digit(p[1]))) continue;
        if (strchr("Oo", *p)) *p = '0';
        else if (strchr("lI", *p)) *p = '1';
    }
    return digits;
}

// Reads a day as "20.1.2027", "20/1-27" or 2027.01.20, for a hint; what is behind it, or NULL.
static const char *day_from_habit(const char *text, struct date *out)
{
    int day, month, year, end = 0;
    char iso[40];
    bool last = all_digits(text, 4) &&
                sscanf(text, "%4d%*1[./-]%2d%*1[./-]%2d%n", &year, &month, &day, &end) == 3;
    if (!last && sscanf(text, "%2d%*1[./-]%2d%*1[./-]%4d%n", &day, &month, &year, &end) != 3)
        return NULL;
    if (year >= 0 && year < 100) year += 2000;
    if (day < 1 || month < 1 || year < 1000) return NULL;
    snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
    return date_parse(iso, out) ? text + end : NULL;
}

// Reads a time behind a day, as "kl. 9", " 09.30" or "T9:30".
static bool time_from_habit(const char *text, int *hour, int *minute)
{
    int end = 0;
    text += strspn(text, " ,T");
    if (!strncmp(text, "kl", 2)) text += 2 + strspn(text + 2, ". ");
    *minute = 0;
    if (sscanf(text, "%2d%*1[.:]%2d%n", hour, minute, &end) != 2 &&
        sscanf(text, "%2d%n", hour, &end) != 1)
        return false;
    return !text[end] && *hour >= 0 && *hour <= 23 && *minute >= 0 && *minute <= 59;
}

static bool looks_like_date(const char *text)
{
    return all_digits(text, 4) && text[4] == '-' && all_digits(text + 5, 2) && text[7] == '-' &&
           all_digits(text + 8, 2);
}

// NULL: it looks like a date, but there is no such day.
static struct diag *not_a_date(struct reader *r, struct label l, const struct node *n,
                               const char *example, bool moment)
{
    struct date meant;
    if (looks_like_date(n->text) && !date_parse(arena_strndup(r->a, n->text, 10), &meant)) {
        READER_ERROR(r, n->place, "date-impossible", "%s: there is no such day as %.10s",
                     scalar_label(r, l), n->text);
        return NULL;
    }
    struct diag *g = READER_ERROR(r, n->place, "date-invalid", "%s must be %s, not \"%.100s\"",
                                  scalar_label(r, l), _(example), n->text);
    diag_alike(r->d, g, l.key);
    int hour, minute;
    const char *rest = day_from_habit(with_digits(r->a, n->text), &meant);
    struct deadline words;  // "1. januar 2027"
    if (!rest && deadline_parse(r->a, n->text, NULL, &words) && words.kind == DEADLINE_DAY) {
        meant = words.last;
        rest = "";
    }
    if (!rest && day_of_spreadsheet(n->text, &meant)) rest = "";
    if (!rest) return g;
    if (!*rest)
        diag_hint(r->d, g, "did you mean %04d-%02d-%02d?", meant.year, meant.month, meant.day);
    else if (moment && time_from_habit(rest, &hour, &minute))
        diag_hint(r->d, g, "did you mean %s?",
                  arena_printf(r->a, "%04d-%02d-%02dT%02d:%02d", meant.year, meant.month, meant.day,
                               hour, minute));
    return g;
}

bool scalar_date(struct reader *r, struct label l, const struct node *n, struct date *out)
{
    if (!is_scalar(r, l, n)) return false;
    bool ok = date_parse(n->text, out);
    if (!ok) not_a_date(r, l, n, N_("a date such as 2027-01-31"), false);
    return ok;
}

void scalar_warn_if_far(struct reader *r, struct label l, const struct node *n, struct date day)
{
    enum { DAYS_BEFORE = 2 * 366, DAYS_AFTER = 5 * 366 };
    const struct window *w = &r->period;
    if (!date_is_set(day) || !date_is_set(w->from) || !date_is_set(w->to) || r->lenient) return;
    if (date_compare(day, date_add_days(w->from, -DAYS_BEFORE)) >= 0 &&
        date_compare(day, date_add_days(w->to, DAYS_AFTER)) <= 0)
        return;
    struct diag *g = diag_warning(r->d, n->place, "date-far-away",
                                  "\"%s\" is %s, which is years away from the period", l.key,
                                  n->text);
    diag_hint(r->d, g, "is the year mistyped?");
}

// What people write who mean true.
static bool is_another_true(const char *text)
{
    static const char *const words[] = {"true", "yes", "ja", "x", "1", "on", "done", "ferdig"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcasecmp(text, words[i])) return true;
    return false;
}

bool scalar_done(struct reader *r, struct label l, const struct node *n, struct date *out)
{
    if (!is_scalar(r, l, n)) return false;
    if (!strcmp(n->text, "true") || !strcmp(n->text, "false")) return n->text[0] == 't';
    if (date_parse(n->text, out)) return true;
    struct diag *g = not_a_date(r, l, n, N_("a date such as 2027-01-31, true or false"), false);
    if (g && is_another_true(n->text)) diag_hint(r->d, g, "did you mean %s?", "true");
    return false;
}

bool scalar_moment(struct reader *r, struct label l, const struct node *n, struct datetime *out)
{
    if (!is_scalar(r, l, n)) return false;
    bool ok = date_parse_datetime(n->text, out);
    if (!ok) not_a_date(r, l, n, N_("a day and a time such as 2027-01-31T09:00"), true);
    return ok;
}

bool scalar_number(struct reader *r, struct label l, const struct node *n, int least, int most,
                   int *out)
{
    if (!is_scalar(r, l, n)) return false;
    size_t digits = strspn(n->text, "0123456789");
    int v = 0;
    for (size_t i = 0; i < digits && v <= most; i++) v = v * 10 + (n->text[i] - '0');
    if (digits && !n->text[digits] && v >= least && v <= most) {
        *out = v;
        return true;
    }
    READER_ERROR(r, n->place, "number-invalid",
                 "%s must be a whole number from %d to %d, not \"%.100s\"", scalar_label(r, l),
                 least, most, n->text);
    return false;
}

static void hint_choices(struct reader *r, struct diag *g, const char *const *choices, size_t count,
                         const char *text)
{
    const char *near = nearest_word(text, choices, count);
    struct buf list = {0};
    for (size_t i = 0; i < count; i++) {
        if (i) buf_str(&list, i + 1 < count ? ", " : _(" or "));
        buf_str(&list, choices[i]);
    }
    if (near) diag_hint(r->d, g, "did you mean %s?", near);
    else if (count) diag_hint(r->d, g, "write %s", buf_cstr(&list));
    buf_free(&list);
}

bool scalar_choice(struct reader *r, struct label l, const struct node *n,
                   const char *const *choices, size_t count, unsigned *out)
{
    if (!is_scalar(r, l, n)) return false;
    for (size_t i = 0; i < count; i++) {
        if (!choices[i] || strcmp(choices[i], n->text)) continue;
        *out = (unsigned)i;
        return true;
    }
    struct diag *g = READER_ERROR(r, n->place, "choice-unknown", "%s cannot be \"%.100s\"",
                                  scalar_label(r, l), n->text);
    diag_alike(r->d, g, l.key);
    size_t first = choices[0] ? 0 : 1;
    hint_choices(r, g, choices + first, count - first, n->text);
    return false;
}

const char *const scalar_languages[][2] = {
    {"no", "nb"},    {"bokmål", "nb"},  {"bokmal", "nb"}, {"norsk", "nb"},   {"norwegian", "nb"},
    {"nb-no", "nb"}, {"nynorsk", "nn"}, {"nn-no", "nn"},  {"engelsk", "en"}, {"english", "en"},
};
const size_t scalar_language_count = COUNT(scalar_languages);

const char *scalar_language_folder(struct arena *a, const char *name)
{
    const char *folded = utf8_fold(a, name);
    for (size_t i = 0; i < COUNT(scalar_languages); i++)
        if (!strcmp(folded, scalar_languages[i][0])) return scalar_languages[i][1];
    return folded;
}

static bool is_tag(const char *s)
{
    size_t letters = strspn(s, "abcdefghijklmnopqrstuvwxyz");
    return letters >= 2 && letters <= 3 && (!s[letters] || s[letters] == '-') &&
           ids_valid(s, false) && strlen(s) <= 12;
}

const char *scalar_language(struct reader *r, struct label l, const struct node *n, bool needed)
{
    const struct cycle *c = r->cycle;
    const char *text = scalar_text(r, l, n, TEXT_LIMIT);
    if (!text) return NULL;
    const char *folder = scalar_language_folder(r->a, text);
    if (is_tag(folder) && cycle_has_language(c, folder)) return folder;
    struct diag *g;
    if (needed || !is_tag(folder))
        g = READER_ERROR(r, n->place, "language-unknown",
                         "%s: there are no templates in \"%.100s\"", scalar_label(r, l), text);
    else
        g = diag_warning(r->d, n->place, "language-not-made",
                         "%s: there are no templates in \"%s\", so papers are in %s",
                         scalar_label(r, l), text, c->language);
    hint_choices(r, g, c->languages, c->language_count, folder);
    return is_tag(folder) ? folder : NULL;
}
