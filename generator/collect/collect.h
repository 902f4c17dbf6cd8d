// Collecting: returned forms + cycle → changes to people's plans, and anonymous answers. Each field
// is merged by itself, three ways: its base is what the form was prefilled with. What only one side
// has changed is taken from that side. What both have changed is a conflict: it is reported, and
// the record stays as it is unless one side is preferred.
#ifndef COLLECT_COLLECT_H
#define COLLECT_COLLECT_H

#include <stdio.h>

#include "base/diag.h"
#include "base/map.h"
#include "compose/compose.h"
#include "model/answer.h"
#include "model/changes.h"
#include "model/cycle.h"
#include "model/delivery.h"
#include "model/returned.h"

struct collect_options {
    bool with_comments;  // also what stays between employee and leader
    enum collect_preference { PREFER_NONE, PREFER_FORM, PREFER_RECORD } prefer;
    const char *as;  // the employee whose blank forms these are; NULL: the name in the form says
    bool take_unsigned;  // what nobody vouches for, too: see struct returned
};

struct record {  // one person's plan file, and the changes to it
    const struct person *person;
    const char *path;             // "plans/2027/e1102.yaml"
    const struct source *source;  // NULL: there is no file yet; the whole tree is written
    struct node *tree;            // with the changes made
    struct splice_edit *edits;
    size_t edit_count, edit_room;
    bool changed;
    bool failed;  // writing it failed
};

enum collected_outcome {
    COLLECTED_CHANGE,
    COLLECTED_CONFLICT,
    COLLECTED_KEPT,     // a conflict in which the record was preferred, or an unsigned form's
    COLLECTED_NOTE,     // private: left in the form
    COLLECTED_COMMENT,  // stays between employee and leader: left in the form
    COLLECTED_REFUSED,  // no value that the record can hold
    COLLECTED_OUTCOME_COUNT
};

struct collected_field {
    enum collected_outcome outcome;
    const char *words;           // the field's label in the form
    const char *path;            // in the record; NULL: it has none there
    const char *before, *after;  // values in the record; "": none
};

enum collected_answer {
    ANSWER_NONE,  // no answer, or an empty one
    ANSWER_NEW,
    ANSWER_REPEATED,   // this run has read the same file before
    ANSWER_COLLECTED,  // an earlier run has counted it
    ANSWER_REFUSED,    // beyond the number of people who can have answered
};

struct collected {  // one form: a file, or a copy in it
    const struct returned *form;
    const char *file;  // its name, printable
    unsigned copy;
    const struct record *record;  // NULL: an anonymous answer, or of no known person
    bool is_answer, is_delivery;
    bool is_left_out;  // unsigned, and not taken: `record` is a copy, to say what would change
    enum collected_answer answer;
    const char *same_as;  // REPEATED: the file that was read before
    struct collected_field *fields;
    size_t count, room;
    size_t counts[COLLECTED_OUTCOME_COUNT];
};

struct answer {
    const char *name;  // of its file, without the folder: a keyed hash
    const struct node *tree;
    const struct unit *unit;  // that it names; NULL: none
    size_t form;              // that it came in: index in collect->forms
};

struct collect {
    struct diags *diags;
    struct arena *arena;
    struct arena scratch;  // emptied after each form
    const struct cycle *cycle;
    const struct templates *templates;
    const struct secret *secret;
    struct collect_options options;
    const char *const *languages;
    size_t language_count;
    struct record **records;
    size_t record_count, record_room;
    struct map records_by_id;   // by their person's id
    struct map people_by_name;  // collect.c: filled when the first blank form comes
    bool names_indexed;
    struct map questions;      // answers.c: the fields of the process evaluation, by path
    const char *questions_of;  // the document whose fields they are; NULL: not read yet
    struct collected *forms;
    size_t form_count, form_room;
    struct answer *answers;
    size_t answer_count, answer_room;
    struct map answers_by_name;  // the file that each came in
    const bool *answering;  // by unit's index: may be named by an answer; NULL: not computed yet
    size_t unusable;        // files from which nothing could be read
    size_t left_out;        // unsigned files that were not taken
    size_t delivery_count;
    struct map delivered_by_id;  // people whose delivery this run has merged
};

// An empty collection. Everything it makes lives in the arena, which outlives it.
struct collect collect_begin(struct diags *d, struct arena *a, const struct cycle *c,
                             const struct templates *t, const struct secret *s,
                             const struct collect_options *o);

