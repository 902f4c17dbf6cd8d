// Dates, times, windows, deadlines and numbers in the words of one language. The texts are made in
// arena a.
#ifndef COMPOSE_WORDS_FORMAT_H
#define COMPOSE_WORDS_FORMAT_H

#include "compose/words/words.h"
#include "model/cycle.h"

// "20. januar 2027". d is set.
const char *format_date(struct arena *a, const struct words *w, struct date d);
// "kl. 09.00"; "" for a day without a time.
const char *format_time(struct arena *a, const struct words *w, struct datetime t);
// "onsdag 20. januar 2027 kl. 09.00"
const char *format_datetime(struct arena *a, const struct words *w, struct datetime t);
// "5.–16. januar 2027". Either day may be unset; "" where both are.
const char *format_window(struct arena *a, const struct words *w, struct date from, struct date to);
// "uke 2–5"; one week where both days are in it. Both days are set.
const char *format_weeks(struct arena *a, const struct words *w, struct date from, struct date to);
// "5.–16. jan": without the year. One of the days is set.
const char *format_short_window(struct arena *a, const struct words *w, struct date from,
                                struct date to);
// "Onsdag 20. januar", a text of its own. d is set.
const char *format_weekday(struct arena *a, const struct words *w, struct date d);
// "kl. 09.00–10.30": so many minutes from a time on. "" for a day without a time.
const char *format_hours(struct arena *a, const struct words *w, struct datetime t, int minutes);
// As the language writes a day, a month or a week; else the deadline's own text. "" for none.
const char *format_deadline(struct arena *a, const struct words *w,
                            const struct deadline *deadline);
// The same without the year.
const char *format_deadline_short(struct arena *a, const struct words *w,
                                  const struct deadline *deadline);
// In digits, with the language's gap between thousands from 10 000 on.
const char *format_number(struct arena *a, const struct words *w, size_t n);
// "12 av 15"
const char *format_ratio(struct arena *a, const struct words *w, size_t held, size_t due);

#endif
