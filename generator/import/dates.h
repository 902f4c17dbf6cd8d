// Days, in every form in which exports write them.
#ifndef IMPORT_DATES_H
#define IMPORT_DATES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

enum dates_order { DATES_DAY_FIRST, DATES_MONTH_FIRST };  // of 03/04/2026

// The day that a spreadsheet counts as so many days, from 1900 or from 1904; {0}: none.
struct date dates_from_serial(int32_t serial, bool from_1904);
// Reads one day: 2026-11-12, 20261112, 12.11.2026, 12/11/26, 12-NOV-2026, "12. november 2026",
// 46338, each with a time behind it or not. False: it is none. *rest (may be NULL): what follows.
bool dates_read(const char *text, enum dates_order order, bool from_1904, struct date *out,
                const char **rest);
// Two days with something between them: "01.09.2026–31.03.2027". Either may be missing, not both.
bool dates_read_range(const char *text, enum dates_order order, bool from_1904, struct date *from,
                      struct date *to);
// What a text with two numbers before a year says of their order: 1: the day comes first, -1: the
// month does, 0: nothing.
int dates_order_hint(const char *text);
bool dates_is_empty(const char *text);  // nothing, 00.00.0000, "-", and what stands for no day
bool dates_is_forever(struct date d);   // an end that means that there is none: 31.12.2099

#endif
