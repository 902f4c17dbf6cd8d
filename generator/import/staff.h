// What an export says of people and units, from its rows to a chart that org.yaml can hold.
#ifndef IMPORT_STAFF_H
#define IMPORT_STAFF_H

#include "base/date.h"
#include "base/diag.h"
#include "base/map.h"
#include "import/columns.h"
#include "import/names.h"

struct staff_person;
struct staff_unit;

enum { STAFF_REFERENCES = 6 };  // columns that say who the leader is: number, name, address

struct staff_link {  // whom a row's cells mean, and whom they turned out to mean
    struct name_reference cells[STAFF_REFERENCES];
    size_t count;
    bool vacant;                  // the cells say that there is none
    bool given;                   // the cells say anything
    struct staff_person *person;  // NULL: nobody in the chart
    const char *outside;          // the name of one who is not in the chart; NULL: none
    const char *outside_title, *outside_email;
    const char *unknown;  // a number or address that nobody in the chart has, without a name
    bool left;            // the one who is meant has left
};

struct staff_unit_name {  // a unit as a row names it; either may be NULL
    const char *name, *code;
};

struct staff_row {  // one position of one person
    const struct columns *columns;
    unsigned line;
    const char *number, *name, *title, *email, *login;
    struct staff_unit_name levels[COLUMNS_LEVELS];  // from the top down
    unsigned level_count;
    struct staff_unit_name parent;
    struct staff_link leader, unit_leader;
    bool leads;
    bool secret_number;  // where the number should be is a national identity number
    bool is_own_leader;  // the leader's cells name the person of the row
    struct date from, to, away_from, away_to;
    bool is_away;
    double percent;
    bool has_percent, is_main;
    bool has_left;  // the position is over, or the account closed
    struct staff_unit *unit;
    struct staff_person *person;
};

struct staff_person {
    const char *id, *number, *name, *title, *email, *login;
    const char *name_key;
    struct staff_row **rows;  // the main position first
    size_t row_count, row_room;
    bool has_left;
    struct date from, to, away_from, away_to;
    bool is_away;
    struct staff_unit *unit;
    size_t leads;  // people whose leader this is
    size_t index;
    size_t walk;
    const char *const *other_numbers;  // of the same person in other rows
    struct staff_person *same;         // after joining two: the one that stays
};

struct staff_unit {
    const char *id, *name, *code;
    const char *key;
    struct staff_unit *parent;
    struct place place;  // where it is first named
    struct staff_link leader;
    bool leader_is_given;  // the export names the unit's leader, not only people's
    bool leader_is_guess;
    struct staff_row **rows;  // of those who work in it, in any position
    size_t row_count, row_room;
    struct staff_unit **units;
    size_t unit_count, unit_room;
    size_t index, depth;
    bool is_walked;
};

struct staff_note {  // a row that is not taken over
    struct place place;
    const char *why, *who;  // who NULL: nobody
};

enum staff_shape {
    STAFF_BY_LEADERS,  // no units
    STAFF_FLAT,        // one column: leaders say what is above
    STAFF_BY_LEVELS,
    STAFF_BY_PARENT,
    STAFF_BY_PATH,
    STAFF_BY_FILE,  // units in a list of their own
};

struct staff {
    struct diags *d;
    struct arena *a;
    struct date as_of;
    const char *organisation;  // what samtale.yaml calls it; NULL: not known
    enum staff_shape shape;
    const struct columns *units_list;  // NULL: there is none
    bool english;
    struct staff_row **rows;
    size_t row_count, row_room;
    struct staff_person **people;  // in the file's order; those who have left, too
    size_t person_count, person_room;
    struct staff_unit **units;
    size_t unit_count, unit_room;
    struct staff_unit *root;
    struct staff_note *notes;
    size_t note_count, note_room;
    struct map by_number, by_address, by_name, by_plain_name;  // people; by name: lists
    struct map units_by_key;
    size_t skipped;    // lines that are no data
    size_t secrets;    // national identity numbers met
    bool secret_only;  // they are the only numbers
};

// The steps, in this order; each reports what is wrong and goes on.
// Rows of people that count on the day. What does not is noted.
void rows_read(struct staff *s, const struct columns *c);
// Takes leaders off the names of units that are called after them, once all rows are read.
void rows_part_units(struct staff *s);
// People, of one or several rows each.
void people_make(struct staff *s);
// Units and what is above what, as far as the export says it itself.
void units_make(struct staff *s);
// Who leads whom; for shapes without them, units.
void leaders_find(struct staff *s);
// One unit above all, ids, and the order in which units stand.
void settle_chart(struct staff *s);

void staff_note_row(struct staff *s, struct place at, const char *who, const char *why);
struct place staff_row_place(const struct staff_row *r);
// Whether a person is in the chart.
bool staff_is_in(const struct staff_person *p);

// The unit with a key; it is made where there is none yet. name, code: NULL where not given.
struct staff_unit *units_add(struct staff *s, const char *key, const char *name, const char *code,
                             struct staff_unit *parent, struct place at);
// Remembers what a leader is called where a number or an address says who it is.
void people_learn_names(struct staff *s, const struct staff_link *link);
// Whom a link means; sets what is in it. near: the unit in which one of several of the same name is
// preferred; NULL: none.
void people_resolve(struct staff *s, struct staff_link *link, const struct staff_unit *near,
                    struct place at, const char *whom);

#endif
