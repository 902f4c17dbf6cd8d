// The one namespace of values that templates see. Each has a path, a scope and a kind, in const
// tables; a path that is in none of them is an error in the template. What a value depends on
// decides what may be shared between people: a section is composed in an environment that holds no
// more than its scope allows, so a wider value is refused and not just missed.
#ifndef COMPOSE_VALUES_VALUE_H
#define COMPOSE_VALUES_VALUE_H

#include <stdbool.h>

#include "base/date.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/arena.h"
#include "compose/words/words.h"
#include "model/cycle.h"
#include "model/doc.h"

struct templates;
struct bank;
struct record_field;

enum value_kind {
    VALUE_TEXT,
    VALUE_CONTACT,  // a text that becomes a link where it is an e-mail address
    VALUE_CHOICE,   // one of a few ids: `if … is ID`; shown by the words of the language
    VALUE_DATE,
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
    TYPE_UNIT,
    TYPE_PRIORITY,
    TYPE_GOAL,
    TYPE_MEASURE,
    TYPE_FOLLOW_UP,
    TYPE_NAME,
    TYPE_SHEET,
    TYPE_PROGRESS,
    TYPE_COMPETENCE,
    TYPE_NEED,
    TYPE_PERSON,
    TYPE_RECIPIENT,
    TYPE_PRINTED,
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

struct value_entry {
    const char *path;
    enum doc_scope scope;
    enum value_kind kind;
    struct value (*get)(const struct env *e, const void *item);
    const char *words;      // CHOICE and COUNT: the key of their words
    enum value_type items;  // LIST
};

struct form_state;

struct variable {  // what a loop has bound
    const char *name;
    enum value_type type;
    enum doc_scope scope;
    const void *item;  // NULL while a template is only checked
};

enum { ENV_VARIABLES = 6 };  // loops in loops

struct env {
    const struct templates *templates;
    const struct value_paths *paths;
    const struct words *words;
    const struct bank *bank;
    const struct cycle *cycle;  // NULL while a template is only checked
    // where the person works: the main unit, then second positions; none in SCOPE_RUN
    struct unit *const *units;
    struct unit *const *frames;  // whose focus areas frame the conversation
    size_t unit_count, frame_count;
    const struct person *person;  // NULL below SCOPE_PERSON
    enum doc_scope limit;         // the widest scope that may be read
    struct variable variables[ENV_VARIABLES];
    size_t variable_count;
    const struct published *published;  // NULL: the document is no report
    const struct print_batch *print;    // NULL: no cover or slip sheet
    const struct recipient *recipient;  // of a slip sheet
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
    enum value_part { PART_WHOLE, PART_FROM, PART_TO, PART_DATE, PART_TIME } part;
    const char *record;  // where it is in the record, as field.c writes it; NULL: nowhere
    // NULL: none, or one that an id behind the path decides
    const struct record_field *record_field;
};

extern const char *const value_kind_names[VALUE_KIND_COUNT];  // "a text", "a list" …

struct value_paths {  // all that the tables know, by path: struct value_ref
    struct map of[TYPE_COUNT];
};
const struct value_paths *value_paths_new(struct arena *a);

bool value_find(const struct env *e, const char *path, struct value_ref *out);
const char *value_nearest(const struct env *e, const char *path);  // for "did you mean"; NULL: none
// A path inside items of one type: a column's `value: measures.what`.
bool value_find_in(const struct env *e, enum value_type type, const void *item,
                   enum doc_scope scope, const char *path, struct value_ref *out);

// The value; refused with a diagnostic at place (and unset) when its scope is beyond the
// environment's limit.
struct value value_get(const struct env *e, const struct value_ref *ref, struct place place);
bool value_is_true(const struct value_ref *ref, const struct value *v);
// "" when unset
const char *value_in_words(const struct env *e, const struct value_ref *ref, const struct value *v);

// Items of a list of which nothing is known yet: there are blank goals only. ref: of the list; n:
// from 1.
bool values_plan_has_blank_items(enum value_type type);
const void *values_plan_blank_item(const struct env *e, const struct value_ref *ref, size_t n);

bool value_bind_variable(struct env *e, const char *name, enum value_type type,
                         enum doc_scope scope,
                         const void *item);  // false: too deep

// The tables, by what they are about.
struct value_table {
    const struct value_entry *entries;
    size_t count;
};
extern const struct value_table values_run, values_unit, values_person, values_plan, values_sheets,
    values_leader, values_start, values_guide, values_answer, values_report,
    values_print;  // TYPE_DOCUMENT
extern const struct value_table values_of_unit, values_of_unit_and_person, values_of_priority,
    values_of_goal, values_of_measure, values_of_follow_up, values_of_name, values_of_sheet,
    values_of_progress, values_of_competence, values_of_need, values_of_planned,
    values_of_recipient, values_of_printed, values_of_person, values_of_led_unit,
    values_of_started_unit;

// What frames a conversation is the focus of the unit whose leader holds it: one's own unit, or for
// the unit's own leader the nearest above that somebody else leads.
struct unit *compose_frame_unit(const struct cycle *c, struct unit *u, const struct person *p);

// ---- Plans

struct plan_goal {  // a goal's item: its status and log stand in its plan's follow-ups
    const struct plan *plan;
    const struct goal *goal;
    // on a follow-up's sheet: that one, NULL when it is not recorded
    const struct follow_up *follow_up;
    bool on_sheet;
    size_t sheet;  // its number, from 1; 0: on none
};

struct plan_measure {  // a measure's item
    const struct plan_goal *goal;
    const struct measure *measure;
    bool blank;  // a row that is not there yet
};

// Rows of the plan's table that are not there yet: a goal, and a measure of a goal, whose ids no
// other has. Both count on from the highest number in the plan's ids.
const void *values_plan_blank_goal(const struct env *e);
struct value values_plan_blank_measure(const struct env *e, const void *goal);

size_t values_sheets_number(const void *sheet);    // from 1
size_t values_plan_need_number(const void *need);  // from 1

struct value values_plan_goals(const struct env *e, const struct plan *p);
// Whether comments and learning may be shown: they are for those who wrote them. A new leader sees
// goals, status and deadlines only.
bool values_plan_notes_shown(const struct env *e, const struct plan *p);
// The same focus area in the document's language, where its unit has written it in that too.
const struct priority *values_thread_priority_in_language(const struct env *e,
                                                          const struct priority *p);
// "Supports the focus area «A»": what a focus area names itself. Unset: nothing.
struct value values_thread_supports(const struct env *e, const struct priority *p);
// The focus area that a goal supports and those that it supports in turn, up to the root, in the
// document's language where they are written in it.
struct value values_thread_to_root(const struct env *e, const struct priority *p);

// For getters.
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
// "2027-28" as text: 2027–28
struct value value_of_period(const struct env *e, const char *period);
// a telephone number stays on one line
struct value value_of_contact(const struct env *e, const char *text);
// an array's items
struct value value_of_list(struct arena *a, const void *first, size_t count, size_t size);
#define VALUE_LIST_OF(e, array, n) value_of_list((e)->arena, (array), (n), sizeof *(array))
// A getter: the names e and item are its environment and its item.
#define GETTER(name)                                                      \
    static struct value name(const struct env *e __attribute__((unused)), \
                             const void *item __attribute__((unused)))

#endif
