// Reading deadlines: 2027-06-01, 1. juni, 1/6, 1.6.27, June 1, juni 2027, 06.2027, uke 22, 2027,
// løpende; with "innen" before them or without.
#include "model/deadline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"

enum { NUMBERS_MOST = 3 };

struct parts {  // of a text
    int numbers[NUMBERS_MOST];
    size_t digits[NUMBERS_MOST];
    size_t count;
    int month;      // named; 0: none
    size_t before;  // how many numbers stand before the month
    bool is_range;  // a dash between the first two alone: 10-12.06
    bool week;      // "week" is written
    bool ongoing;
};

// ---- Words, folded

static const struct {
    const char *word;
    int month;
} months[] = {
    {"januar", 1},    {"january", 1},   {"jan", 1},   {"februar", 2},   {"february", 2},
    {"feb", 2},       {"mars", 3},      {"march", 3}, {"mar", 3},       {"april", 4},
    {"apr", 4},       {"mai", 5},       {"may", 5},   {"juni", 6},      {"june", 6},
    {"jun", 6},       {"juli", 7},      {"july", 7},  {"jul", 7},       {"august", 8},
    {"aug", 8},       {"september", 9}, {"sep", 9},   {"sept", 9},      {"oktober", 10},
    {"october", 10},  {"okt", 10},      {"oct", 10},  {"november", 11}, {"nov", 11},
    {"desember", 12}, {"december", 12}, {"des", 12},  {"dec", 12},
};
static const char *const weeks[] = {"uke", "veke", "week"};
static const char *const ongoings[] = {"ongoing", "løpende", "løpande"};
// what may stand before a date and beside it
static const char *const beside[] = {
    "innen",  "innan",   "senest",  "seinast",   "by",       "den",    "the",      "i",
    "in",     "of",      "st",      "nd",        "rd",       "th",     "mandag",   "tirsdag",
    "onsdag", "torsdag", "fredag",  "lørdag",    "søndag",   "måndag", "tysdag",   "laurdag",
    "sundag", "monday",  "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

static int month_of(const char *word)
{
    for (size_t i = 0; i < COUNT(months); i++)
        if (!strcmp(months[i].word, word)) return months[i].month;
    return 0;
}

// False: it says something else, too.
static bool take_word(struct parts *p, const char *word)
{
    int month = month_of(word);
    if (month && p->month) return false;
    if (month) p->month = month, p->before = p->count;
    else if (array_has_text(weeks, COUNT(weeks), word)) p->week = true;
    else if (array_has_text(ongoings, COUNT(ongoings), word)) p->ongoing = true;
    else return array_has_text(beside, COUNT(beside), word);
    return true;
}

static bool is_letter(char c)
{
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (unsigned char)c >= 0x80;
}

// False: there is more in it than a date.
static bool divide(struct arena *a, const char *folded, struct parts *p)
{
    *p = (struct parts){0};
    for (const char *s = folded; *s;) {
        const char *from = s;
        if (ascii_is_digit(*s)) {
            while (ascii_is_digit(*s)) s++;
            if (p->count == NUMBERS_MOST || s - from > 4) return false;
            p->digits[p->count] = (size_t)(s - from);
            p->numbers[p->count++] = atoi(from);
        } else if (is_letter(*s)) {
            while (is_letter(*s)) s++;
            if (!take_word(p, arena_strndup(a, from, (size_t)(s - from)))) return false;
        } else if (!strchr(" .,/-", *s)) {
            return false;
        } else {
            if (*s++ == '-') p->is_range = p->count == 1;
        }
    }
    return true;
}

// ---- Dates. year 0: it is not written

static bool make_day(int year, int month, int day, struct deadline *out)
{
    struct buf text = {0};
    buf_printf(&text, "%04d-%02d-%02d", year, month, day);
    bool exists = month <= 12 && day <= 31 && date_parse(buf_cstr(&text), &out->last);
    buf_free(&text);
    out->kind = DEADLINE_DAY;
    return exists;
}

static bool make_month(int year, int month, int day, struct deadline *out)
{
    (void)day;
    if (year < 1900 || year > 2999 || month < 1 || month > 12) return false;
    struct date next = {(int16_t)(month == 12 ? year + 1 : year),
                        (int8_t)(month == 12 ? 1 : month + 1), 1};
    out->kind = DEADLINE_MONTH;
    out->last = date_add_days(next, -1);
    return true;
}

static bool make_week(int year, int week, int day, struct deadline *out)
{
    struct date monday;
    (void)day;
    if (!date_from_week(year, week, &monday)) return false;
    out->kind = DEADLINE_WEEK;
    out->last = date_add_days(monday, 6);
    return true;
}

typedef bool make_deadline(int year, int part, int day, struct deadline *out);

static int full_year(int year, size_t digits)
{
    return digits == 2 ? 2000 + year : year;
}

// False: there is no such day.
static bool make(make_deadline *f, int year, int part, int day, const struct window *period,
                 struct deadline *out)
{
    const char *text = out->text;
    struct deadline found = {.text = text};
    bool known = period && date_is_set(period->from);
    if (year || !known) {
        if (!year) return true;  // stays text
        if (!f(year, part, day, &found)) return false;
        *out = found;
        return true;
    }
    // the year of its end, since a leap day, or week 53, is not in every year
    for (int y = period->from.year - 1; y < period->from.year + 5; y++) {
        if (!f(y, part, day, &found) || date_compare(found.last, period->from) < 0) continue;
        *out = found;
        out->text = text;
        return true;
    }
    return false;
}

// Three numbers, or a year with a named month: 1.6.2027, 2027-06-01.
static bool with_year(const struct parts *p, struct deadline *out)
{
    bool first = p->digits[0] == 4;
    if (p->is_range && !first) return true;
    int year = first ? p->numbers[0] : full_year(p->numbers[2], p->digits[2]);
    int day = first ? p->numbers[2] : p->numbers[0];
    bool is_date = first ? p->digits[1] <= 2 && p->digits[2] <= 2
                         : p->digits[0] <= 2 && p->digits[1] <= 2 && p->digits[2] % 2 == 0;
    return !is_date || make(make_day, year, p->numbers[1], day, NULL, out);
}

static bool named_month(const struct parts *p, const struct window *period, struct deadline *out)
{
    const int *n = p->numbers;
    const size_t *d = p->digits;
    if (!p->count) return make(make_month, 0, p->month, 0, period, out);
    if (p->count == 1 && d[0] == 4) return make(make_month, n[0], p->month, 0, NULL, out);
    if (p->count == 1 && d[0] <= 2) return make(make_day, 0, p->month, n[0], period, out);
    bool is_year = p->count == 2 && (d[1] == 4 || (d[1] == 2 && p->before == 1));
    if (is_year && d[0] <= 2)
        return make(make_day, full_year(n[1], d[1]), p->month, n[0], NULL, out);
    return true;
}

static bool named_week(const struct parts *p, const struct window *period, struct deadline *out)
{
    if (!p->count || p->digits[0] > 2 || p->count > 2) return true;
    if (p->count == 1) return make(make_week, 0, p->numbers[0], 0, period, out);
    // of two digits, it is as likely to be another week
    if (p->digits[1] != 4) return true;
    return make(make_week, p->numbers[1], p->numbers[0], 0, NULL, out);
}

// 1/6 and 1.6, or 06.2027; a number with a dash, such as 2-3, is none.
static bool two_numbers(const struct parts *p, const char *text, const struct window *period,
                        struct deadline *out)
{
    const int *n = p->numbers;
    bool dash = strchr(text, '-') || strchr(text, ',');
    if (p->digits[0] == 4 && strchr(text, '-') && p->digits[1] == 2)
        return make(make_month, n[0], n[1], 0, NULL, out);
    if (dash || p->digits[0] > 2) return true;
    if (p->digits[1] == 4) return make(make_month, n[1], n[0], 0, NULL, out);
    // what is no day is something else, such as a version
    if (p->digits[1] <= 2) make(make_day, 0, n[1], n[0], period, out);
    return true;
}

// 2027-W22
static bool iso_week(const char *text, struct deadline *out, bool *is_week)
{
    int year, week, end = 0;
    *is_week = strlen(text) == strlen("2027-W22") && strchr("Ww", text[5]) &&
               sscanf(text, "%4d-%*1[Ww]%2d%n", &year, &week, &end) == 2 && !text[end];
    return !*is_week || make(make_week, year, week, 0, NULL, out);
}

bool deadline_parse(struct arena *a, const char *text, const struct window *period,
                    struct deadline *out)
{
    struct parts p;
    bool is_week;
    *out = (struct deadline){.kind = DEADLINE_TEXT, .text = text};
    if (!iso_week(text, out, &is_week)) return false;
    if (is_week || !divide(a, utf8_fold(a, text), &p)) return true;
    if (p.ongoing) {
        if (!p.count && !p.month && !p.week) out->kind = DEADLINE_ONGOING;
        return true;
    }
    if (p.week) return p.month ? true : named_week(&p, period, out);
    if (p.month) return named_month(&p, period, out);
    if (p.count == 3) return with_year(&p, out);
    return p.count == 2 ? two_numbers(&p, text, period, out) : true;
}

const char *deadline_text(struct arena *a, const struct deadline *deadline)
{
    struct date d = deadline->last;
    int year, week = date_week(d, &year);
    switch (deadline->kind) {
    case DEADLINE_DAY: return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
    case DEADLINE_MONTH: return arena_printf(a, "%04d-%02d", d.year, d.month);
    case DEADLINE_WEEK: return arena_printf(a, "%04d-W%02d", year, week);
    case DEADLINE_ONGOING: return "ongoing";
    default: return deadline->text ? deadline->text : "";
    }
}
