// UIDs: a UUID (RFC 9562, version 8) hashed from what the entry is about, the same in every run,
// which shows neither names nor ids.
#ifndef CALENDAR_UID_H
#define CALENDAR_UID_H

struct uid {
    char text[37];
};

// The UID of an entry: kind, such as "conversation"; which: the person's id or the window's number.
struct uid uid_of(const char *kind, const char *organisation, const char *period,
                  const char *which);

#endif
