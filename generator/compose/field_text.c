// Reading what people type into a form: dates in any usual way of writing, choices by their words.
// The words of every language are understood, since people may fill in a form in another language
// than their own.
#include "compose/field_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"
#include "compose/form/field.h"
#include "compose/template.h"
#include "compose/words/format.h"
#include "model/deadline.h"
#include "model/record.h"

// ---- A text as numbers and words

enum { TOKENS_MAX = 8 };

struct tokens {
    int numbers[TOKENS_MAX];
    size_t digits[TOKENS_MAX];  // of each number
    size_t number_count;
    const char *words[TOKENS_MAX];
    size_t word_count;
    bool plain;  // there is nothing else but spaces, full stops, commas, dashes and slashes
};

static bool is_letter(char c)
{
    return (c | 32) >= 'a' ? (c | 32) <= 'z' || (unsigned char)c >= 0x80 : false;
}

static struct tokens tokenize(struct arena *a, const char *folded)
{
    struct tokens p = {.plain = true};
    for (const char *s = folded; *s;) {
        const char *from = s;
        if (ascii_is_digit(*s)) {
            while (ascii_is_digit(*s)) s++;
            if (p.number_count == TOKENS_MAX || s - from > 4) return (struct tokens){0};
            p.digits[p.number_count] = (size_t)(s - from);
            p.numbers[p.number_count++] = atoi(from);
        } else if (is_letter(*s)) {
            while (is_letter(*s)) s++;
            if (p.word_count == TOKENS_MAX) return (struct tokens){0};
            p.words[p.word_count++] = arena_strndup(a, from, (size_t)(s - from));
        } else {
            if (!strchr(" .,/-", *s++)) p.plain = false;
        }
    }
    return p;
}

static bool is_item(struct arena *a, const struct words *w, const char *key, const char *folded,
                    size_t *index)
{
    const struct node *list = words_node(w, key);
    for (size_t i = 0; list && i < list->count; i++) {
        const char *word = utf8_fold(a, list->items[i]->text);
        size_t n = strlen(word);
        if (n && word[n - 1] == '.') n--;
        if (strlen(folded) != n || memcmp(word, folded, n)) continue;
        *index = i;
        return true;
    }
    return false;
}

// The month that a word names, from 1; 0: it is a word that may stand beside a date; -1: any other.
static int month_of(const struct templates *t, struct arena *a, const char *folded)
{
    static const char *const beside[] = {"den", "the", "of", "st", "nd", "rd", "th"};
    size_t index;
    for (size_t i = 0; i < t->count; i++) {
        const struct words *w = &t->languages[i].words;
        if (is_item(a, w, "dates.months", folded, &index) ||
            is_item(a, w, "dates.months-short", folded, &index))
            return (int)index + 1;
        if (is_item(a, w, "dates.weekdays", folded, &index)) return 0;
    }
    for (size_t i = 0; i < COUNT(beside); i++)
        if (!strcmp(folded, beside[i])) return 0;
    return -1;
}

static bool named_month(const struct templates *t, struct arena *a, const struct tokens *p,
                        int *month)
{
    *month = 0;
    for (size_t i = 0; i < p->word_count; i++) {
        int m = month_of(t, a, p->words[i]);
        if (m < 0 || (m && *month)) return false;
        if (m) *month = m;
    }
    return true;
}

static bool make_date(int year, size_t digits, int month, int day, struct date *out)
{
    char text[48];
    if (digits == 2) year += 2000;
    if ((digits != 2 && digits != 4) || year < 1900 || year > 2999 || month > 12 || day > 31)
        return false;
    snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
    return date_parse(text, out);
}

static bool read_date(const struct templates *t, struct arena *a, const char *typed,
                      struct date *out)
{
    struct tokens p = tokenize(a, utf8_fold(a, typed));
    int month;
    if (!p.plain || !named_month(t, a, &p, &month)) return false;
    if (month) {  // 20. januar 2027; January 20, 2027
        if (p.number_count != 2 || p.digits[0] > 2) return false;
        return make_date(p.numbers[1], p.digits[1], month, p.numbers[0], out);
    }
    if (p.number_count != 3) return false;
    if (p.digits[0] == 4) return make_date(p.numbers[0], 4, p.numbers[1], p.numbers[2], out);
    return make_date(p.numbers[2], p.digits[2], p.numbers[1], p.numbers[0], out);
}

