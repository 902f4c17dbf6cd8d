// What a cycle directory holds longer than `keep:` allows, or of one person: found, told, removed.
#ifndef HELD_HELD_H
#define HELD_HELD_H

#include "base/diag.h"
#include "base/map.h"
#include "model/cycle.h"

enum held_what {  // in the order in which they are removed: a person can be found by name to the
                  // last
    HELD_OUTPUTS,
    HELD_TIMES,        // conversations/
    HELD_LAST_IMPORT,  // import.last.yaml
    HELD_ANSWERS,
    HELD_PLANS,
    HELD_PEOPLE,  // org.yaml
    HELD_WHATS
};

enum held_part {
    HELD_LISTED,  // a file of the output folder that its manifest lists
    HELD_FILE,    // another whole file
    HELD_ENTRY,   // what a YAML file says of one person
    HELD_LINES,   // the lines of a file that name one person
};

struct held_thing {
    enum held_what what;
    enum held_part part;
    const char *path;      // from the cycle directory
    const char *folder;    // LISTED: the period's output folder, "out/2026"
    const char *period;    // NULL: of none
    const char *document;  // LISTED: as the manifest calls it
    const char *id;        // of the person, where it is one's; NULL: nobody's or several people's
    const char *name;      // PEOPLE: the person's
    struct date until;     // the last day on which it is to be there; unset: not said
    bool archived;         // the law has it kept in the personnel file
};

struct held_list {
    struct held_thing *list;
    size_t count, room;
    struct map added;
    const char **beyond;  // what is out of reach, a path each
    size_t beyond_count, beyond_room;
    struct map beyond_added;
};

// What kind of paper a document of this name is: its readers decide whom it shows.
enum held_document {
    HELD_OWN,      // about one employee, whom the manifest names
    HELD_PUBLIC,   // names nobody
    HELD_LEADERS,  // a leader's own, whom the manifest names: may name anybody
    HELD_OTHER,    // may name anybody, too: lists, batches
};

// What history has of a period.
enum held_summary {
    HELD_NO_SUMMARY,
    HELD_SUMMARY,          // results, but none of the anonymous answers
    HELD_ANSWERS_SUMMARY,  // theirs, or which of their texts are released
};

struct held {  // a search, and what it has found
    struct diags *d;
    struct arena *a;
    const struct cycle *c;
    const char *out;    // the output folder, with a folder for each period
    struct date today;  // or the day of --as-of
    enum held_document (*kind_of)(const void *arg, const char *document);
    enum held_summary (*summary_of)(const void *arg, const char *period);
    const void *arg;
    const char *id;  // the person of whom all is looked for; NULL: what is too old is
    struct held_list found;
};

// Adds to what is found; what is there already is not added twice.
void held_add(struct held *h, struct held_thing thing);
void held_add_beyond(struct held *h, const char *path);

struct held_kind {  // what has been found of one kind and period
    const struct held_thing *first;
    size_t count;
};
// All of them, as the first of each has been found; in the search's arena. The count.
size_t held_kinds(const struct held *h, struct held_kind **out);

// "plans", "answers" …: for people and programs.
const char *held_word(enum held_what what);

// The last day on which what is kept for so many periods, its own counted, may be there; unset:
// nobody knows when that period was.
struct date held_until(const struct held *h, const char *period, int periods);
bool held_is_over(const struct held *h, struct date until);

#endif
