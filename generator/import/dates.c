// Reading days.
#include "import/dates.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/ascii.h"

enum { SERIAL_LEAST = 18264, SERIAL_MOST = 73050 };  // 1950 to 2099; smaller numbers are others

static bool make(int year, int month, int day, struct date *out)
{
    static const int8_t days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1800 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days[month - 1])
        return false;
    bool leap = (year % 4 == 0 && year % 100) || year % 400 == 0;
    if (month == 2 && day == 29 && !leap) return false;
    *out = (struct date){(int16_t)year, (int8_t)month, (int8_t)day};
    return true;
}

struct date dates_from_serial(int32_t serial, bool from_1904)
{
    enum { FROM_1900 = 25569, FROM_1904 = 24107 };  // days before 1970
    if (serial < 1) return (struct date){0};
    if (from_1904) return date_from_day_number(serial - FROM_1904);
    // they count a 29 February 1900, which was not
    return date_from_day_number(serial - FROM_1900 + (serial < 60));
}

static int month_named(const char *p, size_t n)
{
    static const struct {
        const char *begins;
        int month;
    } names[] = {{"jan", 1},  {"feb", 2},  {"mar", 3},  {"apr", 4}, {"mai", 5}, {"maj", 5},
                 {"may", 5},  {"jun", 6},  {"jul", 7},  {"aug", 8}, {"sep", 9}, {"okt", 10},
                 {"oct", 10}, {"nov", 11}, {"des", 12}, {"dec", 12}};
    for (size_t i = 0; i < COUNT(names) && n >= 3; i++)
        if (!strncasecmp(p, names[i].begins, 3)) return names[i].month;
    return 0;
}

static size_t number(const char *p, int *out)  // its digits; at most 9
{
    size_t n = 0;
    for (*out = 0; n < 9 && ascii_is_digit(p[n]); n++) *out = *out * 10 + (p[n] - '0');
    return ascii_is_digit(p[n]) ? 0 : n;
}

static int full_year(int year, size_t digits)
{
    if (digits == 4) return year;
    if (digits != 2) return 0;
    return year == 99 ? 9999 : year + (year < 70 ? 2000 : 1900);
}

static size_t letters(const char *p)
{
    size_t n = 0;
    while (ascii_is_letter(p[n])) n++;
    return n;
}

struct date_part {  // 12, or "november"
    int value;
    size_t digits;  // 0: a month's name
};

static const char *read_part(const char *p, struct date_part *part)
{
    part->digits = number(p, &part->value);
    if (part->digits) return p + part->digits;
    size_t n = letters(p);
    part->value = month_named(p, n);
    return part->value ? p + n : NULL;
}

static bool arrange(const struct date_part *a, const struct date_part *b, const struct date_part *c,
                    enum dates_order order, struct date *out)
{
    if (a->digits == 4 && c->digits <= 2) return make(a->value, b->value, c->value, out);
    int year = full_year(c->value, c->digits);
    if (!a->digits) return make(year, a->value, b->value, out);  // November 12, 2026
    bool month_first = order == DATES_MONTH_FIRST && b->digits;
    if (month_first && a->value > 12) month_first = false;
    if (!month_first && b->digits && b->value > 12) month_first = true;
    return month_first ? make(year, a->value, b->value, out) : make(year, b->value, a->value, out);
}

static const char *skip(const char *p, const char *any)
{
    return p + strspn(p, any);
}

// A time of day, a zone, a day's name: what may stand behind a day.
static const char *skip_time(const char *p)
{
    const char *q = skip(p, " T");
    size_t hours = strspn(q, "0123456789");
    if (q == p || hours < 1 || hours > 2 || (q[hours] != ':' && q[hours] != '.')) return p;
    if (!ascii_is_digit(q[hours + 1])) return p;
    q += strspn(q, "0123456789:.,");
    const char *zone = skip(q, " ");
    if (!strncasecmp(zone, "AM", 2) || !strncasecmp(zone, "PM", 2)) return zone + 2;
    if (*q == 'Z') return q + 1;
    if ((*q == '+' || *q == '-') && ascii_is_digit(q[1]))
        return q + 1 + strspn(q + 1, "0123456789:");
    return q;
}

