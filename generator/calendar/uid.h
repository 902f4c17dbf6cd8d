// What an entry is known by in every calendar: a UUID (RFC 9562, version 8) hashed from what the
// entry is about, so that it is the same in every run and shows neither names nor ids.
#ifndef CALENDAR_UID_H
#define CALENDAR_UID_H

struct uid {
    char text[37];
};

struct uid uid_of(const char *kind, const char *organisation, const char *period,
                  const char *which);

#endif
