// Values: what templates can show of a cycle, in one namespace. Each has a path, a scope and a
// kind, in const tables; a path that is in none of them is an error in the template. A value's
// scope says what it depends on: the run, a unit or a person. A section is composed in an
// environment that holds no more than the section's scope, so that a wider value is refused and not
// only left out.
#ifndef COMPOSE_VALUES_VALUE_H
#define COMPOSE_VALUES_VALUE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/map.h"
#include "compose/words/words.h"
#include "model/cycle.h"
#include "model/doc.h"

struct account;
struct bank;
struct reminder_scope;
struct record_paths;

enum value_kind {
    VALUE_TEXT,
    VALUE_CONTACT,   // a text that becomes a link where it is an e-mail address
    VALUE_CHOICE,    // one of a few ids: `if … is ID`; shown by the words of the language
    VALUE_DATE,      // has the part .short, without its year
    VALUE_DATETIME,  // has the parts .date and .time
    VALUE_WINDOW,    // has the parts .from and .to
    VALUE_COUNT,     // shown with its noun: "90 minutter"
    VALUE_PHRASE,    // inlines: words that may be in several languages
    VALUE_FLAG,      // only in conditions
    VALUE_LIST,      // for each, and for blocks that take a list
    VALUE_RICH,      // blocks: a paragraph of its own
    VALUE_KIND_COUNT
};

enum value_type {  // what a path starts from: the document as a whole, or an item of a list
    TYPE_DOCUMENT,
    TYPE_UNIT,          // struct unit
    TYPE_PRIORITY,      // struct priority
    TYPE_GOAL,          // struct plan_goal
    TYPE_MEASURE,       // struct plan_measure
    TYPE_FOLLOW_UP,     // struct follow_up_window
    TYPE_NAME,          // a text
    TYPE_SHEET,         // a follow-up's sheet, of values/sheets.c
    TYPE_PROGRESS,      // an entry of a goal's log, of values/plan.c
    TYPE_COMPETENCE,    // of values/sheets.c
    TYPE_NEED,          // a need under no heading, of values/plan.c
    TYPE_AREA,          // a focus area that a goal can support, of values/areas.c
    TYPE_PERSON,        // struct person
    TYPE_WAVE,          // of values/waves.c
    TYPE_REMINDED,      // of values/reminder.c
    TYPE_RECIPIENT,     // struct recipient
    TYPE_PRINTED,       // struct printed_paper
    TYPE_ACCOUNT_PART,  // struct account_part
    TYPE_ACCOUNT_ROW,   // struct account_row
    TYPE_MAILED,        // struct mailed_file
    TYPE_COUNT
};

struct value {
    bool set;              // false: the cycle says nothing
    struct place place;    // where it is written; source NULL: nowhere
    const char *language;  // NULL: the document's
    union {
        const char *text;
        struct datetime datetime;  // DATE too
        struct window window;
        int count;
        bool flag;
        const struct doc_node *rich;  // PHRASE too
        struct {
            const void *const *items;
            size_t count;
        } list;
    };
};

struct env;

struct value_entry {  // a line of a table: what a path means
    const char *path;
    enum doc_scope scope;
    enum value_kind kind;
    // item: of the list that the path's variable runs through, of the type of the entry's table;
    // NULL for TYPE_DOCUMENT
    struct value (*get)(const struct env *e, const void *item);
    const char *words;      // CHOICE and COUNT: the key of their words
    enum value_type items;  // LIST
};

struct value_table {
    const struct value_entry *entries;
    size_t count;
};

struct value_paths {                                      // all that the tables know
    struct map of[TYPE_COUNT];                            // by path: struct value_ref
    const struct value_table *const *tables[TYPE_COUNT];  // ended by NULL
};

struct form_state {      // what the places to write in of one section have used up
    unsigned notes;      // private notes made so far
    unsigned rows;       // the number of the last row of a plan that has been numbered; 0: none yet
    struct map labels;   // of the fields made so far: unsigned, how often
    struct map choices;  // what fields offer: struct choices, by the key of their words
    const struct record_key *key;  // marks what fields are prefilled with; NULL: nothing does
};

struct variable {  // what a loop has bound
    const char *name;
    enum value_type type;
    enum doc_scope scope;
    const void *item;  // NULL while a template is only checked
};

enum { ENV_VARIABLES = 6 };  // loops in loops

struct env {  // what values are read from
    const struct value_paths *paths;
    const struct record_paths *record_paths;  // form/record_path.h
    const struct words *words;                // of the document's language
    const struct words *cycle_words;  // of the organisation's own; NULL: it has no templates
    const struct map *answer_texts;   // what anonymous forms ask: struct node, by the answers' ids
    const struct bank *bank;
    const struct cycle *cycle;  // NULL while a template is only checked
    // where the person works: the main unit, then second positions; none in SCOPE_RUN
    struct unit *const *units;
    struct unit *const *frames;  // whose focus areas frame the conversation
    size_t unit_count, frame_count;
    const struct person *person;  // NULL below SCOPE_PERSON
    bool names_only;              // nothing of the plans of a leader's people may be read
    bool archived;                // nothing that stays between two people may be read
    bool large;                   // large print
    int follow_up;                // whose sheets there are: number, 0: the next one's, -1: all
    bool is_short;                // a leader's pack has no page for each of them
    const struct reminder_scope *reminder;  // what a reminder is about; NULL while only checked
    const struct person *reader;  // whom the document is for, also while another's values are read
    bool is_leaders;              // the reader's own as a leader: nobody else reads it
    enum doc_scope limit;         // the widest scope that may be read
    struct variable variables[ENV_VARIABLES];
    size_t variable_count;
    const struct published *published;  // NULL: the document is no report
    size_t left_out;                    // of a report's first page: rows and points
    const struct print_batch *print;    // NULL: no cover or slip sheet
    const struct recipient *recipient;  // of a slip sheet
    const struct mail_text *mail;       // NULL: no message
    const struct account *account;      // what is held of the person; NULL: it is not told
    // NULL while a template is only checked, and while sections are planned
    struct form_state *form;
    struct arena *arena;
    struct diags *diags;
};