static bool read_run(const char *p, size_t n, bool from_1904, struct date *out)
{
    int v;
    number(p, &v);
    if (n == 8)
        return make(v / 10000, v / 100 % 100, v % 100, out) ||
               make(v % 10000, v / 10000 % 100, v / 1000000, out);
    if (n != 5 || v < SERIAL_LEAST - 1462 || v > SERIAL_MOST) return false;
    *out = dates_from_serial(v, from_1904);
    return true;
}

bool dates_read(const char *text, enum dates_order order, bool from_1904, struct date *out,
                const char **rest)
{
    struct date_part part[3];
    const char *p = skip(text, " '");
    size_t run = strspn(p, "0123456789");
    bool read = run == 8 || run == 5 ? read_run(p, run, from_1904, out) : false;
    if (read) {
        p += run;
        if (run == 5 && (*p == '.' || *p == ','))
            p += 1 + strspn(p + 1, "0123456789");  // a time, as a fraction of the day
    }
    for (int i = 0; !read && i < 3; i++) {
        p = p ? read_part(i ? skip(p, " .,/-") : p, &part[i]) : NULL;
        if (!p) return false;
    }
    if (!read && !arrange(&part[0], &part[1], &part[2], order, out)) return false;
    p = skip_time(p);
    if (rest) *rest = p;
    return rest || !*skip(p, " .");
}

static const char *divider(const char *p)
{
    static const char *const words[] = {"–",      "—",   "-", "til og med", "til", "till", "to",
                                        "t.o.m.", "tom", "/", "…",          "..",  "→",    ">"};
    p = skip(p, " .");
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t n = strlen(words[i]);
        if (!strncasecmp(p, words[i], n)) return skip(p + n, " ");
    }
    return NULL;
}

bool dates_read_range(const char *text, enum dates_order order, bool from_1904, struct date *from,
                      struct date *to)
{
    static const char *const lead[] = {"fra ", "fra og med ", "from ",  "fr.o.m. ",
                                       "fom ", "från ",       "siden ", "since "};
    const char *p = skip(text, " "), *rest;
    *from = *to = (struct date){0};
    for (size_t i = 0; i < COUNT(lead); i++)
        if (!strncasecmp(p, lead[i], strlen(lead[i]))) p = skip(p + strlen(lead[i]), " ");
    if (dates_read(p, order, from_1904, from, &rest)) p = rest;
    const char *second = divider(p);
    if (second && *second && dates_read(second, order, from_1904, to, &rest)) p = rest;
    else if (second && !*second) p = second;
    return (date_is_set(*from) || date_is_set(*to)) && !*skip(p, " .");
}

int dates_order_hint(const char *text)
{
    struct date_part a, b, c;
    const char *p = read_part(skip(text, " "), &a);
    if (p) p = read_part(skip(p, " ./-"), &b);
    if (p) p = read_part(skip(p, " ./-"), &c);
    if (!p || !a.digits || a.digits > 2 || !b.digits || b.digits > 2) return 0;
    if (a.value > 12 && b.value <= 12) return 1;
    return b.value > 12 && a.value <= 12 ? -1 : 0;
}

bool dates_is_empty(const char *text)
{
    static const char *const words[] = {"-",         "–",     "null",  "n/a",        "na",
                                        "none",      "ingen", "evig",  "løpende",    "fast",
                                        "permanent", "never", "aldri", "indefinite", "tills vidare",
                                        "nan",       "nat"};
    if (!*text || !text[strspn(text, "0.-/ :T")]) return true;
    for (size_t i = 0; i < COUNT(words); i++)
        if (!strcasecmp(text, words[i])) return true;
    return false;
}

bool dates_is_forever(struct date d)
{
    return d.year >= 2090;
}
