// Values of the waves: the levels of the organisation, one after the other, each with the window in
// which its conversations are; and the day as on which all is told.
#include "base/array.h"
#include "compose/values/value.h"
#include "compose/words/format.h"

struct wave_level {  // one wave
    size_t number;
    struct window window;
    int conversations;
};

static int conversations_of(const struct cycle *c, size_t wave)
{
    int count = 0;
    for (size_t i = 0; i < c->person_count; i++)
        count += c->people[i]->wave == wave && cycle_person_pack(c, c->people[i]) == PACK_DUE;
    return count;
}

// Those in which there are conversations, numbered as all are.
GETTER(waves)
{
    const struct cycle *c = e->cycle;
    struct wave_level *list = ARENA_ARRAY(e->arena, struct wave_level, c->wave_count);
    size_t count = 0;
    for (size_t i = 0; i < c->wave_count; i++) {
        int conversations = conversations_of(c, i);
        if (conversations) list[count++] = (struct wave_level){i + 1, c->waves[i], conversations};
    }
    return VALUE_LIST_OF(e, list, count);
}

GETTER(day)
{
    return value_of_date(e->cycle->as_of);
}

static const struct value_entry entries[] = {
    {"cycle.waves", SCOPE_RUN, VALUE_LIST, waves, NULL, TYPE_WAVE},
    {"cycle.day", SCOPE_RUN, VALUE_DATE, day, NULL, 0},
};
const struct value_table values_waves = {entries, COUNT(entries)};

// ---- One of them

static const struct wave_level *level_of(const void *item)
{
    return item;
}

GETTER(name)
{
    return value_of_text(WORDS_FILL(e->arena, e->words, "report.wave-n",
                                    {"n", arena_printf(e->arena, "%zu", level_of(item)->number)}));
}
GETTER(window)
{
    return value_of_window(level_of(item)->window);
}
GETTER(weeks)
{
    struct window w = level_of(item)->window;
    return value_of_text(format_weeks(e->arena, e->words, w.from, w.to));
}
GETTER(conversations)
{
    return value_of_count(level_of(item)->conversations);
}

static const struct value_entry of_wave[] = {
    {"name", SCOPE_RUN, VALUE_TEXT, name, NULL, 0},
    {"window", SCOPE_RUN, VALUE_WINDOW, window, NULL, 0},
    {"weeks", SCOPE_RUN, VALUE_TEXT, weeks, NULL, 0},
    {"conversations", SCOPE_RUN, VALUE_COUNT, conversations, "counts.conversations", 0},
};
const struct value_table values_of_wave = {of_wave, COUNT(of_wave)};