// Whether this was meant as a day, also one that does not exist: three numbers, or two and a month.
static bool is_meant_as_date(const struct templates *t, struct arena *a, const char *typed)
{
    struct tokens p = tokenize(a, utf8_fold(a, typed));
    int month;
    if (!p.plain || !named_month(t, a, &p, &month) || p.number_count != (month ? 2 : 3))
        return false;
    return p.digits[0] == 4 || p.digits[p.number_count - 1] == 4 ||
           (p.digits[0] <= 2 && p.digits[p.number_count - 1] == 2);
}

// ---- Deadlines

static const char *iso_date(struct arena *a, struct date d)
{
    return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static bool matches_text(const struct templates *t, struct arena *a, const char *key,
                         const char *folded)
{
    for (size_t i = 0; i < t->count; i++)
        if (!strcmp(utf8_fold(a, words_text(&t->languages[i].words, key)), folded)) return true;
    return false;
}

// "uke 34 i 2027", by the language's own pattern.
static bool read_week(const struct words *w, struct arena *a, const char *folded, int *year,
                      int *week)
{
    const char *s = folded;
    *year = *week = 0;
    for (const char *p = utf8_fold(a, words_text(w, "dates.week")); *p;) {
        int *into = NULL;
        if (!strncmp(p, "{{week}}", 8)) into = week;
        if (!strncmp(p, "{{year}}", 8)) into = year;
        if (!into && *s++ != *p++) return false;
        if (!into) continue;
        const char *from = s;
        while (ascii_is_digit(*s) && s - from < 4) *into = 10 * *into + (*s++ - '0');
        if (s == from) return false;
        p += 8;
    }
    return !*s;
}

// A month, a week or "ongoing" as the record keeps it; NULL: none of these. *exists becomes false
// when it is a week that the year does not have.
static const char *parse_period(const struct templates *t, struct arena *a, const char *typed,
                                bool *exists)
{
    const char *folded = utf8_fold(a, typed);
    struct tokens p = tokenize(a, folded);
    int month, year, week;
    if (p.plain && p.number_count == 1 && p.digits[0] == 4 && named_month(t, a, &p, &month) &&
        month)
        return arena_printf(a, "%04d-%02d", p.numbers[0], month);
    struct date monday;
    for (size_t i = 0; i < t->count; i++)
        if (read_week(&t->languages[i].words, a, folded, &year, &week)) {
            *exists = date_from_week(year, week, &monday);
            return *exists ? arena_printf(a, "%04d-W%02d", year, week) : NULL;
        }
    return matches_text(t, a, "dates.ongoing", folded) ? "ongoing" : NULL;
}

// The period gives the year where none is written.
static bool parse_deadline(const struct templates *t, struct arena *a, const struct window *period,
                           const char *typed, const char **recorded)
{
    struct date day;
    struct deadline parsed;
    bool exists = true;
    *recorded = read_date(t, a, typed, &day) ? iso_date(a, day)
                                             : parse_period(t, a, typed, &exists);
    if (!*recorded && (!exists || is_meant_as_date(t, a, typed))) return false;
    if (!deadline_parse(a, *recorded ? *recorded : typed, period, &parsed)) return false;
    if (!*recorded) *recorded = parsed.kind == DEADLINE_TEXT ? typed : deadline_text(a, &parsed);
    return true;
}

// ---- Choices

// The key of a choice's words in strings.yaml; NULL: it has none.
static const char *words_key(const struct record_field *f)
{
    if (f->kind == RECORD_RESPONSIBLE) return "responsible";
    const char *last = strrchr(f->path, '/');
    last = last ? last + 1 : f->path;
    if (!strcmp(last, "kind")) return "kinds";
    return !strcmp(last, "status") || !strcmp(last, "attainment") ? last : NULL;
}

const char *field_text_choice(const struct templates *t, struct arena *a, const char *language,
                              const struct record_field *f, const char *choice)
{
    const char *key = words_key(f);
    return key ? templates_string(t, language, arena_printf(a, "%s.%s", key, choice)) : NULL;
}

static const char *id_of_words(const struct templates *t, struct arena *a, const char *key,
                               const char *typed)
{
    const char *folded = utf8_fold(a, typed);
    for (size_t i = 0; key && i < t->count; i++) {
        const struct node *words = words_node(&t->languages[i].words, key);
        for (size_t k = 0; k < words->count; k++)
            if (strcmp(words->keys[k]->text, "none") &&
                !strcmp(utf8_fold(a, words->items[k]->text), folded))
                return words->keys[k]->text;
    }
    return NULL;
}

static bool is_choice(const struct record_field *f, const char *id)
{
    for (size_t i = 0; i < f->choice_count; i++)
        if (f->choices[i] && !strcmp(f->choices[i], id)) return true;
    return false;
}

// ---- Done

// Whether somebody wrote that it is done, and not when.
static bool means_done(const struct templates *t, struct arena *a, const char *typed)
{
    static const char *const also[] = {"true", "x", "ok", "ja", "yes"};
    const char *folded = utf8_fold(a, typed);
    for (size_t i = 0; i < COUNT(also); i++)
        if (!strcmp(also[i], folded)) return true;
    return matches_text(t, a, "status.done", folded);
}

static bool parse_done(const struct templates *t, struct arena *a, const char *typed,
                       const char **recorded)
{
    struct date day;
    bool is_day = read_date(t, a, typed, &day);
    *recorded = is_day ? iso_date(a, day) : "true";
    return is_day || means_done(t, a, typed);
}

// "1. juni": the period gives the year.
static bool parse_day(const struct templates *t, struct arena *a, const struct window *period,
                      const char *typed, const char **recorded)
{
    struct date day;
    struct deadline parsed;
    bool is_day = read_date(t, a, typed, &day);
    if (!is_day && !is_meant_as_date(t, a, typed) && deadline_parse(a, typed, period, &parsed) &&
        parsed.kind == DEADLINE_DAY) {
        day = parsed.last;
        is_day = true;
    }
    if (is_day) *recorded = iso_date(a, day);
    return is_day;
}

// ---- Both ways

bool field_text_parse(const struct templates *t, struct arena *a, const struct record_field *f,
                      const struct window *period, const char *typed, const char **recorded)
{
    *recorded = typed;
    switch (f->kind) {
    case RECORD_DATE: return parse_day(t, a, period, typed, recorded);
    case RECORD_DEADLINE: return parse_deadline(t, a, period, typed, recorded);
    case RECORD_DONE: return parse_done(t, a, typed, recorded);
    case RECORD_RESPONSIBLE: {
        const char *id = id_of_words(t, a, words_key(f), typed);
        if (id) *recorded = id;
        return true;
    }
    case RECORD_CHOICE: {
        const char *id = is_choice(f, typed) ? typed : id_of_words(t, a, words_key(f), typed);
        if (id) *recorded = id;
        return id;
    }
    case RECORD_LINE:
    case RECORD_PROSE:
    case RECORD_SUPPORTS:
    case RECORD_TICK:
    case RECORD_DONE_TICK:
    case RECORD_AGREEMENT:
    case RECORD_WHO:
    case RECORD_NOTE: break;
    }
    return true;
}

const char *field_text_format(const struct templates *t, struct arena *a, const char *language,
                              const struct record_field *f, const char *recorded)
{
    struct deadline deadline = {0};
    struct date day;
    const struct words *w = templates_words(t, language);
    if (!w) return recorded;
    if (f->kind == RECORD_DONE && !strcmp(recorded, "true")) return words_text(w, "status.done");
    if ((f->kind == RECORD_DATE || f->kind == RECORD_DONE) && date_parse(recorded, &day))
        return field_plain_spaces(a, format_date(a, w, day));
    if (f->kind == RECORD_DEADLINE && deadline_parse(a, recorded, NULL, &deadline))
        return field_plain_spaces(a, format_deadline(a, w, &deadline));
    return recorded;
}
