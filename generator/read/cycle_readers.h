// The parts of cycle_read(), in the order in which it calls them. Each fills in reader->cycle and
// reports errors through READER_ERROR.
#ifndef READ_CYCLE_READERS_H
#define READ_CYCLE_READERS_H

#include "read/reader.h"

enum {
    SMALL_FILE = 1 << 20,  // bytes of a file about one person or one unit
    ORG_FILE = 48 << 20,   // bytes of org.yaml
};

void settings_read(struct reader *r);  // samtale.yaml, or that of another period
void settings_read_text(struct reader *r, const struct source *s);  // the same of a text
void org_read(struct reader *r);  // org.yaml: units and people, without who leads whom
void org_read_text(struct reader *r, const struct source *s);  // the same of a text
void resolve_leaders(struct reader *r);                        // who leads whom
void conversations_read(struct reader *r);                     // conversations/PERIOD.yaml
void conversations_check(struct reader *r);  // the same against plans, which have been read
void waves_make(struct cycle *c);            // waves and their windows, the cascade
void wave_windows_make(struct cycle *c);     // for waves_make(): when each wave is
void wave_windows_check(struct reader *r);   // warns of leaders who have more than fits
void priorities_read(struct reader *r);      // priorities/PERIOD/
void threads_resolve(struct reader *r);      // which focus area supports which
void plans_read(struct reader *r);           // plans/PERIOD/ of this period and the one before
void timing_check(struct reader *r);         // dates that are possible but cannot be meant

#endif