// Whether a file is a form of this organisation and period that can be read, and nobody has made
// up; false after a diagnostic. Says in form->is_unsigned whether anybody vouches for it.
bool collect_accepts(struct collect *c, struct returned *form);
// A file of blank forms holds several copies: one form for each, *count of them, in the arena.
struct returned *collect_copies(struct collect *c, const struct returned *form, size_t *count);
bool collect_is_anonymous(const struct collect *c, const struct returned *form);
// Whether it is unsigned, and only what it would change is to be said.
bool collect_leaves_out(const struct collect *c, const struct returned *form);

// The person whose form it is; NULL after a diagnostic, or for a blank form that nobody has filled
// in.
const struct person *collect_match_person(struct collect *c, const struct returned *copy);
// The person's record; NULL: collect_add_record() has not been called for it.
struct record *collect_record(struct collect *c, const struct person *p);
// tree: the file's, in the arena; NULL: there is no file, and a new tree is begun, for the unit and
// leader of the form. The record of a form that is left out is not kept.
struct record *collect_add_record(struct collect *c, const struct person *p,
                                  const struct returned *form, const char *path,
                                  const struct source *s, struct node *tree);
// Merges one copy of a form into its person's record.
void form_merge(struct collect *c, const struct returned *copy, struct record *record);
enum { COLLECT_DIGEST_BYTES = 32 };
// Adds an anonymous answer. key: the period's; digest: the file's, so that one file is one answer
// however often it is read.
void answers_add(struct collect *c, const struct returned *copy, const uint8_t key[HASH_SIZE],
                 const uint8_t digest[COLLECT_DIGEST_BYTES]);
// Takes those answers out of the list that are beyond the number of people who can have given them;
// how many are left, in their order. given: what earlier runs have counted.
size_t answers_refuse_surplus(struct collect *c, struct answer *list, size_t count,
                              const struct answer_given *given, size_t given_count);

// Whether this leader may speak for the person: today, or on another day of the period as leader or
// acting leader of the person's unit.
bool collect_leads(const struct person *leader, const struct person *p);

// signature.c: a hint about forms and deliveries with a wrong MAC.
extern const char *const signature_after_new_key;
// Whether a form was made here. False after a diagnostic; sets key and is_unsigned.
bool signature_is_accepted(struct collect *c, struct returned *form);
// Whether the leader for whom a form was made can have made the person's plan with the person.
// False after a diagnostic; where the person has moved since, that is said.
bool signature_fits(struct collect *c, const struct returned *copy, const struct person *p);
// Whether a form is one that a leader gets as a leader. The leader's own key signs it, and not that
// of the leader above, so that it says nothing of the leader's own plan.
bool signature_is_leaders_own(const struct collect *c, const struct returned *copy);
// Reports a file whose forms, from collect->forms[first] on, are left out.
void signature_report_left_out(struct collect *c, const struct returned *form, size_t first);

// Whose form it says that it is, as a sentence about it begins: "Maja Solberg: "; "": nobody's.
const char *collect_whose(const struct collect *c, const struct returned *form);
// The form's file name with control characters made visible.
const char *collect_file_name(const struct collect *c, const struct returned *form);

// delivery.c: what a leader delivers. False or NULL after a diagnostic: it is not this cycle's, not
// the leader's, or item i is of nobody whom the leader leads.
bool delivery_is_accepted(struct collect *c, struct delivery *d);
// The file as a form of nobody, for what is said of it.
struct returned *delivery_file(struct collect *c, const struct delivery *d);
const struct person *delivery_match_person(struct collect *c, const struct delivery *d, size_t i);
void delivery_merge(struct collect *c, const struct delivery *d, size_t i, struct record *record);

// field_text_parse() in the cycle's languages: a typed value as the record holds it, in *kept;
// false: it is no value of this field.
bool collect_parse_value(struct collect *c, const struct record_field *f, const char *typed,
                         const char **kept);

// report.c: prints what came in, from whom, and what is still missing.
struct collect_totals {
    size_t answers_written, answers_held;  // held: not written while there are too few
    bool dry_run, json, quiet;
    bool typed;    // one person's form, typed here: all that it says
    bool is_late;  // a period before: who has no plan yet is not said
};
void report_collected(const struct collect *c, const struct collect_totals *totals, FILE *to);

#endif