struct value_ref {  // a path that has been found
    const struct value_entry *entry;
    enum value_type type;  // what the entry's path starts from
    const void *item;      // of the variable it starts with
    enum doc_scope scope;  // the variable's and the entry's, the wider
    enum value_kind kind;  // the entry's, or the part's
    enum value_part { PART_WHOLE, PART_FROM, PART_TO, PART_DATE, PART_TIME, PART_SHORT } part;
};

extern const char *const value_kind_names[VALUE_KIND_COUNT];  // "a text", "a list" …

// Finds what a path means; false: nothing. The first word may be a loop's variable, which alone
// stands for its item's name.
bool value_find(const struct env *e, const char *path, struct value_ref *out);
// The path that is spelt most like it, for "did you mean"; NULL: none. Lives in the environment's
// arena, or for ever.
const char *value_nearest(const struct env *e, const char *path);
// A path inside items of one type: a column's `value: measures.what`. item may be NULL while
// nothing is read; scope: of the list it is in.
bool value_find_in(const struct env *e, enum value_type type, const void *item,
                   enum doc_scope scope, const char *path, struct value_ref *out);

// The value; refused with a diagnostic at place (and unset) when its scope is beyond the
// environment's limit. ref has its item where its type is not TYPE_DOCUMENT.
struct value value_get(const struct env *e, const struct value_ref *ref, struct place place);
// As a condition: a flag that is on, a list with items, anything else that is set.
bool value_is_true(const struct value_ref *ref, const struct value *v);
// In the document's language; "" when unset. Lives in the environment's arena, or with the cycle.
const char *value_in_words(const struct env *e, const struct value_ref *ref, const struct value *v);

// Binds a loop's variable to an item of a list; false: there are ENV_VARIABLES already.
bool value_bind_variable(struct env *e, const char *name, enum value_type type,
                         enum doc_scope scope, const void *item);

// The tables, by what their paths start from: values_of_… an item.
extern const struct value_table values_run, values_unit, values_person, values_plan, values_areas,
    values_sheets, values_leader, values_start, values_guide, values_answer, values_report,
    values_print, values_waves, values_reminder, values_mail, values_account;  // TYPE_DOCUMENT
extern const struct value_table values_of_unit, values_of_unit_and_person, values_of_priority,
    values_of_goal, values_areas_of_goal, values_of_area, values_of_measure, values_of_follow_up,
    values_of_name, values_of_sheet, values_of_progress, values_of_competence, values_of_need,
    values_of_planned, values_of_recipient, values_of_printed, values_of_person, values_of_led_unit,
    values_of_started_unit, values_of_followed_person, values_of_wave, values_of_reminded,
    values_of_mailed, values_of_account_part, values_of_account_row;

// ---- For getters. A value that is nothing is unset

static inline struct value value_of_text(const char *text)
{
    return (struct value){.set = text && *text, .text = text};
}
static inline struct value value_of_flag(bool flag)
{
    return (struct value){.set = true, .flag = flag};
}
static inline struct value value_of_count(int n)
{
    return (struct value){.set = n > 0, .count = n};
}
static inline struct value value_of_date(struct date d)
{
    return (struct value){.set = date_is_set(d), .datetime = {.date = d, .hour = -1}};
}
static inline struct value value_of_window(struct window w)
{
    return (struct value){
        .set = date_is_set(w.from) || date_is_set(w.to), .place = w.place, .window = w};
}
// "2027-28" as 2027–28, any other period as it is; NULL: unset.
struct value value_of_period(const struct env *e, const char *period);
// The text, of which a telephone number stays on one line.
struct value value_of_contact(const struct env *e, const char *text);
// The text in the document's language, or with the language that it is in.
struct value value_of_localized(const struct env *e, const struct cycle_text *text);
// A person's name, in words that nobody of the same name has: with title or id, where several have
// it. p NULL: unset.
struct value value_of_person(const struct env *e, const struct person *p);
// A list of pointers to the items of an array of count structs of size bytes; unset when empty.
struct value value_of_list(struct arena *a, const void *first, size_t count, size_t size);
#define VALUE_LIST_OF(e, array, n) value_of_list((e)->arena, (array), (n), sizeof *(array))
// A getter: the names e and item are its environment and its item.
#define GETTER(name)                                                      \
    static struct value name(const struct env *e __attribute__((unused)), \
                             const void *item __attribute__((unused)))

#endif
