// returned forms + cycle → changes to people's plans, and anonymous answers. Every field is merged
// by itself: its base is what it was prefilled with, and what only one side has changed is taken
// from that side; what both have changed differently is a conflict, which is said and leaves the
// record as it is, unless one side is preferred.
#ifndef COLLECT_COLLECT_H
#define COLLECT_COLLECT_H

#include <stdio.h>

#include "base/diag.h"
#include "base/map.h"
#include "compose/compose.h"
#include "model/changes.h"
#include "model/cycle.h"
#include "model/delivery.h"
#include "model/returned.h"

struct collect_options {
    bool with_comments;  // what is between the two, too
    enum { PREFER_NONE, PREFER_FORM, PREFER_RECORD } prefer;
    const char *as;  // whose blank forms are; NULL: whoever their Ansatt says
};

struct record {  // somebody's plan on its way to be changed
    const struct person *person;
    const char *path;             // "plans/2027/e1102.yaml"
    const struct source *source;  // NULL: there is no file yet, and the tree is to be written whole
    struct node *tree;            // as it will be
    struct splice_edit *edits;
    size_t edit_count, edit_room;
    bool changed;
    bool failed;  // it could not be written
};

enum collected_outcome {
    COLLECTED_CHANGE,
    COLLECTED_CONFLICT,
    COLLECTED_KEPT,     // a conflict in which the record was preferred
    COLLECTED_NOTE,     // private: left in the form
    COLLECTED_COMMENT,  // between the two: left in the form
    COLLECTED_REFUSED,  // it cannot be kept: `why`
    COLLECTED_OUTCOME_COUNT
};

struct collected_field {
    enum collected_outcome outcome;
    const char *words;           // what the form calls it
    const char *path;            // in the record; NULL: nowhere
    const char *before, *after;  // in the record; "": nothing
};

struct collected {  // one form: a file, or a copy in it
    const struct returned *form;
    const char *file;  // its name, printable
    unsigned copy;
    const struct record *record;  // NULL: an answer, or nobody's
    bool is_answer, is_delivery;
    struct collected_field *fields;
    size_t count, room;
    size_t counts[COLLECTED_OUTCOME_COUNT];
};

struct answer {
    const char *name;  // of its file, without the folder: a keyed hash
    const struct node *tree;
};

struct collect {
    struct diags *diags;
    struct arena *arena;
    // what comparing takes, so that ten thousand forms do not fill the memory
    struct arena scratch;
    const struct cycle *cycle;
    const struct templates *templates;
    struct collect_options options;
    const char *const *languages;
    size_t language_count;
    struct record **records;
    size_t record_count, record_room;
    struct map records_by_id;   // by their person's id
    struct map people_by_name;  // collect.c: made when a blank form is first seen
    bool names_indexed;
    struct map questions;      // answers.c: what the process evaluation asks for, by path
    const char *questions_of;  // the document that they are of; NULL: not yet known
    struct collected *forms;
    size_t form_count, form_room;
    struct answer *answers;
    size_t answer_count, answer_room;
    struct map answers_by_name;
    const bool *answering;  // units that an answer may name; NULL: not yet known
    size_t unusable;        // files that gave nothing
    size_t delivery_count;
    struct map delivered_by_id;  // what this run has taken of deliveries
};

struct collect collect_begin(struct diags *d, struct arena *a, const struct cycle *c,
                             const struct templates *t, const struct collect_options *o);

// Says what is wrong with a file, if anything; whether it is a form of this period to go on with.
bool collect_accepts(struct collect *c, const struct returned *form);
// Its copies, each a form with values of one copy only. The copy's number is that of its values.
struct returned *collect_copies(struct collect *c, const struct returned *form, size_t *count);
bool collect_is_anonymous(const struct collect *c, const struct returned *form);

// Whose form it is; NULL after a diagnostic, or when an untouched blank form is nobody's.
const struct person *collect_match_person(struct collect *c, const struct returned *copy);
struct record *collect_record(struct collect *c, const struct person *p);  // NULL: not there yet
// tree: of the file; NULL: there is none, and a new one is begun.
struct record *collect_add_record(struct collect *c, const struct person *p, const char *path,
                                  const struct source *s, struct node *tree);
void form_merge(struct collect *c, const struct returned *copy, struct record *record);
// key: the period's own; digest: of the file, so that the same one is the same answer.
enum { COLLECT_KEY_BYTES = 32, COLLECT_DIGEST_BYTES = 32 };
void answers_add(struct collect *c, const struct returned *copy,
                 const uint8_t key[COLLECT_KEY_BYTES], const uint8_t digest[COLLECT_DIGEST_BYTES]);
void answers_digest(const void *bytes, size_t n, uint8_t digest[COLLECT_DIGEST_BYTES]);

// its name, printable
const char *collect_file_name(const struct collect *c, const struct returned *form);

// delivery.c: what a leader delivers. Whether it is this cycle's, and whose its item i is: else
// diagnostics say why not. organisation: an id made of its name, as commands/deliver.c makes it.
bool delivery_is_accepted(struct collect *c, const struct delivery *d, const char *organisation);
const struct person *delivery_match_person(struct collect *c, const struct delivery *d, size_t i);
void delivery_merge(struct collect *c, const struct delivery *d, size_t i, struct record *record);

// field_text_parse()
bool collect_parse_value(struct collect *c, const struct record_field *f, const char *typed,
                         const char **kept);

// report.c: what came in, from whom, and what is still missing.
struct collect_totals {
    size_t answers_written, answers_held;  // held back: too few
    bool dry_run, json, quiet;
};
void report_collected(const struct collect *c, const struct collect_totals *totals, FILE *to);

#endif
