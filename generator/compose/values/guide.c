// Values of a conversation's agenda: how many minutes each part has. They are multiples of five
// where there is time for that, and add up to the whole.
#include "base/array.h"
#include "compose/values/value.h"

enum agenda_part {
    OPENING,
    LOOKING_BACK,
    GOALS,
    DEVELOPMENT,
    LEADERSHIP,
    AGREEMENT,
    CLOSING,
    PART_COUNT
};
// Of ALL_SHARES.
static const int shares[PART_COUNT] = {
    [OPENING] = 1,    [LOOKING_BACK] = 4, [GOALS] = 4,   [DEVELOPMENT] = 4,
    [LEADERSHIP] = 2, [AGREEMENT] = 2,    [CLOSING] = 1,
};
enum { ALL_SHARES = 18, ROOMY = 60 };  // ROOMY: minutes from which on they are multiples of five

// How many of the minutes have passed after so many shares.
static int elapsed(int minutes, int share)
{
    int step = minutes >= ROOMY ? 5 : 1;
    if (share == ALL_SHARES) return minutes;
    return (2 * minutes * share + ALL_SHARES * step) / (2 * ALL_SHARES * step) * step;
}

static struct value minutes_of(const struct env *e, enum agenda_part part)
{
    int before = 0;
    for (int i = 0; i < (int)part; i++) before += shares[i];
    return value_of_count(elapsed(e->cycle->minutes, before + shares[part]) -
                          elapsed(e->cycle->minutes, before));
}

GETTER(opening)
{
    return minutes_of(e, OPENING);
}
GETTER(looking_back)
{
    return minutes_of(e, LOOKING_BACK);
}
GETTER(goals)
{
    return minutes_of(e, GOALS);
}
GETTER(development)
{
    return minutes_of(e, DEVELOPMENT);
}
GETTER(leadership)
{
    return minutes_of(e, LEADERSHIP);
}
GETTER(agreement)
{
    return minutes_of(e, AGREEMENT);
}
GETTER(closing)
{
    return minutes_of(e, CLOSING);
}

static const struct value_entry entries[] = {
    {"minutes.opening", SCOPE_RUN, VALUE_COUNT, opening, "counts.minutes", 0},
    {"minutes.looking-back", SCOPE_RUN, VALUE_COUNT, looking_back, "counts.minutes", 0},
    {"minutes.goals", SCOPE_RUN, VALUE_COUNT, goals, "counts.minutes", 0},
    {"minutes.development", SCOPE_RUN, VALUE_COUNT, development, "counts.minutes", 0},
    {"minutes.leadership", SCOPE_RUN, VALUE_COUNT, leadership, "counts.minutes", 0},
    {"minutes.agreement", SCOPE_RUN, VALUE_COUNT, agreement, "counts.minutes", 0},
    {"minutes.closing", SCOPE_RUN, VALUE_COUNT, closing, "counts.minutes", 0},
};
const struct value_table values_guide = {entries, COUNT(entries)};
