// Reading deadlines.
#include "model/deadline.h"

#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/utf8.h"

// The n digits of s; false when one is none.
static bool number(const char *s, size_t n, int *out)
{
    int v = 0;
    for (size_t i = 0; i < n; i++) {
        if (!ascii_is_digit(s[i])) return false;
        v = v * 10 + (s[i] - '0');
    }
    *out = v;
    return true;
}

static bool month_deadline(int year, int month, struct deadline *out)
{
    if (year < 1900 || year > 2999 || month < 1 || month > 12) return false;
    struct date next = {(int16_t)(month == 12 ? year + 1 : year),
                        (int8_t)(month == 12 ? 1 : month + 1), 1};
    out->kind = DEADLINE_MONTH;
    out->last = date_add_days(next, -1);
    return true;
}

static bool week_deadline(int year, int week, struct deadline *out)
{
    struct date monday;
    if (!date_from_week(year, week, &monday)) return false;
    out->kind = DEADLINE_WEEK;
    out->last = date_add_days(monday, 6);
    return true;
}

static bool is_ongoing(struct arena *a, const char *text)
{
    static const char *const words[] = {"ongoing", "løpende", "løpande"};
    const char *folded = utf8_fold(a, text);
    for (size_t i = 0; i < COUNT(words); i++)
        if (!strcmp(folded, words[i])) return true;
    return false;
}

bool deadline_parse(struct arena *a, const char *text, struct deadline *out)
{
    int year, part, day;
    size_t n = strlen(text);
    *out = (struct deadline){.kind = DEADLINE_TEXT, .text = text};
    if (n >= 7 && number(text, 4, &year) && text[4] == '-') {
        if (n == 7 && number(text + 5, 2, &part)) return month_deadline(year, part, out);
        if (n == 8 && text[5] == 'W' && number(text + 6, 2, &part))
            return week_deadline(year, part, out);
        if (n == 10 && text[7] == '-' && number(text + 5, 2, &part) && number(text + 8, 2, &day)) {
            out->kind = DEADLINE_DAY;
            return date_parse(text, &out->last);
        }
    }
    if (is_ongoing(a, text)) out->kind = DEADLINE_ONGOING;
    return true;
}
